#include "app/core/i18n.h"
#include "tools/bank/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct bank_source_pool *find_pool(const struct bank_source *s, const char *name)
{
    for (size_t i = 0; i < s->pools; i++)
        if (strcmp(s->pool[i].name, name) == 0)
            return &s->pool[i];
    return NULL;
}

/* The pool a draw of this track takes from: its name in out. */
static const struct bank_source_pool *draw_pool(const struct bank_source *s,
                                                const struct profile_draw *d, const char *field,
                                                const char *grade, char out[PROFILE_NAME_MAX])
{
    const struct bank_source_pool *pool =
        profile_pool_name(d->pool, field, grade, out, PROFILE_NAME_MAX) ? find_pool(s, out) : NULL;
    char other[PROFILE_NAME_MAX];
    if (!pool && d->fallback[0] &&
        profile_pool_name(d->fallback, field, grade, other, sizeof other) &&
        (pool = find_pool(s, other)))
        strcpy(out, other);
    return pool;
}

/* Questions that all draws of a variant take from one pool. */
static unsigned drawn_from(const struct bank_source *s, const struct profile_variant *v,
                           const char *pool, const char *field, const char *grade)
{
    unsigned n = 0;
    char name[PROFILE_NAME_MAX];
    for (unsigned p = 0; p < v->parts; p++)
        for (unsigned d = 0; d < v->part[p].draws; d++) {
            draw_pool(s, &v->part[p].draw[d], field, grade, name);
            n += strcmp(name, pool) == 0 ? v->part[p].draw[d].count : 0;
        }
    return n;
}

/* Questions that two pools share. */
static size_t shared(const struct bank_source *s, const struct bank_source_pool *a,
                     const struct bank_source_pool *b)
{
    unsigned char *in_a = calloc(s->questions + 1, 1);
    size_t n = 0;
    for (size_t i = 0; in_a && i < a->count; i++)
        in_a[a->question[i]] = 1;
    for (size_t i = 0; in_a && i < b->count; i++)
        n += in_a[b->question[i]];
    free(in_a);
    return n;
}

/* Questions of a pool that the draws before this one may have put on the paper, at the worst. */
static size_t taken_before(const struct bank_source *s, const struct profile_variant *v,
                           unsigned part, unsigned draw, const struct bank_source_pool *pool,
                           const char *field, const char *grade)
{
    char name[PROFILE_NAME_MAX];
    size_t taken = 0;
    for (unsigned p = 0; p <= part; p++)
        for (unsigned d = 0; d < (p == part ? draw : v->part[p].draws); d++) {
            const struct profile_draw *before = &v->part[p].draw[d];
            const struct bank_source_pool *other = draw_pool(s, before, field, grade, name);
            size_t both = other == pool ? pool->count : other ? shared(s, other, pool) : 0;
            taken += both < before->count ? both : before->count;
        }
    return taken;
}

/* What profiles want of a pool that has less: one finding a pool, however many tracks and profiles
 * come to it. */
struct shortage {
    char pool[PROFILE_NAME_MAX];
    size_t count;    /* questions it has */
    char wants[600]; /* "nd15-2021 20, nd175-2024 20" */
    bool shared;     /* it has enough, but other draws may take of it first */
};
struct shortages {
    struct shortage *item; /* owned */
    size_t count;
};

static void add_shortage(struct shortages *all, const char *pool, size_t count, const char *profile,
                         size_t wants, bool shared)
{
    char want[PROFILE_ID_MAX + 32];
    struct shortage *s = NULL;
    for (size_t i = 0; i < all->count; i++)
        if (all->item[i].shared == shared && strcmp(all->item[i].pool, pool) == 0)
            s = &all->item[i];
    if (!s) {
        struct shortage *grown = realloc(all->item, (all->count + 1) * sizeof *grown);
        if (!grown)
            return;
        all->item = grown;
        s = &grown[all->count++];
        *s = (struct shortage){.count = count, .shared = shared};
        snprintf(s->pool, sizeof s->pool, "%s", pool);
    }
    snprintf(want, sizeof want, "%s %zu", profile, wants);
    size_t len = strlen(s->wants);
    if (!strstr(s->wants, want) && len + strlen(want) + 3 < sizeof s->wants)
        snprintf(s->wants + len, sizeof s->wants - len, "%s%s", len ? ", " : "", want);
}

