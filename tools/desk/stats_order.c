/* The order of the questions shown. */
#include "tools/desk/stats_parts.h"

#include <stdlib.h>
#include <string.h>

/* What to look at first: a doubtful key, then other flags, then what has most attempts. */
static int compare_flags(const struct analysis_question *a, const struct analysis_question *b)
{
    static const char MARKS[] = "x! ";
    const char *x = strchr(MARKS, stats_mark(a)), *y = strchr(MARKS, stats_mark(b));
    return x != y ? (x > y) - (x < y) : (a->item.n < b->item.n) - (a->item.n > b->item.n);
}

static int compare_facility(const struct analysis_question *a, const struct analysis_question *b)
{
    bool x = stats_speaks(a), y = stats_speaks(b);
    if (x != y)
        return x ? -1 : 1;
    return x ? (a->item.facility > b->item.facility) - (a->item.facility < b->item.facility) : 0;
}

/* As the analysis has them: by bank, pool and number. */
static int compare_places(const struct analysis_question *a, const struct analysis_question *b)
{
    return (a > b) - (a < b);
}

typedef int compare_questions(const struct analysis_question *, const struct analysis_question *);

/* qsort has no context, and every row is looked at twenty times at the most: merged in place of it.
 */
static void merge(const struct stats_look *s, compare_questions *way, size_t *from, size_t *to,
                  size_t first, size_t last)
{
    size_t middle = first + (last - first) / 2, a = first, b = middle;
    const struct analysis_question *q = s->reply->analysis.question;
    if (last - first < 2)
        return;
    merge(s, way, to, from, first, middle);
    merge(s, way, to, from, middle, last);
    for (size_t i = first; i < last; i++) {
        bool is_a = a < middle && (b == last || way(&q[from[a]], &q[from[b]]) <= 0);
        to[i] = is_a ? from[a++] : from[b++];
    }
}

void stats_order(struct stats_look *s)
{
    static compare_questions *const WAYS[STATS_SORTS] = {compare_flags, compare_facility,
                                                         compare_places};
    size_t n = s->reply->analysis.questions;
    size_t *from = calloc(n + 1, sizeof *from);
    for (size_t i = 0; i < n; i++)
        s->order[i] = i;
    if (!from)
        return; /* as the analysis has them */
    memcpy(from, s->order, n * sizeof *from);
    merge(s, WAYS[s->sort], from, s->order, 0, n);
    free(from);
    struct tui_rows rows = stats_question_rows(s);
    tui_table_settle(&s->table, &rows);
}
