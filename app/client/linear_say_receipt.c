/* The receipt, for who cannot see it: whole, letter by letter, in fours, spelled with words. */
#include "app/client/linear_say_internal.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum { GROUP = 4 };

/* As people spell on the telephone; digits are spoken as they are. */
static const struct {
    char letter;
    const char *spelled;
} SPELLED[] = {
    {'A', N_("A as in Alfa")},    {'B', N_("B as in Bravo")},  {'C', N_("C as in Charlie")},
    {'D', N_("D as in Delta")},   {'E', N_("E as in Echo")},   {'F', N_("F as in Foxtrot")},
    {'G', N_("G as in Golf")},    {'H', N_("H as in Hotel")},  {'J', N_("J as in Juliett")},
    {'K', N_("K as in Kilo")},    {'M', N_("M as in Mike")},   {'N', N_("N as in November")},
    {'P', N_("P as in Papa")},    {'Q', N_("Q as in Quebec")}, {'R', N_("R as in Romeo")},
    {'S', N_("S as in Sierra")},  {'T', N_("T as in Tango")},  {'V', N_("V as in Victor")},
    {'W', N_("W as in Whiskey")}, {'X', N_("X as in X-ray")},  {'Y', N_("Y as in Yankee")},
    {'Z', N_("Z as in Zulu")}};

static void spell(char letter, char *out, size_t room)
{
    snprintf(out, room, "%c", letter);
    for (size_t i = 0; i < sizeof SPELLED / sizeof SPELLED[0]; i++)
        if (SPELLED[i].letter == letter)
            snprintf(out, room, "%s", _(SPELLED[i].spelled));
}

void linear_say_receipt_group(struct linear *l, unsigned group)
{
    const char *code = l->client->papers.ending.receipt;
    char text[256], word[48];
    size_t n = (size_t)snprintf(text, sizeof text, _("Letters %u to %u: "), group * GROUP + 1,
                                group * GROUP + GROUP);
    for (unsigned i = 0; i < GROUP && n < sizeof text; i++) {
        spell(code[group * GROUP + i], word, sizeof word);
        n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? ", " : "", word);
    }
    linear_say(l, text);
}

void linear_say_receipt_spelled(struct linear *l)
{
    for (unsigned group = 0; group < CODE_RECEIPT / GROUP; group++)
        linear_say_receipt_group(l, group);
}

/* "7, K, 3, M; 9, Q …", for who cannot see it; r says it again. */
static void say_letters(struct linear *l, const char *code)
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

static const char *last_step(const struct client *c)
{
    if (c->papers.ending.by_invigilator)
        return _("3. Press Enter twice, then do as the invigilator says.");
    if (papers_is_another_begun(c))
        return _("3. The time of your other paper runs: press Enter twice, then log in again now.");
    return c->papers.to_sit > 1
               ? _("3. You have another paper: press Enter twice, then log in again as before.")
               : _("3. Press Enter twice, then leave the seat.");
}

void linear_say_receipt(struct linear *l)
{
    const struct client *c = l->client;
    char grouped[32], text[512];
    linear_say_gap(l);
    linear_say(l, c->papers.ending.by_time          ? _("TIME IS UP. YOUR PAPER WAS HANDED IN")
                  : c->papers.ending.by_invigilator ? _("THE INVIGILATOR HAS ENDED THIS PAPER")
                                                    : _("YOUR PAPER WAS HANDED IN"));
    snprintf(text, sizeof text, _("%s · SBD %s · %u of %u answered"), c->exam->candidate->name,
             c->exam->candidate->sbd, exam_answered(c->exam), c->exam->ticket->questions);
    linear_say(l, text);
    code_group(c->papers.ending.receipt, 4, grouped, sizeof grouped);
    linear_say_pair(l, _("Receipt code"), grouped);
    say_letters(l, c->papers.ending.receipt);
    linear_say(l, _("1. Raise your hand: the invigilator brings the attendance sheet."));
    linear_say(l, _("2. The invigilator writes the code from this screen onto the sheet; have it "
                    "read back to you, and sign. It proves which paper is yours."));
    linear_say(l, last_step(c));
    if (papers_results_text(c, text))
        linear_say(l, text);
    linear_say(l, _("r says all of it again, s spells the code; for the other commands type h."));
}
