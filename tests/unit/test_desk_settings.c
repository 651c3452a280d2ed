/* The settings of the office at the desk, over a true one: what is typed, written, kept as a draft,
 * and changed elsewhere meanwhile. */
#include "tests/lib/settings_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

/* On what papers lack first, each time it is opened; read again it stays. */
static void the_cursor_begins_on_what_papers_lack(void **state)
{
    static char *const SAID[] = {"office.full_name=Sở Xây dựng tỉnh Gia Lai",
                                 "office.parent=UBND tỉnh Gia Lai"};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    assert_string_equal(settings_at(s)->key, "full_name");
    desk_rig_expect(&r,
                    "empty, papers want it: with the province, such as Sở Xây dựng tỉnh Gia Lai");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_work_typed(&r, "r");
    assert_string_equal(settings_at(s)->key, "parent");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_run(&r, &settings_op,
                    &(struct settings_request){.change = {(char **)(uintptr_t)SAID, 2}});
    s = settings_rig_open_settings(&r);
    assert_string_equal(settings_at(s)->key, "place");
}

/* What was written is read whole at 80 columns, the first of it where it is much. */
static void what_was_written_is_said_whole(void **state)
{
    static const char *const KEYS[][2] = {{"full_name", "Sở Xây dựng tỉnh Gia Lai"},
                                          {"parent", "UBND tỉnh Gia Lai"},
                                          {"place", "Gia Lai"}};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++) {
        settings_rig_go(&r, s, "office", KEYS[i][0]);
        settings_rig_type_over(&r, KEYS[i][1]);
        desk_rig_press(&r, KEYPRESS_ESC);
    }
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "● Written: Whole name: Sở Xây dựng tỉnh Gia Lai; Above it: UBND "
                                  "tỉnh Gia Lai; Place in the head: Gia Lai. Papers made before "
                                  "stay as they are."));
}

static void comments_and_other_lines_stand_as_they_stood(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    desk_rig_expect(&r,
                    "empty, papers want it: its name before the day of signing: Gia Lai, ngày …");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_expect(&r, "1 row not written yet");
    desk_rig_expect(&r, "* Place in the head"); /* nothing is wrong with it: no ! */
    desk_rig_expect(&r, "fine, not written yet");
    desk_rig_expect(&r, "sathachctl settings 'office.place=Gia Lai'");
    assert_false(settings_rig_has(&r, "office.ini", "place=Gia Lai"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "● Written: Place in the head: Gia Lai.");
    assert_true(
        settings_rig_has(&r, "office.ini", "# where papers are signed: Gia Lai\nplace=Gia Lai\n"));
    assert_true(settings_rig_has(&r, "office.ini", "# heads make capitals of both\n"));
    assert_true(settings_rig_has(&r, "office.ini", "# title=quy định chức năng"));
    assert_false(desk_rig_shows(&r, "not written yet"));
}

/* What papers print where a text is empty is read beside it. */
static void what_an_empty_one_comes_to_is_said(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "paper minutes", "symbol");
    desk_rig_expect(&r, "empty, papers print: BB-SXD");
    settings_rig_go(&r, s, "paper minutes", "recipients");
    desk_rig_expect(&r, "empty, papers print: Lưu: VT, Hồ sơ");
    settings_rig_go(&r, s, "paper notice", "unit");
    settings_rig_type_over(&r, "QLXD");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    settings_rig_go(&r, s, "paper minutes", "unit");
    desk_rig_expect(&r, "empty, papers print: QLXD");
    settings_rig_go(&r, s, "paper minutes", "recipients");
    desk_rig_expect(&r, "empty, papers print: Lưu: VT, QLXD, Hồ sơ");
}

static void what_may_not_stand_so_is_not_written(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "desk", "lock_minutes");
    settings_rig_type_over(&r, "99");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "x write a number, 1 to 15");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_HOME);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Screen locks, minutes: write a number, 1 to 15");
    assert_string_equal(settings_at(s)->key, "lock_minutes"); /* the cursor leads there */
    assert_false(settings_rig_has(&r, "office.ini", "lock_minutes"));
    settings_rig_type_over(&r, "5");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(settings_rig_has(&r, "office.ini", "lock_minutes=5\n"));
    assert_int_equal(r.desk.lock.of.lock_minutes, 5);
    settings_rig_go(&r, s, "paper notice", "sign"); /* against the decree: the operation says so */
    settings_rig_type_over(&r, "KT. GIÁM ĐỐC");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "KT.");
    assert_false(settings_rig_has(&r, "office.ini", "sign=KT."));
}

