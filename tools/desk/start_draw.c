#include "tools/desk/start_parts.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/frame.h"
#include "tools/desk/parts.h"
#include "tools/work/ring.h"

#include <stdio.h>
#include <string.h>

enum { MARK = 2, ABOUT = 13, WHEN = 11, /* cells */ PARTS_A_ROW = 2 };

static const struct {
    const char *letter, *label;
} SHOWN[] = {
#define SHOW_PART(id, key, text, help, open) {key, text},
    PARTS(SHOW_PART)
#undef SHOW_PART
};
enum {
    SHOWN_COUNT = sizeof SHOWN / sizeof SHOWN[0],
    SHOWN_ROWS = (SHOWN_COUNT + PARTS_A_ROW - 1) / PARTS_A_ROW
};

static const struct {
    const char *sign;
    enum canvas_role role;
} MARKS[] = {{"x", CANVAS_DANGER}, {"!", CANVAS_WARNING}, {"·", CANVAS_DIM}};

/* ---- the rows ---- */

/* The same thing waits as long as it is about the same and of the same kind. */
static uint64_t thing_of(void *context, size_t i)
{
    const struct waiting_row *x = &((const struct start *)context)->waiting.row[i];
    const char *name = x->kind == WAITING_STICK ? x->command : x->about;
    return text_hash(name, strlen(name), TEXT_HASH + (uint64_t)x->kind);
}

/* What a row's text has of its cells: the day stands behind it, where there is one. */
static int text_cells(const char *day, int cells)
{
    return cells - MARK - ABOUT - (day[0] ? WHEN : 0);
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct start *s = context;
    const struct waiting_row *x = &s->waiting.row[i];
    char day[32], clean[2 * WAITING_TEXT];
    start_tell_day(s, x, day, sizeof day);
    canvas_text(v, row, col, 1, MARKS[x->mark].role,
                x->mark == WAITING_TOLD ? canvas_glyph(v, CANVAS_GLYPH_EMPTY)
                                        : MARKS[x->mark].sign);
    canvas_text_cut(v, row, col + MARK, ABOUT - 1, role, x->about[0] ? x->about : _("office"));
    canvas_text_cut(v, row, col + MARK + ABOUT, text_cells(day, cells), role,
                    text_clean(x->text, clean, sizeof clean));
    canvas_text_right(v, row, col + cells, CANVAS_DIM, day);
}

struct tui_rows start_rows(struct start *s)
{
    return (struct tui_rows){
        .context = s, .count = s->waiting.rows, .thing = thing_of, .draw = draw_row};
}

/* ---- the rest ---- */

static void draw_parts(struct canvas *v, int row)
{
    int width = (v->cols - 4) / PARTS_A_ROW;
    canvas_text(v, row, 1, v->cols - 2, CANVAS_TITLE, _("Go to"));
    for (int i = 0; i < SHOWN_COUNT; i++) {
        int at = row + 1 + i / PARTS_A_ROW, col = 3 + i % PARTS_A_ROW * width;
        struct keypress key = {.kind = KEYPRESS_CHAR, .cp = (unsigned char)SHOWN[i].letter[0]};
        canvas_text(v, at, col, 2, CANVAS_KEY, SHOWN[i].letter);
        int used = canvas_text_cut(v, at, col + 2, width - 3, CANVAS_PLAIN, _(SHOWN[i].label));
        canvas_zone(v, at, col, used + 2, key);
    }
}

/* Which of the office's keys are open, and until when. */
static void draw_keys(const struct start *s, struct canvas *v, int row)
{
    const struct desk *d = s->screen.desk;
    uint64_t idle_ms = clock_boot_ms(&d->setup.clock) - d->key_ms;
    uint64_t all_ms = (uint64_t)d->lock.of.lock_minutes * 60000;
    char said[128];
    if (!d->setup.work->ring->key[KEYS_OFFICE] || idle_ms >= all_ms)
        return;
    snprintf(said, sizeof said, _("office key open, %u' left"),
             (unsigned)((all_ms - idle_ms + 59999) / 60000));
    canvas_text_right(v, row, v->cols - 1, CANVAS_DIM, said);
}

