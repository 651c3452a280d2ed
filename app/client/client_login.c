/* From the locked seat to the first question: locked, login, papers, confirm, rules, tryout. */
#include "app/client/client_states.h"
#include "app/client/handover.h"
#include "app/client/room.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The passphrase, or one of several custodians' passphrases. */
void client_locked_key(struct client *c, const struct keypress *key)
{
    struct err e = {0};
    if (key->kind != KEYPRESS_ENTER) {
        c->dirty |= client_field_key(&c->field[0], key);
        return;
    }
    size_t n = strlen(c->field[0].text);
    if (n == 0 || c->passphrases == SESSION_CUSTODIANS_MAX)
        return;
    char *kept = crypt_secret_new(n + 1);
    if (!kept)
        return;
    memcpy(kept, c->field[0].text, n + 1);
    c->passphrase[c->passphrases++] = kept;
    client_clear_fields(c);
    if (c->passphrases < c->setup.session->info.need) {
        client_say(c, CLIENT_CALM, _("Now the next custodian's passphrase."));
        return;
    }
    enum err_code rc = client_unlock(c, (const char *const *)c->passphrase, (size_t)c->passphrases, &e);
    for (int i = 0; i < c->passphrases; i++)
        crypt_secret_free(c->passphrase[i]);
    c->passphrases = 0;
    if (rc != ERR_OK)
        client_say(c, CLIENT_DANGER, e.text);
}

void client_say_locked(struct client *c)
{
    client_say(c, CLIENT_DANGER, _("This seat waits for the invigilator (Ctrl-O)."));
}

void client_say_unfinished(struct client *c)
{
    bool found = false;
    for (uint32_t p = 0; p < c->roster.papers && !found; p++) {
        char *path = attempt_path(c->setup.data_dir, c->setup.session, p);
        found = path && file_exists(path) && !client_is_handed_in(c, p, NULL);
        free(path);
    }
    if (found)
        client_say(c, CLIENT_CALM, _("Were you interrupted at this seat? Log in again: all your answers are kept."));
}

static void wrong(struct client *c)
{
    c->wrong_logins++;
    room_note_wrong(c->setup.key_folder, c->setup.session, c->setup.seat, c->wrong_logins);
    c->candidate = -1;
    crypt_secret_free(c->candidate_key);
    c->candidate_key = NULL;
    crypt_wipe(c->field[1].text, sizeof c->field[1].text);
    c->field_at = 1;
    if (c->wrong_logins >= CLIENT_WRONG_LOGINS_MAX) {
        c->login_locked = true;
        client_clear_fields(c);
        client_say(c, CLIENT_DANGER, _("Five wrong attempts: this seat waits for the invigilator (Ctrl-O)."));
    } else {
        char text[sizeof c->message];
        snprintf(text, sizeof text, _("The candidate number or the access code is not right. Please check both. Attempts left: %d."),
                 CLIENT_WRONG_LOGINS_MAX - c->wrong_logins);
        client_say(c, CLIENT_WARNING, text);
    }
}

static enum err_code open_exam(struct client *c, uint32_t paper, struct err *e)
{
    return exam_open(c->setup.session, c->setup.bank, &c->roster, paper, c->candidate_key, c->setup.data_dir, c->setup.seat, c->setup.clock, &c->exam,
                     e);
}

/* It opens papers: kept until the only one is open, or one of several is begun. */
static void forget_candidate_key(struct client *c)
{
    crypt_secret_free(c->candidate_key);
    c->candidate_key = NULL;
}

static void open_paper(struct client *c, uint32_t paper)
{
    struct err e = {0};
    enum err_code rc = open_exam(c, paper, &e);
    char *path = rc == ERR_BUSY ? attempt_path(c->setup.data_dir, c->setup.session, paper) : NULL;
    if (path && handover_ask(c->setup.key_folder, path))
        rc = open_exam(c, paper, &e);
    free(path);
    if (rc != ERR_OK || c->own_papers < 2)
        forget_candidate_key(c);
    if (rc == ERR_OK) {
        c->question = c->exam->journal.position;
        c->held = handover_listen(c->setup.key_folder, c->exam->path);
        client_go(c, CLIENT_CONFIRM);
        client_drop_look(c);
        if (!c->courier)
            exam_forget_k0(c->exam);
        return;
    }
    client_log_out(c);
    if (rc == ERR_BUSY)
        client_say(c, CLIENT_DANGER, _("This paper is open in another window of this machine. Please call the invigilator."));
    else
        client_say(c, CLIENT_DANGER, e.text);
}

