#include "tests/lib/rogue.h"

#include "app/core/bank_layout.h"
#include "app/core/block.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[ROGUE_KINDS] = {
    "unknown-block", "answer-block", "other-language", "control", "padding",    "longer", "salt",
    "fewer",         "more",         "twice",          "empty",   "other-text", "order"};

const char *rogue_name(enum rogue_kind k)
{
    return k < ROGUE_KINDS ? NAMES[k] : NULL;
}

static void must(bool good)
{
    if (!good)
        abort();
}

static void put(struct buf *b, unsigned type, const char *text)
{
    block_add(b, (uint16_t)type, BLOCK_LANG_VI, text, strlen(text));
}

static void put_options(const struct bank_question *q, enum rogue_kind kind, struct buf *b)
{
    for (unsigned k = 0; k < BANK_OPTIONS; k++)
        if (!(kind == ROGUE_FEWER && k == 3))
            put(b, BANK_CELL_OPTION + k, kind == ROGUE_EMPTY && k == 1 ? "" : q->option[k]);
}

/* The blocks of a cell, altered. */
static void put_blocks(const struct bank_question *q, uint8_t answer, enum rogue_kind kind,
                       struct buf *b)
{
    char stem[1024], letter[2] = {(char)('A' + answer), '\0'};
    snprintf(stem, sizeof stem, "%s%s", q->stem, kind == ROGUE_OTHER_TEXT ? " " : "");
    if (kind == ROGUE_CONTROL)
        stem[0] = 0x1B;
    if (kind == ROGUE_ORDER)
        put_options(q, kind, b);
    put(b, BANK_CELL_STEM, stem);
    if (kind != ROGUE_ORDER)
        put_options(q, kind, b);
    if (kind == ROGUE_UNKNOWN_BLOCK)
        put(b, 77, letter);
    if (kind == ROGUE_ANSWER_BLOCK)
        put(b, BANK_CELL_ANSWER, letter);
    if (kind == ROGUE_OTHER_LANGUAGE)
        block_add(b, BANK_CELL_STEM, BLOCK_LANG_EN, letter, 1);
    if (kind == ROGUE_MORE)
        put(b, BANK_CELL_OPTION + BANK_OPTIONS, letter);
    if (kind == ROGUE_TWICE)
        put(b, BANK_CELL_OPTION, letter);
}

struct cell_salt {
    const uint8_t *key, *address;
    bool own;
};

static void fill_salt(void *context, void *out, size_t len)
{
    const struct cell_salt *s = context;
    crypt_kdf(s->key, LABEL_CELL_SALT, s->address, BANK_ADDRESS, out, len);
    if (s->own)
        ((uint8_t *)out)[0] ^= 1;
}

static void seal_altered(const struct bank *b, const struct bank_office *o, uint32_t entry,
                         enum rogue_kind kind, struct buf *cells)
{
    const struct bank_entry *x = &o->entry[entry];
    uint8_t key[CRYPT_KEY], ctx[BANK_CELL_CONTEXT];
    struct cell_salt from = {key, x->address, kind == ROGUE_SALT};
    struct crypt_random salt = {fill_salt, &from};
    struct bank_question q;
    struct buf plain;
    struct err e;
    buf_init(&plain, BANK_CELL_MAX);
    bank_question_key(o->master, x->qid, key);
    must(bank_read_question(b, x->address, key, &q, &e) == ERR_OK);
    put_blocks(&q, x->answer, kind, &plain);
    size_t room = BANK_CELL_STEP - (plain.len + CRYPT_XSEAL_EXTRA) % BANK_CELL_STEP;
    buf_add_zero(&plain, room % BANK_CELL_STEP + (kind == ROGUE_LONGER ? BANK_CELL_STEP : 0));
    if (kind == ROGUE_PADDING)
        plain.data[plain.len - 1] = 1;
    crypt_xseal(key, ctx, bank_cell_context(b->uid, x->address, ctx), plain.data, plain.len, &salt,
                cells);
    bank_question_free(&q);
    buf_free(&plain);
}

void rogue_seal(const struct bank *b, const struct bank_office *o,
                const struct keys_secret *examiner, uint32_t entry, enum rogue_kind kind,
                struct buf *out)
{
    struct buf index, cells, payload;
    buf_init(&index, PACKAGE_MAX);
    buf_init(&cells, PACKAGE_MAX);
    buf_init(&payload, PACKAGE_MAX);
    for (uint32_t i = 0; i < b->count; i++) {
        size_t start = cells.len, len;
        const uint8_t *cell = bank_cell(b, i, &len);
        if (i == entry)
            seal_altered(b, o, i, kind, &cells);
        else
            buf_add(&cells, cell, len);
        buf_add(&index, o->entry[i].address, BANK_ADDRESS);
        buf_add_u64(&index, start);
        buf_add_u32(&index, (uint32_t)(cells.len - start));
        buf_add_u32(&index, 0);
    }
    buf_add(&payload, b->uid, BANK_UID);
    buf_add_u32(&payload, b->training ? BANK_FLAG_TRAINING : 0);
    buf_add_u32(&payload, (uint32_t)b->meta_len);
    buf_add_u32(&payload, b->count);
    buf_add_u32(&payload, (uint32_t)b->box_len);
    buf_add_u64(&payload, cells.len);
    buf_add_zero(&payload, BANK_HEADER_SPARE);
    buf_add(&payload, b->meta, b->meta_len);
    buf_add(&payload, index.data, index.len);
    buf_add(&payload, cells.data, cells.len);
    buf_add(&payload, b->box, b->box_len);
    package_build(PACKAGE_BANK, examiner->pub.sign_pk, examiner->sign_sk, payload.data, payload.len,
                  out);
    must(!out->failed);
    buf_free(&index);
    buf_free(&cells);
    buf_free(&payload);
}
