#include "tests/lib/clerk.h"
#include "tests/lib/scratch.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>
#include <xlsxwriter.h>

#include <cmocka.h>

enum { FIRST_TWO_PAPERS = CLERK_PAPERS - CLERK_PEOPLE }; /* so many people sit two papers */

static const char *const FAMILY[] = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng",
                                     "Huỳnh",  "Đặng", "Võ", "Đỗ",   "Ngô"};
static const char *const MIDDLE[] = {"Văn", "Thị", "Quốc", "Minh", "Ngọc", "Hữu", "Đức"};
static const char *const GIVEN[] = {"An",    "Bảo",   "Cường", "Dũng",  "Đạt",   "Hạnh", "Hiếu",
                                    "Khánh", "Lựu",   "Mỹ",    "Nghĩa", "Phước", "Quý",  "Sửu",
                                    "Thuỷ",  "Tuyết", "Ưng",   "Vượng", "Ý"};
static const struct {
    const char *code, *title;
} FIELDS[] = {{"4.1", "Giám sát công tác xây dựng công trình"},
              {"3.10", "Hệ thống điện"},
              {"3.1", "Kết cấu công trình"},
              {"5", "Định giá xây dựng"},
              {"1.1", "Khảo sát địa hình"}};
static const char *const GRADES[] = {"I", "II", "III"};

struct clerk_paper clerk_paper(int paper)
{
    /* people 0 to FIRST_TWO_PAPERS - 1 have their two rows one below the other */
    int p = paper < 2 * FIRST_TWO_PAPERS ? paper / 2 : paper - FIRST_TWO_PAPERS,
        second = paper < 2 * FIRST_TWO_PAPERS ? paper % 2 : 0;
    struct clerk_paper out = {
        .person = p, .field = FIELDS[(p + second) % 5].code, .grade = GRADES[(p + 2 * second) % 3]};
    snprintf(out.sbd, sizeof out.sbd, p % 10 == 9 ? "HN-Đ%03d" : "%03d", p + 1);
    snprintf(out.name, sizeof out.name, "%s %s %s", FAMILY[p % 10], MIDDLE[p % 7], GIVEN[p % 19]);
    snprintf(out.birth, sizeof out.birth, "%02d/%02d/%04d", 1 + p % 28, 1 + p % 12, 1960 + p % 40);
    snprintf(out.identity, sizeof out.identity, "0%02d%03d%06d", 10 + p % 86, 60 + p % 40,
             100000 + p);
    snprintf(out.unit, sizeof out.unit, "Công ty Cổ phần Xây lắp số %d", 1 + p % 30);
    out.exempt = p % 11 == 3;
    out.extra = p % 23 == 7 ? 15 : p % 23 == 8 ? 20 : 0;
    snprintf(out.seat, sizeof out.seat, "M%02d", p + 1);
    out.lost_zero = p % 37 == 36;
    return out;
}

/* ---- cells ---- */

static struct clerk_cell *put(struct clerk_sheet *s, int row, int column, const char *text)
{
    struct clerk_cell *c = &s->cell[row][column];
    assert_true(row < CLERK_ROWS && column < CLERK_COLUMNS && strlen(text) < sizeof c->shown);
    c->kind = text[0] ? CLERK_TEXT : CLERK_EMPTY;
    strcpy(c->shown, text);
    if (row >= s->rows)
        s->rows = row + 1;
    return c;
}

static void put_number(struct clerk_sheet *s, int row, int column, const char *shown, double number,
                       const char *format)
{
    struct clerk_cell *c = put(s, row, column, shown);
    c->kind = CLERK_NUMBER;
    c->number = number;
    c->format = format;
}

static void merge(struct clerk_sheet *s, int row, int from, int to)
{
    s->merge[s->merges].row = row;
    s->merge[s->merges].from = from;
    s->merge[s->merges++].to = to;
}

/* Letters with their marks apart, or no-break blanks between the words, or two blanks, or as it is.
 */
static void put_name(struct clerk_sheet *s, int row, int column, const char *text, int how)
{
    char out[160] = "";
    if (how % 4 == 1) {
        char *apart = (char *)utf8proc_NFD((const utf8proc_uint8_t *)text);
        put(s, row, column, apart);
        free(apart);
        return;
    }
    for (const char *at = text; *at; at++) {
        const char *piece = *at != ' '     ? (char[]){*at, '\0'}
                            : how % 4 == 2 ? "\xC2\xA0"
                            : how % 4 == 3 ? "  "
                                           : " ";
        strcat(out, piece);
    }
    put(s, row, column, out);
}

