/* What importers do with the traps of each format, and with files made to harm. */
#include "tests/unit/packing.h"
#include "tools/import/aiken.h"
#include "tools/import/formats.h"
#include "tools/import/gift.h"
#include "tools/import/grid.h"
#include "tools/import/markup.h"
#include "tools/import/moodle.h"
#include "tools/import/pdf.h"
#include "tools/import/qti.h"
#include "tools/import/word.h"
#include "tools/import/zip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct rig {
    struct fields fields;
    struct findings findings;
    struct intake in;
    struct err e;
    enum err_code rc;
};

static void start(struct rig *r)
{
    *r = (struct rig){0};
    fields_add(&r->fields, "1.1", "Khảo sát địa hình");
    fields_add(&r->fields, "4.1", "Giám sát công tác xây dựng công trình");
    intake_init(&r->in, "x", &r->findings, "1.1/I/chuyen-mon");
}

static void stop(struct rig *r)
{
    intake_free(&r->in);
    findings_free(&r->findings);
    fields_free(&r->fields);
}

/* Reads bytes as this format; the format must be what recognition says, too. */
static void read_bytes(struct rig *r, const char *format, const void *bytes, size_t len)
{
    const struct formats_format *f = formats_recognise(bytes, len);
    start(r);
    if (!f || strcmp(f->name, format) != 0)
        fail_msg("recognised as %s, not %s: %.60s", f ? f->name : "nothing", format, (const char *)bytes);
    r->rc = f->read(bytes, len, &r->fields, &r->in, &r->e);
}

static void read_text(struct rig *r, const char *format, const char *text)
{
    read_bytes(r, format, text, strlen(text));
}

static bool says(const struct rig *r, const char *word)
{
    for (size_t i = 0; i < r->findings.count; i++)
        if (strstr(r->findings.item[i].text, word))
            return true;
    return false;
}

/* One input: how many come in, how many are rejected, and a word of what is said ("" for nothing). */
struct trap {
    const char *format, *text;
    size_t imported, rejected;
    const char *word;
};

static void run_trap(const struct trap *t)
{
    struct rig r;
    read_text(&r, t->format, t->text);
    if (r.rc != ERR_OK || r.in.count != t->imported || intake_rejected(&r.in) != t->rejected || !says(&r, t->word))
        fail_msg("%s: rc %d, %zu imported (wanted %zu), %zu rejected (wanted %zu), wanted \"%s\", first said \"%s\"; in:\n%s", r.e.text, r.rc, r.in.count,
                 t->imported, intake_rejected(&r.in), t->rejected, t->word, r.findings.count ? r.findings.item[0].text : "", t->text);
    stop(&r);
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
        {"aiken", "A) a\nB) b\nANSWER: B\nQ\nA. a\nB. b\nC. c\nD. d\nANSWER: D", 1, 1, "before any question"},
        {"aiken", "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: A\nANSWER_EXPLANATION: because\nSCORE: 2\nQ2\nA) a\nB) b\nANSWER: A\n", 1, 1, "not kept"},
        {"aiken", "Q\nA) a\nB) b\nANSWER: A\nQ open\nA) a\n", 0, 2, "not four"}};
    struct rig r;
    (void)state;
    RUN(TRAPS);
    read_text(&r, "aiken", "Q\nA) a\nB) b\nC) c\nD) d\nANSWER: C\nANSWER_EXPLANATION: because\n");
    assert_int_equal(r.in.question[0].answer, 2);
    assert_string_equal(r.in.question[0].note, "because");
    stop(&r);
}

