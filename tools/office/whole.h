/* Whether a session stands as the log knows it: what was made for it, what came, and what was
 * graded last. Asked by whatever builds on a session and does not open its journals itself
 * (grading_open asks while it reads them). */
#ifndef SATHACH_TOOLS_OFFICE_WHOLE_H
#define SATHACH_TOOLS_OFFICE_WHOLE_H

#include "tools/office/office_session.h"

/* Every file of session `name` that the log speaks of, but for what the council ruled lost: by the
 * office's public key alone. with_people: also the identity numbers that the session was made
 * with. ERR_POLICY names the line. Nothing to ask where there is no log, or
 * the log does not know the session. */
enum err_code whole_check(const struct workspace *w, const struct keys_public *office,
                          const char *name, bool with_people, struct err *e) ERR_MUST_CHECK;
/* The identity numbers that the session was made with, by its header; corrections have lines of
 * their own. ERR_POLICY when they are gone or others. */
enum err_code whole_check_people(const struct office_session *s, struct err *e) ERR_MUST_CHECK;
/* That results.tsv is what the last line graded; ERR_POLICY else: another one, one without a line,
 * one that is gone. */
enum err_code whole_check_results(const struct workspace *w, const char *name,
                                  struct err *e) ERR_MUST_CHECK;

#endif
