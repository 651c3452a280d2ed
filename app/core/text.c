#include "app/core/text.h"

#include "app/core/i18n.h"

#include <string.h>

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

enum err_code text_check(const char *s, size_t len, bool newline_ok, const char *what,
                         struct err *e)
{
    size_t marks = TEXT_MARKS_MAX; /* a mark at the start has no base */
    for (size_t at = 0, n; at < len; at += n) {
        uint32_t cp = 0;
        n = utf8_decode(s + at, len - at, &cp);
        if (n == 0)
            return err_set(e, ERR_FORMAT,
                           _("%s: byte %zu is no valid UTF-8 (0x%02X); save the text as UTF-8"),
                           what, at, (unsigned char)s[at]);
        if (utf8_is_forbidden(cp, newline_ok))
            return err_set(e, ERR_FORMAT,
                           _("%s: byte %zu: the character U+%04X is not allowed; remove it"), what,
                           at, (unsigned)cp);
        if (text_cp_width(cp) > 0)
            marks = cp == '\n' ? TEXT_MARKS_MAX : 0;
        else if (marks++ >= TEXT_MARKS_MAX)
            return err_set(e, ERR_FORMAT,
                           _("%s: byte %zu: the mark U+%04X has no letter to stand on, or too many "
                             "marks stand on one letter"),
                           what, at, (unsigned)cp);
    }
    return ERR_OK;
}

/* ---- cells ---- */

/* One step over what is drawn: bytes taken (1 for a broken byte), cells in *cells. */
static size_t step(const char *s, size_t len, int *cells)
{
    uint32_t cp = 0;
    size_t n = utf8_decode(s, len, &cp);
    *cells = n == 0 ? 1 : text_cp_width(cp);
    return n == 0 ? 1 : n;
}

/* Longest start of len bytes that fits, with the marks of its last character. */
static size_t fit(const char *s, size_t len, int cells, int *used)
{
    size_t at = 0;
    *used = 0;
    while (at < len) {
        int width = 0;
        size_t n = step(s + at, len - at, &width);
        if (width > cells - *used)
            break;
        *used += width;
        at += n;
    }
    return at;
}

int text_width(const char *s)
{
    int used = 0;
    fit(s, strlen(s), INT32_MAX, &used);
    return used;
}

/* ---- wrapping ---- */

struct wrap {
    struct text_line *line;
    size_t max;
    size_t count;
};

static void emit(struct wrap *w, const char *start, size_t len)
{
    if (w->count < w->max) {
        struct text_line *line = &w->line[w->count];
        line->start = start;
        line->len = len;
        fit(start, len, INT32_MAX, &line->width);
    }
    w->count++;
}

/* Bytes without the blanks at the end. */
static size_t trimmed(const char *s, size_t len)
{
    while (len > 0 && s[len - 1] == ' ')
        len--;
    return len;
}

/* Where to end a line of which n bytes fit, when more follow. *is_word is false when a word had to
 * be broken. */
static size_t line_end(const char *s, size_t n, bool *is_word)
{
    *is_word = true;
    if (s[n] == ' ')
        return trimmed(s, n);
    size_t blank = n;
    while (blank > 0 && s[blank - 1] != ' ')
        blank--;
    size_t end = trimmed(s, blank);
    if (end > 0)
        return end;
    *is_word = false; /* one word, perhaps indented */
    return n;
}

/* At least one character with its marks, so that a wide one in a single column does not stop us. */
static size_t fit_some(const char *s, size_t len, int cells)
{
    int used = 0, width = 0;
    size_t n = fit(s, len, cells, &used);
    if (n > 0)
        return n;
    step(s, len, &width);
    return fit(s, len, width, &used);
}

static void wrap_paragraph(struct wrap *w, const char *s, size_t len, int cells)
{
    do {
        size_t n = fit_some(s, len, cells);
        if (n == len) {
            emit(w, s, len);
            return;
        }
        bool is_word = true;
        size_t end = line_end(s, n, &is_word);
        emit(w, s, end);
        if (is_word)
            while (end < len && s[end] == ' ')
                end++;
        s += end;
        len -= end;
    } while (len > 0);
}

