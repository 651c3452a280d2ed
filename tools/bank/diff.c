#include "tools/bank/diff.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { ALIKE_PERCENT = 60 };

/* A bank as this file sees it. */
struct side {
    const struct bank_folder *b;
    long *partner;  /* by question: the other side's, -1 while none is found */
    GArray **words; /* by question: sorted word hashes; made when needed */
    GHashTable *id; /* identity in hex to index + 1 */
};

static void hex_of(const struct bank_source_question *q, char hex[2 * CRYPT_HASH + 1])
{
    uint8_t id[CRYPT_HASH];
    bank_question_id(&q->text, id);
    crypt_hex(id, CRYPT_HASH, hex);
}

static bool open_side(struct side *s, const struct bank_folder *b)
{
    size_t n = b->source.questions;
    *s = (struct side){b, malloc((n + 1) * sizeof *s->partner), calloc(n + 1, sizeof(GArray *)),
                       g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (size_t i = 0; s->partner && i < n; i++) {
        char hex[2 * CRYPT_HASH + 1];
        s->partner[i] = -1;
        hex_of(&b->source.question[i], hex);
        g_hash_table_insert(s->id, g_strdup(hex), GSIZE_TO_POINTER(i + 1));
    }
    return s->partner && s->words;
}

static void close_side(struct side *s)
{
    for (size_t i = 0; s->words && i < s->b->source.questions; i++)
        if (s->words[i])
            g_array_free(s->words[i], TRUE);
    free(s->words);
    free(s->partner);
    if (s->id)
        g_hash_table_destroy(s->id);
}

static const char *name_of(const struct side *s, size_t question)
{
    return s->b->row[s->b->first[question]].name;
}

static gint by_hash(gconstpointer a, gconstpointer b)
{
    guint x = *(const guint *)a, y = *(const guint *)b;
    return x < y ? -1 : x > y;
}

static GArray *words_of(struct side *s, size_t i)
{
    if (s->words[i])
        return s->words[i];
    const struct bank_question *q = &s->b->source.question[i].text;
    GArray *out = g_array_new(FALSE, FALSE, sizeof(guint));
    for (int t = -1; t < BANK_OPTIONS; t++) {
        char *key = normal_key(t < 0 ? q->stem : q->option[t]), *rest = key, *word;
        while (rest && (word = strsep(&rest, " "))) {
            guint hash = g_str_hash(word);
            if (*word)
                g_array_append_val(out, hash);
        }
        free(key);
    }
    g_array_sort(out, by_hash);
    return s->words[i] = out;
}

/* Words two questions share, in percent of all words of both. */
static unsigned share(const GArray *a, const GArray *b)
{
    guint n = 0, i = 0, k = 0;
    while (i < a->len && k < b->len) {
        guint x = g_array_index(a, guint, i), y = g_array_index(b, guint, k);
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    guint all = a->len + b->len - n;
    return all ? n * 100 / all : 0;
}

static void pair(struct side *was, size_t i, struct side *is, size_t k)
{
    was->partner[i] = (long)k;
    is->partner[k] = (long)i;
}

static void pair_same(struct side *was, struct side *is)
{
    for (size_t i = 0; i < was->b->source.questions; i++) {
        char hex[2 * CRYPT_HASH + 1];
        hex_of(&was->b->source.question[i], hex);
        gpointer found = g_hash_table_lookup(is->id, hex);
        if (found)
            pair(was, i, is, GPOINTER_TO_SIZE(found) - 1);
    }
}

static void pair_named(struct side *was, struct side *is)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t k = 0; k < is->b->source.questions; k++)
        if (is->partner[k] < 0 && name_of(is, k))
            g_hash_table_insert(names, (gpointer)name_of(is, k), GSIZE_TO_POINTER(k + 1));
    for (size_t i = 0; i < was->b->source.questions; i++) {
        gpointer found = was->partner[i] < 0 && name_of(was, i)
                             ? g_hash_table_lookup(names, name_of(was, i))
                             : NULL;
        if (found && is->partner[GPOINTER_TO_SIZE(found) - 1] < 0)
            pair(was, i, is, GPOINTER_TO_SIZE(found) - 1);
    }
    g_hash_table_destroy(names);
}

