#include "tools/import/word_table.h"

#include "app/core/i18n.h"
#include "tools/import/grid.h"
#include "tools/import/marks.h"
#include "tools/import/normal.h"
#include "tools/import/option_line.h"
#include "tools/import/prose.h"
#include "tools/import/published.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADING_ROWS = 20 };
static const char ANSWER[] = "Đáp án"; /* the heading of a column that the table lacks, as grid.c
                                          knows it */

/* ---- reading ---- */

/* The cell's paragraphs, those of tables in it too, joined by line ends. */
static enum err_code add_paragraphs(struct word_document *d, const xmlNode *node,
                                    struct word_text *cell, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (const xmlNode *c = node->children; rc == ERR_OK && c; c = c->next) {
        struct word_text t;
        if (c->type != XML_ELEMENT_NODE)
            continue;
        if (!xml_is(c, "p")) {
            rc = add_paragraphs(d, c, cell, e);
            continue;
        }
        rc = word_text_read(d, c, &t, e);
        if (rc == ERR_OK)
            rc = word_text_join(cell, &t, e);
        word_text_free(&t);
    }
    return rc;
}

static long span_of(const xmlNode *pr, const char *name)
{
    char *text = xml_attribute(xml_child(pr, name), "val");
    long n = text ? strtol(text, NULL, 10) : 0;
    free(text);
    return n < 0 ? 0 : n > ROWS_CELLS_MAX ? ROWS_CELLS_MAX : n;
}

/* An empty cell more; NULL when the row is full, or memory ends. */
static struct word_text *add_cell(struct word_row *row, struct err *e)
{
    static const struct emphasis_sign PLAIN = {0};
    const struct word_text nothing = {.text = (char *)"", .sign = (struct emphasis_sign *)&PLAIN};
    struct word_text *cell = &row->cell[row->cells];
    if (row->cells >= ROWS_CELLS_MAX || word_text_join(cell, &nothing, e) != ERR_OK)
        return NULL;
    row->cells++;
    return cell;
}

static enum err_code read_row(struct word_document *d, const xmlNode *tr, struct word_row *row,
                              struct err *e)
{
    const xmlNode *pr = xml_child(tr, "trPr");
    enum err_code rc = ERR_OK;
    row->is_hidden = pr && xml_child(pr, "hidden") && !xml_has(xml_child(pr, "hidden"), "val", "0");
    row->cell = calloc(ROWS_CELLS_MAX, sizeof *row->cell);
    if (!row->cell)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (long n = span_of(pr, "gridBefore"); n > 0; n--)
        if (!add_cell(row, e))
            return ERR_OK;
    for (xmlNodePtr tc = xml_child(tr, "tc"); rc == ERR_OK && tc; tc = xml_next_sibling(tc, "tc")) {
        struct word_text *cell = add_cell(row, e);
        if (!cell)
            return ERR_OK;
        rc = add_paragraphs(d, tc, cell, e);
        for (long n = span_of(xml_child(tc, "tcPr"), "gridSpan"); n > 1; n--)
            if (!add_cell(row, e))
                return rc;
    }
    return rc;
}

static enum err_code add_row(struct word_document *d, const xmlNode *tr, struct word_table *t,
                             struct err *e)
{
    if (t->rows == t->room) {
        size_t room = t->room ? t->room * 2 : 64;
        struct word_row *grown =
            room <= 2 * WORD_ROWS_MAX ? realloc(t->row, room * sizeof *grown) : NULL;
        if (!grown)
            return err_set(e, ERR_LIMIT, _("a table of too many rows"));
        t->row = grown;
        t->room = room;
    }
    t->row[t->rows] = (struct word_row){0};
    return read_row(d, tr, &t->row[t->rows++], e);
}

/* Rows, also those inside content controls and insertions. */
static enum err_code add_rows(struct word_document *d, const xmlNode *node, struct word_table *t,
                              struct err *e)
{
    enum err_code rc = ERR_OK;
    for (const xmlNode *c = node->children; rc == ERR_OK && c; c = c->next) {
        if (xml_is(c, "tr"))
            rc = add_row(d, c, t, e);
        else if (xml_is(c, "sdt") || xml_is(c, "sdtContent") || xml_is(c, "customXml"))
            rc = add_rows(d, c, t, e);
    }
    return rc;
}

enum err_code word_table_read(struct word_document *d, const xmlNode *tbl, size_t first,
                              struct word_table *t, struct err *e)
{
    *t = (struct word_table){.first = first};
    return add_rows(d, tbl, t, e);
}

void word_table_free(struct word_table *t)
{
    for (size_t i = 0; i < t->rows; i++) {
        for (size_t c = 0; c < t->row[i].cells; c++)
            word_text_free(&t->row[i].cell[c]);
        free(t->row[i].cell);
    }
    free(t->row);
    *t = (struct word_table){0};
}

