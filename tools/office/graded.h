/* Whether the results of a session still stand on all that is known: what came, was corrected,
 * typed or decided after the last line that graded it. A close and its undoing change no result;
 * what comes after a close in force counts for nothing. */
#ifndef SATHACH_TOOLS_OFFICE_GRADED_H
#define SATHACH_TOOLS_OFFICE_GRADED_H

#include "tools/office/decision.h"
#include "tools/office/log.h"

struct graded {
    uint64_t line;    /* of the log, that graded it last; 0 for none */
    size_t files;     /* that came since: from the room, of people, of the sheet */
    size_t decisions; /* since */
    size_t closed;    /* files that came after the close in force */
};
void graded_since(const struct log *l, const char *session, const struct decisions *ds,
                  struct graded *out);
bool graded_is_current(const struct graded *g);
/* ERR_POLICY "not graded since" with its figures, or "not graded" at all. */
enum err_code graded_check(const struct graded *g, const char *session,
                           struct err *e) ERR_MUST_CHECK;
/* ERR_POLICY while the session is closed: nothing but an undoing of the close may change it. */
enum err_code graded_check_open(const struct decisions *ds, const char *session,
                                struct err *e) ERR_MUST_CHECK;
/* The same of a session whose decisions nobody has read yet. */
enum err_code graded_check_session_open(const struct office_session *s,
                                        const struct keys_public *office,
                                        struct err *e) ERR_MUST_CHECK;
/* What came from the room stands here, but for what the council ruled lost and the file of one line
 * more (`missed`, 0 for none). ERR_POLICY names the line. */
enum err_code graded_check_came(const struct log *l, const char *session,
                                const struct decisions *ds, uint64_t missed,
                                struct err *e) ERR_MUST_CHECK;

#endif
