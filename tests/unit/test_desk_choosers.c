/* The lists that the desk chooses from, as they look: files of a folder, and every command. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tests/lib/desk_rig.h"
#include "tools/desk/choose.h"
#include "tools/desk/files.h"
#include "tools/desk/operations.h"
#include "tools/desk/page.h"
#include "tools/work/bank_import.h"
#include "tools/work/collect.h"
#include "tools/work/fields.h"
#include "tools/work/grade.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_import_op, &collect_op, &grade_op, NULL};
static char before[SCRATCH_PATH];

/* The folder is the person's own, too. */
static int up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    tzset();
    assert_non_null(getcwd(before, sizeof before));
    desk_rig_open(&r, OPS, true);
    assert_int_equal(setenv("HOME", r.folder, 1), 0);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void put(const char *name, const char *bytes, size_t len, time_t when)
{
    const struct timespec at[2] = {{.tv_sec = when}, {.tv_sec = when}};
    struct err e = {0};
    assert_int_equal(file_write(name, bytes, len, FILE_REPLACE, &e), ERR_OK);
    assert_int_equal(utimensat(AT_FDCWD, name, at, 0), 0);
}

/* The chooser in a folder of the office, named from there: where the test's lies is another place
 * each time, and its path is on the glass. */
static void choose_in(const char *folder, enum file_kind_use use, const char *title)
{
    snprintf(r.desk.folder, sizeof r.desk.folder, "%s", folder);
    files_open(&r.desk, use, title);
    desk_rig_pass(&r, 0);
    assert_int_equal(chdir(before), 0);
}

/* What a file is and how one of its kind is written is said of the row under the cursor; old
 * formats are shown with what to do, once all are asked for. */
static void files_say_how_they_are_written(void **state)
{
    (void)state;
    assert_int_equal(chdir(r.folder), 0);
    assert_int_equal(mkdir("giay-to", 0700), 0);
    put("giay-to/de-bo-sung-4.1-hang-II.docx", "PK\3\4.", 5, DESK_RIG_NOON - 60);
    put("giay-to/cau-hoi-5-dinh-gia.xlsx", "PK\3\4..", 6, DESK_RIG_NOON - 3600);
    put("giay-to/ngan-hang.pdf", "%PDF-1.7", 8, DESK_RIG_NOON - 7200);
    put("giay-to/cau-hoi-cu.doc", "\xD0\xCF\x11\xE0\xA1", 5, DESK_RIG_NOON - 9000);
    choose_in("giay-to", FILE_KIND_QUESTIONS, N_("Choose files with questions"));
    desk_rig_expect(&r, "named by a line \"Đáp án: C\"");
    desk_rig_golden(&r, "files");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "One question a row");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "The published table of questions");
    desk_rig_ctrl(&r, 'A');
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "save as .docx");
    assert_false(desk_rig_says(&r, "The published table of questions"));
    desk_rig_golden(&r, "files-all");
}

static void a_list_of_candidates_is_written_otherwise(void **state)
{
    (void)state;
    assert_int_equal(chdir(r.folder), 0);
    assert_int_equal(mkdir("danh-sach", 0700), 0);
    put("danh-sach/danh-sach.xlsx", "PK\3\4.", 5, DESK_RIG_NOON);
    choose_in("danh-sach", FILE_KIND_ROSTER, N_("Choose the list of candidates"));
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "One candidate a row");
    assert_false(desk_rig_says(&r, "One question a row"));
}

/* By lines. */
static bool tells(const char *text)
{
    struct buf out;
    buf_init(&out, 64 * 1024);
    stack_top(&r.desk)->ops->tell(stack_top(&r.desk), &out);
    bool is = strstr(buf_text(&out), text) != NULL;
    buf_free(&out);
    return is;
}

static void every_command_stands_with_what_it_does(void **state)
{
    (void)state;
    operations_open(&r.desk);
    desk_rig_pass(&r, 0);
    desk_rig_golden(&r, "operations");
    desk_rig_type(&r, "khong co lenh nay");
    desk_rig_expect(&r, "  No row holds what was typed.");
    assert_true(tells("No row holds what was typed."));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "No row holds what was typed.");
}

