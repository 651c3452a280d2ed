#include "app/core/err.h"

#include "app/core/i18n.h"
#include "app/core/reason.h"
#include "app/core/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copies with control and broken bytes as '?', cut at a character; returns the bytes written
 * without the NUL. */
static size_t clean(const char *s, char *out, size_t room)
{
    size_t left = strlen(s), at = 0;
    while (left > 0) {
        uint32_t cp = 0;
        size_t n = utf8_decode(s, left, &cp);
        bool is_bad = n == 0 || utf8_is_forbidden(cp, false);
        size_t take = n == 0 ? 1 : n;
        size_t put = is_bad ? 1 : n;
        if (put >= room - at)
            break;
        if (is_bad)
            out[at] = '?';
        else
            memcpy(out + at, s, n);
        at += put;
        s += take;
        left -= take;
    }
    out[at] = '\0';
    return at;
}

/* Formatted apart from e->text, because the arguments may point into it. */
static void format(char *out, size_t room, const char *fmt, va_list args)
    __attribute__((format(printf, 3, 0)));
static void format(char *out, size_t room, const char *fmt, va_list args)
{
    if (vsnprintf(out, room, fmt, args) < 0)
        out[0] = '\0';
}

enum err_code err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
    if (!e)
        return code;
    char raw[2 * ERR_TEXT_MAX];
    va_list args;
    va_start(args, fmt);
    format(raw, sizeof raw, fmt, args);
    va_end(args);
    e->code = code;
    e->errnum = 0;
    clean(raw, e->text, sizeof e->text);
    return code;
}

enum err_code err_memory(struct err *e)
{
    return err_set(e, ERR_LIMIT, "%s", _("out of memory"));
}

enum err_code err_set_errno(struct err *e, int errnum, const char *fmt, ...)
{
    if (!e)
        return ERR_IO;
    char raw[2 * ERR_TEXT_MAX], words[REASON_MAX], reason[REASON_MAX];
    va_list args;
    va_start(args, fmt);
    format(raw, sizeof raw, fmt, args);
    va_end(args);
    /* The reason is worth more than the end of a long text, so room is kept for it. */
    size_t n = clean(reason_errno(errnum, words), reason, sizeof reason);
    size_t at = clean(raw, e->text, sizeof e->text - n - 2);
    memcpy(e->text + at, ": ", 2);
    memcpy(e->text + at + 2, reason, n + 1);
    e->code = ERR_IO;
    e->errnum = errnum;
    return ERR_IO;
}

enum err_code err_prefix(struct err *e, const char *prefix)
{
    if (!e)
        return ERR_IO; /* the code is not known here, but it was a failure */
    if (e->code == ERR_OK)
        return ERR_OK;
    int errnum = e->errnum;
    enum err_code rc = err_set(e, e->code, "%s: %s", prefix, e->text);
    e->errnum = errnum;
    return rc;
}

void err_clear(struct err *e)
{
    if (!e)
        return;
    e->code = ERR_OK;
    e->errnum = 0;
    e->text[0] = '\0';
}
