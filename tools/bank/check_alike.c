/* Questions nearly alike. Two are, when their texts share nearly all words, with the same numbers
 * in them, and their options too: a full stop more, a blank, a synonym. Candidates are found by
 * rare words (prefix filtering: Chaudhuri, Ganti, Kaushik
 * 2006), so that a large bank takes no time. */
#include "app/core/i18n.h"
#include "tools/bank/alike.h"
#include "tools/bank/check.h"
#include "tools/import/normal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { ALIKE_PERCENT = 80, WORDS_MAX = 2000, ANSWER_MAX = 80 };

/* A question's different words as numbers, rare ones first. */
struct words {
    uint32_t *id; /* owned */
    size_t count;
    uint64_t numbers; /* sum over the text's numbers and grades: like questions have the same */
};

struct vocabulary {
    GHashTable *number; /* word to its number, from 1 */
    GArray *frequency;  /* by number: questions that have it */
};

/* Words that tell two like sentences apart: numbers, grades, single letters ("nhóm B"). */
static bool is_number(const char *w)
{
    return strpbrk(w, "0123456789") || w[strspn(w, "ivx")] == '\0' || !w[1];
}

static int by_value(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static size_t drop_same(uint32_t *id, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || id[i] != id[i - 1])
            id[kept++] = id[i];
    return kept;
}

/* The words of a text into id; mark tells those of options apart. */
static void add_words(struct vocabulary *v, const char *text, const char *mark, uint32_t *id,
                      size_t *n, uint64_t *numbers)
{
    char *key = normal_key(text), *rest = key, *word, full[300];
    while (rest && (word = strsep(&rest, " ")) && *n < WORDS_MAX) {
        if (!*word)
            continue;
        *numbers += is_number(word) ? (uint64_t)g_str_hash(word) * 0x9E3779B97F4A7C15U : 0;
        snprintf(full, sizeof full, "%s%.200s", mark, word);
        gpointer found = g_hash_table_lookup(v->number, full);
        if (!found) {
            guint zero = 0;
            g_array_append_val(v->frequency, zero);
            found = GUINT_TO_POINTER(v->frequency->len);
            g_hash_table_insert(v->number, g_strdup(full), found);
        }
        id[(*n)++] = GPOINTER_TO_UINT(found) - 1;
    }
    free(key);
}

static struct words words_of(struct vocabulary *v, const struct bank_question *q)
{
    uint32_t id[WORDS_MAX];
    size_t n = 0;
    struct words w = {0};
    uint64_t ignored = 0;
    add_words(v, q->stem, "", id, &n, &w.numbers);
    for (int i = 0; i < BANK_OPTIONS; i++)
        add_words(v, q->option[i], "o ", id, &n, &ignored);
    qsort(id, n, sizeof *id, by_value);
    n = drop_same(id, n);
    w.id = malloc((n + 1) * sizeof *id);
    if (w.id) {
        memcpy(w.id, id, n * sizeof *id);
        w.count = n;
    }
    for (size_t i = 0; i < w.count; i++)
        g_array_index(v->frequency, guint, w.id[i])++;
    return w;
}

static int by_frequency(const void *a, const void *b, void *frequency)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    guint fx = g_array_index((GArray *)frequency, guint, x),
          fy = g_array_index((GArray *)frequency, guint, y);
    return fx != fy ? (fx < fy ? -1 : 1) : x < y ? -1 : x > y;
}

/* Words both have; the order is by_frequency's in both. */
static size_t common(const struct words *a, const struct words *b, void *frequency)
{
    size_t n = 0, i = 0, k = 0;
    while (i < a->count && k < b->count) {
        int c = by_frequency(&a->id[i], &b->id[k], frequency);
        n += c == 0;
        i += c <= 0;
        k += c >= 0;
    }
    return n;
}

static bool is_alike(const struct words *a, const struct words *b, void *frequency)
{
    size_t both = a->numbers == b->numbers ? common(a, b, frequency) : 0;
    return a->numbers == b->numbers && both * 100 >= (a->count + b->count - both) * ALIKE_PERCENT;
}

