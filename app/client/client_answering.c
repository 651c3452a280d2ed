/* The exam itself: answering, overview, hand-in. */
#include "app/client/client_states.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCROLL_STEP = 3 };

static void show_question(struct client *c, unsigned q)
{
    if (q >= c->exam->journal.questions)
        return;
    c->question = q;
    c->scroll = 0;
    c->is_following = false;
    c->focus_side = 0;
    c->jump[0] = '\0';
    client_hush(c);
    int choice = exam_choice(c->exam, q);
    c->focus = choice >= 0 ? (unsigned)choice : 0;
    c->is_placed = false;
    exam_view(c->exam, q);
    c->dirty = true;
}

static bool is_empty(const struct exam *x, unsigned q)
{
    return exam_choice(x, q) < 0;
}

static bool is_marked(const struct exam *x, unsigned q)
{
    return x->journal.marked[q];
}

/* The next question, from the present one on and around, for which `is` holds; what to say when there is none, or none but this. */
static void go_next(struct client *c, bool (*is)(const struct exam *, unsigned), const char *none, const char *only)
{
    unsigned n = c->exam->journal.questions;
    for (unsigned i = 1; i < n; i++) {
        unsigned q = (c->question + i) % n;
        if (is(c->exam, q)) {
            bool is_behind = q < c->question;
            show_question(c, q);
            if (is_behind)
                client_say(c, CLIENT_CALM, _("On from the first question."));
            return;
        }
    }
    client_say(c, CLIENT_CALM, is(c->exam, c->question) ? only : none);
}

static void add_digit(struct client *c, unsigned digit)
{
    size_t n = strlen(c->jump);
    if (n + 1 < sizeof c->jump - 1) {
        c->jump[n] = (char)('0' + digit);
        c->jump[n + 1] = '\0';
    }
    c->dirty = true;
}

/* Enter behind typed digits: false when there is no such question. */
static bool finish_jump(struct client *c)
{
    unsigned long wanted = strtoul(c->jump, NULL, 10);
    c->jump[0] = '\0';
    char text[96];
    if (wanted >= 1 && wanted <= c->exam->journal.questions) {
        bool is_here = wanted == c->question + 1u;
        show_question(c, (unsigned)wanted - 1);
        snprintf(text, sizeof text, _("This is question %lu."), wanted);
        if (is_here) /* who meant an option by the number is not left without a word */
            client_say(c, CLIENT_CALM, text);
        return true;
    }
    snprintf(text, sizeof text, _("No question %lu: they are 1 to %u."), wanted, c->exam->journal.questions);
    client_say(c, CLIENT_WARNING, text);
    return false;
}

static void say_time(struct client *c)
{
    char words[128];
    client_time_words(c, words, sizeof words);
    client_say(c, CLIENT_CALM, words);
}

void client_say_marked(struct client *c, bool is_marked)
{
    client_say(c, CLIENT_CALM, is_marked ? _("This question is marked") : _("This question is no longer marked"));
}

void client_say_crossed(struct client *c, unsigned place, bool is_crossed)
{
    char text[96];
    snprintf(text, sizeof text, is_crossed ? _("%c is crossed out") : _("%c is no longer crossed out"), (char)('A' + (int)place));
    client_say(c, CLIENT_CALM, text);
}

void client_say_uncrossable(struct client *c)
{
    client_say(c, CLIENT_CALM, _("The option you chose is not crossed out. Choose another first, or clear it (Del)."));
}

static void cross(struct client *c)
{
    unsigned q = c->question;
    c->is_following = true;
    if (exam_choice(c->exam, q) == (int)c->focus) {
        client_say_uncrossable(c);
        return;
    }
    exam_cross(c->exam, q, c->focus, !exam_is_crossed(c->exam, q, c->focus));
    client_say_crossed(c, c->focus, exam_is_crossed(c->exam, q, c->focus));
}

/* Who chooses what was crossed out takes that back; a change is told, so that nobody makes one unawares. */
static void settle_choice(struct client *c, int before)
{
    char changed[96] = "", uncrossed[96] = "", text[200];
    unsigned q = c->question;
    int now = exam_choice(c->exam, q);
    if (now < 0 || now == before)
        return;
    if (before >= 0)
        snprintf(changed, sizeof changed, _("The answer was changed from %c to %c."), 'A' + before, 'A' + now);
    if (exam_is_crossed(c->exam, q, (unsigned)now)) {
        exam_cross(c->exam, q, (unsigned)now, false);
        snprintf(uncrossed, sizeof uncrossed, _("%c is no longer crossed out"), 'A' + now);
    }
    snprintf(text, sizeof text, "%s%s%s", changed, changed[0] && uncrossed[0] ? " " : "", uncrossed);
    if (text[0])
        client_say(c, CLIENT_CALM, text);
}

