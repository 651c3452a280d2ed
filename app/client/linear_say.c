#include "app/client/linear_say.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

enum { SAY_LINES = 128 };

/* What is said begins a line of its own, behind a prompt too. */
static void begin_line(struct linear *l)
{
    if (l->is_prompted)
        printf("\n");
    l->is_prompted = false;
}

static void say_line(struct linear *l, const char *text)
{
    struct text_line line[SAY_LINES];
    begin_line(l);
    size_t n = l->cells > 1 ? text_wrap(text, l->cells - 1, line, SAY_LINES) : 0;
    if (n == 0 || n > SAY_LINES) {
        printf("%s\n", text);
        return;
    }
    for (size_t i = 0; i < n; i++)
        printf("%.*s\n", (int)line[i].len, line[i].start);
}

void linear_say(struct linear *l, const char *text)
{
    char part[4096], clean[4096];
    for (const char *p = text; *p;) { /* line by line: a newline is no control character here */
        size_t n = strcspn(p, "\n");
        snprintf(part, sizeof part, "%.*s", (int)(n < sizeof part ? n : sizeof part - 1), p);
        say_line(l, text_clean(part, clean, sizeof clean));
        p += n + (p[n] == '\n');
    }
}

/* A blank line before what is new. */
static void say_gap(struct linear *l)
{
    begin_line(l);
    printf("\n");
}

static void say_pair(struct linear *l, const char *label, const char *text)
{
    char line[1024];
    if (!text[0])
        return;
    snprintf(line, sizeof line, "%s: %s", label, text);
    linear_say(l, line);
}

static void say_option(struct linear *l, unsigned place, bool is_chosen, bool is_crossed, const char *option)
{
    char text[4096];
    snprintf(text, sizeof text, "%c%s%s  %s", 'A' + (int)place, is_chosen ? _(" (chosen)") : "", is_crossed ? _(" (crossed out)") : "", option);
    linear_say(l, text);
}

static void say_tryout_options(struct linear *l)
{
    static const char *const OPTION[BANK_OPTIONS] = {N_("The line a"), N_("The line b"), N_("The line c"), N_("The line d")};
    const struct client *c = l->client;
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        say_option(l, place, c->tryout_choice == (int)place, c->tryout_crossed & 1u << place, _(OPTION[place]));
}

void linear_say_options(struct linear *l)
{
    const struct client *c = l->client;
    if (c->state == CLIENT_TRYOUT) {
        say_tryout_options(l);
        return;
    }
    const struct exam_question *q = &c->exam->question[c->question];
    int choice = exam_choice(c->exam, c->question);
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        say_option(l, place, choice == (int)place, exam_is_crossed(c->exam, c->question, place), q->text.option[paper_option_at(q->order, place)]);
}

/* "Question 3 of 30, answered C, marked": what is to be known before the question itself. */
static void say_which(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = c->exam;
    int choice = exam_choice(x, c->question);
    char text[160], answered[48];
    snprintf(answered, sizeof answered, choice < 0 ? _(", not answered") : _(", answered %c"), 'A' + (choice < 0 ? 0 : choice));
    snprintf(text, sizeof text, _("Question %u of %u%s%s"), c->question + 1, x->ticket->questions, answered, x->journal.marked[c->question] ? _(", marked") : "");
    linear_say(l, text);
}

void linear_say_place(struct linear *l)
{
    if (l->client->state == CLIENT_ANSWERING)
        say_which(l);
    linear_say(l, _("r reads it again. For the commands type h."));
}

void linear_say_time(struct linear *l)
{
    char text[160];
    client_time_words(l->client, text, sizeof text);
    linear_say(l, text);
}

static void say_question(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = c->exam;
    say_gap(l);
    say_which(l);
    linear_say(l, x->question[c->question].text.stem);
    linear_say_options(l);
}

static void say_tryout(struct linear *l)
{
    say_gap(l);
    linear_say(l, _("Try-out question"));
    linear_say(l, _("This is a question for trying the commands: it does not count, and no time runs. Which line chooses the answer B?"));
    say_tryout_options(l);
    linear_say(l, _("esc goes back; then b begins the exam. For the commands type h."));
}

static bool is_counted(const struct exam *x, unsigned q, bool marked)
{
    return marked ? x->journal.marked[q] : exam_choice(x, q) < 0;
}