/* ---- what it is ---- */

static size_t widest(const struct word_table *t)
{
    size_t cells = 0;
    for (size_t i = 0; i < t->rows; i++)
        cells = t->row[i].cells > cells ? t->row[i].cells : cells;
    return cells;
}

bool word_table_is_key(const struct word_table *t, struct answer_key *key, const char **odd)
{
    size_t cells = widest(t);
    char **cell = calloc(t->rows * cells + 1, sizeof *cell);
    for (size_t i = 0; cell && i < t->rows; i++)
        for (size_t c = 0; c < t->row[i].cells; c++)
            cell[i * cells + c] = t->row[i].cell[c].text;
    bool is = cell && cells && answer_key_table(key, t->first, cell, t->rows, cells, odd);
    free(cell);
    return is;
}

/* The row for who reads tables: its texts, and behind them `more` when it is not NULL. */
static struct row plain_row(const struct word_table *t, size_t i, char *cell[ROWS_CELLS_MAX],
                            const char *more)
{
    struct row row = {.line = t->first + i, .cell = cell, .cells = t->row[i].cells};
    for (size_t c = 0; c < row.cells; c++)
        cell[c] = t->row[i].cell[c].text;
    if (more && row.cells < ROWS_CELLS_MAX)
        cell[row.cells++] = (char *)more;
    return row;
}

/* The row with the headings, and whether it lacks one for the answer; t->rows for none. */
static size_t find_headings(const struct word_table *t, bool *lacks_answer)
{
    char *cell[ROWS_CELLS_MAX];
    for (int lacks = 0; lacks < 2; lacks++)
        for (size_t i = 0; i < t->rows && i < HEADING_ROWS; i++) {
            struct row row = plain_row(t, i, cell, lacks ? ANSWER : NULL);
            *lacks_answer = lacks;
            if (grid_is_headings(&row))
                return i;
        }
    return t->rows;
}

bool word_table_has_questions(const struct word_table *t)
{
    bool lacks;
    return find_headings(t, &lacks) < t->rows;
}

bool word_table_is_layout(const struct word_table *t)
{
    if (word_table_has_questions(t))
        return false;
    for (size_t i = 0; i < t->rows; i++)
        for (size_t c = 0; c < t->row[i].cells; c++)
            if (prose_begins(t->row[i].cell[c].text))
                return true;
    return false;
}

size_t word_table_marks(const struct word_table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->rows; i++)
        for (size_t c = 0; c < t->row[i].cells; c++)
            for (const char *s = t->row[i].cell[c].text; s;
                 s = strchr(s, '\n') ? strchr(s, '\n') + 1 : NULL)
                n += marks_word_begins(s);
    return n;
}

/* ---- questions ---- */

/* A row on its way to who reads tables: texts changed on the way are its own. */
struct passage {
    char *cell[ROWS_CELLS_MAX + 1];
    char *own[ROWS_CELLS_MAX + 1];
    struct emphasis option[IMPORTER_OPTIONS_MAX];
    size_t options;
    char answer[2], why[256];
};

static void replace(struct passage *x, size_t at, char *text)
{
    if (!text)
        return;
    free(x->own[at]);
    x->own[at] = x->cell[at] = text;
}

static void add_option(struct passage *x, const struct option_line *o)
{
    if (x->options < IMPORTER_OPTIONS_MAX)
        x->option[x->options++] = o->look;
}

/* Options in columns of their own: how they are marked; stars are taken off. */
static void look_at_columns(const struct grid *g, const struct word_row *row, struct passage *x)
{
    for (int c = GRID_A; c <= GRID_E; c++) {
        size_t at = g->place[c] >= 0 ? (size_t)g->place[c] : ROWS_CELLS_MAX;
        struct option_line o;
        if (at >= row->cells || !row->cell[at].len)
            continue;
        option_line_bare(row->cell[at].text, row->cell[at].sign, &o);
        add_option(x, &o);
        replace(x, at, o.text);
    }
}

/* Options in lines of the question's cell. */
static void look_at_lines(const struct word_text *t, size_t at, struct passage *x)
{
    char *text = strdup(t->text), *rest = text, *line;
    struct buf out;
    buf_init(&out, WORD_TEXT_MAX * 2);
    while (rest && (line = strsep(&rest, "\n"))) {
        struct option_line o = {0};
        size_t lead = strspn(line, " \t");
        buf_add_text(&out, out.len ? "\n" : "");
        if (option_line_read(line + lead, t->sign + (line - text) + lead, &o) &&
            (x->options || o.letter == 0)) {
            add_option(x, &o);
            buf_printf(&out, "%c. %s", 'a' + o.letter, o.text ? o.text : "");
        } else {
            buf_add_text(&out, line);
        }
        free(o.text);
    }
    if (!out.failed)
        replace(x, at, strdup(buf_text(&out)));
    buf_free(&out);
    free(text);
}

