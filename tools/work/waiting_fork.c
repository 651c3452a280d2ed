/* Papers of which journals came that part, and that wait for the council: told from the log's lines
 * and its decisions, with no key. */
#include "tools/office/decision.h"
#include "tools/office/office_session.h"
#include "tools/work/waiting_parts.h"

#include <string.h>

/* By a decision of before that line of the log; 0: by any. */
static bool is_ruled_on(const struct decisions *ds, const char *name, uint64_t before)
{
    static const enum decision_ruling RULINGS[] = {
        DECISION_JOURNAL, DECISION_AS_IS, DECISION_ACCEPT_PAPER, DECISION_ANNUL, DECISION_NO_PAPER};
    const struct decision *d;
    uint32_t paper;
    bool is = false;
    for (size_t i = 0; session_paper_index(name, &paper) && i < sizeof RULINGS / sizeof RULINGS[0];
         i++)
        if ((d = decisions_on_paper(ds, paper, RULINGS[i])))
            is |= !before || d->at < before;
    return is;
}

void waiting_look_forks(const struct workspace *w, const struct session *session,
                        struct waiting_session *s)
{
    const struct office_session opened = {
        .workspace = w, .name = (char *)(uintptr_t)s->name, .session = *session};
    struct decisions ds = {0};
    struct err ignored = {0};
    size_t kept = 0;
    if (!s->forks || decisions_load(&opened, &w->log->office, &ds, &ignored) != ERR_OK)
        return;
    for (size_t i = 0; i < s->forks; i++) {
        const struct waiting_fork *x = &s->fork[i];
        if (x->line < s->graded_line && is_ruled_on(&ds, x->paper, s->graded_line))
            s->forks_graded--; /* it waited for nobody any more */
        if (!is_ruled_on(&ds, x->paper, 0))
            s->fork[kept++] = *x;
    }
    s->forks = kept;
    decisions_free(&ds);
}
