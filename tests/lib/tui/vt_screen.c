/* Reading the screen: text, attributes, colours, cursor. */
#include "tests/lib/tui/vt.h"
#include "tests/lib/tui/vt_internal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define RIGHT_HALF ((uint32_t)-1) /* what the emulator keeps right of a wide character */

enum { MAX_UTF8 = 4 };

int vt_rows(const struct vt *vt)
{
    return vt->rows;
}

int vt_cols(const struct vt *vt)
{
    return vt->cols;
}

void vt_cursor(const struct vt *vt, int *row, int *col, bool *visible)
{
    VTermPos pos;
    vterm_state_get_cursorpos(vt->state, &pos);
    if (row)
        *row = pos.row;
    if (col)
        *col = pos.col < vt->cols ? pos.col : vt->cols - 1;
    if (visible)
        *visible = vt->cursor_visible;
}

bool vt_altscreen(const struct vt *vt)
{
    return vt->altscreen;
}

/* ---- text ---- */

/* Writes a code point as UTF-8, returns the number of bytes. */
static size_t put_utf8(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--, c >>= 6)
        to[i] = (char)(0x80 | (c & 0x3F));
    to[0] = (char)(lead[len] | c);
    return len;
}

static bool get_cell(const struct vt *vt, int row, int col, VTermScreenCell *cell)
{
    *cell = (VTermScreenCell){0};
    return vterm_screen_get_cell(vt->screen, (VTermPos){.row = row, .col = col}, cell) != 0;
}

/* A row with all its cells: column c is the bytes at start[c] up to start[c + 1]. */
struct row {
    char *text;
    size_t *start; /* cols + 1 of them */
    int cols;
};

static struct row row_read(const struct vt *vt, int row)
{
    int cols = vt_cols(vt);
    struct row r = {.cols = cols};
    r.text = vt_alloc((size_t)cols * VTERM_MAX_CHARS_PER_CELL * MAX_UTF8 + 1);
    r.start = vt_alloc(((size_t)cols + 1) * sizeof *r.start);
    size_t len = 0;
    bool wide = false; /* the cell to the left takes two columns */
    for (int col = 0; col < cols; col++) {
        VTermScreenCell cell;
        r.start[col] = len;
        get_cell(vt, row, col, &cell);
        if (cell.chars[0] == RIGHT_HALF && wide) {
            wide = false;
            continue;
        }
        wide = cell.width == 2;
        if (cell.chars[0] == 0 || cell.chars[0] == RIGHT_HALF)
            r.text[len++] = ' ';
        else
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
                len += put_utf8(r.text + len, cell.chars[i]);
    }
    r.start[cols] = len;
    r.text[len] = '\0';
    return r;
}

static void row_free(struct row *r)
{
    free(r->text);
    free(r->start);
}

char *vt_text_from(const struct vt *vt, int row, int col)
{
    struct vt_bytes text = {0};
    vt_bytes_add(&text, "", 0);
    if (row < 0 || row >= vt_rows(vt) || col < 0 || col >= vt_cols(vt))
        return text.at;
    struct row r = row_read(vt, row);
    vt_bytes_add(&text, r.text + r.start[col], r.start[r.cols] - r.start[col]);
    while (text.len && text.at[text.len - 1] == ' ')
        text.at[--text.len] = '\0';
    row_free(&r);
    return text.at;
}

char *vt_row_text(const struct vt *vt, int row)
{
    return vt_text_from(vt, row, 0);
}

char *vt_screen_text(const struct vt *vt)
{
    struct vt_bytes all = {0};
    int rows = vt_rows(vt);
    for (int row = 0; row < rows; row++) {
        char *text = vt_row_text(vt, row);
        vt_bytes_add(&all, text, strlen(text));
        if (row + 1 < rows)
            vt_bytes_add(&all, "\n", 1);
        free(text);
    }
    return all.at;
}

/* ---- finding ---- */

static bool row_match(const struct row *r, const char *text, int col, int *end)
{
    size_t len = strlen(text), from = r->start[col];
    if (len == 0 || from == r->start[col + 1] || from + len > r->start[r->cols])
        return false;
    if (memcmp(r->text + from, text, len) != 0)
        return false;
    int after = col + 1;
    while (after < r->cols &&
           (r->start[after] < from + len || r->start[after] == r->start[after + 1]))
        after++;
    if (r->start[after] != from + len)
        return false;
    if (end)
        *end = after;
    return true;
}

bool vt_match_at(const struct vt *vt, const char *text, int row, int col, int *end)
{
    if (row < 0 || col < 0 || row >= vt_rows(vt) || col >= vt_cols(vt))
        return false;
    struct row r = row_read(vt, row);
    bool found = row_match(&r, text, col, end);
    row_free(&r);
    return found;
}

