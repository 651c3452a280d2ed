/* What the files of the operation report share: what is asked for, taken apart, and each session
 * with what its lists are made from. */
#ifndef SATHACH_TOOLS_WORK_REPORT_PARTS_H
#define SATHACH_TOOLS_WORK_REPORT_PARTS_H

#include "tools/work/report.h"

enum { REPORT_WORDS_MAX = 16 };

struct reporting {
    struct work *work;
    const struct report_request *asked;
    struct report_reply *reply;
    struct office office; /* its key for what is written, and for lists from the journals */
    const struct report_kinds_kind *kind[REPORT_WORDS_MAX];
    enum report_kinds_format format[REPORT_WORDS_MAX];
    size_t kinds, formats;
    long number;
    int64_t day;
};

enum report_need {
    REPORT_NEED_RESULTS,
    REPORT_NEED_PEOPLE,
    REPORT_NEED_GRADING,
    REPORT_NEED_PUBLISHED
};

/* A session with what its lists are made from. */
struct reported {
    const char *name;
    struct buf bytes;
    struct session session;
    struct office_session people; /* without its journals */
    struct grading grading;
    struct decisions decisions;
    struct results results;
    struct legal_bases bases; /* of its regime */
    struct report_source source;
};

/* Lists, formats, number and day as they were typed. ERR_USAGE. */
enum err_code report_parse(struct reporting *rp, struct err *e) ERR_MUST_CHECK;
/* True when one of the lists needs it. */
bool report_needs(const struct reporting *rp, enum report_need what);
/* Which document goes out with a number; PAPERS_KINDS for none. *count: how many. */
enum papers_kind report_numbered(const struct reporting *rp, size_t *count);

/* For forms: the lists, and the formats, each with what it is. */
work_choose report_choose_lists, report_choose_formats;

/* out->name is set, the rest zero; free with report_close_session, on an error too. */
enum err_code report_open_session(const struct reporting *rp, struct reported *out,
                                  struct err *e) ERR_MUST_CHECK;
void report_close_session(struct reported *r);

/* All files of all sessions made, then written: what cannot be made keeps all of them from being
 * written. Their names go into the reply. */
enum err_code report_write(const struct reporting *rp, const struct reported *r, size_t n,
                           struct err *e) ERR_MUST_CHECK;

#endif
