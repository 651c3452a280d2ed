/* inbox/SESSION/ while files are taken in: what stands there by paper, and new files made durable
 * many at a time: written under names that nobody looks at, synced together, then given their own.
 * A cut in between leaves whole files under their names or none. */
#ifndef SATHACH_TOOLS_OFFICE_INBOX_H
#define SATHACH_TOOLS_OFFICE_INBOX_H

#include "tools/office/journal_choice.h"

struct inbox_entry {
    char *name;    /* owned */
    uint32_t next; /* index + 1 of the next one of its paper, 0 at the end */
};
struct inbox {
    const struct office_session *opened;
    char *folder; /* owned */
    int fd;       /* of the folder */
    struct inbox_entry *entry;
    size_t count, room;
    uint32_t *first; /* a paper each: index + 1, 0 for none */
};

/* Makes the folder where it is missing; takes away what an interrupted run left under temporary
 * names. */
enum err_code inbox_open(const struct office_session *s, struct inbox *out,
                         struct err *e) ERR_MUST_CHECK;
void inbox_close(struct inbox *in);
bool inbox_has(const struct inbox *in, uint32_t paper, const char *name);
/* True when the file of this name holds these bytes. May be called by several threads. */
bool inbox_is_same(const struct inbox *in, const char *name, const void *bytes, size_t len);

/* Writes under a temporary name of this slot; by several threads, each with a slot of its own. */
enum err_code inbox_write(const struct inbox *in, unsigned slot, const void *bytes, size_t len,
                          struct err *e) ERR_MUST_CHECK;
/* Takes away what was written in a slot and is not wanted after all. */
void inbox_drop(const struct inbox *in, unsigned slot);
/* Makes all that was written durable. */
enum err_code inbox_sync(const struct inbox *in, struct err *e) ERR_MUST_CHECK;
/* Gives what stands in the slot its name, never over another; inbox_settle makes the names
 * durable. */
enum err_code inbox_take(struct inbox *in, unsigned slot, uint32_t paper, const char *name,
                         struct err *e) ERR_MUST_CHECK;
/* The same over a name that is known here and whose file was set aside. */
enum err_code inbox_put_back(const struct inbox *in, unsigned slot, const char *name,
                             struct err *e) ERR_MUST_CHECK;
enum err_code inbox_settle(const struct inbox *in, struct err *e) ERR_MUST_CHECK;

/* How a journal of the inbox stands to the others of its paper; they are read when there are any.
 * journals: what out points into, to be freed. */
enum err_code inbox_choose(const struct inbox *in, const struct keys_secret *office,
                           const struct submission *m, struct collection *journals,
                           struct collection_choice *out, struct err *e) ERR_MUST_CHECK;

/* Writes sessions/NAME/NAME.ack: every journal that stands in the inbox now, signed. */
enum err_code inbox_acknowledge(const struct inbox *in, const struct keys_secret *office,
                                struct err *e) ERR_MUST_CHECK;

#endif
