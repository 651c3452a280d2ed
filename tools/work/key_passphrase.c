#include "tools/work/key_passphrase.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

/* The passphrases, in secret memory. */
struct words {
    char before[SECRET_MAX], after[SECRET_MAX];
};

static enum err_code parse_role(const char *word, enum keys_role *out, struct err *e)
{
    for (*out = KEYS_OFFICE; *out <= KEYS_EXAMINER; (*out)++)
        if (strcmp(word, keys_role_word(*out)) == 0)
            return ERR_OK;
    return err_set(e, ERR_USAGE, _("%s: the role is office or examiner"), word);
}

/* The sealed file must open with what was typed before it takes the place of the one that does. */
static enum err_code check_opens(const struct buf *file, const char *path, const char *passphrase,
                                 const struct keys_secret *key, struct err *e)
{
    struct keys_secret *again = NULL;
    enum err_code rc = keys_open(file->data, file->len, path, passphrase, &again, e);
    if (rc == ERR_OK && memcmp(again->sign_sk, key->sign_sk, CRYPT_SIGN_SK) != 0)
        rc = err_set(e, ERR_AUTH, _("%s: could not be sealed anew; it stands as it was"), path);
    keys_free(again);
    return rc;
}

static enum err_code seal_anew(struct work *work, const char *path, const struct keys_secret *key,
                               const char *passphrase, struct err *e)
{
    struct buf file;
    buf_init(&file, KEYS_FILE_MAX);
    enum err_code rc = keys_seal(key, passphrase, crypt_cost_staff(), &work->rnd, &file, e);
    if (rc == ERR_OK)
        rc = check_opens(&file, path, passphrase, key, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = file_write(path, file.data, file.len, FILE_REPLACE, e);
    buf_free(&file);
    return rc;
}

static enum err_code change(struct work *work, const struct workspace *w, enum keys_role role,
                            struct words *words, struct key_passphrase_reply *r, struct err *e)
{
    struct keys_secret *key = NULL;
    const char *word = keys_role_word(role);
    char *path = workspace_path(w, "keys/%s.key", word);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_KEY, _("%s: this workspace has no key of the role \"%s\""), path, word);
    if (rc == ERR_OK)
        rc = secret_ask(&work->pass, word, false, words->before, e);
    if (rc == ERR_OK)
        rc = keys_load(path, words->before, &key, e);
    if (rc == ERR_OK && key->pub.role != role)
        rc = err_set(e, ERR_KEY, _("%s: holds a key of another role"), path);
    if (rc == ERR_OK)
        rc = secret_ask(&work->pass, KEY_PASSPHRASE_NEW, true, words->after, e);
    if (rc == ERR_OK && strcmp(words->before, words->after) == 0)
        rc = err_set(e, ERR_POLICY, _("the new passphrase is the old one; nothing was written"));
    if (rc == ERR_OK)
        rc = seal_anew(work, path, key, words->after, e);
    if (rc == ERR_OK)
        crypt_fingerprint(key->pub.sign_pk, r->fingerprint);
    keys_free(key);
    free(path);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct key_passphrase_request *q = request;
    struct key_passphrase_reply *r = reply;
    struct workspace w;
    enum keys_role role;
    int lock = -1;
    enum err_code rc = parse_role(q->role, &role, e);
    if (rc == ERR_OK)
        rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    struct words *words = crypt_secret_new(sizeof *words);
    rc = words ? workspace_lock(&w, &lock, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = change(work, &w, role, words, r, e);
    r->is_done = rc == ERR_OK;
    crypt_secret_free(words);
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct key_passphrase_request *q = request;
    const struct key_passphrase_reply *r = reply;
    if (r->is_done)
        buf_printf(out,
                   _("%s: the key %s has a new passphrase; backups made before open with the old "
                     "one\n"),
                   q->role, r->fingerprint);
}

static const struct work_field FIELDS[] = {{.value = "office|examiner",
                                            .label = N_("Whose key"),
                                            .need = WORK_NEEDED,
                                            .kind = WORK_CHOICE,
                                            .at = offsetof(struct key_passphrase_request, role)},
                                           {0}};

const struct work_op key_passphrase_op = {
    .name = "key",
    .sub = "passphrase",
    .words = "office|examiner",
    .help = N_("A new passphrase for a key of this workspace; the key itself stays. Asks the old "
               "one, then the new one twice (--pass new=FILE for scripts). Backups made before "
               "open with the old one."),
    .field = FIELDS,
    .request = sizeof(struct key_passphrase_request),
    .reply = sizeof(struct key_passphrase_reply),
    .use = WORK_OFFICE_KEY | WORK_EXAMINER_KEY | WORK_WRITES,
    .run = run,
    .say = say};
