#include "app/core/characters.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>

struct range {
    uint32_t first, last;
};

/* ASCII and the letters and signs that technical Vietnamese is written with. Marks that stand alone
 * after composing (NFC) are not among them, nor anything that draws nothing: fillers, joiners,
 * variation selectors, the empty Braille cell. */
static const struct range ALLOWED[] = {
    /* Latin-1 signs, Latin letters */
    {'\n', '\n'},
    {0x20, 0x7E},
    {0xA1, 0xAC},
    {0xAE, 0x24F},
    /* Greek, Cyrillic, Vietnamese */
    {0x370, 0x3FF},
    {0x400, 0x482},
    {0x48A, 0x52F},
    {0x1E00, 0x1EFF},
    /* dashes and quotes, raised and lowered, ₫ € */
    {0x2010, 0x2027},
    {0x2030, 0x205E},
    {0x2070, 0x209C},
    {0x20AB, 0x20AC},
    /* letter-like, arrows, mathematics, technical, shapes */
    {0x2100, 0x23FF},
    {0x25A0, 0x25FF},
};

/* What looks like a Latin letter. Always: it is never needed itself. Cyrillic and Greek: needed in
 * words of their own. */
enum look_kind { LOOK_ALWAYS, LOOK_CYRILLIC, LOOK_GREEK, LOOK_GREEK_SMALL };
static const struct look {
    uint32_t cp;
    enum look_kind kind;
    const char *like;
} LOOKS[] = {
    {0xD0, LOOK_ALWAYS, "Đ"},       {0x131, LOOK_ALWAYS, "i"},      {0x189, LOOK_ALWAYS, "Đ"},
    {0x1C0, LOOK_ALWAYS, "l"},      {0x1C3, LOOK_ALWAYS, "!"},      {0x37E, LOOK_ALWAYS, ";"},
    {0x3F2, LOOK_ALWAYS, "c"},      {0x3F3, LOOK_ALWAYS, "j"},      {0x3F9, LOOK_ALWAYS, "C"},
    {0x37F, LOOK_ALWAYS, "J"},      {0x2160, LOOK_ALWAYS, "I"},     {0x2161, LOOK_ALWAYS, "II"},
    {0x2162, LOOK_ALWAYS, "III"},   {0x2163, LOOK_ALWAYS, "IV"},    {0x2164, LOOK_ALWAYS, "V"},
    {0x2165, LOOK_ALWAYS, "VI"},    {0x2166, LOOK_ALWAYS, "VII"},   {0x2167, LOOK_ALWAYS, "VIII"},
    {0x2168, LOOK_ALWAYS, "IX"},    {0x2169, LOOK_ALWAYS, "X"},     {0x216A, LOOK_ALWAYS, "XI"},
    {0x216B, LOOK_ALWAYS, "XII"},   {0x216C, LOOK_ALWAYS, "L"},     {0x216D, LOOK_ALWAYS, "C"},
    {0x216E, LOOK_ALWAYS, "D"},     {0x216F, LOOK_ALWAYS, "M"},     {0x2170, LOOK_ALWAYS, "i"},
    {0x2171, LOOK_ALWAYS, "ii"},    {0x2172, LOOK_ALWAYS, "iii"},   {0x2173, LOOK_ALWAYS, "iv"},
    {0x2174, LOOK_ALWAYS, "v"},     {0x2175, LOOK_ALWAYS, "vi"},    {0x2176, LOOK_ALWAYS, "vii"},
    {0x2177, LOOK_ALWAYS, "viii"},  {0x2178, LOOK_ALWAYS, "ix"},    {0x2179, LOOK_ALWAYS, "x"},
    {0x217A, LOOK_ALWAYS, "xi"},    {0x217B, LOOK_ALWAYS, "xii"},   {0x217C, LOOK_ALWAYS, "l"},
    {0x217D, LOOK_ALWAYS, "c"},     {0x217E, LOOK_ALWAYS, "d"},     {0x217F, LOOK_ALWAYS, "m"},
    {0x410, LOOK_CYRILLIC, "A"},    {0x412, LOOK_CYRILLIC, "B"},    {0x415, LOOK_CYRILLIC, "E"},
    {0x417, LOOK_CYRILLIC, "3"},    {0x41A, LOOK_CYRILLIC, "K"},    {0x41C, LOOK_CYRILLIC, "M"},
    {0x41D, LOOK_CYRILLIC, "H"},    {0x41E, LOOK_CYRILLIC, "O"},    {0x420, LOOK_CYRILLIC, "P"},
    {0x421, LOOK_CYRILLIC, "C"},    {0x422, LOOK_CYRILLIC, "T"},    {0x423, LOOK_CYRILLIC, "Y"},
    {0x425, LOOK_CYRILLIC, "X"},    {0x430, LOOK_CYRILLIC, "a"},    {0x435, LOOK_CYRILLIC, "e"},
    {0x401, LOOK_CYRILLIC, "Ë"},    {0x43E, LOOK_CYRILLIC, "o"},    {0x440, LOOK_CYRILLIC, "p"},
    {0x441, LOOK_CYRILLIC, "c"},    {0x443, LOOK_CYRILLIC, "y"},    {0x445, LOOK_CYRILLIC, "x"},
    {0x405, LOOK_CYRILLIC, "S"},    {0x406, LOOK_CYRILLIC, "I"},    {0x407, LOOK_CYRILLIC, "Ï"},
    {0x408, LOOK_CYRILLIC, "J"},    {0x451, LOOK_CYRILLIC, "ë"},    {0x455, LOOK_CYRILLIC, "s"},
    {0x456, LOOK_CYRILLIC, "i"},    {0x457, LOOK_CYRILLIC, "ï"},    {0x458, LOOK_CYRILLIC, "j"},
    {0x474, LOOK_CYRILLIC, "V"},    {0x475, LOOK_CYRILLIC, "v"},    {0x4AE, LOOK_CYRILLIC, "Y"},
    {0x4AF, LOOK_CYRILLIC, "y"},    {0x4BA, LOOK_CYRILLIC, "h"},    {0x4BB, LOOK_CYRILLIC, "h"},
    {0x4C0, LOOK_CYRILLIC, "I"},    {0x4CF, LOOK_CYRILLIC, "l"},    {0x4D0, LOOK_CYRILLIC, "Ă"},
    {0x4D1, LOOK_CYRILLIC, "ă"},    {0x500, LOOK_CYRILLIC, "d"},    {0x501, LOOK_CYRILLIC, "d"},
    {0x50C, LOOK_CYRILLIC, "G"},    {0x51A, LOOK_CYRILLIC, "Q"},    {0x51B, LOOK_CYRILLIC, "q"},
    {0x51C, LOOK_CYRILLIC, "W"},    {0x51D, LOOK_CYRILLIC, "w"},    {0x391, LOOK_GREEK, "A"},
    {0x392, LOOK_GREEK, "B"},       {0x395, LOOK_GREEK, "E"},       {0x396, LOOK_GREEK, "Z"},
    {0x397, LOOK_GREEK, "H"},       {0x399, LOOK_GREEK, "I"},       {0x39A, LOOK_GREEK, "K"},
    {0x39C, LOOK_GREEK, "M"},       {0x39D, LOOK_GREEK, "N"},       {0x39F, LOOK_GREEK, "O"},
    {0x3A1, LOOK_GREEK, "P"},       {0x3A4, LOOK_GREEK, "T"},       {0x3A5, LOOK_GREEK, "Y"},
    {0x3A7, LOOK_GREEK, "X"},       {0x3BF, LOOK_GREEK, "o"},       {0x3B9, LOOK_GREEK_SMALL, "i"},
    {0x3BA, LOOK_GREEK_SMALL, "k"}, {0x3BD, LOOK_GREEK_SMALL, "v"}, {0x3C1, LOOK_GREEK_SMALL, "p"},
    {0x3C5, LOOK_GREEK_SMALL, "u"},
};

