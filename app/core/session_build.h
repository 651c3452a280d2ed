/* Making a session, by the office: draws every paper, makes keys and codes, seals, signs. Stands above paper.h, which stands above session.h. */
#ifndef SATHACH_CORE_SESSION_BUILD_H
#define SATHACH_CORE_SESSION_BUILD_H

#include "app/core/paper.h"

struct session_source {
    struct session_info info;         /* uid, salts, commitment, keys are filled in by session_build */
    struct session_candidate *candidate; size_t candidates;
    struct session_paper *paper; size_t papers;
    char (*passphrase)[CODE_PASSPHRASE + 1]; /* info.custodians of them, filled in by session_build */
    char (*access)[CODE_ACCESS + 1];  /* one a candidate, filled in by session_build */
    void (*progress)(void *context, size_t done, size_t all); /* may be NULL */
    void *progress_context;
};
/* Draws every paper (paper.h), makes codes and keys, seals, signs; appends the package to out. ERR_POLICY when a pool is missing or
 * too small, or a candidate's exemption has no variant in the profile; the text names SBD, pool and numbers. */
enum err_code session_build(struct session_source *s, const struct bank *bank, const struct bank_office *key, const struct keys_secret *office,
                            struct crypt_random *rnd, struct buf *out, struct err *e) ERR_MUST_CHECK;

#endif
