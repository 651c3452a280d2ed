#include "tools/import/pdf.h"

#include "app/core/i18n.h"
#include "tools/import/heading.h"
#include "tools/import/markup.h"
#include "tools/import/pdf_middle.h"
#include "tools/import/pdf_table.h"
#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT_MAX = 40 /* points */, TABLES_MAX = 4096, AHEAD = 4, GAP_MAX = 200, CELL_MAX = 256 * 1024 };

enum part { PART_OTHER, PART_HEADING, PART_HEAD, PART_BODY };

/* A row under way. */
struct row {
    bool open;
    uint32_t page;
    char number[FINDINGS_NUMBER_MAX];
    struct buf question, answer, grade;
    bool raised;         /* holds raised or lowered text that has no characters of its own */
};

struct reading {
    struct pdf_pages pages;
    struct intake *in;
    const struct fields *fields;
    struct pdf_columns *columns; size_t tables; /* by their heads */
    uint8_t *part;       /* of each line: enum part */
    uint16_t *table;     /* of each line of a body: which columns */
    uint32_t *lender;    /* where numbers stand in the middle of rows: of each line that begins a row, the line its number stands in; else NULL */
    struct row row;
    long last;           /* number of the row before in this table; 0 at its beginning */
    char wrong[256];     /* what is wrong with the heading: every row under it is rejected so */
    size_t others;       /* lines outside of tables */
};

static const struct pdf_line *line_at(const struct reading *r, size_t i)
{
    return &r->pages.line[i];
}

/* The next line that is no page number; lines when there is none. */
static size_t next_line(const struct reading *r, size_t i)
{
    for (i++; i < r->pages.lines && line_at(r, i)->furniture; i++)
        ;
    return i;
}

static long find_table(struct reading *r, const struct pdf_columns *c)
{
    for (size_t i = 0; i < r->tables; i++)
        if (pdf_columns_same(&r->columns[i], c))
            return (long)i;
    if (r->tables == TABLES_MAX)
        return -1;
    r->columns[r->tables] = *c;
    return (long)r->tables++;
}

/* A heading: its words, and a table's head within the next lines. A question may begin with the same words. */
static bool is_heading(const struct reading *r, size_t at)
{
    char *text = pdf_line_text(&r->pages, line_at(r, at));
    bool is = text && heading_begins(text);
    struct pdf_columns c;
    size_t first, last, i = at;
    free(text);
    for (int n = 0; is && n < AHEAD; n++) {
        i = next_line(r, i);
        if (i >= r->pages.lines)
            return false;
        if (pdf_table_head(&r->pages, i, &c, &first, &last))
            return true;
    }
    return false;
}

/* Says of each line what it is part of. */
static enum err_code mark_parts(struct reading *r, struct err *e)
{
    struct pdf_columns c;
    size_t first, last;
    long table = -1;
    bool in_heading = false;
    for (size_t i = 0; i < r->pages.lines; i++) {
        if (line_at(r, i)->furniture)
            continue;
        if (pdf_table_head(&r->pages, i, &c, &first, &last)) {
            if ((table = find_table(r, &c)) < 0)
                return err_set(e, ERR_LIMIT, _("tables of too many shapes"));
            for (size_t k = first; k <= last; k++)
                r->part[k] = PART_HEAD;
            i = last;
            in_heading = false;
        } else if (is_heading(r, i)) {
            r->part[i] = PART_HEADING;
            in_heading = true;
            table = -1;
        } else if (in_heading) {
            r->part[i] = PART_HEADING;
        } else if (table >= 0) {
            r->part[i] = PART_BODY;
            r->table[i] = (uint16_t)table;
        }
    }
    return ERR_OK;
}

/* A line over the next heading that is no part of the table before: it stands off from the line above; at the top of a page, where nothing is above, it
 * begins where no line of a question does. */
