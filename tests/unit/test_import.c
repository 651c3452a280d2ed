/* What importers do with the traps of each text format. */
#include "tests/lib/importer_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One input: how many come in, how many are rejected, and a word of what is said ("" for
 * nothing). */
struct trap {
    const char *format, *text;
    size_t imported, rejected;
    const char *word;
};

static void run_trap(const struct trap *t)
{
    struct importer_rig r;
    importer_rig_text(&r, t->format, t->text);
    if (r.rc != ERR_OK || r.in.count != t->imported || importer_rejected(&r.in) != t->rejected ||
        !importer_rig_says(&r, t->word))
        fail_msg("%s: rc %d, %zu imported (wanted %zu), %zu rejected (wanted %zu), wanted \"%s\", "
                 "first said \"%s\"; in:\n%s",
                 r.e.text, r.rc, r.in.count, t->imported, importer_rejected(&r.in), t->rejected,
                 t->word, r.findings.count ? r.findings.item[0].text : "", t->text);
    importer_rig_stop(&r);
}

static void run_traps(const struct trap *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        run_trap(&t[i]);
}
#define RUN(traps) run_traps(traps, sizeof traps / sizeof traps[0])

static void aiken_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"aiken", "Q\nA) a\nB) b\nD) d\nANSWER: D\n", 0, 1, "letter is D, not C"},
        {"aiken", "Q\nA)a\nB)b\nC)c\nD)d\nANSWER: B\n", 1, 0, "no blank"},
        {"aiken", "Q one\nQ two\nA) a\nB) b\nC) c\nD) d\nANSWER: B\n", 0, 1, "line 2"},
        {"aiken", "Q\nA) a\nB) b wrapped\nover\nC) c\nD) d\nANSWER: B\n", 0, 1, "line 4"},
        {"aiken", "Q\nA) a\nB) a\nC) a\nD) a\nANSWER: B\n", 1, 0, "the same"},
        {"aiken", "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: E\n", 0, 1, "not there"},
        {"aiken", "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: B C\n", 0, 1, "not one letter"},
        {"aiken", "A) a\nB) b\nANSWER: B\nQ\nA. a\nB. b\nC. c\nD. d\nANSWER: D", 1, 1,
         "before any question"},
        {"aiken",
         "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: A\nANSWER_EXPLANATION: because\nSCORE: 2\nQ2\nA) "
         "a\nB) b\nANSWER: A\n",
         1, 1, "not kept"},
        {"aiken", "Q\nA) a\nB) b\nANSWER: A\nQ open\nA) a\n", 0, 2, "not four"}};
    struct importer_rig r;
    (void)state;
    RUN(TRAPS);
    importer_rig_text(&r, "aiken",
                      "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: C\nANSWER_EXPLANATION: because\n");
    assert_int_equal(r.in.question[0].answer, 2);
    assert_string_equal(r.in.question[0].note, "because");
    importer_rig_stop(&r);
}

static void gift_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"gift", "Q {\n~a\n=spark.read(header=True)\n~c\n~d\n}\n", 0, 1, "\\="},
        {"gift", "Q {~%100%a ~%0%b ~%0%c ~%0%d}\n", 1, 0, "taken as one right answer"},
        {"gift", "Q {~%50%a ~%50%b ~%0%c ~%0%d}\n", 0, 1, "no right answer"},
        {"gift", "Q {~%1000%a ~%0%b ~%0%c ~%0%d}\n", 0, 1, "-100 to 100"},
        {"gift", "Q {TRUE\nFALSE}\n", 0, 1, "true or false (true/false)"},
        {"gift",
         "Q {T}\n\nQ {#3.14:0.1}\n\nQ {=a -> 1 =b -> 2}\n\nQ {=one}\n\nQ {}\n\nText {\n\nA gap {=a "
         "~b ~c ~d} here\n\nonly text\n",
         0, 8, "missingword"},
        {"gift", "Q {=a ~b ~c}\n", 0, 1, "3 options, not four"},
        {"gift", "Q {=a ~b ~c ~d ~e}\n", 0, 1, "5 options, not four"},
        {"gift", "[html]<img src=x> Q {=a ~b ~c ~d}\n", 0, 1, "<img>"},
        {"gift", "{=a ~b ~c ~d}\n", 0, 1, "no text"}};
    struct importer_rig r;
    (void)state;
    RUN(TRAPS);
    importer_rig_text(&r, "gift",
                      "::N\\: 1:: x\\=\\~\\{\\}\\:\\#\\\\n\\n2 https://a {\n// a "
                      "comment\n=https\\://y # because\n~b\\=\n~%-50%c\n~d\n#### Đ. 1\n}\n");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].name, "N: 1");
    assert_string_equal(r.in.question[0].text.stem, "x=~{}:#\\n\n2 https://a");
    assert_string_equal(r.in.question[0].text.option[0], "https://y");
    assert_string_equal(r.in.question[0].text.option[1], "b=");
    assert_string_equal(r.in.question[0].note, "Đ. 1; because");
    importer_rig_stop(&r);
    importer_rig_text(&r, "gift",
                      "$CATEGORY: $course$/top/4.1/II/chuyen-mon\n\t::T:: [html]<p>H<sub>2</sub>O "
                      "&lt; <b>m<sup>2</sup></b></p> {=[plain]<b> ~2<br>x ~c ~d}\n");
    assert_string_equal(r.in.question[0].category, "4.1/II/chuyen-mon");
    assert_string_equal(r.in.question[0].text.stem, "H₂O < m²");
    assert_string_equal(r.in.question[0].text.option[0], "<b>");
    assert_string_equal(r.in.question[0].text.option[1], "2\nx");
    assert_int_equal(r.in.change[IMPORTER_MARKUP], 1);
    importer_rig_stop(&r);
}