/* The numbers of the questions that are empty, or marked, behind a word; three and more in a row as "4 to 9"; nothing when there are none. */
static void say_numbers(struct linear *l, const char *word, bool marked)
{
    const struct exam *x = l->client->exam;
    char list[1536] = "";
    size_t used = 0;
    for (unsigned q = 0, last; q < x->ticket->questions && used + 24 < sizeof list; q = last + 1) {
        for (last = q; is_counted(x, q, marked) && last + 1u < x->ticket->questions && is_counted(x, last + 1, marked); last++) {
        }
        last = last > q + 1 ? last : q;
        if (!is_counted(x, q, marked))
            continue;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%u", used ? ", " : "", q + 1);
        if (last > q)
            used += (size_t)snprintf(list + used, sizeof list - used, _(" to %u"), last + 1);
    }
    say_pair(l, word, list);
}

/* "Saved: 1 B, 3 C …", ten a line. */
static void say_answers(struct linear *l)
{
    const struct exam *x = l->client->exam;
    char row[160];
    size_t used = 0;
    unsigned n = 0;
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        int choice = exam_choice(x, q);
        if (choice < 0)
            continue;
        used += (size_t)snprintf(row + used, sizeof row - used, "%s%u %c", used ? ", " : "", q + 1, 'A' + choice);
        if (++n % 10 == 0 || n == exam_answered(x)) {
            say_pair(l, _("Your answers"), row);
            used = 0;
        }
    }
}

/* How many are answered, which are not, which are marked. */
static void say_counts(struct linear *l)
{
    const struct exam *x = l->client->exam;
    char text[160];
    snprintf(text, sizeof text, _("%u of %u answered, %u marked"), exam_answered(x), x->ticket->questions, exam_marked(x));
    linear_say(l, text);
    say_numbers(l, _("Not answered"), false);
    say_numbers(l, _("Marked"), true);
}

static void say_overview(struct linear *l)
{
    say_gap(l);
    linear_say(l, _("Overview of your answers"));
    say_counts(l);
    say_answers(l);
    linear_say(l, _("A number goes to that question, u to the next unanswered, k to the next marked, s or g to the hand-in, esc back."));
}

static void say_handin(struct linear *l)
{
    const struct exam *x = l->client->exam;
    say_gap(l);
    linear_say(l, _("Hand in"));
    say_counts(l);
    if (exam_marked(x))
        linear_say(l, _("Marked questions are graded like all others."));
    linear_say(l, _("After handing in nothing can be changed. esc goes back to the overview."));
    linear_say(l, _("Type the three letters N O P (Vietnamese for \"hand in\"), then Enter."));
}

static void say_person(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = c->exam;
    char text[1024];
    say_gap(l);
    linear_say(l, _("Is this you?"));
    say_pair(l, _("Name"), x->candidate->name);
    say_pair(l, _("Candidate number"), x->candidate->sbd);
    say_pair(l, _("Date of birth"), x->candidate->birth);
    say_pair(l, _("Unit"), x->candidate->unit);
    snprintf(text, sizeof text, _("%s, grade %s"), client_field_title(c, x->about), x->about->grade);
    say_pair(l, _("Paper"), text);
    client_size_text(c, text, sizeof text);
    linear_say(l, text);
    linear_say(l, _("Press Enter if all is right. If this is not you, type esc and tell the invigilator."));
}

static void say_rules(struct linear *l)
{
    const struct session_ticket *t = l->client->exam->ticket;
    char text[160];
    say_gap(l);
    snprintf(text, sizeof text, _("%u questions, %u minutes. Each question has one right answer."), t->questions, t->minutes + t->extra_minutes);
    linear_say(l, text);
    linear_say(l, _("Each command is a line of its own and ends with Enter: a, then Enter, chooses A. Words such as esc and del are typed letter by letter."));
    linear_say(l, _("An answer is stored when you choose it; you may change it until you hand in."));
    linear_say(l, _("When the time is up, what is stored is handed in by itself. If the machine stops, your answers are kept."));
    linear_say(l, _("The time left is said by itself at 30, 10, 5 and 1 minutes; t says it at any moment."));
    linear_say(l, _("No phones, no papers, no talking. If something is wrong, raise your hand; do not leave the seat."));
    linear_say(l, _("Type b to begin: the time starts. Type n to try the commands first, without time. Type h for the commands."));
}

