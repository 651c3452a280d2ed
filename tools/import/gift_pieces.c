#include "tools/import/gift_pieces.h"

#include "tools/import/gift_signs.h"
#include "tools/import/lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct reading {
    const struct gift_reader *r;
    struct lines lines;
    struct gift_piece piece;
    bool glued;          /* no blank line since the last piece or category */
    const char *comment; /* the last comment line, and its number; NULL for none yet */
    size_t comment_len, comment_number;
    const char *ahead, *to; /* another block begins in a line at `ahead` (NULL: in none) before
                                `to`, as far as was looked */
};

static const char *skip_blanks(const char *s, const char *end)
{
    while (s < end && (*s == ' ' || *s == '\t'))
        s++;
    return s;
}

static bool begins(const char *s, const char *end, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(end - s) >= n && memcmp(s, word, n) == 0;
}

/* "$CATEGORY:" and what people write for it; colon: behind it. NULL when the line is none. */
static const char *category_word(const char *s, const char *end, bool *exact, bool *colon)
{
    static const char WORD[] = "category";
    const char *at = s < end && *s == '$' ? skip_blanks(s + 1, end) : end;
    if ((size_t)(end - at) < sizeof WORD - 1 || strncasecmp(at, WORD, sizeof WORD - 1) != 0)
        return NULL;
    at += sizeof WORD - 1;
    *exact = begins(s, end, "$CATEGORY:");
    const char *sign = skip_blanks(at, end);
    *colon = sign < end && *sign == ':';
    return *colon ? sign + 1 : at < end && (*at == ' ' || *at == '\t') ? at : NULL;
}

static bool is_category(const char *s, const char *end)
{
    bool exact, colon;
    return category_word(s, end, &exact, &colon) != NULL;
}

/* The first unescaped "{" in [s, end) behind which an answer block begins; NULL for none. */
static const char *find_block(const char *s, const char *end)
{
    for (; s < end; s++) {
        if (*s == '\\')
            s++;
        else if (*s == '{') {
            char head[16] = "";
            size_t n = (size_t)(end - s - 1);
            memcpy(head, s + 1, n < sizeof head - 1 ? n : sizeof head - 1);
            if (gift_is_block(head))
                return s;
        }
    }
    return NULL;
}

/* True when another answer block begins at or behind this line, before a blank line or the next
 * border. Looked up once for the lines it holds for. */
static bool block_ahead(struct reading *r, const char *line)
{
    if (line >= r->to) {
        struct lines l = r->lines;
        const char *next, *found = NULL;
        size_t n;
        l.at = (size_t)(line - l.text);
        r->to = l.text + l.len;
        while (!found && lines_next(&l, &next, &n)) {
            const char *s = skip_blanks(next, next + n), *end = next + n;
            if (s == end || begins(s, end, "::") || is_category(s, end)) {
                r->to = next;
                break;
            }
            if (!begins(s, end, "//") && find_block(s, end))
                found = next;
        }
        r->ahead = found;
        if (found)
            r->to = found + 1;
    }
    return r->ahead && line <= r->ahead;
}

static void end_piece(struct reading *r)
{
    struct gift_piece *p = &r->piece;
    if (p->text.len || p->text.failed) {
        if (!p->text.failed)
            buf_add_u8(&p->text, 0);
        r->r->question(r->r->context, p);
        r->glued = true;
    }
    buf_clear(&p->text);
    *p = (struct gift_piece){.text = p->text};
}

/* The braces that close here: an answer block? A formula's are none, but none of these ends at a
 * line's beginning. */
static void close_block(struct gift_piece *p, bool line)
{
    char head[16] = "";
    size_t n = p->text.failed ? 0 : p->text.len - p->open;
    memcpy(head, n ? (char *)p->text.data + p->open : "}",
           n == 0                ? 1
           : n < sizeof head - 1 ? n
                                 : sizeof head - 1);
    bool block = gift_is_block(head);
    p->closed = block || line;
    p->block = p->block || block;
    p->undecided = false;
    p->open = 0;
}

/* The line behind a "{" at the end of one says whether an answer block begins there. */
static void decide(struct gift_piece *p, const char *s, const char *end)
{
    char head[16] = "";
    size_t n = (size_t)(end - s);
    memcpy(head, s, n < sizeof head - 1 ? n : sizeof head - 1);
    p->block = p->block || gift_is_block(head);
    p->undecided = false;
}

/* At a "::" inside a line: a question's name, with its answer block in the same line? */
static bool is_name(const char *s, const char *end)
{
    const char *block = find_block(s, end);
    for (const char *at = s + 2; block && at + 1 < block; at++)
        if (begins(at, block, "::"))
            return true;
    return false;
}

/* Adds the line's text up to the end of an answer block, or to a question in the midst of it;
 * returns where the rest begins. */
