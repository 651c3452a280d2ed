/* Where questions of text formats begin and end: none takes its neighbour with it, however broken
 * one is, and each lands in its own pool. */
#include "tests/lib/importer_rig.h"
#include "tools/import/bank_folder.h"
#include "tools/import/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define OPTIONS "{\n=Một\n~Hai\n~Ba\n~Bốn\n}\n"
#define INLINE "{=Một ~Hai ~Ba ~Bốn}"

/* outcomes: of each question of the source its name's or text's first letter, or - when it is
 * rejected; behind it the letters of its grade: 2 for II, 0 for no category.
 * says: a word of what is said, "" for nothing at all. */
struct border {
    const char *text, *outcomes, *says;
};

static void show_outcomes(const struct importer *in, char *out, size_t room)
{
    out[0] = '\0';
    for (size_t i = 0; i < in->outcomes; i++) {
        const struct importer_question *q =
            in->outcome[i].question >= 0 ? &in->question[in->outcome[i].question] : NULL;
        size_t n = strlen(out);
        const char *grade = q ? strchr(q->category, '/') : NULL;
        if (q)
            snprintf(out + n, room - n, "%.1s%zu ", q->name ? q->name : q->text.stem,
                     grade ? strcspn(grade + 1, "/") : 0);
        else
            snprintf(out + n, room - n, "- ");
    }
    if (out[0])
        out[strlen(out) - 1] = '\0';
}

static void run_border(const char *format, const struct border *b)
{
    struct importer_rig r;
    char outcomes[256];
    importer_rig_text(&r, format, b->text);
    show_outcomes(&r.in, outcomes, sizeof outcomes);
    if (r.rc != ERR_OK || strcmp(outcomes, b->outcomes) != 0 ||
        (b->says[0] ? !importer_rig_says(&r, b->says) : r.findings.count != 0))
        fail_msg("wanted %s, \"%s\"; got %s; first said \"%s\"; in:\n%s", b->outcomes, b->says,
                 outcomes, r.findings.count ? r.findings.item[0].text : r.e.text, b->text);
    for (size_t i = 0; i < r.in.outcomes; i++)
        if (r.in.outcome[i].question < 0 &&
            (!r.in.outcome[i].line || !r.in.outcome[i].number[0] || !r.in.outcome[i].reason[0]))
            fail_msg("rejected without line, number or reason:\n%s", b->text);
    importer_rig_stop(&r);
}