static bool is_title(const struct reading *r, size_t at)
{
    const struct pdf_line *l = line_at(r, at), *above = at ? line_at(r, at - 1) : NULL;
    const struct pdf_columns *c = &r->columns[r->table[at]];
    float x = r->pages.word[l->word].x0;
    if (above && above->page == l->page && !above->furniture)
        return l->y0 - above->y1 > l->y1 - l->y0;
    return x < c->number0 - 1 || x > c->left + INDENT_MAX;
}

/* Titles over the next heading ("HẠNG II") are not read as the last row's text. */
static void unmark_titles(struct reading *r)
{
    for (size_t i = 1; i < r->pages.lines; i++)
        if (r->part[i] == PART_HEADING && r->part[i - 1] == PART_BODY)
            for (size_t k = i; k-- > 0 && i - k <= AHEAD && r->part[k] == PART_BODY && line_at(r, k)->page == line_at(r, i)->page;)
                for (size_t m = k; m < i && is_title(r, k); m++)
                    r->part[m] = PART_OTHER;
}

static void join(struct buf *b, const char *between, const char *text)
{
    if (b->len)
        buf_add_text(b, between);
    buf_add_text(b, text);
}

static void reject(struct reading *r, uint32_t page, const char *number, const char *why)
{
    intake_begin(r->in, page, 0, number);
    intake_wrong(r->in, "%s", why);
    intake_end(r->in);
}

/* Numbers run without a gap: one that is missing is a row that was lost, reported before the row itself. What is wrong with this row's own number goes
 * into `wrong`. */
static void check_number(struct reading *r, char *wrong, size_t room)
{
    const struct row *row = &r->row;
    long n = strtol(row->number, NULL, 10);
    char number[FINDINGS_NUMBER_MAX];
    if (!row->number[0]) {
        snprintf(wrong, room, "%s", _("no number (STT) in the row"));
        r->last++;
    } else if (n <= r->last) {
        snprintf(wrong, room, _("the number %ld follows %ld"), n, r->last);
    } else {
        for (long gap = r->last + 1; gap < n && gap < r->last + GAP_MAX; gap++) {
            snprintf(number, sizeof number, "%ld", gap);
            reject(r, row->page, number, _("no row has this number"));
        }
        r->last = n;
    }
}

static void end_row(struct reading *r)
{
    struct row *row = &r->row;
    char wrong[256] = "";
    if (!row->open)
        return;
    check_number(r, wrong, sizeof wrong);
    intake_begin(r->in, row->page, 0, row->number);
    if (wrong[0] || r->wrong[0])
        intake_wrong(r->in, "%s", wrong[0] ? wrong : r->wrong);
    if (row->question.failed || row->answer.failed || row->grade.failed)
        intake_wrong(r->in, _("a row longer than 256 KiB"));
    if (row->raised)
        intake_wrong(r->in, _("raised or lowered text that plain text cannot hold"));
    published_question(r->in, buf_text(&row->question), true);
    published_answer(r->in, buf_text(&row->answer));
    published_grade(r->in, buf_text(&row->grade));
    intake_end(r->in);
    row->open = false;
}

static void begin_row(struct reading *r, const struct pdf_line *l, const char *number)
{
    struct row *row = &r->row;
    end_row(r);
    row->open = true;
    row->page = l->page;
    row->raised = false;
    snprintf(row->number, sizeof row->number, "%.*s", (int)strcspn(number, "."), number);
    buf_clear(&row->question);
    buf_clear(&row->answer);
    buf_clear(&row->grade);
}

/* A word behind others of its cell: with a blank, or close behind them when it is raised or lowered, or they were. */
static void add_word(struct reading *r, const struct pdf_word *w, const struct pdf_word **base, const struct pdf_word *before, struct buf *cell)
{
    const char *text = pdf_word_text(&r->pages, w);
    char raised[256] = "";
    bool touches = before && pdf_word_touches(before, w), was = before && before != *base;
    int raise = touches && *base ? pdf_word_raise(*base, w) : 0;
    if (raise && markup_raise(text, raise < 0, raised, sizeof raised))
        text = raised;
    else if (raise)
        r->row.raised = true;
    if (!raise)
        *base = w;
    join(cell, touches && (raise || was) ? "" : " ", text);
}

