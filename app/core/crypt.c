#include "app/core/crypt.h"

#include "app/core/i18n.h"

#include <sodium.h>
#include <string.h>

/* sizeof, because its NUL is part of what is hashed. */
static const char xseal_label[] = "sathach1 xseal";

enum { XSEAL_SALT = 24, XSEAL_COM = 32, XSEAL_TAG = 16, XSEAL_CTX_MAX = 255, LABEL_MAX = 64 };

_Static_assert(CRYPT_XSEAL_EXTRA == XSEAL_SALT + XSEAL_COM + XSEAL_TAG, "xseal overhead");
_Static_assert(CRYPT_BOX_EXTRA == crypto_box_SEALBYTES, "sealed box overhead");
_Static_assert(CRYPT_SALT == crypto_pwhash_SALTBYTES, "Argon2id salt");

enum err_code crypt_start(struct err *e)
{
    if (sodium_init() < 0)
        return err_set(e, ERR_IO, _("the cryptographic library cannot start on this machine"));
    return ERR_OK;
}

static void fill_system(void *context, void *out, size_t len)
{
    (void)context;
    randombytes_buf(out, len);
}

struct crypt_random crypt_random_system(void)
{
    return (struct crypt_random){.fill = fill_system};
}

void *crypt_secret_new(size_t len)
{
    void *p = sodium_malloc(len);
    if (p)
        sodium_memzero(p, len);
    return p;
}

void crypt_secret_free(void *p)
{
    sodium_free(p);
}

void crypt_wipe(void *p, size_t len)
{
    if (p)
        sodium_memzero(p, len);
}

/* ---- hashes ---- */

static void add(crypto_generichash_state *st, const void *data, size_t len)
{
    if (len)
        crypto_generichash_update(st, data, len);
}

void crypt_hash(const char *label, const void *data, size_t len, uint8_t out[CRYPT_HASH])
{
    crypto_generichash_state st;
    crypto_generichash_init(&st, NULL, 0, CRYPT_HASH);
    add(&st, label, strlen(label) + 1);
    add(&st, data, len);
    crypto_generichash_final(&st, out, CRYPT_HASH);
    sodium_memzero(&st, sizeof st);
}

void crypt_hash_file(const void *data, size_t len, uint8_t out[CRYPT_HASH])
{
    crypto_generichash(out, CRYPT_HASH, data, len, NULL, 0);
}

void crypt_hash_file_hex(const void *data, size_t len, char hex[2 * CRYPT_HASH + 1])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(data, len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
}

void crypt_sha256(const void *data, size_t len, uint8_t out[CRYPT_HASH])
{
    crypto_hash_sha256(out, data, len);
}

void crypt_kdf(const uint8_t key[CRYPT_KEY], const char *label, const void *data, size_t len,
               uint8_t *out, size_t out_len)
{
    crypto_generichash_state st;
    crypto_generichash_init(&st, key, CRYPT_KEY, out_len);
    add(&st, label, strlen(label) + 1);
    add(&st, data, len);
    crypto_generichash_final(&st, out, out_len);
    sodium_memzero(&st, sizeof st);
}

/* ---- signatures ---- */

_Static_assert(sizeof(crypto_generichash_state) <= sizeof((struct crypt_digest *)0)->state &&
                   _Alignof(crypto_generichash_state) <= 64 &&
                   CRYPT_DIGEST == crypto_generichash_BYTES_MAX,
               "room for a hash under way");

void crypt_digest_begin(struct crypt_digest *d, size_t len)
{
    d->len = len;
    crypto_generichash_init((crypto_generichash_state *)(void *)d->state, NULL, 0, len);
}

void crypt_digest_add(struct crypt_digest *d, const void *data, size_t len)
{
    add((crypto_generichash_state *)(void *)d->state, data, len);
}

void crypt_digest_end(struct crypt_digest *d, uint8_t *out)
{
    crypto_generichash_final((crypto_generichash_state *)(void *)d->state, out, d->len);
}

/* label ‖ BLAKE2b-512(body); returns its length. */
static size_t to_be_signed(const char *label, const uint8_t digest[CRYPT_DIGEST],
                           uint8_t out[LABEL_MAX + CRYPT_DIGEST])
{
    size_t n = strnlen(label, LABEL_MAX);
    memcpy(out, label, n);
    memcpy(out + n, digest, CRYPT_DIGEST);
    return n + CRYPT_DIGEST;
}