#define MC(single, a, b, c, d) \
    "<quiz><question " \
    "type=\"multichoice\"><name><text>n</text></name><questiontext><text>Q</text></" \
    "questiontext>" single "<answer fraction=\"" a \
    "\"><text>a</text></answer><answer fraction=\"" b \
    "\"><text>b</text></answer><answer fraction=\"" c \
    "\"><text>c</text></answer><answer fraction=\"" d \
    "\"><text>d</text></answer></question></quiz>"

static void moodle_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"moodle", MC("<single>true</single>", "100", "100", "0", "0"), 0, 1,
         "several right answers"},
        {"moodle", MC("", "0", "100", "0", "0"), 1, 0, ""},
        {"moodle", MC("<single>1</single>", "0", "90", "0", "0"), 0, 1, "no right answer"},
        {"moodle", MC("<single>0</single>", "0", "100", "0", "0"), 0, 1,
         "multichoice with several answers"},
        {"moodle", MC("<single>true</single>", "0", "100", "50", "-25"), 1, 0, "taken as wrong"},
        {"moodle", MC("", "0", "ten", "0", "0"), 0, 1, "no number"},
        {"moodle",
         "<quiz><question type=\"shortanswer\"/><question type=\"shortanswer\"/><question "
         "type=\"essay\"/></quiz>",
         0, 3, "shortanswer"},
        {"moodle",
         "<quiz><question type=\"multichoice\"><questiontext "
         "format=\"html\"><text>@@PLUGINFILE@@/x.png</text><file name=\"x.png\" "
         "encoding=\"base64\">aGk=</file>"
         "</questiontext></question></quiz>",
         0, 1, "picture"},
        {"moodle",
         "<quiz><question type=\"truefalse\"><questiontext><text>Q</text></questiontext><answer "
         "fraction=\"100\"><text>true</text></answer>"
         "<answer fraction=\"0\"><text>false</text></answer></question></quiz>",
         0, 1, "true or false"}};
    struct importer_rig r;
    (void)state;
    /* "" is said by no finding: the plain good case is looked at below */
    for (size_t i = 0; i < sizeof TRAPS / sizeof TRAPS[0]; i++)
        if (TRAPS[i].word[0])
            run_trap(&TRAPS[i]);
    importer_rig_text(&r, "moodle", MC("", "0", "100", "0", "0"));
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.findings.count, 0);
    assert_int_equal(r.in.question[0].answer, 1);
    importer_rig_stop(&r);
    importer_rig_text(&r, "moodle",
                      "<quiz><question type=\"shortanswer\"/><question type=\"essay\"/><question "
                      "type=\"shortanswer\"/></quiz>");
    assert_int_equal(r.in.kinds, 2);
    assert_string_equal(r.in.kind[0].name, "shortanswer");
    assert_int_equal(r.in.kind[0].count, 2);
    importer_rig_stop(&r);
}

#define ITEM21(declaration, interaction) \
    "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"i\" " \
    "title=\"t\">" declaration "<itemBody><p>Q</p>" interaction "</itemBody></assessmentItem>"
#define DECLARE(cardinality, values) \
    "<responseDeclaration identifier=\"R\" cardinality=\"" cardinality \
    "\" baseType=\"identifier\"><correctResponse>" values \
    "</correctResponse></responseDeclaration>"
#define CHOICES(attributes, d) \
    "<choiceInteraction responseIdentifier=\"R\" " attributes \
    "><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b" \
    "</simpleChoice><simpleChoice identifier=\"C\">c</simpleChoice><simpleChoice identifier=\"" d \
    "\">d</simpleChoice></choiceInteraction>"

