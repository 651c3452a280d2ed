#include "tools/work/decide.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"
#include "tools/office/ruling.h"
#include "tools/office/whole.h"
#include "tools/work/fields.h"
#include "tools/work/question_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was asked for ---- */

/* One line of text a person could read, as the file will hold it; malloc'd. */
static enum err_code take_line(const char *what, const char *text, char **out, struct err *e)
{
    if (strlen(text) > DECISION_REASON_MAX || !text[strspn(text, " ")])
        return err_set(e, ERR_USAGE, _("%s: 1 to %d bytes are wanted"), what, DECISION_REASON_MAX);
    enum err_code rc = text_check(text, strlen(text), false, what, e);
    if (rc == ERR_OK && !(*out = strdup(text)))
        rc = err_memory(e);
    return rc;
}

static enum err_code take_words(const struct decide_request *q, const struct decide_reply *r,
                                struct decision *out, struct err *e)
{
    const char *reason = q->reason;
    enum err_code rc = ruling_take(&(struct ruling_request){.grading = &r->grading,
                                                            .office = r->office.key,
                                                            .has_reason = reason != NULL,
                                                            .words = (int)q->ruling.count,
                                                            .word = (char **)q->ruling.word},
                                   out, e);
    if (rc == ERR_OK && !reason && out->ruling == DECISION_CLOSE)
        reason = _("The session adds up.");
    if (rc == ERR_OK && !reason)
        rc = err_set(e, ERR_USAGE, _("--reason says why it is decided so"));
    if (rc == ERR_OK)
        rc = take_line("--reason", reason, &out->reason, e);
    if (rc == ERR_OK)
        rc = take_line("--by", q->by ? q->by : r->office.workspace.papers.name, &out->by, e);
    return rc;
}

/* ---- what it does ---- */

bool decide_is_same(const struct result *before, const struct result *after)
{
    return before->state == after->state && before->total == after->total;
}

/* All that a preview shows. */
static enum err_code hash_change(struct decide_reply *r, const struct decision *d, struct err *e)
{
    struct buf text;
    buf_init(&text, RESULTS_FILE_MAX);
    buf_printf(&text, "%u ", d->number);
    decision_write_ruling(d, &text);
    for (size_t i = 0; i < r->before.count; i++)
        buf_printf(&text, "\n%s %d %u %d %u", r->before.row[i].paper, (int)r->before.row[i].state,
                   r->before.row[i].total, (int)r->after.row[i].state, r->after.row[i].total);
    enum err_code rc = buf_check(&text, "preview", e);
    if (rc == ERR_OK)
        crypt_hash_file(text.data, text.len, r->seen);
    buf_free(&text);
    return rc;
}

static enum err_code check_seen(const struct decide_request *q, struct decide_reply *r,
                                struct err *e)
{
    const struct decisions *ds = &r->grading.decisions;
    enum err_code rc = hash_change(r, &ds->item[ds->count - 1], e);
    if (rc == ERR_OK && q->seen && memcmp(q->seen, r->seen, CRYPT_HASH) != 0)
        rc = err_set(e, ERR_BUSY,
                     _("another decision was taken since the preview, or files came in; nothing "
                       "was written: preview it again"));
    return rc;
}

static enum err_code save(struct decide_reply *r, struct err *e)
{
    struct reg *reg = NULL;
    enum err_code rc =
        decisions_save_last(&r->grading.decisions, &r->grading.opened, r->office.key, e);
    if (rc == ERR_OK)
        rc = register_open(&r->office.workspace, &reg, e);
    if (rc == ERR_OK)
        rc = register_put(reg, &r->grading, &r->before, e); /* scores change when it is graded
                                                               again */
    register_close(reg);
    return rc;
}

/* Options that are right until now; of a question that is void or taken out none is. */
static uint8_t right_of(const struct grading *g, const uint8_t qid[CRYPT_HASH])
{
    const struct decision *d = decisions_on_question(&g->decisions, qid);
    const struct bank_office *key = &g->opened.bank_key;
    if (d)
        return d->ruling == DECISION_ACCEPT || d->ruling == DECISION_KEY ? d->options : 0;
    for (size_t i = 0; i < key->entries; i++)
        if (memcmp(key->entry[i].qid, qid, CRYPT_HASH) == 0)
            return (uint8_t)(1u << key->entry[i].answer);
    return 0;
}

