/* The desk's pictures, made of an office that is made up here: what is drawn, and what keys do. */
#include "tools/desk/desk.h"
#include "tools/desk/start.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/i18n.h"
#include "tests/lib/drawn.h"
#include "tests/lib/scratch.h"
#include "tools/office/workspace.h"
#include "tools/work/ring.h"

enum { NOON = 1795953600 /* 2026-11-29 12:00:00 UTC */, DAY = 86400 };

static struct canvas v;
static struct desk d;
static struct work work;
static struct work_ring ring;

static uint64_t now_ms = 5000;
static struct clock_source still;
static char folder[SCRATCH_PATH + 8];

static int64_t wall(void *context)
{
    (void)context;
    return (int64_t)NOON * 1000;
}

static uint64_t boot(void *context)
{
    (void)context;
    return now_ms;
}

static void add(enum waiting_mark mark, enum waiting_kind kind, const char *about, const char *text,
                const char *command, int64_t since)
{
    struct waiting_row *grown =
        realloc(d.waiting.row, (d.waiting.rows + 1) * sizeof *d.waiting.row);
    assert_non_null(grown);
    d.waiting.row = grown;
    struct waiting_row *x = &grown[d.waiting.rows++];
    *x = (struct waiting_row){.mark = mark, .kind = kind, .since = since};
    strcpy(x->about, about);
    strcpy(x->text, text);
    strcpy(x->command, command);
}

static int up(void **state)
{
    (void)state;
    setenv("TZ", "UTC", 1);
    i18n_bind();
    still = (struct clock_source){.boot_ms = boot, .wall_ms = wall};
    work = (struct work){.ring = &ring, .folder = folder};
    desk_init(&d, &(struct desk_setup){.work = &work, .clock = still, .is_english = true});
    strcpy(d.waiting.office, "Sở Xây dựng tỉnh Gia Lai");
    add(WAITING_WRONG, WAITING_DECIDE, "ca-2", "1 papers waited", "sathachctl reconcile ca-2",
        NOON - 60);
    add(WAITING_DUE, WAITING_GRADE, "ca-2", "31 files came in", "sathachctl grade ca-2", NOON - 60);
    add(WAITING_DUE, WAITING_LISTS, "ca-1", "lists not written", "sathachctl report ca-1",
        NOON - DAY);
    add(WAITING_TOLD, WAITING_EDITED, "mau", "edited since", "sathachctl bank seal mau",
        NOON - 9 * DAY);
    add(WAITING_DUE, WAITING_BACKUP, "", "no backup yet", "sathachctl backup FILE.backup", 0);
    start_filter(&d);
    return canvas_init(&v, 24, 80) ? 0 : 1;
}

static int down(void **state)
{
    (void)state;
    desk_free(&d);
    canvas_free(&v);
    return 0;
}

static void press(enum keypress_kind kind, uint32_t cp)
{
    desk_key(&d, &(struct keypress){.kind = kind, .cp = cp});
    desk_draw(&d, &v);
}

static void type(const char *text)
{
    for (; *text; text++)
        press(KEYPRESS_CHAR, (uint32_t)*text);
}

/* True when a row of the picture holds the text. */
static bool shows(const char *text)
{
    for (int row = 0; row < v.rows; row++)
        if (strstr(drawn_row(&v, row), text))
            return true;
    return false;
}

static void the_start_screen_says_what_waits(void **state)
{
    (void)state;
    desk_draw(&d, &v);
    assert_string_equal(
        drawn_row(&v, 0),
        " Sở Xây dựng tỉnh Gia Lai · Desk                              29/11/2026  12:00");
    assert_string_equal(drawn_row(&v, 2), " Waiting: 5");
    assert_string_equal(
        drawn_row(&v, 3),
        "▶ x ca-2         1 papers waited                                        today");
    assert_string_equal(
        drawn_row(&v, 5),
        "  ! ca-1         lists not written                                  yesterday");
    assert_string_equal(
        drawn_row(&v, 6),
        "  · mau          edited since                                      20/11/2026");
    assert_string_equal(drawn_row(&v, 7), "  ! office       no backup yet");
    assert_int_equal(drawn_role(&v, 3, 2), CANVAS_DANGER);
    assert_true(shows(" Command: sathachctl reconcile ca-2"));
    assert_int_equal(v.cursor_row, 3);
    press(KEYPRESS_DOWN, 0);
    assert_true(shows(" Command: sathachctl grade ca-2"));
    assert_true(shows("Enter look"));
    assert_true(shows("Ctrl-Q leave"));
}

static void a_row_opens_as_a_page(void **state)
{
    (void)state;
    press(KEYPRESS_DOWN, 0);
    press(KEYPRESS_ENTER, 0);
    assert_int_equal(d.place, DESK_DETAIL);
    assert_true(shows("31 files came in · today"));
    assert_true(shows("    sathachctl grade ca-2"));
    press(KEYPRESS_CHAR, 'h'); /* help over it, and back to it */
    assert_true(shows("Vietnamese or English"));
    assert_false(shows("sathachctl grade"));
    press(KEYPRESS_ESC, 0);
    assert_true(shows("    sathachctl grade ca-2"));
    press(KEYPRESS_ESC, 0);
    assert_int_equal(d.place, DESK_START);
    assert_int_equal(d.table.at, 1);
}