static void gift_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"gift", "Q {\n~a\n=spark.read(header=True)\n~c\n~d\n}\n", 0, 1, "\\="},
        {"gift", "Q {~%100%a ~%0%b ~%0%c ~%0%d}\n", 1, 0, "taken as one right answer"},
        {"gift", "Q {~%50%a ~%50%b ~%0%c ~%0%d}\n", 0, 1, "no right answer"},
        {"gift", "Q {~%1000%a ~%0%b ~%0%c ~%0%d}\n", 0, 1, "-100 to 100"},
        {"gift", "Q {TRUE\nFALSE}\n", 0, 1, "true/false is not single choice"},
        {"gift", "Q {T}\n\nQ {#3.14:0.1}\n\nQ {=a -> 1 =b -> 2}\n\nQ {=one}\n\nQ {}\n\nText {\n\nA gap {=a ~b ~c ~d} here\n\nonly text\n", 0, 8, "missingword"},
        {"gift", "Q {=a ~b ~c}\n", 0, 1, "3 options, not four"},
        {"gift", "Q {=a ~b ~c ~d ~e}\n", 0, 1, "5 options, not four"},
        {"gift", "[html]<img src=x> Q {=a ~b ~c ~d}\n", 0, 1, "<img>"},
        {"gift", "{=a ~b ~c ~d}\n", 0, 1, "no text"}};
    struct rig r;
    (void)state;
    RUN(TRAPS);
    read_text(&r, "gift", "::N\\: 1:: x\\=\\~\\{\\}\\:\\#\\\\n\\n2 https://a {\n// a comment\n=https\\://y # because\n~b\\=\n~%-50%c\n~d\n#### Đ. 1\n}\n");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].name, "N: 1");
    assert_string_equal(r.in.question[0].text.stem, "x=~{}:#\\n\n2 https://a");
    assert_string_equal(r.in.question[0].text.option[0], "https://y");
    assert_string_equal(r.in.question[0].text.option[1], "b=");
    assert_string_equal(r.in.question[0].note, "Đ. 1; because");
    stop(&r);
    read_text(&r, "gift", "$CATEGORY: $course$/top/4.1/II/chuyen-mon\n\t::T:: [html]<p>H<sub>2</sub>O &lt; <b>m<sup>2</sup></b></p> {=[plain]<b> ~2<br>x ~c ~d}\n");
    assert_string_equal(r.in.question[0].category, "4.1/II/chuyen-mon");
    assert_string_equal(r.in.question[0].text.stem, "H₂O < m²");
    assert_string_equal(r.in.question[0].text.option[0], "<b>");
    assert_string_equal(r.in.question[0].text.option[1], "2\nx");
    assert_int_equal(r.in.change[INTAKE_MARKUP], 1);
    stop(&r);
}

#define MC(single, a, b, c, d)                                                                                                                      \
    "<quiz><question type=\"multichoice\"><name><text>n</text></name><questiontext><text>Q</text></questiontext>" single "<answer fraction=\"" a     \
    "\"><text>a</text></answer><answer fraction=\"" b "\"><text>b</text></answer><answer fraction=\"" c "\"><text>c</text></answer><answer fraction=\"" d \
    "\"><text>d</text></answer></question></quiz>"

static void moodle_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"moodle", MC("<single>true</single>", "100", "100", "0", "0"), 0, 1, "several right answers"},
        {"moodle", MC("", "0", "100", "0", "0"), 1, 0, ""},
        {"moodle", MC("<single>1</single>", "0", "90", "0", "0"), 0, 1, "no right answer"},
        {"moodle", MC("<single>0</single>", "0", "100", "0", "0"), 0, 1, "multichoice with several answers"},
        {"moodle", MC("<single>true</single>", "0", "100", "50", "-25"), 1, 0, "taken as wrong"},
        {"moodle", MC("", "0", "ten", "0", "0"), 0, 1, "no number"},
        {"moodle", "<quiz><question type=\"shortanswer\"/><question type=\"shortanswer\"/><question type=\"essay\"/></quiz>", 0, 3, "shortanswer"},
        {"moodle",
         "<quiz><question type=\"multichoice\"><questiontext format=\"html\"><text>@@PLUGINFILE@@/x.png</text><file name=\"x.png\" encoding=\"base64\">aGk=</file>"
         "</questiontext></question></quiz>", 0, 1, "picture"},
        {"moodle", "<quiz><question type=\"truefalse\"><questiontext><text>Q</text></questiontext><answer fraction=\"100\"><text>true</text></answer>"
                   "<answer fraction=\"0\"><text>false</text></answer></question></quiz>", 0, 1, "2 options"}};
    struct rig r;
    (void)state;
    /* "" is said by no finding: the plain good case is looked at below */
    for (size_t i = 0; i < sizeof TRAPS / sizeof TRAPS[0]; i++)
        if (TRAPS[i].word[0])
            run_trap(&TRAPS[i]);
    read_text(&r, "moodle", MC("", "0", "100", "0", "0"));
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.findings.count, 0);
    assert_int_equal(r.in.question[0].answer, 1);
    stop(&r);
    read_text(&r, "moodle", "<quiz><question type=\"shortanswer\"/><question type=\"essay\"/><question type=\"shortanswer\"/></quiz>");
    assert_int_equal(r.in.kinds, 2);
    assert_string_equal(r.in.kind[0].name, "shortanswer");
    assert_int_equal(r.in.kind[0].count, 2);
    stop(&r);
}

#define ITEM21(declaration, interaction)                                                                                                             \
    "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"i\" title=\"t\">" declaration "<itemBody><p>Q</p>" interaction     \
    "</itemBody></assessmentItem>"
#define DECLARE(cardinality, values) \
    "<responseDeclaration identifier=\"R\" cardinality=\"" cardinality "\" baseType=\"identifier\"><correctResponse>" values "</correctResponse></responseDeclaration>"
