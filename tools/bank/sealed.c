#include "tools/bank/sealed.h"

#include "app/core/bank_layout.h"
#include "app/core/block.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/import/normal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where an entry is drawn from: its first pool, and the place in it. */
struct seat {
    uint32_t pool, number; /* number from 1; 0 when no pool holds it */
};

struct looking {
    const struct bank *bank;
    const struct bank_office *office;
    struct characters allowed;
    struct seat *seat; /* by entry; owned */
    struct findings *findings;
};

static void wrong(struct looking *l, uint32_t entry, const char *text)
{
    char pool[2 * BANK_NAME_MAX], number[FINDINGS_NUMBER_MAX];
    const struct seat *s = &l->seat[entry];
    text_clean(s->number ? l->office->pool[s->pool].name : _("in no pool"), pool, sizeof pool);
    snprintf(number, sizeof number, "%u", s->number ? s->number : entry + 1);
    struct findings_place at = {.file = pool, .number = number};
    findings_add_topic(l->findings, FINDINGS_ERROR, CHECK_SEALED, &at, "%s", text);
}

static bool is_normal(const char *text)
{
    char *normal = NULL;
    struct err ignored;
    bool same =
        normal_text(text, true, NULL, &normal, &ignored) == ERR_OK && strcmp(text, normal) == 0;
    free(normal);
    return same;
}

/* Stem and options of a question, each with its name. */
static const char *text_of(const struct bank_question *q, int i, char *name, size_t room)
{
    if (i)
        snprintf(name, room, _("option %c"), 'A' + i - 1);
    else
        snprintf(name, room, "%s", _("question"));
    return i ? q->option[i - 1] : q->stem;
}

static void check_question(struct looking *l, uint32_t entry, const struct bank_question *q)
{
    char name[64], text[512], why[320];
    for (int i = 0; i <= BANK_OPTIONS; i++) {
        const char *part = text_of(q, i, name, sizeof name);
        if (check_characters_why(part, &l->allowed, why, sizeof why) != CHARACTERS_GOOD) {
            snprintf(text, sizeof text, "%s: %s", name, why);
            wrong(l, entry, text);
        } else if (!is_normal(part)) {
            snprintf(text, sizeof text,
                     _("%s: not normalised: double, outer or unusual blanks, or letters that are "
                       "not composed"),
                     name);
            wrong(l, entry, text);
        }
        for (int k = 1; k < i; k++)
            if (strcmp(q->option[k - 1], part) == 0) {
                snprintf(text, sizeof text, _("options %c and %c are the same"), 'A' + k - 1,
                         'A' + i - 1);
                wrong(l, entry, text);
            }
    }
}

/* Types of blocks in an opened cell that no question has. */
static bool has_unknown_block(const struct buf *plain, unsigned *type)
{
    struct wire w;
    struct block k;
    wire_init(&w, plain->data, plain->len);
    while (block_next(&w, &k))
        if (k.type != BANK_CELL_STEM &&
            (k.type < BANK_CELL_OPTION || k.type >= BANK_CELL_OPTION + BANK_OPTIONS)) {
            *type = k.type;
            return true;
        }
    return false;
}

/* The cell is not what its text makes: what there is to say of it. */
static void say_untrue(struct looking *l, uint32_t entry, const uint8_t *cell, size_t len)
{
    uint8_t key[CRYPT_KEY], ctx[BANK_CELL_CONTEXT];
    struct buf plain;
    struct err ignored;
    char text[256];
    unsigned type = 0;
    const struct bank_entry *x = &l->office->entry[entry];
    buf_init(&plain, BANK_CELL_MAX);
    bank_question_key(l->office->master, x->qid, key);
    if (crypt_xopen(key, ctx, bank_cell_context(l->bank->uid, x->address, ctx), cell, len, &plain,
                    &ignored) == ERR_OK &&
        has_unknown_block(&plain, &type))
        snprintf(text, sizeof text,
                 _("the sealed cell holds an unknown block (type %u), which could tell the answer"),
                 type);
    else
        snprintf(text, sizeof text,
                 _("the sealed cell is not the one form that its text has: its padding, blocks or "
                   "salt could tell the answer"));
    wrong(l, entry, text);
    crypt_wipe(key, sizeof key);
    buf_free(&plain);
}

