#include "tools/import/roster_template.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/import/roster_words.h"
#include "tools/table/xlsxfile.h"

#include <stdio.h>
#include <string.h>

enum {
    ROWS = 2000,
    FILE_MAX = 4 * 1024 * 1024,
    FIELDS_FIRST = 20,
    TEXT_MAX = 1024,
    TEXT_FORMAT = 49 /* "@" among the formats every spreadsheet has */
};

static const char LIST_SHEET[] = "Danh sách thí sinh", HELP_SHEET[] = "Giải thích";

enum kind { PLAIN, TEXT, GRADE, FIELD, YES, MINUTES };

/* What stands on the sheet; the explanation is shown on the second one and beside the cell. */
static const struct column {
    const char *heading;
    double width;
    enum kind kind;
    const char *about;
} COLUMNS[] = {
    {"STT", 6, PLAIN, N_("Running number; not read.")},
    {"Mã số dự sát hạch", 18, TEXT,
     N_("The candidate number (SBD), needed. A person with two fields has two rows with the same "
        "number.")},
    {"Họ và tên", 30, TEXT, N_("The full name, needed.")},
    {"Ngày sinh", 14, TEXT, N_("Day/month/year with four digits of the year: 05/03/1985.")},
    {"Số CCCD/Hộ chiếu", 18, TEXT,
     N_("12 digits with their zeros, or a passport's letter and digits.")},
    {"Đơn vị công tác", 36, TEXT, N_("Where the person works.")},
    {"Lĩnh vực", 12, FIELD,
     N_("The field, needed: its code or its title. 3.1 and 3.10 are two fields.")},
    {"Hạng", 8, GRADE, N_("The grade, needed: I, II or III.")},
    {"Máy", 10, TEXT, N_("The seat; empty for any.")},
    {"Miễn chuyên môn", 18, YES, N_("Exempt from the professional part.")},
    {"Thêm giờ (phút)", 16, MINUTES, N_("Extra minutes, a whole number.")},
    {"Lý do thêm giờ", 26, TEXT, N_("Why extra time is given.")},
    {"Ghi chú", 26, TEXT,
     N_("Not read, but for the reason of extra time where its own column is empty.")},
};
enum { COLUMNS_COUNT = sizeof COLUMNS / sizeof COLUMNS[0] };

const char *roster_template_help(void)
{
    return HELP_SHEET;
}

const char *roster_template_heading(size_t i)
{
    return i < COLUMNS_COUNT ? COLUMNS[i].heading : NULL;
}

struct sheets {
    lxw_worksheet *list, *help;
    lxw_format *text, *heading, *wrap;
    size_t fields; /* how many stand on the second sheet, from FIELDS_FIRST on */
    lxw_error failed;
};

static void note(struct sheets *s, lxw_error rc)
{
    if (s->failed == LXW_NO_ERROR)
        s->failed = rc;
}

/* The words a cell takes beside its explanation; "" where there is no list. */
static const char *words_of(enum kind kind, char out[TEXT_MAX])
{
    out[0] = '\0';
    if (kind == YES)
        snprintf(out, TEXT_MAX, _("Yes: %s. No: empty, %s."), roster_words_yes(),
                 roster_words_no());
    else if (kind == MINUTES)
        snprintf(out, TEXT_MAX, _("From 0 to %d."), ROSTER_EXTRA_MAX);
    else if (kind == FIELD)
        snprintf(out, TEXT_MAX, "%s", _("The codes below."));
    return out;
}

/* What may be chosen or typed in a column. The lists warn and do not forbid: titles and other
 * accepted words are no fault. */
static void put_choice(struct sheets *s, lxw_col_t at, const struct column *c)
{
    static const char *const GRADES[] = {"I", "II", "III", NULL}, *const ANSWERS[] = {"Có", "Không",
                                                                                      NULL};
    char range[96], message[256];
    lxw_data_validation v = {.validate = LXW_VALIDATION_TYPE_ANY,
                             .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                             .input_title = (char *)(uintptr_t)c->heading};
    snprintf(message, sizeof message, "%s", _(c->about));
    v.input_message = message;
    if (c->kind == GRADE || c->kind == YES) {
        v.validate = LXW_VALIDATION_TYPE_LIST;
        /* of strings that the library may change, or not: its versions differ */
        v.value_list = (void *)(uintptr_t)(c->kind == GRADE ? GRADES : ANSWERS);
    } else if (c->kind == FIELD) {
        snprintf(range, sizeof range, "='%s'!$A$%d:$A$%zu", HELP_SHEET, FIELDS_FIRST + 1,
                 FIELDS_FIRST + s->fields);
        v.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        v.value_formula = range;
    } else if (c->kind == MINUTES) {
        v.validate = LXW_VALIDATION_TYPE_INTEGER;
        v.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        v.minimum_number = 0;
        v.maximum_number = ROSTER_EXTRA_MAX;
    }
    note(s, worksheet_data_validation_range(s->list, 1, at, ROWS, at, &v));
}