#define CHOICES(attributes, d)                                                                                                                       \
    "<choiceInteraction responseIdentifier=\"R\" " attributes "><simpleChoice identifier=\"A\">a</simpleChoice><simpleChoice identifier=\"B\">b"         \
    "</simpleChoice><simpleChoice identifier=\"C\">c</simpleChoice><simpleChoice identifier=\"" d "\">d</simpleChoice></choiceInteraction>"

static void qti_traps(void **state)
{
    static const struct trap TRAPS[] = {
        {"qti", ITEM21(DECLARE("multiple", "<value>A</value>"), CHOICES("maxChoices=\"1\"", "D")), 0, 1, "cardinality"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value><value>B</value>"), CHOICES("", "D")), 0, 1, "several right answers"},
        {"qti", ITEM21(DECLARE("single", "<value>X</value>"), CHOICES("", "D")), 0, 1, "not there"},
        {"qti", ITEM21("", CHOICES("", "D")), 0, 1, "no declaration"},
        {"qti", ITEM21(DECLARE("single", ""), CHOICES("", "D")), 0, 1, "no right answer"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), CHOICES("", "A")), 0, 1, "same identifier"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), CHOICES("", "D") CHOICES("", "D")), 0, 1, "several interactions"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), "<orderInteraction/>"), 0, 1, "orderInteraction"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), "<p>none</p>"), 0, 1, "without an interaction"},
        {"qti", ITEM21(DECLARE("single", "<value>A</value>"), "<p><img src=\"x\"/></p>" CHOICES("", "D")), 0, 1, "<img>"}};
    struct rig r;
    (void)state;
    RUN(TRAPS);
    /* no maxChoices: unlimited in 2.1, one in 3.0; the cardinality decides in both */
    read_text(&r, "qti", ITEM21(DECLARE("single", "<value> C </value>"), CHOICES("", "D")));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 2);
    assert_string_equal(r.in.question[0].text.stem, "Q");
    stop(&r);
    read_text(&r, "qti",
              "<qti-assessment-item identifier=\"i\" title=\"i\" time-dependent=\"false\"><qti-response-declaration identifier=\"R\" cardinality=\"single\" "
              "base-type=\"identifier\"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration><qti-item-body>"
              "<qti-choice-interaction response-identifier=\"R\"><qti-prompt>P</qti-prompt><qti-simple-choice identifier=\"A\">a</qti-simple-choice>"
              "<qti-simple-choice identifier=\"B\">b<qti-feedback-inline>why</qti-feedback-inline></qti-simple-choice><qti-simple-choice identifier=\"C\">c"
              "</qti-simple-choice><qti-simple-choice identifier=\"D\">d</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.option[1], "b");
    assert_string_equal(r.in.question[0].note, "why");
    assert_null(r.in.question[0].name);
    stop(&r);
}

static void pack(const struct packing_part *parts, struct buf *zip)
{
    buf_init(zip, 1 << 26);
    packing_zip(parts, zip);
}