/* What Enter does there, and what is done by whoever has a list already. */
static const char *way_of(const struct waiting_row *x)
{
    return x->kind == WAITING_NO_SESSION
               ? _("Enter makes an empty list to be filled in. Where there is a list already: D.")
               : "";
}

/* The row under the cursor in full, where its place was too narrow. */
static void draw_whole(const struct start *s, struct canvas *v, int row)
{
    char day[32], clean[2 * WAITING_TEXT];
    const struct waiting_row *x = &s->waiting.row[s->table.at];
    start_tell_day(s, x, day, sizeof day);
    text_clean(x->text, clean, sizeof clean);
    if (way_of(x)[0])
        canvas_text_cut(v, row + 1, 1, v->cols - 2, CANVAS_DIM, way_of(x));
    else if (text_width(clean) > text_cells(day, v->cols - 5))
        canvas_text_cut(v, row + 1, 1, v->cols - 2, CANVAS_DIM, clean);
}

static void draw_said(const struct start *s, struct canvas *v, int row)
{
    if (s->trouble.code != ERR_OK)
        tui_message(v, row + 1, v->cols - 6, CANVAS_DANGER, s->trouble.text);
    else if (start_is_silent(s))
        tui_message(v, row + 1, v->cols - 6, CANVAS_DANGER,
                    _("The office's folder does not answer; what was seen last stands here."));
    else if (!s->is_seen)
        tui_message(v, row + 1, v->cols - 6, CANVAS_DIM, _("Looking at the office."));
    else if (s->waiting.rows == 0)
        tui_message(v, row + 1, v->cols - 6, CANVAS_SAVED, _("Nothing waits."));
    else
        draw_whole(s, v, row);
}

/* Before it was looked at nobody knows how much waits. */
static void tell_count(const struct start *s, char *out, size_t room)
{
    bool is_known = s->is_seen && (s->waiting.rows || s->trouble.code == ERR_OK);
    if (is_known)
        snprintf(out, room, _("Waiting: %zu"), s->waiting.rows);
    else
        snprintf(out, room, "%s", _("Waiting: not known"));
}

void start_draw(struct screen *screen, struct canvas *v, int row, int end)
{
    struct start *s = (struct start *)screen;
    struct tui_rows rows = start_rows(s);
    char said[64];
    int parts = end - SHOWN_ROWS - 1, below = parts - 2;
    tell_count(s, said, sizeof said);
    canvas_text(v, row, 1, v->cols - 2, CANVAS_TITLE, said);
    draw_keys(s, v, row);
    tui_table_draw(v, &s->table, &rows, row + 1, 0, below - row - 1, v->cols - 1, true);
    draw_said(s, v, below);
    draw_parts(v, parts);
}

void start_tell(struct screen *screen, struct buf *out)
{
    struct start *s = (struct start *)screen;
    char said[64];
    tell_count(s, said, sizeof said);
    buf_printf(out, "%s\n", said);
    for (size_t i = 0; i < s->waiting.rows; i++) {
        const struct waiting_row *x = &s->waiting.row[i];
        char day[32];
        start_tell_day(s, x, day, sizeof day);
        buf_printf(out, "%zu. %s %s: %s%s%s\n", i + 1, MARKS[x->mark].sign,
                   x->about[0] ? x->about : _("office"), x->text, day[0] ? " · " : "", day);
        if (way_of(x)[0])
            buf_printf(out, "%s\n", way_of(x));
    }
    if (s->trouble.code != ERR_OK)
        buf_printf(out, "x %s\n", s->trouble.text);
    else if (start_is_silent(s))
        buf_printf(out, "x %s\n",
                   _("The office's folder does not answer; what was seen last stands here."));
    for (int i = 0; i < SHOWN_COUNT; i++)
        buf_printf(out, "%s: %s\n", SHOWN[i].letter, _(SHOWN[i].label));
}
