#include "tools/desk/teller_parts.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINES_SAID = 60, /* of a text */
    LINE_BYTES = 16 * 1024
};

/* ---- one text ---- */

void teller_say_line(struct teller *l, const char *text, size_t len)
{
    char line[LINE_BYTES], clean[LINE_BYTES];
    line_terminal_end_prompt(&l->terminal, false);
    l->has_said = true;
    snprintf(line, sizeof line, "%.*s", (int)(len < sizeof line ? len : sizeof line - 1), text);
    line_terminal_put(text_clean(line, clean, sizeof clean), l->cells);
}

void teller_say(struct teller *l, const char *text)
{
    for (const char *p = text; *p;) {
        size_t n = strcspn(p, "\n");
        teller_say_line(l, p, n);
        p += n + (p[n] == '\n');
    }
}

/* ---- the body ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

void teller_note_body(struct teller *l, const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p; p += strcspn(p, "\n"), p += *p != '\0')
        n++;
    free(l->told.line);
    l->told.lines = 0;
    l->told.line = n ? malloc(n * sizeof *l->told.line) : NULL;
    for (const char *p = text; l->told.line && *p && l->told.lines < n;) {
        size_t len = strcspn(p, "\n");
        l->told.line[l->told.lines++] = text_hash(p, len, TEXT_HASH);
        p += len + (p[len] == '\n');
    }
    if (l->told.line)
        qsort(l->told.line, l->told.lines, sizeof *l->told.line, by_value);
}

static bool was_told(const struct teller *l, const char *line, size_t len)
{
    uint64_t hash = text_hash(line, len, TEXT_HASH);
    return l->told.line &&
           bsearch(&hash, l->told.line, l->told.lines, sizeof *l->told.line, by_value);
}

void teller_say_before(struct teller *l)
{
    char said[256];
    size_t rows = l->base * TELLER_ROWS;
    snprintf(said, sizeof said,
             P_("%zu row stands before: + comes to it behind the last.",
                "%zu rows stand before: + comes to them behind the last.", rows),
             rows);
    if (rows)
        teller_say(l, said);
}

static void say_left(struct teller *l, size_t rows, size_t lines)
{
    char said[256];
    if (rows) {
        snprintf(said, sizeof said,
                 P_("%zu row more: + tells it, its number goes there.",
                    "%zu rows more: + tells the next, a number goes to a row.", rows),
                 rows);
        teller_say(l, said);
    }
    if (lines) {
        snprintf(said, sizeof said,
                 P_("%zu line more: + tells it.", "%zu lines more: + tells the next.", lines),
                 lines);
        teller_say(l, said);
    }
}

void teller_say_body(struct teller *l, const char *text, bool is_all)
{
    size_t rows = 0, plain = 0, rows_left = 0, plain_left = 0;
    for (const char *p = text; *p;) {
        size_t len = strcspn(p, "\n");
        bool is_row = teller_row_of(p) > 0;
        if (len && (is_all || !was_told(l, p, len))) {
            size_t i = is_row ? rows++ : plain++, page = is_row ? TELLER_ROWS : LINES_SAID,
                   part = is_row              ? l->more
                          : l->more > l->base ? l->more - l->base
                                              : 0;
            if (i < part * page)
                ;
            else if (i < (part + 1) * page)
                teller_say_line(l, p, len);
            else if (is_row)
                rows_left++;
            else
                plain_left++;
        }
        p += len + (p[len] == '\n');
    }
    say_left(l, rows_left, plain_left);
}

void teller_say_row(struct teller *l, const char *body, size_t row)
{
    for (const char *p = body; *p;) {
        size_t len = strcspn(p, "\n");
        if (teller_row_of(p) == row) {
            if (was_told(l, p, len)) /* else it was said as a line that is new */
                teller_say_line(l, p, len);
            return;
        }
        p += len + (p[len] == '\n');
    }
}
