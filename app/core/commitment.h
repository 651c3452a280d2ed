/* The commitment of a draw: one hash of D and of everything else that the papers follow from, fixed
 * before the lot is known. Who has these things makes it again. Layout and vector: FORMATS.md,
 * "Draw". */
#ifndef SATHACH_CORE_COMMITMENT_H
#define SATHACH_CORE_COMMITMENT_H

#include "app/core/session.h"

/* What was hashed; each is told apart so that an error can name what differs. */
struct commitment {
    uint8_t bank[CRYPT_HASH];    /* of the bank's file */
    uint8_t pools[CRYPT_HASH];   /* flags of its questions, and its pools in their order */
    uint8_t profile[CRYPT_HASH]; /* the rules as they stand in the session */
    uint8_t roster[CRYPT_HASH];  /* number, field, grade, exemption, extra time and seat of every
                                    paper */
};

/* The parts, from what is at hand. ERR_LIMIT when memory ends. */
enum err_code commitment_of(const struct bank *bank, const struct bank_office *key,
                            const struct profile *profile,
                            const struct session_candidate *candidate,
                            const struct session_paper *paper, size_t papers,
                            struct commitment *out, struct err *e) ERR_MUST_CHECK;
/* The whole. D: CRYPT_KEY secret bytes. */
void commitment_hash(const struct commitment *c, const uint8_t D[CRYPT_KEY],
                     const uint8_t uid[SESSION_UID], uint8_t out[CRYPT_HASH]);

#endif