static void gift_questions_keep_to_themselves(void **state)
{
    static const struct border BORDERS[] = {
        /* no blank line, a category in the middle */
        {"$CATEGORY: 1.1/II/chuyen-mon\n::A::Một? " OPTIONS "::B::Hai? " OPTIONS
         "$CATEGORY: 1.1/III/chuyen-mon\n::C::Ba? " OPTIONS "\n::D::Bốn? " OPTIONS,
         "A2 B2 C3 D3", "$CATEGORY without a blank line"},
        {"::A::Một? " OPTIONS "::B::Hai? " OPTIONS, "A1 B1",
         "1 questions begin without a blank line"},
        {"Anh? " OPTIONS "Em? " OPTIONS "Cha? " OPTIONS, "A1 E1 C1", "2 questions begin without"},
        {"Anh? " INLINE "\nEm? " INLINE "\nCha? " INLINE "\n", "A1 E1 C1", "2 questions"},
        {"Anh? " INLINE " Em? " INLINE " ::C::Cha? " INLINE, "A1 E1 C1", "2 questions"},
        {"::A::Một? " INLINE " $CATEGORY: 1.1/II/chuyen-mon\n::B::Hai? " INLINE, "A1 B2",
         "$CATEGORY without"},
        {"$CATEGORY: 1.1/II/chuyen-mon ::A::Một? " INLINE "\n\n::B::Hai? " INLINE, "A2 B2",
         "1 questions begin"},
        {"$CATEGORY: 1.1/II/chuyen-mon Anh? " INLINE, "A2", "1 questions begin"},
        {"::A::Một? " OPTIONS
         "\n$CATEGORY: 1.1/II/chuyen-mon\n\n$CATEGORY: 1.1/III/chuyen-mon\n\n::B::Hai? " OPTIONS,
         "A1 B3", ""},
        {"\t::A::Một?\n" OPTIONS "\t::B::Hai?\nhai dòng\n" OPTIONS, "A1 B1", "1 questions begin"},
        /* comments between */
        {"// một\n::A::Một? " OPTIONS
         "// hai\n::B::Hai? {\n=Một\n// trong\n~Hai\n~Ba\n~Bốn\n}\n// cuối\n",
         "A1 B1", "1 questions begin"},
        {"::A::Một? " OPTIONS "\n// ::X::Bỏ? " INLINE "\n\n::B::Hai? " OPTIONS, "A1 B1",
         "1 comment lines have a question"},
        /* one is broken: the others are not */
        {"::A::Một? {\n=Một\n~Hai\n~Ba\n~Bốn\n::B::Hai? " OPTIONS "::C::Ba? " OPTIONS, "- B1 C1",
         "the } of the answers is missing"},
        {"Anh? {\n=Một\n~Hai\n~Ba\n~Bốn\nEm? " OPTIONS "Cha? " OPTIONS, "- E1 C1",
         "the } of the answers is missing"},
        {"::A::Một?\n=Một\n~Hai\n~Ba\n~Bốn\n}\n::B::Hai? " OPTIONS, "- B1",
         "is the { before it missing"},
        {"::A::\n~Một\n=Hai\n~Ba\n~Bốn\nEm? " OPTIONS, "- E1", "is the { before it missing"},
        {"Anh?\n~Một\n=Hai\n}\nEm? " OPTIONS, "- E1", "begins with = or ~ (\"~Một\")"},
        {"Biết a\n= b, hỏi? " OPTIONS, "-", "begins with = or ~ (\"= b, hỏi?\")"},
        {"Biết a\n\\= b, hỏi? " OPTIONS, "B1", ""},
        {"::A::Một?\n::B::Hai? " OPTIONS, "- B1", "a text without answers (description)"},
        {"::A::Một? {\n=\\frac{a}{b}\n~Hai\n~Ba\n~Bốn\n}\nEm? " OPTIONS, "- E1",
         "{ or } inside a text"},
        {"::A::Một $$\\frac{a}{b}$$? " OPTIONS "::B::Hai? " OPTIONS, "- B1",
         "inside a text (\"a\")"},
        {"::A::Một? {=Một ~Hai ~Ba}\n::B::Hai? " OPTIONS, "- B1", "3 options, not four"},
        {"::A::Một? {TRUE}\n::B::Hai? " OPTIONS "::C::Ba {=1 -> 2 =3 -> 4}\n::D::Bốn? " OPTIONS,
         "- B1 - D1", "true or false (true/false)"},
        {"::A::Một? " INLINE "\n\nHết.\n\n::B::Hai? " INLINE, "A1 - B1", "a text without answers"},
        {"::A::Một? " INLINE " trong câu\n::B::Hai? " INLINE, "- B1",
         "a gap to be filled (missingword)"},
        {"::A::Một ::B::Hai? " INLINE "\n::C::Ba? " INLINE, "- B1 C1", "a text without answers"},
        {"::A::Một::B::Hai? " INLINE "\n::C::Ba? " INLINE, "- C1",
         "does another question begin there"},
        {"::A::Một? {=Một ~Hai ~Ba ~Bốn ::B::Hai? " INLINE "\n::C::Ba? " INLINE, "- B1 C1",
         "the } of the answers is missing"},
        {"::A::Một\xFF? " OPTIONS "::B::Hai? " OPTIONS, "- B1", "bad byte at offset 10"},
        /* a blank line where none belongs */
        {"::A::Một? {\n=Một\n\n~Hai\n~Ba\n\n\n~Bốn\n\n}\n\n::B::Hai? " OPTIONS, "A1 B1",
         "a blank line stands inside the answers"},
        {"::A::Một? {\n=Một\n~Hai\n\n::B::Hai? " OPTIONS, "- B1", "} of the answers is missing"},
        /* categories as people write them */
        {"$category: 1.1/II/chuyen-mon\n\n::A::Một? " OPTIONS, "A2",
         "read as $CATEGORY: 1.1/II/chuyen-mon"},
        {"$CATEGORY : 1.1/II/chuyen-mon\n\n::A::Một? " OPTIONS, "A2", "read as $CATEGORY"},
        {"$CATEGORY 1.1/II/chuyen-mon\n\n::A::Một? " OPTIONS, "A0", "has no colon"}};
    (void)state;
    for (size_t i = 0; i < sizeof BORDERS / sizeof BORDERS[0]; i++)
        run_border("gift", &BORDERS[i]);
}

#define AIKEN(stem, answer) stem "\nA. Một\nB. Hai\nC. Ba\nD. Bốn\n" answer "\n"

