#include "tools/office/reconcile.h"

#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/office/arrivals.h"
#include "tools/office/reconcile_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const WORDS[RECONCILE_KINDS] = {
    [RECONCILE_NO_PAPER] = "no-paper",       [RECONCILE_UNFINISHED] = "unfinished",
    [RECONCILE_CONFLICT] = "conflict",       [RECONCILE_IRREGULAR] = "irregular",
    [RECONCILE_MISSING] = "missing",         [RECONCILE_MANIFEST] = "manifest-missing",
    [RECONCILE_TWICE] = "manifest-twice",    [RECONCILE_ROW] = "row-not-typed",
    [RECONCILE_RECEIPT] = "other-receipt",   [RECONCILE_STRANGER] = "stranger",
    [RECONCILE_ORDER] = "order-gap",         [RECONCILE_ROOM_LOG] = "room-log",
    [RECONCILE_VOUCHER] = "voucher-wrong",   [RECONCILE_VOUCHER_TWICE] = "voucher-twice",
    [RECONCILE_ABSENT] = "absent",           [RECONCILE_LATE] = "late",
    [RECONCILE_UNLISTED] = "in-no-manifest", [RECONCILE_SEAT] = "seat-without-manifest",
    [RECONCILE_TWO_SEATS] = "two-seats",     [RECONCILE_BUILD] = "other-build"};

const char *reconcile_word(enum reconcile_what what)
{
    return WORDS[what];
}

const char *reconcile_sentence(enum reconcile_what what)
{
    static const char *const SENTENCES[RECONCILE_KINDS] = {
        [RECONCILE_NO_PAPER] = N_("was there, no paper came: still to come, collect it, then grade "
                                  "again; never to come, the council rules"),
        [RECONCILE_UNFINISHED] = N_("begun, not handed in; decide: as-is or annul"),
        [RECONCILE_CONFLICT] = N_("journals diverge; decide: journal"),
        [RECONCILE_IRREGULAR] = N_("irregular; the council decides"),
        [RECONCILE_MISSING] = N_("a seat holds it, it has not arrived; collect from that seat"),
        [RECONCILE_MANIFEST] = N_("a manifest of this seat has not arrived"),
        [RECONCILE_TWICE] = N_("two manifests of one seat and number"),
        [RECONCILE_ROW] = N_("its row of the signed sheet is asked and was not typed"),
        [RECONCILE_RECEIPT] = N_("the signed sheet says something else"),
        [RECONCILE_STRANGER] = N_("on the signed sheet, not in the roster"),
        [RECONCILE_ORDER] = N_("an order of this console has not arrived"),
        [RECONCILE_ROOM_LOG] = N_("two room logs of this console part"),
        [RECONCILE_VOUCHER] = N_("a voucher was used there that is none of this session"),
        [RECONCILE_VOUCHER_TWICE] = N_("a voucher was used for two things"),
        [RECONCILE_ABSENT] = N_("absent"),
        [RECONCILE_LATE] = N_("came after the mark"),
        [RECONCILE_UNLISTED] = N_("handed in; no manifest names it"),
        [RECONCILE_SEAT] = N_("no list came from this seat: look for papers"),
        [RECONCILE_TWO_SEATS] = N_("two seats had this name"),
        [RECONCILE_BUILD] = N_("this seat ran a program that not more than half of the seats ran"),
    };
    return _(SENTENCES[what]);
}

void reconcile_free(struct reconcile *r)
{
    free(r->finding);
    sheet_asked_free(&r->asked);
    *r = (struct reconcile){0};
}

bool reconcile_is_even(const struct reconcile *r)
{
    for (enum reconcile_what what = 0; what < RECONCILE_UNEVEN_END; what++)
        if (r->count[what])
            return false;
    return true;
}

