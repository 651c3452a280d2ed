/* The notice of results as Decree 30/2020/ND-CP, Appendix I, wants it, in words as its readers find
 * them; and what office.ini may say of who signs and who gets it. */
#include "tests/lib/papers_rig.h"
#include "tests/lib/reader.h"

#include "tools/report/notice.h"
#include "tools/report/passlist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- words ---- */

static void the_notice_says_what_the_decree_wants(void **state)
{
    (void)state;
    struct buf words;
    static const char *const PARTS[] = {
        "UBND TỈNH GIA LAI SỞ XÂY DỰNG",
        "Số: 05/TB-SXD",
        "Gia Lai, ngày 08 tháng 01 năm 2026",
        "Căn cứ Luật Xây dựng ngày 10 tháng 12 năm 2025;",
        "Căn cứ Nghị định số 175/2024/NĐ-CP ngày 30 tháng 12 năm 2024 của Chính phủ quy định chi "
        "tiết một số điều và biện pháp thi hành Luật Xây dựng về quản lý hoạt động xây dựng.",
        "Sở Xây dựng tỉnh Gia Lai thông báo kết quả sát hạch cấp chứng chỉ hành nghề hoạt động "
        "xây dựng (Kỳ tháng 01; 08:30 – 10:00, ngày 05 tháng 01 năm 2026) như sau:",
        "theo danh sách: 90; dự sát hạch: 90; vắng: 0.",
        "89 bài đạt, 01 bài không đạt.",
        "các Phụ lục từ I đến II kèm theo",
        "- Các cá nhân tại Phụ lục; - Giám đốc Sở (để b/c); - Trang thông tin điện tử; - Lưu: VT, "
        "QLXD.",
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "Nguyễn Văn Khánh",
        "Phụ lục I DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC KẾT CẤU CÔNG TRÌNH",
        "Phụ lục II DANH SÁCH BÀI SÁT HẠCH ĐẠT LĨNH VỰC ĐỊNH GIÁ XÂY DỰNG",
        "(Kèm theo Thông báo số 05/TB-SXD ngày 08 tháng 01 năm 2026 của Sở Xây dựng tỉnh Gia Lai)"};
    static const char *const NEVER[] = {"Như trên", "DỰ THẢO", "SBD", "Số báo danh", "TẬP DƯỢT"};
    papers_rig_words(&papers_rig.source, &words);
    WANTS(&words, PARTS);
    UNWANTED(&words, NEVER);
    assert_int_equal(reader_count(&words, "./."), 3); /* the notice, two appendices */
    assert_int_equal(reader_count(&words, "Danhsáchcó"), 2);
    buf_free(&words);
}

/* Between the bases and the recipients the office is in small letters. */
static void running_text_has_no_capitals(void **state)
{
    (void)state;
    struct buf words;
    papers_rig_words(&papers_rig.source, &words);
    char *begin = strstr(buf_text(&words), "Căncứ"), *end = strstr(buf_text(&words), "Nơinhận");
    assert_true(begin && end && begin < end);
    *end = '\0';
    assert_null(strstr(begin, "SỞ"));
    assert_null(strstr(begin, "XÂYDỰNG"));
    assert_non_null(strstr(begin, "SởXâydựngtỉnhGiaLai"));
    buf_free(&words);
}

