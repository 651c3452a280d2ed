/* papers: which papers of a session were made, printed and signed, and what of it is old; or that
 * one was printed or signed, as a line of the log (kind `paper`); or one taken along. */
#ifndef SATHACH_TOOLS_WORK_SESSION_PAPERS_H
#define SATHACH_TOOLS_WORK_SESSION_PAPERS_H

#include "tools/work/office.h"
#include "tools/work/printed_settings.h"

struct session_papers_request {
    const char *session;
    const char *printed, *has_signature; /* --signed; of reports/SESSION/, with or without the
                                            folder; one of the two, NULL: only looked at */
    const char *copied, *folder;         /* --copy, --to: taken along into folder/SESSION */
    bool is_dry; /* no option: what of it would be written over is looked at, nothing is written */
};

enum session_papers_each {
    SESSION_PAPERS_ONE,    /* one for the session */
    SESSION_PAPERS_PERSON, /* one a person of the roster, whatever papers they have */
    SESSION_PAPERS_GRADED  /* one a paper that was graded: of absent ones there is none */
};

struct session_papers_row {
    const char *id; /* "access-slips", "passlist" …; "" for a file of another kind */
    char file[200]; /* its name in reports/SESSION/ */
    size_t copies;  /* sheets in it: as many as it is printed for; 0: not known before grading */
    enum session_papers_each each; /* what they are counted by */
    int64_t made;               /* seconds since 1970, when it came to read as it does; 0: never */
    size_t times;               /* how often the log says that it was made */
    bool is_same;               /* made last with the bytes it had before */
    int64_t printed, signed_at; /* of the file as it was made last; 0: not */
    char document[64], day[24]; /* number and day of signing as they stand on it; "" for none */
    char formats[64];     /* that report makes it in, "csv, xlsx, pdf"; "" where it does not */
    bool wants_signature; /* somebody signs it */
    bool is_room;         /* in the room: not before the exam began */
    bool is_filed;        /* nothing waits for its signature, which is kept with the session */
    char *signer; /* of a document: "GIÁM ĐỐC · Đặng Hữu Phước"; owned; NULL: none */
    bool is_document; /* has number and day of signing; of a rehearsal the day alone */
    bool is_draft;    /* a document that was made without them */
    bool is_here;     /* stands there as it was made */
    bool is_old;      /* stands on other results than those in force, or is_outdated */
    bool is_outdated; /* made before the settings changed that it prints, and still of use */
    enum printed_settings_state settings; /* those it was made with, beside those of now */
    char *lacks; /* what office.ini should say first, a line each; owned; NULL for nothing */
};

struct session_papers_reply {
    char basis[LOG_HEX]; /* of the results in force; "" before they are graded */
    int64_t graded;
    struct session_papers_row *row; /* the usual ones in the order of a session's days, then others
                                       in the log's; owned */
    size_t rows;
    size_t people, papers; /* of the session, as it was made */
    int64_t packed; /* when the room's set of this session file was copied out last; 0: none is
                       noted */
    bool is_training;
    bool is_begun;  /* its hours began, or something came of it */
    bool is_closed; /* by a decision that stands */
    bool is_noted;  /* a line was written */
    bool is_copied; /* it stands in the folder, read back */
    bool replaces;  /* an older one of this office stood there */
};

/* What people call a paper of this id, translated; the file's name where it has none. */
const char *session_papers_title(const struct session_papers_row *row);

/* What the signature on it is for, and what waits for it, translated; "" where nobody signs it. */
const char *session_papers_signature(const struct session_papers_row *row);

/* Appends the papers that print what [group] of office.ini says under a key, as people call them:
 * "result slips, pass list"; nothing where none does. */
void session_papers_tell_printing(const char *group, const char *key, struct buf *out);

/* Why a paper that was made is old, translated, and what of its settings is to be known of one that
 * is not; "" for nothing. */
const char *session_papers_age(const struct session_papers_row *row);
const char *session_papers_remark(const struct session_papers_row *row);

/* ERR_POLICY: what is said to be printed or signed, or is to be taken along, is not the file as it
 * was made. ERR_BUSY: another file of its name stands in the folder, and it is none that this
 * office made of it. */
extern const struct work_op session_papers_op;

#endif
