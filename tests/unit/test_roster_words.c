/* The closed words of a roster, whole lists: headings, yes and no, minutes, grades, dates. */
#include "tests/lib/roster_rig.h"
#include "tools/import/normal.h"
#include "tools/import/roster_dates.h"
#include "tools/import/roster_headings.h"
#include "tools/import/roster_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

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

/* ---- yes and no ---- */

/* The word through the whole reader: 1 exempt, 0 not, -1 an error that lists the words. */
static int exemption(const char *word)
{
    roster_rig_person(&rig, "Miễn chuyên môn", word, NULL);
    if (rig.findings.errors) {
        assert_true(roster_rig_says(&rig, FINDINGS_ERROR, roster_words_yes()) &&
                    roster_rig_says(&rig, FINDINGS_ERROR, roster_words_no()));
        assert_int_equal(rig.summary.rejected, 1);
        return -1;
    }
    return rig.roster.paper[0].exempt;
}

static void every_yes_and_no(void **state)
{
    static const struct {
        const char *word;
        int is;
    } WORDS[] = {{"x", 1},
                 {"X", 1},
                 {"Có", 1},
                 {"CÓ", 1},
                 {"co", 1},
                 {"Co\xCC\x81", 1},
                 {"Yes", 1},
                 {"y", 1},
                 {"TRUE", 1},
                 {"1", 1},
                 {"Miễn", 1},
                 {"MIỄN", 1},
                 {"mien", 1},
                 {"Được miễn", 1},
                 {"được  miễn.", 1},
                 {"✓", 1},
                 {"✔", 1},
                 {"Có miễn", 1},
                 {"Đúng", 1},
                 {"", 0},
                 {" ", 0},
                 {"Không", 0},
                 {"KHÔNG", 0},
                 {"không", 0},
                 {"khong", 0},
                 {"Khong", 0},
                 {"Kho\xCC\x82ng", 0},
                 {"No", 0},
                 {"n", 0},
                 {"-", 0},
                 {"–", 0},
                 {"—", 0},
                 {"0", 0},
                 {"FALSE", 0},
                 {"false", 0},
                 {"Không miễn", 0},
                 {"Không được miễn", 0},
                 {"ko", 0},
                 {"Sai", 0},
                 {"Miễn CM", 1},
                 {"Miễn phần chuyên môn", 1},
                 {"miễn sát hạch chuyên môn", 1},
                 {"Được miễn thi phần kiến thức chuyên môn", 1},
                 {"Thuộc diện miễn", 1},
                 {"Không miễn CM", 0},
                 {"không được miễn sát hạch phần chuyên môn", 0},
                 {"Không thuộc diện miễn", 0},
                 {"xin miễn", -1},
                 {"miễn phí", -1},
                 {"miễn phần pháp luật", -1},
                 {"miễn CM 4.1", -1},
                 {"chưa được miễn", -1},
                 {"không chuyên môn", -1},
                 {"được", -1},
                 {"phần chuyên môn", -1},
                 {"đ", -1},
                 {"M", -1},
                 {"?", -1},
                 {"v", -1},
                 {"2", -1},
                 {"có thể", -1},
                 {"miễn một phần", -1},
                 {"chưa rõ", -1},
                 {"xx", -1},
                 {"10", -1},
                 {"kh", -1},
                 {"II", -1},
                 {".", -1},
                 {"/", -1},
                 {"*", -1},
                 {"N/A", -1},
                 {"nộp sau", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        int is = exemption(WORDS[i].word);
        if (is != WORDS[i].is)
            fail_msg("\"%s\" is %d\n%s", WORDS[i].word, is, roster_rig_all(&rig));
    }
}

/* Each word of a list is one whatever its case, composed or not; none is in both; what the message
 * tells is in them. */
static void lists_hold(void **state)
{
    (void)state;
    for (int side = 0; side < 2; side++)
        for (size_t i = 0; roster_word_at(side, i); i++) {
            bool yes;
            assert_true(roster_word_is_yes(roster_word_at(side, i), &yes));
            assert_int_equal(yes, side);
            char upper[64];
            snprintf(upper, sizeof upper, " %s ", roster_word_at(side, i));
            for (char *s = upper; *s; s++)
                *s = (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s);
            assert_true(roster_word_is_yes(upper, &yes));
            assert_int_equal(yes, side);
        }
    for (int side = 0; side < 2; side++) {
        char list[256], *at = list, *word;
        snprintf(list, sizeof list, "%s", side ? roster_words_yes() : roster_words_no());
        while ((word = strsep(&at, ","))) {
            bool yes;
            assert_true(roster_word_is_yes(word, &yes));
            assert_int_equal(yes, side);
        }
    }
}

/* ---- minutes, grades ---- */

static void every_minute(void **state)
{
    static const struct {
        const char *text;
        int minutes;
    } CASES[] = {{"", 0},        {"0", 0},        {"-", 0},
                 {"không", 0},   {"15", 15},      {"15 phút", 15},
                 {"15phút", 15}, {"15 PHÚT", 15}, {"15 phut", 15},
                 {"15'", 15},    {"15’", 15},     {"15p", 15},
                 {"15 min", 15}, {"+15", 15},     {"015", 15},
                 {"120", 120},   {"121", -1},     {"1000", -1},
                 {"15.5", -1},   {"1,5", -1},     {"-15", -1},
                 {"1 giờ", -1},  {"1h", -1},      {"0:15", -1},
                 {"15%", -1},    {"1/4", -1},     {"mười lăm", -1},
                 {"có", -1},     {"x", -1},       {"15 phút (khuyết tật)", -1},
                 {"15 20", -1},  {"1e1", -1},     {"0x10", -1}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, "Thêm giờ (phút)", CASES[i].text, NULL);
        int is = rig.findings.errors ? -1 : rig.roster.paper[0].extra_minutes;
        if (is != CASES[i].minutes ||
            (is < 0 && !roster_rig_says(&rig, FINDINGS_ERROR, CASES[i].text)))
            fail_msg("\"%s\" is %d\n%s", CASES[i].text, is, roster_rig_all(&rig));
    }
}

