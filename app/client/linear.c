#include "app/client/linear.h"

#include "app/client/linear_say.h"
#include "app/client/loop.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <ctype.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void press(struct linear *l, enum keypress_kind kind, uint32_t cp)
{
    l->said[0] = '\0'; /* the same message again is the answer to this key */
    client_key(l->client, &(struct keypress){.kind = kind, .cp = cp});
}

static void switch_language(struct linear *l, enum keypress_kind kind, uint32_t cp)
{
    press(l, kind, cp);
    linear_say(l, _("The language is English now. l switches back."));
    l->fresh = true;
}

static void press_text(struct linear *l, const char *text)
{
    for (size_t n = strlen(text), i = 0; i < n;) {
        uint32_t cp;
        size_t used = text_decode(text + i, n - i, &cp);
        if (used)
            press(l, KEYPRESS_CHAR, cp);
        i += used ? used : 1;
    }
    press(l, KEYPRESS_ENTER, 0);
}

static void number_line(struct linear *l, const char *line)
{
    for (; *line; line++)
        press(l, KEYPRESS_CHAR, (unsigned char)*line);
    press(l, KEYPRESS_ENTER, 0);
    l->fresh = l->client->tone == CLIENT_CALM; /* a number refused is no reason to hear everything again */
}

static bool is_line(const char *line, const char *command)
{
    return strcasecmp(line, command) == 0;
}

static bool is_help(const char *line)
{
    return is_line(line, "h") || is_line(line, "?");
}

/* The letter that is the whole line, as a plain capital; 0 for anything else. A word is never a command: "clear" must not choose C. */
static char letter_of(const char *line)
{
    uint32_t cp;
    size_t n = line[0] ? text_decode(line, strlen(line), &cp) : 0;
    return n && !line[n] ? text_plain_letter(cp) : '\0';
}

/* "x b" or "xb": the option to cross out; 0 for anything else. */
static char crossed_of(const char *line)
{
    if (toupper((unsigned char)line[0]) != 'X')
        return '\0';
    char letter = letter_of(line + 1 + strspn(line + 1, " "));
    return letter >= 'A' && letter <= 'D' ? letter : '\0';
}

/* A line that does something to the question, or the try-out, one is at; false for any other. */
static bool question_line(struct linear *l, const char *line)
{
    struct client *c = l->client;
    char letter = letter_of(line), crossed = crossed_of(line);
    bool is_stored = c->state == CLIENT_ANSWERING && ((letter >= 'A' && letter <= 'D') || is_line(line, "del"));
    if (crossed) {
        c->focus = (unsigned)(crossed - 'A');
        press(l, KEYPRESS_CHAR, 'X');
    } else if (is_line(line, "del")) {
        press(l, KEYPRESS_DELETE, 0);
    } else if (letter == 'O') {
        linear_say_options(l);
    } else if (letter == 'X') {
        linear_say(l, _("Type x and a letter: x b crosses out B."));
    } else if (letter && strchr("ABCDM", letter)) {
        press(l, KEYPRESS_CHAR, (unsigned char)letter);
    } else {
        return false;
    }
    if (is_stored) /* said once the disk has it */
        l->waiting_save = c->question + 1;
    return true;
}

/* Another question, the overview, the time, the hand-in. */
static void move_line(struct linear *l, const char *line)
{
    bool answering = l->client->state == CLIENT_ANSWERING;
    char letter = letter_of(line);
    if (letter && strchr(answering ? "NPUGKTS" : "UGKTS", letter))
        press(l, KEYPRESS_CHAR, (unsigned char)letter);
    else
        linear_say_unknown(l, line);
    if (!answering && (letter == 'U' || letter == 'K') && !l->client->message[0]) /* nobody sees the sign move: the question opens */
        press(l, KEYPRESS_ENTER, 0);
}

/* What moves on in the exam explains itself in the try-out. */
static void practise_line(struct linear *l, const char *line)
{
    char letter = letter_of(line);
    if (letter && strchr("NPUGKTS", letter))
        press(l, KEYPRESS_CHAR, (unsigned char)letter);
    else if (line[0] >= '0' && line[0] <= '9')
        press(l, KEYPRESS_CHAR, (unsigned char)line[0]);
    else
        linear_say_unknown(l, line);
}

