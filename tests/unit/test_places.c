/* Where an answer is said to stand is where it stands: on the seat's disk, and in an exchange
 * folder once the journal that holds it was written there and read back, and for as long as it is
 * there. */
#include "app/client/exchange.h"
#include "app/client/save_state.h"
#include "app/client/seat_trouble.h"
#include "tests/lib/room_rig.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

static struct rig rig;
static char share[SCRATCH_PATH], away[SCRATCH_PATH + 8];

static void sit(struct room_seat *s, const char *folder)
{
    room_sit_down(s, &rig, "M01", folder, NULL);
    room_log_in(s, "001", rig.access[0]);
    room_begin(s);
}

/* An answer, and the second after which it goes out. */
static void answer(struct room_seat *s, unsigned q)
{
    room_answer(s, q, q + 1, "c");
    rig_settle(s->c.exam);
    room_turn(s);
    assert_int_equal(exam_saved(s->c.exam, q), EXAM_SAVED_HERE);
    rig_pass(&rig, 1000);
}

/* The exam's clock goes on by a look's ten seconds, then stands while the folder's thread looks: a
 * busy machine must not use up the exam's time. */
static void wait_until_missing(struct room_seat *s, bool is_missing)
{
    for (int i = 0; i < ROOM_WAITS && (exchange_missing(&s->c) != NULL) != is_missing; i++) {
        rig_pass(&rig, i % 200 == 0 ? 10000 : 0);
        room_turn(s);
        usleep(10000);
    }
    assert_int_equal(exchange_missing(&s->c) != NULL, is_missing);
}

static void word_is(const struct room_seat *s, unsigned q, const char *word, bool is_complete)
{
    struct save_state st = save_state_of(&s->c, q);
    assert_string_equal(st.word, word);
    assert_int_equal(st.is_complete, is_complete);
}

static void two_places_are_told_when_both_hold_it(void **state)
{
    (void)state;
    for (uint8_t copies = 0; copies < 2; copies++) {
        struct room_seat a = {0};
        const char *copying;
        rig.session.info.copies = copies;
        sit(&a, share);
        room_answer(&a, 0, 1, "b");
        word_is(&a, 0, "", false); /* for a moment nothing is said: as a rule it is saved by then */
        rig_pass(&rig, 300);
        word_is(&a, 0, "saving", false);
        answer(&a, 1);
        word_is(&a, 0, copies ? "saved, copying" : "saved", copies == 0);
        room_settle(&a);
        word_is(&a, 0, "saved: 2 places", true);
        word_is(&a, 1, "saved: 2 places", true);
        assert_string_equal(save_state_of_all(&a.c).word, "all saved: 2 places");
        answer(&a, 2);
        word_is(&a, 1, "saved: 2 places", true);
        word_is(&a, 2, copies ? "saved, copying" : "saved", copies == 0);
        copying = save_state_copying(&a.c, 2);
        assert_string_equal(copying ? copying : "",
                            copies ? "Saved on this computer, being copied to the second place; "
                                     "go on."
                                   : "");
        assert_null(save_state_copying(&a.c, 1)); /* in both */
        assert_null(save_state_copying(&a.c, 3)); /* not answered */
        assert_string_equal(save_state_of_all(&a.c).word,
                            copies ? "all saved, copying" : "all saved");
        room_clear_away(&a);
        room_empty(share);
    }
}

/* Looking on, ticks and marks ask for no second saving of what stands there. */
static void what_is_no_answer_changes_nothing(void **state)
{
    (void)state;
    struct room_seat a = {0};
    sit(&a, share);
    answer(&a, 0);
    room_settle(&a);
    rig_pass(&rig, 16000);
    room_turn(&a);
    room_press(&a, KEYPRESS_RIGHT);
    rig_settle(a.c.exam);
    assert_true(a.c.exam->journal.count > a.c.exam->checkpoint.count);
    word_is(&a, 0, "saved: 2 places", true);
    room_clear_away(&a);
}

/* Its file taken away: within the ten seconds of a look it is told, and with the next one that is
 * written it stands there again. */
static void what_was_taken_away_is_no_second_place(void **state)
{
    (void)state;
    struct room_seat a = {0};
    sit(&a, share);
    answer(&a, 0);
    room_settle(&a);
    word_is(&a, 0, "saved: 2 places", true);
    room_empty(share);
    for (int i = 0; i < ROOM_WAITS && exam_saved(a.c.exam, 0) == EXAM_SAVED_TWICE; i++) {
        rig_pass(&rig, i == 0 ? 10000 : 0); /* a look; with more, the file would be written anew */
        room_turn(&a);
        usleep(10000);
    }
    word_is(&a, 0, "saved", true);
    rig_pass(&rig, 31000);
    room_turn(&a);
    room_settle(&a);
    word_is(&a, 0, "saved: 2 places", true);
    room_clear_away(&a);
}

