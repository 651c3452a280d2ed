/* Vouchers: 120 one-time codes of a session, each good at any seat for any action (room_action.h),
 * printed on the invigilator's sheet and typed at a seat. The office makes them from the order key
 * O. A seat has their verifiers (session.h, invigilator's box): with one stretch it tells a good
 * voucher from a wrong one, and can make none. What the stretch brings besides, W, makes the proof
 * of each use, which no seat can make without the voucher. Bytes and vectors: FORMATS.md,
 * "Vouchers". */
#ifndef SATHACH_CORE_VOUCHER_H
#define SATHACH_CORE_VOUCHER_H

#include "app/core/crypt.h"

enum {
    VOUCHER_COUNT = 120, /* numbers 1 … 120 */
    VOUCHER_SECRET = 7,  /* characters of a voucher that are secret */
    VOUCHER_CODE = 10,   /* 2 of the number, the secret, a check character */
    VOUCHER_VERIFIER = 32,
    VOUCHER_PROOF = 32,
    VOUCHER_UID = 16,
    VOUCHER_SEAT_HASH = 8
};
/* The paper of a use that concerns the seat. */
#define VOUCHER_NO_PAPER UINT32_MAX

/* V, from which all vouchers of the session follow. O, V: secret memory of the caller. */
void voucher_key(const uint8_t O[CRYPT_KEY], const uint8_t uid[VOUCHER_UID], uint8_t V[CRYPT_KEY]);
/* Voucher n (1 … VOUCHER_COUNT) as it is printed, without blanks. */
void voucher_code(const uint8_t V[CRYPT_KEY], unsigned n, char out[VOUCHER_CODE + 1]);

/* What somebody typed: the number it claims and its secret characters (wiped by the caller). False
 * when it is no voucher's form: a slip of the finger costs no stretch. */
struct voucher_typed {
    unsigned n;
    char secret[VOUCHER_SECRET + 1];
};
bool voucher_parse(const char *typed, struct voucher_typed *out);

/* One Argon2id at the session's seat cost: what a seat keeps to check the voucher by, and W, which
 * makes its proofs and is nowhere kept. ERR_LIMIT as crypt_stretch. */
enum err_code voucher_stretch(const struct voucher_typed *v, const uint8_t uid[VOUCHER_UID],
                              struct crypt_cost cost, uint8_t verifier[VOUCHER_VERIFIER],
                              uint8_t W[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* At the seat: W of what was typed when its verifier is the one of its number. verifiers:
 * VOUCHER_COUNT of them, of voucher 1 first. ERR_AUTH when it is no voucher of this session. W:
 * secret memory of the caller, zero unless ERR_OK. */
enum err_code voucher_open(const struct voucher_typed *v, const uint8_t uid[VOUCHER_UID],
                           struct crypt_cost cost, const uint8_t *verifiers, uint8_t W[CRYPT_KEY],
                           struct err *e) ERR_MUST_CHECK;
/* In the office: verifier and W of voucher n, again from V. Either may be NULL. */
enum err_code voucher_make(const uint8_t V[CRYPT_KEY], unsigned n, const uint8_t uid[VOUCHER_UID],
                           struct crypt_cost cost, uint8_t *verifier, uint8_t *W,
                           struct err *e) ERR_MUST_CHECK;

/* One use of a voucher. */
struct voucher_use {
    uint32_t paper; /* index, or VOUCHER_NO_PAPER */
    uint8_t seat_hash[VOUCHER_SEAT_HASH];
    uint16_t n;
    uint16_t action; /* enum room_action */
    uint16_t minutes;
};
/* The proof of a use, made by the seat from W, and by the office to compare. */
void voucher_proof(const uint8_t W[CRYPT_KEY], const uint8_t uid[VOUCHER_UID],
                   const struct voucher_use *use, uint8_t proof[VOUCHER_PROOF]);

#endif
