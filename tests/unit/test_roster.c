/* The roster as tables: headings in one row and two, what stands around the papers, who is who. */
#include "tests/lib/roster_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "STT;SBD;Họ và tên;Ngày sinh;CCCD;Lĩnh vực;Hạng\n"
#define AN "1;001;Lê Văn An;01/02/1990;038090000001;4.1;II\n"
#define BE "2;002;Lê Thị Bé;01/02/1991;038190000002;4.1;III\n"

static struct roster_rig rig;

static int start(void **state)
{
    (void)state;
    roster_rig_start(&rig);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    roster_rig_stop(&rig);
    return 0;
}

/* ---- columns ---- */

static void reads(const char *text, size_t papers)
{
    roster_rig_text(&rig, text);
    if (rig.rc != ERR_OK || rig.findings.errors || rig.roster.papers != papers)
        fail_msg("%s\n%zu papers\n%s", text, rig.roster.papers, roster_rig_all(&rig));
}

static void refuses(const char *text, const char *word)
{
    roster_rig_text(&rig, text);
    bool said = roster_rig_says(&rig, FINDINGS_ERROR, word) ||
                (rig.rc != ERR_OK && strstr(rig.e.text, word));
    if (!said)
        fail_msg("%s\nwanted %s\n%s", text, word, roster_rig_all(&rig));
}

static void names_in_two_columns(void **state)
{
    static const char *const HEADS[] = {
        "SBD;Họ và tên;;Ngày sinh;Lĩnh vực;Hạng\n",
        "SBD;Họ đệm;Tên;Ngày sinh;Lĩnh vực;Hạng\n",
        "SBD;Họ;Tên;Ngày sinh;Lĩnh vực;Hạng\n",
        "SBD;Họ và;tên;Ngày sinh;Lĩnh vực;Hạng\n",
        "SBD;Họ và tên;;Ngày sinh;Lĩnh vực;Hạng\n;Họ đệm;Tên;;;\n",
        "SBD;Thí sinh;;Ngày sinh;Đăng ký;\n;Họ đệm;Tên;;Lĩnh vực;Hạng\n",
        "SBD;Họ và chữ đệm;;Ngày sinh;Lĩnh vực;Hạng\n"};
    (void)state;
    for (size_t i = 0; i < sizeof HEADS / sizeof HEADS[0]; i++) {
        char text[600];
        snprintf(text, sizeof text, "%s%s", HEADS[i],
                 "017;Nguyễn Thị;Hạnh;02/09/1976;4.1;II\n018;Nguyễn Thị;Hoa;02/09/1977;4.1;II\n");
        reads(text, 2);
        assert_string_equal(rig.roster.candidate[0].name, "Nguyễn Thị Hạnh");
        assert_string_equal(rig.roster.candidate[1].name, "Nguyễn Thị Hoa");
    }
    refuses("SBD;Họ và tên;;Lĩnh vực;Hạng\n1;Lê An;Nam;4.1;II\n2;Lê Bé;Nữ;4.1;II\n",
            "a column without a heading");
    refuses("SBD;Họ và tên;Tên;Lĩnh vực;Hạng\n1;Lê An;An;4.1;II\n", "two columns say the same");
    reads("SBD;Tên;Lĩnh vực;Hạng\n1;Lê An;4.1;II\n", 1);
}

static void births_in_columns(void **state)
{
    static const char *const TEXTS[] = {
        "SBD;Họ tên;Ngày sinh;;Lĩnh vực;Hạng\n;;Nam;Nữ;;\n1;Lê An;05/03/1985;;4.1;II\n2;Lê "
        "Bé;;05/03/1985;4.1;II\n",
        "SBD;Họ tên;Ngày sinh;;;Lĩnh vực;Hạng\n;;Ngày;Tháng;Năm;;\n1;Lê An;5;3;1985;4.1;II\n2;Lê "
        "Bé;05;03;1985;4.1;II\n",
        "SBD;Họ tên;Ngày sinh;Tháng sinh;Năm sinh;Lĩnh vực;Hạng\n1;Lê An;5;3;1985;4.1;II\n2;Lê "
        "Bé;5;3;1985;4.1;II\n",
        "SBD;Họ tên;Ngày, tháng, năm sinh;Lĩnh vực;Hạng\n;;(dd/mm/yyyy);;\n1;Lê "
        "An;05/03/1985;4.1;II\n2;Lê Bé;05/03/1985;4.1;II\n"};
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        reads(TEXTS[i], 2);
        for (size_t k = 0; k < 2; k++)
            assert_string_equal(rig.roster.candidate[k].birth, "05/03/1985");
        assert_true(rig.summary.heading_line == 1);
    }
    refuses(
        "SBD;Họ tên;Ngày sinh;;Lĩnh vực;Hạng\n;;Nam;Nữ;;\n1;Lê An;05/03/1985;06/03/1985;4.1;II\n",
        "two dates of birth");
    refuses("SBD;Họ tên;Ngày sinh;Năm sinh;Lĩnh vực;Hạng\n1;Lê An;05/03/1985;1985;4.1;II\n",
            "two columns say the same");
}