/* How far a paper was sat here before. What cannot be opened now says so when it is chosen. */
static void look_into(struct client *c, struct client_paper *own)
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

static void list_papers(struct client *c)
{
    c->own_papers = c->own_done = c->own_at = 0;
    for (int done = 0; done < 2; done++)
        for (uint32_t p = 0; p < c->roster.papers && c->own_papers + c->own_done < CLIENT_PAPERS_MAX; p++) {
            struct client_paper own = {.paper = p};
            if (c->roster.paper[p].candidate != (uint32_t)c->candidate || client_is_handed_in(c, p, own.receipt) != done)
                continue;
            c->own[c->own_papers + c->own_done] = own;
            *(done ? &c->own_done : &c->own_papers) += 1;
        }
}

/* Number and code together: which of the two is wrong is not told, not by the time it takes either. */
static bool check_code(struct client *c)
{
    struct err ignored;
    c->candidate = session_roster_find(&c->roster, c->field[0].text);
    bool known = c->candidate >= 0;
    uint32_t who = known ? (uint32_t)c->candidate : 0;
    if (c->roster.candidates == 0)
        return false;
    c->candidate_key = crypt_secret_new(CRYPT_KEY);
    struct session_ticket *t = crypt_secret_new(sizeof *t);
    bool good = c->candidate_key && t &&
                session_candidate_key(c->setup.session, c->S, who, &c->roster.candidate[who], c->field[1].text, c->candidate_key, &ignored) ==
                    ERR_OK;
    good = good && known;
    uint32_t first = 0;
    while (good && first < c->roster.papers && c->roster.paper[first].candidate != (uint32_t)c->candidate)
        first++;
    good = good && first < c->roster.papers && session_read_ticket(c->setup.session, first, c->candidate_key, t, &ignored) == ERR_OK;
    crypt_secret_free(t);
    return good;
}

static void try_login(struct client *c)
{
    if (c->login_locked) {
        client_say_locked(c);
        return;
    }
    if (!check_code(c)) {
        wrong(c);
        return;
    }
    c->wrong_logins = 0;
    room_note_wrong(c->setup.key_folder, c->setup.session, c->setup.seat, 0);
    list_papers(c);
    client_clear_fields(c);
    if (c->own_papers == 1) {
        open_paper(c, c->own[0].paper);
        return;
    }
    for (int i = c->own_papers - 1; i >= 0; i--) {
        look_into(c, &c->own[i]);
        if (c->own[i].is_begun)
            c->own_at = i;
    }
    client_go(c, CLIENT_PAPERS); /* a choice; or nothing to do, and the receipts once more, for whoever left too soon */
}

/* Number and code typed into one line, a blank between: each goes where it belongs, so that no attempt is lost by it. */
static void split_number_and_code(struct client *c)
{
    char code[CODE_ACCESS + 1];
    char *blank = strchr(c->field[0].text, ' ');
    if (!blank || !code_normalise(blank, code, sizeof code) || strlen(code) != CODE_ACCESS || !code_has_check(code))
        return;
    snprintf(c->field[1].text, sizeof c->field[1].text, "%s", code);
    crypt_wipe(blank, strlen(blank));
    c->field_at = 1;
}

/* The number, then the code: an empty field is asked for where it stands, so that the two never run together. */
static void go_on(struct client *c)
{
    if (c->field_at == 0)
        split_number_and_code(c);
    if (!c->field[0].text[0]) {
        c->field_at = 0;
        client_say(c, CLIENT_CALM, _("Please type your candidate number first."));
    } else if (c->field_at == 0) {
        c->field_at = 1;
        c->message[0] = '\0';
    } else if (!c->field[1].text[0]) {
        client_say(c, CLIENT_CALM, _("Please type your access code."));
    } else {
        try_login(c);
    }
}

