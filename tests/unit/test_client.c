/* The exam's states, driven by keys: from locked to the receipt, and every way beside it. */
#include "tests/lib/seat_rig.h"
#include "tests/lib/box.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static char keys_at[64]; /* key folder */

static void from_locked_to_receipt(void **state)
{
    (void)state;
    assert_int_equal(c.state, CLIENT_LOCKED);
    seat_rig_type_code("wrongwrongwrong");
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_true(c.message.text[0] != '\0');
    seat_rig_begin();
    assert_null(c.papers.candidate_key);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        assert_int_equal(c.reading.question, q);
        seat_rig_press_char((uint32_t) "abcd"[q % 4]);
        seat_rig_press(KEYPRESS_RIGHT);
    }
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        assert_int_equal(exam_choice(c.exam, q), q % 4);
    seat_rig_press_char('G');
    seat_rig_press_char('s');
    assert_int_equal(c.state, CLIENT_HANDIN);
    seat_rig_type_code("no");
    assert_int_equal(c.state, CLIENT_HANDIN);
    assert_false(exam_is_ended(c.exam));
    seat_rig_type_code("n o P");
    seat_rig_wait_for_receipt();
    assert_int_equal(strlen(c.papers.ending.receipt), CODE_RECEIPT);
    assert_false(c.papers.ending.by_time);
    char receipt[CODE_RECEIPT + 1];
    memcpy(receipt, c.papers.ending.receipt, sizeof receipt);
    seat_rig_press(KEYPRESS_ENTER); /* an Enter too many: the code is still there */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    assert_string_equal(c.papers.ending.receipt, receipt);
    assert_non_null(strstr(c.message.text, "copied"));
    seat_rig_press_char('0'); /* who types on in thought is called back */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    assert_non_null(strstr(c.message.text, "This is your receipt"));
    seat_rig_press(KEYPRESS_ENTER); /* and asked anew */
    assert_int_equal(c.state, CLIENT_RECEIPT);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_null(c.exam);
    assert_int_equal(c.papers.ending.receipt[0], 0);
    assert_string_equal(
        c.message.text,
        "All is handed in. You may leave the seat. To see the receipt code again, log in with your "
        "number and access code.");
    assert_in_range(client_timeout_ms(&c), 1, 30000);
    rig_pass(&rig, 31000);
    client_tick(&c); /* the next candidate does not read it */
    assert_string_equal(c.message.text, "");
    seat_rig_log_in("001", rig.access[0]); /* nothing is left to sit; the receipt is told once
                                              more */
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_null(c.exam);
    assert_int_equal(c.papers.to_sit, 0);
    assert_int_equal(c.papers.done, 1);
    assert_string_equal(c.papers.own[0].receipt, receipt);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.papers.own[0].receipt[0], 0);
    assert_null(c.exam);
}

static void several_papers(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("002", rig.access[1]);
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_int_equal(c.papers.to_sit, 2);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_DOWN);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.exam->ticket->paper, 2);
    seat_rig_press(KEYPRESS_ESC); /* the other one, then */
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_null(c.exam);
    seat_rig_press(KEYPRESS_UP);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.exam->ticket->paper, 1);
    assert_non_null(c.papers.candidate_key);
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_press(KEYPRESS_ESC); /* not me */
    assert_int_equal(c.state, CLIENT_LOGIN);
    assert_int_equal(c.papers.candidate, -1);
    assert_null(c.exam);
}

/* Which of them was begun, and how far it came, is told before one is chosen; later, what was
 * handed in, with its receipt. */
