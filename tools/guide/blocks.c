#include "tools/guide/blocks.h"

#include <string.h>

static enum err_code wrong(const struct blocks *t, struct err *e, const char *what)
{
    return err_set(e, ERR_FORMAT, "%s:%u: %s", t->name, t->line, what);
}

/* "12. " at the beginning of a line: how many bytes. */
static size_t number_at(const char *line)
{
    size_t n = strspn(line, "0123456789");
    return n > 0 && n < 3 && strncmp(line + n, ". ", 2) == 0 ? n + 2 : 0;
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

/* BLOCK_END: no mark of ours. */
static enum block_kind kind_of(const char *line)
{
    static const struct {
        const char *mark;
        enum block_kind kind;
    } MARK[] = {{"# ", BLOCK_TITLE}, {"## ", BLOCK_HEADING},       {"* ", BLOCK_ITEM},
                {"|", BLOCK_TABLE},  {"```screen ", BLOCK_SCREEN}, {"    ", BLOCK_CODE},
                {"**", BLOCK_TEXT}};
    if (line[0] == '\n' || line[0] == '\0')
        return BLOCK_BLANK;
    for (size_t i = 0; i < G_N_ELEMENTS(MARK); i++)
        if (begins(line, MARK[i].mark))
            return MARK[i].kind;
    if (number_at(line))
        return BLOCK_ITEM;
    return begins(line, "```") || strchr("#*+->=~ \t", line[0]) ? BLOCK_END : BLOCK_TEXT;
}

/* Takes the next line, without its end and the blanks before it, and `skip` bytes of it not. */
static void take(struct blocks *t, struct block *b, size_t skip)
{
    size_t n = strcspn(t->at, "\n");
    size_t used = n;
    while (used > skip && t->at[used - 1] == ' ')
        used--;
    g_string_append_len(b->text, t->at + skip, (gssize)(used > skip ? used - skip : 0));
    t->at += n + (t->at[n] == '\n');
    t->line++;
}

/* Marks in a line that are none of ours, or that nothing ends. */
static enum err_code check_marks(const struct blocks *t, const struct block *b, struct err *e)
{
    bool is_bold = false, is_mono = false;
    for (const char *p = b->text->str; *p; p++) {
        if (*p == '`') {
            is_mono = !is_mono;
        } else if (!is_mono && begins(p, "**")) {
            is_bold = !is_bold;
            p++;
        } else if (!is_mono && strchr("*_<[]\\~", *p)) {
            char what[] = "the mark ? means nothing here";
            *strchr(what, '?') = *p;
            return wrong(t, e, what);
        }
    }
    return is_bold || is_mono ? wrong(t, e, "** or ` without its end") : ERR_OK;
}

static enum err_code take_text(struct blocks *t, struct block *b, struct err *e)
{
    take(t, b, 0);
    while (kind_of(t->at) == BLOCK_TEXT) {
        g_string_append_c(b->text, ' ');
        take(t, b, 0);
    }
    return check_marks(t, b, e);
}

static enum err_code take_item(struct blocks *t, struct block *b, struct err *e)
{
    size_t n = number_at(t->at), mark = n ? n : 2;
    g_snprintf(b->label, sizeof b->label, "%.*s", n ? (int)n : 3, n ? t->at : "•");
    take(t, b, mark);
    while (strspn(t->at, " ") == mark && t->at[mark] != '\n' && t->at[mark] != '\0') {
        g_string_append_c(b->text, ' ');
        take(t, b, mark);
    }
    return check_marks(t, b, e);
}

/* One line of several, as it stands, no wider than the page. */
static enum err_code take_line(struct blocks *t, struct block *b, size_t skip, int most,
                               struct err *e)
{
    size_t before = b->text->len;
    take(t, b, skip);
    if (g_utf8_strlen(b->text->str + before, -1) > most)
        return wrong(t, e, "the line is wider than the page");
    g_string_append_c(b->text, '\n');
    return ERR_OK;
}

static enum err_code take_code(struct blocks *t, struct block *b, struct err *e)
{
    enum err_code rc = ERR_OK;
    while (rc == ERR_OK && kind_of(t->at) == BLOCK_CODE)
        rc = take_line(t, b, 4, BLOCK_CODE_COLUMNS, e);
    return rc;
}

static enum err_code take_screen(struct blocks *t, struct block *b, struct err *e)
{
    enum err_code rc = ERR_OK;
    unsigned begun = t->line + 1;
    take(t, b, 0);
    g_string_truncate(b->text, 0);
    while (rc == ERR_OK && !begins(t->at, "```")) {
        if (*t->at == '\0') {
            t->line = begun;
            return wrong(t, e, "the screen has no end");
        }
        rc = take_line(t, b, 0, BLOCK_SCREEN_COLUMNS, e);
    }
    size_t n = b->text->len;
    if (rc == ERR_OK)
        take(t, b, strcspn(t->at, "\n"));
    g_string_truncate(b->text, n);
    return rc;
}

static unsigned cells_in(const char *row)
{
    unsigned n = 0;
    for (; *row; row++)
        n += *row == '|';
    return n - 1;
}

/* Row after row; the second tells nothing but that the first is the heads. */
static enum err_code take_table(struct blocks *t, struct block *b, struct err *e)
{
    unsigned columns = 0;
    for (unsigned row = 0; kind_of(t->at) == BLOCK_TABLE; row++) {
        size_t before = b->text->len;
        take(t, b, 0);
        const char *line = b->text->str + before;
        if (row == 0)
            columns = cells_in(line);
        if (!g_str_has_suffix(line, "|") || columns < 1 || columns > BLOCK_TABLE_COLUMNS ||
            cells_in(line) != columns)
            return wrong(t, e, "a row of a table with another number of cells");
        if ((row == 1) != (line[strspn(line, "|-")] == '\0'))
            return wrong(t, e, "the second row of a table, and no other, is |---|");
        if (row == 1)
            g_string_truncate(b->text, before);
        else
            g_string_append_c(b->text, '\n');
    }
    return check_marks(t, b, e);
}

static enum err_code take_title(struct blocks *t, struct block *b, struct err *e)
{
    take(t, b, 2);
    if (t->has_title)
        return wrong(t, e, "a second title");
    t->has_title = true;
    return check_marks(t, b, e);
}

static enum err_code take_heading(struct blocks *t, struct block *b, struct err *e)
{
    take(t, b, 3);
    return check_marks(t, b, e);
}

static enum err_code take_block(struct blocks *t, struct block *b, struct err *e)
{
    switch (b->kind) {
    case BLOCK_TITLE: return take_title(t, b, e);
    case BLOCK_HEADING: return take_heading(t, b, e);
    case BLOCK_ITEM: return take_item(t, b, e);
    case BLOCK_TABLE: return take_table(t, b, e);
    case BLOCK_CODE: return take_code(t, b, e);
    case BLOCK_SCREEN: return take_screen(t, b, e);
    default: return take_text(t, b, e);
    }
}

enum err_code blocks_next(struct blocks *t, struct block *b, struct err *e)
{
    g_string_truncate(b->text, 0);
    while (*t->at && kind_of(t->at) == BLOCK_BLANK)
        take(t, b, 0);
    if (*t->at == '\0') {
        b->kind = BLOCK_END;
        return t->has_title ? ERR_OK : wrong(t, e, "no title");
    }
    b->kind = kind_of(t->at);
    if (b->kind != BLOCK_END && (t->has_title || b->kind == BLOCK_TITLE))
        return take_block(t, b, e);
    t->line++;
    return wrong(t, e, b->kind == BLOCK_END ? "no mark of the guide's" : "no title before it");
}
