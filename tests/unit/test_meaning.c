/* What the texts of a learning platform's file mean reaches the bank, or is told: nothing of it is
 * cut without a word. */
#include "tests/lib/importer_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* One question. stem and right: of the imported one; stem NULL: it is rejected. says: a word of
 * what is said, "" for nothing. */
struct meaning {
    const char *text, *stem, *right, *says;
};

static void run_meaning(const char *format, const struct meaning *m)
{
    struct importer_rig r;
    importer_rig_text(&r, format, m->text);
    const struct importer_question *q = r.in.count == 1 ? &r.in.question[0] : NULL;
    bool as_meant = r.rc == ERR_OK && r.in.outcomes == 1 &&
                    (m->stem ? q && strcmp(q->text.stem, m->stem) == 0 &&
                                   strcmp(q->text.option[q->answer], m->right) == 0
                             : !q);
    if (!as_meant || (m->says[0] ? !importer_rig_says(&r, m->says) : r.findings.count != 0))
        fail_msg("wanted \"%s\", \"%s\"; got \"%s\", \"%s\"; first said \"%s\"; in:\n%s",
                 m->stem ? m->stem : "(rejected)", m->says, q ? q->text.stem : "(rejected)",
                 q ? q->text.option[q->answer] : "",
                 r.findings.count ? r.findings.item[0].text : r.e.text, m->text);
    importer_rig_stop(&r);
}

static void run_meanings(const char *format, const struct meaning *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        run_meaning(format, &m[i]);
}
#define RUN(format, meanings) run_meanings(format, meanings, sizeof meanings / sizeof meanings[0])

#define REST " ~2 ~3 ~4}"

static void weights_are_told(void **state)
{
    static const struct meaning MEANINGS[] = {
        {"Q {=Đúng ~%50%Gần đúng ~3 ~4}", "Q", "Đúng",
         "option B is worth part of the marks (50 %): taken as wrong"},
        {"Q {~%33.33333%a =Đúng ~3 ~4}", "Q", "Đúng",
         "option A is worth part of the marks (33.3333 %)"},
        {"Q {=Đúng ~%-100%Rất sai ~3 ~4}", "Q", "Đúng", "option B takes marks away (-100 %)"},
        {"Q {=Đúng ~2 ~3 ~%-25.5% Sai}", "Q", "Đúng", "option D takes marks away (-25.5 %)"},
        {"Q {=%100%Đúng" REST, "Q", "Đúng", ""},
        {"Q {=%50%Nửa" REST, NULL, NULL, "the right answer is worth 50 % of the marks, not 100"},
        {"Q {=%0%Không" REST, NULL, NULL, "worth 0 %"},
        {"Q {=Một ~%100%Hai ~3 ~4}", NULL, NULL, "several right answers"},
        {"Q {~%50%Một ~%50%Hai ~%0%3 ~4}", NULL, NULL, "no right answer"},
        {"Q {~%100%Một ~%-50%2 ~%0%3 ~%0%4}", NULL, NULL, "no right answer"},
        {"Q {=Một ~%101%2 ~3 ~4}", NULL, NULL, "outside -100 to 100"},
        {"Q {=[plain]%50% khối lượng" REST, "Q", "%50% khối lượng", ""},
        {"Q {=\\%50% khối lượng" REST, "Q", "\\%50% khối lượng", ""},
        {"Q {=5% khối lượng" REST, "Q", "5% khối lượng", ""}};
    (void)state;
    RUN("gift", MEANINGS);
}

