#include "tools/office/basis.h"

#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAGIC[] = "#sathach basis 1\n";

void basis_free(struct basis *b)
{
    free(b->line);
    *b = (struct basis){0};
}

/* There is room for it. */
static void add(struct basis *b, const char *kind, const char *name, const char *hex)
{
    struct basis_line *l = &b->line[b->count++];
    *l = (struct basis_line){.kind = kind};
    snprintf(l->name, sizeof l->name, "%s", name);
    snprintf(l->hash, sizeof l->hash, "%s", hex);
}

static void add_hash(struct basis *b, const char *kind, const char *name,
                     const uint8_t hash[CRYPT_HASH])
{
    char hex[BASIS_HEX];
    crypt_hex(hash, CRYPT_HASH, hex);
    add(b, kind, name, hex);
}

static int compare(const void *pa, const void *pb)
{
    const struct basis_line *a = pa, *b = pb;
    int by_kind = strcmp(a->kind, b->kind), by_name = strcmp(a->name, b->name);
    return by_kind ? by_kind : by_name ? by_name : strcmp(a->hash, b->hash);
}

/* What came twice (one journal sealed anew, one damaged file brought again) counts once. */
static void sort(struct basis *b)
{
    size_t kept = 0;
    qsort(b->line, b->count, sizeof *b->line, compare);
    for (size_t i = 0; i < b->count; i++)
        if (kept == 0 || compare(&b->line[kept - 1], &b->line[i]) != 0)
            b->line[kept++] = b->line[i];
    b->count = kept;
}

static void add_journals(struct basis *b, const struct collection *c)
{
    for (size_t i = 0; i < c->count; i++) {
        char paper[8];
        session_paper_name(c->item[i].paper, paper);
        add_hash(b, "journal", paper, c->item[i].head);
    }
}

static void add_decisions(struct basis *b, const struct decisions *ds)
{
    for (size_t i = 0; i < ds->count; i++) {
        char number[8];
        snprintf(number, sizeof number, "%04u", ds->item[i].number);
        if (decision_is_in_force(&ds->item[i]) && ds->item[i].ruling != DECISION_CLOSE)
            add(b, "decision", number, ds->item[i].hash);
    }
}

static bool is_ruled_lost(const struct decisions *ds, uint64_t line)
{
    for (size_t i = 0; i < ds->count; i++)
        if (ds->item[i].ruling == DECISION_LOST && ds->item[i].line == line &&
            decision_is_in_force(&ds->item[i]))
            return true;
    return false;
}

/* The name that a line's file goes by. */
static void name_of(const struct log_line *line, char out[BASIS_NAME])
{
    const char *key = line->kind == LOG_DAMAGED ? "paper" : "as";
    if (!log_more(line, key, out, BASIS_NAME))
        snprintf(out, BASIS_NAME, "%s", line->subject);
}

/* Files of the room that are no journals, the last sheet, and what was lost: by their lines. */
static void add_lines(struct basis *b, const struct office_session *s, const struct decisions *ds)
{
    const struct log *l = s->workspace ? s->workspace->log : NULL;
    const struct log_line *sheet = NULL;
    for (size_t i = 0; l && i < l->lines; i++) {
        const struct log_line *line = &l->line[i];
        char name[BASIS_NAME];
        if (strcmp(line->session, s->name) != 0 || (s->horizon && line->number > s->horizon))
            continue;
        bool lost = log_evidence_may_be_lost(line->kind) && is_ruled_lost(ds, line->number);
        name_of(line, name);
        if (lost)
            add(b, "lost", name, line->hash);
        else if (line->kind == LOG_ORDER || line->kind == LOG_MANIFEST || line->kind == LOG_DAMAGED)
            add(b, log_kind_word(line->kind), name, line->hash);
        sheet = line->kind == LOG_SHEET ? line : sheet;
    }
    if (sheet)
        add(b, "sheet", sheet->subject, sheet->hash);
}

enum err_code basis_make(const struct office_session *s, const struct collection *c,
                         const struct decisions *ds, struct basis *out, struct err *e)
{
    const struct log *l = s->workspace ? s->workspace->log : NULL;
    size_t room = 4 + c->count + ds->count + (l ? l->lines : 0);
    struct buf text;
    *out = (struct basis){.line = calloc(room, sizeof *out->line)};
    if (!out->line)
        return err_memory(e);
    add_hash(out, "session", s->name, s->session.hash);
    add_hash(out, "bank", "-", s->session.info.bank_hash);
    if (s->people_file[0])
        add_hash(out, "people", s->people_file, s->people_hash);
    add_journals(out, c);
    add_decisions(out, ds);
    add_lines(out, s, ds);
    sort(out);
    buf_init(&text, BASIS_FILE_MAX);
    basis_write(out, &text);
    enum err_code rc = buf_check(&text, "basis.tsv", e);
    if (rc == ERR_OK)
        crypt_hash_file_hex(text.data, text.len, out->hash);
    else
        basis_free(out);
    buf_free(&text);
    return rc;
}

static void write_line(const struct basis_line *l, struct buf *out)
{
    buf_printf(out, "%s\t%s\t%s\n", l->kind, l->name, l->hash);
}

void basis_write(const struct basis *b, struct buf *out)
{
    buf_add_text(out, MAGIC);
    for (size_t i = 0; i < b->count; i++)
        write_line(&b->line[i], out);
}

enum err_code basis_compare(const struct basis *b, const char *text, size_t len, const char *name,
                            struct err *e)
{
    struct buf want;
    buf_init(&want, BASIS_FILE_MAX);
    enum err_code rc = ERR_OK;
    size_t at = sizeof MAGIC - 1;
    if (len < at || memcmp(text, MAGIC, at) != 0)
        rc = err_set(e, ERR_AUTH, _("%s: line 1: not a basis of results"), name);
    for (size_t i = 0; rc == ERR_OK && i < b->count; i++) {
        buf_clear(&want);
        write_line(&b->line[i], &want);
        if (want.failed || len - at < want.len || memcmp(text + at, want.data, want.len) != 0)
            rc = err_set(
                e, ERR_AUTH,
                _("%s: line %zu: was edited, moved or taken away; the files say: %s %s %.16s"),
                name, i + 2, b->line[i].kind, b->line[i].name, b->line[i].hash);
        at += want.len;
    }
    if (rc == ERR_OK && at != len)
        rc = err_set(e, ERR_AUTH, _("%s: line %zu: more than the files say"), name, b->count + 2);
    buf_free(&want);
    return rc;
}
