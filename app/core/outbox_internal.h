/* What the files of the outbox share: outbox.c is the program's side and the order of the work,
 * outbox_folder.c what is done in the folder, outbox_copy.c how a whole session is copied there,
 * outbox_look.c how it is looked into,
 * outbox_orders.c how orders are read. */
#ifndef SATHACH_CORE_OUTBOX_INTERNAL_H
#define SATHACH_CORE_OUTBOX_INTERNAL_H

#include "app/core/outbox.h"
#include "app/core/worker.h"

#include <limits.h>

/* A file on its way, or one to be removed. */
struct transfer {
    char name[OUTBOX_NAME], group[OUTBOX_NAME], replaces[OUTBOX_NAME];
    uint8_t *data; /* NULL: `replaces` is removed, and nothing more */
    size_t len;
    uint32_t journal, events; /* as in outbox_file */
};

/* What a seat shows of itself. */
struct showing {
    char name[OUTBOX_NAME];
    uint8_t *data; /* NULL: nothing waits */
    size_t len;
};

/* A session that is copied as a whole. */
struct whole {
    char dir[PATH_MAX],
        prefix[OUTBOX_NAME]; /* where its files stand, what their names begin with */
    bool is_wanted;          /* its names are to be read, or are being read */
    unsigned asked;          /* times it was asked for */
    struct buf names;        /* OUTBOX_NAME each */
    size_t at;               /* the next */
    unsigned unreadable;
    struct err trouble; /* why the last of these could not be read */
};
enum { WHOLE_NAMES_MAX = 200000 };
enum { OUTBOX_KNOWN = 1 << 17, OUTBOX_KNOWN_MAX = OUTBOX_KNOWN / 2 };

struct outbox {
    struct worker worker; /* its lock over all below but what says otherwise */
    char path[PATH_MAX];  /* the thread's alone */
    bool is_known,
        was_mounted; /* the thread's: looked at once; another device than the folder above */
    struct transfer transfer[OUTBOX_WAITING];
    size_t transfers;         /* transfer[0] may be under way */
    struct outbox_wish *wish; /* secret memory; valid while is_look_wanted */
    bool is_look_wanted;
    unsigned looks; /* asked for so far */
    struct outbox_sight sight;
    char written[OUTBOX_WAITING][OUTBOX_NAME]; /* names written from here, the last ones */
    size_t writtens;
    struct whole whole;
    struct showing showing;
    struct timespec shown_at;      /* the thread's: when the last was shown */
    char read_prefix[OUTBOX_NAME]; /* whose statuses are wanted; "" for none */
    struct buf shown[OUTBOX_SHOWN];
    size_t showns;
    unsigned shown_asked, shown_reads;   /* asked for, finished */
    bool is_shown_fat;                   /* the folder of the last one is on FAT */
    struct outbox_order_wish order_wish; /* session_name "": none is waiting */
    struct outbox_order *order;          /* read, not taken; OUTBOX_ORDERS of them once asked for */
    size_t orders;
    unsigned orders_asked, order_reads, forged;
    uint64_t *known; /* the thread's: names that were read, OUTBOX_KNOWN places; NULL before */
    size_t knowns;
    bool is_check_wanted;
    struct outbox_held held;
    char held_name[OUTBOX_NAME]; /* the file, and its length */
    size_t held_len;
    struct err trouble, missing;
    struct timespec since; /* when the oldest of what is on its way began to wait */
};

/* On the thread, without the lock. */

/* A share that is gone leaves an empty folder of the local disk behind: nothing is laid there. A
 * link in its place is not followed. */
enum err_code outbox_folder_check(struct outbox *o, struct err *e) ERR_MUST_CHECK;
/* One file written, read back and made durable; the one it replaces removed. */
enum err_code outbox_folder_carry(struct outbox *o, const struct transfer *t,
                                  struct err *e) ERR_MUST_CHECK;
/* The names of a session's answers and manifests, OUTBOX_NAME each, appended to names. */
enum err_code outbox_copy_list(const char *dir, const char *prefix, struct buf *names,
                               struct err *e) ERR_MUST_CHECK;
/* One of them, read on the seat and carried. is_unreadable: it failed on the seat. */
enum err_code outbox_copy_one(struct outbox *o, const char *dir, const char *name,
                              bool *is_unreadable, struct err *e) ERR_MUST_CHECK;
/* True when a regular file of this name and length stands there. */
bool outbox_folder_has(const struct outbox *o, const char *name, size_t len);
/* Quickly, neither durable nor told of. */
void outbox_folder_show(struct outbox *o, const struct showing *s);
bool outbox_folder_is_fat(const struct outbox *o);
/* What others show. */
size_t outbox_folder_read_shown(struct outbox *o, const char *prefix, struct buf out[OUTBOX_SHOWN]);
/* Makes the claim or reads what stands there. */
enum err_code outbox_folder_claim(struct outbox *o, const struct outbox_wish *w,
                                  struct outbox_sight *out, struct err *e) ERR_MUST_CHECK;
/* True when the file of this name was written from here. */
bool outbox_wrote(struct outbox *o, const char *name);
/* Orders not read before, into out, at most `room` of them; how many. forged: of those read now. */
size_t outbox_orders_read(struct outbox *o, const struct outbox_order_wish *w,
                          struct outbox_order *out, size_t room, unsigned *forged);
/* All of a look. */
void outbox_look_into(struct outbox *o, const struct outbox_wish *w, struct outbox_sight *out);

#endif
