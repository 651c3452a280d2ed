#include "tools/import/grid.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/encoding.h"
#include "tools/import/heading.h"
#include "tools/import/marks.h"
#include "tools/import/normal.h"
#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

/* Headings as keys: lower case, without diacritics. */
static const struct {
    const char *key;
    enum grid_column column;
} HEADINGS[] = {{"stt", GRID_NUMBER},
                {"tt", GRID_NUMBER},
                {"no", GRID_NUMBER},
                {"so", GRID_NUMBER},
                {"so thu tu", GRID_NUMBER},
                {"so tt", GRID_NUMBER},
                {"cau", GRID_NUMBER},
                {"cau so", GRID_NUMBER},
                {"number", GRID_NUMBER},
                {"cau hoi", GRID_STEM},
                {"noi dung cau hoi", GRID_STEM},
                {"noi dung", GRID_STEM},
                {"question", GRID_STEM},
                {"question text", GRID_STEM},
                {"cau hoi trac nghiem", GRID_STEM},
                {"noi dung cau hoi trac nghiem", GRID_STEM},
                {"cau dan", GRID_STEM},
                {"stem", GRID_STEM},
                {"phuong an", GRID_OPTIONS},
                {"cac phuong an", GRID_OPTIONS},
                {"phuong an tra loi", GRID_OPTIONS},
                {"cac phuong an tra loi", GRID_OPTIONS},
                {"phuong an lua chon", GRID_OPTIONS},
                {"cac phuong an lua chon", GRID_OPTIONS},
                {"lua chon", GRID_OPTIONS},
                {"cac lua chon", GRID_OPTIONS},
                {"cau tra loi", GRID_OPTIONS},
                {"cac cau tra loi", GRID_OPTIONS},
                {"options", GRID_OPTIONS},
                {"choices", GRID_OPTIONS},
                {"answers", GRID_OPTIONS},
                {"a", GRID_A},
                {"b", GRID_B},
                {"c", GRID_C},
                {"d", GRID_D},
                {"e", GRID_E},
                {"dap an", GRID_ANSWER},
                {"dap an dung", GRID_ANSWER},
                {"answer", GRID_ANSWER},
                {"key", GRID_ANSWER},
                {"correct", GRID_ANSWER},
                {"right answer", GRID_ANSWER},
                {"da", GRID_ANSWER},
                {"correct answer", GRID_ANSWER},
                {"correct answers", GRID_ANSWER},
                {"correct answer s", GRID_ANSWER},
                {"phuong an dung", GRID_ANSWER},
                {"lua chon dung", GRID_ANSWER},
                {"cau tra loi dung", GRID_ANSWER},
                {"dap an chinh xac", GRID_ANSWER},
                {"hang", GRID_GRADE},
                {"grade", GRID_GRADE},
                {"linh vuc", GRID_FIELD},
                {"field", GRID_FIELD},
                {"phan", GRID_POOL},
                {"nhom", GRID_POOL},
                {"nhom cau hoi", GRID_POOL},
                {"loai", GRID_POOL},
                {"pool", GRID_POOL},
                {"muc", GRID_CATEGORY},
                {"category", GRID_CATEGORY},
                {"can cu", GRID_NOTE},
                {"nguon", GRID_NOTE},
                {"trich dan", GRID_NOTE},
                {"ghi chu", GRID_NOTE},
                {"source", GRID_NOTE},
                {"citation", GRID_NOTE},
                {"note", GRID_NOTE},
                {"ten", GRID_NAME},
                {"ma", GRID_NAME},
                {"ma cau hoi", GRID_NAME},
                {"name", GRID_NAME},
                {"id", GRID_NAME}};

/* "Phương án A", "Option 1": words before the letter or the number of an option. */
static const char *const OPTION_WORDS[] = {"phuong an", "dap an", "lua chon", "cau tra loi",
                                           "tra loi",   "option", "answer",   "choice"};

/* Longer cells are no headings. */
enum { HEADING_MAX = 512 };

void grid_init(struct grid *g, struct importer *in, const struct fields *fields, bool guarded)
{
    *g = (struct grid){.in = in, .fields = fields, .guarded = guarded};
}

