/* The office's papers, read back as a reader of PDF sees them: every name whole, every page
 * numbered and headed, nothing private in what is published, and the time ledger told in the
 * minutes. */
#include "tests/lib/reader.h"
#include "tests/lib/rig.h"

#include "tools/commands.h"
#include "tools/import/rows.h"
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

enum { MINUTE = 60000, ROWS = 120, PDF_MAX = 8 * 1024 * 1024, ABSENT = 5 /* every fifth row */ };
typedef enum err_code make_fn(const struct report_source *, struct buf *, struct err *);

#define LONG_60 "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Nguyễn Đặng Quỳnh Anh"
#define ONE_WORD "Khôngcókhoảngtrắngnàocảtrongcáitênrấtdàinàyđểxemnócóbịcắthaykhông"
#define LONG_UNIT \
    "Công ty Cổ phần Tư vấn Thiết kế Xây dựng và Phát triển Hạ tầng Kỹ thuật Đô thị Miền Trung - " \
    "Tây Nguyên, Chi nhánh Quy Nhơn"
static const char *const NAMES[] = {"Lê Ất", LONG_60, ONE_WORD,
                                    LONG_60 " " LONG_60 " Lê Thị Thu Hà", "Vũ Ỷ"};

static struct rig rig;
static struct grading grading;
static struct results results;
static struct workspace workspace;
static struct session_info session;
static struct report_source source;
static struct office_session sat; /* who they were: a candidate and a paper a row */

static char *text(const char *fmt, const char *s, unsigned n)
{
    char out[400];
    snprintf(out, sizeof out, "%s %s%03u", fmt, s, n);
    return strdup(out[0] == ' ' ? out + 1 : out);
}

static void fill_person(unsigned n)
{
    struct session_candidate *c = &sat.roster.candidate[n];
    char *name = text(NAMES[n % 5], "số ", n + 1);
    snprintf(c->name, sizeof c->name, "%s", name);
    snprintf(c->birth, sizeof c->birth, "29/02/1976");
    snprintf(c->unit, sizeof c->unit, "%s", n % 2 ? LONG_UNIT : "Ban Quản lý dự án");
    sat.people.identity[n] = text("", "077076123", n + 1);
    sat.roster.paper[n].candidate = n;
    snprintf(sat.roster.paper[n].title_vi, SESSION_TEXT_MAX,
             "Giám sát công tác xây dựng công trình");
    free(name);
}

static void fill_people(void)
{
    sat.roster = (struct session_roster){.candidate = calloc(ROWS, sizeof *sat.roster.candidate),
                                         .candidates = ROWS,
                                         .paper = calloc(ROWS, sizeof *sat.roster.paper),
                                         .papers = ROWS};
    sat.people.identity = calloc(ROWS, sizeof *sat.people.identity);
    for (unsigned n = 0; n < ROWS; n++)
        fill_person(n);
}