static void signs_in_texts_are_told(void **state)
{
    static const struct meaning MEANINGS[] = {
        /* # */
        {"Q {\n~Thép #10\n=Thép #12 CB400\n~Thép D14\n~Thép D16\n####TCVN 1651\n}", "Q", "Thép",
         "\"#10\" is read as feedback"},
        {"Q {=Màu #FF0000" REST, "Q", "Màu", "\"#FF0000\" is read as feedback"},
        {"Q {=C#" REST, "Q", "C", "\"#\" is read as feedback"},
        {"Q {=Phòng A#B" REST, "Q", "Phòng A", "\"#B\" is read as feedback"},
        {"Q {=Đá 1 ~Đá 2#3 ~3 ~4}", "Q", "Đá 1", "\"#3\" is read as feedback"},
        {"Q {=Thép \\#10" REST, "Q", "Thép #10", ""},
        {"Q {=Một # đúng rồi" REST, "Q", "Một", "1 questions have feedback behind a #"},
        {"Q {=Một#Đúng, vì Điều 5 nói vậy" REST, "Q", "Một", "1 questions have feedback"},
        {"Q {\n=Một\n#Đúng rồi\n~2\n~3\n~4\n}", "Q", "Một", "1 questions have feedback"},
        /* = and ~ */
        {"Q {=Một ~2 ~5~10}", NULL, NULL, "= or ~ inside a text (\"5~10\")"},
        {"Q {\n~Một\n~2\n~a=5\n}", NULL, NULL, "= or ~ inside a text (\"a=5\")"},
        {"Q {=x=5" REST, NULL, NULL, "= or ~ inside a text"},
        {"Q {=Một ~2 ~3 ~4 ~}", NULL, NULL, "5 options"},
        {"Q {=Một~2~3~4}", "Q", "Một", ""},
        {"Q {= Một ~ 2 ~ 3 ~ 4}", "Q", "Một", ""},
        {"Q {=5\\~10 ~a\\=5 ~3 ~4}", "Q", "5~10", ""},
        {"Biết x = 5 ~ 6: {=Một" REST, "Biết x = 5 ~ 6:", "Một", ""},
        /* braces, colons */
        {"Q {=tập {1; 2}" REST, NULL, NULL, "{ or } inside a text"},
        {"Tập {a; b} là? {=Một" REST, NULL, NULL, "{ or } inside a text (\"a; b\")"},
        {"Q } {=Một" REST, NULL, NULL, "{ or } inside a text"},
        {"Tập \\{a\\} là? {=\\{1\\}" REST, "Tập {a} là?", "{1}", ""},
        {"Theo TCVN 4453:1995: {=Điều 5: a" REST, "Theo TCVN 4453:1995:", "Điều 5: a", ""},
        {"Lúc 7:30::Q {=Một" REST, "Lúc 7:30::Q", "Một", ""}};
    (void)state;
    RUN("gift", MEANINGS);
}

static void tags_without_a_format_are_read_as_moodle_does(void **state)
{
    static const struct meaning MEANINGS[] = {
        {"Thẻ <b>không</b>&nbsp;nhãn, 5 &lt; 6? {=<p>Một</p>" REST, "Thẻ không nhãn, 5 < 6?", "Một",
         ""},
        {"Q\nhai dòng {=Ba<br>dòng" REST, "Q\nhai dòng", "Ba\ndòng", ""},
        {"<b>Q</b>,\nhai dòng<br>\nba {=Một" REST, "Q,\nhai dòng\nba", "Một", ""},
        {"[moodle]<i>Q</i> {=[moodle]m<sup>2</sup>" REST, "Q", "m²", ""},
        {"[html]<p>Q</p> {=<i>Một</i>" REST, "Q", "Một", ""},
        {"[HTML]<p>Q</p> {=Một" REST, "Q", "Một", ""},
        {"[plain]Dùng <b> & &amp;? {=<i>" REST, "Dùng <b> & &amp;?", "<i>", ""},
        {"[plain]Q {=[html]<i>Một</i> &lt;" REST, "Q", "Một <", ""},
        {"Nếu a<b và c>d, <Q1>, AT&T; x<y? {=a<b" REST, "Nếu a<b và c>d, <Q1>, AT&T; x<y?", "a<b",
         ""},
        {"[html]Nếu a<b và c>d, 5 < 6 && 7 {=a<b" REST, "Nếu a<b và c>d, 5 < 6 && 7", "a<b", ""},
        {"[html]Nếu <i>a</i><b thì sao {=Một" REST, "Nếu a<b thì sao", "Một", ""},
        {"[html]Q <foo>x</foo> {=Một" REST, NULL, NULL, "<foo> cannot be plain text"},
        {"Q <table><tr><td>1</td></tr></table> {=Một" REST, NULL, NULL,
         "<table> cannot be plain text"},
        {"Q <img src\\=\"x/hinh 1.png\"> {=Một" REST, NULL, NULL,
         "a picture (<img> \"hinh 1.png\")"},
        {"[html]Q <img src\\=\"data\\:image/png;base64,AA\"> {=Một" REST, NULL, NULL,
         "a picture (<img>)"},
        {"Q <img src\\=\"@@PLUGINFILE@@/a.png\" alt\\=\"x\"> {=Một" REST, NULL, NULL,
         "picture or another file: \"a.png\""},
        {"[html]Chọn từ <s>gạch</s> {=Một" REST, NULL, NULL, "struck-out text (<s>)"},
        {"[html]Chọn <span style\\='text-decoration\\: line-through'>x</span> {=Một" REST, NULL,
         NULL, "struck-out text (<span>)"},
        {"[html]Chọn <span style\\='display\\: none'>B</span>đi {=Một" REST, "Chọn đi", "Một",
         "a page does not show"},
        {"[html]Q <a href\\=\"http\\://x/y.png\">xem</a> {=Một" REST, "Q xem", "Một",
         "where a link leads is not kept: http://x/y.png"},
        {"[html]a<sub>i</sub> {=Một" REST, NULL, NULL, "cannot hold (\"i\")"},
        {"[html]<style>p {color\\: red}</style>Q {=Một" REST, NULL, NULL, "{ or } inside a text"},
        {"[html]<style>p\\{color\\: red\\}</style>Q<!-- ghi chú --> {=Một" REST, "Q", "Một", ""}};
    struct importer_rig r;
    (void)state;
    RUN("gift", MEANINGS);
    importer_rig_text(&r, "gift",
                      "Thẻ <b>không</b> {=Một" REST "\n\n[html]<b>Có</b> {=Một" REST
                      "\n\nKhông {=Một" REST);
    assert_int_equal(r.in.change[IMPORTER_TAGS], 1);
    assert_int_equal(r.in.change[IMPORTER_MARKUP], 2);
    importer_rig_stop(&r);
}

