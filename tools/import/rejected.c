#include "tools/import/rejected.h"

#include "app/core/crypt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void free_question(struct rejected_question *q)
{
    free(q->file);
    free(q->reason);
    free(q->pool);
    free(q->name);
    free(q->stem);
    free(q->note);
    for (size_t i = 0; i < q->options; i++)
        free(q->option[i].text);
    *q = (struct rejected_question){0};
}

void rejected_free(struct rejected *r)
{
    for (size_t i = 0; i < r->count; i++)
        free_question(&r->item[i]);
    free(r->item);
    *r = (struct rejected){0};
}

const char *rejected_state_id(enum rejected_state s)
{
    static const char *const ID[REJECTED_STATES] = {"open", "aside", "writing", "written"};
    return ID[s];
}

size_t rejected_count(const struct rejected *r, enum rejected_state s)
{
    size_t n = 0;
    for (size_t i = 0; i < r->count; i++)
        n += r->item[i].state == s;
    return n;
}

struct rejected_question *rejected_find(struct rejected *r, uint32_t number)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->item[i].number == number)
            return &r->item[i];
    return NULL;
}

int rejected_answer(const struct rejected_question *q)
{
    int answer = -1, rights = 0;
    for (size_t i = 0; i < q->options; i++)
        if (q->option[i].is_right) {
            answer = (int)i;
            rights++;
        }
    return q->options == BANK_OPTIONS && rights == 1 ? answer : -1;
}

/* The file's base name: the same source is found on another stick. */
void rejected_hash(const struct rejected_question *q, char out[REJECTED_HASH])
{
    struct buf all;
    uint8_t hash[CRYPT_HASH];
    char hex[2 * CRYPT_HASH + 1];
    const char *const TEXTS[] = {file_base(q->file), q->mark, q->name, q->stem, q->note};
    buf_init(&all, REJECTED_FILE_MAX);
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++)
        buf_add(&all, TEXTS[i], strlen(TEXTS[i]) + 1);
    for (size_t i = 0; i < q->options; i++) {
        buf_add_u8(&all, q->option[i].is_right);
        buf_add(&all, q->option[i].text, strlen(q->option[i].text) + 1);
    }
    crypt_hash("sathach.bank.rejected", all.data, all.len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    snprintf(out, REJECTED_HASH, "%s", hex);
    buf_free(&all);
}

/* ---- kept ---- */

/* What a source brings may be no text at all: what no text may hold is replaced. NULL when memory
 * ends. */
static char *keep(const char *text)
{
    static const char BAD[] = "\xEF\xBF\xBD"; /* U+FFFD */
    size_t left = strlen(text ? text : ""), at = 0;
    char *out = malloc(left * (sizeof BAD - 1) + 1);
    while (out && left) {
        uint32_t cp = 0;
        size_t n = utf8_decode(text, left, &cp), take = n ? n : 1;
        bool is_bad = !n || (utf8_is_forbidden(cp, true) && cp != '\t');
        if (cp == '\t' && n)
            out[at++] = ' ';
        else if (!(n && cp == '\r')) {
            size_t put = is_bad ? sizeof BAD - 1 : n;
            memcpy(out + at, is_bad ? BAD : text, put);
            at += put;
        }
        text += take;
        left -= take;
    }
    if (out)
        out[at] = '\0';
    return out;
}

static bool grow(struct rejected *r)
{
    if (r->count < r->room)
        return true;
    size_t room = r->room ? 2 * r->room : 64;
    struct rejected_question *grown = realloc(r->item, room * sizeof *grown);
    if (!grown)
        return false;
    r->item = grown;
    r->room = room;
    return true;
}

/* Its whole path: the same source is known again from wherever it is named. */
static char *keep_path(const char *path)
{
    char *whole = realpath(path, NULL), *out = keep(whole ? whole : path);
    free(whole);
    return out;
}

static bool fill(struct rejected_question *q, const struct importer *in,
                 const struct importer_outcome *o, const struct importer_question *x)
{
    const struct importer_draft *d = o->draft;
    bool is_whole = true;
    *q = (struct rejected_question){.page = o->page, .line = o->line};
    memcpy(q->mark, o->number, sizeof q->mark);
    q->file = keep_path(in->file);
    q->name = keep(x ? x->name : d->name);
    q->stem = keep(x ? x->text.stem : d->stem);
    q->note = keep(x ? x->note : d->note);
    size_t options = x ? BANK_OPTIONS : d->options;
    for (size_t i = 0; i < options && is_whole; i++) {
        char *text = keep(x ? x->text.option[i] : d->option[i]);
        is_whole = text != NULL;
        if (text)
            q->option[q->options++] =
                (struct rejected_option){text, x ? x->answer == i : d->right[i]};
    }
    return is_whole && q->file && q->name && q->stem && q->note;
}