/* Names of all lengths, every fifth absent, identity numbers that stand nowhere else. */
static void fill(struct result *r, unsigned n)
{
    bool absent = n % ABSENT == 4;
    snprintf(r->paper, sizeof r->paper, "%04u", n + 1);
    r->sbd = text("", "", n + 1);
    r->field = strdup("4.1");
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

static const char OFFICE[] = "[office]\n"
                             "parent=Ủy ban nhân dân tỉnh Bình Định\n"
                             "name=Sở Xây dựng\n"
                             "full_name=Sở Xây dựng tỉnh Bình Định\n"
                             "place=Bình Định\n"
                             "[paper notice]\n"
                             "signer=Nguyễn Thị Phương Thảo\n"
                             "recipients=Hội Kết cấu và Công nghệ xây dựng tỉnh;Lưu: VT\n";

static void read_office(void)
{
    static const struct ini_group GROUPS[] = {
        {"office", PAPERS_OFFICE_KEYS}, {"paper *", PAPERS_FORM_KEYS}, {NULL, NULL}};
    struct ini *ini = NULL;
    struct err e = {0};
    assert_int_equal(ini_parse(OFFICE, strlen(OFFICE), "office.ini", GROUPS, &ini, &e), ERR_OK);
    assert_int_equal(papers_read(ini, "office.ini", &workspace.papers, &e), ERR_OK);
    ini_free(ini);
}

static int group_up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    rig_make(&rig);
    static char session_name[] = "ca-1";
    grading.opened = (struct office_session){.name = session_name,
                                             .session = rig.session,
                                             .secret = rig.office,
                                             .roster = rig.roster,
                                             .bank = rig.bank,
                                             .has_bank = true};
    struct err e = {0};
    assert_int_equal(bank_open_office(&rig.bank, rig.key, &grading.opened.bank_key, &e), ERR_OK);
    snprintf(rig.roster.candidate[0].name, SESSION_TEXT_MAX, "%s", LONG_60);
    rig.roster.paper[1].extra_minutes = 15;
    snprintf(rig.roster.paper[1].extra_reason, SESSION_TEXT_MAX, "khuyết tật vận động");
    results.row = calloc(ROWS, sizeof *results.row);
    results.count = ROWS;
    for (unsigned i = 0; i < ROWS; i++)
        fill(&results.row[i], i);
    fill_people();
    session = rig.session.info;
    session.flags = 0;          /* no training session: its papers have another number */
    session.opens = 1767601800; /* 2026-01-05 08:30 */
    session.closes = session.opens + 5400;
    snprintf(session.room, sizeof session.room, "Phòng máy số 2");
    read_office();
    source = (struct report_source){.workspace = &workspace,
                                    .name = "ca-1",
                                    .session = &session,
                                    .results = &results,
                                    .opened = &sat,
                                    .grading = &grading,
                                    .paper = -1,
                                    .number = 89,
                                    .day = 1767830400}; /* 2026-01-08 */
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    results_free(&results);
    papers_free(&workspace.papers);
    for (unsigned n = 0; n < ROWS; n++)
        free(sat.people.identity[n]);
    free(sat.people.identity);
    session_roster_free(&sat.roster);
    bank_office_free(&grading.opened.bank_key);
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

static make_fn *const MAKERS[] = {notice_pdf, notice_results_pdf, attendance_pdf, minutes_pdf,
                                  result_slip_pdf};
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
        assert_true(reader_has(&words, MAKERS[i] == minutes_pdf
                                           ? "giờ ......, ngày 08 tháng 01 năm 2026./."
                                           : "Bình Định, ngày 08 tháng 01 năm 2026"));
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
        /* the notice's appendix begins on its second page, and counts from there */
        unsigned before = MAKERS[i] == notice_pdf ? 1 : 0;
        for (unsigned n = 1; n <= pages; n++) {
            snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
            snprintf(first, sizeof first, "%u\n", n - before);
            reader_look(rig.dir, &pdf, command, "- | head -n 1", false, &words);
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
        read_paper(OF_RESULTS[i], &source, &words);
        for (unsigned n = 0; n < ROWS; n++) {
            const struct result *r = &results.row[n];
            bool is_graded = r->state == RESULT_PASSED || r->state == RESULT_FAILED;
            bool wanted = OF_RESULTS[i] == notice_pdf
                              ? r->state == RESULT_PASSED
                              : is_graded || OF_RESULTS[i] == notice_results_pdf;
            assert_int_equal(reader_has(&words, sat.roster.candidate[n].name), wanted);
        }
        buf_free(&words);
    }
}

/* Letters on the sheet, one by one: programs that read words pass over a hyphen at a line's end. */
static unsigned count_letters(const char *name)
{
    struct session_candidate person = sat.roster.candidate[0];
    struct office_session alone = sat;
    struct result one = results.row[0];
    struct results some = {.row = &one, .count = 1};
    struct report_source src = source;
    struct buf pdf, drawn;
    snprintf(person.name, sizeof person.name, "%s", name);
    alone.roster.candidate = &person;
    src.opened = &alone;
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
    /* on three lines */
    assert_int_equal(count_letters("mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm"), least + 40);
}

/* ---- the notice ---- */

