#include "tools/office/hours.h"

#include "app/core/i18n.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { YEAR_FIRST = 2000, YEAR_LAST = 2100 };

/* Digits of text from *at on, min to max of them; false for another number of them. */
static bool read_digits(const char *text, size_t *at, size_t min, size_t max, int *out)
{
    size_t n = strspn(text + *at, "0123456789");
    *out = 0;
    for (size_t i = 0; i < n && n <= max; i++)
        *out = *out * 10 + (text[*at + i] - '0');
    *at += n;
    return n >= min && n <= max;
}

static bool read_sign(const char *text, size_t *at, const char *accepted)
{
    bool is = text[*at] && strchr(accepted, text[*at]);
    *at += is;
    return is;
}

static bool is_day(int year, int month, int day)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 &&
           day <= DAYS[month - 1] + (month == 2 && leaps);
}

static bool read_day(const char *text, struct tm *out)
{
    size_t at = 0;
    int year = 0, month = 0, day = 0;
    bool fits = strchr(text, '/')
                    ? read_digits(text, &at, 1, 2, &day) && read_sign(text, &at, "/") &&
                          read_digits(text, &at, 1, 2, &month) && read_sign(text, &at, "/") &&
                          read_digits(text, &at, 4, 4, &year)
                    : read_digits(text, &at, 4, 4, &year) && read_sign(text, &at, "-") &&
                          read_digits(text, &at, 2, 2, &month) && read_sign(text, &at, "-") &&
                          read_digits(text, &at, 2, 2, &day);
    *out = (struct tm){.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1};
    return fits && text[at] == '\0' && is_day(year, month, day);
}

enum err_code hours_parse_day(const char *what, const char *text, int64_t *out, struct err *e)
{
    struct tm tm;
    if (!read_day(text, &tm))
        return err_set(e, ERR_USAGE,
                       _("%s \"%s\" is no day; write year-month-day or day/month/year, for example "
                         "2026-12-05 or 05/12/2026"),
                       what, text);
    *out = (int64_t)mktime(&tm);
    return ERR_OK;
}

static enum err_code parse_time(const char *what, const char *text, const struct tm *day,
                                int64_t *out, struct err *e)
{
    struct tm tm = *day;
    size_t at = 0;
    if (!read_digits(text, &at, 1, 2, &tm.tm_hour) || !read_sign(text, &at, ":hH") ||
        !read_digits(text, &at, 2, 2, &tm.tm_min) || text[at] || tm.tm_hour > 23 || tm.tm_min > 59)
        return err_set(e, ERR_USAGE,
                       _("%s \"%s\" is no time of day; write hours:minutes from 00:00 to 23:59, "
                         "for example 07:30"),
                       what, text);
    *out = (int64_t)mktime(&tm);
    return ERR_OK;
}

enum err_code hours_parse_window(const char *day, const char *opens, const char *closes,
                                 int64_t *from, int64_t *to, struct err *e)
{
    struct tm tm;
    int64_t ignored;
    *from = *to = 0;
    if (day && hours_parse_day("--date", day, &ignored, e) != ERR_OK)
        return e->code;
    if (day && !opens)
        return err_set(
            e, ERR_USAGE,
            _("--date \"%s\" stands without hours; add --opens with the time the exam opens"), day);
    if (!day && (opens || closes))
        return err_set(e, ERR_USAGE,
                       _("%s \"%s\" stands without a day; add --date with the day of the exam"),
                       opens ? "--opens" : "--closes", opens ? opens : closes);
    if (!day || !read_day(day, &tm))
        return ERR_OK;
    enum err_code rc = parse_time("--opens", opens, &tm, from, e);
    if (rc == ERR_OK && closes)
        rc = parse_time("--closes", closes, &tm, to, e);
    if (rc == ERR_OK && closes && *to <= *from)
        rc = err_set(e, ERR_USAGE, _("--closes \"%s\" is not later than --opens \"%s\""), closes,
                     opens);
    return rc;
}

static bool local(int64_t when, struct tm *tm)
{
    time_t t = (time_t)when;
    return when > 0 && localtime_r(&t, tm);
}

void hours_day(int64_t when, char out[HOURS_DAY_MAX])
{
    struct tm tm;
    if (!local(when, &tm) || strftime(out, HOURS_DAY_MAX, "%d/%m/%Y", &tm) == 0)
        out[0] = '\0';
}

void hours_iso_day(int64_t when, char out[HOURS_DAY_MAX])
{
    struct tm tm;
    if (!local(when, &tm) || strftime(out, HOURS_DAY_MAX, "%Y-%m-%d", &tm) == 0)
        out[0] = '\0';
}

void hours_time(int64_t when, char out[HOURS_TIME_MAX])
{
    struct tm tm;
    if (!local(when, &tm) || strftime(out, HOURS_TIME_MAX, "%H:%M", &tm) == 0)
        out[0] = '\0';
}

bool hours_are_over(int64_t closes, int64_t now)
{
    return now >= closes;
}