static void every_grade(void **state)
{
    static const struct {
        const char *text, *grade;
    } CASES[] = {{"I", "I"},          {"II", "II"},     {"III", "III"}, {"ii", "II"},
                 {"1", "I"},          {"2", "II"},      {"3", "III"},   {"Hạng I", "I"},
                 {"HẠNG III", "III"}, {"hang 2", "II"}, {"Ⅱ", "II"},    {"IV", NULL},
                 {"4", NULL},         {"0", NULL},      {"", NULL},     {"l", NULL},
                 {"II và III", NULL}, {"I, II", NULL},  {"A", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, "Hạng", CASES[i].text, NULL);
        const char *is = rig.findings.errors ? NULL : rig.roster.paper[0].grade;
        if (!is != !CASES[i].grade || (is && strcmp(is, CASES[i].grade) != 0))
            fail_msg("\"%s\"\n%s", CASES[i].text, roster_rig_all(&rig));
    }
}

/* ---- dates ---- */

static void every_date(void **state)
{
    static const struct {
        const char *text, *date;
    } CASES[] = {{"05/03/1985", "05/03/1985"},
                 {"5/3/1985", "05/03/1985"},
                 {"05-03-1985", "05/03/1985"},
                 {"5.3.1985", "05/03/1985"},
                 {"1985-03-05", "05/03/1985"},
                 {"1985/3/5", "05/03/1985"},
                 {"1985.03.05", "05/03/1985"},
                 {"05 / 03 / 1985", "05/03/1985"},
                 {"ngày 5 tháng 3 năm 1985", "05/03/1985"},
                 {"Ngày 05 tháng 03 năm 1985", "05/03/1985"},
                 {"29/02/1984", "29/02/1984"},
                 {"31/12/1999", "31/12/1999"},
                 {"01/01/1900", "01/01/1900"},
                 {"1985", NULL},
                 {"85", NULL},
                 {"05/03/85", NULL},
                 {"5/3/985", NULL},
                 {"03/25/1985", NULL},
                 {"31/02/1985", NULL},
                 {"29/02/1985", NULL},
                 {"29/02/1900", NULL},
                 {"00/03/1985", NULL},
                 {"05/00/1985", NULL},
                 {"31/04/1985", NULL},
                 {"31090", NULL},
                 {"05/03/1885", NULL},
                 {"05/03/2199", NULL},
                 {"05/03-1985", NULL},
                 {"05/03", NULL},
                 {"03/1985", NULL},
                 {"1985-25-03", NULL},
                 {"5/3/19855", NULL},
                 {"05/03/1985 00:00", "05/03/1985"},
                 {"05/03/1985 0:00:00", "05/03/1985"},
                 {"1985-03-05 00:00:00", "05/03/1985"},
                 {"1985-03-05T00:00:00", "05/03/1985"},
                 {"1985-03-05T00:00:00.000Z", NULL},
                 {"05/03/1985 07:30", NULL},
                 {"05/03/1985 00:00:01", NULL},
                 {"05/03/1985 12:00 AM", NULL},
                 {"không rõ", NULL},
                 {"x", NULL},
                 {"05031985", NULL},
                 {"/03/1985", NULL},
                 {"-5/3/1985", NULL},
                 {"05,03,1985", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, "Ngày sinh", CASES[i].text, NULL);
        const char *is = rig.findings.errors ? NULL : rig.roster.candidate[0].birth;
        if (!is != !CASES[i].date || (is && strcmp(is, CASES[i].date) != 0) ||
            (!is && !roster_rig_says(&rig, FINDINGS_ERROR, CASES[i].text)))
            fail_msg("\"%s\"\n%s", CASES[i].text, roster_rig_all(&rig));
    }
}

