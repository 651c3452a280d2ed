/* Locked seat, log-in, choice among papers, confirmation of the person. */
#include "app/client/screens/screens.h"

#include "app/client/arrival.h"
#include "app/client/bank_title.h"
#include "app/client/seat_trouble.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    OFFICE_ROWS =
        4, /* above the bottom: what is for the office, clear of what the candidate is to read */
    ROWS_FOR_AIR = 30,
    LABEL_COL = 4 /* of the person's fields */
};

/* The wall clock, for the room: "07:29". */
static void clock_text(const struct client *c, char out[16])
{
    time_t now = (time_t)(clock_wall_ms(&c->setup.clock) / 1000);
    struct tm tm;
    out[0] = '\0';
    if (localtime_r(&now, &tm))
        strftime(out, 16, "%H:%M", &tm);
}

/* The beginning of what stands on the room's sheet. */
static void draw_image(const struct client *c, struct canvas *v, int row)
{
    char text[64];
    if (!c->setup.program.image)
        return;
    snprintf(text, sizeof text, _("image %.*s"), IMAGE_DIGITS, c->setup.program.image);
    canvas_text(v, row, 1, v->cols - 2, CANVAS_PLAIN, text);
}

/* What is wrong with the seat, in one sentence; above it stands what the candidate is to read. */
static void draw_trouble(const struct client *c, struct canvas *v, int row)
{
    char text[512];
    bool has_trouble = seat_trouble_text(c, text, sizeof text);
    if (!has_trouble && seat_trouble_not_held(c))
        snprintf(text, sizeof text, "! %s", seat_trouble_not_held(c));
    if (!text[0])
        draw_image(c, v, row - 1);
    int lines = text_width(text) > v->cols - 2 ? 2 : 1;
    tui_paragraph(v, row - lines, 1, v->cols - 2, has_trouble ? CANVAS_DANGER : CANVAS_WARNING,
                  text);
}

/* What the invigilator compares and looks for before anybody sits down. */
static void draw_for_office(const struct client *c, struct canvas *v, int row)
{
    char fingerprint[25], text[512];
    crypt_fingerprint(c->setup.session->info.office_pk, fingerprint);
    snprintf(text, sizeof text, _("For the invigilator: seat %s   office key %s"), c->setup.seat,
             fingerprint);
    canvas_text_cut(v, row, 1, v->cols - 2, CANVAS_PLAIN, text);
    if (c->setup.test.is_done && c->setup.test.unfit.code == ERR_OK) {
        canvas_text(v, row + 1, 1, v->cols - 2, CANVAS_SAVED,
                    _("Self-test: this computer is ready"));
        if (c->exchange.folders == 0)
            canvas_text_right(v, row + 1, v->cols - 1, CANVAS_PLAIN,
                              _("This seat does not see other seats"));
    } else if (c->setup.test.is_done) {
        snprintf(text, sizeof text, _("! Self-test: %s"), c->setup.test.unfit.text);
        canvas_text_cut(v, row + 1, 1, v->cols - 2, CANVAS_DANGER, text);
    }
    draw_trouble(c, v, row);
}

/* To the candidate which seat this is; where something is wrong with it, staff find out what in
 * their own box. */
static void draw_for_candidate(const struct client *c, struct canvas *v, int row)
{
    char text[512];
    snprintf(text, sizeof text, _("Seat %s"), c->setup.seat);
    canvas_text_cut(v, row + 1, 1, v->cols - 2, CANVAS_PLAIN, text);
    if (seat_trouble_has_lack(c))
        canvas_text(
            v, row, 1, v->cols - 2, CANVAS_WARNING,
            _("! For the invigilator (candidates go on): Ctrl-O says what this seat lacks."));
}

static int idle_head(const struct client *c, struct canvas *v, const char *about)
{
    const struct session_info *i = &c->setup.session->info;
    char room[256], time[16];
    snprintf(room, sizeof room, "%s%s", i->room[0] ? " · " : "", i->room);
    clock_text(c, time);
    int row = tui_head(v, i->title[0] ? i->title : i->name, room, CANVAS_HEAD, time);
    const char *right = i->flags & SESSION_FLAG_TRAINING ? _("TRAINING") : "";
    int cells = right[0] ? text_width(right) + 2 : 0;
    canvas_text_right(v, row, v->cols - 1, CANVAS_WARNING, right);
    return tui_paragraph(v, row, 1, v->cols - 2 - cells, CANVAS_PLAIN, about) + 1;
}

