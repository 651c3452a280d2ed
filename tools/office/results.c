#include "tools/office/results.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const STATE_NAMES[RESULT_STATES] = {"passed", "failed", "absent", "unfinished", "conflict"};
static const char HEADING[] = "paper\tsbd\tname\tbirth\tidentity\tunit\tfield\tfield_title\tgrade\tstate\tparts\ttotal\treceipt\tnote";
enum { COLUMNS = 14 };

const char *results_state_name(enum result_state s)
{
    return STATE_NAMES[s];
}

void results_free(struct results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        struct result *x = &r->row[i];
        char *owned[] = {x->sbd, x->name, x->birth, x->identity, x->unit, x->field, x->field_title, x->grade, x->note};
        for (size_t k = 0; k < sizeof owned / sizeof owned[0]; k++)
            free(owned[k]);
    }
    free(r->row);
    *r = (struct results){0};
}

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

static char *note_text(const struct session_paper *p, const struct submission *m)
{
    char text[128];
    snprintf(text, sizeof text, "%s%s%s%s", p->exempt ? "exempt " : "", p->extra_minutes || (m && m->state.extended) ? "extra-time " : "",
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
    const struct submission *m;
    enum collection_verdict verdict = collection_choose(c, paper, &m);
    if (!copy_person(s, paper, out) || !(out->note = note_text(&s->roster.paper[paper], m)))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    out->state = OF_VERDICT[verdict];
    if (verdict != COLLECTION_ENDED)
        return ERR_OK;
    struct paper drawn;
    enum err_code rc = sitting_draw(s, paper, &drawn, e);
    if (rc != ERR_OK)
        return rc;
    count_right(s, &drawn, &m->state, out);
    score(sitting_variant(s, paper), m, out);
    return ERR_OK;
}

enum err_code results_grade(const struct sitting *s, const struct collection *c, struct results *out, struct err *e)
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

/* "9/10:9,17/20:17": right/questions:points, a part each. */
static void write_parts(const struct result *x, struct buf *out)
{
    for (unsigned i = 0; i < x->parts; i++)
        buf_printf(out, "%s%u/%u:%u", i ? "," : "", x->right[i], x->questions[i], x->points[i]);
}

void results_write(const struct results *r, struct buf *out)
{
    buf_printf(out, "%s\n", HEADING);
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        buf_printf(out, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t", x->paper, x->sbd, x->name, x->birth, x->identity, x->unit, x->field,
                   x->field_title, x->grade, STATE_NAMES[x->state]);
        write_parts(x, out);
        buf_printf(out, "\t%u\t%s\t%s\n", x->total, x->receipt, x->note);
    }
}

static bool read_parts(const char *text, struct result *out)
{
    while (*text) {
        int n = 0;
        unsigned right, questions, points;
        if (out->parts == PROFILE_PARTS_MAX || sscanf(text, "%u/%u:%u%n", &right, &questions, &points, &n) != 3 || n == 0)
            return false;
        out->right[out->parts] = right;
        out->questions[out->parts] = questions;
        out->points[out->parts++] = points;
        text += n;
        if (*text == ',')
            text++;
    }
    return true;
}

static bool read_line(char *line, struct result *out)
{
    char *cell[COLUMNS] = {0};
    for (int i = 0; i < COLUMNS; i++) {
        cell[i] = strsep(&line, "\t");
        if (!cell[i])
            return false;
    }
    if (line || strlen(cell[0]) >= sizeof out->paper || strlen(cell[12]) >= sizeof out->receipt || !read_parts(cell[10], out))
        return false;
    strcpy(out->paper, cell[0]);
    strcpy(out->receipt, cell[12]);
    char **target[] = {&out->sbd, &out->name, &out->birth, &out->identity, &out->unit, &out->field, &out->field_title, &out->grade};
    for (int i = 0; i < 8; i++)
        if (!(*target[i] = strdup(cell[i + 1])))
            return false;
    out->note = strdup(cell[13]);
    out->total = (unsigned)strtoul(cell[11], NULL, 10);
    for (out->state = 0; out->state < RESULT_STATES; out->state++)
        if (strcmp(STATE_NAMES[out->state], cell[9]) == 0)
            return out->note != NULL;
    return false;
}

enum err_code results_read(const char *text, size_t len, const char *name, struct results *out, struct err *e)
{
    *out = (struct results){0};
    char *copy = strndup(text, len);
    if (!copy)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = ERR_OK;
    bool has_nul = strlen(copy) != len;
    char *rest = copy, *line = strsep(&rest, "\n");
    size_t at = 1;
    if (has_nul || !line || strcmp(line, HEADING) != 0)
        rc = err_set(e, ERR_FORMAT, _("%s: line 1: not a results file"), name);
    while (rc == ERR_OK && rest && *rest) {
        line = strsep(&rest, "\n");
        at++;
        struct result *grown = realloc(out->row, (out->count + 1) * sizeof *grown);
        if (!grown) {
            rc = err_set(e, ERR_LIMIT, _("out of memory"));
            break;
        }
        out->row = grown;
        grown[out->count] = (struct result){0};
        if (!read_line(line, &grown[out->count++]))
            rc = err_set(e, ERR_FORMAT, _("%s: line %zu: not a row of results"), name, at);
    }
    free(copy);
    if (rc != ERR_OK)
        results_free(out);
    return rc;
}
