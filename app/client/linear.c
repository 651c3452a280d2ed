#include "app/client/linear.h"

#include "app/client/frontend.h"
#include "app/tui/line_terminal.h"
#include "app/client/linear_say.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct lines {
    struct client *client;
    struct linear said; /* what was said last */
    struct line_terminal terminal;
    char line[512]; /* typed so far */
    size_t len;
};

/* ---- keys ---- */

static void press(struct lines *l, struct keypress key)
{
    l->said.told.message[0] = '\0'; /* the same message again is the answer to this key */
    client_key(l->client, &key);
}

static void press_char(struct lines *l, uint32_t cp)
{
    press(l, (struct keypress){.kind = KEYPRESS_CHAR, .cp = cp});
}

static void press_enter(struct lines *l)
{
    press(l, (struct keypress){.kind = KEYPRESS_ENTER});
}

static void press_action(struct lines *l, enum action_id id)
{
    struct keypress key;
    if (tui_action_key(action_get(id), &key))
        press(l, key);
}

static void type_text(struct lines *l, const char *text)
{
    for (size_t n = strlen(text), i = 0; i < n;) {
        uint32_t cp;
        size_t used = utf8_decode(text + i, n - i, &cp);
        if (used)
            press_char(l, cp);
        i += used ? used : 1;
    }
    press_enter(l);
}

/* ---- what a line does ---- */

static void choose(struct lines *l, unsigned place)
{
    press_char(l, 'A' + place);
}

static void cross(struct lines *l, unsigned place)
{
    const struct reading *r = &l->client->reading;
    press_action(l, ACTION_FOCUS_UP); /* it is moved, even to where it stood */
    for (unsigned i = 0; i < BANK_OPTIONS && r->focus != place; i++)
        press_action(l, r->focus < place ? ACTION_FOCUS_DOWN : ACTION_FOCUS_UP);
    press_action(l, ACTION_CROSS);
}

static void switch_language(struct lines *l, enum action_id id)
{
    press_action(l, id);
    linear_say(&l->said, _("The language is English now. l switches back."));
    l->said.fresh = true;
}

/* A message that stands is not said again. */
static void repeat(struct lines *l)
{
    struct keypress key;
    if (tui_action_key(action_get(ACTION_REDRAW), &key))
        client_key(l->client, &key);
    l->said.fresh = true;
}

static void tell_time(struct lines *l)
{
    if (flow_ops(l->client)->takes_text)
        linear_say_time(&l->said);
    else
        press_action(l, ACTION_TIME);
}

static void go_back(struct lines *l)
{
    if (l->client->state == CLIENT_ANSWERING && !l->client->practice)
        linear_say(&l->said,
                   _("You are at the question; there is nothing to go back to. g: overview."));
    else
        press(l, (struct keypress){.kind = KEYPRESS_ESC});
}

/* Nobody sees the sign move in the overview: the question opens. */
static void go_next(struct lines *l, enum action_id id)
{
    unsigned before = l->client->reading.question;
    press_action(l, id);
    if (l->client->state != CLIENT_OVERVIEW || l->client->reading.question == before)
        return;
    const struct message said = l->client->message; /* that it went on from the first one */
    press_enter(l);
    if (said.text[0] && l->client->state == CLIENT_ANSWERING)
        flow_say(l->client, said.tone, said.text);
}

/* All of it, or the group of four that was typed. Who was asked whether the code is copied, and
 * still listens to it, is asked anew. */
static void spell_receipt(struct lines *l, const char *group)
{
    press_action(l, ACTION_REDRAW);
    if (group)
        linear_say_receipt_group(&l->said, (unsigned)(group[0] - '1'));
    else
        linear_say_receipt_spelled(&l->said);
}