void screens_locked(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_LANGUAGE_TEXT, ACTION_QUIT};
    char of[256];
    int row = idle_head(c, v, bank_title_text(c));
    draw_for_office(c, v, v->rows - OFFICE_ROWS);
    snprintf(of, sizeof of, _(": seat %s, session %s"), c->setup.seat, c->setup.session->info.name);
    canvas_text_pair(v, row, 4, v->cols - 8, CANVAS_TITLE, _("This seat is locked"), of);
    row = tui_paragraph(v, row + 2, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                        _("The invigilator types the session's passphrase. Blanks and capital "
                          "letters do not matter."));
    char label[64];
    if (c->setup.session->info.need > 1)
        snprintf(label, sizeof label, _("Passphrase %d of %u"), c->login.passphrases + 1,
                 c->setup.session->info.need);
    else
        snprintf(label, sizeof label, "%s", _("Passphrase"));
    screens_message(c, v, row + 3, 6, SCREENS_READING - 6);
    tui_field_draw(v, row + 1, 4, label, &c->input.field[0], true);
    screens_foot(c, v, KEYS, c->setup.kiosk.is_on ? 2 : 3);
}

void screens_login(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_LANGUAGE_TEXT, ACTION_INVIGILATOR,
                                          ACTION_QUIT};
    bool is_training = c->setup.session->info.flags & SESSION_FLAG_TRAINING;
    int row = idle_head(c, v, is_training ? _("For practice: the result has no effect.") : "");
    draw_for_candidate(c, v, v->rows - OFFICE_ROWS);
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE, _("Log in to your exam"));
    row = tui_paragraph(v, row + 2, 4, SCREENS_READING - 4, CANVAS_PLAIN,
                        _("Your number and your access code are on your slip. Type the number, "
                          "press Enter, type the code, press Enter."));
    tui_field_draw(v, row + 2, 4, _("Candidate number (SBD)"), &c->input.field[0],
                   c->input.at == 0);
    tui_field_draw(v, row + 4, 4, _("Access code"), &c->input.field[1], c->input.at == 1);
    tui_paragraph(v, row + 6, 6, SCREENS_READING - 6, CANVAS_PLAIN,
                  _("Capital or small letters, with or without a blank: all the same. ↑ ↓ go from "
                    "line to line; Esc empties both."));
    screens_message(c, v, row + 9, 6, SCREENS_READING - 6);
    screens_foot(c, v, KEYS, c->setup.kiosk.is_on ? 3 : 4);
}

/* A paper to choose, and how far it was sat; returns the row behind it. */
static int draw_paper_to_sit(const struct client *c, struct canvas *v, int row, int i)
{
    const struct papers_own *own = &c->papers.own[i];
    const struct session_paper *p = &c->unlocked.roster.paper[own->paper];
    char text[512], grade[64];
    snprintf(text, sizeof text, "%d. %s", i + 1, papers_field_title(c, p));
    screens_grade_text(p, grade, sizeof grade);
    tui_list_row(v, row, 4, v->cols - 6, i, c->papers.at, text, grade);
    if (own->is_begun) {
        snprintf(text, sizeof text, _("begun: %u of %u answered; its time runs on"), own->answered,
                 own->questions);
        canvas_text(v, ++row, 9, v->cols - 11, CANVAS_WARNING, text);
    }
    return row + 2;
}

static int draw_paper_done(const struct client *c, struct canvas *v, int row,
                           const struct papers_own *own)
{
    const struct session_paper *p = &c->unlocked.roster.paper[own->paper];
    char text[512], grade[64], grouped[CODE_RECEIPT + CODE_RECEIPT / 4 + 1];
    screens_grade_text(p, grade, sizeof grade);
    canvas_text_pair(v, row, 6, v->cols - 8, CANVAS_PLAIN, papers_field_title(c, p), grade);
    code_group(own->receipt, 4, grouped, sizeof grouped);
    snprintf(text, sizeof text, "%s: %s", _("Receipt code"), grouped);
    canvas_text(v, row + 1, 9, v->cols - 11, CANVAS_CHOSEN, text);
    return row + 3;
}

