/* sathachctl backup FILE [--also KEY.pub]… · restore FILE [--against PATH|"SIZE CODE"] [--with
 * KEY-FILE] · restore --check FILE: a whole workspace in one sealed file, and back into an empty
 * folder. */
#include "tools/work/backup.h"

#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/restore.h"

#include <stdio.h>

static enum err_code show_made(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    const struct backup_request *q = request;
    const struct backup_reply *r = reply;
    struct ctl_answer a;
    (void)came;
    if (!r->is_written)
        return ERR_OK;
    if (!ctl->json) {
        printf(_("%s: %zu files, sealed for %zu keys\n"), q->file, r->files, r->keys);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "file", q->file);
    json_pair_uint(&a.json, "files", r->files);
    json_pair_uint(&a.json, "keys", r->keys);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_backup(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &backup_op, argc, argv, show_made, e);
}

static void show_text(const struct restore_request *q, const struct restore_reply *r)
{
    char fingerprint[25];
    crypt_fingerprint(r->signer, fingerprint);
    printf(_("%s: signed by the office %s, %zu files, %zu sessions, %zu lines of the log\n"),
           r->folder, fingerprint, r->files, r->sessions, (size_t)r->lines);
    if (r->compared)
        printf(_("its first %zu lines are those of the mark shown\n"), (size_t)r->compared);
    else
        printf(_("not proved: that it is the newest: no mark from another hand was shown\n"));
    if (q->with)
        printf(_("opened with another key: the log has no line about it\n"));
}

static enum err_code show_json(const struct restore_reply *r, struct err *e)
{
    struct ctl_answer a;
    char fingerprint[25];
    crypt_fingerprint(r->signer, fingerprint);
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "folder", r->folder);
    json_pair(&a.json, "office", fingerprint);
    json_pair_uint(&a.json, "files", r->files);
    json_pair_uint(&a.json, "sessions", r->sessions);
    json_pair_uint(&a.json, "lines", (size_t)r->lines);
    json_pair_uint(&a.json, "compared", (size_t)r->compared);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

/* What stands there is shown also when it is older than it should be. */
static enum err_code show_restored(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    const struct restore_reply *r = reply;
    if (ctl->json)
        return came == ERR_OK ? show_json(r, e) : ERR_OK;
    if (r->is_unpacked)
        show_text(request, r);
    return ERR_OK;
}

enum err_code cmd_restore(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &restore_op, argc, argv, show_restored, e);
}
