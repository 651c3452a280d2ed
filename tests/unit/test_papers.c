/* The office's papers, read back as a reader of PDF sees them: every name whole, every page numbered and headed, nothing private in what is
 * published, and the time ledger told in the minutes. */
#include "tests/unit/reader.h"
#include "tests/unit/rig.h"

#include "tools/report/attendance.h"
#include "tools/report/letterhead.h"
#include "tools/report/minutes.h"
#include "tools/report/notice.h"
#include "tools/report/result_slip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60000, ROWS = 120, PDF_MAX = 8 * 1024 * 1024, ABSENT = 5 /* every fifth row */ };
typedef enum err_code make_fn(const struct report_source *, struct buf *, struct err *);

#define LONG_60 "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyễn Đặng Quỳnh Anh"
#define ONE_WORD "Khôngcókhoảngtrắngnàocảtrongcáitênrấtdàinàyđểxemnócóbịcắthaykhông"
#define LONG_UNIT "Công ty Cổ phần Tư vấn Thiết kế Xây dựng và Phát triển Hạ tầng Kỹ thuật Đô thị Miền Trung - Tây Nguyên, Chi nhánh Quy Nhơn"
static const char *const NAMES[] = {"Lê Ất", LONG_60, ONE_WORD, LONG_60 " " LONG_60 " Lê Thị Thu Hà", "Vũ Ỷ"};

static struct rig rig;
static struct grading grading;
static struct results results;
static struct workspace workspace;
static struct session_info session;
static struct report_source source;

static char *text(const char *fmt, const char *s, unsigned n)
{
    char out[400];
    snprintf(out, sizeof out, "%s %s%03u", fmt, s, n);
    return strdup(out[0] == ' ' ? out + 1 : out);
}

/* Names of all lengths, every fifth absent, identity numbers that stand nowhere else. */
static void fill(struct result *r, unsigned n)
{
    bool absent = n % ABSENT == 4;
    snprintf(r->paper, sizeof r->paper, "%04u", n + 1);
    r->sbd = text("", "", n + 1);
    r->name = text(NAMES[n % 5], "số ", n + 1);
    r->birth = strdup("29/02/1976");
    r->identity = text("", "077076123", n + 1);
    r->unit = strdup(n % 2 ? LONG_UNIT : "Ban Quản lý dự án");
    r->field = strdup("4.1");
    r->field_title = strdup("Giám sát công tác xây dựng công trình");
    r->grade = strdup("II");
    r->note = strdup(n == 1 ? "extra-time" : "");
    r->state = absent ? RESULT_ABSENT : n % 5 == 3 ? RESULT_FAILED : RESULT_PASSED;
    if (absent)
        return;
    r->parts = 2;
    r->questions[0] = 4, r->questions[1] = 8;
    r->right[0] = r->points[0] = 3, r->right[1] = r->points[1] = n % 5 == 3 ? 1 : 6;
    r->total = r->points[0] + r->points[1];
    strcpy(r->receipt, "0123456789ABCDEF");
}

static int group_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    rig_make(&rig);
    grading.sitting = (struct sitting){.session = rig.session, .secret = rig.office, .roster = rig.roster};
    snprintf(rig.roster.candidate[0].name, SESSION_TEXT_MAX, "%s", LONG_60);
    rig.roster.paper[1].extra_minutes = 15;
    snprintf(rig.roster.paper[1].extra_reason, SESSION_TEXT_MAX, "khuyết tật vận động");
    results.row = calloc(ROWS, sizeof *results.row);
    results.count = ROWS;
    for (unsigned i = 0; i < ROWS; i++)
        fill(&results.row[i], i);
    session = rig.session.info;
    session.opens = 1767601800; /* 2026-01-05 08:30 */
    session.closes = session.opens + 5400;
    snprintf(session.room, sizeof session.room, "Phòng máy số 2");
    static char name[] = "SỞ XÂY DỰNG";
    static char parent[] = "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH";
    static char place[] = "Bình Định", number[] = "89/TB-SXD", title[] = "GIÁM ĐỐC", signer[] = "Nguyễn Thị Phương Thảo";
    static char recipients[] = "Như trên;Hội Kết cấu và Công nghệ xây dựng tỉnh;Lưu: VT";
    workspace = (struct workspace){.office_name = name, .parent_name = parent, .papers = {place, number, title, signer, recipients}};
    source = (struct report_source){&workspace, "ca-1", &session, &results, &grading, -1};
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    results_free(&results);
    rig_free(&rig);
    return 0;
}

