#include "tools/import/encoding.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "tools/import/encoding_tables.h"
#include "tools/import/lines.h"
#include "tools/import/vietnamese.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { TEXT_MAX = 512 * 1024 * 1024, LOOK_MAX = 256 * 1024, BAD_LINES_MAX = 2 };

/* ---- UTF-16 ---- */

static uint32_t unit(const unsigned char *p, bool big)
{
    return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

/* Without a mark: at least half of the first units are ASCII, and none is 0. */
static bool looks_like_utf16(const unsigned char *p, size_t len, bool big)
{
    size_t ascii = 0, units = 0;
    if (len < 4 || len % 2)
        return false;
    for (; units < LOOK_MAX / 2 && units * 2 < len; units++) {
        uint32_t u = unit(p + units * 2, big);
        if (u == 0)
            return false;
        ascii += u < 0x80;
    }
    return ascii * 2 >= units;
}

static enum err_code read_utf16(const unsigned char *p, size_t len, bool big,
                                struct encoding_file *out, struct err *e)
{
    size_t at = len >= 2 && unit(p, big) == 0xFEFF ? 2 : 0;
    if (!(out->text = malloc(len * 2 + 4)))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    out->from = big ? ENCODING_UTF16BE : ENCODING_UTF16LE;
    while (at + 2 <= len) {
        uint32_t u = unit(p + at, big);
        at += 2;
        if (u >= 0xD800 && u < 0xE000) {
            uint32_t low = at + 2 <= len ? unit(p + at, big) : 0;
            if (u >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
                return err_set(e, ERR_FORMAT, _("damaged UTF-16 at offset %zu"), at - 2);
            u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        }
        out->len += utf8_encode(u, out->text + out->len);
    }
    if (at != len)
        return err_set(e, ERR_FORMAT, _("damaged UTF-16 at offset %zu"), at);
    out->text[out->len] = '\0';
    return ERR_OK;
}

/* ---- one byte a letter ---- */

/* Each byte as its character: of Latin-1, or of Windows-1258, where a byte may have none. malloc'd
 * UTF-8. */
static char *widen(const unsigned char *p, size_t len, bool windows1258)
{
    char *out = malloc(len * 3 + 1);
    size_t at = 0;
    for (size_t i = 0; out && i < len; i++) {
        uint32_t c = windows1258 ? encoding_tables_windows1258(p[i]) : p[i];
        at += utf8_encode(c ? c : 0xFFFD, out + at);
    }
    if (out)
        out[at] = '\0';
    return out;
}

/* The bytes in Unicode, NFC; NULL when memory ends. They hold no NUL. */
static char *decode(enum encoding from, const unsigned char *p, size_t len)
{
    char *wide = widen(p, len, from == ENCODING_WINDOWS1258), *out = NULL;
    if (wide && from == ENCODING_WINDOWS1258)
        out = (char *)utf8proc_NFC((const utf8proc_uint8_t *)wide);
    else if (wide)
        out = encoding_convert(from, wide, false);
    free(wide);
    return out;
}

/* How many words with letters beyond ASCII there are, and how many of them are syllables. */
static void weigh(const char *text, size_t *words, size_t *right)
{
    *words = *right = 0;
    for (size_t left = strlen(text); left;) {
        size_t n = 0, got;
        uint32_t c;
        bool ascii = true;
        while ((got = utf8_decode(text + n, left - n, &c)) &&
               ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7))) {
            ascii = ascii && c < 0x80;
            n += got;
        }
        *words += !ascii;
        *right += !ascii && vietnamese_is_syllable(text, n);
        n = n ? n : 1;
        text += n;
        left -= n;
    }
}

/* The encoding that makes syllables of the most words, of nine in ten at least; ENCODING_UNICODE
 * for none. */
static enum encoding find(const unsigned char *p, size_t len)
{
    static const enum encoding TRIED[] = {ENCODING_WINDOWS1258, ENCODING_TCVN3, ENCODING_VNI};
    enum encoding best = ENCODING_UNICODE;
    size_t most = 0;
    bool tie = false;
    for (size_t i = 0; i < sizeof TRIED / sizeof TRIED[0]; i++) {
        size_t words, right;
        char *text = decode(TRIED[i], p, len);
        if (!text)
            return ENCODING_UNICODE;
        weigh(text, &words, &right);
        free(text);
        if (!right || right * 10 < words * 9 || right < most)
            continue;
        tie = right == most;
        most = right;
        best = TRIED[i];
    }
    return tie ? ENCODING_UNICODE : best;
}

static enum err_code read_old(const unsigned char *p, size_t len, struct encoding_file *out,
                              struct err *e)
{
    size_t right;
    if (memchr(p, 0, len) ||
        (out->from = find(p, len < LOOK_MAX ? len : LOOK_MAX)) == ENCODING_UNICODE)
        return err_set(e, ERR_FORMAT,
                       _("the text is in none of the encodings UTF-8, UTF-16, Windows-1258, TCVN3 "
                         "and VNI; save it as UTF-8"));
    if (!(out->text = decode(out->from, p, len)))
        return err_set(e, ERR_LIMIT, _("out of memory"));
    out->len = strlen(out->text);
    weigh(out->text, &out->words, &right);
    return ERR_OK;
}

