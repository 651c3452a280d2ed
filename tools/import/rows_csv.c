#include "tools/import/rows.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "tools/import/encoding.h"
#include "tools/import/lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LOOK_LINES = 60, CELL_MAX = 1024 * 1024, SEPARATORS = 3 };

static const char SEPARATOR[SEPARATORS] = {';', '\t', ','};

struct reading {
    rows_take *take;
    void *context;
    const char *bytes;
    size_t len, at;
    char separator;
    const char *encoding; /* the whole file's, when it was not UTF-8; or NULL */
    bool is_declared;     /* the table says that it is UTF-8 */
    struct encoding_survey survey[ROWS_CELLS_MAX];
    struct buf text; /* of the cell under way */
    char *cell[ROWS_CELLS_MAX], *why[ROWS_CELLS_MAX];
    struct rows_fact fact[ROWS_CELLS_MAX];
    size_t cells;
    size_t line, line_at;    /* line under way, from 1, and the offset of its first byte */
    size_t row_line, row_at; /* where the row began */
    size_t widest;           /* cells of the widest row so far */
};

/* ---- the separator ---- */

/* How often each separator stands outside quotes in the line that begins at the offset; the next
 * line's offset. */
static size_t count_line(const char *p, size_t len, size_t at, size_t count[SEPARATORS])
{
    bool quoted = false, begins = true;
    memset(count, 0, SEPARATORS * sizeof *count);
    for (; at < len; at++) {
        if (p[at] == '"' && (quoted || begins))
            quoted = !quoted;
        else if (!quoted && (p[at] == '\n' || p[at] == '\r'))
            return at + 1;
        begins = false;
        for (size_t k = 0; k < SEPARATORS && !quoted; k++)
            if (p[at] == SEPARATOR[k]) {
                count[k]++;
                begins = true;
            }
    }
    return at;
}

/* The rule: of the first lines, those with as many of a separator as each other are counted; the
 * one wins that parts such lines into the most cells in all. Of equals ; comes before the tab and
 * the comma. */
static char find_separator(const char *p, size_t len)
{
    size_t seen[SEPARATORS][ROWS_CELLS_MAX] = {{0}}, best = 0;
    char found = SEPARATOR[0];
    size_t count[SEPARATORS];
    for (size_t at = 0, lines = 0; at < len && lines < LOOK_LINES; lines++) {
        at = count_line(p, len, at, count);
        for (size_t k = 0; k < SEPARATORS; k++)
            if (count[k] < ROWS_CELLS_MAX)
                seen[k][count[k]]++;
    }
    for (size_t k = 0; k < SEPARATORS; k++)
        for (size_t n = 1; n < ROWS_CELLS_MAX; n++)
            if (n * seen[k][n] > best) {
                best = n * seen[k][n];
                found = SEPARATOR[k];
            }
    return found;
}

/* Excel's first line "sep=;" says the separator and is no row. */
static void read_separator(struct reading *r)
{
    const char *p = r->bytes + r->at;
    size_t left = r->len - r->at;
    bool said =
        left >= 5 && strncasecmp(p, "sep=", 4) == 0 && (left == 5 || p[5] == '\n' || p[5] == '\r');
    r->separator = said ? p[4] : find_separator(p, left);
    if (!said)
        return;
    r->at += 5;
    if (r->at < r->len && r->bytes[r->at] == '\r')
        r->at++;
    if (r->at < r->len && r->bytes[r->at] == '\n')
        r->at++;
    r->line++;
    r->line_at = r->at;
}

/* ---- cells ---- */

/* Column of the byte in its line, from 1, in characters. */
static size_t column_at(const struct reading *r, size_t at)
{
    size_t n = 1;
    for (size_t i = r->line_at; i < at; i++)
        n += ((unsigned char)r->bytes[i] & 0xC0) != 0x80;
    return n;
}

/* Behind the byte at r->at; a line's end is CR LF, LF or CR. */
static void step(struct reading *r)
{
    char c = r->bytes[r->at++];
    bool pair = c == '\r' && r->at < r->len && r->bytes[r->at] == '\n';
    if ((c == '\n' || c == '\r') && !pair) {
        r->line++;
        r->line_at = r->at;
    }
}

