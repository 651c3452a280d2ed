/* When a session is: the day and the hours as people type them, and back. Local time throughout. */
#ifndef SATHACH_TOOLS_OFFICE_HOURS_H
#define SATHACH_TOOLS_OFFICE_HOURS_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stdint.h>

/* The beginning of a day, seconds since 1970: 2026-12-05 or 05/12/2026, a day that there is, of the
 * years 2000 to 2100. ERR_USAGE names `what` ("--date"), the value and the accepted forms. */
enum err_code hours_parse_day(const char *what, const char *text, int64_t *out,
                              struct err *e) ERR_MUST_CHECK;
/* A session's window from its day and hours (07:30 or 7h30), each NULL when not given: none of
 * them, or day and opening, and the closing if there is one, later on the same day. What is not
 * given is 0. ERR_USAGE names what is wrong or lacks. */
enum err_code hours_parse_window(const char *day, const char *opens, const char *closes,
                                 int64_t *from, int64_t *to, struct err *e) ERR_MUST_CHECK;

enum { HOURS_DAY_MAX = 11, HOURS_TIME_MAX = 6 };
/* "05/12/2026", or with dashes and the year first; "" for 0. */
void hours_day(int64_t when, char out[HOURS_DAY_MAX]);
void hours_iso_day(int64_t when, char out[HOURS_DAY_MAX]);
/* "07:30"; "" for 0. */
void hours_time(int64_t when, char out[HOURS_TIME_MAX]);

/* Whether a session that closes then is over; true for 0, of which nobody said when. */
bool hours_are_over(int64_t closes, int64_t now);

#endif