static void a_draft_has_dots_and_says_so(void **state)
{
    (void)state;
    struct buf words, pdf, one;
    struct report_source draft = papers_rig.source;
    static const char *const PARTS[] = {"Số: ........../TB-SXD",
                                        "Gia Lai, ngày ..... tháng ..... năm ........",
                                        "số ........../TB-SXD ngày ..... tháng ..... năm ........"};
    draft.number = 0, draft.day = 0;
    papers_rig_make(&draft, &pdf);
    reader_words(papers_rig.dir, &pdf, &words);
    WANTS(&words, PARTS);
    assert_false(reader_has(&words, "2026 của Sở"));
    for (unsigned n = 1, pages = reader_pages(papers_rig.dir, &pdf); n <= pages; n++) {
        char command[64];
        snprintf(command, sizeof command, "pdftotext -raw -f %u -l %u", n, n);
        reader_look(papers_rig.dir, &pdf, command, "-", true, &one);
        assert_int_equal(reader_count(&one, "DỰTHẢO"), 1);
        buf_free(&one);
    }
    buf_free(&words);
    buf_free(&pdf);
    draft.day = PAPERS_RIG_SIGNED; /* without a number it is still one */
    papers_rig_words(&draft, &words);
    assert_true(reader_has(&words, "DỰ THẢO"));
    buf_free(&words);
}

static void an_electronic_document_leaves_the_appendix_open(void **state)
{
    (void)state;
    struct buf words;
    struct report_source electronic = papers_rig.source;
    electronic.is_electronic = true;
    papers_rig_words(&electronic, &words);
    assert_true(reader_has(&words, "Số: 05/TB-SXD"));
    assert_false(reader_has(&words, "Kèm theo Thông báo số 05"));
    assert_int_equal(reader_count(&words, "Kèmtheothôngbáosố"), 0);
    assert_int_equal(reader_count(&words, "KèmtheoThôngbáosố........../TB-SXDngày"), 2);
    buf_free(&words);
}

static void training_has_the_number_00(void **state)
{
    (void)state;
    struct buf words;
    struct session_info training = papers_rig.session;
    struct report_source src = papers_rig.source;
    training.flags = SESSION_FLAG_TRAINING;
    src.session = &training;
    src.number = 0;
    papers_rig_words(&src, &words);
    assert_true(reader_has(&words, "Số: 00/TB-SXD"));
    assert_false(reader_has(&words, "DỰ THẢO"));
    buf_free(&words);
}

/* What is signed and numbered has no blanks: the day is the papers', or left out. */
static void a_session_without_a_day_leaves_no_dots(void **state)
{
    (void)state;
    struct buf words;
    struct session_info undated = papers_rig.session;
    struct report_source src = papers_rig.source;
    undated.opens = undated.closes = 0;
    src.session = &undated;
    src.held = 1767601800; /* 2026-01-05 */
    papers_rig_words(&src, &words);
    assert_true(reader_has(&words, "(Kỳ tháng 01; ngày 05 tháng 01 năm 2026) như sau:"));
    assert_false(reader_has(&words, "ngày ....."));
    buf_free(&words);
    src.held = 0;
    papers_rig_words(&src, &words);
    assert_true(reader_has(&words, "(Kỳ tháng 01) như sau:"));
    assert_false(reader_has(&words, "ngày ....."));
    buf_free(&words);
}

static void nobody_passed_is_said(void **state)
{
    (void)state;
    struct buf words, page;
    struct err e = {0};
    struct results none = {.row = &papers_rig.results.row[7], .count = 1};
    struct report_source src = papers_rig.source;
    src.results = &none;
    papers_rig_words(&src, &words);
    assert_true(reader_has(&words, "Phụ lục DANH SÁCH BÀI SÁT HẠCH ĐẠT (Kèm theo"));
    assert_true(reader_has(&words, "Không có./."));
    assert_true(reader_has(&words, "3. Không có bài đạt (Phụ lục kèm theo). Thí sinh đối chiếu"));
    assert_true(reader_has(&words, "- Các cá nhân trong danh sách dự sát hạch;"));
    assert_false(reader_has(&words, "Danh sách bài đạt tại"));
    assert_false(reader_has(&words, "Các cá nhân tại Phụ lục"));
    buf_free(&words);
    for (enum report_kinds_format f = 0; f < REPORT_KINDS_FORMATS; f++) {
        if (f != REPORT_KINDS_HTML)
            continue;
        buf_init(&page, PAPERS_RIG_PDF_MAX);
        assert_int_equal(report_kinds_make(report_kinds_find("passlist"), f, &src, &page, &e),
                         ERR_OK);
        assert_non_null(strstr(buf_text(&page), "Không có."));
        buf_free(&page);
    }
}