static void act(struct lines *l, enum action_id id, unsigned arg)
{
    switch (id) {
    case ACTION_CHOOSE: choose(l, arg); break;
    case ACTION_CROSS: linear_say(&l->said, _("Type x and a letter: x b crosses out B.")); break;
    case ACTION_OPTIONS: linear_say_options(&l->said); break;
    case ACTION_SPELL: spell_receipt(l, NULL); break;
    case ACTION_NEXT_EMPTY:
    case ACTION_NEXT_MARKED: go_next(l, id); break;
    case ACTION_TIME: tell_time(l); break;
    case ACTION_HELP: linear_say_help(&l->said); break;
    case ACTION_LANGUAGE:
    case ACTION_LANGUAGE_TEXT: switch_language(l, id); break;
    case ACTION_BACK: go_back(l); break;
    case ACTION_REDRAW: repeat(l); break;
    default: press_action(l, id); break;
    }
}

/* "x b" or "xb": the option to cross out; -1 for anything else. */
static int crossed_of(const char *line)
{
    uint32_t cp;
    if (toupper((unsigned char)line[0]) != 'X')
        return -1;
    line += 1 + strspn(line + 1, " ");
    size_t n = line[0] ? utf8_decode(line, strlen(line), &cp) : 0;
    char letter = n && !line[n] ? text_plain_letter(cp) : '\0';
    return letter >= 'A' && letter <= 'D' ? letter - 'A' : -1;
}

static void type_number(struct lines *l, const char *line)
{
    type_text(l, line);
    l->said.fresh = l->client->message.tone ==
                    MESSAGE_CALM; /* a number refused is no reason to hear everything again */
}

static bool is_in(const struct lines *l, uint64_t where)
{
    return flow_where(l->client) & where;
}

static bool is_number(const char *line)
{
    return line[0] && line[strspn(line, "0123456789")] == '\0';
}

/* An empty line goes on, where one thing lies ahead; a word must not be taken for a yes. */
static void go_on(struct lines *l)
{
    bool is_choice = l->client->state == CLIENT_PAPERS && l->client->papers.to_sit;
    if (!is_in(l, IN_STEPS))
        linear_say_place(&l->said);
    else if (!is_choice)
        press_enter(l);
}

/* A line that is no word of the table: a number, an option to cross out, four letters of the
 * receipt. False when it means
 * nothing here. */
static bool read_other(struct lines *l, const char *line)
{
    int crossed = is_in(l, IN_QUESTION) ? crossed_of(line) : -1;
    if (crossed >= 0)
        cross(l, (unsigned)crossed);
    else if (is_in(l, IN(ANSWERING) | IN(OVERVIEW)) && is_number(line))
        type_number(l, line);
    else if (is_in(l, IN(PAPERS)) && !line[1] && line[0] >= '1' &&
             line[0] - '0' <= l->client->papers.to_sit)
        type_text(l, line);
    else if (is_in(l, IN(RECEIPT)) && !line[1] && line[0] >= '1' && line[0] <= '4')
        spell_receipt(l, line);
    else
        return false;
    return true;
}

static void read_line(struct lines *l, const char *line)
{
    const struct client *c = l->client;
    unsigned arg, question = c->reading.question;
    bool is_question = c->state == CLIENT_ANSWERING,
         is_idle = c->state == CLIENT_LOCKED || c->state == CLIENT_LOGIN,
         is_answered = is_question && exam_choice(flow_paper(c), question) >= 0;
    int id = tui_action_of_word(&ACTIONS, line, flow_where(c), &arg);
    if (id)
        act(l, (enum action_id)id, arg);
    else if (flow_ops(c)->takes_text)
        type_text(l, line);
    else if (!line[0])
        go_on(l);
    else if (!read_other(l, line))
        linear_say_unknown(&l->said, line);
    if (is_question && (id == ACTION_CHOOSE || (id == ACTION_CLEAR && is_answered)))
        /* said once the disk has it */
        l->said.told.waiting_save = question + 1;
    l->said.fresh |= is_idle;
}

/* ---- the terminal ---- */

