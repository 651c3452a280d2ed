/* The exam's states, driven by keys: from locked to the receipt, and every way beside it. */
#include "app/client/client.h"
#include "tests/unit/rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

enum { MINUTE = 60000 };

static struct rig rig;
static struct client c;
static char keys_at[64]; /* key folder, NULL in most tests */

static int group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

static void open_client(const char *seat, const char *key_folder, bool kiosk)
{
    struct client_setup setup = {.session = &rig.session, .bank = &rig.bank, .data_dir = rig.dir, .seat = seat, .key_folder = key_folder,
                                 .kiosk = kiosk, .lang = CLIENT_EN, .clock = rig.clock};
    struct err e = {0};
    assert_int_equal(client_init(&c, &setup, &e), ERR_OK);
}

static int up(void **state)
{
    (void)state;
    rig_empty(&rig);
    open_client("M01", NULL, false);
    return 0;
}

static int down(void **state)
{
    (void)state;
    client_free(&c);
    return 0;
}

static void press(enum keypress_kind kind)
{
    struct keypress k = {.kind = kind};
    client_key(&c, &k);
}

static void press_char(uint32_t cp)
{
    struct keypress k = {.kind = KEYPRESS_CHAR, .cp = cp};
    client_key(&c, &k);
}

static void press_ctrl(uint32_t letter)
{
    struct keypress k = {.kind = KEYPRESS_CTRL, .cp = letter};
    client_key(&c, &k);
}

static void type(const char *text)
{
    for (; *text; text++)
        press_char((unsigned char)*text);
}

static void type_code(const char *code)
{
    type(code);
    press(KEYPRESS_ENTER);
}

static void unlock(void)
{
    type_code(rig.passphrase);
    assert_int_equal(c.state, CLIENT_LOGIN);
}

static void log_in(const char *sbd, const char *access)
{
    type_code(sbd);
    type_code(access);
}

/* Into the questions of SBD 001. */
static void begin(void)
{
    unlock();
    log_in("1", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    press_char('b');
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

static void wait_for_receipt(void)
{
    for (int i = 0; i < 300 && c.state != CLIENT_RECEIPT; i++) {
        usleep(10000);
        client_store(&c);
        client_tick(&c);
    }
    assert_int_equal(c.state, CLIENT_RECEIPT);
}

static void invigilator(long paper, enum once_action action, uint16_t minutes, uint16_t n)
{
    char code[CODE_ONCE + 1];
    rig_code(&rig, paper, action, minutes, n, code);
    if (c.state != CLIENT_INVIGILATOR)
        press_ctrl('O');
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    type_code(code);
}

static void from_locked_to_receipt(void **state)
{
    (void)state;
    assert_int_equal(c.state, CLIENT_LOCKED);
    type_code("wrongwrongwrong");
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_true(c.message[0] != '\0');
    begin();
    assert_null(c.candidate_key);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        assert_int_equal(c.question, q);
        press_char((uint32_t)"abcd"[q % 4]);
        press(KEYPRESS_RIGHT);
    }
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        assert_int_equal(exam_choice(c.exam, q), q % 4);
    press_char('G');
    press_char('s');
    assert_int_equal(c.state, CLIENT_HANDIN);
    type_code("no");
    assert_int_equal(c.state, CLIENT_HANDIN);
    assert_false(exam_is_ended(c.exam));
    type_code("n o P");
    wait_for_receipt();
    assert_int_equal(strlen(c.receipt), CODE_RECEIPT);
    assert_false(c.ended_by_time);
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    assert_int_equal(c.receipt[0], 0);
    log_in("001", rig.access[0]); /* nothing is left to sit */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    assert_true(c.message[0] != '\0');
}

static void several_papers(void **state)
{
    (void)state;
    unlock();
    log_in("002", rig.access[1]);
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_int_equal(c.own_papers, 2);
    press(KEYPRESS_DOWN);
    press(KEYPRESS_DOWN);
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.exam->ticket->paper, 2);
    press(KEYPRESS_ESC); /* not me */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.candidate, -1);
    assert_null(c.exam);
}

