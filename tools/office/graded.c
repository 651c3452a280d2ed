#include "tools/office/graded.h"

#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"

#include <stdlib.h>
#include <string.h>

static const struct decision *decision_at(const struct decisions *ds, uint64_t line)
{
    for (size_t i = 0; i < ds->count; i++)
        if (ds->item[i].at == line)
            return &ds->item[i];
    return NULL;
}

/* A close, or what undoes one. */
static bool is_about_close(const struct decisions *ds, const struct decision *d)
{
    if (d && d->ruling == DECISION_UNDO && d->undoes <= ds->count)
        d = &ds->item[d->undoes - 1];
    return d && d->ruling == DECISION_CLOSE;
}

void graded_since(const struct log *l, const char *session, const struct decisions *ds,
                  struct graded *out)
{
    const struct decision *close = decisions_close(ds);
    const struct log_line *last = log_evidence_last(l, session, LOG_GRADED);
    enum log_evidence_part part;
    *out = (struct graded){.line = last ? last->number : 0};
    for (size_t i = 0; i < l->lines; i++) {
        const struct log_line *x = &l->line[i];
        if (strcmp(x->session, session) != 0 || !log_evidence_is_kept(x->kind, &part))
            continue;
        bool counts = part == LOG_EVIDENCE_CAME || x->kind == LOG_PEOPLE || x->kind == LOG_SHEET;
        if (close && x->number > close->at)
            out->closed += counts;
        else if (x->number > out->line && x->kind == LOG_DECISION)
            out->decisions += !is_about_close(ds, decision_at(ds, x->number));
        else if (x->number > out->line)
            out->files += counts;
    }
}

bool graded_is_current(const struct graded *g)
{
    return g->line && !g->files && !g->decisions;
}

enum err_code graded_check(const struct graded *g, const char *session, struct err *e)
{
    if (!g->line)
        return err_set(e, ERR_POLICY, _("%s: not graded yet; run: sathachctl grade %s"), session,
                       session);
    if (graded_is_current(g))
        return ERR_OK;
    return err_set(e, ERR_POLICY,
                   _("%s: not graded since: %zu files and %zu decisions came after line %zu; run: "
                     "sathachctl grade %s"),
                   session, g->files, g->decisions, (size_t)g->line, session);
}

enum err_code graded_check_open(const struct decisions *ds, const char *session, struct err *e)
{
    const struct decision *close = decisions_close(ds);
    if (!close)
        return ERR_OK;
    return err_set(e, ERR_POLICY,
                   _("%s: closed; the council opens it: sathachctl decide %s undo %u --reason …"),
                   session, session, close->number);
}

enum err_code graded_check_session_open(const struct office_session *s,
                                        const struct keys_public *office, struct err *e)
{
    struct decisions ds = {0};
    enum err_code rc = decisions_load(s, office, &ds, e);
    if (rc == ERR_OK)
        rc = graded_check_open(&ds, s->name, e);
    decisions_free(&ds);
    return rc;
}

enum err_code graded_check_came(const struct log *l, const char *session,
                                const struct decisions *ds, uint64_t missed, struct err *e)
{
    uint64_t *number = NULL;
    size_t count = 0;
    enum err_code rc = decisions_lost(ds, &number, &count, e);
    if (rc == ERR_OK && missed)
        number[count++] = missed;
    if (rc == ERR_OK)
        rc = log_evidence_check(l, session, LOG_EVIDENCE_CAME,
                                &(struct log_evidence_lost){number, count}, NULL, e);
    free(number);
    return rc;
}
