/* Where a question of a bank came from, at the desk: in the findings, in its form, where the bank
 * is read; and what an import leaves out or a person takes out. */
#include "app/core/file.h"
#include "tests/lib/banks_rig.h"
#include "tools/desk/operation.h"
#include "tools/import/origin.h"
#include "tools/work/bank_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;

static int up(void **state)
{
    (void)state;
    banks_rig_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

#define FROM "//source\tcau-hoi.docx\t17 (PHẦN II)\t0\t67\thidden,struck\n"

static void check_again(void)
{
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
}

/* ---- the comment ---- */

static void a_comment_is_read_back(void **state)
{
    static const struct findings_place AT[] = {{"/home/a/câu hỏi {=a}.docx", 0, 67, "17 (PHẦN II)"},
                                               {"a\\n#~:.pdf", 12, 0, ""}};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct origin was, is;
        struct buf text;
        buf_init(&text, 1024);
        origin_of(&AT[i], ORIGIN_HIDDEN | ORIGIN_DELETED, &was);
        origin_write(&was, &text);
        assert_null(strstr(buf_text(&text), " {="));
        assert_true(origin_read(buf_text(&text), text.len - 1, &is));
        assert_string_equal(is.file, file_base(AT[i].file));
        assert_string_equal(is.number, AT[i].number);
        assert_int_equal(is.page, AT[i].page);
        assert_int_equal(is.line, AT[i].line);
        assert_int_equal(is.left_out, ORIGIN_HIDDEN | ORIGIN_DELETED);
        buf_free(&text);
    }
}

static void what_is_not_written_so_says_nothing(void **state)
{
    static const char *const LINES[] = {"// source: a.docx",
                                        "//source\ta.docx\t1\t0\t67",
                                        "//source\ta.docx\t1\t0\t067\t",
                                        "//source\ta.docx\t1\t0\t-1\t",
                                        "//source\ta.docx\t1\t0\t67\tlost",
                                        "//source\t\t1\t0\t67\t",
                                        "//source\ta.docx\t1\t0\t67\t\t"};
    struct origin o;
    (void)state;
    for (size_t i = 0; i < sizeof LINES / sizeof LINES[0]; i++)
        assert_false(origin_read(LINES[i], strlen(LINES[i]), &o));
}

/* Of the line right above alone: one that was taken out leaves its own to nobody. */
static void it_is_of_the_question_below_it(void **state)
{
    struct buf file;
    (void)state;
    buf_init(&file, 4096);
    buf_add_text(&file, BANKS_HEAD FROM "\n\n::a:: A? {=1 ~2 ~3 ~4}\n\n" FROM
                                        "::b:: B? {=1 ~2 ~3 ~4}\n\n::c:: C? {=1 ~2 ~3 ~4}\n");
    assert_string_equal(bank_place_find(&file, 6).origin.file, "");
    assert_string_equal(bank_place_find(&file, 9).origin.file, "cau-hoi.docx");
    assert_string_equal(bank_place_find(&file, 11).origin.file, "");
    buf_free(&file);
}

/* ---- at the desk ---- */