enum err_code reconcile_add(struct reconcile *r, enum reconcile_what what, const char *paper,
                            const char *sbd, const char *detail, struct err *e)
{
    if ((r->findings & (r->findings - 1)) == 0) { /* room is doubled at each power of two */
        struct reconcile_finding *grown =
            realloc(r->finding, (r->findings ? 2 * r->findings : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        r->finding = grown;
    }
    struct reconcile_finding *f = &r->finding[r->findings++];
    *f = (struct reconcile_finding){.what = what};
    snprintf(f->paper, sizeof f->paper, "%s", paper);
    snprintf(f->sbd, sizeof f->sbd, "%s", sbd);
    snprintf(f->detail, sizeof f->detail, "%s", detail);
    r->count[what]++;
    return ERR_OK;
}

static const char *sbd_of(const struct grading *g, uint32_t p)
{
    return g->opened.roster.candidate[g->opened.roster.paper[p].candidate].sbd;
}

/* ---- the papers ---- */

static enum err_code find_missing(const struct grading *g, struct reconcile *r, struct err *e)
{
    struct arrivals a;
    enum err_code rc = arrivals_check(g->opened.room, &g->collection, &a, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; rc == ERR_OK && i < a.count; i++) {
        const struct arrival_missing *m = &a.missing[i];
        char paper[8];
        session_paper_name(m->paper, paper);
        rc = reconcile_add(r, RECONCILE_MISSING, paper,
                           m->paper < g->opened.roster.papers ? sbd_of(g, m->paper) : "", m->seat,
                           e);
    }
    arrivals_free(&a);
    return rc;
}

/* What a state that waits for the council is called; RECONCILE_KINDS for all others. */
static enum reconcile_what waits(const struct grading *g, uint32_t p, enum result_state state)
{
    switch (state) {
    case RESULT_NO_PAPER:
        return decisions_on_paper(&g->decisions, p, DECISION_NO_PAPER) ? RECONCILE_KINDS
                                                                       : RECONCILE_NO_PAPER;
    case RESULT_UNFINISHED: return RECONCILE_UNFINISHED;
    case RESULT_CONFLICT: return RECONCILE_CONFLICT;
    case RESULT_IRREGULAR: return RECONCILE_IRREGULAR;
    case RESULT_ABSENT: return RECONCILE_ABSENT;
    default: return RECONCILE_KINDS;
    }
}

static enum err_code look_at_paper(const struct grading *g, const struct results *results,
                                   uint32_t p, struct reconcile *r, struct err *e)
{
    const struct result *x = &results->row[p];
    enum reconcile_what what = waits(g, p, x->state);
    enum err_code rc = ERR_OK;
    r->state[x->state]++;
    if (what != RECONCILE_KINDS)
        rc = reconcile_add(r, what, x->paper, sbd_of(g, p),
                           what == RECONCILE_IRREGULAR ? x->note : "", e);
    if (rc == ERR_OK && sheet_is_late(g->opened.sheet, p, x->receipt))
        rc = reconcile_add(r, RECONCILE_LATE, x->paper, sbd_of(g, p), "", e);
    return rc;
}

/* ---- the signed sheet ---- */

/* Whether the council had a paper graded knowing what its row says now: the row stood so in the
 * sheet that was typed last before the ruling. */
static enum err_code is_settled(const struct grading *g, uint32_t p, bool *settled, struct err *e)
{
    const struct office_session *s = &g->opened;
    const struct decision *d = decisions_on_paper(&g->decisions, p, DECISION_ACCEPT_PAPER);
    struct grading_verdict v;
    struct sheet then;
    *settled = false;
    grading_judge(g, p, &v);
    if (!d || !v.is_accepted || d->mark.size == 0)
        return ERR_OK;
    enum err_code rc = sheet_read(s->workspace, &s->workspace->log->office, s->name, &s->session,
                                  d->mark.size, &then, e);
    const struct sheet_row *was = rc == ERR_OK ? sheet_row(&then, p) : NULL;
    const struct sheet_row *is = sheet_row(s->sheet, p);
    *settled = was && is && was->said == is->said && strcmp(was->receipt, is->receipt) == 0;
    sheet_free(&then);
    return rc;
}

static enum err_code look_at_row(const struct grading *g, const struct results *results, uint32_t p,
                                 struct reconcile *r, struct err *e)
{
    const struct result *x = &results->row[p];
    const struct sheet_row *row = sheet_row(g->opened.sheet, p);
    char typed[CODE_RECEIPT_SHOWN] = "";
    bool settled;
    if (!row)
        return r->asked.why[p] == SHEET_NOT_ASKED
                   ? ERR_OK
                   : reconcile_add(r, RECONCILE_ROW, x->paper, sbd_of(g, p),
                                   sheet_why_text(r->asked.why[p]), e);
    if (!x->receipt[0] || !grading_is_against_sheet(g, p))
        return ERR_OK;
    enum err_code rc = is_settled(g, p, &settled, e);
    if (rc != ERR_OK || settled)
        return rc;
    code_group(row->receipt, 4, typed, sizeof typed);
    return reconcile_add(r, RECONCILE_RECEIPT, x->paper, sbd_of(g, p), typed, e);
}

static enum err_code look_at_sheet(const struct grading *g, const struct results *results,
                                   struct reconcile *r, struct err *e)
{
    const struct sheet *s = g->opened.sheet;
    enum err_code rc = sheet_ask(s, results, &r->asked, e);
    for (uint32_t p = 0; rc == ERR_OK && p < s->papers; p++)
        rc = look_at_row(g, results, p, r, e);
    for (size_t i = 0; rc == ERR_OK && i < s->said.rows; i++)
        if (s->said.row[i].paper == SHEET_STRANGER && s->said.row[i].said != SHEET_ABSENT)
            rc = reconcile_add(r, RECONCILE_STRANGER, "", s->said.row[i].sbd, "", e);
    return rc;
}

static int compare(const void *pa, const void *pb)
{
    const struct reconcile_finding *a = pa, *b = pb;
    int by_paper = strcmp(a->paper, b->paper), by_sbd = strcmp(a->sbd, b->sbd);
    return a->what != b->what ? (int)a->what - (int)b->what
           : by_paper         ? by_paper
           : by_sbd           ? by_sbd
                              : strcmp(a->detail, b->detail);
}

enum err_code reconcile_make(const struct grading *g, struct reconcile *out, struct err *e)
{
    struct results results = {0};
    *out = (struct reconcile){.roster = g->opened.roster.papers};
    enum err_code rc = grading_run(g, &results, e);
    if (rc == ERR_OK)
        rc = find_missing(g, out, e);
    for (uint32_t p = 0; rc == ERR_OK && p < out->roster; p++)
        rc = look_at_paper(g, &results, p, out, e);
    if (rc == ERR_OK)
        rc = look_at_sheet(g, &results, out, e);
    if (rc == ERR_OK)
        rc = reconcile_room(g, out, e);
    results_free(&results);
    if (rc != ERR_OK)
        reconcile_free(out);
    else if (out->findings)
        qsort(out->finding, out->findings, sizeof *out->finding, compare);
    return rc;
}
