/* Vouchers at a seat: used once, whatever happens in between; a proof for each use; nothing before
 * the last Enter. */
#include "app/client/invigilator_box.h"
#include "app/client/vouchers.h"
#include "app/core/code.h"
#include "tests/lib/box.h"
#include "tests/lib/seat_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void restart(void)
{
    if (c.exam)
        rig_settle(c.exam);
    client_free(&c);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
}

static void restart_and_log_in(unsigned candidate)
{
    char sbd[8];
    snprintf(sbd, sizeof sbd, "%03u", candidate + 1);
    restart();
    seat_rig_log_in(sbd, rig.access[candidate]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
}

/* Records of vouchers that were used here. */
static size_t used(void)
{
    size_t n = 0;
    for (size_t i = 0; i < room_record_writer_count(c.unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c.unlocked.room, i, &r);
        n += r.what == ROOM_VOUCHER;
    }
    return n;
}

/* The last event of a type in the open paper's journal; fails when there is none. */
static struct journal_event last_event(uint16_t type)
{
    struct journal_event ev, found = {0};
    struct err e;
    for (size_t i = 0; i < c.exam->journal.count; i++) {
        assert_int_equal(journal_decode(c.exam->chain.records.data + i * JOURNAL_RECORD, &ev, &e),
                         ERR_OK);
        if (ev.type == type)
            found = ev;
    }
    assert_int_equal(found.type, type);
    return found;
}

/* What the office makes again from V. */
static void assert_proof(const uint8_t proof[VOUCHER_PROOF], uint32_t paper, unsigned n,
                         enum room_action action, uint16_t minutes)
{
    struct voucher_use use = {
        .paper = paper, .n = (uint16_t)n, .action = (uint16_t)action, .minutes = minutes};
    const struct session_info *i = &rig.session.info;
    uint8_t V[CRYPT_KEY], W[CRYPT_KEY], made[VOUCHER_PROOF], hash[CRYPT_HASH];
    struct err e = {0};
    crypt_hash(LABEL_SEAT, "M01", 3, hash);
    memcpy(use.seat_hash, hash, sizeof use.seat_hash);
    voucher_key(rig.office.O, i->uid, V);
    assert_int_equal(voucher_make(V, n, i->uid, i->seat_cost, NULL, W, &e), ERR_OK);
    voucher_proof(W, i->uid, &use, made);
    assert_memory_equal(proof, made, sizeof made);
}

static void a_use_leaves_its_proof_in_both(void **state)
{
    struct room_record r;
    (void)state;
    seat_rig_begin();
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 17));
    struct journal_event ev = last_event(JOURNAL_EXTEND);
    assert_int_equal(ev.code, 17);
    assert_int_equal(ev.minutes, 10);
    assert_int_equal(ev.reason, ROOM_REASON_OTHER);
    assert_proof(ev.proof, 0, 17, ROOM_ACTION_EXTEND, 10);
    assert_int_equal(used(), 1);
    room_record_writer_at(c.unlocked.room, room_record_writer_count(c.unlocked.room) - 1, &r);
    assert_int_equal(r.number, 17);
    assert_int_equal(r.paper, 0);
    assert_memory_equal(r.data, ev.proof, sizeof ev.proof);
}

static void a_voucher_is_used_once_over_a_restart(void **state)
{
    (void)state;
    seat_rig_begin();
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 5, 1));
    restart_and_log_in(0);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    seat_rig_invigilator(ROOM_ACTION_EXTEND, 5, 1); /* the same, and another with it */
    assert_string_equal(c.message.text, "This voucher was used at this seat.");
    seat_rig_invigilator(ROOM_ACTION_EXTEND, 15, 1);
    assert_string_equal(c.message.text, "This voucher was used at this seat.");
    assert_int_equal(c.exam->journal.extended, 5);
    assert_int_equal(used(), 1);
}

/* The program stopped between the record and the event: the same is done now, and once. */
static void what_was_recorded_but_not_done_is_done_again(void **state)
{
    struct room_record r = {
        .what = ROOM_VOUCHER, .number = 2, .paper = 0, .action = ROOM_ACTION_EXTEND, .minutes = 10};
    struct voucher_use use = {.paper = 0, .n = 2, .action = ROOM_ACTION_EXTEND, .minutes = 10};
    (void)state;
    seat_rig_begin();
    box_voucher(&c, &rig, 2);
    assert_non_null(c.invigilator.W);
    memcpy(use.seat_hash, c.exam->seat.hash, sizeof use.seat_hash);
    voucher_proof(c.invigilator.W, rig.session.info.uid, &use, r.data);
    room_record_writer_add(c.unlocked.room, &r);
    restart_and_log_in(0);
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_invigilator(ROOM_ACTION_EXTEND, 5, 2); /* not another thing */
    assert_int_equal(c.exam->journal.extended, 0);
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 2));
    assert_int_equal(c.exam->journal.extended, 10);
    assert_memory_equal(last_event(JOURNAL_EXTEND).proof, r.data, sizeof r.data);
    seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 2);
    assert_string_equal(c.message.text, "This voucher was used at this seat.");
    assert_int_equal(c.exam->journal.extended, 10);
    assert_int_equal(used(), 1);
}

