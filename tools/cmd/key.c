/* sathachctl key show · key trust FILE */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/witnessed.h"
#include "tools/office/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option_spec NO_OPTIONS[] = {{NULL, NULL, NULL}};

enum err_code cmd_key_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct workspace w;
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 0, 0, e);
    if (rc == ERR_OK)
        rc = office_workspace(&ctl->work, &w, e);
    if (rc != ERR_OK)
        return rc;
    size_t shown = 0;
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (enum keys_role role = KEYS_OFFICE; role <= KEYS_WITNESS; role++) {
        struct keys_public pub;
        if (workspace_public_key(&w, role, &pub, e) != ERR_OK)
            continue;
        char fingerprint[25];
        crypt_fingerprint(pub.sign_pk, fingerprint);
        if (!ctl->json)
            printf("%s  %s\n", fingerprint, keys_role_word(role));
        json_open_object(&a.json);
        json_pair(&a.json, "role", keys_role_word(role));
        json_pair(&a.json, "fingerprint", fingerprint);
        json_close(&a.json);
        shown++;
    }
    json_close(&a.json);
    workspace_close(&w);
    rc = shown ? ERR_OK : err_set(e, ERR_KEY, _("this workspace has no public key"));
    if (rc == ERR_OK && ctl->json)
        rc = ctl_answer_end(&a, e);
    else
        buf_free(&a.bytes);
    if (rc == ERR_OK)
        err_clear(e);
    return rc;
}

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
static enum err_code open_workspace(struct ctl *ctl, struct office *o, struct err *e)
{
    struct workspace w;
    struct keys_public own;
    struct err ignored = {0};
    enum err_code rc = office_workspace(&ctl->work, &w, e);
    if (rc != ERR_OK)
        return rc;
    bool is_office = workspace_own_key(&w, KEYS_OFFICE, &own, &ignored) == ERR_OK;
    workspace_close(&w);
    return office_open(&ctl->work, is_office ? OFFICE_WRITE : OFFICE_LOCK, o, e);
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

enum err_code cmd_key_trust(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct office o;
    struct keys_public pub;
    struct buf text;
    char fingerprint[25];
    enum err_code rc = options_take(&argc, argv, NO_OPTIONS, 1, 1, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&text, 64 * 1024);
    rc = file_read(argv[0], 64 * 1024, &text, e);
    if (rc == ERR_OK)
        rc = keys_public_parse((const char *)text.data, text.len, argv[0], &pub, e);
    if (rc == ERR_OK && (rc = open_workspace(ctl, &o, e)) == ERR_OK) {
        rc = check_name(&o.workspace, &pub, e);
        if (rc == ERR_OK)
            rc = keep_key(&o, &pub, &text, e);
        office_close(&o);
    }
    if (rc == ERR_OK) {
        crypt_fingerprint(pub.sign_pk, fingerprint);
        printf(_("trusted: %s, fingerprint %s; compare it with the paper of its owner\n"),
               keys_role_word(pub.role), fingerprint);
    }
    buf_free(&text);
    return rc;
}