static void every_place_names_the_source(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_findings(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    assert_non_null(strstr(was, "\n//source\tcau-hoi.gift\tq2\t0\t10\t\n::q2::"));
    desk_rig_expect(&r, "number q2   Chi");
    assert_true(desk_rig_says(&r, "number q2, cau-hoi.gift: options B and C are the same"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "/q2");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    desk_rig_expect(&r, "From number q2, cau-hoi.gift");
    desk_rig_press(&r, KEYPRESS_DOWN); /* A */
    desk_rig_type(&r, "9");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_work_typed(&r, "v");
    desk_rig_expect(&r, "2. [number q2, cau-hoi.gift] Chiều rộng làn?");
    desk_rig_type(&r, "/q2, cau");
    desk_rig_expect(&r, "1/1");
}

static void a_place_without_a_source_has_its_line(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    desk_office_write(banks_gift, BANKS_HEAD BANKS_FIRST BANKS_SAME);
    check_again();
    desk_rig_expect(&r, "question · 4.1.gift");
    desk_rig_expect(&r, "line 10  Chi");
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(desk_rig_shows(&r, "From "));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_work_typed(&r, "v");
    desk_rig_expect(&r, "1. Chiều rộng một làn xe?");
}

/* What the preview said of it is told until somebody looks there. */
static void what_was_left_out_is_told_with_the_question(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    desk_office_write(banks_gift, BANKS_HEAD FROM BANKS_SAME);
    check_again();
    assert_true(desk_rig_says(&r,
                              "number 17 (PHẦN II), cau-hoi.docx: options B and C are the same. "
                              "Hidden text was left out of it. Struck-out text was left out"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "From number 17 (PHẦN II), cau-hoi.docx"));
    assert_true(desk_rig_says(&r, "Hidden text was left out of it. Struck-out text was left out"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_work_typed(&r, "v");
    assert_true(
        desk_rig_says(&r, "! Hidden text was left out of it. Struck-out text was left out"));
}

/* Added to, a bank keeps where its questions came from. */
static void an_import_keeps_the_sources_of_what_is_there(void **state)
{
    char is[8192];
    (void)state;
    banks_rig_import(&r);
    desk_office_write(banks_gift, BANKS_HEAD FROM BANKS_SAME "::old::Cũ? {=1 ~2 ~3 ~4}\n");
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST);
    desk_rig_type(&r, "b");
    desk_rig_type(&r, banks_source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_type(&r, "thu");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, " ");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    assert_non_null(strstr(is, FROM "::q2::"));
    assert_non_null(strstr(is, "}\n\n::old::"));
    assert_non_null(strstr(is, "//source\tcau-hoi.gift\tq1\t0\t3\t\n::q1::"));
}

/* ---- repeats ---- */

static void a_repeat_in_the_file_is_not_written(void **state)
{
    char is[4096];
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST BANKS_FIRST);
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "2 questions read = 1 imported + 1 repeated + 0 rejected");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    const char *first = strstr(is, "::q1::");
    assert_non_null(first);
    assert_null(strstr(first + 1, "::q1::"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "! no citation");
    assert_false(desk_rig_shows(&r, "twice in its pool"));
}

/* ---- taken out ---- */

static void another_like_it_is_named_where_it_stands(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD BANKS_SAME BANKS_FIRST
                      "$CATEGORY: 4.1/III/chuyen-mon\n\n"
                      "::q8::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,50 m\n~4,00 m\n}\n");
    banks_rig_open_findings(&r);
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "d");
    desk_rig_expect(&r, "From number q2, cau-hoi.gift"); /* which one goes */
    assert_true(desk_rig_says(&r, "goes from the bank, the same one stays at number q8, cau-hoi."));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(banks_gift, BANKS_HEAD BANKS_SAME BANKS_FIRST);
    check_again();
    desk_rig_type(&r, "d");
    assert_true(desk_rig_says(&r, "This question goes from the bank; Ctrl-Z"));
}

/* ---- warnings ---- */

static void warnings_never_grow_by_mending(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST
                      "::q5::Tĩnh không bao nhiêu? {\n~4,50 m\n=4,75 m\n~5,00 m\n~5,25 m\n}\n\n"
                      "::q6::Ai nghiệm thu? {\n~Tổ thợ\n=Chủ đầu tư\n~Tư vấn\n~Nhà thầu\n}\n");
    banks_rig_open_findings(&r);
    desk_rig_expect(&r, "errors, 3 warnings");
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    for (int i = 0; i < 8; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "Điều 5");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "errors, 2 warnings");
}

/* ---- pools ---- */

/* For one that was rejected: first the pools that the rules want and that lack questions, then of
 * each field the grade that the bank has. */
static void pools_that_lack_questions_stand_first(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "b");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_expect(&r, "▶ 4.1 · grade II · general law · has 0 questions, too few · ");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ 4.1 · grade II · law of the field · has 0 questions, too few · ");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ 4.1 · grade II · professional · has 2 questions, too few · ");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ 1.1 · grade II · professional · Khảo sát địa hình");
}

/* ---- the form of an import ---- */

static void several_files_are_named(void **state)
{
    char command[3 * SCRATCH_PATH];
    (void)state;
    snprintf(command, sizeof command, "sathachctl bank import %s %s/sub/b.xlsx", banks_source,
             r.folder);
    operation_open_command(&r.desk, command);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_expect(&r, "Files         2 files: cau-hoi.gift, b.xlsx");
    desk_rig_press(&r, KEYPRESS_UP); /* being typed, it is itself; the names stand below */
    assert_true(desk_rig_says(&r, "2 files: cau-hoi.gift, b.xlsx"));
    assert_true(desk_rig_says(&r, "sub/b.xlsx"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_comment_is_read_back),
        cmocka_unit_test(what_is_not_written_so_says_nothing),
        cmocka_unit_test(it_is_of_the_question_below_it),
        TEST(every_place_names_the_source),
        TEST(a_place_without_a_source_has_its_line),
        TEST(what_was_left_out_is_told_with_the_question),
        TEST(an_import_keeps_the_sources_of_what_is_there),
        TEST(a_repeat_in_the_file_is_not_written),
        TEST(another_like_it_is_named_where_it_stands),
        TEST(warnings_never_grow_by_mending),
        TEST(pools_that_lack_questions_stand_first),
        TEST(several_files_are_named),
    };
    return cmocka_run_group_tests_name("where questions came from", tests, NULL, NULL);
}
