#include "app/client/linear.h"

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
#include <unistd.h>

struct linear {
    struct client *client;
    enum client_state shown;    /* what was said last */
    unsigned question;
    bool fresh;                 /* say the state again */
    bool is_done;               /* nothing was left to sit */
    unsigned waiting_save;      /* question + 1 whose saving was not yet said */
    char said[256];             /* message said last */
    char begun[256];            /* what was said of an interrupted exam */
    unsigned spoken;            /* bit a step of say_minutes */
    char line[512];
    size_t len;
};

static void say(const char *text)
{
    char clean[4096];
    for (const char *p = text; *p;) { /* line by line: a newline is no control character here */
        size_t n = strcspn(p, "\n");
        char part[4096];
        snprintf(part, sizeof part, "%.*s", (int)(n < sizeof part ? n : sizeof part - 1), p);
        printf("%s\n", text_clean(part, clean, sizeof clean));
        p += n + (p[n] == '\n');
    }
}

static void say_options(const struct linear *l)
{
    const struct client *c = l->client;
    const struct exam_question *q = &c->exam->question[c->question];
    int choice = exam_choice(c->exam, c->question);
    for (unsigned place = 0; place < BANK_OPTIONS; place++) {
        printf("%c%s%s  ", 'A' + (int)place, choice == (int)place ? _(" (chosen)") : "",
               exam_is_crossed(c->exam, c->question, place) ? _(" (crossed out)") : "");
        say(q->text.option[paper_option_at(q->order, place)]);
    }
}

static void say_question(const struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = c->exam;
    char text[2048];
    snprintf(text, sizeof text, _("Question %u of %u%s"), c->question + 1, x->ticket->questions, x->journal.marked[c->question] ? _(", marked") : "");
    printf("\n");
    say(text);
    say(x->question[c->question].text.stem);
    say_options(l);
}

/* The numbers of the questions that are empty, or marked, behind a word; nothing when there are none. */
static void say_numbers(const struct exam *x, const char *word, bool marked)
{
    const char *sign = ": ";
    for (unsigned q = 0; q < x->ticket->questions; q++)
        if (marked ? x->journal.marked[q] : exam_choice(x, q) < 0) {
            printf("%s%s%u", sign[0] == ':' ? word : "", sign, q + 1);
            sign = ", ";
        }
    if (sign[0] == ',')
        printf("\n");
}

static void say_overview(const struct linear *l)
{
    const struct exam *x = l->client->exam;
    printf("\n");
    say(_("Overview of your answers"));
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        int choice = exam_choice(x, q);
        printf("%u %c%s", q + 1, choice < 0 ? '-' : 'A' + choice, (q + 1) % 10 && q + 1 < x->ticket->questions ? "   " : "\n");
    }
    say_numbers(x, _("Not answered"), false);
    say_numbers(x, _("Marked"), true);
    char text[160];
    snprintf(text, sizeof text, _("Answered %u/%u · Marked %u"), exam_answered(x), x->ticket->questions, exam_marked(x));
    say(text);
    say(_("A number goes to a question, u to the next unanswered, s to the hand-in, esc back."));
}

static void say_person(const struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = c->exam;
    char text[1024];
    const char *title = c->lang == CLIENT_EN && x->about->title_en[0] ? x->about->title_en : x->about->title_vi;
    snprintf(text, sizeof text, _("%s, candidate number %s, born %s. %s, grade %s. %u questions, %u minutes."), x->candidate->name, x->candidate->sbd,
             x->candidate->birth, title, x->about->grade, x->ticket->questions, x->ticket->minutes + x->ticket->extra_minutes);
    say(text);
    say(_("Press Enter if all is right. If this is not you, type esc and tell the invigilator."));
}

static void say_receipt(const struct linear *l)
{
    char grouped[32];
    say(l->client->ended_by_time ? _("TIME IS UP. YOUR PAPER WAS HANDED IN") : _("YOUR PAPER WAS HANDED IN"));
    code_group(l->client->receipt, 4, grouped, sizeof grouped);
    printf("%s: %s\n", _("Receipt code"), grouped);
    say(l->client->own_papers > 1 ? _("You have another paper: press Enter, then log in again as before.")
                                  : _("Tell the invigilator, then press Enter and leave the seat."));
}

/* What is unanswered and marked, then the word. */
static void say_handin(const struct linear *l)
{
    const struct exam *x = l->client->exam;
    char text[200];
    printf("\n");
    snprintf(text, sizeof text, _("Answered %u/%u · Marked %u"), exam_answered(x), x->ticket->questions, exam_marked(x));
    say(text);
    say_numbers(x, _("Not answered"), false);
    say(_("After handing in nothing can be changed."));
    say(_("Type NOP (Vietnamese for \"hand in\"), then Enter."));
}