static void lists_keep_their_numbers(void **state)
{
    static const struct meaning MEANINGS[] = {
        {"[html]<p>Các bước:</p><ol><li>Đào</li><li>Đổ</li></ol>Bước 2? {\\=Một" REST, NULL, NULL,
         "{ or } inside"},
        {"[html]<p>Các bước:</p><ol><li>Đào</li><li>Đổ</li></ol>Bước 2? {=Một" REST,
         "Các bước:\n1. Đào\n2. Đổ\nBước 2?", "Một", ""},
        {"[html]<ol start\\=3><li>c</li><li value\\=\"7\">g</li><li>h</li></ol> {=Một" REST,
         "3. c\n7. g\n8. h", "Một", ""},
        {"[html]<ol type\\=a><li>x</li><li>y</li></ol> {=Một" REST, "a. x\nb. y", "Một", ""},
        {"[html]<ol type\\=A start\\=26><li>x</li><li>y</li></ol> {=Một" REST, "Z. x\nAA. y", "Một",
         ""},
        {"[html]<ol type\\=I><li>x</li><li>y</li><li>z</li><li>t</li></ol> {=Một" REST,
         "I. x\nII. y\nIII. z\nIV. t", "Một", ""},
        {"[html]<ol style\\=\"list-style-type\\: lower-roman\"><li>x</li><li>y</li></ol> "
         "{=Một" REST,
         "i. x\nii. y", "Một", ""},
        {"[html]<ol reversed><li>x</li><li>y</li></ol> {=Một" REST, "2. x\n1. y", "Một", ""},
        {"[html]<ol><li><p>Đào</p></li><li><p>Đổ</p></li></ol> {=Một" REST, "1. Đào\n2. Đổ", "Một",
         ""},
        {"[html]<ol><li>Đào<ul><li>tay</li><li>máy</li></ul></li><li>Đổ</li></ol> {=Một" REST,
         "1. Đào\ntay\nmáy\n2. Đổ", "Một", ""},
        {"[html]<ol><li>Đào<ol type\\=a><li>tay</li></ol></li><li>Đổ</li></ol> {=Một" REST,
         "1. Đào\na. tay\n2. Đổ", "Một", ""},
        {"[html]<ul><li>Đào</li><li>Đổ</li></ul> {=Một" REST, "Đào\nĐổ", "Một", ""},
        {"[html]<pre>a\n  b</pre> {=Một" REST, "a\nb", "Một", ""}};
    (void)state;
    RUN("gift", MEANINGS);
}