static void a_begun_paper_is_named(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("002", rig.access[1]);
    assert_false(c.papers.own[0].is_begun || c.papers.own[1].is_begun);
    seat_rig_press(KEYPRESS_ENTER); /* looked at is not begun */
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_press(KEYPRESS_ESC);
    seat_rig_log_in("002", rig.access[1]);
    assert_false(c.papers.own[0].is_begun || c.papers.own[1].is_begun);
    seat_rig_press_char('2');
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('b');
    seat_rig_press_char('a');
    seat_rig_press(KEYPRESS_RIGHT);
    seat_rig_press_char('a');
    rig_settle(c.exam);
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("002", rig.access[1]);
    assert_null(c.exam);
    assert_int_equal(c.papers.to_sit, 2);
    assert_false(c.papers.own[0].is_begun);
    assert_true(c.papers.own[1].is_begun);
    assert_int_equal(c.papers.own[1].answered, 2);
    assert_int_equal(c.papers.own[1].questions, 12);
    assert_int_equal(c.papers.at, 1); /* it is the one to go on with */
    seat_rig_press_char('1');         /* the other would let its time run out */
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    assert_non_null(strstr(c.message.text, "another paper, and its time runs on"));
    seat_rig_press_char('b'); /* two clocks at once: asked first */
    assert_int_equal(c.state, CLIENT_RULES);
    assert_false(exam_is_started(c.exam));
    assert_non_null(strstr(c.message.text, "once more"));
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_PAPERS);
    assert_int_equal(c.papers.at, 1);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    assert_null(c.papers.candidate_key);        /* no other paper can be opened now */
    assert_int_equal(exam_answered(c.exam), 2); /* looking into it took nothing away */
    seat_rig_type("gs");
    seat_rig_type_code("nop");
    seat_rig_wait_for_receipt();
    char receipt[CODE_RECEIPT + 1];
    memcpy(receipt, c.papers.ending.receipt, sizeof receipt);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_log_in("002", rig.access[1]); /* one is left */
    assert_int_equal(c.state, CLIENT_CONFIRM);
    assert_int_equal(c.papers.to_sit, 1);
    assert_int_equal(c.papers.done, 1);
    assert_string_equal(c.papers.own[1].receipt, receipt);
}

static void killed_and_welcomed_back(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('b');
    seat_rig_press(KEYPRESS_RIGHT);
    rig_settle(c.exam);
    client_free(&c);
    rig_pass(&rig, 10 * MINUTE);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    assert_non_null(strstr(c.message.text, "all your answers are kept"));
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_true(c.message.text[0] != '\0');
    assert_int_equal(exam_choice(c.exam, 0), 1);
    assert_int_equal(exam_left_ms(c.exam), 20 * MINUTE);
    seat_rig_type("gs");
    seat_rig_type_code("nop");
    seat_rig_wait_for_receipt();
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    assert_string_equal(c.message.text, ""); /* nothing is left to go on with */
}

/* Where the candidate stood, and no event that says otherwise. */
static void after_each_crash_one_stands_where_one_was(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('b');
    for (int i = 0; i < 4; i++) {
        rig_pass(&rig, 1000);
        seat_rig_press(KEYPRESS_RIGHT);
    }
    rig_settle(c.exam);
    for (int crash = 0; crash < 3; crash++) {
        client_free(&c);
        rig_pass(&rig, 1000);
        seat_rig_open("M01", NULL, false);
        seat_rig_unlock();
        seat_rig_log_in("001", rig.access[0]);
        seat_rig_press(KEYPRESS_ENTER);
        assert_int_equal(c.state, CLIENT_ANSWERING);
        assert_int_equal(c.reading.question, 4);
        for (int i = 0; i < 20; i++) { /* reading, and pressing nothing */
            rig_pass(&rig, 1000);
            client_tick(&c);
        }
        assert_int_equal(c.exam->journal.position, 4);
        rig_settle(c.exam);
    }
    seat_rig_press_char('c');
    assert_int_equal(exam_choice(c.exam, 4), 2);
    assert_int_equal(exam_choice(c.exam, 0), 1);
}

static void after_a_reboot_the_invigilator_comes(void **state)
{
    (void)state;
    seat_rig_begin();
    seat_rig_press_char('b');
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE, 20000);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_ANSWERING);
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME, 0, 1));
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_choice(c.exam, 0), 1);
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, MINUTE, 20000);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 2));
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_false(seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 3)); /* nothing waits */
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

