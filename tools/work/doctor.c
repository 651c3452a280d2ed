#include "tools/work/doctor.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>

/* The workspace named by -C must be one; without -C there may be none. */
static enum err_code find_workspace(struct work *work, struct workspace *w, bool *found,
                                    struct err *e)
{
    struct err why = {0};
    enum err_code rc = office_workspace(work, w, &why);
    *found = rc == ERR_OK;
    if (rc == ERR_OK || (rc == ERR_USAGE && !work->folder))
        return ERR_OK;
    *e = why;
    return rc;
}

static void tell(struct work *work, const struct err *why)
{
    char said[ERR_TEXT_MAX + 1];
    snprintf(said, sizeof said, "%s\n", why->text);
    work_tell(work, &(struct work_event){.kind = WORK_NOTE, .text = said});
}

static enum err_code look_at_all(struct work *work, const struct workspace *w,
                                 const struct ack *ack, const struct work_words *path,
                                 struct doctor_reply *r, struct err *e)
{
    enum err_code worst = ERR_OK;
    r->can_tell_collected = w || ack;
    r->looked = calloc(path->count + 1, sizeof *r->looked);
    if (!r->looked)
        return err_memory(e);
    for (size_t i = 0; i < path->count; i++) {
        struct doctor_looked *x = &r->looked[r->count];
        struct err why = {0};
        enum err_code rc = doctor_look(path->word[i], w, ack, &x->report, &why);
        x->path = path->word[i];
        r->findings += x->report.findings;
        if (rc == ERR_OK) {
            r->count++;
            continue;
        }
        doctor_free(&x->report);
        if (worst == ERR_OK)
            *e = why;
        else
            tell(work, &why);
        worst = worst == ERR_OK ? rc : worst;
    }
    r->is_done = worst == ERR_OK;
    return worst != ERR_OK ? worst : r->findings ? ERR_NO : ERR_OK;
}

static enum err_code read_ack(const char *file, const char *trust, struct buf *bytes,
                              struct ack *out, struct err *e)
{
    struct keys_public office;
    enum err_code rc = keys_trust_read(trust, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = file_read(file, ACK_FILE_MAX, bytes, e);
    if (rc == ERR_OK && (rc = ack_open(bytes->data, bytes->len, office.sign_pk, out, e)) != ERR_OK)
        rc = err_prefix(e, file);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct doctor_request *q = request;
    bool has_workspace = false;
    struct workspace w = {0};
    struct ack ack;
    struct buf bytes;
    enum err_code rc = find_workspace(work, &w, &has_workspace, e);
    buf_init(&bytes, ACK_FILE_MAX);
    if (rc == ERR_OK && q->ack)
        rc = read_ack(q->ack, q->trust, &bytes, &ack, e);
    if (rc == ERR_OK)
        rc = look_at_all(work, has_workspace ? &w : NULL, q->ack ? &ack : NULL, &q->path, reply, e);
    buf_free(&bytes);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct doctor_reply *r = reply;
    for (size_t i = 0; i < r->count; i++)
        doctor_free(&r->looked[i].report);
    free(r->looked);
}

#define AT(member) offsetof(struct doctor_request, member)
static const struct work_field FIELDS[] = {
    {.value = "PATH", .need = WORK_REPEATED_NEEDED, .kind = WORK_FILE, .at = AT(path)},
    {"--ledger", NULL, WORK_OPTIONAL,
     N_("each attempt's start, outages, resumes, codes, clock jumps, storage troubles and end"),
     .kind = WORK_FLAG, .at = AT(has_ledger)},
    {"--ack", "FILE", WORK_OPTIONAL,
     N_("what stands in the office's acknowledgement counts as collected; for a seat without a "
        "workspace"),
     .kind = WORK_FILE, .at = AT(ack)},
    {"--trust", "PUBLIC-KEY", WORK_OPTIONAL,
     N_("the office's key the acknowledgement is checked under; /etc/sathach/office.pub by "
        "default"),
     .kind = WORK_FILE, .at = AT(trust)},
    {0}};

const struct work_op doctor_op = {
    .name = "doctor",
    .words = "PATH...",
    .help = N_("Says what stands in a data folder or on a stick, whether it is whole and "
               "collected, how it is mended."),
    .field = FIELDS,
    .request = sizeof(struct doctor_request),
    .reply = sizeof(struct doctor_reply),
    .use = WORK_LOOKS,
    .run = run,
    .forget = forget};
