#include "tools/import/pdf_fit.h"

#include "app/core/i18n.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TOP 0.0F
#define MIDDLE 0.5F
#define FOOT 1.0F
enum { LORE_MAX = 8 * 1000 * 1000, SURE_MIN = 5 };
static const float STEP_MIN = 0.7F;    /* points that rows must stand further apart than lines at
                                          the least */
static const float FAULT = 10.0F;      /* what an option out of its order costs */
static const float STEEP = 2.0F;       /* what a number costs that stands a line from its place */
static const float BROKEN = 0.5F;      /* what a row costs that goes on overleaf */
static const float LEFT_OVER = 1.0F;   /* and one whose number stands there */
static const float AHEAD = 0.5F;       /* and one of which only the number stands on this page,
                                          below all text */
static const float GAP = 3.0F;         /* what a row's beginning costs where the gap is that of
                                          lines, and the other way round */
static const float MARGIN = 1.8F;      /* a boundary is certain when the next best costs so much
                                          more */
static const float OFF_MAX = 0.3F;     /* lines that a number may stand from its place */
static const float OFFSET_MAX = 2.0F;  /* and all of them on the whole */
static const float SAME_HEIGHT = 0.6F; /* marks so many lines apart stand at one height */

bool pdf_fit_add(struct pdf_fit *s, uint32_t line, const struct pdf_word *text,
                 const struct pdf_word *mark, int letter)
{
    if ((text && s->lines == PDF_FIT_LINES) || (mark && s->marks == PDF_FIT_MARKS))
        return false;
    if (text) {
        s->height = fmaxf(text->y1 - text->y0, 1);
        s->line[s->lines] = line;
        s->top[s->lines] = text->y0;
        s->bottom[s->lines] = text->y1;
        s->letter[s->lines++] = letter;
    }
    if (mark) {
        float middle = (mark->y0 + mark->y1) / 2;
        s->height = fmaxf(s->height, mark->y1 - mark->y0);
        if (s->heights == 0 || middle - s->at[s->heights - 1] > SAME_HEIGHT * s->height)
            s->at[s->heights++] = middle;
        s->of_mark[s->marks] = s->heights - 1;
        s->mark[s->marks++] = line;
    }
    return true;
}

static bool keep(struct pdf_fit_list *l, float value)
{
    if (l->count == l->room) {
        size_t more = l->room ? l->room * 2 : 256;
        float *grown = more <= LORE_MAX ? realloc(l->value, more * sizeof *grown) : NULL;
        if (!grown)
            return false;
        l->value = grown;
        l->room = more;
    }
    l->value[l->count++] = value;
    return true;
}

static int by_size(const void *a, const void *b)
{
    float d = *(const float *)a - *(const float *)b;
    return d < 0 ? -1 : d > 0;
}

static void sort(struct pdf_fit_list *l)
{
    if (l->count)
        qsort(l->value, l->count, sizeof *l->value, by_size);
}

/* Each row but the first of a page gives one gap between rows: about so many are the largest of
 * all, and a step stands between them and the gaps between lines. */
static void settle_gaps(struct pdf_fit_lore *lore)
{
    size_t n = lore->gap.count, few = lore->rows * 6 / 10, many = lore->rows * 21 / 20 + 1;
    const float *gap = lore->gap.value;
    float step = 0;
    sort(&lore->gap);
    for (size_t rank = few ? few : 1; rank <= many && rank < n; rank++)
        if (gap[n - rank] - gap[n - rank - 1] > step) {
            step = gap[n - rank] - gap[n - rank - 1];
            lore->least = (gap[n - rank] + gap[n - rank - 1]) / 2;
        }
    lore->has_gaps = step > STEP_MIN;
}

/* Fonts differ by a little, and there may be room below a row's last line. Rows that can have no
 * other lines show how much; else the gaps must have borne out which rows they are: without either,
 * much is a cut gone wrong. */
static void settle_places(struct pdf_fit_lore *lore)
{
    for (int part = 0; part < PDF_FIT_PARTS; part++)
        lore->part = lore->cost[part] < lore->cost[lore->part] ? part : lore->part;
    struct pdf_fit_list *sure = &lore->sure[lore->part],
                        *list = sure->count >= SURE_MIN ? sure : &lore->off[lore->part];
    sort(list);
    float offset = list->count ? list->value[list->count / 2] : 0;
    lore->offset =
        list == sure || fabsf(offset) < (lore->has_gaps ? OFFSET_MAX : OFF_MAX) * lore->height
            ? offset
            : 0;
}

void pdf_fit_settle(struct pdf_fit_lore *lore)
{
    if (lore->stage == PDF_FIT_GAPS)
        settle_gaps(lore);
    if (lore->stage == PDF_FIT_FOOT)
        settle_places(lore);
    lore->stage++;
}

