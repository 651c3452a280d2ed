/* What papers of a session print of office.ini. The log's line of a paper says with which settings
 * it was made, so that a later change of them is told; a change of office.ini itself gets a line
 * when next a command writes. */
#ifndef SATHACH_TOOLS_WORK_PRINTED_SETTINGS_H
#define SATHACH_TOOLS_WORK_PRINTED_SETTINGS_H

#include "tools/office/log.h"

struct printed_settings {
    const char *file;          /* in reports/SESSION/, of no training: "access-slips.pdf" */
    const char *id;            /* "access-slips" */
    enum papers_kind document; /* PAPERS_KINDS: none */
    unsigned prints;           /* PAPERS_… */
    bool is_before;            /* of use until the exam begins */
};
/* Of a file, training or not; a slip of one paper is like those of all, the sheet of a later mark
 * like that of the first. NULL for one that prints nothing of them. */
const struct printed_settings *printed_settings_find(const char *file);
/* The same of a paper's id. */
const struct printed_settings *printed_settings_of(const char *id);

/* Whether it prints what [group] says under a key: "office" "place", "paper notice" "signer". */
bool printed_settings_prints(const struct printed_settings *p, const char *group, const char *key);
/* The i-th of them, from 0; NULL past the end. */
const struct printed_settings *printed_settings_at(size_t i);

enum { PRINTED_SETTINGS_DIGEST = 17, PRINTED_SETTINGS_MORE = 64 };
/* As they are now. */
void printed_settings_digest(const struct workspace *w, const struct printed_settings *p,
                             char out[PRINTED_SETTINGS_DIGEST]);
/* What the line of a file says: "settings=… ini=…"; "" for one that prints nothing of them. */
void printed_settings_more(const struct workspace *w, const char *file,
                           char out[PRINTED_SETTINGS_MORE]);

enum printed_settings_state {
    PRINTED_SETTINGS_NONE,    /* it prints nothing of them */
    PRINTED_SETTINGS_SAME,    /* those of now */
    PRINTED_SETTINGS_CHANGED, /* others */
    PRINTED_SETTINGS_UNKNOWN  /* its line does not say */
};
/* What a line says of its file, beside the settings of now; the line of a mark of its sheet. */
enum printed_settings_state printed_settings_state(const struct workspace *w,
                                                   const struct log_line *line);

/* Adds a line, sealed by the caller, where office.ini is not the file any more that the last line
 * about a paper or about itself names. For writing commands, under the lock. */
enum err_code printed_settings_note(const struct workspace *w, struct err *e) ERR_MUST_CHECK;

#endif
