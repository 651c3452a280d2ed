#include "tools/office/proof_audit.h"

#include "app/core/i18n.h"
#include "tools/office/commit.h"
#include "tools/office/log_evidence.h"
#include "tools/office/presence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the log ---- */

static void add_log(const struct log *l, const struct keys_public *office, struct proof *out)
{
    char fingerprint[25];
    crypt_fingerprint(office->sign_pk, fingerprint);
    proof_log(out, l->lines, fingerprint);
}

/* Texts of one form: their order is that of the hours. A file that was found has the hour at which
 * it was found. */
static void add_clock(const struct log *l, struct proof *out)
{
    size_t back = 0;
    uint64_t first = 0;
    for (size_t i = 1; i < l->lines; i++)
        if (strcmp(l->line[i].time, l->line[i - 1].time) < 0) {
            first = back++ ? first : l->line[i].number;
        }
    proof_clock(out, back, first);
}

/* Lines of the session whose file was looked at: all but those that are ruled lost. */
static enum err_code add_files(const struct log *l, const struct grading *g, struct proof *out,
                               struct err *e)
{
    uint64_t *number = NULL;
    size_t lost = 0, files = 0;
    enum err_code rc = decisions_lost(&g->decisions, &number, &lost, e);
    for (size_t i = 0, at = 0; rc == ERR_OK && i < l->lines; i++) {
        enum log_evidence_part part;
        while (at < lost && number[at] < l->line[i].number)
            at++;
        files += strcmp(l->line[i].session, g->opened.name) == 0 &&
                 log_evidence_is_kept(l->line[i].kind, &part) &&
                 !(at < lost && number[at] == l->line[i].number);
    }
    free(number);
    if (rc == ERR_OK)
        proof_files(out, files, g->opened.name);
    return rc;
}

/* What came after the close in force. */
static void add_closed(const struct log *l, const struct grading *g, struct proof *out)
{
    const struct decision *close = decisions_close(&g->decisions);
    char name[32];
    size_t files = 0;
    bool is_behind = false;
    if (!close)
        return;
    snprintf(name, sizeof name, "%04u.decision", close->number);
    for (size_t i = 0; i < l->lines; i++) {
        const struct log_line *line = &l->line[i];
        enum log_evidence_part part;
        if (strcmp(line->session, g->opened.name) != 0)
            continue;
        files += is_behind && log_evidence_is_kept(line->kind, &part) && part == LOG_EVIDENCE_CAME;
        is_behind = is_behind || (line->kind == LOG_DECISION && strcmp(line->subject, name) == 0);
    }
    proof_closed(out, files);
}

/* ---- the draw ---- */

static unsigned commitments_of(const struct log *l, const char *session)
{
    unsigned n = 0;
    for (size_t i = 0; i < l->lines; i++)
        n += l->line[i].kind == LOG_COMMIT && strcmp(l->line[i].session, session) == 0;
    return n;
}

static enum err_code add_draw(const struct log *l, const struct grading *g,
                              const struct keys_public *office, const struct witnessed *w,
                              struct proof *out, struct err *e)
{
    const struct office_session *s = &g->opened;
    struct commit c;
    const struct log_line *committed = NULL, *made = log_evidence_last(l, s->name, LOG_SESSION);
    enum err_code rc = commit_load(s->workspace, office, s->name, &c, &committed, e);
    if (rc == ERR_OK &&
        memcmp(c.commitment, s->session.info.draw_commitment, sizeof c.commitment) != 0)
        rc = err_set(e, ERR_AUTH, _("%s: its commitment is not the one of line %zu of the log"),
                     s->name, (size_t)committed->number);
    if (rc != ERR_OK || !made)
        return rc;
    proof_draw(out, s->session.papers, committed->number, made->number, commitments_of(l, s->name));
    proof_lot(out, s->session.info.lot[0] != '\0',
              witnessed_between(w, committed->number, made->number));
    return ERR_OK;
}

/* ---- the results ---- */

static void add_rules(const struct grading *g, struct proof *out)
{
    struct grading_kept kept;
    grading_count_kept(g, &kept);
    proof_rules(out, kept.keep, kept.ruled, kept.waiting);
}

static enum err_code add_results(const struct log *l, const struct grading *g,
                                 const struct results *results, struct proof *out, struct err *e)
{
    struct sheet_asked asked = {0};
    const struct log_line *graded = log_evidence_last(l, g->opened.name, LOG_GRADED);
    const struct sheet *sheet = g->opened.sheet;
    enum err_code rc = ERR_OK;
    if (results && graded)
        proof_results(out, graded->number);
    if (results && sheet)
        rc = sheet_ask(sheet, results, &asked, e);
    if (rc == ERR_OK)
        proof_sheet(out, results ? sheet : NULL, &asked);
    sheet_asked_free(&asked);
    return rc;
}

enum err_code proof_audit(const struct grading *g, const struct keys_public *office,
                          const struct results *results, struct proof *out, struct err *e)
{
    const struct workspace *w = g->opened.workspace;
    struct witnessed witnessed;
    enum err_code rc = w->log ? witnessed_open(w, &witnessed, e) : ERR_OK;
    if (rc != ERR_OK || !w->log)
        return rc;
    add_log(w->log, office, out);
    proof_anew(out, witnessed_last(&witnessed));
    rc = add_files(w->log, g, out, e);
    add_closed(w->log, g, out);
    add_clock(w->log, out);
    if (rc == ERR_OK)
        rc = add_draw(w->log, g, office, &witnessed, out, e);
    if (rc == ERR_OK)
        add_rules(g, out);
    if (rc == ERR_OK)
        rc = add_results(w->log, g, results, out, e);
    proof_beyond(out);
    proof_history(out, w->log, &witnessed);
    witnessed_free(&witnessed);
    return rc == ERR_OK ? proof_check(out, e) : rc;
}