/* ---- exempt papers ---- */

static void an_exempt_paper_says_so_everywhere(void **state)
{
    (void)state;
    struct err e = {0};
    struct buf words, file;
    struct table t;
    static const enum report_kinds_format FORMATS[] = {REPORT_KINDS_CSV, REPORT_KINDS_HTML};
    papers_rig_words(&papers_rig.source, &words);
    assert_int_equal(reader_count(&words, "Miễn34/40"), PAPERS_RIG_ROWS / 3);
    assert_int_equal(reader_count(&words, "81826"),
                     PAPERS_RIG_ROWS - PAPERS_RIG_ROWS / 3 - 1); /* 8, 18, 26 */
    buf_free(&words);
    for (size_t i = 0; i < 2; i++) {
        buf_init(&file, PAPERS_RIG_PDF_MAX);
        assert_int_equal(report_kinds_make(report_kinds_find("results"), FORMATS[i],
                                           &papers_rig.source, &file, &e),
                         ERR_OK);
        assert_int_equal(reader_count(&file, "34/40"), PAPERS_RIG_ROWS / 3);
        buf_free(&file);
    }
    passlist_make(&papers_rig.source, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PROGRAMS, &t);
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "total")), "34");
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "professional_points")), "");
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "note")),
                        "exempt extra-time misconduct");
    table_free(&t);
    passlist_make(&papers_rig.source, PASSLIST_RESULTS, TABLE_VI, STABLE_WORDS_PEOPLE, &t);
    assert_string_equal(table_cell(&t, 0, (size_t)table_find(&t, "note")),
                        "miễn chuyên môn, thêm giờ, đình chỉ");
    assert_int_equal(table_find(&t, "state"), -1);
    table_free(&t);
}

/* ---- office.ini ---- */

static void who_signs_keeps_the_decree(void **state)
{
    (void)state;
    static const struct {
        const char *sign, *rule; /* NULL: fine */
    } SIGNS[] = {{"GIÁM ĐỐC", NULL},
                 {"Q. GIÁM ĐỐC", NULL},
                 {"KT. GIÁM ĐỐC;PHÓ GIÁM ĐỐC", NULL},
                 {"TL. GIÁM ĐỐC;TRƯỞNG PHÒNG;QUẢN LÝ XÂY DỰNG", NULL},
                 {"TM. HỘI ĐỒNG;CHỦ TỊCH", NULL},
                 {"TUQ. GIÁM ĐỐC;CHÁNH VĂN PHÒNG", NULL},
                 {"KT. GIÁM ĐỐC", "II.7.b and c"},
                 {"TM. HỘI ĐỒNG", "II.7.b and c"},
                 {"TL. GIÁM ĐỐC", "II.7.b and c"},
                 {"TUQ. GIÁM ĐỐC", "II.7.b and c"},
                 {"PHÓ GIÁM ĐỐC;KT. GIÁM ĐỐC", "first line alone"},
                 {"KY. GIÁM ĐỐC;PHÓ GIÁM ĐỐC", "none of TM. KT. TL. TUQ. Q."},
                 {"KT. Giám đốc;PHÓ GIÁM ĐỐC", "II.7.đ"},
                 {"KT. GIÁM ĐỐC;Phó Giám đốc", "II.7.đ"},
                 {"A;B;C;D", "1 to 3 lines"},
                 {"GIÁM ĐỐC;;PHÓ", "1 to 3 lines"}};
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        struct papers_texts p;
        struct err e = {0};
        char text[512];
        snprintf(text, sizeof text, "[office]\nname=Sở Xây dựng\n[paper notice]\nsign=%s\n",
                 SIGNS[i].sign);
        papers_rig_read(text, &p);
        enum err_code rc = papers_check(&p, PAPERS_NOTICE, &e);
        if (rc != (SIGNS[i].rule ? ERR_USAGE : ERR_OK) ||
            (SIGNS[i].rule && !strstr(e.text, SIGNS[i].rule)))
            fail_msg("%s: %s", SIGNS[i].sign, e.text);
        papers_free(&p);
    }
}

