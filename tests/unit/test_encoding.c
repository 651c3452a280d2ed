/* Old encodings: all letters of TCVN3 and VNI, fonts, what words say where the font is lost, whole
 * files. */
#include "tests/lib/importer_rig.h"
#include "tools/import/encoding.h"
#include "tools/import/vietnamese.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The 67 small letters and the 7 capitals that TCVN3 has, by the published table. */
static const char TCVN3_SMALL[] =
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xC2\xADõøö÷ùúýûüþ®";
static const char UNICODE_SMALL[] =
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
static const char UNICODE_CAPITAL[] =
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ";
static const char TCVN3_CAPITAL[] = "¡¢£¤¥¦§", UNICODE_TCVN3_CAPITAL[] = "ĂÂÊÔƠƯĐ";

/* VNI, in the order of UNICODE_SMALL. */
static const char VNI_SMALL[] =
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò "
    "oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ "
    "î ñ";
static const char VNI_CAPITAL[] =
    "AØ AÙ AÛ AÕ AÏ AÊ AÈ AÉ AÚ AÜ AË AÂ AÀ AÁ AÅ AÃ AÄ EØ EÙ EÛ EÕ EÏ EÂ EÀ EÁ EÅ EÃ EÄ Ì Í Æ Ó Ò "
    "OØ OÙ OÛ OÕ OÏ OÂ OÀ OÁ OÅ OÃ OÄ Ô ÔØ ÔÙ ÔÛ ÔÕ ÔÏ UØ UÙ UÛ UÕ UÏ Ö ÖØ ÖÙ ÖÛ ÖÕ ÖÏ YØ YÙ YÛ YÕ "
    "Î Ñ";

static void converts(enum encoding from, const char *text, bool capital, const char *expected)
{
    char *out = encoding_convert(from, text, capital);
    assert_non_null(out);
    assert_string_equal(out, expected);
    free(out);
}

static void all_letters(void **state)
{
    (void)state;
    char plain[512];
    size_t n = 0;
    converts(ENCODING_TCVN3, TCVN3_SMALL, false, UNICODE_SMALL);
    converts(ENCODING_TCVN3, TCVN3_SMALL, true, UNICODE_CAPITAL);
    converts(ENCODING_TCVN3, TCVN3_CAPITAL, false, UNICODE_TCVN3_CAPITAL);
    static const char *const VNI[2] = {VNI_SMALL, VNI_CAPITAL}, *const UNICODE[2] = {
                                                                    UNICODE_SMALL, UNICODE_CAPITAL};
    for (int k = 0; k < 2; k++) {
        char *out = encoding_convert(ENCODING_VNI, VNI[k], false);
        assert_non_null(out);
        n = 0;
        for (char *c = out; *c; c++)
            if (*c != ' ')
                plain[n++] = *c;
        plain[n] = '\0';
        assert_string_equal(plain, UNICODE[k]);
        free(out);
    }
    /* ASCII stays, and becomes capital in a capital font */
    converts(ENCODING_TCVN3, "Abc xyz 019 .,-/", false, "Abc xyz 019 .,-/");
    converts(ENCODING_TCVN3, "nguyÔn v¨n a", true, "NGUYỄN VĂN A");
    converts(ENCODING_TCVN3, "NGUYÔN V¡N Hå", false, "NGUYỄN VĂN Hồ");
    converts(ENCODING_TCVN3, "10 \u03BCm", false, "10 àm");
    converts(ENCODING_VNI, "NGUYEÃN VAÊN Ñöùc", false, "NGUYỄN VĂN Đức");
    converts(ENCODING_VNI, "b e\xC3\xA9", false, "b e\xC3\xA9"); /* no letter of VNI's */
    assert_null(encoding_convert(ENCODING_TCVN3, "\xFF", false));
}