static void five_wrong_wait_over_a_restart(void **state)
{
    char code[VOUCHER_CODE + 1];
    (void)state;
    seat_rig_begin();
    seat_rig_press_ctrl('O');
    rig_voucher(&rig, 3, code);
    code[4] = code[4] == '2' ? '3' : '2';   /* another secret … */
    code_add_check(code, VOUCHER_CODE - 1); /* … in a voucher's form */
    seat_rig_type_code(code);
    assert_string_equal(c.message.text, "This is no voucher of this session. Tries left before a "
                                        "wait of 30 s: 4.");
    for (int i = 1; i < 5; i++)
        seat_rig_type_code(code);
    assert_string_equal(c.message.text, "This is no voucher of this session; too many wrong: wait "
                                        "30 seconds.");
    rig_pass(&rig, 10000);
    restart_and_log_in(0);
    box_voucher(&c, &rig, 3);
    assert_string_equal(c.message.text, "Too many wrong vouchers: wait 30 seconds.");
    rig_pass(&rig, 19000);
    box_voucher(&c, &rig, 3);
    assert_int_equal(c.invigilator.step, INVIGILATOR_VOUCHER);
    rig_pass(&rig, 1001);
    box_voucher(&c, &rig, 3);
    assert_int_equal(c.invigilator.step, INVIGILATOR_ACTION);
}

/* Else the whole list of actions is shown first, and the number typed then is taken for a voucher
 * and counts as a wrong one. */
static void a_used_voucher_is_refused_as_it_is_typed(void **state)
{
    (void)state;
    seat_rig_begin();
    assert_true(seat_rig_invigilator(ROOM_ACTION_EXTEND, 10, 2));
    box_voucher(&c, &rig, 2);
    assert_string_equal(c.message.text, "This voucher was used at this seat.");
    assert_int_equal(c.invigilator.step, INVIGILATOR_VOUCHER);
    seat_rig_type_code("9");
    assert_string_equal(c.message.text, "A voucher has 10 characters.");
    assert_int_equal(c.invigilator.failures, 0);
    seat_rig_type_code("2222222222");
    assert_int_equal(c.invigilator.failures, 1);
}

/* What of a long stop is charged may be more than the paper has left. */
static void a_resume_that_would_end_the_paper_says_so(void **state)
{
    (void)state;
    seat_rig_begin();
    rig_reboot(&rig, MINUTE, 20000);
    restart_and_log_in(0);
    seat_rig_press(KEYPRESS_ENTER);
    box_voucher(&c, &rig, 3);
    seat_rig_type_code("1");
    assert_int_equal(c.invigilator.step, INVIGILATOR_REASON);
    assert_string_equal(c.message.text, "");
    seat_rig_press(KEYPRESS_ESC);
    rig_pass(&rig, 60 * MINUTE);
    box_voucher(&c, &rig, 3);
    seat_rig_type_code("1");
    assert_int_equal(c.invigilator.step, INVIGILATOR_REASON);
    assert_non_null(strstr(c.message.text, "the paper ends with this voucher"));
}

static bool offers(enum room_action action)
{
    struct invigilator_offer offer[INVIGILATOR_OFFERS_MAX];
    size_t n = invigilator_box_offers(&c, offer);
    for (size_t i = 0; i < n; i++)
        if (offer[i].action == action)
            return true;
    return false;
}

