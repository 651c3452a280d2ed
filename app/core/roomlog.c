#include "app/core/roomlog.h"

#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { BLOCK_HEAD = 1, BLOCK_LINES = 2, HEAD = SESSION_UID + CRYPT_HASH + 2 * ORDER_CONSOLE };

/* ---- the package ---- */

void roomlog_build(const struct session *s, const char *console, const char *text, size_t len,
                   const uint8_t pk[CRYPT_SIGN_PK], const uint8_t sk[CRYPT_SIGN_SK],
                   struct buf *out)
{
    uint8_t head[HEAD] = {0};
    struct buf payload;
    memcpy(head, s->info.uid, SESSION_UID);
    memcpy(head + SESSION_UID, s->hash, CRYPT_HASH);
    memcpy(head + SESSION_UID + CRYPT_HASH, console, strnlen(console, ORDER_CONSOLE));
    buf_init(&payload, ROOMLOG_FILE_MAX);
    block_add(&payload, BLOCK_HEAD, BLOCK_LANG_NONE, head, sizeof head);
    block_add(&payload, BLOCK_LINES, BLOCK_LANG_NONE, text, len);
    if (payload.failed || len > ROOMLOG_TEXT_MAX)
        buf_fail(out);
    else
        package_build(PACKAGE_ROOMLOG, pk, sk, payload.data, payload.len, out);
    buf_free(&payload);
}

static enum err_code no_log(struct err *e)
{
    return err_set(e, ERR_FORMAT, _("not a room log as a room console writes it"));
}

/* Each line has its fields and its end, and nothing in them that a terminal could take amiss. */
static bool has_form(struct roomlog *l)
{
    size_t tabs = 0, from = 0;
    struct err ignored;
    for (size_t i = 0; i <= l->len; i++) {
        bool is_end = i == l->len, is_tab = !is_end && l->text[i] == '\t';
        bool is_lf = !is_end && l->text[i] == '\n';
        if (!is_end && !is_tab && !is_lf)
            continue;
        if (is_end)
            return from == l->len && tabs == 0;
        if (text_check(l->text + from, i - from, false, "", &ignored) != ERR_OK)
            return false;
        tabs += is_tab;
        if (is_lf && tabs != ROOMLOG_FIELDS - 1)
            return false;
        l->lines += is_lf;
        tabs = is_lf ? 0 : tabs;
        from = i + 1;
    }
    return false;
}

enum err_code roomlog_open(const void *bytes, size_t len, const struct session *s,
                           const uint8_t order_pk[CRYPT_SIGN_PK], struct roomlog *out,
                           struct err *e)
{
    struct package p;
    struct wire w, head;
    struct block b, lines;
    char same[ORDER_CONSOLE + 1];
    *out = (struct roomlog){0};
    enum err_code rc = package_open(bytes, len, PACKAGE_ROOMLOG, order_pk, &p, e);
    if (rc != ERR_OK)
        return rc;
    wire_init(&w, p.payload, p.len);
    if (!block_next(&w, &b) || b.type != BLOCK_HEAD || b.len != HEAD || !block_next(&w, &lines) ||
        lines.type != BLOCK_LINES || w.failed || wire_left(&w))
        return no_log(e);
    wire_init(&head, b.data, b.len);
    const uint8_t *uid = wire_take(&head, SESSION_UID), *hash = wire_take(&head, CRYPT_HASH);
    if (memcmp(uid, s->info.uid, SESSION_UID) != 0 || memcmp(hash, s->hash, CRYPT_HASH) != 0)
        return err_set(e, ERR_POLICY, _("a room log of another session"));
    wire_copy(&head, out->console, ORDER_CONSOLE);
    out->text = (const char *)lines.data;
    out->len = lines.len;
    bool is_console = wire_zero(&head, ORDER_CONSOLE) &&
                      code_letters_normalise(out->console, ORDER_CONSOLE, same) &&
                      strcmp(same, out->console) == 0;
    return is_console && has_form(out) ? ERR_OK : no_log(e);
}

/* ---- lines ---- */

void roomlog_time(int64_t wall_ms, char out[24])
{
    struct tm tm;
    time_t t = (time_t)(wall_ms / 1000);
    if (!gmtime_r(&t, &tm) || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
        snprintf(out, 24, "-");
}

static void add_field(const char *field, char end, struct buf *text)
{
    char clean[512];
    text_clean(field[0] ? field : "-", clean, sizeof clean);
    buf_add_text(text, clean);
    buf_add_u8(text, (uint8_t)end);
}

void roomlog_add(const struct roomlog_line *line, struct buf *text)
{
    const char *const field[ROOMLOG_FIELDS] = {line->time,    line->seat,   line->paper, line->what,
                                               line->by_what, line->reason, line->by};
    for (size_t i = 0; i < ROOMLOG_FIELDS; i++)
        add_field(field[i], i + 1 == ROOMLOG_FIELDS ? '\n' : '\t', text);
}

bool roomlog_next(const char *text, size_t len, size_t *at, struct roomlog_line *out)
{
    const struct {
        char *to;
        size_t room;
    } FIELD[ROOMLOG_FIELDS] = {{out->time, sizeof out->time},
                               {out->seat, sizeof out->seat},
                               {out->paper, sizeof out->paper},
                               {out->what, sizeof out->what},
                               {out->by_what, sizeof out->by_what},
                               {out->reason, sizeof out->reason},
                               {out->by, sizeof out->by}};
    for (size_t i = 0; i < ROOMLOG_FIELDS; i++) {
        size_t from = *at, n = 0;
        while (from + n < len && text[from + n] != '\t' && text[from + n] != '\n')
            n++;
        if (from + n >= len)
            return false;
        bool is_empty = n == 1 && text[from] == '-';
        snprintf(FIELD[i].to, FIELD[i].room, "%.*s", is_empty ? 0 : (int)n, text + from);
        *at = from + n + 1;
    }
    return true;
}

bool roomlog_is_beginning(const struct roomlog *first, const struct roomlog *second)
{
    return first->len <= second->len && memcmp(first->text, second->text, first->len) == 0;
}

/* ---- names ---- */

void roomlog_name(const struct session *s, const char *console, char out[ROOMLOG_NAME])
{
    snprintf(out, ROOMLOG_NAME, "%s.%s.roomlog", s->info.name, console);
}

void roomlog_kept_name(const struct session *s, const struct roomlog *l, char out[ROOMLOG_NAME])
{
    snprintf(out, ROOMLOG_NAME, "%s.%s.%zu.roomlog", s->info.name, l->console, l->lines);
}

bool roomlog_is_file_name(const char *name)
{
    static const char END[] = ".roomlog";
    size_t n = strlen(name), end = sizeof END - 1;
    return n > end && strcmp(name + n - end, END) == 0;
}
