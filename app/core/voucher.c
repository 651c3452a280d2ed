#include "app/core/voucher.h"

#include "app/core/code.h"
#include "app/core/i18n.h"

#include <sodium.h>
#include <string.h>

enum { BASE = 25, NUMBER = 2 };

static void put16(uint8_t *p, unsigned v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

void voucher_key(const uint8_t O[CRYPT_KEY], const uint8_t uid[VOUCHER_UID], uint8_t V[CRYPT_KEY])
{
    crypt_kdf(O, LABEL_VOUCHER_KEY, uid, VOUCHER_UID, V, CRYPT_KEY);
}

void voucher_code(const uint8_t V[CRYPT_KEY], unsigned n, char out[VOUCHER_CODE + 1])
{
    uint8_t number[2], bytes[CRYPT_KEY];
    put16(number, n);
    crypt_kdf(V, LABEL_VOUCHER, number, sizeof number, bytes, sizeof bytes);
    out[0] = CODE_ALPHABET[n / BASE % BASE];
    out[1] = CODE_ALPHABET[n % BASE];
    code_digits(bytes, VOUCHER_SECRET, out + NUMBER);
    code_add_check(out, VOUCHER_CODE - 1);
    crypt_wipe(bytes, sizeof bytes);
}

bool voucher_parse(const char *typed, struct voucher_typed *out)
{
    char code[CODE_MAX];
    memset(out, 0, sizeof *out);
    bool is_good = code_normalise(typed, code, sizeof code) && strlen(code) == VOUCHER_CODE &&
                   code_has_check(code);
    if (is_good) {
        out->n = (unsigned)(strchr(CODE_ALPHABET, code[0]) - CODE_ALPHABET) * BASE +
                 (unsigned)(strchr(CODE_ALPHABET, code[1]) - CODE_ALPHABET);
        memcpy(out->secret, code + NUMBER, VOUCHER_SECRET);
        is_good = out->n >= 1 && out->n <= VOUCHER_COUNT;
    }
    crypt_wipe(code, sizeof code);
    return is_good;
}

enum err_code voucher_stretch(const struct voucher_typed *v, const uint8_t uid[VOUCHER_UID],
                              struct crypt_cost cost, uint8_t verifier[VOUCHER_VERIFIER],
                              uint8_t W[CRYPT_KEY], struct err *e)
{
    uint8_t who[VOUCHER_UID + 2], salt[CRYPT_HASH], both[VOUCHER_VERIFIER + CRYPT_KEY];
    memcpy(who, uid, VOUCHER_UID);
    put16(who + VOUCHER_UID, v->n);
    crypt_hash(LABEL_VOUCHER_SALT, who, sizeof who, salt);
    enum err_code rc = crypt_stretch_long(v->secret, salt, cost, both, sizeof both, e);
    memcpy(verifier, both, VOUCHER_VERIFIER);
    memcpy(W, both + VOUCHER_VERIFIER, CRYPT_KEY);
    crypt_wipe(both, sizeof both);
    return rc;
}

enum err_code voucher_open(const struct voucher_typed *v, const uint8_t uid[VOUCHER_UID],
                           struct crypt_cost cost, const uint8_t *verifiers, uint8_t W[CRYPT_KEY],
                           struct err *e)
{
    uint8_t verifier[VOUCHER_VERIFIER];
    enum err_code rc = voucher_stretch(v, uid, cost, verifier, W, e);
    if (rc == ERR_OK && sodium_memcmp(verifier, verifiers + (size_t)(v->n - 1) * VOUCHER_VERIFIER,
                                      VOUCHER_VERIFIER) != 0)
        rc = err_set(e, ERR_AUTH, _("This is no voucher of this session."));
    if (rc != ERR_OK)
        crypt_wipe(W, CRYPT_KEY);
    return rc;
}

enum err_code voucher_make(const uint8_t V[CRYPT_KEY], unsigned n, const uint8_t uid[VOUCHER_UID],
                           struct crypt_cost cost, uint8_t *verifier, uint8_t *W, struct err *e)
{
    char code[VOUCHER_CODE + 1];
    struct voucher_typed v = {.n = n};
    uint8_t made[VOUCHER_VERIFIER], key[CRYPT_KEY];
    voucher_code(V, n, code);
    memcpy(v.secret, code + NUMBER, VOUCHER_SECRET);
    enum err_code rc = voucher_stretch(&v, uid, cost, made, key, e);
    if (rc == ERR_OK && verifier)
        memcpy(verifier, made, sizeof made);
    if (rc == ERR_OK && W)
        memcpy(W, key, sizeof key);
    crypt_wipe(code, sizeof code);
    crypt_wipe(&v, sizeof v);
    crypt_wipe(key, sizeof key);
    return rc;
}

void voucher_proof(const uint8_t W[CRYPT_KEY], const uint8_t uid[VOUCHER_UID],
                   const struct voucher_use *use, uint8_t proof[VOUCHER_PROOF])
{
    uint8_t what[VOUCHER_UID + 4 + VOUCHER_SEAT_HASH + 6], *p = what + VOUCHER_UID;
    memcpy(what, uid, VOUCHER_UID);
    put16(p, use->paper & 0xFFFF);
    put16(p + 2, use->paper >> 16);
    memcpy(p + 4, use->seat_hash, VOUCHER_SEAT_HASH);
    p += 4 + VOUCHER_SEAT_HASH;
    put16(p, use->n);
    put16(p + 2, use->action);
    put16(p + 4, use->minutes);
    crypt_kdf(W, LABEL_VOUCHER_USE, what, sizeof what, proof, VOUCHER_PROOF);
}
