/* Looks at a data folder or a stick: what of ours stands there, is it whole, has it been collected.
 * Reads only and needs no key: attempts are opened in a private copy. */
#ifndef SATHACH_TOOLS_OFFICE_DOCTOR_H
#define SATHACH_TOOLS_OFFICE_DOCTOR_H

#include "app/core/ack.h"
#include "app/core/answers.h"
#include "app/core/package.h"
#include "tools/office/ledger.h"
#include "tools/office/workspace.h"

#include <sys/types.h>

enum doctor_kind {
    DOCTOR_ATTEMPT,
    DOCTOR_ASIDE, /* an attempt that a seat has set aside as damaged */
    DOCTOR_LOG,   /* the log of an attempt that is not there */
    DOCTOR_ANSWERS,
    DOCTOR_RESUME,
    DOCTOR_SESSION,
    DOCTOR_BANK,
    DOCTOR_TEMP,   /* a name that ends in .tmp */
    DOCTOR_OTHER,  /* another file of ours, or one of the above under a name that does not say
                       so */
    DOCTOR_FOLDER, /* listed only when it cannot be read */
    DOCTOR_KINDS
};

/* What is to be done, at most one a file. */
enum doctor_trouble {
    DOCTOR_WELL,
    DOCTOR_UNDER_WAY,     /* an attempt without an end, and nothing of it went out */
    DOCTOR_IN_USE,        /* the same, and a client writes it just now */
    DOCTOR_NOT_DELIVERED, /* an ended attempt without its answers file */
    DOCTOR_NOT_COLLECTED,
    DOCTOR_FOREIGN,  /* not collected, and of a session that the workspace does not hold */
    DOCTOR_MISNAMED, /* answers whose name says something else than they hold, or that never
                              got one */
    DOCTOR_DAMAGED_ATTEMPT,
    DOCTOR_DAMAGED_ANSWERS,
    DOCTOR_DAMAGED_COPY, /* of a bank, a session and the like, which the office has */
    DOCTOR_SPOILED,      /* answers that are damaged or cut short, but a whole copy is
                              collected */
    DOCTOR_HALF_WRITTEN,
    DOCTOR_LOOSE_LOG,
    DOCTOR_UNNATURAL, /* a link, pipe or device with a name of ours; was not opened */
    DOCTOR_UNREADABLE,
    DOCTOR_TROUBLES
};

enum doctor_collected {
    DOCTOR_NOT_KNOWN /* no workspace, or nothing to collect */,
    DOCTOR_COLLECTED,
    DOCTOR_UNCOLLECTED,
    DOCTOR_OF_OTHERS
};

/* What the events of an attempt tell. */
struct doctor_journal {
    size_t events;              /* that could be read */
    bool is_strict;             /* all of them follow each other as they must */
    struct journal_state state; /* of those that do */
    unsigned answered;
    pid_t writer;         /* process that holds the file now, 0 for none */
    struct ledger ledger; /* of those that do */
};

struct doctor_file {
    char *path; /* owned */
    enum doctor_kind kind;
    enum doctor_trouble trouble;
    enum doctor_collected collected;
    char session[SESSION_NAME_MAX]; /* by the file's name; "" when it names none */
    bool has_paper;
    uint32_t paper;    /* when has_paper */
    bool is_ended;     /* answers: handed in, not left */
    bool is_delivered; /* attempts: the answers file of exactly these events stands beside
                                    it or is collected */
    struct doctor_journal journal; /* of attempts */
    char detail[ERR_TEXT_MAX];     /* what is wrong, or what it holds, in a sentence; may be "" */
};

struct doctor_report {
    struct doctor_file *file;
    size_t files, findings; /* findings: files with a trouble */
    size_t others;          /* files that are none of ours */
    size_t deeper;          /* folders that were not looked into */
};

/* Looks at a folder with the folders in it, or at one file. What is collected is asked of the
 * workspace w, or where that is NULL of the office's acknowledgement ack, which may be NULL too.
 * ERR_IO when path cannot be read. Free the report in any case. */
enum err_code doctor_look(const char *path, const struct workspace *w, const struct ack *ack,
                          struct doctor_report *out, struct err *e) ERR_MUST_CHECK;
void doctor_free(struct doctor_report *r);

/* ---- parts ---- */
/* What an attempt tells, from a private copy (with its log) in a temporary folder outside `avoid`.
 * ERR_FORMAT, ERR_POLICY, ERR_LIMIT: damaged, as far as it could be read in *out; ERR_BUSY: written
 * to all the while; ERR_IO: it cannot be read; ERR_USAGE: no place for the copy. head: of the
 * events read, for the name of its answers file. */
enum err_code doctor_attempt(const char *path, const char *avoid, struct doctor_journal *out,
                             uint8_t head[CRYPT_HASH], struct err *e) ERR_MUST_CHECK;

#endif