/* Words of a line into their cells; only those of the question, or only the others, where they belong to different rows. */
static void take_words(struct reading *r, size_t at, const struct pdf_columns *c, bool question, bool others, struct buf cell[PDF_COLUMNS])
{
    const struct pdf_line *l = line_at(r, at);
    const struct pdf_word *base[PDF_COLUMNS] = {0}, *before[PDF_COLUMNS] = {0};
    for (size_t i = 0; i < l->words; i++) {
        const struct pdf_word *w = &r->pages.word[l->word + i];
        enum pdf_column column = pdf_columns_of(c, &r->pages, w, i == 0);
        if (column == PDF_QUESTION ? question : others)
            add_word(r, w, &base[column], before[column], &cell[column]);
        before[column] = w;
    }
}

/* The cells of one line. */
static void take_body(struct reading *r, size_t at)
{
    const struct pdf_line *l = line_at(r, at);
    const struct pdf_columns *c = &r->columns[r->table[at]];
    bool begins = r->lender && r->lender[at] != PDF_MIDDLE_NONE;
    struct buf cell[PDF_COLUMNS];
    bool raised = r->row.raised;
    for (int i = 0; i < PDF_COLUMNS; i++)
        buf_init(&cell[i], CELL_MAX);
    r->row.raised = false;
    take_words(r, at, c, true, !r->lender, cell);
    if (begins)
        take_words(r, r->lender[at], c, false, true, cell);
    bool here = r->row.raised;
    r->row.raised = raised;
    bool second = r->row.open && ((cell[PDF_ANSWER].len && r->row.answer.len) || (cell[PDF_GRADE].len && r->row.grade.len));
    if (begins || cell[PDF_NUMBER].len || !r->row.open || second)
        begin_row(r, l, buf_text(&cell[PDF_NUMBER]));
    r->row.raised = r->row.raised || here;
    if (cell[PDF_QUESTION].len)
        join(&r->row.question, "\n", buf_text(&cell[PDF_QUESTION]));
    if (cell[PDF_ANSWER].len)
        join(&r->row.answer, " ", buf_text(&cell[PDF_ANSWER]));
    if (cell[PDF_GRADE].len)
        join(&r->row.grade, " ", buf_text(&cell[PDF_GRADE]));
    for (int i = 0; i < PDF_COLUMNS; i++)
        buf_free(&cell[i]);
}

/* All lines of a heading, joined; the line behind it comes back. */
static size_t take_heading(struct reading *r, size_t at)
{
    struct buf text;
    char category[BANK_NAME_MAX];
    const char *why;
    size_t i = at;
    end_row(r);
    buf_init(&text, 64 * 1024);
    for (; i < r->pages.lines && (r->part[i] == PART_HEADING || line_at(r, i)->furniture); i++) {
        char *line = r->part[i] == PART_HEADING ? pdf_line_text(&r->pages, line_at(r, i)) : NULL;
        if (line)
            join(&text, " ", line);
        free(line);
    }
    r->wrong[0] = '\0';
    r->last = 0;
    if (heading_read(buf_text(&text), r->fields, category, sizeof category, &why)) {
        intake_category(r->in, category);
    } else {
        struct findings_place place = {r->in->file, line_at(r, at)->page, 0, NULL};
        findings_add_at(r->in->findings, FINDINGS_ERROR, &place, "%s: %.100s", why, buf_text(&text));
        snprintf(r->wrong, sizeof r->wrong, "%s", why);
        intake_category(r->in, "");
    }
    buf_free(&text);
    return i;
}

/* True when the line with a row's number begins the row: text of the question beside it that is no later option. */
static bool begins_row(const struct reading *r, const struct pdf_line *l, const struct pdf_columns *c)
{
    const struct pdf_word *second = l->words > 1 ? &r->pages.word[l->word + 1] : NULL;
    int letter = 0;
    return second && pdf_columns_of(c, &r->pages, second, false) == PDF_QUESTION && (!published_marker(pdf_word_text(&r->pages, second), &letter) || letter == 0);
}