static void qti_packages(void **state)
{
    static const char ITEM[] = ITEM21(DECLARE("single", "<value>A</value>"), CHOICES("", "D"));
    static const char RESOURCES[] = "<m:manifest xmlns:m=\"http://www.imsglobal.org/xsd/imscp_v1p1\"><m:resources>"
                                    "<m:resource identifier=\"1\" type=\"imsqti_item_xmlv2p1\" href=\"a.xml\"/>"
                                    "<m:resource identifier=\"2\" type=\"imsqti_item_xmlv2p1\" href=\"gone.xml\"/>"
                                    "<m:resource identifier=\"3\" type=\"imsqti_item_xmlv2p2\" href=\"https://example.org/x.xml\"/>"
                                    "<m:resource identifier=\"4\" type=\"imsqti_item_xmlv2p2\" href=\"../up.xml\"/>"
                                    "<m:resource identifier=\"5\" type=\"webcontent\" href=\"a.png\"/></m:resources></m:manifest>";
    const struct packing_part PARTS[] = {{"imsmanifest.xml", RESOURCES}, {"a.xml", ITEM}, {NULL, NULL}};
    const struct packing_part UP[] = {{"imsmanifest.xml", RESOURCES}, {"../up.xml", ITEM}, {NULL, NULL}};
    const struct packing_part NO_MANIFEST[] = {{"a.xml", ITEM}, {NULL, NULL}};
    struct rig r;
    struct buf zip;
    (void)state;
    pack(PARTS, &zip);
    read_bytes(&r, "qti", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_int_equal(intake_rejected(&r.in), 3);
    assert_true(says(&r, "does not hold this file") && says(&r, "outside the package"));
    stop(&r);
    for (size_t cut = 1; cut < zip.len; cut += 37) { /* whatever is cut off, it is refused */
        start(&r);
        assert_int_not_equal(qti_read_package(zip.data, zip.len - cut, &r.in, &r.e), ERR_OK);
        stop(&r);
    }
    buf_free(&zip);
    pack(UP, &zip);
    start(&r);
    assert_int_equal(qti_read_package(zip.data, zip.len, &r.in, &r.e), ERR_FORMAT);
    assert_non_null(strstr(r.e.text, "leads out of it"));
    stop(&r);
    buf_free(&zip);
    pack(NO_MANIFEST, &zip);
    start(&r);
    assert_int_equal(qti_read_package(zip.data, zip.len, &r.in, &r.e), ERR_FORMAT);
    stop(&r);
    buf_free(&zip);
}

/* BOM, CR LF, CR alone, decomposed letters: the same questions. */
static void every_dialect_of_text_is_the_same(void **state)
{
    static const struct { const char *format, *text; } TEXTS[] = {
        {"gift", "Ti\xE1\xBA\xBFng {\n=a\n~b\n~c\n~d\n}\n\nHai {\n~a\n~b\n=c\n~d\n}\n"},
        {"aiken", "Ti\xE1\xBA\xBFng\nA) a\nB) b\nC) c\nD) d\nANSWER: A\n\nHai\nA) a\nB) b\nC) c\nD) d\nANSWER: C\n"},
        {"csv", "STT;C\xC3\xA2u h\xE1\xBB\x8Fi;A;B;C;D;\xC4\x90\xC3\xA1p \xC3\xA1n\n1;Ti\xE1\xBA\xBFng;a;b;c;d;a\n2;Hai;a;b;c;d;c\n"}};
    static const char *const ENDS[] = {"\n", "\r\n", "\r"};
    (void)state;
    for (size_t t = 0; t < 3; t++)
        for (int variant = 0; variant < 12; variant++) {
            struct buf b;
            struct rig r;
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
            read_bytes(&r, TEXTS[t].format, b.data, b.len);
            if (r.rc != ERR_OK || r.in.count != 2)
                fail_msg("%s, variant %d: %zu, %s", TEXTS[t].format, variant, r.in.count, r.e.text);
            assert_string_equal(r.in.question[0].text.stem, "Ti\xE1\xBA\xBFng");
            assert_int_equal(r.in.question[1].answer, 2);
            assert_int_equal(r.in.change[INTAKE_COMPOSED], variant >= 6);
            stop(&r);
            buf_free(&b);
        }
}

static void a_bad_byte_rejects_its_question_with_the_offset(void **state)
{
    #define BYTES(literal) literal, sizeof literal - 1
    static const struct { const char *format, *text; size_t len; const char *word; } TEXTS[] = {
        {"gift", BYTES("Q\xFF {=a ~b ~c ~d}\n\nQ2 {=a ~b ~c ~d}\n"), "offset 1"},
        {"gift", BYTES("Q1 {=a ~b ~c ~d}\r\n\r\nQ\0 {=a ~b ~c ~d}\n"), "offset 21"},
        {"aiken", BYTES("Q\nA) a\nB) b\nC) c\nD) d\nANSWER: A\nQ\xC3\nA) a\nB) b\nC) c\nD) d\nANSWER: A\n"), "(33)"},
        {"csv", BYTES("question,a,b,c,d,answer\nQ,a,b,c,d,a\nR,a,b\0,c,d,a\n"), "offset 41"}};
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct rig r;
        read_bytes(&r, TEXTS[i].format, TEXTS[i].text, TEXTS[i].len);
        if (r.rc != ERR_OK || r.in.count != 1 || intake_rejected(&r.in) != 1 || !says(&r, TEXTS[i].word))
            fail_msg("%zu: %d %zu %zu %s %s", i, r.rc, r.in.count, intake_rejected(&r.in), r.e.text, r.findings.count ? r.findings.item[0].text : "");
        stop(&r);
    }
}

