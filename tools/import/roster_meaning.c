#include "tools/import/roster_meaning.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

/* In the order of enum roster_meaning. */
static const struct {
    const char *word, *name;
} MEANINGS[ROSTER_MEANINGS] = {
    [ROSTER_SBD] = {"sbd", N_("candidate number (SBD)")},
    [ROSTER_NAME] = {"name", N_("full name")},
    [ROSTER_FAMILY] = {"family-name", N_("family and middle name")},
    [ROSTER_GIVEN] = {"given-name", N_("given name")},
    [ROSTER_BIRTH] = {"birth", N_("date of birth")},
    [ROSTER_BIRTH_MALE] = {"birth-male", N_("date of birth (men)")},
    [ROSTER_BIRTH_FEMALE] = {"birth-female", N_("date of birth (women)")},
    [ROSTER_BIRTH_DAY] = {"birth-day", N_("day of birth")},
    [ROSTER_BIRTH_MONTH] = {"birth-month", N_("month of birth")},
    [ROSTER_BIRTH_YEAR] = {"birth-year", N_("year of birth")},
    [ROSTER_IDENTITY] = {"identity", N_("identity number")},
    [ROSTER_UNIT] = {"unit", N_("unit")},
    [ROSTER_FIELD] = {"field", N_("field")},
    [ROSTER_FIELD_CODE] = {"field-code", N_("code of the field")},
    [ROSTER_GRADE] = {"grade", N_("grade")},
    [ROSTER_SEAT] = {"seat", N_("seat")},
    [ROSTER_EXEMPT] = {"exempt", N_("exemption from the professional part")},
    [ROSTER_EXTRA] = {"extra-minutes", N_("extra minutes")},
    [ROSTER_REASON] = {"reason", N_("reason of the extra time")},
    [ROSTER_NOTE] = {"note", N_("note")},
    [ROSTER_NUMBER] = {"number", N_("running number")},
    [ROSTER_IGNORE] = {"ignore", N_("not needed here")},
};
const char *roster_meaning_word(enum roster_meaning m)
{
    return m < ROSTER_MEANINGS ? MEANINGS[m].word : "unknown";
}

const char *roster_meaning_name(enum roster_meaning m)
{
    return m < ROSTER_MEANINGS ? _(MEANINGS[m].name) : _("not understood");
}

static enum err_code refuse_meaning(const char *word, struct err *e)
{
    char list[400] = "";
    size_t n = 0;
    for (int m = 0; m < ROSTER_MEANINGS && n < sizeof list; m++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", m ? ", " : "", MEANINGS[m].word);
    return err_set(e, ERR_USAGE, _("--column: \"%.40s\" is no meaning of a column; they are %s"),
                   word, list);
}

enum err_code roster_parse_mapping(const char *text, struct roster_mapping *out, struct err *e)
{
    const char *sign = strrchr(text, '=');
    size_t n = sign ? (size_t)(sign - text) : 0;
    if (n == 0 || n >= sizeof out->title)
        return err_set(
            e, ERR_USAGE,
            _("--column wants TITLE=MEANING, such as 'Số giấy tờ=identity', not \"%.80s\""), text);
    *out = (struct roster_mapping){.meaning = ROSTER_UNKNOWN};
    memcpy(out->title, text, n);
    out->title[n] = '\0';
    for (int m = 0; m < ROSTER_MEANINGS; m++)
        if (strcmp(sign + 1, MEANINGS[m].word) == 0) {
            out->meaning = (enum roster_meaning)m;
            return ERR_OK;
        }
    return refuse_meaning(sign + 1, e);
}