static void another_seat_needs_start_here(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("003", rig.access[2]);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_not_equal(c.state, CLIENT_RULES);
    assert_true(seat_rig_invigilator(ROOM_ACTION_START_HERE, 0, 1));
    assert_int_equal(c.state, CLIENT_RULES);
    seat_rig_press_char('b');
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
        if (c.exam || c.unlocked.S) {
            client_free(&c);
            seat_rig_open("M01", NULL, false);
        }
        seat_rig_begin();
        seat_rig_press_char('a');
        if (i < sizeof WAY / sizeof WAY[0])
            seat_rig_type(WAY[i]);
        else
            seat_rig_press(KEYPRESS_F12);
        rig_pass(&rig, 30 * MINUTE);
        if (i % 2)
            seat_rig_press_char('d'); /* before the tick: too late */
        else
            client_tick(&c);
        seat_rig_wait_for_receipt();
        assert_true(c.papers.ending.by_time);
        assert_int_equal(c.exam->journal.end, JOURNAL_ENDED_TIMEOUT);
        assert_int_equal(exam_choice(c.exam, 0), 0);
    }
}

static void the_box_takes_vouchers(void **state)
{
    (void)state;
    seat_rig_begin();
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 1));
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 1);
    assert_non_null(strstr(c.message.text, "This voucher was used at this seat."));
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    for (int i = 0; i < 5; i++)
        seat_rig_type_code("22222222");
    uint32_t before = c.exam->journal.count;
    assert_false(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 2)); /* too soon */
    assert_int_equal(exam_left_ms(c.exam), 40 * MINUTE);
    assert_int_equal(c.exam->journal.count, before);
    rig_pass(&rig, 31000);
    seat_rig_press(KEYPRESS_ESC);
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 2));
    assert_int_equal(exam_left_ms(c.exam), 50 * MINUTE - 31000);
    unsigned failed = 0;
    for (size_t i = 0; i < c.exam->journal.count; i++)
        failed += c.exam->chain.records.data[i * JOURNAL_RECORD + 4] == JOURNAL_CODE_FAILED &&
                  c.exam->chain.records.data[i * JOURNAL_RECORD + 5] == 0;
    assert_int_equal(failed, 1);
    assert_true(seat_rig_invigilator(ROOM_ACTION_END, 0, 3));
    seat_rig_wait_for_receipt();
    assert_true(c.papers.ending.by_invigilator);
}

static bool is_tmpfs(const char *path)
{
    struct statfs fs;
    return statfs(path, &fs) == 0 && fs.f_type == 0x01021994;
}

/* A runtime folder of the test's own in memory, and the client's folder in it, malloc'd. */
static char *runtime_folder(char own[SCRATCH_PATH])
{
    scratch_in_memory(own, SCRATCH_PATH);
    if (!is_tmpfs(own)) {
        rmdir(own);
        print_message("# no tmpfs here that tests may write to\n");
        skip();
    }
    setenv("XDG_RUNTIME_DIR", own, 1);
    char *folder = session_key_folder();
    assert_non_null(folder);
    assert_memory_equal(folder, own, strlen(own));
    return folder;
}