static void aiken_questions_keep_to_themselves(void **state)
{
    static const struct border BORDERS[] = {
        {AIKEN("Anh?", "Answer: C") "\n" AIKEN("Em?", "ANSWER: D") "\n" AIKEN("Cha?", "ANSWER: D"),
         "- E1 C1", "line 6: \"Answer: C\""},
        {AIKEN("Anh?", "Answer: C") AIKEN("Em?", "ANSWER: D") AIKEN("Cha?", "Answer: d"), "- E1 -",
         "line 18"},
        {AIKEN("Anh?", "answer: b") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "ANSWER : B") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "Answer B") AIKEN("Em?", "ANSWER: D"), "- E1",
         "\"Answer B\" is no answer line"},
        {AIKEN("Anh?", "ANSWER B.") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "ANSWER = B") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "Đáp án: B") AIKEN("Em?", "ANSWER: D"), "- E1", "\"Đáp án: B\""},
        {AIKEN("Anh?", "ĐÁP ÁN B") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "Đáp án đúng là C") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "Trả lời: A và C") AIKEN("Em?", "ANSWER: D"), "- E1", "line 6"},
        {AIKEN("Anh?", "ANSWER:") AIKEN("Em?", "ANSWER: D"), "- E1", "not one letter"},
        {AIKEN("Anh?", "") AIKEN("Em?", "ANSWER: D"), "- E1", "no ANSWER line"},
        {"Anh?\nA. Một\nB. Hai\nC. Ba\nD. Bốn\n" AIKEN("Em?", "ANSWER: D"), "- E1",
         "no ANSWER line"},
        {"Anh?\nA. Một\nB. Hai\nC. Ba\nD. Bốn\nA. Một\nB. Hai\nC. Ba\nD. Bốn\nANSWER: D\n" AIKEN(
             "Em?", "ANSWER: D"),
         "- - E1", "an option before any question"},
        {"Anh?\nA. Một\nB. Hai dài\nsang dòng\nC. Ba\nD. Bốn\nANSWER: A\n" AIKEN("Em?",
                                                                                 "ANSWER: D"),
         "- E1", "line 4: a second line of text"},
        {"Anh?\n\n" AIKEN("Em?", "ANSWER: D"), "- E1", "a text without options"},
        {AIKEN("Anh?", "ANSWER: B") "Giải thích: vì thế\n\n" AIKEN("Em?", "ANSWER: D"), "A1 - E1",
         "a text without options"},
        {AIKEN("Anh?", "ANSWER: B\nANSWER: C") AIKEN("Em?", "ANSWER: D"), "A1 - E1",
         "ANSWER before any question"},
        {AIKEN("Anh?", "ANSWER: B\nAnswer: C") AIKEN("Em?", "ANSWER: D"), "A1 - E1",
         "ANSWER before any question"},
        {AIKEN("Anh?", "ANSWER: B") "\n\n\n" AIKEN("Em?", "ANSWER: d") "\n", "A1 E1", ""},
        {"Anh?\nA. Một\nB. Hai\nC. Ba\nD. Bốn ANSWER: B\n" AIKEN("Em?", "ANSWER: D"), "- E1",
         "line 5: \"ANSWER: B\" stands inside the option"},
        {AIKEN("Answer a question:", "ANSWER: B") AIKEN("Em?", "ANSWER: D"), "A1 E1", ""}};
    (void)state;
    for (size_t i = 0; i < sizeof BORDERS / sizeof BORDERS[0]; i++)
        run_border("aiken", &BORDERS[i]);
}

/* A folder with one field, and a file's questions in it under --pool. */
static void import_to(const char *format, const char *text, const char *pool, struct bank_folder *b,
                      struct findings *f)
{
    static const char INI[] = "[bank]\nid=x\ntitle=x\nedition=1\n\n[field 4.1]\ntitle=Giám sát\n";
    struct importer in;
    struct err e = {0};
    assert_int_equal(bank_folder_begin(b, INI, sizeof INI - 1, "ini", &e), ERR_OK);
    importer_init(&in, "x", f, pool);
    assert_int_equal(formats_find(format)->read(text, strlen(text), &b->fields, &in, &e), ERR_OK);
    assert_int_equal(bank_folder_add(b, &in, &e), ERR_OK);
    importer_free(&in);
}