static void put_columns(struct sheets *s)
{
    for (lxw_col_t i = 0; i < COLUMNS_COUNT; i++) {
        const struct column *c = &COLUMNS[i];
        char words[TEXT_MAX];
        note(s, worksheet_set_column(s->list, i, i, c->width,
                                     c->kind == PLAIN || c->kind == MINUTES ? NULL : s->text));
        note(s, worksheet_write_string(s->list, 0, i, c->heading, s->heading));
        put_choice(s, i, c);
        note(s, worksheet_write_string(s->help, i + 1u, 0, c->heading, s->text));
        note(s, worksheet_write_string(s->help, i + 1u, 1, _(c->about), s->wrap));
        note(s, worksheet_write_string(s->help, i + 1u, 2, words_of(c->kind, words), s->wrap));
    }
    worksheet_freeze_panes(s->list, 1, 0);
}

static void put_field(struct sheets *s, const char *code, const char *title)
{
    lxw_row_t row = FIELDS_FIRST + (lxw_row_t)s->fields++;
    note(s, worksheet_write_string(s->help, row, 0, code, s->text));
    note(s, worksheet_write_string(s->help, row, 1, title, s->wrap));
}

static void put_help(struct sheets *s, const struct bank_folder *bank)
{
    size_t n = 0;
    const struct fields_official *official = fields_official(&n);
    note(s, worksheet_set_column(s->help, 0, 0, 24, NULL));
    note(s, worksheet_set_column(s->help, 1, 1, 60, NULL));
    note(s, worksheet_set_column(s->help, 2, 2, 60, NULL));
    note(s, worksheet_write_string(s->help, 0, 0, _("Heading on the first sheet"), s->heading));
    note(s, worksheet_write_string(s->help, 0, 1, _("What belongs into it"), s->heading));
    note(s, worksheet_write_string(s->help, 0, 2, _("Accepted words"), s->heading));
    note(s, worksheet_write_string(
                s->help, COLUMNS_COUNT + 2, 0,
                _("This sheet is not read. One row of the first sheet is one paper."), NULL));
    note(s, worksheet_write_string(s->help, FIELDS_FIRST - 1, 0, _("Codes of the fields"),
                                   s->heading));
    for (size_t i = 0; bank && i < bank->source.meta.fields; i++)
        put_field(s, bank->source.meta.field[i].code, bank->source.meta.field[i].title_vi);
    for (size_t i = 0; !bank && i < n; i++)
        put_field(s, official[i].code, official[i].title);
}

static lxw_error fill(lxw_workbook *book, const struct bank_folder *bank)
{
    struct sheets s = {.list = workbook_add_worksheet(book, LIST_SHEET),
                       .help = workbook_add_worksheet(book, HELP_SHEET),
                       .text = workbook_add_format(book),
                       .heading = workbook_add_format(book),
                       .wrap = workbook_add_format(book)};
    if (!s.list || !s.help || !s.text || !s.heading || !s.wrap)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    format_set_num_format_index(s.text, TEXT_FORMAT);
    format_set_bold(s.heading);
    format_set_bottom(s.heading, LXW_BORDER_THIN);
    format_set_text_wrap(s.wrap);
    format_set_align(s.wrap, LXW_ALIGN_VERTICAL_TOP);
    put_help(&s, bank);
    put_columns(&s);
    return s.failed;
}

enum err_code roster_template_write(const char *path, const struct bank_folder *bank, struct err *e)
{
    struct xlsxfile x;
    struct buf bytes;
    enum err_code rc = xlsxfile_begin(&x, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&bytes, FILE_MAX);
    rc = xlsxfile_end(&x, xlsxfile_check(fill(x.book, bank), e), &bytes, e);
    if (rc == ERR_OK)
        rc = file_write(path, bytes.data, bytes.len, FILE_NEW, e);
    buf_free(&bytes);
    return rc;
}