static void fonts(void **state)
{
    (void)state;
    static const struct {
        const char *font;
        enum encoding from;
        bool capital;
    } ROWS[] = {{".VnTime", ENCODING_TCVN3, false},  {".VnTimeH", ENCODING_TCVN3, true},
                {".vntime", ENCODING_TCVN3, false},  {".VnArial NarrowH", ENCODING_TCVN3, true},
                {".VnArial", ENCODING_TCVN3, false}, {"VNI-Times", ENCODING_VNI, false},
                {"vni-helve", ENCODING_VNI, false},  {"Times New Roman", ENCODING_UNICODE, false},
                {"VnTime", ENCODING_UNICODE, false}, {"", ENCODING_UNICODE, false},
                {NULL, ENCODING_UNICODE, false},     {".Vn", ENCODING_UNICODE, false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        bool capital;
        assert_int_equal(encoding_of_font(ROWS[i].font, &capital), ROWS[i].from);
        assert_int_equal(capital, ROWS[i].capital);
    }
}

static void syllables(void **state)
{
    (void)state;
    static const char *const RIGHT[] = {
        "Nguyễn", "Văn",  "ĐỨC", "nghiêng", "quyết", "giữ",    "gì",    "giếng",
        "khuỷu",  "ương", "yếu", "Đắk",     "Lắk",   "thuở",   "quý",   "Hạnh",
        "xoong",  "kỹ",   "à",   "ỷ",       "Ích",   "tường",  "nghĩa", "thuế",
        "bách",   "một",  "uỷ",  "hoà",     "hòa",   "chuyên", "môn"};
    static const char *const WRONG[] = {"NguyÔn", "V¨n",       "ThÞ", "H¹nh", "Nguyeãn", "ngß",
                                        "màt",    "bãt",       "xyz", "",     "a1",      "àá",
                                        "kNãm",   "Autodeskđ", "ẵ",   "cờc"};
    for (size_t i = 0; i < sizeof RIGHT / sizeof RIGHT[0]; i++)
        if (!vietnamese_is_syllable(RIGHT[i], strlen(RIGHT[i])))
            fail_msg("%s", RIGHT[i]);
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        if (vietnamese_is_syllable(WRONG[i], strlen(WRONG[i])))
            fail_msg("%s", WRONG[i]);
}

static void check(struct encoding_survey *s, const char *font, const char *text,
                  enum encoding_verdict verdict, const char *expected)
{
    struct encoding_reading r;
    struct err e = {0};
    assert_int_equal(encoding_read(s, font, text, &r, &e), ERR_OK);
    if (r.verdict != verdict || (expected && (!r.text || strcmp(r.text, expected) != 0)))
        fail_msg("\"%s\" in %s: %d, \"%s\"", text, font ? font : "no font", r.verdict,
                 r.text ? r.text : "");
    free(r.text);
}

static void words_say_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum encoding_verdict verdict;
        const char *expected;
    } ROWS[] = {
        {"NguyÔn ThÞ H¹nh", ENCODING_CONVERT, "Nguyễn Thị Hạnh"},
        {"NguyÔn V¨n", ENCODING_CONVERT, "Nguyễn Văn"},
        {"§¹i Ph¸t", ENCODING_CONVERT, "Đại Phát"},
        {"Nguyeãn Vaên Ñöùc", ENCODING_CONVERT, "Nguyễn Văn Đức"},
        {"C«ng ty TNHH ®Çu t\xC2\xAD x©y dùng", ENCODING_CONVERT, "Công ty TNHH đầu tư xây dựng"},
        {"Vò V¨n Tó", ENCODING_CONVERT, "Vũ Văn Tú"},
        {"NGUYÔN V¡N", ENCODING_CONVERT, "NGUYỄN VĂN"},
        {"§¾k L¾k", ENCODING_CONVERT, "Đắk Lắk"},
        /* what is right as it stands, and foreign or technical text */
        {"Nguyễn Văn An", ENCODING_KEEP, NULL},
        {"Lê Hà", ENCODING_KEEP, NULL},
        {"Không", ENCODING_KEEP, NULL},
        {"Tô Vân", ENCODING_KEEP, NULL},
        {"Vò", ENCODING_KEEP, NULL},
        {"5 N·m", ENCODING_KEEP, NULL},
        {"2 T·m", ENCODING_KEEP, NULL},
        {"Ngoµi", ENCODING_CONVERT, "Ngoài"},
        {"Hµ", ENCODING_CONVERT, "Hà"},
        {"d·y nhµ", ENCODING_CONVERT, "dãy nhà"},
        {"kN·m", ENCODING_KEEP, NULL},
        {"A · B", ENCODING_KEEP, NULL},
        {"10 µ", ENCODING_KEEP, NULL},
        {"10 µm", ENCODING_KEEP, NULL},
        {"30 °C ± 2", ENCODING_KEEP, NULL},
        {"Autodesk®", ENCODING_KEEP, NULL},
        {"«Sông»", ENCODING_KEEP, NULL},
        {"2½ m²", ENCODING_KEEP, NULL},
        {"Krông", ENCODING_KEEP, NULL},
        {"Ghi chú¹", ENCODING_KEEP, NULL},
        {"Müller & Söhne", ENCODING_KEEP, NULL},
        {"café", ENCODING_KEEP, NULL},
        {"© 2024", ENCODING_KEEP, NULL},
        {"§ 5", ENCODING_KEEP, NULL},
        {"", ENCODING_KEEP, NULL},
        {"abc", ENCODING_KEEP, NULL},
        {"kN/m³", ENCODING_KEEP, NULL},
        {"A¹", ENCODING_KEEP, NULL},
        /* half and half: a person must look */
        {"NguyÔn Müller", ENCODING_REFUSE, NULL}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct encoding_survey s = {0};
        check(&s, NULL, ROWS[i].text, ROWS[i].verdict, ROWS[i].expected);
    }
}

