/* The exam's states, driven by keys: from locked to the receipt, and every way beside it. */
#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

static char keys_at[64]; /* key folder */

static void from_locked_to_receipt(void **state)
{
    (void)state;
    assert_int_equal(c.state, CLIENT_LOCKED);
    desk_type_code("wrongwrongwrong");
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_true(c.message[0] != '\0');
    desk_begin();
    assert_null(c.candidate_key);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        assert_int_equal(c.question, q);
        desk_press_char((uint32_t)"abcd"[q % 4]);
        desk_press(KEYPRESS_RIGHT);
    }
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        assert_int_equal(exam_choice(c.exam, q), q % 4);
    desk_press_char('G');
    desk_press_char('s');
    assert_int_equal(c.state, CLIENT_HANDIN);
    desk_type_code("no");
    assert_int_equal(c.state, CLIENT_HANDIN);
    assert_false(exam_is_ended(c.exam));
    desk_type_code("n o P");
    desk_wait_for_receipt();
    assert_int_equal(strlen(c.receipt), CODE_RECEIPT);
    assert_false(c.ended_by_time);
    char receipt[CODE_RECEIPT + 1];
    memcpy(receipt, c.receipt, sizeof receipt);
    desk_press(KEYPRESS_ENTER); /* an Enter too many: the code is still there */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    assert_string_equal(c.receipt, receipt);
    assert_non_null(strstr(c.message, "copied"));
    desk_press_char('0'); /* who types on in thought is called back */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    assert_non_null(strstr(c.message, "This is your receipt"));
    desk_press(KEYPRESS_ENTER); /* and asked anew */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    assert_int_equal(c.receipt[0], 0);
    assert_string_equal(c.message, "All is handed in. You may leave the seat.");
    assert_in_range(client_timeout_ms(&c), 1, 30000);
    rig_pass(&rig, 31000);
    client_tick(&c); /* the next candidate does not read it */
    assert_string_equal(c.message, "");
    desk_log_in("001", rig.access[0]); /* nothing is left to sit; the receipt is told once more */
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_null(c.exam);
    assert_int_equal(c.own_papers, 0);
    assert_int_equal(c.own_done, 1);
    assert_string_equal(c.own[0].receipt, receipt);
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.own[0].receipt[0], 0);
    assert_null(c.exam);
}

static void several_papers(void **state)
{
    (void)state;
    desk_unlock();
    desk_log_in("002", rig.access[1]);
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_int_equal(c.own_papers, 2);
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_DOWN);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.exam->ticket->paper, 2);
    desk_press(KEYPRESS_ESC); /* the other one, then */
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_null(c.exam);
    desk_press(KEYPRESS_UP);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.exam->ticket->paper, 1);
    assert_non_null(c.candidate_key);
    desk_press(KEYPRESS_ESC);
    desk_press(KEYPRESS_ESC); /* not me */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.candidate, -1);
    assert_null(c.exam);
}

