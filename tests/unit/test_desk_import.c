/* What an import at the desk says of the questions: how many of each kind, which have errors, which
 * the bank has already, and what the file does not say. */
#include "tests/lib/banks_rig.h"
#include "tools/desk/banks.h"
#include "tools/desk/operation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>

#include <cmocka.h>

#include <sys/stat.h>

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

/* What was rejected is known by its words; what the bank had is counted apart. */
static void counts_are_of_the_files_alone(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_office_write(banks_source, BANKS_HEAD
                      "::q5::Thêm một câu? {\n~1 m\n=2 m\n~3 m\n~4 m\n}\n\n" BANKS_SHORT);
    desk_rig_type(&r, "a");
    desk_rig_type(&r, banks_source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "2 questions read = 1 imported + 0 repeated + 1 rej"));
    assert_true(desk_rig_shows(&r, "2 questions that the bank had are kept"));
    assert_true(desk_rig_says(&r, "\"Thiếu phương án?\""));
    assert_true(desk_rig_says(&r, "correct the file, such as in Word, and bring it in again"));
}

/* One that goes in although its options forbid the seal is named, as those rejected are. */
static void what_goes_in_with_an_error_is_named(void **state)
{
    (void)state;
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "nothing was written");
    assert_true(desk_rig_says(&r, "! 1 of those imported has an error, and the bank is not sealed "
                                  "with it: number q2, cau-hoi.gift: options B and C are the same: "
                                  "\"Chiều rộng làn?\""));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "number q2, cau-hoi.gift: options B and C are the same"));
}

/* One question with two errors is one question; a letter of another script is the second. */
static void a_question_with_two_errors_is_one(void **state)
{
    (void)state;
    desk_office_write(banks_source,
                      BANKS_HEAD "::q1::Ch\xD0\xB0 rộng? {\n~1 m\n=2 m\n~2 m\n~4 m\n}\n\n"
                                 "::q2::Dài? {\n~1 m\n=2 m\n~3 m\n~3 m\n}\n");
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "! 2 of those imported have errors"));
    assert_true(desk_rig_says(&r, "number q1, cau-hoi.gift: options B and C are the same"));
    assert_true(desk_rig_says(&r, "number q2, cau-hoi.gift: options C and D are the same"));
    assert_true(desk_rig_says(&r, "U+0430"));
}

/* The same file once more, its faults mended in the bank meanwhile: what comes beside the mended
 * one is told, and what was mended of those rejected. */
static void a_file_brought_in_again_is_told(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_office_write(banks_gift, BANKS_HEAD BANKS_FIRST
                      "::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,60 m\n~4,00 m\n}\n\n"
                      "::q3::Thiếu  phương án? {\n~3,00 m\n=3,50 m\n~4,00 m\n~5 m\n}\n");
    desk_rig_type(&r, "a");
    desk_rig_type(&r, banks_source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "1 imported + 1 repeated + 1 rejected"));
    assert_true(desk_rig_says(&r, "! 1 of those imported is the same question as one that the bank "
                                  "has, with other options or another answer; both would stand "
                                  "there: number q2, cau-hoi.gift: \"Chiều rộng làn?\": the other "
                                  "in the bank already: 4.1.gift, line 10"));
    assert_true(desk_rig_says(&r, "1 of those rejected stands in the bank already: "
                                  "number q3, cau-hoi.gift: \"Thiếu phương án?\": 4.1.gift, "
                                  "line 17"));
    desk_rig_press(&r, KEYPRESS_END);
    assert_true(desk_rig_says(&r, "1 repeated question stands already with these words, options "
                                  "and answer, in this pool: that one stays as it is: number q1, "
                                  "cau-hoi.gift: \"Chiều rộng một làn xe?\"; it stands in the bank "
                                  "already: 4.1.gift, line 3"));
}

