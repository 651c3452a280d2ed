#include "tools/office/grading.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Right answers by part, from the drawn paper and the choices as written. */
static void count_right(const struct sitting *s, const struct paper *drawn, const struct journal_state *st, struct result *out)
{
    out->parts = drawn->parts;
    unsigned q = 0;
    for (unsigned part = 0; part < drawn->parts; part++) {
        out->questions[part] = drawn->part_questions[part];
        for (unsigned i = 0; i < drawn->part_questions[part]; i++, q++)
            out->right[part] += st->choice[q] == s->bank_key.entry[drawn->question[q].entry].answer;
    }
}

static void score(const struct profile_variant *v, const struct submission *m, struct result *out)
{
    struct profile_score ps;
    profile_score(v, out->right, &ps);
    memcpy(out->points, ps.part_points, sizeof out->points);
    out->total = ps.total;
    out->state = ps.passed && m->state.end != JOURNAL_ENDED_MISCONDUCT ? RESULT_PASSED : RESULT_FAILED;
    code_receipt(m->head, out->receipt);
}

static char *note_text(const struct session_paper *p, const struct collection_choice *choice)
{
    char text[128];
    const struct submission *m = choice->chosen;
    snprintf(text, sizeof text, "%s%s%s%s%s%s", m && m->state.moves ? "moved " : "", m && m->state.is_anew ? "begun-elsewhere " : "",
             p->exempt ? "exempt " : "", p->extra_minutes || (m && m->state.extended) ? "extra-time " : "",
             m && m->state.end == JOURNAL_ENDED_TIMEOUT ? "time-up " : "", m && m->state.end == JOURNAL_ENDED_MISCONDUCT ? "misconduct " : "");
    size_t n = strlen(text);
    if (n)
        text[n - 1] = '\0';
    return strdup(text);
}

static bool copy_person(const struct sitting *s, uint32_t paper, struct result *out)
{
    const struct session_paper *p = &s->roster.paper[paper];
    const struct session_candidate *c = &s->roster.candidate[p->candidate];
    session_paper_name(paper, out->paper);
    out->sbd = strdup(c->sbd);
    out->name = strdup(c->name);
    out->birth = strdup(c->birth);
    out->identity = strdup(s->identity[p->candidate]);
    out->unit = strdup(c->unit);
    out->field = strdup(p->field);
    out->field_title = strdup(p->title_vi);
    out->grade = strdup(p->grade);
    return out->sbd && out->name && out->birth && out->identity && out->unit && out->field && out->field_title && out->grade;
}

static enum err_code grade_paper(const struct sitting *s, const struct collection *c, uint32_t paper, struct result *out, struct err *e)
{
    static const enum result_state OF_VERDICT[] = {[COLLECTION_ABSENT] = RESULT_ABSENT, [COLLECTION_ENDED] = RESULT_FAILED,
                                                   [COLLECTION_UNFINISHED] = RESULT_UNFINISHED, [COLLECTION_FORK] = RESULT_CONFLICT};
    struct collection_choice choice = collection_choose(c, &s->session.info.caps, paper);
    const struct submission *m = choice.chosen;
    if (!copy_person(s, paper, out) || !(out->note = note_text(&s->roster.paper[paper], &choice)))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    out->state = OF_VERDICT[choice.verdict];
    if (choice.verdict != COLLECTION_ENDED)
        return ERR_OK;
    struct paper drawn;
    enum err_code rc = sitting_draw(s, paper, &drawn, e);
    if (rc != ERR_OK)
        return rc;
    count_right(s, &drawn, &m->state, out);
    score(sitting_variant(s, paper), m, out);
    return ERR_OK;
}

enum err_code grading_run(const struct sitting *s, const struct collection *c, struct results *out, struct err *e)
{
    *out = (struct results){0};
    out->row = calloc(s->roster.papers + 1, sizeof *out->row);
    if (!out->row)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    out->count = s->roster.papers;
    enum err_code rc = ERR_OK;
    for (uint32_t p = 0; rc == ERR_OK && p < s->roster.papers; p++)
        rc = grade_paper(s, c, p, &out->row[p], e);
    if (rc != ERR_OK)
        results_free(out);
    return rc;
}