static void say_papers(const struct linear *l)
{
    const struct client *c = l->client;
    char text[512], grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    say(c->own_papers ? _("You have several papers. Which one now?") : _("You have handed in at this seat. Nothing is left to do here."));
    for (int i = 0; i < c->own_papers + c->own_done; i++) {
        const struct client_paper *own = &c->own[i];
        const struct session_paper *p = &c->roster.paper[own->paper];
        const char *title = c->lang == CLIENT_EN && p->title_en[0] ? p->title_en : p->title_vi;
        if (i < c->own_papers)
            snprintf(text, sizeof text, _("%d. %s, grade %s"), i + 1, title, p->grade);
        else
            snprintf(text, sizeof text, _("%s, grade %s"), title, p->grade);
        say(text);
        if (own->is_begun) {
            snprintf(text, sizeof text, _("begun: %u of %u answered; its time runs on"), own->answered, own->questions);
            say(text);
        }
        if (own->receipt[0]) {
            code_group(own->receipt, 4, grouped, sizeof grouped);
            printf("%s: %s\n", _("Receipt code"), grouped);
        }
    }
    say(c->own_papers ? _("Type the number of the paper, then Enter.") : _("Tell the invigilator, then press Enter and leave the seat."));
}

/* Who comes to the seat is told what to do; after a wrong code, how to begin again. */
static void say_login(const struct linear *l)
{
    const struct client *c = l->client;
    char text[256];
    if (l->shown == CLIENT_RECEIPT || (l->shown == CLIENT_PAPERS && l->is_done))
        say(_("You have finished: you may leave the seat. What follows is for the next candidate."));
    if (l->shown != CLIENT_LOGIN)
        say(_("Log in to the exam: type the candidate number on your slip, then Enter; then the access code, then Enter. For help type h."));
    if (c->field_at == 1 && c->wrong_logins) {
        snprintf(text, sizeof text, _("The number typed is %s. Type esc for another number."), c->field[0].text);
        say(text);
    }
    printf("%s: ", c->field_at == 0 ? _("Candidate number (SBD)") : _("Access code"));
}

/* Says what the present state asks for. */
static void say_state(struct linear *l)
{
    struct client *c = l->client;
    switch (c->state) {
    case CLIENT_LOCKED: printf("%s: ", _("Passphrase")); break;
    case CLIENT_LOGIN: say_login(l); break;
    case CLIENT_PAPERS: say_papers(l); break;
    case CLIENT_CONFIRM: say_person(l); break;
    case CLIENT_RULES:
        say(_("• Choose with the keys A, B, C, D. An answer is stored when you choose it; you may change it until you hand in."));
        say(_("• When the time is up, what is stored is handed in by itself. If the machine stops, your answers are kept."));
        say(_("• No phones, no papers, no talking. If something is wrong, raise your hand; do not leave the seat."));
        say(_("Each command is a line of its own and ends with Enter: a, then Enter, chooses A."));
        say(_("Type b to begin: the time starts. Type h for the commands."));
        break;
    case CLIENT_ANSWERING: say_question(l); break;
    case CLIENT_OVERVIEW: say_overview(l); break;
    case CLIENT_HANDIN: say_handin(l); break;
    case CLIENT_CLOSING: say(_("Your answers are being written to the disk. Please wait.")); break;
    case CLIENT_RECEIPT: say_receipt(l); break;
    case CLIENT_INVIGILATOR:
        say(_("For the invigilator; candidates type esc to go back."));
        for (size_t i = 0; i < c->sticks; i++) {
            char text[STICKS_PATH + 96];
            snprintf(text, sizeof text, _("%zu, Enter: copies all papers of this session to %s"), i + 1, c->stick[i]);
            say(text);
        }
        printf("%s: ", _("One-time code"));
        break;
    default: break;
    }
    fflush(stdout);
    if (c->state == CLIENT_RULES)
        l->spoken = 0;
    l->shown = c->state;
    l->is_done = c->state == CLIENT_PAPERS && c->own_papers == 0;
    l->question = c->question;
    l->fresh = false;
}

static void say_help(void)
{
    say(_("a b c d: choose. n, p: next, previous. A number: that question. u: next unanswered. m: mark. x and a letter: cross out. del: clear. "
          "r: read again. o: the options again. g: overview. t: time. l: language. i: invigilator. s in the overview: hand in."));
}