void client_login_key(struct client *c, const struct keypress *key)
{
    c->dirty = true;
    if (!c->login_locked)
        client_hush(c);
    if (key->kind == KEYPRESS_CHAR && key->cp == ' ' && !c->field[c->field_at].text[0]) /* unseen, it would make the field look filled */
        return;
    switch (key->kind) {
    case KEYPRESS_TAB: case KEYPRESS_UP: case KEYPRESS_DOWN: c->field_at = !c->field_at; break;
    case KEYPRESS_ESC: client_clear_fields(c); break;
    case KEYPRESS_ENTER:
        go_on(c);
        break;
    default: client_field_key(&c->field[c->field_at], key); break;
    }
}

bool client_is_another_begun(const struct client *c)
{
    bool is = false;
    for (int i = 0; i < c->own_papers; i++)
        is |= c->own[i].is_begun && c->own[i].paper != c->exam->ticket->paper;
    return is;
}

static void warn_of_begun_paper(struct client *c)
{
    if (!exam_is_started(c->exam) && client_is_another_begun(c))
        client_say(c, CLIENT_WARNING, _("You have begun another paper, and its time runs on. Esc goes back to the choice."));
}

static void choose_paper(struct client *c)
{
    if (c->own_papers == 0) {
        client_log_out(c);
        client_say_goodbye(c, _("All is handed in. You may leave the seat."));
    } else {
        open_paper(c, c->own[c->own_at].paper);
        if (c->exam)
            warn_of_begun_paper(c);
    }
}

void client_papers_key(struct client *c, enum action_id action, const struct keypress *key)
{
    c->dirty = true;
    if (key->kind == KEYPRESS_UP && c->own_at > 0)
        c->own_at--;
    else if (key->kind == KEYPRESS_DOWN && c->own_at + 1 < c->own_papers)
        c->own_at++;
    else if (key->kind == KEYPRESS_CHAR && key->cp >= '1' && key->cp < '1' + (uint32_t)c->own_papers)
        c->own_at = (int)(key->cp - '1');
    else if (action == ACTION_ACCEPT)
        choose_paper(c);
    else if (action == ACTION_BACK)
        client_log_out(c);
    else
        client_say_unknown(c, key);
}

/* To the question last seen, the cursor on what was chosen there. */
void client_answer_on(struct client *c)
{
    int choice = exam_choice(c->exam, c->question);
    c->focus = choice >= 0 ? (unsigned)choice : 0;
    c->is_placed = false;
    forget_candidate_key(c);
    client_go(c, CLIENT_ANSWERING);
}

/* Back to the choice among several papers, so that a slip costs no log-in; else to the log-in. */
static void leave_paper(struct client *c)
{
    if (c->own_papers < 2) {
        client_log_out(c);
        return;
    }
    client_close_paper(c);
    for (int i = 0; i < c->own_papers; i++)
        if (c->own[i].is_begun)
            c->own_at = i;
    client_go(c, CLIENT_PAPERS);
}

void client_confirm_key(struct client *c, enum action_id action, const struct keypress *key)
{
    client_hush(c);
    if (action == ACTION_BACK) {
        leave_paper(c);
    } else if (action == ACTION_ACCEPT && client_drop_is_looking(c)) {
        c->goes_on = true;
        client_say(c, CLIENT_CALM, _("One moment: looking whether this exam was begun at another seat."));
    } else if (action == ACTION_ACCEPT && exam_is_ended(c->exam)) {
        client_close_exam(c);
    } else if (action == ACTION_ACCEPT && c->exam->needs_resume_code) {
        client_say(c, CLIENT_WARNING, !exam_needs_start_code(c->exam)
                                          ? _("This paper was interrupted. Please call the invigilator for the resume code (Ctrl-O).")
                                          : _("This paper belongs to another seat. Please call the invigilator for the code to start here (Ctrl-O)."));
    } else if (action == ACTION_ACCEPT && exam_is_started(c->exam)) {
        exam_resume(c->exam, 0);
        client_answer_on(c);
        client_say(c, CLIENT_CALM, _("Welcome back: all your answers are here. The time ran on."));
    } else if (action == ACTION_ACCEPT) {
        client_go(c, CLIENT_RULES);
        warn_of_begun_paper(c);
        if (!c->exam->is_local)
            client_say(c, CLIENT_WARNING, _("Answers go to a network or removable disk here; the invigilator should know."));
    } else {
        client_say_unknown(c, key);
    }
}