void crypt_sign_digest(const uint8_t sk[CRYPT_SIGN_SK], const char *label,
                       const uint8_t digest[CRYPT_DIGEST], uint8_t sig[CRYPT_SIG])
{
    uint8_t message[LABEL_MAX + CRYPT_DIGEST];
    crypt_sign_plain(sk, message, to_be_signed(label, digest, message), sig);
}

bool crypt_is_signed_digest(const uint8_t pk[CRYPT_SIGN_PK], const char *label,
                            const uint8_t digest[CRYPT_DIGEST], const uint8_t sig[CRYPT_SIG])
{
    uint8_t message[LABEL_MAX + CRYPT_DIGEST];
    return crypt_is_signed_plain(pk, message, to_be_signed(label, digest, message), sig);
}

void crypt_sign(const uint8_t sk[CRYPT_SIGN_SK], const char *label, const void *body, size_t len,
                uint8_t sig[CRYPT_SIG])
{
    uint8_t digest[CRYPT_DIGEST];
    crypto_generichash(digest, sizeof digest, body, len, NULL, 0);
    crypt_sign_digest(sk, label, digest, sig);
}

bool crypt_is_signed(const uint8_t pk[CRYPT_SIGN_PK], const char *label, const void *body,
                     size_t len, const uint8_t sig[CRYPT_SIG])
{
    uint8_t digest[CRYPT_DIGEST];
    crypto_generichash(digest, sizeof digest, body, len, NULL, 0);
    return crypt_is_signed_digest(pk, label, digest, sig);
}

void crypt_sign_plain(const uint8_t sk[CRYPT_SIGN_SK], const void *message, size_t len,
                      uint8_t sig[CRYPT_SIG])
{
    crypto_sign_detached(sig, NULL, message, len, sk);
}

bool crypt_is_signed_plain(const uint8_t pk[CRYPT_SIGN_PK], const void *message, size_t len,
                           const uint8_t sig[CRYPT_SIG])
{
    return crypto_sign_verify_detached(sig, message, len, pk) == 0;
}

void crypt_sign_pair_of(const uint8_t seed[CRYPT_KEY], uint8_t pk[CRYPT_SIGN_PK],
                        uint8_t sk[CRYPT_SIGN_SK])
{
    crypto_sign_seed_keypair(pk, sk, seed);
}

void crypt_sign_pair(struct crypt_random *rnd, uint8_t pk[CRYPT_SIGN_PK], uint8_t sk[CRYPT_SIGN_SK])
{
    uint8_t seed[CRYPT_KEY];
    rnd->fill(rnd->context, seed, sizeof seed);
    crypt_sign_pair_of(seed, pk, sk);
    sodium_memzero(seed, sizeof seed);
}

void crypt_box_pair(struct crypt_random *rnd, uint8_t pk[CRYPT_BOX_PK], uint8_t sk[CRYPT_BOX_SK])
{
    rnd->fill(rnd->context, sk, CRYPT_BOX_SK);
    crypto_scalarmult_base(pk, sk);
}

bool crypt_is_sign_pair(const uint8_t pk[CRYPT_SIGN_PK], const uint8_t sk[CRYPT_SIGN_SK])
{
    uint8_t again_pk[CRYPT_SIGN_PK], again_sk[CRYPT_SIGN_SK];
    crypto_sign_seed_keypair(again_pk, again_sk, sk); /* an Ed25519 secret key begins with its
                                                         seed */
    bool is_pair = sodium_memcmp(again_sk, sk, sizeof again_sk) == 0 &&
                   sodium_memcmp(again_pk, pk, sizeof again_pk) == 0;
    sodium_memzero(again_sk, sizeof again_sk);
    return is_pair;
}

bool crypt_is_box_pair(const uint8_t pk[CRYPT_BOX_PK], const uint8_t sk[CRYPT_BOX_SK])
{
    uint8_t again[CRYPT_BOX_PK];
    return crypto_scalarmult_base(again, sk) == 0 && sodium_memcmp(again, pk, sizeof again) == 0;
}