static void two_rows_of_headings(void **state)
{
    (void)state;
    reads("STT;SBD;Họ và tên;Ngày sinh;CCCD;Đăng ký sát hạch;;Máy\n;;;;;Lĩnh vực;Hạng;\n" AN, 1);
    assert_int_equal(rig.summary.columns, 8);
    assert_string_equal(rig.summary.column[5].title, "Đăng ký sát hạch / Lĩnh vực");
    reads("Thông tin thí sinh;;;;;Đăng ký;\n" HEAD AN, 1);
    reads("STT;SBD;Họ và tên;Ngày sinh;Căn cước;;Lĩnh vực;Hạng\n;;;;Số;Ngày cấp;;\n1;001;Lê "
          "An;01/02/1990;038090000001;01/01/2022;4.1;II\n",
          1);
    assert_string_equal(rig.roster.identity[0], "038090000001");
    reads(HEAD "(1);(2);(3);(4);(5);(6);(7)\n" AN, 1);
    assert_int_equal(roster_rig_passed(&rig, ROSTER_PASS_NUMBERS), 1);
    reads(HEAD "A;B;1;2;3;4;5\n" AN, 1);
}

static void columns_that_are_not_read(void **state)
{
    (void)state;
    reads("STT;SBD;Họ tên;Lĩnh vực;Hạng;Số điện thoại;Email;Giới tính;Ký tên\n1;1;Lê "
          "An;4.1;II;0905;a@b;Nam;\n",
          1);
    assert_false(roster_rig_says(&rig, FINDINGS_WARNING, "not known"));
    reads("SBD;Họ tên;Lĩnh vực;Hạng;Màu sắc\n1;Lê An;4.1;II;đỏ\n", 1);
    assert_true(roster_rig_says(&rig, FINDINGS_WARNING, "\"Màu sắc\""));
    refuses("SBD;Họ tên;Lĩnh vực;;Hạng\n1;Lê An;4.1;x;II\n", "a column without a heading");
    reads("SBD;Họ tên;Lĩnh vực;Hạng;\n1;Lê An;4.1;II;đổi ca\n", 1);
    assert_true(roster_rig_says(&rig, FINDINGS_WARNING, "right of the table"));
    refuses("SBD;Số báo danh;Họ tên;Lĩnh vực;Hạng\n1;1;Lê An;4.1;II\n", "two columns say the same");
    refuses("SBD;Họ tên;CCCD;Số định danh;Lĩnh vực;Hạng\n1;Lê An;;;4.1;II\n",
            "two columns say the same");
}

static void no_headings(void **state)
{
    (void)state;
    refuses("", "nothing is written");
    refuses("\n;;\n", "nothing is written");
    refuses("%PDF-1.7\n", "a PDF");
    refuses("{\\rtf1\\ansi x}", "RTF");
    refuses(AN BE, "no heading line");
    refuses("x\n" AN BE, "row 2 is: 1 | 001");
    refuses("SBD;H\u00E1\u00BB\xC2\x8D t\u00C3\u00AAn;H\u00E1\u00BA\u00A1ng\n1;2;3\n",
            "row 1 is: SBD");
    reads("\u200eSBD;Họ tên\u200f;Ngày sinh;Lĩnh vực;Hạng\n1;Lê An;1/1/1980;4.1;II\n", 1);
    refuses("SBD;Họ tên;Lĩnh vựk;Hạng\n1;Lê An;4.1;II\n",
            "row 1 looks like the headings, but lacks: field (Lĩnh vực");
    refuses("SBD;Họ tên;Lĩnh vực khác;Hạng\n1;Lê An;4.1;II\n",
            "\"Lĩnh vực khác\" is not known; is it the field?");
    refuses(HEAD, "no candidate");
}

/* ---- fields ---- */