static void change(struct client *c, enum action_id action, unsigned arg)
{
    unsigned q = c->question;
    int before = exam_choice(c->exam, q);
    switch (action) {
    case ACTION_CHOOSE:
        c->focus = arg;
        c->is_following = true;
        c->is_placed = false;
        exam_choose(c->exam, q, arg);
        break;
    case ACTION_CHOOSE_FOCUS:
        if (c->focus_side == 0) {
            exam_choose(c->exam, q, c->focus);
            c->is_placed = false; /* a second Enter is meant to go on, and is told how */
        }
        c->is_following = true; /* what is not in sight is not chosen, it comes into sight */
        break;
    case ACTION_CLEAR:
        exam_clear(c->exam, q);
        client_say(c, CLIENT_CALM, before >= 0 ? _("The answer is taken away.") : _("This question has no answer to take away."));
        break;
    case ACTION_MARK:
        exam_mark(c->exam, q, !is_marked(c->exam, q));
        client_say_marked(c, is_marked(c->exam, q));
        break;
    case ACTION_CROSS: cross(c); break;
    default: break;
    }
    settle_choice(c, before);
}

void client_say_unknown(struct client *c, const struct keypress *key)
{
    char text[160], bytes[5] = "";
    bool is_letter = key->kind == KEYPRESS_CHAR && key->cp != ' ' && !text_is_forbidden(key->cp, false) && text_cp_width(key->cp) == 1;
    bool has_help = action_get(ACTION_HELP)->where & client_where(c);
    if (is_letter) {
        bytes[text_encode(key->cp, bytes)] = '\0';
        snprintf(text, sizeof text, has_help ? _("The key %s does nothing here. H shows the keys.") : _("The key %s does nothing here. The last line shows the keys."), bytes);
    } else if (key->kind == KEYPRESS_ESC && c->state == CLIENT_ANSWERING && c->own_papers > 1) {
        snprintf(text, sizeof text, "%s", _("To change to your other paper, raise your hand. G shows this one's questions."));
    } else if (key->kind == KEYPRESS_BACKSPACE && c->state == CLIENT_ANSWERING) {
        snprintf(text, sizeof text, "%s", _("Backspace takes nothing back. Del takes your answer away."));
    } else {
        snprintf(text, sizeof text, "%s", has_help ? _("This key does nothing here. H shows the keys.") : _("This key does nothing here. The last line shows the keys."));
    }
    client_say(c, CLIENT_CALM, text);
}

void client_move_focus(struct client *c, int by)
{
    if (by > 0 && c->focus_side > 0) { /* the option lies below: read on first */
        c->scroll += SCROLL_STEP;
        c->is_following = false;
        return;
    }
    if (by < 0 && c->scroll > 0 && (c->focus == 0 || c->focus_side > 0)) { /* read back; above the first option stands text */
        c->scroll = c->scroll > SCROLL_STEP ? c->scroll - SCROLL_STEP : 0;
        c->is_following = false;
        return;
    }
    int to = (int)c->focus + by;
    c->focus = to < 0 ? 0 : to >= BANK_OPTIONS ? BANK_OPTIONS - 1 : (unsigned)to;
    c->is_placed = true;
    c->is_following = true;
}

/* A letter behind a number: the number stays, or is refused. */
static void say_go_first(struct client *c)
{
    char text[160];
    unsigned long wanted = strtoul(c->jump, NULL, 10);
    if (wanted < 1 || wanted > c->exam->journal.questions) {
        finish_jump(c);
        return;
    }
    snprintf(text, sizeof text, _("Enter goes to question %lu. To answer question %u: Esc, then the letter."), wanted, c->question + 1);
    client_say(c, CLIENT_WARNING, text);
}

void client_say_how_to_choose(struct client *c)
{
    char text[128], letter = (char)('A' + (int)c->focus);
    snprintf(text, sizeof text, _("To choose %c press %c; or go to an option with ↑ ↓, then Enter."), letter, letter);
    client_say(c, CLIENT_CALM, text);
}

static void say_how_to_choose(struct client *c)
{
    char text[160];
    int choice = exam_choice(c->exam, c->question);
    if (choice < 0) {
        client_say_how_to_choose(c);
        return;
    }
    bool is_last = c->question + 1u == c->exam->journal.questions;
    snprintf(text, sizeof text, is_last ? _("Question %u is answered: %c. It is the last one; G shows all of them.")
                                        : _("Question %u is answered: %c. → or N goes to the next question."), c->question + 1, 'A' + choice);
    client_say(c, CLIENT_CALM, text);
}

/* What a key does to a number under way; true when that is all it does. */
static bool take_number_key(struct client *c, enum action_id action, const struct keypress *key)
{
    if (!c->jump[0] || action == ACTION_JUMP)
        return false;
    if (key->kind == KEYPRESS_ENTER) {
        finish_jump(c);
    } else if (key->kind == KEYPRESS_BACKSPACE) {
        c->jump[strlen(c->jump) - 1] = '\0';
    } else if (action == ACTION_CHOOSE) { /* meant for the question typed, it would land on this one */
        say_go_first(c);
    } else {
        c->jump[0] = '\0';
        if (action == ACTION_CHOOSE_FOCUS)
            say_how_to_choose(c);
        return action == ACTION_CHOOSE_FOCUS || key->kind == KEYPRESS_ESC;
    }
    return true;
}

