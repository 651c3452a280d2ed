#include "app/core/keys.h"

#include "app/core/buf.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/textfile.h"
#include "app/core/wire.h"

#include <sodium.h>
#include <string.h>

enum {
    SECRETS = 8 + CRYPT_SIGN_PK + CRYPT_SIGN_SK + CRYPT_BOX_PK + CRYPT_BOX_SK,
    CLEAR = 4 + 8 + CRYPT_SALT,
    FILE_MAX = KEYS_FILE_MAX
};
enum { PUBLIC_BYTES = 42, BOX_LINE_BYTES = CRYPT_BOX_PK + CRYPT_SIG };

static const char *const ROLE[KEYS_WITNESS + 1] = {
    [0] = "", [KEYS_OFFICE] = "office", [KEYS_EXAMINER] = "examiner", [KEYS_WITNESS] = "witness"};

static bool is_role(enum keys_role role)
{
    return role >= KEYS_OFFICE && role <= KEYS_WITNESS;
}

const char *keys_role_word(enum keys_role role)
{
    return ROLE[is_role(role) ? role : 0];
}

bool keys_is_name(const char *name)
{
    size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789./-");
    return n > 0 && n < KEYS_NAME && !name[n];
}

struct keys_secret *keys_new(enum keys_role role, struct crypt_random *rnd)
{
    struct keys_secret *k = crypt_secret_new(sizeof *k);
    if (!k)
        return NULL;
    memset(k, 0, sizeof *k);
    k->pub.role = role;
    rnd->fill(rnd->context, k->pub.id, sizeof k->pub.id);
    crypt_sign_pair(rnd, k->pub.sign_pk, k->sign_sk);
    k->pub.has_box = role == KEYS_OFFICE;
    if (k->pub.has_box)
        crypt_box_pair(rnd, k->pub.box_pk, k->box_sk);
    return k;
}

void keys_free(struct keys_secret *k)
{
    crypt_secret_free(k);
}

/* ctx of the seal: label, then all that stands in clear, so that nobody can turn a role or a
 * cost. */
static size_t seal_context(const uint8_t clear[CLEAR], uint8_t ctx[64])
{
    size_t n = strlen(LABEL_KEY_FILE);
    memcpy(ctx, LABEL_KEY_FILE, n);
    ctx[n++] = 0;
    memcpy(ctx + n, clear, CLEAR);
    return n + CLEAR;
}

static void put_secrets(const struct keys_secret *k, struct buf *out)
{
    buf_add(out, k->pub.id, sizeof k->pub.id);
    buf_add(out, k->pub.sign_pk, CRYPT_SIGN_PK);
    buf_add(out, k->sign_sk, CRYPT_SIGN_SK);
    buf_add(out, k->pub.box_pk, CRYPT_BOX_PK);
    buf_add(out, k->box_sk, CRYPT_BOX_SK);
}

enum err_code keys_seal(const struct keys_secret *k, const char *passphrase, struct crypt_cost cost,
                        struct crypt_random *rnd, struct buf *out, struct err *e)
{
    struct buf payload, plain, sealed;
    uint8_t salt[CRYPT_SALT], ctx[64];
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    buf_init(&payload, FILE_MAX);
    buf_init(&plain, FILE_MAX);
    buf_init(&sealed, FILE_MAX);
    rnd->fill(rnd->context, salt, sizeof salt);
    enum err_code rc = key ? crypt_stretch(passphrase, salt, cost, key, e) : err_memory(e);
    if (rc != ERR_OK)
        goto out;
    buf_add_u8(&payload, (uint8_t)k->pub.role);
    buf_add_zero(&payload, 3);
    buf_add_u32(&payload, cost.ops);
    buf_add_u32(&payload, cost.mem_kib);
    buf_add(&payload, salt, sizeof salt);
    put_secrets(k, &plain);
    rc = buf_check(&payload, keys_role_word(k->pub.role), e);
    if (rc == ERR_OK)
        rc = buf_check(&plain, keys_role_word(k->pub.role), e);
    if (rc != ERR_OK)
        goto out;
    crypt_xseal(key, ctx, seal_context(payload.data, ctx), plain.data, plain.len, rnd, &sealed);
    buf_add_u32(&payload, (uint32_t)sealed.len);
    buf_add(&payload, sealed.data, sealed.len);
    package_build(PACKAGE_KEYS, NULL, NULL, payload.data, payload.len, out);
    rc = buf_check(out, keys_role_word(k->pub.role), e);
out:
    crypt_secret_free(key);
    buf_free(&payload);
    buf_free(&plain);
    buf_free(&sealed);
    return rc;
}

enum err_code keys_save(const char *path, const struct keys_secret *k, const char *passphrase,
                        struct crypt_cost cost, struct crypt_random *rnd, struct err *e)
{
    struct buf file;
    buf_init(&file, FILE_MAX);
    enum err_code rc = keys_seal(k, passphrase, cost, rnd, &file, e);
    if (rc == ERR_OK)
        rc = file_write(path, file.data, file.len, FILE_NEW, e);
    buf_free(&file);
    return rc;
}

