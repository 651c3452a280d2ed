/* The desk where no office is found: those opened before, a new one, another folder; and the list
 * that remembers them. */
#include "app/core/file.h"
#include "tests/lib/desk_rig.h"
#include "tools/desk/offices.h"
#include "tools/office/workspace.h"
#include "tools/work/init.h"
#include "tools/work/restore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

static const struct work_op *const OPS[] = {&init_op, &restore_op, NULL};
static struct desk_rig r;
static char home[SCRATCH_PATH], list[OFFICES_PATH];

static int up(void **state)
{
    (void)state;
    r = (struct desk_rig){.offices = list};
    scratch_in_memory(home, sizeof home);
    snprintf(list, sizeof list, "%s/state/sathach/offices", home);
    assert_int_equal(setenv("HOME", home, 1), 0);
    return 0;
}

static int down(void **state)
{
    char command[SCRATCH_PATH + 20];
    (void)state;
    desk_rig_close(&r);
    snprintf(command, sizeof command, "rm -rf '%s'", home);
    return system(command);
}

static void note(const char *folder)
{
    struct err e = {0};
    assert_int_equal(offices_note(list, folder, &e), ERR_OK);
}

static void expect_list(const char *want)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, 1 << 16);
    assert_int_equal(file_read(list, 1 << 16, &text, &e), ERR_OK);
    assert_string_equal(buf_text(&text), want);
    buf_free(&text);
}

/* ---- the list ---- */

static void the_last_one_stands_first(void **state)
{
    struct stat s;
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    note("/a");
    note("/b");
    note("/a");
    expect_list("/a\n/b\n");
    assert_int_equal(stat(list, &s), 0);
    assert_int_equal(s.st_mode & 0777, 0600);
    note("relative"); /* passed over */
    note("/with\na line's end");
    note("");
    expect_list("/a\n/b\n");
    for (char name[] = "/0"; name[1] <= '9'; name[1]++)
        note(name);
    expect_list("/9\n/8\n/7\n/6\n/5\n/4\n/3\n/2\n/1\n");
}

static void where_it_stands(void **state)
{
    char out[OFFICES_PATH];
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    assert_true(offices_file("/x", "/home/thu", out));
    assert_string_equal(out, "/x/sathach/offices");
    assert_true(offices_file("x", "/home/thu", out)); /* no whole path counts as none */
    assert_string_equal(out, "/home/thu/.local/state/sathach/offices");
    assert_true(offices_file(NULL, "/home/thu", out));
    assert_false(offices_file("", "", out));
    assert_false(offices_file(NULL, NULL, out));
}

/* ---- the screen ---- */

static void write_list(const char *text)
{
    struct err e = {0};
    char folder[OFFICES_PATH];
    snprintf(folder, sizeof folder, "%s/state/sathach", home);
    assert_int_equal(file_make_folder(folder, &e), ERR_OK);
    assert_int_equal(file_write(list, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

static void nothing_was_opened_before(void **state)
{
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    assert_string_equal(desk_rig_top(&r), "offices");
    desk_rig_expect(&r, "none was opened here");
    desk_rig_expect(&r, "▶ M a new office");
    desk_rig_expect(&r, "Command: sathachctl init DIR");
    desk_rig_golden(&r, "offices-none");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "Command: sathachctl restore FILE --into DIR");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "An office out of a backup");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "k");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_ctrl(&r, 'K'); /* no key could open it again */
    desk_rig_expect(&r, "it stays open");
    assert_false(r.desk.quit);
}

static void write_all_kinds(const struct desk_rig *rig)
{
    char text[4 * OFFICES_PATH];
    snprintf(text, sizeof text, "%s/gone\n%s\nno/whole/path\n\n%s/state\n", home, rig->folder,
             home);
    write_list(text);
}

/* An office, one that went, a folder that is none; what is no path is passed over. */
static void those_opened_before_are_rows(void **state)
{
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    write_all_kinds(&r);
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "x is not there any more");
    desk_rig_expect(&r, "x no office stands there");
    desk_rig_expect(&r, "    not named yet");
    desk_rig_golden(&r, "offices");
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "/gone: is not there any more");
    assert_false(r.desk.quit);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(r.desk.quit);
    assert_string_equal(r.chosen, r.folder);
}