/* ---- xseal ---- */

/* out: key of the cipher, then the commitment. */
static void xseal_keys(const uint8_t key[CRYPT_KEY], const void *ctx, size_t ctx_len,
                       const uint8_t salt[XSEAL_SALT], uint8_t out[CRYPT_KEY + XSEAL_COM])
{
    crypto_generichash_state st;
    uint8_t n = (uint8_t)ctx_len;
    crypto_generichash_init(&st, key, CRYPT_KEY, CRYPT_KEY + XSEAL_COM);
    add(&st, xseal_label, sizeof xseal_label);
    add(&st, &n, 1);
    add(&st, ctx, ctx_len);
    add(&st, salt, XSEAL_SALT);
    crypto_generichash_final(&st, out, CRYPT_KEY + XSEAL_COM);
    sodium_memzero(&st, sizeof st);
}

void crypt_xseal(const uint8_t key[CRYPT_KEY], const void *ctx, size_t ctx_len, const void *pt,
                 size_t len, struct crypt_random *rnd, struct buf *out)
{
    static const uint8_t nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
    if (ctx_len > XSEAL_CTX_MAX || len > SIZE_MAX - CRYPT_XSEAL_EXTRA) {
        buf_free(out);
        out->failed = true;
        return;
    }
    size_t at = out->len;
    buf_add_zero(out, len + CRYPT_XSEAL_EXTRA);
    if (out->failed)
        return;
    uint8_t *salt = out->data + at, keys[CRYPT_KEY + XSEAL_COM];
    rnd->fill(rnd->context, salt, XSEAL_SALT);
    xseal_keys(key, ctx, ctx_len, salt, keys);
    memcpy(salt + XSEAL_SALT, keys + CRYPT_KEY, XSEAL_COM);
    crypto_aead_xchacha20poly1305_ietf_encrypt(salt + XSEAL_SALT + XSEAL_COM, NULL, pt, len, NULL,
                                               0, NULL, nonce, keys);
    sodium_memzero(keys, sizeof keys);
}

static enum err_code cannot_open(struct err *e)
{
    return err_set(e, ERR_AUTH,
                   _("the sealed part does not open: wrong key or code, or it was altered"));
}

/* The bytes to decrypt into; NULL for none is what libsodium takes for "check only". */
static enum err_code make_room(struct buf *out, size_t len, struct err *e)
{
    buf_clear(out);
    buf_add_zero(out, len);
    return buf_check(out, _("the sealed part"), e);
}

enum err_code crypt_xopen(const uint8_t key[CRYPT_KEY], const void *ctx, size_t ctx_len,
                          const void *sealed, size_t len, struct buf *out, struct err *e)
{
    static const uint8_t nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
    const uint8_t *salt = sealed;
    buf_clear(out);
    if (len < CRYPT_XSEAL_EXTRA || ctx_len > XSEAL_CTX_MAX)
        return cannot_open(e);
    uint8_t keys[CRYPT_KEY + XSEAL_COM];
    const uint8_t *ct = salt + XSEAL_SALT + XSEAL_COM;
    size_t ct_len = len - XSEAL_SALT - XSEAL_COM;
    enum err_code code = ERR_OK;
    xseal_keys(key, ctx, ctx_len, salt, keys);
    if (sodium_memcmp(keys + CRYPT_KEY, salt + XSEAL_SALT, XSEAL_COM) != 0) {
        code = cannot_open(e);
        goto out;
    }
    code = make_room(out, ct_len - XSEAL_TAG, e);
    if (code)
        goto out;
    uint8_t *pt = out->len ? out->data : NULL;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(pt, NULL, NULL, ct, ct_len, NULL, 0, nonce,
                                                   keys) != 0) {
        buf_clear(out);
        code = cannot_open(e);
    }
out:
    sodium_memzero(keys, sizeof keys);
    return code;
}

/* ---- sealed boxes ---- */

void crypt_box_seal(const uint8_t pk[CRYPT_BOX_PK], const void *pt, size_t len, struct buf *out)
{
    if (len > SIZE_MAX - CRYPT_BOX_EXTRA) {
        buf_free(out);
        out->failed = true;
        return;
    }
    size_t at = out->len;
    buf_add_zero(out, len + CRYPT_BOX_EXTRA);
    if (out->failed)
        return;
    if (crypto_box_seal(out->data + at, pt, len, pk) != 0) { /* a public key of small order: nothing
                                                                may go out under it */
        buf_free(out);
        out->failed = true;
    }
}

