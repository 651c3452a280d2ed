#include "tools/report/notice.h"

#include "app/core/i18n.h"
#include "tools/report/letterhead.h"
#include "tools/report/passlist.h"

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double APART = 2.2; /* mm between paragraphs: 6 points at least */
static const struct page_style BODY = {.size = 13.5, .indent = 12.7, .align = PAGE_JUSTIFY},
                               BASIS = {.size = 13.5,
                                        .indent = 12.7,
                                        .italic = true,
                                        .align = PAGE_JUSTIFY},
                               CENTER = {.size = 13, .italic = true, .align = PAGE_CENTER},
                               PART = {.size = 14, .bold = true, .align = PAGE_CENTER},
                               LAST = {.size = 13};

static const struct page_column PASSED[] = {{"STT", 11, PAGE_CENTER, false},
                                            {"Mã số dự sát hạch", 26, PAGE_CENTER, false},
                                            {"Họ và tên", 54, PAGE_LEFT, false},
                                            {"Hạng", 13, PAGE_CENTER, false},
                                            {"Điểm pháp luật", 18, PAGE_CENTER, false},
                                            {"Điểm chuyên môn", 20, PAGE_CENTER, false},
                                            {"Tổng điểm", 18, PAGE_CENTER, false}};
static const char *const PASSED_ID[] = {
    "stt", "sbd", "name", "grade", "law_points", "professional_points", "total"};
/* Where some have a namesake: dates of birth tell people apart, and only theirs stand there, for it
 * is published. */
static const struct page_column NAMESAKES[] = {{"STT", 11, PAGE_CENTER, false},
                                               {"Mã số dự sát hạch", 22, PAGE_CENTER, false},
                                               {"Họ và tên", 43, PAGE_LEFT, false},
                                               {"Ngày sinh", 23, PAGE_CENTER, false},
                                               {"Hạng", 13, PAGE_CENTER, false},
                                               {"Điểm pháp luật", 15, PAGE_CENTER, false},
                                               {"Điểm chuyên môn", 18, PAGE_CENTER, false},
                                               {"Tổng điểm", 15, PAGE_CENTER, false}};
static const char *const NAMESAKES_ID[] = {
    "stt", "sbd", "name", "birth", "grade", "law_points", "professional_points", "total"};
static const struct page_column ALL[] = {{"STT", 10, PAGE_CENTER, false},
                                         {"Mã số dự sát hạch", 20, PAGE_CENTER, false},
                                         {"Họ và tên", 42, PAGE_LEFT, false},
                                         {"Ngày sinh", 21, PAGE_CENTER, false},
                                         {"Số CCCD/Hộ chiếu", 27, PAGE_CENTER, false},
                                         {"Đơn vị công tác", 35, PAGE_LEFT, false},
                                         {"Lĩnh vực", 15, PAGE_CENTER, false},
                                         {"Hạng", 12, PAGE_CENTER, false},
                                         {"Điểm pháp luật", 15, PAGE_CENTER, false},
                                         {"Điểm chuyên môn", 17, PAGE_CENTER, false},
                                         {"Tổng điểm", 14, PAGE_CENTER, false},
                                         {"Kết quả", 19, PAGE_CENTER, false}};
static const char *const ALL_ID[] = {"stt",   "sbd",   "name",  "birth",      "identity",
                                     "unit",  "field", "grade", "law_points", "professional_points",
                                     "total", "result"};

/* ---- tables ---- */

/* A row's cells; the first is its number in this table. */
static void take_row(const struct page_table *look, const char *const *id, const struct table *t,
                     size_t row, const char *number, const char *cell[PAGE_COLUMNS_MAX])
{
    cell[0] = number;
    for (size_t c = 1; c < look->columns; c++)
        cell[c] =
            id == NAMESAKES_ID && strcmp(id[c], "birth") == 0 && !passlist_has_namesake(t, row)
                ? ""
                : table_cell(t, row, (size_t)table_find(t, id[c]));
}

/* Those rows alone whose field is this one, numbered anew; NULL for all, as they are. after:
 * millimetres that the last two rows are to share a page with. How many there are; of none nothing
 * is put. */
