/* The form of a new session at the desk: from field to field, what each seldom used one is for,
 * what is printed of it. */
#include "tests/lib/drawn.h"
#include "tests/lib/session_rig.h"
#include "tools/desk/session_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;
static struct desk_office office;

static int up_all(void **state)
{
    (void)state;
    session_rig_make(&office);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    session_rig_open(&office, &r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void open_form(void)
{
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
}

static void go_down_to(const char *label)
{
    for (int i = 0; i < 30 && !strstr(drawn_row(&r.v, r.v.cursor_row), label); i++)
        desk_rig_press(&r, KEYPRESS_TAB);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), label));
}

/* Tab is the next field, as in a spreadsheet; those that few want stand behind the others, and the
 * form says that there are more. */
static void tab_goes_to_the_next_field(void **state)
{
    (void)state;
    open_form();
    desk_rig_type(&r, "ca-3");
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Title"));
    desk_rig_press(&r, KEYPRESS_BACK_TAB);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Short name"));
    desk_rig_expect(&r, "↓ 7 more below · Seldom used, may stay as it is");
    go_down_to("Start");
    desk_rig_expect(&r, "where it is begun first: every seat needs the room's exchange folder");
    desk_rig_expect(&r, "more above · ↓ ");
    desk_rig_golden(&r, "session-rest");
}

/* Each row that few want says what comes when it is left alone; a lot's words what they mean. */
static void a_row_seldom_used_says_what_it_is_for(void **state)
{
    static const struct {
        const char *label, *said;
    } ROWS[] = {{"Training", "Left alone: an exam."},
                {"Rows compared", "Left alone: after the exam the program names some rows"},
                {"Passphrase keepers", "Left alone: one passphrase opens the session"},
                {"Needed", "Left alone: everybody who keeps a passphrase must be there"},
                {"Start", "Left alone: at the seats that the list or the row Seats names"},
                {"Saved in", "Left alone: an answer counts as saved once it is on the seat"},
                {"Lot rule", "Left alone: the papers are drawn at once"}};
    (void)state;
    open_form();
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        go_down_to(ROWS[i].label);
        if (!desk_rig_says(&r, ROWS[i].said))
            desk_rig_print(&r);
        assert_true(desk_rig_says(&r, ROWS[i].said));
    }
    desk_rig_type(&r, "Xổ số miền Bắc 05/12");
    assert_true(desk_rig_says(&r, "a public lot by these words: the session is only committed to, "
                                  "no paper is drawn yet"));
    desk_rig_expect(&r, "sathachctl session commit");
}

/* What slips will say of the results is read while it is typed. */
static void results_are_read_as_they_are_printed(void **state)
{
    (void)state;
    open_form();
    go_down_to("Results on");
    desk_rig_type(&r, "sau 05 ngày làm việc");
    assert_true(desk_rig_says(&r, "printed as: Kết quả: sau 05 ngày làm việc"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "trên trang sxd.gialai.gov.vn");
    assert_true(desk_rig_says(
        &r, "printed as: Kết quả: sau 05 ngày làm việc, trên trang sxd.gialai.gov.vn"));
}

/* Who has less to answer, more time or a note is told where everybody sits. */
static void who_is_not_as_others_is_told_at_the_seat(void **state)
{
    (void)state;
    desk_office_write(session_rig_list,
                      "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng;Miễn chuyên môn;Thời gian cộng thêm;"
                      "Ghi chú\n"
                      "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II;x;;đi xe lăn\n"
                      "018;Trần Văn Độ;15/03/1985;4.1;III;;10;\n");
    desk_rig_type(&r, "d");
    session_rig_choose_file(&r, session_rig_list);
    session_rig_choose_rules(&r, "nd15-2021");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "mau · Decree 15/2021/ND-CP");
    desk_rig_expect(&r, "(nd15-2021)");
    desk_rig_type(&r, "g");
    desk_rig_type(&r, "ca-3");
    session_rig_go_to(&r, "Seats");
    desk_rig_type(&r, "MAY-01..MAY-10");
    session_rig_go_to(&r, "Rules");
    desk_rig_expect(&r, "(nd15-2021)");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "(nd15-2021)");
    assert_true(desk_rig_says(&r, "Nguyễn Thị Hạnh · 4.1 II · exempt from the professional part, "
                                  "12 minutes · note: đi xe lăn"));
    desk_rig_expect(&r, "Trần Văn Độ · 4.1 III · 10 minutes more");
}

/* On a share that does not answer the form takes keys all the while and says so; what it looks at
 * then is no matter of a key. */
static void the_form_goes_on_while_the_office_hangs(void **state)
{
    (void)state;
    open_form();
    desk_rig_hang(&r, SESSION_LOOK);
    desk_rig_ctrl(&r, 'E'); /* another language: it looks anew */
    desk_rig_ctrl(&r, 'E');
    desk_rig_type(&r, "ca-3");
    assert_false(desk_rig_says(&r, "does not answer")); /* it may yet */
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    assert_true(desk_rig_says(&r, "The office's folder does not answer; what was seen last"));
    desk_rig_expect(&r, "mau                              sealed");
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "Sát hạch đợt 4");
    desk_rig_expect(&r, "Sát hạch đợt 4");
    desk_rig_answer(&r);
    desk_rig_ctrl(&r, 'E');
    desk_rig_ctrl(&r, 'E');
    assert_false(desk_rig_says(&r, "does not answer"));
    desk_rig_expect(&r, "sealed");
}

/* Nothing that is read in the office's folder is read before the form stands there. */
static void the_form_opens_before_it_was_looked_at(void **state)
{
    (void)state;
    session_open_form(&r.desk);
    const struct session_form *f = (const struct session_form *)stack_top(&r.desk);
    assert_false(f->is_seen);
    assert_int_equal(f->banks.rows, 0);
    desk_rig_pass(&r, 0);
    assert_true(f->is_seen);
    assert_int_equal(f->banks.rows, 1);
    session_rig_go_to(&r, "Bank");
    desk_rig_press(&r, KEYPRESS_RIGHT);
    desk_rig_expect(&r, "mau                              sealed");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "mau");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(tab_goes_to_the_next_field),
        TEST(a_row_seldom_used_says_what_it_is_for),
        TEST(results_are_read_as_they_are_printed),
        TEST(who_is_not_as_others_is_told_at_the_seat),
        TEST(the_form_goes_on_while_the_office_hangs),
        TEST(the_form_opens_before_it_was_looked_at),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
