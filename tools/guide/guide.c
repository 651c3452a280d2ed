#include "tools/guide/guide.h"

#include "app/core/file.h"
#include "tools/guide/blocks.h"
#include "tools/report/page.h"

#include <string.h>

enum { TEXT_MAX = 1 << 20 };
static const double SCREEN_SIZE = 7.5, SCREEN_WIDTH = 132, SCREEN_PAD = 2, CODE_SIZE = 8.5,
                    CODE_INDENT = 4, LABEL_WIDTH = 7, LINE = 1.15, CELL_PAD = 3,
                    MM_A_POINT = 25.4 / 72;

struct pages {
    struct page *page;
    double size;
    bool is_begun, is_list; /* a title stands; the block before is an item */
};

static void put_title(struct pages *p, const char *text)
{
    if (p->is_begun)
        page_break(p->page);
    p->is_begun = true;
    page_paragraph(p->page,
                   &(struct page_style){.size = p->size + 8, .bold = true, .align = PAGE_CENTER},
                   text);
    page_space(p->page, 5);
}

/* With a little of what it is about under it. */
static void put_heading(struct pages *p, const char *text)
{
    page_space(p->page, 2.5);
    page_need(p->page, 28);
    page_paragraph(p->page, &(struct page_style){.size = p->size + 2.5, .bold = true}, text);
    page_space(p->page, 1.5);
}

/* What leads to the next block stands on its page. */
static void put_text(struct pages *p, const char *text)
{
    if (g_str_has_suffix(text, ":") || g_str_has_suffix(text, ","))
        page_need(p->page, 35);
    page_paragraph(p->page, &(struct page_style){.size = p->size}, text);
    page_space(p->page, 2);
}

static void put_item(struct pages *p, const char *label, const char *text)
{
    page_item(p->page, &(struct page_style){.size = p->size}, LABEL_WIDTH, label, text);
    page_space(p->page, 1);
}

static double lines_height(const char *text, double size)
{
    double lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines * size * LINE * MM_A_POINT;
}

static void put_code(struct pages *p, GString *text)
{
    page_need(p->page, lines_height(text->str, CODE_SIZE));
    g_string_truncate(text, text->len - 1);
    page_frame(p->page, CODE_INDENT, page_body_width(p->page) - CODE_INDENT);
    page_paragraph(p->page, &(struct page_style){.size = CODE_SIZE, .mono = true}, text->str);
    page_frame_full(p->page);
    page_space(p->page, 2.5);
}

/* The arrow of the screens is in few families: one that looks like it, of the same width, is in
 * ours. */
static void put_screen(struct pages *p, GString *text)
{
    double width = page_body_width(p->page);
    g_string_replace(text, "▶", "►", 0);
    page_need(p->page, lines_height(text->str, SCREEN_SIZE) + 2 * SCREEN_PAD);
    g_string_truncate(text, text->len - 1);
    page_frame(p->page, (width - SCREEN_WIDTH) / 2, SCREEN_WIDTH);
    page_box_begin(p->page);
    page_space(p->page, SCREEN_PAD);
    double top = page_at(p->page);
    page_frame(p->page, (width - SCREEN_WIDTH) / 2 + SCREEN_PAD, SCREEN_WIDTH - 2 * SCREEN_PAD);
    page_paragraph(p->page, &(struct page_style){.size = SCREEN_SIZE, .mono = true}, text->str);
    page_frame(p->page, (width - SCREEN_WIDTH) / 2, SCREEN_WIDTH);
    page_space(p->page, page_at(p->page) > top ? SCREEN_PAD : 0);
    page_box_end(p->page);
    page_frame_full(p->page);
    page_space(p->page, 3);
}

/* The cells of a row, without the blanks around them; freed with g_strfreev. */
static char **cells_of(const char *row)
{
    char *inner = g_strndup(row + 1, strlen(row) - 2);
    char **cell = g_strsplit(inner, "|", -1);
    for (char **c = cell; *c; c++)
        g_strstrip(*c);
    g_free(inner);
    return cell;
}

/* How wide a cell is on one line, and its longest word. */
static void measure(const struct pages *p, const char *cell, double *line, double *word)
{
    struct page_style style = {.size = p->size - 1, .bold = true};
    char **part = g_strsplit(cell, " ", -1);
    *line = MAX(*line, page_text_width(p->page, &style, cell) + CELL_PAD);
    for (char **w = part; *w; w++)
        *word = MAX(*word, page_text_width(p->page, &style, *w) + CELL_PAD);
    g_strfreev(part);
}