/* Each old question takes the free new one it is most like. */
static void pair_alike(struct side *was, struct side *is)
{
    for (size_t i = 0; i < was->b->source.questions; i++) {
        unsigned best = ALIKE_PERCENT - 1;
        long which = -1;
        for (size_t k = 0; was->partner[i] < 0 && k < is->b->source.questions; k++) {
            unsigned s = is->partner[k] < 0 ? share(words_of(was, i), words_of(is, k)) : 0;
            if (s > best) {
                best = s;
                which = (long)k;
            }
        }
        if (which >= 0)
            pair(was, i, is, (size_t)which);
    }
}

static bool in_pool(const struct bank_source_pool *p, size_t question)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->question[i] == question)
            return true;
    return false;
}

/* Every pool of a that holds question i is in b a pool of that name that holds question k. */
static bool stands_where(const struct bank_source *a, size_t i, const struct bank_source *b,
                         size_t k)
{
    for (size_t p = 0; p < a->pools; p++) {
        bool there = !in_pool(&a->pool[p], i);
        for (size_t o = 0; !there && o < b->pools; o++)
            there = strcmp(a->pool[p].name, b->pool[o].name) == 0 && in_pool(&b->pool[o], k);
        if (!there)
            return false;
    }
    return true;
}

/* What became of an old question; false when nothing did. */
static bool compare(const struct bank_folder *was, size_t i, const struct bank_folder *is,
                    long partner, enum diff_kind *kind)
{
    if (partner < 0) {
        *kind = DIFF_REMOVED;
        return true;
    }
    const struct bank_source_question *a = &was->source.question[i],
                                      *b = &is->source.question[partner];
    char x[2 * CRYPT_HASH + 1], y[2 * CRYPT_HASH + 1];
    hex_of(a, x);
    hex_of(b, y);
    bool same = strcmp(x, y) == 0;
    char *right_a = normal_key(a->text.option[a->answer]),
         *right_b = normal_key(b->text.option[b->answer]);
    bool other_answer =
        same ? a->answer != b->answer : !right_a || !right_b || strcmp(right_a, right_b) != 0;
    free(right_a);
    free(right_b);
    *kind = other_answer ? DIFF_ANSWER : !same ? DIFF_TEXT : DIFF_POOLS;
    return other_answer || !same || !stands_where(&was->source, i, &is->source, (size_t)partner) ||
           !stands_where(&is->source, (size_t)partner, &was->source, i);
}

static int by_kind(const void *a, const void *b)
{
    const struct diff_item *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    long p = x->was >= 0 ? x->was : x->is, q = y->was >= 0 ? y->was : y->is;
    return p < q ? -1 : p > q;
}

static void add(struct diff *d, enum diff_kind kind, long was, long is)
{
    d->item[d->count++] = (struct diff_item){kind, was, is};
    d->of[kind]++;
}

enum err_code diff_banks(const struct bank_folder *was, const struct bank_folder *is,
                         struct diff *out, struct err *e)
{
    struct side a = {0}, b = {0};
    bool opened = open_side(&a, was);
    opened = open_side(&b, is) && opened;
    *out = (struct diff){
        .item = malloc((was->source.questions + is->source.questions + 1) * sizeof *out->item)};
    if (opened && out->item) {
        pair_same(&a, &b);
        pair_named(&a, &b);
        pair_alike(&a, &b);
        for (size_t i = 0; i < was->source.questions; i++) {
            enum diff_kind kind;
            if (compare(was, i, is, a.partner[i], &kind))
                add(out, kind, (long)i, a.partner[i]);
        }
        for (size_t k = 0; k < is->source.questions; k++)
            if (b.partner[k] < 0)
                add(out, DIFF_ADDED, -1, (long)k);
        qsort(out->item, out->count, sizeof *out->item, by_kind);
    }
    close_side(&a);
    close_side(&b);
    return opened && out->item ? ERR_OK : err_memory(e);
}

void diff_free(struct diff *d)
{
    free(d->item);
    *d = (struct diff){0};
}
