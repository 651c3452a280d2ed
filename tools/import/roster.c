#include "tools/import/roster.h"

#include "app/core/clock.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/roster_parts.h"
#include "tools/import/roster_template.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose row it is: the name, else the number. */
static void tell_who(const struct roster_reading *r, char out[FINDINGS_WHO_MAX])
{
    const char *name = roster_get(r, ROSTER_NAME), *family = roster_get(r, ROSTER_FAMILY),
               *given = roster_get(r, ROSTER_GIVEN);
    if (name[0])
        family = name;
    if (family[0] || given[0])
        snprintf(out, FINDINGS_WHO_MAX, "%s%s%s", family, family[0] && given[0] ? " " : "", given);
    else
        snprintf(out, FINDINGS_WHO_MAX, "%s", roster_get(r, ROSTER_SBD));
}

void roster_complain(struct roster_reading *r, enum findings_kind kind, enum roster_meaning m,
                     const char *fmt, ...)
{
    char text[900], room[ROWS_PLACE_MAX] = "", who[FINDINGS_WHO_MAX];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (r->head.place[m] >= 0)
        roster_cell_place(&r->sheets, r->row, (size_t)r->head.place[m], room);
    tell_who(r, who);
    const struct findings_place at = {.file = r->file, .line = r->row->line, .number = room};
    findings_add_about(r->findings, kind, &at, who, "%s", text);
    r->row_failed = r->row_failed || kind == FINDINGS_ERROR;
}

const char *roster_get(const struct roster_reading *r, enum roster_meaning m)
{
    const char *text =
        r->head.place[m] >= 0 ? roster_cell_value(r->row, (size_t)r->head.place[m]) : "";
    /* the sign by which a spreadsheet is told that digits are text, typed into the cell itself */
    return text[0] == '\'' && text[1] >= '0' && text[1] <= '9' ? text + 1 : text;
}

/* ---- rows ---- */

/* The row's beginning: its cells joined. */
static void excerpt(const struct roster_row *row, char *out, size_t room)
{
    char all[4 * ROSTER_PASSED_TEXT_MAX] = "";
    size_t n = 0;
    for (size_t i = 0; i < row->cells && n < sizeof all; i++)
        if (roster_cell_text(row, i)[0])
            n += (size_t)snprintf(all + n, sizeof all - n, "%s%s", n ? " | " : "",
                                  roster_cell_text(row, i));
    text_clean(all, out, room);
}

static bool pass_over(struct roster_reading *r, const struct roster_row *row, enum roster_pass why)
{
    struct roster_summary *s = r->summary;
    size_t room = s->passed_over < 16 ? 16 : s->passed_over; /* doubled when it is full */
    if (s->passed_over == 0 ||
        (s->passed_over >= 16 && (s->passed_over & (s->passed_over - 1)) == 0)) {
        struct roster_passed *grown =
            realloc(s->passed, (s->passed_over ? room * 2 : room) * sizeof *grown);
        if (!grown)
            return false;
        s->passed = grown;
    }
    struct roster_passed *p = &s->passed[s->passed_over++];
    *p = (struct roster_passed){.why = why, .line = row->line};
    snprintf(p->sheet, sizeof p->sheet, "%s",
             r->sheets.is_workbook ? r->sheets.name[row->sheet] : "");
    excerpt(row, p->text, sizeof p->text);
    return true;
}

static void refuse_row(struct roster_reading *r, const struct roster_row *row, const char *why)
{
    findings_add(r->findings, FINDINGS_ERROR, r->file, row->line, "%s", why);
    r->summary->rejected++;
}

/* A paper, hidden or not. */
static void read_paper(struct roster_reading *r, const struct roster_row *row)
{
    r->row = row;
    if (row->is_hidden) {
        refuse_row(r, row,
                   _("a hidden row with a candidate in it; show it, or delete it, so that "
                     "everybody sees who is on the list"));
        return;
    }
    if (roster_paper_read(r))
        r->summary->taken++;
    else
        r->summary->rejected++;
}

static void read_row(struct roster_reading *r, const struct roster_row *row, enum roster_pass *was)
{
    enum roster_pass why = ROSTER_PASSES;
    size_t at = (size_t)(row - r->sheets.row);
    r->summary->hidden_rows += row->is_hidden && row->sheet == r->head.sheet;
    if (row->sheet != r->head.sheet)
        why = ROSTER_PASS_SHEET;
    else if (at >= r->head.first && at < r->head.first + r->head.rows)
        why = ROSTER_PASS_HEADINGS;
    else if (row->why)
        refuse_row(r, row, row->why);
    else
        switch (roster_row_judge(r, row, *was, &why)) {
        case ROSTER_ROW_PAPER:
            read_paper(r, row);
            why = ROSTER_PASSES;
            break;
        case ROSTER_ROW_PASS: break;
        case ROSTER_ROW_REJECT:
            r->summary->rejected++;
            why = ROSTER_PASSES;
            break;
        }
    if (why != ROSTER_PASSES && !pass_over(r, row, why))
        refuse_row(r, row, _("out of memory"));
    *was = why;
}

