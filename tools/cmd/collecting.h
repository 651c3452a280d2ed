/* What the parts of `collect` share: the counts, the sessions, and how a file is told of. */
#ifndef SATHACH_TOOLS_CMD_COLLECTING_H
#define SATHACH_TOOLS_CMD_COLLECTING_H

#include "tools/office/inbox.h"
#include "tools/office/register.h"

struct arriving;

struct collecting {
    struct workspace *workspace;
    struct keys_secret *office;
    struct reg *reg;
    struct sitting *sitting;      /* every session of the workspace */
    struct inbox *inbox;          /* of each */
    bool *has_manifest;           /* a manifest of it came now */
    bool *has_new;                /* something was taken in that is not yet settled */
    bool *has_come;               /* a file of it came now, new or known: it is acknowledged */
    size_t sittings;
    char **path;                  /* answers files to take in, in their order */
    size_t paths;
    struct arriving *arriving;    /* those under way */
    size_t fresh, known, other, damaged, conflict, files, missing;
    enum err_code worst;
    uint64_t started_ms;
};

/* One line on stderr. */
void collecting_tell(const char *path, const char *what);
/* Counts a file; tells it and remembers the code when that is not ERR_OK. A conflict outweighs everything else. */
void collecting_note(struct collecting *c, size_t *counter, enum err_code code, const char *path, const char *what);
/* The sitting whose session has this uid; NULL when the workspace has none. May be called by several threads. */
struct sitting *collecting_find(struct collecting *c, const uint8_t uid[SESSION_UID]);

/* Takes in all of c->path, many at a time. */
enum err_code collecting_files(struct collecting *c, struct err *e) ERR_MUST_CHECK;
/* A seat's manifest: kept beside the answers; what it names is compared by collecting_missing. */
enum err_code collecting_manifest(struct collecting *c, const char *path, struct err *e) ERR_MUST_CHECK;
/* Tells what the manifests name and nobody brought. */
enum err_code collecting_missing(struct collecting *c, struct err *e) ERR_MUST_CHECK;

#endif
