/* What the line mode says of the paper: its rules and parts, a question, the overview, the hand-in.
 */
#include "app/client/linear_say_internal.h"

#include "app/client/save_state.h"
#include "app/core/i18n.h"

#include <stdio.h>

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
    char text[256], answered[48], place[48] = "";
    if (x->ticket->parts > 1)
        snprintf(place, sizeof place, _(", part %u"), exam_part_of(x, c->reading.question) + 1);
    snprintf(answered, sizeof answered, choice < 0 ? _(", not answered") : _(", answered %c"),
             'A' + (choice < 0 ? 0 : choice));
    snprintf(text, sizeof text,
             c->practice ? _("Practice, question %u of %u%s%s%s") : _("Question %u of %u%s%s%s"),
             c->reading.question + 1, x->ticket->questions, place, answered,
             x->journal.marked[c->reading.question] ? _(", marked") : "");
    linear_say(l, text);
}

void linear_say_place(struct linear *l)
{
    if (l->client->state == CLIENT_ANSWERING)
        say_which(l);
    linear_say(l, _("r reads it again. For the commands type h."));
}

/* "Part 2, Professional knowledge: questions 11 to 30; at least 14 of its 20 points are needed.":
 * of a paper in parts. */
static void say_part(struct linear *l, unsigned part)
{
    const struct exam *x = flow_paper(l->client);
    const struct profile_part *p = &x->variant->part[part];
    unsigned first = exam_part_first(x, part), count = x->ticket->part_questions[part];
    char text[512], needed[128] = "";
    if (p->pass)
        snprintf(needed, sizeof needed, _("; at least %u of its %u points are needed"), p->pass,
                 p->points * count);
    snprintf(text, sizeof text, _("Part %u, %s: questions %u to %u%s."), part + 1,
             l->client->flow.lang == CLIENT_EN ? p->title_en : p->title_vi, first + 1,
             first + count, needed);
    linear_say(l, text);
}

static void say_parts(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    for (unsigned part = 0; x->ticket->parts > 1 && part < x->ticket->parts; part++)
        say_part(l, part);
}

/* Who comes into another part than the one said last is told so. */
static void say_new_part(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    unsigned part = exam_part_of(x, l->client->reading.question);
    if (x->ticket->parts > 1 && l->told.part != part + 1) {
        say_part(l, part);
        l->told.part = part + 1;
    }
}

void linear_say_question(struct linear *l)
{
    const struct client *c = l->client;
    const struct exam *x = flow_paper(c);
    linear_say_gap(l);
    say_new_part(l);
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

/* "Part 1, questions 1 to 10: 3 of 10 answered." */
static void say_part_counts(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    char text[160];
    for (unsigned part = 0; x->ticket->parts > 1 && part < x->ticket->parts; part++) {
        unsigned first = exam_part_first(x, part), count = x->ticket->part_questions[part];
        snprintf(text, sizeof text, _("Part %u, questions %u to %u: %u of %u answered"), part + 1,
                 first + 1, first + count, exam_answered_in(x, part), count);
        linear_say(l, text);
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
    say_part_counts(l);
    if (l->client->exchange.folders || l->client->setup.session->info.copies)
        linear_say(l, save_state_of_all(l->client).word);
    say_numbers(l, _("Not answered"), false);
    say_numbers(l, _("Marked"), true);
}

void linear_say_overview(struct linear *l)
{
    linear_say_gap(l);
    linear_say(l, l->client->practice ? _("Practice: overview of your answers")
                                      : _("Overview of your answers"));
    say_counts(l);
    say_answers(l);
    linear_say(l, _("A number goes to that question, u to the next unanswered, k to the next "
                    "marked, s or g to the hand-in, esc back."));
}

void linear_say_handin(struct linear *l)
{
    const struct exam *x = flow_paper(l->client);
    linear_say_gap(l);
    linear_say(l,
               l->client->practice ? _("Practice: hand in. Nothing of it counts") : _("Hand in"));
    say_counts(l);
    if (exam_marked(x))
        linear_say(l, _("Marked questions are graded like all others."));
    linear_say(l, l->client->practice
                      ? _("Handing in ends the practice. esc goes back to the overview.")
                      : _("After handing in nothing can be changed. esc goes back to the "
                          "overview."));
    linear_say(l, _("Type the three letters N O P (Vietnamese for \"hand in\"), then Enter."));
}

void linear_say_rules(struct linear *l)
{
    char text[TIME_LEFT_PASS], size[128];
    linear_say_gap(l);
    time_left_size_text(l->client, size, sizeof size);
    snprintf(text, sizeof text,
             _("%s. Each question has one right answer; none given counts as wrong."), size);
    linear_say(l, text);
    time_left_pass_text(l->client, text, sizeof text);
    linear_say(l, text);
    say_parts(l);
    l->told.part = 0; /* said again at its first question */
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