static void exam_line(struct linear *l, const char *line)
{
    enum client_state state = l->client->state;
    bool is_numbered = state == CLIENT_ANSWERING || state == CLIENT_OVERVIEW;
    if (is_line(line, "esc") && state == CLIENT_ANSWERING)
        linear_say(l, _("You are at the question; there is nothing to go back to. g: overview."));
    else if (is_line(line, "esc"))
        press(l, KEYPRESS_ESC, 0);
    else if (is_help(line))
        linear_say_help(l);
    else if (is_line(line, "i"))
        press(l, KEYPRESS_F12, 0);
    else if (is_line(line, "l"))
        switch_language(l, KEYPRESS_CHAR, 'L');
    else if (is_line(line, "r"))
        l->fresh = true;
    else if (!line[0])
        linear_say_place(l);
    else if (is_numbered && line[strspn(line, "0123456789")] == '\0')
        number_line(l, line);
    else if (state == CLIENT_OVERVIEW || !question_line(l, line)) {
        if (is_numbered)
            move_line(l, line);
        else
            practise_line(l, line);
    }
}

/* Where letters are text. */
static void text_line(struct linear *l, const char *line)
{
    bool login = l->client->state == CLIENT_LOGIN, handin = l->client->state == CLIENT_HANDIN;
    if (handin && is_help(line))
        linear_say_help(l);
    else if (handin && is_line(line, "t"))
        linear_say_time(l);
    else if (is_line(line, "esc"))
        press(l, KEYPRESS_ESC, 0);
    else if (is_line(line, "quit"))
        press(l, KEYPRESS_CTRL, 'Q');
    else if (login && is_line(line, "i"))
        press(l, KEYPRESS_F12, 0);
    else if (login && is_line(line, "l"))
        switch_language(l, KEYPRESS_CTRL, 'E');
    else if (login && is_help(line))
        linear_say_help(l);
    else
        press_text(l, line);
}

/* From the log-in to the exam, and behind it: one line goes on, and only an empty one; a word must not be taken for a yes. */
static void step_line(struct linear *l, const char *line)
{
    const struct client *c = l->client;
    bool papers = c->state == CLIENT_PAPERS && c->own_papers, rules = c->state == CLIENT_RULES;
    if (is_line(line, "esc"))
        press(l, KEYPRESS_ESC, 0);
    else if (is_line(line, "i"))
        press(l, KEYPRESS_F12, 0);
    else if (is_help(line))
        linear_say_help(l);
    else if (is_line(line, "l"))
        switch_language(l, KEYPRESS_CHAR, 'L');
    else if (rules && (is_line(line, "b") || is_line(line, "n")))
        press(l, KEYPRESS_CHAR, (unsigned char)toupper((unsigned char)line[0]));
    else if (papers && line[0] >= '1' && line[0] - '0' <= c->own_papers && !line[1]) {
        press(l, KEYPRESS_CHAR, (unsigned char)line[0]);
        press(l, KEYPRESS_ENTER, 0);
    } else if (!line[0] && !papers)
        press(l, KEYPRESS_ENTER, 0);
    else if (is_line(line, "r")) {
        l->client->is_receipt_asked = false; /* heard anew, it is asked for anew */
        l->fresh = true;
    } else if (line[0])
        linear_say_unknown(l, line);
}

static void take_line(struct linear *l, const char *line)
{
    switch (l->client->state) {
    case CLIENT_LOCKED: case CLIENT_LOGIN:
        text_line(l, line);
        l->fresh = true;
        break;
    case CLIENT_HANDIN: case CLIENT_INVIGILATOR: text_line(l, line); break;
    case CLIENT_PAPERS: case CLIENT_CONFIRM: case CLIENT_RECEIPT: case CLIENT_RULES: step_line(l, line); break;
    default: exam_line(l, line); break;
    }
}

/* Lines that came together are taken one after the other, but an answer is said to be saved before the next is read. */
static void settle(struct client *c)
{
    for (int i = 0; i < 100 && c->exam && c->exam->store && !exam_is_all_saved(c->exam) && c->exam->trouble.code == ERR_OK; i++) {
        store_flush(c->exam->store, 50);
        client_ready(c);
    }
}