enum err_code rejected_add(struct rejected *r, const struct importer *in,
                           const struct importer_outcome *o, const struct importer_question *whole,
                           const char *pool, const char *reason, struct err *e)
{
    struct rejected_question q;
    if (r->count == REJECTED_MAX)
        return err_set(e, ERR_LIMIT,
                       _("%s: more than %d questions are rejected; nothing was written"), in->file,
                       REJECTED_MAX);
    if (!whole && !o->draft)
        return err_memory(e);
    bool is_whole = fill(&q, in, o, whole);
    q.pool = keep(pool);
    q.reason = keep(reason);
    if (!is_whole || !q.pool || !q.reason || !grow(r)) {
        free_question(&q);
        return err_memory(e);
    }
    q.number = r->count ? r->item[r->count - 1].number + 1 : 1;
    r->item[r->count++] = q;
    return ERR_OK;
}

/* ---- a new import ---- */

void rejected_settle(struct rejected *r, rejected_holds *holds, const void *bank)
{
    for (size_t i = 0; i < r->count; i++) {
        struct rejected_question *q = &r->item[i];
        if (q->state == REJECTED_WRITING)
            q->state = holds(bank, q->became_pool, q->id) ? REJECTED_WRITTEN : REJECTED_OPEN;
        if (q->state == REJECTED_OPEN)
            q->id[0] = q->became_pool[0] = '\0';
    }
}

static bool is_of(const struct rejected_question *q, const char *const *source, size_t sources)
{
    for (size_t i = 0; i < sources; i++) {
        size_t n = strlen(source[i]);
        while (n > 1 && source[i][n - 1] == '/')
            n--;
        if (strncmp(q->file, source[i], n) == 0 && (!q->file[n] || q->file[n] == '/'))
            return true;
    }
    return false;
}

/* The same question on the old list, which goes from it; its number and what became of it are the
 * new one's. */
static bool take_over(struct rejected *old, struct rejected_question *q)
{
    char wanted[REJECTED_HASH], hash[REJECTED_HASH];
    rejected_hash(q, wanted);
    for (size_t i = 0; i < old->count; i++) {
        struct rejected_question *o = &old->item[i];
        if (!o->number || strcmp(o->mark, q->mark) != 0 || strcmp(o->stem, q->stem) != 0)
            continue;
        rejected_hash(o, hash);
        if (strcmp(hash, wanted) != 0)
            continue;
        q->number = o->number;
        q->state = o->state;
        memcpy(q->why, o->why, sizeof q->why);
        memcpy(q->id, o->id, sizeof q->id);
        memcpy(q->became_pool, o->became_pool, sizeof q->became_pool);
        o->number = 0; /* taken */
        return true;
    }
    return false;
}

static int by_number(const void *a, const void *b)
{
    const struct rejected_question *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* Puts what stays of the old list behind the fresh one. */
static enum err_code keep_others(struct rejected *r, struct rejected *fresh,
                                 const char *const *source, size_t sources, struct err *e)
{
    for (size_t i = 0; i < r->count; i++) {
        if (!r->item[i].number || is_of(&r->item[i], source, sources))
            continue;
        if (fresh->count == REJECTED_MAX || !grow(fresh))
            return err_set(e, ERR_LIMIT, _("more than %d rejected questions; nothing was written"),
                           REJECTED_MAX);
        fresh->item[fresh->count++] = r->item[i];
        r->item[i] = (struct rejected_question){0};
    }
    return ERR_OK;
}

enum err_code rejected_renew(struct rejected *r, struct rejected *fresh, const char *const *source,
                             size_t sources, bool is_added, rejected_holds *holds, const void *bank,
                             struct err *e)
{
    uint32_t last = r->count ? r->item[r->count - 1].number : 0;
    rejected_settle(r, holds, bank);
    for (size_t i = 0; i < fresh->count; i++) {
        struct rejected_question *q = &fresh->item[i];
        if (!take_over(r, q))
            q->number = ++last;
        /* a bank made anew holds what its sources gave alone */
        if (!is_added && q->state == REJECTED_WRITTEN)
            q->state = REJECTED_WRITING;
    }
    enum err_code rc = is_added ? keep_others(r, fresh, source, sources, e) : ERR_OK;
    if (rc != ERR_OK)
        return rc;
    rejected_free(r);
    *r = *fresh;
    *fresh = (struct rejected){0};
    if (r->count)
        qsort(r->item, r->count, sizeof *r->item, by_number);
    rejected_settle(r, holds, bank);
    return ERR_OK;
}
