/* sathachctl backup FILE [--also KEY.pub]… · restore FILE [--into DIR] [--against PATH|"SIZE CODE"]
 * [--with KEY-FILE] · restore --check FILE: a whole workspace in one sealed file, and back into an
 * empty folder. */
#include "tools/work/backup.h"

#include "tools/cmd/command.h"
#include "tools/work/restore.h"

static enum err_code show_made(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    const struct backup_reply *r = reply;
    struct ctl_answer a;
    (void)came;
    if (!r->is_written)
        return ERR_OK;
    if (!ctl->json) {
        command_say(&backup_op, request, reply);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "file", r->file);
    json_pair_uint(&a.json, "files", r->files);
    json_pair_uint(&a.json, "keys", r->keys);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_backup(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &backup_op, argc, argv, show_made, e);
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

static enum err_code show_restored(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    const struct restore_reply *r = reply;
    if (ctl->json)
        return came == ERR_OK ? show_json(r, e) : ERR_OK;
    command_say(&restore_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_restore(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &restore_op, argc, argv, show_restored, e);
}