static enum err_code begin(void *context, struct err *e)
{
    struct lines *l = context;
    (void)e;
    if (l->client->setup.kiosk.is_again)
        line_terminal_wipe();
    return ERR_OK;
}

static bool is_idle_state(enum client_state state)
{
    return state == CLIENT_LOCKED || state == CLIENT_LOGIN || state == CLIENT_STATES;
}

/* What should read aloud does not any more: told once. */
static void say_silence(struct lines *l)
{
    struct err e = {0};
    if (speaker_check(l->said.speaker, &e) != ERR_OK)
        linear_say(&l->said, e.text);
}

static void report(void *context)
{
    struct lines *l = context;
    enum client_state state = l->client->state;
    if (is_idle_state(state) && !is_idle_state(l->said.told.state))
        line_terminal_wipe();
    linear_report(&l->said);
    say_silence(l);
    if (l->said.is_hidden != (state == CLIENT_LOCKED)) { /* before it is asked for */
        l->said.is_hidden = !l->said.is_hidden;
        line_terminal_hide(&l->terminal, l->said.is_hidden);
    }
    linear_prompt(&l->said);
}

static void settle(void *context)
{
    client_settle(((struct lines *)context)->client);
}

/* Lines that came together are read one after the other, but an answer is said to be saved before
 * the next is read. */
static void end_line(struct lines *l)
{
    l->line[l->len] = '\0';
    l->len = 0;
    if (l->said.is_prompted &&
        (l->said.cells == 0 ||
         l->said.is_hidden)) /* elsewhere the Enter that was typed ended the prompt's line */
        printf("\n");
    l->said.is_prompted = false;
    if (line_terminal_read_keys(l->line))
        read_line(l, line_terminal_trim(l->line));
    else
        linear_say(&l->said, _("Nothing was done. The key Esc takes effect with Enter: press Esc, "
                               "then Enter; or type the word esc."));
    settle(l);
    client_tick(l->client);
    report(l);
}

/* Bytes that came. False at the end of the input. */
static bool read_input(void *context, bool is_ready)
{
    struct lines *l = context;
    char bytes[256];
    ssize_t n = is_ready ? read(STDIN_FILENO, bytes, sizeof bytes) : 0;
    if (n <= 0)
        return n < 0 && errno == EINTR;
    speaker_stop(l->said.speaker); /* whichever key it was */
    for (ssize_t i = 0; i < n && !l->client->flow.quit; i++) {
        enum line_typed typed =
            line_terminal_type(&l->terminal, bytes[i], l->line, sizeof l->line, &l->len);
        if (typed == LINE_IS_CLOSED && !l->client->setup.kiosk.is_on)
            return false;
        if (typed == LINE_IS_WHOLE)
            end_line(l);
    }
    return true;
}

static void resize(void *context)
{
    ((struct lines *)context)->said.cells = line_terminal_columns();
}

static void end(void *context)
{
    struct lines *l = context;
    report(l);
    if (!is_idle_state(l->said.told.state))
        line_terminal_wipe();
    line_terminal_close(&l->terminal);
}

enum err_code linear_run(struct client *c, struct err *e)
{
    c->setup.lines.is_on = true;
    struct lines l = {.client = c,
                      .said = {.client = c,
                               .fresh = true,
                               .told.state = CLIENT_STATES,
                               .cells = line_terminal_columns(),
                               .speaker = c->setup.lines.speaker}};
    const struct frontend f = {.context = &l,
                               .open = begin,
                               .close = end,
                               .read = read_input,
                               .resize = resize,
                               .settle = settle,
                               .show = report};
    line_terminal_open(&l.terminal, speaker_can_speak(c->setup.lines.speaker),
                       c->setup.kiosk.is_on);
    if (c->setup.lines.speaker && !speaker_can_speak(c->setup.lines.speaker))
        linear_say(&l.said, _("Nothing on this machine can read aloud: neither spd-say nor "
                              "espeak-ng is there. The lines stand here all the same."));
    return frontend_run(c, &f, e);
}