/* "7, K, 3, M; 9, Q …", for who cannot see it; r says it again. */
static void say_spelled(struct linear *l, const char *code)
{
    char text[128];
    size_t n = 0;
    for (size_t i = 0; code[i] && n + 4 < sizeof text; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%c", i == 0 ? "" : i % 4 ? ", " : "; ", code[i]);
    say_pair(l, _("Letter by letter"), text);
    linear_say(l, _("The code may have the number 0 and the letter Q, never the letter O."));
}

static void say_receipt(struct linear *l)
{
    const struct client *c = l->client;
    char grouped[32], text[512];
    say_gap(l);
    linear_say(l, c->ended_by_time          ? _("TIME IS UP. YOUR PAPER WAS HANDED IN")
                  : c->ended_by_invigilator ? _("THE INVIGILATOR HAS ENDED THIS PAPER")
                                            : _("YOUR PAPER WAS HANDED IN"));
    snprintf(text, sizeof text, _("%s · SBD %s · %u of %u answered"), c->exam->candidate->name, c->exam->candidate->sbd, exam_answered(c->exam), c->exam->ticket->questions);
    linear_say(l, text);
    code_group(c->receipt, 4, grouped, sizeof grouped);
    say_pair(l, _("Receipt code"), grouped);
    say_spelled(l, c->receipt);
    linear_say(l, _("1. Raise your hand: the invigilator brings the attendance sheet."));
    linear_say(l, _("2. Copy the code onto the sheet and sign. It proves which paper is yours."));
    linear_say(l, client_is_another_begun(c) ? _("3. The time of your other paper runs: press Enter twice, then log in again now.")
                          : c->own_papers > 1 ? _("3. You have another paper: press Enter twice, then log in again as before.") : _("3. Press Enter twice, then leave the seat."));
}

static void say_paper(struct linear *l, int i)
{
    const struct client *c = l->client;
    const struct client_paper *own = &c->own[i];
    const struct session_paper *p = &c->roster.paper[own->paper];
    char text[512], grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    if (i < c->own_papers)
        snprintf(text, sizeof text, _("%d. %s, grade %s"), i + 1, client_field_title(c, p), p->grade);
    else
        snprintf(text, sizeof text, _("%s, grade %s"), client_field_title(c, p), p->grade);
    linear_say(l, text);
    if (own->is_begun) {
        snprintf(text, sizeof text, _("begun: %u of %u answered; its time runs on"), own->answered, own->questions);
        linear_say(l, text);
    }
    if (own->receipt[0]) {
        code_group(own->receipt, 4, grouped, sizeof grouped);
        say_pair(l, _("Receipt code"), grouped);
    }
}

static void say_papers(struct linear *l)
{
    const struct client *c = l->client;
    say_gap(l);
    linear_say(l, c->own_papers ? _("You have several papers. Which one now?") : _("You have handed in at this seat. Nothing is left to do here."));
    for (int i = 0; i < c->own_papers + c->own_done; i++) {
        if (i == c->own_papers && i > 0)
            linear_say(l, _("Handed in already:"));
        say_paper(l, i);
    }
    linear_say(l, c->own_papers ? _("Type the number of the paper, then Enter.") : _("Tell the invigilator, then press Enter and leave the seat."));
}

/* Which exam and which seat this is, and whether the seat is fit. */
static void say_seat(struct linear *l)
{
    const struct client_setup *setup = &l->client->setup;
    const struct session_info *i = &setup->session->info;
    char text[1024];
    snprintf(text, sizeof text, _("%s%s%s. Seat %s."), i->title[0] ? i->title : i->name, i->room[0] ? " · " : "", i->room, setup->seat);
    linear_say(l, text);
    if (i->flags & SESSION_FLAG_TRAINING)
        linear_say(l, _("TRAINING"));
    if (setup->is_tested && setup->unfit.code != ERR_OK) {
        snprintf(text, sizeof text, _("! Self-test: %s"), setup->unfit.text);
        linear_say(l, text);
    }
}

/* Who comes to the seat is told what to do; after a wrong code, how to begin again. */
static void say_login(struct linear *l)
{
    const struct client *c = l->client;
    char text[256];
    if (l->shown == CLIENT_RECEIPT || (l->shown == CLIENT_PAPERS && l->is_done))
        linear_say(l, _("What follows is for the next candidate."));
    if (l->shown != CLIENT_LOGIN) {
        say_gap(l);
        say_seat(l);
        linear_say(l, _("Log in to the exam: type the candidate number on your slip, then Enter; then the access code, then Enter. For help type h."));
        linear_say(l, _("Capital or small letters, with or without a blank: all the same."));
    }
    if (c->field_at == 1 && c->wrong_logins) {
        snprintf(text, sizeof text, _("The number typed is %s. Type esc for another number."), c->field[0].text);
        linear_say(l, text);
    }
}

static void say_locked(struct linear *l)
{
    const struct client *c = l->client;
    char fingerprint[25];
    if (l->shown != CLIENT_LOCKED) {
        say_seat(l);
        crypt_fingerprint(c->setup.session->info.office_pk, fingerprint);
        say_pair(l, _("Office key"), fingerprint);
        linear_say(l, _("This seat is locked"));
    }
}

static void say_invigilator(struct linear *l)
{
    const struct client *c = l->client;
    char text[STICKS_PATH + 96];
    linear_say(l, _("For the invigilator; candidates type esc to go back."));
    for (size_t i = 0; i < c->sticks; i++) {
        snprintf(text, sizeof text, _("%zu, Enter: copies all papers of this session to %s"), i + 1, c->stick[i]);
        linear_say(l, text);
    }
}

/* What stands before the line that is typed: what is asked for, or where one is. */
static void prompt_text(const struct linear *l, char *out, size_t room)
{
    const struct client *c = l->client;
    out[0] = '\0';
    switch (c->state) {
    case CLIENT_LOCKED:
        if (c->setup.session->info.need > 1)
            snprintf(out, room, _("Passphrase %d of %u: "), c->passphrases + 1, c->setup.session->info.need);
        else
            snprintf(out, room, "%s: ", _("Passphrase"));
        break;
    case CLIENT_LOGIN: snprintf(out, room, "%s: ", c->field_at == 0 ? _("Candidate number (SBD)") : _("Access code")); break;
    case CLIENT_INVIGILATOR: snprintf(out, room, "%s: ", _("One-time code")); break;
    case CLIENT_HANDIN: snprintf(out, room, "%s: ", _("The word")); break;
    case CLIENT_ANSWERING: snprintf(out, room, _("Question %u > "), c->question + 1); break;
    case CLIENT_OVERVIEW: snprintf(out, room, "%s > ", _("Overview")); break;
    case CLIENT_TRYOUT: snprintf(out, room, "%s > ", _("Try-out question")); break;
    case CLIENT_RECEIPT: snprintf(out, room, "%s > ", _("Receipt code")); break;
    case CLIENT_CLOSING: break;
    default: snprintf(out, room, "> "); break;
    }
}

void linear_prompt(struct linear *l)
{
    char text[128];
    prompt_text(l, text, sizeof text);
    if (!l->is_prompted)
        fputs(text, stdout);
    l->is_prompted = text[0] != '\0';
    fflush(stdout);
}

/* Says what the present state asks for. */
static void say_state(struct linear *l)
{
    struct client *c = l->client;
    switch (c->state) {
    case CLIENT_LOCKED: say_locked(l); break;
    case CLIENT_LOGIN: say_login(l); break;
    case CLIENT_PAPERS: say_papers(l); break;
    case CLIENT_CONFIRM: say_person(l); break;
    case CLIENT_RULES: say_rules(l); break;
    case CLIENT_TRYOUT: say_tryout(l); break;
    case CLIENT_ANSWERING: say_question(l); break;
    case CLIENT_OVERVIEW: say_overview(l); break;
    case CLIENT_HANDIN: say_handin(l); break;
    case CLIENT_CLOSING: linear_say(l, _("Your answers are being written to the disk. Please wait.")); break;
    case CLIENT_RECEIPT: say_receipt(l); break;
    case CLIENT_INVIGILATOR: say_invigilator(l); break;
    default: break;
    }
    if (c->state == CLIENT_RULES)
        l->spoken = 0;
    l->shown = c->state;
    l->is_done = c->state == CLIENT_PAPERS && c->own_papers == 0;
    l->question = c->question;
    l->fresh = false;
}

static void say_question_help(struct linear *l)
{
    linear_say(l, _("a, b, c or d: choose that answer; another of these letters changes it.\n"
                    "n: next question.\n"
                    "p: previous question.\n"
                    "A number: that question.\n"
                    "u: next unanswered.\n"
                    "k: next marked.\n"
                    "r: the question again.\n"
                    "o: only its options.\n"
                    "m: mark the question, or take the mark away.\n"
                    "x and a letter: cross that option out, or take that back.\n"
                    "del: take your answer away.\n"
                    "t: the time left.\n"
                    "g: overview; hand in from there.\n"
                    "esc: back.\n"
                    "l: Vietnamese.\n"
                    "i: the invigilator's box."));
}

void linear_say_help(struct linear *l)
{
    switch (l->client->state) {
    case CLIENT_LOCKED: case CLIENT_LOGIN:
        linear_say(l, _("Each line ends with Enter. esc: begin again with the number. l: language. i: the invigilator's box. Number and code stand on your slip."));
        break;
    case CLIENT_RULES:
        linear_say(l, _("Here: b begins, n tries the commands, r reads this again, esc goes back. In the exam:"));
        say_question_help(l);
        break;
    case CLIENT_TRYOUT: case CLIENT_ANSWERING: say_question_help(l); break;
    case CLIENT_OVERVIEW:
        linear_say(l, _("A number: that question. u: next unanswered. k: next marked. s or g: hand in. r: the overview again. t: the time left. esc: back to the question."));
        break;
    case CLIENT_HANDIN:
        linear_say(l, _("Nothing is handed in yet. NOP, then Enter, hands in. esc: back to the overview. t: the time left."));
        break;
    default: linear_say(l, _("Each line ends with Enter; an empty one goes on. esc: back. r: read again. l: language. i: the invigilator's box.")); break;
    }
}

void linear_say_unknown(struct linear *l, const char *line)
{
    char text[700];
    snprintf(text, sizeof text, _("\"%s\" does nothing here. Type h for the commands."), line);
    linear_say(l, text);
}

/* 30, 10, 5 and 1 minutes are spoken once each, wherever one is; what was jumped over is not made up for. */
static void say_minutes(struct linear *l)
{
    static const unsigned STEPS[] = {30, 10, 5, 1};
    struct client *c = l->client;
    bool due = false;
    if (!c->exam || !exam_is_started(c->exam) || exam_is_ended(c->exam))
        return;
    uint64_t left = exam_left_ms(c->exam);
    for (unsigned i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++)
        if (!(l->spoken & 1u << i) && left <= STEPS[i] * UINT64_C(60000)) {
            l->spoken |= 1u << i;
            due = true;
        }
    if (due)
        linear_say_time(l);
}

/* What lies in the drop folder of an interrupted exam may become known only after the person was said. */
static void say_begun(struct linear *l)
{
    char text[sizeof l->begun];
    client_begun_text(l->client, text, sizeof text);
    if (l->client->state == CLIENT_CONFIRM && text[0] && strcmp(text, l->begun) != 0)
        linear_say(l, text);
    memcpy(l->begun, text, sizeof text);
}

static void say_message(struct linear *l)
{
    const struct client *c = l->client;
    if (c->message[0] && strcmp(c->message, l->said) != 0)
        linear_say(l, c->message);
    snprintf(l->said, sizeof l->said, "%s", c->message);
}

static void say_saved(struct linear *l)
{
    const struct exam *x = l->client->exam;
    char text[160];
    if (!l->waiting_save || !x || !exam_is_saved(x, l->waiting_save - 1))
        return;
    int choice = exam_choice(x, l->waiting_save - 1);
    if (choice >= 0)
        snprintf(text, sizeof text, _("Saved question %u: %c"), l->waiting_save, (char)('A' + choice));
    else
        snprintf(text, sizeof text, _("Saved question %u: no answer"), l->waiting_save);
    linear_say(l, text);
    l->waiting_save = 0;
}

/* The disk refuses, and takes answers again: each is said once. */
static void say_trouble(struct linear *l)
{
    const struct client *c = l->client;
    bool refuses = c->exam && c->exam->trouble.code != ERR_OK, cannot_deliver = c->state == CLIENT_CLOSING && c->trouble.code != ERR_OK;
    bool trouble = refuses || cannot_deliver;
    if (trouble && !l->is_in_trouble && c->state == CLIENT_CLOSING)
        linear_say(l, _("! The disk refuses. Please call the invigilator; nothing is lost while this screen stands."));
    else if (trouble && !l->is_in_trouble)
        linear_say(l, _("! NOT SAVED YET: the disk refuses. Call the invigilator. Your answers are kept in memory."));
    else if (l->is_in_trouble && !trouble && c->exam && exam_is_all_saved(c->exam))
        linear_say(l, _("The disk takes answers again; all of yours are saved."));
    l->is_in_trouble = trouble || (l->is_in_trouble && c->exam && !exam_is_all_saved(c->exam));
}

void linear_report(struct linear *l)
{
    struct client *c = l->client;
    say_message(l);
    say_saved(l);
    say_trouble(l);
    say_minutes(l);
    if (l->fresh || c->state != l->shown || (c->state == CLIENT_ANSWERING && c->question != l->question))
        say_state(l);
    say_begun(l);
}