static void look_at_options(const struct grid *g, const struct word_row *row, struct passage *x)
{
    size_t stem = g->place[GRID_STEM] >= 0 ? (size_t)g->place[GRID_STEM] : ROWS_CELLS_MAX;
    if (g->place[GRID_A] >= 0)
        look_at_columns(g, row, x);
    else if (stem < row->cells)
        look_at_lines(&row->cell[stem], stem, x);
}

/* The letter in the answer's cell: from 0; -1 for none or no letter. */
static int letter_of(const char *text)
{
    char *key = text ? normal_key(text) : NULL;
    const char *s = key && strncmp(key, "dap an ", 7) == 0 ? key + 7 : key;
    int letter = s && s[0] >= 'a' && s[0] <= 'd' && !s[1] ? s[0] - 'a' : -1;
    free(key);
    return letter;
}

static bool is_empty(const char *text)
{
    return !text || !text[strspn(text, " \t\r\n")];
}

/* Where the answer's cell is empty, the option that is marked, or the key's; where it is not they
 * must agree. */
static void find_answer(struct grid *g, struct answer_key *key, const struct row *row,
                        struct passage *x)
{
    enum emphasis_way way = EMPHASIS_BY_BOLD;
    char number[FINDINGS_NUMBER_MAX] = "";
    size_t at = g->place[GRID_ANSWER] >= 0 ? (size_t)g->place[GRID_ANSWER] : row->cells,
           stt = g->place[GRID_NUMBER] >= 0 ? (size_t)g->place[GRID_NUMBER] : row->cells;
    if (at >= row->cells)
        return;
    int marked = emphasis_choose(x->option, x->options, &way, x->why, sizeof x->why),
        written = letter_of(x->cell[at]);
    if (stt < row->cells)
        snprintf(number, sizeof number, "%.*s", (int)strspn(x->cell[stt], "0123456789"),
                 x->cell[stt]);
    if (number[0])
        answer_key_question(key, row->line, number);
    const char *said = "";
    int named = number[0] ? answer_key_find(key, row->line, number, &said) : ANSWER_KEY_NONE;
    if (marked >= 0 && written >= 0 && written != marked)
        snprintf(x->why, sizeof x->why, _("the option marked is %c, the answer written %c"),
                 'a' + marked, 'a' + written);
    else if (named >= 0 && ((written >= 0 && named != written) || (marked >= 0 && named != marked)))
        snprintf(x->why, sizeof x->why, _("the answer key says %c, the question %c"), 'a' + named,
                 'a' + (written >= 0 ? written : marked));
    else if (named == ANSWER_KEY_STRANGE)
        snprintf(x->why, sizeof x->why,
                 _("the answer key says \"%s\", which is none of the letters A to D"), said);
    else if (named < ANSWER_KEY_NONE)
        snprintf(x->why, sizeof x->why, _("the answer key is not clear about question %s"), number);
    int answer = marked >= 0 ? marked : named;
    if (is_empty(x->cell[at]) && answer >= 0) {
        x->answer[0] = (char)('a' + answer);
        x->cell[at] = x->answer;
        if (named < 0)
            g->changed[IMPORTER_BY_BOLD + (int)way] = true;
    }
}

/* The first thing in the row that cannot be plain text. */
static const char *bad_of(const struct word_row *row)
{
    for (size_t c = 0; c < row->cells; c++)
        if (row->cell[c].bad[0])
            return row->cell[c].bad;
    return NULL;
}

static void accept_row(const struct word_table *t, size_t i, struct grid *g, struct answer_key *key,
                       const char *more)
{
    struct passage x = {0};
    struct row row = plain_row(t, i, x.cell, more);
    row.is_hidden = t->row[i].is_hidden;
    if (g->has_headings) {
        look_at_options(g, &t->row[i], &x);
        find_answer(g, key, &row, &x);
    }
    for (size_t c = 0; c < t->row[i].cells; c++) {
        importer_join_left_out(g->left_out, t->row[i].cell[c].left_out, false);
        for (int k = 0; k < IMPORTER_CHANGES; k++)
            g->changed[k] |= t->row[i].cell[c].changed[k];
    }
    const char *bad = bad_of(&t->row[i]);
    row.why = bad ? bad : x.why[0] ? x.why : NULL;
    grid_row(g, &row);
    for (size_t c = 0; c < row.cells; c++)
        free(x.own[c]);
}

void word_table_questions(const struct word_table *t, struct answer_key *key,
                          const struct fields *fields, struct importer *in)
{
    struct grid g;
    bool lacks = false;
    size_t headings = find_headings(t, &lacks);
    grid_init(&g, in, fields, false);
    for (size_t i = 0; i < t->rows; i++)
        accept_row(t, i, &g, key,
                   !lacks || headings == t->rows ? NULL
                   : i == headings               ? ANSWER
                                                 : "");
    grid_end(&g);
}
