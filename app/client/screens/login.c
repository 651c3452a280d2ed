/* Locked seat, log-in, choice among papers, confirmation of the person. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { OFFICE_ROWS = 4 /* above the bottom: what is for the office, clear of what the candidate is to read */ };

/* The wall clock, for the room: "07:29". */
static void draw_clock(const struct client *c, struct canvas *v)
{
    time_t now = (time_t)(clock_wall_ms(&c->setup.clock) / 1000);
    struct tm tm;
    char text[16] = "";
    if (localtime_r(&now, &tm))
        strftime(text, sizeof text, "%H:%M", &tm);
    canvas_text_right(v, 0, v->cols - 1, CANVAS_HEAD, text);
}

/* What the invigilator compares and looks for before anybody sits down. */
static void draw_for_office(const struct client *c, struct canvas *v, int row)
{
    char fingerprint[25], text[512];
    crypt_fingerprint(c->setup.session->info.office_pk, fingerprint);
    snprintf(text, sizeof text, _("For the invigilator: seat %s   office key %s"), c->setup.seat, fingerprint);
    canvas_text(v, row, 1, v->cols - 2, CANVAS_PLAIN, text);
    if (c->setup.is_tested && c->setup.unfit.code == ERR_OK) {
        canvas_text(v, row + 1, 1, v->cols - 2, CANVAS_SAVED, _("Self-test: this computer is ready"));
    } else if (c->setup.is_tested) {
        snprintf(text, sizeof text, _("! Self-test: %s"), c->setup.unfit.text);
        canvas_text(v, row + 1, 1, v->cols - 2, CANVAS_DANGER, text);
    }
    if (c->is_drop_late)
        canvas_text(v, row - 1, 1, v->cols - 2, CANVAS_DANGER, _("! The exchange folder does not answer. Everything is kept on this seat."));
}

static int idle_head(const struct client *c, struct canvas *v)
{
    const struct session_info *i = &c->setup.session->info;
    char text[512];
    snprintf(text, sizeof text, "%s%s%s", i->title[0] ? i->title : i->name, i->room[0] ? " · " : "", i->room);
    int row = screens_head(c, v, text);
    draw_clock(c, v);
    if (i->flags & SESSION_FLAG_TRAINING)
        canvas_text_right(v, row, v->cols - 1, CANVAS_WARNING, _("TRAINING"));
    draw_for_office(c, v, v->rows - OFFICE_ROWS);
    return row + 2;
}

void screens_locked(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_LANGUAGE_TEXT, ACTION_QUIT};
    int row = idle_head(c, v);
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("This seat is locked"));
    row = screens_paragraph(v, row + 2, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                            _("The invigilator types the session's passphrase. Blanks and capital letters do not matter."));
    char label[64];
    if (c->setup.session->info.need > 1)
        snprintf(label, sizeof label, _("Passphrase %d of %u"), c->passphrases + 1, c->setup.session->info.need);
    else
        snprintf(label, sizeof label, "%s", _("Passphrase"));
    screens_message(c, v, row + 3, 6, SCREENS_READING - 6);
    screens_field(v, row + 1, 4, label, &c->field[0], true);
    screens_foot(c, v, KEYS, c->setup.kiosk ? 2 : 3);
}

void screens_login(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_LANGUAGE_TEXT, ACTION_INVIGILATOR, ACTION_QUIT};
    int row = idle_head(c, v);
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("Log in to your exam"));
    row = screens_paragraph(v, row + 2, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                            _("Your number and your access code are on your slip. Type the number, press Enter, type the code, press Enter."));
    screens_field(v, row + 2, 4, _("Candidate number (SBD)"), &c->field[0], c->field_at == 0);
    screens_field(v, row + 4, 4, _("Access code"), &c->field[1], c->field_at == 1);
    screens_paragraph(v, row + 6, 6, SCREENS_READING - 6, CANVAS_PLAIN,
                      _("Capital or small letters, with or without a blank: all the same. ↑ ↓ go from line to line; Esc empties both."));
    screens_message(c, v, row + 9, 6, SCREENS_READING - 6);
    screens_foot(c, v, KEYS, c->setup.kiosk ? 3 : 4);
}

