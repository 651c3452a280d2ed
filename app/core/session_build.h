/* Making a session, by the office: draws every paper, makes keys and codes, seals, signs. Stands
 * above paper.h, which stands above session.h. */
#ifndef SATHACH_CORE_SESSION_BUILD_H
#define SATHACH_CORE_SESSION_BUILD_H

#include "app/core/buf.h"
#include "app/core/paper.h"

/* Calls work(context, i) for each i below count, on as many threads as it likes. */
typedef void session_run(size_t count, void (*work)(void *context, size_t i), void *context);

struct session_source {
    struct session_info info; /* with its uid and people_hash; salts, commitment, keys are filled
                                 in by session_build */
    const uint8_t *D;         /* CRYPT_KEY secret bytes: what the draw follows from */
    struct session_candidate *candidate;
    size_t candidates;
    struct session_paper *paper;
    size_t papers;
    char (*passphrase)[CODE_PASSPHRASE + 1];    /* info.custodians of them, filled in by
                                                session_build */
    char order_passphrase[CODE_PASSPHRASE + 1]; /* filled in by session_build */
    char (*access)[CODE_ACCESS + 1];            /* one a candidate, filled in by session_build */
    session_run *run;                           /* of the vouchers' stretches; NULL: one after the
                                                   other */
    void (*progress)(void *context, size_t done, size_t all); /* may be NULL */
    void *progress_context;
};
/* All of session_build's checks and a draw of every paper by the source's D, uid and lot, with
 * nothing made: the same errors. */
enum err_code session_build_try(const struct session_source *s, const struct bank_office *key,
                                struct err *e) ERR_MUST_CHECK;
/* Draws every paper (paper.h), makes codes and keys, seals, signs; appends the package to out.
 * ERR_POLICY when a pool is missing or too small, or a candidate's exemption has no variant in the
 * profile; the text names SBD, pool and numbers. */
enum err_code session_build(struct session_source *s, const struct bank *bank,
                            const struct bank_office *key, const struct keys_secret *office,
                            struct crypt_random *rnd, struct buf *out,
                            struct err *e) ERR_MUST_CHECK;

/* The verifiers of all vouchers that follow from O: VOUCHER_COUNT stretches at the seat's cost.
 * info: with its uid and costs. */
enum err_code session_make_verifiers(const struct session_info *info, const uint8_t O[CRYPT_KEY],
                                     session_run *run, uint8_t out[SESSION_VERIFIERS],
                                     struct err *e) ERR_MUST_CHECK;

#endif
