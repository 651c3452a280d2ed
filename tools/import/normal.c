#include "tools/import/normal.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { NORMAL_MAX = 1024 * 1024 };

static bool is_dropped(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF;
}

static bool is_blank(uint32_t cp, bool newline_ok)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x202F ||
           (cp >= 0x2000 && cp <= 0x200A) || ((cp == '\n' || cp == '\r') && !newline_ok);
}

/* Bytes of printing ASCII and Latin letters, the Vietnamese ones among them: each is allowed,
 * stands by itself, and NFC as it is beside any other of them. Nearly all text is of these alone.
 * */
static size_t plain_run(const char *s, size_t len)
{
    size_t at = 0;
    for (uint32_t c; at < len;) {
        size_t n = s[at] > ' ' && s[at] < 0x7F ? 1 : utf8_decode(s + at, len - at, &c);
        if (n == 0 || (n == 1 && (s[at] <= ' ' || s[at] == 0x7F)) ||
            (n > 1 && !((c >= 0xC0 && c < 0x250) || (c >= 0x1EA0 && c < 0x1EFA))))
            break;
        at += n;
    }
    return at;
}

/* True when the text is plain_run's characters, single blanks and line ends alone. */
static bool squeeze(const char *text, bool newline_ok, unsigned *changes, struct buf *out)
{
    bool blank = false, plain = true;
    for (size_t len = strlen(text), i = 0; i < len;) {
        uint32_t cp;
        size_t run = plain_run(text + i, len - i);
        if (run) {
            if (blank && out->len && out->data[out->len - 1] != '\n')
                buf_add_u8(out, ' ');
            blank = false;
            buf_add(out, text + i, run);
            i += run;
            continue;
        }
        size_t n = utf8_decode(text + i, len - i, &cp);
        if (n == 0)
            n = 1;
        else if (is_dropped(cp) || (cp == '\r' && newline_ok)) {
            *changes |= cp == '\r' ? 0 : (unsigned)NORMAL_SOFT;
            i += n;
            continue;
        } else if (is_blank(cp, newline_ok)) {
            if (cp != ' ' || blank || out->len == 0 || i + n == len)
                *changes |= NORMAL_BLANKS;
            blank = true;
            i += n;
            continue;
        }
        if (cp == '\n' && out->len == 0) { /* lines before the text */
            *changes |= NORMAL_BLANKS;
            blank = false;
            i += n;
            continue;
        }
        if (blank && out->len && cp != '\n' && out->data[out->len - 1] != '\n')
            buf_add_u8(out, ' ');
        blank = false;
        plain = plain && cp == '\n';
        buf_add(out, text + i, n);
        i += n;
    }
    while (out->len && out->data[out->len - 1] == '\n')
        out->len--;
    return plain;
}

/* What is not plain: checked, and composed. */
static enum err_code compose(struct buf *b, bool newline_ok, unsigned *changed, char **out,
                             struct err *e)
{
    enum err_code rc = text_check(buf_text(b), b->len, newline_ok, _("text"), e);
    if (rc != ERR_OK)
        return rc;
    /* marks may still be uncomposed here, so more than four of them are left to the check */
    if (!(*out = (char *)utf8proc_NFC((const utf8proc_uint8_t *)buf_text(b))))
        return err_set(e, ERR_FORMAT, _("not well-formed UTF-8"));
    *changed |= strcmp(*out, buf_text(b)) != 0 ? (unsigned)NORMAL_COMPOSED : 0;
    return ERR_OK;
}

enum err_code normal_text(const char *text, bool newline_ok, unsigned *changes, char **out,
                          struct err *e)
{
    struct buf b;
    unsigned changed = 0;
    enum err_code rc = ERR_OK;
    *out = NULL;
    buf_init(&b, NORMAL_MAX);
    bool plain = squeeze(text, newline_ok, &changed, &b);
    if (b.failed)
        rc = buf_check(&b, _("text"), e);
    else if (!plain)
        rc = compose(&b, newline_ok, &changed, out, e);
    else if (!(*out = strdup(buf_text(&b))))
        rc = err_memory(e);
    if (rc == ERR_OK && changes)
        *changes |= changed;
    buf_free(&b);
    return rc;
}

bool normal_blanks(char *text)
{
    char *out = text;
    bool found = false;
    for (size_t len = strlen(text), i = 0, n; i < len; i += n) {
        uint32_t cp = 0;
        n = utf8_decode(text + i, len - i, &cp);
        n = n ? n : 1;
        bool wide = cp >= 0x80 && is_blank(cp, true);
        found = found || wide;
        if (wide)
            *out++ = ' ';
        else
            for (size_t k = 0; k < n; k++)
                *out++ = text[i + k];
    }
    *out = '\0';
    return found;
}

char *normal_fold(const char *text)
{
    size_t room = strlen(text) + 1;
    char *plain = malloc(room);
    if (plain && text_fold(text, plain, room)) /* nearly all text; far faster than asking Unicode */
        return plain;
    free(plain);
    utf8proc_uint8_t *folded = NULL;
    const utf8proc_option_t HOW = UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                  UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK |
                                  UTF8PROC_IGNORE;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, HOW) < 0)
        return NULL;
    /* đ and ð are letters of their own to Unicode, and two bytes each */
    char *out = (char *)folded;
    for (const char *s = out; *s; s++)
        if ((unsigned char)s[0] == 0xC4 && (unsigned char)s[1] == 0x91) {
            *out++ = 'd';
            s++;
        } else if ((unsigned char)s[0] == 0xC3 && (unsigned char)s[1] == 0xB0) {
            *out++ = 'd';
            s++;
        } else {
            *out++ = *s;
        }
    *out = '\0';
    return (char *)folded;
}

char *normal_key(const char *text)
{
    char *key = normal_fold(text), *out = key;
    for (const char *s = key; s && *s; s++)
        if ((*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9'))
            *out++ = *s;
        else if (out > key && out[-1] != ' ')
            *out++ = ' ';
    if (!key)
        return NULL;
    while (out > key && out[-1] == ' ')
        out--;
    *out = '\0';
    return key;
}

bool normal_key_has(const char *key, const char *phrase)
{
    size_t n = strlen(phrase);
    for (const char *at = key; (at = strstr(at, phrase)); at++)
        if ((at == key || at[-1] == ' ') && (at[n] == ' ' || at[n] == '\0'))
            return true;
    return false;
}