static void only_what_is_possible_is_offered(void **state)
{
    (void)state;
    seat_rig_unlock();
    assert_false(offers(ROOM_ACTION_UNLOCK)); /* nothing is locked */
    assert_false(offers(ROOM_ACTION_EXTEND));
    assert_true(offers(ROOM_ACTION_START_ALL));
    for (int i = 0; i < 5; i++) {
        seat_rig_log_in("001", "2222222222");
        seat_rig_press(KEYPRESS_ESC);
    }
    assert_true(offers(ROOM_ACTION_UNLOCK));
    assert_true(seat_rig_invigilator(ROOM_ACTION_UNLOCK, 0, 4));
    assert_false(c.login.is_locked);
    seat_rig_log_in("1", rig.access[0]);
    assert_false(offers(ROOM_ACTION_RESUME));
    assert_false(offers(ROOM_ACTION_END));
    seat_rig_press(KEYPRESS_ENTER);
    seat_rig_press_char('b');
    assert_true(offers(ROOM_ACTION_EXTEND));
    assert_true(offers(ROOM_ACTION_END));
    assert_false(offers(ROOM_ACTION_RESUME));
    assert_false(offers(ROOM_ACTION_RESUME_ALL));
    assert_false(offers(ROOM_ACTION_START_HERE));
    assert_false(offers(ROOM_ACTION_START_ALL));
    rig_reboot(&rig, MINUTE, 20000);
    restart_and_log_in(0);
    assert_true(offers(ROOM_ACTION_RESUME));
    assert_true(offers(ROOM_ACTION_RESUME_ALL));
    assert_false(offers(ROOM_ACTION_EXTEND));
    assert_false(offers(ROOM_ACTION_START_HERE));
    assert_false(offers(ROOM_ACTION_END));
}

/* One voucher, every paper once. */
static void one_voucher_resumes_the_whole_room(void **state)
{
    (void)state;
    seat_rig_begin();
    restart();
    seat_rig_log_in("003", rig.access[2]); /* belongs to M09 */
    assert_true(seat_rig_invigilator(ROOM_ACTION_START_HERE, 0, 5));
    seat_rig_press_char('b');
    assert_int_equal(c.state, CLIENT_ANSWERING);
    rig_reboot(&rig, MINUTE, 20000);
    restart_and_log_in(0);
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 6));
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_proof(last_event(JOURNAL_OUTAGE).proof, 0, 6, ROOM_ACTION_RESUME_ALL, 0);
    restart_and_log_in(2);
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 6));
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_proof(last_event(JOURNAL_OUTAGE).proof, 3, 6, ROOM_ACTION_RESUME_ALL, 0);
    rig_reboot(&rig, MINUTE, 20000);
    restart_and_log_in(0);
    seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 6); /* a second outage wants another */
    assert_string_equal(c.message.text, "This voucher was used at this seat.");
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME_ALL, 0, 7));
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

static void what_cannot_be_taken_back_wants_a_name(void **state)
{
    (void)state;
    seat_rig_begin();
    box_voucher(&c, &rig, 8);
    seat_rig_type_code("4"); /* end the paper */
    assert_int_equal(c.invigilator.chosen.action, ROOM_ACTION_END);
    seat_rig_type_code("7"); /* no reason */
    assert_int_equal(c.invigilator.step, INVIGILATOR_REASON);
    seat_rig_type_code("6");
    assert_int_equal(c.invigilator.step, INVIGILATOR_NAME);
    seat_rig_type_code("002");
    assert_int_equal(c.invigilator.step, INVIGILATOR_NAME);
    assert_false(exam_is_ended(c.exam));
    seat_rig_press(KEYPRESS_ESC);
    assert_int_equal(c.invigilator.step, INVIGILATOR_VOUCHER);
    assert_null(c.invigilator.W);
    assert_int_equal(used(), 0);
    assert_true(seat_rig_invigilator(ROOM_ACTION_END, 0, 8)); /* given up: not used */
    assert_int_equal(c.exam->journal.end, JOURNAL_ENDED_MISCONDUCT);
    assert_proof(last_event(JOURNAL_MISCONDUCT).proof, 0, 8, ROOM_ACTION_END, 0);
    seat_rig_wait_for_receipt();
}

static void start_for_the_whole_room_is_told_once(void **state)
{
    struct exam_intervention by;
    (void)state;
    seat_rig_unlock();
    assert_false(vouchers_start_all(&c, &by));
    assert_true(seat_rig_invigilator(ROOM_ACTION_START_ALL, 0, 9));
    restart();
    assert_true(vouchers_start_all(&c, &by));
    assert_int_equal(by.code, 9);
    assert_proof(by.proof, VOUCHER_NO_PAPER, 9, ROOM_ACTION_START_ALL, 0);
    assert_false(offers(ROOM_ACTION_START_ALL));
}

static void log_in_and_press_b(unsigned candidate)
{
    restart_and_log_in(candidate);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    seat_rig_press_char('b');
}

/* No folder tells whether a paper was begun elsewhere: none begins by itself, all do once the
 * invigilator has said so at this seat, and each carries the proof. */