/* The cursor stands on the first row that holds what is typed, wherever it stood before: a grade
 * that differs by one letter would be taken for the other. */
static void what_is_typed_leads_to_the_first_row(void **state)
{
    static const char *const POOLS[] = {"-", "1.1/II/chuyen-mon", "4.1/II/chuyen-mon",
                                        "4.1/III/chuyen-mon"};
    struct work_choices choices = {0};
    struct err e = {0};
    (void)state;
    for (size_t i = 0; i < sizeof POOLS / sizeof POOLS[0]; i++)
        assert_int_equal(fields_add_choice(&choices, POOLS[i], "", &e), ERR_OK);
    choose_open(&r.desk, "pool", "Pool", &choices, "1.1/II/chuyen-mon");
    desk_rig_pass(&r, 0);
    assert_true(desk_rig_shows(&r, "▶ 1.1/II/chuyen-mon"));
    desk_rig_type(&r, "4.1 ii");
    assert_true(desk_rig_shows(&r, "▶ 4.1/II/chuyen-mon"));
    desk_rig_type(&r, " zz");
    desk_rig_expect(&r, "No row holds what was typed.");
    desk_rig_ctrl(&r, 'U');
    assert_true(desk_rig_shows(&r, "1.1/II/chuyen-mon"));
    assert_false(desk_rig_shows(&r, "zz"));
}

/* A row that has no room for its text is read whole, beside the list or below it. */
static void what_a_row_cuts_is_read_whole(void **state)
{
    static const char LONG[] =
        "Trong đánh giá hiện trạng kết cấu, đơn vị tư vấn cần thực hiện tối thiểu những công việc "
        "nào sau đây trước khi đề xuất phương án gia cường, sửa chữa? · An toàn chịu lực";
    struct work_choices choices = {0};
    struct err e = {0};
    (void)state;
    assert_int_equal(fields_add_choice(&choices, "0a1b2c", LONG, &e), ERR_OK);
    assert_int_equal(fields_add_choice(&choices, "0a1b2d", "Ngắn", &e), ERR_OK);
    choose_find_said(&r.desk, "question", "Which question?", &choices, "");
    desk_draw(&r.desk, &r.v);
    assert_false(desk_rig_shows(&r, "0a1b2c")); /* nobody knows it */
    assert_true(desk_rig_says(&r, LONG));
    desk_rig_golden(&r, "choose-long");
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_false(desk_rig_says(&r, LONG));
}

/* A list whose words are said, and a page behind it. */
static void a_list_and_a_page(void **state)
{
    struct work_choices choices = {0};
    struct err e = {0};
    (void)state;
    assert_int_equal(fields_add_choice(&choices, "ca-1", "", &e), ERR_OK);
    assert_int_equal(fields_add_choice(&choices, "ca-2", "29/11/2026", &e), ERR_OK);
    assert_int_equal(fields_add_choice(&choices, "", "not said", &e), ERR_OK);
    choose_open(&r.desk, "x", "Which session?", &choices, "ca-2");
    desk_rig_golden(&r, "choose");
    desk_rig_type(&r, "zz");
    desk_rig_expect(&r, "No row holds what was typed.");
    assert_true(tells("No row holds what was typed."));
    page_open(&r.desk, "ca-2", "What stands on it.\n\nA second paragraph.", "sathachctl log check");
    desk_rig_golden(&r, "page");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_a_row_cuts_is_read_whole),
        TEST(files_say_how_they_are_written),
        TEST(a_list_of_candidates_is_written_otherwise),
        TEST(every_command_stands_with_what_it_does),
        TEST(what_is_typed_leads_to_the_first_row),
        TEST(a_list_and_a_page),
    };
    return cmocka_run_group_tests_name("choosers", tests, NULL, NULL);
}