static void wrong_logins_lock_the_seat(void **state)
{
    (void)state;
    char first[sizeof c.message];
    unlock();
    log_in("999", rig.access[0]); /* no such number */
    memcpy(first, c.message, sizeof first);
    press(KEYPRESS_ESC);
    log_in("001", rig.access[1]); /* another's code: the same words */
    assert_string_equal(first, c.message);
    for (int i = 0; i < 3; i++) {
        assert_false(c.login_locked);
        press(KEYPRESS_ESC);
        log_in("001", "2222222222");
    }
    assert_true(c.login_locked);
    press(KEYPRESS_ESC);
    log_in("001", rig.access[0]); /* right, too late */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    invigilator(-1, ONCE_UNLOCK_LOGIN, 0, 1);
    assert_false(c.login_locked);
    assert_int_equal(c.state, CLIENT_LOGIN);
    log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

static void a_right_login_counts_anew(void **state)
{
    (void)state;
    unlock();
    for (int i = 0; i < 4; i++) {
        log_in("001", "2222222222");
        press(KEYPRESS_ESC);
    }
    log_in("001", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.wrong_logins, 0);
}

static void tryout_does_not_count(void **state)
{
    (void)state;
    unlock();
    log_in("001", rig.access[0]);
    press(KEYPRESS_ENTER);
    press_char('n');
    assert_int_equal(c.state, CLIENT_TRYOUT);
    press_char('C');
    assert_int_equal(c.tryout_choice, 2);
    press_char('m');
    press_char('x');
    assert_true(c.tryout_marked);
    assert_int_equal(c.tryout_crossed, 4);
    press_char('h');
    assert_int_equal(c.state, CLIENT_HELP);
    press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_TRYOUT);
    press(KEYPRESS_DELETE);
    assert_int_equal(c.tryout_choice, -1);
    press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
}

static void moving_and_marking(void **state)
{
    (void)state;
    begin();
    press(KEYPRESS_DOWN);
    press(KEYPRESS_DOWN);
    press_char(' ');
    assert_int_equal(exam_choice(c.exam, 0), 2);
    press(KEYPRESS_BACKSPACE); /* never clears */
    assert_int_equal(exam_choice(c.exam, 0), 2);
    press_char('x');
    assert_true(exam_is_crossed(c.exam, 0, 2));
    assert_int_equal(exam_choice(c.exam, 0), 2);
    press(KEYPRESS_DELETE);
    assert_int_equal(exam_choice(c.exam, 0), -1);
    press_char(0x110); /* Đ of an input method */
    assert_int_equal(exam_choice(c.exam, 0), 3);
    press_char(0xC2);
    assert_int_equal(exam_choice(c.exam, 0), 0);
    type("12");
    press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1); /* Enter went there and chose nothing */
    type("99");
    press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), -1);
    type("3");
    press(KEYPRESS_ESC); /* drops the digit */
    press(KEYPRESS_ENTER);
    assert_int_equal(c.question, 11);
    assert_int_equal(exam_choice(c.exam, 11), 0);
    press_char('m');
    press_char('u');
    assert_int_equal(c.question, 1);
    press_char('g');
    assert_int_equal(c.state, CLIENT_OVERVIEW);
    press_char('k');
    assert_int_equal(c.question, 11);
    press(KEYPRESS_UP);
    assert_int_equal(c.question, 1);
    press(KEYPRESS_LEFT);
    press(KEYPRESS_LEFT);
    assert_int_equal(c.question, 0);
    press_char('4');
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(c.question, 3);
    press_char('t');
    assert_true(c.message[0] != '\0');
    press_char('l');
    assert_int_equal(c.lang, CLIENT_VI);
    assert_int_equal(c.question, 3);
}

static void only_the_word_hands_in(void **state)
{
    (void)state;
    static const char *const NOT[] = {"", "NO", "NOPE", "NO P x", "nopnop", "N0P", "abcd", "mon"};
    begin();
    for (size_t i = 0; i < sizeof NOT / sizeof NOT[0]; i++) {
        press_char('g');
        press_char('s');
        type_code(NOT[i]);
        assert_int_equal(c.state, CLIENT_HANDIN);
        assert_false(exam_is_ended(c.exam));
        press(KEYPRESS_ESC);
        assert_int_equal(c.state, CLIENT_OVERVIEW);
        press(KEYPRESS_ESC);
    }
    type("nop"); /* on the wrong screen: next question, nothing, previous */
    assert_int_equal(exam_answered(c.exam), 0);
    press_char('g');
    press_char('s');
    press_char('N');
    press_char(0x1ED8); /* Ộ */
    press_char('p');
    press(KEYPRESS_ENTER);
    assert_true(exam_is_ended(c.exam));
    wait_for_receipt();
}

static void killed_and_welcomed_back(void **state)
{
    (void)state;
    begin();
    press_char('b');
    press(KEYPRESS_RIGHT);
    rig_settle(c.exam);
    client_free(&c);
    rig_pass(&rig, 10 * MINUTE);
    open_client("M01", NULL, false);
    unlock();
    log_in("001", rig.access[0]);
    press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_true(c.message[0] != '\0');
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_int_equal(exam_left_ms(c.exam), 20 * MINUTE);
}

