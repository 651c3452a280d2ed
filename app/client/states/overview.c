/* All questions at a glance; the hand-in is entered from here. */
#include "app/client/grid_rows.h"
#include "app/client/questions.h"
#include "app/client/states/states.h"

static void go_to(struct client *c, unsigned q)
{
    questions_show(c, q);
    flow_go(c, CLIENT_ANSWERING);
}

/* Arrows move over the numbers as they stand on the screen. */
static bool move(struct client *c, enum keypress_kind kind)
{
    unsigned *q = &c->reading.question, last = flow_paper(c)->journal.questions - 1u;
    switch (kind) {
    case KEYPRESS_LEFT: *q -= *q > 0; return true;
    case KEYPRESS_RIGHT: *q += *q < last; return true;
    case KEYPRESS_UP: *q = grid_step(flow_paper(c), *q, -1); return true;
    case KEYPRESS_DOWN: *q = grid_step(flow_paper(c), *q, 1); return true;
    default: return false;
    }
}

/* As many rows on or back as are in sight, but one. */
static void move_page(struct client *c, int by)
{
    for (int i = 1; i < c->reading.shown.page_lines; i++)
        c->reading.question = grid_step(flow_paper(c), c->reading.question, by);
}

static void accept(struct client *c)
{
    if (!c->reading.jump[0] || questions_show_typed(c))
        go_to(c, c->reading.question);
}

static void act(struct client *c, const struct press *p)
{
    bool was_typing = c->reading.jump[0] != '\0';
    if (p->action != ACTION_JUMP && p->action != ACTION_ACCEPT)
        c->reading.jump[0] = '\0';
    if (move(c, p->key->kind))
        return;
    switch (p->action) {
    case ACTION_JUMP: reading_add_digit(&c->reading, p->arg); break;
    case ACTION_ACCEPT: accept(c); break;
    case ACTION_NEXT_EMPTY: questions_show_next_empty(c); break;
    case ACTION_NEXT_MARKED: questions_show_next_marked(c); break;
    case ACTION_SCROLL_UP: move_page(c, -1); break;
    case ACTION_SCROLL_DOWN: move_page(c, 1); break;
    case ACTION_LETTERS: c->reading.has_letters = !c->reading.has_letters; break;
    case ACTION_HANDIN: flow_go(c, CLIENT_HANDIN); break;
    case ACTION_TIME: questions_say_time(c); break;
    case ACTION_BACK:
        if (!was_typing) /* else as the prompt says: stay */
            go_to(c, c->reading.overview_from);
        break;
    case ACTION_NONE: flow_say_unknown(c, p->key); break;
    default: break;
    }
}

static void press(struct client *c, const struct press *p)
{
    flow_dismiss(c);
    if (c->reading.jump[0] && p->key->kind == KEYPRESS_BACKSPACE)
        reading_erase_digit(&c->reading);
    else if (p->key->kind == KEYPRESS_GOTO)
        go_to(c, p->key->cp);
    else
        act(c, p);
}

const struct state_ops STATE_OVERVIEW = {.key = press};