/* Letters of a word, by what they are; bits. */
enum script { SCRIPT_NONE = 0, SCRIPT_LATIN = 1, SCRIPT_CYRILLIC = 2, SCRIPT_GREEK = 4 };

static bool is_in(uint32_t cp, const struct range *r, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= r[i].first && cp <= r[i].last)
            return true;
    return false;
}

static enum script script_of(uint32_t cp)
{
    if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' && cp < 0x80)
        return SCRIPT_LATIN;
    if (cp < 0xAA)
        return SCRIPT_NONE;
    if (cp == 0xAA || cp == 0xBA || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) ||
        (cp >= 0x1E00 && cp <= 0x1EFF))
        return SCRIPT_LATIN;
    if (cp >= 0x400 && cp <= 0x52F)
        return SCRIPT_CYRILLIC;
    return cp >= 0x370 && cp <= 0x3FF && cp != 0x37E && cp != 0x387 ? SCRIPT_GREEK : SCRIPT_NONE;
}

static const struct look *look_of(uint32_t cp)
{
    for (size_t i = 0; cp >= 0x80 && i < sizeof LOOKS / sizeof LOOKS[0]; i++)
        if (LOOKS[i].cp == cp)
            return &LOOKS[i];
    return NULL;
}

static bool is_more(uint32_t cp, const struct characters *allowed)
{
    for (size_t i = 0; allowed && i < allowed->count; i++)
        if (allowed->more[i] == cp)
            return true;
    return false;
}