static void columns_are_found_by_their_headings(void **state)
{
    static const struct trap TRAPS[] = {
        {"csv", "Câu hỏi\tĐáp án đúng\tPhương án A\tPhương án B\tPhương án C\tPhương án D\nQ\tE\ta\tb\tc\td\n", 0, 1, "no letter from a to d"},
        {"csv", "question,answer,option a,option b,option c,option d,option e\nQ,A,a,b,c,d,e\n", 0, 1, "5 options"},
        {"csv", "question,answer,option a,option b,option c,option d\nQ,A,a,b,,d\n", 0, 1, "option c has no text"},
        {"csv", "question,answer,option a,option b,option c,option d\nQ,\"A, B\",a,b,c,d\n", 0, 1, "more than one letter"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nd. 4\",a,I\n", 0, 1, "option c is missing"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nb. 2\nc. 3\nd. 4\",a,I\n", 0, 1, "option b stands twice"},
        {"csv", "Câu hỏi,Đáp án,Hạng\n\"Q\na. 1\nb. 2\nc. 3\nd. 4\",a,II\n", 0, 1, "its heading's another"},
        {"csv", "question,answer,option a,option b,option c,option d,field,grade,pool\nQ,A,a,b,c,d,9.9,I,Chuyên môn\n", 0, 1, "field \"9.9\""}};
    struct rig r;
    (void)state;
    RUN(TRAPS);
    read_text(&r, "csv", "Bảng câu hỏi;;;;;;;;\nSTT;CÂU HỎI;a;b;c;d;Đáp án;Lĩnh vực;Hạng;Phần;Căn cứ\n7;'=1+1?;x;y;z;t;Đáp án: D;khao sat dia hinh;Hạng II;Pháp luật riêng;Điều 3\n");
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].category, "1.1/II/phap-luat-rieng");
    assert_string_equal(r.in.question[0].text.stem, "=1+1?");
    assert_string_equal(r.in.question[0].note, "Điều 3");
    assert_string_equal(r.in.question[0].number, "7");
    assert_int_equal(r.in.question[0].answer, 3);
    assert_int_equal(r.in.question[0].line, 3);
    assert_int_equal(r.in.change[INTAKE_GUARD], 1);
    stop(&r);
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STRONG(marker, text) "<w:p><w:r><w:t>" marker "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>" text "</w:t></w:r></w:p>"
#define LISTED(list, text) "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" text "</w:tc>"

