#include "tools/table/xlsx.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/core/utf8.h"
#include "tools/table/xlsxfile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SHEET_NAME_CHARACTERS = 31,
    WIDTH_MIN = 6, /* characters */
    WIDTH_MAX = 24,
    UPRIGHT = 96, /* characters over an upright and a lying A4 sheet */
    LYING = 142,
    REPEATED = 3, /* columns on each of several pages side by side */
    LINE_POINTS = 15,
    ARROW = 3, /* cells that the filter's arrow takes */
    EDGE = 1,
    UNITS_PERCENT = 94,  /* what a cell of text takes of a spreadsheet's unit of width */
    TEXT_MAX = 4 * 32767 /* bytes of a text; a cell takes 32767 characters */
};

/* A name that Excel takes; room for 31 characters of UTF-8. The word before it has a blank behind:
 * the library puts such a name in quotes where it is referred to, while a bare "a1" is a cell to
 * Excel. */
static void name_sheet(const char *name, char out[4 * SHEET_NAME_CHARACTERS + 1])
{
    static const char WORD[] = "Bảng ";
    memcpy(out, WORD, sizeof WORD - 1);
    size_t at = sizeof WORD - 1, characters = (size_t)text_width(WORD), len = strlen(name);
    for (size_t i = 0; i < len && characters < SHEET_NAME_CHARACTERS; characters++) {
        uint32_t cp = 0;
        size_t n = utf8_decode(name + i, len - i, &cp);
        if (n == 0)
            break;
        if (n == 1 && strchr("[]:*?/\\'", name[i]))
            out[at++] = '-';
        else
            at += utf8_encode(cp, out + at);
        i += n;
    }
    out[at] = '\0';
}

/* The longest word: a heading is wrapped between them. */
static int longest_word(const char *text)
{
    int most = 0;
    while (*text) {
        char word[64];
        size_t n = strcspn(text, " ");
        snprintf(word, sizeof word, "%.*s", (int)n, text);
        int w = text_width(word);
        most = w > most ? w : most;
        text += n + (text[n] == ' ');
    }
    return most;
}

static int width_of(const struct table *t, size_t column, enum table_lang lang)
{
    int width = longest_word(table_title(t, column, lang)) + ARROW;
    for (size_t r = 0; r < t->rows; r++) {
        int w = text_width(table_cell(t, r, column));
        width = w > width ? w : width;
    }
    return (width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width) + 1;
}

/* True for "_xHHHH_", which a spreadsheet reads as one character. */
static bool is_escape(const char *s)
{
    return strncmp(s, "_x", 2) == 0 && strspn(s + 2, "0123456789abcdefABCDEF") >= 4 && s[6] == '_';
}

/* Control characters are no XML; what looks like an escape is written so that it is read as it
 * stands; what is too long for a cell is refused rather than cut. */
static lxw_error put_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                          lxw_format *format)
{
    struct buf clean;
    buf_init(&clean, TEXT_MAX);
    for (; *text; text++) {
        bool is_control = (unsigned char)*text < 0x20 && *text != '\n' && *text != '\t';
        if (is_escape(text))
            buf_add_text(&clean, "_x005F_"); /* the '_' that begins it */
        else
            buf_add_u8(&clean, is_control ? '?' : (uint8_t)*text);
    }
    const char *safe = buf_text(&clean);
    lxw_error rc = clean.failed ? LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED
                                : worksheet_write_string(sheet, row, column, safe, format);
    buf_free(&clean);
    return rc;
}

struct formats {
    lxw_format *head, *text, *number;
};

/* Programs that only print do not look how high a wrapped text is. `spare` cells of a column's
 * width are taken up by something else. */
static void set_height(lxw_worksheet *sheet, lxw_row_t row, size_t lines)
{
    if (lines > 1)
        worksheet_set_row(sheet, row, (double)lines * LINE_POINTS, NULL);
}

static size_t lines_of(const char *text, int width, int spare)
{
    return text_wrap(text, width - spare, NULL, 0);
}

static lxw_error put_row(const struct table *t, size_t r, lxw_worksheet *sheet,
                         const struct formats *f, const int *width)
{
    lxw_error rc = LXW_NO_ERROR;
    size_t lines = 1;
    for (size_t c = 0; rc == LXW_NO_ERROR && c < t->columns; c++) {
        const char *cell = table_cell(t, r, c);
        size_t n = lines_of(cell, width[c], EDGE);
        lines = n > lines ? n : lines;
        if (!cell[0])
            continue;
        if (t->column[c].kind == TABLE_NUMBER && table_is_number(cell))
            rc = worksheet_write_number(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, strtod(cell, NULL),
                                        f->number);
        else
            rc = put_text(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, cell, f->text);
    }
    set_height(sheet, (lxw_row_t)r + 1, lines);
    return rc;
}

