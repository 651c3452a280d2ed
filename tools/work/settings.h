/* settings: what office.ini says, or some of it changed; comments and what nobody reads stay as
 * they stand. */
#ifndef SATHACH_TOOLS_WORK_SETTINGS_H
#define SATHACH_TOOLS_WORK_SETTINGS_H

#include "tools/work/work.h"

struct settings_request {
    struct work_words change; /* GROUP.KEY=VALUE; an empty value: not said any more */
    struct work_words was;    /* no option: the same settings as they stood when they were read, one
                                 a change; none: nobody has looked */
};

struct settings_row {
    char *group, *key; /* owned */
    char *value;       /* owned; NULL: office.ini does not say it */
    char *usual;       /* owned; what papers print where it is not said; NULL: nothing */
    bool is_wanted;    /* documents print it: an empty one is a gap on paper */
};

struct settings_reply {
    struct settings_row *row; /* as they stand now: those that are known, in the order of the
                                 program, those of the notice and the minutes among them, then those
                                 of the office's own groups; owned */
    size_t rows;
    bool is_written;
    char *outdated; /* papers that were made with others and are still of use, as people call them:
                       "ca-1: access slips, pass list; ca-2: …"; owned; NULL: none is known */
};

/* ---- settings_outdated.c ---- */

/* Appends what `outdated` says of the office as it is; nothing where its log cannot be read. */
void settings_tell_outdated(struct work *work, struct buf *out);

/* What should be thought over before a text stands there, in the user's language; NULL: nothing. */
const char *settings_doubt(const char *group, const char *key, const char *text);

/* ERR_CONFLICT when a setting does not stand any more as it was read, but for one that stands as it
 * is to be; ERR_USAGE for what is no GROUP.KEY=VALUE or no known key; ERR_FORMAT when the file
 * would say what it may not: nothing is written then. */
extern const struct work_op settings_op;

#endif
