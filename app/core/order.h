/* Orders: what the room console writes into the exchange folders for one seat to do, signed by the
 * session's order key, each naming the one before it. Package kind 7; bytes and names: FORMATS.md,
 * "Orders". */
#ifndef SATHACH_CORE_ORDER_H
#define SATHACH_CORE_ORDER_H

#include "app/core/session.h"

enum {
    ORDER_CONSOLE = 4, /* letters of the receipt's alphabet */
    ORDER_NUMBER_MAX = 9999,
    ORDER_WORDS_MAX = 200, /* bytes */
    ORDER_BY_MAX = 100,
    ORDER_FILE_MAX = 1024,
    ORDER_NAME = SESSION_NAME_MAX + 40 /* room for a file's name with NUL */
};
/* The paper of an order that concerns the seat. */
#define ORDER_NO_PAPER UINT32_MAX

struct order {
    char console[ORDER_CONSOLE + 1];
    uint32_t number; /* of the console, from 1 */
    int64_t wall_ms;
    uint8_t before[CRYPT_HASH]; /* hash of the console's order file before; zeros for the first */
    uint32_t paper;             /* index, or ORDER_NO_PAPER */
    uint8_t seat_hash[8];
    uint32_t instance; /* of the seat's program, as its status gave it; a paper's: 0 */
    uint16_t action, minutes, reason; /* room_action.h */
    char words[ORDER_WORDS_MAX + 1];  /* may be empty */
    char by[ORDER_BY_MAX + 1];        /* who ordered; may be empty */
};

/* Appends the order's file to out. pk, sk: session_order_pair. */
void order_build(const struct session *s, const struct order *o, const uint8_t pk[CRYPT_SIGN_PK],
                 const uint8_t sk[CRYPT_SIGN_SK], struct buf *out);
/* order_pk: the session's order key. ERR_KEY, ERR_AUTH: another's or altered; ERR_POLICY: of
 * another session; ERR_FORMAT for whatever no console writes, an action or reason that is not known
 * by its number. */
enum err_code order_open(const void *bytes, size_t len, const struct session *s,
                         const uint8_t order_pk[CRYPT_SIGN_PK], struct order *out,
                         struct err *e) ERR_MUST_CHECK;
/* "S.CONSOLE.NNNN.TAG.order", the name of the file with this hash (crypt_hash_file). */
void order_name(const struct session *s, const struct order *o, const uint8_t hash[CRYPT_HASH],
                char out[ORDER_NAME]);

bool order_is_file_name(const char *name);
/* The same, and one that a console of the session gives: every part of it as order_name has it. */
bool order_is_name_of(const char *session_name, const char *name);

#endif
