#include "app/client/papers.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/attempt_holder.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It opens papers. */
static void forget_candidate_key(struct client *c)
{
    crypt_secret_free(c->papers.candidate_key);
    c->papers.candidate_key = NULL;
}

void papers_forget_candidate(struct client *c)
{
    forget_candidate_key(c);
    c->papers.candidate = -1;
}

/* The first paper of a candidate; roster->papers when there is none. */
static uint32_t first_paper_of(const struct session_roster *roster, uint32_t candidate)
{
    uint32_t p = 0;
    while (p < roster->papers && roster->paper[p].candidate != candidate)
        p++;
    return p;
}

/* The code is right when it opens a ticket. */
static bool opens_ticket(const struct client *c, uint32_t candidate, const uint8_t key[CRYPT_KEY],
                         struct session_ticket *t)
{
    struct err ignored;
    const struct session_roster *roster = &c->unlocked.roster;
    uint32_t first = first_paper_of(roster, candidate);
    return first < roster->papers &&
           session_read_ticket(c->setup.session, first, key, t, &ignored) == ERR_OK;
}

bool papers_log_in(struct client *c, const char *sbd, const char *code)
{
    struct err ignored;
    const struct session_roster *roster = &c->unlocked.roster;
    long found = session_roster_find(roster, sbd);
    uint32_t who =
        found >= 0 ? (uint32_t)found : 0; /* an unknown number costs the same work as a known one */
    if (roster->candidates == 0)
        return false;
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    bool is_right = key && t &&
                    session_candidate_key(c->setup.session, c->unlocked.S, who,
                                          &roster->candidate[who], code, key, &ignored) == ERR_OK;
    is_right = is_right && found >= 0 && opens_ticket(c, who, key, t);
    crypt_secret_free(t);
    c->papers.candidate = found;
    c->papers.candidate_key = key;
    return is_right;
}

/* It stands elsewhere alone: this seat remembers, so that nobody sits it twice. */
static void remember_left(struct client *c)
{
    struct papers *p = &c->papers;
    enum delivery_place place = c->papers.ending.place;
    if (!c->exam || (place != DELIVERY_FOLDER && place != DELIVERY_STICK) ||
        p->lefts == PAPERS_LEFT_MAX)
        return;
    struct papers_left *left = &p->left[p->lefts++];
    left->paper = c->exam->ticket->paper;
    memcpy(left->receipt, c->papers.ending.receipt, sizeof left->receipt);
}

void papers_close(struct client *c)
{
    remember_left(c);
    if (c->exam)
        attempt_holder_end(c->papers.attempt_holder_fd, c->setup.key_folder, c->exam->disk.path);
    c->papers.attempt_holder_fd = -1;
    exam_close(c->exam);
    c->exam = NULL;
    exchange_close_paper(c);
}

void papers_log_out(struct client *c)
{
    papers_close(c);
    papers_forget_candidate(c);
    crypt_wipe(c->papers.own, sizeof c->papers.own);
    c->papers.to_sit = c->papers.done = c->papers.at = 0;
    c->papers.is_begin_asked = false;
    c->reading.question = c->reading.focus = 0;
    crypt_wipe(&c->papers.ending, sizeof c->papers.ending);
    flow_go(c, c->unlocked.S ? CLIENT_LOGIN : CLIENT_LOCKED);
    c->flow.theme_turns = 0; /* who comes next finds the seat as it was set up */
    c->flow.lang = c->setup.lang;
    lang_use(c->flow.lang == CLIENT_VI);
}

/* ---- which papers there are ---- */

/* The header of an answers file of the data folder that says "ended"; anybody's word so far. */
static bool is_end_of_paper(const struct client *c, const char *name, struct answers_info *info)
{
    struct err ignored;
    struct buf b;
    char *path = file_join(c->setup.data_dir, name);
    buf_init(&b, ANSWERS_FILE_MAX);
    bool is_end = path && file_read(path, ANSWERS_FILE_MAX, &b, &ignored) == ERR_OK &&
                  answers_peek(b.data, b.len, info, &ignored) == ERR_OK && info->is_ended &&
                  memcmp(info->session_hash, c->setup.session->hash, CRYPT_HASH) == 0;
    free(path);
    buf_free(&b);
    return is_end;
}

