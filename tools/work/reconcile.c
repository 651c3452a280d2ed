#include "tools/work/reconcile.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/begun.h"
#include "tools/office/hours.h"
#include "tools/office/ruling.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"
#include "tools/report/reconcile_page.h"
#include "tools/work/fields.h"
#include "tools/work/question_look.h"
#include "tools/work/waiting_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reconcile_since reconcile_since_graded(const struct reconcile_reply *r)
{
    const struct sheet *s = r->grading.opened.sheet;
    const struct decisions *ds = &r->grading.decisions;
    uint64_t last = s->gradeds ? s->graded[s->gradeds - 1] : 0;
    struct reconcile_since out = {.is_graded = s->gradeds > 0};
    for (size_t i = 0; i < s->journals; i++)
        out.journals += s->journal[i].line > last;
    for (size_t i = 0; i < ds->count; i++) /* a close changes no result */
        out.decisions += ds->item[i].at > last && ds->item[i].ruling != DECISION_CLOSE;
    return out;
}

void reconcile_when(const struct decision *d, char out[RECONCILE_WHEN])
{
    char day[HOURS_DAY_MAX], hour[HOURS_TIME_MAX];
    int64_t when = waiting_time(d->date);
    hours_day(when, day);
    hours_time(when, hour);
    snprintf(out, RECONCILE_WHEN, "%s %s", day, hour);
}

/* As the close itself asks it (tools/office/ruling.h). */
static void find_what_forbids(struct reconcile_reply *r)
{
    struct err why = {0};
    bool is_forbidden = ruling_check_close(&r->grading, &why) != ERR_OK;
    snprintf(r->forbids, sizeof r->forbids, "%s", is_forbidden ? why.text : "");
}

/* A question is known by its words; where they may not be read yet its id has to do. */
static enum err_code read_words(struct reconcile_reply *r, struct err *e)
{
    const struct decisions *ds = &r->grading.decisions;
    enum err_code rc = ERR_OK;
    r->words = calloc(ds->count + 1, sizeof *r->words);
    if (!r->words)
        return err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < ds->count; i++) {
        struct bank_question text = {0};
        size_t papers;
        if (!decision_is_on_question(ds->item[i].ruling))
            continue;
        rc = question_look_tell(&r->grading, ds->item[i].question, r->words[i], &papers, &text, e);
        if (!text.stem)
            r->words[i][0] = '\0';
        bank_question_free(&text);
    }
    return rc;
}

static enum err_code judge(struct reconcile_reply *r, struct err *e)
{
    enum err_code rc = reconcile_make(&r->grading, &r->reconcile, e);
    if (rc == ERR_OK)
        rc = read_words(r, e);
    if (rc == ERR_OK)
        find_what_forbids(r);
    r->is_made = rc == ERR_OK;
    if (rc == ERR_OK && !reconcile_is_even(&r->reconcile))
        rc = err_set(e, ERR_NO, _("%s: does not add up"), r->grading.opened.name);
    return rc;
}

/* ---- on a sheet ---- */

static char *folder_of(const struct reconcile_request *q, const struct reconcile_reply *r)
{
    return q->folder ? strdup(q->folder)
                     : workspace_path(&r->office.workspace, "reports/%s", r->grading.opened.name);
}

static enum err_code write_sheet(struct work *work, const struct reconcile_request *q,
                                 struct reconcile_reply *r, struct err *e)
{
    const struct office_session *opened = &r->grading.opened;
    struct begun begun;
    begun_read(&r->grading.collection, &begun);
    const struct report_source source = {.workspace = &r->office.workspace,
                                         .name = opened->name,
                                         .session = &opened->session.info,
                                         .opened = opened,
                                         .held = begun.day,
                                         .paper = -1};
    char name[CAUTION_FILE_MAX], *folder = folder_of(q, r);
    struct buf pdf;
    buf_init(&pdf, REPORT_FILE_MAX);
    caution_file_name(caution_is_training(&opened->session.info), "reconcile.pdf", name);
    char *path = folder ? file_join(folder, name) : NULL;
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = reconcile_page_pdf(&source, &r->reconcile, &pdf, e);
    if (rc == ERR_OK)
        rc = buf_check(&pdf, name, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_make_folder(folder, e);
    if (rc == ERR_OK)
        rc = file_write(path, pdf.data, pdf.len, FILE_REPLACE, e);
    buf_free(&pdf);
    free(folder);
    if (rc == ERR_OK)
        r->file = path;
    else
        free(path);
    return rc;
}

static enum err_code check_format(const struct reconcile_request *q, struct err *e)
{
    if (q->format && strcmp(q->format, "pdf") != 0)
        return err_set(e, ERR_USAGE, _("--format: \"%s\" is none of pdf"), q->format);
    if (q->folder && !q->format)
        return err_set(e, ERR_USAGE, _("-o goes with --format pdf"));
    return ERR_OK;
}

/* ---- the operation ---- */

/* What does not add up is put on the sheet all the same. */
static enum err_code judge_and_write(struct work *work, const struct reconcile_request *q,
                                     struct reconcile_reply *r, struct err *e)
{
    struct err written = {0};
    enum err_code rc = judge(r, e);
    if (!r->is_made || !q->format)
        return rc;
    enum err_code wrote = write_sheet(work, q, r, &written);
    if (wrote != ERR_OK)
        *e = written;
    return wrote == ERR_OK ? rc : wrote;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct reconcile_request *q = request;
    struct reconcile_reply *r = reply;
    r->office.lock = -1;
    enum err_code rc = check_format(q, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_KEY, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = whole_check_results(&r->office.workspace, q->session, e);
    if (rc == ERR_OK)
        rc = grading_open(&r->office.workspace, q->session, r->office.key, &r->grading, e);
    if (rc == ERR_OK)
        rc = judge_and_write(work, q, r, e);
    office_session_rest(&r->grading.opened);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct reconcile_reply *r = reply;
    if (r->is_made)
        reconcile_free(&r->reconcile);
    free(r->file);
    free(r->words);
    grading_close(&r->grading);
    office_close(&r->office);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct reconcile_reply *r = reply;
    (void)request;
    if (r->file)
        buf_printf(out, "%s\n", r->file);
}

#define AT(member) offsetof(struct reconcile_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--format", "pdf", WORK_OPTIONAL, N_("writes a sheet of paper besides, with places to sign"),
     .kind = WORK_CHOICE, .at = AT(format), .label = N_("Format")},
    {"-o", "DIR", WORK_OPTIONAL, N_("the folder to write into; reports/SESSION by default"),
     .kind = WORK_FOLDER, .at = AT(folder), .label = N_("Folder")},
    {0}};

const struct work_op reconcile_op = {
    .name = "reconcile",
    .words = "SESSION",
    .help = N_("Says whether a session adds up: papers, manifests, orders and the signed sheet."),
    .exits = N_("Exit 1: it does not."),
    .field = FIELDS,
    .request = sizeof(struct reconcile_request),
    .reply = sizeof(struct reconcile_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget,
    .say = say};
