/* One question of a bank at the desk: found by what is wrong with it, written in its place, taken
 * back, changed elsewhere, edited in an editor. */
#include "app/core/file.h"
#include "tests/lib/banks_rig.h"
#include "tools/desk/findings.h"
#include "tools/work/bank_place.h"
#include "tools/work/bank_pools.h"

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

static void findings_stand_by_rule_errors_first(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    assert_true(desk_rig_shows(&r, "Bank thu: 4 errors, 2 warnings"));
    assert_true(desk_rig_shows(&r, "▶ x two options are the same            1  │"));
    assert_true(desk_rig_shows(&r, "question · cau-hoi.g") && desk_rig_shows(&r, "number q2  Chi"));
    assert_true(desk_rig_shows(&r, "options B and C are the same"));
    desk_rig_type(&r, "n");
    assert_true(desk_rig_shows(&r, "x 4 errors forbid it"));
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_END); /* what is about the whole bank has no question */
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "no question stands there"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* ---- one question ---- */

static void change_option_c(const char *text)
{
    for (int i = 0; i < 8; i++)
        desk_rig_press(&r, KEYPRESS_UP);
    for (int i = 0; i < 3; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    for (int i = 0; i < 8; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, text);
}

static void equal_and_empty_options_are_not_written(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_question(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    assert_true(desk_rig_shows(&r, "options B and C are the same"));
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x B: the same as option C"));
    change_option_c("");
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x C: is needed"));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
}

static void one_question_is_written_and_taken_back(void **state)
{
    char was[4096], is[4096], want[4096];
    (void)state;
    banks_rig_open_question(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    change_option_c("3,25 m");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "3 errors"));
    banks_rig_read(banks_gift, is, sizeof is);
    /* every other byte stands */
    char *at = strstr(was, "~[plain]3,50 m");
    assert_non_null(at);
    snprintf(want, sizeof want, "%.*s~[plain]3,25 m%s", (int)(at - was), was,
             at + strlen("~[plain]3,50 m"));
    assert_string_equal(is, want);
    /* the line of it can be run when the desk's own file is gone */
    const struct stack_ran *ran = &r.desk.ran[r.desk.rans - 1];
    assert_non_null(strstr(ran->line, " --from \"$question\""));
    assert_non_null(strstr(ran->text, "~[plain]3,25 m"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
    assert_true(desk_rig_shows(&r, "4 errors"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "nothing to take back"));
}

/* A question that cannot be used goes for a reason, which the list of commands keeps, and comes
 * back byte for byte. */
static void a_question_is_taken_out_and_brought_back(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_findings(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    desk_rig_type(&r, "d"); /* which one is not said yet */
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "D takes out the one there"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "d");
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_says(&r, "Chiều rộng làn?")); /* it is seen */
    desk_rig_type(&r, "  ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Say why in a few words"));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_type(&r, "trùng câu 1");
    assert_true(desk_rig_says(&r, "--drop --reason"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
    assert_string_equal(desk_rig_top(&r), "findings");
    banks_rig_read(banks_gift, is, sizeof is);
    assert_null(strstr(is, "Chiều rộng làn?"));
    assert_non_null(strstr(r.desk.ran[r.desk.rans - 1].line, "--drop --reason '  trùng câu 1'"));
    assert_non_null(strstr(is, "Chiều rộng một làn xe?"));
    assert_true(desk_rig_shows(&r, "1 question"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
}

static void esc_at_the_reason_leaves_the_question(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_question(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    desk_rig_ctrl(&r, 'D');
    assert_true(desk_rig_says(&r, "Why it goes:"));
    assert_false(desk_rig_says(&r, "[plain]")); /* the question, not its code */
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_false(desk_rig_says(&r, "Why it goes:"));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* One key empties a field, another takes that back; where nothing was typed it says so. */
static void a_field_is_emptied_and_taken_back(void **state)
{
    (void)state;
    banks_rig_open_question(&r);
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "Nothing was typed in this field"));
    desk_rig_ctrl(&r, 'U');
    assert_true(desk_rig_shows(&r, "▶ B            ____"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "▶ B            3,50 m"));
}

static void add_comment(void)
{
    char text[4096], more[4200];
    banks_rig_read(banks_gift, text, sizeof text);
    snprintf(more, sizeof more, "%s// somebody else\n", text);
    desk_office_write(banks_gift, more);
}

static void a_file_changed_elsewhere_is_left_alone(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_question(&r);
    change_option_c("3,25 m");
    add_comment();
    banks_rig_read(banks_gift, was, sizeof was);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "changed elsewhere. Ctrl-R reads it again"));
    assert_true(desk_rig_shows(&r, "3,25 m")); /* what was typed is there */
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* ---- in an editor ---- */

static struct edited {
    int calls;
    bool writes, is_long; /* it is open beyond the minutes of the lock */
} edited;

static enum err_code edit(void *context, const char *path, struct err *e)
{
    char text[4096], more[4200];
    (void)context;
    (void)e;
    edited.calls++;
    banks_rig_read(path, text, sizeof text);
    char *option = strstr(text, "3,75 m");
    if (edited.writes && option) {
        snprintf(more, sizeof more, "%.*s3,25 m%s", (int)(option - text), text, option + 6);
        desk_office_write(path, more);
    }
    if (edited.is_long) {
        r.now_ms += 11 * 60 * 1000;
        desk_tick_away(&r.desk);
    }
    return ERR_OK;
}

static void open_in_editor(void)
{
    r.desk.setup.edit = edit;
    desk_rig_ctrl(&r, 'X');
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
}

static void what_an_editor_leaves_as_it_was_is_not_written(void **state)
{
    char was[4096], is[4096];
    (void)state;
    edited = (struct edited){0};
    banks_rig_open_question(&r);
    banks_rig_read(banks_gift, was, sizeof was);
    size_t rans = r.desk.rans;
    open_in_editor();
    assert_int_equal(edited.calls, 1);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_says(&r, "Nothing was changed in the editor; nothing was written."));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
    assert_int_equal(r.desk.rans, rans);
}

/* A desk that was left with the editor open locks itself; what was written there waits. */
static void it_locks_itself_while_the_editor_is_open(void **state)
{
    char was[4096], is[4096];
    (void)state;
    edited = (struct edited){.writes = true, .is_long = true};
    banks_rig_open_question(&r);
    change_option_c("3,75 m");
    banks_rig_read(banks_gift, was, sizeof was);
    open_in_editor();
    assert_true(r.desk.lock.is_on);
    assert_true(desk_rig_shows(&r, "Locked."));
    assert_false(desk_rig_shows(&r, "3,25 m"));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "Locked while the editor was open: nothing is written yet."));
    edited = (struct edited){0}; /* saved once more as it was left */
    open_in_editor();
    assert_string_equal(desk_rig_top(&r), "findings");
    banks_rig_read(banks_gift, is, sizeof is);
    assert_non_null(strstr(is, "~[plain]3,25 m"));
}

/* At its place stands another question by now, which is not opened in its stead. */
static void another_question_at_its_place_is_not_opened(void **state)
{
    char text[4096], more[8192];
    (void)state;
    banks_rig_open_question(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    banks_rig_read(banks_gift, text, sizeof text);
    char *stem = strstr(text, "Chiều rộng làn");
    assert_non_null(stem);
    snprintf(more, sizeof more, "%.*sTĩnh không%s", (int)(stem - text), text,
             stem + strlen("Chiều rộng làn"));
    desk_office_write(banks_gift, more);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_says(&r, "this question stands there no more"));
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
}

/* Nor is another question put back over what somebody else wrote. */
static void nothing_is_taken_back_over_another_hand(void **state)
{
    char was[4096], is[4096];
    (void)state;
    banks_rig_open_question(&r);
    change_option_c("3,25 m");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    add_comment();
    banks_rig_read(banks_gift, was, sizeof was);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "changed elsewhere"));
    banks_rig_read(banks_gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* One that lacks an option opens with what was read, and no answer that nobody named. */
static void a_broken_question_opens_with_what_was_read(void **state)
{
    char text[4096], more[8192];
    (void)state;
    banks_rig_import(&r);
    banks_rig_read(banks_gift, text, sizeof text);
    snprintf(more, sizeof more, "%s::q9::Câu hỏng? {\n=1\n=2\n~3\n~4\n}\n", text);
    desk_office_write(banks_gift, more);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "Câu hỏng?"));
    assert_true(desk_rig_shows(&r, "▶ Answer       _"));
    assert_true(desk_rig_shows(&r, "none chosen yet"));
}

