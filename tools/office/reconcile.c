#include "tools/office/reconcile.h"

#include "app/core/code.h"
#include "app/core/i18n.h"
#include "tools/office/arrivals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const WORDS[RECONCILE_KINDS] = {"absent", "unfinished", "missing", "conflict", "no-receipt", "other-receipt", "stranger"};

const char *reconcile_word(enum reconcile_what what)
{
    return WORDS[what];
}

const char *reconcile_sentence(enum reconcile_what what)
{
    static const char *const SENTENCES[RECONCILE_KINDS] = {
        N_("absent"),
        N_("begun, not handed in; decide: as-is"),
        N_("a seat holds it, it has not arrived; collect from that seat"),
        N_("journals diverge; decide: journal"),
        N_("handed in; no receipt on the sheet"),
        N_("the sheet's receipt is another one"),
        N_("on the sheet, but has handed in nothing"),
    };
    return _(SENTENCES[what]);
}

void reconcile_free(struct reconcile *r)
{
    free(r->finding);
    *r = (struct reconcile){0};
}

bool reconcile_is_even(const struct reconcile *r)
{
    return r->findings == r->count[RECONCILE_ABSENT] && r->handed_in == r->graded;
}

static enum err_code add(struct reconcile *r, enum reconcile_what what, const char *paper, const char *sbd, const char *detail, struct err *e)
{
    struct reconcile_finding *grown = realloc(r->finding, (r->findings + 1) * sizeof *grown);
    if (!grown)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    r->finding = grown;
    struct reconcile_finding *f = &grown[r->findings++];
    *f = (struct reconcile_finding){.what = what};
    snprintf(f->paper, sizeof f->paper, "%s", paper);
    snprintf(f->sbd, sizeof f->sbd, "%s", sbd);
    snprintf(f->detail, sizeof f->detail, "%s", detail);
    r->count[what]++;
    return ERR_OK;
}

/* ---- the papers ---- */

/* What the seats' manifests say of papers that never arrived: one flag a paper. */
static enum err_code find_missing(const struct grading *g, const struct keys_secret *office, struct reconcile *r, bool *missing, struct err *e)
{
    struct arrivals a;
    enum err_code rc = arrivals_check(&g->sitting, office, &g->collection, &a, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; rc == ERR_OK && i < a.count; i++) {
        const struct arrival_missing *m = &a.missing[i];
        char paper[8];
        if (m->paper >= g->sitting.roster.papers)
            continue;
        missing[m->paper] = true;
        session_paper_name(m->paper, paper);
        rc = add(r, RECONCILE_MISSING, paper, g->sitting.roster.candidate[g->sitting.roster.paper[m->paper].candidate].sbd, m->seat, e);
    }
    arrivals_free(&a);
    return rc;
}

static enum err_code look_at(const struct grading *g, uint32_t p, bool missing, struct reconcile *r, struct err *e)
{
    const struct sitting *s = &g->sitting;
    const char *sbd = s->roster.candidate[s->roster.paper[p].candidate].sbd;
    char paper[8];
    struct collection_choice choice = grading_choose(s, &g->collection, &g->decisions, p);
    session_paper_name(p, paper);
    r->started += choice.verdict != COLLECTION_ABSENT || missing;
    switch (choice.verdict) {
    case COLLECTION_ENDED: r->handed_in++; r->graded++; return ERR_OK;
    case COLLECTION_UNFINISHED: return add(r, RECONCILE_UNFINISHED, paper, sbd, "", e);
    case COLLECTION_FORK: r->handed_in++; return add(r, RECONCILE_CONFLICT, paper, sbd, "", e);
    default: return missing ? ERR_OK : add(r, RECONCILE_ABSENT, paper, sbd, "", e);
    }
}

/* ---- the attendance sheet ---- */

struct sheet {
    const struct grading *g;
    struct reconcile *r;
    bool *has; /* a paper each: the sheet brought its receipt */
};

/* The paper of this candidate that has this receipt; *any: one that was handed in and has no receipt yet, for the message. -1: none. */
static long find_paper(const struct sheet *sh, uint32_t candidate, const char *receipt, long *any)
{
    const struct sitting *s = &sh->g->sitting;
    *any = -1;
    for (uint32_t p = 0; p < s->roster.papers; p++) {
        char its[CODE_RECEIPT + 1];
        if (s->roster.paper[p].candidate != candidate)
            continue;
        struct collection_choice choice = grading_choose(s, &sh->g->collection, &sh->g->decisions, p);
        if (choice.verdict != COLLECTION_ENDED)
            continue;
        code_receipt(choice.chosen->head, its);
        if (strcmp(its, receipt) == 0)
            return (long)p;
        if (!sh->has[p])
            *any = (long)p;
    }
    return -1;
}

