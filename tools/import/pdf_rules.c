#include "tools/import/pdf_rules.h"

#include "app/core/i18n.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { STACK_MAX = 64, NUMBERS_MAX = 8, LINE_MAX_BYTES = 256, SAMPLES = 24 };
static const float THIN = 3.0F;  /* a filled box up to this height is a ruling line */
static const float SHORT = 2.0F; /* what is shorter is a corner */
static const float SLACK = 2.5F; /* pieces of one line may stand so far apart, crossed by a line
                                       down the page */
static const float LEVEL = 1.0F; /* and so far above each other */

/* x' = a·x + c·y + e, y' = b·x + d·y + f */
struct matrix {
    double a, b, c, d, e, f;
};
static const struct matrix IDENTITY = {1, 0, 0, 1, 0, 0};

struct box {
    double x0, y0, x1, y1;
};

struct drawing {
    struct pdf_rules *rules;
    struct matrix now, saved[STACK_MAX];
    size_t depth;
    uint32_t page;                  /* 0 before the first */
    double at_x, at_y;              /* the pen, on the page */
    double from_x, from_y;          /* where this piece of the path began */
    struct box piece;               /* bounds of this piece */
    struct pdf_rules filled, drawn; /* what the path under way gives when it is filled, and when it
                                       is drawn */
    bool failed;
};

static bool add(struct pdf_rules *r, uint32_t page, double y, double x0, double x1)
{
    if (!isfinite(y) || !isfinite(x0) || !isfinite(x1) || fabs(x1 - x0) < (double)SHORT)
        return true;
    if (r->rules == r->room) {
        size_t room = r->room ? r->room * 2 : 256;
        struct pdf_rule *grown =
            room <= 2 * (size_t)PDF_RULES_MAX ? realloc(r->rule, room * sizeof *grown) : NULL;
        if (!grown)
            return false;
        r->rule = grown;
        r->room = room;
    }
    r->rule[r->rules++] =
        (struct pdf_rule){(float)y, (float)fmin(x0, x1), (float)fmax(x0, x1), page};
    return true;
}

static struct matrix multiply(const struct matrix *m, const struct matrix *n)
{
    return (struct matrix){m->a * n->a + m->b * n->c,        m->a * n->b + m->b * n->d,
                           m->c * n->a + m->d * n->c,        m->c * n->b + m->d * n->d,
                           m->e * n->a + m->f * n->c + n->e, m->e * n->b + m->f * n->d + n->f};
}

static void place(const struct matrix *m, double x, double y, double *out_x, double *out_y)
{
    *out_x = m->a * x + m->c * y + m->e;
    *out_y = m->b * x + m->d * y + m->f;
}

static void add_pending(struct drawing *d, struct pdf_rules *list, double y, double x0, double x1)
{
    d->failed = d->failed || !add(list, d->page, y, x0, x1);
}

static void end_piece(struct drawing *d)
{
    const struct box *b = &d->piece;
    if (b->x1 > b->x0 && b->y1 - b->y0 <= (double)THIN)
        add_pending(d, &d->filled, (b->y0 + b->y1) / 2, b->x0, b->x1);
    d->piece = (struct box){d->at_x, d->at_y, d->at_x, d->at_y};
}

static void move_to(struct drawing *d, double x, double y)
{
    place(&d->now, x, y, &d->at_x, &d->at_y);
    end_piece(d);
    d->from_x = d->at_x;
    d->from_y = d->at_y;
}

/* The pen goes to a point of the page. */
static void draw_to(struct drawing *d, double x, double y)
{
    if (fabs(y - d->at_y) < (double)LEVEL / 2)
        add_pending(d, &d->drawn, y, d->at_x, x);
    d->at_x = x;
    d->at_y = y;
    d->piece.x0 = fmin(d->piece.x0, x);
    d->piece.x1 = fmax(d->piece.x1, x);
    d->piece.y0 = fmin(d->piece.y0, y);
    d->piece.y1 = fmax(d->piece.y1, y);
}

static void line_to(struct drawing *d, double x, double y)
{
    double to_x, to_y;
    place(&d->now, x, y, &to_x, &to_y);
    draw_to(d, to_x, to_y);
}

static void rectangle(struct drawing *d, double x, double y, double w, double h)
{
    move_to(d, x, y);
    line_to(d, x + w, y);
    line_to(d, x + w, y + h);
    line_to(d, x, y + h);
    draw_to(d, d->from_x, d->from_y);
}

static void paint(struct drawing *d, bool fill, bool stroke)
{
    end_piece(d);
    for (size_t i = 0; fill && i < d->filled.rules; i++)
        add_pending(d, d->rules, (double)d->filled.rule[i].y, (double)d->filled.rule[i].x0,
                    (double)d->filled.rule[i].x1);
    for (size_t i = 0; stroke && i < d->drawn.rules; i++)
        add_pending(d, d->rules, (double)d->drawn.rule[i].y, (double)d->drawn.rule[i].x0,
                    (double)d->drawn.rule[i].x1);
    d->filled.rules = d->drawn.rules = 0;
}

static void change(struct drawing *d, struct matrix m)
{
    d->now = multiply(&m, &d->now);
}

static void save(struct drawing *d)
{
    if (d->depth < STACK_MAX)
        d->saved[d->depth] = d->now;
    d->depth++;
}

static void restore(struct drawing *d)
{
    if (d->depth && --d->depth < STACK_MAX)
        d->now = d->saved[d->depth];
}

