/* sathachctl init DIR [--role office|examiner] */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/work/office.h"
#include "tools/ctl.h"
#include "tools/office/log.h"
#include "tools/office/register.h"
#include "tools/office/secret.h"
#include "tools/office/workspace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The log's first line, about the office's public key. */
static enum err_code begin_log(struct ctl *ctl, const char *dir, const struct keys_secret *key,
                               const struct buf *pub, struct err *e)
{
    struct workspace w;
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(pub->data, pub->len, hash);
    enum err_code rc = workspace_open(dir, &w, e);
    if (rc != ERR_OK)
        return rc;
    office_name_operator(&ctl->work, &w);
    rc = log_begin(&w, key, hash, &ctl->work.rnd, e);
    workspace_close(&w);
    return rc;
}

static enum err_code make_key(struct ctl *ctl, const char *dir, enum keys_role role,
                              const char *passphrase, struct err *e)
{
    char path[4096], fingerprint[25];
    struct keys_secret *key = keys_new(role, &ctl->work.rnd);
    struct buf text;
    buf_init(&text, 4096);
    if (!key)
        return err_memory(e);
    snprintf(path, sizeof path, "%s/keys/%s.key", dir, keys_role_word(role));
    enum err_code rc = keys_save(path, key, passphrase, crypt_cost_staff(), &ctl->work.rnd, e);
    if (rc == ERR_OK) {
        keys_public_text(key, &text);
        snprintf(path, sizeof path, "%s/keys/%s.pub", dir, keys_role_word(role));
        rc = file_write(path, text.data, text.len, FILE_NEW, e);
    }
    if (rc == ERR_OK && role == KEYS_OFFICE)
        rc = begin_log(ctl, dir, key, &text, e);
    if (rc == ERR_OK) {
        crypt_fingerprint(key->pub.sign_pk, fingerprint);
        printf(_("%s: key of the role \"%s\", fingerprint %s\n"), path, keys_role_word(role),
               fingerprint);
    }
    buf_free(&text);
    keys_free(key);
    return rc;
}

static enum err_code make_register(char *folder, struct err *e)
{
    struct reg *reg = NULL;
    enum err_code rc = register_open(&(struct workspace){.folder = folder}, &reg, e);
    register_close(reg);
    return rc;
}

enum err_code cmd_init(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *role = NULL;
    const struct option_spec spec[] = {{"--role", &role, NULL}, {NULL, NULL, NULL}};
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc != ERR_OK)
        return rc;
    bool office = !role || strcmp(role, "office") == 0,
         examiner = !role || strcmp(role, "examiner") == 0;
    if (!office && !examiner)
        return err_set(e, ERR_USAGE, _("--role is office or examiner, not \"%s\""), role);
    /* passphrases first, so that a slip of the finger leaves no half workspace */
    char *pass = crypt_secret_new(2 * SECRET_MAX);
    if (!pass)
        return err_memory(e);
    if (office)
        rc = secret_ask(&ctl->work.pass, "office", true, pass, e);
    if (rc == ERR_OK && examiner)
        rc = secret_ask(&ctl->work.pass, "examiner", true, pass + SECRET_MAX, e);
    if (rc == ERR_OK)
        rc = workspace_make(argv[0], e);
    if (rc == ERR_OK && office)
        rc = make_key(ctl, argv[0], KEYS_OFFICE, pass, e);
    if (rc == ERR_OK && examiner)
        rc = make_key(ctl, argv[0], KEYS_EXAMINER, pass + SECRET_MAX, e);
    if (rc == ERR_OK)
        rc = make_register(argv[0], e);
    crypt_secret_free(pass);
    return rc;
}
