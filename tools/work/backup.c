#include "tools/work/backup.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/backup.h"
#include "tools/work/office.h"

static enum err_code read_also(const char *const *path, struct keys_public *out, size_t *count,
                               struct err *e)
{
    enum err_code rc = ERR_OK;
    for (*count = 0; rc == ERR_OK && path[*count]; (*count)++) {
        if (*count == BACKUP_BOXES - 1)
            return err_set(e, ERR_LIMIT, _("--also was given more than %d times"),
                           BACKUP_BOXES - 1);
        rc = keys_public_read(path[*count], &out[*count], e);
        if (rc == ERR_OK && !out[*count].has_box)
            rc = err_set(e, ERR_KEY, _("%s: has no opening key: it cannot read a backup"),
                         path[*count]);
    }
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct backup_request *q = request;
    struct backup_reply *r = reply;
    struct keys_public also[BACKUP_BOXES];
    struct office o;
    size_t count = 0;
    enum err_code rc = read_also(q->also, also, &count, e);
    if (rc == ERR_OK && file_exists(q->file))
        rc = err_set(e, ERR_BUSY, _("%s: stands already"), q->file);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = backup_make(&o.workspace, o.key, q->file, also, count, &work->rnd, &r->files, e);
    r->keys = count + 1;
    r->is_written = rc == ERR_OK;
    office_close(&o);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct backup_request *q = request;
    const struct backup_reply *r = reply;
    if (r->is_written)
        buf_printf(out, _("%s: %zu files, sealed for %zu keys\n"), q->file, r->files, r->keys);
}

#define AT(member) offsetof(struct backup_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE", .need = WORK_NEEDED, .kind = WORK_FILE, .at = AT(file), .label = N_("File")},
    {"--also", "KEY.pub", WORK_REPEATED, N_("another office's public key, which opens it too"),
     .kind = WORK_FILE, .at = AT(also), .label = N_("Also for")},
    {0}};

const struct work_op backup_op = {
    .name = "backup",
    .words = "FILE",
    .help = N_("Writes the whole workspace into one file, sealed for the office and signed by it."),
    .field = FIELDS,
    .request = sizeof(struct backup_request),
    .reply = sizeof(struct backup_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .say = say};
