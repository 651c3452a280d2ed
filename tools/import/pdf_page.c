#include "tools/import/pdf_page.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void pdf_pages_free(struct pdf_pages *p)
{
    buf_free(&p->text);
    free(p->word);
    free(p->line);
    free(p->page_word);
    free(p->height);
    memset(p, 0, sizeof *p);
}

const char *pdf_word_text(const struct pdf_pages *p, const struct pdf_word *w)
{
    return (const char *)p->text.data + w->text;
}

/* &amp; and its like, in place. */
static void decode(char *s)
{
    static const struct {
        const char *name;
        char c;
    } NAMES[] = {{"&amp;", '&'},  {"&lt;", '<'},    {"&gt;", '>'},
                 {"&quot;", '"'}, {"&apos;", '\''}, {"&#39;", '\''}};
    char *to = s;
    while (*s) {
        size_t n = 1;
        char c = *s;
        for (size_t i = 0; *s == '&' && i < sizeof NAMES / sizeof NAMES[0]; i++)
            if (strncmp(s, NAMES[i].name, strlen(NAMES[i].name)) == 0) {
                n = strlen(NAMES[i].name);
                c = NAMES[i].c;
                break;
            }
        *to++ = c;
        s += n;
    }
    *to = '\0';
}

/* room for one more of size bytes in *list */
static bool grow(void *list, size_t count, size_t *room, size_t size, size_t most)
{
    void **at = list;
    if (count < *room)
        return true;
    size_t more = *room ? *room * 2 : 256;
    void *grown = count < most ? realloc(*at, more * size) : NULL;
    if (!grown)
        return false;
    *at = grown;
    *room = more;
    return true;
}

static enum err_code add_word(struct pdf_pages *p, char *s, struct err *e)
{
    struct pdf_word w;
    int n = 0;
    if (sscanf(s, "<word xMin=\"%f\" yMin=\"%f\" xMax=\"%f\" yMax=\"%f\">%n", &w.x0, &w.y0, &w.x1,
               &w.y1, &n) != 4 ||
        n == 0 || !isfinite(w.x0) || !isfinite(w.x1) || !isfinite(w.y0) || !isfinite(w.y1))
        return err_set(e, ERR_FORMAT, _("pdftotext wrote a word without its place"));
    char *end = strstr(s + n, "</word>");
    if (end)
        *end = '\0';
    decode(s + n);
    if (!s[n])
        return ERR_OK;
    if (!grow(&p->word, p->words, &p->word_room, sizeof *p->word, PDF_WORDS_MAX))
        return err_set(e, ERR_LIMIT, _("too many words"));
    w.text = (uint32_t)p->text.len;
    buf_add(&p->text, s + n, strlen(s + n) + 1);
    p->word[p->words++] = w;
    return buf_check(&p->text, _("text"), e);
}

static enum err_code add_page(struct pdf_pages *p, const char *s, struct err *e)
{
    float width = 0, height = 0;
    if (!grow(&p->page_word, p->pages, &p->page_room, sizeof *p->page_word, PDF_PAGES_MAX) ||
        !grow(&p->height, p->heights, &p->height_room, sizeof *p->height, PDF_PAGES_MAX))
        return err_set(e, ERR_LIMIT, _("too many pages"));
    if (sscanf(s, "<page width=\"%f\" height=\"%f\">", &width, &height) != 2 || !isfinite(height))
        height = 0;
    p->height[p->heights++] = height;
    p->page_word[p->pages++] = p->words;
    return ERR_OK;
}

