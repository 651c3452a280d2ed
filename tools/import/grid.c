#include "tools/import/grid.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/import/heading.h"
#include "tools/import/normal.h"
#include "tools/import/published.h"

#include <stdlib.h>
#include <string.h>

/* Headings as keys: lower case, without diacritics. */
static const struct { const char *key; enum grid_column column; } HEADINGS[] = {
    {"stt", GRID_NUMBER}, {"tt", GRID_NUMBER}, {"no", GRID_NUMBER}, {"so", GRID_NUMBER}, {"number", GRID_NUMBER},
    {"cau hoi", GRID_STEM}, {"noi dung cau hoi", GRID_STEM}, {"noi dung", GRID_STEM}, {"question", GRID_STEM}, {"stem", GRID_STEM},
    {"a", GRID_A}, {"b", GRID_B}, {"c", GRID_C}, {"d", GRID_D}, {"e", GRID_E},
    {"phuong an a", GRID_A}, {"phuong an b", GRID_B}, {"phuong an c", GRID_C}, {"phuong an d", GRID_D}, {"phuong an e", GRID_E},
    {"dap an a", GRID_A}, {"dap an b", GRID_B}, {"dap an c", GRID_C}, {"dap an d", GRID_D}, {"dap an e", GRID_E},
    {"lua chon a", GRID_A}, {"lua chon b", GRID_B}, {"lua chon c", GRID_C}, {"lua chon d", GRID_D}, {"lua chon e", GRID_E},
    {"option a", GRID_A}, {"option b", GRID_B}, {"option c", GRID_C}, {"option d", GRID_D}, {"option e", GRID_E},
    {"dap an", GRID_ANSWER}, {"dap an dung", GRID_ANSWER}, {"answer", GRID_ANSWER}, {"key", GRID_ANSWER}, {"correct", GRID_ANSWER}, {"right answer", GRID_ANSWER},
    {"hang", GRID_GRADE}, {"grade", GRID_GRADE}, {"linh vuc", GRID_FIELD}, {"field", GRID_FIELD},
    {"phan", GRID_POOL}, {"nhom", GRID_POOL}, {"nhom cau hoi", GRID_POOL}, {"loai", GRID_POOL}, {"pool", GRID_POOL},
    {"muc", GRID_CATEGORY}, {"category", GRID_CATEGORY},
    {"can cu", GRID_NOTE}, {"nguon", GRID_NOTE}, {"trich dan", GRID_NOTE}, {"ghi chu", GRID_NOTE}, {"source", GRID_NOTE}, {"citation", GRID_NOTE}, {"note", GRID_NOTE},
    {"ten", GRID_NAME}, {"ma", GRID_NAME}, {"ma cau hoi", GRID_NAME}, {"name", GRID_NAME}, {"id", GRID_NAME}};

void grid_init(struct grid *g, struct intake *in, const struct fields *fields, bool guarded)
{
    *g = (struct grid){.in = in, .fields = fields, .guarded = guarded};
}

