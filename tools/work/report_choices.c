/* What may be chosen of lists and formats, each with what it is. */
#include "app/core/i18n.h"
#include "tools/work/fields.h"
#include "tools/work/report_parts.h"

#include <string.h>

struct word {
    const char *word, *said;
};

static const char *said_of(const struct word *words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].word, word) == 0)
            return _(words[i].said);
    return "";
}

enum err_code report_choose_lists(struct work *work, const void *request, struct work_choices *out,
                                  struct err *e)
{
    static const struct word WORDS[] = {
        {"passlist", N_("the notice of those who passed")},
        {"results", N_("each paper with its marks and its result")},
        {"receipts", N_("the receipt of each paper, for everybody to look up; names nobody")},
        {"slips", N_("a slip with the result for each paper")},
        {"minutes", N_("the minutes of the session, with what happened in the room")},
        {"attendance", N_("the list that is signed in the room, with names and seats")},
        {"opendata", N_("figures for everybody, without names")}};
    enum err_code rc = ERR_OK;
    (void)work;
    (void)request;
    *out = (struct work_choices){0};
    for (const struct report_kinds_kind *k = REPORT_KINDS; rc == ERR_OK && k->name; k++)
        rc = fields_add_choice(out, k->name,
                               said_of(WORDS, sizeof WORDS / sizeof WORDS[0], k->name), e);
    if (rc == ERR_OK)
        rc = fields_add_choice(out, "passlist,results", _("both, one after the other"), e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}

enum err_code report_choose_formats(struct work *work, const void *request,
                                    struct work_choices *out, struct err *e)
{
    static const struct word WORDS[] = {{"csv", N_("a plain table")},
                                        {"xlsx", N_("for Excel")},
                                        {"pdf", N_("to be printed")},
                                        {"html", N_("for the web page")},
                                        {"json", N_("for programs")}};
    *out = (struct work_choices){0};
    (void)work;
    (void)request;
    enum err_code rc = fields_add_choice(out, "", _("not said: shown here, nothing is written"), e);
    for (int f = 0; rc == ERR_OK && f < REPORT_KINDS_FORMATS; f++) {
        const char *name = report_kinds_format_name((enum report_kinds_format)f);
        rc = fields_add_choice(out, name, said_of(WORDS, sizeof WORDS / sizeof WORDS[0], name), e);
    }
    if (rc == ERR_OK)
        rc = fields_add_choice(out, "xlsx,pdf", _("for a spreadsheet and for paper"), e);
    if (rc != ERR_OK)
        fields_free_choices(out);
    return rc;
}