enum err_code pdf_pages_read(FILE *boxes, struct pdf_pages *p, struct err *e)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    enum err_code rc = ERR_OK;
    memset(p, 0, sizeof *p);
    buf_init(&p->text, PDF_TEXT_MAX);
    while (rc == ERR_OK && (n = getline(&line, &room, boxes)) > 0) {
        char *s = line + strspn(line, " \t");
        if (memchr(line, 0, (size_t)n))
            rc = err_set(e, ERR_FORMAT, _("a NUL byte in the text"));
        else if (strncmp(s, "<page ", 6) == 0)
            rc = add_page(p, s, e);
        else if (strncmp(s, "<word ", 6) == 0)
            rc = p->pages ? add_word(p, s, e)
                          : err_set(e, ERR_FORMAT, _("a word outside of any page"));
    }
    free(line);
    if (rc == ERR_OK && p->words == 0)
        rc = err_set(e, ERR_FORMAT,
                     _("no text in the PDF; a scan has to go through text recognition first"));
    return rc;
}

static float middle(const struct pdf_word *w)
{
    return (w->y0 + w->y1) / 2;
}

static int by_height(const void *a, const void *b)
{
    float d = middle(a) - middle(b);
    return d < 0 ? -1 : d > 0;
}

static int by_left(const void *a, const void *b)
{
    float d = ((const struct pdf_word *)a)->x0 - ((const struct pdf_word *)b)->x0;
    return d < 0 ? -1 : d > 0;
}

static enum err_code add_line(struct pdf_pages *p, size_t page, size_t from, size_t to,
                              struct err *e)
{
    if (!grow(&p->line, p->lines, &p->line_room, sizeof *p->line, PDF_WORDS_MAX))
        return err_set(e, ERR_LIMIT, _("too many lines"));
    struct pdf_line *l = &p->line[p->lines++];
    qsort(p->word + from, to - from, sizeof *p->word, by_left);
    *l = (struct pdf_line){(uint32_t)from,   (uint32_t)(to - from), (uint32_t)page + 1,
                           p->word[from].y0, p->word[from].y1,      false};
    for (size_t i = from; i < to; i++) {
        l->y0 = fminf(l->y0, p->word[i].y0);
        l->y1 = fmaxf(l->y1, p->word[i].y1);
    }
    return ERR_OK;
}

static enum err_code page_lines(struct pdf_pages *p, size_t page, struct err *e)
{
    size_t from = p->page_word[page], to = page + 1 < p->pages ? p->page_word[page + 1] : p->words;
    enum err_code rc = ERR_OK;
    qsort(p->word + from, to - from, sizeof *p->word, by_height);
    for (size_t i = from, start = from; rc == ERR_OK && i < to; i++) {
        /* a word belongs to the line while its middle lies within half a letter of the line's first
         * word's */
        const struct pdf_word *first = &p->word[start];
        bool last =
            i + 1 == to || middle(&p->word[i + 1]) - middle(first) > (first->y1 - first->y0) / 2;
        if (last) {
            rc = add_line(p, page, start, i + 1, e);
            start = i + 1;
        }
    }
    return rc;
}

bool pdf_word_touches(const struct pdf_word *before, const struct pdf_word *w)
{
    return w->x0 - before->x1 < 0.1F * (before->y1 - before->y0);
}

int pdf_word_raise(const struct pdf_word *base, const struct pdf_word *w)
{
    float height = base->y1 - base->y0, off = middle(base) - middle(w);
    if (w->y1 - w->y0 > 0.9F * height || fabsf(off) < 0.05F * height)
        return 0;
    return off > 0 ? 1 : -1;
}

char *pdf_line_text(const struct pdf_pages *p, const struct pdf_line *l)
{
    struct buf b;
    buf_init(&b, 1024 * 1024);
    for (size_t i = 0; i < l->words; i++) {
        if (i)
            buf_add_u8(&b, ' ');
        buf_add_text(&b, pdf_word_text(p, &p->word[l->word + i]));
    }
    char *out = strdup(buf_text(&b));
    buf_free(&b);
    return out;
}

/* Only digits and signs around them: "12", "- 12 -", "12/1829", "Trang 12". */
static bool is_page_number(const char *text)
{
    const char *s = strncmp(text, "Trang ", 6) == 0 || strncmp(text, "Page ", 5) == 0
                        ? strchr(text, ' ') + 1
                        : text;
    return strpbrk(s, "0123456789") && s[strspn(s, "0123456789 -/–")] == '\0';
}