static void the_room_locks_and_leaves(void **state)
{
    (void)state;
    char own[SCRATCH_PATH];
    char *folder = runtime_folder(own);
    snprintf(keys_at, sizeof keys_at, "%s", folder);
    client_free(&c);
    seat_rig_open("M01", keys_at, true);
    seat_rig_unlock();
    seat_rig_press_ctrl('Q'); /* a kiosk has no way out */
    assert_false(c.flow.quit);
    client_free(&c);
    seat_rig_open("M01", keys_at, true); /* a restart is still unlocked */
    assert_int_equal(c.state, CLIENT_LOGIN);
    for (int i = 0; i < 5; i++) {
        seat_rig_log_in("001", "2222222222");
        seat_rig_press(KEYPRESS_ESC);
    }
    client_free(&c);
    seat_rig_open("M01", keys_at, true); /* and remembers the wrong log-ins */
    assert_true(c.login.is_locked);
    assert_true(seat_rig_invigilator(ROOM_ACTION_UNLOCK, 0, 1));
    assert_false(c.login.is_locked);
    assert_true(seat_rig_invigilator(ROOM_ACTION_LOCK, 0, 2));
    assert_int_equal(c.state, CLIENT_LOCKED);
    assert_null(c.unlocked.S);
    client_free(&c);
    seat_rig_open("M01", keys_at, true);
    assert_int_equal(c.state, CLIENT_LOCKED);
    seat_rig_unlock();
    assert_true(seat_rig_invigilator(ROOM_ACTION_LEAVE, 0, 3));
    assert_true(c.flow.quit);
    client_free(&c);
    seat_rig_open("M01", keys_at, false);
    assert_int_equal(c.state, CLIENT_LOCKED);
    seat_rig_press_ctrl('Q');
    assert_true(c.flow.quit);
    assert_int_equal(rmdir(folder), 0); /* the key is forgotten, and nothing else stays */
    rmdir(own);
    free(folder);
}

static bool is_below(const char *path, const char *folder)
{
    return path && strncmp(path, folder, strlen(folder)) == 0;
}

static void remove_if_empty(char *folder)
{
    if (folder)
        rmdir(folder);
    free(folder);
}

/* XDG_RUNTIME_DIR, but only where nobody else can look in. */
static void where_the_key_lies(void **state)
{
    (void)state;
    char own[SCRATCH_PATH];
    char *folder = runtime_folder(own);
    assert_string_equal(folder + strlen(own), "/sathach");
    struct err e = {0};
    assert_int_equal(session_key_check(&e), ERR_OK);
    chmod(folder, 0755); /* as somebody else would have made it, so that the key comes into it */
    assert_int_equal(session_key_check(&e), ERR_CONFLICT);
    assert_non_null(strstr(e.text, folder));
    char *other = session_key_folder();
    assert_true(!other || strcmp(other, folder) != 0);
    remove_if_empty(other);
    rmdir(folder);
    assert_int_equal(symlink("/", folder), 0);
    assert_int_equal(session_key_check(&e), ERR_CONFLICT);
    unlink(folder);
    free(folder);
    chmod(own, 0750);
    assert_false(is_below(folder = session_key_folder(), own));
    remove_if_empty(folder);
    chmod(own, 0700);
    setenv("XDG_RUNTIME_DIR", own + 1, 1); /* a path that is none from the root */
    assert_false(is_below(folder = session_key_folder(), own + 1));
    remove_if_empty(folder);
    setenv("XDG_RUNTIME_DIR", rig.dir, 1); /* a disk, unless the tests run in memory */
    folder = session_key_folder();
    assert_true(!is_below(folder, rig.dir) || is_tmpfs(rig.dir));
    remove_if_empty(folder);
    unsetenv("XDG_RUNTIME_DIR");
    rmdir(own);
}

static struct keypress any_key(unsigned n)
{
    static const uint32_t CHARS[] = {'a',  'b',   'c',    'd',    'e',      'h',    'g',     'k',
                                     'l',  'm',   'n',    'o',    'p',      's',    't',     'u',
                                     'x',  'z',   '0',    '1',    '9',      ' ',    '?',     '/',
                                     0xC2, 0x102, 0x110,  0x1ED8, 0x301,    0x4E2D, 0x1F600, 0x7F,
                                     0x1B, 0x9B,  0x202E, 0xD800, 0x110000, 0};
    enum { N = sizeof CHARS / sizeof CHARS[0] };
    if (n < N)
        return (struct keypress){.kind = KEYPRESS_CHAR, .cp = CHARS[n]};
    if (n < N + 26)
        return (struct keypress){.kind = KEYPRESS_CTRL, .cp = 'A' + n - N};
    unsigned kind = 1 + n - N - 26;
    if (kind > KEYPRESS_PASTE)
        return (struct keypress){.kind = KEYPRESS_MOUSE, .row = 3, .col = 3, .wheel = 1};
    return (struct keypress){
        .kind = (enum keypress_kind)kind, .row = -1, .col = 100000, .wheel = -1};
}

