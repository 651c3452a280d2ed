#include "tools/import/roster_sheets.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/utf8.h"
#include "tools/import/foreign.h"
#include "tools/import/normal.h"
#include "tools/import/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { NAME_MAX_BYTES = 256, ROWS_MAX = 200000 };

/* The first character that shows nothing and is no blank; 0 for none. */
static uint32_t unseen(const char *text)
{
    uint32_t cp = 0;
    for (size_t len = strlen(text), at = 0, n; at < len; at += n ? n : 1) {
        n = utf8_decode(text + at, len - at, &cp);
        utf8proc_category_t c = n ? utf8proc_category((utf8proc_int32_t)cp) : UTF8PROC_CATEGORY_LO;
        bool is_blank = cp < 0x20 && strchr("\t\r\n", (char)cp);
        if ((c >= UTF8PROC_CATEGORY_ZL || c == UTF8PROC_CATEGORY_CN) && !is_blank)
            return cp;
    }
    return 0;
}

/* For a text that no roster may hold: as it can be shown, and *why when there is none yet. */
static char *refuse(const char *text, const struct err *e, char **why)
{
    size_t room = 3 * strlen(text) + 1; /* a byte may become U+FFFD */
    char *shown = malloc(room);
    uint32_t cp = unseen(text);
    if (!*why && cp &&
        asprintf(why, _("a character that is not seen (U+%04X); type the cell anew"),
                 (unsigned)cp) < 0)
        *why = NULL;
    if (!*why)
        *why = strdup(e->text);
    return shown ? text_clean(text, shown, room) : NULL;
}

/* The text normalised, malloc'd; *why (when it is still NULL) for what no roster may hold. */
static char *clean(const char *text, char **why)
{
    struct err e = {0};
    char *out = NULL;
    if (normal_text(text, false, NULL, &out, &e) == ERR_OK)
        return out;
    return refuse(text, &e, why);
}

static void read_cell(struct roster_sheets *s, const struct row *row, size_t at,
                      struct roster_cell *out)
{
    struct rows_fact room;
    const struct rows_fact *f = rows_fact(row, at, &room);
    if (f->why)
        out->why = strdup(f->why);
    /* a number that General shows as 3.5208E+11 is meant with all its digits */
    bool is_short = f->kind == ROWS_NUMBER && f->number[0] && strstr(row->cell[at], "E+");
    out->text = clean(is_short ? f->number : row->cell[at], &out->why);
    out->kind = f->kind;
    out->is_column_hidden = f->is_column_hidden;
    out->is_ambiguous = f->is_ambiguous_number;
    out->is_struck = f->is_struck;
    snprintf(out->date, sizeof out->date, "%s", f->date);
    if (f->merged && f->first_cell == at && f->first_line < row->line)
        out->covered = clean(f->merged, &out->why);
    for (size_t i = 0; f->encoding && i < sizeof s->encoding / sizeof s->encoding[0]; i++)
        if (!s->encoding[i].name || strcmp(s->encoding[i].name, f->encoding) == 0) {
            s->encoding[i].name = f->encoding;
            s->encoding[i].cells++;
            break;
        }
    s->failed = s->failed || !out->text;
}

/* Index of the row's sheet: the last one, or a new one. */
static size_t sheet_of(struct roster_sheets *s, const struct row *row)
{
    char name[NAME_MAX_BYTES];
    text_clean(row->sheet ? row->sheet : "", name, sizeof name);
    if (s->names && strcmp(s->name[s->names - 1], name) == 0)
        return s->names - 1;
    char **grown = realloc(s->name, (s->names + 1) * sizeof *grown), *copy = strdup(name);
    if (grown)
        s->name = grown;
    if (!grown || !copy) {
        free(copy);
        s->failed = true;
        return 0;
    }
    grown[s->names++] = copy;
    return s->names - 1;
}