static bool make_formats(lxw_workbook *book, struct formats *f)
{
    f->head = workbook_add_format(book);
    f->text = workbook_add_format(book);
    f->number = workbook_add_format(book);
    if (!f->head || !f->text || !f->number)
        return false;
    lxw_format *const all[] = {f->head, f->text, f->number};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        format_set_font_name(all[i], "Times New Roman");
        format_set_font_size(all[i], 11);
    }
    format_set_bold(f->head);
    format_set_text_wrap(f->head);
    format_set_align(f->head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_align(f->head, LXW_ALIGN_CENTER);
    format_set_bg_color(f->head, 0xE9EDF2);
    format_set_bottom(f->head, LXW_BORDER_THIN);
    format_set_num_format(f->text, "@");
    format_set_text_wrap(f->text);
    format_set_align(f->text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(f->number, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(f->number, LXW_ALIGN_CENTER);
    return true;
}

static lxw_error put_head(const struct table *t, enum table_lang lang, lxw_worksheet *sheet,
                          const struct formats *f, const int *width)
{
    lxw_error rc = LXW_NO_ERROR;
    size_t lines = 1;
    for (size_t c = 0; rc == LXW_NO_ERROR && c < t->columns; c++) {
        const char *title = table_title(t, c, lang);
        size_t n = lines_of(title, width[c], ARROW);
        lines = n > lines ? n : lines;
        worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width[c] * UNITS_PERCENT / 100.0,
                             t->column[c].kind == TABLE_NUMBER ? f->number : f->text);
        rc = put_text(sheet, 0, (lxw_col_t)c, title, f->head);
    }
    set_height(sheet, 0, lines);
    return rc;
}

/* The heading and the rows; width: of each column. */
static lxw_error put_cells(const struct table *t, enum table_lang lang, lxw_worksheet *sheet,
                           const struct formats *f, const int *width)
{
    lxw_error rc = put_head(t, lang, sheet, f, width);
    for (size_t r = 0; rc == LXW_NO_ERROR && r < t->rows; r++)
        rc = put_row(t, r, sheet, f, width);
    if (rc == LXW_NO_ERROR && t->rows == 0)
        rc = put_text(sheet, 1, 0, lang == TABLE_EN ? "None" : "Không có", f->text);
    return rc;
}

/* How it prints. In heads an '&' begins an order of the spreadsheet. */
static lxw_error set_page(lxw_worksheet *sheet, const struct table *t, const int *column_width,
                          const struct xlsx_look *look)
{
    int width = 0;
    for (size_t c = 0; c < t->columns; c++)
        width += column_width[c];
    width = width * UNITS_PERCENT / 100;
    char head[200], foot[200];
    const char *mark = look->mark ? look->mark : "";
    int widest = LYING * 100 / XLSX_SCALE_MIN, pages = (width + widest - 1) / widest;
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_margins(sheet, 0.6, 0.4, 0.8, 0.7);
    if (width > UPRIGHT)
        worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, (uint16_t)(pages > 1 ? pages : 1), 0);
    worksheet_repeat_rows(sheet, 0, 0);
    if (pages > 1 && t->columns > REPEATED)
        worksheet_repeat_columns(sheet, 0, REPEATED - 1);
    worksheet_gridlines(sheet, LXW_SHOW_ALL_GRIDLINES);
    snprintf(head, sizeof head, "&L%s&C%s%s%s", mark, look->head ? look->head : "",
             look->head ? " – " : "", look->head && !strchr(look->name, '&') ? look->name : "");
    snprintf(foot, sizeof foot, "&L%s&CTrang &P/&N", mark);
    lxw_error rc = worksheet_set_header(sheet, head);
    return rc == LXW_NO_ERROR ? worksheet_set_footer(sheet, foot) : rc;
}

static lxw_error fill(const struct table *t, enum table_lang lang, const struct xlsx_look *look,
                      lxw_workbook *book)
{
    char title[4 * SHEET_NAME_CHARACTERS + 1], whole[64];
    int *width = calloc(t->columns, sizeof *width);
    struct formats f;
    /* 0 would be the clock */
    lxw_doc_properties properties = {.created = (time_t)(look->made > 0 ? look->made : 1)};
    name_sheet(look->name, title);
    workbook_set_properties(book, &properties);
    lxw_worksheet *sheet = workbook_add_worksheet(book, look->sheet ? look->sheet : title);
    if (!width || !sheet || !make_formats(book, &f)) {
        free(width);
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    for (size_t c = 0; c < t->columns; c++)
        width[c] = width_of(t, c, lang);
    lxw_error rc = put_cells(t, lang, sheet, &f, width);
    if (rc == LXW_NO_ERROR)
        rc = set_page(sheet, t, width, look);
    free(width);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)t->rows, (lxw_col_t)(t->columns - 1));
    /* an SBD looks like a number and is none: no green corners */
    lxw_rowcol_to_range(whole, 0, 0, (lxw_row_t)t->rows, (lxw_col_t)(t->columns - 1));
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, whole);
    return rc;
}

enum err_code xlsx_table(const struct table *t, enum table_lang lang, const struct xlsx_look *look,
                         struct buf *out, struct err *e)
{
    struct xlsxfile x;
    if (t->failed || t->columns == 0)
        return err_memory(e);
    enum err_code rc = xlsxfile_begin(&x, e);
    return rc == ERR_OK ? xlsxfile_end(&x, xlsxfile_check(fill(t, lang, look, x.book), e), out, e)
                        : rc;
}