static void fields(void **state)
{
    static const struct {
        const char *text, *code;
    } CASES[] = {{"4.1", "4.1"},
                 {"3.10", "3.10"},
                 {"3.1", "3.1"},
                 {"4,1", "4.1"},
                 {"Hệ thống điện", "3.10"},
                 {"HỆ THỐNG ĐIỆN", "3.10"},
                 {"he thong dien", "3.10"},
                 {"4.1 Giám sát công tác xây dựng công trình", "4.1"},
                 {"4.1. Giám sát công tác xây dựng công trình", "4.1"},
                 {"4.1 - Giám sát công tác xây dựng công trình", "4.1"},
                 {"4.1 – Giám sát công tác xây dựng công trình", "4.1"},
                 {"4.1 - Giám sát", "4.1"},
                 {"6. Quản lý dự án", "6"},
                 {"4.2: lắp đặt thiết bị", "4.2"},
                 {"Lĩnh vực 4.1", "4.1"},
                 {"Lĩnh vực: Hệ thống điện", "3.10"},
                 {"4.1 - Khảo sát", NULL},
                 {"4.1 công", NULL},
                 {"4.1 - g", NULL},
                 {"4.1 - II", NULL},
                 {"4.1; 5", NULL},
                 {"4.1, 5", NULL},
                 {"4.1 và 5", NULL},
                 {"Lĩnh vực", NULL},
                 {"3,1", NULL},
                 {"9.9", NULL},
                 {"", NULL},
                 {"4.2 Giám sát công tác xây dựng công trình", NULL},
                 {"Giám sát", NULL},
                 {"04/01/2026", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, "Lĩnh vực", CASES[i].text, NULL);
        const char *is = rig.findings.errors ? NULL : rig.roster.paper[0].field;
        if (!is != !CASES[i].code || (is && strcmp(is, CASES[i].code) != 0) ||
            (!is && !roster_rig_says(&rig, FINDINGS_ERROR, CASES[i].text)))
            fail_msg("\"%s\"\n%s", CASES[i].text, roster_rig_all(&rig));
    }
    reads("SBD;Họ tên;Mã lĩnh vực;Tên lĩnh vực;Hạng\n1;Lê An;3.10;Hệ thống điện;II\n", 1);
    refuses("SBD;Họ tên;Mã lĩnh vực;Tên lĩnh vực;Hạng\n1;Lê An;3.1;Hệ thống điện;II\n",
            "two fields: 3.1 and 3.10");
    reads("SBD;Họ tên;Mã lĩnh vực;Hạng\n1;Lê An;3.1;II\n2;Lê Bé;3.10;II\n", 2);
    assert_int_equal(roster_rig_warnings(&rig), 1);
    assert_true(roster_rig_says(&rig, FINDINGS_WARNING, "no column for the date of birth"));
    reads("SBD;Họ tên;Mã lĩnh vực;Hạng\n1;Lê An;3.1;II\n2;Lê Bé;3.1;III\n", 2);
    assert_true(
        roster_rig_says(&rig, FINDINGS_WARNING, "2 papers are of field 3.1 and none of 3.10"));
    reads("SBD;Họ tên;Lĩnh vực;Hạng\n1;Lê An;3.1;II\n2;Lê Bé;Kết cấu công trình;III\n", 2);
    assert_true(
        roster_rig_says(&rig, FINDINGS_WARNING, "1 papers are of field 3.1 and none of 3.10"));
    reads("SBD;Họ tên;Lĩnh vực;Hạng\n1;Lê An;3.1 - Kết cấu công trình;II\n2;Lê Bé;Kết cấu công "
          "trình;III\n",
          2); /* no number, nothing to lose */
    assert_int_equal(roster_rig_warnings(&rig), 1);
    reads("SBD;Họ tên;Mã lĩnh vực;Tên lĩnh vực;Hạng\n1;Lê An;3.1;Kết cấu công trình;II\n", 1);
    assert_int_equal(roster_rig_warnings(&rig), 1);
}

/* ---- around the table ---- */

