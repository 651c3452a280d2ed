#include "tools/work/report_parts.h"

#include "app/core/i18n.h"
#include "tools/office/hours.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_MAX = 99999 };

/* ---- what is asked for ---- */

bool report_needs(const struct reporting *rp, enum report_need what)
{
    for (size_t i = 0; i < rp->kinds; i++) {
        const struct report_kinds_kind *k = rp->kind[i];
        if (what == REPORT_NEED_RESULTS   ? k->needs_results
            : what == REPORT_NEED_PEOPLE  ? k->needs_people || k->needs_grading
            : what == REPORT_NEED_GRADING ? k->needs_grading
                                          : k->is_published)
            return true;
    }
    return false;
}

enum papers_kind report_numbered(const struct reporting *rp, size_t *count)
{
    enum papers_kind kind = PAPERS_KINDS;
    bool is_paper = false;
    *count = 0;
    for (size_t f = 0; f < rp->formats; f++)
        is_paper = is_paper || rp->format[f] == REPORT_KINDS_PDF;
    for (size_t k = 0; is_paper && k < rp->kinds; k++)
        if (rp->kind[k]->numbered < PAPERS_KINDS) {
            kind = rp->kind[k]->numbered;
            ++*count;
        }
    return kind;
}

/* ---- taken apart ---- */

/* A number is of one document of one session, and stands beside the day it is signed on. */
static enum err_code check_number(struct reporting *rp, struct err *e)
{
    const struct report_request *q = rp->asked;
    size_t documents;
    report_numbered(rp, &documents);
    if ((q->number || q->day || q->is_electronic) && !rp->formats)
        return err_set(e, ERR_USAGE, _("--number, --day and --electronic go with --format pdf"));
    if (!q->number && !q->day)
        return ERR_OK;
    if (q->number && (q->session.count != 1 || documents != 1))
        return err_set(e, ERR_USAGE,
                       _("--number is of one document: one session, and passlist or minutes as "
                         "pdf"));
    if (!q->day)
        return err_set(e, ERR_USAGE, _("--number wants --day, the day of signing"));
    enum err_code rc = ERR_OK;
    char number[32];
    snprintf(number, sizeof number, "%.*s", q->number ? (int)strcspn(q->number, "/") : 0,
             q->number ? q->number : "");
    if (q->number)
        rc = work_number("--number", number, 0, NUMBER_MAX, &rp->number, e);
    return rc == ERR_OK ? hours_parse_day("--day", q->day, &rp->day, e) : rc;
}

static enum err_code parse_kinds(struct reporting *rp, const char *list, struct err *e)
{
    char copy[256], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        const struct report_kinds_kind *kind = report_kinds_find(word);
        if (!kind || rp->kinds == REPORT_WORDS_MAX)
            return err_set(e, ERR_USAGE,
                           _("%s: the list is one of passlist, results, receipts, slips, minutes, "
                             "attendance, opendata"),
                           word);
        rp->kind[rp->kinds++] = kind;
    }
    return ERR_OK;
}

static enum err_code parse_formats(struct reporting *rp, const char *list, struct err *e)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        enum report_kinds_format f = report_kinds_format_find(word);
        if (f == REPORT_KINDS_FORMATS || rp->formats == REPORT_WORDS_MAX)
            return err_set(e, ERR_USAGE, _("%s: the formats are csv, xlsx, pdf, html and json"),
                           word);
        rp->format[rp->formats++] = f;
    }
    for (size_t k = 0; k < rp->kinds; k++)
        for (size_t f = 0; f < rp->formats; f++)
            if (!report_kinds_has(rp->kind[k], rp->format[f])) {
                char formats[64];
                report_kinds_formats_of(rp->kind[k], formats, sizeof formats);
                return err_set(e, ERR_USAGE, _("%s does not come as %s; it comes as: %s"),
                               rp->kind[k]->name, report_kinds_format_name(rp->format[f]), formats);
            }
    return ERR_OK;
}

/* Of a whole session is all but the slips. */
static enum err_code check_paper(const struct reporting *rp, struct err *e)
{
    for (size_t k = 0; rp->asked->paper && k < rp->kinds; k++)
        if (strcmp(rp->kind[k]->name, "slips") != 0)
            return err_set(e, ERR_USAGE, _("%s: is of a whole session; --paper goes with slips"),
                           rp->kind[k]->name);
    return ERR_OK;
}

enum err_code report_parse(struct reporting *rp, struct err *e)
{
    enum err_code rc = parse_kinds(rp, rp->asked->lists, e);
    if (rc == ERR_OK && rp->asked->format)
        rc = parse_formats(rp, rp->asked->format, e);
    if (rc == ERR_OK)
        rc = check_paper(rp, e);
    return rc == ERR_OK ? check_number(rp, e) : rc;
}
