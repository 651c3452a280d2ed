#include "tools/import/emphasis.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>

enum { DARK = 0x50, GREY = 0x18 };

static bool read_hex(const char *hex, unsigned out[3])
{
    for (int i = 0; i < 6; i++) {
        static const char DIGITS[] = "0123456789abcdefABCDEF";
        const char *at = hex[i] ? strchr(DIGITS, hex[i]) : NULL;
        if (!at)
            return false;
        unsigned digit = (unsigned)(at - DIGITS);
        out[i / 2] = (i % 2 ? out[i / 2] * 16 : 0) + (digit > 15 ? digit - 6 : digit);
    }
    return hex[6] == '\0';
}

uint32_t emphasis_colour(const char *hex)
{
    unsigned c[3], most = 0, least = 255;
    if (!hex || !read_hex(hex, c))
        return EMPHASIS_PLAIN;
    for (int i = 0; i < 3; i++) {
        most = c[i] > most ? c[i] : most;
        least = c[i] < least ? c[i] : least;
    }
    return most <= DARK && most - least <= GREY ? EMPHASIS_PLAIN
                                                : 0x1000000U | c[0] << 16 | c[1] << 8 | c[2];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct emphasis emphasis_of(const char *line, const struct emphasis_sign *sign, size_t marker)
{
    struct emphasis e = {0};
    bool any = false;
    if (marker) {
        e.letter = sign[0].marks;
        e.letter_colour = sign[0].colour;
    }
    for (size_t i = marker; line[i]; i++) {
        if (is_blank(line[i]))
            continue;
        e.text = any ? e.text & sign[i].marks : sign[i].marks;
        e.text_colour = any && e.text_colour != sign[i].colour ? EMPHASIS_MIXED : sign[i].colour;
        any = true;
    }
    return e;
}

/* One way of marking: which options it marks. */
struct vote {
    enum emphasis_way way;
    const char *name;
    size_t marked, first;
};

static void count(struct vote *v, size_t option)
{
    if (v->marked++ == 0)
        v->first = option;
}

static struct vote by_mark(const struct emphasis *option, size_t n, enum emphasis_way way,
                           bool letter, const char *name)
{
    static const unsigned MARK[] = {[EMPHASIS_BY_BOLD] = EMPHASIS_BOLD,
                                    [EMPHASIS_BY_UNDERLINE] = EMPHASIS_UNDERLINE,
                                    [EMPHASIS_BY_HIGHLIGHT] = EMPHASIS_HIGHLIGHT,
                                    [EMPHASIS_BY_STAR] = EMPHASIS_STAR};
    struct vote v = {.way = way, .name = name};
    for (size_t i = 0; i < n; i++)
        if ((letter ? option[i].letter : option[i].text) & MARK[way])
            count(&v, i);
    return v;
}

static uint32_t colour_of(const struct emphasis *e, bool letter)
{
    uint32_t colour = letter ? e->letter_colour : e->text_colour;
    return colour == EMPHASIS_MIXED ? EMPHASIS_PLAIN : colour;
}

/* Coloured options; when all are, the one that is not in the colour of all others. */
static struct vote by_colour(const struct emphasis *option, size_t n, bool letter)
{
    struct vote v = {.way = EMPHASIS_BY_COLOUR, .name = _("colour")}, odd = v;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        for (size_t k = 0; k < n; k++)
            same += colour_of(&option[k], letter) == colour_of(&option[i], letter);
        if (colour_of(&option[i], letter) != EMPHASIS_PLAIN)
            count(&v, i);
        if (same * 2 <= n)
            count(&odd, i);
    }
    return v.marked == n && odd.marked && odd.marked < n ? odd : v;
}

int emphasis_choose(const struct emphasis *option, size_t n, enum emphasis_way *way, char *why,
                    size_t room)
{
    const char *const NAME[EMPHASIS_BY_COLOUR] = {_("bold type"), _("an underline"),
                                                  _("a highlight"), _("a star")};
    struct vote vote[2 * (EMPHASIS_BY_COLOUR + 1)], *chosen = NULL;
    size_t votes = 0;
    for (int letter = 0; letter < 2; letter++) {
        for (int w = 0; w < EMPHASIS_BY_COLOUR; w++)
            vote[votes++] = by_mark(option, n, (enum emphasis_way)w, letter, NAME[w]);
        vote[votes++] = by_colour(option, n, letter);
    }
    for (size_t i = 0; i < votes; i++) {
        if (vote[i].marked == 0 || vote[i].marked == n)
            continue;
        if (vote[i].marked > 1) {
            snprintf(why, room, _("%zu options are marked by %s: which one is right?"),
                     vote[i].marked, vote[i].name);
            return -2;
        }
        if (chosen && chosen->first != vote[i].first) {
            snprintf(why, room, _("the marks differ: %s marks option %c, %s option %c"),
                     chosen->name, 'a' + (int)chosen->first, vote[i].name,
                     'a' + (int)vote[i].first);
            return -2;
        }
        chosen = chosen ? chosen : &vote[i];
    }
    if (chosen)
        *way = chosen->way;
    return chosen ? (int)chosen->first : -1;
}
