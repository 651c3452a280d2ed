/* A question of the paper: choosing, marking, crossing out, going to others. */
#include "app/client/practice.h"
#include "app/client/questions.h"
#include "app/client/states/states.h"
#include "app/core/i18n.h"

#include <stdio.h>

enum { HASTE_MS = 700 /* between two presses of a key that were meant as one */ };

static void cross(struct client *c)
{
    unsigned q = c->reading.question, focus = c->reading.focus;
    c->reading.is_following = true;
    if (!c->reading.is_placed) { /* nobody sees which one is meant */
        flow_say(c, MESSAGE_CALM, N_("Go to an option with ↑ ↓ first; then X crosses it out."));
        return;
    }
    if (exam_choice(flow_paper(c), q) == (int)focus) {
        questions_say_uncrossable(c);
        return;
    }
    exam_cross(flow_paper(c), q, focus, !exam_is_crossed(flow_paper(c), q, focus));
    questions_say_crossed(c, focus, exam_is_crossed(flow_paper(c), q, focus));
}

/* Who chooses what was crossed out takes that back; a change is told, so that nobody makes one
 * unawares. */
static void settle_choice(struct client *c, int before)
{
    char changed[96] = "", uncrossed[96] = "", text[200];
    unsigned q = c->reading.question;
    int now = exam_choice(flow_paper(c), q);
    if (now < 0 || now == before)
        return;
    if (before >= 0)
        snprintf(changed, sizeof changed, _("Changed from %c to %c."), 'A' + before, 'A' + now);
    else if (practice_is_on(c) && !c->setup.lines.is_on)
        snprintf(changed, sizeof changed,
                 _("%c is chosen. Another letter changes it, Del takes it away."), 'A' + now);
    if (exam_is_crossed(flow_paper(c), q, (unsigned)now)) {
        exam_cross(flow_paper(c), q, (unsigned)now, false);
        snprintf(uncrossed, sizeof uncrossed, _("%c is no longer crossed out"), 'A' + now);
    }
    snprintf(text, sizeof text, "%s%s%s", changed, changed[0] && uncrossed[0] ? " " : "",
             uncrossed);
    if (text[0])
        flow_say(c, MESSAGE_CALM, text);
}

static void choose(struct client *c, unsigned place)
{
    reading_place(&c->reading, place); /* a second Enter is meant to go on, and is told how */
    c->reading.is_following = true;
    exam_choose(flow_paper(c), c->reading.question, place);
}

/* What is not in sight is not chosen, it comes into sight. */
static void choose_focus(struct client *c)
{
    if (c->reading.shown.focus_side == 0)
        choose(c, c->reading.focus);
    c->reading.is_following = true;
}

static void clear(struct client *c)
{
    char text[96];
    int before = exam_choice(flow_paper(c), c->reading.question);
    exam_clear(flow_paper(c), c->reading.question);
    if (before < 0) {
        flow_say(c, MESSAGE_CALM, N_("This question has no answer to take away."));
        return;
    }
    snprintf(text, sizeof text, _("The answer %c is taken away."), 'A' + before);
    flow_say(c, MESSAGE_CALM, text);
}

static void mark(struct client *c)
{
    const bool *is_marked = &flow_paper(c)->journal.marked[c->reading.question];
    exam_mark(flow_paper(c), c->reading.question, !*is_marked);
    questions_say_marked(c, *is_marked);
}

/* What changes the answer or what stands beside it. */
static void change(struct client *c, const struct press *p)
{
    int before = exam_choice(flow_paper(c), c->reading.question);
    switch (p->action) {
    case ACTION_CHOOSE: choose(c, p->arg); break;
    case ACTION_CHOOSE_FOCUS: choose_focus(c); break;
    case ACTION_CLEAR: clear(c); break;
    case ACTION_MARK: mark(c); break;
    case ACTION_CROSS: cross(c); break;
    default: break;
    }
    settle_choice(c, before);
}

static void say_unknown(struct client *c, const struct keypress *key)
{
    if (key->kind == KEYPRESS_ESC && c->papers.to_sit > 1)
        flow_say(
            c, MESSAGE_CALM,
            N_("To change to your other paper, raise your hand. G shows this one's questions."));
    else if (key->kind == KEYPRESS_BACKSPACE)
        flow_say(c, MESSAGE_CALM, N_("Backspace takes nothing back. Del takes your answer away."));
    else
        flow_say_unknown(c, key);
}

/* An Enter too many, from wherever one came. */
static void say_how_to_choose(struct client *c)
{
    char text[160];
    unsigned q = c->reading.question;
    int choice = exam_choice(flow_paper(c), q);
    bool is_last = q + 1u == flow_paper(c)->journal.questions;
    if (choice < 0) {
        questions_say_how_to_choose(c);
        return;
    }
    snprintf(text, sizeof text,
             is_last ? _("Question %u is answered: %c. It is the last one; G shows all of them.")
                     : _("Question %u is answered: %c. → or N goes to the next question."),
             q + 1, 'A' + choice);
    flow_say(c, MESSAGE_CALM, text);
}