/* The first of the paper's that says so and, where there is a key, proves it. */
static bool find_end(const struct client *c, uint32_t paper, const uint8_t *key,
                     struct answers_info *info)
{
    char prefix[64], number[8];
    session_paper_name(paper, number);
    snprintf(prefix, sizeof prefix, "%s.%s.", c->setup.session->info.name, number);
    DIR *d = opendir(c->setup.data_dir);
    bool found = false;
    for (struct dirent *entry; d && !found && (entry = readdir(d));)
        found = strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
                answers_is_file_name(entry->d_name) && is_end_of_paper(c, entry->d_name, info) &&
                info->paper == paper && (!key || answers_is_tagged(info, key));
    if (d)
        closedir(d);
    return found;
}

bool papers_seems_handed_in(const struct client *c, uint32_t paper)
{
    struct answers_info ignored;
    return find_end(c, paper, NULL, &ignored);
}

static bool is_left(const struct client *c, uint32_t paper, char receipt[CODE_RECEIPT + 1])
{
    for (size_t i = 0; i < c->papers.lefts; i++)
        if (c->papers.left[i].paper == paper) {
            memcpy(receipt, c->papers.left[i].receipt, CODE_RECEIPT + 1);
            return true;
        }
    return false;
}

bool papers_is_handed_in(const struct client *c, uint32_t paper, char receipt[CODE_RECEIPT + 1])
{
    struct err ignored;
    if (is_left(c, paper, receipt))
        return true;
    struct answers_info info;
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    bool found = t && key && papers_seems_handed_in(c, paper) &&
                 session_read_ticket(c->setup.session, paper, c->papers.candidate_key, t,
                                     &ignored) == ERR_OK;
    if (found) {
        resume_key(t->k0, key);
        found = find_end(c, paper, key, &info);
    }
    if (found)
        code_receipt(info.head, receipt);
    crypt_secret_free(key);
    crypt_secret_free(t);
    return found;
}

static enum err_code open_exam(struct client *c, uint32_t paper, struct err *e)
{
    const struct exam_setup setup = {.session = c->setup.session,
                                     .bank = c->setup.bank,
                                     .roster = &c->unlocked.roster,
                                     .dir = c->setup.data_dir,
                                     .seat = c->setup.seat,
                                     .build = c->setup.program.build,
                                     .clock = c->setup.clock};
    return exam_open(&setup, paper, c->papers.candidate_key, &c->exam, e);
}

/* How far a paper was sat here before. What cannot be opened now says so when it is chosen. */
static void look_into(struct client *c, struct papers_own *own)
{
    struct err ignored;
    char *path = attempt_path(c->setup.data_dir, c->setup.session, own->paper);
    if (path && file_exists(path) && open_exam(c, own->paper, &ignored) == ERR_OK) {
        own->is_begun = exam_is_started(c->exam);
        own->answered = exam_answered(c->exam);
        own->questions = c->exam->ticket->questions;
        exam_close(c->exam);
        c->exam = NULL;
    }
    free(path);
}

/* The one begun is the one to go on with; the first of several. */
static void choose_begun(struct papers *p)
{
    for (int i = p->to_sit - 1; i >= 0; i--)
        if (p->own[i].is_begun)
            p->at = i;
}

static void add_papers(struct client *c, bool is_done)
{
    struct papers *p = &c->papers;
    const struct session_roster *roster = &c->unlocked.roster;
    for (uint32_t i = 0; i < roster->papers && p->to_sit + p->done < PAPERS_MAX; i++) {
        struct papers_own own = {.paper = i};
        if (roster->paper[i].candidate != (uint32_t)p->candidate ||
            papers_is_handed_in(c, i, own.receipt) != is_done)
            continue;
        p->own[p->to_sit + p->done] = own;
        *(is_done ? &p->done : &p->to_sit) += 1;
    }
}

void papers_list(struct client *c)
{
    struct papers *p = &c->papers;
    p->to_sit = p->done = p->at = 0;
    add_papers(c, false);
    add_papers(c, true);
    if (p->to_sit == 1)
        return;
    for (int i = 0; i < p->to_sit; i++)
        look_into(c, &p->own[i]);
    choose_begun(p);
}

/* ---- the open one ---- */

