#include "app/core/bank_layout.h"
#include "app/core/block.h"
#include "app/core/buf.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

/* A question on its way into the bank. */
struct cell {
    uint8_t qid[CRYPT_HASH], address[BANK_ADDRESS];
    uint32_t source; /* index into the source's questions */
};

struct sealing {
    const struct bank_source *source;
    uint8_t *master; /* secret memory */
    uint8_t uid[BANK_UID];
    struct cell *cell; /* sorted by address */
    uint32_t *place;   /* of a source question among the cells */
};

void bank_source_free(struct bank_source *s)
{
    bank_meta_free(&s->meta);
    for (size_t i = 0; i < s->questions; i++) {
        bank_question_free(&s->question[i].text);
        free(s->question[i].note);
    }
    for (size_t i = 0; i < s->pools; i++)
        free(s->pool[i].question);
    free(s->question);
    free(s->pool);
    memset(s, 0, sizeof *s);
}

static enum err_code check_source(const struct bank_source *s, struct err *e)
{
    if (!s->meta.id || !s->meta.title_vi || !s->meta.edition)
        return err_set(e, ERR_FORMAT, _("the bank wants an id, a title and an edition"));
    if (s->questions == 0 || s->questions > BANK_QUESTIONS_MAX || s->pools == 0 ||
        s->pools > BANK_POOLS_MAX)
        return err_set(
            e, ERR_LIMIT,
            _("%zu questions in %zu pools; at least one and at most %d in %d are possible"),
            s->questions, s->pools, BANK_QUESTIONS_MAX, BANK_POOLS_MAX);
    for (size_t i = 0; i < s->questions; i++)
        if (bank_question_check(&s->question[i].text, e) != ERR_OK ||
            s->question[i].answer >= BANK_OPTIONS)
            return e->code != ERR_OK
                       ? e->code
                       : err_set(e, ERR_FORMAT, _("question %zu has no right answer"), i + 1);
    for (size_t i = 0; i < s->pools; i++) {
        if (s->pool[i].count == 0)
            return err_set(e, ERR_FORMAT, _("pool %s is empty"), s->pool[i].name);
        for (size_t k = 0; k < s->pool[i].count; k++)
            if (s->pool[i].question[k] >= s->questions)
                return err_set(e, ERR_FORMAT, _("pool %s names a question that is not there"),
                               s->pool[i].name);
    }
    return ERR_OK;
}

static int by_address(const void *a, const void *b)
{
    return memcmp(((const struct cell *)a)->address, ((const struct cell *)b)->address,
                  BANK_ADDRESS);
}

static enum err_code place_cells(struct sealing *sl, struct err *e)
{
    const struct bank_source *s = sl->source;
    sl->cell = calloc(s->questions, sizeof *sl->cell);
    sl->place = calloc(s->questions, sizeof *sl->place);
    if (!sl->cell || !sl->place)
        return err_memory(e);
    for (uint32_t i = 0; i < s->questions; i++) {
        struct cell *c = &sl->cell[i];
        bank_question_id(&s->question[i].text, c->qid);
        bank_question_address(sl->master, c->qid, c->address);
        c->source = i;
    }
    qsort(sl->cell, s->questions, sizeof *sl->cell, by_address);
    for (uint32_t i = 0; i < s->questions; i++) {
        if (i && memcmp(sl->cell[i - 1].address, sl->cell[i].address, BANK_ADDRESS) == 0)
            return err_set(e, ERR_FORMAT, _("the same question stands in the bank twice"));
        sl->place[sl->cell[i].source] = i;
    }
    return ERR_OK;
}

static void add_block_text(struct buf *b, uint16_t type, uint16_t lang, const char *text)
{
    if (text)
        block_add(b, type, lang, text, strlen(text));
}

