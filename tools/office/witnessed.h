/* Marks of the office's log with a witness's cosignature: brought back on a stick as mark.NAME,
 * kept as log/witnessed/SIZE-NAME, and what they prove: that up to their size no line was written
 * anew since they were signed. */
#ifndef SATHACH_TOOLS_OFFICE_WITNESSED_H
#define SATHACH_TOOLS_OFFICE_WITNESSED_H

#include "tools/office/log.h"

enum { WITNESSED_KEYS = 32, WITNESSED_FILE = NOTE_NAME + 24 };

struct witnessed_mark {
    uint64_t size;             /* lines it covers; a beginning of the log */
    uint64_t time;             /* when it was cosigned, seconds since 1970: the witness's clock */
    char name[NOTE_NAME];      /* of the witness */
    char file[WITNESSED_FILE]; /* SIZE-NAME */
};
struct witnessed {
    struct witnessed_mark *item; /* owned; by size, then time */
    size_t count;
};

/* What of a folder (log/witnessed, or the same on a stick) holds: cosigned by one of these keys,
 * signed by the office, a beginning of this log. Anything else there says nothing and is passed
 * over. ERR_LIMIT when memory ends. */
enum err_code witnessed_read(const struct log *l, const char *folder,
                             const struct keys_public *witness, size_t witnesses,
                             struct witnessed *out, struct err *e) ERR_MUST_CHECK;
/* The same for a workspace: log/witnessed, by the witnesses it trusts, or by the one that its
 * office.ini names. */
enum err_code witnessed_open(const struct workspace *w, struct witnessed *out,
                             struct err *e) ERR_MUST_CHECK;
void witnessed_free(struct witnessed *w);
/* The largest one; NULL for none. */
const struct witnessed_mark *witnessed_last(const struct witnessed *w);
/* The first cosigned mark that covers line `from` and not yet line `before`; NULL for none. */
const struct witnessed_mark *witnessed_between(const struct witnessed *w, uint64_t from,
                                               uint64_t before);
/* "2026-11-23T10:00:00Z" of a time of signing. */
void witnessed_time(uint64_t time, char out[24]);

/* Takes in each mark.NAME of a stick (sathach-log or the stick with it, or one file): verified,
 * kept as log/witnessed/SIZE-NAME, with a line of the log; a known one makes none. The office's own
 * mark beside them is compared as met. *fresh, *known: how many. ERR_POLICY as log_meet, ERR_KEY
 * when no witness that counts here signed any, ERR_FORMAT when there is none. */
enum err_code witnessed_take(const struct workspace *w, const struct keys_secret *office,
                             const char *path, size_t *fresh, size_t *known,
                             struct err *e) ERR_MUST_CHECK;

#endif
