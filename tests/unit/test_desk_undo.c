/* Twenty edits of a bank are taken back, the last first, until the bank is left; of more the oldest
 * stand. */
#include "tests/lib/banks_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { STEPS = 20, EDITS = STEPS + 1, TEXT = 4096 };

/* One that may be written as often as one likes, and stays among the findings. */
#define ODD "::q1::Trong hình bên, chiều rộng là? {\n~3,00 m\n=3,50 m\n~3,75 m\n~9,00 m\n}\n"

static struct desk_rig r;

static int up(void **state)
{
    (void)state;
    banks_rig_open(&r);
    desk_office_write(banks_source, BANKS_HEAD ODD);
    banks_rig_open_findings(&r);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ ! a figure that the text does no…");
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

/* Its last option. */
static void edit(int i)
{
    char text[32];
    for (int k = 0; k < 3 && strcmp(desk_rig_top(&r), "question") != 0; k++)
        desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    for (int k = 0; k < 8; k++)
        desk_rig_press(&r, KEYPRESS_UP);
    for (int k = 0; k < 4; k++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    for (int k = 0; k < 8; k++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    snprintf(text, sizeof text, "9,%02d m", i);
    desk_rig_type(&r, text);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
    assert_string_equal(desk_rig_top(&r), "findings");
}

static void take_back(void)
{
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
}

static void twenty_steps_are_taken_back(void **state)
{
    char stood[EDITS + 1][TEXT], is[TEXT];
    (void)state;
    banks_rig_read(banks_gift, stood[0], TEXT);
    for (int i = 1; i <= EDITS; i++) {
        edit(i);
        banks_rig_read(banks_gift, stood[i], TEXT);
        assert_string_not_equal(stood[i], stood[i - 1]);
    }
    for (int i = EDITS; i > 1; i--) {
        take_back();
        banks_rig_read(banks_gift, is, TEXT);
        assert_string_equal(is, stood[i - 1]);
    }
    take_back(); /* the oldest of twenty-one stands */
    desk_rig_expect(&r, "nothing to take back");
    banks_rig_read(banks_gift, is, TEXT);
    assert_string_equal(is, stood[1]);
}

static void once_the_bank_is_left_they_stand(void **state)
{
    char is[TEXT], was[TEXT];
    (void)state;
    edit(1);
    banks_rig_read(banks_gift, was, TEXT);
    while (strcmp(desk_rig_top(&r), "banks") != 0)
        desk_rig_work(&r, KEYPRESS_ESC);
    desk_rig_work(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    take_back();
    desk_rig_expect(&r, "nothing to take back");
    banks_rig_read(banks_gift, is, TEXT);
    assert_string_equal(is, was);
}

#define UNDO(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNDO(twenty_steps_are_taken_back),
        UNDO(once_the_bank_is_left_they_stand),
    };
    return cmocka_run_group_tests_name("edits taken back", tests, NULL, NULL);
}