static void above_and_below(void **state)
{
    static const struct {
        const char *line;
        enum roster_pass why;
    } LINES[] = {{"Tổng số: 1 thí sinh", ROSTER_PASS_SUM},
                 {"Tổng cộng;;;;;1;2", ROSTER_PASS_SUM},
                 {";;Cộng: 01;;;;", ROSTER_PASS_SUM},
                 {";;TỔNG SỐ;230;;;", ROSTER_PASS_SUM},
                 {"Danh sách gồm 01 thí sinh./.", ROSTER_PASS_SUM},
                 {"(Danh sách có 1 người)", ROSTER_PASS_SUM},
                 {"Ấn định danh sách: 1 người", ROSTER_PASS_SUM},
                 {"Số thí sinh: 1; số bài: 2", ROSTER_PASS_SUM},
                 {"Bằng chữ: một", ROSTER_PASS_SUM},
                 {"Ghi chú: thí sinh 001 được cộng 15 phút", ROSTER_PASS_NOTE},
                 {"Lưu ý: có mặt trước 30 phút", ROSTER_PASS_NOTE},
                 {"(Kèm theo Quyết định số 12)", ROSTER_PASS_NOTE},
                 {"Trang 1", ROSTER_PASS_NOTE},
                 {";;;;NGƯỜI LẬP;;", ROSTER_PASS_SIGNATURE},
                 {"NGƯỜI LẬP BIỂU;;;;GIÁM ĐỐC;;", ROSTER_PASS_SIGNATURE},
                 {";;;;TM. HỘI ĐỒNG SÁT HẠCH;;", ROSTER_PASS_SIGNATURE},
                 {";;;;KT. GIÁM ĐỐC;;", ROSTER_PASS_SIGNATURE},
                 {";;;;CHỦ TỊCH HỘI ĐỒNG;;", ROSTER_PASS_SIGNATURE},
                 {";;;;(Ký, ghi rõ họ tên);;", ROSTER_PASS_SIGNATURE},
                 {";;;;Bình Định, ngày 05 tháng 01 năm 2026;;", ROSTER_PASS_SIGNATURE},
                 {";;;;Quy Nhơn, ngày … tháng … năm 2026;;", ROSTER_PASS_SIGNATURE},
                 {"Nơi nhận:", ROSTER_PASS_SIGNATURE},
                 {"Lập bảng;;;;Kiểm tra;;", ROSTER_PASS_SIGNATURE},
                 {";;;;Quy Nhơn, 05/01/2026;;", ROSTER_PASS_SIGNATURE},
                 {";;;;Ngày 05/01/2026;;", ROSTER_PASS_SIGNATURE},
                 {"Có 15 thí sinh", ROSTER_PASS_SUM},
                 {";;Có mặt: 2;;;;", ROSTER_PASS_SUM},
                 {";;Vắng: 0;;;;", ROSTER_PASS_SUM},
                 {"Vắng mặt: …", ROSTER_PASS_SUM},
                 {"A. KHẢO SÁT XÂY DỰNG", ROSTER_PASS_SECTION},
                 {"B;Thiết kế xây dựng;;;;;", ROSTER_PASS_SECTION},
                 {"II;;Giám sát thi công xây dựng;;;;", ROSTER_PASS_SECTION},
                 {"IV.;Thẩm tra thiết kế;;;;;", ROSTER_PASS_SECTION},
                 {"Định giá xây dựng", ROSTER_PASS_SECTION},
                 {";;4.1. Giám sát công tác xây dựng công trình;;;;", ROSTER_PASS_SECTION},
                 {"I. LĨNH VỰC GIÁM SÁT", ROSTER_PASS_SECTION},
                 {"I;LĨNH VỰC KHẢO SÁT;;;;;", ROSTER_PASS_SECTION},
                 {"A. Hạng II", ROSTER_PASS_SECTION},
                 {"HẠNG III", ROSTER_PASS_SECTION},
                 {"I;;THÍ SINH DỰ THI LẦN ĐẦU;;;;", ROSTER_PASS_SECTION},
                 {"(*) Thí sinh được cộng giờ theo Công văn số 12", ROSTER_PASS_SECTION},
                 {"./.", ROSTER_PASS_NOTE},
                 {"-----;;*****;;;;", ROSTER_PASS_NOTE},
                 {";;…………;;;;", ROSTER_PASS_NOTE},
                 {"Hết danh sách", ROSTER_PASS_NOTE},
                 {"In ngày 05/12/2026", ROSTER_PASS_NOTE},
                 {"File: danhsach.xlsx", ROSTER_PASS_NOTE},
                 {"Ngày lập: 05/12/2026", ROSTER_PASS_SIGNATURE},
                 {"SĐT liên hệ: 0256.3822.123", ROSTER_PASS_SIGNATURE},
                 {"Ca 1", ROSTER_PASS_SECTION},
                 {"Ca sáng", ROSTER_PASS_SECTION},
                 {"Phòng 2", ROSTER_PASS_SECTION},
                 {"Phòng thi số 2", ROSTER_PASS_SECTION},
                 {";Công ty Cổ phần Xây lắp An Phú;;;;;", ROSTER_PASS_SECTION},
                 {"STT;SBD;Họ và tên;Ngày sinh;CCCD;Lĩnh vực;Hạng", ROSTER_PASS_HEADINGS},
                 {"Stt;SBD;HỌ VÀ TÊN;Ngày sinh;CCCD;Lĩnh vực;Hạng", ROSTER_PASS_HEADINGS},
                 {"(1);(2);(3);(4);(5);(6);(7)", ROSTER_PASS_NUMBERS}};
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        for (int where = 0; where < 2; where++) { /* inside the table, and below it */
            char text[800];
            snprintf(text, sizeof text, HEAD AN "%s%s\n%s", where ? BE : "", LINES[i].line,
                     where ? "" : BE);
            reads(text, 2);
            if (roster_rig_passed(&rig, LINES[i].why) !=
                    1u + (LINES[i].why == ROSTER_PASS_HEADINGS) ||
                rig.summary.passed_over != 2)
                fail_msg("%s\n%s", LINES[i].line, roster_rig_all(&rig));
            assert_int_equal(rig.summary.passed[1].line, 3 + where);
        }
}

