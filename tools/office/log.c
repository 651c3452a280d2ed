#include "tools/office/log.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ORIGIN[] = "0000000000000000000000000000000000000000000000000000000000000000";

const char *log_head(const struct log *log)
{
    return log->count ? log->line[log->count - 1].chain : "";
}

void log_free(struct log *log)
{
    free(log->line);
    *log = (struct log){0};
}

static void chain(const char *before, struct log_line *l)
{
    char text[3 * LOG_HEX + 96];
    uint8_t hash[CRYPT_HASH];
    int n = snprintf(text, sizeof text, "%s%s%c%s%c%s", before, l->kind, 0, l->name, 0, l->hash);
    crypt_hash(LABEL_LOG, text, (size_t)n, hash);
    crypt_hex(hash, CRYPT_HASH, l->chain);
}

/* There is room for it. */
static void add(struct log *log, const char *kind, const char *name, const char *hex)
{
    struct log_line *l = &log->line[log->count];
    *l = (struct log_line){.kind = kind};
    snprintf(l->name, sizeof l->name, "%s", name);
    snprintf(l->hash, sizeof l->hash, "%s", hex);
    chain(log->count ? log->line[log->count - 1].chain : ORIGIN, l);
    log->count++;
}

static void add_hash(struct log *log, const char *kind, const char *name, const uint8_t hash[CRYPT_HASH])
{
    char hex[LOG_HEX];
    crypt_hex(hash, CRYPT_HASH, hex);
    add(log, kind, name, hex);
}

static int compare_submissions(const void *pa, const void *pb)
{
    const struct submission *a = *(const struct submission *const *)pa, *b = *(const struct submission *const *)pb;
    return a->paper != b->paper ? (a->paper < b->paper ? -1 : 1) : memcmp(a->head, b->head, sizeof a->head);
}

static enum err_code add_journals(struct log *log, const struct collection *c, struct err *e)
{
    const struct submission **sorted = calloc(c->count + 1, sizeof *sorted);
    if (!sorted)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t i = 0; i < c->count; i++)
        sorted[i] = &c->item[i];
    qsort(sorted, c->count, sizeof *sorted, compare_submissions);
    for (size_t i = 0; i < c->count; i++) {
        char paper[8];
        if (i && compare_submissions(&sorted[i - 1], &sorted[i]) == 0)
            continue; /* one journal, sealed twice */
        session_paper_name(sorted[i]->paper, paper);
        add_hash(log, "journal", paper, sorted[i]->head);
    }
    free(sorted);
    return ERR_OK;
}

enum err_code log_make(const struct sitting *s, const struct collection *c, const struct decisions *ds, struct log *out, struct err *e)
{
    *out = (struct log){.line = calloc(2 + c->count + ds->count, sizeof *out->line)};
    if (!out->line)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    char number[8];
    add_hash(out, "session", s->name, s->session.hash);
    add_hash(out, "bank", "-", s->session.info.bank_hash);
    enum err_code rc = add_journals(out, c, e);
    for (size_t i = 0; rc == ERR_OK && i < ds->count; i++) {
        snprintf(number, sizeof number, "%04u", ds->item[i].number);
        add(out, "decision", number, ds->item[i].hash);
    }
    if (rc != ERR_OK)
        log_free(out);
    return rc;
}

static void write_line(const struct log *log, size_t i, struct buf *out)
{
    const struct log_line *l = &log->line[i];
    buf_printf(out, "%zu\t%s\t%s\t%s\t%s\n", i + 1, l->kind, l->name, l->hash, l->chain);
}

void log_write(const struct log *log, struct buf *out)
{
    for (size_t i = 0; i < log->count; i++)
        write_line(log, i, out);
}

enum err_code log_compare(const struct log *log, const char *text, size_t len, const char *name, struct err *e)
{
    struct buf want;
    buf_init(&want, LOG_FILE_MAX);
    enum err_code rc = ERR_OK;
    size_t at = 0;
    for (size_t i = 0; rc == ERR_OK && i < log->count; i++) {
        buf_clear(&want);
        write_line(log, i, &want);
        if (want.failed || len - at < want.len || !want.len || memcmp(text + at, want.data, want.len) != 0)
            rc = err_set(e, ERR_AUTH, _("%s: line %zu: was edited, moved or taken away; the files say: %s %s %.16s"), name, i + 1, log->line[i].kind,
                         log->line[i].name, log->line[i].hash);
        at += want.len;
    }
    if (rc == ERR_OK && at != len)
        rc = err_set(e, ERR_AUTH, _("%s: line %zu: more than the files say"), name, log->count + 1);
    buf_free(&want);
    return rc;
}