static void add_meta(const struct bank_meta *m, struct buf *out)
{
    add_block_text(out, BANK_META_ID, BLOCK_LANG_NONE, m->id);
    add_block_text(out, BANK_META_TITLE, BLOCK_LANG_VI, m->title_vi);
    add_block_text(out, BANK_META_TITLE, BLOCK_LANG_EN, m->title_en);
    add_block_text(out, BANK_META_EDITION, BLOCK_LANG_NONE, m->edition);
    add_block_text(out, BANK_META_SOURCE, BLOCK_LANG_NONE, m->source);
    add_block_text(out, BANK_META_CHARACTERS, BLOCK_LANG_NONE, m->characters);
    for (size_t i = 0; i < m->fields; i++) {
        add_block_text(out, BANK_META_FIELD, BLOCK_LANG_NONE, m->field[i].code);
        add_block_text(out, BANK_META_FIELD_TITLE, BLOCK_LANG_VI, m->field[i].title_vi);
        add_block_text(out, BANK_META_FIELD_TITLE, BLOCK_LANG_EN, m->field[i].title_en);
        for (size_t k = 0; k < m->field[i].aliases; k++)
            add_block_text(out, BANK_META_FIELD_ALIAS, BLOCK_LANG_NONE, m->field[i].alias[k]);
    }
}

/* A cell's salt: of its key and place, so that the sealer has no bytes of its own choice in it. */
struct cell_salt {
    const uint8_t *key, *address;
};

static void fill_salt(void *context, void *out, size_t len)
{
    const struct cell_salt *s = context;
    crypt_kdf(s->key, LABEL_CELL_SALT, s->address, BANK_ADDRESS, out, len);
}

enum err_code bank_cell_seal(const uint8_t master[CRYPT_KEY], const uint8_t uid[BANK_UID],
                             const struct bank_question *q, struct buf *out, struct err *e)
{
    struct buf plain;
    uint8_t id[CRYPT_HASH], address[BANK_ADDRESS], key[CRYPT_KEY], ctx[BANK_CELL_CONTEXT];
    struct cell_salt from = {key, address};
    struct crypt_random salt = {fill_salt, &from};
    buf_init(&plain, BANK_CELL_MAX);
    bank_question_id(q, id);
    bank_question_address(master, id, address);
    bank_question_key(master, id, key);
    add_block_text(&plain, BANK_CELL_STEM, BLOCK_LANG_VI, q->stem);
    for (uint16_t k = 0; k < BANK_OPTIONS; k++)
        add_block_text(&plain, (uint16_t)(BANK_CELL_OPTION + k), BLOCK_LANG_VI, q->option[k]);
    size_t padded =
        (plain.len + CRYPT_XSEAL_EXTRA + BANK_CELL_STEP - 1) / BANK_CELL_STEP * BANK_CELL_STEP;
    buf_add_zero(&plain, padded - CRYPT_XSEAL_EXTRA - plain.len);
    enum err_code rc = padded > BANK_CELL_MAX ? err_set(e, ERR_LIMIT, _("a question is too long"))
                                              : buf_check(&plain, _("question"), e);
    if (rc == ERR_OK)
        crypt_xseal(key, ctx, bank_cell_context(uid, address, ctx), plain.data, plain.len, &salt,
                    out);
    crypt_wipe(key, sizeof key);
    buf_free(&plain);
    return rc;
}

/* Seals each question alone and writes its index entry. */
static enum err_code seal_cells(const struct sealing *sl, struct buf *index, struct buf *cells,
                                struct err *e)
{
    enum err_code rc = ERR_OK;
    for (uint32_t i = 0; rc == ERR_OK && i < sl->source->questions; i++) {
        const struct cell *c = &sl->cell[i];
        size_t start = cells->len;
        rc = bank_cell_seal(sl->master, sl->uid, &sl->source->question[c->source].text, cells, e);
        buf_add(index, c->address, BANK_ADDRESS);
        buf_add_u64(index, start);
        buf_add_u32(index, (uint32_t)(cells->len - start));
        buf_add_u32(index, 0);
    }
    return rc;
}

static void add_short_text(struct buf *b, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    if (n > UINT16_MAX)
        n = 0;
    buf_add_u16(b, (uint16_t)n);
    buf_add(b, text, n);
}

/* What only the office reads: M, the whole key, the pools. */
static void add_office_part(const struct sealing *sl, struct buf *inner)
{
    const struct bank_source *s = sl->source;
    buf_add(inner, sl->master, CRYPT_KEY);
    buf_add_u32(inner, (uint32_t)s->questions);
    for (uint32_t i = 0; i < s->questions; i++) {
        const struct bank_source_question *q = &s->question[sl->cell[i].source];
        buf_add(inner, sl->cell[i].qid, CRYPT_HASH);
        buf_add_u8(inner, q->answer);
        buf_add_u8(inner, q->options_refer ? BANK_ENTRY_REFERS : 0);
        add_short_text(inner, q->note);
    }
    buf_add_u32(inner, (uint32_t)s->pools);
    for (size_t i = 0; i < s->pools; i++) {
        add_short_text(inner, s->pool[i].name);
        buf_add_u32(inner, (uint32_t)s->pool[i].count);
        for (size_t k = 0; k < s->pool[i].count; k++)
            buf_add_u32(inner, sl->place[s->pool[i].question[k]]);
    }
}