static void a_whole_sheet(void **state)
{
    (void)state;
    reads("SỞ XÂY DỰNG TỈNH BÌNH ĐỊNH;;;CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM;;;\nHỘI ĐỒNG SÁT "
          "HẠCH;;;Độc lập - Tự do - Hạnh phúc;;;\n;;;;;;\n"
          "DANH SÁCH THÍ SINH DỰ SÁT HẠCH;;;;;;\n(Kèm theo Thông báo số 89/TB-SXD ngày 05 tháng 01 "
          "năm 2026);;;;;;\n" HEAD "(1);(2);(3);(4);(5);(6);(7)\nI. LĨNH VỰC GIÁM SÁT;;;;;;\n" AN
          "\n" HEAD BE
          "3;;;;;;\n4;;;;;;\nTổng số: 02 thí sinh, trong đó:;;;;;;\n- Hạng II: 1;;;;;;\n"
          "- Hạng III: 1;;;;;;\n;;;;Bình Định, ngày 05 tháng 01 năm 2026;;\nNGƯỜI LẬP;;;;TM. HỘI "
          "ĐỒNG;;\n;;;;CHỦ TỊCH;;\n(Ký, ghi rõ họ tên);;;;(Ký tên, đóng dấu);;\n"
          "Nguyễn Văn Mười;;;;Trần Thị Hai;;\n",
          2);
    static const size_t COUNTS[ROSTER_PASSES] = {
        [ROSTER_PASS_TITLE] = 4,   [ROSTER_PASS_HEADINGS] = 2, [ROSTER_PASS_NUMBERS] = 1,
        [ROSTER_PASS_SECTION] = 1, [ROSTER_PASS_SUM] = 3,      [ROSTER_PASS_SIGNATURE] = 5,
        [ROSTER_PASS_UNUSED] = 2};
    for (int p = 0; p < ROSTER_PASSES; p++)
        if (roster_rig_passed(&rig, (enum roster_pass)p) != COUNTS[p])
            fail_msg("%s: %zu\n%s", roster_pass_word((enum roster_pass)p),
                     roster_rig_passed(&rig, (enum roster_pass)p), roster_rig_all(&rig));
    assert_int_equal(rig.summary.rows, 20);
}

/* Never passed over: a row that holds two things of a person, or whose words nobody knows. */
static void never_passed_over(void **state)
{
    static const struct {
        const char *line, *why;
    } LINES[] = {
        {"3;003;Tổng Thị Số;01/02/1990;038090000003;4.1;II\n", NULL},
        {"3;003;Hội Đồng Văn;;;4.1;II\n", NULL},
        {"3;003;Ca Văn Hai;01/02/1990;;4.1;II\n", NULL},
        {"Ghi chú;003;Lê Tư;01/02/1990;;4.1;II\n", NULL},
        {"3;;Lê Tư;01/02/1990;;4.1;II\n", "(SBD) is missing"},
        {"3;003;;01/02/1990;;4.1;II\n", "the name is missing"},
        {"3;003;Lê Tư;;;;II\n", "the field is missing"},
        {"3;003;Lê Tư;;;4.1;\n", "the grade is missing"},
        {";;Lê Tư;;;;\n", "(SBD) is missing"},
        {";004;;;;;\n", "the name is missing"},
        {";;;01/02/1990;;;\n", "(SBD) is missing"},
        {"Hồ sơ bổ sung;;;;;;\n", "neither a candidate"},
        {"nguyenvana;;;;;;\n", "neither a candidate"},
        {"?;;;;;;\n", "neither a candidate"},
        {"III;;Nguyễn Văn Năm;;;;\n", "(SBD) is missing"},
        {"3;;Giám Văn Sát;;;;\n", "(SBD) is missing"},
        {"A. Lê Văn Tám;;;;;;\n", "neither a candidate"},
        {"I;;Thị Sinh;;;;\n", "(SBD) is missing"},
        {"-?-;;;;;;\n", "neither a candidate"},
        {"3;;;;;;\n" BE, "a running number"},
        {"NGƯỜI LẬP;;;;;;\nLê Văn Tám\n" BE, "neither a candidate"},
        {"NGƯỜI LẬP;;;;;;\n;003;Lê Tư;;;4.1;II\n", NULL},
        {"Họ và tên;SBD;Lĩnh vực;Hạng;;;\nLê Tư;009;4.1;II;;;\n", "other headings than above"}};
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++) {
        char text[800];
        snprintf(text, sizeof text, HEAD AN "%s", LINES[i].line);
        if (LINES[i].why)
            refuses(text, LINES[i].why);
        else
            reads(text, 2);
        assert_true(!LINES[i].why || rig.summary.rejected > 0);
    }
    refuses("1;009;Lê Tư;01/02/1990;038090000009;4.1;II\n" HEAD AN, "a person above the headings");
}

