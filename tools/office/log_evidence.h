/* What the log says came or was made, against the files that stand here: what was known may only
 * grow. A file that a line speaks of and that is gone, or is not what came, stops everything that
 * builds on it, until it comes again, a backup brings it back, or
 * the council rules it lost. */
#ifndef SATHACH_TOOLS_OFFICE_EVIDENCE_H
#define SATHACH_TOOLS_OFFICE_EVIDENCE_H

#include "tools/office/log.h"

enum log_evidence_part {
    LOG_EVIDENCE_MADE, /* by the office: commitment, session, people, sheets, decisions */
    LOG_EVIDENCE_CAME  /* from the room: answers, resumes, manifests, orders, room logs, damaged
                          files */
};

/* Path of the file that a line speaks of, malloc'd; NULL when it speaks of none that is kept, or
 * memory ended. */
char *log_evidence_path(const struct log *l, const struct log_line *line);
/* True for the kinds of line whose file must stand. */
bool log_evidence_is_kept(enum log_kind kind, enum log_evidence_part *part);
/* True for the kinds of line that the council may rule lost. */
bool log_evidence_may_be_lost(enum log_kind kind);

/* Lines that are no longer asked for: their numbers, ascending. */
struct log_evidence_lost {
    const uint64_t *number;
    size_t count;
};
/* Answers files of inbox/SESSION/ that whoever asks has read already: they are not read again. Of
 * one that opened, paper and head say that it is what came, whatever its bytes. */
struct log_evidence_file {
    const char *name;
    bool is_whole; /* opened, its journal verified */
    uint32_t paper;
    uint8_t head[CRYPT_HASH];
};
struct log_evidence_read {
    const struct log_evidence_file *file; /* sorted by name, as strcmp does */
    size_t count;
};
/* Every file of a session that the log speaks of, by its hash; of a journal the file of another
 * line of the same paper and head serves as well. lost, read: may be NULL. Lines added since the
 * log was opened speak of bytes that this program has just hashed and made durable: they are not
 * looked at. ERR_POLICY names the line; nothing is changed. */
enum err_code log_evidence_check(const struct log *l, const char *session,
                                 enum log_evidence_part part, const struct log_evidence_lost *lost,
                                 const struct log_evidence_read *read,
                                 struct err *e) ERR_MUST_CHECK;
/* The stored names (as=) of a session's lines of one kind up to a line (0: all), sorted, to be
 * asked many times. ERR_LIMIT when memory ends. */
struct log_evidence_names {
    char **name; /* owned */
    size_t count;
};
enum err_code log_evidence_names_of(const struct log *l, const char *session, enum log_kind kind,
                                    uint64_t horizon, struct log_evidence_names *out,
                                    struct err *e) ERR_MUST_CHECK;
bool log_evidence_names_have(const struct log_evidence_names *n, const char *name);
void log_evidence_names_free(struct log_evidence_names *n);

/* True when the file of a line stands here as it came or was made. */
bool log_evidence_stands(const struct log *l, const struct log_line *line);
/* True when a bank of this hash (hexadecimal) was used before. */
bool log_evidence_has_bank(const struct log *l, const char *hash);
/* The last line of a report of this name; NULL when there is none. */
const struct log_line *log_evidence_report(const struct log *l, const char *session,
                                           const char *name);
/* The last line of a kind for a session; NULL when there is none. */
const struct log_line *log_evidence_last(const struct log *l, const char *session,
                                         enum log_kind kind);
/* A line of this session and kind whose more says as=NAME, or NULL. */
const struct log_line *log_evidence_find(const struct log *l, const char *session,
                                         enum log_kind kind, const char *as);

#endif
