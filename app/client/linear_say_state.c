/* What each state says when one comes to it, and when it is to be read again. */
#include "app/client/linear_say_internal.h"

#include "app/client/bank_title.h"
#include "app/client/invigilator_box.h"
#include "app/client/save_state.h"
#include "app/client/seat_trouble.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

static void say_option(struct linear *l, unsigned place, bool is_chosen, bool is_crossed,
                       const char *option)
{
    char text[4096];
    snprintf(text, sizeof text, "%c%s%s  %s", 'A' + (int)place, is_chosen ? _(" (chosen)") : "",
             is_crossed ? _(" (crossed out)") : "", option);
    linear_say(l, text);
}

void linear_say_options(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam_question *q = &flow_paper(c)->question[c->reading.question];
    int choice = exam_choice(flow_paper(c), c->reading.question);
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        say_option(l, place, choice == (int)place,
                   exam_is_crossed(flow_paper(c), c->reading.question, place),
                   q->text.option[paper_option_at(q->order, place)]);
}

/* "Question 3 of 30, answered C, marked": what is to be known before the question itself. */
static void say_which(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = flow_paper(c);
    int choice = exam_choice(x, c->reading.question);
    char text[160], answered[48];
    snprintf(answered, sizeof answered, choice < 0 ? _(", not answered") : _(", answered %c"),
             'A' + (choice < 0 ? 0 : choice));
    snprintf(text, sizeof text,
             c->practice ? _("Practice, question %u of %u%s%s") : _("Question %u of %u%s%s"),
             c->reading.question + 1, x->ticket->questions, answered,
             x->journal.marked[c->reading.question] ? _(", marked") : "");
    linear_say(l, text);
}

void linear_say_place(struct linear *l)
{
    if (l->client->state == CLIENT_ANSWERING)
        say_which(l);
    linear_say(l, _("r reads it again. For the commands type h."));
}

static void say_question(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = flow_paper(c);
    linear_say_gap(l);
    say_which(l);
    linear_say(l, x->question[c->reading.question].text.stem);
    linear_say_options(l);
}

static bool is_counted(const struct exam *x, unsigned q, bool marked)
{
    return marked ? x->journal.marked[q] : exam_choice(x, q) < 0;
}

/* The numbers of the questions that are empty, or marked, behind a word; three and more in a row as
 * "4 to 9"; nothing when there are none. */
static void say_numbers(struct linear *l, const char *word, bool marked)
{
    const struct exam *x = flow_paper(l->client);
    char list[1536] = "";
    size_t used = 0;
    for (unsigned q = 0, last; q < x->ticket->questions && used + 24 < sizeof list; q = last + 1) {
        for (last = q; is_counted(x, q, marked) && last + 1u < x->ticket->questions &&
                       is_counted(x, last + 1, marked);
             last++) {
        }
        last = last > q + 1 ? last : q;
        if (!is_counted(x, q, marked))
            continue;
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%u", used ? ", " : "", q + 1);
        if (last > q)
            used += (size_t)snprintf(list + used, sizeof list - used, _(" to %u"), last + 1);
    }
    linear_say_pair(l, word, list);
}

/* "Saved: 1 B, 3 C …", ten a line. */
static void say_answers(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    char row[160];
    size_t used = 0;
    unsigned n = 0;
    for (unsigned q = 0; q < x->ticket->questions; q++) {
        int choice = exam_choice(x, q);
        if (choice < 0)
            continue;
        used += (size_t)snprintf(row + used, sizeof row - used, "%s%u %c", used ? ", " : "", q + 1,
                                 'A' + choice);
        if (++n % 10 == 0 || n == exam_answered(x)) {
            linear_say_pair(l, _("Your answers"), row);
            used = 0;
        }
    }
}

/* How many are answered, which are not, which are marked. */
static void say_counts(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    char text[160];
    snprintf(text, sizeof text, _("%u of %u answered, %u marked"), exam_answered(x),
             x->ticket->questions, exam_marked(x));
    linear_say(l, text);
    if (l->client->exchange.folders || l->client->setup.session->info.copies)
        linear_say(l, save_state_of_all(l->client).word);
    say_numbers(l, _("Not answered"), false);
    say_numbers(l, _("Marked"), true);
}

