#include "tools/import/word_lists.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    struct word_list *grown = l->count < WORD_LISTS_MAX ? realloc(l->list, (l->count + 1) * sizeof *grown) : NULL;
    if (!grown)
        return err_set(e, ERR_LIMIT, _("too many lists"));
    l->list = grown;
    grown[l->count++] = *one;
    return ERR_OK;
}

static void read_levels(const xmlNode *abstract, struct word_list *out)
{
    for (xmlNodePtr lvl = xml_child(abstract, "lvl"); lvl; lvl = xml_next_sibling(lvl, "lvl")) {
        long i = number_of(lvl, "ilvl", -1);
        if (i < 0 || i >= WORD_LEVELS)
            continue;
        copy(xml_child(lvl, "numFmt"), out->level[i].format, sizeof out->level[i].format);
        copy(xml_child(lvl, "lvlText"), out->level[i].text, sizeof out->level[i].text);
        out->level[i].start = number_of(xml_child(lvl, "start"), "val", 1);
    }
}

/* numbering.xml holds the kinds (abstractNum) first, then the lists (num) that use them. */
static enum err_code take(struct word_lists *kinds, struct word_lists *l, const xmlNode *node, struct err *e)
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
    while ((rc = xml_next(&x, NAMES, &node, e)) == ERR_OK && node && (rc = take(&kinds, l, node, e)) == ERR_OK)
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

static void put_number(const char *format, long n, char *out, size_t room)
{
    size_t used = strlen(out);
    if (strcmp(format, "lowerLetter") == 0 && n >= 1 && n <= 26)
        snprintf(out + used, room - used, "%c", (char)('a' + n - 1));
    else if (strcmp(format, "upperLetter") == 0 && n >= 1 && n <= 26)
        snprintf(out + used, room - used, "%c", (char)('A' + n - 1));
    else if (strcmp(format, "bullet") != 0 && strcmp(format, "none") != 0)
        snprintf(out + used, room - used, "%ld", n);
}

void word_lists_label(struct word_lists *l, const xmlNode *paragraph, char *out, size_t room)
{
    const xmlNode *pr = xml_child(xml_child(paragraph, "pPr"), "numPr");
    long num = pr ? number_of(xml_child(pr, "numId"), "val", 0) : 0, at = pr ? number_of(xml_child(pr, "ilvl"), "val", 0) : 0;
    struct word_list *list = NULL;
    out[0] = '\0';
    for (size_t i = 0; num && i < l->count; i++)
        if (l->list[i].num == num)
            list = &l->list[i];
    if (!list || at < 0 || at >= WORD_LEVELS)
        return;
    list->count[at] = list->count[at] ? list->count[at] + 1 : list->level[at].start;
    for (long deeper = at + 1; deeper < WORD_LEVELS; deeper++)
        list->count[deeper] = 0;
    if (strcmp(list->level[at].format, "bullet") == 0)
        return;
    for (const char *s = list->level[at].text; *s && strlen(out) + 16 < room; s++) {
        if (*s == '%' && s[1] >= '1' && s[1] <= '9') {
            long level = s[1] - '1';
            put_number(list->level[level].format, list->count[level] ? list->count[level] : list->level[level].start, out, room);
            s++;
        } else {
            strncat(out, s, 1);
        }
    }
    strcat(out, " ");
}