/* A letter behind a number: the number stays, or is refused, and the letter with it. */
static void say_go_first(struct client *c)
{
    char text[160];
    unsigned long wanted = reading_number(&c->reading);
    if (wanted < 1 || wanted > flow_paper(c)->journal.questions) {
        c->reading.jump[0] = '\0';
        snprintf(text, sizeof text,
                 _("No question %lu; nothing was chosen. To answer question %u, press the letter "
                   "again."),
                 wanted, c->reading.question + 1);
        flow_say(c, MESSAGE_WARNING, text);
        return;
    }
    snprintf(text, sizeof text,
             _("Enter goes to question %lu. To answer question %u: Esc, then the letter."), wanted,
             c->reading.question + 1);
    flow_say(c, MESSAGE_WARNING, text);
}

/* What a key does to a number under way; true when that is all it does. */
static bool press_in_number(struct client *c, const struct press *p)
{
    if (!c->reading.jump[0] || p->action == ACTION_JUMP)
        return false;
    if (p->key->kind == KEYPRESS_ENTER) {
        questions_show_typed(c);
    } else if (p->key->kind == KEYPRESS_BACKSPACE) {
        reading_erase_digit(&c->reading);
    } else if (p->action ==
               ACTION_CHOOSE) { /* meant for the question typed, it would land on this one */
        say_go_first(c);
    } else {
        c->reading.jump[0] = '\0';
        if (p->action == ACTION_CHOOSE_FOCUS)
            say_how_to_choose(c);
        return p->action == ACTION_CHOOSE_FOCUS || p->key->kind == KEYPRESS_ESC;
    }
    return true;
}

/* Into the overview; Esc comes back to this question, whatever is looked at there. */
static void go_to_overview(struct client *c)
{
    c->reading.overview_from = c->reading.question;
    flow_go(c, CLIENT_OVERVIEW);
}

static void go_to_handin(struct client *c)
{
    go_to_overview(c);
    flow_say(c, MESSAGE_CALM, N_("Look through your answers; S once more goes to the hand-in."));
}

static void show_previous(struct client *c)
{
    if (c->reading.question)
        questions_show(c, c->reading.question - 1);
    else
        flow_say(c, MESSAGE_CALM, N_("This is the first question."));
}

static void show_next(struct client *c)
{
    if (c->reading.question + 1u < flow_paper(c)->journal.questions)
        questions_show(c, c->reading.question + 1);
    else
        flow_say(c, MESSAGE_CALM,
                 N_("This is the last question. G shows all of them; you hand in from there."));
}

static void act(struct client *c, const struct press *p)
{
    switch (p->action) {
    case ACTION_JUMP: reading_add_digit(&c->reading, p->arg); break;
    case ACTION_FOCUS_UP: reading_move_focus(&c->reading, -1); break;
    case ACTION_FOCUS_DOWN: reading_move_focus(&c->reading, 1); break;
    case ACTION_PREVIOUS: show_previous(c); break;
    case ACTION_NEXT: show_next(c); break;
    case ACTION_NEXT_EMPTY: questions_show_next_empty(c); break;
    case ACTION_NEXT_MARKED: questions_show_next_marked(c); break;
    case ACTION_OVERVIEW: go_to_overview(c); break;
    case ACTION_HANDIN: go_to_handin(c); break;
    case ACTION_TIME: questions_say_time(c); break;
    case ACTION_NONE: say_unknown(c, p->key); break;
    default: change(c, p); break;
    }
}

/* The key that began the exam, pressed twice or held down: it chooses nothing. */
static bool is_start_again(struct client *c, const struct press *p)
{
    unsigned arg;
    uint64_t now = flow_now(c), since = c->flow.begun_ms;
    bool is_start = tui_action_of_key(&ACTIONS, p->key, IN(RULES), false, &arg) == ACTION_START;
    bool is_haste = is_start && since && !c->setup.lines.is_on && now - since < HASTE_MS;
    c->flow.begun_ms = is_haste ? now : 0;
    return c->flow.begun_ms != 0;
}

static void press(struct client *c, const struct press *p)
{
    if (is_start_again(c, p)) {
        flow_say(c, MESSAGE_CALM,
                 N_("The exam has begun and the time runs. Nothing is chosen yet."));
        return;
    }
    bool was_told = c->message.text[0] != '\0';
    flow_dismiss(c);
    if (p->key->kind == KEYPRESS_GOTO)
        questions_show(c, p->key->cp);
    else if (p->key->kind == KEYPRESS_ESC && practice_is_on(c) && !c->reading.jump[0])
        practice_end(c);
    else if (press_in_number(c, p) ||
             (p->key->kind == KEYPRESS_ESC && was_told)) /* Esc took away what was told */
        return;
    else if (p->action == ACTION_CHOOSE_FOCUS && !c->reading.is_placed)
        say_how_to_choose(c);
    else
        act(c, p);
}

const struct state_ops STATE_ANSWERING = {.key = press};
