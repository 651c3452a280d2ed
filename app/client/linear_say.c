#include "app/client/linear_say_internal.h"

#include "app/client/delivery.h"
#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/save_state.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/line_terminal.h"

#include <stdio.h>
#include <string.h>

/* What is said begins a line of its own, behind a prompt too. */
static void begin_line(struct linear *l)
{
    if (l->is_prompted)
        printf("\n");
    l->is_prompted = false;
}

static void say_line(struct linear *l, const char *text)
{
    begin_line(l);
    line_terminal_put(text, l->cells);
}

void linear_say(struct linear *l, const char *text)
{
    char part[4096], clean[4096];
    for (const char *p = text; *p;) { /* line by line: a newline is no control character here */
        size_t n = strcspn(p, "\n");
        snprintf(part, sizeof part, "%.*s", (int)(n < sizeof part ? n : sizeof part - 1), p);
        say_line(l, text_clean(part, clean, sizeof clean));
        speaker_add(l->speaker, clean);
        p += n + (p[n] == '\n');
    }
}

/* A blank line before what is new. */
void linear_say_gap(struct linear *l)
{
    begin_line(l);
    printf("\n");
}

void linear_say_pair(struct linear *l, const char *label, const char *text)
{
    char line[1024];
    if (!text[0])
        return;
    snprintf(line, sizeof line, "%s: %s", label, text);
    linear_say(l, line);
}

void linear_say_time(struct linear *l)
{
    char text[160];
    time_left_words(l->client, text, sizeof text);
    linear_say(l, text);
}

/* What stands before the line that is typed: what is asked for, or where one is. */
static void prompt_text(const struct linear *l, char *out, size_t room)
{
    const struct client *c = l->client;
    out[0] = '\0';
    switch (c->state) {
    case CLIENT_LOCKED:
        if (c->setup.session->info.need > 1)
            snprintf(out, room, _("Passphrase %d of %u: "), c->login.passphrases + 1,
                     c->setup.session->info.need);
        else
            snprintf(out, room, "%s: ", _("Passphrase"));
        break;
    case CLIENT_LOGIN:
        snprintf(out, room,
                 "%s: ", c->input.at == 0 ? _("Candidate number (SBD)") : _("Access code"));
        break;
    case CLIENT_INVIGILATOR:
        snprintf(out, room, "%s%s", invigilator_box_label(c), leaving_is_busy(c) ? "" : ": ");
        break;
    case CLIENT_HANDIN: snprintf(out, room, "%s: ", _("The word")); break;
    case CLIENT_ANSWERING:
        snprintf(out, room, c->practice ? _("Practice %u > ") : _("Question %u > "),
                 c->reading.question + 1);
        break;
    case CLIENT_OVERVIEW:
        snprintf(out, room, "%s > ", c->practice ? _("Practice, overview") : _("Overview"));
        break;
    case CLIENT_RECEIPT: snprintf(out, room, "%s > ", _("Receipt code")); break;
    case CLIENT_OPENING:
    case CLIENT_CLOSING: break;
    default: snprintf(out, room, "> "); break;
    }
}

/* What is asked for is spoken too; where one is was said already. */
static void speak_prompt(struct linear *l, const char *text)
{
    size_t n = strlen(text);
    char word[128];
    if (n < 2 || text[n - 2] != ':')
        return;
    snprintf(word, sizeof word, "%.*s", (int)n - 1, text);
    speaker_add(l->speaker, word);
}

void linear_prompt(struct linear *l)
{
    char text[128];
    prompt_text(l, text, sizeof text);
    if (!l->is_prompted) {
        fputs(text, stdout);
        speak_prompt(l, text);
    }
    l->is_prompted = text[0] != '\0';
    fflush(stdout);
    speaker_speak(l->speaker, l->client->flow.lang == CLIENT_VI ? "vi" : "en");
}

/* Of the commands at a question, a sentence each: in the order in which they are wanted. */
static void say_question_help(struct linear *l)
{
    static const enum action_id SPOKEN[] = {
        ACTION_CHOOSE,     ACTION_NEXT,        ACTION_PREVIOUS, ACTION_JUMP,
        ACTION_NEXT_EMPTY, ACTION_NEXT_MARKED, ACTION_REDRAW,   ACTION_OPTIONS,
        ACTION_MARK,       ACTION_CROSS,       ACTION_CLEAR,    ACTION_TIME,
        ACTION_OVERVIEW,   ACTION_BACK,        ACTION_LANGUAGE, ACTION_INVIGILATOR};
    for (size_t i = 0; i < sizeof SPOKEN / sizeof SPOKEN[0]; i++)
        linear_say(l, _(action_get(SPOKEN[i])->spoken));
}