static void check_cell(struct looking *l, uint32_t entry, struct buf *again)
{
    const struct bank_entry *x = &l->office->entry[entry];
    uint8_t key[CRYPT_KEY], id[CRYPT_HASH];
    struct bank_question q;
    struct err e;
    size_t len;
    const uint8_t *cell = bank_cell(l->bank, entry, &len);
    bank_question_key(l->office->master, x->qid, key);
    err_clear(&e);
    if (bank_read_question(l->bank, x->address, key, &q, &e) != ERR_OK) {
        wrong(l, entry, e.text);
        crypt_wipe(key, sizeof key);
        return;
    }
    bank_question_id(&q, id);
    buf_clear(again);
    if (memcmp(id, x->qid, CRYPT_HASH) != 0)
        wrong(l, entry, _("the sealed cell holds another question than the answer key is for"));
    else if (bank_cell_seal(l->office->master, l->bank->uid, &q, again, &e) != ERR_OK ||
             again->len != len || memcmp(again->data, cell, len) != 0)
        say_untrue(l, entry, cell, len);
    check_question(l, entry, &q);
    bank_question_free(&q);
    crypt_wipe(key, sizeof key);
}

static void check_pool(struct looking *l, uint32_t p, uint32_t *seen)
{
    const struct bank_pool *pool = &l->office->pool[p];
    char name[2 * BANK_NAME_MAX];
    struct err ignored;
    struct findings_place at = {.file = text_clean(pool->name, name, sizeof name)};
    if (text_check(pool->name, strlen(pool->name), false, "pool", &ignored) != ERR_OK)
        findings_add_topic(l->findings, FINDINGS_ERROR, CHECK_SEALED, &at,
                           _("the pool's name holds a character that is not allowed"));
    for (uint32_t k = 0; k < p; k++)
        if (strcmp(l->office->pool[k].name, pool->name) == 0)
            findings_add_topic(l->findings, FINDINGS_ERROR, CHECK_SEALED, &at,
                               _("two pools have this name"));
    for (size_t k = 0; k < pool->count; k++) {
        uint32_t entry = pool->entry[k];
        if (seen[entry] == p + 1)
            findings_add_topic(l->findings, FINDINGS_ERROR, CHECK_SEALED, &at,
                               _("question %zu stands in this pool twice"), k + 1);
        seen[entry] = p + 1;
        if (!l->seat[entry].number)
            l->seat[entry] = (struct seat){p, (uint32_t)k + 1};
    }
}

static enum err_code look(struct looking *l, struct err *e)
{
    struct buf again;
    uint32_t *seen = calloc(l->office->entries + 1, sizeof *seen);
    l->seat = calloc(l->office->entries + 1, sizeof *l->seat);
    if (!seen || !l->seat) {
        free(seen);
        return err_memory(e);
    }
    buf_init(&again, BANK_CELL_MAX);
    for (uint32_t p = 0; p < l->office->pools; p++)
        check_pool(l, p, seen);
    for (uint32_t i = 0; i < l->office->entries; i++)
        check_cell(l, i, &again);
    buf_free(&again);
    free(seen);
    return ERR_OK;
}

enum err_code sealed_check(const struct bank *b, const struct bank_office *o, struct findings *f,
                           struct err *e)
{
    struct looking l = {.bank = b, .office = o, .findings = f};
    struct bank_meta m;
    enum err_code rc = bank_meta_read(b, &m, e);
    if (rc != ERR_OK)
        return rc;
    rc = characters_read(m.characters, &l.allowed, e);
    bank_meta_free(&m);
    if (rc == ERR_OK)
        rc = look(&l, e);
    free(l.seat);
    return rc;
}