static void say_overview(struct linear *l)
{
    linear_say_gap(l);
    linear_say(l, _("Overview of your answers"));
    say_counts(l);
    say_answers(l);
    linear_say(l, _("A number goes to that question, u to the next unanswered, k to the next "
                    "marked, s or g to the hand-in, esc back."));
}

static void say_handin(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    linear_say_gap(l);
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
    linear_say_gap(l);
    linear_say(l, _("Is this you?"));
    linear_say_pair(l, _("Name"), x->candidate->name);
    linear_say_pair(l, _("Candidate number"), x->candidate->sbd);
    linear_say_pair(l, _("Date of birth"), x->candidate->birth);
    linear_say_pair(l, _("Unit"), x->candidate->unit);
    snprintf(text, sizeof text, _("%s, grade %s"), papers_field_title(c, x->about),
             x->about->grade);
    linear_say_pair(l, _("Paper"), text);
    time_left_size_text(c, text, sizeof text);
    linear_say(l, text);
    linear_say(
        l,
        _("Press Enter if all is right. If this is not you, type esc and tell the invigilator."));
}

static void say_rules(struct linear *l)
{
    char text[256], size[128];
    linear_say_gap(l);
    time_left_size_text(l->client, size, sizeof size);
    snprintf(text, sizeof text, _("%s. Each question has one right answer."), size);
    linear_say(l, text);
    time_left_pass_text(l->client, text, sizeof text);
    linear_say(l, text);
    linear_say(l, _("Each command is a line of its own and ends with Enter: a, then Enter, chooses "
                    "A. Words such as esc and del are typed letter by letter."));
    linear_say(l,
               _("An answer is stored when you choose it; you may change it until you hand in."));
    linear_say(l,
               _("p and n go to the previous and the next question, a number to that one, u to the "
                 "next unanswered. g says which are answered; you hand in from there."));
    linear_say(l, _("When the time is up, what is stored is handed in by itself. If the machine "
                    "stops, your answers are kept."));
    linear_say(
        l,
        _("The time left is said by itself at 30, 10, 5 and 1 minutes; t says it at any moment."));
    linear_say(l, _("No phones, no papers, no talking. If something is wrong, raise your hand; do "
                    "not leave the seat."));
    linear_say(l, _("Type b to begin: the time starts. Type n to try the commands first, without "
                    "time. Type h for the commands."));
}

/* "7, K, 3, M; 9, Q …", for who cannot see it; r says it again. */
static void say_spelled(struct linear *l, const char *code)
{
    char text[128];
    size_t n = 0;
    for (size_t i = 0; code[i] && n + 4 < sizeof text; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%c",
                              i == 0  ? ""
                              : i % 4 ? ", "
                                      : "; ",
                              code[i]);
    linear_say_pair(l, _("Letter by letter"), text);
    linear_say(l, _("The code may have the number 0 and the letter Q, never the letter O."));
}

static void say_receipt(struct linear *l)
{
    const struct client *c = l->client;
    char grouped[32], text[512];
    linear_say_gap(l);
    linear_say(l, c->ending.by_time          ? _("TIME IS UP. YOUR PAPER WAS HANDED IN")
                  : c->ending.by_invigilator ? _("THE INVIGILATOR HAS ENDED THIS PAPER")
                                             : _("YOUR PAPER WAS HANDED IN"));
    snprintf(text, sizeof text, _("%s · SBD %s · %u of %u answered"), c->exam->candidate->name,
             c->exam->candidate->sbd, exam_answered(c->exam), c->exam->ticket->questions);
    linear_say(l, text);
    code_group(c->ending.receipt, 4, grouped, sizeof grouped);
    linear_say_pair(l, _("Receipt code"), grouped);
    say_spelled(l, c->ending.receipt);
    linear_say(l, _("1. Raise your hand: the invigilator brings the attendance sheet."));
    linear_say(l, _("2. Copy the code onto the sheet and sign. It proves which paper is yours."));
    linear_say(
        l,
        c->ending.by_invigilator ? _("3. Press Enter twice, then do as the invigilator says.")
        : papers_is_another_begun(c)
            ? _("3. The time of your other paper runs: press Enter twice, then log in again now.")
        : c->papers.to_sit > 1
            ? _("3. You have another paper: press Enter twice, then log in again as before.")
            : _("3. Press Enter twice, then leave the seat."));
    if (papers_results_text(c, text))
        linear_say(l, text);
}