/* Which of them was begun, and how far it came, is told before one is chosen; later, what was handed in, with its receipt. */
static void a_begun_paper_is_named(void **state)
{
    (void)state;
    desk_unlock();
    desk_log_in("002", rig.access[1]);
    assert_false(c.own[0].is_begun || c.own[1].is_begun);
    desk_press(KEYPRESS_ENTER); /* looked at is not begun */
    desk_press(KEYPRESS_ESC);
    desk_press(KEYPRESS_ESC);
    desk_log_in("002", rig.access[1]);
    assert_false(c.own[0].is_begun || c.own[1].is_begun);
    desk_press_char('2');
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER);
    desk_press_char('b');
    desk_press_char('a');
    desk_press(KEYPRESS_RIGHT);
    desk_press_char('a');
    rig_settle(c.exam);
    client_free(&c);
    desk_open("M01", NULL, false);
    desk_unlock();
    desk_log_in("002", rig.access[1]);
    assert_null(c.exam);
    assert_int_equal(c.own_papers, 2);
    assert_false(c.own[0].is_begun);
    assert_true(c.own[1].is_begun);
    assert_int_equal(c.own[1].answered, 2);
    assert_int_equal(c.own[1].questions, 12);
    assert_int_equal(c.own_at, 1); /* it is the one to go on with */
    desk_press_char('1'); /* the other would let its time run out */
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_non_null(strstr(c.message, "another paper, and its time runs on"));
    desk_press_char('b'); /* two clocks at once: asked first */
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
    assert_non_null(strstr(c.message, "once more"));
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_int_equal(c.own_at, 1);
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER);
    assert_null(c.candidate_key); /* no other paper can be opened now */
    assert_int_equal(exam_answered(c.exam), 2); /* looking into it took nothing away */
    desk_type("gs");
    desk_type_code("nop");
    desk_wait_for_receipt();
    char receipt[CODE_RECEIPT + 1];
    memcpy(receipt, c.receipt, sizeof receipt);
    desk_press(KEYPRESS_ENTER);
    desk_press(KEYPRESS_ENTER);
    desk_log_in("002", rig.access[1]); /* one is left */
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.own_papers, 1);
    assert_int_equal(c.own_done, 1);
    assert_string_equal(c.own[1].receipt, receipt);
}

/* The number comes first: with its field empty, Enter stays there and says so, and nothing typed can run together. */
static void the_number_comes_first(void **state)
{
    (void)state;
    desk_unlock();
    desk_type("1 ");
    desk_type_code(rig.access[0]); /* both in one line: no attempt is lost */
    assert_int_equal(c.state, CLIENT_CONFIRM);
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.field[0].text[0] | c.field[1].text[0], 0);
    desk_press_char(' '); /* would not be seen */
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.field_at, 0);
    assert_true(c.message[0]);
    desk_press(KEYPRESS_TAB);
    desk_type_code(rig.access[0]);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.field_at, 0);
    assert_int_equal(c.wrong_logins, 0);
    desk_type("001");
    desk_press(KEYPRESS_ENTER);
    assert_false(c.message[0]);
    assert_int_equal(c.field_at, 1);
    assert_int_equal(c.state, CLIENT_LOGIN); /* the code is there already, yet it is looked at before it goes */
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void wrong_logins_lock_the_seat(void **state)
{
    (void)state;
    char first[sizeof c.message];
    desk_unlock();
    desk_log_in("999", rig.access[0]); /* no such number */
    memcpy(first, c.message, sizeof first);
    char *count = strstr(first, "left: 4");
    assert_non_null(count);
    count[strlen("left: ")] = '3';
    desk_press(KEYPRESS_ESC);
    desk_log_in("001", rig.access[1]); /* another's code: the same words */
    assert_string_equal(first, c.message);
    for (int i = 0; i < 3; i++) {
        assert_false(c.login_locked);
        desk_press(KEYPRESS_ESC);
        desk_log_in("001", "2222222222");
    }
    assert_true(c.login_locked);
    desk_press_ctrl('O');
    desk_press(KEYPRESS_ESC);
    assert_non_null(strstr(c.message, "waits for the invigilator")); /* before anything is typed */
    desk_log_in("001", rig.access[0]); /* right, too late */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    desk_invigilator(-1, ONETIME_UNLOCK_LOGIN, 0, 1);
    assert_false(c.login_locked);
    assert_int_equal(c.state, CLIENT_LOGIN);
    desk_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void a_right_login_counts_anew(void **state)
{
    (void)state;
    desk_unlock();
    for (int i = 0; i < 4; i++) {
        desk_log_in("001", "2222222222");
        desk_press(KEYPRESS_ESC);
    }
    desk_log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.wrong_logins, 0);
}

