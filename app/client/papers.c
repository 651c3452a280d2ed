#include "app/client/papers_internal.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/client/record_wait.h"
#include "app/core/i18n.h"
#include "app/tui/lang.h"

#include <stdio.h>
#include <string.h>

/* It opens papers. */
void papers_forget_candidate_key(struct client *c)
{
    crypt_secret_free(c->papers.candidate_key);
    c->papers.candidate_key = NULL;
}

void papers_forget_candidate(struct client *c)
{
    papers_forget_candidate_key(c);
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
    attempt_holder_end(&c->papers.holder);
    papers_end_file(c);
    exam_close(c->exam);
    c->exam = NULL;
    exchange_close_paper(c);
}

void papers_log_out(struct client *c)
{
    papers_close(c);
    papers_give_up(c);
    record_wait_drop(c);
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

void papers_keep_language(struct client *c)
{
    if (c->exam)
        exam_keep_language(c->exam, c->flow.lang == CLIENT_VI ? "vi" : "en");
}

void papers_leave(struct client *c)
{
    if (c->papers.to_sit < 2) {
        papers_log_out(c);
        return;
    }
    papers_close(c);
    papers_choose_begun(&c->papers);
    flow_go(c, CLIENT_PAPERS);
}

void papers_enter_questions(struct client *c)
{
    int choice = exam_choice(c->exam, c->reading.question);
    reading_open(&c->reading, c->reading.question, choice);
    papers_forget_candidate_key(c);
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