/* Where a question stands: the pool in words, and its name in the files; of one behind another
 * category that one's. */
static void a_question_says_which_pool_it_is_in(void **state)
{
    (void)state;
    desk_office_write(banks_source,
                      "$CATEGORY: 1.1/I/phap-luat-rieng\n\n" BANKS_FIRST BANKS_HEAD BANKS_SAME
                      "$CATEGORY: chung/chung/phap-luat-chung\n\n" BANKS_SHORT);
    banks_rig_open_question(&r);
    desk_rig_expect(&r, "Pool: 4.1/II/chuyen-mon · Giám sát công tác xây dựng công trình ·");
    desk_rig_ctrl(&r, 'E');
    desk_rig_expect(&r, "Nhóm: 4.1/II/chuyen-mon · Giám sát công tác xây dựng công trình ·");
    desk_rig_ctrl(&r, 'E');
    desk_rig_ctrl(&r, 'D'); /* what goes says it, too */
    desk_rig_expect(&r, "Pool: 4.1/II/chuyen-mon · ");
}

static void the_pool_is_that_of_the_category_above(void **state)
{
    static const char TEXT[] = "$CATEGORY: 1.1/I/phap-luat-rieng\n\n" BANKS_FIRST
                               "$CATEGORY: chung/chung/phap-luat-chung\n\n" BANKS_SAME;
    struct buf file, told;
    struct bank_pools_named pool = {.pool = "chung/chung/phap-luat-chung"};
    (void)state;
    buf_init(&file, sizeof TEXT);
    buf_init(&told, 1024);
    buf_add_text(&file, TEXT);
    assert_string_equal(bank_place_find(&file, 3).pool, "1.1/I/phap-luat-rieng");
    assert_string_equal(bank_place_find(&file, 12).pool, "chung/chung/phap-luat-chung");
    bank_pools_tell(&pool, TABLE_EN, &told);
    assert_string_equal(buf_text(&told),
                        "chung/chung/phap-luat-chung · all fields · all grades · General law");
    buf_clear(&told);
    strcpy(pool.pool, "Old bank/part 2"); /* as it stands where it is no bank's */
    bank_pools_tell(&pool, TABLE_EN, &told);
    assert_string_equal(buf_text(&told), "Old bank/part 2");
    buf_free(&told);
    buf_free(&file);
}