/* Elsewhere there are few, and one line tells them. */
static const char *help_of(enum client_state state)
{
    switch (state) {
    case CLIENT_LOCKED:
    case CLIENT_LOGIN:
        return _("Each line ends with Enter. esc: begin again with the number. l: language. i: the "
                 "invigilator's box. "
                 "Number and code stand on your slip.");
    case CLIENT_RULES:
        return _("Here: b begins, n tries the commands, r reads this again, esc goes back. In the "
                 "exam:");
    case CLIENT_OVERVIEW:
        return _(
            "A number: that question. u: next unanswered. k: next marked. s or g: hand in. r: the "
            "overview again. "
            "t: the time left. esc: back to the question. l: language. i: the invigilator's box.");
    case CLIENT_INVIGILATOR:
        return _("Each line ends with Enter: the voucher, the number of what it is for, the number "
                 "of the reason. Where a stick is named, its number copies to it. esc: back; "
                 "nothing is done before the last line.");
    case CLIENT_RECEIPT:
        return _("r: all of the receipt again.\n"
                 "s: the code, with a word for each letter.\n"
                 "1, 2, 3 or 4: only the first, second, third or last four letters.\n"
                 "The invigilator writes the code onto the attendance sheet; nothing is lost while "
                 "you wait. Who logs in again hears it again.\n"
                 "An empty line, and once more an empty line: finished; the seat is for the next "
                 "candidate. esc takes nothing back.\n"
                 "l: language. i: the invigilator's box.");
    case CLIENT_HANDIN:
        return _("Nothing is handed in yet. NOP, then Enter, hands in. esc: back to the overview. "
                 "t: the time left.");
    default:
        return _("Each line ends with Enter; an empty one goes on. esc: back. r: read again. l: "
                 "language. "
                 "i: the invigilator's box.");
    }
}

void linear_say_help(struct linear *l)
{
    enum client_state state = l->client->state;
    bool is_question = state == CLIENT_ANSWERING;
    if (!is_question)
        linear_say(l, help_of(state));
    if (is_question || state == CLIENT_RULES)
        say_question_help(l);
}

void linear_say_unknown(struct linear *l, const char *line)
{
    char text[700];
    snprintf(text, sizeof text, _("\"%s\" does nothing here. Type h for the commands."), line);
    linear_say(l, text);
}

/* The steps are spoken once each, wherever one is; what was jumped over is not made up for. */
static void say_minutes(struct linear *l)
{
    const struct client *c = l->client;
    if (flow_is_in_exam(c) && time_left_step(&l->told.minutes, exam_left_ms(c->exam)))
        linear_say_time(l);
}

/* What lies in the exchange folder of an interrupted exam may become known only after the person
 * was said. */
static void say_begun(struct linear *l)
{
    char text[ARRIVAL_TEXT], came[ARRIVAL_TEXT], both[sizeof l->told.begun];
    arrival_begun_text(l->client, text);
    arrival_text(l->client, came);
    snprintf(both, sizeof both, "%s %s", text, came);
    if (l->client->state == CLIENT_CONFIRM && strcmp(both, l->told.begun) != 0) {
        linear_say(l, text);
        linear_say(l, came);
    }
    memcpy(l->told.begun, both, sizeof both);
}

/* Keys that this mode hasn't are called by the words that do the same. */
static void name_words(const char *text, char *out, size_t room)
{
    static const struct {
        const char *key, *word;
    } WORDS[] = {{"F12", "i"}, {"Ctrl-O", "i"}, {"Esc", "esc"}, {"Del", "del"}, {"Ctrl-E", "l"}};
    size_t n = 0;
    while (*text && n + 1 < room) {
        size_t i = 0, count = sizeof WORDS / sizeof WORDS[0];
        while (i < count && strncmp(text, WORDS[i].key, strlen(WORDS[i].key)) != 0)
            i++;
        if (i == count) {
            out[n++] = *text++;
            continue;
        }
        n += (size_t)snprintf(out + n, room - n, "%s", WORDS[i].word);
        text += strlen(WORDS[i].key);
    }
    out[n < room ? n : room - 1] = '\0';
}