/* The word that begins at s: its bytes, and which scripts its letters are of; own: those of letters
 * that look like no Latin one. */
static size_t word_scripts(const char *s, size_t len, unsigned *scripts, unsigned *own)
{
    size_t at = 0;
    *scripts = *own = SCRIPT_NONE;
    while (at < len) {
        uint32_t cp = 0;
        size_t n = utf8_decode(s + at, len - at, &cp);
        enum script script = n ? script_of(cp) : SCRIPT_NONE;
        if (script == SCRIPT_NONE)
            break;
        const struct look *look = look_of(cp);
        *scripts |= (unsigned)script;
        if (!look || look->kind == LOOK_GREEK_SMALL)
            *own |= (unsigned)script;
        at += n;
    }
    return at;
}

static enum characters_fault fault_of(uint32_t cp, unsigned scripts, unsigned own,
                                      const struct characters *allowed,
                                      struct characters_found *found)
{
    found->cp = cp;
    found->like[0] = '\0';
    if (is_more(cp, allowed))
        return CHARACTERS_GOOD;
    if (!is_in(cp, ALLOWED, sizeof ALLOWED / sizeof ALLOWED[0]))
        return CHARACTERS_ALIEN;
    const struct look *look = look_of(cp);
    bool with_latin = scripts & SCRIPT_LATIN, foreign = own & (SCRIPT_CYRILLIC | SCRIPT_GREEK);
    if (!look)
        return with_latin && script_of(cp) == SCRIPT_CYRILLIC ? CHARACTERS_LOOKALIKE
                                                              : CHARACTERS_GOOD;
    bool wrong =
        look->kind == LOOK_ALWAYS || with_latin || (look->kind != LOOK_GREEK_SMALL && !foreign);
    if (wrong)
        strcpy(found->like, look->like);
    return wrong ? CHARACTERS_LOOKALIKE : CHARACTERS_GOOD;
}

/* Printable ASCII but letters, and the line's end: good wherever it stands. */
static bool is_plain(char c)
{
    return c == '\n' || (c >= 0x20 && c < 0x7F && script_of((uint32_t)c) == SCRIPT_NONE);
}

enum characters_fault characters_check(const char *text, const struct characters *allowed,
                                       struct characters_found *found)
{
    size_t len = strlen(text), word_end = 0;
    unsigned scripts = SCRIPT_NONE, own = SCRIPT_NONE;
    for (size_t at = 0, n = 1; at < len; at += n, n = 1) {
        uint32_t cp = 0;
        if (is_plain(text[at]))
            continue;
        if (at >= word_end)
            word_end = at + word_scripts(text + at, len - at, &scripts, &own);
        n = utf8_decode(text + at, len - at, &cp);
        found->at = at;
        enum characters_fault fault =
            n ? fault_of(cp, scripts, own, allowed, found) : CHARACTERS_ALIEN;
        if (fault != CHARACTERS_GOOD)
            return fault;
    }
    return CHARACTERS_GOOD;
}

enum err_code characters_read(const char *text, struct characters *out, struct err *e)
{
    *out = (struct characters){0};
    for (const char *at = text ? text : ""; *(at += strspn(at, " ,")); at += strcspn(at, " ,")) {
        size_t n = strcspn(at, " ,");
        char *end = NULL;
        unsigned long cp =
            n >= 6 && n <= 8 && at[0] == 'U' && at[1] == '+' && at[2] != '-' && at[2] != '+'
                ? strtoul(at + 2, &end, 16)
                : 0;
        if (!end || end != at + n || cp > 0x10FFFF || utf8_is_forbidden((uint32_t)cp, false))
            return err_set(e, ERR_FORMAT,
                           _("characters: \"%.*s\" is no character that can be allowed; write U+ "
                             "and its number, as in U+0304"),
                           (int)n, at);
        if (out->count == CHARACTERS_MORE_MAX)
            return err_set(e, ERR_LIMIT, _("characters: more than %d"), CHARACTERS_MORE_MAX);
        out->more[out->count++] = (uint32_t)cp;
    }
    return ERR_OK;
}
