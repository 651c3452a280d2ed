#include "tools/work/bank_take.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/banking.h"
#include "tools/work/basis.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 };

/* NAME of NAME.bank, where none is asked for. */
static enum err_code name_of(const struct bank_take_request *q, char out[NAME_MAX_BYTES],
                             struct err *e)
{
    static const char END[] = ".bank";
    const char *base = q->name ? q->name : file_base(q->file);
    size_t n = strlen(base), end = strlen(END);
    if (!q->name && n > end && strcmp(base + n - end, END) == 0)
        n -= end;
    snprintf(out, NAME_MAX_BYTES, "%.*s", (int)(n < NAME_MAX_BYTES ? n : NAME_MAX_BYTES - 1), base);
    return workspace_is_name(out) && n < NAME_MAX_BYTES
               ? ERR_OK
               : err_set(e, ERR_USAGE,
                         _("%s: a bank's name is 1 to 32 of a-z, 0-9 and -; give one with --as"),
                         base);
}

/* Whose it is, that it is for this office, and every cell of it. */
static enum err_code look(const struct office *o, const char *file, const struct buf *bytes,
                          struct bank_take_reply *r, struct err *e)
{
    struct bank bank;
    struct bank_office key = {0};
    enum err_code rc = bank_open(bytes->data, bytes->len, NULL, &bank, e);
    if (rc != ERR_OK)
        return err_prefix(e, file);
    crypt_fingerprint(bank.signer, r->signer);
    if (!workspace_is_trusted(&o->workspace, KEYS_EXAMINER, bank.signer))
        return err_set(e, ERR_KEY,
                       _("%s: signed by %s, which is not trusted here; see: sathachctl key trust"),
                       file, r->signer);
    if ((rc = bank_open_office(&bank, o->key, &key, e)) != ERR_OK)
        return err_prefix(e, file);
    r->questions = key.entries;
    r->pools = key.pools;
    rc = banking_check_sealed(&bank, &key, file, &r->findings, e);
    bank_office_free(&key);
    return rc;
}

/* The file as it stands, before a key is asked for. */
static enum err_code look_at_file(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                                  struct err *e)
{
    (void)work;
    return basis_of_file(((const struct bank_take_request *)request)->file, hash, e);
}

static enum err_code put(struct work *work, const struct office *o, const char *name,
                         const struct buf *bytes, struct bank_take_reply *r, struct err *e)
{
    struct err other = {0};
    char *path = workspace_path(&o->workspace, "banks/%s.bank", name);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    r->is_known =
        path && file_exists(path) && file_holds(path, bytes->data, bytes->len, &other) == ERR_OK;
    if (rc == ERR_OK && !r->is_known && file_exists(path))
        rc = err_set(e, ERR_BUSY,
                     _("%s: another bank stands there; give this one a name with --as"), path);
    if (rc == ERR_OK && !r->is_known)
        rc = work_point(work, e);
    if (rc == ERR_OK && !r->is_known)
        rc = file_write(path, bytes->data, bytes->len, FILE_NEW, e);
    if (rc == ERR_OK)
        r->path = path;
    else
        free(path);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_take_request *q = request;
    struct bank_take_reply *r = reply;
    struct office o = {.lock = -1};
    struct buf bytes;
    char name[NAME_MAX_BYTES];
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = name_of(q, name, e);
    if (rc == ERR_OK)
        rc = file_read(q->file, PACKAGE_MAX, &bytes, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc == ERR_OK)
        rc = look(&o, q->file, &bytes, r, e);
    if (rc == ERR_OK)
        rc = basis_bind_bytes(work, &bytes, e);
    if (rc == ERR_OK)
        rc = put(work, &o, name, &bytes, r, e);
    buf_free(&bytes);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct bank_take_reply *r = reply;
    findings_free(&r->findings);
    free(r->path);
}

#define AT(member) offsetof(struct bank_take_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE.bank", .need = WORK_NEEDED, .kind = WORK_FILE, .at = AT(file)},
    {"--as", "NAME", WORK_OPTIONAL, N_("its name in banks/; that of the file by default"),
     .kind = WORK_NAME, .at = AT(name)},
    {0}};

const struct work_op bank_take_op = {
    .name = "bank",
    .sub = "take",
    .words = "FILE.bank",
    .help = N_("Takes in a sealed bank of a trusted examiner, after a look into every question of "
               "it; sessions are made from it as from one's own."),
    .field = FIELDS,
    .request = sizeof(struct bank_take_request),
    .reply = sizeof(struct bank_take_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look_at_file,
    .forget = forget};