/* Into the overview; Esc comes back to this question, whatever is looked at there. */
static void look_over(struct client *c)
{
    c->overview_from = c->question;
    client_go(c, CLIENT_OVERVIEW);
}

void client_answering_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key)
{
    bool was_told = c->message[0] != '\0';
    c->dirty = true;
    client_hush(c);
    if (key->kind == KEYPRESS_GOTO) {
        show_question(c, key->cp);
        return;
    }
    if (take_number_key(c, action, key) || (key->kind == KEYPRESS_ESC && was_told)) /* Esc took away what was told */
        return;
    if (action == ACTION_CHOOSE_FOCUS && !c->is_placed) { /* an Enter too many, from wherever one came */
        say_how_to_choose(c);
        return;
    }
    switch (action) {
    case ACTION_JUMP: add_digit(c, arg); break;
    case ACTION_FOCUS_UP: client_move_focus(c, -1); break;
    case ACTION_FOCUS_DOWN: client_move_focus(c, 1); break;
    case ACTION_PREVIOUS:
        if (c->question)
            show_question(c, c->question - 1);
        else
            client_say(c, CLIENT_CALM, _("This is the first question."));
        break;
    case ACTION_NEXT:
        if (c->question + 1u < c->exam->journal.questions)
            show_question(c, c->question + 1);
        else
            client_say(c, CLIENT_CALM, _("This is the last question. G shows all of them; you hand in from there."));
        break;
    case ACTION_NEXT_EMPTY: go_next(c, is_empty, _("All questions are answered."), _("This is the only question without an answer.")); break;
    case ACTION_NEXT_MARKED: go_next(c, is_marked, _("No question is marked."), _("This is the only marked question.")); break;
    case ACTION_OVERVIEW: look_over(c); break;
    case ACTION_HANDIN:
        look_over(c);
        client_say(c, CLIENT_CALM, _("Look through your answers; S once more goes to the hand-in."));
        break;
    case ACTION_TIME: say_time(c); break;
    case ACTION_NONE: client_say_unknown(c, key); break;
    default: change(c, action, arg); break;
    }
}

/* Arrows move over the numbers, ten a row. */
static void move(struct client *c, int by)
{
    int q = (int)c->question + by;
    if (q >= 0 && q < (int)c->exam->journal.questions)
        c->question = (unsigned)q;
    c->dirty = true;
}

void client_overview_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key)
{
    client_hush(c);
    if (c->jump[0] && key->kind == KEYPRESS_BACKSPACE) {
        c->jump[strlen(c->jump) - 1] = '\0';
        c->dirty = true;
        return;
    }
    bool was_jumping = c->jump[0];
    if (action != ACTION_JUMP && action != ACTION_ACCEPT)
        c->jump[0] = '\0';
    switch (key->kind) {
    case KEYPRESS_GOTO:
        show_question(c, key->cp);
        client_go(c, CLIENT_ANSWERING);
        return;
    case KEYPRESS_LEFT: move(c, -1); return;
    case KEYPRESS_RIGHT: move(c, 1); return;
    case KEYPRESS_UP: move(c, -10); return;
    case KEYPRESS_DOWN: move(c, 10); return;
    default: break;
    }
    c->dirty = true;
    switch (action) {
    case ACTION_JUMP: add_digit(c, arg); break;
    case ACTION_ACCEPT:
        if (c->jump[0] && !finish_jump(c))
            break;
        show_question(c, c->question);
        client_go(c, CLIENT_ANSWERING);
        break;
    case ACTION_NEXT_EMPTY: go_next(c, is_empty, _("All questions are answered."), _("This is the only question without an answer.")); break;
    case ACTION_NEXT_MARKED: go_next(c, is_marked, _("No question is marked."), _("This is the only marked question.")); break;
    case ACTION_HANDIN: client_go(c, CLIENT_HANDIN); break;
    case ACTION_TIME: say_time(c); break;
    case ACTION_BACK:
        if (was_jumping) /* as the prompt says: stay */
            break;
        show_question(c, c->overview_from);
        client_go(c, CLIENT_ANSWERING);
        break;
    case ACTION_NONE: client_say_unknown(c, key); break;
    default: break;
    }
}

/* The word that hands in, however it is spaced or marked. */
static bool is_word(const char *text)
{
    static const char WORD[] = "NOP";
    size_t at = 0;
    while (*text) {
        uint32_t cp;
        size_t n = text_decode(text, strlen(text), &cp);
        if (n == 0)
            return false;
        text += n;
        if (cp == ' ')
            continue;
        if (!WORD[at] || text_plain_letter(cp) != WORD[at++])
            return false;
    }
    return !WORD[at];
}

void client_handin_key(struct client *c, const struct keypress *key)
{
    c->dirty = true;
    if (key->kind == KEYPRESS_ESC)
        client_go(c, CLIENT_OVERVIEW);
    else if (key->kind != KEYPRESS_ENTER)
        client_field_key(&c->field[0], key);
    else if (is_word(c->field[0].text))
        exam_handin(c->exam);
    else {
        client_clear_fields(c);
        client_say(c, CLIENT_WARNING, _("Nothing is handed in yet. To hand in, type the three letters N O P, then Enter; Esc goes back."));
    }
}