/* ---- who is who ---- */

static void same_people(void **state)
{
    static const struct {
        const char *a, *b, *says;
        enum findings_kind kind;
    } PAIRS[] = {
        {"001;Lê Văn An;05/03/1985;038085000001;;4.1;II",
         "001;Lê Văn An;5/3/1985;038085000001;;5;II", NULL, 0},
        {"001;Lê Văn An;05/03/1985;038085000001;;4.1;II",
         "001;LÊ VĂN AN;1985-03-05;038085000001;;5;II", "is written", FINDINGS_WARNING},
        {"001;Lê Văn An;05/03/1985;038085000001;;4.1;II",
         "001;Le\xCC\x82 Va\xCC\x86n  An;05.03.1985;038 085 000 001;;5;II", NULL, 0},
        {"001;Lê Thị Hoà;05/03/1985;;;4.1;II", "001;Lê Thị Hòa;05/03/1985;;;5;II", "is written",
         FINDINGS_WARNING},
        {"HN-Đ01;Lê An;05/03/1985;;;4.1;II", "hn-d01;Lê An;05/03/1985;;;5;II", NULL, 0},
        {"001;Lê An;05/03/1985;;;4.1;II", "001;Lê An;;038085000001;Cty;5;II", "no date of birth",
         FINDINGS_WARNING},
        {"001;Lê An;05/03/1985;;Cty 1;4.1;II", "001;Lê An;05/03/1985;;Cty 2;5;II", "two units",
         FINDINGS_WARNING},
        {"001;Lê An;05/03/1985;;;4.1;II", "002;Lê An;05/03/1985;;;5;II", "two people?",
         FINDINGS_WARNING},
        {"001;Lê An;05/03/1985;038085000001;;4.1;II", "002;Lê An;05/03/1985;038085000002;;5;II",
         "two people?", FINDINGS_WARNING},
        {"001;Lê Thị Hạnh;05/03/1985;;;4.1;II", "001;Lê Thị Hanh;05/03/1985;;;5;II", "two names",
         FINDINGS_ERROR},
        {"001;Lê Thị Hạnh;05/03/1985;;;4.1;II", "001;Lê Thị Hành;05/03/1985;;;5;II", "two names",
         FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;;;4.1;II", "001;Lê An;03/05/1985;;;5;II", "two dates of birth",
         FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;038085000001;;4.1;II", "001;Lê An;05/03/1985;038085000002;;5;II",
         "two identity numbers", FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;038085000001;;4.1;II", "002;Lê An;05/03/1985;038085000001;;5;II",
         "under two SBD", FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;038085000001;;4.1;II", "002;Lê Bé;05/03/1986;038085000001;;5;II",
         "under two SBD", FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;B1234567;;4.1;II", "002;Lê Bé;05/03/1986;b1234567;;5;II",
         "under two SBD", FINDINGS_ERROR},
        {"017;Lê An;05/03/1985;;;4.1;II", "17;Lê Bé;05/03/1986;;;5;II", "leading zeros",
         FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;038085000001;;4.1;II", "002;Lê Bé;05/03/1986;38085000001;;5;II",
         "leading zeros", FINDINGS_ERROR},
        {"HN-01;Lê An;05/03/1985;;;4.1;II", "HN–01;Lê Bé;05/03/1986;;;5;II", "two names",
         FINDINGS_ERROR},
        {"001;Lê An;05/03/1985;;;4.1;II", "001;Lê An;05/03/1985;;;4.1;II", "twice", FINDINGS_ERROR},
        {"hn-Đ01;Lê An;05/03/1985;;;4.1;II", "HN-D01;Lê Bé;05/03/1986;;;5;II", "two names",
         FINDINGS_ERROR}};
    (void)state;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        char text[800];
        snprintf(text, sizeof text, "SBD;Họ tên;Ngày sinh;CCCD;Đơn vị;Lĩnh vực;Hạng\n%s\n%s\n",
                 PAIRS[i].a, PAIRS[i].b);
        roster_rig_text(&rig, text);
        bool good =
            !PAIRS[i].says
                ? rig.findings.count == 0 && rig.roster.candidates == 1 && rig.roster.papers == 2
                : roster_rig_says(&rig, PAIRS[i].kind, PAIRS[i].says) &&
                      (rig.findings.errors > 0) == (PAIRS[i].kind == FINDINGS_ERROR);
        if (!good)
            fail_msg("%s\n%s", text, roster_rig_all(&rig));
        /* both rows: the finding's own, and the other one in its words */
        if (PAIRS[i].says && !strstr(PAIRS[i].says, "no date")) {
            assert_int_equal(rig.findings.item[rig.findings.count - 1].line, 3);
            assert_true(roster_rig_says(&rig, PAIRS[i].kind, "row 2"));
        }
    }
}