static void qti_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"qti", ITEM21(DECLARE("multiple", "<value>A</value>"), CHOICES("maxChoices=\"1\"", "D")),
         0, 1, "cardinality"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value><value>B</value>"), CHOICES("", "D")), 0,
         1, "several right answers"},
        {"qti", ITEM21(DECLARE("single", "<value>X</value>"), CHOICES("", "D")), 0, 1, "not there"},
        {"qti", ITEM21("", CHOICES("", "D")), 0, 1, "no declaration"},
        {"qti", ITEM21(DECLARE("single", ""), CHOICES("", "D")), 0, 1, "no right answer"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), CHOICES("", "A")), 0, 1,
         "same identifier"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), CHOICES("", "D") CHOICES("", "D")), 0,
         1, "several interactions"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), "<orderInteraction/>"), 0, 1,
         "orderInteraction"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), "<p>none</p>"), 0, 1,
         "without an interaction"},
        {"qti",
         ITEM21(DECLARE("single", "<value>A</value>"), "<p><img src=\"x\"/></p>" CHOICES("", "D")),
         0, 1, "<img>"}};
    struct importer_rig r;
    (void)state;
    RUN(TRAPS);
    /* no maxChoices: unlimited in 2.1, one in 3.0; the cardinality decides in both */
    importer_rig_text(&r, "qti", ITEM21(DECLARE("single", "<value> C </value>"), CHOICES("", "D")));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 2);
    assert_string_equal(r.in.question[0].text.stem, "Q");
    importer_rig_stop(&r);
    importer_rig_text(&r, "qti",
                      "<qti-assessment-item identifier=\"i\" title=\"i\" "
                      "time-dependent=\"false\"><qti-response-declaration identifier=\"R\" "
                      "cardinality=\"single\" "
                      "base-type=\"identifier\"><qti-correct-response><qti-value>B</qti-value></"
                      "qti-correct-response></qti-response-declaration><qti-item-body>"
                      "<qti-choice-interaction "
                      "response-identifier=\"R\"><qti-prompt>P</qti-prompt><qti-simple-choice "
                      "identifier=\"A\">a</qti-simple-choice>"
                      "<qti-simple-choice "
                      "identifier=\"B\">b<qti-feedback-inline>why</qti-feedback-inline></"
                      "qti-simple-choice><qti-simple-choice identifier=\"C\">c"
                      "</qti-simple-choice><qti-simple-choice "
                      "identifier=\"D\">d</qti-simple-choice></qti-choice-interaction></"
                      "qti-item-body></qti-assessment-item>");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.option[1], "b");
    assert_string_equal(r.in.question[0].note, "why");
    assert_null(r.in.question[0].name);
    importer_rig_stop(&r);
}

/* BOM, CR LF, CR alone, decomposed letters: the same questions. */
static void every_dialect_of_text_is_the_same(void **state)
{
    static const struct {
        const char *format, *text;
    } TEXTS[] = {{"gift", "Ti\xE1\xBA\xBFng {\n=a\n~b\n~c\n~d\n}\n\nHai {\n~a\n~b\n=c\n~d\n}\n"},
                 {"aiken", "Ti\xE1\xBA\xBFng\nA) a\nB) b\nC) c\nD) d\nANSWER: A\n\nHai\nA) a\nB) "
                           "b\nC) c\nD) d\nANSWER: C\n"},
                 {"csv", "STT;C\xC3\xA2u h\xE1\xBB\x8Fi;A;B;C;D;\xC4\x90\xC3\xA1p "
                         "\xC3\xA1n\n1;Ti\xE1\xBA\xBFng;a;b;c;d;a\n2;Hai;a;b;c;d;c\n"}};
    static const char *const ENDS[] = {"\n", "\r\n", "\r"};
    (void)state;
    for (size_t t = 0; t < 3; t++)
        for (int variant = 0; variant < 12; variant++) {
            struct buf b;
            struct importer_rig r;
            buf_init(&b, 1 << 16);
            if (variant & 1)
                buf_add_text(&b, "\xEF\xBB\xBF");
            for (const char *s = TEXTS[t].text; *s; s++) {
                if (*s == '\n')
                    buf_add_text(&b, ENDS[variant / 2 % 3]);
                else if (variant >= 6 && strncmp(s, "\xE1\xBA\xBF", 3) == 0 && (s += 2))
                    buf_add_text(&b, "e\xCC\x82\xCC\x81");
                else
                    buf_add_u8(&b, (uint8_t)*s);
            }
            importer_rig_bytes(&r, TEXTS[t].format, b.data, b.len);
            if (r.rc != ERR_OK || r.in.count != 2)
                fail_msg("%s, variant %d: %zu, %s", TEXTS[t].format, variant, r.in.count, r.e.text);
            assert_string_equal(r.in.question[0].text.stem, "Ti\xE1\xBA\xBFng");
            assert_int_equal(r.in.question[1].answer, 2);
            assert_int_equal(r.in.change[IMPORTER_COMPOSED], variant >= 6);
            importer_rig_stop(&r);
            buf_free(&b);
        }
}