static const char *add_line(struct gift_piece *p, const char *s, const char *end)
{
    const char *from = s, *start = s;
    bool looked = false; /* for a name: once a line, for the work grows with its length */
    for (; s < end; s++) {
        if (*s == ':' && !looked && s > start && (p->open || strchr(" \t}", s[-1])) &&
            begins(s, end, "::")) {
            looked = true;
            if (is_name(s, end)) {
                buf_add(&p->text, from, (size_t)(s - from));
                return s;
            }
        } else if (*s == '\\' && s + 1 < end) {
            s++;
        } else if (*s == '{' && !p->open && !p->closed) {
            buf_add(&p->text, from, (size_t)(s + 1 - from));
            from = s + 1;
            p->open = p->text.len;
            p->undecided = skip_blanks(s + 1, end) == end;
            p->block = p->block || (!p->undecided && find_block(s, end) == s);
        } else if (*s == '}' && p->open) {
            buf_add(&p->text, from, (size_t)(s - from));
            close_block(p, s == start);
            buf_add_u8(&p->text, '}');
            from = s + 1;
            if (p->closed)
                return from;
        }
    }
    buf_add(&p->text, from, (size_t)(end - from));
    return end;
}

/* True when a question begins at s, where a line begins or what is left of one behind an answer
 * block. */
static bool is_border(struct reading *r, const char *s, const char *end, bool line)
{
    const struct gift_piece *p = &r->piece;
    if (begins(s, end, "::"))
        return true;
    if (strchr("=~#%}", *s))
        return false;
    if (p->closed || p->strays > 1)
        return line ? block_ahead(r, s) : find_block(s, end) != NULL;
    /* the "}" of the block before is missing */
    return p->open && (p->block || p->undecided) && find_block(s, end);
}

static bool is_empty(const struct gift_piece *p)
{
    return p->text.len == 0 && !p->text.failed;
}

/* The line's category is given out; returns where a question begins in the same line, or its
 * end. */
static const char *read_category(struct reading *r, const char *s, const char *end)
{
    bool exact, colon, glued = r->glued || !is_empty(&r->piece);
    const char *name = skip_blanks(category_word(s, end, &exact, &colon), end), *to = name;
    while (to < end && !begins(to, end, "::"))
        to++;
    /* no "::", but an answer block: a pool's name is one word */
    if (to == end && find_block(name, end))
        for (to = name; to < end && *to != ' ' && *to != '\t' && *to != '{';)
            to++;
    const char *rest = to;
    while (to > name && (to[-1] == ' ' || to[-1] == '\t'))
        to--;
    char *copy = strndup(name, (size_t)(to - name));
    end_piece(r);
    r->r->category(r->r->context, copy ? copy : "", r->lines.number, glued, exact, colon);
    r->glued = true;
    free(copy);
    return skip_blanks(rest, end);
}

/* A line that is no comment and not blank. */
static void read_line(struct reading *r, const char *s, const char *end)
{
    struct gift_piece *p = &r->piece;
    for (bool line = true; s < end; line = false) {
        if (is_category(s, end)) {
            s = read_category(r, s, end);
            continue;
        }
        if (!is_empty(p) && is_border(r, s, end, line))
            end_piece(r);
        if (is_empty(p)) {
            p->line = r->lines.number;
            p->from = s;
            p->glued = r->glued;
            bool is_above = line && r->comment && r->comment_number + 1 == p->line;
            p->above = is_above ? r->comment : NULL;
            p->above_len = is_above ? r->comment_len : 0;
        }
        p->strays += line && !p->open && !p->closed && (*s == '=' || *s == '~');
        if (p->undecided)
            decide(p, s, end);
        const char *rest = add_line(p, s, end);
        s = skip_blanks(rest, end);
        /* what stands behind a block belongs to it, unless a question begins there */
        if (s < end && !begins(s, end, "::") && !is_category(s, end) && !find_block(s, end)) {
            buf_add(&p->text, rest, (size_t)(end - rest));
            s = end;
        }
        p->to = s;
    }
    if (!is_empty(p))
        buf_add_u8(&p->text, '\n');
}

/* A blank line parts questions, but for one inside an answer block that goes on behind it. */
static void read_blanks(struct reading *r, const char *next)
{
    struct gift_piece *p = &r->piece;
    if (p->open && (p->block || p->undecided) && strchr("=~#%}", *next)) {
        p->gap = true;
        return;
    }
    end_piece(r);
    r->glued = false;
}

void gift_pieces(const void *bytes, size_t len, const struct gift_reader *reader)
{
    struct reading r = {.r = reader};
    const char *line;
    size_t n;
    bool blank = false;
    buf_init(&r.piece.text, GIFT_PIECE_MAX);
    lines_init(&r.lines, bytes, len);
    while (lines_next(&r.lines, &line, &n)) {
        const char *end = line + n, *s = skip_blanks(line, end);
        if (begins(s, end, "//")) {
            if (find_block(s, end) || begins(skip_blanks(s + 2, end), end, "::"))
                reader->comment(reader->context, r.lines.number);
            r.comment = s;
            r.comment_len = n - (size_t)(s - line);
            r.comment_number = r.lines.number;
            continue;
        }
        if (s == end) {
            blank = true;
            continue;
        }
        if (blank)
            read_blanks(&r, s);
        blank = false;
        read_line(&r, s, end);
    }
    r.piece.block = r.piece.block || r.piece.undecided;
    end_piece(&r);
    buf_free(&r.piece.text);
}
