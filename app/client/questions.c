#include "app/client/questions.h"

#include "app/client/flow.h"
#include "app/client/time_left.h"
#include "app/core/i18n.h"

#include <stdio.h>

void questions_show(struct client *c, unsigned q)
{
    if (q >= flow_paper(c)->journal.questions)
        return;
    int choice = exam_choice(flow_paper(c), q);
    reading_open(&c->reading, q, choice);
    flow_dismiss(c);
    exam_view(flow_paper(c), q);
}

static bool is_empty(const struct exam *x, unsigned q)
{
    return exam_choice(x, q) < 0;
}

static bool is_marked(const struct exam *x, unsigned q)
{
    return x->journal.marked[q];
}

/* Which question is next, from the present one on and around; the present one when there is no
 * other. */
static unsigned find_next(const struct client *c, bool (*is)(const struct exam *, unsigned))
{
    unsigned n = flow_paper(c)->journal.questions, q = c->reading.question;
    for (unsigned i = 1; i < n; i++)
        if (is(flow_paper(c), (q + i) % n))
            return (q + i) % n;
    return q;
}

/* What to say when there is none, or none but this; the overview opens that one, too. */
static void show_next(struct client *c, bool (*is)(const struct exam *, unsigned), const char *none,
                      const char *only)
{
    unsigned from = c->reading.question, q = find_next(c, is);
    if (q != from || (is(flow_paper(c), q) && c->state == CLIENT_OVERVIEW))
        questions_show(c, q);
    if (q == from)
        flow_say(c, MESSAGE_CALM, is(flow_paper(c), q) ? only : none);
    else if (q < from)
        flow_say(c, MESSAGE_CALM, N_("On from the first question."));
}

void questions_show_next_empty(struct client *c)
{
    show_next(c, is_empty, N_("All questions are answered."),
              N_("This is the only question without an answer."));
}

void questions_show_next_marked(struct client *c)
{
    show_next(c, is_marked, N_("No question is marked."), N_("This is the only marked question."));
}

void questions_unknown_text(const struct client *c, unsigned long wanted, char *out, size_t room)
{
    unsigned last = flow_paper(c)->journal.questions;
    snprintf(out, room,
             P_("No question %lu: there is only question %u.", "No question %lu: they are 1 to %u.",
                last),
             wanted, last);
}

/* " (part 1: 4, part 2: 8)", those that lack any; "" of a paper in one part. */
static void empty_parts_text(const struct exam *x, char *out, size_t room)
{
    size_t used = 0;
    out[0] = '\0';
    for (unsigned part = 0; x->ticket->parts > 1 && part < x->ticket->parts; part++) {
        unsigned empty = x->ticket->part_questions[part] - exam_answered_in(x, part);
        if (!empty || used + 1 >= room)
            continue;
        int n = snprintf(out + used, room - used, "%s", used ? ", " : " (");
        used += n > 0 ? (size_t)n : 0;
        n = used < room ? snprintf(out + used, room - used, _("part %u: %u"), part + 1, empty) : 0;
        used += n > 0 ? (size_t)n : 0;
    }
    if (used && used + 1 < room)
        snprintf(out + used, room - used, ")");
}

bool questions_empty_text(const struct client *c, char out[QUESTIONS_TEXT])
{
    const struct exam *x = flow_paper(c);
    unsigned empty = x->ticket->questions - exam_answered(x);
    char parts[256], how_many[96];
    out[0] = '\0';
    if (!empty)
        return false;
    empty_parts_text(x, parts, sizeof parts);
    snprintf(how_many, sizeof how_many,
             P_("%u question is not answered", "%u questions are not answered", empty), empty);
    snprintf(out, QUESTIONS_TEXT, "! %s%s. %s", how_many, parts,
             _("A question without an answer counts as wrong."));
    return true;
}

bool questions_show_typed(struct client *c)
{
    unsigned long wanted = reading_number(&c->reading);
    bool is_here = wanted == c->reading.question + 1u;
    char text[96];
    c->reading.jump[0] = '\0';
    if (wanted < 1 || wanted > flow_paper(c)->journal.questions) {
        questions_unknown_text(c, wanted, text, sizeof text);
        flow_say(c, MESSAGE_WARNING, text);
        return false;
    }
    questions_show(c, (unsigned)wanted - 1);
    snprintf(text, sizeof text, _("This is question %lu."), wanted);
    if (is_here) /* who meant an option by the number is not left without a word */
        flow_say(c, MESSAGE_CALM, text);
    return true;
}

void questions_say_time(struct client *c)
{
    char words[128];
    if (!flow_is_in_exam(c)) {
        flow_say(c, MESSAGE_CALM,
                 N_("In practice no time runs. In the exam T tells how much is left."));
        return;
    }
    time_left_words(c, words, sizeof words);
    flow_say(c, MESSAGE_CALM, words);
}

void questions_say_marked(struct client *c, bool is_marked_now)
{
    flow_say(c, MESSAGE_CALM,
             is_marked_now ? N_("This question is marked")
                           : N_("This question is no longer marked"));
}

void questions_say_crossed(struct client *c, unsigned place, bool is_crossed)
{
    char text[96];
    snprintf(text, sizeof text,
             is_crossed ? _("%c is crossed out") : _("%c is no longer crossed out"),
             (char)('A' + (int)place));
    flow_say(c, MESSAGE_CALM, text);
}

void questions_say_uncrossable(struct client *c)
{
    flow_say(
        c, MESSAGE_CALM,
        N_("The option you chose is not crossed out. Choose another first, or clear it (Del)."));
}

void questions_say_how_to_choose(struct client *c)
{
    char text[128], letter = (char)('A' + (int)c->reading.focus);
    snprintf(text, sizeof text,
             _("To choose %c press %c; or go to an option with ↑ ↓, then Enter."), letter, letter);
    flow_say(c, MESSAGE_CALM, text);
}
