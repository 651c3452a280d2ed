#include "tools/work/init.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/register.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The log's first line, about the office's public key. */
static enum err_code begin_log(struct work *work, const char *dir, const struct keys_secret *key,
                               const struct buf *pub, struct err *e)
{
    struct workspace w;
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(pub->data, pub->len, hash);
    enum err_code rc = workspace_open(dir, &w, e);
    if (rc != ERR_OK)
        return rc;
    office_name_operator(work, &w);
    rc = log_begin(&w, key, hash, &work->rnd, e);
    workspace_close(&w);
    return rc;
}

static enum err_code make_key(struct work *work, const char *dir, enum keys_role role,
                              const char *passphrase, struct init_reply *r, struct err *e)
{
    char path[4096];
    struct init_key *made = &r->key[r->count];
    struct keys_secret *key = keys_new(role, &work->rnd);
    struct buf text;
    buf_init(&text, 4096);
    if (!key)
        return err_memory(e);
    snprintf(path, sizeof path, "%s/keys/%s.key", dir, keys_role_word(role));
    enum err_code rc = keys_save(path, key, passphrase, crypt_cost_staff(), &work->rnd, e);
    if (rc == ERR_OK) {
        keys_public_text(key, &text);
        snprintf(path, sizeof path, "%s/keys/%s.pub", dir, keys_role_word(role));
        rc = file_write(path, text.data, text.len, FILE_NEW, e);
    }
    if (rc == ERR_OK && role == KEYS_OFFICE)
        rc = begin_log(work, dir, key, &text, e);
    if (rc == ERR_OK) {
        *made = (struct init_key){.role = role, .path = strdup(path)};
        crypt_fingerprint(key->pub.sign_pk, made->fingerprint);
        rc = made->path ? ERR_OK : err_memory(e);
        r->count += rc == ERR_OK;
    }
    buf_free(&text);
    keys_free(key);
    return rc;
}

static enum err_code make_register(const char *dir, struct err *e)
{
    struct workspace w;
    struct reg *reg = NULL;
    enum err_code rc = workspace_open(dir, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = register_open(&w, &reg, e);
    register_close(reg);
    workspace_close(&w);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct init_request *q = request;
    struct init_reply *r = reply;
    bool office = !q->role || strcmp(q->role, "office") == 0,
         examiner = !q->role || strcmp(q->role, "examiner") == 0;
    enum err_code rc = ERR_OK;
    if (!office && !examiner)
        return err_set(e, ERR_USAGE, _("--role is office or examiner, not \"%s\""), q->role);
    char *pass = crypt_secret_new(2 * SECRET_MAX);
    if (!pass)
        return err_memory(e);
    if (office)
        rc = secret_ask(&work->pass, "office", true, pass, e);
    if (rc == ERR_OK && examiner)
        rc = secret_ask(&work->pass, "examiner", true, pass + SECRET_MAX, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = workspace_make(q->folder, e);
    if (rc == ERR_OK && office)
        rc = make_key(work, q->folder, KEYS_OFFICE, pass, r, e);
    if (rc == ERR_OK && examiner)
        rc = make_key(work, q->folder, KEYS_EXAMINER, pass + SECRET_MAX, r, e);
    if (rc == ERR_OK)
        rc = make_register(q->folder, e);
    crypt_secret_free(pass);
    return rc;
}

static void forget(void *reply)
{
    struct init_reply *r = reply;
    for (size_t i = 0; i < r->count; i++)
        free(r->key[i].path);
}

/* Refused before two passphrases are thought of. */
static enum err_code judge(const void *request, struct err *e)
{
    const char *folder = ((const struct init_request *)request)->folder;
    char *ini = folder ? file_join(folder, "office.ini") : NULL;
    bool is_there = ini && file_exists(ini);
    free(ini);
    return is_there ? err_set(e, ERR_BUSY, _("%s: a workspace stands here already"), folder)
                    : ERR_OK;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct init_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->count; i++)
        buf_printf(out, _("%s: key of the role \"%s\", fingerprint %s\n"), r->key[i].path,
                   keys_role_word(r->key[i].role), r->key[i].fingerprint);
}

static enum err_code choose_role(struct work *work, const void *request, struct work_choices *out,
                                 struct err *e)
{
    (void)work;
    (void)request;
    enum err_code rc = fields_add_choice(out, "", _("both: questions are written here, too"), e);
    if (rc == ERR_OK)
        rc = fields_add_choice(out, "office",
                               _("the office alone: questions are written on another computer"), e);
    if (rc == ERR_OK)
        rc = fields_add_choice(out, "examiner",
                               _("whoever writes questions alone: sessions are another's"), e);
    return rc;
}

#define AT(member) offsetof(struct init_request, member)
static const struct work_field FIELDS[] = {
    {.value = "DIR",
     .need = WORK_NEEDED,
     .help = N_("a whole path; a folder that is not there yet is made"),
     .kind = WORK_FOLDER,
     .at = AT(folder),
     .label = N_("Empty folder")},
    {"--role", "office|examiner", WORK_OPTIONAL, N_("the one role this workspace has"),
     .kind = WORK_CHOICE, .at = AT(role), .label = N_("One role alone"), .empty = N_("both"),
     .is_rare = true, .choose = choose_role},
    {0}};

const struct work_op init_op = {
    .name = "init",
    .words = "DIR",
    .help = N_("Makes a workspace with its keys; both roles unless one is named."),
    .field = FIELDS,
    .request = sizeof(struct init_request),
    .reply = sizeof(struct init_reply),
    .use = WORK_OFFICE_KEY | WORK_EXAMINER_KEY | WORK_WRITES,
    .run = run,
    .judge = judge,
    .forget = forget,
    .say = say};