/* Where numbers stand in the middle of their rows' height, more than now and then, the rows are cut by that. */
static bool is_middle(const struct reading *r)
{
    size_t rows = 0, inside = 0;
    for (size_t i = 0; i < r->pages.lines; i++) {
        const struct pdf_line *l = line_at(r, i);
        if (r->part[i] != PART_BODY || pdf_columns_of(&r->columns[r->table[i]], &r->pages, &r->pages.word[l->word], true) != PDF_NUMBER)
            continue;
        rows++;
        inside += !begins_row(r, l, &r->columns[r->table[i]]);
    }
    return inside * 5 > rows;
}

static enum err_code find_middles(struct reading *r, struct err *e)
{
    uint32_t carried = PDF_MIDDLE_NONE;
    enum err_code rc = ERR_OK;
    r->lender = malloc((r->pages.lines + 1) * sizeof *r->lender);
    if (!r->lender)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    memset(r->lender, 0xFF, (r->pages.lines + 1) * sizeof *r->lender);
    for (size_t i = 0, to; rc == ERR_OK && i < r->pages.lines; i = to) {
        to = i + 1;
        if (r->part[i] == PART_HEADING)
            carried = PDF_MIDDLE_NONE;
        if (r->part[i] != PART_BODY)
            continue;
        while (to < r->pages.lines && r->part[to] == PART_BODY && line_at(r, to)->page == line_at(r, i)->page)
            to++;
        rc = pdf_middle_page(&r->pages, &r->columns[r->table[i]], i, to, r->lender, &carried, e);
    }
    return rc;
}

static enum err_code take_lines(struct reading *r, struct err *e)
{
    enum err_code rc = mark_parts(r, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; i < r->pages.lines; i++)
        if (r->part[i] == PART_BODY)
            pdf_columns_learn(&r->columns[r->table[i]], &r->pages, line_at(r, i));
    unmark_titles(r);
    if (is_middle(r) && (rc = find_middles(r, e)) != ERR_OK)
        return rc;
    for (size_t i = 0; i < r->pages.lines;) {
        if (r->part[i] == PART_HEADING && !line_at(r, i)->furniture) {
            i = take_heading(r, i);
            continue;
        }
        if (r->part[i] == PART_BODY)
            take_body(r, i);
        else if (r->part[i] == PART_OTHER && !line_at(r, i)->furniture)
            r->others++;
        i++;
    }
    end_row(r);
    return r->tables ? ERR_OK : err_set(e, ERR_FORMAT, _("no table with the head STT, Câu hỏi, Đáp án, Hạng"));
}

enum err_code pdf_read_boxes(FILE *boxes, const struct fields *fields, struct intake *in, struct err *e)
{
    struct reading r = {.in = in, .fields = fields};
    buf_init(&r.row.question, CELL_MAX);
    buf_init(&r.row.answer, CELL_MAX);
    buf_init(&r.row.grade, CELL_MAX);
    enum err_code rc = pdf_pages_read(boxes, &r.pages, e);
    if (rc == ERR_OK)
        rc = pdf_pages_lines(&r.pages, e);
    if (rc == ERR_OK) {
        r.columns = calloc(TABLES_MAX, sizeof *r.columns);
        r.part = calloc(r.pages.lines + 1, sizeof *r.part);
        r.table = calloc(r.pages.lines + 1, sizeof *r.table);
        rc = r.columns && r.part && r.table ? take_lines(&r, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    }
    if (rc == ERR_OK && r.others)
        findings_add(in->findings, FINDINGS_WARNING, in->file, 0, _("%zu lines of text stand outside of the tables and were not read"), r.others);
    free(r.columns);
    free(r.part);
    free(r.table);
    free(r.lender);
    buf_free(&r.row.question);
    buf_free(&r.row.answer);
    buf_free(&r.row.grade);
    pdf_pages_free(&r.pages);
    return rc;
}
