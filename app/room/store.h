/* What the console keeps in its data folder: its orders, and the room log, signed. From them it
 * knows after a restart which letters it has and where its chain stands. Two consoles over one data
 * folder have each letters of their own. The disk is waited for: an order goes out when it stands
 * there, and not before. */
#ifndef SATHACH_ROOM_STORE_H
#define SATHACH_ROOM_STORE_H

#include "app/room/authority.h"
#include "app/room/daybook.h"

enum { STORE_ORDERS_MAX = 4096 };

struct store {
    const char *dir;
    int lock; /* held while these letters are this program's; -1: none */
};

/* Takes up what stands in dir of one console of the session that nobody else is, or draws new
 * letters; its orders go to `see`, in their order. */
enum err_code store_open(struct store *st, const char *dir, const struct session *s,
                         struct authority *a, struct daybook *l,
                         void (*see)(void *context, const struct authority_order *o), void *context,
                         struct err *e) ERR_MUST_CHECK;
/* Other letters, and a chain that begins. */
enum err_code store_renew(struct store *st, const struct session *s, struct authority *a,
                          struct err *e) ERR_MUST_CHECK;
void store_close(struct store *st);
/* Signs all lines and writes them; signed: the file, appended. The order key is open. */
enum err_code store_put_log(const struct store *st, const struct session *s,
                            const struct authority *a, struct daybook *l, struct buf *file,
                            struct err *e) ERR_MUST_CHECK;
enum err_code store_put_order(const struct store *st, const struct authority_order *o,
                              struct err *e) ERR_MUST_CHECK;

#endif