size_t text_wrap(const char *s, int cells, struct text_line *out, size_t max)
{
    struct wrap w = {.line = out, .max = max};
    if (cells < 1)
        cells = 1;
    for (;;) {
        size_t len = strcspn(s, "\n");
        if (len == 0)
            emit(&w, s, 0);
        else
            wrap_paragraph(&w, s, len, cells);
        if (s[len] == '\0')
            return w.count;
        s += len + 1;
    }
}

/* ---- for printing ---- */

char *text_clean(const char *s, char *out, size_t room)
{
    size_t left = strlen(s), at = 0;
    if (room == 0)
        return out;
    while (left > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(s, left, &cp);
        size_t take = n == 0 ? 1 : n;
        bool is_bad = n == 0 || utf8_is_forbidden(cp, false);
        size_t put = is_bad ? sizeof replacement - 1 : n;
        if (put >= room - at)
            break;
        memcpy(out + at, is_bad ? replacement : s, put);
        at += put;
        s += take;
        left -= take;
    }
    out[at] = '\0';
    return out;
}

char *text_end_sentence(const char *s, char *out, size_t room)
{
    if (room < 2)
        return text_clean(s, out, room);
    size_t len = strlen(text_clean(s, out, room - 1));
    while (len && out[len - 1] == ' ')
        len--;
    bool is_ended =
        len && (strchr(".?!", out[len - 1]) || (len >= 3 && memcmp(out + len - 3, "…", 3) == 0));
    strcpy(out + len, len && !is_ended ? "." : "");
    return out;
}

void text_read16(struct wire *w, char *out, size_t room)
{
    uint16_t n = wire_u16(w);
    const uint8_t *p = wire_take(w, n);
    struct err ignored;
    out[0] = '\0';
    if (!p || n >= room ||
        (n && text_check((const char *)p, n, false, "text", &ignored) != ERR_OK)) {
        w->failed = true;
        return;
    }
    memcpy(out, p, n);
    out[n] = '\0';
}

static uint32_t nth(const char *text, size_t n)
{
    uint32_t cp = 0;
    for (size_t len = strlen(text), i = 0; i < len; n--) {
        i += utf8_decode(text + i, len - i, &cp);
        if (n == 0)
            return cp;
    }
    return 0;
}

uint32_t text_compose(uint32_t letter, uint32_t mark)
{
    /* five tones each: grave, acute, hook, tilde, dot */
    static const char BASE[] = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY",
                      TONED[] = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵÀÁẢÃẠẰ"
                                "ẮẲẴẶẦẤẨẪẬÈÉẺẼẸỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌỒỐỔỖỘỜỚỞỠỢÙÚỦŨỤỪỨỬỮỰỲÝỶỸỴ";
    static const uint32_t TONE[] = {0x300, 0x301, 0x309, 0x303, 0x323};
    static const struct {
        uint32_t letter, mark, made;
    } SHAPE[] = {{'a', 0x302, 0xE2},  {'A', 0x302, 0xC2},  {'e', 0x302, 0xEA},
                 {'E', 0x302, 0xCA},  {'o', 0x302, 0xF4},  {'O', 0x302, 0xD4},
                 {'a', 0x306, 0x103}, {'A', 0x306, 0x102}, {'o', 0x31B, 0x1A1},
                 {'O', 0x31B, 0x1A0}, {'u', 0x31B, 0x1B0}, {'U', 0x31B, 0x1AF}};
    for (size_t i = 0; i < sizeof SHAPE / sizeof SHAPE[0]; i++)
        if (SHAPE[i].letter == letter && SHAPE[i].mark == mark)
            return SHAPE[i].made;
    for (size_t tone = 0; tone < 5; tone++)
        for (size_t base = 0; TONE[tone] == mark && base < 24; base++)
            if (nth(BASE, base) == letter)
                return nth(TONED, base * 5 + tone);
    return 0;
}

uint64_t text_hash(const char *s, size_t len, uint64_t hash)
{
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)s[i]) * UINT64_C(1099511628211);
    return hash;
}
