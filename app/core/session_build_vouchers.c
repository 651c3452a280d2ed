/* The verifiers of a session's vouchers, made when it is built. */
#include "app/core/session_build.h"

/* What one stretch needs, and where its outcome goes. */
struct stretching {
    const uint8_t *V;
    const struct session_info *info;
    uint8_t *verifiers;
    struct err why[VOUCHER_COUNT];
};

static void stretch_one(void *context, size_t i)
{
    struct stretching *s = context;
    enum err_code rc = voucher_make(s->V, (unsigned)i + 1, s->info->uid, s->info->seat_cost,
                                    s->verifiers + i * VOUCHER_VERIFIER, NULL, &s->why[i]);
    s->why[i].code = rc;
}

enum err_code session_make_verifiers(const struct session_info *info, const uint8_t O[CRYPT_KEY],
                                     session_run *run, uint8_t out[SESSION_VERIFIERS],
                                     struct err *e)
{
    uint8_t V[CRYPT_KEY];
    struct stretching s = {.V = V, .info = info, .verifiers = out};
    voucher_key(O, info->uid, V);
    if (run)
        run(VOUCHER_COUNT, stretch_one, &s);
    for (size_t i = 0; !run && i < VOUCHER_COUNT; i++)
        stretch_one(&s, i);
    crypt_wipe(V, sizeof V);
    for (size_t i = 0; i < VOUCHER_COUNT; i++)
        if (s.why[i].code != ERR_OK) {
            *e = s.why[i];
            return e->code;
        }
    return ERR_OK;
}