static size_t put_table(struct page *p, const struct page_table *look, const char *const *id,
                        const struct table *t, const char *field, double after)
{
    const char *cell[PAGE_COLUMNS_MAX];
    size_t field_at = (size_t)table_find(t, "field"), rows = 0, put = 0, last = 0;
    for (size_t r = 0; r < t->rows; r++)
        if (!field || strcmp(table_cell(t, r, field_at), field) == 0) {
            rows++;
            last = r;
        }
    if (rows == 0)
        return 0;
    page_table_begin(p, look);
    take_row(look, id, t, last, "", cell);
    double height = page_table_height(p, look, cell);
    for (size_t r = 0; r < t->rows; r++) {
        char number[24];
        if (field && strcmp(table_cell(t, r, field_at), field) != 0)
            continue;
        snprintf(number, sizeof number, "%zu", ++put);
        take_row(look, id, t, r, number, cell);
        page_table_row_with(p, cell, put == rows ? after : put + 1 == rows ? after + height : 0);
    }
    page_table_end(p);
    return rows;
}

/* ---- the fields of those who passed, each with an appendix ---- */

enum { FIELDS_MAX = 64 };
struct fields {
    const char *code[FIELDS_MAX], *title[FIELDS_MAX]; /* of the table */
    size_t count;
};

/* "3.2" before "3.10". */
static int compare_codes(const char *a, const char *b)
{
    while (*a && *b) {
        char *a_end, *b_end;
        unsigned long x = strtoul(a, &a_end, 10), y = strtoul(b, &b_end, 10);
        if (a_end == a || b_end == b)
            break;
        if (x != y)
            return x < y ? -1 : 1;
        a = a_end + (*a_end == '.');
        b = b_end + (*b_end == '.');
    }
    return strcmp(a, b);
}

static void add_field(struct fields *f, const char *code, const char *title)
{
    size_t at = 0;
    while (at < f->count && compare_codes(f->code[at], code) < 0)
        at++;
    if (f->count == FIELDS_MAX || (at < f->count && strcmp(f->code[at], code) == 0))
        return;
    for (size_t i = f->count++; i > at; i--) {
        f->code[i] = f->code[i - 1];
        f->title[i] = f->title[i - 1];
    }
    f->code[at] = code;
    f->title[at] = title;
}

static struct fields fields_of(const struct table *t)
{
    struct fields f = {.count = 0};
    size_t code = (size_t)table_find(t, "field"), title = (size_t)table_find(t, "field_title");
    for (size_t r = 0; r < t->rows; r++)
        add_field(&f, table_cell(t, r, code), table_cell(t, r, title));
    return f;
}

static const char *roman(size_t n, char out[24])
{
    static const char *const TENS[] = {"", "X", "XX", "XXX", "XL", "L", "LX"}, *const ONES[] = {
                                                                                   "",     "I",
                                                                                   "II",   "III",
                                                                                   "IV",   "V",
                                                                                   "VI",   "VII",
                                                                                   "VIII", "IX"};
    snprintf(out, 24, "%s%s", TENS[n / 10 % 7], ONES[n % 10]);
    return out;
}

/* ---- the notice ---- */

static void put_text(struct page *p, const struct page_style *style, const char *text)
{
    page_space(p, APART);
    page_paragraph(p, style, text);
}

/* Frees text. */
static void put_made(struct page *p, const struct page_style *style, char *text)
{
    put_text(p, style, text);
    g_free(text);
}

/* "a", "a, phòng b". */
static void name_session(const struct report_source *src, char *out, size_t room)
{
    snprintf(out, room, "%s%s%s", letterhead_session(src), src->session->room[0] ? ", " : "",
             src->session->room);
}

static void put_basis(struct page *p, const struct legal_basis *b, char end)
{
    char date[LETTERHEAD_DATE];
    letterhead_date(b->day, date);
    put_made(p, &BASIS,
             g_strdup_printf("Căn cứ %s%s%s %s%s%s%s%s%c", b->kind, b->number[0] ? " số " : "",
                             b->number, date, b->issuer[0] ? " của " : "", b->issuer,
                             b->title[0] ? " " : "", b->title, end));
}

/* Those of the regime, then the office's own; without any, the profile's title. */
static void put_bases(struct page *p, const struct report_source *src)
{
    const struct legal_bases *own = &src->workspace->bases, *regime = src->bases;
    size_t first = regime ? regime->count : 0, all = first + own->count;
    for (size_t i = 0; i < all; i++)
        put_basis(p, i < first ? &regime->basis[i] : &own->basis[i - first],
                  i + 1 < all ? ';' : '.');
    if (all == 0)
        put_made(p, &BASIS, g_strdup_printf("Căn cứ %s.", src->session->profile.title_vi));
}

