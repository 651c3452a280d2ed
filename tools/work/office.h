/* The office that an operation works in: its workspace, the lock on it, its secret key. The one way
 * a workspace is opened. */
#ifndef SATHACH_TOOLS_WORK_OFFICE_H
#define SATHACH_TOOLS_WORK_OFFICE_H

#include "tools/office/log.h"
#include "tools/work/ring.h"

enum office_use {                  /* bits */
                  OFFICE_LOOK = 0, /* public files alone */
                  OFFICE_KEY = 1,  /* asks for the office's passphrase */
                  OFFICE_LOCK = 2, /* one command at a time writes */
                  OFFICE_WRITE = OFFICE_KEY | OFFICE_LOCK,
                  OFFICE_UNMET = 4 /* marks met elsewhere are not asked yet: the caller does */
};

/* o stays where it is while open: its workspace points into it. */
struct office {
    struct workspace workspace;
    struct log log;          /* what workspace.log points to */
    struct keys_secret *key; /* of the caller's ring; NULL without OFFICE_KEY */
    int lock;                /* -1 without OFFICE_LOCK */
};

/* Who sits at the command, into w->who: work->who, else operator= of office.ini (there already),
 * else the log-in name. */
void office_name_operator(const struct work *work, struct workspace *w);
/* Only the workspace of -C or the nearest above the current folder, its progress told as events;
 * workspace_close is the caller's. For what may as well work without one. */
enum err_code office_workspace(struct work *work, struct workspace *w,
                               struct err *e) ERR_MUST_CHECK;
/* Opens the workspace of -C or the nearest above the current folder, takes what `use` says.
 * ERR_USAGE without a workspace, ERR_BUSY while another command writes, ERR_KEY, ERR_AUTH. On an
 * error nothing is held. Where the office has its key, the log is opened and checked with it (an
 * examiner's workspace has none): ERR_POLICY when it is not the one that was signed. With
 * OFFICE_WRITE what an interrupted command left behind the mark is set aside, and files without a
 * line get theirs; a note says how many. */
enum err_code office_open(struct work *work, unsigned use, struct office *o,
                          struct err *e) ERR_MUST_CHECK;
/* The same of an office whose log is open: what is asked of the log is nothing without one.
 * ERR_USAGE in a workspace that has none. */
enum err_code office_open_log(struct work *work, unsigned use, struct office *o,
                              struct err *e) ERR_MUST_CHECK;
/* Gives the lock back and keeps the rest: what was opened may be looked at further, by whoever is
 * shown a reply, but nothing is written any more. */
void office_rest(struct office *o);
/* Gives everything back; harmless on one that is closed or failed to open. */
void office_close(struct office *o);
/* Of what papers of sessions are made from: office.ini, and of each session its file and its
 * results, where there are some. */
enum err_code office_hash_sessions(const struct workspace *w, const char *const *session,
                                   size_t count, uint8_t out[CRYPT_HASH],
                                   struct err *e) ERR_MUST_CHECK;
/* True of an error that says that another command writes in the office: the same may be tried again
 * when it has ended. */
bool office_is_locked(const struct err *e);

#endif