static void say_paper(struct linear *l, int i)
{
    const struct client *c = l->client;
    const struct papers_own *own = &c->papers.own[i];
    const struct session_paper *p = &c->unlocked.roster.paper[own->paper];
    char text[512], grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    if (i < c->papers.to_sit)
        snprintf(text, sizeof text, _("%d. %s, grade %s"), i + 1, papers_field_title(c, p),
                 p->grade);
    else
        snprintf(text, sizeof text, _("%s, grade %s"), papers_field_title(c, p), p->grade);
    linear_say(l, text);
    if (own->is_begun) {
        snprintf(text, sizeof text, _("begun: %u of %u answered; its time runs on"), own->answered,
                 own->questions);
        linear_say(l, text);
    }
    if (own->receipt[0]) {
        code_group(own->receipt, 4, grouped, sizeof grouped);
        linear_say_pair(l, _("Receipt code"), grouped);
    }
}

static void say_papers(struct linear *l)
{
    const struct client *c = l->client;
    linear_say_gap(l);
    linear_say(l, c->papers.to_sit
                      ? _("You have several papers. Which one now?")
                      : _("You have handed in at this seat. Nothing is left to do here."));
    for (int i = 0; i < c->papers.to_sit + c->papers.done; i++) {
        if (i == c->papers.to_sit && i > 0)
            linear_say(l, _("Handed in already:"));
        say_paper(l, i);
    }
    linear_say(l, c->papers.to_sit
                      ? _("Type the number of the paper, then Enter.")
                      : _("Tell the invigilator, then press Enter and leave the seat."));
}

void linear_say_seat_trouble(struct linear *l)
{
    char text[sizeof l->seat_trouble];
    if (seat_trouble_text(l->client, text, sizeof text) && strcmp(text, l->seat_trouble) != 0)
        linear_say(l, text);
    memcpy(l->seat_trouble, text, sizeof text);
}

/* Which exam and which seat this is, and whether the seat is fit. */
static void say_seat(struct linear *l)
{
    const struct client_setup *setup = &l->client->setup;
    const struct session_info *i = &setup->session->info;
    char text[1024];
    snprintf(text, sizeof text, _("%s%s%s. Seat %s."), i->title[0] ? i->title : i->name,
             i->room[0] ? " · " : "", i->room, setup->seat);
    linear_say(l, text);
    if (bank_title_text(l->client)[0])
        linear_say(l, bank_title_text(l->client));
    if (i->flags & SESSION_FLAG_TRAINING)
        linear_say(l, _("TRAINING"));
    if (l->client->exchange.folders == 0)
        linear_say(l, _("This seat does not see other seats"));
    if (setup->is_tested && setup->unfit.code != ERR_OK) {
        snprintf(text, sizeof text, _("! Self-test: %s"), setup->unfit.text);
        linear_say(l, text);
    }
    l->seat_trouble[0] = '\0'; /* whoever comes next is told */
    linear_say_seat_trouble(l);
    if (seat_trouble_not_held(l->client))
        linear_say(l, seat_trouble_not_held(l->client));
}

