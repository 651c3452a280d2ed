#include "tools/work/key_trust.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/witnessed.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

/* The line that says so, once a key. */
static enum err_code note_key(struct office *o, const struct keys_public *pub,
                              const struct buf *text, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(text->data, text->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    for (size_t i = 0; o->workspace.log && i < o->log.lines; i++)
        if (o->log.line[i].kind == LOG_KEY && strcmp(o->log.line[i].hash, hex) == 0)
            return ERR_OK;
    return log_note(&o->workspace,
                    &(struct log_entry){LOG_KEY, NULL, keys_role_word(pub->role), hash, NULL},
                    o->key, e);
}

/* Only an office keeps a log, and signs for it. */
static enum err_code open_workspace(struct work *work, struct office *o, struct err *e)
{
    struct workspace w;
    struct keys_public own;
    struct err ignored = {0};
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    bool is_office = workspace_own_key(&w, KEYS_OFFICE, &own, &ignored) == ERR_OK;
    workspace_close(&w);
    return office_open(work, is_office ? OFFICE_WRITE : OFFICE_LOCK, o, e);
}

/* Proofs name a witness: no two keys may stand behind one name. */
static enum err_code check_name(const struct workspace *w, const struct keys_public *pub,
                                struct err *e)
{
    struct keys_public known[WITNESSED_KEYS];
    size_t n = pub->role == KEYS_WITNESS
                   ? workspace_trusted_keys(w, KEYS_WITNESS, known, WITNESSED_KEYS)
                   : 0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(known[i].name, pub->name) == 0 &&
            memcmp(known[i].sign_pk, pub->sign_pk, CRYPT_SIGN_PK) != 0)
            return err_set(e, ERR_BUSY,
                           _("another key of the witness \"%s\" is trusted already; take its file "
                             "out of keys/trusted/ first"),
                           pub->name);
    return ERR_OK;
}

static enum err_code keep_key(struct office *o, const struct keys_public *pub,
                              const struct buf *text, struct err *e)
{
    char hex[17];
    crypt_hex(pub->sign_pk, 8, hex);
    char *path =
        workspace_path(&o->workspace, "keys/trusted/%s-%s.pub", keys_role_word(pub->role), hex);
    enum err_code rc =
        path ? file_write(path, text->data, text->len, FILE_REPLACE, e) : err_memory(e);
    free(path);
    return rc == ERR_OK ? note_key(o, pub, text, e) : rc;
}

static enum err_code take(struct work *work, const struct keys_public *pub, const struct buf *text,
                          struct err *e)
{
    struct office o;
    enum err_code rc = open_workspace(work, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = check_name(&o.workspace, pub, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = keep_key(&o, pub, text, e);
    office_close(&o);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct key_trust_request *q = request;
    struct key_trust_reply *r = reply;
    struct keys_public pub;
    struct buf text;
    buf_init(&text, 64 * 1024);
    enum err_code rc = file_read(q->file, 64 * 1024, &text, e);
    if (rc == ERR_OK)
        rc = keys_public_parse((const char *)text.data, text.len, q->file, &pub, e);
    if (rc == ERR_OK) {
        r->is_read = true;
        r->role = pub.role;
        crypt_fingerprint(pub.sign_pk, r->fingerprint);
    }
    if (rc == ERR_OK && !q->is_preview)
        rc = take(work, &pub, &text, e);
    r->is_trusted = rc == ERR_OK && !q->is_preview;
    buf_free(&text);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct key_trust_request *q = request;
    const struct key_trust_reply *r = reply;
    if (r->is_trusted || (r->is_read && q->is_preview))
        buf_printf(out,
                   q->is_preview
                       ? _("not trusted yet: %s, fingerprint %s; compare it with the paper of its "
                           "owner\n")
                       : _("trusted: %s, fingerprint %s; compare it with the paper of its owner\n"),
                   keys_role_word(r->role), r->fingerprint);
}

#define AT(member) offsetof(struct key_trust_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE", .need = WORK_NEEDED, .kind = WORK_FILE, .at = AT(file), .label = N_("File")},
    {"--preview", NULL, WORK_OPTIONAL,
     N_("says whose key it is and its fingerprint, and takes nothing up"), .kind = WORK_FLAG,
     .at = AT(is_preview)},
    {0}};

const struct work_op key_trust_op = {
    .name = "key",
    .sub = "trust",
    .words = "FILE",
    .help = N_("Takes up the public key of an examiner, an office or a witness; an office signs a "
               "line of its log about it."),
    .field = FIELDS,
    .request = sizeof(struct key_trust_request),
    .reply = sizeof(struct key_trust_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .say = say};