static void killed_and_welcomed_back(void **state)
{
    (void)state;
    desk_begin();
    desk_press_char('b');
    desk_press(KEYPRESS_RIGHT);
    rig_settle(c.exam);
    client_free(&c);
    rig_pass(&rig, 10 * MINUTE);
    desk_open("M01", NULL, false);
    desk_unlock();
    assert_non_null(strstr(c.message, "all your answers are kept"));
    desk_log_in("001", rig.access[0]);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_true(c.message[0] != '\0');
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_int_equal(exam_left_ms(c.exam), 20 * MINUTE);
    desk_type("gs");
    desk_type_code("nop");
    desk_wait_for_receipt();
    client_free(&c);
    desk_open("M01", NULL, false);
    desk_unlock();
    assert_string_equal(c.message, ""); /* nothing is left to go on with */
}

static void after_a_reboot_the_invigilator_comes(void **state)
{
    (void)state;
    desk_begin();
    desk_press_char('b');
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE, 20000);
    desk_open("M01", NULL, false);
    desk_unlock();
    desk_log_in("001", rig.access[0]);
    desk_press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_ANSWERING);
    desk_invigilator(0, ONETIME_RESUME, 0, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_choice(c.exam, 0), 1);
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE, 20000);
    desk_open("M01", NULL, false);
    desk_unlock();
    desk_log_in("001", rig.access[0]);
    desk_invigilator(-1, ONETIME_RESUME_ALL, 0, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    desk_invigilator(-1, ONETIME_RESUME_ALL, 0, 2); /* nothing waits: the code is not spent */
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    desk_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

static void another_seat_needs_start_here(void **state)
{
    (void)state;
    desk_unlock();
    desk_log_in("003", rig.access[2]);
    desk_press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_RULES);
    desk_invigilator(3, ONETIME_START_HERE, 0, 1);
    assert_int_equal(c.state, CLIENT_RULES);
    desk_press_char('b');
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(c.exam->journal.count, 2);
}

/* Time up, from every state of an exam. */
static void time_is_up_wherever_one_is(void **state)
{
    (void)state;
    static const char *const WAY[] = {"", "g", "gs", "h", "gh", "gsnop"};
    for (size_t i = 0; i < sizeof WAY / sizeof WAY[0] + 1; i++) {
        rig_empty(&rig);
        if (c.exam || c.S) {
            client_free(&c);
            desk_open("M01", NULL, false);
        }
        desk_begin();
        desk_press_char('a');
        if (i < sizeof WAY / sizeof WAY[0])
            desk_type(WAY[i]);
        else
            desk_press(KEYPRESS_F12);
        rig_pass(&rig, 30 * MINUTE);
        if (i % 2)
            desk_press_char('d'); /* before the tick: too late */
        else
            client_tick(&c);
        desk_wait_for_receipt();
        assert_true(c.ended_by_time);
        assert_int_equal(c.exam->journal.end, JOURNAL_ENDED_TIMEOUT);
        assert_int_equal(exam_choice(c.exam, 0), 0);
    }
}

