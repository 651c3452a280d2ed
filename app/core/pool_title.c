#include "app/core/pool_title.h"

#include "app/core/bank.h"
#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

static const char EVERY[] = "chung"; /* field or grade */

/* In one language. */
struct words {
    const char *all_fields, *grade, *all_grades;
    const char *general_law, *field_law, *professional;
};

static const char *part_of(const struct words *w, const char *part)
{
    return strcmp(part, "phap-luat-chung") == 0   ? w->general_law
           : strcmp(part, "phap-luat-rieng") == 0 ? w->field_law
           : strcmp(part, "chuyen-mon") == 0      ? w->professional
                                                  : part;
}

static void write(const struct words *w, const char *pool, const char *title, char *out,
                  size_t room)
{
    char copy[BANK_NAME_MAX], *rest = copy;
    snprintf(copy, sizeof copy, "%s", pool);
    const char *code = strsep(&rest, "/"), *grade = strsep(&rest, "/"), *part = rest;
    if (!grade || !part || !code[0] || !grade[0] || strchr(part, '/')) {
        snprintf(out, room, "%s", pool);
        return;
    }
    bool every_field = strcmp(code, EVERY) == 0, every_grade = strcmp(grade, EVERY) == 0;
    snprintf(out, room, "%s%s%s · %s%s%s · %s", every_field ? w->all_fields : code,
             title && !every_field ? " " : "", title && !every_field ? title : "",
             every_grade ? w->all_grades : w->grade, every_grade ? "" : " ",
             every_grade ? "" : grade, part_of(w, part));
}

void pool_title(const char *pool, const char *field, char *out, size_t room)
{
    const struct words w = {.all_fields = _("all fields"),
                            .grade = _("grade"),
                            .all_grades = _("all grades"),
                            .general_law = _("general law"),
                            .field_law = _("law of the field"),
                            .professional = _("professional")};
    write(&w, pool, field, out, room);
}

void pool_title_vi(const char *pool, const char *field, char *out, size_t room)
{
    static const struct words W = {.all_fields = "Mọi lĩnh vực",
                                   .grade = "hạng",
                                   .all_grades = "mọi hạng",
                                   .general_law = "pháp luật chung",
                                   .field_law = "pháp luật riêng",
                                   .professional = "chuyên môn"};
    write(&W, pool, field, out, room);
}