/* A short word that is right in two encodings hangs on what stands before it. */
static void a_column_decides(void **state)
{
    (void)state;
    struct encoding_survey s = {0};
    check(&s, NULL, "Họ và tên", ENCODING_KEEP, NULL);
    check(&s, NULL, "Vò", ENCODING_KEEP, NULL);
    check(&s, NULL, "NguyÔn V¨n", ENCODING_CONVERT, "Nguyễn Văn");
    check(&s, NULL, "Hµ", ENCODING_CONVERT, "Hà");
    check(&s, NULL, "Vò", ENCODING_REFUSE, NULL);
    check(&s, NULL, "Trần", ENCODING_KEEP, NULL);
    check(&s, NULL, "Vò", ENCODING_KEEP, NULL);
}

static void a_font_decides(void **state)
{
    (void)state;
    struct encoding_survey s = {0};
    check(&s, ".VnTime", "Vò", ENCODING_CONVERT, "Vũ");
    check(&s, ".VnTime", "NguyÔn", ENCODING_CONVERT, "Nguyễn");
    check(&s, ".VnTimeH", "nguyÔn an", ENCODING_CONVERT, "NGUYỄN AN");
    check(&s, ".VnTimeH", "an", ENCODING_CONVERT, "AN");
    check(&s, ".VnTime", "an 12", ENCODING_KEEP, NULL);
    check(&s, "VNI-Times", "Nguyeãn", ENCODING_CONVERT, "Nguyễn");
    check(&s, "VNI-Times", "Lê Hà", ENCODING_KEEP, NULL); /* no letters of that font's */
    check(&s, ".VnTime", "Đà", ENCODING_KEEP, NULL);
    check(&s, ".VnTime", "hải vò", ENCODING_KEEP, NULL);
    check(&s, ".VnTime", "tốt", ENCODING_KEEP, NULL);
    check(&s, ".VnTime", "sở thích", ENCODING_KEEP, NULL);
    check(&s, ".VnTime", "thích và bách", ENCODING_REFUSE, NULL); /* Unicode typed in that font: it
                                                                     has no such words */
    check(&s, ".VnTime", "Nguyễn", ENCODING_KEEP, NULL);
    check(&s, "Arial", "Nguyễn", ENCODING_KEEP, NULL);
    check(&s, ".VnTime", "30 °C", ENCODING_KEEP, NULL);
}

static const char SAMPLE[] =
    "SBD;Họ và tên\r\n001;Nguyễn Văn Đức\r\n002;Trần Thị Hạnh\r\n003;Lê Hữu Ước\r\n";