static void formulas_and_markdown_are_told(void **state)
{
    static const struct meaning MEANINGS[] = {
        {"Tính $$\\\\frac\\{a\\}\\{b\\}$$ {=Một" REST, "Tính $$\\frac{a}{b}$$", "Một",
         "a formula in TeX, which candidates see as it is written: \"$$\\frac{a}{b}$$\""},
        {"Tính \\\\(x^2\\\\) {=Một" REST, "Tính \\(x^2\\)", "Một", "in TeX"},
        {"Tính \\(x^2\\) và \\[y\\] {=Một" REST, "Tính \\(x^2\\) và \\[y\\]", "Một", "in TeX"},
        {"Tính {=\\\\sqrt\\{2\\}" REST, "Tính", "\\sqrt{2}", "in TeX"},
        {"Tính \\(\\alpha \\neq \\nu\\)\\nhai {=Một" REST, "Tính \\(\\alpha \\neq \\nu\\)\nhai",
         "Một", "is read as the beginning of its command"},
        {"Tính $$a \\not= b$$ {=Một" REST, "Tính $$a \\not= b$$", "Một",
         "is read as the beginning"},
        {"Hai\\neq dòng, \\frac, C:\\temp {=Một" REST, "Hai\neq dòng, \\frac, C:\\temp", "Một", ""},
        {"Giá 5$ hay 6$? {=$5" REST, "Giá 5$ hay 6$?", "$5", ""},
        {"Tính $$\\frac{a}{b}$$ {=Một" REST, NULL, NULL, "{ or } inside a text (\"a\")"},
        {"[markdown]Câu *nghiêng* **đậm** `mã` {=Một" REST, "Câu *nghiêng* **đậm** `mã`", "Một",
         "signs of Markdown stay as they are written: \"*nghiêng*"},
        {"[markdown]m^2^ {=Một" REST, "m^2^", "Một", "\"^2^\""},
        {"[markdown]Xem [luật](http\\://x) {=Một" REST, "Xem [luật](http://x)", "Một",
         "signs of Markdown"},
        {"[markdown]Hình ![h](hinh.png) {=Một" REST, NULL, NULL, "a picture (\"hinh.png\")"},
        {"[markdown]2 * 3 * 4 {=[markdown]__Một__" REST, "2 * 3 * 4", "__Một__",
         "signs of Markdown"},
        {"[markdown]2 * 3 * 4 <b>x</b> {=Một" REST, "2 * 3 * 4 x", "Một", ""},
        {"2 **3** _4_ {=Một" REST, "2 **3** _4_", "Một", ""}};
    (void)state;
    RUN("gift", MEANINGS);
}

#define XML(format, stem, rest) \
    "<quiz><question type=\"multichoice\"><name><text>n</text></name><questiontext " \
    "format=\"" format "\"><text>" stem "</text></questiontext><single>true</single>" \
    "<answer fraction=\"100\"><text>Một</text></answer>" rest "</question></quiz>"
#define THREE \
    "<answer><text>2</text></answer><answer><text>3</text></answer><answer><text>4</text></" \
    "answer>"