static void every_age(void **state)
{
    static const struct {
        const char *text;
        int warnings;
    } CASES[] = {{"05/01/2008", 0}, {"06/01/2008", 1}, {"05/03/2026", 1}, {"05/03/2099", 1},
                 {"01/01/1925", 1}, {"06/01/1925", 0}, {"", 1},           {"01/01/1980", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        roster_rig_person(&rig, "Ngày sinh", CASES[i].text, NULL);
        bool told =
            CASES[i].warnings == 0 || roster_rig_says(&rig, FINDINGS_WARNING, CASES[i].text);
        if (rig.findings.errors || roster_rig_warnings(&rig) != (size_t)CASES[i].warnings || !told)
            fail_msg("\"%s\"\n%s", CASES[i].text, roster_rig_all(&rig));
    }
}

/* ---- headings ---- */

/* A heading, its letters with marks apart or in capitals, still means the same. */
static void means(const char *title, enum roster_meaning m)
{
    char upper[256];
    if (roster_heading(title) != m)
        fail_msg("\"%s\" means %s, not %s", title, roster_meaning_word(roster_heading(title)),
                 roster_meaning_word(m));
    char *nfd = (char *)utf8proc_NFD((const utf8proc_uint8_t *)title);
    assert_int_equal(roster_heading(nfd), m);
    free(nfd);
    snprintf(upper, sizeof upper, "  %s: ", title);
    for (char *s = upper; *s; s++)
        *s = (char)(*s >= 'a' && *s <= 'z' ? *s - 32 : *s);
    assert_int_equal(roster_heading(upper), m);
}

static void every_heading(void **state)
{
    static const struct {
        const char *title;
        enum roster_meaning meaning;
    } TITLES[] = {{"Mã số dự sát hạch", ROSTER_SBD},
                  {"Mã số dự sát hạch (SBD)", ROSTER_SBD},
                  {"SBD", ROSTER_SBD},
                  {"Số báo danh", ROSTER_SBD},
                  {"Họ và tên", ROSTER_NAME},
                  {"Họ, tên", ROSTER_NAME},
                  {"Họ và tên (chữ in hoa)", ROSTER_NAME},
                  {"Họ đệm", ROSTER_FAMILY},
                  {"Họ và tên đệm", ROSTER_FAMILY},
                  {"Tên", ROSTER_GIVEN},
                  {"Ngày sinh", ROSTER_BIRTH},
                  {"Ngày, tháng, năm sinh", ROSTER_BIRTH},
                  {"Ngày tháng năm sinh", ROSTER_BIRTH},
                  {"Ngày sinh (dd/mm/yyyy)", ROSTER_BIRTH},
                  {"Ngày/tháng/năm sinh", ROSTER_BIRTH},
                  {"Số CCCD/Hộ chiếu", ROSTER_IDENTITY},
                  {"Số căn cước", ROSTER_IDENTITY},
                  {"Số CMND/CCCD", ROSTER_IDENTITY},
                  {"Số định danh", ROSTER_IDENTITY},
                  {"Số định danh cá nhân", ROSTER_IDENTITY},
                  {"Căn cước công dân", ROSTER_IDENTITY},
                  {"CMND", ROSTER_IDENTITY},
                  {"Đơn vị công tác", ROSTER_UNIT},
                  {"Cơ quan công tác", ROSTER_UNIT},
                  {"Nơi công tác", ROSTER_UNIT},
                  {"Cơ quan/Đơn vị", ROSTER_UNIT},
                  {"Lĩnh vực", ROSTER_FIELD},
                  {"Lĩnh vực dự sát hạch", ROSTER_FIELD},
                  {"Mã lĩnh vực", ROSTER_FIELD_CODE},
                  {"Hạng", ROSTER_GRADE},
                  {"Hạng sát hạch", ROSTER_GRADE},
                  {"Máy", ROSTER_SEAT},
                  {"Ca/Phòng/Máy", ROSTER_SEAT},
                  {"Miễn chuyên môn", ROSTER_EXEMPT},
                  {"Được miễn chuyên môn", ROSTER_EXEMPT},
                  {"Miễn CM", ROSTER_EXEMPT},
                  {"Thêm giờ (phút)", ROSTER_EXTRA},
                  {"Thời gian cộng thêm", ROSTER_EXTRA},
                  {"Thời gian cộng thêm (phút)", ROSTER_EXTRA},
                  {"Lý do", ROSTER_REASON},
                  {"Ghi chú", ROSTER_NOTE},
                  {"STT", ROSTER_NUMBER},
                  {"TT", ROSTER_NUMBER},
                  {"Ký tên", ROSTER_IGNORE},
                  {"Số điện thoại", ROSTER_IGNORE},
                  {"Email", ROSTER_IGNORE},
                  {"Giới tính", ROSTER_IGNORE},
                  {"Ngày cấp CCCD", ROSTER_IGNORE},
                  {"Nơi sinh", ROSTER_IGNORE},
                  {"Thêm giờ (giờ)", ROSTER_UNKNOWN},
                  {"Ngày sinh (mm/dd/yyyy)", ROSTER_UNKNOWN},
                  {"Số CCCD hoặc hộ chiếu", ROSTER_IDENTITY},
                  {"Số CCCD (hoặc hộ chiếu)", ROSTER_IDENTITY},
                  {"Số định danh cá nhân/Hộ chiếu", ROSTER_IDENTITY},
                  {"Mã số định danh cá nhân", ROSTER_IDENTITY},
                  {"CMND/CCCD/Hộ chiếu số", ROSTER_IDENTITY},
                  {"Ngày cấp hộ chiếu", ROSTER_UNKNOWN},
                  {"Thời gian được cộng thêm (phút)", ROSTER_EXTRA},
                  {"Số giờ cộng thêm", ROSTER_UNKNOWN},
                  {"Thời gian cộng thêm (giờ)", ROSTER_UNKNOWN},
                  {"Được miễn thi phần chuyên môn", ROSTER_EXEMPT},
                  {"Miễn phần pháp luật", ROSTER_UNKNOWN},
                  {"Đơn vị (cơ quan) công tác", ROSTER_UNIT},
                  {"Nơi công tác hiện nay", ROSTER_UNIT},
                  {"Thời gian công tác", ROSTER_IGNORE},
                  {"Vị trí chỗ ngồi", ROSTER_SEAT},
                  {"Lĩnh vực đề nghị sát hạch", ROSTER_FIELD},
                  {"Hạng đề nghị sát hạch", ROSTER_GRADE},
                  {"Mã SBD", ROSTER_SBD},
                  {"SBD/Mã số", ROSTER_SBD},
                  {"Số BD dự thi", ROSTER_SBD},
                  {"Họ tên học viên", ROSTER_NAME},
                  {"Tên học viên", ROSTER_NAME},
                  {"Họ và tên người dự thi", ROSTER_NAME},
                  {"Họ và tên cá nhân đề nghị cấp chứng chỉ", ROSTER_NAME},
                  {"Họ tên cá nhân đề nghị", ROSTER_NAME},
                  {"N.sinh", ROSTER_BIRTH},
                  {"Ngày, tháng, năm sinh của thí sinh", ROSTER_BIRTH},
                  {"Số ĐDCN", ROSTER_IDENTITY},
                  {"Số CC/CCCD", ROSTER_IDENTITY},
                  {"Số CCCD/CMND/HC", ROSTER_IDENTITY},
                  {"Đơn vị CT", ROSTER_UNIT},
                  {"Doanh nghiệp", ROSTER_UNIT},
                  {"Tên doanh nghiệp/đơn vị", ROSTER_UNIT},
                  {"Lĩnh vực đề nghị cấp CCHN", ROSTER_FIELD},
                  {"Lĩnh vực ĐK", ROSTER_FIELD},
                  {"Lĩnh vực chuyên môn", ROSTER_FIELD},
                  {"LV sát hạch", ROSTER_FIELD},
                  {"Hạng CC", ROSTER_GRADE},
                  {"Hạng ĐK", ROSTER_GRADE},
                  {"Hạng chứng chỉ hành nghề đề nghị", ROSTER_GRADE},
                  {"Miễn (x)", ROSTER_EXEMPT},
                  {"Miễn chuyên môn (tích x)", ROSTER_EXEMPT},
                  {"Thời gian bù", ROSTER_EXTRA},
                  {"Bù giờ", ROSTER_EXTRA},
                  {"Thời gian được thêm", ROSTER_EXTRA},
                  {"Phút cộng", ROSTER_EXTRA},
                  {"Số người dự thi", ROSTER_UNKNOWN},
                  {"Số CC", ROSTER_UNKNOWN},
                  {"Mã số chứng chỉ đã cấp", ROSTER_UNKNOWN},
                  {"Số thí sinh dự thi", ROSTER_UNKNOWN},
                  {"Họ và tên bố", ROSTER_UNKNOWN},
                  {"Tên người đại diện doanh nghiệp", ROSTER_UNKNOWN},
                  {"Hạng đã có", ROSTER_UNKNOWN},
                  {"Lĩnh vực đã có", ROSTER_UNKNOWN},
                  {"Miễn (giờ)", ROSTER_UNKNOWN},
                  {"Màu sắc", ROSTER_UNKNOWN},
                  {"Số", ROSTER_UNKNOWN},
                  {"", ROSTER_UNKNOWN}};
    enum roster_meaning m, near;
    (void)state;
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++)
        means(TITLES[i].title, TITLES[i].meaning);
    for (size_t i = 0; roster_heading_at(i, &m); i++) {
        means(roster_heading_at(i, &m), m);
        enum roster_meaning again;
        for (size_t k = 0; k < i; k++)
            if (strcmp(roster_heading_at(k, &again), roster_heading_at(i, &m)) == 0)
                fail_msg("\"%s\" stands in the table twice", roster_heading_at(i, &m));
    }
    for (int k = 0; k < ROSTER_MEANINGS; k++) {
        char list[256], *at = list, *title;
        snprintf(list, sizeof list, "%s", roster_heading_accepted((enum roster_meaning)k));
        while (list[0] && (title = strsep(&at, ","))) {
            m = roster_heading(title);
            assert_true(m == (enum roster_meaning)k ||
                        (k == ROSTER_FIELD && m == ROSTER_FIELD_CODE));
        }
    }
    assert_false(roster_heading_is_near("Ảnh thí sinh", &near));
    assert_false(roster_heading_is_near("Màu sắc", &near));
}