bool vt_find_from(const struct vt *vt, const char *text, int *row, int *col)
{
    int from = *col;
    for (int i = *row; i < vt_rows(vt); i++, from = 0) {
        struct row r = row_read(vt, i);
        bool found = false;
        for (int c = from; c < r.cols && !found; c++) {
            found = row_match(&r, text, c, NULL);
            if (found)
                *col = c;
        }
        row_free(&r);
        if (found) {
            *row = i;
            return true;
        }
    }
    return false;
}

bool vt_find(const struct vt *vt, const char *text, int *row, int *col)
{
    int r = 0, c = 0;
    if (!vt_find_from(vt, text, &r, &c))
        return false;
    if (row)
        *row = r;
    if (col)
        *col = c;
    return true;
}

/* ---- attributes and colours ---- */

unsigned vt_attr_at(const struct vt *vt, int row, int col)
{
    VTermScreenCell cell;
    if (row < 0 || col < 0 || col >= vt->cols || !get_cell(vt, row, col, &cell))
        return 0;
    return (cell.attrs.bold ? VT_BOLD : 0U) | (cell.attrs.underline ? VT_UNDERLINE : 0U) |
           (cell.attrs.reverse ? VT_REVERSE : 0U);
}

static char attr_letter(const struct vt *vt, int row, int col)
{
    return ".BUbRrua"[vt_attr_at(vt, row, col)];
}

static char colour_letter(const VTermColor *colour, bool background)
{
    if (background ? VTERM_COLOR_IS_DEFAULT_BG(colour) : VTERM_COLOR_IS_DEFAULT_FG(colour))
        return '.';
    if (VTERM_COLOR_IS_RGB(colour))
        return '#';
    return colour->indexed.idx < 16 ? "0123456789ABCDEF"[colour->indexed.idx] : '+';
}

static char fg_letter(const struct vt *vt, int row, int col)
{
    VTermScreenCell cell = {0};
    bool is_seen = get_cell(vt, row, col, &cell) && cell.chars[0] && cell.chars[0] != ' ';
    return is_seen || cell.attrs.reverse ? colour_letter(&cell.fg, false) : '.';
}

static char bg_letter(const struct vt *vt, int row, int col)
{
    VTermScreenCell cell;
    return get_cell(vt, row, col, &cell) ? colour_letter(&cell.bg, true) : '.';
}

static char *make_plane(const struct vt *vt, char (*letter)(const struct vt *vt, int row, int col))
{
    int rows = vt_rows(vt), cols = vt_cols(vt);
    char *plane = vt_alloc((size_t)rows * ((size_t)cols + 1)), *p = plane;
    for (int row = 0; row < rows; row++) {
        for (int col = 0; col < cols; col++)
            *p++ = letter(vt, row, col);
        *p++ = '\n';
    }
    p[-1] = '\0';
    return plane;
}

char *vt_attr_plane(const struct vt *vt)
{
    return make_plane(vt, attr_letter);
}

char *vt_colour_plane(const struct vt *vt, bool background)
{
    return make_plane(vt, background ? bg_letter : fg_letter);
}

/* ---- showing a person ---- */

static void dump_rule(int cols, FILE *to)
{
    fputs("     +", to);
    for (int i = 0; i < cols; i++)
        fputc('-', to);
    fputs("+\n", to);
}

static void dump_row(const struct vt *vt, int row, bool has_cursor, FILE *to)
{
    struct row r = row_read(vt, row);
    fprintf(to, "%c%3d |%s|\n", has_cursor ? '>' : ' ', row, r.text);
    row_free(&r);
    int last = -1;
    for (int col = 0; col < vt_cols(vt); col++)
        if (vt_attr_at(vt, row, col))
            last = col;
    if (last < 0)
        return;
    fputs("     :", to);
    for (int col = 0; col <= last; col++)
        fputc(attr_letter(vt, row, col), to);
    fputc('\n', to);
}

void vt_dump(const struct vt *vt, FILE *to)
{
    int row, col;
    bool visible;
    vt_cursor(vt, &row, &col, &visible);
    dump_rule(vt_cols(vt), to);
    for (int i = 0; i < vt_rows(vt); i++)
        dump_row(vt, i, i == row, to);
    dump_rule(vt_cols(vt), to);
    fprintf(to, "     %dx%d %s, cursor %d,%d %s, %zu bytes, ", vt_rows(vt), vt_cols(vt), vt->term,
            row, col, visible ? "visible" : "hidden", vt->raw.len);
    if (!vt->ended)
        fprintf(to, "child %d %s\n", (int)vt->pid, vt_eof(vt) ? "off the terminal" : "running");
    else if (WIFSIGNALED(vt->status))
        fprintf(to, "child killed by SIG%s\n", sigabbrev_np(WTERMSIG(vt->status)));
    else
        fprintf(to, "child exited with %d\n", WEXITSTATUS(vt->status));
}