static void rows_are_filtered(void **state)
{
    (void)state;
    press(KEYPRESS_CHAR, '/');
    type("CA-2 files");
    assert_int_equal(d.filter.count, 1);
    assert_true(shows("31 files came in"));
    assert_false(shows("papers waited"));
    press(KEYPRESS_ENTER, 0);
    assert_int_equal(d.place, DESK_START);
    assert_true(shows("31 files came in") && !shows("papers waited"));
    press(KEYPRESS_CHAR, '/');
    type("zzz");
    assert_true(shows("No row holds"));
    press(KEYPRESS_ENTER, 0);
    press(KEYPRESS_ENTER, 0); /* nothing to open */
    assert_int_equal(d.place, DESK_START);
    press(KEYPRESS_CHAR, '/');
    press(KEYPRESS_ESC, 0);
    assert_int_equal(d.filter.count, 5);
    press(KEYPRESS_CHAR, '/');
    type("lqrh"); /* letters are text here */
    assert_false(d.quit);
    assert_string_equal(d.filter.typed.text, "lqrh");
}

/* The office's folder is none: what was seen last stays, and the message says why. */
static void trouble_is_said_and_nothing_lost(void **state)
{
    (void)state;
    strcpy(folder, "/nowhere");
    press(KEYPRESS_CHAR, 'r');
    assert_int_not_equal(d.trouble.code, ERR_OK);
    assert_true(shows("/nowhere"));
    assert_true(shows("31 files came in"));
}

static void it_looks_again_in_time(void **state)
{
    (void)state;
    desk_look(&d);
    assert_int_equal(desk_timeout_ms(&d), DESK_LOOK_MS);
    now_ms += 4000;
    assert_int_equal(desk_timeout_ms(&d), DESK_LOOK_MS - 4000);
    now_ms += 60000;
    assert_int_equal(desk_timeout_ms(&d), 0);
}

static void a_small_window_says_so(void **state)
{
    (void)state;
    canvas_free(&v);
    assert_true(canvas_init(&v, 23, 80));
    desk_draw(&d, &v);
    assert_true(shows("too small"));
    canvas_free(&v);
    assert_true(canvas_init(&v, 24, 79));
    desk_draw(&d, &v);
    assert_true(shows("too small"));
    press(KEYPRESS_DOWN, 0); /* nothing is lost */
    canvas_free(&v);
    assert_true(canvas_init(&v, 60, 200));
    desk_draw(&d, &v);
    assert_int_equal(d.table.at, 1);
    assert_true(shows("31 files came in"));
}

static void it_is_left_by_one_key(void **state)
{
    (void)state;
    press(KEYPRESS_CHAR, 'q');
    assert_false(d.quit);
    press(KEYPRESS_CTRL, 'Q');
    assert_true(d.quit);
}

/* In each place no key means two things, and each key that the table names does something. */
static void no_two_actions_share_a_key(void **state)
{
    (void)state;
    for (uint64_t place = 1; place <= DESK_HELP; place *= 2)
        for (int a = 1; a < DESK_KEYS; a++)
            for (int b = a + 1; b < DESK_KEYS; b++) {
                const struct tui_action *x = &DESK_ACTIONS.row[a], *y = &DESK_ACTIONS.row[b];
                if (!(x->where & y->where & place))
                    continue;
                assert_false(x->kind != KEYPRESS_CHAR && x->kind == y->kind);
                assert_false(x->ctrl && x->ctrl == y->ctrl);
                for (const char *c = x->letters; *c; c++)
                    assert_null(strchr(y->letters, *c));
            }
}

static void random_keys_do_no_harm(void **state)
{
    (void)state;
    static const uint32_t CHARS[] = {'h', 'r', '/', 'a', '2', '?', ' ', 0x1ED9};
    uint64_t seed = 11;
    for (int i = 0; i < 20000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        unsigned n = (unsigned)(seed >> 33);
        press(n % 2 ? KEYPRESS_CHAR : (enum keypress_kind)(n / 2 % KEYPRESS_CTRL),
              CHARS[n / 2 % 8]);
        assert_in_range(v.cursor_row, 0, v.rows - 1);
        assert_false(d.quit);
    }
}

#define DESK(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(the_start_screen_says_what_waits),
        DESK(a_row_opens_as_a_page),
        DESK(rows_are_filtered),
        DESK(trouble_is_said_and_nothing_lost),
        DESK(it_looks_again_in_time),
        DESK(a_small_window_says_so),
        DESK(it_is_left_by_one_key),
        cmocka_unit_test(no_two_actions_share_a_key),
        DESK(random_keys_do_no_harm),
    };
    return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
