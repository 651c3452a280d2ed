/* The office's folder: keys/ banks/ sessions/ inbox/ reports/ and office.ini. Immutable files are
 * the truth in it. */
#ifndef SATHACH_TOOLS_OFFICE_WORKSPACE_H
#define SATHACH_TOOLS_OFFICE_WORKSPACE_H

#include "app/core/clock.h"
#include "app/core/keys.h"
#include "tools/office/legal_basis.h"
#include "tools/office/papers.h"
#include "tools/office/secret.h"

#include <stdint.h>

struct log;

struct workspace {
    char *folder;               /* owned */
    struct papers_texts papers; /* what stands on them, from office.ini */
    struct legal_bases bases;   /* that the office's documents name, from office.ini */
    struct crypt_cost seat_cost;
    char *who;     /* who sits at the command, for the log: --operator, office.ini's, or
                               the log-in name; owned, may be NULL */
    char *witness; /* whose cosignature counts, from office.ini; owned; NULL: any trusted one's */
    unsigned lock_minutes; /* the desk's, without a key */
    char *print;           /* what prints a file, the desk's; owned; NULL: nothing does */
    struct clock_source clock;
    struct log *log; /* the office's log, opened and checked; NULL where nobody opened it;
                               not owned */
    /* Told how far long work is, with opened_ms; NULL for nobody: set by who opened it. */
    void (*progress)(void *context, const char *what, size_t done, size_t all, uint64_t started_ms);
    void *progress_context;
    uint64_t opened_ms; /* boot clock */
};

/* Makes dir and the folders in it, where they are missing. */
enum err_code workspace_make_folders(const char *dir, struct err *e) ERR_MUST_CHECK;
/* Makes the folders and office.ini below dir. ERR_BUSY when a workspace stands there. */
enum err_code workspace_make(const char *dir, struct err *e) ERR_MUST_CHECK;
/* folder, or with NULL the current folder or the nearest above it. ERR_USAGE when there is none. */
enum err_code workspace_open(const char *folder, struct workspace *out,
                             struct err *e) ERR_MUST_CHECK;
void workspace_close(struct workspace *w);
/* malloc'd path below the workspace from a format; NULL when memory ends. */
char *workspace_path(const struct workspace *w, const char *fmt, ...) ERR_PRINTF(2, 3);

/* What may stand in office.ini, ended by a NULL name. */
const struct ini_group *workspace_ini_groups(void);
/* Whether a text may be an office.ini (path, for messages): *out is what it says (ini_free), NULL
 * on an error. ERR_FORMAT names line and fault. */
enum err_code workspace_check_ini(const char *text, size_t len, const char *path, struct ini **out,
                                  struct err *e) ERR_MUST_CHECK;

/* The wall clock's time as the office's texts have it: "2026-11-23T10:00:00Z". */
void workspace_time(const struct workspace *w, char out[24]);

/* True for a name that may stand in file names: [a-z0-9-]{1,32}, no '-' in front. */
bool workspace_is_name(const char *name);

/* A staff key of the workspace, its passphrase from the role's file or asked. */
enum err_code workspace_secret_key(const struct workspace *w, const struct secret_files *files,
                                   enum keys_role role, struct keys_secret **out,
                                   struct err *e) ERR_MUST_CHECK;
/* The workspace's own public key of a role; ERR_KEY when it has none. */
enum err_code workspace_own_key(const struct workspace *w, enum keys_role role,
                                struct keys_public *out, struct err *e) ERR_MUST_CHECK;
/* The public key of a role: the workspace's own, else the one trusted one. ERR_KEY when there is
 * none. */
enum err_code workspace_public_key(const struct workspace *w, enum keys_role role,
                                   struct keys_public *out, struct err *e) ERR_MUST_CHECK;
/* True when a signing key is the workspace's own or trusted in this role. */
bool workspace_is_trusted(const struct workspace *w, enum keys_role role,
                          const uint8_t sign_pk[CRYPT_SIGN_PK]);

/* The public keys that are trusted in a role, at most `room` of them; returns how many. */
size_t workspace_trusted_keys(const struct workspace *w, enum keys_role role,
                              struct keys_public *out, size_t room);

/* One command at a time writes in a workspace: ERR_BUSY while another does. The lock ends with
 * workspace_unlock (-1 is nothing) or with the process. */
enum err_code workspace_lock(const struct workspace *w, int *lock, struct err *e) ERR_MUST_CHECK;
void workspace_unlock(int lock);
/* True of the error that says so: it goes over when the other one has ended. */
bool workspace_is_locked(const struct err *e);

#endif