/* ---- other sheets ---- */

/* The sheet that explains our own template: of its name, and with the template's headings down its
 * first column from the second row on. */
static bool is_explanation(const struct roster_reading *r, size_t sheet)
{
    size_t n = 0;
    if (strcmp(r->sheets.name[sheet], roster_template_help()) != 0)
        return false;
    for (size_t i = 0; i < r->sheets.rows && roster_template_heading(n); i++) {
        const struct roster_row *row = &r->sheets.row[i];
        if (row->sheet == sheet && row->line == n + 2 &&
            strcmp(roster_cell_text(row, 0), roster_template_heading(n)) == 0)
            n++;
    }
    return !roster_template_heading(n);
}

static void tell_sheets(struct roster_reading *r)
{
    size_t *rows = calloc(r->sheets.names + 1, sizeof *rows);
    for (size_t i = 0; rows && i < r->sheets.rows; i++)
        rows[r->sheets.row[i].sheet]++;
    for (size_t i = 0; rows && i < r->sheets.names; i++)
        if (i != r->head.sheet && rows[i] && !is_explanation(r, i))
            findings_add(r->findings, FINDINGS_WARNING, r->file, 0,
                         _("%zu rows of the sheet \"%s\" were not read; the roster is \"%s\""),
                         rows[i], r->sheets.name[i], r->summary->sheet);
    free(rows);
}

static void judge_sheets(struct roster_reading *r)
{
    struct roster_head h;
    bool *told = calloc(r->sheets.names + 1, sizeof *told);
    for (size_t i = 0; told && i < r->sheets.rows; i++) {
        const struct roster_row *row = &r->sheets.row[i];
        if (row->sheet == r->head.sheet)
            continue;
        if (!told[row->sheet] && roster_head_stands_at(&r->sheets, i, &r->mappings, &h)) {
            told[row->sheet] = true;
            findings_add(
                r->findings, FINDINGS_ERROR, r->file, row->line,
                row->is_sheet_hidden
                    ? _("the hidden sheet \"%s\" holds a list too; show it or delete it, "
                        "and put all candidates on one sheet")
                    : _("the sheet \"%s\" holds a list too; put all candidates on one sheet, or "
                        "each list into a file of its own"),
                r->sheets.name[row->sheet]);
        }
    }
    free(told);
    tell_sheets(r);
    if (r->sheets.row[r->head.first].is_sheet_hidden)
        findings_add(r->findings, FINDINGS_ERROR, r->file, r->summary->heading_line,
                     _("the list stands on the hidden sheet \"%s\" alone; show it"),
                     r->summary->sheet);
}

/* ---- the whole ---- */

static void tell_encodings(struct roster_reading *r)
{
    for (size_t i = 0;
         i < sizeof r->sheets.encoding / sizeof r->sheets.encoding[0] && r->sheets.encoding[i].name;
         i++) {
        r->summary->converted += r->sheets.encoding[i].cells;
        findings_add(
            r->findings, FINDINGS_WARNING, r->file, 0,
            _("%zu cells stood in %s, not in UTF-8, and were converted; look some names through"),
            r->sheets.encoding[i].cells, r->sheets.encoding[i].name);
    }
}

/* Signatures, sums and notes below the people are no values of a column. */
static bool was_passed_over(const struct roster_reading *r, const struct roster_row *row)
{
    const struct roster_summary *s = r->summary;
    for (size_t i = 0; i < s->passed_over; i++)
        if (s->passed[i].line == row->line && strcmp(s->passed[i].sheet, s->sheet) == 0)
            return true;
    return false;
}

/* The first values of a column that differ, of the rows below the headings. */
static void take_samples(const struct roster_reading *r, struct roster_column *c)
{
    size_t n = 0;
    for (size_t i = r->head.first + r->head.rows; i < r->sheets.rows && n < ROSTER_SAMPLES; i++) {
        const struct roster_row *row = &r->sheets.row[i];
        char text[ROSTER_SAMPLE_MAX];
        bool is_new = row->sheet == r->head.sheet && !row->is_hidden;
        text_clean(roster_cell_text(row, c->at), text, sizeof text);
        for (size_t k = 0; k < n; k++)
            is_new = is_new && strcmp(c->sample[k], text) != 0;
        if (is_new && text[0] && !was_passed_over(r, row))
            memcpy(c->sample[n++], text, sizeof text);
    }
}

/* Columns with a heading, and the one that holds the other half of the name. */
static bool keep_columns(struct roster_reading *r)
{
    struct roster_summary *s = r->summary;
    if (!(s->column = calloc(r->head.columns + 1, sizeof *s->column)))
        return false;
    for (size_t i = 0; i < r->head.columns; i++) {
        const struct roster_column *c = &r->head.column[i];
        char room[ROWS_PLACE_MAX];
        if (!c->title[0] && c->meaning == ROSTER_UNKNOWN)
            continue;
        s->column[s->columns] = *c;
        roster_cell_place(&r->sheets, &r->sheets.row[r->head.first], c->at, room);
        if (r->sheets.is_workbook)
            room[strcspn(room, "0123456789")] = '\0';
        snprintf(s->column[s->columns].place, sizeof s->column[0].place, "%s", room);
        take_samples(r, &s->column[s->columns]);
        s->hidden_columns += c->is_hidden;
        s->columns++;
    }
    return true;
}