/* Headings that are not in the table but near: an error with the accepted ones. */
static void every_near_heading(void **state)
{
    static const struct {
        const char *title;
        enum roster_meaning near;
    } TITLES[] = {{"Ngày sinh theo giấy tờ", ROSTER_BIRTH},
                  {"Tuổi", ROSTER_BIRTH},
                  {"Họ và tên người thân", ROSTER_NAME},
                  {"Lĩnh vực chuyên môn đã có", ROSTER_FIELD},
                  {"Doanh nghiệp bảo lãnh", ROSTER_UNIT},
                  {"Số ĐDCN cũ", ROSTER_IDENTITY},
                  {"Số giấy tờ", ROSTER_IDENTITY},
                  {"CCCD gắn chíp", ROSTER_IDENTITY},
                  {"Xét miễn", ROSTER_EXEMPT},
                  {"Kết quả xét miễn chuyên môn", ROSTER_EXEMPT},
                  {"Thời gian làm bài", ROSTER_EXTRA},
                  {"Thêm giờ (giờ)", ROSTER_EXTRA},
                  {"Ưu tiên", ROSTER_EXTRA},
                  {"Tên cơ quan, đơn vị quản lý", ROSTER_UNIT},
                  {"Vị trí máy trạm", ROSTER_SEAT},
                  {"SBD cũ", ROSTER_SBD},
                  {"Hạng cũ", ROSTER_GRADE},
                  {"Lĩnh vực khác", ROSTER_FIELD}};
    (void)state;
    for (size_t i = 0; i < sizeof TITLES / sizeof TITLES[0]; i++) {
        char text[600];
        enum roster_meaning near = ROSTER_UNKNOWN;
        assert_int_equal(roster_heading(TITLES[i].title), ROSTER_UNKNOWN);
        assert_true(roster_heading_is_near(TITLES[i].title, &near));
        if (near != TITLES[i].near)
            fail_msg("\"%s\" is near %s", TITLES[i].title, roster_meaning_word(near));
        snprintf(text, sizeof text, "SBD;Họ và tên;Lĩnh vực;Hạng;%s\n001;Lê An;4.1;II;\n",
                 TITLES[i].title);
        roster_rig_text(&rig, text);
        if (rig.findings.errors != 1 || !roster_rig_says(&rig, FINDINGS_ERROR, TITLES[i].title) ||
            !roster_rig_says(&rig, FINDINGS_ERROR, roster_heading_accepted(near)))
            fail_msg("\"%s\"\n%s", TITLES[i].title, roster_rig_all(&rig));
    }
}

