/* Numbers and small steps of the session's byte layout, shared by its readers and its writer;
 * FORMATS.md says what they mean. */
#ifndef SATHACH_CORE_SESSION_LAYOUT_H
#define SATHACH_CORE_SESSION_LAYOUT_H

#include "app/core/buf.h"
#include "app/core/session.h"

enum {
    SESSION_HEADER = 512,
    SESSION_SLOT = 112, /* u8 purpose, u8 need, u16 zero, u32 mask, xseal of S (104) */
    SESSION_SLOT_CLEAR = 8,
    SESSION_SLOT_UNLOCK = 1,
    SESSION_SLOT_ORDERS = 2,
    SESSION_STEP = 256, /* tickets are padded to this */
    SESSION_ROSTER_STEP = 1024,
    SESSION_CONTEXT = 80, /* room for a seal's context */

    SESSION_META_TITLE = 1,
    SESSION_META_ROOM = 2,
    SESSION_META_LOT = 3,
    SESSION_META_PROFILE = 4,
    SESSION_META_WHEN = 5, /* results are told; and where. Both only where said */
    SESSION_META_WHERE = 6,

    SESSION_ROSTER_CANDIDATE = 1,
    SESSION_ROSTER_PAPER = 2,
    SESSION_INVIGILATOR_ROOM = 1,
    SESSION_INVIGILATOR_VERIFIERS = 2,
    SESSION_CANDIDATE_SPARE = 1, /* flag */
    SESSION_PAPER_EXEMPT = 1     /* flag */
};

/* label ‖ 0 ‖ uid ‖ extra; returns its length. */
size_t session_context(const char *label, const uint8_t uid[SESSION_UID], const void *extra,
                       size_t extra_len, uint8_t ctx[SESSION_CONTEXT]);
/* Key of one subset of custodians: hash of their keys in ascending order. base[i]: stretched
 * passphrase of custodian[i]. */
void session_slot_key(const uint8_t base[][CRYPT_KEY], const uint8_t *custodian, size_t n,
                      uint8_t key[CRYPT_KEY]);
/* True when the header's order key follows from O. */
bool session_is_order_key(const struct session *s, const uint8_t O[CRYPT_KEY]);
/* Key of a candidate's tickets from S and the stretched access code. */
void session_ticket_key(const uint8_t S[CRYPT_KEY], uint32_t candidate,
                        const uint8_t salt[CRYPT_SALT], const uint8_t stretched[CRYPT_KEY],
                        uint8_t key[CRYPT_KEY]);
void session_roster_encode(const struct session_candidate *candidate, size_t candidates,
                           const struct session_paper *paper, size_t papers, struct buf *out);
/* Back. ERR_FORMAT when it is not of exactly so many. Free with session_roster_free. */
enum err_code session_roster_decode(const void *plain, size_t len, size_t candidates, size_t papers,
                                    struct session_roster *out, struct err *e) ERR_MUST_CHECK;
void session_ticket_encode(const struct session_ticket *t, struct buf *out);

#endif