static const char SAMPLE_TCVN3[] =
    "SBD;H\xE4 v\xB5 t\xAAn\r\n001;Nguy\xD4n V\xA8n \xA7\xF8\x63\r\n002;Tr\xC7n Th\xDE "
    "H\xB9nh\r\n003;L\xAA H\xF7u \xA6\xED\x63\r\n";
static const char SAMPLE_1258[] = "SBD;Ho\xF2 va\xCC t\xEAn\r\n001;Nguy\xEA\xDEn V\xE3n "
                                  "\xD0\xFD\xEC\x63\r\n002;Tr\xE2\xCCn Thi\xF2 Ha\xF2nh\r\n"
                                  "003;L\xEA H\xFD\xDEu \xDD\xF5\xEC\x63\r\n";
static const char SAMPLE_VNI[] = "SBD;Ho\xEF va\xF8 te\xE2n\r\n001;Nguye\xE3n Va\xEAn "
                                 "\xD1\xF6\xF9\x63\r\n002;Tra\xE0n Th\xF2 Ha\xEFnh\r\n"
                                 "003;Le\xE2 H\xF6\xF5u \xD6\xF4\xF9\x63\r\n";

static void reads_file(const void *bytes, size_t len, enum encoding from, const char *expected)
{
    struct encoding_file f;
    struct err e = {0};
    enum err_code rc = encoding_read_file(bytes, len, &f, &e);
    if (rc != ERR_OK)
        fail_msg("%s", e.text);
    assert_int_equal(f.from, from);
    if (expected) {
        assert_non_null(f.text);
        assert_string_equal(f.text, expected);
        assert_int_equal(f.len, strlen(expected));
    } else {
        assert_null(f.text);
        assert_int_equal(f.len, len);
    }
    free(f.text);
}

static void read_as_another(void **state)
{
    static const struct {
        const char *text;
        bool is;
    } CASES[] = {{"L\u00C3\u00AA", true},
                 {"L\u00C3\u00AA V\u00C4\u0192n", true},
                 {"C\u00C3\u00B4ng ty", true},
                 {"H\u00E1\u00BA\u00B1ng", true},
                 {"\u00C4\xC2\x90\u00E1\u00BB\u2014", true},
                 {"4.1 \u00E2\u20AC\u201C II", true},
                 {"Lê Văn", false},
                 {"Lê", false},
                 {"LÊ HÀ", false},
                 {"ÃO", false},
                 {"Nguyễn Thị Ã", false},
                 {"", false},
                 {"An", false},
                 {"Công ty “Hòa Bình” – II", false},
                 {"§ 5", false},
                 {"20 °C ± 2", false},
                 {"José Ñandú", false}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        if (encoding_is_misread(CASES[i].text) != CASES[i].is)
            fail_msg("\"%s\"", CASES[i].text);
}

static void whole_files(void **state)
{
    (void)state;
    unsigned char wide[1024];
    reads_file(SAMPLE, strlen(SAMPLE), ENCODING_UNICODE, NULL);
    reads_file(SAMPLE_TCVN3, strlen(SAMPLE_TCVN3), ENCODING_TCVN3, SAMPLE);
    reads_file(SAMPLE_1258, strlen(SAMPLE_1258), ENCODING_WINDOWS1258, SAMPLE);
    reads_file(SAMPLE_VNI, strlen(SAMPLE_VNI), ENCODING_VNI, SAMPLE);
    reads_file("", 0, ENCODING_UNICODE, NULL);
    reads_file("abc\n", 4, ENCODING_UNICODE, NULL);
    reads_file("abc\0\n", 5, ENCODING_UNICODE, NULL);
    reads_file("caf\xE9\n", 5, ENCODING_UNICODE, NULL); /* one line: the reader names
                                                                         it */
    reads_file("Nguyễn \xFF Văn\n", 17, ENCODING_UNICODE, NULL);
    for (int big = 0; big < 2; big++)
        for (int mark = 0; mark < 2; mark++) {
            static const uint16_t UNITS[] = {0xFEFF, 'N', 'g',    'u',    'y', 0x1EC5,
                                             'n',    ';', 0xD83D, 0xDE00, '\n'};
            size_t n = 0;
            for (size_t i = (size_t)!mark; i < sizeof UNITS / sizeof UNITS[0]; i++) {
                wide[n++] = (unsigned char)(big ? UNITS[i] >> 8 : UNITS[i] & 0xFF);
                wide[n++] = (unsigned char)(big ? UNITS[i] & 0xFF : UNITS[i] >> 8);
            }
            reads_file(wide, n, big ? ENCODING_UTF16BE : ENCODING_UTF16LE, "Nguyễn;😀\n");
        }
}

static void files_in_none_of_them(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } ROWS[] = {{"caf\xE9\nbl\xF6\x64\xFC\nna\xEFve\n\xFC\x62\x65r\n", 22},
                {"\xFF\xFE\x00\xDC", 4},
                {"\xFF\xFE\x41\x00\x42", 5},
                {"\x81\n\x8D\n\x9D\n\x81\n", 8}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct encoding_file f;
        struct err e = {0};
        assert_int_equal(encoding_read_file(ROWS[i].bytes, ROWS[i].len, &f, &e), ERR_FORMAT);
        assert_true(e.text[0]);
        assert_null(f.text);
    }
}

