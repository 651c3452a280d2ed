#include "tools/desk/waits.h"

#include <string.h>

bool waits_find(struct desk *d, enum waiting_kind kind, const char *about, struct waiting_row *out)
{
    struct waiting_reply all = {0};
    struct err ignored = {0};
    bool is_found = false;
    if (stack_look(d, &waiting_op, &(struct waiting_request){0}, &all, &ignored) == ERR_OK)
        for (size_t i = 0; i < all.rows && !is_found; i++) {
            is_found = all.row[i].kind == kind && strcmp(all.row[i].about, about) == 0;
            if (is_found)
                *out = all.row[i];
        }
    waiting_op.forget(&all);
    return is_found;
}
