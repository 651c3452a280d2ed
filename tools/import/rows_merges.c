#include "tools/import/rows_merges.h"

#include "app/core/i18n.h"
#include "tools/import/xml.h"

#include <stdlib.h>
#include <string.h>

enum { RANGES_MAX = 1024 * 1024 };

long rows_merges_reference(const char *reference, size_t *line)
{
    long column = 0;
    size_t n = 0;
    for (; reference && reference[n] >= 'A' && reference[n] <= 'Z' && n < 4; n++)
        column = column * 26 + reference[n] - 'A' + 1;
    *line = n && reference[n] >= '0' && reference[n] <= '9' ? strtoul(reference + n, NULL, 10) : 0;
    return n ? column - 1 : -1;
}

static bool parse_range(const char *text, struct rows_merges_range *r)
{
    const char *colon = text ? strchr(text, ':') : NULL;
    long first = rows_merges_reference(text, &r->first_line),
         last = colon ? rows_merges_reference(colon + 1, &r->last_line) : -1;
    r->first_cell = (size_t)(first < 0 ? 0 : first);
    r->last_cell = (size_t)(last < 0 ? 0 : last);
    return first >= 0 && last >= first && r->first_line && r->last_line >= r->first_line;
}

static enum err_code add(struct rows_merges *m, const xmlNode *node, struct err *e)
{
    struct rows_merges_range range = {0};
    char *text = xml_attribute(node, "ref");
    bool good = parse_range(text, &range);
    free(text);
    if (!good || range.first_cell >= ROWS_MERGES_CELLS_MAX)
        return ERR_OK;
    if (m->count == m->room) {
        size_t room = m->room ? m->room * 2 : 16;
        struct rows_merges_range *grown =
            room <= RANGES_MAX ? realloc(m->range, room * sizeof *grown) : NULL;
        if (!grown)
            return err_set(e, ERR_LIMIT, _("too many merged cells"));
        m->range = grown;
        m->room = room;
    }
    m->range[m->count++] = range;
    return ERR_OK;
}

static int by_line(const void *a, const void *b)
{
    const struct rows_merges_range *x = a, *y = b;
    return (x->first_line > y->first_line) - (x->first_line < y->first_line);
}

enum err_code rows_merges_read(struct rows_merges *m, const char *sheet, size_t len, struct err *e)
{
    static const char *const NAMES[] = {"mergeCell", NULL};
    static const char WORD[] = "mergeCell";
    struct xml x;
    xmlNodePtr node;
    *m = (struct rows_merges){0};
    /* they stand behind the rows: only a sheet that has some is read twice */
    if (!memmem(sheet, len, WORD, sizeof WORD - 1))
        return ERR_OK;
    enum err_code rc = xml_open(&x, sheet, len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node &&
           (rc = add(m, node, e)) == ERR_OK)
        ;
    xml_close(&x);
    if (rc == ERR_OK && m->count)
        qsort(m->range, m->count, sizeof *m->range, by_line);
    return rc;
}

void rows_merges_free(struct rows_merges *m)
{
    for (size_t i = 0; i < m->count; i++)
        free(m->range[i].text);
    free(m->range);
    *m = (struct rows_merges){0};
}

void rows_merges_move(struct rows_merges *m, size_t line)
{
    for (; m->next < m->count && m->range[m->next].first_line <= line; m->next++) {
        struct rows_merges_range *r = &m->range[m->next];
        for (size_t i = r->first_cell; i <= r->last_cell && i < ROWS_MERGES_CELLS_MAX; i++)
            m->at[i] = r;
    }
}

struct rows_merges_range *rows_merges_find(const struct rows_merges *m, size_t line, size_t cell)
{
    struct rows_merges_range *r = cell < ROWS_MERGES_CELLS_MAX ? m->at[cell] : NULL;
    return r && line >= r->first_line && line <= r->last_line ? r : NULL;
}
