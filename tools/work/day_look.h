/* What stands on sticks, shares and in folders that came from the room, told by names and by the
 * log's lines: no key is needed, no file is opened but one whose like came damaged, nothing is
 * taken in (that is tools/work/collect.h). No command does it alone. */
#ifndef SATHACH_TOOLS_WORK_DAY_LOOK_H
#define SATHACH_TOOLS_WORK_DAY_LOOK_H

#include "app/core/session.h"
#include "tools/office/workspace.h"
#include "tools/work/session_pack.h"
#include "tools/work/work.h"

struct day_look_request {
    struct work_words path;
};

enum { DAY_LOOK_SESSIONS = 4, DAY_LOOK_FORKS = 8 };
struct day_look_session {
    char name[SESSION_NAME_MAX];
    bool is_training;
    size_t papers, came; /* of them answers have come into the office; 0 of 0: not known */
};

/* The set for the seats of a session whose file stands in the folder itself (session pack). */
struct day_look_set {
    char session[SESSION_NAME_MAX];
    struct session_pack_found found;
    int64_t copied; /* its file was written there then, seconds since 1970; 0: not known */
};

/* A paper whose journals part, and on which the council has not ruled. */
struct day_look_fork {
    char session[SESSION_NAME_MAX], paper[8];
};

/* files = fresh + known + other. */
struct day_look_place {
    size_t files;
    size_t fresh;   /* the inbox has none of this name */
    size_t known;   /* it has, or it was set aside as damaged */
    size_t damaged; /* those of known that were set aside */
    size_t other;   /* of a session that this office does not have */
    char *names;    /* of the fresh ones and of other sessions, a line each; owned */
    struct day_look_session session[DAY_LOOK_SESSIONS]; /* of this office; of more the first */
    size_t sessions;
    struct day_look_set set[DAY_LOOK_SESSIONS]; /* of more the first */
    size_t sets;
    struct day_look_fork fork[DAY_LOOK_FORKS]; /* of the files here; of more the first */
    size_t forks;
    uint8_t hash[CRYPT_HASH]; /* of what stands there (collect_hash_items) */
    char *trouble;            /* why something could not be looked at; owned; NULL for nothing */
};

struct day_look_reply {
    struct day_look_place *place; /* owned; one a path */
    size_t places;
};

extern const struct work_op day_look_op;

/* The session of this office that a file's name begins with: "ca-2" of "ca-2.0007.….answers".
 * False: it has none of this name. */
bool day_look_session(const struct workspace *w, const char *name, char session[SESSION_NAME_MAX]);

#endif
