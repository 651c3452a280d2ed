/* Which papers the settings that were just written are not on yet. */
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/work/session_papers_parts.h"
#include "tools/work/settings.h"

#include <stdlib.h>
#include <string.h>

/* "ca-1: access slips, sheet of vouchers"; nothing where there are none. */
static void tell_session(struct office *o, const char *session, struct buf *out)
{
    struct session_papers_reply r = {.graded = 0};
    struct session_papers_looking k = {.office = o, .session = session, .reply = &r};
    struct err ignored = {0};
    bool is_first = true;
    if (session_papers_read(&k, &ignored) == ERR_OK)
        for (size_t i = 0; i < r.rows; i++)
            if (r.row[i].is_outdated) {
                if (is_first)
                    buf_printf(out, "%s%s: ", out->len ? "; " : "", session);
                buf_printf(out, "%s%s", is_first ? "" : ", ", session_papers_title(&r.row[i]));
                is_first = false;
            }
    free(k.hash);
    session_papers_op.forget(&r);
}

void settings_tell_outdated(struct work *work, struct buf *out)
{
    struct office o;
    struct err ignored = {0};
    if (office_open_log(work, OFFICE_LOOK, &o, &ignored) != ERR_OK)
        return;
    for (size_t i = 0; i < o.log.lines; i++) {
        const struct log_line *x = &o.log.line[i];
        if (x->kind == LOG_SESSION && log_evidence_last(&o.log, x->session, LOG_SESSION) == x)
            tell_session(&o, x->session, out);
    }
    office_close(&o);
}