static void a_draft_of_a_question_is_kept(void **state)
{
    (void)state;
    banks_rig_open_question(&r);
    assert_true(desk_rig_shows(&r, "Esc back"));
    change_option_c("3,25 m");
    assert_true(desk_rig_shows(&r, "Esc keep, go back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "3,25 m"));
}

/* Put aside while something else in its file changed: it is written all the same. */
static void a_draft_goes_on_in_a_file_that_changed_elsewhere_in_it(void **state)
{
    char is[4096];
    (void)state;
    banks_rig_open_question(&r);
    change_option_c("3,25 m");
    desk_rig_press(&r, KEYPRESS_ESC);
    add_comment();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "3,25 m"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "findings");
    banks_rig_read(banks_gift, is, sizeof is);
    assert_non_null(strstr(is, "3,25 m"));
    assert_non_null(strstr(is, "somebody else"));
}

/* On the last of the rules, that of those rejected or set aside; the keys that say no more of them
 * than of findings; then on its places. */
/* V reads the bank as on the list of banks, and Esc leads back to where it was. */
static void read_from_findings(void)
{
    desk_rig_expect(&r, "V read");
    desk_rig_work_typed(&r, "v");
    desk_rig_expect(&r, "1. [number q1, cau-hoi.gift] Chiều rộng một làn xe?");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
}

static void press_keys_of_rejected(const char *foot)
{
    desk_rig_expect(&r, foot);
    desk_rig_type(&r, "d");
    desk_rig_expect(&r, "! Enter or Tab goes to the questions; D is for the one there.");
    desk_rig_type(&r, "n");
    desk_rig_expect(&r, "x 4 errors forbid it");
    read_from_findings();
    desk_rig_work_typed(&r, "r");
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    desk_rig_press(&r, KEYPRESS_ESC);
}

/* Written, checked again, and on the last of the rules: what stood there is of another now. */
static void come_back(bool was_right)
{
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    if (was_right)
        desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_END);
}

static void d_sets_aside_what_was_rejected_and_opens_it_again(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    read_from_findings();
    desk_rig_press(&r, KEYPRESS_END);
    press_keys_of_rejected("D set aside");
    desk_rig_type(&r, "d");
    desk_rig_type(&r, "câu cũ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    come_back(true);
    press_keys_of_rejected("D open again");
    desk_rig_type(&r, "d");
    come_back(true);
    desk_rig_ctrl(&r, 'Z');
    come_back(false);
    desk_rig_expect(&r, "▶ · rejected, and set aside");
    desk_rig_ctrl(&r, 'Z');
    come_back(false);
    desk_rig_expect(&r, "▶ ! rejected at import");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&findings_screen);
}

#define BANKS(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BANKS(findings_stand_by_rule_errors_first),
        BANKS(equal_and_empty_options_are_not_written),
        BANKS(one_question_is_written_and_taken_back),
        BANKS(a_question_is_taken_out_and_brought_back),
        BANKS(a_field_is_emptied_and_taken_back),
        BANKS(esc_at_the_reason_leaves_the_question),
        BANKS(a_file_changed_elsewhere_is_left_alone),
        BANKS(what_an_editor_leaves_as_it_was_is_not_written),
        BANKS(it_locks_itself_while_the_editor_is_open),
        BANKS(another_question_at_its_place_is_not_opened),
        BANKS(nothing_is_taken_back_over_another_hand),
        BANKS(a_broken_question_opens_with_what_was_read),
        BANKS(a_question_says_which_pool_it_is_in),
        BANKS(the_pool_is_that_of_the_category_above),
        BANKS(a_draft_of_a_question_is_kept),
        BANKS(a_draft_goes_on_in_a_file_that_changed_elsewhere_in_it),
        BANKS(d_sets_aside_what_was_rejected_and_opens_it_again),
        BANKS(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("questions at the desk", tests, NULL, NULL);
}
