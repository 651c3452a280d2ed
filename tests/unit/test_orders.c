/* Orders of the room's console at a seat: carried out once, journaled with their proof, whatever
 * happens in between; what is forged, foreign, late or another seat's does nothing. */
#include "tests/lib/box.h"
#include "tests/lib/room_folders.h"

#include "app/client/exchange.h"
#include "app/client/orders.h"
#include "app/client/seat_status.h"
#include "app/core/file.h"
#include "app/core/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

enum { WAIT_STEP_US = 2000, LOOK_MS = 5000 };

static uint32_t number;
static uint8_t last[CRYPT_HASH]; /* of the order written last */

static int clean(void **state)
{
    number = 0;
    return room_folders_empty(state);
}

/* ---- the console's side ---- */

static struct order order_of(const char *seat, enum room_action action, uint16_t minutes)
{
    number++;
    struct order o = {.console = "7K3M",
                      .number = number,
                      .wall_ms = rig.wall_ms + number,
                      .paper = room_action_row(action)->of_paper ? 0 : ORDER_NO_PAPER,
                      .action = (uint16_t)action,
                      .minutes = minutes,
                      .reason = ROOM_REASON_NOISE,
                      .by = "Nguyễn Văn Lâm"};
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, seat, strlen(seat), hash);
    memcpy(o.seat_hash, hash, sizeof o.seat_hash);
    if (number > 1)
        memset(o.before, 1, sizeof o.before);
    return o;
}

/* O: what the pair is of; NULL: the session's. Written whole, into each folder that is given. */
static void give_by(const struct order *o, const uint8_t *O, const struct session *s)
{
    uint8_t pk[CRYPT_SIGN_PK], sk[CRYPT_SIGN_SK];
    char name[ORDER_NAME];
    struct err e = {0};
    struct buf file;
    buf_init(&file, ORDER_FILE_MAX);
    session_order_pair(O ? O : rig.office.O, s->info.uid, pk, sk);
    order_build(s, o, pk, sk, &file);
    crypt_hash_file(file.data, file.len, last);
    order_name(s, o, last, name);
    char *path = file_join(folder, name);
    assert_non_null(path);
    assert_int_equal(file_write(path, file.data, file.len, FILE_NEW, &e), ERR_OK);
    free(path);
    buf_free(&file);
}

static void give(const char *seat, enum room_action action, uint16_t minutes)
{
    const struct order o = order_of(seat, action, minutes);
    give_by(&o, NULL, &rig.session);
}

/* ---- the seat's ---- */

/* A look of the seat at its folders, and all that comes of it. */
static void look(struct room_seat *s)
{
    rig_pass(&rig, LOOK_MS);
    client_tick(&s->c);
    for (int i = 0; i < ROOM_WAITS; i++) {
        bool is_waiting = exchange_is_looking(&s->c);
        for (size_t k = 0; k < EXCHANGE_FOLDERS_MAX; k++)
            is_waiting |= s->c.exchange.orders.asked[k] != 0;
        for (size_t k = 0; k < s->c.exchange.orders.items; k++)
            is_waiting |= s->c.exchange.orders.item[k].step != ORDER_KEPT;
        if (!is_waiting || !s->c.unlocked.room)
            break;
        usleep(WAIT_STEP_US);
        room_turn(s);
    }
}

static int outcome(const struct room_seat *s)
{
    for (size_t i = room_record_writer_count(s->c.unlocked.room); i > 0; i--) {
        struct room_record r;
        room_record_writer_at(s->c.unlocked.room, i - 1, &r);
        if (r.what == ROOM_ORDER && memcmp(r.data, last, sizeof last) == 0)
            return r.number;
    }
    return -1;
}

/* Events of orders in the open journal; the last of them into ev. */
static unsigned ordered(const struct room_seat *s, struct journal_event *ev)
{
    unsigned n = 0;
    struct err e;
    for (uint32_t i = 0; i < s->c.exam->journal.count; i++) {
        struct journal_event one;
        assert_int_equal(
            journal_decode(s->c.exam->chain.records.data + i * JOURNAL_RECORD, &one, &e), ERR_OK);
        if (one.code < JOURNAL_ORDER_FIRST)
            continue;
        n++;
        if (ev)
            *ev = one;
    }
    return n;
}