static void put_birth(struct clerk_sheet *s, int row, int column, const struct clerk_paper *p,
                      int how)
{
    int d = atoi(p->birth), m = atoi(p->birth + 3), y = atoi(p->birth + 6);
    char text[32];
    struct clerk_cell *c;
    switch (how % 5) {
    case 0:
    case 1:
        c = put(s, row, column, p->birth);
        c->kind = CLERK_DATE;
        c->day = d;
        c->month = m;
        c->year = y;
        c->format = "dd/mm/yyyy";
        return;
    case 2: snprintf(text, sizeof text, "%d/%d/%d", d, m, y); break;
    case 3: snprintf(text, sizeof text, "%02d-%02d-%d", d, m, y); break;
    default: snprintf(text, sizeof text, "%04d-%02d-%02d", y, m, d); break;
    }
    put(s, row, column, text);
}

static void put_identity(struct clerk_sheet *s, int row, int column, const struct clerk_paper *p)
{
    double number = strtod(p->identity, NULL);
    if (p->lost_zero)
        put_number(s, row, column, p->identity + 1, number, NULL);
    else if (p->person % 5 == 0)
        put_number(s, row, column, p->identity, number, "000000000000");
    else
        put(s, row, column, p->identity);
}

static void put_field(struct clerk_sheet *s, int row, int column, const struct clerk_paper *p,
                      int how)
{
    const char *title = "";
    for (size_t i = 0; i < sizeof FIELDS / sizeof FIELDS[0]; i++)
        if (strcmp(FIELDS[i].code, p->field) == 0)
            title = FIELDS[i].title;
    if (how % 3 == 0)
        put(s, row, column, title);
    else if (how % 3 == 1 && strncmp(p->field, "3.1", 3) != 0)
        put_number(s, row, column, p->field, strtod(p->field, NULL), NULL);
    else if (how % 3 == 1 && strcmp(p->field, "3.10") == 0)
        put_number(s, row, column, p->field, 3.1, "0.00");
    else
        put(s, row, column, p->field);
}

enum {
    STT,
    SBD,
    FAMILY_NAME,
    GIVEN_NAME,
    BIRTH,
    IDENTITY,
    PHONE,
    UNIT,
    FIELD,
    GRADE,
    SEAT,
    EXEMPT,
    EXTRA,
    NOTE
};

static void put_paper(struct clerk_sheet *s, int row, int paper)
{
    static const char *const NOT[] = {"", "Không", "-", "KHÔNG"}, *const YES[] = {"x", "Có",
                                                                                  "Được miễn"};
    const struct clerk_paper p = clerk_paper(paper);
    char family[96], number[16];
    snprintf(family, sizeof family, "%.*s", (int)(strrchr(p.name, ' ') - p.name), p.name);
    snprintf(number, sizeof number, "%d", paper + 1);
    put_number(s, row, STT, number, paper + 1, NULL);
    if (p.person % 4 == 0 && p.sbd[0] != 'H')
        put_number(s, row, SBD, p.sbd, p.person + 1, "000");
    else
        put(s, row, SBD, p.sbd);
    put_name(s, row, FAMILY_NAME, family, paper);
    put_name(s, row, GIVEN_NAME, strrchr(p.name, ' ') + 1, paper);
    put_birth(s, row, BIRTH, &p, paper);
    put_identity(s, row, IDENTITY, &p);
    put(s, row, PHONE, "0905 111 222");
    put(s, row, UNIT, p.unit);
    put_field(s, row, FIELD, &p, paper);
    put(s, row, GRADE,
        paper % 2                    ? p.grade
        : strcmp(p.grade, "I") == 0  ? "Hạng I"
        : strcmp(p.grade, "II") == 0 ? "2"
                                     : "iii");
    put(s, row, SEAT, p.seat);
    put(s, row, EXEMPT, p.exempt ? YES[p.person % 3] : NOT[p.person % 4]);
    if (p.extra == 15)
        put(s, row, EXTRA, "15 phút");
    else if (p.extra)
        put_number(s, row, EXTRA, "20", 20, NULL);
    put(s, row, NOTE, p.extra ? "Khuyết tật vận động" : "");
}

static void put_headings(struct clerk_sheet *s, int row)
{
    static const char *const TOP[CLERK_COLUMNS] = {"STT",
                                                   "Mã số dự\nsát hạch (SBD)",
                                                   "Họ và tên",
                                                   "",
                                                   "Ngày, tháng,\nnăm sinh",
                                                   "Số căn cước",
                                                   "Số điện thoại",
                                                   "Cơ quan công tác",
                                                   "Đăng ký sát hạch",
                                                   "",
                                                   "Máy số",
                                                   "Được miễn chuyên môn",
                                                   "Thời gian cộng thêm",
                                                   "Ghi chú"};
    for (int c = 0; c < CLERK_COLUMNS; c++)
        put(s, row, c, TOP[c]);
    put(s, row + 1, FIELD, "Lĩnh vực");
    put(s, row + 1, GRADE, "Hạng");
    merge(s, row, FAMILY_NAME, GIVEN_NAME);
    merge(s, row, FIELD, GRADE);
}

static int put_line(struct clerk_sheet *s, int row, int column, const char *text, int to)
{
    put(s, row, column, text);
    if (to > column)
        merge(s, row, column, to);
    return row + 1;
}

