#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/session_layout.h"

#include <string.h>

void session_slot_key(const uint8_t base[][CRYPT_KEY], const uint8_t *custodian, size_t n,
                      uint8_t key[CRYPT_KEY])
{
    uint8_t keys[SESSION_CUSTODIANS_MAX][CRYPT_KEY];
    for (size_t i = 0; i < n; i++)
        crypt_kdf(base[i], LABEL_SLOT, &custodian[i], 1, keys[i], CRYPT_KEY);
    crypt_hash(LABEL_SLOT, keys, n * CRYPT_KEY, key);
    crypt_wipe(keys, sizeof keys);
}

static bool open_slot(const struct session *s, const uint8_t *slot, const uint8_t key[CRYPT_KEY],
                      uint8_t S[CRYPT_KEY])
{
    struct buf plain;
    struct err ignored;
    uint8_t ctx[SESSION_CONTEXT];
    buf_init(&plain, CRYPT_KEY);
    size_t n = session_context(LABEL_SLOT, s->info.uid, slot, SESSION_SLOT_CLEAR, ctx);
    bool good = crypt_xopen(key, ctx, n, slot + SESSION_SLOT_CLEAR,
                            SESSION_SLOT - SESSION_SLOT_CLEAR, &plain, &ignored) == ERR_OK &&
                plain.len == CRYPT_KEY;
    if (good)
        memcpy(S, plain.data, CRYPT_KEY);
    buf_free(&plain);
    return good;
}

/* What a search through the passphrases for one slot carries along. */
struct search {
    const struct session *session;
    const uint8_t *slot;
    const uint8_t (*base)[CRYPT_KEY];
    size_t passphrases;
    uint8_t custodian[SESSION_CUSTODIANS_MAX]; /* the slot's, ascending */
    size_t need;
    uint8_t chosen[SESSION_CUSTODIANS_MAX][CRYPT_KEY];
    uint8_t *wrapped; /* where S or O goes */
};

/* Gives custodian number `at` of the slot one of the passphrases not yet used. */
static bool assign(struct search *q, size_t at, uint32_t used)
{
    if (at == q->need) {
        uint8_t key[CRYPT_KEY];
        session_slot_key((const uint8_t(*)[CRYPT_KEY])q->chosen, q->custodian, q->need, key);
        bool good = open_slot(q->session, q->slot, key, q->wrapped);
        crypt_wipe(key, sizeof key);
        return good;
    }
    for (size_t i = 0; i < q->passphrases; i++) {
        if (used & 1u << i)
            continue;
        memcpy(q->chosen[at], q->base[i], CRYPT_KEY);
        if (assign(q, at + 1, used | 1u << i))
            return true;
    }
    return false;
}

static bool try_slot(const struct session *s, const uint8_t *slot, uint8_t purpose,
                     const uint8_t base[][CRYPT_KEY], size_t n, uint8_t key[CRYPT_KEY])
{
    struct search q = {.session = s, .slot = slot, .base = base, .passphrases = n, .wrapped = key};
    uint32_t mask = (uint32_t)slot[4] | (uint32_t)slot[5] << 8;
    for (uint8_t i = 0; i < SESSION_CUSTODIANS_MAX; i++)
        if (mask & 1u << i)
            q.custodian[q.need++] = i;
    bool good =
        slot[0] == purpose && slot[1] == q.need && q.need >= 1 && q.need <= n && assign(&q, 0, 0);
    crypt_wipe(&q.chosen, sizeof q.chosen);
    return good;
}

/* What n passphrases (1 … SESSION_CUSTODIANS_MAX) wrap for a purpose. */
static enum err_code unlock(const struct session *s, uint8_t purpose, const char *const *passphrase,
                            size_t n, uint8_t key[CRYPT_KEY], struct err *e)
{
    uint8_t base[SESSION_CUSTODIANS_MAX][CRYPT_KEY];
    char typed[CODE_MAX];
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < n; i++) {
        if (!code_normalise(passphrase[i], typed, sizeof typed) || strlen(typed) != CODE_PASSPHRASE)
            rc = err_set(e, ERR_AUTH, _("wrong passphrase: it has %d characters of %s"),
                         CODE_PASSPHRASE, CODE_ALPHABET);
        else
            rc = crypt_stretch(typed, s->info.pass_salt, s->info.seat_cost, base[i], e);
    }
    bool good = false;
    for (uint16_t i = 0; rc == ERR_OK && !good && i < s->slots; i++)
        good = try_slot(s, s->slot + (size_t)i * SESSION_SLOT, purpose,
                        (const uint8_t(*)[CRYPT_KEY])base, n, key);
    if (rc == ERR_OK && !good)
        rc = err_set(e, ERR_AUTH,
                     purpose == SESSION_SLOT_UNLOCK && n < s->info.need
                         ? _("another passphrase is needed to unlock")
                         : _("wrong passphrase"));
    crypt_wipe(base, sizeof base);
    crypt_wipe(typed, sizeof typed);
    return rc;
}

enum err_code session_unlock(const struct session *s, const char *const *passphrase, size_t n,
                             uint8_t S[CRYPT_KEY], struct err *e)
{
    if (n == 0 || n > SESSION_CUSTODIANS_MAX)
        return err_set(e, ERR_AUTH, _("no passphrase"));
    return unlock(s, SESSION_SLOT_UNLOCK, passphrase, n, S, e);
}

void session_order_pair(const uint8_t O[CRYPT_KEY], const uint8_t uid[SESSION_UID],
                        uint8_t pk[CRYPT_SIGN_PK], uint8_t sk[CRYPT_SIGN_SK])
{
    uint8_t seed[CRYPT_KEY];
    crypt_kdf(O, LABEL_ORDER_KEY, uid, SESSION_UID, seed, sizeof seed);
    crypt_sign_pair_of(seed, pk, sk);
    crypt_wipe(seed, sizeof seed);
}

bool session_is_order_key(const struct session *s, const uint8_t O[CRYPT_KEY])
{
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK];
    session_order_pair(O, s->info.uid, pk, sk);
    crypt_wipe(sk, sizeof sk);
    return memcmp(pk, s->info.order_pk, sizeof pk) == 0;
}

enum err_code session_unlock_orders(const struct session *s, const char *passphrase,
                                    uint8_t O[CRYPT_KEY], struct err *e)
{
    enum err_code rc = unlock(s, SESSION_SLOT_ORDERS, &passphrase, 1, O, e);
    if (rc == ERR_OK && !session_is_order_key(s, O))
        rc = err_set(e, ERR_FORMAT, _("the session names another order key than its slot makes"));
    return rc;
}