static void make_pdf(make_fn *make, const struct report_source *src, struct buf *out)
{
    struct err e = {0};
    buf_init(out, PDF_MAX);
    if (make(src, out, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void read_paper(make_fn *make, const struct report_source *src, struct buf *out)
{
    struct buf pdf;
    make_pdf(make, src, &pdf);
    reader_words(rig.dir, &pdf, out);
    buf_free(&pdf);
}

/* ---- all papers ---- */

static make_fn *const MAKERS[] = {notice_pdf, notice_results_pdf, attendance_pdf, minutes_pdf, result_slip_pdf};
enum { PAPERS = sizeof MAKERS / sizeof MAKERS[0] };

static void all_have_the_heading_and_the_same_bytes(void **state)
{
    (void)state;
    for (int i = 0; i < PAPERS; i++) {
        struct buf a, b, words;
        make_pdf(MAKERS[i], &source, &a);
        make_pdf(MAKERS[i], &source, &b);
        assert_int_equal(a.len, b.len);
        assert_memory_equal(a.data, b.data, a.len);
        reader_words(rig.dir, &a, &words);
        assert_true(reader_has(&words, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        assert_true(reader_has(&words, "Độc lập - Tự do - Hạnh phúc"));
        assert_true(reader_has(&words, "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH SỞ XÂY DỰNG"));
        assert_true(reader_has(&words, "Bình Định, ngày 05 tháng 01 năm 2026"));
        assert_false(reader_has(&words, "\xEF\xBF\xBD"));
        buf_free(&a);
        buf_free(&b);
        buf_free(&words);
    }
}

static void all_are_set_in_one_family(void **state)
{
    (void)state;
    for (int i = 0; i < PAPERS; i++) {
        struct buf pdf, fonts;
        make_pdf(MAKERS[i], &source, &pdf);
        reader_look(rig.dir, &pdf, "pdffonts", "| tail -n +3", false, &fonts);
        unsigned lines = reader_count(&fonts, "\n");
        assert_true(lines > 0);
        assert_int_equal(reader_count(&fonts, "LiberationSerif"), lines);
        buf_free(&pdf);
        buf_free(&fonts);
    }
}

static void pages_are_numbered_from_the_second(void **state)
{
    (void)state;
    for (int i = 0; i < PAPERS - 1; i++) { /* each slip is a paper of its own */
        struct buf pdf, words;
        char command[64], first[8];
        make_pdf(MAKERS[i], &source, &pdf);
        unsigned pages = reader_pages(rig.dir, &pdf);
        assert_true(pages >= (MAKERS[i] == attendance_pdf ? 1 : 2));
        for (unsigned n = 1; n <= pages; n++) {
            snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
            snprintf(first, sizeof first, "%u\n", n);
            reader_look(rig.dir, &pdf, command, "- | head -n 1", false, &words);
            if (n == 1)
                assert_string_not_equal(buf_text(&words), first);
            else
                assert_string_equal(buf_text(&words), first);
            buf_free(&words);
        }
        buf_free(&pdf);
    }
}

static void names_are_whole(void **state)
{
    (void)state;
    static make_fn *const OF_RESULTS[] = {notice_pdf, notice_results_pdf, result_slip_pdf};
    for (int i = 0; i < 3; i++) {
        struct buf words;
        read_paper(OF_RESULTS[i], &source, &words);
        for (unsigned n = 0; n < ROWS; n++) {
            const struct result *r = &results.row[n];
            bool is_graded = r->state == RESULT_PASSED || r->state == RESULT_FAILED;
            bool wanted = OF_RESULTS[i] == notice_pdf ? r->state == RESULT_PASSED : is_graded || OF_RESULTS[i] == notice_results_pdf;
            assert_int_equal(reader_has(&words, r->name), wanted);
        }
        buf_free(&words);
    }
}

/* Letters on the sheet, one by one: programs that read words pass over a hyphen at a line's end. */
static unsigned count_letters(const char *name)
{
    char copy[64];
    struct result one = results.row[0];
    struct results some = {.row = &one, .count = 1};
    struct report_source src = source;
    struct buf pdf, drawn;
    snprintf(copy, sizeof copy, "%s", name);
    one.name = copy;
    src.results = &some;
    make_pdf(notice_results_pdf, &src, &pdf);
    reader_look(rig.dir, &pdf, "pdftocairo -svg", "-", false, &drawn);
    unsigned n = reader_count(&drawn, "<use ");
    buf_free(&pdf);
    buf_free(&drawn);
    return n;
}

static void a_long_word_gets_no_hyphen(void **state)
{
    (void)state;
    unsigned least = count_letters("mmmmm");
    assert_true(least > 100);
    assert_int_equal(count_letters("mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"), least + 40); /* on three lines */
}

/* ---- the notice ---- */

static void the_notice_tells_nothing_private(void **state)
{
    (void)state;
    struct buf notice, office;
    read_paper(notice_pdf, &source, &notice);
    read_paper(notice_results_pdf, &source, &office);
    for (unsigned n = 0; n < ROWS; n++) {
        assert_false(reader_has(&notice, results.row[n].identity));
        assert_true(reader_has(&office, results.row[n].identity));
    }
    assert_false(reader_has(&notice, "29/02/1976"));
    assert_false(reader_has(&notice, LONG_UNIT));
    assert_true(reader_has(&office, LONG_UNIT));
    buf_free(&notice);
    buf_free(&office);
}

static void the_notice_is_laid_out_as_one(void **state)
{
    (void)state;
    struct buf words, pdf;
    static const char *const PARTS[] = {"Số: 89/TB-SXD", "THÔNG BÁO", "theo danh sách: 120; dự sát hạch: 96; vắng: 24.",
                                        "72 bài đạt, 24 bài không đạt",
                                        "cùng thông báo này./.", "Nơi nhận:", "- Hội Kết cấu và Công nghệ xây dựng tỉnh;", "- Lưu: VT.",
                                        "(Kèm theo Thông báo số 89/TB-SXD ngày 05 tháng 01 năm 2026 của SỞ XÂY DỰNG)"};
    make_pdf(notice_pdf, &source, &pdf);
    reader_words(rig.dir, &pdf, &words);
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!reader_has(&words, PARTS[i]))
            fail_msg("missing: %s", PARTS[i]);
    assert_int_equal(reader_count(&words, "STT"), reader_pages(rig.dir, &pdf) - 1); /* a table's head on each page but the notice's own */
    buf_free(&pdf);
    buf_free(&words);
}

/* Whatever the number of rows, signatures share their page with a row. */
static void signatures_are_not_alone(void **state)
{
    (void)state;
    for (size_t rows = 1; rows < 30; rows++) {
        struct results some = {.row = results.row, .count = rows};
        struct report_source src = source;
        struct buf pdf, words;
        char command[64];
        src.results = &some;
        make_pdf(notice_results_pdf, &src, &pdf);
        snprintf(command, sizeof command, "pdftotext -raw -f %u", reader_pages(rig.dir, &pdf));
        reader_look(rig.dir, &pdf, command, "-", true, &words);
        assert_true(reader_has(&words, "NGƯỜI LẬP BẢNG"));
        assert_true(reader_has(&words, results.row[rows - 1].identity));
        buf_free(&pdf);
        buf_free(&words);
    }
}

static void the_basis_stands_at_the_foot(void **state)
{
    (void)state;
    struct report_source src = source;
    struct results based = results;
    struct buf words;
    src.results = &based;
    read_paper(notice_results_pdf, &src, &words);
    assert_false(reader_has(&words, "sổ nhật ký"));
    buf_free(&words);
    memset(based.basis.bank, 'b', 64);
    memset(based.basis.log_head, 'c', 64);
    based.basis.decisions = 3;
    for (int i = 0; i < PAPERS; i++) {
        read_paper(MAKERS[i], &src, &words);
        assert_int_equal(reader_has(&words, "đáp án bbbbbbbbbbbbbbbb · quyết định: 3 · sổ nhật ký cccccccccccccccc"), MAKERS[i] != attendance_pdf);
        assert_false(reader_has(&words, "bbbbbbbbbbbbbbbbb"));
        buf_free(&words);
    }
}

/* ---- slips ---- */

static void a_slip_is_one_page_whatever_stands_on_it(void **state)
{
    (void)state;
    struct result one = results.row[0];
    struct results some = {.row = &one, .count = 1};
    struct report_source src = source;
    struct buf pdf, words;
    char full[SESSION_TEXT_MAX] = LONG_UNIT " " LONG_60, note[] = "exempt-not extra-time time-up decided";
    one.name = one.unit = one.field_title = full;
    one.note = note;
    src.results = &some;
    make_pdf(result_slip_pdf, &src, &pdf);
    reader_words(rig.dir, &pdf, &words);
    assert_int_equal(reader_pages(rig.dir, &pdf), 1);
    assert_int_equal(reader_count(&words, "PhươngThảoNguyễnĐặngQuỳnhAnh"), 3); /* name, unit, field */
    buf_free(&pdf);
    buf_free(&words);
}

static void slips_are_of_graded_papers(void **state)
{
    (void)state;
    struct buf pdf, words;
    struct err e = {0};
    struct report_source src = source;
    make_pdf(result_slip_pdf, &source, &pdf);
    assert_int_equal(reader_pages(rig.dir, &pdf), ROWS - ROWS / ABSENT);
    buf_free(&pdf);
    src.paper = 3;
    read_paper(result_slip_pdf, &src, &words);
    static const char *const PARTS[] = {"KHÔNG ĐẠT", "4/12", "3/4", "1/8", "0123 4567 89AB CDEF", "077076123004", "CÁN BỘ SÁT HẠCH", "THÍ SINH",
                                        "08:30 – 10:00, ngày 05 tháng 01 năm 2026"};
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!reader_has(&words, PARTS[i]))
            fail_msg("missing: %s", PARTS[i]);
    buf_free(&words);
    buf_init(&pdf, PDF_MAX);
    src.paper = 4; /* absent */
    assert_int_equal(result_slip_pdf(&src, &pdf, &e), ERR_NO);
    src.paper = ROWS;
    assert_int_equal(result_slip_pdf(&src, &pdf, &e), ERR_NO);
    assert_int_equal(pdf.len, 0);
    buf_free(&pdf);
}

/* ---- before the exam ---- */

static void attendance_needs_no_results(void **state)
{
    (void)state;
    struct report_source src = source;
    struct buf words;
    src.results = NULL;
    read_paper(attendance_pdf, &src, &words);
    assert_true(reader_has(&words, "DANH SÁCH DỰ SÁT HẠCH"));
    assert_true(reader_has(&words, LONG_60));
    assert_true(reader_has(&words, "Mã biên nhận"));
    assert_true(reader_has(&words, "Ký tên"));
    assert_true(reader_has(&words, "M09"));
    assert_true(reader_has(&words, "Tổng số bài: 4."));
    buf_free(&words);
}

/* ---- the minutes ---- */

static void use_code(struct exam *x, enum onetime_action action, uint16_t minutes, uint16_t n)
{
    char code[CODE_ONCE + 1];
    struct onetime_match what;
    struct err e = {0};
    rig_code(&rig, x->ticket->paper, action, minutes, n, code);
    if (exam_take_code(x, code, &what, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void keep(struct exam *x)
{
    struct err e = {0};
    struct submission m = {.paper = x->ticket->paper, .state = x->journal, .records = x->records};
    assert_int_equal(collection_add(&grading.collection, &m, &e), ERR_OK);
    rig_settle(x);
    exam_close(x);
}

/* Begun at midnight, five minutes, off for forty, up six before the code is typed; then five more minutes by code. */
static void sit_through_an_outage(void)
{
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    rig_pass(&rig, 5 * MINUTE);
    exam_choose(x, 2, 2);
    rig_settle(x);
    exam_close(x);
    rig_reboot(&rig, 40 * MINUTE, 6 * MINUTE);
    x = rig_exam(&rig, 0, "M01");
    use_code(x, ONETIME_RESUME, 0, 3);
    rig_pass(&rig, 2 * MINUTE);
    use_code(x, ONETIME_EXTEND, 5, 2);
    rig_pass(&rig, MINUTE);
    exam_handin(x);
    keep(x);
}

static void sit_at_another_seat_and_be_sent_out(void)
{
    struct exam *x = rig_exam(&rig, 3, "M01"); /* belongs to M09 */
    use_code(x, ONETIME_START_HERE, 0, 1);
    exam_start(x);
    rig_pass(&rig, MINUTE);
    use_code(x, ONETIME_MISCONDUCT, 0, 1);
    keep(x);
}

static void the_minutes_tell_the_ledger(void **state)
{
    (void)state;
    struct buf words;
    struct table t;
    struct err e = {0};
    static const char *const ROWS_WANTED[][6] = {
        {"0001", "00:05:00 – 00:51:00 01/01", "Gián đoạn; số phút không tính vào giờ làm bài", "6:00", "RESUME 3", "Mất điện hoặc máy khởi động lại"},
        {"0001", "00:53:00 01/01", "Được thêm giờ", "+5", "+5 phút 2", ""},
        {"0002", "", "Thêm giờ theo danh sách", "+15", "", "khuyết tật vận động"},
        {"0004", "00:54:00 01/01", "Bắt đầu ở máy khác máy đã xếp, hoặc làm lại từ đầu", "", "START 1", ""},
        {"0004", "00:55:00 01/01", "Đình chỉ", "", "END 1", ""}};
    static const int COLUMN[6] = {0, 3, 4, 5, 6, 7};
    rig.wall_ms = 1767225600000; /* 2026-01-01 00:00 */
    sit_through_an_outage();
    sit_at_another_seat_and_be_sent_out();
    assert_int_equal(minutes_table(&source, &t, &e), ERR_OK);
    assert_int_equal(t.rows, 5);
    read_paper(minutes_pdf, &source, &words);
    for (size_t r = 0; r < t.rows; r++)
        for (int c = 0; c < 6; c++) {
            assert_string_equal(table_cell(&t, r, (size_t)COLUMN[c]), ROWS_WANTED[r][c]);
            assert_true(reader_has(&words, ROWS_WANTED[r][c]));
        }
    assert_true(reader_has(&words, "Vắng: 24."));
    assert_true(reader_has(&words, results.row[4].name));
    assert_false(reader_has(&words, results.row[5].name)); /* was there */
    table_free(&t);
    buf_free(&words);
    collection_free(&grading.collection);
}

/* ---- dates ---- */

static void dates_have_their_zeros(void **state)
{
    (void)state;
    char date[LETTERHEAD_DATE];
    static const struct { int64_t when; const char *text; } DATES[] = {
        {1767571200, "ngày 05 tháng 01 năm 2026"}, {1772236800, "ngày 28 tháng 02 năm 2026"}, {1772323200, "ngày 01 tháng 3 năm 2026"},
        {1796947200, "ngày 11 tháng 12 năm 2026"}, {0, "ngày ..... tháng ..... năm ........"}};
    for (size_t i = 0; i < sizeof DATES / sizeof DATES[0]; i++) {
        letterhead_date(DATES[i].when, date);
        assert_string_equal(date, DATES[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_have_the_heading_and_the_same_bytes),
                                       cmocka_unit_test(all_are_set_in_one_family),
                                       cmocka_unit_test(pages_are_numbered_from_the_second),
                                       cmocka_unit_test(names_are_whole),
                                       cmocka_unit_test(a_long_word_gets_no_hyphen),
                                       cmocka_unit_test(the_notice_tells_nothing_private),
                                       cmocka_unit_test(the_notice_is_laid_out_as_one),
                                       cmocka_unit_test(signatures_are_not_alone),
                                       cmocka_unit_test(the_basis_stands_at_the_foot),
                                       cmocka_unit_test(a_slip_is_one_page_whatever_stands_on_it),
                                       cmocka_unit_test(slips_are_of_graded_papers),
                                       cmocka_unit_test(attendance_needs_no_results),
                                       cmocka_unit_test(the_minutes_tell_the_ledger),
                                       cmocka_unit_test(dates_have_their_zeros)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