static void read_word(struct rig *r, const char *body)
{
    static const char NUMBERING[] = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                                    "<w:lvlText w:val=\"Câu %1:\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
                                    "<w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/>"
                                    "</w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    struct buf text, zip;
    buf_init(&text, 1 << 20);
    buf_printf(&text, "<w:document xmlns:w=\"w\"><w:body>%s</w:body></w:document>", body);
    const struct packing_part PARTS[] = {{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", buf_text(&text)}, {"word/numbering.xml", NUMBERING}, {NULL, NULL}};
    pack(PARTS, &zip);
    read_bytes(r, "docx", zip.data, zip.len);
    if (r->rc != ERR_OK)
        fail_msg("%s", r->e.text);
    buf_free(&text);
    buf_free(&zip);
}

static void word_questions_in_paragraphs(void **state)
{
    struct rig r;
    (void)state;
    read_word(&r, P("1.2. Câu hỏi Pháp luật riêng - Khảo sát địa hình - Hạng II") P("Câu 1: Một") P("tiếp theo?") P("a. x\tb. y") P("c. z") P("d. t") P("Đáp án: C."));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Một\ntiếp theo?");
    assert_string_equal(r.in.question[0].category, "1.1/II/phap-luat-rieng");
    assert_string_equal(r.in.question[0].text.option[1], "y");
    assert_int_equal(r.in.question[0].answer, 2);
    stop(&r);
    read_word(&r, P("Câu 12. Hai?") P("A. x") STRONG("B. ", "y") P("C. z") P("D. t") P("Câu 13. Ba?") P("A. x") P("B. y") P("C. z") P("D. t"));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 1);
    assert_string_equal(r.in.question[0].number, "12");
    assert_true(says(&r, "no right answer"));
    stop(&r);
    read_word(&r, LISTED("5", "Bốn?") LISTED("6", "x") LISTED("6", "y") LISTED("6", "z") LISTED("6", "t") P("Đáp án d"));
    assert_int_equal(r.in.count, 1);
    assert_int_equal(r.in.question[0].answer, 3);
    stop(&r);
    read_word(&r, P("Câu 1: Q?") STRONG("a. ", "x") P("b. y") P("c. z") P("d. t") P("Đáp án: b"));
    assert_true(r.in.count == 0 && says(&r, "another than the answer written"));
    stop(&r);
    read_word(&r, P("Câu 1: Q?") P("a. x") P("c. z") P("d. t") P("Đáp án: a") P("Câu 2: Q?") P("a. x") P("tiếp") P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && says(&r, "option b is missing") && says(&r, "belongs to no option"));
    stop(&r);
    read_word(&r, "<w:p><w:r><w:t>Câu 1: m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>3</w:t></w:r><w:r><w:t>, m</w:t></w:r>"
                  "<w:r><w:rPr><w:position w:val=\"8\"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>, H</w:t></w:r><w:r><w:rPr><w:position w:val=\"-6\"/></w:rPr>"
                  "<w:t>2</w:t></w:r><w:r><w:t>O?</w:t></w:r></w:p>" P("a. x") P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "m³, m², H₂O?");
    stop(&r);
    read_word(&r, P("Câu 1: x") "<w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>q</w:t></w:r></w:p>" P("a. x") P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && says(&r, "raised or lowered"));
    stop(&r);
    read_word(&r, P("Câu 1: Q?") "<w:p><w:r><w:drawing/></w:r></w:p>" P("a. x") P("b. y") P("c. z") P("d. t") P("Đáp án: a"));
    assert_true(r.in.count == 0 && says(&r, "picture"));
    stop(&r);
}

static void word_tables(void **state)
{
    struct rig r;
    (void)state;
    read_word(&r, P("1.3. Câu hỏi Chuyên môn - Giám sát công tác xây dựng công trình - Hạng III") "<w:tbl><w:tr>" CELL(P("STT")) CELL(P("Câu hỏi")) CELL(P("Đáp án"))
                  CELL(P("Hạng")) "</w:tr><w:tr>" CELL(P("1")) CELL(P("Q?") P("a. x") P("b. y") P("c. z") P("d. t")) CELL(P("b")) CELL(P("III")) "</w:tr><w:tr>"
                  CELL(P("2")) CELL(P("Q2?") P("a. x") P("b. y") P("c. z")) CELL(P("b")) CELL(P("III")) "</w:tr></w:tbl>"
                  "<w:tbl><w:tr>" CELL(P("không")) CELL(P("tiêu đề")) "</w:tr></w:tbl>");
    assert_int_equal(r.in.count, 1);
    assert_int_equal(intake_rejected(&r.in), 2);
    assert_string_equal(r.in.question[0].category, "4.1/III/chuyen-mon");
    assert_int_equal(r.in.question[0].answer, 1);
    assert_true(says(&r, "option d is missing") && says(&r, "without headings"));
    stop(&r);
}

static const char WORKBOOK[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Đề\" r:id=\"r1\"/><sheet name=\"Khác\" r:id=\"r2\"/></sheets></workbook>";
static const char RELATIONS[] = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";

static void sheets(void **state)
{
    static const char SHARED[] = "<sst><si><t>Câu hỏi</t></si><si><r><t>Câu </t></r><r><t>một m</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r><rPh><t>bỏ</t></rPh></si></sst>";
    static const char SHEET[] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>A</t></is></c><c r=\"C1\" t=\"str\"><v>B</v></c>"
                                "<c r=\"D1\" t=\"str\"><v>C</v></c><c r=\"E1\" t=\"str\"><v>D</v></c><c r=\"F1\" t=\"str\"><v>Đáp án</v></c></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>1</v></c>"
                                "<c r=\"B4\"><v>12</v></c><c r=\"C4\" s=\"1\"><v>44927</v></c><c r=\"D4\"><v>12.5</v></c><c r=\"E4\" t=\"b\"><v>1</v></c><c r=\"F4\" t=\"str\"><f>x</f><v>b</v></c>"
                                "</row></sheetData></worksheet>";
    static const char STYLES[] = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    const struct packing_part PARTS[] = {{"xl/workbook.xml", WORKBOOK}, {"xl/_rels/workbook.xml.rels", RELATIONS}, {"xl/sharedStrings.xml", SHARED}, {"xl/styles.xml", STYLES},
                                         {"xl/worksheets/sheet1.xml", SHEET}, {"xl/worksheets/sheet2.xml", "<worksheet><sheetData><row r=\"3\"><c r=\"A3\" t=\"str\"><v>x</v></c></row></sheetData></worksheet>"},
                                         {NULL, NULL}};
    const struct packing_part MISSING[] = {{"xl/workbook.xml", WORKBOOK}, {"xl/_rels/workbook.xml.rels", RELATIONS}, {"xl/worksheets/sheet1.xml", SHEET}, {NULL, NULL}};
    struct rig r;
    struct buf zip;
    (void)state;
    pack(PARTS, &zip);
    read_bytes(&r, "xlsx", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Câu một m²");
    assert_string_equal(r.in.question[0].text.option[0], "12");
    assert_string_equal(r.in.question[0].text.option[1], "01/01/2023");
    assert_int_equal(r.in.question[0].line, 4);
    assert_int_equal(r.in.question[0].answer, 1);
    assert_true(intake_rejected(&r.in) == 1 && says(&r, "without headings"));
    stop(&r);
    buf_free(&zip);
    pack(MISSING, &zip);
    read_bytes(&r, "xlsx", zip.data, zip.len);
    assert_int_equal(r.rc, ERR_FORMAT);
    assert_non_null(strstr(r.e.text, "does not hold its sheet"));
    stop(&r);
    buf_free(&zip);
}

static void dates_of_sheets(void **state)
{
    char out[11];
    (void)state;
    assert_true(rows_date(1, false, out) && strcmp(out, "01/01/1900") == 0);
    assert_true(rows_date(59, false, out) && strcmp(out, "28/02/1900") == 0);
    assert_false(rows_date(60, false, out));
    assert_true(rows_date(61, false, out) && strcmp(out, "01/03/1900") == 0);
    assert_true(rows_date(25569, false, out) && strcmp(out, "01/01/1970") == 0);
    assert_true(rows_date(44927.75, false, out) && strcmp(out, "01/01/2023") == 0);
    assert_true(rows_date(45351, false, out) && strcmp(out, "29/02/2024") == 0);
    assert_true(rows_date(43465, true, out) && strcmp(out, "01/01/2023") == 0);
    assert_false(rows_date(0, false, out));
    assert_false(rows_date(-5, false, out));
    assert_false(rows_date(1e300, false, out));
}

/* Pages of words in the form pdftotext gives them. */
static void box(struct buf *b, double x, double y, const char *text)
{
    char *copy = strdup(text), *rest = copy, *word;
    while ((word = strsep(&rest, " "))) {
        buf_printf(b, "    <word xMin=\"%.2f\" yMin=\"%.2f\" xMax=\"%.2f\" yMax=\"%.2f\">%s</word>\n", x, y, x + 6.0 * (double)strlen(word), y + 12, word);
        x += 6.0 * (double)strlen(word) + 4;
    }
    free(copy);
}

static void page(struct buf *b, int number, const char *above)
{
    char text[16];
    buf_add_text(b, number > 1 ? "  </page>\n  <page width=\"595\" height=\"842\">\n" : "  <page width=\"595\" height=\"842\">\n");
    snprintf(text, sizeof text, "%d", number);
    if (above[0])
        box(b, 200, 20, above);
    box(b, 290, 800, text);
}

static void table_head(struct buf *b, double y)
{
    box(b, 60, y, "STT");
    box(b, 200, y, "Câu hỏi");
    box(b, 440, y, "Đáp án");
    box(b, 510, y, "Hạng");
}

/* A row of five lines from y; middle: its number, answer and grade stand at half its height. */
static void five_lines(struct buf *b, double y, const char *number, const char *stem, const char *last, bool middle)
{
    double at = middle ? y + 28 : y;
    box(b, 66, at, number);
    box(b, 455, at, "b");
    box(b, 525, at, "I");
    box(b, 100, y, stem);
    box(b, 100, y + 14, "a. một");
    box(b, 100, y + 28, "b. hai");
    box(b, 100, y + 42, "c. ba");
    box(b, 100, y + 56, last);
}

static void read_boxes(struct rig *r, struct buf *b)
{
    start(r);
    FILE *f = fmemopen(b->data, b->len, "r");
    r->rc = pdf_read_boxes(f, &r->fields, &r->in, &r->e);
    fclose(f);
}

static void pdf_pages(void **state)
{
    struct buf b;
    struct rig r;
    (void)state;
    buf_init(&b, 1 << 20);
    for (int n = 1; n <= 6; n++) { /* one row a page, which runs over to the next: its last line is a year, under a running head, over the page's number */
        char number[4], stem[64];
        page(&b, n, "Bộ câu hỏi năm 2025");
        if (n == 1) {
            box(&b, 60, 40, "1.1. Câu hỏi Pháp luật chung -");
            box(&b, 60, 54, "Khảo sát địa hình - Hạng I");
            table_head(&b, 70);
        } else {
            box(&b, 100, 90, "2014");
        }
        snprintf(number, sizeof number, "%d", n);
        snprintf(stem, sizeof stem, "Câu %d nào?", n);
        five_lines(&b, 600, number, stem, "d. bốn, năm", false);
    }
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    if (r.in.count != 6)
        fail_msg("%zu rows, first said \"%s\"", r.in.count, r.findings.count ? r.findings.item[0].text : "");
    assert_string_equal(r.in.question[0].text.option[3], "bốn, năm 2014");
    assert_string_equal(r.in.question[4].text.option[3], "bốn, năm 2014");
    assert_string_equal(r.in.question[5].text.option[3], "bốn, năm");
    assert_string_equal(r.in.question[0].category, "1.1/I/phap-luat-chung");
    assert_int_equal(r.in.question[3].page, 4);
    assert_int_equal(r.in.question[3].answer, 1);
    stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "2.1. Câu hỏi Chuyên môn - Không có trong danh mục - Hạng I");
    table_head(&b, 70);
    five_lines(&b, 100, "1", "Một?", "d. bốn", false);
    five_lines(&b, 200, "4", "Bốn?", "d. bốn", false);
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    assert_true(r.in.count == 0 && intake_rejected(&r.in) == 4); /* two rows under an unknown field, and the two that are missing between */
    assert_true(says(&r, "field is not known") && says(&r, "no row has this number"));
    stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I");
    table_head(&b, 70);
    five_lines(&b, 100, "1", "Bao nhiêu m", "d. bốn", false);
    buf_add_text(&b, "    <word xMin=\"168\" yMin=\"98\" xMax=\"174\" yMax=\"107\">2</word>\n    <word xMin=\"174\" yMin=\"100\" xMax=\"180\" yMax=\"112\">,</word>\n");
    five_lines(&b, 200, "2", "Bao nhiêu x", "d. bốn", false);
    buf_add_text(&b, "    <word xMin=\"168\" yMin=\"198\" xMax=\"174\" yMax=\"207\">k</word>\n");
    read_boxes(&r, &b);
    assert_int_equal(r.in.count, 1);
    assert_string_equal(r.in.question[0].text.stem, "Bao nhiêu m²,");
    assert_true(says(&r, "raised or lowered"));
    stop(&r);
    buf_clear(&b);
    page(&b, 1, "");
    box(&b, 60, 40, "1.1. Câu hỏi Chuyên môn - Khảo sát địa hình - Hạng I");
    table_head(&b, 70);
    for (int n = 0; n < 5; n++)
        five_lines(&b, 100 + 80 * n, (const char[2]){(char)('1' + n), '\0'}, "Câu nào?", "d. bốn", true);
    read_boxes(&r, &b);
    assert_int_equal(r.rc, ERR_OK);
    assert_int_equal(r.in.count, 5);
    assert_string_equal(r.in.question[4].text.stem, "Câu nào?");
    assert_string_equal(r.in.question[4].number, "5");
    stop(&r);
    buf_free(&b);
}

static void hostile_xml_is_refused(void **state)
{
    static const char *const BOMBS[] = {
        "<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><quiz><question type=\"multichoice\"><questiontext><text>&c;</text></questiontext></question></quiz>",
        "<!DOCTYPE quiz SYSTEM \"file:///etc/passwd\"><quiz/>",
        "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz><question type=\"multichoice\"><questiontext><text>&x;</text></questiontext></question></quiz>"};
    struct buf deep;
    struct rig r;
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        start(&r);
        assert_int_equal(moodle_read(BOMBS[i], strlen(BOMBS[i]), &r.in, &r.e), ERR_FORMAT);
        if (i > 0) /* the bomb goes off in the parser's hands before its declaration is seen here */
            assert_non_null(strstr(r.e.text, "DOCTYPE"));
        assert_int_equal(r.in.count, 0);
        stop(&r);
    }
    buf_init(&deep, 1 << 24);
    buf_add_text(&deep, "<quiz><question type=\"multichoice\">");
    for (int i = 0; i < 100000; i++)
        buf_add_text(&deep, "<a>");
    start(&r);
    assert_int_equal(moodle_read(deep.data, deep.len, &r.in, &r.e), ERR_FORMAT);
    stop(&r);
    buf_free(&deep);
    start(&r);
    assert_int_equal(moodle_read("<quiz><question type=\"essay\"/>", 30, &r.in, &r.e), ERR_FORMAT);
    stop(&r);
}

static void hostile_archives_are_refused(void **state)
{
    static const char *const NAMES[] = {"/etc/passwd", "../x", "a/../../x", "a\\..\\x", "C:/x"};
    struct zip z;
    struct err e;
    struct buf zip, zeros;
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const struct packing_part PARTS[] = {{NAMES[i], "x"}, {NULL, NULL}};
        pack(PARTS, &zip);
        assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_FORMAT);
        buf_free(&zip);
    }
    const struct packing_part TWICE[] = {{"a", "x"}, {"a", "y"}, {NULL, NULL}};
    pack(TWICE, &zip);
    assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_FORMAT);
    buf_free(&zip);
    /* 64 MiB of zeros squeezed into some 64 KiB */
    buf_init(&zeros, 128 << 20);
    buf_add_zero(&zeros, 64 << 20);
    buf_init(&zip, 1 << 24);
    packing_deflated("xl/workbook.xml", zeros.data, zeros.len, &zip);
    assert_true(zip.len < 1 << 20);
    assert_int_equal(zip_open(&z, zip.data, zip.len, NULL, &e), ERR_LIMIT);
    buf_free(&zip);
    buf_free(&zeros);
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {cmocka_unit_test(aiken_traps), cmocka_unit_test(gift_traps), cmocka_unit_test(moodle_traps), cmocka_unit_test(qti_traps),
                                       cmocka_unit_test(qti_packages), cmocka_unit_test(every_dialect_of_text_is_the_same),
                                       cmocka_unit_test(a_bad_byte_rejects_its_question_with_the_offset), cmocka_unit_test(columns_are_found_by_their_headings),
                                       cmocka_unit_test(word_questions_in_paragraphs), cmocka_unit_test(word_tables), cmocka_unit_test(sheets),
                                       cmocka_unit_test(dates_of_sheets), cmocka_unit_test(pdf_pages), cmocka_unit_test(hostile_xml_is_refused), cmocka_unit_test(hostile_archives_are_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
