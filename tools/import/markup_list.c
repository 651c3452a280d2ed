#include "tools/import/markup_list.h"

#include "tools/import/xml.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { VALUE_MAX = 1000000, ROMAN_MAX = 3999 };

static bool is_named(const xmlNode *node, const char *name)
{
    return node && node->type == XML_ELEMENT_NODE &&
           strcasecmp((const char *)node->name, name) == 0;
}

/* A whole number in an attribute; `otherwise` when it is not there or none. */
static long number_in(const xmlNode *node, const char *attribute, long otherwise)
{
    char *text = xml_attribute(node, attribute), *end = NULL;
    long n = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || n < -VALUE_MAX || n > VALUE_MAX)
        n = otherwise;
    free(text);
    return n;
}

static size_t items_in(const xmlNode *list)
{
    size_t n = 0;
    for (const xmlNode *c = list->children; c; c = c->next)
        n += is_named(c, "li");
    return n;
}

/* The list's kind of numbers: 1, a, A, i, I, or 0 for none. */
static char kind_of(const xmlNode *list)
{
    static const struct {
        const char *word;
        char kind;
    } STYLES[] = {{"lower-alpha", 'a'}, {"lower-latin", 'a'}, {"upper-alpha", 'A'},
                  {"upper-latin", 'A'}, {"lower-roman", 'i'}, {"upper-roman", 'I'},
                  {"none", 0},          {"disc", 0},          {"circle", 0},
                  {"square", 0}};
    char *type = xml_attribute(list, "type"), *style = xml_attribute(list, "style");
    char kind = type && type[0] && strchr("1aAiI", type[0]) && !type[1] ? type[0] : '1';
    const char *at = style ? strstr(style, "list-style") : NULL;
    for (size_t i = 0; at && i < sizeof STYLES / sizeof STYLES[0]; i++)
        if (strstr(at, STYLES[i].word)) {
            kind = STYLES[i].kind;
            break;
        }
    free(type);
    free(style);
    return kind;
}

static void add_letters(long n, bool upper, struct buf *out)
{
    char text[16];
    size_t at = sizeof text;
    for (text[--at] = '\0'; n > 0 && at; n = (n - 1) / 26)
        text[--at] = (char)((upper ? 'A' : 'a') + (n - 1) % 26);
    buf_add_text(out, text + at);
}

static void add_roman(long n, bool upper, struct buf *out)
{
    static const struct {
        long value;
        const char *sign;
    } SIGNS[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    for (size_t i = 0; n > 0; n -= SIGNS[i].value) {
        while (SIGNS[i].value > n)
            i++;
        for (const char *s = SIGNS[i].sign; *s; s++)
            buf_add_u8(out, (uint8_t)(upper ? toupper((unsigned char)*s) : *s));
    }
}

void markup_list_begin(struct markup_list *l, const xmlNode *list)
{
    *l = (struct markup_list){
        .kind = is_named(list, "ol") ? kind_of(list) : 0, .next = 1, .step = 1};
    if (!l->kind)
        return;
    char *reversed = xml_attribute(list, "reversed");
    l->step = reversed ? -1 : 1;
    l->next = number_in(list, "start", reversed ? (long)items_in(list) : 1);
    free(reversed);
}

bool markup_list_item(struct markup_list *l, const xmlNode *item, struct buf *out)
{
    if (!l->kind)
        return false;
    long n = number_in(item, "value", l->next);
    bool upper = l->kind == 'A' || l->kind == 'I';
    l->next = n + l->step;
    if (n > 0 && (l->kind == 'a' || l->kind == 'A'))
        add_letters(n, upper, out);
    else if (n > 0 && n <= ROMAN_MAX && (l->kind == 'i' || l->kind == 'I'))
        add_roman(n, upper, out);
    else
        buf_printf(out, "%ld", n);
    buf_add_text(out, ". ");
    return true;
}