/* As in a form: Enter takes a setting and opens the next one, so that what is typed then is text
 * and no command; what may not stand so stays open, and behind the last the list has the keys. */
static void enter_goes_on_to_the_next_setting(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "full_name");
    size_t at = s->table.at;
    settings_rig_type_over(&r, "Sở Xây dựng tỉnh Gia Lai");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, at + 1);
    assert_int_equal(s->mode, SETTINGS_FIELD);
    assert_string_equal(s->line[at].text, "Sở Xây dựng tỉnh Gia Lai");
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, "LMBKT");
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_string_equal(s->line[at + 1].text, "LMBKT");
    desk_rig_expect(&r, "close, keep the text");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(s->mode, SETTINGS_LIST);
    assert_string_equal(s->line[at + 1].text, "LMBKT");
    desk_rig_expect(&r, "2 rows not written yet");
    settings_rig_go(&r, s, "desk", "lock_minutes");
    at = s->table.at;
    settings_rig_type_over(&r, "99");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, at);
    assert_int_equal(s->mode, SETTINGS_FIELD);
    desk_rig_press(&r, KEYPRESS_ESC);
    for (at = 0; s->line[at + 1].what == SETTINGS_VALUE; at++)
        ;
    settings_rig_go(&r, s, s->line[at].group, s->line[at].key);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(s->table.at, at);
    assert_int_equal(s->mode, SETTINGS_LIST);
}

/* Who signs is filled in from top to bottom: as what, the name, another post of theirs. */
static void who_signs_stands_in_the_order_it_is_filled(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "paper notice", "sign");
    const struct settings_line *x = settings_at(s);
    assert_string_equal(x[1].key, "signer");
    assert_string_equal(x[2].key, "post");
}

/* Written by another meanwhile: both stand. */
static void what_another_wrote_is_not_lost(void **state)
{
    char *word[] = {"office.full_name=Sở Xây dựng tỉnh Gia Lai", NULL};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {word, 1}});
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(settings_rig_has(&r, "office.ini", "full_name=Sở Xây dựng tỉnh Gia Lai\n"));
    assert_true(settings_rig_has(&r, "office.ini", "place=Gia Lai\n"));
    assert_string_equal(settings_rig_go(&r, s, "office", "full_name")->was,
                        "Sở Xây dựng tỉnh Gia Lai");
}

/* The same setting: what another wrote is shown before it is overwritten. */
static void the_same_setting_changed_elsewhere_is_told(void **state)
{
    char *word[] = {"office.place=Pleiku", NULL};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {word, 1}});
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(settings_rig_has(&r, "office.ini", "place=Pleiku\n"));
    assert_false(settings_rig_has(&r, "office.ini", "place=Gia Lai"));
    desk_rig_expect(&r, "Place in the head: changed elsewhere, it is \"Pleiku\" now.");
    assert_string_equal(settings_rig_go(&r, s, "office", "place")->text, "Gia Lai");
    desk_rig_expect(&r, "changed elsewhere");
    desk_rig_ctrl(&r, 'S'); /* knowing it */
    desk_rig_wait(&r);
    assert_true(settings_rig_has(&r, "office.ini", "place=Gia Lai\n"));
    assert_false(desk_rig_shows(&r, "changed elsewhere"));
}

/* A draft that lay meanwhile; and what another wrote that is what was typed. */
static void a_draft_of_a_setting_changed_elsewhere(void **state)
{
    char *other[] = {"office.place=Pleiku", NULL}, *same[] = {"office.place=Gia Lai", NULL};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {other, 1}});
    s = settings_rig_open_settings(&r);
    desk_rig_expect(&r, "changed elsewhere, it is \"Pleiku\" now");
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {same, 1}});
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "● Written: ");
    assert_false(desk_rig_shows(&r, "not written yet"));
    assert_false(desk_rig_shows(&r, "changed elsewhere"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_cursor_begins_on_what_papers_lack),
        TEST(what_was_written_is_said_whole),
        TEST(comments_and_other_lines_stand_as_they_stood),
        TEST(what_an_empty_one_comes_to_is_said),
        TEST(what_may_not_stand_so_is_not_written),
        TEST(enter_goes_on_to_the_next_setting),
        TEST(who_signs_stands_in_the_order_it_is_filled),
        TEST(what_another_wrote_is_not_lost),
        TEST(the_same_setting_changed_elsewhere_is_told),
        TEST(a_draft_of_a_setting_changed_elsewhere),
    };
    return cmocka_run_group_tests_name("desk settings", tests, make, removed);
}