static bool is_end(const struct reading *r)
{
    return r->at == r->len || r->bytes[r->at] == '\n' || r->bytes[r->at] == '\r';
}

static void skip_blanks(struct reading *r)
{
    while (r->at < r->len && r->bytes[r->at] == ' ' && r->separator != ' ')
        r->at++;
}

/* A quoted cell's text: a quote in it stands twice; line ends become LF. */
static enum err_code read_quoted(struct reading *r, struct err *e)
{
    size_t line = r->line, column = column_at(r, r->at);
    for (r->at++; r->at < r->len;) {
        char c = r->bytes[r->at];
        bool twice = c == '"' && r->at + 1 < r->len && r->bytes[r->at + 1] == '"';
        if (c == '"' && !twice) {
            r->at++;
            size_t quote = r->at;
            skip_blanks(r);
            if (is_end(r) || r->bytes[r->at] == r->separator)
                return ERR_OK;
            return err_set(e, ERR_FORMAT,
                           _("line %zu, column %zu: a quote inside a quoted cell must stand twice"),
                           r->line, column_at(r, quote - 1));
        }
        if (c != '\r' || r->at + 1 == r->len || r->bytes[r->at + 1] != '\n')
            buf_add_u8(&r->text, (uint8_t)(c == '\r' ? '\n' : c));
        r->at += twice;
        step(r);
    }
    return err_set(e, ERR_FORMAT,
                   _("line %zu, column %zu: the quote that opens the cell here is not closed"),
                   line, column);
}

