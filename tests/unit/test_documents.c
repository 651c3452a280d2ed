/* The office's papers, read back as a reader of PDF sees them: every name whole, every page
 * numbered and headed, nothing private in what is published, and the time ledger told in the
 * minutes. */
#include "tests/lib/documents_rig.h"
#include "tests/lib/reader.h"

#include "tools/commands.h"
#include "tools/report/attendance.h"
#include "tools/report/letterhead.h"
#include "tools/report/report_kinds.h"
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

enum { MINUTE = 60000 };
typedef enum err_code make_fn(const struct report_source *, struct buf *, struct err *);

static void make_pdf(make_fn *make, const struct report_source *src, struct buf *out)
{
    struct err e = {0};
    buf_init(out, DOCUMENTS_RIG_PDF_MAX);
    if (make(src, out, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void read_paper(make_fn *make, const struct report_source *src, struct buf *out)
{
    struct buf pdf;
    make_pdf(make, src, &pdf);
    reader_words(documents_rig.rig.dir, &pdf, out);
    buf_free(&pdf);
}

/* ---- all papers ---- */

static make_fn *const MAKERS[] = {notice_pdf, notice_results_pdf, attendance_pdf, minutes_pdf,
                                  result_slip_pdf};
enum { PAPERS = sizeof MAKERS / sizeof MAKERS[0] };

/* Of signing, but for the list that is signed in the exam. */
static const char *day_of(make_fn *make)
{
    return make == minutes_pdf      ? "được lập ngày 08 tháng 01 năm 2026 thành 02 bản"
           : make == attendance_pdf ? "08:30 – 10:00, ngày 05 tháng 01 năm 2026"
                                    : "Bình Định, ngày 08 tháng 01 năm 2026";
}

static void all_have_the_heading_and_the_same_bytes(void **state)
{
    (void)state;
    for (int i = 0; i < PAPERS; i++) {
        struct buf a, b, words;
        make_pdf(MAKERS[i], &documents_rig.source, &a);
        make_pdf(MAKERS[i], &documents_rig.source, &b);
        assert_int_equal(a.len, b.len);
        assert_memory_equal(a.data, b.data, a.len);
        reader_words(documents_rig.rig.dir, &a, &words);
        assert_true(reader_has(&words, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        assert_true(reader_has(&words, "Độc lập - Tự do - Hạnh phúc"));
        assert_true(reader_has(&words, "ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH SỞ XÂY DỰNG"));
        assert_true(reader_has(&words, day_of(MAKERS[i])));
        assert_int_equal(reader_has(&words, "Bình Định, ngày"),
                         MAKERS[i] != minutes_pdf && MAKERS[i] != attendance_pdf);
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
        make_pdf(MAKERS[i], &documents_rig.source, &pdf);
        reader_look(documents_rig.rig.dir, &pdf, "pdffonts", "| tail -n +3", false, &fonts);
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
        make_pdf(MAKERS[i], &documents_rig.source, &pdf);
        unsigned pages = reader_pages(documents_rig.rig.dir, &pdf);
        assert_true(pages >= (MAKERS[i] == attendance_pdf ? 1 : 2));
        /* the notice's appendix begins on its second page, and counts from there */
        unsigned before = MAKERS[i] == notice_pdf ? 1 : 0;
        for (unsigned n = 1; n <= pages; n++) {
            snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
            snprintf(first, sizeof first, "%u\n", n - before);
            reader_look(documents_rig.rig.dir, &pdf, command, "- | head -n 1", false, &words);
            if (n <= 1 + before)
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
        read_paper(OF_RESULTS[i], &documents_rig.source, &words);
        for (unsigned n = 0; n < DOCUMENTS_RIG_ROWS; n++) {
            const struct result *r = &documents_rig.results.row[n];
            bool is_graded = r->state == RESULT_PASSED || r->state == RESULT_FAILED;
            bool wanted = OF_RESULTS[i] == notice_pdf
                              ? r->state == RESULT_PASSED
                              : is_graded || OF_RESULTS[i] == notice_results_pdf;
            assert_int_equal(reader_has(&words, documents_rig.sat.roster.candidate[n].name),
                             wanted);
        }
        buf_free(&words);
    }
}

/* Letters on the sheet, one by one: programs that read words pass over a hyphen at a line's end. */
static unsigned count_letters(const char *name)
{
    struct session_candidate person = documents_rig.sat.roster.candidate[0];
    struct office_session alone = documents_rig.sat;
    struct result one = documents_rig.results.row[0];
    struct results some = {.row = &one, .count = 1};
    struct report_source src = documents_rig.source;
    struct buf pdf, drawn;
    snprintf(person.name, sizeof person.name, "%s", name);
    alone.roster.candidate = &person;
    src.opened = &alone;
    src.results = &some;
    make_pdf(notice_results_pdf, &src, &pdf);
    reader_look(documents_rig.rig.dir, &pdf, "pdftocairo -svg", "-", false, &drawn);
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
    /* on three lines */
    assert_int_equal(count_letters("mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"), least + 40);
}

/* ---- the notice ---- */

static void the_notice_tells_nothing_private(void **state)
{
    (void)state;
    struct buf notice, office;
    read_paper(notice_pdf, &documents_rig.source, &notice);
    read_paper(notice_results_pdf, &documents_rig.source, &office);
    for (unsigned n = 0; n < DOCUMENTS_RIG_ROWS; n++) {
        assert_false(reader_has(&notice, documents_rig.sat.people.identity[n]));
        assert_true(reader_has(&office, documents_rig.sat.people.identity[n]));
    }
    assert_false(reader_has(&notice, "29/02/1976"));
    assert_false(reader_has(&notice, DOCUMENTS_RIG_LONG_UNIT));
    assert_true(reader_has(&office, DOCUMENTS_RIG_LONG_UNIT));
    buf_free(&notice);
    buf_free(&office);
}

/* How often the notice says a text, written without blanks. */
static unsigned notice_says(const char *text)
{
    struct buf notice;
    read_paper(notice_pdf, &documents_rig.source, &notice);
    unsigned n = reader_count(&notice, text);
    buf_free(&notice);
    return n;
}

/* Rows 0 and 5 passed, and so did 1: its person sits a second paper in row 6. */
static void the_notice_tells_namesakes_apart(void **state)
{
    (void)state;
    struct session_candidate *c = documents_rig.sat.roster.candidate, was[2] = {c[5], c[6]};
    char *sbd = documents_rig.results.row[6].sbd;
    c[6] = c[1];
    documents_rig.results.row[6].sbd = documents_rig.results.row[1].sbd;
    assert_int_equal(notice_says("Ngàysinh"), 0); /* one person is nobody's namesake */
    c[5] = c[0];
    snprintf(c[5].birth, sizeof c[5].birth, "15/03/1985");
    assert_true(notice_says("Ngàysinh") > 0);
    assert_int_equal(notice_says("ngàysinhghiởngườitrùnghọvàtên./."), 1);
    assert_int_equal(notice_says("29/02/1976"), 1);
    assert_int_equal(notice_says("15/03/1985"), 1);
    c[5] = was[0];
    c[6] = was[1];
    documents_rig.results.row[6].sbd = sbd;
}

static void the_notice_is_laid_out_as_one(void **state)
{
    (void)state;
    struct buf words, pdf;
    static const char *const PARTS[] = {
        "Số: 89/TB-SXD",
        "Căn cứ ",
        "THÔNG BÁO",
        "theo danh sách: 120; dự sát hạch: 96; vắng: 24.",
        "72 bài đạt, 24 bài không đạt",
        "khi danh sách đó được công bố./.",
        "Nơi nhận:",
        "- Hội Kết cấu và Công nghệ xây dựng tỉnh;",
        "- Lưu: VT.",
        "Phụ lục DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC GIÁM SÁT CÔNG TÁC XÂY DỰNG CÔNG TRÌNH",
        ("(Kèm theo Thông báo số 89/TB-SXD ngày 08 tháng 01 năm 2026 của Sở Xây dựng tỉnh Bình "
         "Định)")};
    make_pdf(notice_pdf, &documents_rig.source, &pdf);
    reader_words(documents_rig.rig.dir, &pdf, &words);
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!reader_has(&words, PARTS[i]))
            fail_msg("missing: %s", PARTS[i]);
    /* a table's head on each page but the notice's own */
    assert_int_equal(reader_count(&words, "STT"), reader_pages(documents_rig.rig.dir, &pdf) - 1);
    buf_free(&pdf);
    buf_free(&words);
}

/* Whatever the number of rows, signatures share their page with two of them. */
static void signatures_are_not_alone(void **state)
{
    (void)state;
    for (size_t rows = 1; rows < 30; rows++) {
        struct results some = {.row = documents_rig.results.row, .count = rows};
        struct report_source src = documents_rig.source;
        struct buf pdf, words;
        char command[64];
        src.results = &some;
        make_pdf(notice_results_pdf, &src, &pdf);
        snprintf(command, sizeof command, "pdftotext -raw -f %u",
                 reader_pages(documents_rig.rig.dir, &pdf));
        reader_look(documents_rig.rig.dir, &pdf, command, "-", true, &words);
        assert_true(reader_has(&words, "NGƯỜI LẬP BẢNG"));
        assert_true(reader_has(&words, documents_rig.sat.people.identity[rows - 1]));
        assert_true(rows < 2 || reader_has(&words, documents_rig.sat.people.identity[rows - 2]));
        buf_free(&pdf);
        buf_free(&words);
    }
}

static void the_basis_stands_at_the_foot(void **state)
{
    (void)state;
    struct report_source src = documents_rig.source;
    struct results based = documents_rig.results;
    struct buf words;
    src.results = &based;
    read_paper(notice_results_pdf, &src, &words);
    assert_false(reader_has(&words, "căn cứ"));
    buf_free(&words);
    memset(based.basis.bank, 'b', 64);
    memset(based.basis.basis, 'c', 64);
    based.basis.decisions = 3;
    for (int i = 0; i < PAPERS; i++) {
        read_paper(MAKERS[i], &src, &words);
        assert_int_equal(
            reader_has(&words, "đáp án bbbbbbbbbbbbbbbb · 3 quyết định · căn cứ cccccccccccccccc"),
            MAKERS[i] != attendance_pdf);
        assert_false(reader_has(&words, "bbbbbbbbbbbbbbbbb"));
        buf_free(&words);
    }
}

/* ---- slips ---- */

static void a_slip_is_one_page_whatever_stands_on_it(void **state)
{
    (void)state;
    struct result one = documents_rig.results.row[0];
    struct results some = {.row = &one, .count = 1};
    struct report_source src = documents_rig.source;
    struct buf pdf, words;
    char full[SESSION_TEXT_MAX] = DOCUMENTS_RIG_LONG_UNIT " " DOCUMENTS_RIG_LONG_NAME,
         note[] = "exempt-not extra-time time-up decided";
    struct session_candidate person = documents_rig.sat.roster.candidate[0];
    struct session_paper paper = documents_rig.sat.roster.paper[0];
    struct office_session alone = documents_rig.sat;
    snprintf(person.name, sizeof person.name, "%s", full);
    snprintf(person.unit, sizeof person.unit, "%s", full);
    snprintf(paper.title_vi, sizeof paper.title_vi, "%s", full);
    alone.roster.candidate = &person;
    alone.roster.paper = &paper;
    src.opened = &alone;
    one.note = note;
    src.results = &some;
    make_pdf(result_slip_pdf, &src, &pdf);
    reader_words(documents_rig.rig.dir, &pdf, &words);
    assert_int_equal(reader_pages(documents_rig.rig.dir, &pdf), 1);
    /* name, unit, field */
    assert_int_equal(reader_count(&words, "PhươngThảoNguyễnĐặngQuỳnhAnh"), 3);
    buf_free(&pdf);
    buf_free(&words);
}

static void slips_are_of_graded_papers(void **state)
{
    (void)state;
    struct buf pdf, words;
    struct err e = {0};
    struct report_source src = documents_rig.source;
    make_pdf(result_slip_pdf, &documents_rig.source, &pdf);
    assert_int_equal(reader_pages(documents_rig.rig.dir, &pdf),
                     DOCUMENTS_RIG_ROWS - DOCUMENTS_RIG_ROWS / DOCUMENTS_RIG_ABSENT);
    buf_free(&pdf);
    src.paper = 3;
    read_paper(result_slip_pdf, &src, &words);
    static const char *const PARTS[] = {"KHÔNG ĐẠT",
                                        "4/12",
                                        "3/4",
                                        "1/8",
                                        "0123 4567 89AB CDEF",
                                        "077076123004",
                                        "CÁN BỘ COI THI",
                                        "THÍ SINH",
                                        "08:30 – 10:00, ngày 05 tháng 01 năm 2026"};
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!reader_has(&words, PARTS[i]))
            fail_msg("missing: %s", PARTS[i]);
    buf_free(&words);
    buf_init(&pdf, DOCUMENTS_RIG_PDF_MAX);
    src.paper = 4; /* absent */
    assert_int_equal(result_slip_pdf(&src, &pdf, &e), ERR_NO);
    src.paper = DOCUMENTS_RIG_ROWS;
    assert_int_equal(result_slip_pdf(&src, &pdf, &e), ERR_NO);
    assert_int_equal(pdf.len, 0);
    buf_free(&pdf);
}

/* ---- before the exam ---- */

static void attendance_needs_no_results(void **state)
{
    (void)state;
    struct report_source src = documents_rig.source;
    struct buf words;
    src.results = NULL;
    read_paper(attendance_pdf, &src, &words);
    assert_true(reader_has(&words, "DANH SÁCH DỰ SÁT HẠCH"));
    assert_true(reader_has(&words, DOCUMENTS_RIG_LONG_NAME));
    assert_true(reader_has(&words, "Mã biên nhận"));
    assert_true(reader_has(&words, "Ký tên"));
    assert_true(reader_has(&words, "M09"));
    assert_true(reader_has(&words, "Tổng số bài: 04."));
    buf_free(&words);
}

/* ---- the minutes ---- */

static void use_voucher(struct exam *x, enum room_action action, uint16_t minutes, unsigned n)
{
    struct err e = {0};
    if (rig_intervene(&documents_rig.rig, x, action, minutes, n, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void keep(struct exam *x)
{
    struct err e = {0};
    struct submission m = {
        .paper = x->ticket->paper, .state = x->journal, .records = x->chain.records};
    assert_int_equal(collection_add(&documents_rig.grading.collection, &m, &e), ERR_OK);
    rig_settle(x);
    exam_close(x);
}

/* Begun at midnight, five minutes, off for forty, up six before the voucher is typed; then five
 * more minutes by another. */
static void sit_through_an_outage(void)
{
    struct exam *x = rig_exam(&documents_rig.rig, 0, "M01");
    exam_start(x);
    rig_pass(&documents_rig.rig, 5 * MINUTE);
    exam_choose(x, 2, 2);
    rig_settle(x);
    exam_close(x);
    rig_reboot(&documents_rig.rig, 40 * MINUTE, 6 * MINUTE);
    x = rig_exam(&documents_rig.rig, 0, "M01");
    use_voucher(x, ROOM_ACTION_RESUME, 0, 3);
    rig_pass(&documents_rig.rig, 2 * MINUTE);
    use_voucher(x, ROOM_ACTION_EXTEND, 5, 2);
    rig_pass(&documents_rig.rig, MINUTE);
    exam_handin(x);
    keep(x);
}

static void sit_at_another_seat_and_be_sent_out(void)
{
    struct exam *x = rig_exam(&documents_rig.rig, 3, "M01"); /* belongs to M09 */
    use_voucher(x, ROOM_ACTION_START_HERE, 0, 4);
    exam_start(x);
    rig_pass(&documents_rig.rig, MINUTE);
    struct err e = {
        0}; /* the paper's third order, for a reason that this program has no word for */
    assert_int_equal(
        exam_intervene(
            x, &(struct exam_intervention){.action = ROOM_ACTION_END, .reason = 8, .code = 130},
            &e),
        ERR_OK);
    keep(x);
}

static void the_minutes_tell_the_ledger(void **state)
{
    (void)state;
    struct buf words;
    struct table t;
    struct err e = {0};
    static const char *const ROWS_WANTED[][6] = {
        {"0001", "00:05:00 – 00:51:00 01/01", "Gián đoạn; số phút không tính vào giờ làm bài",
         "6:00", "phiếu 3", "khác"},
        {"0001", "00:53:00 01/01", "Được thêm giờ", "+5", "phiếu 2", "khác"},
        {"0002", "", "Thêm giờ theo danh sách", "+15", "", "khuyết tật vận động"},
        {"0004", "00:54:00 01/01", "Bắt đầu ở máy khác máy đã xếp, hoặc làm lại từ đầu", "",
         "phiếu 4", "khác"},
        {"0004", "00:55:00 01/01", "Đình chỉ", "", "lệnh 3", "lý do số 8"}};
    static const int COLUMN[6] = {0, 3, 4, 5, 6, 7};
    documents_rig.rig.wall_ms = 1767225600000; /* 2026-01-01 00:00 */
    sit_through_an_outage();
    sit_at_another_seat_and_be_sent_out();
    assert_int_equal(minutes_table(&documents_rig.source, &t, &e), ERR_OK);
    assert_int_equal(t.rows, 5);
    read_paper(minutes_pdf, &documents_rig.source, &words);
    for (size_t r = 0; r < t.rows; r++)
        for (int c = 0; c < 6; c++) {
            assert_string_equal(table_cell(&t, r, (size_t)COLUMN[c]), ROWS_WANTED[r][c]);
            assert_true(reader_has(&words, ROWS_WANTED[r][c]));
        }
    assert_true(reader_has(&words, "Vắng: 24."));
    assert_true(reader_has(&words, "giờ ...... (đồng hồ các máy ghi ngày khác, xin ghi giờ thật)"));
    assert_true(reader_has(&words, "Ca sát hạch kết thúc vào ...... giờ ......, ngày 05 tháng 01 "
                                   "năm 2026./."));
    assert_true(reader_has(&words, "VI. Quyết định của hội đồng Không có."));
    assert_true(reader_has(&words, documents_rig.sat.roster.candidate[4].name));
    assert_false(reader_has(&words, documents_rig.sat.roster.candidate[5].name)); /* was there */
    table_free(&t);
    buf_free(&words);
    int64_t opens = documents_rig.session.opens;
    documents_rig.session.opens = 1767225600 + 3600; /* that day */
    read_paper(minutes_pdf, &documents_rig.source, &words);
    assert_true(reader_has(
        &words, "Thời gian bắt đầu: 00 giờ 00, ngày 01 tháng 01 năm 2026 (bài bắt đầu sớm nhất"));
    assert_true(reader_has(&words, "ngày 01 tháng 01 năm 2026 (việc cuối cùng theo nhật ký"));
    documents_rig.session.opens = opens;
    buf_free(&words);
    collection_free(&documents_rig.grading.collection);
}

/* Each that is in force, with what it was decided by. */
static void the_minutes_tell_what_was_decided(void **state)
{
    (void)state;
    static char by[] = "Biên bản số 12/BB", office[] = "Sở Xây dựng", why[] = "Đáp án in nhầm",
                other[] = "Mang tài liệu.";
    struct decision d[] = {{.number = 1,
                            .ruling = DECISION_KEY,
                            .question = {0xab, 0xcd},
                            .options = 4,
                            .date = "2026-01-06T02:00:00Z",
                            .by = by,
                            .reason = why},
                           {.number = 2,
                            .ruling = DECISION_ANNUL,
                            .paper = 2,
                            .date = "2026-01-07T02:00:00Z",
                            .by = office,
                            .reason = other},
                           {.number = 3,
                            .ruling = DECISION_CLOSE,
                            .date = "2026-01-07T03:00:00Z",
                            .by = office,
                            .reason = why,
                            .is_undone = true}};
    struct buf words;
    documents_rig.grading.decisions = (struct decisions){d, 3};
    read_paper(minutes_pdf, &documents_rig.source, &words);
    documents_rig.grading.decisions = (struct decisions){0};
    assert_true(reader_has(&words, "Quyết định số 1 ngày 06/01/2026, về câu hỏi mã abcd00000000: "
                                   "đáp án là C (chữ trong bộ câu hỏi). Lý do: Đáp án in nhầm. "
                                   "Theo: Biên bản số 12/BB."));
    assert_true(reader_has(&words, "Quyết định số 2 ngày 07/01/2026, về đề 0003 ("));
    assert_true(reader_has(&words, "hủy bài, không đạt. Lý do: Mang tài liệu. Theo: Sở Xây dựng."));
    assert_false(reader_has(&words, "Quyết định số 3"));
    buf_free(&words);
}

/* ---- the help ---- */

static void the_help_names_every_list(void **state)
{
    (void)state;
    char want[256] = "SESSION... ";
    const char *words = NULL;
    size_t n;
    const struct ctl_command *c = commands_all(&n);
    for (const struct report_kinds_kind *k = REPORT_KINDS; k->name; k++) {
        size_t at = strlen(want);
        snprintf(want + at, sizeof want - at, "%s%s", k == REPORT_KINDS ? "" : "|", k->name);
    }
    strcat(want, "[,…]");
    for (size_t i = 0; i < n; i++)
        if (strcmp(commands_name(&c[i]), "report") == 0)
            words = commands_words(&c[i]);
    assert_non_null(words);
    assert_string_equal(words, want);
}

/* ---- dates ---- */

static void dates_have_their_zeros(void **state)
{
    (void)state;
    char date[LETTERHEAD_DATE];
    static const struct {
        int64_t when;
        const char *text;
    } DATES[] = {{1767571200, "ngày 05 tháng 01 năm 2026"},
                 {1772236800, "ngày 28 tháng 02 năm 2026"},
                 {1772323200, "ngày 01 tháng 3 năm 2026"},
                 {1796947200, "ngày 11 tháng 12 năm 2026"},
                 {0, "ngày ..... tháng ..... năm ........"}};
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
                                       cmocka_unit_test(the_notice_tells_namesakes_apart),
                                       cmocka_unit_test(the_notice_is_laid_out_as_one),
                                       cmocka_unit_test(signatures_are_not_alone),
                                       cmocka_unit_test(the_basis_stands_at_the_foot),
                                       cmocka_unit_test(a_slip_is_one_page_whatever_stands_on_it),
                                       cmocka_unit_test(slips_are_of_graded_papers),
                                       cmocka_unit_test(attendance_needs_no_results),
                                       cmocka_unit_test(the_minutes_tell_the_ledger),
                                       cmocka_unit_test(the_minutes_tell_what_was_decided),
                                       cmocka_unit_test(the_help_names_every_list),
                                       cmocka_unit_test(dates_have_their_zeros)};
    return cmocka_run_group_tests_name("documents", tests, documents_rig_up, documents_rig_down);
}