/* Operators by name: how many numbers stand before each. */
enum operator{
    MOVE,
    LINE,
    CURVE,
    CLOSE,
    BOX,
    FILL,
    FILL_EVEN,
    STROKE,
    END,
    CLIP,
    CLIP_EVEN,
    SAVE,
    RESTORE,
    MATRIX,
    ROTATE,
    TRANSLATE,
    SCALE,
    OPERATORS
};
static const struct {
    const char *name;
    int numbers;
} NAMES[OPERATORS] = {{"m", 2},  {"l", 2},  {"c", 6},      {"h", 0},         {"re", 4},   {"f", 0},
                      {"f*", 0}, {"S", 0},  {"n", 0},      {"W", 0},         {"W*", 0},   {"q", 0},
                      {"Q", 0},  {"cm", 6}, {"rotate", 1}, {"translate", 2}, {"scale", 2}};

static void operate(struct drawing *d, enum operator op, const double *n)
{
    double turn = op == ROTATE ? n[0] * acos(-1.0) / 180 : 0;
    switch (op) {
    case MOVE: move_to(d, n[0], n[1]); break;
    case LINE: line_to(d, n[0], n[1]); break;
    case CURVE: line_to(d, n[4], n[5]); break;
    case CLOSE: draw_to(d, d->from_x, d->from_y); break;
    case BOX: rectangle(d, n[0], n[1], n[2], n[3]); break;
    case FILL:
    case FILL_EVEN: paint(d, true, false); break;
    case STROKE: paint(d, false, true); break;
    case END:
    case CLIP:
    case CLIP_EVEN: paint(d, false, false); break;
    case SAVE: save(d); break;
    case RESTORE: restore(d); break;
    case MATRIX: change(d, (struct matrix){n[0], n[1], n[2], n[3], n[4], n[5]}); break;
    case ROTATE:
        change(d, (struct matrix){cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0});
        break;
    case TRANSLATE: change(d, (struct matrix){1, 0, 0, 1, n[0], n[1]}); break;
    case SCALE: change(d, (struct matrix){n[0], 0, 0, n[1], 0, 0}); break;
    case OPERATORS: break;
    }
}

/* One line: numbers, perhaps in brackets, and an operator behind them. Lines of text and of data
 * are none. */
static void read_line(struct drawing *d, char *s)
{
    double number[NUMBERS_MAX];
    int n = 0;
    for (char *end; *s && n < NUMBERS_MAX; s = end, n++) {
        s += strspn(s, " []\t");
        number[n] = strtod(s, &end);
        if (end == s || !strchr(" ]\t", *end))
            break;
    }
    s += strspn(s, " ]\t");
    s[strcspn(s, "\r\n")] = '\0';
    for (int op = 0; *s && op < OPERATORS; op++)
        if (n == NAMES[op].numbers && strcmp(s, NAMES[op].name) == 0)
            operate(d, (enum operator)op, number);
}

static void begin_page(struct drawing *d)
{
    d->page++;
    d->now = IDENTITY;
    d->depth = 0;
    d->filled.rules = d->drawn.rules = 0;
}

static int by_place(const void *a, const void *b)
{
    const struct pdf_rule *p = a, *q = b;
    if (p->page != q->page)
        return p->page < q->page ? -1 : 1;
    return p->y > q->y ? -1 : p->y < q->y;
}

enum err_code pdf_rules_read(FILE *drawing, struct pdf_rules *r, struct err *e)
{
    struct drawing d = {.rules = r, .now = IDENTITY};
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    *r = (struct pdf_rules){0};
    while (!d.failed && r->rules <= PDF_RULES_MAX && (n = getline(&line, &room, drawing)) > 0) {
        if (strncmp(line, "%%Page: ", 8) == 0)
            begin_page(&d);
        else if (d.page && n < LINE_MAX_BYTES)
            read_line(&d, line);
    }
    free(line);
    pdf_rules_free(&d.filled);
    pdf_rules_free(&d.drawn);
    if (d.failed || r->rules > PDF_RULES_MAX)
        return err_set(e, ERR_LIMIT, _("too many ruling lines"));
    if (r->rules)
        qsort(r->rule, r->rules, sizeof *r->rule, by_place);
    return ERR_OK;
}

void pdf_rules_free(struct pdf_rules *r)
{
    free(r->rule);
    *r = (struct pdf_rules){0};
}

/* The first rule of a page. */
static size_t first_of(const struct pdf_rules *r, uint32_t page)
{
    size_t low = 0, high = r->rules;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->rule[middle].page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t pdf_rules_across(const struct pdf_rules *r, uint32_t page, float x0, float x1, float *y,
                        size_t most)
{
    size_t found = 0;
    for (size_t i = first_of(r, page), next; i < r->rules && r->rule[i].page == page; i = next) {
        uint32_t seen = 0;
        for (next = i; next < r->rules && r->rule[next].page == page &&
                       r->rule[i].y - r->rule[next].y < LEVEL;
             next++)
            for (int s = 0; s < SAMPLES; s++) {
                float x = x0 + (x1 - x0) * (float)s / (SAMPLES - 1);
                if (x >= r->rule[next].x0 - SLACK && x <= r->rule[next].x1 + SLACK)
                    seen |= 1U << s;
            }
        if (seen != (1U << SAMPLES) - 1)
            continue;
        if (found < most)
            y[found] = r->rule[i].y;
        found++;
    }
    return found;
}