static void moodle_texts_keep_their_meaning(void **state)
{
    static const struct meaning MEANINGS[] = {
        {XML("html", "<![CDATA[<p>Thứ tự:</p><ol><li>Đào</li><li>Đổ</li></ol>]]>", THREE),
         "Thứ tự:\n1. Đào\n2. Đổ", "Một", ""},
        {XML("html",
             "<![CDATA[Chọn <span style=\"display:none\">ẨN</span> từ <u>gạch chân</u><!-- chú "
             "thích -->]]>",
             THREE),
         "Chọn từ gạch chân", "Một", "a page does not show"},
        {XML("html", "<![CDATA[<p hidden>B</p>Chọn \\(x^2\\)]]>", THREE), "Chọn \\(x^2\\)", "Một",
         "in TeX"},
        {XML("markdown", "Chọn **đậm**", THREE), "Chọn **đậm**", "Một", "signs of Markdown"},
        {XML("markdown", "Chọn ![hinh](hinh.png)", THREE), NULL, NULL, "a picture (\"hinh.png\")"},
        {XML("html", "So sánh: 3 &amp;lt; 5 &amp;amp; 7; a &lt; b", THREE),
         "So sánh: 3 < 5 & 7; a < b", "Một", ""},
        {XML("plain_text", "Dùng &lt;b&gt; &amp;amp; trong HTML?", THREE),
         "Dùng <b> &amp; trong HTML?", "Một", ""},
        {XML("moodle_auto_format", "Hai\ndòng &lt;b&gt;đậm&lt;/b&gt; &amp;lt;", THREE),
         "Hai\ndòng đậm <", "Một", ""},
        {XML("", "a&lt;b và c", THREE), "a<b và c", "Một", ""},
        {XML("html", "<![CDATA[Ô <input type=\"text\">]]>", THREE), NULL, NULL,
         "<input> cannot be plain text"},
        {XML("html", "<![CDATA[<table><tr><td>1</td></tr></table>]]>", THREE), NULL, NULL,
         "<table>"},
        {XML("html", "<![CDATA[<a href=\"http://x/y.png\">xem hình</a>]]>", THREE), "xem hình",
         "Một", "http://x/y.png"},
        {XML("html", "Q",
             "<answer fraction=\"33.33333\"><text>2</text></answer><answer "
             "fraction=\"0\"><text>3</text></answer><answer><text>4</text></answer>"),
         "Q", "Một", "option B is worth part of the marks (33.3333 %)"},
        {XML("html", "Q",
             "<answer fraction=\"-50\"><text>2</text></answer><answer "
             "fraction=\"0\"><text>3</text></answer><answer><text>4</text></answer>"),
         "Q", "Một", "option B takes marks away (-50 %)"}};
    struct importer_rig r;
    (void)state;
    RUN("moodle", MEANINGS);
    importer_rig_text(
        &r, "moodle",
        XML("html", "Q",
            "<answer><text>2</text><feedback><text>sai</text></feedback></answer><answer><text>3</"
            "text><feedback><text> </text></feedback></answer>"
            "<answer><text>4</text></answer><correctfeedback><text>Giỏi</text></"
            "correctfeedback><hint><text>gợi "
            "ý</text></hint><generalfeedback><text>Đ5</text></generalfeedback>"));
    assert_int_equal(r.in.change[IMPORTER_FEEDBACK], 1);
    assert_int_equal(r.in.change[IMPORTER_DROPPED], 1);
    assert_string_equal(r.in.question[0].note, "sai; Đ5");
    importer_rig_stop(&r);
}

#define QTI3(stem, choice, feedback) \
    "<qti-assessment-item identifier=\"i\" title=\"t\"><qti-response-declaration " \
    "identifier=\"R\" cardinality=\"single\" base-type=\"identifier\"><qti-correct-response>" \
    "<qti-value>A</qti-value></qti-correct-response></" \
    "qti-response-declaration><qti-item-body>" stem \
    "<qti-choice-interaction response-identifier=\"R\">" \
    "<qti-simple-choice identifier=\"A\">Một" choice "</qti-simple-choice><qti-simple-choice " \
    "identifier=\"B\">2</qti-simple-choice><qti-simple-choice identifier=\"C\">3" \
    "</qti-simple-choice><qti-simple-choice " \
    "identifier=\"D\">4</qti-simple-choice></qti-choice-interaction></qti-item-body>" feedback \
    "</qti-assessment-item>"

static void qti_feedback_has_a_body(void **state)
{
    static const struct {
        const char *text, *note;
    } CASES[] = {
        {QTI3("<p>Q</p>", "",
              "<qti-modal-feedback><qti-content-body><p>vì "
              "thế</p></qti-content-body></qti-modal-feedback>"),
         "vì thế"},
        {QTI3("<p>Q</p>",
              "<qti-feedback-inline identifier=\"f\"><qti-content-body>vì "
              "thế</qti-content-body></qti-feedback-inline>",
              ""),
         "vì thế"},
        {QTI3("<p>Q</p>",
              "<qti-feedback-block identifier=\"f\"><qti-content-body><p>vì "
              "thế</p></qti-content-body></qti-feedback-block>",
              ""),
         "vì thế"},
        {QTI3("<p>Q</p><qti-feedback-block identifier=\"f\"><qti-content-body><p>vì "
              "thế</p></qti-content-body></qti-feedback-block>",
              "", ""),
         "vì thế"},
        {QTI3("<p>Q</p>", "", "<qti-modal-feedback>vì thế</qti-modal-feedback>"), "vì thế"},
        {QTI3("<p>Q</p>", "<qti-feedback-inline identifier=\"f\">một</qti-feedback-inline>",
              "<qti-modal-feedback><qti-content-body><ol><li>hai</li></ol></qti-content-body></"
              "qti-modal-feedback>"),
         "một; 1. hai"}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct importer_rig r;
        importer_rig_text(&r, "qti", CASES[i].text);
        if (r.in.count != 1 || !r.in.question[0].note ||
            strcmp(r.in.question[0].note, CASES[i].note) != 0 ||
            strcmp(r.in.question[0].text.option[0], "Một") != 0 ||
            strcmp(r.in.question[0].text.stem, "Q") != 0)
            fail_msg("%zu: %zu, %s", i, r.in.count,
                     r.findings.count ? r.findings.item[0].text : r.in.question[0].note);
        importer_rig_stop(&r);
    }
}