static enum err_code take_receipt(struct sheet *sh, const char *sbd, const char *receipt, struct err *e)
{
    char paper[8] = "", shown[24];
    long who = session_roster_find(&sh->g->sitting.roster, sbd), any = -1, p = who < 0 ? -1 : find_paper(sh, (uint32_t)who, receipt, &any);
    if (p >= 0) {
        sh->has[p] = true;
        return ERR_OK;
    }
    code_group(receipt, 4, shown, sizeof shown);
    if (any < 0)
        return add(sh->r, RECONCILE_STRANGER, "", sbd, shown, e);
    sh->has[any] = true; /* told once */
    session_paper_name((uint32_t)any, paper);
    return add(sh->r, RECONCILE_RECEIPT, paper, sbd, shown, e);
}

/* One line: the SBD up to the first separator, the receipt behind it. */
static enum err_code take_line(struct sheet *sh, char *line, size_t number, struct err *e)
{
    static const char SEPARATORS[] = ",; \t\"";
    char receipt[CODE_RECEIPT + 1], *sbd = line + strspn(line, SEPARATORS);
    sbd[strcspn(sbd, "\r")] = '\0';
    size_t n = strcspn(sbd, SEPARATORS);
    if (!sbd[0])
        return ERR_OK;
    char *behind = sbd + n + strspn(sbd + n, SEPARATORS), *end = behind + strlen(behind);
    while (end > behind && strchr(SEPARATORS, end[-1]))
        *--end = '\0';
    sbd[n] = '\0';
    if (code_receipt_normalise(behind, receipt))
        return take_receipt(sh, sbd, receipt, e);
    return number == 1 ? ERR_OK : err_set(e, ERR_FORMAT, _("line %zu: an SBD and a receipt of 16 characters are wanted"), number);
}

static enum err_code take_sheet(struct sheet *sh, const char *text, struct err *e)
{
    char *copy = strdup(text), *rest = copy;
    if (!copy)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    if (strncmp(rest, "\xEF\xBB\xBF", 3) == 0)
        rest += 3;
    enum err_code rc = ERR_OK;
    size_t number = 0;
    for (char *line; rc == ERR_OK && (line = strsep(&rest, "\n"));)
        rc = take_line(sh, line, ++number, e);
    free(copy);
    const struct sitting *s = &sh->g->sitting;
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++) {
        char paper[8];
        session_paper_name(p, paper);
        if (!sh->has[p] && grading_choose(s, &sh->g->collection, &sh->g->decisions, p).verdict == COLLECTION_ENDED)
            rc = add(sh->r, RECONCILE_NO_RECEIPT, paper, s->roster.candidate[s->roster.paper[p].candidate].sbd, "", e);
    }
    return rc;
}

static int compare(const void *pa, const void *pb)
{
    const struct reconcile_finding *a = pa, *b = pb;
    int by_paper = strcmp(a->paper, b->paper);
    return a->what != b->what ? (int)a->what - (int)b->what : by_paper ? by_paper : strcmp(a->sbd, b->sbd);
}

enum err_code reconcile_make(const struct grading *g, const struct keys_secret *office, const char *receipts, struct reconcile *out, struct err *e)
{
    size_t papers = g->sitting.roster.papers;
    *out = (struct reconcile){.roster = papers};
    bool *flag = calloc(2 * papers + 1, sizeof *flag);
    enum err_code rc = flag ? find_missing(g, office, out, flag, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    for (uint32_t p = 0; rc == ERR_OK && p < papers; p++)
        rc = look_at(g, p, flag[p], out, e);
    if (rc == ERR_OK && receipts && receipts[0])
        rc = take_sheet(&(struct sheet){.g = g, .r = out, .has = flag + papers}, receipts, e);
    free(flag);
    if (rc != ERR_OK)
        reconcile_free(out);
    else if (out->findings)
        qsort(out->finding, out->findings, sizeof *out->finding, compare);
    return rc;
}