/* Another connection of this host may hold it, and let go. */
static enum err_code open_or_take_over(struct client *c, uint32_t paper, struct err *e)
{
    enum err_code rc = open_exam(c, paper, e);
    char *path = rc == ERR_BUSY ? attempt_path(c->setup.data_dir, c->setup.session, paper) : NULL;
    if (path && attempt_holder_ask(c->setup.key_folder, path))
        rc = open_exam(c, paper, e);
    free(path);
    return rc;
}

/* Whoever sits here is told what to do, whatever it is; what only the office understands stands in
 * the middle. */
static void say_unopened(struct client *c)
{
    const struct err *e = &c->papers.unopened;
    char text[sizeof c->message.text];
    if (e->code == ERR_BUSY) {
        flow_say(c, MESSAGE_DANGER,
                 N_("This paper is open in another window of this machine. Please "
                    "call the invigilator."));
        return;
    }
    snprintf(text, sizeof text,
             _("The exam cannot be opened on this seat: %s. Please call the invigilator."),
             e->code == ERR_IO ? disk_trouble_clause(disk_trouble_cause(e)) : e->text);
    flow_say_made(c, MESSAGE_DANGER, text, say_unopened);
}

void papers_keep_language(struct client *c)
{
    if (c->exam)
        exam_keep_language(c->exam, c->flow.lang == CLIENT_VI ? "vi" : "en");
}

/* The one it was read in before it was cut off. */
static void take_up_language(struct client *c)
{
    char language[ATTEMPT_LANGUAGE];
    if (!exam_language(c->exam, language))
        return;
    c->flow.lang = language[0] == 'v' ? CLIENT_VI : CLIENT_EN;
    lang_use(c->flow.lang == CLIENT_VI);
}

void papers_open(struct client *c, uint32_t paper)
{
    struct err e = {0};
    enum err_code rc = open_or_take_over(c, paper, &e);
    if (rc != ERR_OK || c->papers.to_sit < 2)
        forget_candidate_key(c);
    if (rc == ERR_OK) {
        c->reading.question = c->exam->journal.position;
        take_up_language(c);
        c->papers.attempt_holder_fd =
            attempt_holder_listen(c->setup.key_folder, c->exam->disk.path);
        flow_go(c, CLIENT_CONFIRM);
        exchange_look(c, NULL, false);
        if (c->exchange.folders == 0)
            exam_forget_k0(c->exam);
        return;
    }
    papers_log_out(c);
    c->papers.unopened = e;
    say_unopened(c);
}

void papers_leave(struct client *c)
{
    if (c->papers.to_sit < 2) {
        papers_log_out(c);
        return;
    }
    papers_close(c);
    choose_begun(&c->papers);
    flow_go(c, CLIENT_PAPERS);
}

void papers_enter_questions(struct client *c)
{
    int choice = exam_choice(c->exam, c->reading.question);
    reading_open(&c->reading, c->reading.question, choice);
    forget_candidate_key(c);
    if (c->flow.lang != c->setup.lang) /* chosen before the paper was open */
        papers_keep_language(c);
    flow_go(c, CLIENT_ANSWERING);
}

bool papers_is_another_begun(const struct client *c)
{
    bool is_begun = false;
    for (int i = 0; i < c->papers.to_sit; i++)
        is_begun |= c->papers.own[i].is_begun && c->papers.own[i].paper != c->exam->ticket->paper;
    return is_begun;
}

void papers_warn_of_another(struct client *c)
{
    if (!exam_is_started(c->exam) && papers_is_another_begun(c))
        flow_say(
            c, MESSAGE_WARNING,
            N_("You have begun another paper, and its time runs on. Esc goes back to the choice."));
}

const char *papers_field_title(const struct client *c, const struct session_paper *p)
{
    return c->flow.lang == CLIENT_EN && p->title_en[0] ? p->title_en : p->title_vi;
}

bool papers_results_text(const struct client *c, char out[PAPERS_RESULTS])
{
    const struct session_info *i = &c->setup.session->info;
    bool is_said = i->results_when[0] || i->results_where[0];
    out[0] = '\0';
    if (is_said)
        snprintf(out, PAPERS_RESULTS, _("Results: %s%s%s"), i->results_when,
                 i->results_when[0] && i->results_where[0] ? ", " : "", i->results_where);
    return is_said;
}