/* One whose office.ini is to be mended is opened: the desk leads to the line. */
static void a_broken_one_is_opened(void **state)
{
    char ini[SCRATCH_PATH + 16];
    struct err e = {0};
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    snprintf(ini, sizeof ini, "%s/office.ini", r.folder);
    assert_int_equal(file_write(ini, "[office\n", 8, FILE_REPLACE, &e), ERR_OK);
    note(r.folder);
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "office.ini is to be mended");
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(r.chosen, r.folder);
}

/* The list's place is taken by a folder: said, and all else can be done. */
static void a_list_that_cannot_be_read_is_said(void **state)
{
    struct err e = {0};
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    assert_int_equal(file_make_folder(list, &e), ERR_OK);
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "x ");
    assert_true(desk_rig_says(&r, "Which ones were opened here before could not be read."));
    assert_false(desk_rig_says(&r, "none was opened here before")); /* which nobody knows */
    desk_rig_expect(&r, "M a new office");
}

/* Chosen by its path it is looked at, then opened; one that is none is said, and stands there. */
static void another_folder_is_opened(void **state)
{
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    desk_rig_type(&r, "v");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, home);
    desk_rig_ctrl(&r, 'S');
    assert_string_equal(desk_rig_top(&r), "offices");
    desk_rig_expect(&r, "no office stands there");
    assert_false(r.desk.quit);
    desk_rig_type(&r, "v");
    desk_rig_type(&r, r.folder);
    desk_rig_ctrl(&r, 'S'); /* a path that was typed wins */
    assert_true(r.desk.quit);
    assert_string_equal(r.chosen, r.folder);
}

static void give(const char *passphrase)
{
    for (int i = 0; i < 2; i++) {
        desk_rig_type(&r, passphrase);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
    }
}

/* Made by keys alone; its row is the first one then. */
static void a_new_one_is_made(void **state)
{
    char folder[SCRATCH_PATH + 16];
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    snprintf(folder, sizeof folder, "%s/van-phong", home);
    desk_rig_type(&r, "m");
    desk_rig_expect(&r, "A new office");
    desk_rig_type(&r, r.folder);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "a workspace stands here already");
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, folder);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    give("mat khau van phong 1");
    give("mat khau ra de so 22");
    desk_rig_expect(&r, "key of the role \"examiner\", fingerprint");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "offices");
    desk_rig_pass(&r, 0);
    desk_rig_expect(&r, "▶   not named yet");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(r.chosen, folder);
}

/* From within an office: which one is open is told, another one takes its place, and what is not
 * written yet keeps this one. */
static void another_takes_the_place_of_this_one(void **state)
{
    char folder[SCRATCH_PATH + 16];
    struct err e = {0};
    (void)state;
    desk_rig_open(&r, OPS, true);
    snprintf(folder, sizeof folder, "%s/other", home);
    assert_int_equal(workspace_make(folder, &e), ERR_OK);
    note(folder);
    desk_rig_type(&r, "v");
    assert_string_equal(desk_rig_top(&r), "offices");
    desk_rig_expect(&r, "● open now");
    desk_rig_golden(&r, "offices-open");
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "This office is open now; Esc leads back.");
    desk_rig_type(&r, "m"); /* a form that holds what is not written */
    desk_rig_type(&r, "/x");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "! 1 form holds what is not written");
    assert_false(r.desk.quit);
    assert_string_equal(r.chosen, "");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(r.desk.quit);
    assert_string_equal(r.chosen, folder);
}

static void a_folder_that_hangs_freezes_nothing(void **state)
{
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    desk_rig_hang_op(&r, &offices_op);
    desk_rig_type(&r, "r");
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    desk_rig_expect(&r, "does not answer");
    desk_rig_type(&r, "h");
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_answer(&r);
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_open_homeless(&r, OPS);
    desk_rig_check_keys(&offices_screen);
    desk_rig_check_pressed(&offices_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_last_one_stands_first),
        TEST(where_it_stands),
        TEST(nothing_was_opened_before),
        TEST(those_opened_before_are_rows),
        TEST(a_broken_one_is_opened),
        TEST(a_list_that_cannot_be_read_is_said),
        TEST(another_folder_is_opened),
        TEST(a_new_one_is_made),
        TEST(another_takes_the_place_of_this_one),
        TEST(a_folder_that_hangs_freezes_nothing),
        TEST(no_key_means_two_things),
    };
    return cmocka_run_group_tests_name("offices at the desk", tests, NULL, NULL);
}
