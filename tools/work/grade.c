#include "tools/work/grade.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/publishing.h"
#include "tools/office/register.h"
#include "tools/work/fields.h"
#include "tools/work/waiting.h"

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

static void free_graded(struct graded_session *s)
{
    results_free(&s->before);
    results_free(&s->results);
    grading_close(&s->grading);
}

static enum err_code grade_one(const struct office *o, struct graded_session *s, const char *name,
                               struct buf *all, struct err *e)
{
    enum err_code rc = grading_open(&o->workspace, name, o->key, &s->grading, e);
    if (rc != ERR_OK)
        return rc;
    rc = graded_check_open(&s->grading.decisions, name, e);
    if (rc == ERR_OK)
        rc = grading_run(&s->grading, &s->results, e);
    if (rc == ERR_OK) {
        results_write(&s->results, all);
        rc = buf_check(all, "results.tsv", e);
    }
    if (rc != ERR_OK)
        free_graded(s);
    return rc;
}

/* All of them, before the first is written: they are what the preview showed, or none is. */
static enum err_code grade_all(struct work *work, const struct grade_request *q,
                               const struct office *o, struct graded_session *s, size_t *graded,
                               struct err *e)
{
    struct buf all;
    uint8_t hash[CRYPT_HASH];
    enum err_code rc = ERR_OK;
    buf_init(&all, RESULTS_FILE_MAX);
    for (; rc == ERR_OK && *graded < q->session.count; *graded += rc == ERR_OK)
        rc = grade_one(o, &s[*graded], q->session.word[*graded], &all, e);
    if (rc == ERR_OK) {
        crypt_hash_file(all.data, all.len, hash);
        rc = work_bind(work, hash, e);
    }
    buf_free(&all);
    return rc;
}

/* Its results stand, or are shown; then what waits for the council is said. */
static enum err_code take_graded(struct work *work, const struct grade_request *q,
                                 struct grade_reply *r, struct err *e)
{
    struct graded_session *s = &r->graded[r->count];
    enum err_code rc =
        q->is_preview ? read_before(&r->office, s, e) : write_results(work, &r->office, s, e);
    if (rc != ERR_OK)
        return rc;
    r->count++;
    return find_conflict(&s->grading, &s->results, e);
}

/* The mark is signed before the papers are graded: whether it waits is no error of the
 * preview, nor is it when that cannot be told. */
static void find_marks(struct work *work, struct grade_reply *r)
{
    struct waiting_reply waiting = {0};
    struct err ignored = {0};
    if (waiting_op.run(work, &(struct waiting_request){0}, &waiting, &ignored) == ERR_OK)
        for (size_t i = 0; i < r->count; i++)
            for (size_t k = 0; k < waiting.rows; k++)
                r->graded[i].mark_waits |=
                    waiting.row[k].kind == WAITING_PRINT_MARK &&
                    strcmp(waiting.row[k].about, r->graded[i].grading.opened.name) == 0;
    waiting_op.forget(&waiting);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct grade_request *q = request;
    struct grade_reply *r = reply;
    size_t graded = 0;
    r->lang = work->lang;
    enum err_code rc = office_open(work, q->is_preview ? OFFICE_KEY : OFFICE_WRITE, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    r->graded = calloc(q->session.count, sizeof *r->graded);
    if (!r->graded)
        rc = err_memory(e);
    else
        rc = grade_all(work, q, &r->office, r->graded, &graded, e);
    while (rc == ERR_OK && r->count < graded)
        rc = take_graded(work, q, r, e);
    for (size_t i = r->count; i < graded; i++)
        free_graded(&r->graded[i]);
    if (q->is_preview)
        find_marks(work, r);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct grade_reply *r = reply;
    for (size_t i = 0; i < r->count; i++)
        free_graded(&r->graded[i]);
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
    .say = grade_say,
    .say_at_desk = grade_say_at_desk};
