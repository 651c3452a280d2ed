/* Numbers of lists, as a page shows them. */
#ifndef SATHACH_TOOLS_IMPORT_MARKUP_LIST_H
#define SATHACH_TOOLS_IMPORT_MARKUP_LIST_H

#include "app/core/buf.h"

#include <libxml/tree.h>
#include <stdbool.h>

struct markup_list {
    char kind;       /* 1, a, A, i or I; 0: without numbers */
    long next, step; /* the next item's number */
};
/* A list begins: <ol>, by its type, style, start and direction; anything else is one without
 * numbers. */
void markup_list_begin(struct markup_list *l, const xmlNode *list);
/* What stands before an item: "2. ", "b. ", "iv. ", appended; its own value counts. False when the
 * list has no numbers. */
bool markup_list_item(struct markup_list *l, const xmlNode *item, struct buf *out);

#endif