static void after_a_reboot_the_invigilator_comes(void **state)
{
    (void)state;
    begin();
    press_char('b');
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE);
    open_client("M01", NULL, false);
    unlock();
    log_in("001", rig.access[0]);
    press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_ANSWERING);
    invigilator(0, ONCE_RESUME, 0, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_choice(c.exam, 0), 1);
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE);
    open_client("M01", NULL, false);
    unlock();
    log_in("001", rig.access[0]);
    invigilator(-1, ONCE_RESUME_ALL, 0, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    invigilator(-1, ONCE_RESUME_ALL, 0, 2); /* nothing waits: the code is not spent */
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

static void another_seat_needs_start_here(void **state)
{
    (void)state;
    unlock();
    log_in("003", rig.access[2]);
    press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_RULES);
    invigilator(3, ONCE_START_HERE, 0, 1);
    assert_int_equal(c.state, CLIENT_RULES);
    press_char('b');
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
            open_client("M01", NULL, false);
        }
        begin();
        press_char('a');
        if (i < sizeof WAY / sizeof WAY[0])
            type(WAY[i]);
        else
            press(KEYPRESS_F12);
        rig_pass(&rig, 30 * MINUTE);
        if (i % 2)
            press_char('d'); /* before the tick: too late */
        else
            client_tick(&c);
        wait_for_receipt();
        assert_true(c.ended_by_time);
        assert_int_equal(c.exam->journal.end, JOURNAL_ENDED_TIMEOUT);
        assert_int_equal(exam_choice(c.exam, 0), 0);
    }
}

static void warnings_steal_nothing(void **state)
{
    (void)state;
    static const unsigned AT[] = {10, 5, 1};
    begin();
    press_char('g');
    press_char('s');
    type("no");
    for (size_t i = 0; i < 3; i++) {
        uint64_t left = exam_left_ms(c.exam);
        rig_pass(&rig, left - AT[i] * (uint64_t)MINUTE - 500);
        c.message[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message[0], 0);
        rig_pass(&rig, 500);
        client_tick(&c);
        assert_true(c.message[0] != '\0');
        assert_int_equal(c.tone, i == 2 ? CLIENT_DANGER : CLIENT_WARNING);
        assert_string_equal(c.field[0].text, "no");
        c.message[0] = '\0';
        client_tick(&c);
        assert_int_equal(c.message[0], 0); /* once */
    }
    type_code("p");
    assert_true(exam_is_ended(c.exam));
}

static void the_box_takes_codes(void **state)
{
    (void)state;
    begin();
    invigilator(0, ONCE_EXTEND, 10, 1);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    invigilator(0, ONCE_EXTEND, 10, 1);
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    for (int i = 0; i < 5; i++)
        type_code("22222222");
    uint32_t before = c.exam->journal.count;
    invigilator(0, ONCE_EXTEND, 10, 2); /* too soon */
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    assert_int_equal(c.exam->journal.count, before);
    rig_pass(&rig, 31000);
    press(KEYPRESS_ESC);
    invigilator(0, ONCE_EXTEND, 10, 2);
    assert_int_equal(exam_left_ms(c.exam), 50 * MINUTE - 31000);
    unsigned failed = 0;
    for (size_t i = 0; i < c.exam->journal.count; i++)
        failed += c.exam->records.data[i * JOURNAL_RECORD + 4] == JOURNAL_CODE_FAILED && c.exam->records.data[i * JOURNAL_RECORD + 5] == 0;
    assert_int_equal(failed, 1);
    invigilator(0, ONCE_MISCONDUCT, 0, 1);
    wait_for_receipt();
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
    open_client("M01", keys_at, true);
    unlock();
    press_ctrl('Q'); /* a kiosk has no way out */
    assert_false(c.quit);
    client_free(&c);
    open_client("M01", keys_at, true); /* a restart is still unlocked */
    assert_int_equal(c.state, CLIENT_LOGIN);
    for (int i = 0; i < 5; i++) {
        log_in("001", "2222222222");
        press(KEYPRESS_ESC);
    }
    client_free(&c);
    open_client("M01", keys_at, true); /* and remembers the wrong log-ins */
    assert_true(c.login_locked);
    invigilator(-1, ONCE_UNLOCK_LOGIN, 0, 1);
    assert_false(c.login_locked);
    invigilator(-1, ONCE_LOCK, 0, 1);
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_null(c.S);
    client_free(&c);
    open_client("M01", keys_at, true);
    assert_int_equal(c.state, CLIENT_LOCKED);
    unlock();
    invigilator(-1, ONCE_LEAVE, 0, 1);
    assert_true(c.quit);
    client_free(&c);
    open_client("M01", keys_at, false);
    assert_int_equal(c.state, CLIENT_LOCKED);
    press_ctrl('Q');
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
    begin();
    press_char('c');
    for (size_t w = 0; w < sizeof WAY / sizeof WAY[0] + 1; w++)
        for (unsigned first = 0; first < ANY_KEYS; first++)
            for (unsigned second = 0; second < ANY_KEYS; second += 1 + second % 3) {
                for (int i = 0; i < 5 && c.state != CLIENT_ANSWERING; i++)
                    press(KEYPRESS_ESC);
                assert_int_equal(c.state, CLIENT_ANSWERING);
                press(KEYPRESS_ESC);
                if (w < sizeof WAY / sizeof WAY[0])
                    type(WAY[w]);
                else
                    press(KEYPRESS_F12);
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
                    client_store(&c);
            }
}

