#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/import/normal.h"

#include <stdlib.h>
#include <string.h>

enum { SCREEN_COLUMNS = 74, SCREEN_LINES = 18 }; /* what 80×24 leaves for a question between head and foot */

static size_t characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* Phrases that point at a drawing or formula the text itself lacks. */
static bool speaks_of_figure(const char *stem)
{
    static const char *const SIGNS[] = {"hinh ve", "hinh ben", "hinh duoi", "hinh sau", "nhu hinh", "theo hinh", "hinh so", "so do sau", "so do ben", "so do duoi",
                                        "bieu do sau", "bieu do ben", "cong thuc sau", "cong thuc duoi", "bang sau", "bang duoi", "trong hinh", "ban ve sau"};
    char *key = normal_key(stem);
    bool found = false;
    for (size_t i = 0; key && !found && i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        found = normal_key_has(key, SIGNS[i]);
    free(key);
    return found;
}

size_t check_figures(const struct bank_source *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->questions; i++)
        n += speaks_of_figure(s->question[i].text.stem);
    return n;
}

static bool is_balanced(const char *s)
{
    static const char OPEN[] = "([{", CLOSE[] = ")]}";
    char stack[64];
    size_t n = 0;
    for (const char *start = s; *s; s++) {
        const char *open = strchr(OPEN, *s), *close = strchr(CLOSE, *s);
        /* "a)" at the beginning or behind a blank is a label, as is "1)" */
        bool label = *s == ')' && s > start && n == 0 && (s - start == 1 || s[-2] == ' ' || s[-2] == '\n' || s[-2] == '\t');
        if (open && n < sizeof stack)
            stack[n++] = CLOSE[open - OPEN];
        else if (close && !label && (n == 0 || stack[--n] != *s))
            return false;
    }
    return n == 0;
}

/* "A) text" in an option: wrong as soon as options are shuffled. */
static bool has_label(const char *option)
{
    return ((option[0] >= 'A' && option[0] <= 'D') || (option[0] >= 'a' && option[0] <= 'd')) && (option[1] == ')' || option[1] == '.') && option[2] == ' ';
}

static bool is_over_long(const struct bank_question *q)
{
    size_t lines = text_wrap(q->stem, SCREEN_COLUMNS, NULL, 0) + 1;
    for (int i = 0; i < BANK_OPTIONS; i++)
        lines += text_wrap(q->option[i], SCREEN_COLUMNS - 6, NULL, 0);
    return lines > SCREEN_LINES;
}

/* Length alone must not give the answer away: half as long again as the longest other, and by more than a few words; or as much shorter. */
static bool stands_out(const struct bank_source_question *q)
{
    size_t right = characters(q->text.option[q->answer]), longest = 0, shortest = SIZE_MAX;
    for (int i = 0; i < BANK_OPTIONS; i++) {
        size_t n = characters(q->text.option[i]);
        if (i != q->answer && n > longest)
            longest = n;
        if (i != q->answer && n < shortest)
            shortest = n;
    }
    return (2 * right > 3 * longest && right > longest + 15) || (2 * shortest > 3 * right && shortest > right + 15);
}

static void check_question(const struct bank_folder *b, size_t i, bool shuffled, struct findings *f)
{
    const struct bank_source_question *q = &b->source.question[i];
    struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
    bool balanced = is_balanced(q->text.stem), label = false;
    for (int k = 0; k < BANK_OPTIONS; k++) {
        balanced = balanced && is_balanced(q->text.option[k]);
        label = label || has_label(q->text.option[k]);
        for (int m = 0; m < k; m++)
            if (strcmp(q->text.option[k], q->text.option[m]) == 0)
                findings_add_at(f, FINDINGS_ERROR, &at, _("options %c and %c are the same"), 'A' + m, 'A' + k);
    }
    if (stands_out(q))
        findings_add_at(f, FINDINGS_WARNING, &at, _("the right answer stands out by its length"));
    if (speaks_of_figure(q->text.stem))
        findings_add_at(f, FINDINGS_WARNING, &at, _("speaks of a figure or formula that the text does not hold"));
    if (!balanced)
        findings_add_at(f, FINDINGS_WARNING, &at, _("a bracket is not closed, or closes nothing"));
    if (label)
        findings_add_at(f, FINDINGS_WARNING, &at, _("an option begins with a letter of its own, as \"A) …\""));
    if (q->options_refer && shuffled)
        findings_add_at(f, FINDINGS_WARNING, &at, _("options speak of other options: never shuffled, though a profile shuffles"));
    if (is_over_long(&q->text))
        findings_add_at(f, FINDINGS_WARNING, &at, _("longer than a screen of 80×24: candidates have to scroll"));
    if (!q->note)
        findings_add_at(f, FINDINGS_WARNING, &at, _("no citation (#### at the end)"));
}

void check_texts(const struct bank_folder *b, bool shuffled, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++)
        check_question(b, i, shuffled, f);
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

void check_lengths(const struct bank_source *s, const struct bank_source_pool *pool, struct check_lengths *out)
{
    size_t *stem = calloc(pool->count + 1, sizeof *stem);
    *out = (struct check_lengths){0};
    for (size_t i = 0; stem && i < pool->count; i++) {
        const struct bank_question *q = &s->question[pool->question[i]].text;
        stem[i] = characters(q->stem);
        for (int k = 0; k < BANK_OPTIONS; k++)
            if (characters(q->option[k]) > out->option_most)
                out->option_most = characters(q->option[k]);
    }
    if (stem && pool->count) {
        qsort(stem, pool->count, sizeof *stem, by_size);
        out->stem_median = stem[pool->count / 2];
        out->stem_most = stem[pool->count - 1];
    }
    free(stem);
}