static struct roster_row *new_row(struct roster_sheets *s)
{
    if (s->rows == s->room) {
        size_t room = s->room ? s->room * 2 : 256;
        struct roster_row *grown = room <= ROWS_MAX ? realloc(s->row, room * sizeof *grown) : NULL;
        if (!grown)
            return NULL;
        s->row = grown;
        s->room = room;
    }
    s->row[s->rows] = (struct roster_row){0};
    return &s->row[s->rows++];
}

static void read_row(void *context, const struct row *row)
{
    struct roster_sheets *s = context;
    struct roster_row *r = s->failed ? NULL : new_row(s);
    if (!r || !(r->cell = calloc(row->cells + 1, sizeof *r->cell))) {
        s->failed = true;
        return;
    }
    s->is_workbook = row->sheet != NULL;
    r->sheet = sheet_of(s, row);
    r->line = row->line;
    r->is_hidden = row->is_hidden;
    r->is_sheet_hidden = row->is_sheet_hidden;
    r->cells = row->cells;
    if (row->bad &&
        asprintf(&r->why, _("not UTF-8 text: a bad byte at offset %zu; save it as \"CSV UTF-8\""),
                 row->bad_at) < 0)
        r->why = NULL;
    if (!row->bad && row->why)
        r->why = strdup(row->why);
    for (size_t i = 0; i < row->cells; i++)
        read_cell(s, row, i, &r->cell[i]);
    if (row->bad) /* said once, for the row */
        for (size_t i = 0; i < row->cells; i++) {
            free(r->cell[i].why);
            r->cell[i].why = NULL;
        }
}

enum err_code roster_sheets_read(struct roster_sheets *s, const char *text, size_t len,
                                 struct err *e)
{
    memset(s, 0, sizeof *s);
    enum err_code rc = foreign_check(text, len, e);
    if (rc == ERR_OK && !zip_is(text, len) && len > 4 && memcmp(text, "%PDF", 4) == 0)
        rc = err_set(e, ERR_FORMAT, _("a PDF; a roster comes as .xlsx or as CSV"));
    else if (rc == ERR_OK && zip_is(text, len) && !rows_is_xlsx(text, len))
        rc = err_set(e, ERR_FORMAT, _("no workbook; a roster comes as .xlsx or as CSV"));
    else if (rc == ERR_OK)
        rc = zip_is(text, len) ? rows_read_xlsx(text, len, read_row, s, e)
                               : rows_read_csv(text, len, read_row, s, e);
    return rc == ERR_OK && s->failed ? err_set(e, ERR_LIMIT, _("too many rows, or out of memory"))
                                     : rc;
}

void roster_sheets_free(struct roster_sheets *s)
{
    for (size_t i = 0; i < s->rows; i++) {
        struct roster_row *r = &s->row[i];
        for (size_t c = 0; r->cell && c < r->cells; c++) {
            free(r->cell[c].text);
            free(r->cell[c].covered);
            free(r->cell[c].why);
        }
        free(r->cell);
        free(r->why);
    }
    for (size_t i = 0; i < s->names; i++)
        free(s->name[i]);
    free(s->row);
    free(s->name);
    memset(s, 0, sizeof *s);
}

const char *roster_cell_text(const struct roster_row *r, size_t at)
{
    return at < r->cells && r->cell[at].text ? r->cell[at].text : "";
}

const char *roster_cell_value(const struct roster_row *r, size_t at)
{
    const char *text = roster_cell_text(r, at);
    return !text[0] && at < r->cells && r->cell[at].covered ? r->cell[at].covered : text;
}

size_t roster_row_filled(const struct roster_row *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->cells; i++)
        n += roster_cell_text(r, i)[0] != '\0' || r->cell[i].why;
    return n;
}

const char *roster_cell_place(const struct roster_sheets *s, const struct roster_row *r, size_t at,
                              char out[ROWS_PLACE_MAX])
{
    const struct row row = {.sheet = s->is_workbook ? s->name[r->sheet] : NULL, .line = r->line};
    return rows_place(&row, at, out);
}