static void the_notice_tells_nothing_private(void **state)
{
    (void)state;
    struct buf notice, office;
    read_paper(notice_pdf, &source, &notice);
    read_paper(notice_results_pdf, &source, &office);
    for (unsigned n = 0; n < ROWS; n++) {
        assert_false(reader_has(&notice, sat.people.identity[n]));
        assert_true(reader_has(&office, sat.people.identity[n]));
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
    static const char *const PARTS[] = {
        "Số: 89/TB-SXD",
        "Căn cứ ",
        "THÔNG BÁO",
        "theo danh sách: 120; dự sát hạch: 96; vắng: 24.",
        "72 bài đạt, 24 bài không đạt",
        "cùng thông báo này./.",
        "Nơi nhận:",
        "- Hội Kết cấu và Công nghệ xây dựng tỉnh;",
        "- Lưu: VT.",
        "Phụ lục DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC GIÁM SÁT CÔNG TÁC XÂY DỰNG CÔNG TRÌNH",
        ("(Kèm theo Thông báo số 89/TB-SXD ngày 08 tháng 01 năm 2026 của Sở Xây dựng tỉnh Bình "
         "Định)")};
    make_pdf(notice_pdf, &source, &pdf);
    reader_words(rig.dir, &pdf, &words);
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++)
        if (!reader_has(&words, PARTS[i]))
            fail_msg("missing: %s", PARTS[i]);
    /* a table's head on each page but the notice's own */
    assert_int_equal(reader_count(&words, "STT"), reader_pages(rig.dir, &pdf) - 1);
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
        assert_true(reader_has(&words, sat.people.identity[rows - 1]));
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
    assert_false(reader_has(&words, "căn cứ"));
    buf_free(&words);
    memset(based.basis.bank, 'b', 64);
    memset(based.basis.basis, 'c', 64);
    based.basis.decisions = 3;
    for (int i = 0; i < PAPERS; i++) {
        read_paper(MAKERS[i], &src, &words);
        assert_int_equal(
            reader_has(&words, "đáp án bbbbbbbbbbbbbbbb · quyết định: 3 · căn cứ cccccccccccccccc"),
            MAKERS[i] != attendance_pdf);
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
    char full[SESSION_TEXT_MAX] = LONG_UNIT " " LONG_60,
         note[] = "exempt-not extra-time time-up decided";
    struct session_candidate person = sat.roster.candidate[0];
    struct session_paper paper = sat.roster.paper[0];
    struct office_session alone = sat;
    snprintf(person.name, sizeof person.name, "%s", full);
    snprintf(person.unit, sizeof person.unit, "%s", full);
    snprintf(paper.title_vi, sizeof paper.title_vi, "%s", full);
    alone.roster.candidate = &person;
    alone.roster.paper = &paper;
    src.opened = &alone;
    one.note = note;
    src.results = &some;
    make_pdf(result_slip_pdf, &src, &pdf);
    reader_words(rig.dir, &pdf, &words);
    assert_int_equal(reader_pages(rig.dir, &pdf), 1);
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
    struct report_source src = source;
    make_pdf(result_slip_pdf, &source, &pdf);
    assert_int_equal(reader_pages(rig.dir, &pdf), ROWS - ROWS / ABSENT);
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
    assert_true(reader_has(&words, "Tổng số bài: 04."));
    buf_free(&words);
}

/* ---- the minutes ---- */

static void use_voucher(struct exam *x, enum room_action action, uint16_t minutes, unsigned n)
{
    struct err e = {0};
    if (rig_intervene(&rig, x, action, minutes, n, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

static void keep(struct exam *x)
{
    struct err e = {0};
    struct submission m = {
        .paper = x->ticket->paper, .state = x->journal, .records = x->chain.records};
    assert_int_equal(collection_add(&grading.collection, &m, &e), ERR_OK);
    rig_settle(x);
    exam_close(x);
}

/* Begun at midnight, five minutes, off for forty, up six before the voucher is typed; then five
 * more minutes by another. */
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
    use_voucher(x, ROOM_ACTION_RESUME, 0, 3);
    rig_pass(&rig, 2 * MINUTE);
    use_voucher(x, ROOM_ACTION_EXTEND, 5, 2);
    rig_pass(&rig, MINUTE);
    exam_handin(x);
    keep(x);
}

static void sit_at_another_seat_and_be_sent_out(void)
{
    struct exam *x = rig_exam(&rig, 3, "M01"); /* belongs to M09 */
    use_voucher(x, ROOM_ACTION_START_HERE, 0, 4);
    exam_start(x);
    rig_pass(&rig, MINUTE);
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
    assert_true(reader_has(&words, sat.roster.candidate[4].name));
    assert_false(reader_has(&words, sat.roster.candidate[5].name)); /* was there */
    table_free(&t);
    buf_free(&words);
    collection_free(&grading.collection);
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

/* ---- what a session says of itself ---- */

static bool is_in_cells;
static const char *wanted;

static void look_at_cells(void *context, const struct row *row)
{
    (void)context;
    for (size_t i = 0; i < row->cells; i++)
        is_in_cells |= strstr(row->cell[i], wanted) != NULL;
}

/* True when a file of this format says these words. */
static bool says(enum report_kinds_format format, struct buf *file, const char *words)
{
    struct err e = {0};
    struct buf text;
    bool found = false;
    if (format == REPORT_KINDS_XLSX) {
        is_in_cells = false;
        wanted = words;
        assert_int_equal(rows_read_xlsx(file->data, file->len, look_at_cells, NULL, &e), ERR_OK);
        return is_in_cells;
    }
    if (format != REPORT_KINDS_PDF)
        return strstr(buf_text(file), words) != NULL;
    reader_words(rig.dir, file, &text);
    found = reader_has(&text, words);
    buf_free(&text);
    return found;
}

/* What is looked for: on papers and pages, in a column of tables, and in the two files of open
 * data, whose columns are always there. */
struct saying {
    const char *words, *in_column, *in_csv, *in_json;
};

static const char *words_in(const struct saying *what, const struct report_kinds_kind *kind,
                            enum report_kinds_format f)
{
    if (strcmp(kind->name, "opendata") == 0)
        return f == REPORT_KINDS_CSV ? what->in_csv : what->in_json;
    return f == REPORT_KINDS_PDF || f == REPORT_KINDS_HTML ? what->words : what->in_column;
}

/* Every list and paper in every format that it comes in: how many there were. */
static unsigned all_say(const struct session_info *info, const struct saying *what, bool expected)
{
    unsigned files = 0;
    struct report_source src = source;
    src.session = info;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++)
        for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
            struct err e = {0};
            struct buf file;
            if (!report_kinds_has(kind, f))
                continue;
            src.opened = kind->needs_grading ? &grading.opened : &sat;
            buf_init(&file, PDF_MAX);
            if (report_kinds_make(kind, f, &src, &file, &e) != ERR_OK)
                fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), e.text);
            if (says(f, &file, words_in(what, kind, f)) != expected)
                fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), what->words);
            buf_free(&file);
            files++;
        }
    return files;
}