static void a_folder_that_goes_is_none_and_told_where_two_are_wanted(void **state)
{
    (void)state;
    for (uint8_t copies = 0; copies < 2; copies++) {
        struct room_seat a = {0};
        rig.session.info.copies = copies;
        sit(&a, share);
        answer(&a, 0);
        room_settle(&a);
        assert_null(save_state_trouble(&a.c));
        assert_int_equal(rename(share, away), 0);
        wait_until_missing(&a, true);
        word_is(&a, 0, copies ? "saved, copying" : "saved", copies == 0);
        rig_pass(&rig, 10000);
        room_turn(&a);
        assert_int_equal(save_state_trouble(&a.c) != NULL, copies);
        assert_int_equal(rename(away, share), 0);
        wait_until_missing(&a, false);
        rig_pass(&rig, 31000);
        room_turn(&a);
        room_settle(&a);
        word_is(&a, 0, "saved: 2 places", true);
        assert_null(save_state_trouble(&a.c));
        room_clear_away(&a);
        room_empty(share);
    }
}

/* The program again: what stood in the folder was written by another run; the next one is this
 * one's. */
static void a_new_run_believes_only_what_it_wrote(void **state)
{
    (void)state;
    struct room_seat a = {0};
    sit(&a, share);
    answer(&a, 0);
    room_settle(&a);
    client_free(&a.c);
    room_sit_down(&a, &rig, "M01", share, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(exam_saved(a.c.exam, 0), EXAM_SAVED_HERE);
    room_press(&a, KEYPRESS_ENTER);
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    room_settle(&a);
    assert_int_equal(exam_saved(a.c.exam, 0), EXAM_SAVED_TWICE);
    room_clear_away(&a);
}

static void without_a_folder_it_is_told_and_no_dead_end(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char text[256];
    bool is_complete;
    rig.session.info.copies = 1;
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    assert_true(seat_trouble_text(&a.c, text, sizeof text));
    assert_non_null(strstr(text, "no exchange folder"));
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0);
    word_is(&a, 0, "saved, copying", false);
    assert_non_null(save_state_trouble(&a.c));
    room_hand_in(&a);
    assert_non_null(strstr(save_state_handed_in(&a.c, &is_complete), "on this seat alone"));
    assert_false(is_complete);
    room_press(&a, KEYPRESS_ENTER);
    room_press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.state, CLIENT_LOGIN);
    room_clear_away(&a);
}

static void of_a_paper_handed_in_it_is_told_where_it_stands(void **state)
{
    (void)state;
    struct room_seat a = {0};
    bool is_complete;
    sit(&a, share);
    answer(&a, 0);
    room_settle(&a);
    room_hand_in(&a);
    room_settle(&a);
    assert_non_null(strstr(save_state_handed_in(&a.c, &is_complete), "two places"));
    assert_true(is_complete);
    room_clear_away(&a);
    room_empty(share);

    sit(&a, share);
    answer(&a, 0);
    room_settle(&a);
    assert_int_equal(rename(share, away), 0);
    room_hand_in(&a);
    room_turn(&a);
    assert_non_null(strstr(save_state_handed_in(&a.c, &is_complete), "on its way"));
    for (int i = 0; i < 12; i++) { /* but not for ever */
        rig_pass(&rig, 1000);
        room_turn(&a);
    }
    assert_non_null(strstr(save_state_handed_in(&a.c, &is_complete), "no copy"));
    assert_false(is_complete);
    assert_int_equal(rename(away, share), 0);
    room_settle(&a);
    assert_non_null(strstr(save_state_handed_in(&a.c, &is_complete), "two places"));
    room_clear_away(&a);
}

/* One place is wanted, and there is no other: the candidate reads which. */
static void where_one_place_is_wanted_it_is_named(void **state)
{
    (void)state;
    struct room_seat a = {0};
    bool is_complete = false;
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0);
    room_hand_in(&a);
    assert_string_equal(save_state_handed_in(&a.c, &is_complete),
                        "It is kept on this seat, and is collected from here.");
    assert_true(is_complete);
    room_clear_away(&a);
}

static void the_practice_is_in_no_place(void **state)
{
    (void)state;
    struct room_seat a = {0};
    rig.session.info.copies = 1;
    room_sit_down(&a, &rig, "M01", share, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    room_press(&a, KEYPRESS_ENTER);
    room_type(&a, "na");
    assert_non_null(a.c.practice);
    word_is(&a, 0, "saved", true);
    assert_null(save_state_trouble(&a.c));
    room_clear_away(&a);
}

static int group_up(void **state)
{
    (void)state;
    scratch_folder(share, sizeof share);
    snprintf(away, sizeof away, "%s.away", share);
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rmdir(share);
    rig_free(&rig);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    rig.session.info.copies = 0;
    room_empty(share);
    return 0;
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, clean, clean)
    const struct CMUnitTest tests[] = {
        CASE(two_places_are_told_when_both_hold_it),
        CASE(what_is_no_answer_changes_nothing),
        CASE(what_was_taken_away_is_no_second_place),
        CASE(a_folder_that_goes_is_none_and_told_where_two_are_wanted),
        CASE(a_new_run_believes_only_what_it_wrote),
        CASE(without_a_folder_it_is_told_and_no_dead_end),
        CASE(of_a_paper_handed_in_it_is_told_where_it_stands),
        CASE(where_one_place_is_wanted_it_is_named),
        CASE(the_practice_is_in_no_place)};
#undef CASE
    return cmocka_run_group_tests_name("places", tests, group_up, group_down);
}
