#include "tools/work/grade.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"
#include "tools/work/fields.h"

#include <stdlib.h>
#include <string.h>

enum { IRREGULAR_MAX = 4096 };

void grade_tell_irregular(const struct grading *g, const struct result *r, uint32_t paper,
                          struct buf *out)
{
    struct grading_verdict v;
    struct buf why;
    buf_init(&why, IRREGULAR_MAX / 2);
    grading_judge(g, paper, &v);
    grading_describe(&v, &why);
    buf_printf(out,
               v.is_lost ? _("paper %s (SBD %s): %s; the council: sathachctl decide %s paper %s "
                             "annul|no-paper|journal …")
                         : _("paper %s (SBD %s): %s; the council: sathachctl decide %s paper %s "
                             "accept|annul|journal …"),
               r->paper, r->sbd, buf_text(&why), g->opened.name, r->paper);
    buf_free(&why);
}

static enum err_code find_conflict(const struct grading *g, const struct results *r, struct err *e)
{
    const char *name = g->opened.name;
    for (size_t i = 0; i < r->count; i++)
        if (r->row[i].state == RESULT_IRREGULAR) {
            struct buf text;
            buf_init(&text, IRREGULAR_MAX);
            grade_tell_irregular(g, &r->row[i], (uint32_t)i, &text);
            enum err_code rc = err_set(e, ERR_CONFLICT, "%s: %s", name, buf_text(&text));
            buf_free(&text);
            return rc;
        } else if (r->row[i].state == RESULT_CONFLICT)
            return err_set(e, ERR_CONFLICT,
                           _("%s: paper %s (SBD %s): journals diverge; the council decides"), name,
                           r->row[i].paper, r->row[i].sbd);
    return ERR_OK;
}

static bool is_same(const struct result *a, const struct result *b)
{
    return a->state == b->state && a->total == b->total && strcmp(a->note, b->note) == 0;
}

bool grade_is_changed(const struct graded_session *s, size_t i)
{
    return !s->has_before || i >= s->before.count ||
           !is_same(&s->before.row[i], &s->results.row[i]);
}

size_t grade_changes(const struct graded_session *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->results.count; i++)
        n += grade_is_changed(s, i);
    return n;
}

/* What is in force now; none yet is none. */
static enum err_code read_before(const struct office *o, struct graded_session *s, struct err *e)
{
    const char *name = s->grading.opened.name;
    char *path = workspace_path(&o->workspace, "sessions/%s/results.tsv", name);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    s->has_before = path && file_exists(path);
    if (s->has_before)
        rc = publishing_read(&o->workspace, &o->key->pub, name, &s->before, NULL, e);
    free(path);
    return rc;
}

static enum err_code write_results(struct work *work, const struct office *o,
                                   const struct graded_session *s, struct err *e)
{
    struct reg *reg = NULL;
    enum err_code rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = publishing_write(&s->grading, &s->results, o->key, e);
    if (rc == ERR_OK)
        rc = register_open(&o->workspace, &reg, e);
    if (rc == ERR_OK)
        rc = register_put(reg, &s->grading, &s->results, e);
    register_close(reg);
    return rc;
}

static enum err_code grade_one(struct work *work, struct grade_reply *r, const char *name,
                               bool is_preview, struct err *e)
{
    struct graded_session *s = &r->graded[r->count];
    enum err_code rc = grading_open(&r->office.workspace, name, r->office.key, &s->grading, e);
    if (rc != ERR_OK)
        return rc;
    rc = graded_check_open(&s->grading.decisions, name, e);
    if (rc == ERR_OK)
        rc = grading_run(&s->grading, &s->results, e);
    if (rc == ERR_OK)
        rc = is_preview ? read_before(&r->office, s, e) : write_results(work, &r->office, s, e);
    if (rc != ERR_OK) {
        results_free(&s->before);
        results_free(&s->results);
        grading_close(&s->grading);
        return rc;
    }
    r->count++;
    return find_conflict(&s->grading, &s->results, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct grade_request *q = request;
    struct grade_reply *r = reply;
    r->lang = work->lang;
    enum err_code rc = office_open(work, q->is_preview ? OFFICE_KEY : OFFICE_WRITE, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    r->graded = calloc(q->session.count, sizeof *r->graded);
    if (!r->graded)
        rc = err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < q->session.count; i++)
        rc = grade_one(work, r, q->session.word[i], q->is_preview, e);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct grade_reply *r = reply;
    for (size_t i = 0; i < r->count; i++) {
        results_free(&r->graded[i].before);
        results_free(&r->graded[i].results);
        grading_close(&r->graded[i].grading);
    }
    free(r->graded);
    office_close(&r->office);
}

#define AT(member) offsetof(struct grade_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--preview", NULL, WORK_OPTIONAL,
     N_("shows how the papers would come out and what would change, and writes nothing"),
     .kind = WORK_FLAG, .at = AT(is_preview)},
    {0}};

const struct work_op grade_op = {
    .name = "grade",
    .words = "SESSION...",
    .help = N_("Grades what was collected; the same inputs give the same bytes."),
    .field = FIELDS,
    .request = sizeof(struct grade_request),
    .reply = sizeof(struct grade_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .preview = "--preview",
    .say = grade_say};
