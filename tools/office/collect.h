/* Answers files, checkpoints and manifests taken in from sticks, shares and folders, any number of
 * times. Every file ends as new, known, of another session, damaged, or in conflict; the counts add
 * up. Nothing that came is dropped: damaged files are set aside under their hash. collect_open,
 * collect_run, collect_close, under the workspace's lock. */
#ifndef SATHACH_TOOLS_OFFICE_COLLECT_H
#define SATHACH_TOOLS_OFFICE_COLLECT_H

#include "tools/office/inbox.h"
#include "tools/office/log_evidence.h"
#include "tools/office/register.h"
#include "tools/office/used_seats.h"

enum {
    COLLECT_DEPTH_MAX = 8,
    COLLECT_FILES_MAX = 200000, /* a run */
    COLLECT_DAMAGED_MAX = 1000, /* set aside a run: the rest stays where it is */
    COLLECT_PAPER = 8           /* bytes of a paper's name, or "-", with NUL */
};

/* What a file's name says it is. */
enum collect_kind {
    COLLECT_NOTHING,
    COLLECT_JOURNAL,
    COLLECT_MANIFEST,
    COLLECT_ORDER,
    COLLECT_ROOM,
    COLLECT_MARK
};
struct collect_item {
    char *path; /* owned */
    enum collect_kind kind;
    uint64_t size;   /* bytes, as it was found */
    int64_t changed; /* nanoseconds since 1970, when it was written last, likewise */
};
/* A damaged file that waits. */
struct collect_later {
    char *path;                           /* owned */
    const struct office_session *session; /* that it claims to be of; NULL for none here */
    char paper[COLLECT_PAPER];
    enum err_code code; /* what is wrong with it */
};
struct arriving;
/* A seat of a session, as what came tells of it. */
struct collect_seat {
    char session[SESSION_NAME_MAX], name[USED_SEATS_NAME], build[USED_SEATS_BUILD];
    bool is_even; /* no build of its session ran on more than half of the seats */
};
struct collect_seats {
    struct collect_seat *seat; /* owned */
    size_t count;
};

/* A paper whose journals part. */
struct collect_fork {
    char session[SESSION_NAME_MAX], paper[COLLECT_PAPER];
};
struct collect_forks {
    struct collect_fork *fork; /* owned; each once */
    size_t count;
};

struct collect {
    struct workspace *workspace; /* not owned, as the key */
    struct keys_secret *office;
    /* what happened to one file; NULL: nobody asks */
    void (*tell)(void *context, const char *path, const char *what);
    void *context;
    struct log *log; /* workspace->log */
    struct reg *reg;
    struct office_session *opened;     /* every session of the workspace */
    struct inbox *inbox;               /* of each */
    struct log_evidence_names *logged; /* of each: the journals that have a line */
    bool *has_manifest;                /* a manifest of it came now */
    bool *is_broken;                   /* what came before is gone or altered, which was told */
    bool *has_new;                     /* something was taken in that is not yet settled */
    bool *is_registered;               /* its papers are rows of the register */
    bool *has_come;                    /* a file of it came now, new or known: it is acknowledged */
    size_t sessions;
    struct collect_item *item; /* files to take in, in their order */
    size_t items;
    struct arriving *arriving;   /* those under way */
    struct collect_later *later; /* damaged ones, set aside when all good ones are in */
    size_t laters, set_aside;
    size_t fresh, known, other, damaged, conflict, files, missing;
    size_t left;   /* damaged ones beyond COLLECT_DAMAGED_MAX: not collected */
    size_t room;   /* manifests, orders and room logs, new or known: none of files */
    size_t unread; /* answers that could not be read: of a stick that was pulled, say */
    size_t closed; /* that came to a session after its close: kept, and counted for nothing */
    struct collect_forks forks;  /* of those in conflict now: the papers */
    struct collect_seats silent; /* seats that left no manifest, of sessions that have others */
    struct collect_seats others; /* seats that ran another program than most of their session */
    uint64_t lines;              /* of the log when it began */
    size_t passed_over; /* names of ours that are no file, folders that could not be read */
    enum err_code worst;
};

