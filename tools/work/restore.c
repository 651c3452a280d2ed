#include "tools/work/restore.h"

#include "app/core/i18n.h"
#include "tools/office/backup.h"
#include "tools/work/basis.h"

#include <string.h>

/* The office's key out of the backup, or another one that a box is for. */
static enum err_code take_key(struct work *work, const struct backup_stream *b, const char *with,
                              struct keys_secret **key, struct err *e)
{
    char *pass = crypt_secret_new(SECRET_MAX);
    enum err_code rc = pass ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = secret_ask(&work->pass, keys_role_word(KEYS_OFFICE), false, pass, e);
    if (rc == ERR_OK)
        rc = with ? keys_load(with, pass, key, e) : backup_stream_key(b, pass, key, e);
    crypt_secret_free(pass);
    return rc;
}

static enum err_code unpack(const struct restore_request *q, struct backup_restoring *b,
                            struct restore_reply *r, struct err *e)
{
    enum err_code rc = q->is_drill ? backup_drill(b, e) : backup_restore(b, r->folder, e);
    r->is_unpacked = rc == ERR_OK || (rc == ERR_POLICY && !q->is_drill);
    memcpy(r->signer, b->backup->signer, sizeof r->signer);
    r->files = b->files;
    r->sessions = b->sessions;
    r->lines = b->lines;
    r->compared = b->compared;
    return rc;
}

static enum err_code look(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e)
{
    (void)work;
    return basis_of_path(((const struct restore_request *)request)->file, hash, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct restore_request *q = request;
    struct restore_reply *r = reply;
    struct backup_stream b;
    struct keys_secret *key = NULL;
    const char *into = q->into ? q->into : work->folder;
    if (!into && !q->is_drill)
        return err_set(e, ERR_USAGE, _("--into says into which empty folder"));
    r->folder = q->is_drill ? q->file : into;
    enum err_code rc = backup_stream_open(q->file, &b, e);
    if (rc != ERR_OK)
        return rc;
    rc = take_key(work, &b, q->with, &key, e);
    if (rc == ERR_OK)
        rc = basis_bind(work, q->file, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = unpack(q,
                    &(struct backup_restoring){.backup = &b,
                                               .key = key,
                                               .is_office = !q->with,
                                               .against = q->against,
                                               .tell = work_tell_line,
                                               .context = work},
                    r, e);
    keys_free(key);
    backup_stream_close(&b);
    return rc;
}

/* What stands there is told also when it is older than it should be. */
static void say(const void *request, const void *reply, struct buf *out)
{
    const struct restore_request *q = request;
    const struct restore_reply *r = reply;
    char fingerprint[25];
    if (!r->is_unpacked)
        return;
    crypt_fingerprint(r->signer, fingerprint);
    buf_printf(out,
               _("%s: signed by the office %s, %zu files, %zu sessions, %zu lines of the log\n"),
               r->folder, fingerprint, r->files, r->sessions, (size_t)r->lines);
    if (r->compared)
        buf_printf(out, _("its first %zu lines are those of the mark shown\n"),
                   (size_t)r->compared);
    else
        buf_add_text(out,
                     _("no error: not known whether this is the newest backup; a mark kept "
                       "elsewhere, given as --against, proves it: a stick, an acknowledgement, a "
                       "code of the log\n"));
    if (q->with)
        buf_add_text(out, _("opened with another key: the log has no line about it\n"));
    if (!q->is_drill)
        buf_printf(out, _("open it with: sathachctl -C %s\n"), r->folder);
}

/* What the desk makes it notes among the offices; a command does not. */
static void say_at_desk(const void *request, const void *reply, struct buf *out)
{
    say(request, reply, out);
    if (((const struct restore_reply *)reply)->is_unpacked &&
        !((const struct restore_request *)request)->is_drill)
        buf_add_text(out, _("or from the list of offices, where it stands now: V on the first "
                            "page of an office\n"));
}

/* The drill leaves nothing, and wants none. */
static const char *word_of(const void *request)
{
    return ((const struct restore_request *)request)->is_drill ? NULL : "KHOI PHUC";
}

#define AT(member) offsetof(struct restore_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE", .need = WORK_NEEDED, .kind = WORK_FILE, .at = AT(file), .label = N_("File")},
    {"--into", "DIR", WORK_OPTIONAL, N_("the empty folder to unpack into; that of -C by default"),
     .at_desk = N_("an empty folder, or a new one, which is made; only it is written"),
     .kind = WORK_FOLDER, .at = AT(into), .label = N_("Into")},
    {"--check", NULL, WORK_OPTIONAL,
     N_("the drill: the same checks, and nothing is left of what was unpacked"), .kind = WORK_FLAG,
     .at_desk = N_("only looks whether the backup is whole and opens: nothing of it stays on this "
                   "computer"),
     .at = AT(is_drill), .label = N_("Only check")},
    {"--against", "PATH|'SIZE CODE'", WORK_OPTIONAL,
     N_("a mark from another hand: an acknowledgement, a stick, or a code with its number of "
        "lines; 13 when the backup is older"),
     .at_desk =
         N_("may stay empty. What proves that it is the newest backup: an acknowledgement, a "
            "stick, or a code of the log with its number of lines"),
     .kind = WORK_TEXT, .at = AT(against), .label = N_("Against")},
    {"--with", "KEY-FILE", WORK_OPTIONAL,
     N_("another key that the backup is sealed for; the office's own, out of the backup, by "
        "default"),
     .at_desk = N_("may stay empty: the office's own key lies in the backup. Another office's key "
                   "file, where the backup was sealed for it, too"),
     .kind = WORK_FILE, .at = AT(with), .label = N_("Key file")},
    {0}};

const struct work_op restore_op = {
    .name = "restore",
    .words = "FILE",
    .help =
        N_("Unpacks a backup into an empty folder, checks the log and every session, and makes the "
           "register again."),
    .field = FIELDS,
    .request = sizeof(struct restore_request),
    .reply = sizeof(struct restore_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .word = "KHOI PHUC",
    .word_of = word_of,
    .spares = N_("Only the empty folder named is written; no other office is touched."),
    .say_at_desk = say_at_desk,
    .say = say};
