/* The order of people in Vietnamese lists: by the given name, the last word; then by the other
 * words from the first on. Words compare by their letters (a ă â b c d đ e ê … y, as the alphabet
 * has them), then by their tone (none, huyền, hỏi, ngã, sắc, nặng), wherever in the word its mark
 * stands: hòa and hoà are one. Capitals do not matter. */
#ifndef SATHACH_TOOLS_REPORT_NAME_ORDER_H
#define SATHACH_TOOLS_REPORT_NAME_ORDER_H

#include <stddef.h>

/* The places of `count` names in that order: the first of them is the index of the first name.
 * Equal names keep the order they came in; NULL and "" come last. To be freed; NULL when memory
 * ends, or for none. */
size_t *name_order_make(const char *const *name, size_t count);

#endif
