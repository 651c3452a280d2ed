#include "tools/import/word_lists.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS_MAX = 260 };

static long number_of(const xmlNode *node, const char *attribute, long otherwise)
{
    char *text = xml_attribute(node, attribute);
    long n = text ? strtol(text, NULL, 10) : otherwise;
    free(text);
    return n;
}

static void copy(const xmlNode *node, char *out, size_t room)
{
    char *text = xml_attribute(node, "val");
    snprintf(out, room, "%s", text ? text : "");
    free(text);
}

static enum err_code add(struct word_lists *l, const struct word_list *one, struct err *e)
{
    struct word_list *grown =
        l->count < WORD_LISTS_MAX ? realloc(l->list, (l->count + 1) * sizeof *grown) : NULL;
    if (!grown)
        return err_set(e, ERR_LIMIT, _("too many lists"));
    l->list = grown;
    grown[l->count++] = *one;
    return ERR_OK;
}

static void read_level(const xmlNode *lvl, struct word_list *out)
{
    long i = number_of(lvl, "ilvl", -1);
    if (i < 0 || i >= WORD_LEVELS)
        return;
    copy(xml_child(lvl, "numFmt"), out->level[i].format, sizeof out->level[i].format);
    copy(xml_child(lvl, "lvlText"), out->level[i].text, sizeof out->level[i].text);
    out->level[i].start = number_of(xml_child(lvl, "start"), "val", 1);
}

static void read_levels(const xmlNode *abstract, struct word_list *out)
{
    for (xmlNodePtr lvl = xml_child(abstract, "lvl"); lvl; lvl = xml_next_sibling(lvl, "lvl"))
        read_level(lvl, out);
}

/* What a list changes of its kind: a level of its own, or another number to begin with. */
static void read_overrides(const xmlNode *num, struct word_list *out)
{
    for (xmlNodePtr node = xml_child(num, "lvlOverride"); node;
         node = xml_next_sibling(node, "lvlOverride")) {
        long i = number_of(node, "ilvl", -1);
        if (i < 0 || i >= WORD_LEVELS)
            continue;
        if (xml_child(node, "lvl"))
            read_level(xml_child(node, "lvl"), out);
        if (xml_child(node, "startOverride"))
            out->level[i].start = number_of(xml_child(node, "startOverride"), "val", 1);
    }
}

/* numbering.xml holds the kinds (abstractNum) first, then the lists (num) that use them. */
static enum err_code take(struct word_lists *kinds, struct word_lists *l, const xmlNode *node,
                          struct err *e)
{
    struct word_list one = {0};
    if (xml_is(node, "abstractNum")) {
        one.num = number_of(node, "abstractNumId", -1);
        read_levels(node, &one);
        return add(kinds, &one, e);
    }
    long kind = number_of(xml_child(node, "abstractNumId"), "val", -1);
    for (size_t i = 0; i < kinds->count; i++)
        if (kinds->list[i].num == kind)
            one = kinds->list[i];
    one.num = number_of(node, "numId", -1);
    read_overrides(node, &one);
    return add(l, &one, e);
}

enum err_code word_lists_read(struct word_lists *l, const struct zip *z, struct err *e)
{
    static const char *const NAMES[] = {"abstractNum", "num", NULL};
    const struct zip_entry *part = zip_find(z, "word/numbering.xml");
    struct word_lists kinds = {0};
    struct xml x;
    xmlNodePtr node;
    *l = (struct word_lists){0};
    if (!part)
        return ERR_OK;
    enum err_code rc = xml_open(&x, part->bytes, part->len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node &&
           (rc = take(&kinds, l, node, e)) == ERR_OK)
        ;
    xml_close(&x);
    word_lists_free(&kinds);
    return rc;
}

void word_lists_free(struct word_lists *l)
{
    free(l->list);
    *l = (struct word_lists){0};
}

static void put_roman(long n, bool upper, char *out, size_t room)
{
    static const struct {
        long value;
        const char *lower, *upper;
    } DIGITS[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
                  {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
                  {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
                  {1, "i", "I"}};
    for (size_t i = 0; i < sizeof DIGITS / sizeof DIGITS[0]; i++)
        for (; n >= DIGITS[i].value; n -= DIGITS[i].value)
            strncat(out, upper ? DIGITS[i].upper : DIGITS[i].lower, room - strlen(out) - 1);
}

/* z is followed by aa, bb … */
static void put_letter(long n, char first, char *out, size_t room)
{
    size_t used = strlen(out);
    for (long times = (n - 1) / 26 + 1; times > 0 && used + 1 < room; times--)
        out[used++] = (char)(first + (n - 1) % 26);
    out[used] = '\0';
}

static void put_number(const char *format, long n, char *out, size_t room)
{
    size_t used = strlen(out);
    if (n < 1 || n > LETTERS_MAX)
        snprintf(out + used, room - used, "%ld", n);
    else if (strcmp(format, "lowerLetter") == 0)
        put_letter(n, 'a', out, room);
    else if (strcmp(format, "upperLetter") == 0)
        put_letter(n, 'A', out, room);
    else if (strcmp(format, "lowerRoman") == 0 || strcmp(format, "upperRoman") == 0)
        put_roman(n, format[0] == 'u', out, room);
    else if (strcmp(format, "bullet") != 0 && strcmp(format, "none") != 0)
        snprintf(out + used, room - used, strcmp(format, "decimalZero") == 0 ? "%02ld" : "%ld", n);
}

static struct word_list *find(struct word_lists *l, long num)
{
    for (size_t i = 0; num && i < l->count; i++)
        if (l->list[i].num == num)
            return &l->list[i];
    return NULL;
}

void word_lists_label(struct word_lists *l, const struct word_styles *styles,
                      const xmlNode *paragraph, char *out, size_t room)
{
    const xmlNode *pr = xml_child(xml_child(paragraph, "pPr"), "numPr");
    long num, at;
    word_styles_list(styles, paragraph, &num, &at);
    num = pr ? number_of(xml_child(pr, "numId"), "val", num) : num;
    at = pr ? number_of(xml_child(pr, "ilvl"), "val", at) : at;
    struct word_list *list = find(l, num);
    out[0] = '\0';
    if (!list || at < 0 || at >= WORD_LEVELS)
        return;
    list->count[at] = list->count[at] ? list->count[at] + 1 : list->level[at].start;
    for (long deeper = at + 1; deeper < WORD_LEVELS; deeper++)
        list->count[deeper] = 0;
    if (strcmp(list->level[at].format, "bullet") == 0) {
        snprintf(out, room, "- ");
        return;
    }
    for (const char *s = list->level[at].text; *s && strlen(out) + 32 < room; s++) {
        if (*s == '%' && s[1] >= '1' && s[1] <= '9') {
            long level = s[1] - '1';
            put_number(list->level[level].format,
                       list->count[level] ? list->count[level] : list->level[level].start, out,
                       room);
            s++;
        } else {
            strncat(out, s, 1);
        }
    }
    if (out[0])
        strcat(out, " ");
}