/* Who comes to the seat is told what to do; after a wrong code, how to begin again. */
static void say_login(struct linear *l)
{
    const struct client *c = l->client;
    char text[256];
    if (l->shown == CLIENT_RECEIPT || (l->shown == CLIENT_PAPERS && l->is_done))
        linear_say(l, _("What follows is for the next candidate."));
    if (l->shown != CLIENT_LOGIN) {
        linear_say_gap(l);
        say_seat(l);
        linear_say(l, _("Log in to the exam: type the candidate number on your slip, then Enter; "
                        "then the access code, then Enter. For help type h."));
        linear_say(l, _("Capital or small letters, with or without a blank: all the same."));
    }
    if (c->input.at == 1 && c->login.failures) {
        snprintf(text, sizeof text, _("The number typed is %s. Type esc for another number."),
                 c->input.field[0].text);
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
        linear_say_pair(l, _("Office key"), fingerprint);
        linear_say(l, _("This seat is locked"));
    }
}

/* "1: more time: 5 minutes", a line each; the reasons likewise. */
static void say_choices(struct linear *l)
{
    const struct client *c = l->client;
    struct invigilator_offer offer[INVIGILATOR_OFFERS_MAX];
    char what[INVIGILATOR_TEXT], number[16];
    size_t offers =
        c->invigilator.step == INVIGILATOR_ACTION ? invigilator_box_offers(c, offer) : 0;
    for (size_t i = 0; i < offers; i++) {
        snprintf(number, sizeof number, "%zu", i + 1);
        invigilator_box_offer_text(&offer[i], what);
        linear_say_pair(l, number, what);
    }
    for (const struct room_reason_row *r = ROOM_REASON_TABLE;
         c->invigilator.step == INVIGILATOR_REASON && r->word; r++) {
        snprintf(number, sizeof number, "%d", (int)r->reason);
        linear_say_pair(l, number, _(r->word));
    }
}

static void say_box(struct linear *l)
{
    const struct client *c = l->client;
    char who[INVIGILATOR_TEXT], state[INVIGILATOR_TEXT], text[ARRIVAL_TEXT + INVIGILATOR_TEXT];
    invigilator_box_about(c, who, state);
    linear_say(l, _("For the invigilator; candidates type esc to go back."));
    linear_say(l, who);
    linear_say(l, state);
    if (arrival_text(c, text))
        linear_say(l, text);
    if (invigilator_box_memory_text(c, text))
        linear_say(l, text);
    if (seat_trouble_text(c, text, sizeof text))
        linear_say(l, text);
    for (size_t i = 0; i < c->invigilator.sticks; i++) {
        invigilator_box_stick_text(c, i, text);
        linear_say(l, text);
    }
}

static void say_invigilator(struct linear *l)
{
    char chosen[INVIGILATOR_TEXT];
    if (l->client->invigilator.step == INVIGILATOR_VOUCHER && l->shown != CLIENT_INVIGILATOR)
        say_box(l);
    invigilator_box_chosen(l->client, chosen);
    linear_say(l, chosen);
    invigilator_box_question(l->client, chosen);
    linear_say(l, chosen);
    say_choices(l);
    l->step = l->client->invigilator.step;
}

void linear_say_state(struct linear *l)
{
    const struct client *c = l->client;
    switch (c->state) {
    case CLIENT_LOCKED: say_locked(l); break;
    case CLIENT_LOGIN: say_login(l); break;
    case CLIENT_PAPERS: say_papers(l); break;
    case CLIENT_CONFIRM: say_person(l); break;
    case CLIENT_RULES: say_rules(l); break;
    case CLIENT_ANSWERING: say_question(l); break;
    case CLIENT_OVERVIEW: say_overview(l); break;
    case CLIENT_HANDIN: say_handin(l); break;
    case CLIENT_CLOSING:
        linear_say(l, _("Your answers are being written to the disk. Please wait."));
        break;
    case CLIENT_RECEIPT: say_receipt(l); break;
    case CLIENT_INVIGILATOR: say_invigilator(l); break;
    default: break;
    }
    if (c->state == CLIENT_RULES)
        l->minutes_told = 0;
    l->shown = c->state;
    l->is_done = c->state == CLIENT_PAPERS && c->papers.to_sit == 0;
    l->question = c->reading.question;
    l->fresh = false;
}