/* Opens every session of the workspace with its inbox, and the register; workspace and office are
 * set. */
enum err_code collect_open(struct collect *c, struct err *e) ERR_MUST_CHECK;
/* Takes in files and folders, without any what stands in the inbox; writes the acknowledgements;
 * tells what manifests name and nobody brought. ERR_OK with the verdict in c->worst: what the most
 * serious file was; an error when the work itself failed. */
enum err_code collect_run(struct collect *c, char *const *path, size_t paths,
                          struct err *e) ERR_MUST_CHECK;
void collect_close(struct collect *c);

/* ---- what its files share ---- */

/* what: may begin with the path, which is told once. */
void collect_tell(const struct collect *c, const char *path, const char *what);
/* Counts a file; tells it and remembers the code when that is not ERR_OK. A conflict outweighs
 * everything else. */
void collect_note(struct collect *c, size_t *counter, enum err_code code, const char *path,
                  const char *what);
/* The session of this uid; NULL when the workspace has none. May be called by several threads. */
struct office_session *collect_find(struct collect *c, const uint8_t uid[SESSION_UID]);

/* The session that a file's name begins with; NULL for none here. */
struct office_session *collect_find_by_name(const struct collect *c, const char *path);

/* A file that is not what its name says: kept in mind until all good ones are in. paper: the name
 * of the one it claims to be of, "-" for none. */
enum err_code collect_keep_for_later(struct collect *c, const char *path,
                                     const struct office_session *session, const char *paper,
                                     enum err_code code, struct err *e) ERR_MUST_CHECK;
/* Damaged files are set aside under their hash, so that nobody loses what might still be read; of a
 * session here with a line, for they are signs that somebody was present. At most
 * COLLECT_DAMAGED_MAX of them a run; what is left is told, with ERR_LIMIT. */
enum err_code collect_damaged(struct collect *c, struct err *e) ERR_MUST_CHECK;

/* Finds what is to be taken in, by name: regular files, in folders down to COLLECT_DEPTH_MAX deep,
 * no link followed but a path that was named. What has one of our names and is no such file, or
 * cannot be looked into, is told and passed over. */
enum err_code collect_find_files(struct collect *c, const char *path, struct err *e) ERR_MUST_CHECK;

/* Marks of this office's log that came along: ERR_POLICY when one covers lines that are missing or
 * replaced here, before anything is taken in. */
enum err_code collect_marks(struct collect *c, struct err *e) ERR_MUST_CHECK;
/* Takes in all journals, many at a time. */
enum err_code collect_files(struct collect *c, struct err *e) ERR_MUST_CHECK;
/* Manifests, orders and room logs: kept beside the answers; what manifests name is compared by
 * collect_missing. */
enum err_code collect_room_files(struct collect *c, struct err *e) ERR_MUST_CHECK;
/* Writes the bytes under path unless they stand there; what stands there altered is set aside.
 * from: where they came from, to be told. */
enum err_code collect_store(struct collect *c, const char *path, const char *from,
                            const struct buf *bytes, bool *is_new, struct err *e) ERR_MUST_CHECK;
/* Keeps a file in the session's inbox under this name, with a line of this kind unless it has one.
 */
struct collect_kept {
    enum log_kind kind;
    const char *name, *more;
};
enum err_code collect_keep(struct collect *c, struct office_session *s, const char *from,
                           const struct collect_kept *kept, const struct buf *bytes,
                           struct err *e) ERR_MUST_CHECK;
/* Tells what the manifests name and nobody brought, and which seats left none. */
enum err_code collect_missing(struct collect *c, struct err *e) ERR_MUST_CHECK;

#endif
