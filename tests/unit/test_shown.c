/* What a seat shows of itself in the exchange folder, and what it reads of others there. */
#include "app/core/file.h"
#include "app/core/status.h"
#include "tests/lib/box.h"
#include "tests/lib/room_folders.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

static bool read_status(const char *seat, struct status *out)
{
    struct buf bytes;
    struct err e = {0};
    char name[STATUS_NAME];
    status_file_name(&rig.session, seat, name);
    char *path = file_join(folder, name);
    buf_init(&bytes, STATUS_FILE_MAX);
    bool good = file_exists(path) && file_read(path, STATUS_FILE_MAX, &bytes, &e) == ERR_OK &&
                status_open(bytes.data, bytes.len, &rig.session, rig.office.S, out, &e) == ERR_OK;
    buf_free(&bytes);
    free(path);
    return good;
}

/* Time passes until it shows that. */
static void wait_for_state(struct room_seat *s, const char *seat, enum status_state state,
                           struct status *out)
{
    for (int i = 0; i < ROOM_WAITS; i++) {
        if (read_status(seat, out) && out->state == state)
            return;
        rig_pass(&rig, 2000);
        room_turn(s);
        usleep(2000);
    }
    fail_msg("it never shows state %d", (int)state);
}

static void a_seat_shows_how_far_it_is(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct status st;
    room_sit_down(&a, &rig, "M01", folder, NULL);
    wait_for_state(&a, "M01", STATUS_OPEN, &st);
    assert_int_equal(st.candidate, (uint32_t)STATUS_NO_CANDIDATE);
    room_log_in(&a, "001", rig.access[0]);
    wait_for_state(&a, "M01", STATUS_CONFIRMING, &st);
    assert_int_equal(st.candidate, 0);
    room_begin(&a);
    room_answer(&a, 0, 3, "c");
    wait_for_state(&a, "M01", STATUS_RUNNING, &st);
    for (int i = 0; i < ROOM_WAITS && st.paper[0].answered < 3; i++) {
        rig_pass(&rig, 2000);
        room_turn(&a);
        usleep(2000);
        assert_true(read_status("M01", &st));
    }
    assert_int_equal(st.paper[0].answered, 3);
    assert_int_equal(st.paper[0].state, STATUS_PAPER_RUNNING);
    uint32_t instance = st.instance, number = st.number;
    room_hand_in(&a);
    wait_for_state(&a, "M01", STATUS_ENDED, &st);
    assert_int_equal(st.instance, instance);
    assert_true(st.number > number);
    char receipt[CODE_RECEIPT + 1];
    code_letters(st.paper[0].receipt, CODE_RECEIPT, receipt);
    assert_string_equal(receipt, a.c.papers.ending.receipt);
    room_clear_away(&a);
}

static const struct status_trouble *trouble_of(const struct status *st, enum status_trouble_of of)
{
    for (size_t i = 0; i < st->troubles; i++)
        if (st->trouble[i].of == of)
            return &st->trouble[i];
    return NULL;
}

/* Until it shows the trouble, for so many seconds at least; or, with seconds < 0, shows none. */
static void wait_for_trouble(struct room_seat *s, enum status_trouble_of of, long seconds,
                             struct status *st)
{
    for (int i = 0; i < ROOM_WAITS; i++) {
        const struct status_trouble *t = read_status("M01", st) ? trouble_of(st, of) : NULL;
        if (seconds < 0 ? !t : t && t->since_s >= (uint32_t)seconds)
            return;
        rig_pass(&rig, 2000);
        room_turn(s);
        usleep(2000);
    }
    fail_msg("trouble %d is not shown for %ld seconds", (int)of, seconds);
}

/* How long a trouble lasts counts from when the seat knew of it, and it goes with it. */
static void a_seat_shows_its_troubles_and_since_when(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct status st;
    char moved[96];
    room_sit_down(&a, &rig, "M01", folder, NULL);
    wait_for_state(&a, "M01", STATUS_OPEN, &st);
    assert_int_equal(st.troubles, 0);
    assert_int_equal(st.flags & (STATUS_CLOCK_JUMP | STATUS_DISK), 0);
    rig.wall_ms += 60000; /* somebody sets the clock */
    wait_for_trouble(&a, STATUS_TROUBLE_CLOCK, 40, &st);
    assert_true(st.flags & STATUS_CLOCK_JUMP);
    rig.wall_ms -= 60000;
    wait_for_trouble(&a, STATUS_TROUBLE_CLOCK, -1, &st);
    assert_false(st.flags & STATUS_CLOCK_JUMP);
    snprintf(moved, sizeof moved, "%s.moved", a.dir);
    assert_int_equal(rename(a.dir, moved), 0);
    room_record_writer_note(a.c.unlocked.room, ROOM_WRONG_LOGIN, NULL);
    wait_for_trouble(&a, STATUS_TROUBLE_DISK, 30, &st);
    assert_int_equal(trouble_of(&st, STATUS_TROUBLE_DISK)->code, ERR_IO);
    assert_true(st.flags & STATUS_DISK);
    assert_int_equal(rename(moved, a.dir), 0);
    room_record_writer_note(a.c.unlocked.room, ROOM_WRONG_LOGIN, NULL);
    wait_for_trouble(&a, STATUS_TROUBLE_DISK, -1, &st);
    room_clear_away(&a);
}

/* Used at one seat it is warned of at another, and taken there with a second Enter. */
static void a_voucher_used_elsewhere_is_warned_of(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    struct status st = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    assert_true(box_use(&a.c, &rig, ROOM_ACTION_EXTEND, 5, 7));
    for (int i = 0; i < ROOM_WAITS && st.vouchers == 0; i++) {
        rig_pass(&rig, 2000);
        room_turn(&a);
        usleep(2000);
        read_status("M01", &st);
    }
    assert_int_equal(st.voucher[0].number, 7);
    room_sit_down(&b, &rig, "M02", folder, NULL);
    room_log_in(&b, "003", rig.access[2]); /* belongs to another seat */
    room_wait_for_look(&b);
    box_voucher(&b.c, &rig, 7);
    assert_int_equal(b.c.invigilator.step, INVIGILATOR_ACTION);
    room_type(&b, "1");
    room_press(&b, KEYPRESS_ENTER);
    for (int i = 0; i < ROOM_WAITS && b.c.exchange.others.until; i++) {
        room_turn(&b);
        usleep(2000);
    }
    assert_int_equal(b.c.invigilator.step, INVIGILATOR_SHOWN);
    assert_non_null(strstr(b.c.message.text, "M01 shows this voucher as used"));
    room_press(&b, KEYPRESS_ENTER);
    assert_int_equal(b.c.invigilator.step, INVIGILATOR_REASON);
    room_clear_away(&a);
    room_clear_away(&b);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, room_folders_empty, room_folders_empty)
    const struct CMUnitTest tests[] = {CASE(a_seat_shows_how_far_it_is),
                                       CASE(a_seat_shows_its_troubles_and_since_when),
                                       CASE(a_voucher_used_elsewhere_is_warned_of)};
#undef CASE
    return cmocka_run_group_tests_name("shown", tests, room_folders_up, room_folders_down);
}
