#include "tools/import/encoding.h"

#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/encoding_tables.h"
#include "tools/import/vietnamese.h"

#include <stdlib.h>
#include <string.h>

const char *encoding_name(enum encoding e)
{
    static const char *const NAMES[] = {
        [ENCODING_UNICODE] = "UTF-8",  [ENCODING_TCVN3] = "TCVN3 (ABC)",
        [ENCODING_VNI] = "VNI",        [ENCODING_WINDOWS1258] = "Windows-1258",
        [ENCODING_UTF16LE] = "UTF-16", [ENCODING_UTF16BE] = "UTF-16 (big-endian)"};
    return NAMES[e];
}

enum encoding encoding_of_font(const char *font, bool *is_capital)
{
    size_t n = font ? strlen(font) : 0;
    bool tcvn3 = n > 3 && strncasecmp(font, ".vn", 3) == 0,
         vni = n > 4 && strncasecmp(font, "vni-", 4) == 0;
    if (is_capital)
        *is_capital = tcvn3 && font[n - 1] == 'H';
    return tcvn3 ? ENCODING_TCVN3 : vni ? ENCODING_VNI : ENCODING_UNICODE;
}

/* ---- converting ---- */

/* One letter of the old encoding at the text's beginning; *cp is what it means. Bytes taken, 0 for
 * no UTF-8. */
static size_t read_letter(enum encoding from, const char *text, size_t len, uint32_t *cp)
{
    uint32_t next;
    size_t n = utf8_decode(text, len, cp);
    if (n == 0 || from == ENCODING_UNICODE)
        return n;
    if (from == ENCODING_TCVN3) {
        *cp = encoding_tables_tcvn3(*cp);
        return n;
    }
    size_t more = utf8_decode(text + n, len - n, &next);
    uint32_t both = more ? encoding_tables_vni(*cp, next) : 0;
    *cp = both ? both : encoding_tables_vni(*cp, 0);
    return both ? n + more : n;
}

/* A word of capitals: its letters of ASCII are, two at least. */
static bool is_capital_word(const char *word, size_t len)
{
    size_t capitals = 0;
    for (size_t i = 0; i < len; i++) {
        if (word[i] >= 'a' && word[i] <= 'z')
            return false;
        capitals += word[i] >= 'A' && word[i] <= 'Z';
    }
    return capitals >= 2;
}

/* A word ends at a blank or a sign of ASCII, and at punctuation beyond Latin-1. */
static size_t word_length(const char *text)
{
    size_t at = 0;
    for (uint32_t c; text[at];) {
        size_t n = utf8_decode(text + at, strnlen(text + at, 4), &c);
        bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (n == 0 || (c < 0xA1 && !ascii_letter) || (c >= 0x2000 && c < 0x2070) || c == 0x3000)
            break;
        at += n;
    }
    return at;
}

/* A converted word, appended; room is enough for four bytes a byte. */
static size_t convert_word(enum encoding from, const char *word, size_t len, bool is_capital,
                           char *out)
{
    size_t at = 0;
    bool capital = is_capital || (from == ENCODING_TCVN3 && is_capital_word(word, len));
    for (size_t i = 0; i < len;) {
        uint32_t cp;
        size_t n = read_letter(from, word + i, len - i, &cp);
        if (n == 0)
            return at;
        i += n;
        at += utf8_encode(capital ? vietnamese_capital(cp) : cp, out + at);
    }
    return at;
}

char *encoding_convert(enum encoding from, const char *text, bool is_capital)
{
    char *out = malloc(strlen(text) * 4 + 1);
    size_t at = 0;
    while (out && *text) {
        size_t n = word_length(text);
        if (n) {
            at += convert_word(from, text, n, is_capital, out + at);
        } else {
            uint32_t cp;
            n = utf8_decode(text, strnlen(text, 4), &cp);
            if (n == 0) {
                free(out);
                return NULL;
            }
            memcpy(out + at, text, n);
            at += n;
        }
        text += n;
    }
    if (out)
        out[at] = '\0';
    return out;
}

/* ---- judging by words ---- */

enum { WORD_MAX = 96 };

/* What the words of a text with letters beyond ASCII are. */
struct words {
    size_t all;
    size_t as_they_stand;     /* syllables as they stand */
    size_t right[2], firm[2]; /* syllables by TCVN3 and VNI; firm: of those that are none as they
                                  stand and no unit */
    bool is_unicode;          /* a Vietnamese letter that Latin-1 lacks */
};
static const enum encoding OLD[2] = {ENCODING_TCVN3, ENCODING_VNI};

/* A Vietnamese letter beyond Latin-1, or a mark that follows its letter. */
static bool is_sure(uint32_t c)
{
    int vowel, tone;
    bool is_capital;
    return (c >= 0x300 && c < 0x370) ||
           (c > 0xFF &&
            (c == 0x110 || c == 0x111 || vietnamese_find(c, &vowel, &tone, &is_capital)));
}