/* The option whose letter or number stands behind one of the words; GRID_COLUMNS for none. */
static enum grid_column option_of(const char *key, bool *is_number)
{
    for (size_t i = 0; i < sizeof OPTION_WORDS / sizeof OPTION_WORDS[0]; i++) {
        size_t n = strlen(OPTION_WORDS[i]);
        if (strncmp(key, OPTION_WORDS[i], n) != 0 || key[n] != ' ' || !key[n + 1] || key[n + 2])
            continue;
        const char *letters = "abcde", *numbers = "12345", *letter = strchr(letters, key[n + 1]),
                   *number = strchr(numbers, key[n + 1]);
        *is_number = number != NULL;
        return letter   ? GRID_A + (enum grid_column)(letter - letters)
               : number ? GRID_A + (enum grid_column)(number - numbers)
                        : GRID_COLUMNS;
    }
    return GRID_COLUMNS;
}

static enum grid_column meaning_of_key(const char *key, bool *is_number)
{
    enum grid_column c = option_of(key, is_number);
    for (size_t k = 0; c == GRID_COLUMNS && k < sizeof HEADINGS / sizeof HEADINGS[0]; k++)
        if (strcmp(key, HEADINGS[k].key) == 0)
            c = HEADINGS[k].column;
    return c;
}

/* What a cell means as a heading, by itself or without a remark in brackets at its end ("Đáp án (A,
 * B, C, D)"); GRID_COLUMNS for nothing. */
static enum grid_column meaning_of(const char *cell, bool *is_number)
{
    char *key = strlen(cell) > HEADING_MAX ? NULL : normal_key(cell);
    enum grid_column c = key ? meaning_of_key(key, is_number) : GRID_COLUMNS;
    const char *remark = key && c == GRID_COLUMNS ? strchr(cell, '(') : NULL;
    free(key);
    char *title = remark ? strndup(cell, (size_t)(remark - cell)) : NULL;
    key = title ? normal_key(title) : NULL;
    if (key)
        c = meaning_of_key(key, is_number);
    free(key);
    free(title);
    return c;
}

static void find_columns(const struct row *row, int place[GRID_COLUMNS])
{
    for (int c = 0; c < GRID_COLUMNS; c++)
        place[c] = -1;
    for (size_t i = 0; i < row->cells; i++) {
        bool ignored;
        enum grid_column c = meaning_of(row->cell[i], &ignored);
        if (c != GRID_COLUMNS && place[c] < 0)
            place[c] = (int)i;
    }
}

static bool is_complete(const int place[GRID_COLUMNS])
{
    return place[GRID_STEM] >= 0 && place[GRID_ANSWER] >= 0;
}

bool grid_is_headings(const struct row *row)
{
    int place[GRID_COLUMNS];
    find_columns(row, place);
    return is_complete(place);
}

/* What all rows of a pool share may stand once, in a cell merged over them. */
static bool is_shared(enum grid_column c)
{
    return c == GRID_FIELD || c == GRID_GRADE || c == GRID_POOL || c == GRID_CATEGORY;
}

static const char *get(const struct grid *g, const struct row *row, enum grid_column c)
{
    const char *s =
        g->place[c] >= 0 && (size_t)g->place[c] < row->cells ? row->cell[g->place[c]] : "";
    struct rows_fact room;
    if (is_shared(c) && g->place[c] >= 0) {
        const struct rows_fact *f = rows_fact(row, (size_t)g->place[c], &room);
        s = f->merged ? f->merged : s;
    }
    s += strspn(s, " \t\r\n");
    if (g->guarded && s[0] == '\'' && s[1] && strchr("=+-@\t\r'", s[1])) {
        importer_changed(g->in, IMPORTER_GUARD);
        s++;
    }
    return s;
}

/* True when a day's text shows its month before the day in figures: 03-05-85 for the 5th of
 * March. */
static bool is_month_first(const struct rows_fact *f, const char *shown)
{
    unsigned first, second, day, month;
    return sscanf(f->date, "%2u/%2u/", &day, &month) == 2 &&
           sscanf(shown, "%2u%*1[-/. ]%2u", &first, &second) == 2 && first == month &&
           second == day && day != month;
}

/* A field's number that a spreadsheet may have taken a zero off: another field has it. */
static bool has_lost_zero(const struct grid *g, const struct rows_fact *f, const char *field)
{
    char longer[32];
    size_t count;
    const struct fields_official *official = fields_official(&count);
    if (!f->is_ambiguous_number ||
        snprintf(longer, sizeof longer, "%s0", field) >= (int)sizeof longer)
        return false;
    for (size_t i = 0; i < count; i++)
        if (strcmp(official[i].code, longer) == 0)
            return true;
    return fields_find(g->fields, longer) != NULL;
}

