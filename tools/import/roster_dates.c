#include "tools/import/roster_dates.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { YEAR_MIN = 1900, YEAR_MAX = 2100, PIECES = 3 };

/* A date in three numbers, as they stand. */
struct pieces {
    int number[PIECES];
    size_t digits[PIECES];
};

static bool exists(int d, int m, int y)
{
    static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    return m >= 1 && m <= 12 && d >= 1 && d <= DAYS[m - 1] && (m != 2 || d != 29 || leap);
}

/* The time that a program adds to a day, and nothing else: "1985-03-05T00:00:00". */
static bool is_midnight(const char *s)
{
    static const char *const TIMES[] = {"0:00", "00:00", "0:00:00", "00:00:00"};
    s += *s == 'T' || *s == ' ';
    for (size_t i = 0; i < sizeof TIMES / sizeof TIMES[0]; i++)
        if (strcmp(s, TIMES[i]) == 0)
            return true;
    return false;
}

/* Three numbers with the same sign between them, blanks around the signs. */
static bool cut(const char *s, struct pieces *out)
{
    char sign = 0;
    for (size_t i = 0; i < PIECES; i++) {
        size_t n = out->digits[i] = strspn(s, "0123456789");
        if (n == 0 || n > 4)
            return false;
        out->number[i] = (int)strtol(s, NULL, 10);
        s += n;
        if (i + 1 == PIECES)
            break;
        s += strspn(s, " ");
        if (!*s || !strchr("/-.", *s) || (sign && *s != sign))
            return false;
        sign = *s++;
        s += strspn(s, " ");
    }
    return *s == '\0' || ((*s == ' ' || *s == 'T') && is_midnight(s));
}

/* "ngày 5 tháng 3 năm 1985", with or without the first word. */
static bool cut_words(const char *text, struct pieces *out)
{
    char *key = normal_key(text);
    const char *s = key ? key + (strncmp(key, "ngay ", 5) == 0 ? 5 : 0) : "";
    int end = 0;
    bool good = sscanf(s, "%2d thang %2d nam %4d%n", &out->number[0], &out->number[1],
                       &out->number[2], &end) == 3 &&
                !s[end];
    out->digits[0] = out->digits[1] = 2;
    out->digits[2] = 4;
    free(key);
    return good && out->number[2] >= 1000;
}

static const char *refuse_number(const char *text)
{
    size_t n = strlen(text);
    if (n == 4)
        return _("a year alone; write the whole date as dd/mm/yyyy; if the papers give the year "
                 "alone, leave the cell empty and put the year into the notes");
    if (n == 5)
        return _("a spreadsheet's day number; format the column as a date");
    return _("no date; write it as dd/mm/yyyy");
}

const char *roster_date_read(const char *text, char out[ROSTER_DATE])
{
    struct pieces p;
    if (text[0] && text[strspn(text, "0123456789")] == '\0')
        return refuse_number(text);
    if (!cut(text, &p) && !cut_words(text, &p))
        return _("no date; write it as dd/mm/yyyy");
    bool year_first = p.digits[0] == 4 && p.digits[1] <= 2 && p.digits[2] <= 2;
    if (!year_first && (p.digits[0] > 2 || p.digits[1] > 2 || p.digits[2] != 4))
        return p.digits[2] <= 2 ? _("a year of two digits; write the date as dd/mm/yyyy")
                                : _("no date; write it as dd/mm/yyyy");
    int d = p.number[year_first ? 2 : 0], m = p.number[1], y = p.number[year_first ? 0 : 2];
    if (m > 12 && d <= 12)
        return _("there is no such month: dates are written day first, dd/mm/yyyy");
    if (!exists(d, m, y))
        return _("there is no such day");
    if (y < YEAR_MIN || y > YEAR_MAX)
        return _("there is no such year of birth");
    snprintf(out, ROSTER_DATE, "%02d/%02d/%04d", d, m, y % 10000);
    return NULL;
}

bool roster_date_is_turned(const char *text)
{
    struct pieces p;
    return !cut(text, &p) || p.digits[0] == 4;
}

const char *roster_date_shown(const char *text, const char *date)
{
    size_t parts = 0;
    for (const char *s = text; *s; parts++) {
        s += strspn(s, " /-.,:");
        if (!*s)
            break;
        s += strcspn(s, " /-.,:");
    }
    if (parts < PIECES)
        return _("the cell does not show the whole day; format the column as dd/mm/yyyy and look "
                 "the dates through");
    long first = strtol(text, NULL, 10), day = strtol(date, NULL, 10),
         month = strtol(date + 3, NULL, 10);
    if (first == month && first != day)
        return _("shown month first; format the column as dd/mm/yyyy and look the dates through");
    return NULL;
}

int roster_date_age(const char *date, int64_t day)
{
    int d = 0, m = 0, y = 0;
    time_t at = (time_t)day;
    struct tm on;
    if (sscanf(date, "%2d/%2d/%4d", &d, &m, &y) != 3 || !gmtime_r(&at, &on))
        return 0;
    int years = on.tm_year + 1900 - y;
    return on.tm_mon + 1 < m || (on.tm_mon + 1 == m && on.tm_mday < d) ? years - 1 : years;
}
