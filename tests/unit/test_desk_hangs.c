/* The office's folder on a share that does not answer: each list says so, keeps what was seen last,
 * takes keys all the while, and shows what is there once the share answers again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/desk_office.h"
#include "tests/lib/paperwork_rig.h"
#include "tools/desk/made.h"
#include "tools/desk/paperwork.h"
#include "tools/work/session_papers.h"
#include "tools/work/settings.h"
#include "tools/work/settings_look.h"

static struct desk_office office, copy;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&settings_op, &session_papers_op, NULL};

static int make(void **state)
{
    (void)state;
    desk_office_make_exam(&office);
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
    desk_office_begin(&office, &copy, &r, OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&copy, &r);
    return 0;
}

/* On top is a screen that shows `row`, which it looked at by the operation; `key` looks anew. */
static void goes_on_while_it_hangs(const struct work_op *op, const char *row, const char *key)
{
    const char *screen = desk_rig_top(&r);
    desk_rig_expect(&r, row);
    desk_rig_hang_op(&r, op);
    desk_rig_type(&r, key);
    assert_false(desk_rig_says(&r, "does not answer")); /* it may yet */
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    desk_rig_expect(&r, "The office's folder does not answer");
    desk_rig_expect(&r, row);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_F1);
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), screen);
    desk_rig_expect(&r, "does not answer");
    desk_rig_answer(&r);
    desk_rig_type(&r, key);
    assert_false(desk_rig_says(&r, "does not answer"));
    desk_rig_expect(&r, row);
}

static void the_settings(void **state)
{
    (void)state;
    desk_rig_type(&r, "s");
    assert_string_equal(desk_rig_top(&r), "settings");
    goes_on_while_it_hangs(&settings_look_op, "Place in the head", "");
}

static void the_log(void **state)
{
    (void)state;
    desk_rig_type(&r, "sn");
    assert_string_equal(desk_rig_top(&r), "office-log");
    goes_on_while_it_hangs(&settings_look_op, "Code of the mark:", "r");
}

static void the_papers(void **state)
{
    (void)state;
    desk_rig_pass(&r, 11000);
    paperwork_open(&r.desk, "ca-1");
    desk_rig_pass(&r, 0);
    goes_on_while_it_hangs(&session_papers_op, "list to be signed", "r");
}

/* Which sessions there are is looked at before one is opened. */
static void which_session(void **state)
{
    (void)state;
    desk_rig_hang(&r, "sessions");
    desk_rig_type(&r, "i");
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_expect(&r, "Looking at the office.");
    desk_rig_type(&r, "h"); /* keys go on */
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_answer(&r);
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_type(&r, "i");
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_hang(&r, "sessions");
    desk_rig_type(&r, "k");
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_answer(&r);
    desk_rig_type(&r, "k");
    desk_rig_pass(&r, 0);
    desk_rig_refuse(&r);
    assert_string_equal(desk_rig_top(&r), "stats");
}

/* Behind a session that was made the slips wait for what the settings say, and keys go on. */
static void the_slips_of_a_made_session(void **state)
{
    struct job job = {.rc = ERR_OK};
    (void)state;
    paperwork_rig_settings(&r, "office.parent=UBND tỉnh Gia Lai");
    paperwork_rig_settings(&r, "office.full_name=Sở Xây dựng tỉnh Gia Lai");
    made_open(made_new(&r.desk, "ca-1"), &job, 7, 6);
    desk_rig_pass(&r, 0);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_expect(&r, "write the slips");
    size_t rans = r.desk.rans;
    desk_rig_hang_op(&r, &session_papers_op);
    desk_rig_type(&r, "l"); /* it is looked at anew */
    desk_rig_type(&r, "l");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "! Looking at the office.");
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "The office's folder does not answer");
    assert_int_equal(r.desk.rans, rans);
    desk_rig_answer(&r);
}

#define HANGS(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HANGS(the_settings),
        HANGS(the_log),
        HANGS(the_papers),
        HANGS(which_session),
        HANGS(the_slips_of_a_made_session),
    };
    return cmocka_run_group_tests_name("a share that hangs", tests, make, removed);
}