static void a_bad_byte_rejects_its_question_with_the_offset(void **state)
{
#define BYTES(literal) literal, sizeof literal - 1
    static const struct {
        const char *format, *text;
        size_t len;
        const char *word;
    } TEXTS[] = {
        {"gift", BYTES("Q\xFF {=a ~b ~c ~d}\n\nQ2 {=a ~b ~c ~d}\n"), "offset 1"},
        {"gift", BYTES("Q1 {=a ~b ~c ~d}\r\n\r\nQ\0 {=a ~b ~c ~d}\n"), "offset 21"},
        {"aiken",
         BYTES("Q\nA) a\nB) b\nC) c\nD) d\nANSWER: A\nQ\xC3\nA) a\nB) b\nC) c\nD) d\nANSWER: A\n"),
         "(33)"},
        {"csv", BYTES("question,a,b,c,d,answer\nQ,a,b,c,d,a\nR,a,b\0,c,d,a\n"), "offset 41"}};
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct importer_rig r;
        importer_rig_bytes(&r, TEXTS[i].format, TEXTS[i].text, TEXTS[i].len);
        if (r.rc != ERR_OK || r.in.count != 1 || importer_rejected(&r.in) != 1 ||
            !importer_rig_says(&r, TEXTS[i].word))
            fail_msg("%zu: %d %zu %zu %s %s", i, r.rc, r.in.count, importer_rejected(&r.in),
                     r.e.text, r.findings.count ? r.findings.item[0].text : "");
        importer_rig_stop(&r);
    }
}

static void columns_are_found_by_their_headings(void **state)
{
    static const struct trap TRAPS[] = {
        {"csv",
         "Câu hỏi\tĐáp án đúng\tPhương án A\tPhương án B\tPhương án C\tPhương án "
         "D\nQ\tE\ta\tb\tc\td\n",
         0, 1, "no letter from a to d"},
        {"csv", "question,answer,option a,option b,option c,option d,option e\nQ,A,a,b,c,d,e\n", 0,
         1, "5 options"},
        {"csv", "question,answer,option a,option b,option c,option d\nQ,A,a,b,,d\n", 0, 1,
         "option c has no text"},
        {"csv", "question,answer,option a,option b,option c,option d\nQ,\"A, B\",a,b,c,d\n", 0, 1,
         "more than one letter"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nd. 4\",a,I\n", 0, 1, "option c is missing"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nb. 2\nc. 3\nd. 4\",a,I\n", 0, 1,
         "option b stands twice"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nc. 3\nd. 4\",a,II\n", 0, 1,
         "its heading's another"},
        {"csv",
         "question,answer,option a,option b,option c,option "
         "d,field,grade,pool\nQ,A,a,b,c,d,9.9,I,Chuyên môn\n",
         0, 1, "field \"9.9\""}};
    struct importer_rig r;
    (void)state;
    RUN(TRAPS);
    importer_rig_text(
        &r, "csv",
        "Bảng câu hỏi;;;;;;;;\nSTT;CÂU HỎI;a;b;c;d;Đáp án;Lĩnh vực;Hạng;Phần;Căn "
        "cứ\n7;'=1+1?;x;y;z;t;Đáp án: D;khao sat dia hinh;Hạng II;Pháp luật riêng;Điều 3\n");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].category, "1.1/II/phap-luat-rieng");
    assert_string_equal(r.in.question[0].text.stem, "=1+1?");
    assert_string_equal(r.in.question[0].note, "Điều 3");
    assert_string_equal(r.in.question[0].number, "7");
    assert_int_equal(r.in.question[0].answer, 3);
    assert_int_equal(r.in.question[0].line, 3);
    assert_int_equal(r.in.change[IMPORTER_GUARD], 1);
    importer_rig_stop(&r);
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aiken_traps),
        cmocka_unit_test(gift_traps),
        cmocka_unit_test(moodle_traps),
        cmocka_unit_test(qti_traps),
        cmocka_unit_test(every_dialect_of_text_is_the_same),
        cmocka_unit_test(a_bad_byte_rejects_its_question_with_the_offset),
        cmocka_unit_test(columns_are_found_by_their_headings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
