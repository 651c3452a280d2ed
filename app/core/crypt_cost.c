/* What stretching a passphrase or a code costs: Argon2id. */
#include "app/core/crypt.h"
#include "app/core/i18n.h"

#include <sodium.h>
#include <string.h>

/* ---- passphrases ---- */

struct crypt_cost crypt_cost_seat(void)
{
    return (struct crypt_cost){.ops = 2, .mem_kib = 64 * 1024};
}

struct crypt_cost crypt_cost_staff(void)
{
    return (struct crypt_cost){.ops = 7, .mem_kib = 128 * 1024};
}

enum err_code crypt_cost_check(struct crypt_cost cost, struct err *e)
{
    if (cost.ops < 1 || cost.ops > CRYPT_OPS_MAX)
        return err_set(e, ERR_LIMIT,
                       _("the passphrase cost asks for %u passes; 1 to %d are allowed"), cost.ops,
                       CRYPT_OPS_MAX);
    if (cost.mem_kib < CRYPT_MEM_KIB_MIN || cost.mem_kib > CRYPT_MEM_KIB_MAX)
        return err_set(e, ERR_LIMIT,
                       _("the passphrase cost asks for %u KiB of memory; %d to %d are allowed"),
                       cost.mem_kib, CRYPT_MEM_KIB_MIN, CRYPT_MEM_KIB_MAX);
    return ERR_OK;
}

enum err_code crypt_stretch(const char *secret, const uint8_t salt[CRYPT_SALT],
                            struct crypt_cost cost, uint8_t out[CRYPT_KEY], struct err *e)
{
    return crypt_stretch_long(secret, salt, cost, out, CRYPT_KEY, e);
}

enum err_code crypt_stretch_long(const char *secret, const uint8_t salt[CRYPT_SALT],
                                 struct crypt_cost cost, uint8_t *out, size_t len, struct err *e)
{
    sodium_memzero(out, len);
    enum err_code code = crypt_cost_check(cost, e);
    if (code)
        return code;
    if (crypto_pwhash(out, len, secret, strlen(secret), salt, cost.ops, (size_t)cost.mem_kib * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(e, ERR_LIMIT,
                       _("not enough memory to check the passphrase or code: %u KiB are needed; "
                         "close other programs"),
                       cost.mem_kib);
    return ERR_OK;
}