/* What is no single choice is named, in each format. */
static void other_kinds_are_named(void **state)
{
    static const struct {
        const char *format, *text, *kind;
    } CASES[] = {
        {"gift", "Q {T}", "true or false (true/false)"},
        {"gift", "Q {FALSE#sai}", "true or false (true/false)"},
        {"gift", "Q {#3.14:0.1}", "a number to be written (numerical)"},
        {"gift", "Q {#\n=%100%3:0\n=%50%3:1\n}", "a number to be written (numerical)"},
        {"gift", "Q {=a -> 1\n=b -> 2\n=c -> 3}", "matching (matching)"},
        {"gift", "Q {=một =hai}", "a word to be written (shortanswer)"},
        {"gift", "Q {}", "an essay (essay)"},
        {"gift", "::Q:: chỉ có chữ", "a text without answers (description)"},
        {"gift", "Q {=a ~b ~c ~d} sau", "a gap to be filled (missingword)"},
        {"moodle", "<quiz><question type=\"truefalse\"/></quiz>", "true or false (truefalse)"},
        {"moodle", "<quiz><question type=\"matching\"/></quiz>", "matching (matching)"},
        {"moodle", "<quiz><question type=\"numerical\"/></quiz>",
         "a number to be written (numerical)"},
        {"moodle", "<quiz><question type=\"cloze\"/></quiz>", "a gap to be filled (cloze)"},
        {"moodle", "<quiz><question type=\"coderunner\"/></quiz>",
         "not single choice: coderunner"}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct importer_rig r;
        importer_rig_text(&r, CASES[i].format, CASES[i].text);
        if (r.in.outcomes != 1 || r.in.count || !importer_rig_says(&r, CASES[i].kind))
            fail_msg("%s: %zu, %s", CASES[i].text, r.in.outcomes,
                     r.findings.count ? r.findings.item[0].text : "");
        importer_rig_stop(&r);
    }
}

/* Work grows with the text's length, whatever stands in it. */
static void hostile_markup_is_read_in_its_length(void **state)
{
    static const char *const PIECES[] = {"<!--",     "<a b=\"", "<",  "&",   "\n",
                                         "<?xml",    "<p ",     "$$", "\\(", "**",
                                         "<ol><li>", "{",       "::", "{=",  "}"};
    (void)state;
    for (size_t i = 0; i < sizeof PIECES / sizeof PIECES[0]; i++) {
        struct importer_rig r;
        struct buf b;
        buf_init(&b, 1 << 20);
        buf_add_text(&b, "::x::<b>");
        while (b.len < 200000)
            buf_add_text(&b, PIECES[i]);
        buf_add_text(&b, " {=a ~b ~c ~d}\n");
        importer_rig_bytes(&r, "gift", b.data, b.len);
        assert_true(r.in.outcomes > 0);
        importer_rig_stop(&r);
        buf_free(&b);
    }
}

int main(void)
{
    setenv("LANGUAGE", "en", 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_are_told),
        cmocka_unit_test(signs_in_texts_are_told),
        cmocka_unit_test(tags_without_a_format_are_read_as_moodle_does),
        cmocka_unit_test(lists_keep_their_numbers),
        cmocka_unit_test(formulas_and_markdown_are_told),
        cmocka_unit_test(moodle_texts_keep_their_meaning),
        cmocka_unit_test(qti_feedback_has_a_body),
        cmocka_unit_test(other_kinds_are_named),
        cmocka_unit_test(hostile_markup_is_read_in_its_length)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