static void find_columns(const struct row *row, int place[GRID_COLUMNS])
{
    for (int c = 0; c < GRID_COLUMNS; c++)
        place[c] = -1;
    for (size_t i = 0; i < row->cells; i++) {
        char *key = normal_key(row->cell[i]);
        for (size_t k = 0; key && k < sizeof HEADINGS / sizeof HEADINGS[0]; k++)
            if (strcmp(key, HEADINGS[k].key) == 0 && place[HEADINGS[k].column] < 0) {
                place[HEADINGS[k].column] = (int)i;
                break;
            }
        free(key);
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

static const char *get(const struct grid *g, const struct row *row, enum grid_column c)
{
    const char *s = g->place[c] >= 0 && (size_t)g->place[c] < row->cells ? row->cell[g->place[c]] : "";
    s += strspn(s, " \t\r\n");
    if (g->guarded && s[0] == '\'' && s[1] && strchr("=+-@\t\r'", s[1])) {
        intake_changed(g->in, INTAKE_GUARD);
        s++;
    }
    return s;
}

/* field/grade/pool from the row's own cells; false when it has none or they say nothing known (after a complaint). */
static bool own_category(struct grid *g, const struct row *row, char *out, size_t room)
{
    const char *category = get(g, row, GRID_CATEGORY), *field = get(g, row, GRID_FIELD), *pool = get(g, row, GRID_POOL), *grade = get(g, row, GRID_GRADE);
    if (category[0])
        return snprintf(out, room, "%s", category) < (int)room;
    if (!field[0] && !pool[0])
        return false;
    const char *code = strcmp(field, "chung") == 0 ? "chung" : fields_find(g->fields, field), *id = heading_pool(pool), *hang = heading_grade(grade);
    if (!code)
        intake_wrong(g->in, _("the field \"%.80s\" is not known"), field);
    if (!id)
        intake_wrong(g->in, _("the pool \"%.80s\" is not known"), pool);
    if (!hang && strcmp(grade, "chung") != 0)
        intake_wrong(g->in, _("the grade \"%.40s\" is none of I, II, III"), grade);
    return code && id && snprintf(out, room, "%s/%s/%s", code, hang ? hang : "chung", id) < (int)room;
}

static void take_options(struct grid *g, const struct row *row)
{
    for (enum grid_column c = GRID_A; c <= GRID_E; c++) {
        const char *text = get(g, row, c);
        if (text[0])
            intake_option(g->in, text, false);
        else if (c < GRID_E)
            intake_wrong(g->in, _("option %c has no text"), 'a' + (int)(c - GRID_A));
    }
}

static void take_question(struct grid *g, const struct row *row)
{
    struct intake *in = g->in;
    char category[BANK_NAME_MAX], *kept = strdup(in->category ? in->category : "");
    char number[FINDINGS_NUMBER_MAX];
    intake_begin(in, 0, row->line, text_clean(g->place[GRID_NUMBER] >= 0 ? get(g, row, GRID_NUMBER) : "", number, sizeof number));
    if (row->bad)
        intake_wrong(in, _("not UTF-8 text: a bad byte at offset %zu"), row->bad_at);
    if (row->why)
        intake_wrong(in, "%s", row->why);
    if (own_category(g, row, category, sizeof category))
        intake_category(in, category);
    else if (g->place[GRID_GRADE] >= 0)
        published_grade(in, get(g, row, GRID_GRADE));
    if (g->place[GRID_A] >= 0) {
        intake_stem(in, get(g, row, GRID_STEM));
        take_options(g, row);
    } else {
        published_question(in, get(g, row, GRID_STEM), false);
    }
    published_answer(in, get(g, row, GRID_ANSWER));
    intake_note(in, get(g, row, GRID_NOTE));
    if (get(g, row, GRID_NAME)[0])
        intake_name(in, get(g, row, GRID_NAME));
    intake_end(in);
    intake_category(in, kept ? kept : "");
    free(kept);
}

/* A row above the headings, or between tables: a title, perhaps the heading of a pool. */
static bool take_title(struct grid *g, const struct row *row)
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
            intake_category(g->in, category);
        } else {
            findings_add(g->in->findings, FINDINGS_ERROR, g->in->file, row->line, "%s", why);
            intake_category(g->in, "");
        }
        return true;
    }
    return false;
}

void grid_row(void *grid, const struct row *row)
{
    struct grid *g = grid;
    if (row->sheet && strcmp(row->sheet, g->sheet) != 0) {
        grid_end(g);
        g->has_headings = false;
        text_clean(row->sheet, g->sheet, sizeof g->sheet);
    }
    if (!g->first_line)
        g->first_line = row->line;
    if (take_title(g, row))
        return;
    int place[GRID_COLUMNS];
    find_columns(row, place);
    /* headings again, at the top of a page or of a sheet; a question may consist of such words too */
    if (is_complete(place) && (!g->has_headings || (place[GRID_STEM] == g->place[GRID_STEM] && place[GRID_ANSWER] == g->place[GRID_ANSWER]))) {
        memcpy(g->place, place, sizeof place);
        g->has_headings = true;
    } else if (g->has_headings) {
        take_question(g, row);
    }
}

void grid_end(struct grid *g)
{
    if (g->first_line && !g->has_headings) {
        intake_begin(g->in, 0, g->first_line, g->sheet);
        intake_wrong(g->in, _("a table without headings for question and answer"));
        intake_end(g->in);
    }
    g->first_line = 0;
}

/* Looks at the first rows only. */
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
    if (rows_read_csv(bytes, len, look_at, &l, &e) != ERR_OK)
        l.rows = 0;
    return l.found;
}

enum err_code grid_read_csv(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    struct grid g;
    grid_init(&g, in, fields, true);
    enum err_code rc = rows_read_csv(bytes, len, grid_row, &g, e);
    grid_end(&g);
    return rc;
}

enum err_code grid_read_xlsx(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    struct grid g;
    grid_init(&g, in, fields, false);
    enum err_code rc = rows_read_xlsx(bytes, len, grid_row, &g, e);
    grid_end(&g);
    return rc;
}