/* Question files of each kind in each encoding: imported as meant, and said once. */
static void question_files(void **state)
{
    (void)state;
    static const struct {
        const char *format, *bytes;
        size_t len;
        const char *said;
    } ROWS[] = {
        {"gift",
         "C\xE8t th\xD0p \xAE\xC6t \xEB \xAE\xA9u? {=Tr\xAAn ~D\xAD\xEDi ~Gi\xF7\x61 ~Ngo\xB5i}\n",
         0, "in the encoding TCVN3 (ABC)"},
        {"aiken",
         "C\xE8t th\xD0p \xAE\xC6t \xEB \xAE\xA9u?\nA. Tr\xAAn\nB. D\xAD\xEDi\nC. Gi\xF7\x61\nD. "
         "Ngo\xB5i\nANSWER: A\n",
         0, "in the encoding TCVN3 (ABC)"},
        {"gift",
         "Co\xE1t the\xF9p \xF1\x61\xEBt \xF4\xFB \xF1\x61\xE2u? {=Tre\xE2n ~D\xF6\xF4\xF9i "
         "~Gi\xF6\xF5\x61 ~Ngoa\xF8i}\n",
         0, "in the encoding VNI"},
        {"gift",
         "C\xF4\xECt the\xECp \xF0\xE3\xF2t \xF5\xD2 \xF0\xE2u? {=Tr\xEAn ~D\xFD\xF5\xECi "
         "~Gi\xFD\xDE\x61 ~Ngoa\xCCi}\n",
         0, "in the encoding Windows-1258"},
        {"gift", "Cèt thÐp ®Æt ë ®©u? {=Trªn ~D\xC2\xADíi ~Gi÷a ~Ngoµi}\n", 0,
         "1 lines were in the encoding TCVN3 (ABC)"},
        {"gift", "Cốt thép đặt ở đâu? {=Trên ~Dưới ~Giữa ~Ngoài}\n", 0, NULL},
        {"csv", "Câu hỏi;A;B;C;D;Đáp án\nCèt thÐp ®Æt ë ®©u?;Trªn;D\xC2\xADíi;Gi÷a;Ngoµi;A\n", 0,
         "5 cells were in the encoding TCVN3 (ABC)"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct importer_rig r;
        importer_rig_bytes(&r, ROWS[i].format, ROWS[i].bytes, strlen(ROWS[i].bytes));
        if (r.rc != ERR_OK || r.in.count != 1)
            fail_msg("%zu: %s %s", i, r.e.text, r.findings.count ? r.findings.item[0].text : "");
        assert_string_equal(r.in.question[0].text.stem, "Cốt thép đặt ở đâu?");
        assert_string_equal(r.in.question[0].text.option[1], "Dưới");
        assert_string_equal(r.in.question[0].text.option[3], "Ngoài");
        assert_int_equal(r.findings.count, ROWS[i].said != NULL);
        assert_true(!ROWS[i].said || importer_rig_says(&r, ROWS[i].said));
        importer_rig_stop(&r);
    }
    static const char WIDE[] = "\xFF\xFEQ\0?\0 \0{\0=\0a\0 \0~\0b\0 \0~\0c\0 \0~\0d\0}\0\n\0";
    struct importer_rig r;
    importer_rig_bytes(&r, "gift", WIDE, sizeof WIDE - 1);
    assert_int_equal(r.in.count, 1);
    assert_true(importer_rig_says(&r, "in the encoding UTF-16"));
    importer_rig_stop(&r);
    /* a line that only a person can tell refuses the file */
    static const char OPEN[] = "NguyÔn Müller? {=a ~b ~c ~d}\n";
    importer_rig_bytes(&r, "gift", OPEN, sizeof OPEN - 1);
    assert_int_equal(r.rc, ERR_FORMAT);
    assert_non_null(strstr(r.e.text, "line 1: the text may be TCVN3 (ABC) or Unicode"));
    importer_rig_stop(&r);
}

/* What says that it is UTF-8 is neither converted nor refused; what looks like an old encoding is
 * told. */
static void files_that_say_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *format, *text, *stem, *said;
    } ROWS[] = {
        {"gift", "// coding: utf-8\nCèt thÐp? {=a ~b ~c ~d}\n", "Cèt thÐp?",
         "1 lines look like TCVN3 (ABC)"},
        {"gift", "\xEF\xBB\xBF// x -*- Coding: UTF-8 -*-\r\nNguyÔn Müller? {=a ~b ~c ~d}\r\n",
         "NguyÔn Müller?", "1 lines look like TCVN3 (ABC)"},
        {"gift", "// coding: utf-8\nThép nØ? {=a ~b ~c ~d}\n", "Thép nØ?", "1 lines look like"},
        {"gift", "// coding: utf-8\nThép Ø20? {=a ~b ~c ~d}\n", "Thép Ø20?", NULL},
        {"gift", "//coding: tcvn3\nCèt thÐp? {=a ~b ~c ~d}\n", "Cốt thép?",
         "1 lines were in the encoding TCVN3 (ABC)"},
        {"gift", "\n// coding: utf-8\nCèt thÐp? {=a ~b ~c ~d}\n", "Cốt thép?",
         "1 lines were in the encoding TCVN3 (ABC)"},
        {"csv", "Câu hỏi;A;B;C;D;Đáp án;UTF-8\nCèt thÐp?;a;b;c;d;A;\n", "Cèt thÐp?",
         "column 1: the text looks like TCVN3 (ABC)"},
        {"csv", "Câu hỏi;A;B;C;D;Đáp án\nCèt thÐp?;a;b;c;d;A\nUTF-8;a;b;c;d;A\n", "Cốt thép?",
         "1 cells were in the encoding TCVN3 (ABC)"}};
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        struct importer_rig r;
        importer_rig_text(&r, ROWS[i].format, ROWS[i].text);
        if (r.rc != ERR_OK || !r.in.count)
            fail_msg("%zu: %s %s", i, r.e.text, r.findings.count ? r.findings.item[0].text : "");
        assert_string_equal(r.in.question[0].text.stem, ROWS[i].stem);
        assert_int_equal(r.findings.count, ROWS[i].said != NULL);
        if (ROWS[i].said && !importer_rig_says(&r, ROWS[i].said))
            fail_msg("%zu: %s", i, r.findings.item[0].text);
        importer_rig_stop(&r);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_letters),
                                       cmocka_unit_test(fonts),
                                       cmocka_unit_test(syllables),
                                       cmocka_unit_test(words_say_what_they_are),
                                       cmocka_unit_test(a_column_decides),
                                       cmocka_unit_test(a_font_decides),
                                       cmocka_unit_test(read_as_another),
                                       cmocka_unit_test(whole_files),
                                       cmocka_unit_test(files_in_none_of_them),
                                       cmocka_unit_test(question_files),
                                       cmocka_unit_test(files_that_say_what_they_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