static void every_key_before_and_after(void **state)
{
    (void)state;
    for (int stage = 0; stage < 6; stage++)
        for (unsigned n = 0; n < ANY_KEYS; n++) {
            struct keypress k = any_key(n);
            if (stage >= 1 && c.state == CLIENT_LOCKED)
                unlock();
            if (stage >= 2 && c.state == CLIENT_LOGIN) {
                press(KEYPRESS_ESC);
                log_in(stage == 3 ? "002" : "001", rig.access[stage == 3]);
            }
            if (stage == 3 && c.state == CLIENT_CONFIRM)
                press(KEYPRESS_ESC);
            if (stage >= 4 && c.state == CLIENT_CONFIRM)
                press(KEYPRESS_ENTER);
            if (stage == 5 && c.state == CLIENT_RULES)
                press_char('n');
            if (c.state == CLIENT_ANSWERING) { /* one of them began: afresh */
                client_free(&c);
                rig_empty(&rig);
                open_client("M01", NULL, false);
                continue;
            }
            client_key(&c, &k);
            client_tick(&c);
            c.quit = false;
        }
}

static void the_time_is_told(void **state)
{
    (void)state;
    char text[128];
    begin();
    client_time_text(&c, text, sizeof text);
    assert_non_null(strstr(text, "30"));
    assert_in_range(client_timeout_ms(&c), 1, 15000);
    rig_pass(&rig, 20 * MINUTE + 19000);
    client_time_text(&c, text, sizeof text);
    assert_string_equal(text, "09:41");
    assert_in_range(client_timeout_ms(&c), 1, 1001);
    client_time_words(&c, text, sizeof text);
    assert_non_null(strstr(text, "9"));
    assert_non_null(strstr(text, "41"));
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
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(from_locked_to_receipt, up, down),
                                       cmocka_unit_test_setup_teardown(several_papers, up, down),
                                       cmocka_unit_test_setup_teardown(wrong_logins_lock_the_seat, up, down),
                                       cmocka_unit_test_setup_teardown(a_right_login_counts_anew, up, down),
                                       cmocka_unit_test_setup_teardown(tryout_does_not_count, up, down),
                                       cmocka_unit_test_setup_teardown(moving_and_marking, up, down),
                                       cmocka_unit_test_setup_teardown(only_the_word_hands_in, up, down),
                                       cmocka_unit_test_setup_teardown(killed_and_welcomed_back, up, down),
                                       cmocka_unit_test_setup_teardown(after_a_reboot_the_invigilator_comes, up, down),
                                       cmocka_unit_test_setup_teardown(another_seat_needs_start_here, up, down),
                                       cmocka_unit_test_setup_teardown(time_is_up_wherever_one_is, up, down),
                                       cmocka_unit_test_setup_teardown(warnings_steal_nothing, up, down),
                                       cmocka_unit_test_setup_teardown(the_box_takes_codes, up, down),
                                       cmocka_unit_test_setup_teardown(the_room_locks_and_leaves, up, down),
                                       cmocka_unit_test_setup_teardown(every_key_in_every_state, up, down),
                                       cmocka_unit_test_setup_teardown(every_key_before_and_after, up, down),
                                       cmocka_unit_test_setup_teardown(the_time_is_told, up, down),
                                       cmocka_unit_test_setup_teardown(the_table_is_whole, up, down)};
    return cmocka_run_group_tests_name("client", tests, group_up, group_down);
}