/* What is wrong with one cell hides nothing of the others. */
static void a_bad_row_is_still_somebody(void **state)
{
    (void)state;
    roster_rig_text(&rig, "SBD;Họ tên;CCCD;Lĩnh vực;Hạng\nHN-Đ01;Lê An;5.2E+10;4.1;II\n"
                          "hn-d01;Lê Bé;;4.1;II\n");
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "scientific"));
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "two names"));
    assert_int_equal(rig.summary.rejected, 2);
}

static void cells_are_filled_from_either_row(void **state)
{
    (void)state;
    reads("SBD;Họ tên;Ngày sinh;CCCD;Đơn vị;Lĩnh vực;Hạng\n001;Lê An;;;;4.1;II\n001;LÊ "
          "AN;05/03/1985;038085000001;Cty;5;II\n",
          2);
    assert_string_equal(rig.roster.candidate[0].name, "Lê An");
    assert_string_equal(rig.roster.candidate[0].birth, "05/03/1985");
    assert_string_equal(rig.roster.candidate[0].unit, "Cty");
    assert_string_equal(rig.roster.identity[0], "038085000001");
}

static void names_and_numbers(void **state)
{
    static const struct {
        const char *heading, *cell, *says;
        int errors;
    } CASES[] = {{"Họ và tên", "#N/A", "error value", 1},
                 {"Họ và tên", "=cmd|A1", "formula", 1},
                 {"Họ và tên", "12345", "no letter", 1},
                 {"Họ và tên", "A7", "a number in it", 0},
                 {"Họ và tên", "Lê An 0905111222", "a number in it", 1},
                 {"Họ và tên", "Ngu¹n", "names have not: ¹", 1},
                 {"Họ và tên", "Lê <An>", "names have not: <", 0},
                 {"Họ và tên", "Nguy?n An", "names have not: ?", 1},
                 {"Họ và tên", "Nguуễn An", "U+0443", 1},
                 {"Miễn chuyên môn", "х", "U+0445", 1},
                 {"SBD", "НN-01", "U+041D", 1},
                 {"Hạng", "ІІ", "U+0406", 1},
                 {"Đơn vị công tác", "Công ty А", "U+0410", 1},
                 {"Đơn vị công tác", "Công ty Σ-Tech", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "O38090000001", "a letter where", 1},
                 {"Số CCCD/Hộ chiếu", "0380900000012", "more than 12 digits", 0},
                 {"Số CCCD/Hộ chiếu", "02512345", "12 digits", 0},
                 {"Họ và tên", "O’Brien-Lê Jr.", NULL, 0},
                 {"Họ và tên", "Lê An (A)", NULL, 0},
                 {"Họ và tên", "Lê An (vắng)", "more than a name", 0},
                 {"Họ và tên", "Lê An - hoãn thi", "more than a name", 0},
                 {"Họ và tên", "RÚT HỒ SƠ", "does not come", 1},
                 {"Họ và tên", "Lê An (xin rút hồ sơ)", "does not come", 1},
                 {"Họ và tên", "Vàng Thị Mỷ", NULL, 0},
                 {"Ghi chú", "Miễn chuyên môn", "notes are not read", 0},
                 {"Ghi chú", "cộng thêm 15 phút", "notes are not read", 0},
                 {"Ghi chú", "Đã rút hồ sơ", "notes are not read", 0},
                 {"Ghi chú", "Hoãn thi", "notes are not read", 0},
                 {"Ghi chú", "Có mang máy tính", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "=HYPERLINK(x)", "formula", 1},
                 {"SBD", "#REF!", "error value", 1},
                 {"SBD", "", "missing", 1},
                 {"SBD", "Ж1", "cannot be typed", 1},
                 {"SBD", "HN–01", NULL, 0},
                 {"SBD", "HN‑01", NULL, 0},
                 {"SBD", "hn-Đ01/A.b", NULL, 0},
                 {"SBD", "'007", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "5.2E+10", "scientific", 1},
                 {"Số CCCD/Hộ chiếu", "5,2080000001E+10", "scientific", 1},
                 {"Số CCCD/Hộ chiếu", "52080000001", "12 digits", 0},
                 {"Số CCCD/Hộ chiếu", "038.090.000.001", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "'038090000001", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "B1234567", NULL, 0},
                 {"Số CCCD/Hộ chiếu", "205123456", "old identity card", 0},
                 {"Số CCCD/Hộ chiếu", "chưa có", "digits only", 1},
                 {"Số CCCD/Hộ chiếu", "#####", "too narrow", 1},
                 {"Đơn vị công tác", "#VALUE!", "error value", 1},
                 {"STT", "#N/A", NULL, 0},
                 {"Đơn vị công tác", "C\u00C3\u00B4ng ty", "UTF-8", 1},
                 {"Họ và tên", "L\u00C3\u00AA An", "UTF-8", 1},
                 {"Đơn vị công tác", "nt", "as above", 1},
                 {"Đơn vị công tác", "- nt -", "as above", 1},
                 {"Đơn vị công tác", "-NT-", "as above", 1},
                 {"Đơn vị công tác", "\"\"", "as above", 1},
                 {"Đơn vị công tác", "''", "as above", 1},
                 {"Đơn vị công tác", "Như trên", "as above", 1},
                 {"Họ và tên", "như trên", "as above", 1},
                 {"Lĩnh vực", "nt", "as above", 1},
                 {"Ghi chú", "nt", NULL, 0},
                 {"Đơn vị công tác", "NT Group", NULL, 0},
                 {"Đơn vị công tác", "-", NULL, 0},
                 {"SBD", "\u200e001", "\"\uFFFD001\": a character that is not seen (U+200E)", 1},
                 {"Họ và tên", "Lê\u200d An", "U+200D", 1},
                 {"Ngày sinh", "01/02/1990\u202c", "U+202C", 1},
                 {"Ghi chú", "\u2028", "U+2028", 1},
                 {"STT", "\u200e1", NULL, 0},
                 {"Ca/Phòng/Máy", "Ca 1/P2/M3", NULL, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, CASES[i].heading, CASES[i].cell, NULL);
        enum findings_kind kind = CASES[i].errors ? FINDINGS_ERROR : FINDINGS_WARNING;
        bool good =
            rig.findings.errors == (size_t)CASES[i].errors &&
            (CASES[i].says ? roster_rig_says(&rig, kind, CASES[i].says) : rig.findings.count == 0);
        if (!good)
            fail_msg("%s: \"%s\"\n%s", CASES[i].heading, CASES[i].cell, roster_rig_all(&rig));
    }
    roster_rig_person(&rig, "SBD", "'007", NULL);
    assert_string_equal(rig.roster.candidate[0].sbd, "007");
    /* all that is wrong with a row is said */
    roster_rig_person(&rig, "Ngày sinh", "1990", "Lĩnh vực", "9", "Hạng", "V", "Miễn chuyên môn",
                      "?", "Thêm giờ (phút)", "nhiều", NULL);
    assert_int_equal(rig.findings.errors, 5);
    assert_int_equal(rig.summary.rejected, 1);
}