static void the_box_takes_codes(void **state)
{
    (void)state;
    desk_begin();
    desk_invigilator(0, ONETIME_EXTEND, 10, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    desk_invigilator(0, ONETIME_EXTEND, 10, 1);
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    for (int i = 0; i < 5; i++)
        desk_type_code("22222222");
    uint32_t before = c.exam->journal.count;
    desk_invigilator(0, ONETIME_EXTEND, 10, 2); /* too soon */
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    assert_int_equal(c.exam->journal.count, before);
    rig_pass(&rig, 31000);
    desk_press(KEYPRESS_ESC);
    desk_invigilator(0, ONETIME_EXTEND, 10, 2);
    assert_int_equal(exam_left_ms(c.exam), 50 * MINUTE - 31000);
    unsigned failed = 0;
    for (size_t i = 0; i < c.exam->journal.count; i++)
        failed += c.exam->records.data[i * JOURNAL_RECORD + 4] == JOURNAL_CODE_FAILED && c.exam->records.data[i * JOURNAL_RECORD + 5] == 0;
    assert_int_equal(failed, 1);
    desk_invigilator(0, ONETIME_MISCONDUCT, 0, 1);
    desk_wait_for_receipt();
    assert_true(c.ended_by_invigilator);
}

static void the_room_locks_and_leaves(void **state)
{
    (void)state;
    char *folder = room_folder();
    if (!folder)
        skip();
    snprintf(keys_at, sizeof keys_at, "%s", folder);
    client_free(&c);
    desk_open("M01", keys_at, true);
    desk_unlock();
    desk_press_ctrl('Q'); /* a kiosk has no way out */
    assert_false(c.quit);
    client_free(&c);
    desk_open("M01", keys_at, true); /* a restart is still unlocked */
    assert_int_equal(c.state, CLIENT_LOGIN);
    for (int i = 0; i < 5; i++) {
        desk_log_in("001", "2222222222");
        desk_press(KEYPRESS_ESC);
    }
    client_free(&c);
    desk_open("M01", keys_at, true); /* and remembers the wrong log-ins */
    assert_true(c.login_locked);
    desk_invigilator(-1, ONETIME_UNLOCK_LOGIN, 0, 1);
    assert_false(c.login_locked);
    desk_invigilator(-1, ONETIME_LOCK, 0, 1);
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_null(c.S);
    client_free(&c);
    desk_open("M01", keys_at, true);
    assert_int_equal(c.state, CLIENT_LOCKED);
    desk_unlock();
    desk_invigilator(-1, ONETIME_LEAVE, 0, 1);
    assert_true(c.quit);
    client_free(&c);
    desk_open("M01", keys_at, false);
    assert_int_equal(c.state, CLIENT_LOCKED);
    desk_press_ctrl('Q');
    assert_true(c.quit);
    free(folder);
}

static struct keypress any_key(unsigned n)
{
    static const uint32_t CHARS[] = {'a', 'b', 'c', 'd', 'e', 'h', 'g', 'k', 'l', 'm', 'n', 'o', 'p', 's', 't', 'u', 'x', 'z', '0', '1', '9', ' ',
                                     '?', '/', 0xC2, 0x102, 0x110, 0x1ED8, 0x301, 0x4E2D, 0x1F600, 0x7F, 0x1B, 0x9B, 0x202E, 0xD800, 0x110000, 0};
    enum { N = sizeof CHARS / sizeof CHARS[0] };
    if (n < N)
        return (struct keypress){.kind = KEYPRESS_CHAR, .cp = CHARS[n]};
    if (n < N + 26)
        return (struct keypress){.kind = KEYPRESS_CTRL, .cp = 'A' + n - N};
    unsigned kind = 1 + n - N - 26;
    if (kind > KEYPRESS_PASTE)
        return (struct keypress){.kind = KEYPRESS_MOUSE, .row = 3, .col = 3, .wheel = 1};
    return (struct keypress){.kind = (enum keypress_kind)kind, .row = -1, .col = 100000, .wheel = -1};
}

enum { ANY_KEYS = 38 + 26 + 17 };

static bool chooses(const struct keypress *k, enum client_state s)
{
    unsigned arg;
    enum action_id a = action_of_key(k, client_where(&c), &arg);
    return s == CLIENT_ANSWERING && (a == ACTION_CHOOSE || a == ACTION_CHOOSE_FOCUS || a == ACTION_CLEAR);
}

/* In each state each key, and in answering each key in each order of two: answers change by choosing keys only. */
static void every_key_in_every_state(void **state)
{
    (void)state;
    static const char *const WAY[] = {"", "g", "gs", "h", "12", "gh", "l"};
    desk_begin();
    desk_press_char('c');
    for (size_t w = 0; w < sizeof WAY / sizeof WAY[0] + 1; w++)
        for (unsigned first = 0; first < ANY_KEYS; first++)
            for (unsigned second = 0; second < ANY_KEYS; second += 1 + second % 3) {
                for (int i = 0; i < 5 && c.state != CLIENT_ANSWERING; i++)
                    desk_press(KEYPRESS_ESC);
                assert_int_equal(c.state, CLIENT_ANSWERING);
                desk_press(KEYPRESS_ESC);
                if (w < sizeof WAY / sizeof WAY[0])
                    desk_type(WAY[w]);
                else
                    desk_press(KEYPRESS_F12);
                unsigned keys[] = {first, second};
                for (int i = 0; i < 2; i++) {
                    struct keypress k = any_key(keys[i]);
                    uint8_t before[SESSION_PAPER_QUESTIONS_MAX];
                    memcpy(before, c.exam->journal.choice, sizeof before);
                    bool may = chooses(&k, c.state);
                    client_key(&c, &k);
                    if (!may)
                        assert_memory_equal(before, c.exam->journal.choice, sizeof before);
                }
                assert_false(exam_is_ended(c.exam));
                assert_false(c.quit);
                if (c.exam->journal.count % 64 == 0)
                    client_ready(&c);
            }
}

static void every_key_before_and_after(void **state)
{
    (void)state;
    for (int stage = 0; stage < 6; stage++)
        for (unsigned n = 0; n < ANY_KEYS; n++) {
            struct keypress k = any_key(n);
            if (stage >= 1 && c.state == CLIENT_LOCKED)
                desk_unlock();
            if (stage >= 2 && c.state == CLIENT_LOGIN) {
                desk_press(KEYPRESS_ESC);
                desk_log_in(stage == 3 ? "002" : "001", rig.access[stage == 3]);
            }
            if (stage == 3 && c.state == CLIENT_CONFIRM)
                desk_press(KEYPRESS_ESC);
            if (stage >= 4 && c.state == CLIENT_CONFIRM)
                desk_press(KEYPRESS_ENTER);
            if (stage == 5 && c.state == CLIENT_RULES)
                desk_press_char('n');
            if (c.state == CLIENT_ANSWERING) { /* one of them began: afresh */
                client_free(&c);
                rig_empty(&rig);
                desk_open("M01", NULL, false);
                continue;
            }
            client_key(&c, &k);
            client_tick(&c);
            c.quit = false;
        }
}

static void the_table_is_whole(void **state)
{
    (void)state;
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        const struct action *a = action_get((enum action_id)i);
        assert_int_equal(a->id, i);
        assert_true(a->name[0] && a->keys[0] && a->label[0] && a->help[0] && a->where);
    }
    for (unsigned cp = 32; cp < 0x2000; cp++) { /* letters are text where text is typed */
        unsigned arg;
        struct keypress k = {.kind = KEYPRESS_CHAR, .cp = cp};
        assert_int_equal(action_of_key(&k, ACTION_IN_HANDIN, &arg), ACTION_NONE);
        assert_int_equal(action_of_key(&k, ACTION_IN_INVIGILATOR, &arg), ACTION_NONE);
        enum action_id a = action_of_key(&k, ACTION_IN_ANSWERING, &arg);
        assert_true(a != ACTION_CHOOSE || strchr("abcdABCD", (int)(cp < 128 ? cp : 'a')));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_locked_to_receipt, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(several_papers, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(a_begun_paper_is_named, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(the_number_comes_first, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(wrong_logins_lock_the_seat, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(a_right_login_counts_anew, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(killed_and_welcomed_back, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(after_a_reboot_the_invigilator_comes, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(another_seat_needs_start_here, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(time_is_up_wherever_one_is, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(the_box_takes_codes, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(the_room_locks_and_leaves, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(every_key_in_every_state, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(every_key_before_and_after, desk_up, desk_down),
        cmocka_unit_test_setup_teardown(the_table_is_whole, desk_up, desk_down),
    };
    return cmocka_run_group_tests_name("client", tests, desk_group_up, desk_group_down);
}
