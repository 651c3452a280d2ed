/* The power to order: the session's order key while it is open here, and this console's chain of
 * orders, each naming the one before. Nothing is written here (store.h). */
#ifndef SATHACH_ROOM_AUTHORITY_H
#define SATHACH_ROOM_AUTHORITY_H

#include "app/core/order.h"

struct authority {
    uint8_t *sk; /* secret memory; NULL: watching only */
    uint8_t pk[CRYPT_SIGN_PK];
    char console[ORDER_CONSOLE + 1]; /* this console's letters; "" before it has some */
    uint32_t number;                 /* of its last order; 0: none */
    uint8_t before[CRYPT_HASH];      /* hash of that one's file */
    char by[ORDER_BY_MAX + 1];       /* who orders */
};

/* Opens it by the order passphrase. ERR_AUTH: another. */
enum err_code authority_unlock(struct authority *a, const struct session *s, const char *passphrase,
                               struct err *e) ERR_MUST_CHECK;
bool authority_is_open(const struct authority *a);
/* Wipes the key; console and number stay. */
void authority_forget(struct authority *a);
/* New letters, and a chain that begins. */
void authority_draw(struct authority *a, struct crypt_random *rnd);
/* An order that was seen: where it is of this console and higher, the chain goes on from it. */
void authority_see(struct authority *a, const struct order *o, const uint8_t hash[CRYPT_HASH]);

/* An order on its way out. */
struct authority_order {
    struct order order;
    uint8_t hash[CRYPT_HASH];
    char name[ORDER_NAME];
    struct buf file;
};
/* Signs what is to be done: fills in console, number, the one before and who orders. The chain does
 * not go on before authority_see. ERR_LIMIT: no number is left, or no memory. file is the caller's
 * to free, whatever comes of it. */
enum err_code authority_sign(const struct authority *a, const struct session *s,
                             struct authority_order *out, struct err *e) ERR_MUST_CHECK;

#endif
