#include "tools/work/paper_view.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"
#include "tools/work/fields.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static const struct submission *chosen_of(const struct paper_view_reply *r)
{
    for (size_t i = 0; i < r->journals; i++)
        if (r->journal[i].is_chosen)
            return r->journal[i].submission;
    return NULL;
}

static enum err_code add_change(struct paper_view_question *q, const struct journal_event *ev,
                                uint8_t place, struct err *e)
{
    struct paper_view_change *grown = realloc(q->change, (q->changes + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    q->change = grown;
    q->change[q->changes++] = (struct paper_view_change){ev->wall_ms, ev->used_ms, place};
    return ERR_OK;
}

/* How long each question was seen: from its coming on the screen to the next event that puts
 * another one there, or to the end. */
static enum err_code take_events(struct paper_view_reply *r, const struct submission *m,
                                 const struct paper *drawn, bool has_times, struct err *e)
{
    uint64_t since = 0;
    unsigned seen = JOURNAL_NONE;
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < m->state.count; i++) {
        struct journal_event ev;
        if (!paper_view_event(m, i, &ev))
            continue;
        bool is_end = ev.type >= JOURNAL_HANDIN && ev.type <= JOURNAL_MISCONDUCT;
        if (ev.type == JOURNAL_VIEW || is_end || i + 1 == m->state.count) {
            if (seen < drawn->questions)
                r->question[seen].seen_ms += ev.used_ms - since;
            seen = ev.type == JOURNAL_VIEW ? ev.question : JOURNAL_NONE;
            since = ev.used_ms;
        }
        if (has_times && journal_is_answer(ev.type) && ev.question < drawn->questions)
            rc = add_change(&r->question[ev.question], &ev,
                            ev.type == JOURNAL_CHOOSE
                                ? paper_view_place(drawn, ev.question, ev.choice)
                                : PAPER_VIEW_NONE,
                            e);
    }
    return rc;
}

/* ---- the questions ---- */

/* The places whose options are right as it counts now: what the council decided goes before the
 * key. */
static uint8_t right_places(const struct bank_entry *entry, const struct decision *d, uint8_t order)
{
    unsigned options = 1u << entry->answer, places = 0;
    if (d && d->ruling == DECISION_VOID)
        options = (1u << BANK_OPTIONS) - 1;
    else if (d && d->ruling == DECISION_TAKE_OUT)
        options = 0;
    else if (d)
        options = d->options;
    for (unsigned o = 0; o < BANK_OPTIONS; o++)
        if (options >> o & 1)
            places |= 1u << paper_place_of(order, o);
    return (uint8_t)places;
}

static enum err_code take_question(struct paper_view_reply *r, const struct paper *drawn,
                                   unsigned q, bool has_key, struct err *e)
{
    struct paper_view_question *out = &r->question[q];
    const struct office_session *s = &r->grading.opened;
    const struct bank_entry *entry = &s->bank_key.entry[drawn->question[q].entry];
    uint8_t key[CRYPT_KEY];
    out->number = q + 1;
    out->order = drawn->question[q].order;
    out->chosen = PAPER_VIEW_NONE;
    memcpy(out->qid, entry->qid, CRYPT_HASH);
    for (unsigned first = 0, p = 0; p < drawn->parts; first += drawn->part_questions[p++])
        if (q >= first)
            out->part = p;
    out->ruling = decisions_on_question(&r->grading.decisions, entry->qid);
    if (has_key) {
        out->key = (uint8_t)paper_place_of(out->order, entry->answer);
        out->right = right_places(entry, out->ruling, out->order);
    }
    bank_question_key(s->bank_key.master, entry->qid, key);
    enum err_code rc = bank_read_question(&s->bank, entry->address, key, &out->text, e);
    crypt_wipe(key, sizeof key);
    return rc;
}

/* Of one question alone the others are let go. */
static enum err_code keep_one(struct paper_view_reply *r, const char *number, struct err *e)
{
    long n = 0;
    enum err_code rc = work_number("--question", number, 1, (long)r->questions, &n, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; i < r->questions; i++)
        if (i + 1 != (size_t)n) {
            bank_question_free(&r->question[i].text);
            free(r->question[i].change);
        }
    r->question[0] = r->question[n - 1];
    r->questions = 1;
    return ERR_OK;
}

static enum err_code take_questions(struct paper_view_reply *r, const struct paper_view_request *q,
                                    struct err *e)
{
    struct paper drawn;
    enum err_code rc = office_session_draw(&r->grading.opened, r->paper, &drawn, e);
    if (rc != ERR_OK)
        return rc;
    r->parts = drawn.parts;
    r->question = calloc(drawn.questions + 1u, sizeof *r->question);
    if (!r->question)
        return err_memory(e);
    for (; rc == ERR_OK && r->questions < drawn.questions; r->questions++)
        rc = take_question(r, &drawn, (unsigned)r->questions, q->has_key, e);
    paper_view_take_journals(r, &drawn);
    const struct submission *m = chosen_of(r);
    for (size_t i = 0; m && i < r->questions; i++)
        r->question[i].chosen = paper_view_place(&drawn, (unsigned)i, m->state.choice[i]);
    if (rc == ERR_OK && m)
        rc = take_events(r, m, &drawn, q->has_times, e);
    return rc == ERR_OK && q->question ? keep_one(r, q->question, e) : rc;
}

/* ---- the operation ---- */

static bool is_sat(const struct paper_view_reply *r)
{
    return collection_next(&r->grading.collection, r->paper, NULL) != NULL;
}

/* Before anybody sees it. */
static enum err_code add_line(struct paper_view_reply *r, const struct paper_view_request *q,
                              struct err *e)
{
    char paper[8], subject[24], more[24];
    bool is_unsat = !is_sat(r);
    session_paper_name(r->paper, paper);
    snprintf(subject, sizeof subject, "paper %s", paper);
    snprintf(more, sizeof more, "%s%s%s", q->has_key ? "key=yes" : "",
             q->has_key && is_unsat ? " " : "", is_unsat ? "unsat=yes" : "");
    return log_note(&r->office.workspace,
                    &(struct log_entry){LOG_SHOWN, r->grading.opened.name, subject, NULL,
                                        more[0] ? more : NULL},
                    r->office.key, e);
}

/* Until its journal is here a paper is an exam to come, and the office's passphrase alone is too
 * little to read it. */
static enum err_code check_sat(struct paper_view_reply *r, const struct paper_view_request *q,
                               struct err *e)
{
    const struct office_session *s = &r->grading.opened;
    if (q->is_unsat || caution_is_training(&s->session.info) || is_sat(r))
        return ERR_OK;
    r->is_unsat = true;
    return err_set(e, ERR_POLICY,
                   _("%s, paper %s: nothing of it was collected; what was not sat is not shown. "
                     "--not-sat shows it all the same, and the log says so"),
                   s->name, r->result.paper);
}

static enum err_code open_paper(struct work *work, const struct paper_view_request *q,
                                struct paper_view_reply *r, struct err *e)
{
    enum err_code rc = office_open(work, OFFICE_WRITE, &r->office, e);
    if (rc == ERR_OK)
        rc = whole_check_results(&r->office.workspace, q->session, e);
    if (rc == ERR_OK)
        rc = grading_open(&r->office.workspace, q->session, r->office.key, &r->grading, e);
    r->is_opened = rc == ERR_OK;
    if (rc == ERR_OK &&
        (!session_paper_index(q->paper, &r->paper) || r->paper >= r->grading.opened.session.papers))
        rc = err_set(e, ERR_NO, _("%s: the session has no such paper"), q->paper);
    if (rc == ERR_OK)
        rc = grading_run(&r->grading, &r->results, e);
    if (rc != ERR_OK)
        return rc;
    r->result = r->results.row[r->paper];
    r->is_over = hours_are_over(r->grading.opened.session.info.closes,
                                clock_wall_ms(&r->office.workspace.clock) / 1000);
    return check_sat(r, q, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct paper_view_request *q = request;
    struct paper_view_reply *r = reply;
    r->office.lock = -1;
    enum err_code rc = paper_view_check_format(q, e);
    if (rc == ERR_OK)
        rc = open_paper(work, q, r, e);
    if (rc == ERR_OK)
        rc = take_questions(r, q, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = add_line(r, q, e);
    if (rc == ERR_OK && q->format)
        rc = paper_view_write_sheet(q, r, e);
    r->is_shown = rc == ERR_OK;
    if (r->is_opened)
        office_session_rest(&r->grading.opened);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct paper_view_reply *r = reply;
    for (size_t i = 0; i < r->questions; i++) {
        bank_question_free(&r->question[i].text);
        free(r->question[i].change);
    }
    free(r->question);
    free(r->file);
    results_free(&r->results);
    if (r->is_opened)
        grading_close(&r->grading);
    office_close(&r->office);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct paper_view_reply *r = reply;
    (void)request;
    if (r->file)
        buf_printf(out, "%s\n", r->file);
}

/* What was not sat cannot be unseen. */
static const char *word_of(const void *request)
{
    return ((const struct paper_view_request *)request)->is_unsat ? "XEM" : NULL;
}

#define AT(member) offsetof(struct paper_view_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {.value = "PAPER",
     .need = WORK_NEEDED,
     .kind = WORK_WORD,
     .at = AT(paper),
     .label = N_("Paper")},
    {"--question", "N", WORK_OPTIONAL, N_("this question alone, by its number on the paper"),
     .kind = WORK_NUMBER, .at = AT(question), .label = N_("Question")},
    {"--times", NULL, WORK_OPTIONAL, N_("when each answer was chosen and changed"),
     .kind = WORK_FLAG, .at = AT(has_times), .label = N_("With times")},
    {"--key", NULL, WORK_OPTIONAL, N_("the right answers, and what was scored"), .kind = WORK_FLAG,
     .at = AT(has_key), .label = N_("With the key")},
    {"--not-sat", NULL, WORK_OPTIONAL,
     N_("also a paper of which nothing was collected; the log says so"), .kind = WORK_FLAG,
     .at = AT(is_unsat), .label = N_("Not sat, too")},
    {"--format", "pdf", WORK_OPTIONAL,
     N_("writes a sheet of paper, with places to sign, instead of showing it"), .kind = WORK_CHOICE,
     .at = AT(format), .label = N_("Format")},
    {"-o", "DIR", WORK_OPTIONAL, N_("the folder to write into; reports/SESSION by default"),
     .kind = WORK_FOLDER, .at = AT(folder), .label = N_("Folder")},
    {0}};

const struct work_op paper_view_op = {
    .name = "paper",
    .words = "SESSION PAPER",
    .help = N_("Shows one paper as it stood before the candidate: each question, its options in "
               "their order, what was chosen. The log gets a line first."),
    .field = FIELDS,
    .request = sizeof(struct paper_view_request),
    .reply = sizeof(struct paper_view_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .word = "XEM",
    .word_of = word_of,
    .say = say};
