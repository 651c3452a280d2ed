/* Birth dates as people write them. Taken: day first with / or - or . between (5/3/1985,
 * 05-03-1985), year first (1985-03-05), "ngày 5 tháng 3 năm 1985". Refused: a year alone, two
 * digits of a year, a month past 12 (month first), days that do not exist, a spreadsheet's day
 * number, years before 1900. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_DATES_H
#define SATHACH_TOOLS_IMPORT_ROSTER_DATES_H

#include <stdbool.h>
#include <stdint.h>

enum { ROSTER_DATE = 11 };

/* dd/mm/yyyy into out. NULL when it is a date, else why not (translated). */
const char *roster_date_read(const char *text, char out[ROSTER_DATE]);
/* Of a text that is a date: it stands in words, or the year first, and not as it will be printed.
 */
bool roster_date_is_turned(const char *text);
/* Of a spreadsheet's date cell: text is what it shows, date (dd/mm/yyyy) the day it holds. NULL, or
 * why what is shown is not that day to a reader (translated): a part of it alone, the month first.
 */
const char *roster_date_shown(const char *text, const char *date);
/* Whole years from a date dd/mm/yyyy to the day (seconds since 1970, UTC); below 0 when it lies
 * behind it. */
int roster_date_age(const char *date, int64_t day);

#endif
