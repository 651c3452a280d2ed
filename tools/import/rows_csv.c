#include "tools/import/rows.h"

#include "app/core/i18n.h"
#include "tools/import/lines.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

struct reading {
    rows_take *take;
    void *context;
    const char *bytes;
    char *cell[ROWS_CELLS_MAX];
    size_t cells, lost;    /* lost: cells past the room */
    size_t line, row_line; /* lines fed; where the row began */
    size_t row_at, at;     /* offsets of the row's first byte and behind the bytes fed */
    bool begun;            /* the row has its place */
    bool failed;
};

static void take_cell(void *data, size_t len, void *context)
{
    struct reading *r = context;
    char *cell = strndup(data ? data : "", len);
    r->failed = r->failed || !cell;
    if (cell && r->cells < ROWS_CELLS_MAX) {
        r->cell[r->cells++] = cell;
    } else {
        r->lost++;
        free(cell);
    }
}

static void end_row(int c, void *context)
{
    struct reading *r = context;
    struct row row = {.line = r->row_line, .cell = r->cell, .cells = r->cells};
    size_t bad;
    bool empty = true;
    (void)c;
    if (!lines_are_text(r->bytes + r->row_at, r->at - r->row_at, &bad)) {
        row.bad = true;
        row.bad_at = r->row_at + bad;
    }
    for (size_t i = 0; i < r->cells; i++)
        empty = empty && !r->cell[i][strspn(r->cell[i], " \t\r\n")];
    if (!empty || row.bad)
        r->take(r->context, &row);
    for (size_t i = 0; i < r->cells; i++)
        free(r->cell[i]);
    r->cells = 0;
    r->begun = false;
}

/* The separator that the first lines have most of. */
static char find_separator(const char *text, size_t len)
{
    size_t n[3] = {0};
    static const char SIGNS[] = ";\t,";
    for (size_t i = 0; i < len && i < 4096; i++)
        for (int k = 0; k < 3; k++)
            n[k] += text[i] == SIGNS[k];
    return SIGNS[n[0] >= n[1] && n[0] >= n[2] ? 0 : n[1] >= n[2] ? 1 : 2];
}

/* Bytes up to and with the next line's end, LF, CR LF or CR. */
static size_t line_bytes(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && text[n] != '\n' && text[n] != '\r')
        n++;
    if (n + 1 < len && text[n] == '\r' && text[n + 1] == '\n')
        n++;
    return n < len ? n + 1 : n;
}

/* Fed line by line, so that each row knows its line. */
static enum err_code feed(struct reading *r, struct csv_parser *p, size_t len, struct err *e)
{
    while (r->at < len) {
        size_t n = line_bytes(r->bytes + r->at, len - r->at);
        r->line++;
        if (!r->begun) {
            r->begun = true;
            r->row_line = r->line;
            r->row_at = r->at;
        }
        r->at += n;
        if (csv_parse(p, r->bytes + r->at - n, n, take_cell, end_row, r) != n)
            return err_set(e, ERR_FORMAT, _("line %zu: %s"), r->line, csv_strerror(csv_error(p)));
    }
    if (csv_fini(p, take_cell, end_row, r) != 0)
        return err_set(e, ERR_FORMAT, _("line %zu: a quote is not closed"), r->row_line);
    return ERR_OK;
}

enum err_code rows_read_csv(const void *bytes, size_t len, rows_take *take, void *context, struct err *e)
{
    struct reading r = {.take = take, .context = context, .bytes = bytes};
    struct csv_parser p;
    r.at = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    csv_set_delim(&p, (unsigned char)find_separator(r.bytes + r.at, len - r.at));
    enum err_code rc = feed(&r, &p, len, e);
    if (rc == ERR_OK && (r.failed || r.lost))
        rc = err_set(e, ERR_LIMIT, r.failed ? _("out of memory") : _("a row with more than 64 cells"));
    for (size_t i = 0; i < r.cells; i++)
        free(r.cell[i]);
    csv_free(&p);
    return rc;
}