static void begin(struct room_seat *s, const char *name)
{
    room_sit_down(s, &rig, name, folder, NULL);
    room_log_in(s, "001", rig.access[0]);
    room_begin(s);
}

static void restart(struct room_seat *s, const char *name)
{
    room_settle(s);
    client_free(&s->c);
    rig_reboot(&rig, 60000, 30000);
    room_sit_down(s, &rig, name, folder, NULL);
}

/* ---- carried out ---- */

static void more_time_is_journaled_with_its_proof(void **state)
{
    struct room_seat s = {0};
    struct journal_event ev = {0};
    (void)state;
    begin(&s, "M01");
    uint64_t left = exam_left_ms(s.c.exam);
    give("M01", ROOM_ACTION_EXTEND, 10);
    look(&s);
    assert_int_equal(outcome(&s), ORDER_DONE);
    assert_int_equal(ordered(&s, &ev), 1);
    assert_int_equal(ev.type, JOURNAL_EXTEND);
    assert_int_equal(ev.code, JOURNAL_ORDER_FIRST);
    assert_int_equal(ev.minutes, 10);
    assert_int_equal(ev.reason, ROOM_REASON_NOISE);
    assert_memory_equal(ev.proof, last, sizeof last);
    assert_true(exam_left_ms(s.c.exam) > left + 9 * 60000);
    assert_string_equal(s.c.message.text, "10 minutes were added.");
    look(&s); /* the same file, seen again */
    give("M01", ROOM_ACTION_EXTEND, 5);
    look(&s);
    assert_int_equal(ordered(&s, &ev), 2);
    assert_int_equal(ev.code, JOURNAL_ORDER_FIRST + 1);
    assert_int_equal(s.c.exam->journal.extended, 15);
    room_clear_away(&s);
}

static void the_file_stays_at_the_seat(void **state)
{
    struct room_seat s = {0};
    (void)state;
    begin(&s, "M01");
    give("M01", ROOM_ACTION_EXTEND, 5);
    look(&s);
    for (int i = 0; i < ROOM_WAITS && room_count_files(s.dir, ".order") == 0; i++)
        usleep(WAIT_STEP_US);
    assert_int_equal(room_count_files(s.dir, ".order"), 1);
    room_clear_away(&s);
}

static void once_over_a_restart_and_over_two_folders(void **state)
{
    struct room_seat s = {0};
    (void)state;
    begin(&s, "M01");
    give("M01", ROOM_ACTION_EXTEND, 10);
    look(&s);
    restart(&s, "M01");
    look(&s);
    room_log_in(&s, "001", rig.access[0]);
    room_wait_for_look(&s);
    give("M01", ROOM_ACTION_RESUME, 0);
    look(&s);
    assert_int_equal(outcome(&s), ORDER_DONE);
    assert_int_equal(s.c.state, CLIENT_ANSWERING);
    look(&s);
    assert_int_equal(ordered(&s, NULL), 2);
    assert_int_equal(s.c.exam->journal.extended, 10);
    room_clear_away(&s);
}

/* The record stood, and the program stopped before the journal had it. */
static void what_was_recorded_but_not_done_is_done(void **state)
{
    struct room_seat s = {0};
    (void)state;
    begin(&s, "M01");
    give("M01", ROOM_ACTION_EXTEND, 10);
    struct room_record r = {
        .what = ROOM_ORDER, .number = ORDER_DONE, .action = ROOM_ACTION_EXTEND, .minutes = 10};
    memcpy(r.data, last, sizeof last);
    room_record_writer_add(s.c.unlocked.room, &r);
    look(&s);
    assert_int_equal(s.c.exam->journal.extended, 10);
    look(&s);
    assert_int_equal(s.c.exam->journal.extended, 10);
    room_clear_away(&s);
}