void linear_say_shared(struct linear *l, const char *text)
{
    char named[1024];
    name_words(text, named, sizeof named);
    linear_say(l, named);
}

static void say_message(struct linear *l)
{
    const struct client *c = l->client;
    if (c->message.text[0] && strcmp(c->message.text, l->told.message) != 0)
        linear_say_shared(l, c->message.text);
    snprintf(l->told.message, sizeof l->told.message, "%s", c->message.text);
}

static void say_saved(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    char text[160];
    if (!l->told.waiting_save || !x || !exam_is_saved(x, l->told.waiting_save - 1))
        return;
    int choice = exam_choice(x, l->told.waiting_save - 1);
    bool is_complete = save_state_of(l->client, l->told.waiting_save - 1).is_complete;
    if (choice >= 0)
        snprintf(text, sizeof text,
                 is_complete ? _("Saved question %u: %c") : _("Saved on this seat question %u: %c"),
                 l->told.waiting_save, (char)('A' + choice));
    else
        snprintf(text, sizeof text, _("Saved question %u: no answer"), l->told.waiting_save);
    linear_say(l, text);
    l->told.waiting_save = 0;
}

static void say_closing(struct linear *l)
{
    char text[256];
    delivery_sentence(l->client, text, sizeof text);
    linear_say(l, text);
    if (l->client->exchange.folders)
        linear_say(l,
                   _("The answers go to the exchange folder out of memory; once they stand there "
                     "the receipt comes."));
    linear_say(l, _("For the invigilator: plug in a stick, type i, then the stick's number. The "
                    "answers are copied there out of memory, and the receipt comes."));
}

static void say_refusal(struct linear *l, enum disk_cause cause)
{
    char text[256];
    snprintf(text, sizeof text,
             _("! NOT SAVED YET: %s. Call the invigilator. Your answers are kept in memory."),
             disk_trouble_clause(cause));
    linear_say(l, text);
}

/* The disk refuses, and takes answers again: each is said once. */
static void say_trouble(struct linear *l)
{
    const struct client *c = l->client;
    bool is_closing = c->state == CLIENT_CLOSING;
    enum disk_cause cause = !c->exam     ? DISK_FINE
                            : is_closing ? delivery_trouble(c)
                                         : disk_trouble_of(c->exam);
    bool trouble = cause != DISK_FINE,
         is_new = trouble && (!l->is_in_trouble || is_closing != l->is_closing);
    if (is_new && is_closing)
        say_closing(l);
    else if (is_new)
        say_refusal(l, cause);
    else if (l->is_in_trouble && !trouble && c->exam && exam_is_all_saved(c->exam))
        linear_say(l, _("The disk takes answers again; all of yours are saved."));
    l->is_in_trouble = trouble || (l->is_in_trouble && c->exam && !exam_is_all_saved(c->exam));
    l->is_closing = is_closing;
}

/* Where the answers stand, where the session or the seat has a second place: what is wrong with it,
 * and of a paper handed in whether it is there. What is said once is not said again. */
static void say_places(struct linear *l)
{
    const struct client *c = l->client;
    bool ignored;
    const char *text =
        c->state == CLIENT_RECEIPT ? save_state_handed_in(c, &ignored) : save_state_trouble(c);
    if (text && text != l->told.places)
        linear_say_shared(l, text);
    l->told.places = text;
}

void linear_report(struct linear *l)
{
    const struct client *c = l->client;
    say_message(l);
    say_saved(l);
    say_trouble(l);
    say_minutes(l);
    if (l->fresh || c->state != l->told.state ||
        (c->state == CLIENT_ANSWERING && c->reading.question != l->told.question) ||
        (c->state == CLIENT_INVIGILATOR &&
         (c->invigilator.step != l->told.step || c->flow.leaving.step != l->told.leaving)))
        linear_say_state(l);
    if (c->state == CLIENT_LOGIN || c->state == CLIENT_LOCKED)
        linear_say_seat_trouble(l); /* a folder is found missing a moment after the start */
    say_places(l);
    say_begun(l);
}