/* The right option of a question, cut at a character when it is long. */
static const char *answer_of(const struct bank_source_question *q, char out[ANSWER_MAX])
{
    const char *text = q->text.option[q->answer];
    size_t n = strnlen(text, ANSWER_MAX - 4);
    while (text[n] && n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
        n--;
    snprintf(out, ANSWER_MAX, "%.*s%s", (int)n, text, text[n] ? "…" : "");
    return out;
}

static void report(const struct bank_folder *b, size_t i, size_t k, enum alike verdict,
                   struct findings *f)
{
    struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
    char here[ANSWER_MAX], there[ANSWER_MAX], place[FINDINGS_PLACE_MAX];
    bank_folder_tell(b, &b->row[b->first[k]], place, sizeof place);
    if (verdict == ALIKE_DIFFERS)
        findings_add_topic(f, FINDINGS_WARNING, CHECK_ALIKE_DIFFERS, &at,
                           _("the answers differ (%s; %s): nearly the same question as at %s"),
                           answer_of(&b->source.question[i], here),
                           answer_of(&b->source.question[k], there), place);
    else
        findings_add_topic(f, FINDINGS_WARNING, CHECK_ALIKE, &at,
                           _("the same answer: nearly the same question as at %s"), place);
}

/* Compares with the questions before it that share one of its rarest words. One with another answer
 * is worth more than one with the same. */
static void find_alike(const struct bank_folder *b, const struct words *all, size_t i,
                       GPtrArray *lists, uint32_t *seen, void *frequency, struct findings *f)
{
    const struct words *w = &all[i];
    size_t prefix = w->count - (w->count * ALIKE_PERCENT + 99) / 100 + 1, which = 0;
    enum alike found = ALIKE_NOT;
    for (size_t p = 0; p < prefix && p < w->count; p++) {
        GArray *list = g_ptr_array_index(lists, w->id[p]);
        for (guint at = 0; list && found != ALIKE_DIFFERS && at < list->len; at++) {
            uint32_t k = g_array_index(list, uint32_t, at);
            if (seen[k] == i + 1)
                continue;
            seen[k] = (uint32_t)i + 1;
            enum alike verdict = is_alike(w, &all[k], frequency)
                                     ? alike_judge(&b->source.question[i], &b->source.question[k])
                                     : ALIKE_NOT;
            if (verdict > found) {
                found = verdict;
                which = k;
            }
        }
        if (!list)
            g_ptr_array_index(lists, w->id[p]) = list = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        uint32_t own = (uint32_t)i;
        g_array_append_val(list, own);
    }
    if (found != ALIKE_NOT)
        report(b, i, which, found, f);
}

static void free_list(gpointer list)
{
    if (list)
        g_array_free(list, TRUE);
}

void check_alike(const struct bank_folder *b, struct findings *f)
{
    size_t n = b->source.questions;
    struct vocabulary v = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                           g_array_new(FALSE, FALSE, sizeof(guint))};
    struct words *all = calloc(n + 1, sizeof *all);
    uint32_t *seen = calloc(n + 1, sizeof *seen);
    for (size_t i = 0; all && i < n; i++)
        all[i] = words_of(&v, &b->source.question[i].text);
    GPtrArray *lists = g_ptr_array_new_full(v.frequency->len, free_list);
    g_ptr_array_set_size(lists, (gint)v.frequency->len);
    for (size_t i = 0; all && seen && i < n; i++) {
        if (all[i].count)
            qsort_r(all[i].id, all[i].count, sizeof *all[i].id, by_frequency, v.frequency);
        find_alike(b, all, i, lists, seen, v.frequency, f);
    }
    for (size_t i = 0; all && i < n; i++)
        free(all[i].id);
    g_ptr_array_free(lists, TRUE);
    g_hash_table_destroy(v.number);
    g_array_free(v.frequency, TRUE);
    free(all);
    free(seen);
}