static void check_variant(const struct bank_source *s, const struct profile *profile,
                          const struct profile_variant *v, const char *field, const char *grade,
                          struct shortages *out)
{
    char name[PROFILE_NAME_MAX];
    for (unsigned p = 0; p < v->parts; p++)
        for (unsigned d = 0; d < v->part[p].draws; d++) {
            const struct bank_source_pool *pool =
                draw_pool(s, &v->part[p].draw[d], field, grade, name);
            size_t wanted = drawn_from(s, v, name, field, grade), count = pool ? pool->count : 0;
            size_t taken = pool ? taken_before(s, v, p, d, pool, field, grade) : 0;
            if (count < wanted)
                add_shortage(out, name, count, profile->id, wanted, false);
            else if (count < taken + v->part[p].draw[d].count)
                add_shortage(out, name, count, profile->id, taken + v->part[p].draw[d].count, true);
        }
}

static void report(struct shortages *all, struct findings *f)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct shortage *s = &all->item[i];
        struct findings_place at = {.file = s->pool};
        findings_add_topic(f, FINDINGS_ERROR, CHECK_POOL, &at,
                           s->shared ? _("%zu questions, some of them in other pools too, where "
                                         "they may be drawn first; too few for the profiles: %s")
                                     : _("%zu questions; too few for the profiles: %s"),
                           s->count, s->wants);
    }
    free(all->item);
}

void check_track(const struct bank_folder *b, const struct profile *profile, bool exempt,
                 const char *field, const char *grade, struct findings *f)
{
    const struct profile_variant *v = profile_variant_for(profile, exempt);
    struct shortages short_of = {0};
    if (v)
        check_variant(&b->source, profile, v, field, grade, &short_of);
    report(&short_of, f);
}

static void check_balance(const struct bank_source *s, const struct bank_source_pool *pool,
                          struct findings *f)
{
    size_t letter[BANK_OPTIONS] = {0};
    struct findings_place at = {.file = pool->name};
    for (size_t i = 0; i < pool->count; i++)
        letter[s->question[pool->question[i]].answer]++;
    for (int k = 0; k < BANK_OPTIONS; k++)
        if (pool->count >= 20 && letter[k] * 100 > pool->count * 45)
            findings_add_topic(f, FINDINGS_WARNING, CHECK_LETTERS, &at,
                               _("%zu of %zu right answers are %c"), letter[k], pool->count,
                               'A' + k);
        else if (pool->count >= 20 && letter[k] * 100 < pool->count * 10)
            findings_add_topic(f, FINDINGS_WARNING, CHECK_LETTERS, &at,
                               _("only %zu of %zu right answers are %c"), letter[k], pool->count,
                               'A' + k);
}

/* field and grade of a pool's name; a track is held when its professional pool stands: papers are
 * drawn for it then. */
static bool is_track(const char *pool, char field[BANK_NAME_MAX], char grade[BANK_NAME_MAX])
{
    const char *first = strchr(pool, '/'), *second = first ? strchr(first + 1, '/') : NULL;
    if (!second || strcmp(second + 1, "chuyen-mon") != 0)
        return false;
    memcpy(field, pool, (size_t)(first - pool));
    field[first - pool] = '\0';
    memcpy(grade, first + 1, (size_t)(second - first - 1));
    grade[second - first - 1] = '\0';
    return strcmp(field, "chung") != 0 && strcmp(grade, "chung") != 0;
}

void check_pools(const struct bank_folder *b, const struct check_profiles *profiles,
                 struct findings *f)
{
    char field[BANK_NAME_MAX], grade[BANK_NAME_MAX];
    struct shortages short_of = {0};
    for (size_t i = 0; i < b->source.pools; i++) {
        check_balance(&b->source, &b->source.pool[i], f);
        for (size_t k = 0; is_track(b->source.pool[i].name, field, grade) && k < profiles->count;
             k++) {
            check_variant(&b->source, &profiles->profile[k], &profiles->profile[k].standard, field,
                          grade, &short_of);
            check_variant(&b->source, &profiles->profile[k], &profiles->profile[k].exempt, field,
                          grade, &short_of);
        }
    }
    report(&short_of, f);
}
