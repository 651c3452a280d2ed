#include "tools/report/xlsx.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum { SHEET_NAME_CHARACTERS = 31, WIDTH_MIN = 6, WIDTH_MAX = 60, TEXT_MAX = 4 * 32767 /* bytes of a text; a cell takes 32767 characters */ };

/* A name that Excel takes; room for 31 characters of UTF-8. The word before it has a blank behind: the library puts such a name in quotes where
 * it is referred to, while a bare "a1" is a cell to Excel. */
static void name_sheet(const char *name, char out[4 * SHEET_NAME_CHARACTERS + 1])
{
    static const char WORD[] = "Bảng ";
    memcpy(out, WORD, sizeof WORD - 1);
    size_t at = sizeof WORD - 1, characters = (size_t)text_width(WORD), len = strlen(name);
    for (size_t i = 0; i < len && characters < SHEET_NAME_CHARACTERS; characters++) {
        uint32_t cp = 0;
        size_t n = text_decode(name + i, len - i, &cp);
        if (n == 0)
            break;
        if (n == 1 && strchr("[]:*?/\\'", name[i]))
            out[at++] = '-';
        else
            at += text_encode(cp, out + at);
        i += n;
    }
    out[at] = '\0';
}

static double width_of(const struct table *t, size_t column, enum table_lang lang)
{
    int width = text_width(table_title(t, column, lang)) + 3; /* room for the filter's arrow */
    for (size_t r = 0; r < t->rows; r++) {
        int w = text_width(table_cell(t, r, column));
        width = w > width ? w : width;
    }
    return (width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : width) + 1.0;
}

/* True for "_xHHHH_", which a spreadsheet reads as one character. */
static bool is_escape(const char *s)
{
    return strncmp(s, "_x", 2) == 0 && strspn(s + 2, "0123456789abcdefABCDEF") >= 4 && s[6] == '_';
}

/* Control characters are no XML; what looks like an escape is written so that it is read as it stands; what is too long for a cell is refused rather
 * than cut. */
static lxw_error put_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
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
    lxw_error rc = clean.failed ? LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED : worksheet_write_string(sheet, row, column, safe, format);
    buf_free(&clean);
    return rc;
}

static lxw_error put_row(const struct table *t, size_t r, lxw_worksheet *sheet, lxw_format *text)
{
    lxw_error rc = LXW_NO_ERROR;
    for (size_t c = 0; rc == LXW_NO_ERROR && c < t->columns; c++) {
        const char *cell = table_cell(t, r, c);
        if (!cell[0])
            continue;
        if (t->column[c].kind == TABLE_NUMBER && table_is_number(cell))
            rc = worksheet_write_number(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, strtod(cell, NULL), NULL);
        else
            rc = put_text(sheet, (lxw_row_t)r + 1, (lxw_col_t)c, cell, text);
    }
    return rc;
}

static lxw_error fill(const struct table *t, enum table_lang lang, const char *name, int64_t made, lxw_workbook *book)
{
    char title[4 * SHEET_NAME_CHARACTERS + 1];
    lxw_doc_properties properties = {.created = (time_t)(made > 0 ? made : 1)}; /* 0 would be the clock */
    name_sheet(name, title);
    workbook_set_properties(book, &properties);
    lxw_worksheet *sheet = workbook_add_worksheet(book, title);
    lxw_format *head = workbook_add_format(book), *text = workbook_add_format(book);
    if (!sheet || !head || !text)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bg_color(head, 0xE9EDF2);
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_num_format(text, "@");
    lxw_error rc = LXW_NO_ERROR;
    for (size_t c = 0; rc == LXW_NO_ERROR && c < t->columns; c++) {
        double width = width_of(t, c, lang);
        worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width, t->column[c].kind == TABLE_NUMBER ? NULL : text);
        rc = put_text(sheet, 0, (lxw_col_t)c, table_title(t, c, lang), head);
    }
    for (size_t r = 0; rc == LXW_NO_ERROR && r < t->rows; r++)
        rc = put_row(t, r, sheet, text);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)t->rows, (lxw_col_t)(t->columns - 1));
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    /* an SBD looks like a number and is none: no green corners */
    char whole[64];
    lxw_rowcol_to_range(whole, 0, 0, (lxw_row_t)t->rows, (lxw_col_t)(t->columns - 1));
    worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, whole);
    return rc;
}

/* All that was written to fd. */
static enum err_code read_back(int fd, struct buf *out, struct err *e)
{
    uint8_t piece[16 * 1024];
    ssize_t n;
    off_t at = 0;
    while ((n = pread(fd, piece, sizeof piece, at)) > 0) {
        buf_add(out, piece, (size_t)n);
        at += n;
    }
    return n < 0 ? err_set_errno(e, errno, "xlsx") : buf_check(out, "xlsx", e);
}

static enum err_code say(lxw_error rc, struct err *e)
{
    return rc == LXW_NO_ERROR ? ERR_OK : err_set(e, rc == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED ? ERR_LIMIT : ERR_IO, "xlsx: %s", lxw_strerror(rc));
}

enum err_code xlsx_table(const struct table *t, enum table_lang lang, const char *sheet, int64_t made, struct buf *out, struct err *e)
{
    if (t->failed || t->columns == 0)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    /* the library writes to a name only; this one is of a file in memory, so that no list stays in /tmp when we are killed */
    int fd = memfd_create("xlsx", MFD_CLOEXEC);
    if (fd < 0)
        return err_set_errno(e, errno, "xlsx");
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    lxw_workbook *book = workbook_new(path);
    enum err_code rc = book ? say(fill(t, lang, sheet, made, book), e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (book) {
        lxw_error closed = workbook_close(book); /* frees it, whatever happened */
        rc = rc == ERR_OK ? say(closed, e) : rc;
    }
    if (rc == ERR_OK)
        rc = read_back(fd, out, e);
    close(fd);
    return rc;
}