void clerk_fill(struct clerk_sheet *s)
{
    int row = 0;
    memset(s, 0, sizeof *s);
    put(s, row, 0, "SỞ XÂY DỰNG TỈNH BÌNH ĐỊNH");
    row = put_line(s, row, 7, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12);
    row = put_line(s, row, 7, "Độc lập - Tự do - Hạnh phúc", 12) + 1;
    row = put_line(s, row, 0,
                   "DANH SÁCH THÍ SINH DỰ SÁT HẠCH CẤP CHỨNG CHỈ HÀNH NGHỀ HOẠT ĐỘNG XÂY DỰNG", 13);
    row =
        put_line(s, row, 0, "(Kèm theo Thông báo số 89/TB-SXD ngày 05 tháng 01 năm 2026)", 13) + 1;
    put_headings(s, row);
    row += 2;
    for (int c = 0; c < CLERK_COLUMNS; c++) {
        char number[16];
        snprintf(number, sizeof number, "(%d)", c + 1);
        put(s, row, c, number);
    }
    row++;
    row = put_line(s, row, 0, "I. Ca sáng - Phòng số 1", 13);
    for (int paper = 0; paper < CLERK_PAPERS; paper++) {
        if (paper == 150) {
            row = put_line(s, row, 0, "II. Ca chiều - Phòng số 2", 13);
            put_headings(s, row);
            row += 2;
        }
        put_paper(s, row++, paper);
    }
    row = put_line(s, row, 0, "Tổng số: 230 thí sinh, 300 bài sát hạch; trong đó:", 13);
    row = put_line(s, row, 0, "- Được miễn chuyên môn: có tên ở trên", 13) + 1;
    row = put_line(s, row, 0, "Ghi chú: thí sinh có mặt trước giờ sát hạch 30 phút.", 13);
    row = put_line(s, row, 8, "Bình Định, ngày 05 tháng 01 năm 2026", 12);
    put(s, row, 2, "NGƯỜI LẬP");
    row = put_line(s, row, 8, "TM. HỘI ĐỒNG SÁT HẠCH", 12);
    row = put_line(s, row, 8, "CHỦ TỊCH", 12) + 3;
    put(s, row, 2, "Lê Thị Lập");
    put_line(s, row, 8, "Trần Văn Chủ", 12);
    for (int r = 0; r < s->rows; r++) {
        bool filled = false;
        for (int c = 0; c < CLERK_COLUMNS; c++)
            filled = filled || s->cell[r][c].kind != CLERK_EMPTY;
        s->filled += filled;
    }
}

/* ---- files ---- */

static void write_cell(lxw_workbook *book, lxw_worksheet *sheet, int row, int column,
                       const struct clerk_cell *c)
{
    lxw_format *format = c->format ? workbook_add_format(book) : NULL;
    if (format)
        format_set_num_format(format, c->format);
    if (c->kind == CLERK_TEXT)
        worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, c->shown, NULL);
    else if (c->kind == CLERK_NUMBER)
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, c->number, format);
    else if (c->kind == CLERK_DATE)
        worksheet_write_datetime(sheet, (lxw_row_t)row, (lxw_col_t)column,
                                 &(lxw_datetime){.year = c->year, .month = c->month, .day = c->day},
                                 format);
}

void clerk_xlsx(const struct clerk_sheet *s, struct buf *out)
{
    char path[SCRATCH_PATH];
    struct err e;
    scratch_file(path, sizeof path);
    lxw_workbook *book = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(book, "Danh sách");
    for (int i = 0; i < s->merges; i++)
        worksheet_merge_range(sheet, (lxw_row_t)s->merge[i].row, (lxw_col_t)s->merge[i].from,
                              (lxw_row_t)s->merge[i].row, (lxw_col_t)s->merge[i].to, "", NULL);
    for (int r = 0; r < s->rows; r++)
        for (int c = 0; c < CLERK_COLUMNS; c++)
            write_cell(book, sheet, r, c, &s->cell[r][c]);
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};
    worksheet_set_column_opt(sheet, PHONE, PHONE, 12, NULL, &hidden);
    assert_int_equal(workbook_close(book), LXW_NO_ERROR);
    enum err_code rc = file_read(path, 1 << 24, out, &e);
    unlink(path);
    assert_int_equal(rc, ERR_OK);
}

void clerk_csv(const struct clerk_sheet *s, struct buf *out)
{
    buf_printf(out, "\xEF\xBB\xBF");
    for (int r = 0; r < s->rows; r++) {
        for (int c = 0; c < CLERK_COLUMNS; c++) {
            const char *text = s->cell[r][c].shown;
            buf_printf(out, "%s", c ? ";" : "");
            if (!strpbrk(text, ";\"\n")) {
                buf_printf(out, "%s", text);
                continue;
            }
            buf_add_u8(out, '"');
            for (; *text; text++)
                buf_printf(out, *text == '"' ? "\"%c" : "%c", *text);
            buf_add_u8(out, '"');
        }
        buf_printf(out, "\r\n");
    }
}