/* A paper to choose, and how far it was sat; returns the row behind it. */
static int draw_paper_to_sit(const struct client *c, struct canvas *v, int row, int i)
{
    const struct client_paper *own = &c->own[i];
    const struct session_paper *p = &c->roster.paper[own->paper];
    char text[512];
    snprintf(text, sizeof text, _("%d. %s, grade %s"), i + 1, client_field_title(c, p), p->grade);
    canvas_text(v, row, 4, 2, CANVAS_PLAIN, i == c->own_at ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_text(v, row, 6, v->cols - 8, i == c->own_at ? CANVAS_FOCUS : CANVAS_PLAIN, text);
    if (i < 9)
        canvas_zone(v, row, 4, v->cols - 8, (struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)('1' + i)});
    if (i == c->own_at)
        canvas_cursor(v, row, 6);
    if (own->is_begun) {
        snprintf(text, sizeof text, _("begun: %u of %u answered; its time runs on"), own->answered, own->questions);
        canvas_text(v, ++row, 9, v->cols - 11, CANVAS_WARNING, text);
    }
    return row + 2;
}

static int draw_paper_done(const struct client *c, struct canvas *v, int row, const struct client_paper *own)
{
    const struct session_paper *p = &c->roster.paper[own->paper];
    char text[512], grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    snprintf(text, sizeof text, _("%s, grade %s"), client_field_title(c, p), p->grade);
    canvas_text(v, row, 6, v->cols - 8, CANVAS_PLAIN, text);
    code_group(own->receipt, 4, grouped, sizeof grouped);
    snprintf(text, sizeof text, "%s: %s", _("Receipt code"), grouped);
    canvas_text(v, row + 1, 9, v->cols - 11, CANVAS_CHOSEN, text);
    return row + 3;
}

void screens_papers(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE};
    int row = screens_head(c, v, c->roster.candidate[c->candidate].name) + 2;
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE,
                c->own_papers ? _("You have several papers. Which one now?") : _("You have handed in at this seat. Nothing is left to do here."));
    row += 2;
    for (int i = 0; i < c->own_papers; i++)
        row = draw_paper_to_sit(c, v, row, i);
    if (c->own_papers)
        canvas_text(v, row++, 4, v->cols - 8, CANVAS_PLAIN, _("Choose with the arrows, then Enter. The others stay open for later."));
    if (c->own_papers && c->own_done)
        canvas_text(v, ++row, 4, v->cols - 8, CANVAS_PLAIN, _("Handed in already:"));
    row += c->own_papers ? 1 : 0;
    for (int i = 0; i < c->own_done; i++)
        row = draw_paper_done(c, v, row, &c->own[c->own_papers + i]);
    if (!c->own_papers) {
        canvas_text(v, row, 4, v->cols - 8, CANVAS_PLAIN, _("Tell the invigilator, then press Enter and leave the seat."));
        canvas_cursor(v, row, 4);
    }
    screens_foot(c, v, KEYS, 3);
}

static int line(struct canvas *v, int row, const char *label, const char *text)
{
    if (!text[0])
        return row;
    canvas_text(v, row, 6, 24, CANVAS_PLAIN, label);
    return screens_paragraph(v, row, 30, v->cols - 32 < 60 ? v->cols - 32 : 60, CANVAS_TITLE, text) + 1;
}

void screens_confirm(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE, ACTION_INVIGILATOR};
    const struct exam *x = c->exam;
    char text[256];
    int row = screens_head(c, v, _("Is this you?")) + 1;
    row = line(v, row, _("Name"), x->candidate->name);
    row = line(v, row, _("Candidate number"), x->candidate->sbd);
    row = line(v, row, _("Date of birth"), x->candidate->birth);
    row = line(v, row, _("Unit"), x->candidate->unit);
    row = line(v, row, _("Field"), client_field_title(c, x->about));
    row = line(v, row, _("Grade"), x->about->grade);
    client_size_text(c, text, sizeof text);
    row = line(v, row, _("Paper"), text);
    client_begun_text(c, text, sizeof text);
    if (text[0])
        row = screens_paragraph(v, row, 4, v->cols - 8 < SCREENS_READING ? v->cols - 8 : SCREENS_READING, CANVAS_WARNING, text) + 1;
    else if (c->own_done)
        row = screens_paragraph(v, row, 4, v->cols - 8, CANVAS_PLAIN, _("You have handed in a paper already; this is another one.")) + 1;
    screens_paragraph(v, row, 4, v->cols - 8 < SCREENS_READING ? v->cols - 8 : SCREENS_READING, CANVAS_PLAIN,
                      _("Press Enter if all is right. If this is not you, press Esc and tell the invigilator."));
    canvas_cursor(v, row, 4);
    screens_foot(c, v, KEYS, 4);
}
