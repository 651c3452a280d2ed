#include "app/tui/input.h"

#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_start(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static size_t before(const struct tui_input *f, size_t at)
{
    if (at == 0)
        return 0;
    do
        at--;
    while (at && !is_start(f->text[at]));
    return at;
}

static size_t behind(const struct tui_input *f, size_t at)
{
    if (f->text[at])
        at++;
    while (f->text[at] && !is_start(f->text[at]))
        at++;
    return at;
}

/* ---- steps ---- */

static void free_step(struct tui_input_step *s)
{
    if (s->was)
        explicit_bzero(s->was, s->removed);
    free(s->was);
    *s = (struct tui_input_step){0};
}

void tui_input_free(struct tui_input *f)
{
    while (f->steps)
        free_step(&f->step[--f->steps]);
}

void tui_input_init(struct tui_input *f, char *text, size_t room)
{
    *f = (struct tui_input){.text = text, .room = room < TUI_INPUT_MAX ? room : TUI_INPUT_MAX};
    f->at = strlen(text);
}

/* Letters typed one behind the other are one step, as long as it is one word. */
static bool grow_step(struct tui_input *f, size_t at, size_t removed, size_t added)
{
    struct tui_input_step *s = f->steps ? &f->step[f->steps - 1] : NULL;
    if (!s || removed || s->removed || s->at + s->added != at || f->text[at] == ' ')
        return false;
    s->added += added;
    return true;
}

static void note_step(struct tui_input *f, size_t at, const char *was, size_t removed, size_t added)
{
    if (f->is_secret)
        return;
    if (f->steps == TUI_INPUT_STEPS) {
        free_step(&f->step[0]);
        memmove(&f->step[0], &f->step[1], (TUI_INPUT_STEPS - 1) * sizeof f->step[0]);
        f->step[--f->steps] = (struct tui_input_step){0};
    }
    struct tui_input_step s = {.at = at, .removed = removed, .added = added};
    if (removed && !(s.was = malloc(removed))) {
        tui_input_free(f); /* what cannot be noted cannot be taken back, nor what was before it */
        return;
    }
    if (removed)
        memcpy(s.was, was, removed);
    f->step[f->steps++] = s;
}

/* `removed` bytes at `at` become `added` of them; false without room for them. */
static bool replace(struct tui_input *f, size_t at, size_t removed, const char *text, size_t added)
{
    size_t len = strlen(f->text);
    if (len - removed + added >= f->room)
        return false;
    memmove(f->text + at + added, f->text + at + removed, len - at - removed + 1);
    memcpy(f->text + at, text, added);
    f->at = at + added;
    return true;
}

static bool change(struct tui_input *f, size_t at, size_t removed, const char *text, size_t added)
{
    char was[TUI_INPUT_MAX];
    memcpy(was, f->text + at, removed);
    bool done = replace(f, at, removed, text, added);
    if (done && !grow_step(f, at, removed, added))
        note_step(f, at, was, removed, added);
    explicit_bzero(was, removed);
    return done;
}

static void take_back(struct tui_input *f)
{
    if (!f->steps)
        return;
    struct tui_input_step *s = &f->step[f->steps - 1];
    if (replace(f, s->at, s->added, s->was ? s->was : "", s->removed)) {
        free_step(s);
        f->steps--;
    }
}

/* ---- keys ---- */

/* A mark makes one letter with the one before it, or nothing. */
static void add_mark(struct tui_input *f, uint32_t mark)
{
    char bytes[4];
    uint32_t letter = 0, both;
    size_t from = before(f, f->at);
    if (from == f->at || !utf8_decode(f->text + from, f->at - from, &letter) ||
        !(both = text_compose(letter, mark)))
        return;
    change(f, from, f->at - from, bytes, utf8_encode(both, bytes));
}

static bool type(struct tui_input *f, uint32_t cp)
{
    char bytes[4];
    if (utf8_is_forbidden(cp, false))
        return false;
    if (text_cp_width(cp) == 0)
        add_mark(f, cp);
    else
        change(f, f->at, 0, bytes, utf8_encode(cp, bytes));
    return true;
}