/* ---- --column ---- */

static void mappings(void **state)
{
    static const char *const BAD[] = {
        "", "=", "=birth", "Ngày", "Ngày=", "Ngày=Ngày sinh", "Ngày=Birth", "Ngày=unknown"};
    struct roster_mapping m;
    struct err e;
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_int_equal(roster_parse_mapping(BAD[i], &m, &e), ERR_USAGE);
    assert_non_null(strstr(e.text, "identity"));
    for (int k = 0; k < ROSTER_MEANINGS; k++) {
        char text[80];
        snprintf(text, sizeof text, "a=b=%s", roster_meaning_word((enum roster_meaning)k));
        assert_int_equal(roster_parse_mapping(text, &m, &e), ERR_OK);
        assert_int_equal(m.meaning, k);
        assert_string_equal(m.title, "a=b");
    }
    static const char TEXT[] = "SBD;Họ và tên;Sinh nhật;Thời gian làm bài;Lĩnh vực;Hạng\n001;Lê "
                               "An;05/03/1985;150;4.1;II\n";
    struct roster_mapping both[3];
    assert_int_equal(roster_parse_mapping("SINH NHẬT=birth", &both[0], &e), ERR_OK);
    assert_int_equal(roster_parse_mapping("thời gian làm bài=ignore", &both[1], &e), ERR_OK);
    assert_int_equal(roster_parse_mapping("Mã=identity", &both[2], &e), ERR_OK);
    rig.options.mapping = both;
    rig.options.mappings = 2;
    roster_rig_text(&rig, TEXT);
    assert_int_equal(rig.findings.count, 0);
    assert_string_equal(rig.roster.candidate[0].birth, "05/03/1985");
    rig.options.mappings = 3;
    roster_rig_text(&rig, TEXT);
    assert_int_equal(rig.findings.errors, 1);
    assert_true(roster_rig_says(&rig, FINDINGS_ERROR, "\"Mã\""));
    rig.options.mappings = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_yes_and_no), cmocka_unit_test(lists_hold),
        cmocka_unit_test(every_minute),     cmocka_unit_test(every_grade),
        cmocka_unit_test(every_date),       cmocka_unit_test(every_age),
        cmocka_unit_test(every_heading),    cmocka_unit_test(every_near_heading),
        cmocka_unit_test(mappings)};
    return cmocka_run_group_tests(tests, start, stop);
}