static void a_wrong_signature_makes_no_paper(void **state)
{
    (void)state;
    struct workspace wrong = {0};
    struct report_source src = papers_rig.source;
    struct buf pdf;
    struct err e = {0};
    papers_rig_read("[paper notice]\nrecipients=Như trên;Lưu: VT\n", &wrong.papers);
    src.workspace = &wrong;
    buf_init(&pdf, PAPERS_RIG_PDF_MAX);
    assert_int_equal(notice_pdf(&src, &pdf, &e), ERR_USAGE);
    assert_non_null(strstr(e.text, "II.9.b and c"));
    assert_int_equal(pdf.len, 0);
    buf_free(&pdf);
    papers_free(&wrong.papers);
}

static void what_is_not_said_is_made(void **state)
{
    (void)state;
    static const struct {
        const char *name, *full, *symbol;
    } NAMES[] = {{"SỞ XÂY DỰNG", "Sở Xây dựng", "TB-SXD"},
                 {"Sở Xây dựng", "Sở Xây dựng", "TB-SXD"},
                 {"SỞ GIAO THÔNG", "Sở giao thông", "TB-SGT"},
                 {"Đoàn Địa chất", "Đoàn địa chất", "TB-ĐĐC"}};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        struct papers_texts p;
        struct buf warnings;
        char text[256], symbol[PAPERS_SYMBOL_MAX];
        snprintf(text, sizeof text,
                 "[office]\nname=%s\nnumber=9\n[paper notice]\nsigner=TS. Lê A\n", NAMES[i].name);
        papers_rig_read(text, &p);
        assert_string_equal(p.full_name, NAMES[i].full);
        papers_symbol(&p, PAPERS_NOTICE, symbol);
        assert_string_equal(symbol, NAMES[i].symbol);
        buf_init(&warnings, 4096);
        papers_warn(&p, PAPERS_NOTICE, &warnings);
        assert_non_null(strstr(buf_text(&warnings), "full_name"));
        assert_non_null(strstr(buf_text(&warnings), "--number"));
        assert_non_null(strstr(buf_text(&warnings), "II.7.c"));
        buf_free(&warnings);
        papers_free(&p);
    }
}

static bool warns_of_parent(const char *parent)
{
    struct papers_texts p;
    struct buf warnings;
    char text[128];
    snprintf(text, sizeof text, "[office]\nparent=%s\n", parent);
    papers_rig_read(text, &p);
    buf_init(&warnings, 4096);
    papers_warn(&p, PAPERS_NOTICE, &warnings);
    bool warns = strstr(buf_text(&warnings), "names no province");
    assert_int_equal(warns, papers_doubt("office", "parent", p.parent) != NULL);
    buf_free(&warnings);
    papers_free(&p);
    return warns;
}

static void a_body_above_names_its_province(void **state)
{
    (void)state;
    assert_true(warns_of_parent("UBND tỉnh"));
    assert_true(warns_of_parent("UBND TỈNH"));
    assert_true(warns_of_parent("UBND thành phố"));
    assert_false(warns_of_parent("UBND tỉnh Gia Lai"));
    assert_false(warns_of_parent("Bộ Xây dựng"));
    assert_false(warns_of_parent(""));
}

static void an_older_office_ini_is_read(void **state)
{
    (void)state;
    struct papers_texts p;
    char *recipients;
    papers_rig_read("[office]\nname=SỞ XÂY DỰNG\nnumber=\nsigner_title=GIÁM ĐỐC\nsigner=Lê A\n"
                    "recipients=Như trên;Lưu: VT\n",
                    &p);
    assert_string_equal(p.form[PAPERS_NOTICE].sign, "GIÁM ĐỐC");
    assert_string_equal(p.form[PAPERS_NOTICE].signer, "Lê A");
    recipients = papers_recipients(&p, PAPERS_NOTICE);
    assert_null(strstr(recipients, "Như trên"));
    free(recipients);
    papers_free(&p);
}

