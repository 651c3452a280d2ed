/* collect: marks of this office's log that lie beside what the room brings, on acknowledgements and
 * sticks. Each is a witness for nothing. */
#include "tools/office/collect.h"
#include "tools/office/log_travel.h"

enum err_code collect_marks(struct collect *c, struct err *e)
{
    for (size_t i = 0; c->log && i < c->items; i++) {
        struct note_mark mark;
        enum log_met met;
        struct err why = {0};
        if (c->item[i].kind != COLLECT_MARK)
            continue;
        /* what is no mark of this log says nothing */
        if (log_compare_with(c->log, c->item[i].path, &met, &mark, &why) == ERR_POLICY) {
            *e = why;
            return ERR_POLICY;
        }
    }
    return ERR_OK;
}