void pdf_fit_forget(struct pdf_fit_lore *lore)
{
    free(lore->gap.value);
    for (int part = 0; part < PDF_FIT_PARTS; part++) {
        free(lore->off[part].value);
        free(lore->sure[part].value);
    }
    *lore = (struct pdf_fit_lore){0};
}

/* What is known of a page while it is cut. */
struct knowledge {
    float part;   /* of a row's height at which its number stands: 0.5 the middle, 1 the
                              foot */
    float offset; /* points that numbers stand lower than there */
    bool has_gaps;
    float gap; /* a gap above this is one between rows */
    bool open;
    int letter;   /* of the row from the page before */
    size_t first; /* the first height whose row begins on this page */
};
struct cut {
    float cost;
    uint16_t end; /* where the row that begins here ends */
};
struct fitting {
    const struct pdf_fit *s;
    struct knowledge k;
    struct cut *back; /* [height × width + line]: the cheapest way from a row that begins there
                              to the page's end */
    float *fore;      /* [height × width + line]: the cheapest way from the page's beginning to
                              a row that begins there */
    size_t width;     /* lines + 1 */
};

/* Options met on the way through a row. */
struct letters {
    int next; /* the option that is to come */
    unsigned faults;
};

static void step(struct letters *l, int letter)
{
    if (letter < 0)
        return;
    l->faults += letter != l->next;
    l->next = letter + 1;
}

static float letters_cost(const struct letters *l, bool open)
{
    return FAULT * (float)(l->faults + (!open && l->next < 4 ? (unsigned)(4 - l->next) : 0));
}

/* What the gap above a line says against its beginning a row, or against its not doing so. Options
 * have gaps of their own. */
static float gap_cost(const struct fitting *f, size_t line, bool begins)
{
    const struct pdf_fit *s = f->s;
    if (!f->k.has_gaps || line == 0 || line >= s->lines || s->letter[line] >= 0)
        return 0;
    return begins == (s->top[line] - s->bottom[line - 1] > f->k.gap) ? 0 : GAP;
}

/* Lines by which a row's number stands too low. */
static float off(const struct fitting *f, size_t from, size_t to, size_t at)
{
    const struct pdf_fit *s = f->s;
    float high = (s->top[from] + s->bottom[from]) / 2,
          low = (s->top[to - 1] + s->bottom[to - 1]) / 2;
    return (s->at[at] - high - f->k.part * (low - high) - f->k.offset) / s->height;
}

/* What the number's place says against a row that goes on overleaf: it may stand anywhere where
 * numbers stand in the middle, and at the row's top where they
 * stand at the foot, as some programs have it. */
static float broken_cost(const struct fitting *f, size_t from, size_t to, size_t at)
{
    const struct pdf_fit *s = f->s;
    float by_part = fabsf(off(f, from, to, at)),
          by_top =
              fabsf(s->at[at] - (s->top[from] + s->bottom[from]) / 2 - f->k.offset) / s->height;
    return BROKEN + (f->k.part == MIDDLE ? 0 : fminf(by_part, by_top) * STEEP);
}

/* A row from..to − 1 with what its letters and gaps cost. */
static float row_cost(const struct fitting *f, size_t from, size_t to, size_t at,
                      const struct letters *l, float gaps)
{
    float whole = fabsf(off(f, from, to, at)) * STEEP + letters_cost(l, false);
    if (to == f->s->lines && at + 1 == f->s->heights)
        whole = fminf(whole, broken_cost(f, from, to, at) + letters_cost(l, true));
    return whole + gaps;
}

/* The last number stands below all text, and its row begins overleaf. */
static bool is_ahead(const struct pdf_fit *s, size_t from, size_t at)
{
    return from == s->lines && at + 1 == s->heights &&
           (s->lines == 0 || s->at[at] > s->bottom[s->lines - 1]);
}

/* Goes through all rows that begin at `from`: whichever way is asked for. */
static void rows_from(struct fitting *f, size_t at, size_t from, bool fore)
{
    const struct pdf_fit *s = f->s;
    struct letters l = {0, from < s->lines && s->letter[from] >= 0};
    float gaps = gap_cost(f, from, true), before = f->fore[at * f->width + from];
    struct cut best = {is_ahead(s, from, at) ? AHEAD : INFINITY, (uint16_t)from};
    if (fore && is_ahead(s, from, at))
        f->fore[(at + 1) * f->width + from] =
            fminf(f->fore[(at + 1) * f->width + from], before + AHEAD);
    for (size_t to = from + 1; to < f->width; to++) {
        step(&l, s->letter[to - 1]);
        if (to - 1 > from)
            gaps += gap_cost(f, to - 1, false);
        float cost = row_cost(f, from, to, at, &l, gaps),
              *next = &f->fore[(at + 1) * f->width + to];
        if (fore)
            *next = fminf(*next, before + cost);
        else if (cost + f->back[(at + 1) * f->width + to].cost < best.cost)
            best = (struct cut){cost + f->back[(at + 1) * f->width + to].cost, (uint16_t)to};
    }
    if (!fore)
        f->back[at * f->width + from] = best;
}