static void put_figures(struct page *p, const struct report_source *src)
{
    size_t n[RESULT_STATES];
    char all[LETTERHEAD_COUNT], sat[LETTERHEAD_COUNT], absent[LETTERHEAD_COUNT],
        passed[LETTERHEAD_COUNT], failed[LETTERHEAD_COUNT];
    results_count(src->results, n);
    letterhead_count(src->results->count, all);
    letterhead_count(src->results->count - n[RESULT_ABSENT], sat);
    letterhead_count(n[RESULT_ABSENT], absent);
    letterhead_count(n[RESULT_PASSED], passed);
    letterhead_count(n[RESULT_FAILED], failed);
    put_made(p, &BODY,
             g_strdup_printf("1. Số bài theo danh sách: %s; dự sát hạch: %s; vắng: %s.", all, sat,
                             absent));
    size_t settled = results_count_settled(src->results),
           waiting = results_count_waiting(src->results);
    char wait[LETTERHEAD_COUNT], none[LETTERHEAD_COUNT];
    letterhead_count(waiting, wait);
    letterhead_count(settled, none);
    put_made(p, &BODY,
             g_strdup_printf("2. Kết quả: %s bài đạt, %s bài không đạt%s%s%s%s%s%s.", passed,
                             failed, settled ? "; " : "", settled ? none : "",
                             settled ? " thí sinh có mặt, không có bài, theo quyết định của hội "
                                       "đồng sát hạch"
                                     : "",
                             waiting ? "; " : "", waiting ? wait : "",
                             waiting ? " bài chờ hội đồng sát hạch quyết định" : ""));
}

/* The list is a file of its own, made or not: nothing is said of when. */
static const char RECEIPTS[] =
    "Thí sinh đối chiếu mã biên nhận của mình với danh sách mã biên nhận "
    "khi danh sách đó được công bố./.";

static void put_body(struct page *p, const struct report_source *src, size_t appendices)
{
    char session[LETTERHEAD_TITLE], when[2 * LETTERHEAD_DATE], last[24];
    name_session(src, session, sizeof session);
    letterhead_held(src, when);
    put_bases(p, src);
    put_made(p, &BODY,
             g_strdup_printf("%s thông báo kết quả sát hạch cấp chứng chỉ hành nghề hoạt động xây "
                             "dựng (%s%s%s) như sau:",
                             src->workspace->papers.full_name, session, when[0] ? "; " : "", when));
    put_figures(p, src);
    if (appendices == 0)
        put_made(p, &BODY, g_strdup_printf("3. Không có bài đạt (Phụ lục kèm theo). %s", RECEIPTS));
    else
        put_made(p, &BODY,
                 g_strdup_printf("3. Danh sách bài đạt tại %s%s kèm theo. %s",
                                 appendices > 1 ? "các Phụ lục từ I đến " : "Phụ lục",
                                 appendices > 1 ? roman(appendices, last) : "", RECEIPTS));
    page_space(p, 8);
}

/* An appendix says what it belongs to. */
static void put_belongs(struct page *p, const struct report_source *src)
{
    char date[LETTERHEAD_DATE], number[LETTERHEAD_NUMBER];
    struct report_source open = *src;
    if (src->is_electronic) {
        open.number = 0;
        open.day = 0;
    }
    letterhead_date(open.day, date);
    letterhead_number(&open, PAPERS_NOTICE, number);
    char *text = g_strdup_printf("(Kèm theo Thông báo số %s %s của %s)", number, date,
                                 src->workspace->papers.full_name);
    page_paragraph_ruled(p, &CENTER, 0.4, text);
    g_free(text);
}

/* True where somebody of the field has a namesake in the whole list. */
static bool has_namesakes(const struct table *t, const char *field)
{
    for (size_t r = 0; r < t->rows; r++)
        if ((!field || strcmp(table_cell(t, r, (size_t)table_find(t, "field")), field) == 0) &&
            passlist_has_namesake(t, r))
            return true;
    return false;
}