/* With the row that has the most cells: who reads it sees what became of the headings. */
static enum err_code no_head_at_all(const struct roster_reading *r, struct err *e)
{
    const struct roster_row *widest = NULL;
    char text[ROSTER_PASSED_TEXT_MAX];
    for (size_t i = 0; i < r->sheets.rows; i++)
        if (!widest || roster_row_filled(&r->sheets.row[i]) > roster_row_filled(widest))
            widest = &r->sheets.row[i];
    if (!widest)
        return err_set(e, ERR_FORMAT, _("%s: nothing is written in it"), r->file);
    excerpt(widest, text, sizeof text);
    return err_set(e, ERR_FORMAT,
                   _("%s: no heading line with SBD, name, field and grade; row %zu is: %s"),
                   r->file, widest->line, text);
}

static enum err_code no_headings(struct roster_reading *r, struct err *e)
{
    char lacks[600];
    for (size_t i = 0; i < r->sheets.rows; i++)
        if (r->sheets.row[i].why)
            findings_add(r->findings, FINDINGS_ERROR, r->file, r->sheets.row[i].line, "%s",
                         r->sheets.row[i].why);
    if (r->head.columns == 0)
        return no_head_at_all(r, e);
    if (!keep_columns(r))
        return err_memory(e);
    roster_head_judge(&r->sheets, &r->head, &r->mappings, r->options->by_keys, r->file,
                      r->findings);
    roster_head_lacks(&r->head, lacks, sizeof lacks);
    return err_set(e, ERR_FORMAT, _("%s: row %zu looks like the headings, but lacks: %s"), r->file,
                   r->sheets.row[r->head.first].line, lacks);
}

static enum err_code read_rows(struct roster_reading *r, struct err *e)
{
    enum roster_pass was = ROSTER_PASSES;
    struct roster_summary *s = r->summary;
    if (!roster_head_find(&r->sheets, &r->mappings, &r->head))
        return no_headings(r, e);
    snprintf(s->sheet, sizeof s->sheet, "%s",
             r->sheets.is_workbook ? r->sheets.name[r->head.sheet] : "");
    s->heading_line = r->sheets.row[r->head.first].line;
    roster_head_join_names(&r->sheets, &r->head);
    roster_head_judge(&r->sheets, &r->head, &r->mappings, r->options->by_keys, r->file,
                      r->findings);
    judge_sheets(r);
    if (!roster_has_birth(r))
        findings_add(r->findings, FINDINGS_WARNING, r->file, s->heading_line,
                     _("no column for the date of birth"));
    roster_rows_begin(r);
    roster_persons_init(r);
    for (size_t i = 0; i < r->sheets.rows; i++)
        read_row(r, &r->sheets.row[i], &was);
    roster_persons_suspect_zeros(r);
    roster_paper_tally(r);
    roster_paper_suspect_fields(r);
    roster_persons_free(r);
    if (!keep_columns(r))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    if (r->findings->errors == 0 && r->out->papers == 0)
        return err_set(e, ERR_FORMAT, _("%s: no candidate in it"), r->file);
    return ERR_OK;
}

enum err_code roster_read(const char *text, size_t len, const char *file,
                          const struct roster_options *options, struct roster *out,
                          struct roster_summary *s, struct findings *f, struct err *e)
{
    struct roster_reading *r = calloc(1, sizeof *r);
    *out = (struct roster){0};
    *s = (struct roster_summary){0};
    if (!r)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    *r = (struct roster_reading){.options = options,
                                 .mappings = {options->mapping, options->mappings},
                                 .file = file,
                                 .findings = f,
                                 .out = out,
                                 .summary = s};
    const struct clock_source clock = clock_system();
    r->day = options->day ? options->day : clock_wall_ms(&clock) / 1000;
    enum err_code rc = roster_sheets_read(&r->sheets, text, len, e);
    s->rows = r->sheets.rows;
    if (rc != ERR_OK)
        rc = err_prefix(e, file);
    else
        rc = read_rows(r, e);
    tell_encodings(r);
    if (rc != ERR_OK) {
        s->rejected = s->rows - s->taken - s->passed_over; /* nobody can say what the others are */
        roster_free(out);
    }
    roster_sheets_free(&r->sheets);
    free(r);
    return rc;
}

void roster_free(struct roster *r)
{
    for (size_t i = 0; i < r->candidates; i++)
        free(r->identity[i]);
    free(r->identity);
    for (size_t i = 0; r->note && i < r->papers; i++)
        free(r->note[i]);
    free(r->note);
    free(r->candidate);
    free(r->paper);
    *r = (struct roster){0};
}

void roster_summary_free(struct roster_summary *s)
{
    free(s->column);
    free(s->tally);
    free(s->passed);
    free(s->rewritten);
    *s = (struct roster_summary){0};
}