static bool has_sure_letter(const char *text)
{
    for (size_t len = strlen(text), n = 0; *text; text += n, len -= n) {
        uint32_t c;
        n = utf8_decode(text, len, &c);
        if (n == 0)
            return false;
        if (is_sure(c))
            return true;
    }
    return false;
}

/* Units and footnotes that would be syllables: "µm", "N·m" and its kin, "A¹". Such a word says
 * nothing of its encoding. */
static bool is_unit(const char *word, size_t len)
{
    static const char MICRO[] = "\xC2\xB5", GREEK[] = "\xCE\xBC", DOT[] = "\xC2\xB7",
                      ONE[] = "\xC2\xB9";
    bool micro = len > 2 && (memcmp(word, MICRO, 2) == 0 || memcmp(word, GREEK, 2) == 0);
    bool moment = len == 4 && memcmp(word + 1, DOT, 2) == 0 && word[3] == 'm';
    return micro || len == 2 || moment || (len == 3 && memcmp(word + 1, ONE, 2) == 0);
}

static void count_word(struct words *w, const char *word, size_t len)
{
    char converted[WORD_MAX * 4];
    bool ascii = true;
    for (size_t i = 0; i < len; i++)
        ascii = ascii && (unsigned char)word[i] < 0x80;
    if (ascii)
        return;
    bool stands = vietnamese_is_syllable(word, len);
    w->all++;
    w->as_they_stand += stands;
    for (size_t k = 0; k < 2 && len <= WORD_MAX; k++) {
        size_t n = convert_word(OLD[k], word, len, false, converted);
        bool right = vietnamese_is_syllable(converted, n);
        w->right[k] += right;
        w->firm[k] += right && !stands && !is_unit(word, len);
    }
}

static void count_words(struct words *w, const char *text)
{
    *w = (struct words){.is_unicode = has_sure_letter(text)};
    while (*text && !w->is_unicode) {
        size_t n = word_length(text);
        if (n)
            count_word(w, text, n);
        text += n ? n : 1;
    }
}

/* Nearly all words are syllables by the encoding: a long text may hold a foreign one in ten. */
static bool fits(const struct words *w, size_t k)
{
    size_t wrong = w->all - w->right[k];
    return w->firm[k] > 0 && (wrong == 0 || (w->firm[k] >= 4 && wrong * 10 <= w->all));
}

static enum err_code convert(struct encoding_survey *s, enum encoding from, bool is_capital,
                             const char *text, struct encoding_reading *out, struct err *e)
{
    char *converted = encoding_convert(from, text, is_capital);
    if (!converted)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    s->last = from;
    if (strcmp(converted, text) == 0) {
        free(converted);
        return ERR_OK;
    }
    *out = (struct encoding_reading){.verdict = ENCODING_CONVERT, .from = from, .text = converted};
    return ERR_OK;
}

static bool is_ascii(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

static enum err_code read_by_font(struct encoding_survey *s, enum encoding from, bool is_capital,
                                  const char *text, const struct words *w,
                                  struct encoding_reading *out, struct err *e)
{
    size_t k = from == ENCODING_VNI;
    /* Unicode typed in such a font: its words are right as they stand, and not by the font */
    if (w->all && w->as_they_stand == w->all && w->right[k] < w->all) {
        out->verdict = ENCODING_REFUSE;
        out->from = from;
        return ERR_OK;
    }
    if (is_ascii(text) && !is_capital)
        return ERR_OK;
    return convert(s, from, is_capital, text, out, e);
}

enum err_code encoding_read(struct encoding_survey *s, const char *font, const char *text,
                            struct encoding_reading *out, struct err *e)
{
    bool is_capital;
    enum encoding by_font = encoding_of_font(font, &is_capital);
    struct words w;
    *out = (struct encoding_reading){.verdict = ENCODING_KEEP};
    if (by_font == ENCODING_UNICODE && is_ascii(text))
        return ERR_OK;
    count_words(&w, text);
    if (w.is_unicode) {
        s->last = ENCODING_UNICODE;
        return ERR_OK;
    }
    if (by_font != ENCODING_UNICODE)
        return read_by_font(s, by_font, is_capital, text, &w, out, e);
    for (size_t k = 0; k < 2; k++)
        if (fits(&w, k) && !fits(&w, !k))
            return convert(s, OLD[k], false, text, out, e);
    size_t last = s->last == ENCODING_VNI;
    bool old = s->last != ENCODING_UNICODE && w.all && w.right[last] == w.all;
    if (old && w.as_they_stand == 0) /* units, or a short word, among texts of that encoding */
        return convert(s, s->last, false, text, out, e);
    for (size_t k = 0; k < 2 && !old; k++)
        if (w.firm[k] && w.firm[k] * 2 >= w.all) {
            out->verdict = ENCODING_REFUSE;
            out->from = OLD[k];
        }
    if (old) {
        out->verdict = ENCODING_REFUSE;
        out->from = s->last;
    }
    return ERR_OK;
}
