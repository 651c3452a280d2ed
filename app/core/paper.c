#include "app/core/paper.h"

#include "app/core/buf.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

void paper_seed(const uint8_t D[CRYPT_KEY], const uint8_t uid[SESSION_UID], uint32_t paper,
                const char *lot, uint8_t seed[CRYPT_KEY])
{
    struct buf b;
    buf_init(&b, 1024);
    buf_add(&b, uid, SESSION_UID);
    buf_add_u32(&b, paper);
    buf_add_text(&b, lot);
    crypt_kdf(D, LABEL_DRAW, b.data, b.len, seed, CRYPT_KEY);
    buf_free(&b);
}

static bool is_on(const struct paper *p, uint32_t entry)
{
    for (unsigned i = 0; i < p->questions; i++)
        if (p->question[i].entry == entry)
            return true;
    return false;
}

/* The pool of a draw, or its fallback. */
static const struct bank_pool *find_pool(const struct bank_office *bank,
                                         const struct profile_draw *d, const char *field,
                                         const char *grade, char name[PROFILE_NAME_MAX])
{
    const struct bank_pool *pool = NULL;
    if (d->fallback[0] && profile_pool_name(d->fallback, field, grade, name, PROFILE_NAME_MAX))
        pool = bank_office_pool(bank, name);
    char first[PROFILE_NAME_MAX];
    if (!profile_pool_name(d->pool, field, grade, first, sizeof first))
        return pool;
    const struct bank_pool *own = bank_office_pool(bank, first);
    if (own || !pool)
        memcpy(name, first, sizeof first);
    return own ? own : pool;
}

static enum err_code draw_from(const struct bank_office *bank, const struct profile_draw *d,
                               const char *field, const char *grade, struct crypt_stream *dice,
                               struct paper *out, struct err *e)
{
    char name[PROFILE_NAME_MAX];
    const struct bank_pool *pool = find_pool(bank, d, field, grade, name);
    if (!pool)
        return err_set(e, ERR_POLICY, _("the bank has no pool %s"), name);
    uint32_t *left = calloc(pool->count, sizeof *left);
    if (!left)
        return err_memory(e);
    uint32_t n = 0;
    for (size_t i = 0; i < pool->count; i++)
        if (!is_on(out, pool->entry[i]))
            left[n++] = pool->entry[i];
    enum err_code rc = ERR_OK;
    if (n < d->count || out->questions + d->count > SESSION_PAPER_QUESTIONS_MAX)
        rc = err_set(e, ERR_POLICY, _("pool %s holds %u usable questions, the profile draws %u"),
                     name, n, d->count);
    for (unsigned i = 0; rc == ERR_OK && i < d->count; i++) {
        uint32_t k = i + crypt_stream_below(dice, n - i);
        uint32_t chosen = left[k];
        left[k] = left[i];
        left[i] = chosen;
        out->question[out->questions].entry = chosen;
        out->question[out->questions++].order = SESSION_ORDER_AS_WRITTEN;
    }
    free(left);
    return rc;
}

/* Questions of one part among themselves, from the end. */
static void shuffle(struct paper *p, unsigned first, unsigned count, struct crypt_stream *dice)
{
    for (unsigned i = count; i > 1; i--) {
        unsigned k = crypt_stream_below(dice, i);
        uint32_t entry = p->question[first + i - 1].entry;
        uint8_t draw = p->question[first + i - 1].draw;
        p->question[first + i - 1].entry = p->question[first + k].entry;
        p->question[first + i - 1].draw = p->question[first + k].draw;
        p->question[first + k].entry = entry;
        p->question[first + k].draw = draw;
    }
}

static uint8_t shuffled_order(struct crypt_stream *dice)
{
    uint8_t option[BANK_OPTIONS] = {0, 1, 2, 3}, order = 0;
    for (unsigned i = BANK_OPTIONS; i > 1; i--) {
        unsigned k = crypt_stream_below(dice, i);
        uint8_t last = option[i - 1];
        option[i - 1] = option[k];
        option[k] = last;
    }
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        order = (uint8_t)(order | option[place] << (2 * place));
    return order;
}

enum err_code paper_draw(const struct paper_rules *rules, const uint8_t seed[CRYPT_KEY],
                         struct paper *out, struct err *e)
{
    struct crypt_stream dice;
    memset(out, 0, sizeof *out);
    const struct profile_variant *v = profile_variant_for(rules->profile, rules->exempt);
    if (!v)
        return err_set(e, ERR_POLICY, _("the profile %s knows no exemption"), rules->profile->id);
    crypt_stream_init(&dice, seed);
    enum err_code rc = ERR_OK;
    for (unsigned i = 0; rc == ERR_OK && i < v->parts; i++) {
        unsigned first = out->questions;
        for (unsigned k = 0; rc == ERR_OK && k < v->part[i].draws; k++) {
            unsigned from = out->questions;
            rc = draw_from(rules->bank, &v->part[i].draw[k], rules->field, rules->grade, &dice, out,
                           e);
            for (unsigned q = from; q < out->questions; q++)
                out->question[q].draw = (uint8_t)k;
        }
        out->part_questions[out->parts++] = (uint16_t)(out->questions - first);
        shuffle(out, first, out->questions - first, &dice);
    }
    for (unsigned i = 0; rc == ERR_OK && rules->profile->shuffle_options && i < out->questions; i++)
        if (!rules->bank->entry[out->question[i].entry].options_refer)
            out->question[i].order = shuffled_order(&dice);
    crypt_wipe(&dice, sizeof dice);
    return rc;
}

unsigned paper_option_at(uint8_t order, unsigned place)
{
    return (unsigned)order >> (2 * place) & 3u;
}

unsigned paper_place_of(uint8_t order, unsigned option)
{
    for (unsigned place = 0; place < BANK_OPTIONS; place++)
        if (paper_option_at(order, place) == option)
            return place;
    return 0;
}
