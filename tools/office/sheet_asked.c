/* Which rows of the signed sheet are asked, and whether they were typed. */
#include "app/core/i18n.h"
#include "tools/office/sheet.h"

#include <stdlib.h>
#include <string.h>

const char *sheet_why_text(enum sheet_why why)
{
    static const char *const TEXT[SHEET_WHYS] = {
        [SHEET_NOT_ASKED] = "",
        [SHEET_WHOLE] = N_("the whole sheet"),
        [SHEET_SAMPLED] = N_("sample"),
        [SHEET_NO_JOURNAL] = N_("nothing handed in"),
        [SHEET_IRREGULAR] = N_("irregular"),
        [SHEET_CONFLICT] = N_("journals diverge"),
        [SHEET_LATE] = N_("came after the mark"),
        [SHEET_MOVED] = N_("went on at another seat"),
    };
    return TEXT[why][0] ? _(TEXT[why]) : "";
}

static enum sheet_why why_asked(const struct sheet *s, uint32_t paper, const struct result *r)
{
    if (s->rule == SESSION_SHEET_NONE || r->state == RESULT_CANCELLED || r->state == RESULT_MOVED)
        return SHEET_NOT_ASKED;
    if (r->state == RESULT_CONFLICT)
        return SHEET_CONFLICT;
    if (r->state == RESULT_IRREGULAR)
        return SHEET_IRREGULAR;
    if (!s->paper[paper].ended)
        return SHEET_NO_JOURNAL;
    if (sheet_is_late(s, paper, r->receipt))
        return SHEET_LATE;
    if (results_has_note(r, "moved") || results_has_note(r, "begun-elsewhere"))
        return SHEET_MOVED;
    if (s->paper[paper].is_sampled)
        return SHEET_SAMPLED;
    return s->rule == SESSION_SHEET_ALL ? SHEET_WHOLE : SHEET_NOT_ASKED;
}

enum err_code sheet_ask(const struct sheet *s, const struct results *results,
                        struct sheet_asked *out, struct err *e)
{
    *out = (struct sheet_asked){.why = calloc(s->papers + 1, sizeof *out->why)};
    if (!out->why)
        return err_memory(e);
    for (uint32_t p = 0; p < s->papers && p < results->count; p++) {
        const struct result *r = &results->row[p];
        const struct sheet_row *row = sheet_row(s, p);
        out->ended += s->paper[p].ended > 0;
        out->uncovered += s->paper[p].ended > 0 && !s->paper[p].mark;
        out->right += row && row->said == SHEET_RECEIPT && strcmp(row->receipt, r->receipt) == 0;
        out->wrong += r->receipt[0] && sheet_contradicts(s, p, r->receipt);
        out->why[p] = (uint8_t)why_asked(s, p, r);
        out->asked += out->why[p] != SHEET_NOT_ASKED;
        out->typed += out->why[p] != SHEET_NOT_ASKED && row;
    }
    return ERR_OK;
}

void sheet_asked_free(struct sheet_asked *a)
{
    free(a->why);
    *a = (struct sheet_asked){0};
}

enum err_code sheet_check_complete(const struct sheet *s, const struct results *results,
                                   struct err *e)
{
    struct sheet_asked a;
    if (s->rule == SESSION_SHEET_NONE || !s->log)
        return ERR_OK;
    enum err_code rc = sheet_ask(s, results, &a, e);
    if (rc == ERR_OK && a.uncovered)
        rc = err_set(e, ERR_POLICY,
                     _("%s: %zu papers were handed in and no mark covers them: print it and have "
                       "it signed: sathachctl sheet %s"),
                     s->session, a.uncovered, s->session);
    else if (rc == ERR_OK && a.typed < a.asked)
        rc = err_set(e, ERR_POLICY,
                     _("%s: %zu rows of the signed sheet are missing: sathachctl sheet %s"),
                     s->session, a.asked - a.typed, s->session);
    sheet_asked_free(&a);
    return rc;
}