/* ---- a file ---- */

/* What the bytes are as UTF-8. */
struct look {
    size_t good; /* characters beyond ASCII */
    size_t bad;  /* bytes that are none */
    size_t bad_lines;
};

static struct look look_at(const char *bytes, size_t len)
{
    struct look l = {0};
    bool bad_line = false;
    for (size_t i = 0; i < len;) {
        uint32_t c;
        size_t n = utf8_decode(bytes + i, len - i, &c);
        if (bytes[i] == '\n')
            bad_line = false;
        l.good += n > 1;
        l.bad += n == 0;
        l.bad_lines += n == 0 && !bad_line;
        bad_line = bad_line || n == 0;
        i += n ? n : 1;
    }
    return l;
}

enum err_code encoding_read_file(const void *bytes, size_t len, struct encoding_file *out,
                                 struct err *e)
{
    const unsigned char *p = bytes;
    enum err_code rc = ERR_OK;
    *out = (struct encoding_file){.from = ENCODING_UNICODE, .len = len};
    bool little = len >= 2 && p[0] == 0xFF && p[1] == 0xFE,
         big = len >= 2 && p[0] == 0xFE && p[1] == 0xFF;
    if (little || big || looks_like_utf16(p, len, false) || looks_like_utf16(p, len, true)) {
        out->len = 0;
        rc = read_utf16(p, len, big || (!little && looks_like_utf16(p, len, true)), out, e);
    } else {
        struct look l = look_at(bytes, len);
        if (l.bad > l.good && (rc = read_old(p, len, out, e)) == ERR_FORMAT &&
            l.bad_lines <= BAD_LINES_MAX) {
            /* a byte or two in plain text: their lines are named by the readers */
            err_clear(e);
            rc = ERR_OK;
        }
    }
    if (rc != ERR_OK || !out->text) {
        free(out->text);
        out->text = NULL;
    }
    if (!out->text) {
        out->from = ENCODING_UNICODE;
        out->len = len;
    }
    return rc;
}

/* ---- lines ---- */

/* A line judged: into *read when it is converted. Lines that are no text stay; the readers name
 * them. */
static enum err_code read_line(struct encoding_survey *s, const char *line, size_t len,
                               struct encoding_reading *read, struct err *e)
{
    size_t bad;
    bool ascii = true;
    *read = (struct encoding_reading){0};
    for (size_t i = 0; i < len && ascii; i++)
        ascii = (unsigned char)line[i] < 0x80;
    if (ascii || !lines_are_text(line, len, &bad))
        return ERR_OK;
    char *copy = strndup(line, len);
    enum err_code rc = copy ? encoding_read(s, NULL, copy, read, e) : err_memory(e);
    free(copy);
    return rc;
}

/* The first line is a comment, of GIFT, that says the encoding. */
static bool is_declared(const char *text, size_t len)
{
    size_t from = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0, n = from;
    while (n < len && text[n] != '\n' && text[n] != '\r')
        n++;
    bool comment = n >= from + 2 && memcmp(text + from, "//", 2) == 0;
    for (size_t at = from + 2; comment && at + sizeof ENCODING_DECLARED - 1 <= n; at++)
        if (strncasecmp(text + at, ENCODING_DECLARED, sizeof ENCODING_DECLARED - 1) == 0)
            return true;
    return false;
}

static void keep_line(struct encoding_lines *l, struct encoding_reading *read, size_t number)
{
    free(read->text);
    l->from = read->from;
    l->first_kept = l->kept++ ? l->first_kept : number;
}

enum err_code encoding_read_lines(const char *text, size_t len, struct encoding_lines *out,
                                  struct err *e)
{
    struct encoding_survey survey = {0};
    struct lines l;
    struct buf all;
    const char *line, *kept = text;
    size_t n;
    enum err_code rc = ERR_OK;
    bool declared = is_declared(text, len);
    *out = (struct encoding_lines){.len = len};
    buf_init(&all, TEXT_MAX);
    lines_init(&l, text, len);
    while (rc == ERR_OK && lines_next(&l, &line, &n)) {
        struct encoding_reading read;
        rc = read_line(&survey, line, n, &read, e);
        if (rc == ERR_OK && declared && read.verdict != ENCODING_KEEP) {
            keep_line(out, &read, l.number);
            continue;
        }
        if (rc == ERR_OK && read.verdict == ENCODING_REFUSE)
            rc = err_set(e, ERR_FORMAT,
                         _("line %zu: the text may be %s or Unicode: \"%.60s\"; save the file anew "
                           "in Unicode"),
                         l.number, encoding_name(read.from), line);
        if (rc != ERR_OK || read.verdict != ENCODING_CONVERT)
            continue;
        buf_add(&all, kept, (size_t)(line - kept));
        buf_add(&all, read.text, strlen(read.text));
        kept = line + n;
        free(read.text);
        out->from = read.from;
        out->lines++;
    }
    buf_add(&all, kept, (size_t)(text + len - kept));
    if (rc == ERR_OK && out->lines && (rc = buf_check(&all, _("the text"), e)) == ERR_OK) {
        out->len = all.len;
        out->text = strdup(buf_text(&all));
        rc = out->text ? ERR_OK : err_memory(e);
    }
    buf_free(&all);
    return rc;
}
