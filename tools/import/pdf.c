#include "tools/import/pdf.h"

#include "app/core/i18n.h"
#include "tools/import/heading.h"
#include "tools/import/markup.h"
#include "tools/import/pdf_breaks.h"
#include "tools/import/pdf_cut.h"
#include "tools/import/pdf_table.h"
#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

enum {
    INDENT_MAX = 40 /* points */,
    TABLES_MAX = 4096,
    AHEAD = 4,
    GAP_MAX = 200,
    CELL_MAX = 256 * 1024
};

enum part { PART_OTHER, PART_HEADING, PART_HEAD, PART_BODY };

/* A row under way. */
struct row {
    bool open;
    uint32_t page;
    char number[FINDINGS_NUMBER_MAX];
    struct buf question, answer, grade;
    bool raised;   /* holds raised or lowered text that has no characters of its own */
    bool doubtful; /* it is not certain where it begins and ends */
};

struct reading {
    struct pdf_pages pages;
    struct importer *in;
    const struct fields *fields;
    struct pdf_columns *columns;
    size_t tables;   /* by their heads */
    uint8_t *part;   /* of each line: enum part */
    uint16_t *table; /* of each line of a body: which columns */
    bool is_cut;     /* rows begin where `cut` says, not beside their numbers */
    struct pdf_cut cut;
    struct pdf_breaks breaks;
    uint32_t first_unknown; /* page of the first line end behind / or - where nothing shows whether
                               a blank stood there */
    pdf_draw *draw;         /* gives the ruling lines, when they are needed; NULL for none */
    void *context;
    struct row row;
    size_t numbered; /* rows that have a number */
    long last;       /* number of the row before in this table; 0 at its beginning */
    char wrong[256]; /* what is wrong with the heading: every row under it is rejected so */
    size_t others;   /* lines outside of tables */
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

/* A heading: its words, and a table's head within the next lines. A question may begin with the
 * same words. */
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

/* A line over the next heading that is no part of the table before: it stands off from the line
 * above; at the top of a page, where nothing is above, it begins where no line of a question does.
 * */
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
            for (size_t k = i; k-- > 0 && i - k <= AHEAD && r->part[k] == PART_BODY &&
                               line_at(r, k)->page == line_at(r, i)->page;)
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
    importer_begin(r->in, page, 0, number);
    importer_wrong(r->in, "%s", why);
    importer_end(r->in);
}

/* Numbers run without a gap: one that is missing is a row that was lost, reported before the row
 * itself. What is wrong with this row's own number goes into `wrong`. */
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
    importer_begin(r->in, row->page, 0, row->number);
    if (wrong[0] || r->wrong[0])
        importer_wrong(r->in, "%s", wrong[0] ? wrong : r->wrong);
    if (row->question.failed || row->answer.failed || row->grade.failed)
        importer_wrong(r->in, _("a row longer than 256 KiB"));
    if (row->doubtful)
        importer_wrong(r->in, _("its number does not stand beside its first line, and where the "
                                "row begins and ends cannot be told for certain"));
    if (row->raised)
        importer_wrong(r->in, _("raised or lowered text that plain text cannot hold"));
    published_question(r->in, buf_text(&row->question), true);
    published_answer(r->in, buf_text(&row->answer));
    published_grade(r->in, buf_text(&row->grade));
    importer_end(r->in);
    row->open = false;
}

static void begin_row(struct reading *r, const struct pdf_line *l, const char *number)
{
    struct row *row = &r->row;
    end_row(r);
    row->open = true;
    row->page = l->page;
    row->raised = row->doubtful = false;
    r->numbered += number[0] != '\0';
    snprintf(row->number, sizeof row->number, "%.*s", (int)strcspn(number, "."), number);
    buf_clear(&row->question);
    buf_clear(&row->answer);
    buf_clear(&row->grade);
}

/* A word behind others of its cell: with a blank, or close behind them when it is raised or
 * lowered, or they were. */
static void add_word(struct reading *r, const struct pdf_word *w, const struct pdf_word **base,
                     const struct pdf_word *before, struct buf *cell)
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

/* Words of a line into their cells; only those of the question, or only the others, where they
 * belong to different rows. */
static void read_words(struct reading *r, size_t at, const struct pdf_columns *c, bool question,
                       bool others, struct buf cell[PDF_COLUMNS])
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

/* All words of the row that begins at this line and do not stand in its question. */
static void read_marks(struct reading *r, size_t at, const struct pdf_columns *c,
                       struct buf cell[PDF_COLUMNS])
{
    for (uint32_t i = r->cut.first[at]; i != PDF_CUT_NONE; i = r->cut.next[i])
        read_words(r, i, c, false, true, cell);
}