static void say_login_help(void)
{
    say(_("Each line ends with Enter. esc: begin again with the number. l: language. i: the invigilator's box. Number and code stand on your slip."));
}

/* Before and behind the exam. */
static void say_step_help(enum client_state state)
{
    if (state == CLIENT_RULES)
        say_help();
    else
        say(_("Each line ends with Enter; an empty one goes on. esc: back. l: language. i: the invigilator's box."));
}

static void press(struct linear *l, enum keypress_kind kind, uint32_t cp)
{
    l->said[0] = '\0'; /* the same message again is the answer to this key */
    client_key(l->client, &(struct keypress){.kind = kind, .cp = cp});
}

static void switch_language(struct linear *l, enum keypress_kind kind, uint32_t cp)
{
    press(l, kind, cp);
    say(_("The language is English now."));
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
    l->fresh = true;
}

/* The letter that is the whole line, as a plain capital; 0 for anything else. A word is never a command: "clear" must not choose C. */
static char letter_of(const char *line)
{
    uint32_t cp;
    size_t n = line[0] ? text_decode(line, strlen(line), &cp) : 0;
    return n && !line[n] ? text_plain_letter(cp) : '\0';
}

static void say_unknown(const char *line)
{
    char text[700];
    snprintf(text, sizeof text, _("\"%s\" does nothing here. Type h for the commands."), line);
    say(text);
}

/* A letter that changes an answer: its saving is said once the disk has it. */
static void answer_line(struct linear *l, const char *line)
{
    struct client *c = l->client;
    bool answering = c->state == CLIENT_ANSWERING;
    char letter = letter_of(line), crossed = toupper((unsigned char)line[0]) == 'X' ? letter_of(line + 1 + strspn(line + 1, " ")) : '\0';
    if (answering && crossed >= 'A' && crossed <= 'D') {
        c->focus = (unsigned)(crossed - 'A');
        press(l, KEYPRESS_CHAR, 'X');
    } else if (answering && letter == 'O') {
        say_options(l);
    } else if (answering && letter == 'M') {
        press(l, KEYPRESS_CHAR, 'M');
    } else if (answering && letter == 'P' && c->question == 0) {
        say(_("This is the first question."));
    } else if (letter == 'L') {
        switch_language(l, KEYPRESS_CHAR, 'L');
    } else if (letter && strchr(answering ? "ABCDNPUGKTS" : "UGKTS", letter)) {
        press(l, KEYPRESS_CHAR, (unsigned char)letter);
        if (answering && letter <= 'D')
            l->waiting_save = c->question + 1;
    } else {
        say_unknown(line);
    }
}

static void exam_line(struct linear *l, const char *line)
{
    if (strcasecmp(line, "esc") == 0)
        press(l, KEYPRESS_ESC, 0);
    else if (strcasecmp(line, "del") == 0 && l->client->state == CLIENT_ANSWERING) {
        press(l, KEYPRESS_DELETE, 0);
        l->waiting_save = l->client->question + 1;
    } else if (strcasecmp(line, "h") == 0 || strcmp(line, "?") == 0)
        say_help();
    else if (strcasecmp(line, "i") == 0)
        press(l, KEYPRESS_F12, 0);
    else if (strcasecmp(line, "r") == 0 || !line[0])
        l->fresh = true;
    else if (line[strspn(line, "0123456789")] == '\0')
        number_line(l, line);
    else
        answer_line(l, line);
}

/* Where letters are text. */
static void text_line(struct linear *l, const char *line)
{
    bool login = l->client->state == CLIENT_LOGIN;
    if (strcasecmp(line, "esc") == 0)
        press(l, KEYPRESS_ESC, 0);
    else if (strcasecmp(line, "quit") == 0)
        press(l, KEYPRESS_CTRL, 'Q');
    else if (login && strcasecmp(line, "i") == 0)
        press(l, KEYPRESS_F12, 0);
    else if (login && strcasecmp(line, "l") == 0)
        switch_language(l, KEYPRESS_CTRL, 'E');
    else if (login && strcasecmp(line, "h") == 0)
        say_login_help();
    else
        press_text(l, line);
}