/* A plain cell: a quote in it is text. */
static void read_plain(struct reading *r)
{
    size_t from = r->at, to;
    while (!is_end(r) && r->bytes[r->at] != r->separator)
        r->at++;
    for (to = r->at; to > from && r->bytes[to - 1] == ' '; to--)
        ;
    buf_add(&r->text, r->bytes + from, to - from);
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* The cell's text as it is meant: the encoding of the file, or what its words say. */
static enum err_code judge(struct reading *r, size_t i, struct err *e)
{
    struct encoding_reading read;
    char why[256];
    struct rows_fact *f = &r->fact[i];
    *f = (struct rows_fact){.kind = r->cell[i][0] ? ROWS_TEXT : ROWS_EMPTY,
                            .first_cell = i,
                            .last_cell = i,
                            .first_line = r->row_line,
                            .last_line = r->row_line};
    if (is_ascii(r->cell[i]))
        return ERR_OK;
    f->encoding = r->encoding;
    if (r->encoding)
        return ERR_OK;
    enum err_code rc = encoding_read(&r->survey[i], NULL, r->cell[i], &read, e);
    if (rc != ERR_OK || read.verdict == ENCODING_KEEP)
        return rc;
    if (r->is_declared) {
        free(read.text);
        f->looks_like = encoding_name(read.from);
        return ERR_OK;
    }
    if (read.verdict == ENCODING_CONVERT) {
        free(r->cell[i]);
        r->cell[i] = read.text;
        f->encoding = encoding_name(read.from);
        return ERR_OK;
    }
    snprintf(why, sizeof why,
             _("the text \"%.60s\" may be %s or Unicode: type it again in a Unicode font"),
             r->cell[i], encoding_name(read.from));
    if (!(r->why[i] = strdup(why)))
        return err_memory(e);
    f->why = r->why[i];
    return ERR_OK;
}

static enum err_code add_cell(struct reading *r, struct err *e)
{
    enum err_code rc = buf_check(&r->text, _("a cell"), e);
    if (rc != ERR_OK)
        return rc;
    if (r->cells == ROWS_CELLS_MAX) /* empty ones behind the last are nothing */
        return r->text.len ? err_set(e, ERR_LIMIT, _("line %zu: a row with more than 64 cells"),
                                     r->row_line)
                           : ERR_OK;
    if (!(r->cell[r->cells] = strdup(buf_text(&r->text))))
        return err_memory(e);
    r->why[r->cells] = NULL;
    r->cells++;
    return judge(r, r->cells - 1, e);
}

static enum err_code read_cell(struct reading *r, struct err *e)
{
    enum err_code rc = ERR_OK;
    buf_clear(&r->text);
    skip_blanks(r);
    if (r->at < r->len && r->bytes[r->at] == '"')
        rc = read_quoted(r, e);
    else
        read_plain(r);
    return rc == ERR_OK ? add_cell(r, e) : rc;
}

/* ---- rows ---- */

static bool is_empty(const struct reading *r)
{
    for (size_t i = 0; i < r->cells; i++)
        if (r->cell[i][strspn(r->cell[i], " \t\r\n")])
            return false;
    return true;
}

/* A row of one cell among wider ones that another separator would part as they are. */
static const char *find_other_separator(const struct reading *r, size_t end)
{
    size_t count[SEPARATORS];
    if (r->cells != 1 || r->widest < 3)
        return NULL;
    count_line(r->bytes, end, r->row_at, count);
    for (size_t k = 0; k < SEPARATORS; k++)
        if (SEPARATOR[k] != r->separator && count[k] + 1 == r->widest)
            return _("the row is parted by another sign than the rows before it");
    return NULL;
}

/* The first row with anything in it has the heading that says UTF-8. */
static bool is_declaring(const struct reading *r)
{
    for (size_t i = 0; i < r->cells && !r->widest; i++)
        if (strcmp(r->cell[i], ENCODING_DECLARED_HEADING) == 0)
            return true;
    return false;
}

static void give(struct reading *r)
{
    r->is_declared = r->is_declared || is_declaring(r);
    struct row row = {.line = r->row_line,
                      .cell = r->cell,
                      .fact = r->fact,
                      .cells = r->cells,
                      .why = find_other_separator(r, r->at)};
    size_t bad;
    if (!lines_are_text(r->bytes + r->row_at, r->at - r->row_at, &bad)) {
        row.bad = true;
        row.bad_at = r->row_at + bad;
    }
    if (!is_empty(r) || row.bad)
        r->take(r->context, &row);
    r->widest = r->cells > r->widest ? r->cells : r->widest;
}

static void drop_cells(struct reading *r)
{
    for (size_t i = 0; i < r->cells; i++) {
        free(r->cell[i]);
        free(r->why[i]);
    }
    r->cells = 0;
}

static enum err_code read_row(struct reading *r, struct err *e)
{
    enum err_code rc;
    r->row_line = r->line;
    r->row_at = r->at;
    while ((rc = read_cell(r, e)) == ERR_OK && !is_end(r))
        r->at++; /* the separator */
    if (rc == ERR_OK)
        give(r);
    drop_cells(r);
    bool pair = r->at + 1 < r->len && r->bytes[r->at] == '\r' && r->bytes[r->at + 1] == '\n';
    r->at += rc == ERR_OK && pair;
    if (rc == ERR_OK && r->at < r->len)
        step(r);
    return rc;
}

static enum err_code read_all(struct reading *r, struct err *e)
{
    enum err_code rc = ERR_OK;
    r->at = r->len >= 3 && memcmp(r->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    r->line = 1;
    r->line_at = r->at;
    read_separator(r);
    while (rc == ERR_OK && r->at < r->len)
        rc = read_row(r, e);
    return rc;
}

enum err_code rows_read_csv(const void *bytes, size_t len, rows_take *take, void *context,
                            struct err *e)
{
    struct encoding_file file;
    enum err_code rc = encoding_read_file(bytes, len, &file, e);
    struct reading *r = rc == ERR_OK ? calloc(1, sizeof *r) : NULL;
    if (rc == ERR_OK && !r)
        rc = err_memory(e);
    if (r) {
        r->take = take;
        r->context = context;
        r->bytes = file.text ? file.text : bytes;
        r->len = file.len;
        r->encoding = file.text ? encoding_name(file.from) : NULL;
        buf_init(&r->text, CELL_MAX);
        rc = read_all(r, e);
        buf_free(&r->text);
    }
    free(r);
    free(file.text);
    return rc;
}