static void every_list_in_every_format_says_training_and_no_sheet(void **state)
{
    (void)state;
    static const struct saying TRAINING = {CAUTION_TRAINING, "tập dượt", ",true,",
                                           "không có giá trị"},
                               NO_SHEET = {"không được đối chiếu", "không đối chiếu",
                                           ",false,none,", "không được đối chiếu"};
    struct session_info plain = session, training = session, without = session;
    plain.flags = without.flags = 0;
    training.flags = SESSION_FLAG_TRAINING;
    plain.sheet = training.sheet = SESSION_SHEET_SAMPLE;
    without.sheet = SESSION_SHEET_NONE;
    assert_true(all_say(&training, &TRAINING, true) > 15);
    assert_true(all_say(&without, &NO_SHEET, true) > 15);
    assert_true(all_say(&plain, &TRAINING, false) > 15);
    assert_true(all_say(&plain, &NO_SHEET, false) > 15);
}

/* ---- words ---- */

/* Words of the programs, and second names for what has one: on no paper, sheet or page of people.
 */
static void people_find_people_s_words(void **state)
{
    (void)state;
    static const char *const NEVER[] = {
        "extra-time", "time-up",  "passed", "failed",      "absent",          "Số báo danh",
        "SBD",        "giám thị", "exempt", "dead-option", "cán bộ sát hạch", "CÁN BỘ SÁT"};
    struct report_source src = source;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++)
        for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
            struct err e = {0};
            struct buf file;
            if (!report_kinds_has(kind, f) || f == REPORT_KINDS_JSON ||
                strcmp(kind->name, "opendata") == 0)
                continue;
            src.opened = kind->needs_grading ? &grading.opened : &sat;
            buf_init(&file, PDF_MAX);
            assert_int_equal(report_kinds_make(kind, f, &src, &file, &e), ERR_OK);
            for (size_t i = 0; i < sizeof NEVER / sizeof NEVER[0]; i++)
                if (says(f, &file, NEVER[i]))
                    fail_msg("%s.%s: %s", kind->name, report_kinds_format_name(f), NEVER[i]);
            buf_free(&file);
        }
}

static bool is_marked(const struct session_info *info, const struct report_kinds_kind *kind)
{
    struct err e = {0};
    struct buf file;
    struct report_source src = source;
    src.session = info;
    src.opened = kind->needs_grading ? &grading.opened : &sat;
    buf_init(&file, PDF_MAX);
    assert_int_equal(report_kinds_make(kind, REPORT_KINDS_JSON, &src, &file, &e), ERR_OK);
    bool found = strstr(buf_text(&file), "\n  \"training\": true,") != NULL;
    buf_free(&file);
    return found;
}

static void json_is_marked_as_a_whole(void **state)
{
    (void)state;
    struct session_info training = session;
    unsigned files = 0;
    training.flags = SESSION_FLAG_TRAINING;
    for (const struct report_kinds_kind *kind = REPORT_KINDS; kind->name; kind++) {
        if (!report_kinds_has(kind, REPORT_KINDS_JSON))
            continue;
        assert_true(is_marked(&training, kind));
        assert_false(is_marked(&session, kind));
        files++;
    }
    assert_true(files > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_have_the_heading_and_the_same_bytes),
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
        cmocka_unit_test(the_help_names_every_list),
        cmocka_unit_test(dates_have_their_zeros),
        cmocka_unit_test(every_list_in_every_format_says_training_and_no_sheet),
        cmocka_unit_test(people_find_people_s_words),
        cmocka_unit_test(json_is_marked_as_a_whole)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
