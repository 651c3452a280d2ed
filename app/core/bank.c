#include "app/core/bank.h"

#include "app/core/bank_layout.h"
#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/wire.h"

#include <stdlib.h>
#include <string.h>

void bank_question_free(struct bank_question *q)
{
    free(q->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        free(q->option[i]);
    memset(q, 0, sizeof *q);
}

void bank_question_id(const struct bank_question *q, uint8_t id[CRYPT_HASH])
{
    struct buf b;
    buf_init(&b, BANK_STEM_MAX + BANK_OPTIONS * (BANK_OPTION_MAX + 1) + 1);
    buf_add(&b, q->stem, strlen(q->stem) + 1);
    for (int i = 0; i < BANK_OPTIONS; i++)
        buf_add(&b, q->option[i], strlen(q->option[i]) + 1);
    crypt_hash(LABEL_QUESTION_ID, b.data, b.len, id);
    buf_free(&b);
}

static enum err_code check_text(const char *text, size_t max, const char *what, struct err *e)
{
    size_t n = text ? strlen(text) : 0;
    if (n == 0)
        return err_set(e, ERR_FORMAT, _("%s: empty"), what);
    if (n >= max)
        return err_set(e, ERR_LIMIT, _("%s: %zu bytes, at most %zu are possible"), what, n,
                       max - 1);
    return text_check(text, n, true, what, e);
}

enum err_code bank_question_check(const struct bank_question *q, struct err *e)
{
    static const char *const NAMES[BANK_OPTIONS] = {N_("option A"), N_("option B"), N_("option C"),
                                                    N_("option D")};
    enum err_code rc = check_text(q->stem, BANK_STEM_MAX, _("question"), e);
    for (int i = 0; rc == ERR_OK && i < BANK_OPTIONS; i++)
        rc = check_text(q->option[i], BANK_OPTION_MAX, _(NAMES[i]), e);
    return rc;
}

void bank_meta_free(struct bank_meta *m)
{
    char *owned[] = {m->id, m->title_vi, m->title_en, m->edition, m->source, m->characters};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        free(owned[i]);
    for (size_t i = 0; i < m->fields; i++) {
        free(m->field[i].code);
        free(m->field[i].title_vi);
        free(m->field[i].title_en);
        for (size_t k = 0; k < m->field[i].aliases; k++)
            free(m->field[i].alias[k]);
        free(m->field[i].alias);
    }
    free(m->field);
    memset(m, 0, sizeof *m);
}

char **bank_field_new_alias(struct bank_field *f)
{
    if (f->aliases == BANK_ALIASES_MAX)
        return NULL;
    char **grown = realloc(f->alias, (f->aliases + 1) * sizeof *grown);
    if (!grown)
        return NULL;
    f->alias = grown;
    grown[f->aliases] = NULL;
    return &grown[f->aliases++];
}

const struct bank_field *bank_meta_field(const struct bank_meta *m, const char *code)
{
    for (size_t i = 0; i < m->fields; i++)
        if (strcmp(m->field[i].code, code) == 0)
            return &m->field[i];
    return NULL;
}

void bank_question_key(const uint8_t master[CRYPT_KEY], const uint8_t qid[CRYPT_HASH],
                       uint8_t key[CRYPT_KEY])
{
    crypt_kdf(master, LABEL_BANK_QUESTION, qid, CRYPT_HASH, key, CRYPT_KEY);
}

void bank_question_address(const uint8_t master[CRYPT_KEY], const uint8_t qid[CRYPT_HASH],
                           uint8_t address[BANK_ADDRESS])
{
    crypt_kdf(master, LABEL_BANK_ADDRESS, qid, CRYPT_HASH, address, BANK_ADDRESS);
}

size_t bank_cell_context(const uint8_t uid[BANK_UID], const uint8_t address[BANK_ADDRESS],
                         uint8_t ctx[BANK_CELL_CONTEXT])
{
    size_t n = sizeof LABEL_BANK_QUESTION; /* with its NUL */
    memcpy(ctx, LABEL_BANK_QUESTION, n);
    memcpy(ctx + n, uid, BANK_UID);
    memcpy(ctx + n + BANK_UID, address, BANK_ADDRESS);
    return n + BANK_UID + BANK_ADDRESS;
}

static void read_entry(const struct bank *b, uint32_t i, const uint8_t **address, uint64_t *offset,
                       uint32_t *length, bool *zero)
{
    struct wire w;
    wire_init(&w, b->index + (size_t)i * BANK_INDEX_ENTRY, BANK_INDEX_ENTRY);
    *address = wire_take(&w, BANK_ADDRESS);
    *offset = wire_u64(&w);
    *length = wire_u32(&w);
    *zero = wire_zero(&w, 4);
}

const uint8_t *bank_cell(const struct bank *b, uint32_t i, size_t *len)
{
    const uint8_t *address;
    uint64_t offset;
    uint32_t length;
    bool zero;
    read_entry(b, i, &address, &offset, &length, &zero);
    *len = length;
    return b->cells + offset;
}

/* Sorted, without repeats, cells one behind the other up to the end. */
static enum err_code check_index(const struct bank *b, struct err *e)
{
    const uint8_t *before = NULL;
    uint64_t at = 0;
    for (uint32_t i = 0; i < b->count; i++) {
        const uint8_t *address;
        uint64_t offset;
        uint32_t length;
        bool zero;
        read_entry(b, i, &address, &offset, &length, &zero);
        if (!zero || offset != at || length == 0 || length > BANK_CELL_MAX ||
            length % BANK_CELL_STEP != 0)
            return err_set(e, ERR_FORMAT, _("index entry %u is malformed"), i);
        if (before && memcmp(before, address, BANK_ADDRESS) >= 0)
            return err_set(e, ERR_FORMAT, _("index entry %u is out of order"), i);
        before = address;
        at += length;
    }
    if (at != b->cells_len)
        return err_set(e, ERR_FORMAT, _("the cells do not fill their place"));
    return ERR_OK;
}

enum err_code bank_open(const void *bytes, size_t len, const uint8_t *expected, struct bank *out,
                        struct err *e)
{
    struct package p;
    memset(out, 0, sizeof *out);
    enum err_code rc = package_open(bytes, len, PACKAGE_BANK, NULL, &p, e);
    if (rc != ERR_OK)
        return rc;
    crypt_hash_file(bytes, len, out->hash);
    memcpy(out->signer, p.signer, sizeof out->signer);
    if (expected && memcmp(expected, out->hash, CRYPT_HASH) != 0)
        return err_set(e, ERR_POLICY, _("another bank than the session names"));
    struct wire w;
    wire_init(&w, p.payload, p.len);
    wire_copy(&w, out->uid, sizeof out->uid);
    uint32_t flags = wire_u32(&w);
    out->training = flags == BANK_FLAG_TRAINING;
    out->meta_len = wire_u32(&w);
    out->count = wire_u32(&w);
    out->box_len = wire_u32(&w);
    uint64_t cells_len = wire_u64(&w);
    bool zero = wire_zero(&w, BANK_HEADER_SPARE);
    if (w.failed || !zero || flags > BANK_FLAG_TRAINING || cells_len > PACKAGE_MAX)
        return err_set(e, ERR_FORMAT, _("the bank's header is malformed"));
    if (out->count > BANK_QUESTIONS_MAX)
        return err_set(e, ERR_LIMIT, _("%u questions; at most %d are possible"), out->count,
                       BANK_QUESTIONS_MAX);
    out->cells_len = (size_t)cells_len;
    out->meta = wire_take(&w, out->meta_len);
    out->index = wire_take(&w, (size_t)out->count * BANK_INDEX_ENTRY);
    out->cells = wire_take(&w, out->cells_len);
    out->box = wire_take(&w, out->box_len);
    if (w.failed || wire_left(&w))
        return err_set(e, ERR_FORMAT, _("the bank's lengths do not add up"));
    return check_index(out, e);
}

enum err_code bank_meta_read(const struct bank *b, struct bank_meta *out, struct err *e)
{
    struct wire w;
    struct block k;
    memset(out, 0, sizeof *out);
    wire_init(&w, b->meta, b->meta_len);
    bool good = true;
    while (good && block_next(&w, &k)) {
        char *text = block_text(&k), **slot = NULL;
        bool vi = k.lang != BLOCK_LANG_EN;
        struct bank_field *field = out->fields ? &out->field[out->fields - 1] : NULL;
        if (k.type == BANK_META_FIELD && out->fields < BANK_POOLS_MAX) {
            struct bank_field *grown = realloc(out->field, (out->fields + 1) * sizeof *grown);
            if (grown) {
                out->field = grown;
                grown[out->fields] = (struct bank_field){0};
                slot = &grown[out->fields++].code;
            }
        } else if (k.type == BANK_META_FIELD_TITLE && field) {
            slot = vi ? &field->title_vi : &field->title_en;
        } else if (k.type == BANK_META_FIELD_ALIAS && field) {
            slot = bank_field_new_alias(field);
        } else if (k.type == BANK_META_ID) {
            slot = &out->id;
        } else if (k.type == BANK_META_TITLE) {
            slot = vi ? &out->title_vi : &out->title_en;
        } else if (k.type == BANK_META_EDITION) {
            slot = &out->edition;
        } else if (k.type == BANK_META_SOURCE) {
            slot = &out->source;
        } else if (k.type == BANK_META_CHARACTERS) {
            slot = &out->characters;
        }
        good = text && slot && !*slot && text_check(text, strlen(text), false, "meta", e) == ERR_OK;
        if (good)
            *slot = text;
        else
            free(text);
    }
    for (size_t i = 0; i < out->fields; i++)
        good = good && out->field[i].title_vi;
    if (good && !w.failed && out->id && out->title_vi && out->edition)
        return ERR_OK;
    bank_meta_free(out);
    return err_set(e, ERR_FORMAT, _("what the bank says of itself is malformed"));
}

/* Index of an address, by halves; -1 when it is not there. */
static long find_address(const struct bank *b, const uint8_t address[BANK_ADDRESS])
{
    uint32_t low = 0, high = b->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(b->index + (size_t)middle * BANK_INDEX_ENTRY, address, BANK_ADDRESS);
        if (order == 0)
            return (long)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

/* A cell's blocks: exactly one stem and four options, then zeros. */
static enum err_code read_cell(const struct bank *b, const struct buf *plain,
                               struct bank_question *out, struct err *e)
{
    struct wire w;
    struct block k;
    bool good = true;
    wire_init(&w, plain->data, plain->len);
    while (good && block_next(&w, &k)) {
        char **slot = NULL;
        if (k.type == BANK_CELL_STEM)
            slot = &out->stem;
        else if (k.type >= BANK_CELL_OPTION && k.type < BANK_CELL_OPTION + BANK_OPTIONS)
            slot = &out->option[k.type - BANK_CELL_OPTION];
        else if (k.type == BANK_CELL_ANSWER && !b->training)
            return err_set(e, ERR_FORMAT,
                           _("a question carries its answer in a bank that is not for training"));
        if (!slot)
            continue; /* attachments and other languages: later readers */
        good = !*slot && (*slot = block_text(&k));
    }
    if (!good || w.failed)
        return err_set(e, ERR_FORMAT, _("a question is malformed"));
    return bank_question_check(out, e);
}

enum err_code bank_read_question(const struct bank *b, const uint8_t address[BANK_ADDRESS],
                                 const uint8_t key[CRYPT_KEY], struct bank_question *out,
                                 struct err *e)
{
    memset(out, 0, sizeof *out);
    long i = find_address(b, address);
    if (i < 0)
        return err_set(e, ERR_AUTH, _("the bank has no such question"));
    const uint8_t *found;
    uint64_t offset;
    uint32_t length;
    bool zero;
    read_entry(b, (uint32_t)i, &found, &offset, &length, &zero);
    uint8_t ctx[BANK_CELL_CONTEXT];
    struct buf plain;
    buf_init(&plain, BANK_CELL_MAX);
    enum err_code rc = crypt_xopen(key, ctx, bank_cell_context(b->uid, found, ctx),
                                   b->cells + offset, length, &plain, e);
    if (rc == ERR_OK)
        rc = read_cell(b, &plain, out, e);
    if (rc != ERR_OK)
        bank_question_free(out);
    buf_free(&plain);
    return rc;
}