/* The examiner's signature inside says whose bank it is, even if somebody else signs the
 * outside. */
static enum err_code seal_box(const struct sealing *sl, const struct keys_secret *examiner,
                              const struct keys_public *office, struct buf *box, struct err *e)
{
    struct buf inner, signed_part, plain;
    uint8_t sig[CRYPT_SIG];
    buf_init(&inner, PACKAGE_MAX);
    buf_init(&signed_part, PACKAGE_MAX);
    buf_init(&plain, PACKAGE_MAX);
    add_office_part(sl, &inner);
    buf_add(&signed_part, sl->uid, BANK_UID);
    buf_add(&signed_part, inner.data, inner.len);
    enum err_code rc = buf_check(&signed_part, _("bank"), e);
    if (rc == ERR_OK) {
        crypt_sign(examiner->sign_sk, LABEL_SIGN_BANK_BOX, signed_part.data, signed_part.len, sig);
        buf_add_u32(&plain, (uint32_t)inner.len);
        buf_add(&plain, sig, sizeof sig);
        buf_add(&plain, inner.data, inner.len);
        rc = buf_check(&plain, _("bank"), e);
    }
    if (rc == ERR_OK)
        crypt_box_seal(office->box_pk, plain.data, plain.len, box);
    buf_free(&inner);
    buf_free(&signed_part);
    buf_free(&plain);
    return rc;
}

static enum err_code build(struct sealing *sl, const struct keys_secret *examiner,
                           const struct keys_public *office, struct buf *out, struct err *e)
{
    struct buf meta, index, cells, box, payload;
    struct buf *all[] = {&meta, &index, &cells, &box, &payload};
    for (size_t i = 0; i < 5; i++)
        buf_init(all[i], PACKAGE_MAX);
    add_meta(&sl->source->meta, &meta);
    enum err_code rc = seal_cells(sl, &index, &cells, e);
    if (rc == ERR_OK)
        rc = seal_box(sl, examiner, office, &box, e);
    buf_add(&payload, sl->uid, BANK_UID);
    buf_add_u32(&payload, sl->source->training ? BANK_FLAG_TRAINING : 0);
    buf_add_u32(&payload, (uint32_t)meta.len);
    buf_add_u32(&payload, (uint32_t)sl->source->questions);
    buf_add_u32(&payload, (uint32_t)box.len);
    buf_add_u64(&payload, cells.len);
    buf_add_zero(&payload, BANK_HEADER_SPARE);
    for (size_t i = 0; i < 4; i++) {
        if (rc == ERR_OK)
            rc = buf_check(all[i], _("bank"), e);
        buf_add(&payload, all[i]->data, all[i]->len);
    }
    if (rc == ERR_OK)
        rc = buf_check(&payload, _("bank"), e);
    if (rc == ERR_OK) {
        package_build(PACKAGE_BANK, examiner->pub.sign_pk, examiner->sign_sk, payload.data,
                      payload.len, out);
        rc = buf_check(out, _("bank"), e);
    }
    for (size_t i = 0; i < 5; i++)
        buf_free(all[i]);
    return rc;
}

enum err_code bank_seal(const struct bank_source *s, const struct keys_secret *examiner,
                        const struct keys_public *office, struct crypt_random *rnd, struct buf *out,
                        struct err *e)
{
    struct sealing sl = {.source = s};
    if (!office->has_box)
        return err_set(e, ERR_KEY, _("this is not an office's key: it has no opening key"));
    err_clear(e);
    enum err_code rc = check_source(s, e);
    if (rc != ERR_OK)
        return rc;
    sl.master = crypt_secret_new(CRYPT_KEY);
    if (!sl.master)
        return err_memory(e);
    rnd->fill(rnd->context, sl.master, CRYPT_KEY);
    rnd->fill(rnd->context, sl.uid, BANK_UID);
    rc = place_cells(&sl, e);
    if (rc == ERR_OK)
        rc = build(&sl, examiner, office, out, e);
    crypt_secret_free(sl.master);
    free(sl.cell);
    free(sl.place);
    return rc;
}