enum { ANY_KEYS = 38 + 26 + 17 };

static bool chooses(const struct keypress *k, enum client_state s)
{
    unsigned arg;
    int a = tui_action_of_key(&ACTIONS, k, flow_where(&c), flow_ops(&c)->takes_text, &arg);
    return s == CLIENT_ANSWERING &&
           (a == ACTION_CHOOSE || a == ACTION_CHOOSE_FOCUS || a == ACTION_CLEAR);
}

/* In each state each key, and in answering each key in each order of two: answers change by
 * choosing keys only. */
static void every_key_in_every_state(void **state)
{
    (void)state;
    static const char *const WAY[] = {"", "g", "gs", "h", "12", "gh", "l"};
    seat_rig_begin();
    seat_rig_press_char('c');
    for (size_t w = 0; w < sizeof WAY / sizeof WAY[0] + 1; w++)
        for (unsigned first = 0; first < ANY_KEYS; first++)
            for (unsigned second = 0; second < ANY_KEYS; second += 1 + second % 3) {
                for (int i = 0; i < 5 && c.state != CLIENT_ANSWERING; i++)
                    seat_rig_press(KEYPRESS_ESC);
                assert_int_equal(c.state, CLIENT_ANSWERING);
                seat_rig_press(KEYPRESS_ESC);
                if (w < sizeof WAY / sizeof WAY[0])
                    seat_rig_type(WAY[w]);
                else
                    seat_rig_press(KEYPRESS_F12);
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
                assert_false(c.flow.quit);
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
                seat_rig_unlock();
            if (stage >= 2 && c.state == CLIENT_LOGIN) {
                seat_rig_press(KEYPRESS_ESC);
                seat_rig_log_in(stage == 3 ? "002" : "001", rig.access[stage == 3]);
            }
            if (stage == 3 && c.state == CLIENT_CONFIRM)
                seat_rig_press(KEYPRESS_ESC);
            if (stage >= 4 && c.state == CLIENT_CONFIRM)
                seat_rig_press(KEYPRESS_ENTER);
            if (stage == 5 && c.state == CLIENT_RULES)
                seat_rig_press_char('n');
            if (c.state == CLIENT_ANSWERING) { /* one of them began: afresh */
                client_free(&c);
                rig_empty(&rig);
                seat_rig_open("M01", NULL, false);
                continue;
            }
            client_key(&c, &k);
            client_tick(&c);
            c.flow.quit = false;
        }
}

static void only_a_to_d_choose(void **state)
{
    (void)state;
    for (unsigned cp = 32; cp < 0x2000; cp++) {
        unsigned arg;
        struct keypress k = {.kind = KEYPRESS_CHAR, .cp = cp};
        int a = tui_action_of_key(&ACTIONS, &k, CLIENT_WHERE(CLIENT_ANSWERING), false, &arg);
        assert_true(a != ACTION_CHOOSE || strchr("abcdABCD", (int)(cp < 128 ? cp : 'a')));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(from_locked_to_receipt, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(several_papers, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(a_begun_paper_is_named, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(killed_and_welcomed_back, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(after_each_crash_one_stands_where_one_was, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(after_a_reboot_the_invigilator_comes, seat_rig_up,
                                        seat_rig_down),
        cmocka_unit_test_setup_teardown(another_seat_needs_start_here, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(time_is_up_wherever_one_is, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_box_takes_vouchers, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(the_room_locks_and_leaves, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(where_the_key_lies, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(every_key_in_every_state, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(every_key_before_and_after, seat_rig_up, seat_rig_down),
        cmocka_unit_test_setup_teardown(only_a_to_d_choose, seat_rig_up, seat_rig_down),
    };
    return cmocka_run_group_tests_name("client", tests, seat_rig_group_up, seat_rig_group_down);
}