static void a_paper_is_started_here_and_ended(void **state)
{
    struct room_seat a = {0}, b = {0};
    struct journal_event ev = {0};
    (void)state;
    begin(&a, "M01");
    room_answer(&a, 0, 3, "c");
    room_settle(&a);
    give("M01", ROOM_ACTION_LOCK, 0); /* of another start of the program: refused */
    look(&a);
    assert_int_equal(outcome(&a), ORDER_NOT_HERE);
    struct order o = order_of("M01", ROOM_ACTION_LOCK, 0);
    o.instance = a.c.shown.instance;
    give_by(&o, NULL, &rig.session);
    look(&a);
    assert_int_equal(a.c.state, CLIENT_LOCKED);
    room_sit_down(&b, &rig, "M02", folder, NULL);
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_true(exam_needs_start_code(b.c.exam));
    give("M02", ROOM_ACTION_START_HERE, 0);
    look(&b);
    assert_int_equal(outcome(&b), ORDER_DONE);
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_answered(b.c.exam), 3);
    assert_int_equal(ordered(&b, &ev), 1);
    assert_int_equal(ev.type, JOURNAL_CONTINUE);
    give("M02", ROOM_ACTION_END, 0);
    look(&b);
    assert_int_equal(b.c.exam->journal.end, JOURNAL_ENDED_MISCONDUCT);
    assert_int_equal(outcome(&b), ORDER_DONE);
    room_clear_away(&a);
    room_clear_away(&b);
}

static void a_blocked_log_in_is_opened(void **state)
{
    struct room_seat s = {0};
    (void)state;
    room_sit_down(&s, &rig, "M01", folder, NULL);
    s.c.login.is_locked = true;
    room_record_writer_note(s.c.unlocked.room, ROOM_LOGIN_LOCKED, NULL);
    struct order o = order_of("M01", ROOM_ACTION_UNLOCK, 0);
    o.instance = s.c.shown.instance;
    give_by(&o, NULL, &rig.session);
    look(&s);
    assert_false(s.c.login.is_locked);
    assert_string_equal(s.c.message.text, "Log-in is open again.");
    restart(&s, "M01");
    assert_false(s.c.login.is_locked);
    room_clear_away(&s);
}

/* ---- refused ---- */

static void a_forged_one_does_nothing_and_is_told(void **state)
{
    struct room_seat s = {0};
    uint8_t O[CRYPT_KEY] = {7};
    struct order o;
    (void)state;
    begin(&s, "M01");
    o = order_of("M01", ROOM_ACTION_EXTEND, 10);
    give_by(&o, O, &rig.session);
    look(&s);
    assert_int_equal(outcome(&s), -1);
    assert_int_equal(s.c.exchange.orders.forged[0], 1);
    struct session foreign = rig.session; /* an earlier issue: the same key, another file */
    foreign.hash[0] ^= 1;
    o = order_of("M01", ROOM_ACTION_EXTEND, 10);
    give_by(&o, NULL, &foreign);
    look(&s);
    assert_int_equal(s.c.exchange.orders.foreign, 1);
    look(&s); /* each once */
    assert_int_equal(s.c.exchange.orders.forged[0] + s.c.exchange.orders.foreign, 2);
    give("M02", ROOM_ACTION_EXTEND, 10); /* another seat's */
    look(&s);
    assert_int_equal(outcome(&s), -1);
    assert_int_equal(s.c.exam->journal.extended, 0);
    assert_int_equal(s.c.exchange.orders.forged[0] + s.c.exchange.orders.foreign, 2);
    room_clear_away(&s);
}

