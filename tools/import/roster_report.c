#include "tools/import/roster_report.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    TITLE_CELLS = 32,
    MEANING_CELLS = 36,
    PLACE_CELLS = 12,
    NUMBER_CELLS = 10,
    FIELD_CELLS = 44,
    SHOWN_MAX = 10
};

/* What the line says, then what is remembered: the first that names a heading counts. */
static enum err_code parse_columns(const char *const *columns,
                                   const struct roster_mappings *remembered,
                                   struct roster_mapping **out, size_t *count, struct err *e)
{
    size_t n = 0;
    while (columns[n])
        n++;
    *count = n + remembered->count;
    *out = calloc(*count + 1, sizeof **out);
    enum err_code rc = *out ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        rc = roster_parse_mapping(columns[i], &(*out)[i], e);
    for (size_t i = 0; rc == ERR_OK && i < remembered->count; i++)
        (*out)[n + i] = remembered->item[i];
    return rc;
}

enum err_code roster_report_read(const char *path, const char *const *columns,
                                 struct roster_options *options, struct roster *out,
                                 struct roster_summary *s, struct findings *f, struct err *e)
{
    struct roster_mapping *mapping = NULL;
    struct buf bytes;
    buf_init(&bytes, ROSTER_REPORT_FILE_MAX);
    enum err_code rc =
        parse_columns(columns, &options->remembered, &mapping, &options->mappings, e);
    options->mapping = mapping;
    if (rc == ERR_OK)
        rc = file_read(path, ROSTER_REPORT_FILE_MAX, &bytes, e);
    if (rc == ERR_OK)
        rc = roster_read(bytes.len ? (const char *)bytes.data : "", bytes.len, path, options, out,
                         s, f, e);
    crypt_hash_file(bytes.data, bytes.len, s->hash);
    options->mapping = NULL;
    options->mappings = 0;
    free(mapping);
    buf_free(&bytes);
    return rc;
}

/* text, cut to `cells`, and blanks up to there. */
static void put_cell(struct buf *out, const char *text, int cells)
{
    char clean[2 * ROSTER_TITLE_MAX];
    struct text_line line;
    text_clean(text, clean, sizeof clean);
    for (char *at = clean; (at = strchr(at, '\n'));)
        *at = ' ';
    size_t lines = text_wrap(clean, cells - 2, &line, 1);
    buf_printf(out, "%.*s%s", (int)line.len, line.start, lines > 1 ? "…" : "");
    for (int i = line.width + (lines > 1); i < cells; i++)
        buf_add_text(out, " ");
}

static void put_number(struct buf *out, size_t n)
{
    buf_printf(out, "%*zu", NUMBER_CELLS, n);
}

/* A heading over numbers: at the right end of its place. */
static void put_right(struct buf *out, const char *title)
{
    for (int i = text_width(title); i < NUMBER_CELLS; i++)
        buf_add_text(out, " ");
    buf_add_text(out, title);
}

static void put_columns(const struct roster_summary *s, struct buf *out)
{
    put_cell(out, _("Column"), PLACE_CELLS);
    put_cell(out, _("Heading"), TITLE_CELLS);
    put_cell(out, _("Understood as"), MEANING_CELLS);
    put_right(out, _("Filled"));
    buf_add_text(out, "\n");
    for (size_t i = 0; i < s->columns; i++) {
        const struct roster_column *c = &s->column[i];
        put_cell(out, c->place, PLACE_CELLS);
        put_cell(out, c->title, TITLE_CELLS);
        put_cell(out, roster_meaning_name(c->meaning), MEANING_CELLS);
        put_number(out, c->filled);
        buf_printf(out, "%s\n", c->is_hidden ? _("  hidden") : "");
    }
}

static void put_tallies(const struct roster_summary *s, struct buf *out)
{
    put_cell(out, _("Field and grade"), FIELD_CELLS);
    put_right(out, _("Papers"));
    put_right(out, _("Exempt"));
    put_right(out, _("Extra"));
    buf_add_text(out, "\n");
    for (size_t i = 0; i < s->tallies; i++) {
        const struct roster_tally *t = &s->tally[i];
        char name[2 * ROSTER_TITLE_MAX];
        snprintf(name, sizeof name, "%s %s %s", t->field, t->grade, t->title);
        put_cell(out, name, FIELD_CELLS);
        put_number(out, t->papers);
        put_number(out, t->exempt);
        put_number(out, t->extra);
        buf_add_text(out, "\n");
    }
}

static size_t passed_for(const struct roster_summary *s, enum roster_pass why)
{
    size_t n = 0;
    for (size_t i = 0; i < s->passed_over; i++)
        n += s->passed[i].why == why;
    return n;
}

static void put_passed(const struct roster_summary *s, bool is_long, struct buf *out)
{
    for (int why = 0; why < ROSTER_PASSES; why++) {
        size_t n = passed_for(s, (enum roster_pass)why);
        if (n)
            buf_printf(out, _("    %zu passed over: %s\n"), n,
                       roster_pass_name((enum roster_pass)why));
        for (size_t i = 0, shown = 0; is_long && n && i < s->passed_over; i++) {
            if (s->passed[i].why != (enum roster_pass)why)
                continue;
            if (shown++ < SHOWN_MAX)
                buf_printf(out, _("      row %zu: %s\n"), s->passed[i].line, s->passed[i].text);
        }
        if (is_long && n > SHOWN_MAX)
            buf_printf(out, _("      and %zu more; --json lists them all\n"), n - SHOWN_MAX);
    }
}

