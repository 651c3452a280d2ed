#include "tools/office/document_number.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"

#include <stdio.h>
#include <string.h>

enum { YEAR = 4 }; /* digits */

void document_number_more(const char *number, int64_t day, char out[DOCUMENT_NUMBER_MORE])
{
    char date[HOURS_DAY_MAX];
    hours_iso_day(day, date);
    snprintf(out, DOCUMENT_NUMBER_MORE, "number=%s day=%s", number, date);
}

static bool is_same_number(const struct log_line *line, const char *number, const char *date)
{
    char had[DOCUMENT_NUMBER_MORE], had_day[HOURS_DAY_MAX];
    return line->kind == LOG_REPORT && log_more(line, "number", had, sizeof had) &&
           log_more(line, "day", had_day, sizeof had_day) && strcmp(had, number) == 0 &&
           strncmp(had_day, date, YEAR) == 0;
}

enum err_code document_number_check(const struct log *l, const char *session, const char *file,
                                    const char *number, int64_t day, struct err *e)
{
    char date[HOURS_DAY_MAX];
    hours_iso_day(day, date);
    for (size_t i = 0; i < l->lines; i++) {
        const struct log_line *line = &l->line[i];
        if (is_same_number(line, number, date) &&
            (strcmp(line->session, session) != 0 || strcmp(line->subject, file) != 0))
            return err_set(e, ERR_POLICY,
                           _("%s of %.4s is the number of %s of session %s (line %llu of the log); "
                             "a number stands once in a year"),
                           number, date, line->subject, line->session,
                           (unsigned long long)line->number);
    }
    return ERR_OK;
}
