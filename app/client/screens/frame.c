/* What all screens share, and the choice of the screen. */
#include "app/client/screens/screens.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>

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
        canvas_text(v, 0, 0, v->cols, CANVAS_WARNING, _("Please make the window at least 80×24. Nothing is lost."));
        return;
    }
    DRAW[c->state](c, v);
}

const char *screens_field_title(const struct client *c, const struct session_paper *p)
{
    return c->lang == CLIENT_EN && p->title_en[0] ? p->title_en : p->title_vi;
}

static bool has_running_time(const struct client *c)
{
    return c->exam && exam_is_started(c->exam) && !exam_is_ended(c->exam);
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

/* Above the foot; a long one takes the line above too. */
static void draw_message(struct canvas *v, enum canvas_role role, const char *text)
{
    struct text_line line[2];
    size_t n = text[0] ? text_wrap(text, v->cols - 4, line, 2) : 0;
    n = n > 2 ? 2 : n;
    for (size_t i = 0; i < n; i++)
        canvas_textn(v, v->rows - 2 - (int)(n - i), 2, v->cols - 4, role, line[i].start, line[i].len);
}

/* What a key does here, where it is more than its general name. */
static const char *foot_label(const struct client *c, const struct action *a)
{
    if (a->id == ACTION_LANGUAGE)
        return c->lang == CLIENT_VI ? "English" : _(a->label);
    if (a->id != ACTION_ACCEPT)
        return _(a->label);
    switch (c->state) {
    case CLIENT_LOCKED: return _("unlock");
    case CLIENT_HANDIN: return _("hand in");
    case CLIENT_OVERVIEW: return _("to the question");
    case CLIENT_RECEIPT: return _("finish");
    default: return _(a->label);
    }
}

void screens_foot(const struct client *c, struct canvas *v, const enum action_id *actions, size_t n)
{
    static const enum canvas_role TONES[] = {CANVAS_PLAIN, CANVAS_WARNING, CANVAS_DANGER};
    int col = 1;
    draw_message(v, TONES[c->tone], c->message);
    canvas_rule(v, v->rows - 2, 0, v->cols);
    for (size_t i = 0; i < n; i++) {
        const struct action *a = action_get(actions[i]);
        const char *label = foot_label(c, a);
        int width = text_width(a->keys) + 1 + text_width(label);
        struct keypress key;
        if (col + width > v->cols)
            break;
        if (action_key(a->id, &key))
            canvas_zone(v, v->rows - 1, col, width, key);
        col += canvas_text(v, v->rows - 1, col, v->cols - col, CANVAS_KEY, a->keys) + 1;
        col += canvas_text(v, v->rows - 1, col, v->cols - col, CANVAS_PLAIN, label) + 2;
    }
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

/* One number of the grid: "12 B!" in six cells, the current one in brackets. */
static void draw_number(const struct client *c, struct canvas *v, int row, int col, unsigned q, bool focus)
{
    const struct exam *x = c->exam;
    int choice = exam_choice(x, q);
    bool current = q == c->question;
    char text[24];
    snprintf(text, sizeof text, "%s%2u %s%s%s", current ? "[" : " ", q + 1, choice < 0 ? canvas_glyph(v, CANVAS_GLYPH_EMPTY) : "",
             choice < 0 ? "" : (const char[]){(char)('A' + choice), '\0'}, x->journal.marked[q] ? "!" : current ? "" : " ");
    enum canvas_role role = current ? CANVAS_CURRENT : x->journal.marked[q] ? CANVAS_MARKED : choice >= 0 ? CANVAS_ANSWERED : CANVAS_PLAIN;
    int used = canvas_text(v, row, col, 7, role, text);
    canvas_zone(v, row, col, 7, (struct keypress){.kind = KEYPRESS_GOTO, .cp = q});
    if (current)
        canvas_text(v, row, col + used, 1, role, "]");
    if (current && focus)
        canvas_cursor(v, row, col + 1);
}

int screens_grid(const struct client *c, struct canvas *v, int row, int col, int per_row, bool focus)
{
    const struct exam *x = c->exam;
    unsigned q = 0;
    for (unsigned part = 0; part < x->ticket->parts; part++) {
        const struct profile_part *p = &x->variant->part[part];
        unsigned n = x->ticket->part_questions[part], answered = 0;
        for (unsigned i = 0; i < n; i++)
            answered += exam_choice(x, q + i) >= 0;
        char text[256];
        snprintf(text, sizeof text, _("Part %u  %u/%u answered"), part + 1, answered, n);
        canvas_text(v, row, col, per_row * 7, CANVAS_TITLE, text);
        if (per_row >= 10)
            canvas_text_right(v, row, col + per_row * 7 + 4, CANVAS_PLAIN, c->lang == CLIENT_EN ? p->title_en : p->title_vi);
        row++;
        for (unsigned i = 0; i < n; i++, q++)
            draw_number(c, v, row + (int)i / per_row, col + (int)i % per_row * 7, q, focus);
        row += ((int)n + per_row - 1) / per_row + 1;
    }
    return row;
}
