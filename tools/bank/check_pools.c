#include "app/core/i18n.h"
#include "tools/bank/check.h"

#include <string.h>

static const struct bank_source_pool *find_pool(const struct bank_source *s, const char *name)
{
    for (size_t i = 0; i < s->pools; i++)
        if (strcmp(s->pool[i].name, name) == 0)
            return &s->pool[i];
    return NULL;
}

/* The pool a draw of this track takes from: its name in out. */
static const struct bank_source_pool *draw_pool(const struct bank_source *s, const struct profile_draw *d, const char *field, const char *grade, char out[PROFILE_NAME_MAX])
{
    const struct bank_source_pool *pool = profile_pool_name(d->pool, field, grade, out, PROFILE_NAME_MAX) ? find_pool(s, out) : NULL;
    char other[PROFILE_NAME_MAX];
    if (!pool && d->fallback[0] && profile_pool_name(d->fallback, field, grade, other, sizeof other) && (pool = find_pool(s, other)))
        strcpy(out, other);
    return pool;
}

/* Questions that all draws of a variant take from one pool. */
static unsigned drawn_from(const struct bank_source *s, const struct profile_variant *v, const char *pool, const char *field, const char *grade)
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

static void check_variant(const struct bank_source *s, const struct profile *profile, const struct profile_variant *v, const char *field, const char *grade,
                          struct findings *f)
{
    char name[PROFILE_NAME_MAX];
    for (unsigned p = 0; p < v->parts; p++)
        for (unsigned d = 0; d < v->part[p].draws; d++) {
            const struct bank_source_pool *pool = draw_pool(s, &v->part[p].draw[d], field, grade, name);
            unsigned wanted = drawn_from(s, v, name, field, grade);
            if ((pool ? pool->count : 0) < wanted)
                findings_add(f, FINDINGS_ERROR, name, 0, _("%zu questions; profile %s draws %u from it"), pool ? pool->count : 0, profile->id, wanted);
        }
}

static void check_balance(const struct bank_source *s, const struct bank_source_pool *pool, struct findings *f)
{
    size_t letter[BANK_OPTIONS] = {0};
    for (size_t i = 0; i < pool->count; i++)
        letter[s->question[pool->question[i]].answer]++;
    for (int k = 0; k < BANK_OPTIONS; k++)
        if (pool->count >= 20 && letter[k] * 100 > pool->count * 45)
            findings_add(f, FINDINGS_WARNING, pool->name, 0, _("%zu of %zu right answers are %c"), letter[k], pool->count, 'A' + k);
        else if (pool->count >= 20 && letter[k] * 100 < pool->count * 10)
            findings_add(f, FINDINGS_WARNING, pool->name, 0, _("only %zu of %zu right answers are %c"), letter[k], pool->count, 'A' + k);
}

/* field and grade of a pool's name; a track is held when its professional pool stands: papers are drawn for it then. */
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

void check_pools(const struct bank_folder *b, const struct check_profiles *profiles, struct findings *f)
{
    char field[BANK_NAME_MAX], grade[BANK_NAME_MAX];
    for (size_t i = 0; i < b->source.pools; i++) {
        check_balance(&b->source, &b->source.pool[i], f);
        for (size_t k = 0; is_track(b->source.pool[i].name, field, grade) && k < profiles->count; k++) {
            check_variant(&b->source, &profiles->profile[k], &profiles->profile[k].standard, field, grade, f);
            check_variant(&b->source, &profiles->profile[k], &profiles->profile[k].exempt, field, grade, f);
        }
    }
}