/* From the log-in to the exam, and behind it: one line goes on, and only an empty one; a word must not be taken for a yes. */
static void step_line(struct linear *l, const char *line)
{
    const struct client *c = l->client;
    bool papers = c->state == CLIENT_PAPERS && c->own_papers;
    if (strcasecmp(line, "esc") == 0)
        press(l, KEYPRESS_ESC, 0);
    else if (strcasecmp(line, "i") == 0)
        press(l, KEYPRESS_F12, 0);
    else if (strcasecmp(line, "h") == 0 || strcmp(line, "?") == 0)
        say_step_help(c->state);
    else if (strcasecmp(line, "l") == 0)
        switch_language(l, KEYPRESS_CHAR, 'L');
    else if (c->state == CLIENT_RULES && strcasecmp(line, "b") == 0)
        press(l, KEYPRESS_CHAR, 'B');
    else if (papers && line[0] >= '1' && line[0] - '0' <= c->own_papers && !line[1]) {
        press(l, KEYPRESS_CHAR, (unsigned char)line[0]);
        press(l, KEYPRESS_ENTER, 0);
    } else if (!line[0] && !papers)
        press(l, KEYPRESS_ENTER, 0);
    else if (line[0])
        say_unknown(line);
}

static void take_line(struct linear *l, const char *line)
{
    switch (l->client->state) {
    case CLIENT_LOCKED: case CLIENT_LOGIN: case CLIENT_HANDIN: case CLIENT_INVIGILATOR:
        text_line(l, line);
        l->fresh = true;
        break;
    case CLIENT_PAPERS: case CLIENT_CONFIRM: case CLIENT_RECEIPT: case CLIENT_RULES:
        step_line(l, line);
        l->fresh = true;
        break;
    default: exam_line(l, line); break;
    }
}

/* 30, 10, 5 and 1 minutes are spoken once each, wherever one is; what was jumped over is not made up for. */
static void say_minutes(struct linear *l)
{
    static const unsigned STEPS[] = {30, 10, 5, 1};
    struct client *c = l->client;
    char text[160];
    bool due = false;
    if (!c->exam || !exam_is_started(c->exam) || exam_is_ended(c->exam))
        return;
    uint64_t left = exam_left_ms(c->exam);
    for (unsigned i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
        if (!(l->spoken & 1u << i) && left <= STEPS[i] * UINT64_C(60000)) {
            l->spoken |= 1u << i;
            due = true;
        }
    if (!due)
        return;
    client_time_words(c, text, sizeof text);
    say(text);
}

/* What lies in the drop folder of an interrupted exam may become known only after the person was said. */
static void say_begun(struct linear *l)
{
    char text[sizeof l->begun];
    client_begun_text(l->client, text, sizeof text);
    if (l->client->state == CLIENT_CONFIRM && text[0] && strcmp(text, l->begun) != 0)
        say(text);
    memcpy(l->begun, text, sizeof text);
}

/* What happened meanwhile: state, message, saved, time. */
static void report(struct linear *l)
{
    struct client *c = l->client;
    char text[160];
    if (c->message[0] && strcmp(c->message, l->said) != 0) {
        say(c->message);
        snprintf(l->said, sizeof l->said, "%s", c->message);
    } else if (!c->message[0]) {
        l->said[0] = '\0';
    }
    if (l->waiting_save && c->exam && exam_is_saved(c->exam, l->waiting_save - 1)) {
        int choice = exam_choice(c->exam, l->waiting_save - 1);
        if (choice >= 0)
            snprintf(text, sizeof text, _("Saved question %u: %c"), l->waiting_save, (char)('A' + choice));
        else
            snprintf(text, sizeof text, _("Saved question %u: no answer"), l->waiting_save);
        say(text);
        l->waiting_save = 0;
    }
    say_minutes(l);
    if (l->fresh || c->state != l->shown || (c->state == CLIENT_ANSWERING && c->question != l->question))
        say_state(l);
    say_begun(l);
    fflush(stdout);
}

/* Lines that came together are taken one after the other, but an answer is said to be saved before the next is read. */
static void settle(struct client *c)
{
    for (int i = 0; i < 100 && c->exam && c->exam->store && !exam_is_all_saved(c->exam) && c->exam->trouble.code == ERR_OK; i++) {
        store_flush(c->exam->store, 50);
        client_ready(c);
    }
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
        char *line = l->line;
        while (*line == ' ')
            line++;
        take_line(l, line);
        settle(l->client);
        client_tick(l->client);
        report(l);
    }
    return true;
}

enum err_code linear_run(struct client *c, struct err *e)
{
    struct linear l = {.client = c, .fresh = true, .shown = CLIENT_STATES};
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
        if (fds[0].revents)
            open = take_input(&l);
        if (fds[2].revents | fds[3].revents | fds[4].revents | fds[5].revents)
            client_ready(c);
        settle(c);
        client_tick(c);
        report(&l);
    }
    close(signals);
    return ERR_OK;
}
