/* A paper begins once: two seats at the same moment, a claim of another seat, folders that do not
 * answer. */
#include "app/client/arrival.h"
#include "app/core/claim.h"
#include "app/core/file.h"
#include "tests/lib/box.h"
#include "tests/lib/room_folders.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static uint16_t start_reason(const struct room_seat *s)
{
    struct journal_event ev;
    struct err e = {0};
    assert_int_equal(journal_decode(s->c.exam->chain.records.data, &ev, &e), ERR_OK);
    assert_int_equal(ev.type, JOURNAL_START);
    return ev.reason;
}

static void of_two_seats_at_once_one_begins(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", folder, other);
    room_sit_down(&b, &rig, "M02", folder, other);
    room_folders_to_rules(&a);
    room_folders_to_rules(&b);
    room_type(&a, "b");
    room_type(&b, "b");
    room_wait_for_look(&a);
    room_wait_for_look(&b);
    bool is_a = a.c.state == CLIENT_ANSWERING, is_b = b.c.state == CLIENT_ANSWERING;
    assert_true(is_a != is_b);
    struct room_seat *first = is_a ? &a : &b, *second = is_a ? &b : &a;
    assert_int_equal(start_reason(first), 1);
    assert_int_equal(second->c.state, CLIENT_RULES);
    assert_non_null(strstr(second->c.message.text, "begun"));
    assert_true(second->c.exam->seat.needs_code);
    assert_int_equal(room_count_files(folder, ".start"), 1);
    assert_int_equal(room_count_files(other, ".start"), 1);
    rig.session.info.start = SESSION_START_FREE;
    room_clear_away(&a);
    room_clear_away(&b);
}

/* The first did not begin after all, or lost its disk: the claim is its own. */
static void a_seat_begins_by_its_own_claim(void **state)
{
    (void)state;
    struct room_seat a = {0};
    uint8_t key[CRYPT_KEY];
    char name[CLAIM_NAME];
    struct claim claim = {.paper = 0, .seat = "M01", .wall_ms = 5};
    struct buf file;
    rig.session.info.start = SESSION_START_CLAIM;
    resume_key(rig.office.paper[0].k0, key);
    buf_init(&file, 4096);
    claim_build(&rig.session, &claim, key, &file);
    claim_file_name(&rig.session, 0, key, name);
    room_folders_put(folder, name, file.data, file.len);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    assert_int_equal(start_reason(&a), 1);
    room_clear_away(&a);
    rig.session.info.start = SESSION_START_FREE;
    buf_free(&file);
}