static void count_converted(struct grid *g, const char *encoding)
{
    for (size_t i = 0; encoding && i < GRID_ENCODINGS_MAX; i++) {
        if (g->converted[i].encoding && strcmp(g->converted[i].encoding, encoding) != 0)
            continue;
        g->converted[i].encoding = encoding;
        g->converted[i].cells++;
        return;
    }
}

/* One cell of a question: whether it is what was meant. */
static void check_cell(struct grid *g, const struct row *row, enum grid_column c)
{
    struct rows_fact room;
    size_t at = (size_t)g->place[c];
    const struct rows_fact *f = rows_fact(row, at, &room);
    char place[ROWS_PLACE_MAX];
    count_converted(g, f->encoding);
    if (f->looks_like)
        importer_warn(
            g->in,
            _("%s: the text looks like %s; the table says that it is UTF-8, and it stays as it is"),
            rows_place(row, at, place), f->looks_like);
    if (f->why)
        importer_wrong(g->in, "%s: %s", rows_place(row, at, place), f->why);
    else if (f->is_struck)
        importer_wrong(g->in, "%s: %s", rows_place(row, at, place),
                       _("struck out; delete it, or take the line off"));
    else if (c == GRID_FIELD && has_lost_zero(g, f, get(g, row, c)))
        importer_wrong(g->in, _("%s: the number %s may be the field %s or %s0; write it as text"),
                       rows_place(row, at, place), get(g, row, c), get(g, row, c), get(g, row, c));
    else if (at < row->cells && is_month_first(f, row->cell[at]))
        importer_wrong(g->in,
                       _("%s: the day %s is shown with its month first, as %s; write it as text"),
                       rows_place(row, at, place), f->date, row->cell[at]);
}

static void check_cells(struct grid *g, const struct row *row)
{
    for (int c = 0; c < GRID_COLUMNS; c++)
        if (g->place[c] >= 0 && c != GRID_NUMBER)
            check_cell(g, row, (enum grid_column)c);
    for (size_t i = g->width; !row->sheet && i < row->cells; i++)
        if (row->cell[i][strspn(row->cell[i], " \t\r\n")]) {
            importer_wrong(g->in,
                           _("the row has %zu cells, the headings %zu: a separator in a text wants "
                             "quotes round it"),
                           row->cells, g->width);
            return;
        }
}

/* field/grade/pool from the row's own cells; false when it has none or they say nothing known
 * (after a complaint). */
static bool own_category(struct grid *g, const struct row *row, char *out, size_t room)
{
    const char *category = get(g, row, GRID_CATEGORY), *field = get(g, row, GRID_FIELD),
               *pool = get(g, row, GRID_POOL), *grade = get(g, row, GRID_GRADE);
    if (category[0])
        return snprintf(out, room, "%s", category) < (int)room;
    if (!field[0] && !pool[0])
        return false;
    const char *code = strcmp(field, "chung") == 0 ? "chung" : fields_find(g->fields, field),
               *id = heading_pool(pool), *hang = heading_grade(grade);
    if (!code)
        importer_wrong(g->in, _("the field \"%.80s\" is not known"), field);
    if (!id)
        importer_wrong(g->in,
                       _("the pool \"%.80s\" is not known: write Pháp luật chung, Pháp luật riêng "
                         "or Chuyên môn"),
                       pool);
    if (!hang && strcmp(grade, "chung") != 0)
        importer_wrong(g->in, _("the grade \"%.40s\" is none of I, II, III"), grade);
    return code && id &&
           snprintf(out, room, "%s/%s/%s", code, hang ? hang : "chung", id) < (int)room;
}

static void read_options(struct grid *g, const struct row *row)
{
    for (enum grid_column c = GRID_A; c <= GRID_E; c++) {
        const char *text = get(g, row, c);
        if (text[0])
            importer_option(g->in, text, false);
        else if (c < GRID_E)
            importer_wrong(g->in, _("option %c has no text"), 'a' + (int)(c - GRID_A));
    }
}

/* What stands behind a sheet's last heading: a remark, or another row that a lost line end has
 * joined to this one. */
static void look_behind(struct grid *g, const struct row *row)
{
    const char *first = NULL;
    size_t filled = 0;
    for (size_t i = g->width; row->sheet && i < row->cells; i++)
        if (row->cell[i][strspn(row->cell[i], " \t\r\n")]) {
            first = first ? first : row->cell[i];
            filled++;
        }
    if (filled > 1)
        importer_wrong(
            g->in,
            _("%zu cells stand behind the last heading, the first \"%.40s\": are two rows in one?"),
            filled, first);
    else if (filled)
        importer_warn(g->in, _("a cell behind the last heading is not read: \"%.40s\""), first);
}

