/* The office's log at the desk, over a true one: its code, its copy on a stick, its paper, and one
 * that is not whole. */
#include "app/core/file.h"
#include "tests/lib/settings_rig.h"
#include "tools/desk/office_log.h"
#include "tools/work/log_code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct desk_office office, copy;
static struct desk_rig r;

static int make(void **state)
{
    (void)state;
    desk_office_make(&office);
    return 0;
}

static int removed(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_begin(&office, &copy, &r, SETTINGS_RIG_OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&copy, &r);
    return 0;
}

static void the_log_has_a_code_and_goes_onto_a_stick(void **state)
{
    struct log_code_reply told = {0};
    struct log_code_request nothing = {0};
    struct err e = {0};
    char command[SCRATCH_PATH + 40];
    (void)state;
    assert_int_equal(log_code_op.run(&r.work, &nothing, &told, &e), ERR_OK);
    settings_rig_open_settings(&r);
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "office-log");
    desk_rig_expect(&r, told.code);
    desk_rig_expect(&r, "No witness has signed it yet.");
    desk_rig_type(&r, "u"); /* no stick is here */
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, copy.folder);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "sathachctl log export");
    desk_rig_expect(&r, "Nothing is written yet.");
    assert_false(file_exists(settings_rig_path_of(&r, "sathach-log/mark")));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "lines and their mark, read back");
    assert_non_null(strstr(r.desk.ran[r.desk.rans - 1].line, "sathachctl log export "));
    assert_true(file_exists(settings_rig_path_of(&r, "sathach-log/mark")));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "office-log");
    desk_rig_type(&r, "v");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "whole, signed by this office");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "p");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    snprintf(command, sizeof command, "ls '%s'/reports/log-*.pdf >/dev/null 2>&1", copy.folder);
    assert_int_not_equal(system(command), 0);
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_int_equal(system(command), 0);
    assert_string_equal(r.desk.ran[r.desk.rans - 1].line, "sathachctl log code --format pdf");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "t");
    desk_rig_expect(&r, "sathachctl log take");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ENTER); /* the row under the cursor */
    desk_rig_expect(&r, "sathachctl log code --format pdf");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "Code of the mark");
}

static void a_log_that_is_not_whole_is_said(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(settings_rig_path_of(&r, "log/log.tsv"), "cut\n");
    s = settings_rig_open_settings(&r);
    assert_int_equal(s->look.lines, 0);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "x log");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "office-log");
    assert_false(desk_rig_shows(&r, "Code of the mark"));
    desk_rig_expect(&r, "log");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&office_log_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_log_has_a_code_and_goes_onto_a_stick),
        TEST(a_log_that_is_not_whole_is_said),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk log", tests, make, removed);
}