#define XML_QUESTION(name) \
    "<question type=\"multichoice\"><name><text>" name \
    "</text></name><questiontext format=\"html\"><text>" name \
    "</text></questiontext><answer fraction=\"100\"><text>1</text>" \
    "</answer><answer><text>2</text></answer><answer><text>3</text></answer><answer><text>4</" \
    "text></answer></question>"
#define XML_CATEGORY(path) \
    "<question type=\"category\"><category><text>" path "</text></category></question>"

static void a_pool_that_is_asked_for_holds_for_foreign_categories(void **state)
{
    /* pools: what the bank has then, with its numbers; says: a word, and how many findings */
    static const struct {
        const char *format, *text, *pools, *says;
        size_t findings;
    } CASES[] = {
        {"gift", "$CATEGORY: $course$/Default\n\n::Q::Hỏi? {=a ~b ~c ~d}\n", "4.1/II/chuyen-mon 1",
         "the category \"Default\" is none of this bank: its 1 questions", 1},
        {"gift", "$CATEGORY: $course$/top/Default for GS\n\nA {=a ~b ~c ~d}\n\nB {=a ~b ~c ~d}\n",
         "4.1/II/chuyen-mon 2", "\"Default for GS\" is none of this bank: its 2 questions", 1},
        {"gift",
         "$CATEGORY: 9.9/II/chuyen-mon\n\nA {=a ~b ~c ~d}\n\n$CATEGORY: Khác\n\nB {=a ~b ~c "
         "~d}\n\n$CATEGORY: 9.9/II/chuyen-mon\n\nC {=a ~b ~c ~d}\n",
         "4.1/II/chuyen-mon 3", "\"9.9/II/chuyen-mon\" is none of this bank: its 2 questions", 2},
        {"gift", "A {=a ~b ~c ~d}\n\n$CATEGORY: 4.1/III/chuyen-mon\n\nB {=a ~b ~c ~d}\n",
         "4.1/II/chuyen-mon 1 4.1/III/chuyen-mon 1", "its 1 questions stay there", 1},
        {"gift", "$CATEGORY: 4.1/IV/chuyen-mon\n\nA {=a ~b ~c ~d}\n", "4.1/II/chuyen-mon 1",
         "4.1/IV/chuyen-mon", 1},
        {"moodle",
         "<quiz>" XML_CATEGORY("$course$/top/Default for Giam sat") XML_QUESTION("A")
             XML_QUESTION("B") "</quiz>",
         "4.1/II/chuyen-mon 2", "\"Default for Giam sat\"", 1},
        {"moodle",
         "<quiz>" XML_QUESTION("A") XML_CATEGORY("top/Ngân hàng/Chương 2")
             XML_QUESTION("B") "</quiz>",
         "4.1/II/chuyen-mon 2", "\"Ngân hàng/Chương 2\" is none", 1},
        {"csv",
         "question,a,b,c,d,answer,category\nA,1,2,3,4,a,Chương 1\nB,1,2,3,4,b,4.1/III/chuyen-mon\n",
         "4.1/II/chuyen-mon 1 4.1/III/chuyen-mon 1", "\"Chương 1\" is none", 2},
        {"aiken", AIKEN("Anh?", "ANSWER: B"), "4.1/II/chuyen-mon 1", "", 0}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct bank_folder b;
        struct findings f = {0};
        char pools[256] = "";
        bool said = !CASES[i].says[0];
        import_to(CASES[i].format, CASES[i].text, "4.1/II/chuyen-mon", &b, &f);
        for (size_t p = 0; p < b.source.pools; p++)
            snprintf(pools + strlen(pools), sizeof pools - strlen(pools), "%s%s %zu", p ? " " : "",
                     b.source.pool[p].name, (size_t)b.source.pool[p].count);
        for (size_t k = 0; k < f.count; k++)
            said = said || strstr(f.item[k].text, CASES[i].says);
        if (strcmp(pools, CASES[i].pools) != 0 || !said || f.count != CASES[i].findings ||
            f.errors || b.rejected)
            fail_msg("%zu: %s, %zu findings, first \"%s\"", i, pools, f.count,
                     f.count ? f.item[0].text : "");
        bank_folder_free(&b);
        findings_free(&f);
    }
}

static void without_a_pool_a_foreign_category_is_rejected(void **state)
{
    struct bank_folder b;
    struct findings f = {0};
    (void)state;
    import_to("gift", "$CATEGORY: Default\n\nA {=a ~b ~c ~d}\n", NULL, &b, &f);
    assert_int_equal(b.rejected, 1);
    assert_int_equal(f.errors, 1);
    assert_non_null(bank_folder_refuses(&b, "9.9/II/chuyen-mon"));
    assert_null(bank_folder_refuses(&b, "4.1/II/chuyen-mon"));
    bank_folder_free(&b);
    findings_free(&f);
}