enum err_code crypt_box_open(const uint8_t pk[CRYPT_BOX_PK], const uint8_t sk[CRYPT_BOX_SK],
                             const void *sealed, size_t len, struct buf *out, struct err *e)
{
    uint8_t none[1];
    buf_clear(out);
    if (len < CRYPT_BOX_EXTRA)
        return cannot_open(e);
    enum err_code code = make_room(out, len - CRYPT_BOX_EXTRA, e);
    if (code)
        return code;
    if (crypto_box_seal_open(out->len ? out->data : none, sealed, len, pk, sk) != 0) {
        buf_clear(out);
        return cannot_open(e);
    }
    return ERR_OK;
}

/* ---- deterministic stream ---- */

void crypt_stream_init(struct crypt_stream *s, const uint8_t seed[CRYPT_KEY])
{
    memcpy(s->seed, seed, CRYPT_KEY);
    s->block = 0;
    s->at = sizeof s->bytes;
}

static void next_block(struct crypt_stream *s)
{
    uint8_t number[8], seed[randombytes_SEEDBYTES];
    for (size_t i = 0; i < sizeof number; i++)
        number[i] = (uint8_t)(s->block >> (8 * i));
    crypt_kdf(s->seed, LABEL_STREAM, number, sizeof number, seed, sizeof seed);
    randombytes_buf_deterministic(s->bytes, sizeof s->bytes, seed);
    sodium_memzero(seed, sizeof seed);
    s->block++;
    s->at = 0;
}

void crypt_stream_fill(struct crypt_stream *s, void *out, size_t len)
{
    uint8_t *to = out;
    while (len > 0) {
        if (s->at == sizeof s->bytes)
            next_block(s);
        size_t n = sizeof s->bytes - s->at;
        if (n > len)
            n = len;
        memcpy(to, s->bytes + s->at, n);
        sodium_memzero(s->bytes + s->at, n);
        s->at += n;
        to += n;
        len -= n;
    }
}

uint32_t crypt_stream_below(struct crypt_stream *s, uint32_t n)
{
    if (n < 2)
        return 0;
    uint32_t least = (uint32_t)(0 - n) % n; /* (2^32 - n) % n */
    for (;;) {
        uint8_t le[4];
        crypt_stream_fill(s, le, sizeof le);
        uint32_t v =
            (uint32_t)le[0] | (uint32_t)le[1] << 8 | (uint32_t)le[2] << 16 | (uint32_t)le[3] << 24;
        if (v >= least)
            return v % n;
    }
}

static void fill_stream(void *context, void *out, size_t len)
{
    crypt_stream_fill(context, out, len);
}

struct crypt_random crypt_random_stream(struct crypt_stream *s)
{
    return (struct crypt_random){.fill = fill_stream, .context = s};
}

/* ---- for people ---- */

void crypt_hex(const void *data, size_t len, char *out)
{
    sodium_bin2hex(out, 2 * len + 1, data, len);
}

bool crypt_unhex(const char *hex, void *out, size_t len)
{
    static const char DIGITS[] = "0123456789abcdef";
    uint8_t *at = out;
    if (strlen(hex) != 2 * len || strspn(hex, DIGITS) != 2 * len)
        return false;
    for (size_t i = 0; i < len; i++)
        at[i] = (uint8_t)((strchr(DIGITS, hex[2 * i]) - DIGITS) << 4 |
                          (strchr(DIGITS, hex[2 * i + 1]) - DIGITS));
    return true;
}

void crypt_fingerprint(const uint8_t pk[32], char out[25])
{
    uint8_t hash[CRYPT_HASH];
    char hex[21];
    crypt_hash(LABEL_FINGERPRINT, pk, 32, hash);
    crypt_hex(hash, 10, hex);
    for (size_t i = 0, at = 0; i < 20; i++) {
        if (i > 0 && i % 4 == 0)
            out[at++] = ' ';
        out[at++] = hex[i];
        out[at] = '\0';
    }
}