/* Both places of a question with two answers: which is the bank's, which is the file's. */
static void two_answers_are_told_apart(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_office_write(banks_gift, "// coding: utf-8\n" BANKS_HEAD BANKS_FIRST
                                  "Không tên? {\n~1\n=2\n~2\n~4\n}\n");
    desk_office_write(banks_source,
                      BANKS_HEAD "::q7::Chiều rộng một làn xe? {\n=3,00 m\n~3,50 m\n~3,75 m\n"
                                 "~4,00 m\n}\n\n::q8::Dài? {\n~1\n=2\n~3\n~4\n}\n\n"
                                 "::q9::Dài? {\n~1\n=2\n~3\n~4\n####Điều 5\n}\n");
    desk_rig_type(&r, "a");
    desk_rig_type(&r, banks_source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "3 questions read = 2 imported + 1 repeated + 0 rejected"));
    assert_false(desk_rig_says(&r, "! 4.1.gift")); /* what the bank had is no finding of the file */
    assert_true(desk_rig_says(&r, "number q7, cau-hoi.gift: the same question has the answer A in "
                                  "the file that is read and B in the bank already: 4.1.gift, "
                                  "line 4"));
    assert_true(desk_rig_says(&r, "number q9, cau-hoi.gift: \"Dài?\"; it stands in the file that "
                                  "is read, too: number q8, cau-hoi.gift"));
}

/* A folder with its bank.ini, a question of it in two pools: what is taken of it, how many
 * different ones that makes, and what comes next where nothing forbids the seal. */
static void a_clean_folder_leads_to_the_seal(void **state)
{
    char folder[2 * SCRATCH_PATH], file[3 * SCRATCH_PATH], command[3 * SCRATCH_PATH];
    (void)state;
    snprintf(folder, sizeof folder, "%s-folder", banks_source);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(file, sizeof file, "%s/bank.ini", folder);
    desk_office_write(file, "[bank]\nid=x\ntitle=Bộ khác\nedition=7\n\n[field 4.1]\ntitle=Đường\n");
    snprintf(file, sizeof file, "%s/4.1.gift", folder);
    desk_office_write(file, BANKS_HEAD BANKS_FIRST "$CATEGORY: 4.1/III/chuyen-mon\n\n" BANKS_FIRST);
    snprintf(command, sizeof command, "sathachctl bank import %s --to khac", folder);
    operation_open_command(&r.desk, command);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "bank.ini of the folder is read, too: title \"Bộ khác\", "
                                  "edition 7, 1 field"));
    assert_true(desk_rig_says(&r, "the bank then has 1 different question 1 of these questions "
                                  "stands in several pools: the pools add up to 2"));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "Next: Esc, then N on the bank: seals it."));
    assert_false(desk_rig_says(&r, "is not read"));
    snprintf(command, sizeof command, "sathachctl bank import %s --to le", file);
    operation_open_command(&r.desk, command);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "bank.ini beside the files is not read: choose the whole folder, "
                                  "or name it as “Fields file”"));
}

/* A file that does not say where its questions belong, and a form that does not either. */
static void a_pool_that_is_missing_is_said(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_FIRST);
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "1 rejected question is whole, and has no pool"));
    desk_rig_press(&r, KEYPRESS_ESC); /* onto what was lacking */
    assert_true(
        desk_rig_says(&r, "needed where the source does not say where its questions belong"));
    assert_true(desk_rig_says(&r, "phap-luat-rieng or chuyen-mon, such as 4.1/II/chuyen-mon"));
    desk_rig_type(&r, "4.1 II");
    assert_true(desk_rig_says(&r, "field/grade/pool"));
}

/* Of a whole file, too: nobody looks at the letters of an old encoding once they are converted. */
static void what_became_of_the_file_is_told(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD
                      "::q1::Chi\xD2u r\xE9ng m\xE9t l\xB5n xe c\xF1"
                      "a \xAE\xAD\xEAng c\xCAp III \xAE\xE5ng b\xBBng l\xB5 bao nhi\xAAu? "
                      "{\n~1 m\n=2 m\n~3 m\n~4 m\n}\n");
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "1 question read = 1 imported"));
    assert_true(desk_rig_says(&r,
                              "! cau-hoi.gift: the file was in the encoding TCVN3 (ABC) and has "
                              "been converted to Unicode"));
}

#define IMPORT(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IMPORT(counts_are_of_the_files_alone),     IMPORT(what_goes_in_with_an_error_is_named),
        IMPORT(a_question_with_two_errors_is_one), IMPORT(a_file_brought_in_again_is_told),
        IMPORT(two_answers_are_told_apart),        IMPORT(a_clean_folder_leads_to_the_seal),
        IMPORT(a_pool_that_is_missing_is_said),    IMPORT(what_became_of_the_file_is_told),
    };
    return cmocka_run_group_tests_name("import at the desk", tests, NULL, NULL);
}
