#include "tools/work/witness_init.h"

#include "app/core/i18n.h"
#include "tools/office/witness.h"

#include <stdio.h>

static enum err_code make(struct work *work, const struct witness_init_request *q,
                          struct keys_secret *key, const char *pass, struct witness_init_reply *r,
                          struct err *e)
{
    snprintf(key->pub.name, sizeof key->pub.name, "%s", q->name);
    enum err_code rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = witness_make(q->folder, key, pass, &work->rnd, e);
    crypt_fingerprint(key->pub.sign_pk, r->fingerprint);
    r->is_made = rc == ERR_OK;
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct witness_init_request *q = request;
    if (!q->name)
        return err_set(e, ERR_USAGE, _("--name is needed: the name the witness signs with"));
    if (!keys_is_name(q->name))
        return err_set(e, ERR_USAGE, _("--name: 1 to 64 of a-z 0-9 . / -, not \"%s\""), q->name);
    char *pass = crypt_secret_new(SECRET_MAX);
    struct keys_secret *key = keys_new(KEYS_WITNESS, &work->rnd);
    enum err_code rc = pass && key ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = secret_ask(&work->pass, keys_role_word(KEYS_WITNESS), true, pass, e);
    if (rc == ERR_OK)
        rc = make(work, q, key, pass, reply, e);
    crypt_secret_free(pass);
    keys_free(key);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct witness_init_request *q = request;
    const struct witness_init_reply *r = reply;
    if (r->is_made)
        buf_printf(out, _("%s/witness.pub: the witness \"%s\", fingerprint %s\n"), q->folder,
                   q->name, r->fingerprint);
}

#define AT(member) offsetof(struct witness_init_request, member)
static const struct work_field FIELDS[] = {
    {.value = "DIR",
     .need = WORK_NEEDED,
     .kind = WORK_FOLDER,
     .at = AT(folder),
     .label = N_("Folder")},
    {"--name", "NAME", WORK_NEEDED, N_("the name it signs with: 1 to 64 of a-z 0-9 . / -"),
     .kind = WORK_WORD, .at = AT(name), .label = N_("Signs as")},
    {0}};

const struct work_op witness_init_op = {
    .name = "witness",
    .sub = "init",
    .words = "DIR",
    .help = N_("Makes the folder of a witness, another house that cosigns the office's log, with "
               "its key."),
    .field = FIELDS,
    .request = sizeof(struct witness_init_request),
    .reply = sizeof(struct witness_init_reply),
    .use = WORK_WRITES,
    .run = run,
    .say = say};