/* How wide the terminal is; 0 where there is none. */
static int columns(void)
{
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* The session's passphrase is not seen while it is typed. */
static void hide_typing(bool is_hidden)
{
    struct termios mode;
    if (tcgetattr(STDIN_FILENO, &mode) != 0)
        return;
    mode.c_lflag = is_hidden ? mode.c_lflag & ~(tcflag_t)ECHO : mode.c_lflag | ECHO;
    tcsetattr(STDIN_FILENO, TCSANOW, &mode);
}

/* Nothing of an exam stays on the glass or in its scroll-back for who comes next. */
static void wipe_glass(const struct linear *l)
{
    const char *term = getenv("TERM");
    if (l->cells && term && strcmp(term, "dumb") != 0)
        fputs("\033[H\033[2J\033[3J", stdout);
}

static bool is_idle(enum client_state state)
{
    return state == CLIENT_LOCKED || state == CLIENT_LOGIN || state == CLIENT_STATES;
}

static void report(struct linear *l)
{
    enum client_state state = l->client->state;
    if (is_idle(state) && !is_idle(l->shown))
        wipe_glass(l);
    linear_report(l);
    if (l->is_hidden != (state == CLIENT_LOCKED)) { /* before it is asked for */
        l->is_hidden = !l->is_hidden;
        hide_typing(l->is_hidden);
    }
    linear_prompt(l);
}

/* Keys pressed where lines are typed: Esc and Del as the words they stand for, arrows and the like as nothing. False when text follows a lone Esc:
 * whoever pressed it meant it to be done at once, and the text is then meant for another place. */
static bool take_keys_for_words(char *line)
{
    bool is_esc = strcmp(line, "\033") == 0, is_del = strcmp(line, "\033[3~") == 0;
    char *to = line;
    if (line[0] == '\033' && line[1] && line[1] != '[' && line[1] != 'O')
        return false;
    for (const char *p = line; *p;) {
        if (*p == '\033' && (p[1] == '[' || p[1] == 'O'))
            for (p += 2; *p && !(*p >= 0x40 && *p <= 0x7e); p++) {
            }
        else if ((unsigned char)*p >= ' ' && *p != 0x7f)
            *to++ = *p;
        p += *p != '\0';
    }
    *to = '\0';
    if (is_esc || is_del)
        strcpy(line, is_esc ? "esc" : "del"); /* the buffer has room for far more */
    return true;
}

static char *trim(char *line)
{
    while (*line == ' ')
        line++;
    for (size_t n = strlen(line); n && line[n - 1] == ' '; n--)
        line[n - 1] = '\0';
    return line;
}

/* Bytes that came; each whole line is taken. False at the end of the input. */
static bool take_input(struct linear *l)
{
    char bytes[256];
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n <= 0)
        return n < 0 && errno == EINTR;
    for (ssize_t i = 0; i < n && !l->client->quit; i++) {
        if (bytes[i] != '\n' && bytes[i] != '\r') {
            if (l->len + 1 < sizeof l->line)
                l->line[l->len++] = bytes[i];
            continue;
        }
        if (bytes[i] == '\r')
            continue;
        l->line[l->len] = '\0';
        l->len = 0;
        if (l->is_prompted && (l->cells == 0 || l->is_hidden)) /* elsewhere the Enter that was typed ended the prompt's line */
            printf("\n");
        l->is_prompted = false;
        if (take_keys_for_words(l->line))
            take_line(l, trim(l->line));
        else
            linear_say(l, _("Nothing was done. The key Esc takes effect with Enter: press Esc, then Enter; or type the word esc."));
        settle(l->client);
        client_tick(l->client);
        report(l);
    }
    return true;
}

enum err_code linear_run(struct client *c, struct err *e)
{
    struct linear l = {.client = c, .fresh = true, .shown = CLIENT_STATES, .cells = columns()};
    int signals = loop_signals();
    bool open = true, resized = false;
    if (signals < 0)
        return err_set_errno(e, errno, "signalfd");
    report(&l);
    while (open && !c->quit) {
        int more[CLIENT_FDS];
        client_fds(c, more);
        struct pollfd fds[2 + CLIENT_FDS] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}, {more[0], POLLIN, 0}, {more[1], POLLIN, 0},
                                           {more[2], POLLIN, 0}, {more[3], POLLIN, 0}};
        if (poll(fds, 2 + CLIENT_FDS, client_timeout_ms(c)) < 0 && errno != EINTR)
            break;
        if (fds[1].revents && loop_read_signals(signals, &resized))
            break;
        if (resized)
            l.cells = columns();
        resized = false;
        if (fds[0].revents)
            open = take_input(&l);
        if (fds[2].revents | fds[3].revents | fds[4].revents | fds[5].revents)
            client_ready(c);
        settle(c);
        client_tick(c);
        report(&l);
    }
    if (!is_idle(l.shown))
        wipe_glass(&l);
    if (l.is_hidden)
        hide_typing(false);
    close(signals);
    return ERR_OK;
}
