#include "tools/import/normal.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/text.h"

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
    return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x202F || (cp >= 0x2000 && cp <= 0x200A) || ((cp == '\n' || cp == '\r') && !newline_ok);
}

static void squeeze(const char *text, bool newline_ok, unsigned *changes, struct buf *out)
{
    bool blank = false;
    for (size_t len = strlen(text), i = 0; i < len;) {
        uint32_t cp;
        size_t n = text_decode(text + i, len - i, &cp);
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
        buf_add(out, text + i, n);
        i += n;
    }
    while (out->len && out->data[out->len - 1] == '\n')
        out->len--;
}

enum err_code normal_text(const char *text, bool newline_ok, unsigned *changes, char **out, struct err *e)
{
    struct buf b;
    utf8proc_uint8_t *nfc = NULL;
    unsigned changed = 0;
    *out = NULL;
    buf_init(&b, NORMAL_MAX);
    squeeze(text, newline_ok, &changed, &b);
    enum err_code rc = buf_check(&b, _("text"), e);
    if (rc == ERR_OK)
        rc = text_check(buf_text(&b), b.len, newline_ok, _("text"), e);
    /* marks may still be uncomposed here, so more than four of them are left to the check below */
    if (rc == ERR_OK && !(nfc = utf8proc_NFC((const utf8proc_uint8_t *)buf_text(&b))))
        rc = err_set(e, ERR_FORMAT, _("not well-formed UTF-8"));
    if (rc == ERR_OK) {
        *out = (char *)nfc;
        if (strcmp(*out, buf_text(&b)) != 0)
            changed |= NORMAL_COMPOSED;
        if (changes)
            *changes |= changed;
    }
    buf_free(&b);
    return rc;
}

char *normal_key(const char *text)
{
    utf8proc_uint8_t *d = utf8proc_NFD((const utf8proc_uint8_t *)text);
    struct buf b;
    char *key = NULL;
    buf_init(&b, NORMAL_MAX);
    for (size_t len = d ? strlen((char *)d) : 0, i = 0; i < len;) {
        uint32_t cp;
        size_t n = text_decode((char *)d + i, len - i, &cp);
        i += n ? n : 1;
        if (cp >= 0x300 && cp <= 0x36F)
            continue;
        cp = cp == 0x110 || cp == 0x111 ? 'd' : cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
        if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9'))
            buf_add_u8(&b, (uint8_t)cp);
        else if (b.len && b.data[b.len - 1] != ' ')
            buf_add_u8(&b, ' ');
    }
    while (b.len && b.data[b.len - 1] == ' ')
        b.len--;
    if (d)
        key = strdup(buf_text(&b));
    free(d);
    buf_free(&b);
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