static void seats_and_reasons(void **state)
{
    (void)state;
    reads("SBD;Họ tên;Ngày sinh;Lĩnh vực;Hạng;Máy;Thêm giờ;Lý do;Ghi chú\n1;Lê "
          "An;1/1/1980;4.1;II;M1;15';Khuyết tật;x\n1;Lê An;1/1/1980;5;II;M1;;;y\n2;Lê "
          "Bé;1/1/1981;5;II;m1;10;;y\n",
          3);
    assert_string_equal(rig.roster.paper[0].extra_reason, "Khuyết tật");
    assert_string_equal(rig.roster.paper[1].extra_reason, "");
    assert_string_equal(rig.roster.paper[2].extra_reason, "y");
    assert_true(roster_rig_says(&rig, FINDINGS_WARNING, "given to SBD 1 too, in row 2"));
    assert_int_equal(rig.summary.seats, 3);
    assert_int_equal(rig.summary.extra, 2);
    assert_int_equal(rig.summary.people, 2);
    assert_int_equal(rig.summary.tallies, 2);
    assert_string_equal(rig.summary.tally[1].field, "5");
    assert_int_equal(rig.summary.tally[1].papers, 2);
    rig.profile.exempt.parts = 0;
    roster_rig_person(&rig, "Miễn chuyên môn", "Không", NULL);
    assert_int_equal(rig.findings.errors, 0);
    roster_rig_person(&rig, "Miễn chuyên môn", "x", NULL);
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "knows no exemption"));
    rig.profile.exempt.parts = 1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_in_two_columns),
                                       cmocka_unit_test(births_in_columns),
                                       cmocka_unit_test(two_rows_of_headings),
                                       cmocka_unit_test(columns_that_are_not_read),
                                       cmocka_unit_test(no_headings),
                                       cmocka_unit_test(fields),
                                       cmocka_unit_test(above_and_below),
                                       cmocka_unit_test(a_whole_sheet),
                                       cmocka_unit_test(never_passed_over),
                                       cmocka_unit_test(same_people),
                                       cmocka_unit_test(a_bad_row_is_still_somebody),
                                       cmocka_unit_test(cells_are_filled_from_either_row),
                                       cmocka_unit_test(names_and_numbers),
                                       cmocka_unit_test(seats_and_reasons)};
    return cmocka_run_group_tests(tests, start, stop);
}
