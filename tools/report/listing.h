/* Lists that are filed and stand on a paper, too: a row a column says how it is called and written
 * in the table, and how it looks on the paper. Some columns are in one of the two alone. */
#ifndef SATHACH_TOOLS_REPORT_LISTING_H
#define SATHACH_TOOLS_REPORT_LISTING_H

#include "tools/report/page.h"
#include "tools/table/table.h"

enum { LISTING_COLUMNS_MAX = 16 };

struct listing_column {
    struct table_column list; /* without a title: on the paper alone */
    struct page_column look;  /* without a head: in the list alone */
};

/* Empty tables of the list's columns, and of the paper's; rows come with table_add_row. The columns
 * must outlive them. Failed from the start when a list has more than LISTING_COLUMNS_MAX of them,
 * or a paper more than PAGE_COLUMNS_MAX. */
void listing_init_list(struct table *t, const struct listing_column *column, size_t columns);
void listing_init_paper(struct table *t, const struct listing_column *column, size_t columns);

struct listing_look {
    double size;       /* points */
    double row_height; /* mm, at least */
    double after;      /* mm left under the last row on its page */
};
/* How high such a table is, heads and rows, where no page ends in it; mm. */
double listing_height(const struct page *p, const struct listing_column *column, size_t columns,
                      const struct table *t, const struct listing_look *look);
/* Puts a table of the paper's columns on the page. */
void listing_put(struct page *p, const struct listing_column *column, size_t columns,
                 const struct table *t, const struct listing_look *look);

#endif