static void marks_are_counted_without_the_readers(void **state)
{
    struct importer_rig r;
    struct marks_gift m;
    (void)state;
#define TEXT(s) s, sizeof s - 1
    m = marks_gift(TEXT("\xEF\xBB\xBF::A::x {=1}\n // ::B:: {=1}\n\t::C::\\{ $\\frac{a}{b}$ "
                        "{\r\n\r\n~1}\n{T} {} {#1} { TRUE\n} {x"));
    assert_int_equal(m.names, 2);
    assert_int_equal(m.blocks, 6);
    assert_int_equal(marks_aiken(TEXT("ANSWER: A\n\nAnswer b\r\n answer:\nANSWERS: x\nAnswer the "
                                      "question\nANSWER_EXPLANATION: x\nANSWER = C\rANSWER")),
                     5);
    assert_int_equal(
        marks_moodle(
            TEXT("<quiz><question type=\"essay\"/><!-- <question type='x'> ---><question\ntype = "
                 "'category'/><![CDATA[<question>]]><questiontext/><question>")),
        2);
    assert_int_equal(
        marks_moodle("<\0q\0u\0e\0s\0t\0i\0o\0n\0 \0t\0y\0p\0e\0=\0\"\0x\0\"\0/\0>\0", 40), 1);
    assert_int_equal(
        marks_qti(TEXT("<x:assessmentItem "
                       "a='b'><assessmentItemRef/></"
                       "x:assessmentItem><qti-assessment-item><qti-assessment-item-ref/>")),
        2);
    assert_int_equal(marks_csv(TEXT("a;b\r\n\r\n;;\n\"x\n\ny \"\"z\"\"\";2\n \"\"\rlast")), 3);
    /* and a difference is an error */
    importer_rig_start(&r);
    importer_compare(&r.in, "x", 3, 3);
    assert_int_equal(r.findings.count, 0);
    importer_compare(&r.in, "x", 3, 2);
    assert_int_equal(r.findings.errors, 1);
    assert_true(importer_rig_says(&r, "self-check: 3 x stand in the file, 2 were read"));
    importer_rig_stop(&r);
}

/* UTF-16 in both orders, as Windows' Notepad saves "Unicode". */
static void text_in_utf16_is_converted_and_told_once(void **state)
{
    static const struct {
        const char *format, *text;
    } TEXTS[] = {{"gift", "::A::Q? {=a ~b ~c ~d}\r\n\r\n::B::R? {=a ~b ~c ~d}\r\n"},
                 {"aiken", "Q?\r\nA. a\r\nB. b\r\nC. c\r\nD. d\r\nANSWER: A\r\n\r\nR?\r\nA. "
                           "a\r\nB. b\r\nC. c\r\nD. d\r\nANSWER: A\r\n"}};
    (void)state;
    for (int variant = 0; variant < 4; variant++) {
        struct importer_rig r;
        struct buf b;
        bool big = variant & 1;
        buf_init(&b, 1 << 16);
        buf_add(&b, big ? "\xFE\xFF" : "\xFF\xFE", 2);
        for (const char *s = TEXTS[variant / 2].text; *s; s++) {
            char pair[2] = {big ? '\0' : *s, big ? *s : '\0'};
            buf_add(&b, pair, 2);
        }
        importer_rig_bytes(&r, TEXTS[variant / 2].format, b.data, b.len);
        if (r.rc != ERR_OK || r.in.count != 2 || r.findings.count != 1 ||
            !importer_rig_says(&r, "UTF-16"))
            fail_msg("%d: %s, %zu, %s", variant, r.e.text, r.in.count,
                     r.findings.count ? r.findings.item[0].text : "");
        importer_rig_stop(&r);
        buf_free(&b);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gift_questions_keep_to_themselves),
        cmocka_unit_test(aiken_questions_keep_to_themselves),
        cmocka_unit_test(a_pool_that_is_asked_for_holds_for_foreign_categories),
        cmocka_unit_test(without_a_pool_a_foreign_category_is_rejected),
        cmocka_unit_test(marks_are_counted_without_the_readers),
        cmocka_unit_test(text_in_utf16_is_converted_and_told_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
