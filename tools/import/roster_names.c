/* Names of people: when two are the same, and what is odd about one. */
#include "tools/import/roster_parts.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/normal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { NAME_DIGITS = 4, BRACKET_LETTERS = 2 };

/* What clerks write over or beside a name of somebody who is on the list and will not sit. No name
 * has these words; those that one might have ("hoãn thi", "vắng thị") are not here. */
static const char *const ABSENT[] = {"rut ho so",    "xin rut",  "da rut",   "huy ho so",
                                     "huy dang ky",  "xin hoan", "vang mat", "khong du dieu kien",
                                     "khong du thi", NULL};

static bool is_tone(uint32_t cp)
{
    return cp == 0x300 || cp == 0x301 || cp == 0x303 || cp == 0x309 || cp == 0x323;
}

char *roster_name_key(const char *name)
{
    utf8proc_uint8_t *d = NULL;
    const utf8proc_option_t HOW = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                  UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    if (utf8proc_map((const utf8proc_uint8_t *)name, 0, &d, HOW) < 0)
        return NULL;
    size_t len = strlen((char *)d), at = 0, tones = 0;
    char *key = malloc(len + 1), tone[64];
    for (size_t i = 0; key && i <= len;) {
        uint32_t cp = 0;
        size_t n = i < len ? utf8_decode((char *)d + i, len - i, &cp) : 1;
        if (i == len || cp == ' ') {
            memcpy(key + at, tone, tones);
            at += tones;
            tones = 0;
        }
        if (is_tone(cp) && tones + n <= sizeof tone) {
            memcpy(tone + tones, d + i, n);
            tones += n;
        } else if (i < len) {
            memcpy(key + at, d + i, n);
            at += n;
        }
        i += n ? n : 1;
    }
    if (key)
        key[at] = '\0';
    free(d);
    return key;
}

bool roster_name_is_same(const char *a, const char *b)
{
    char *x = roster_name_key(a), *y = roster_name_key(b);
    bool same = x && y && strcmp(x, y) == 0;
    free(x);
    free(y);
    return same;
}

/* What is odd about a name. */
struct name_look {
    bool has_letter;
    size_t digits; /* of its longest number */
    char bad[8];   /* the first character that no name has; "" for none */
};

/* Letters with their marks, blanks, the few signs that names have, and perhaps digits. */
static struct name_look look_at(const char *s)
{
    struct name_look look = {0};
    size_t run = 0;
    for (size_t left = strlen(s), n; left > 0; s += n, left -= n) {
        uint32_t cp = 0;
        n = utf8_decode(s, left, &cp);
        if (n == 0)
            break;
        utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
        bool is_letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO,
             is_digit = cp >= '0' && cp <= '9';
        bool is_mark = c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
        look.has_letter = look.has_letter || is_letter;
        run = is_digit ? run + 1 : 0;
        look.digits = run > look.digits ? run : look.digits;
        if (!look.bad[0] && !is_letter && !is_mark && !is_digit &&
            !(cp < 0x80 && strchr(" .'-()", (char)cp)) && cp != 0x2019)
            memcpy(look.bad, s, n);
    }
    return look;
}

static bool says_absent(const char *name)
{
    char *key = normal_key(name);
    bool says = false;
    for (const char *const *word = ABSENT; key && *word; word++)
        says = says || normal_key_has(key, *word);
    free(key);
    return says;
}

/* Something in brackets that is no letter to tell people of one name apart, or behind a dash. */
static bool has_remark(const char *name)
{
    const char *open = strchr(name, '(');
    return strstr(name, " - ") ||
           (open && (strlen(open + 1) == 0 || strcspn(open + 1, ")") > BRACKET_LETTERS));
}

/* A number of four digits is a telephone's or of another column; one or two may tell people of one
 * name apart. A sign that no keyboard has, or a question mark, is what another encoding leaves of a
 * letter. */
void roster_name_judge(struct roster_reading *r, enum roster_meaning at, const char *name)
{
    const struct name_look look = look_at(name);
    if (!look.has_letter)
        roster_complain(r, FINDINGS_ERROR, at, _("the name \"%s\" has no letter"), name);
    else if (look.bad[0])
        roster_complain(r,
                        (unsigned char)look.bad[0] < 0x80 && look.bad[0] != '?' ? FINDINGS_WARNING
                                                                                : FINDINGS_ERROR,
                        at, _("the name \"%s\" has something in it that names have not: %s"), name,
                        look.bad);
    else if (says_absent(name))
        roster_complain(r, FINDINGS_ERROR, at,
                        _("the name \"%s\" says that somebody does not come; delete the row, or "
                          "write the name alone"),
                        name);
    else if (look.digits >= NAME_DIGITS)
        roster_complain(r, FINDINGS_ERROR, at, _("the name \"%s\" has a number in it"), name);
    else if (look.digits)
        roster_complain(r, FINDINGS_WARNING, at, _("the name \"%s\" has a number in it"), name);
    else if (has_remark(name))
        roster_complain(r, FINDINGS_WARNING, at,
                        _("\"%s\" is more than a name; all of it would be printed"), name);
}
