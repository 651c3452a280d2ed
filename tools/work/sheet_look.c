#include "tools/work/sheet_look.h"

#include "app/core/i18n.h"
#include "tools/office/grading.h"
#include "tools/office/whole.h"
#include "tools/report/passlist.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum sheet_look_match sheet_look_compare(const struct sheet_look_row *row, enum sheet_said said,
                                         const char *receipt, size_t *journal)
{
    *journal = 0;
    if (said != SHEET_RECEIPT)
        return row->is_ended ? SHEET_LOOK_OTHER : SHEET_LOOK_SAME;
    for (size_t i = 0; i < row->journals; i++)
        if (strcmp(row->journal[i], receipt) == 0) {
            *journal = i;
            return SHEET_LOOK_SAME;
        }
    return row->journals ? SHEET_LOOK_OTHER : SHEET_LOOK_NOT_HERE;
}

bool sheet_look_is_added(enum sheet_why why)
{
    return why != SHEET_NOT_ASKED && why != SHEET_WHOLE && why != SHEET_SAMPLED;
}

static void take_journals(const struct grading *g, uint32_t paper, struct sheet_look_row *row)
{
    for (const struct submission *m = NULL;
         row->journals < SHEET_LOOK_JOURNALS && (m = collection_next(&g->collection, paper, m));) {
        code_receipt(m->head, row->journal[row->journals++]);
        row->is_ended |= m->state.end != JOURNAL_OPEN;
    }
}

static void take_row(const struct grading *g, uint32_t paper, enum sheet_why why,
                     struct sheet_look_row *row)
{
    const struct session_roster *roster = &g->opened.roster;
    const struct session_candidate *c = &roster->candidate[roster->paper[paper].candidate];
    const struct sheet_row *typed = sheet_row(g->opened.sheet, paper);
    *row = (struct sheet_look_row){.why = why, .is_typed = typed != NULL};
    session_paper_name(paper, row->paper);
    snprintf(row->sbd, sizeof row->sbd, "%s", c->sbd);
    snprintf(row->name, sizeof row->name, "%s", c->name);
    if (typed) {
        row->said = typed->said;
        snprintf(row->receipt, sizeof row->receipt, "%s", typed->receipt);
    }
    take_journals(g, paper, row);
}

/* As they stand on the paper: whoever types goes down it from one to the next. */
static enum err_code take_rows(const struct grading *g, const struct sheet_asked *asked,
                               struct sheet_look_reply *r, struct err *e)
{
    size_t *order = passlist_order(&g->opened.roster);
    for (uint32_t i = 0; order && i < g->opened.sheet->papers; i++) {
        uint32_t p = (uint32_t)order[i];
        enum sheet_why why = (enum sheet_why)asked->why[p];
        if (why == SHEET_NOT_ASKED && !sheet_row(g->opened.sheet, p))
            continue;
        r->added += sheet_look_is_added(why);
        r->sampled += !sheet_look_is_added(why) && why != SHEET_NOT_ASKED;
        take_row(g, p, why, &r->row[r->rows++]);
    }
    free(order);
    return order ? ERR_OK : err_memory(e);
}

static void take_mark(const struct sheet *s, const struct sheet_asked *asked,
                      struct sheet_look_reply *r)
{
    r->rule = s->rule;
    r->marks = s->marks;
    r->mark = s->marks ? s->mark[s->marks - 1].size : 0;
    r->wants_mark = s->rule != SESSION_SHEET_NONE && (s->marks == 0 || asked->uncovered > 0);
    if (s->rule == SESSION_SHEET_ALL) {
        r->then = s->papers;
        return;
    }
    r->then = sheet_sample_size((uint32_t)asked->uncovered);
    for (uint32_t p = 0; p < s->papers; p++) /* late ones are those that the new mark covers */
        r->then += asked->why[p] != SHEET_NOT_ASKED && asked->why[p] != SHEET_LATE;
    if (r->then > s->papers) /* some are in both */
        r->then = s->papers;
}

static enum err_code look(const struct grading *g, struct sheet_look_reply *r, struct err *e)
{
    struct results results = {0};
    struct sheet_asked asked = {0};
    enum err_code rc = grading_run(g, &results, e);
    if (rc == ERR_OK)
        rc = sheet_ask(g->opened.sheet, &results, &asked, e);
    if (rc == ERR_OK && !(r->row = calloc(g->opened.sheet->papers + 1u, sizeof *r->row)))
        rc = err_memory(e);
    if (rc == ERR_OK) {
        take_mark(g->opened.sheet, &asked, r);
        rc = take_rows(g, &asked, r, e);
    }
    r->is_made = rc == ERR_OK;
    results_free(&results);
    sheet_asked_free(&asked);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct sheet_look_request *q = request;
    struct office o = {.lock = -1};
    struct grading g = {0};
    enum err_code rc = office_open_log(work, OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = whole_check_results(&o.workspace, q->session, e);
    if (rc == ERR_OK && (rc = grading_open(&o.workspace, q->session, o.key, &g, e)) == ERR_OK) {
        rc = look(&g, reply, e);
        grading_close(&g);
    }
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct sheet_look_reply *r = reply;
    if (r->row)
        crypt_wipe(r->row, r->rows * sizeof *r->row);
    free(r->row);
    r->row = NULL;
    r->rows = 0;
}

#define AT(member) offsetof(struct sheet_look_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION", .need = WORK_NEEDED, .kind = WORK_NAME, .at = AT(session)}, {0}};

const struct work_op sheet_look_op = {.name = "sheet",
                                      .words = "SESSION",
                                      .help = N_("Looks which rows of the signed sheet are asked."),
                                      .field = FIELDS,
                                      .request = sizeof(struct sheet_look_request),
                                      .reply = sizeof(struct sheet_look_reply),
                                      .use = WORK_OFFICE_KEY,
                                      .run = run,
                                      .forget = forget};