/* Behind the last number: nothing, or a row whose number stands overleaf. */
static float left_over(const struct fitting *f, size_t from)
{
    const struct pdf_fit *s = f->s;
    struct letters l = {0, from < s->lines && s->letter[from] >= 0};
    float gaps = gap_cost(f, from, true);
    if (from == s->lines)
        return 0;
    for (size_t i = from; i < s->lines; i++) {
        step(&l, s->letter[i]);
        gaps += i > from ? gap_cost(f, i, false) : 0;
    }
    return LEFT_OVER + letters_cost(&l, true) + gaps;
}

/* The lines before the first row of the page go on with the row from the page before. */
static float rest_cost(const struct fitting *f, size_t rest)
{
    const struct pdf_fit *s = f->s;
    struct letters l = {f->k.letter + 1, 0};
    float gaps = 0;
    if (!f->k.open)
        return rest ? INFINITY : 0;
    for (size_t i = 0; i < rest; i++) {
        step(&l, s->letter[i]);
        gaps += i ? gap_cost(f, i, false) : 0;
    }
    float foot =
        f->k.part == FOOT && f->k.first && rest
            ? fabsf(s->at[0] - (s->top[rest - 1] + s->bottom[rest - 1]) / 2 - f->k.offset) /
                  s->height
            : 0;
    return letters_cost(&l, rest == s->lines) + gaps + foot * STEEP;
}

/* Both tables; the cost of the best cut comes back. */
static float fill(struct fitting *f)
{
    const struct pdf_fit *s = f->s;
    float best = INFINITY;
    for (size_t i = 0; i < (s->heights + 1) * f->width; i++)
        f->fore[i] = INFINITY;
    for (size_t from = 0; from < f->width; from++) {
        f->fore[f->k.first * f->width + from] = rest_cost(f, from);
        f->back[s->heights * f->width + from] =
            (struct cut){left_over(f, from), (uint16_t)s->lines};
    }
    for (size_t at = s->heights; at-- > f->k.first;)
        for (size_t from = 0; from < f->width; from++)
            rows_from(f, at, from, false);
    for (size_t at = f->k.first; at < s->heights; at++)
        for (size_t from = 0; from < f->width; from++)
            if (f->fore[at * f->width + from] < INFINITY)
                rows_from(f, at, from, true);
    for (size_t from = 0; from < f->width; from++)
        best = fminf(best, f->fore[f->k.first * f->width + from] +
                               f->back[f->k.first * f->width + from].cost);
    return best;
}

/* Where the rows of the best cut begin: begin[first … heights], the last one what is left over. */
static void follow(const struct fitting *f, size_t *begin)
{
    const float *fore = &f->fore[f->k.first * f->width];
    const struct cut *back = &f->back[f->k.first * f->width];
    size_t from = 0;
    for (size_t i = 1; i < f->width; i++)
        if (fore[i] + back[i].cost < fore[from] + back[from].cost)
            from = i;
    begin[f->k.first] = from;
    for (size_t at = f->k.first; at < f->s->heights; at++)
        begin[at + 1] = f->back[at * f->width + begin[at]].end;
}

static const float PARTS[PDF_FIT_PARTS] = {TOP, MIDDLE, FOOT};

/* A row must begin at this line, whatever else: it alone stands between one row's last option and
 * the next one's first. */
static bool is_pinned(const struct pdf_fit *s, size_t line)
{
    return line > 0 && line + 1 < s->lines && s->letter[line - 1] == 3 && s->letter[line] < 0 &&
           s->letter[line + 1] == 0;
}

/* How far numbers stand from their places in the best cut, and what it costs. */
static bool learn(const struct fitting *f, struct pdf_fit_lore *lore, const size_t *begin,
                  float cost)
{
    const struct pdf_fit *s = f->s;
    int part = (int)lore->stage - PDF_FIT_TOP;
    bool ok = true;
    lore->cost[part] += cost;
    lore->height = s->height;
    for (size_t at = f->k.first; ok && at < s->heights; at++)
        if (begin[at + 1] > begin[at] && (at + 1 < s->heights || begin[at + 1] < s->lines)) {
            float points = off(f, begin[at], begin[at + 1], at) * s->height;
            ok = keep(&lore->off[part], points) &&
                 (!is_pinned(s, begin[at]) || !is_pinned(s, begin[at + 1]) ||
                  keep(&lore->sure[part], points));
        }
    return ok;
}