static enum err_code open_secrets(const struct package *p, const char *passphrase,
                                  struct buf *plain, enum keys_role *role, struct err *e)
{
    struct wire w;
    uint8_t salt[CRYPT_SALT], ctx[64];
    wire_init(&w, p->payload, p->len);
    *role = (enum keys_role)wire_u8(&w);
    bool zero = wire_zero(&w, 3);
    struct crypt_cost cost = {.ops = wire_u32(&w), .mem_kib = wire_u32(&w)};
    wire_copy(&w, salt, sizeof salt);
    uint32_t sealed_len = wire_u32(&w);
    const uint8_t *sealed = wire_take(&w, sealed_len);
    if (w.failed || !zero || wire_left(&w) || !is_role(*role) ||
        sealed_len != SECRETS + CRYPT_XSEAL_EXTRA)
        return err_set(e, ERR_FORMAT, _("not a key file as it should be"));
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    enum err_code rc = key ? crypt_stretch(passphrase, salt, cost, key, e) : err_memory(e);
    if (rc == ERR_OK) {
        rc = crypt_xopen(key, ctx, seal_context(p->payload, ctx), sealed, sealed_len, plain, e);
        if (rc == ERR_AUTH)
            err_set(e, ERR_AUTH, _("wrong passphrase, or the file was altered"));
    }
    crypt_secret_free(key);
    return rc;
}

/* The halves, in the order of put_secrets; each pair must belong together. */
static enum err_code take_secrets(const struct buf *plain, struct keys_secret *k, struct err *e)
{
    struct wire w;
    wire_init(&w, plain->data, plain->len);
    wire_copy(&w, k->pub.id, sizeof k->pub.id);
    wire_copy(&w, k->pub.sign_pk, CRYPT_SIGN_PK);
    wire_copy(&w, k->sign_sk, CRYPT_SIGN_SK);
    wire_copy(&w, k->pub.box_pk, CRYPT_BOX_PK);
    wire_copy(&w, k->box_sk, CRYPT_BOX_SK);
    if (!crypt_is_sign_pair(k->pub.sign_pk, k->sign_sk) ||
        (k->pub.has_box && !crypt_is_box_pair(k->pub.box_pk, k->box_sk)))
        return err_set(e, ERR_FORMAT, _("the halves of a key do not belong together"));
    return ERR_OK;
}

enum err_code keys_open(const void *bytes, size_t len, const char *name, const char *passphrase,
                        struct keys_secret **out, struct err *e)
{
    struct buf plain;
    struct package p;
    enum keys_role role;
    *out = NULL;
    buf_init(&plain, FILE_MAX);
    enum err_code rc = package_open(bytes, len, PACKAGE_KEYS, NULL, &p, e);
    if (rc == ERR_OK)
        rc = open_secrets(&p, passphrase, &plain, &role, e);
    struct keys_secret *k = rc == ERR_OK ? crypt_secret_new(sizeof *k) : NULL;
    if (rc == ERR_OK && !k)
        rc = err_memory(e);
    if (rc == ERR_OK && k) {
        k->pub.role = role;
        k->pub.has_box = role == KEYS_OFFICE;
        rc = take_secrets(&plain, k, e);
    }
    if (rc == ERR_OK) {
        *out = k;
    } else {
        keys_free(k);
        rc = err_prefix(e, name);
    }
    buf_free(&plain);
    return rc;
}

enum err_code keys_load(const char *path, const char *passphrase, struct keys_secret **out,
                        struct err *e)
{
    struct buf file;
    *out = NULL;
    buf_init(&file, KEYS_FILE_MAX);
    enum err_code rc = file_read(path, KEYS_FILE_MAX, &file, e);
    if (rc == ERR_OK)
        rc = keys_open(file.data, file.len, path, passphrase, out, e);
    buf_free(&file);
    return rc;
}

static void put_key_id(struct buf *out, const uint8_t id[8])
{
    for (int i = 7; i >= 0; i--)
        buf_printf(out, "%02X", id[i]);
}

void keys_public_text(const struct keys_secret *k, struct buf *out)
{
    uint8_t raw[PUBLIC_BYTES] = {'E', 'd'}, box[BOX_LINE_BYTES];
    memcpy(raw + 2, k->pub.id, 8);
    memcpy(raw + 10, k->pub.sign_pk, CRYPT_SIGN_PK);
    buf_add_text(out, "untrusted comment: minisign public key ");
    put_key_id(out, k->pub.id);
    buf_add_text(out, "\n");
    textfile_put_base64(out, raw, sizeof raw);
    buf_printf(out, "\nsathach role: %s\n", keys_role_word(k->pub.role));
    if (k->pub.has_box) {
        memcpy(box, k->pub.box_pk, CRYPT_BOX_PK);
        crypt_sign(k->sign_sk, LABEL_SIGN_BOX_KEY, k->pub.box_pk, CRYPT_BOX_PK, box + CRYPT_BOX_PK);
        buf_add_text(out, "sathach opening key: ");
        textfile_put_base64(out, box, sizeof box);
        buf_add_text(out, "\n");
    }
    if (k->pub.role == KEYS_WITNESS)
        buf_printf(out, "sathach name: %s\n", k->pub.name);
}