/* The next line of the question's cell. One that is broken behind a slash or a hyphen may go on
 * without a blank. */
static void add_question(struct reading *r, uint32_t page, const char *line)
{
    struct buf *question = &r->row.question;
    size_t unknown = r->breaks.unknown;
    int letter;
    bool tight = question->len && pdf_breaks_asks(buf_text(question)) &&
                 !published_marker(line, &letter) &&
                 pdf_breaks_tight(&r->breaks, buf_text(question), line);
    if (unknown == 0 && r->breaks.unknown)
        r->first_unknown = page;
    join(question, tight ? "" : "\n", line);
}

/* What a line's cells add to the row that is open. */
static void add_cells(struct reading *r, uint32_t page, struct buf cell[PDF_COLUMNS])
{
    struct row *row = &r->row;
    if (cell[PDF_QUESTION].len)
        add_question(r, page, buf_text(&cell[PDF_QUESTION]));
    if (cell[PDF_ANSWER].len)
        join(&row->answer, " ", buf_text(&cell[PDF_ANSWER]));
    if (cell[PDF_GRADE].len)
        join(&row->grade, " ", buf_text(&cell[PDF_GRADE]));
}

/* The cells of one line. */
static void read_body(struct reading *r, size_t at)
{
    const struct pdf_columns *c = &r->columns[r->table[at]];
    bool begins = r->is_cut && r->cut.begins[at] != PDF_CUT_INSIDE, raised = r->row.raised;
    struct buf cell[PDF_COLUMNS];
    for (int i = 0; i < PDF_COLUMNS; i++)
        buf_init(&cell[i], CELL_MAX);
    r->row.raised = false;
    read_words(r, at, c, true, !r->is_cut, cell);
    if (begins)
        read_marks(r, at, c, cell);
    bool here = r->row.raised,
         second = r->row.open && ((cell[PDF_ANSWER].len && r->row.answer.len) ||
                                  (cell[PDF_GRADE].len && r->row.grade.len));
    r->row.raised = raised;
    if (begins || !r->row.open || (!r->is_cut && (cell[PDF_NUMBER].len || second)))
        begin_row(r, line_at(r, at), buf_text(&cell[PDF_NUMBER]));
    r->row.raised = r->row.raised || here;
    r->row.doubtful = r->row.doubtful || (begins && r->cut.begins[at] == PDF_CUT_DOUBTFUL);
    add_cells(r, line_at(r, at)->page, cell);
    for (int i = 0; i < PDF_COLUMNS; i++)
        buf_free(&cell[i]);
}

/* All lines of a heading, joined; the line behind it comes back. */
static size_t read_heading(struct reading *r, size_t at)
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
        importer_category(r->in, category);
    } else {
        struct findings_place place = {r->in->file, line_at(r, at)->page, 0, NULL};
        findings_add_at(r->in->findings, FINDINGS_ERROR, &place, "%s: %.100s", why,
                        buf_text(&text));
        snprintf(r->wrong, sizeof r->wrong, "%s", why);
        importer_category(r->in, "");
    }
    buf_free(&text);
    return i;
}

/* True when the line with a row's number begins the row: text of the question beside it that is no
 * later option. */
static bool begins_row(const struct reading *r, const struct pdf_line *l,
                       const struct pdf_columns *c)
{
    const struct pdf_word *second = l->words > 1 ? &r->pages.word[l->word + 1] : NULL;
    int letter = 0;
    return second && pdf_columns_of(c, &r->pages, second, false) == PDF_QUESTION &&
           (!published_marker(pdf_word_text(&r->pages, second), &letter) || letter == 0);
}

/* True when rows have their numbers elsewhere than beside their first line: the first line of a
 * table has none, or a number stands beside a later option, or alone. */
static bool is_apart(const struct reading *r)
{
    bool first = true;
    for (size_t i = 0; i < r->pages.lines; i++) {
        const struct pdf_line *l = line_at(r, i);
        first = first || r->part[i] == PART_HEADING;
        if (r->part[i] != PART_BODY)
            continue;
        bool number = pdf_columns_of(&r->columns[r->table[i]], &r->pages, &r->pages.word[l->word],
                                     true) == PDF_NUMBER;
        if (number ? !begins_row(r, l, &r->columns[r->table[i]]) : first)
            return true;
        first = false;
    }
    return false;
}