static void read_question(struct grid *g, const struct row *row)
{
    struct importer *in = g->in;
    char category[BANK_NAME_MAX], *kept = strdup(in->category ? in->category : "");
    char number[FINDINGS_NUMBER_MAX];
    importer_begin(in, 0, row->line,
                   text_clean(g->place[GRID_NUMBER] >= 0 ? get(g, row, GRID_NUMBER) : "", number,
                              sizeof number));
    if (row->bad)
        importer_wrong(in, _("not UTF-8 text: a bad byte at offset %zu"), row->bad_at);
    if (row->why)
        importer_wrong(in, "%s", row->why);
    for (int c = 0; c < IMPORTER_CHANGES; c++)
        if (g->changed[c])
            importer_changed(in, (enum importer_change)c);
    memset(g->changed, 0, sizeof g->changed);
    importer_join_left_out(in->draft.left_out, g->left_out, false);
    g->left_out[0] = '\0';
    if (row->is_hidden)
        importer_wrong(in, _("the row is hidden, by a filter or by hand: show it, or delete it"));
    check_cells(g, row);
    look_behind(g, row);
    if (own_category(g, row, category, sizeof category))
        importer_category(in, category);
    else if (g->place[GRID_GRADE] >= 0)
        published_grade(in, get(g, row, GRID_GRADE));
    if (g->place[GRID_A] >= 0) {
        importer_stem(in, get(g, row, GRID_STEM));
        read_options(g, row);
    } else if (g->place[GRID_OPTIONS] >= 0) {
        importer_stem(in, get(g, row, GRID_STEM));
        published_options(in, get(g, row, GRID_OPTIONS));
    } else {
        published_question(in, get(g, row, GRID_STEM), false);
    }
    if (g->is_numbered)
        published_answer_number(in, get(g, row, GRID_ANSWER));
    else
        published_answer(in, get(g, row, GRID_ANSWER));
    importer_note(in, get(g, row, GRID_NOTE));
    if (get(g, row, GRID_NAME)[0])
        importer_name(in, get(g, row, GRID_NAME));
    importer_end(in);
    importer_category(in, kept ? kept : "");
    free(kept);
}

/* A row above the headings, or between tables: a title, perhaps the heading of a pool. */
static bool read_title(struct grid *g, const struct row *row)
{
    const char *only = NULL, *why;
    size_t filled = 0;
    char category[BANK_NAME_MAX];
    for (size_t i = 0; i < row->cells; i++)
        if (row->cell[i][strspn(row->cell[i], " \t\r\n")]) {
            only = row->cell[i];
            filled++;
        }
    if (filled == 1 && heading_begins(only)) {
        if (heading_read(only, g->fields, category, sizeof category, &why)) {
            importer_category(g->in, category);
        } else {
            findings_add(g->in->findings, FINDINGS_ERROR, g->in->file, row->line, "%s", why);
            importer_category(g->in, "");
        }
        return true;
    }
    return false;
}

/* The headings again stand where they stood: most rows are told apart by one cell. */
static bool may_be_headings(const struct grid *g, const struct row *row)
{
    bool ignored;
    return (size_t)g->place[GRID_ANSWER] < row->cells &&
           meaning_of(row->cell[g->place[GRID_ANSWER]], &ignored) == GRID_ANSWER;
}

/* Columns that are hidden, and those whose heading is not known or stands a second time: named,
 * once a table. */
static void tell_columns(struct grid *g, const struct row *row)
{
    for (size_t i = 0; i < row->cells; i++) {
        struct rows_fact room;
        char place[ROWS_PLACE_MAX], heading[80];
        const struct rows_fact *f = rows_fact(row, i, &room);
        bool is_read = strcmp(row->cell[i], ENCODING_DECLARED_HEADING) == 0;
        for (int c = 0; c < GRID_COLUMNS; c++)
            is_read = is_read || g->place[c] == (int)i;
        text_clean(row->cell[i], heading, sizeof heading);
        if (is_read && f->is_column_hidden)
            findings_add(g->in->findings, FINDINGS_WARNING, g->in->file, row->line,
                         _("%s: the column \"%s\" is hidden; it was read all the same"),
                         rows_place(row, i, place), heading);
        else if (!is_read && heading[strspn(heading, " \t\r\n")])
            findings_add(
                g->in->findings, FINDINGS_WARNING, g->in->file, row->line,
                _("%s: the column \"%s\" was not read: its heading is not known, or stands twice"),
                rows_place(row, i, place), heading);
    }
}

