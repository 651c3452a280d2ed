#include "tools/import/heading.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *key, *pool;
} POOLS[] = {{"phap luat chung", "phap-luat-chung"},
             {"phap luat rieng", "phap-luat-rieng"},
             {"chuyen mon", "chuyen-mon"}};

static const char *skip_number(const char *key)
{
    const char *s = key + strspn(key, "0123456789 ");
    return strncmp(s, "cau hoi ", 8) == 0 ? s + 8 : s;
}

static const char *pool_of_key(const char *key, const char **rest)
{
    const char *s = skip_number(key);
    for (size_t i = 0; i < sizeof POOLS / sizeof POOLS[0]; i++) {
        size_t n = strlen(POOLS[i].key);
        if (strncmp(s, POOLS[i].key, n) == 0 && (s[n] == ' ' || s[n] == '\0')) {
            *rest = s + n + (s[n] == ' ');
            return POOLS[i].pool;
        }
    }
    return NULL;
}

bool heading_begins(const char *line)
{
    char *key = normal_key(line);
    const char *rest, *s = key ? key + strspn(key, "0123456789 ") : "";
    bool is = key && strncmp(s, "cau hoi ", 8) == 0 && pool_of_key(key, &rest);
    free(key);
    return is;
}

const char *heading_grade(const char *text)
{
    char *key = normal_key(text);
    const char *s = key ? key : "", *grade = NULL;
    if (strncmp(s, "hang ", 5) == 0)
        s += 5;
    if (strcmp(s, "i") == 0 || strcmp(s, "1") == 0)
        grade = "I";
    else if (strcmp(s, "ii") == 0 || strcmp(s, "2") == 0)
        grade = "II";
    else if (strcmp(s, "iii") == 0 || strcmp(s, "3") == 0)
        grade = "III";
    free(key);
    return grade;
}

const char *heading_pool(const char *text)
{
    char *key = normal_key(text);
    const char *rest = NULL, *pool = key ? pool_of_key(key, &rest) : NULL;
    if (pool && *rest)
        pool = NULL;
    free(key);
    return pool;
}

bool heading_read(const char *line, const struct fields *fields, char *out, size_t room,
                  const char **why)
{
    char *key = normal_key(line);
    const char *rest = NULL, *pool = key ? pool_of_key(key, &rest) : NULL, *grade = NULL,
               *code = NULL;
    *why = _("the heading names no pool");
    if (pool) {
        char *hang = NULL;
        for (char *at = key; (at = strstr(at, "hang ")); at++)
            if (at > key && at[-1] == ' ')
                hang = at;
        grade = hang ? heading_grade(hang) : NULL;
        *why = _("the heading names no grade (Hạng I, II, III)");
        if (grade && hang > rest) {
            hang[-1] = '\0';
            code = fields_find(fields, rest);
            *why = _(
                "the heading's field is not known; name it in a bank.ini and give that with --ini");
        }
    }
    bool ok = code && snprintf(out, room, "%s/%s/%s", code, grade, pool) < (int)room;
    free(key);
    return ok;
}
