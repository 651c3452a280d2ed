/* What all screens share, and the choice of the screen. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool has_running_time(const struct client *c)
{
    return c->exam && exam_is_started(c->exam) && !exam_is_ended(c->exam);
}

static void draw_too_small(const struct client *c, struct canvas *v)
{
    int row = screens_paragraph(v, 0, 0, v->cols, CANVAS_WARNING, _("Please make the window at least 80×24. Nothing is lost."));
    row = screens_paragraph(v, row, 0, v->cols, CANVAS_PLAIN, _("Keys do nothing until then."));
    if (has_running_time(c)) {
        char time[32], left[64];
        client_time_text(c, time, sizeof time);
        snprintf(left, sizeof left, _("Time left %s"), time);
        canvas_text(v, row, 0, v->cols, CANVAS_PLAIN, left);
    }
}

void screens_draw(const struct client *c, struct canvas *v)
{
    static void (*const DRAW[CLIENT_STATES])(const struct client *, struct canvas *) = {
        [CLIENT_LOCKED] = screens_locked,     [CLIENT_LOGIN] = screens_login,     [CLIENT_PAPERS] = screens_papers,
        [CLIENT_CONFIRM] = screens_confirm,   [CLIENT_RULES] = screens_rules,     [CLIENT_TRYOUT] = screens_tryout,
        [CLIENT_ANSWERING] = screens_question, [CLIENT_OVERVIEW] = screens_overview, [CLIENT_HANDIN] = screens_handin,
        [CLIENT_CLOSING] = screens_closing,   [CLIENT_RECEIPT] = screens_receipt, [CLIENT_HELP] = screens_help,
        [CLIENT_INVIGILATOR] = screens_invigilator};
    canvas_clear(v);
    if (v->rows < SCREENS_ROWS_MIN || v->cols < SCREENS_COLS_MIN) {
        draw_too_small(c, v);
        return;
    }
    DRAW[c->state](c, v);
}

int screens_head(const struct client *c, struct canvas *v, const char *title)
{
    int right = v->cols - 1;
    if (has_running_time(c)) {
        char time[32], text[64];
        client_time_text(c, time, sizeof time);
        snprintf(text, sizeof text, _("Time left %s"), time);
        uint64_t left = exam_left_ms(c->exam);
        canvas_text_right(v, 0, right, left <= 60000 ? CANVAS_DANGER : left <= 600000 ? CANVAS_WARNING : CANVAS_HEAD, text);
        right -= text_width(text) + 2;
    }
    canvas_text(v, 0, 1, right - 1, CANVAS_HEAD, title);
    canvas_rule(v, 1, 0, v->cols);
    return 2;
}

void screens_about(const struct client *c, struct canvas *v, int row)
{
    char text[512];
    snprintf(text, sizeof text, _("%s · Grade %s"), client_field_title(c, c->exam->about), c->exam->about->grade);
    canvas_text(v, row, 1, v->cols - 2, CANVAS_PLAIN, text);
}

void screens_message(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    static const enum canvas_role TONES[] = {CANVAS_PLAIN, CANVAS_WARNING, CANVAS_DANGER};
    screens_paragraph(v, row, col, cells, TONES[c->tone], c->message);
}

void screens_jump(const struct client *c, struct canvas *v, int row, int col, int cells)
{
    char text[160];
    unsigned long wanted = strtoul(c->jump, NULL, 10);
    unsigned last = c->exam->journal.questions;
    if (!c->jump[0])
        return;
    if (wanted >= 1 && wanted <= last)
        snprintf(text, sizeof text, _("Enter: go to question %s   Esc: stay"), c->jump);
    else
        snprintf(text, sizeof text, _("No question %lu: they are 1 to %u."), wanted, last);
    canvas_text(v, row, col, cells, CANVAS_WARNING, text);
}

int screens_paragraph(struct canvas *v, int row, int col, int cells, enum canvas_role role, const char *text)
{
    struct text_line line[64];
    size_t n = text_wrap(text, cells, line, 64);
    for (size_t i = 0; i < n && i < 64; i++)
        canvas_textn(v, row++, col, cells, role, line[i].start, line[i].len);
    return row;
}

void screens_field(struct canvas *v, int row, int col, const char *label, const struct client_field *f, bool focus)
{
    enum { LABEL = 26, WIDTH = 34 };
    char shown[128];
    const char *text = f->text;
    if (f->is_secret) {
        size_t n = 0;
        for (const char *p = f->text; *p && n + 1 < sizeof shown; p++)
            if (((unsigned char)*p & 0xC0) != 0x80)
                shown[n++] = '*';
        shown[n] = '\0';
        text = shown;
    }
    canvas_text(v, row, col, 2, CANVAS_FOCUS, focus ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
    canvas_fill(v, row, col, 2, CANVAS_PLAIN);
    canvas_text(v, row, col + 2, LABEL, CANVAS_PLAIN, label);
    canvas_text(v, row, col + 2 + LABEL, WIDTH, CANVAS_FIELD, "__________________________________");
    int used = canvas_text(v, row, col + 2 + LABEL, WIDTH, CANVAS_FIELD, text);
    if (focus)
        canvas_cursor(v, row, col + 2 + LABEL + used);
}
