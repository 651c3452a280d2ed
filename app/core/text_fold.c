#include "app/core/text.h"

#include <string.h>

/* Each Vietnamese letter that is more than its ASCII letter, small and capital, with the letters
 * between that fold alike. D0 and F0, eth, is what old converters leave of Đ. */
static const struct {
    uint32_t first, last;
    char plain;
} LETTERS[] = {
    {0x1EA0, 0x1EB7, 'a'}, {0x1EB8, 0x1EC7, 'e'}, {0x1EC8, 0x1ECB, 'i'}, {0x1ECC, 0x1EE3, 'o'},
    {0x1EE4, 0x1EF1, 'u'}, {0x1EF2, 0x1EF9, 'y'}, {0x110, 0x111, 'd'},   {0x1AF, 0x1B0, 'u'},
    {0x1A0, 0x1A1, 'o'},   {0x102, 0x103, 'a'},   {0x128, 0x129, 'i'},   {0x168, 0x169, 'u'},
    {0xE0, 0xE3, 'a'},     {0xE8, 0xEA, 'e'},     {0xEC, 0xED, 'i'},     {0xF0, 0xF0, 'd'},
    {0xF2, 0xF5, 'o'},     {0xF9, 0xFA, 'u'},     {0xFD, 0xFD, 'y'},     {0xC0, 0xC3, 'a'},
    {0xC8, 0xCA, 'e'},     {0xCC, 0xCD, 'i'},     {0xD0, 0xD0, 'd'},     {0xD2, 0xD5, 'o'},
    {0xD9, 0xDA, 'u'},     {0xDD, 0xDD, 'y'}};

/* The plain letter of one beyond ASCII, 0 when it is none of ours. */
static char plain_of(uint32_t cp)
{
    for (size_t i = 0; i < sizeof LETTERS / sizeof LETTERS[0]; i++)
        if (cp >= LETTERS[i].first && cp <= LETTERS[i].last)
            return LETTERS[i].plain;
    return 0;
}

/* The marks Vietnamese letters are composed of: grave, acute, hook, tilde, dot; circumflex, breve,
 * horn. */
static bool is_mark(uint32_t cp)
{
    return cp == 0x300 || cp == 0x301 || cp == 0x309 || cp == 0x303 || cp == 0x323 || cp == 0x302 ||
           cp == 0x306 || cp == 0x31B;
}

bool text_fold(const char *s, char *out, size_t room)
{
    size_t at = 0;
    for (size_t left = strlen(s), n; left > 0; s += n, left -= n) {
        uint32_t cp = 0;
        n = utf8_decode(s, left, &cp);
        if (n == 0)
            return false;
        if (is_mark(cp) && at > 0)
            continue;
        char plain = n > 1 ? plain_of(cp) : *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
        if (!plain || at + 1 >= room)
            return false;
        out[at++] = plain;
    }
    if (at >= room)
        return false;
    out[at] = '\0';
    return true;
}

char text_plain_letter(uint32_t cp)
{
    if (cp >= 'a' && cp <= 'z')
        return (char)(cp - 'a' + 'A');
    if (cp >= 'A' && cp <= 'Z')
        return (char)cp;
    if (cp == 0xC2 || cp == 0xE2 || cp == 0x102 || cp == 0x103)
        return 'A';
    if (cp == 0x110 || cp == 0x111)
        return 'D';
    bool is_o = (cp >= 0xD2 && cp <= 0xD5) || (cp >= 0xF2 && cp <= 0xF5) || cp == 0x1A0 ||
                cp == 0x1A1 || (cp >= 0x1ECC && cp <= 0x1EE3);
    return is_o ? 'O' : 0;
}
