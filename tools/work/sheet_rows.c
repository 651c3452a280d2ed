#include "tools/work/sheet_rows.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/foreign.h"
#include "tools/import/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MAX = 64 };

void sheet_rows_free(struct sheet_rows *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free((char *)r->entry[i].sbd);
        free((char *)r->entry[i].paper);
        free((char *)r->entry[i].value);
    }
    free(r->entry);
    *r = (struct sheet_rows){0};
}

static enum err_code add(struct sheet_rows *r, const char *sbd, const char *paper,
                         const char *value, const char *place, struct err *e)
{
    if (r->count == SHEET_ENTRIES_MAX)
        return err_set(e, ERR_LIMIT, _("%s: more than %d rows"), place, SHEET_ENTRIES_MAX);
    if ((r->count & (r->count - 1)) == 0) { /* room is doubled at each power of two */
        struct sheet_entry *grown =
            realloc(r->entry, (r->count ? 2 * r->count : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        r->entry = grown;
    }
    struct sheet_entry *x = &r->entry[r->count++];
    *x = (struct sheet_entry){.sbd = strdup(sbd), .paper = strdup(paper), .value = strdup(value)};
    snprintf(x->place, sizeof x->place, "%s", place);
    return x->sbd && x->paper && x->value ? ERR_OK : err_memory(e);
}

enum err_code sheet_rows_add(struct sheet_rows *r, const char *word, struct err *e)
{
    const char *equal = strchr(word, '=');
    char paper[16];
    if (!equal || equal == word || (size_t)(equal - word) >= sizeof paper || !equal[1])
        return err_set(
            e, ERR_USAGE,
            _("%s: PAPER=RECEIPT, PAPER=absent, PAPER=unsigned or PAPER=no-code is wanted"), word);
    snprintf(paper, sizeof paper, "%.*s", (int)(equal - word), word);
    return add(r, "", paper, equal + 1, word, e);
}

/* ---- a file ---- */

struct reading {
    const char *name; /* of the file */
    struct sheet_rows *out;
    bool is_list;             /* a row of titles stands in it */
    bool has_begun;           /* it was passed */
    long sbd, paper, receipt; /* columns of a list; paper -1 when it has none */
    size_t rows;
    struct err *e;
    enum err_code rc;
};

static bool is_title(const char *cell, const char *const *name)
{
    char key[WORD_MAX];
    for (; text_fold(cell, key, sizeof key) && *name; name++)
        if (strcmp(key, *name) == 0)
            return true;
    return false;
}

static long find_title(const struct row *row, const char *const *name)
{
    for (size_t i = 0; i < row->cells; i++)
        if (is_title(row->cell[i], name))
            return (long)i;
    return -1;
}

/* Which columns a row of titles names; false for another row. */
static bool read_titles(struct reading *r, const struct row *row)
{
    static const char *const SBD[] = {"sbd", "so bao danh", "ma so du sat hach", "candidate number",
                                      NULL},
                             *const PAPER[] = {"paper", "de", NULL},
                             *const RECEIPT[] = {"receipt", "receipt code", "ma bien nhan",
                                                 "ma bien nhan (16 ky tu)", NULL};
    long sbd = find_title(row, SBD), receipt = find_title(row, RECEIPT);
    if (sbd < 0 || receipt < 0)
        return false;
    r->sbd = sbd;
    r->receipt = receipt;
    r->paper = find_title(row, PAPER);
    return true;
}

/* The first of two goes: does a row of titles stand in it? */
static void look_for_titles(void *context, const struct row *row)
{
    struct reading *r = context;
    if (!r->is_list && r->rows < SHEET_ROWS_HEADING_MAX)
        r->is_list = read_titles(r, row);
    r->rows++;
}

/* The cell's text; an error when it cannot be read as what was typed. */
static const char *cell_of(struct reading *r, const struct row *row, long column, const char *place)
{
    struct rows_fact room;
    const struct rows_fact *fact;
    if (column < 0 || (size_t)column >= row->cells)
        return "";
    fact = rows_fact(row, (size_t)column, &room);
    if (fact->why)
        r->rc = err_set(r->e, ERR_FORMAT, "%s: %s: %s", place, row->cell[column], fact->why);
    return row->cell[column];
}

static void place_of(const struct reading *r, const struct row *row, char out[SHEET_PLACE])
{
    char name[SHEET_PLACE - 32];
    snprintf(name, sizeof name, "%.90s%s%.24s", file_base(r->name), row->sheet ? ": " : "",
             row->sheet ? row->sheet : "");
    snprintf(out, SHEET_PLACE, _("%s: line %zu"), name, row->line);
}

static void take_list_row(struct reading *r, const struct row *row, const char *place)
{
    const char *sbd = cell_of(r, row, r->sbd, place), *paper = cell_of(r, row, r->paper, place),
               *value = cell_of(r, row, r->receipt, place);
    if (r->rc != ERR_OK || !value[0])
        return;
    r->rc = sbd[0] ? add(r->out, sbd, paper, value, place, r->e)
                   : err_set(r->e, ERR_FORMAT, _("%s: \"%s\" without a candidate number"), place,
                             value);
}

static void take_line(struct reading *r, const struct row *row, const char *place)
{
    size_t cells = row->cells;
    while (cells && !row->cell[cells - 1][0])
        cells--;
    if (cells == 0 || (cells == 1 && row->cells > 1))
        return; /* nothing, or a row that was not typed */
    if (cells != 2 || !row->cell[0][0]) {
        r->rc =
            err_set(r->e, ERR_FORMAT, _("%s: \"%s\": SBD;receipt is wanted"), place, row->cell[0]);
        return;
    }
    const char *sbd = cell_of(r, row, 0, place), *value = cell_of(r, row, 1, place);
    if (r->rc == ERR_OK)
        r->rc = add(r->out, sbd, "", value, place, r->e);
}

static void take_row(void *context, const struct row *row)
{
    struct reading *r = context;
    char place[SHEET_PLACE];
    if (r->rc != ERR_OK)
        return;
    place_of(r, row, place);
    if (row->bad || row->why)
        r->rc = err_set(r->e, ERR_FORMAT, "%s: %s", place,
                        row->why ? row->why : _("is not UTF-8 text"));
    else if (!r->is_list)
        take_line(r, row, place);
    else if (r->has_begun)
        take_list_row(r, row, place);
    else
        r->has_begun = read_titles(r, row);
}

static enum err_code go_through(struct reading *r, const struct buf *bytes, rows_take *take)
{
    enum err_code rc = rows_is_xlsx(bytes->data, bytes->len)
                           ? rows_read_xlsx(bytes->data, bytes->len, take, r, r->e)
                           : rows_read_csv(bytes->data, bytes->len, take, r, r->e);
    if (rc == ERR_FORMAT)
        err_prefix(r->e, file_base(r->name));
    return rc == ERR_OK ? r->rc : rc;
}

enum err_code sheet_rows_read(const char *path, struct sheet_rows *out, struct err *e)
{
    struct buf bytes;
    struct reading r = {.name = path, .out = out, .e = e};
    *out = (struct sheet_rows){0};
    buf_init(&bytes, SHEET_ROWS_FILE_MAX);
    enum err_code rc = file_read(path, SHEET_ROWS_FILE_MAX, &bytes, e);
    if (rc == ERR_OK && (rc = foreign_check((const char *)bytes.data, bytes.len, e)) != ERR_OK)
        rc = err_prefix(e, file_base(path));
    if (rc == ERR_OK)
        rc = go_through(&r, &bytes, look_for_titles);
    if (rc == ERR_OK)
        rc = go_through(&r, &bytes, take_row);
    buf_free(&bytes);
    return rc;
}
