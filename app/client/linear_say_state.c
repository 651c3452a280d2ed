/* What each state says when one comes to it, and when it is to be read again. */
#include "app/client/linear_say_internal.h"

#include "app/client/bank_title.h"
#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/seat_trouble.h"
#include "app/client/stick_copy.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

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
    char text[sizeof l->told.seat_trouble];
    if (seat_trouble_text(l->client, text, sizeof text) && strcmp(text, l->told.seat_trouble) != 0)
        linear_say(l, text);
    memcpy(l->told.seat_trouble, text, sizeof text);
}

/* What the seat lacks, for staff: where it is locked, and in their box. */
static void say_unfit(struct linear *l)
{
    const struct client *c = l->client;
    char text[1024];
    if (c->setup.test.is_done && c->setup.test.unfit.code != ERR_OK) {
        snprintf(text, sizeof text, _("! Self-test: %s"), c->setup.test.unfit.text);
        linear_say_shared(l, text);
    }
    if (!c->exam && seat_trouble_not_held(c))
        linear_say(l, seat_trouble_not_held(c));
}

/* Which exam and which seat this is. */
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
    if (setup->program.image) {
        snprintf(text, sizeof text, _("image %.*s"), IMAGE_DIGITS, setup->program.image);
        linear_say(l, text);
    }
    if (i->flags & SESSION_FLAG_TRAINING)
        linear_say(l, _("TRAINING"));
    if (l->client->exchange.folders == 0)
        linear_say(l, _("This seat does not see other seats"));
}

/* Who comes to the seat is told what to do; after a wrong code, how to begin again. */
static void say_login(struct linear *l)
{
    const struct client *c = l->client;
    char text[256];
    if (l->told.state == CLIENT_RECEIPT || (l->told.state == CLIENT_PAPERS && l->is_done))
        linear_say(l, _("What follows is for the next candidate."));
    if (l->told.state != CLIENT_LOGIN) {
        linear_say_gap(l);
        say_seat(l);
        if (seat_trouble_has_lack(c))
            linear_say(l, _("For the invigilator; candidates go on: i says what this seat lacks."));
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
    if (l->told.state != CLIENT_LOCKED) {
        say_seat(l);
        l->told.seat_trouble[0] = '\0'; /* whoever comes next is told */
        linear_say_seat_trouble(l);
        say_unfit(l);
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
    linear_say_shared(l, who);
    linear_say_shared(l, state);
    if (arrival_text(c, text))
        linear_say_shared(l, text);
    if (invigilator_box_memory_text(c, text))
        linear_say_shared(l, text);
    if (seat_trouble_text(c, text, sizeof text))
        linear_say_shared(l, text);
    say_unfit(l);
    for (size_t i = 0; i < stick_copy_offers(c); i++) {
        invigilator_box_stick_text(c, i, text);
        linear_say_shared(l, text);
    }
}

static void say_leaving(struct linear *l)
{
    char text[LEAVING_TEXT];
    for (size_t i = 0; !leaving_is_busy(l->client) && leaving_line(l->client, i, text); i++)
        linear_say_shared(l, text);
}

static void say_invigilator(struct linear *l)
{
    char chosen[INVIGILATOR_TEXT];
    say_leaving(l);
    if (!leaving_is_on(l->client) && l->client->invigilator.step == INVIGILATOR_VOUCHER &&
        l->told.state != CLIENT_INVIGILATOR)
        say_box(l);
    invigilator_box_chosen(l->client, chosen);
    linear_say_shared(l, chosen);
    invigilator_box_question(l->client, chosen);
    linear_say_shared(l, chosen);
    say_choices(l);
    l->told.step = l->client->invigilator.step;
    l->told.leaving = l->client->flow.leaving.step;
}

void linear_say_state(struct linear *l)
{
    const struct client *c = l->client;
    switch (c->state) {
    case CLIENT_LOCKED: say_locked(l); break;
    case CLIENT_LOGIN: say_login(l); break;
    case CLIENT_OPENING: linear_say(l, _("Opening your paper")); break;
    case CLIENT_PAPERS: say_papers(l); break;
    case CLIENT_CONFIRM: say_person(l); break;
    case CLIENT_RULES: linear_say_rules(l); break;
    case CLIENT_ANSWERING: linear_say_question(l); break;
    case CLIENT_OVERVIEW: linear_say_overview(l); break;
    case CLIENT_HANDIN: linear_say_handin(l); break;
    case CLIENT_CLOSING:
        linear_say(l, _("Your answers are being written to the disk. Please wait."));
        break;
    case CLIENT_RECEIPT: linear_say_receipt(l); break;
    case CLIENT_INVIGILATOR: say_invigilator(l); break;
    default: break;
    }
    if (c->state == CLIENT_RULES)
        l->told.minutes = 0;
    l->told.state = c->state;
    l->is_done = c->state == CLIENT_PAPERS && c->papers.to_sit == 0;
    l->told.question = c->reading.question;
    l->fresh = false;
}