/* Who draws up the notice draws up the minutes, too, unless it is said otherwise; and what an empty
 * text comes to is told. */
static void minutes_have_the_notices_unit(void **state)
{
    (void)state;
    static const struct {
        const char *text, *unit, *recipients;
    } ROWS[] = {
        {"[paper notice]\nunit=QLXD\n", "QLXD", "Lưu: VT, QLXD, Hồ sơ"},
        {"[paper notice]\nunit=QLXD\n[paper minutes]\nunit=VP\n", "VP", "Lưu: VT, VP, Hồ sơ"},
        {"", NULL, "Lưu: VT, Hồ sơ"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct papers_texts p;
        papers_rig_read(ROWS[i].text, &p);
        char *unit = papers_usual(&p, "paper minutes", "unit"),
             *recipients = papers_usual(&p, "paper minutes", "recipients"),
             *symbol = papers_usual(&p, "paper minutes", "symbol");
        if (ROWS[i].unit)
            assert_string_equal(unit, ROWS[i].unit);
        else
            assert_null(unit);
        assert_string_equal(recipients, ROWS[i].recipients);
        assert_string_equal(symbol, "BB-SXD");
        assert_null(papers_usual(&p, "office", "place"));
        free(unit);
        free(recipients);
        free(symbol);
        papers_free(&p);
    }
}

static void wrong_groups_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } WRONG[] = {
        {"[basis 1]\nkind=Luật\n", "date: a day is wanted"},
        {"[basis 1]\nkind=Luật\ndate=30/02/2024\n", "date: a day is wanted"},
        {"[basis 1]\ndate=2024-12-30\n", "[basis 1] kind is missing"},
        {"[basis 7]\nkind=Nghị định\nnumber=1/2024/NĐ-CP\ndate=2024-12-30\n", "issuer is missing"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        struct legal_bases b = {.count = 0};
        struct err e = {0};
        struct ini *ini = papers_rig_parse(WRONG[i].text);
        assert_int_equal(legal_bases_take(ini, "office.ini", &b, &e), ERR_FORMAT);
        if (!strstr(e.text, WRONG[i].says))
            fail_msg("%s", e.text);
        legal_bases_free(&b);
        ini_free(ini);
    }
    struct papers_texts p;
    struct err e = {0};
    struct ini *ini = papers_rig_parse("[paper letter]\nsign=X\n");
    assert_int_equal(papers_read(ini, "office.ini", &p, &e), ERR_FORMAT);
    assert_non_null(strstr(e.text, "office.ini:1: [paper letter]"));
    papers_free(&p);
    ini_free(ini);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_notice_says_what_the_decree_wants),
        cmocka_unit_test(running_text_has_no_capitals),
        cmocka_unit_test(a_draft_has_dots_and_says_so),
        cmocka_unit_test(an_electronic_document_leaves_the_appendix_open),
        cmocka_unit_test(training_has_the_number_00),
        cmocka_unit_test(a_session_without_a_day_leaves_no_dots),
        cmocka_unit_test(nobody_passed_is_said),
        cmocka_unit_test(an_exempt_paper_says_so_everywhere),
        cmocka_unit_test(who_signs_keeps_the_decree),
        cmocka_unit_test(a_wrong_signature_makes_no_paper),
        cmocka_unit_test(what_is_not_said_is_made),
        cmocka_unit_test(a_body_above_names_its_province),
        cmocka_unit_test(an_older_office_ini_is_read),
        cmocka_unit_test(minutes_have_the_notices_unit),
        cmocka_unit_test(wrong_groups_are_named)};
    return cmocka_run_group_tests_name("papers", tests, papers_rig_up, papers_rig_down);
}