static enum err_code cut_pages(struct reading *r, const struct pdf_rules *rules, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0, to; rc == ERR_OK && i < r->pages.lines; i = to) {
        to = i + 1;
        if (r->part[i] == PART_HEADING)
            pdf_cut_heading(&r->cut);
        if (r->part[i] != PART_BODY)
            continue;
        while (to < r->pages.lines && r->part[to] == PART_BODY &&
               line_at(r, to)->page == line_at(r, i)->page)
            to++;
        rc = pdf_cut_page(&r->cut, &r->pages, &r->columns[r->table[i]], rules, i, to, e);
    }
    return rc;
}

static enum err_code find_rows(struct reading *r, struct err *e)
{
    struct pdf_rules rules = {0};
    struct err why = {0};
    if (r->draw && r->draw(r->context, &rules, &why) != ERR_OK) {
        findings_add(r->in->findings, FINDINGS_WARNING, r->in->file, 0,
                     _("the ruling lines between rows cannot be read: %s"), why.text);
        pdf_rules_free(&rules);
    }
    enum err_code rc = pdf_cut_init(&r->cut, r->pages.lines, e);
    do
        rc = rc == ERR_OK ? cut_pages(r, &rules, e) : rc;
    while (rc == ERR_OK && pdf_cut_again(&r->cut, r->pages.lines));
    r->is_cut = true;
    pdf_rules_free(&rules);
    return rc;
}

/* Words in the tables that stand left of all questions and are numbers, whatever was made of their
 * rows. */
static size_t count_numbers(const struct reading *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->pages.lines; i++) {
        const struct pdf_line *l = line_at(r, i);
        for (size_t k = 0; r->part[i] == PART_BODY && k < l->words; k++) {
            const struct pdf_word *w = &r->pages.word[l->word + k];
            const char *text = pdf_word_text(&r->pages, w);
            size_t digits = strspn(text, "0123456789");
            n += digits && (!text[digits] || strcmp(text + digits, ".") == 0) &&
                 w->x0 < r->columns[r->table[i]].left - 1;
        }
    }
    return n;
}

static enum err_code read_lines(struct reading *r, struct err *e)
{
    enum err_code rc = mark_parts(r, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; i < r->pages.lines; i++)
        if (r->part[i] == PART_BODY)
            pdf_columns_learn(&r->columns[r->table[i]], &r->pages, line_at(r, i));
    unmark_titles(r);
    if ((rc = pdf_breaks_learn(&r->breaks, &r->pages, e)) != ERR_OK)
        return rc;
    if (is_apart(r) && (rc = find_rows(r, e)) != ERR_OK)
        return rc;
    for (size_t i = 0; i < r->pages.lines;) {
        if (r->part[i] == PART_HEADING && !line_at(r, i)->furniture) {
            i = read_heading(r, i);
            continue;
        }
        if (r->part[i] == PART_BODY)
            read_body(r, i);
        else if (r->part[i] == PART_OTHER && !line_at(r, i)->furniture)
            r->others++;
        i++;
    }
    end_row(r);
    if (r->tables)
        importer_compare(r->in, _("row numbers (STT)"), count_numbers(r), r->numbered);
    return r->tables
               ? ERR_OK
               : err_set(e, ERR_FORMAT, _("no table with the head STT, Câu hỏi, Đáp án, Hạng"));
}

enum err_code pdf_read_boxes(FILE *boxes, pdf_draw *draw, void *context,
                             const struct fields *fields, struct importer *in, struct err *e)
{
    struct reading r = {.in = in, .fields = fields, .draw = draw, .context = context};
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
        rc = r.columns && r.part && r.table ? read_lines(&r, e) : err_memory(e);
    }
    if (rc == ERR_OK && r.breaks.unknown) {
        struct findings_place place = {in->file, r.first_unknown, 0, NULL};
        findings_add_at(in->findings, FINDINGS_WARNING, &place,
                        _("%zu lines end behind / or -, and nothing else in the document shows "
                          "whether a blank follows; the "
                          "first one is on this page"),
                        r.breaks.unknown);
    }
    if (rc == ERR_OK && r.others)
        findings_add(in->findings, FINDINGS_WARNING, in->file, 0,
                     _("%zu lines of text stand outside of the tables and were not read"),
                     r.others);
    free(r.columns);
    free(r.part);
    free(r.table);
    pdf_cut_free(&r.cut);
    pdf_breaks_free(&r.breaks);
    buf_free(&r.row.question);
    buf_free(&r.row.answer);
    buf_free(&r.row.grade);
    pdf_pages_free(&r.pages);
    return rc;
}