bool tui_input_key(struct tui_input *f, const struct keypress *key)
{
    switch (key->kind) {
    case KEYPRESS_CHAR: return type(f, key->cp);
    case KEYPRESS_BACKSPACE:
        if (f->at)
            change(f, before(f, f->at), f->at - before(f, f->at), "", 0);
        return true;
    case KEYPRESS_DELETE:
        if (f->text[f->at])
            change(f, f->at, behind(f, f->at) - f->at, "", 0);
        return true;
    case KEYPRESS_LEFT: f->at = before(f, f->at); return true;
    case KEYPRESS_RIGHT: f->at = behind(f, f->at); return true;
    case KEYPRESS_HOME: f->at = 0; return true;
    case KEYPRESS_END: f->at = strlen(f->text); return true;
    case KEYPRESS_CTRL:
        if (key->cp == 'Z')
            take_back(f);
        else if (key->cp == 'U')
            tui_input_set(f, "");
        return key->cp == 'Z' || key->cp == 'U';
    default: return false;
    }
}

bool tui_input_set(struct tui_input *f, const char *text)
{
    return change(f, 0, strlen(f->text), text, strlen(text));
}

/* ---- drawn ---- */

static int cells_to(const struct tui_input *f, size_t from, size_t to)
{
    int cells = 0;
    for (size_t at = from; at < to; at = behind(f, at)) {
        uint32_t cp = 0;
        utf8_decode(f->text + at, behind(f, at) - at, &cp);
        cells += f->is_secret ? 1 : text_cp_width(cp);
    }
    return cells;
}

/* The first byte shown: the cursor and what stands before it, the cell of the cursor with it. */
static size_t first_shown(const struct tui_input *f, int cells)
{
    size_t from = 0;
    while (from < f->at && cells_to(f, from, f->at) >= cells)
        from = behind(f, from);
    return from;
}

void tui_input_draw(struct canvas *v, int row, int col, int cells, const struct tui_input *f,
                    bool has_focus)
{
    size_t from = has_focus ? first_shown(f, cells) : 0;
    int used = 0;
    for (int i = 0; i < cells; i++)
        canvas_text(v, row, col + i, 1, CANVAS_FIELD, "_");
    if (f->is_secret)
        for (size_t at = from; f->text[at] && used < cells; at = behind(f, at))
            canvas_text(v, row, col + used++, 1, CANVAS_FIELD, "*");
    else
        used = canvas_text(v, row, col, cells, CANVAS_FIELD, f->text + from);
    if (from) /* something stands before it */
        canvas_text(v, row, col, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_MORE));
    if (used == cells && cells_to(f, from, strlen(f->text)) > cells)
        canvas_text(v, row, col + cells - 1, 1, CANVAS_DIM, canvas_glyph(v, CANVAS_GLYPH_MORE));
    if (has_focus)
        canvas_cursor(v, row, col + cells_to(f, from, f->at));
}

/* ---- over several lines ---- */

static size_t wrap(const struct tui_input *f, int cells, struct text_line line[TUI_INPUT_LINES])
{
    size_t n = text_wrap(f->text, cells, line, TUI_INPUT_LINES);
    return n < TUI_INPUT_LINES ? n : TUI_INPUT_LINES;
}

int tui_input_lines(const struct tui_input *f, int cells)
{
    struct text_line line[TUI_INPUT_LINES];
    return (int)wrap(f, cells, line);
}

/* The line that the cursor stands in. */
static size_t line_of(const struct tui_input *f, const struct text_line *line, size_t lines)
{
    size_t i = 0;
    while (i + 1 < lines && line[i + 1].start <= f->text + f->at)
        i++;
    return i;
}

void tui_input_draw_lines(struct canvas *v, int row, int col, int cells, int height,
                          const struct tui_input *f, bool has_focus)
{
    struct text_line line[TUI_INPUT_LINES];
    size_t n = wrap(f, cells, line), at = has_focus ? line_of(f, line, n) : 0, first = 0,
           rows = height > 0 ? (size_t)height : 1;
    if (at >= rows)
        first = at - rows + 1;
    for (size_t i = first; i < n && i < first + rows; i++) {
        int to = row + (int)(i - first);
        for (int k = 0; k < cells; k++)
            canvas_text(v, to, col + k, 1, CANVAS_FIELD, i + 1 < n ? " " : "_");
        canvas_textn(v, to, col, cells, CANVAS_FIELD, line[i].start, line[i].len);
    }
    if (!has_focus)
        return;
    int used = cells_to(f, (size_t)(line[at].start - f->text), f->at);
    canvas_cursor(v, row + (int)(at - first), col + (used < cells ? used : cells - 1));
}
