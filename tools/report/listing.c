#include "tools/report/listing.h"

static bool is_in_list(const struct listing_column *c)
{
    return c->list.title_vi != NULL;
}

static bool is_on_paper(const struct listing_column *c)
{
    return c->look.head != NULL;
}

static void init(struct table *t, const struct listing_column *column, size_t columns, size_t most,
                 bool (*has)(const struct listing_column *c))
{
    struct table_column chosen[LISTING_COLUMNS_MAX];
    size_t n = 0;
    bool fits = true;
    for (size_t i = 0; i < columns; i++)
        if (has(&column[i]) && (fits = n < most))
            chosen[n++] = column[i].list;
    table_init(t, chosen, n);
    t->failed = t->failed || !fits;
}

void listing_init_list(struct table *t, const struct listing_column *column, size_t columns)
{
    init(t, column, columns, LISTING_COLUMNS_MAX, is_in_list);
}

void listing_init_paper(struct table *t, const struct listing_column *column, size_t columns)
{
    init(t, column, columns, PAGE_COLUMNS_MAX, is_on_paper);
}

/* The paper's columns, in head; cells of a row, in their order. */
static struct page_table table_of(const struct listing_column *column, size_t columns,
                                  const struct listing_look *look,
                                  struct page_column head[PAGE_COLUMNS_MAX])
{
    struct page_table table = {.column = head, .size = look->size, .row_height = look->row_height};
    for (size_t i = 0; i < columns && table.columns < PAGE_COLUMNS_MAX; i++)
        if (is_on_paper(&column[i]))
            head[table.columns++] = column[i].look;
    return table;
}

static void cells_of(const struct table *t, size_t row, size_t columns,
                     const char *cell[PAGE_COLUMNS_MAX])
{
    for (size_t c = 0; c < columns; c++)
        cell[c] = table_cell(t, row, c);
}

double listing_height(const struct page *p, const struct listing_column *column, size_t columns,
                      const struct table *t, const struct listing_look *look)
{
    struct page_column head[PAGE_COLUMNS_MAX];
    const char *cell[PAGE_COLUMNS_MAX];
    struct page_table table = table_of(column, columns, look, head);
    double height = page_table_height(p, &table, NULL);
    for (size_t r = 0; r < t->rows; r++) {
        cells_of(t, r, table.columns, cell);
        height += page_table_height(p, &table, cell);
    }
    return height;
}

void listing_put(struct page *p, const struct listing_column *column, size_t columns,
                 const struct table *t, const struct listing_look *look)
{
    struct page_column head[PAGE_COLUMNS_MAX];
    const char *cell[PAGE_COLUMNS_MAX];
    struct page_table table = table_of(column, columns, look, head);
    page_table_begin(p, &table);
    for (size_t r = 0; r < t->rows; r++) {
        cells_of(t, r, table.columns, cell);
        page_table_row_with(p, cell, r + 1 == t->rows ? look->after : 0);
    }
    page_table_end(p);
}