void client_rules_key(struct client *c, enum action_id action)
{
    bool is_second = client_is_another_begun(c) && !c->is_begin_asked;
    c->is_begin_asked = false;
    if (action == ACTION_BACK && client_is_another_begun(c)) {
        leave_paper(c);
    } else if (action == ACTION_BACK) {
        client_go(c, CLIENT_CONFIRM);
    } else if (action == ACTION_TRYOUT) {
        c->focus = 0;
        c->is_placed = false;
        client_go(c, CLIENT_TRYOUT);
    } else if (action == ACTION_ACCEPT) { /* a second Enter from the screen before never starts the time */
        client_say(c, CLIENT_CALM, _("Not begun yet. Press the letter B to begin; then the time runs."));
    } else if (action == ACTION_START && is_second) { /* two clocks at once are nobody's wish */
        c->is_begin_asked = true;
        client_say(c, CLIENT_DANGER, _("Your other paper is still running. Press B once more only to begin this one as well; Esc goes back."));
    } else if (action == ACTION_START) {
        exam_start(c->exam);
        c->question = 0;
        client_answer_on(c);
    }
}

static void choose_for_practice(struct client *c, unsigned place)
{
    char text[200];
    bool was_crossed = c->tryout_crossed & 1u << place;
    c->tryout_choice = (int)place;
    c->tryout_crossed &= ~(1u << place);
    c->focus = place;
    snprintf(text, sizeof text,
             was_crossed ? _("%c is chosen and no longer crossed out. In the exam it is stored at once. Try other keys too; Esc goes back.")
                         : _("%c is chosen. In the exam it is stored at once. Try other keys too; Esc goes back."), (char)('A' + (int)place));
    client_say(c, CLIENT_CALM, text);
}

static void cross_for_practice(struct client *c)
{
    if (c->tryout_choice == (int)c->focus) {
        client_say_uncrossable(c);
        return;
    }
    c->tryout_crossed ^= 1u << c->focus;
    client_say_crossed(c, c->focus, c->tryout_crossed & 1u << c->focus);
}

/* What a key would do in the exam, where there are other questions to go to. */
static void explain_for_practice(struct client *c, const struct keypress *key)
{
    unsigned arg;
    char text[sizeof c->message];
    c->is_placed = false; /* an Enter behind a number is no choice there either */
    enum action_id action = action_of_key(key, ACTION_IN_ANSWERING, &arg);
    if (action == ACTION_NONE) {
        client_say_unknown(c, key);
        return;
    }
    snprintf(text, sizeof text, _("In the exam: %s"), _(action_get(action)->help));
    client_say(c, CLIENT_CALM, text);
}

void client_tryout_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key)
{
    c->dirty = true;
    client_hush(c);
    switch (action) {
    case ACTION_CHOOSE: choose_for_practice(c, arg); break;
    case ACTION_CHOOSE_FOCUS: /* as in the exam: only where the sign was moved to */
        if (c->is_placed)
            choose_for_practice(c, c->focus);
        else if (c->tryout_choice == (int)c->focus)
            client_say(c, CLIENT_CALM, _("It is chosen already. Esc goes back; then B begins the exam."));
        else
            client_say_how_to_choose(c);
        break;
    case ACTION_FOCUS_UP: client_move_focus(c, -1); break;
    case ACTION_FOCUS_DOWN: client_move_focus(c, 1); break;
    case ACTION_MARK:
        c->tryout_marked = !c->tryout_marked;
        client_say_marked(c, c->tryout_marked);
        break;
    case ACTION_CROSS: cross_for_practice(c); break;
    case ACTION_CLEAR:
        c->tryout_choice = -1;
        client_say(c, CLIENT_CALM, _("The answer is taken away."));
        break;
    case ACTION_BACK: client_go(c, CLIENT_RULES); break;
    default: explain_for_practice(c, key); break;
    }
}