static enum err_code decide(struct work *work, const struct decide_request *q,
                            struct decide_reply *r, struct err *e)
{
    struct grading *g = &r->grading;
    struct decision n = {0};
    enum err_code rc = grading_run(g, &r->before, e);
    if (rc == ERR_OK)
        rc = take_words(q, r, &n, e);
    if (rc == ERR_OK && ruling_is_in_force(&g->decisions, &n))
        rc = err_set(e, ERR_POLICY, _("it is decided so already"));
    if (rc != ERR_OK) {
        decision_free(&n);
        return rc;
    }
    bool gives_key = n.ruling == DECISION_ACCEPT || n.ruling == DECISION_KEY;
    uint8_t lost = gives_key ? (uint8_t)(right_of(g, n.question) & ~n.options) : 0;
    if (n.ruling == DECISION_CLOSE)
        rc = reconcile_make(g, &r->open, e);
    if (rc == ERR_OK)
        rc = decisions_add(&g->decisions, &g->opened, &n, e);
    else
        decision_free(&n);
    if (rc == ERR_OK)
        rc = grading_run(g, &r->after, e);
    if (rc == ERR_OK)
        rc = check_seen(q, r, e);
    if (rc == ERR_OK && !q->is_preview)
        rc = work_point(work, e);
    if (rc == ERR_OK && !q->is_preview)
        rc = save(r, e);
    const struct decision *last = rc == ERR_OK ? &g->decisions.item[g->decisions.count - 1] : NULL;
    if (last && decision_is_on_question(last->ruling))
        rc = question_look_tell(g, last->question, r->words, &r->papers, &r->text, e);
    r->lost = r->text.stem ? lost : 0;
    r->decision = rc == ERR_OK ? last : NULL;
    return rc;
}

/* A ruling that files are lost is taken while they are missed: that alone does not stop it. */
static enum err_code open_grading(const struct decide_request *q, struct decide_reply *r,
                                  struct err *e)
{
    const struct log *l = r->office.workspace.log;
    const struct work_words *w = &q->ruling;
    long line = w->count == 2 && strcmp(w->word[0], "lost") == 0 ? strtol(w->word[1], NULL, 10) : 0;
    uint64_t missed = line > 0 && l && (size_t)line <= l->lines ? (uint64_t)line : 0;
    enum err_code rc = missed ? ERR_OK : whole_check_results(&r->office.workspace, q->session, e);
    if (rc != ERR_OK)
        return rc;
    return grading_open_but(&r->office.workspace, q->session, r->office.key, missed, &r->grading,
                            e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct decide_request *q = request;
    struct decide_reply *r = reply;
    r->lang = work->lang;
    enum err_code rc = office_open(work, q->is_preview ? OFFICE_KEY : OFFICE_WRITE, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = open_grading(q, r, e);
    if (rc == ERR_OK)
        rc = decide(work, q, r, e);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct decide_reply *r = reply;
    bank_question_free(&r->text);
    reconcile_free(&r->open);
    results_free(&r->before);
    results_free(&r->after);
    grading_close(&r->grading);
    office_close(&r->office);
}

/* A close is more than a ruling: it has a word of its own. */
static const char *word_of(const void *request)
{
    const struct work_words *w = &((const struct decide_request *)request)->ruling;
    return w->count && strcmp(w->word[0], "close") == 0 ? "DONG" : "KY";
}

#define AT(member) offsetof(struct decide_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {.value = "RULING",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_WORD,
     .at = AT(ruling),
     .label = N_("Ruling"),
     .most = 4},
    {"--reason", "TEXT", WORK_OPTIONAL, N_("why; needed but for closing a session that adds up"),
     .kind = WORK_TEXT, .at = AT(reason), .label = N_("Reason")},
    {"--by", "NAME", WORK_OPTIONAL, N_("who decided"), .kind = WORK_TEXT, .at = AT(by),
     .label = N_("Decided by")},
    {"--preview", NULL, WORK_OPTIONAL,
     N_("shows whose score and whose result would change, and writes nothing"), .kind = WORK_FLAG,
     .at = AT(is_preview)},
    {0}};

const struct work_op decide_op = {
    .name = "decide",
    .words = "SESSION question ID void|take-out|accept A,C|key B\nSESSION paper P journal "
             "HEAD|as-is|accept|annul|no-paper\nSESSION lost LINE\nSESSION close\nSESSION "
             "cancel\nSESSION undo N",
    .help = N_("Takes down what the council decided, signed; --preview says what would change."),
    .field = FIELDS,
    .request = sizeof(struct decide_request),
    .reply = sizeof(struct decide_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .word = "KY",
    .word_of = word_of,
    .preview = "--preview",
    .say = decide_say};