/* number: 0 for the only one. field: NULL when nobody passed. */
static void put_appendix(struct page *p, const struct report_source *src, const struct table *t,
                         size_t number, const char *field, const char *title)
{
    static const struct page_table LOOK = {
        .column = PASSED, .columns = G_N_ELEMENTS(PASSED), .size = 12, .row_height = 8};
    static const struct page_table WITH_BIRTH = {
        .column = NAMESAKES, .columns = G_N_ELEMENTS(NAMESAKES), .size = 12, .row_height = 8};
    bool is_told_apart = has_namesakes(t, field);
    char roman_number[24];
    char *head = g_strdup_printf("Phụ lục%s%s", number ? " " : "", roman(number, roman_number)),
         *name = g_strdup_printf("Danh sách bài sát hạch đạt%s%s", field ? "\nlĩnh vực " : "",
                                 field ? title : ""),
         *capitals = letterhead_capitals(name);
    page_break_part(p);
    page_paragraph(p, &PART, head);
    page_paragraph(p, &PART, capitals);
    put_belongs(p, src);
    letterhead_caution(p, src->session);
    page_space(p, 4);
    size_t rows = put_table(p, is_told_apart ? &WITH_BIRTH : &LOOK,
                            is_told_apart ? NAMESAKES_ID : PASSED_ID, t, field, 12);
    if (rows) {
        char count[LETTERHEAD_COUNT];
        letterhead_count(rows, count);
        page_space(p, 2);
        char *end = g_strdup_printf("Danh sách có %s bài%s./.", count,
                                    is_told_apart ? "; ngày sinh ghi ở người trùng họ và tên" : "");
        page_paragraph(p, &LAST, end);
        g_free(end);
    } else {
        page_paragraph(p, &BODY, "Không có./.");
    }
    letterhead_basis(p, src);
    g_free(capitals);
    g_free(name);
    g_free(head);
}

enum err_code notice_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    struct page *p;
    struct table t;
    enum err_code rc = letterhead_new(
        src, PAPERS_NOTICE, (struct page_info){.title = "Thông báo kết quả sát hạch"}, out, &p, e);
    if (rc != ERR_OK)
        return rc;
    passlist_make(src, PASSLIST_PASSED, TABLE_VI, STABLE_WORDS_PEOPLE, &t);
    struct fields f = fields_of(&t);
    letterhead_put(p, src, PAPERS_NOTICE);
    letterhead_title(p, "THÔNG BÁO", "Kết quả sát hạch cấp chứng chỉ hành nghề hoạt động xây dựng");
    put_body(p, src, f.count);
    letterhead_end(p, src, PAPERS_NOTICE);
    letterhead_basis(p, src);
    for (size_t i = 0; i < f.count; i++)
        put_appendix(p, src, &t, f.count > 1 ? i + 1 : 0, f.code[i], f.title[i]);
    if (f.count == 0)
        put_appendix(p, src, &t, 0, NULL, NULL);
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_memory(e) : rc;
}

enum err_code notice_results_pdf(const struct report_source *src, struct buf *out, struct err *e)
{
    static const struct page_table LOOK = {
        .column = ALL, .columns = sizeof ALL / sizeof ALL[0], .size = 10.5, .row_height = 7.5};
    struct page *p;
    struct table t;
    char session[LETTERHEAD_TITLE];
    enum err_code rc = papers_check(&src->workspace->papers, PAPERS_NOTICE, e);
    if (rc == ERR_OK)
        rc = letterhead_new(
            src, PAPERS_KINDS,
            (struct page_info){.title = "Bảng tổng hợp kết quả sát hạch", .is_landscape = true},
            out, &p, e);
    if (rc != ERR_OK)
        return rc;
    passlist_make(src, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PEOPLE, &t);
    letterhead_put(p, src, PAPERS_KINDS);
    letterhead_title(p, "BẢNG TỔNG HỢP KẾT QUẢ SÁT HẠCH", NULL);
    name_session(src, session, sizeof session);
    page_paragraph(p, &CENTER, session);
    page_space(p, 3);
    if (!put_table(p, &LOOK, ALL_ID, &t, NULL, LETTERHEAD_SIGN + 20))
        page_paragraph(p, &BODY, "Không có.");
    page_space(p, 6);
    letterhead_sign_office(p, "NGƯỜI LẬP BẢNG", src, PAPERS_NOTICE);
    page_space(p, 4);
    letterhead_basis(p, src);
    bool failed = t.failed;
    table_free(&t);
    rc = page_finish(p, e);
    return rc == ERR_OK && failed ? err_memory(e) : rc;
}