/* Another seat's claim names it and its hour; one that nobody with the code made says nothing. */
static void a_claim_of_another_stops_and_names_it(void **state)
{
    (void)state;
    uint8_t key[CRYPT_KEY];
    char name[CLAIM_NAME];
    struct claim claim = {.paper = 0, .seat = "MAY-07", .wall_ms = 8 * 3600000};
    struct buf file;
    resume_key(rig.office.paper[0].k0, key);
    buf_init(&file, 4096);
    claim_build(&rig.session, &claim, key, &file);
    claim_file_name(&rig.session, 0, key, name);
    for (int is_junk = 0; is_junk < 2; is_junk++) {
        struct room_seat a = {0};
        char text[ARRIVAL_TEXT];
        file.data[file.len - 1] ^= (uint8_t)is_junk;
        room_folders_put(folder, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", folder, NULL);
        room_folders_to_rules(&a);
        room_type(&a, "b");
        room_wait_for_look(&a);
        assert_int_equal(a.c.state, CLIENT_RULES);
        assert_true(a.c.exam->seat.needs_code);
        assert_non_null(strstr(a.c.message.text, is_junk ? "strange file" : "MAY-07 at 08:00"));
        a.c.message.text[0] = '\0'; /* the language is switched: it is put together again */
        assert_true(is_junk || flow_say_again(&a.c));
        assert_true(is_junk || strstr(a.c.message.text, "MAY-07 at 08:00"));
        box_voucher(&a.c, &rig, 1); /* who opens the box reads it before anything is done */
        assert_int_equal(arrival_text(&a.c, text), !is_junk);
        assert_non_null(strstr(text, is_junk ? "" : "MAY-07"));
        assert_true(box_use(&a.c, &rig, ROOM_ACTION_START_HERE, 0, 1));
        room_wait_for_look(&a);
        assert_int_equal(a.c.state, CLIENT_RULES);
        assert_non_null(strstr(a.c.message.text, is_junk ? "" : "without any answer"));
        room_clear_away(&a);
    }
    buf_free(&file);
}

/* No folder answers: with the rule "claim" the invigilator is wanted, freely it begins and says
 * so. */
static void where_none_answers_the_rule_decides(void **state)
{
    (void)state;
    for (int is_free = 0; is_free < 2; is_free++) {
        struct room_seat a = {0};
        char *gone = file_join(folder, "gone");
        rig.session.info.start = is_free ? SESSION_START_FREE : SESSION_START_CLAIM;
        room_sit_down(&a, &rig, "M01", gone, NULL);
        room_folders_to_rules(&a);
        room_type(&a, "b");
        room_wait_for_look(&a);
        assert_int_equal(a.c.state, is_free ? CLIENT_ANSWERING : CLIENT_RULES);
        assert_int_equal(exam_is_started(a.c.exam), is_free);
        if (is_free)
            assert_int_equal(start_reason(&a), 2);
        else
            assert_non_null(strstr(a.c.message.text, "cannot tell"));
        outbox_stop(a.c.exchange.folder[0].outbox, 0);
        a.c.exchange.folders = 0;
        room_clear_away(&a);
        free(gone);
    }
    rig.session.info.start = SESSION_START_FREE;
}

/* The first folder is gone: the second decides. */
static void the_first_folder_that_answers_decides(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char *gone = file_join(folder, "gone");
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", gone, other);
    room_folders_to_rules(&a);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    assert_int_equal(start_reason(&a), 1);
    assert_int_equal(room_count_files(other, ".start"), 1);
    outbox_stop(a.c.exchange.folder[0].outbox, 0);
    outbox_stop(a.c.exchange.folder[1].outbox, 1000);
    a.c.exchange.folders = 0;
    room_clear_away(&a);
    rig.session.info.start = SESSION_START_FREE;
    free(gone);
}

/* Nothing tells: *start here* asks before it begins anew. */
static void start_here_begins_nothing_anew_by_itself(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char *gone = file_join(folder, "gone");
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", gone, NULL);
    room_folders_to_rules(&a);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_true(a.c.exam->seat.needs_code);
    assert_true(box_use(&a.c, &rig, ROOM_ACTION_START_HERE, 0, 1));
    room_wait_for_look(&a);
    assert_int_equal(a.c.invigilator.step, INVIGILATOR_ANEW);
    assert_true(a.c.exam->seat.needs_code);
    room_type(&a, "1"); /* look again: as before */
    room_press(&a, KEYPRESS_ENTER);
    room_wait_for_look(&a);
    assert_int_equal(a.c.invigilator.step, INVIGILATOR_ANEW);
    room_type(&a, "2");
    room_press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.invigilator.step, INVIGILATOR_NAME);
    room_type(&a, "001");
    room_press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_false(a.c.exam->seat.needs_code);
    outbox_stop(a.c.exchange.folder[0].outbox, 0);
    a.c.exchange.folders = 0;
    room_clear_away(&a);
    rig.session.info.start = SESSION_START_FREE;
    free(gone);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, room_folders_empty, room_folders_empty)
    const struct CMUnitTest tests[] = {CASE(of_two_seats_at_once_one_begins),
                                       CASE(a_seat_begins_by_its_own_claim),
                                       CASE(a_claim_of_another_stops_and_names_it),
                                       CASE(where_none_answers_the_rule_decides),
                                       CASE(the_first_folder_that_answers_decides),
                                       CASE(start_here_begins_nothing_anew_by_itself)};
#undef CASE
    return cmocka_run_group_tests_name("first start", tests, room_folders_up, room_folders_down);
}