/* Each column holds its longest word; the rest of the width goes by what its longest cell wants. */
static void share_width(const struct pages *p, struct page_column *column, size_t columns,
                        char **row)
{
    double line[BLOCK_TABLE_COLUMNS] = {0}, word[BLOCK_TABLE_COLUMNS] = {0}, lines = 0, words = 0;
    for (char **r = row; *r && **r; r++) {
        char **cell = cells_of(*r);
        for (size_t i = 0; i < columns; i++)
            measure(p, cell[i], &line[i], &word[i]);
        g_strfreev(cell);
    }
    for (size_t i = 0; i < columns; i++) {
        lines += line[i];
        words += word[i];
    }
    double rest = page_body_width(p->page) - words, wanted = MAX(lines - words, 1);
    for (size_t i = 0; i < columns; i++)
        column[i].width = word[i] + (lines - words < 1 ? rest / (double)columns
                                                       : (line[i] - word[i]) * rest / wanted);
}

static void put_table(struct pages *p, const char *text)
{
    struct page_column column[BLOCK_TABLE_COLUMNS] = {{0}};
    char **row = g_strsplit(text, "\n", -1), **head = cells_of(row[0]);
    struct page_table table = {.column = column,
                               .columns = g_strv_length(head),
                               .size = p->size - 1,
                               .row_height = p->size * 0.55};
    for (size_t i = 0; i < table.columns; i++)
        column[i].head = head[i];
    share_width(p, column, table.columns, row);
    page_table_begin(p->page, &table);
    for (char **r = row + 1; *r && **r; r++) {
        char **cell = cells_of(*r);
        page_table_row(p->page, (const char *const *)cell);
        g_strfreev(cell);
    }
    page_table_end(p->page);
    g_strfreev(head);
    g_strfreev(row);
    page_space(p->page, 3);
}

static void put_block(struct pages *p, const struct block *b)
{
    if (p->is_list && b->kind != BLOCK_ITEM)
        page_space(p->page, 1);
    p->is_list = b->kind == BLOCK_ITEM;
    switch (b->kind) {
    case BLOCK_TITLE: put_title(p, b->text->str); return;
    case BLOCK_HEADING: put_heading(p, b->text->str); return;
    case BLOCK_ITEM: put_item(p, b->label, b->text->str); return;
    case BLOCK_TABLE: put_table(p, b->text->str); return;
    case BLOCK_CODE: put_code(p, b->text); return;
    case BLOCK_SCREEN: put_screen(p, b->text); return;
    default: put_text(p, b->text->str);
    }
}

static enum err_code put_file(struct pages *p, const char *path, struct err *e)
{
    struct buf text;
    struct block block = {.text = g_string_new(NULL)};
    buf_init(&text, TEXT_MAX + 1);
    enum err_code rc = file_read(path, TEXT_MAX, &text, e);
    buf_add_u8(&text, 0);
    if (rc == ERR_OK)
        rc = buf_check(&text, path, e);
    if (rc == ERR_OK && !g_utf8_validate((const char *)text.data, (gssize)text.len - 1, NULL))
        rc = err_set(e, ERR_FORMAT, "%s: not UTF-8", path);
    struct blocks blocks = {.name = path, .at = (const char *)text.data};
    if (rc == ERR_OK)
        rc = blocks_next(&blocks, &block, e);
    while (rc == ERR_OK && block.kind != BLOCK_END) {
        put_block(p, &block);
        rc = blocks_next(&blocks, &block, e);
    }
    g_string_free(block.text, TRUE);
    buf_free(&text);
    return rc;
}

enum err_code guide_make(const struct guide *g, struct buf *out, struct err *e)
{
    struct pages p = {.size = g->size};
    enum err_code rc =
        page_new(&(struct page_info){.title = g->title, .mono = PAGE_FAMILY_MONO}, out, &p.page, e);
    if (rc != ERR_OK)
        return rc;
    for (size_t i = 0; rc == ERR_OK && i < g->files; i++)
        rc = put_file(&p, g->file[i], e);
    struct err second;
    enum err_code ended = page_finish(p.page, rc == ERR_OK ? e : &second);
    return rc == ERR_OK ? ended : rc;
}