/* The word of line 3; false for one that no role has. */
static bool find_role(const char *word, size_t len, enum keys_role *out)
{
    for (enum keys_role r = KEYS_OFFICE; r <= KEYS_WITNESS; r++)
        if (strlen(ROLE[r]) == len && memcmp(ROLE[r], word, len) == 0) {
            *out = r;
            return true;
        }
    return false;
}

/* Line 4 of an office. */
static enum err_code parse_box(const char *line, size_t n, const char *name,
                               struct keys_public *out, struct err *e)
{
    uint8_t box[BOX_LINE_BYTES];
    if (!line || !textfile_starts_with(&line, &n, "sathach opening key: ") ||
        !textfile_get_base64(line, n, box, sizeof box))
        return err_set(e, ERR_FORMAT, _("%s: line 4: the opening key is missing or malformed"),
                       name);
    if (!crypt_is_signed(out->sign_pk, LABEL_SIGN_BOX_KEY, box, CRYPT_BOX_PK, box + CRYPT_BOX_PK))
        return err_set(e, ERR_AUTH, _("%s: line 4: the opening key is not signed by the office"),
                       name);
    memcpy(out->box_pk, box, CRYPT_BOX_PK);
    out->has_box = true;
    return ERR_OK;
}

/* Line 4 of a witness. */
static enum err_code parse_name(const char *line, size_t n, const char *name,
                                struct keys_public *out, struct err *e)
{
    if (line && textfile_starts_with(&line, &n, "sathach name: ") && n < KEYS_NAME) {
        memcpy(out->name, line, n);
        if (keys_is_name(out->name) && strlen(out->name) == n)
            return ERR_OK;
    }
    return err_set(e, ERR_FORMAT,
                   _("%s: line 4: the witness's name is missing or malformed: 1 to 64 of a-z 0-9 . "
                     "/ -"),
                   name);
}

enum err_code keys_public_parse(const char *text, size_t len, const char *name,
                                struct keys_public *out, struct err *e)
{
    const char *line;
    size_t n, at = 0;
    uint8_t raw[PUBLIC_BYTES];
    memset(out, 0, sizeof *out);
    if (!textfile_next_line(text, len, &at, &line, &n) ||
        !textfile_starts_with(&line, &n, "untrusted comment: "))
        return err_set(e, ERR_FORMAT, _("%s: line 1: not a public key file"), name);
    if (!textfile_next_line(text, len, &at, &line, &n) ||
        !textfile_get_base64(line, n, raw, sizeof raw) || raw[0] != 'E' || raw[1] != 'd')
        return err_set(e, ERR_FORMAT, _("%s: line 2: not a minisign public key"), name);
    memcpy(out->id, raw + 2, sizeof out->id);
    memcpy(out->sign_pk, raw + 10, CRYPT_SIGN_PK);
    if (!textfile_next_line(text, len, &at, &line, &n) ||
        !textfile_starts_with(&line, &n, "sathach role: "))
        return err_set(e, ERR_FORMAT, _("%s: line 3: the role is missing"), name);
    if (!find_role(line, n, &out->role))
        return err_set(e, ERR_FORMAT,
                       _("%s: line 3: the role is none that this program knows (office, examiner, "
                         "witness)"),
                       name);
    if (!textfile_next_line(text, len, &at, &line, &n))
        line = NULL;
    return out->role == KEYS_OFFICE    ? parse_box(line, n, name, out, e)
           : out->role == KEYS_WITNESS ? parse_name(line, n, name, out, e)
                                       : ERR_OK;
}

enum err_code keys_public_read(const char *path, struct keys_public *out, struct err *e)
{
    struct buf file;
    buf_init(&file, 64 * 1024);
    enum err_code rc = file_read(path, 64 * 1024, &file, e);
    if (rc == ERR_OK)
        rc = keys_public_parse((const char *)file.data, file.len, path, out, e);
    buf_free(&file);
    return rc;
}

enum err_code keys_trust_read(const char *path, enum keys_role role, struct keys_public *out,
                              struct err *e)
{
    const char *name = path ? path : KEYS_TRUST_PATH;
    enum err_code rc = keys_public_read(name, out, e);
    if (rc != ERR_OK || out->role == role)
        return rc;
    return err_set(e, ERR_KEY,
                   _("%s: a public key of the role \"%s\"; one of \"%s\" is needed here"), name,
                   keys_role_word(out->role), keys_role_word(role));
}
