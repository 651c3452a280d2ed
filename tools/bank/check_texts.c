#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/import/refers.h"

#include <stdlib.h>
#include <string.h>

enum {
    SCREEN_COLUMNS = 74,
    SCREEN_LINES = 18
}; /* what 80×24 leaves for a question between head
                                                    and foot */

static size_t characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++)
        n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* "a)", "1)", "ii)", "10)" where an item of a list begins: the bracket closes nothing and needs to
 * open nothing. */
static bool is_item(const char *start, const char *close)
{
    const char *at = close;
    while (at > start && ((at[-1] >= '0' && at[-1] <= '9') || (at[-1] >= 'a' && at[-1] <= 'z') ||
                          (at[-1] >= 'A' && at[-1] <= 'Z')))
        at--;
    return at < close && close - at <= 4 && (at == start || strchr(" \n;,:.([/", at[-1]));
}

/* "[0; 5)" and "(0; 5]": an interval may be open at one end. */
static bool is_interval(const char *open, const char *close)
{
    size_t n = (size_t)(close - open - 1);
    return strspn(open + 1, "0123456789.,;+-% xXyabhtT") >= n && memchr(open + 1, ';', n);
}

static bool is_closed(const char *s, bool items)
{
    static const char OPEN[] = "([{", CLOSE[] = ")]}";
    const char *stack[64];
    size_t n = 0;
    for (const char *start = s; *s; s++) {
        const char *close = strchr(CLOSE, *s);
        if (strchr(OPEN, *s) && n < sizeof stack / sizeof stack[0])
            stack[n++] = s;
        if (!close || (items && *s == ')' && is_item(start, s)))
            continue;
        if (n == 0)
            return false;
        n--;
        if (*stack[n] != OPEN[close - CLOSE] && !is_interval(stack[n], s))
            return false;
    }
    return n == 0;
}

static bool is_balanced(const char *s)
{
    return is_closed(s, true) || is_closed(s, false);
}

/* "A) text", "b. text", "c/ text" in an option: wrong as soon as options are shuffled. Returns the
 * letter's index, -1 for none. */
static int label_of(const char *option)
{
    int letter = (option[0] | 0x20) - 'a';
    return letter >= 0 && letter < BANK_OPTIONS && option[1] && strchr(").:/", option[1]) &&
                   (option[2] == ' ' || option[1] == ')') && option[2]
               ? letter
               : -1;
}

/* One or two may be names ("C. Mác", "A. Smith"): labels are at least three, or those of their own
 * places, or closed by a bracket. */
static bool has_labels(const struct bank_question *q)
{
    unsigned n = 0, sure = 0, in_place = 0;
    for (int i = 0; i < BANK_OPTIONS; i++) {
        int letter = label_of(q->option[i]);
        n += letter >= 0;
        in_place += letter == i;
        sure += letter >= 0 && q->option[i][1] == ')';
    }
    return n >= 3 || sure || (n == 2 && in_place == 2);
}

static bool is_over_long(const struct bank_question *q)
{
    size_t lines = text_wrap(q->stem, SCREEN_COLUMNS, NULL, 0) + 1;
    for (int i = 0; i < BANK_OPTIONS; i++)
        lines += text_wrap(q->option[i], SCREEN_COLUMNS - 6, NULL, 0);
    return lines > SCREEN_LINES;
}

/* Length alone must not give the answer away. */
/* The right option alone is long or short: half as long again as the longest other, and by more
 * than a few words, or as much shorter. Options that speak of others neither give away nor hide. */
static bool right_stands_out(const struct bank_source_question *q, size_t *right_has,
                             size_t *shortest_has, size_t *longest_has)
{
    size_t right = characters(q->text.option[q->answer]), longest = 0, shortest = SIZE_MAX,
           others = 0;
    if (refers_option(q->text.option[q->answer]))
        return false;
    for (int i = 0; i < BANK_OPTIONS; i++) {
        size_t n = characters(q->text.option[i]);
        if (i == q->answer || (q->options_refer && refers_option(q->text.option[i])))
            continue;
        others++;
        longest = n > longest ? n : longest;
        shortest = n < shortest ? n : shortest;
    }
    *right_has = right;
    *shortest_has = shortest;
    *longest_has = longest;
    return others && ((2 * right > 3 * longest && right > longest + 15) ||
                      (2 * shortest > 3 * right && shortest > right + 15));
}

static void compare_options(const struct bank_folder *b, size_t i, struct findings *f)
{
    const struct bank_source_question *q = &b->source.question[i];
    struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
    for (int k = 0; k < BANK_OPTIONS; k++)
        for (int m = 0; m < k; m++)
            if (strcmp(q->text.option[k], q->text.option[m]) == 0)
                findings_add_topic(f, FINDINGS_ERROR, CHECK_SAME_OPTIONS, &at,
                                   _("options %c and %c are the same"), 'A' + m, 'A' + k);
}

void check_same_options(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++)
        compare_options(b, i, f);
}

static void check_question(const struct bank_folder *b, size_t i, bool shuffled, struct findings *f)
{
    const struct bank_source_question *q = &b->source.question[i];
    struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
    bool balanced = is_balanced(q->text.stem);
    for (int k = 0; k < BANK_OPTIONS; k++)
        balanced = balanced && is_balanced(q->text.option[k]);
    compare_options(b, i, f);
    size_t right, shortest, longest;
    if (right_stands_out(q, &right, &shortest, &longest))
        findings_add_topic(f, FINDINGS_WARNING, CHECK_LENGTH, &at,
                           _("the right answer has %zu characters, the others %zu to %zu: write "
                             "them about as long"),
                           right, shortest, longest);
    if (check_speaks_of_figure(&q->text))
        findings_add_topic(f, FINDINGS_WARNING, CHECK_FIGURE, &at,
                           _("speaks of a figure or formula that the text does not hold"));
    if (!balanced)
        findings_add_topic(f, FINDINGS_WARNING, CHECK_BRACKET, &at,
                           _("a bracket is not closed, or closes nothing"));
    if (has_labels(&q->text))
        findings_add_topic(f, FINDINGS_WARNING, CHECK_LABEL, &at,
                           _("an option begins with a letter of its own, as \"A) …\""));
    if (q->options_refer && shuffled)
        findings_add_topic(
            f, FINDINGS_WARNING, CHECK_REFER, &at,
            _("options speak of other options: never shuffled, though a profile shuffles"));
    if (is_over_long(&q->text))
        findings_add_topic(f, FINDINGS_WARNING, CHECK_SCREEN, &at,
                           _("longer than a screen of 80×24: candidates have to scroll"));
}

void check_texts(const struct bank_folder *b, bool shuffled, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++)
        check_question(b, i, shuffled, f);
}

/* Each is named from the beginning: the count goes down as they are mended, and never up. */
void check_citations(const struct bank_folder *b, struct findings *f)
{
    for (size_t i = 0; i < b->source.questions; i++) {
        struct findings_place at = bank_folder_place(b, &b->row[b->first[i]]);
        if (!b->source.question[i].note)
            findings_add_topic(f, FINDINGS_WARNING, CHECK_CITATION, &at,
                               _("no citation (the field Source)"));
    }
}

static int by_size(const void *a, const void *b)
{
    size_t x = *(const size_t *)a, y = *(const size_t *)b;
    return x < y ? -1 : x > y;
}

void check_lengths(const struct bank_source *s, const struct bank_source_pool *pool,
                   struct check_lengths *out)
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