/* Text with its digits taken out: what repeats on every page but for the number. */
static void without_digits(char *s)
{
    char *to = s;
    for (; *s; s++)
        if (!isdigit((unsigned char)*s))
            *to++ = *s;
    *to = '\0';
}

/* What stands at the top or the foot of each page. */
struct edge {
    struct pdf_line *line; /* NULL on an empty page */
    char *text;            /* without digits; owned */
    long offset;           /* of a page number: the number less the page; LONG_MIN for none */
    bool apart;            /* stands off from the text by a line or more */
};

static bool is_same_edge(const struct edge *a, const struct edge *b)
{
    return a->line && b->line && fabsf(a->line->y0 - b->line->y0) < 3 && a->offset == b->offset &&
           strcmp(a->text, b->text) == 0;
}

/* Text at the edge counts as furniture when more than half of the pages have it at the same height,
 * apart from the rest; a bare number only when it counts the pages. Table heads repeat too and are
 * left to who reads tables. */
static void mark_repeated(struct edge *edge, size_t pages)
{
    for (size_t i = 0, step = pages / 16 + 1; i < pages; i += step) {
        size_t same = 0;
        if (!edge[i].line || (!edge[i].apart && edge[i].offset == LONG_MIN) ||
            strstr(edge[i].text, "STT") || (!edge[i].text[0] && edge[i].offset == LONG_MIN) ||
            (pages == 1 && edge[i].offset != 0))
            continue;
        for (size_t k = 0; k < pages; k++)
            same += is_same_edge(&edge[i], &edge[k]);
        for (size_t k = 0; same * 2 > pages && k < pages; k++)
            if (is_same_edge(&edge[i], &edge[k]))
                edge[k].line->furniture = true;
    }
}

/* The edge's line is apart from the next one towards the middle of the page. */
static bool is_apart(const struct pdf_pages *p, const struct pdf_line *l, bool top)
{
    const struct pdf_line *next = top ? l + 1 : l - 1;
    if (next < p->line || next >= p->line + p->lines || next->page != l->page)
        return true;
    return (top ? next->y0 - l->y1 : l->y0 - next->y1) > (l->y1 - l->y0) * 0.8F;
}

static enum err_code mark_edges(struct pdf_pages *p, bool top, struct err *e)
{
    struct edge *edge = calloc(p->pages, sizeof *edge);
    enum err_code rc = edge ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < p->lines; i++) {
        struct edge *at = &edge[p->line[i].page - 1];
        if (!p->line[i].furniture && (!top || !at->line))
            at->line = &p->line[i];
    }
    for (size_t i = 0; rc == ERR_OK && i < p->pages; i++) {
        edge[i].text = edge[i].line ? pdf_line_text(p, edge[i].line) : strdup("");
        edge[i].offset = LONG_MIN;
        edge[i].apart = edge[i].line && is_apart(p, edge[i].line, top);
        if (!edge[i].text) {
            rc = err_memory(e);
        } else if (is_page_number(edge[i].text)) {
            edge[i].offset = strtol(strpbrk(edge[i].text, "0123456789"), NULL, 10) - (long)i - 1;
            edge[i].text[0] = '\0';
        } else {
            without_digits(edge[i].text);
        }
    }
    if (rc == ERR_OK)
        mark_repeated(edge, p->pages);
    for (size_t i = 0; edge && i < p->pages; i++)
        free(edge[i].text);
    free(edge);
    return rc;
}

enum err_code pdf_pages_lines(struct pdf_pages *p, struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < p->pages; i++)
        rc = page_lines(p, i, e);
    /* twice: a page number often stands under a running foot */
    for (int twice = 0; rc == ERR_OK && twice < 2; twice++) {
        rc = mark_edges(p, true, e);
        if (rc == ERR_OK)
            rc = mark_edges(p, false, e);
    }
    return rc;
}