void grid_row(void *grid, const struct row *row)
{
    struct grid *g = grid;
    if (row->is_sheet_hidden) {
        g->hidden_rows++;
        g->in->passed++;
        return;
    }
    if (row->sheet && strcmp(row->sheet, g->sheet) != 0) {
        grid_end(g);
        g->has_headings = false;
        text_clean(row->sheet, g->sheet, sizeof g->sheet);
    }
    if (!g->first_line)
        g->first_line = row->line;
    if (read_title(g, row)) {
        g->in->passed++;
        return;
    }
    int place[GRID_COLUMNS];
    if (g->has_headings && !may_be_headings(g, row)) {
        read_question(g, row);
        return;
    }
    find_columns(row, place);
    /* headings again, at the top of a page or of a sheet; a question may consist of such words
     * too */
    if (is_complete(place) && (!g->has_headings || (place[GRID_STEM] == g->place[GRID_STEM] &&
                                                    place[GRID_ANSWER] == g->place[GRID_ANSWER]))) {
        bool again = g->has_headings;
        memcpy(g->place, place, sizeof place);
        g->has_headings = true;
        g->width = row->cells;
        g->is_numbered = false;
        if (place[GRID_A] >= 0)
            (void)meaning_of(row->cell[place[GRID_A]], &g->is_numbered);
        if (!again)
            tell_columns(g, row);
        g->in->passed++;
    } else if (g->has_headings) {
        read_question(g, row);
    } else {
        g->in->passed++;
    }
}

void grid_end(struct grid *g)
{
    if (g->first_line && !g->has_headings) {
        importer_begin(g->in, 0, g->first_line, g->sheet);
        importer_wrong(g->in, _("a table without headings for question and answer"));
        importer_end(g->in);
        g->in->passed--; /* its first row stands for the table */
    }
    g->first_line = 0;
}

/* Behind the last table of a file: says what was passed over and converted. */
static void tell_counts(const struct grid *g)
{
    if (g->hidden_rows)
        findings_add(g->in->findings, FINDINGS_WARNING, g->in->file, 0,
                     _("%zu rows on hidden sheets were passed over"), g->hidden_rows);
    for (size_t i = 0; i < GRID_ENCODINGS_MAX && g->converted[i].encoding; i++)
        findings_add(g->in->findings, FINDINGS_WARNING, g->in->file, 0,
                     _("%zu cells were in the encoding %s and have been converted to Unicode"),
                     g->converted[i].cells, g->converted[i].encoding);
}

/* Looks at the first rows only. */
enum { LOOK_BYTES = 256 * 1024 };

struct look {
    size_t rows;
    bool found;
};

static void look_at(void *context, const struct row *row)
{
    struct look *l = context;
    l->found = l->found || (l->rows++ < 20 && grid_is_headings(row));
}

bool grid_is_csv(const void *bytes, size_t len)
{
    struct look l = {0};
    struct err e;
    /* a file that is broken further down is CSV all the same */
    if (rows_read_csv(bytes, len < LOOK_BYTES ? len : LOOK_BYTES, look_at, &l, &e) != ERR_OK)
        l.rows = 0;
    return l.found;
}

/* The rows of the file by a count of their own, in the encoding they were read in. */
static enum err_code compare_rows(struct importer *in, const void *bytes, size_t len, size_t read,
                                  struct err *e)
{
    struct encoding_file file;
    enum err_code rc = encoding_read_file(bytes, len, &file, e);
    if (rc != ERR_OK)
        return rc;
    importer_compare(in, _("rows"), marks_csv(file.text ? file.text : bytes, file.len), read);
    free(file.text);
    return ERR_OK;
}

enum err_code grid_read_csv(const void *bytes, size_t len, const struct fields *fields,
                            struct importer *in, struct err *e)
{
    struct grid g;
    size_t before = in->outcomes + in->passed;
    grid_init(&g, in, fields, true);
    enum err_code rc = rows_read_csv(bytes, len, grid_row, &g, e);
    grid_end(&g);
    tell_counts(&g);
    return rc == ERR_OK ? compare_rows(in, bytes, len, in->outcomes + in->passed - before, e) : rc;
}

enum err_code grid_read_xlsx(const void *bytes, size_t len, const struct fields *fields,
                             struct importer *in, struct err *e)
{
    struct grid g;
    grid_init(&g, in, fields, false);
    enum err_code rc = rows_read_xlsx(bytes, len, grid_row, &g, e);
    grid_end(&g);
    tell_counts(&g);
    return rc;
}