void roster_report_rewritten(const struct roster_rewritten *x, char *out, size_t room)
{
    bool is_exempt = x->meaning == ROSTER_EXEMPT;
    const char *read = !is_exempt                    ? x->read
                       : strcmp(x->read, "yes") == 0 ? _("exempt")
                                                     : _("not exempt");
    if (x->kind == ROSTER_REWRITE_EMPTY)
        snprintf(out, room,
                 P_("%zu row: %s is left empty, taken from the same person's other row",
                    "%zu rows: %s is left empty, taken from the same person's other row", x->rows),
                 x->rows, roster_meaning_name(x->meaning));
    else if (x->kind == ROSTER_REWRITE_VALUE)
        snprintf(
            out, room,
            P_("%zu row: %s \"%s\" is taken as %s", "%zu rows: %s \"%s\" is taken as %s", x->rows),
            x->rows, roster_meaning_name(x->meaning), x->written, read);
    else
        snprintf(out, room,
                 P_("%zu row: %s written like \"%s\" is taken as %s",
                    "%zu rows: %s written like \"%s\" is taken as %s", x->rows),
                 x->rows, roster_meaning_name(x->meaning), x->written, read);
}

static void put_rewritten(const struct roster_summary *s, struct buf *out)
{
    char text[ROSTER_REWRITTEN_MAX];
    for (size_t i = 0; i < s->rewrites; i++) {
        roster_report_rewritten(&s->rewritten[i], text, sizeof text);
        buf_printf(out, _("    %s (first in row %zu)\n"), text, s->rewritten[i].line);
    }
}

void roster_report_text(const struct roster_summary *s, const char *file, bool is_long,
                        struct buf *out)
{
    buf_printf(out, "%s%s%s\n", file, s->sheet[0] ? ", " : "", s->sheet);
    if (s->columns)
        put_columns(s, out);
    if (s->tallies)
        put_tallies(s, out);
    buf_printf(out,
               _("%zu papers of %zu people: %zu exempt, %zu with extra time, %zu with a seat in "
                 "the roster; %zu people with an identity number\n"),
               s->papers, s->people, s->exempt, s->extra, s->seats, s->identities);
    buf_printf(out, _("%zu rows: %zu taken, %zu rejected, %zu passed over\n"), s->rows, s->taken,
               s->rejected, s->passed_over);
    put_passed(s, is_long, out);
    put_rewritten(s, out);
    if (s->converted)
        buf_printf(out, _("    %zu cells were in an old encoding and have been converted\n"),
                   s->converted);
    if (s->hidden_rows || s->hidden_columns)
        buf_printf(out, _("    hidden in the sheet: %zu rows, %zu columns\n"), s->hidden_rows,
                   s->hidden_columns);
}

static void json_columns(const struct roster_summary *s, struct json *j)
{
    json_key(j, "columns");
    json_open_array(j);
    for (size_t i = 0; i < s->columns; i++) {
        const struct roster_column *c = &s->column[i];
        json_open_object(j);
        json_pair(j, "place", c->place);
        json_pair(j, "title", c->title);
        json_pair(j, "meaning", roster_meaning_word(c->meaning));
        json_pair_bool(j, "hidden", c->is_hidden);
        json_pair_uint(j, "filled", c->filled);
        json_close(j);
    }
    json_close(j);
}

static void json_tallies(const struct roster_summary *s, struct json *j)
{
    json_key(j, "tracks");
    json_open_array(j);
    for (size_t i = 0; i < s->tallies; i++) {
        const struct roster_tally *t = &s->tally[i];
        json_open_object(j);
        json_pair(j, "field", t->field);
        json_pair(j, "grade", t->grade);
        json_pair(j, "title", t->title);
        json_pair_uint(j, "papers", t->papers);
        json_pair_uint(j, "exempt", t->exempt);
        json_pair_uint(j, "extra_time", t->extra);
        json_close(j);
    }
    json_close(j);
}

static void json_passed(const struct roster_summary *s, struct json *j)
{
    json_key(j, "passed");
    json_open_array(j);
    for (size_t i = 0; i < s->passed_over; i++) {
        json_open_object(j);
        json_pair(j, "why", roster_pass_word(s->passed[i].why));
        json_pair(j, "sheet", s->passed[i].sheet);
        json_pair_uint(j, "line", s->passed[i].line);
        json_pair(j, "text", s->passed[i].text);
        json_close(j);
    }
    json_close(j);
}

static void json_rewritten(const struct roster_summary *s, struct json *j)
{
    json_key(j, "rewritten");
    json_open_array(j);
    for (size_t i = 0; i < s->rewrites; i++) {
        const struct roster_rewritten *x = &s->rewritten[i];
        json_open_object(j);
        json_pair(j, "meaning", roster_meaning_word(x->meaning));
        json_pair(j, "kind", roster_rewrite_word(x->kind));
        json_pair(j, "written", x->written);
        json_pair(j, "read", x->read);
        json_pair_uint(j, "rows", x->rows);
        json_pair_uint(j, "line", x->line);
        json_close(j);
    }
    json_close(j);
}

void roster_report_json(const struct roster_summary *s, const char *file, struct json *j)
{
    const struct {
        const char *key;
        size_t n;
    } numbers[] = {{"heading_line", s->heading_line},
                   {"rows", s->rows},
                   {"taken", s->taken},
                   {"rejected", s->rejected},
                   {"passed_over", s->passed_over},
                   {"people", s->people},
                   {"papers", s->papers},
                   {"exempt", s->exempt},
                   {"extra_time", s->extra},
                   {"seats", s->seats},
                   {"identities", s->identities},
                   {"hidden_rows", s->hidden_rows},
                   {"hidden_columns", s->hidden_columns},
                   {"converted", s->converted}};
    json_pair(j, "file", file);
    json_pair(j, "sheet", s->sheet);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        json_pair_uint(j, numbers[i].key, numbers[i].n);
    json_columns(s, j);
    json_tallies(s, j);
    json_passed(s, j);
    json_rewritten(s, j);
}