/* A file copied under another console's name is the same file: what counts is its hash. */
static void a_replayed_one_does_nothing(void **state)
{
    struct room_seat s = {0};
    struct err e = {0};
    struct buf file;
    (void)state;
    begin(&s, "M01");
    struct order o = order_of("M01", ROOM_ACTION_EXTEND, 10);
    give_by(&o, NULL, &rig.session);
    look(&s);
    char name[ORDER_NAME], again[ORDER_NAME];
    order_name(&rig.session, &o, last, name);
    snprintf(o.console, sizeof o.console, "2222");
    order_name(&rig.session, &o, last, again);
    char *from = file_join(folder, name), *to = file_join(folder, again);
    buf_init(&file, ORDER_FILE_MAX);
    assert_int_equal(file_read(from, ORDER_FILE_MAX, &file, &e), ERR_OK);
    assert_int_equal(file_write(to, file.data, file.len, FILE_NEW, &e), ERR_OK);
    look(&s);
    assert_int_equal(s.c.exam->journal.extended, 10);
    restart(&s, "M01");
    look(&s);
    room_log_in(&s, "001", rig.access[0]);
    room_wait_for_look(&s);
    assert_true(box_use(&s.c, &rig, ROOM_ACTION_RESUME, 0, 1));
    room_wait_for_look(&s);
    look(&s);
    assert_int_equal(s.c.exam->journal.extended, 10);
    buf_free(&file);
    free(from);
    free(to);
    room_clear_away(&s);
}

static void a_refused_one_stays_refused(void **state)
{
    struct room_seat s = {0};
    (void)state;
    room_sit_down(&s, &rig, "M01", folder, NULL);
    give("M01", ROOM_ACTION_EXTEND, 10); /* no paper is open */
    look(&s);
    assert_int_equal(outcome(&s), ORDER_NOT_NOW);
    room_log_in(&s, "001", rig.access[0]);
    room_begin(&s);
    look(&s);
    assert_int_equal(s.c.exam->journal.extended, 0);
    for (int i = 0; i < 4; i++) { /* up to the cap of 60 */
        give("M01", ROOM_ACTION_EXTEND, 15);
        look(&s);
        assert_int_equal(outcome(&s), ORDER_DONE);
    }
    give("M01", ROOM_ACTION_EXTEND, 5);
    look(&s);
    assert_int_equal(outcome(&s), ORDER_OVER_CAP);
    assert_int_equal(s.c.exam->journal.extended, 60);
    give("M01", ROOM_ACTION_RESUME, 0); /* nothing waits */
    look(&s);
    assert_int_equal(outcome(&s), ORDER_NOT_NOW);
    room_clear_away(&s);
}

/* What no console names is not opened; what is signed by nobody holds up no order. */
static void junk_holds_up_no_order(void **state)
{
    enum { JUNK = 2000 };
    struct room_seat s = {0};
    (void)state;
    begin(&s, "M01");
    for (unsigned i = 0; i < JUNK; i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/%s.%s.%04u.%s.order", folder, rig.session.info.name,
                 i % 2 ? "7K3M" : "2222", i % 9999, "NMEKP3MYD0R4ZQMD");
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs("junk", f);
        fclose(f);
    }
    give("M01", ROOM_ACTION_EXTEND, 10);
    look(&s);
    assert_int_equal(outcome(&s), ORDER_DONE);
    assert_true(s.c.exchange.orders.forged[0] > 0);
    room_clear_away(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(more_time_is_journaled_with_its_proof, clean),
        cmocka_unit_test_setup(the_file_stays_at_the_seat, clean),
        cmocka_unit_test_setup(once_over_a_restart_and_over_two_folders, clean),
        cmocka_unit_test_setup(what_was_recorded_but_not_done_is_done, clean),
        cmocka_unit_test_setup(a_paper_is_started_here_and_ended, clean),
        cmocka_unit_test_setup(a_blocked_log_in_is_opened, clean),
        cmocka_unit_test_setup(a_forged_one_does_nothing_and_is_told, clean),
        cmocka_unit_test_setup(a_replayed_one_does_nothing, clean),
        cmocka_unit_test_setup(a_refused_one_stays_refused, clean),
        cmocka_unit_test_setup(junk_holds_up_no_order, clean),
    };
    return cmocka_run_group_tests(tests, room_folders_up, room_folders_down);
}