void screens_papers(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE};
    int row = screens_head(c, v, c->unlocked.roster.candidate[c->papers.candidate].name) + 2;
    canvas_text(v, row, 4, v->cols - 8, CANVAS_TITLE,
                c->papers.to_sit
                    ? _("You have several papers. Which one now?")
                    : _("You have handed in at this seat. Nothing is left to do here."));
    row += 2;
    for (int i = 0; i < c->papers.to_sit; i++)
        row = draw_paper_to_sit(c, v, row, i);
    if (c->papers.to_sit)
        canvas_text(v, row++, 4, v->cols - 8, CANVAS_PLAIN,
                    _("Choose with the arrows, then Enter. The others stay open for later."));
    if (c->papers.to_sit && c->papers.done)
        canvas_text(v, ++row, 4, v->cols - 8, CANVAS_PLAIN, _("Handed in already:"));
    row += c->papers.to_sit ? 1 : 0;
    for (int i = 0; i < c->papers.done; i++)
        row = draw_paper_done(c, v, row, &c->papers.own[c->papers.to_sit + i]);
    if (!c->papers.to_sit) {
        canvas_text(v, row, 4, v->cols - 8, CANVAS_PLAIN,
                    _("Tell the invigilator, then press Enter and leave the seat."));
        canvas_cursor(v, row, 4);
    }
    screens_foot(c, v, KEYS, 3);
}

/* A field of the person; returns the row behind it and `gap` blanks. */
static int line(struct canvas *v, int row, int gap, const char *label, const char *text)
{
    if (!text[0])
        return row;
    canvas_text(v, row, LABEL_COL, 24, CANVAS_PLAIN, label);
    return tui_paragraph(v, row, 28, v->cols - 32, CANVAS_TITLE, text) + gap;
}

/* How far the paper was sat, and how much of that is here; returns the row behind it and a
 * blank. */
static int draw_begun(const struct client *c, struct canvas *v, int row)
{
    char begun[ARRIVAL_TEXT], came[ARRIVAL_TEXT];
    int cells = v->cols - LABEL_COL - 4, from = row;
    arrival_begun_text(c, begun);
    if (begun[0])
        row = tui_paragraph(v, row, LABEL_COL, cells, CANVAS_WARNING, begun);
    if (arrival_text(c, came))
        row = tui_paragraph(v, row, LABEL_COL, cells, CANVAS_WARNING, came);
    if (row == from && c->papers.done)
        row = tui_paragraph(v, row, LABEL_COL, cells, CANVAS_PLAIN,
                            _("You have handed in a paper already; this is another one."));
    return row == from ? row : row + 1;
}

void screens_confirm(const struct client *c, struct canvas *v)
{
    static const enum action_id KEYS[] = {ACTION_ACCEPT, ACTION_BACK, ACTION_LANGUAGE,
                                          ACTION_INVIGILATOR};
    const struct exam *x = c->exam;
    char text[ARRIVAL_TEXT], came[ARRIVAL_TEXT];
    arrival_begun_text(c, text);
    bool is_more = arrival_text(c, came) || text[0] ||
                   c->papers.done; /* is said: long names want its blanks then */
    int gap = is_more && v->rows < ROWS_FOR_AIR ? 0 : 1;
    int row = screens_head(c, v, _("Is this you?")) + 1;
    row = line(v, row, gap, _("Name"), x->candidate->name);
    row = line(v, row, gap, _("Candidate number"), x->candidate->sbd);
    row = line(v, row, gap, _("Date of birth"), x->candidate->birth);
    row = line(v, row, gap, _("Unit"), x->candidate->unit);
    row = line(v, row, gap, _("Field"), papers_field_title(c, x->about));
    row = line(v, row, gap, _("Grade"), x->about->grade);
    time_left_size_text(c, text, sizeof text);
    row = line(v, row, gap, _("Paper"), text) + 1 - gap;
    row = draw_begun(c, v, row);
    bool is_waiting = c->message.text[0] && c->message.tone == MESSAGE_WARNING;
    tui_paragraph(v, row, LABEL_COL, v->cols - LABEL_COL - 4, CANVAS_PLAIN,
                  is_waiting
                      ? _("If this is not you, press Esc and tell the invigilator.")
                      : _("Press Enter if all is right. If this is not you, press Esc and tell the "
                          "invigilator."));
    canvas_cursor(v, row, LABEL_COL);
    screens_foot(c, v, is_waiting ? KEYS + 1 : KEYS, is_waiting ? 3 : 4); /* Enter did its part */
}
