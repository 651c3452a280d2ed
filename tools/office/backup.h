/* The whole office in one sealed, signed file, and back into a folder of its own. The file can be
 * kept by anybody: it opens only with the office's passphrase, or with another key that it was
 * boxed for. Which lines of the log it holds stands in it; whether it is the newest is told by
 * comparing a mark that somebody else holds. */
#ifndef SATHACH_TOOLS_OFFICE_BACKUP_H
#define SATHACH_TOOLS_OFFICE_BACKUP_H

#include "tools/office/backup_stream.h"
#include "tools/office/workspace.h"

/* Seals the workspace into path, for the office and for `also`, and puts a line into the log. Under
 * the workspace's lock. ERR_BUSY when something stands at path. */
enum err_code backup_make(const struct workspace *w, const struct keys_secret *office,
                          const char *path, const struct keys_public *also, size_t also_count,
                          struct crypt_random *rnd, size_t *files, struct err *e) ERR_MUST_CHECK;

struct backup_restoring {
    struct backup_stream *backup;
    const struct keys_secret *key; /* a box is for it */
    bool is_office;                /* it is the office's own, out of the backup */
    const char *against;           /* a path or "SIZE CODE"; NULL for nothing */
    /* a session that is not whole; NULL: nobody asks */
    void (*tell)(void *context, const char *what, const char *why);
    void *context;
    /* what came of it */
    size_t files, sessions;
    uint64_t lines;    /* of the log */
    uint64_t compared; /* lines of the mark that it was compared with; 0 for none */
};
/* Unpacks into a folder that does not exist or is empty, checks the log and every session,
 * compares, puts the line `restore` into the log (with the office's key alone) and makes the
 * register. What was interrupted leaves the folder as it was. ERR_BUSY for a folder that holds
 * something. ERR_POLICY when everything stands there and is older than what was shown, another
 * history, or has sessions that are not whole; on any other error nothing stands there. */
enum err_code backup_restore(struct backup_restoring *r, const char *folder,
                             struct err *e) ERR_MUST_CHECK;
/* The drill: the same checks on a copy without the key file, in a folder that is removed again. */
enum err_code backup_drill(struct backup_restoring *r, struct err *e) ERR_MUST_CHECK;

#endif