/* The gaps above lines that begin no option: those between lines, and those between rows. */
static bool learn_gaps(const struct pdf_fit *s, struct pdf_fit_lore *lore)
{
    bool ok = true;
    lore->rows += s->heights;
    for (size_t i = 1; ok && i < s->lines; i++)
        ok = s->letter[i] >= 0 || keep(&lore->gap, s->top[i] - s->bottom[i - 1]);
    return ok;
}

/* True when no other place for this boundary does nearly as well. */
static bool is_certain(const struct fitting *f, size_t at, size_t place, float best)
{
    for (size_t i = 0; i < f->width; i++)
        if (i != place &&
            f->fore[at * f->width + i] + f->back[at * f->width + i].cost < best + MARGIN)
            return false;
    return true;
}

static bool is_off(const struct fitting *f, const size_t *begin, size_t at)
{
    bool broken = at + 1 == f->s->heights && begin[at + 1] == f->s->lines;
    return !is_ahead(f->s, begin[at], at) &&
           (begin[at + 1] <= begin[at] ||
            (!broken && fabsf(off(f, begin[at], begin[at + 1], at)) > OFF_MAX));
}

static int last_letter(const struct pdf_fit *s, size_t from, size_t to, int letter)
{
    for (size_t i = from; i < to; i++)
        letter = s->letter[i] >= 0 ? s->letter[i] : letter;
    return letter;
}

/* The first line that has words at this height. */
static uint32_t mark_of(const struct pdf_fit *s, size_t at)
{
    size_t m = 0;
    while (m + 1 < s->marks && s->of_mark[m] < at)
        m++;
    return s->mark[m];
}

/* The rows of the best cut, with what is doubtful about them. */
static void name_rows(struct pdf_fit *s, const struct fitting *f, const size_t *begin, float best)
{
    size_t first = f->k.first;
    s->rows = 0;
    if (f->k.open)
        s->row[s->rows++] =
            (struct pdf_fit_row){PDF_FIT_NONE, !is_certain(f, first, begin[first], best),
                                 last_letter(s, 0, begin[first], f->k.letter)};
    for (size_t m = 0; m < s->marks; m++)
        s->mark_row[m] = s->of_mark[m] < first ? 0 : s->rows + s->of_mark[m] - first;
    for (size_t at = first; at <= s->heights; at++) {
        size_t end = at < s->heights ? begin[at + 1] : s->lines;
        if (at == s->heights && begin[at] == s->lines)
            break;
        bool doubt =
            !is_certain(f, at, begin[at], best) ||
            (at < s->heights && (!is_certain(f, at + 1, end, best) || is_off(f, begin, at))) ||
            (at > first && is_off(f, begin, at - 1)) ||
            (at + 1 < s->heights && is_off(f, begin, at + 1));
        s->row[s->rows++] =
            (struct pdf_fit_row){begin[at] < s->lines ? s->line[begin[at]] : mark_of(s, at), doubt,
                                 last_letter(s, begin[at], end, -1)};
    }
}

static bool cut_by(struct pdf_fit *s, struct fitting *f, struct pdf_fit_lore *lore)
{
    size_t begin[PDF_FIT_MARKS + 1];
    float best = fill(f);
    follow(f, begin);
    name_rows(s, f, begin, best);
    return lore->stage == PDF_FIT_USE || learn(f, lore, begin, best);
}

enum err_code pdf_fit_cut(struct pdf_fit *s, struct pdf_fit_lore *lore, bool open, bool has_number,
                          int letter, struct err *e)
{
    int part = lore->stage >= PDF_FIT_TOP && lore->stage < PDF_FIT_USE
                   ? (int)lore->stage - PDF_FIT_TOP
                   : lore->part;
    struct fitting f = {.s = s,
                        .width = s->lines + 1,
                        .k = {.part = PARTS[part],
                              .offset = lore->offset,
                              .has_gaps = lore->has_gaps,
                              .gap = lore->least,
                              .open = open,
                              .letter = letter,
                              .first = open && !has_number && s->heights}};
    bool ok;
    s->rows = 0;
    lore->needed = true;
    f.back = calloc((s->heights + 1) * f.width, sizeof *f.back);
    f.fore = calloc((s->heights + 1) * f.width, sizeof *f.fore);
    ok = f.back && f.fore &&
         (lore->stage == PDF_FIT_GAPS ? learn_gaps(s, lore) : cut_by(s, &f, lore));
    free(f.back);
    free(f.fore);
    return ok ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
}