static void papers_begin_where_no_folder_tells(void **state)
{
    (void)state;
    rig.session.info.start = SESSION_START_CLAIM;
    seat_rig_unlock();
    log_in_and_press_b(0);
    assert_false(exam_is_started(c.exam));
    assert_non_null(strstr(c.message.text, "cannot tell"));
    restart();
    assert_true(seat_rig_invigilator(ROOM_ACTION_START_ALL, 0, 11));
    log_in_and_press_b(0);
    assert_int_equal(c.state, CLIENT_ANSWERING);
    assert_int_equal(last_event(JOURNAL_START).reason, 2);
    struct journal_event here = last_event(JOURNAL_CONTINUE);
    assert_int_equal(here.seq, 1);
    assert_int_equal(here.code, 11);
    assert_int_equal(here.reason, 0);
    assert_proof(here.proof, VOUCHER_NO_PAPER, 11, ROOM_ACTION_START_ALL, 0);
    rig.session.info.start = SESSION_START_FREE;
}

/* Time goes on while the box asks. */
static void what_became_impossible_is_not_done(void **state)
{
    (void)state;
    seat_rig_begin();
    box_voucher(&c, &rig, 10);
    seat_rig_type_code("1"); /* more time */
    rig_pass(&rig, 31 * MINUTE);
    client_tick(&c);
    seat_rig_wait_for_receipt();
    assert_int_equal(c.exam->journal.extended, 0);
    assert_int_equal(used(), 0);
}

/* What the box tells of the seat and the paper, before a voucher is typed. */
static void state_is(const char *words)
{
    char who[INVIGILATOR_TEXT], told[INVIGILATOR_TEXT];
    invigilator_box_about(&c, who, told);
    if (!strstr(told, words))
        fail_msg("\"%s\" does not tell \"%s\"", told, words);
}

static void the_box_says_whether_time_runs(void **state)
{
    (void)state;
    seat_rig_begin();
    rig_pass(&rig, 2 * MINUTE);
    state_is("running · 2 min 00 s used, the time runs · last sign");
    rig_settle(c.exam);
    client_free(&c);
    rig_reboot(&rig, 10 * MINUTE, MINUTE);
    seat_rig_open("M01", NULL, false);
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    rig.session.info.caps.outage_cap_s = 600;
    state_is("waits: resume · ");
    state_is(", the time stands still for 9 more minutes, then the wait counts");
    rig_pass(&rig, 12 * MINUTE);
    state_is(", the wait counts: 3 minutes by now");
    assert_true(seat_rig_invigilator(ROOM_ACTION_RESUME, 0, 1));
    state_is(", the time runs");
    room_record_writer_flush(c.unlocked.room, 10000);
}

static void the_box_says_that_the_log_in_is_blocked(void **state)
{
    (void)state;
    seat_rig_unlock();
    c.login.is_locked = true;
    state_is("blocked after 5 wrong attempts: a voucher for \"open the log-in\"");
    c.login.is_locked = false;
    char who[INVIGILATOR_TEXT], told[INVIGILATOR_TEXT];
    invigilator_box_about(&c, who, told);
    assert_string_equal(told, "");
}

/* One that was handed in elsewhere: not "waits: start here", as if that were to be done. */
static void a_paper_ended_elsewhere_is_called_so(void **state)
{
    (void)state;
    seat_rig_unlock();
    seat_rig_log_in("001", rig.access[0]);
    c.exam->seat.is_contested = c.exam->seat.needs_code = true;
    state_is("handed in at another seat");
    seat_rig_press(KEYPRESS_ENTER);
    assert_string_equal(c.message.text,
                        "This paper was handed in at another seat. Please raise your hand: the "
                        "invigilator comes. No time runs at this seat.");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, seat_rig_up, seat_rig_down)
    const struct CMUnitTest tests[] = {TEST(a_use_leaves_its_proof_in_both),
                                       TEST(a_voucher_is_used_once_over_a_restart),
                                       TEST(what_was_recorded_but_not_done_is_done_again),
                                       TEST(five_wrong_wait_over_a_restart),
                                       TEST(a_used_voucher_is_refused_as_it_is_typed),
                                       TEST(a_resume_that_would_end_the_paper_says_so),
                                       TEST(only_what_is_possible_is_offered),
                                       TEST(one_voucher_resumes_the_whole_room),
                                       TEST(what_cannot_be_taken_back_wants_a_name),
                                       TEST(start_for_the_whole_room_is_told_once),
                                       TEST(papers_begin_where_no_folder_tells),
                                       TEST(the_box_says_whether_time_runs),
                                       TEST(the_box_says_that_the_log_in_is_blocked),
                                       TEST(a_paper_ended_elsewhere_is_called_so),
                                       TEST(what_became_impossible_is_not_done)};
#undef TEST
    return cmocka_run_group_tests_name("vouchers at a seat", tests, seat_rig_group_up,
                                       seat_rig_group_down);
}
