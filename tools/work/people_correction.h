/* A correction of identity numbers: a roster of the same persons and papers, from which nothing but
 * these numbers is taken. */
#ifndef SATHACH_TOOLS_WORK_PEOPLE_CORRECTION_H
#define SATHACH_TOOLS_WORK_PEOPLE_CORRECTION_H

#include "tools/import/roster.h"
#include "tools/office/office_session.h"

/* The numbers of the roster, one a candidate of the session in its order (pointers into r, NULL for
 * none): number has s->roster.candidates places. *changed: how many differ from those that count
 * now. ERR_POLICY names the person or paper that is not the session's, or when nothing differs. */
enum err_code people_correction_match(const struct office_session *s, const struct roster *r,
                                      const char **number, size_t *changed,
                                      struct err *e) ERR_MUST_CHECK;
/* Writes NAME.people-N with its signature and its line in the log. The session must not be closed:
 * the caller's to ask. */
enum err_code people_correction_write(const struct office_session *s,
                                      const struct keys_secret *office, const char *const *number,
                                      const char *reason, struct err *e) ERR_MUST_CHECK;

#endif
