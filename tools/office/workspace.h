/* The office's folder: keys/ banks/ sessions/ inbox/ reports/ and office.ini. Immutable files are the truth in it. */
#ifndef SATHACH_TOOLS_OFFICE_WORKSPACE_H
#define SATHACH_TOOLS_OFFICE_WORKSPACE_H

#include "app/core/keys.h"
#include "tools/ctl.h"

/* What stands on papers, from office.ini; owned, never NULL. */
struct workspace_papers {
    char *place;         /* "Bình Định" */
    char *number;        /* of a notice: "89/TB-SXD"; "" leaves it to be written */
    char *signer_title;  /* "GIÁM ĐỐC" */
    char *signer;        /* the name under it */
    char *recipients;    /* "Nơi nhận": one a line, from a list with semicolons */
};

struct workspace {
    char *folder;           /* owned */
    char *office_name;      /* from office.ini; owned */
    char *parent_name;      /* the body above it; owned */
    struct workspace_papers papers;
    struct crypt_cost seat_cost;
    /* Told how far long work is: ctl_progress, with the boot clock of when the workspace was opened; NULL for nobody. */
    void (*progress)(const char *what, size_t done, size_t all, uint64_t started_ms);
    uint64_t opened_ms;
};

/* Makes dir and the folders in it, where they are missing. */
enum err_code workspace_make_folders(const char *dir, struct err *e) ERR_MUST_CHECK;
/* Makes the folders and office.ini below dir. ERR_BUSY when a workspace stands there. */
enum err_code workspace_make(const char *dir, struct err *e) ERR_MUST_CHECK;
/* -C, or the current folder or the nearest above it. ERR_USAGE when there is none. */
enum err_code workspace_open(const struct ctl *ctl, struct workspace *out, struct err *e) ERR_MUST_CHECK;
void workspace_close(struct workspace *w);
/* malloc'd path below the workspace from a format; NULL when memory ends. */
char *workspace_path(const struct workspace *w, const char *fmt, ...) ERR_PRINTF(2, 3);

/* True for a name that may stand in file names: [a-z0-9-]{1,32}, no '-' in front. */
bool workspace_is_name(const char *name);

/* A staff key of the workspace, its passphrase asked or from --pass ROLE=FILE. */
enum err_code workspace_secret_key(const struct ctl *ctl, const struct workspace *w, enum keys_role role, struct keys_secret **out, struct err *e)
    ERR_MUST_CHECK;
/* The public key of a role: the workspace's own, else the one trusted one. ERR_KEY when there is none. */
enum err_code workspace_public_key(const struct workspace *w, enum keys_role role, struct keys_public *out, struct err *e) ERR_MUST_CHECK;
/* True when a signing key is the workspace's own or trusted in this role. */
bool workspace_is_trusted(const struct workspace *w, enum keys_role role, const uint8_t sign_pk[CRYPT_SIGN_PK]);

/* "office" / "examiner". */
const char *workspace_role_name(enum keys_role role);

/* Names of all sessions, sorted; free with workspace_names_free. */
enum err_code workspace_sessions(const struct workspace *w, char ***name, size_t *count, struct err *e) ERR_MUST_CHECK;
void workspace_names_free(char **name, size_t count);

/* One command at a time writes in a workspace: ERR_BUSY while another does. The lock ends with workspace_unlock (-1 is nothing) or with the process. */
enum err_code workspace_lock(const struct workspace *w, int *lock, struct err *e) ERR_MUST_CHECK;
void workspace_unlock(int lock);

#endif
