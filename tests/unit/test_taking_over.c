/* A paper that other seats have written on, too: what a seat makes of their journals, and that
 * there is a way on from each. */
#include "app/client/exchange.h"
#include "app/client/invigilator_box.h"
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

#include <dirent.h>
#include <unistd.h>

enum { MINUTE = 60000 };

/* The program at a seat, killed and started again, up to the confirmation. */
static void start_again(struct room_seat *s, const char *name, const char *drop)
{
    for (size_t i = 0; i < s->c.exchange.folders; i++)
        outbox_stop(s->c.exchange.folder[i].outbox, 1000);
    s->c.exchange.folders = 0;
    client_free(&s->c);
    room_sit_down(s, &rig, name, drop, NULL);
    room_log_in(s, "001", rig.access[0]);
    room_wait_for_look(s);
}

/* Answers a few and has them in the folder. */
static void answer(struct room_seat *s, unsigned from, unsigned to, const char *letter)
{
    room_answer(s, from, to, letter);
    rig_pass(&rig, 2000);
    room_settle(s);
}

static void take_over(struct room_seat *s, const char *name, const char *drop, unsigned voucher)
{
    room_sit_down(s, &rig, name, drop, NULL);
    room_log_in(s, "001", rig.access[0]);
    room_wait_for_look(s);
    assert_true(s->c.exam->seat.needs_code);
    assert_true(box_use(&s->c, &rig, ROOM_ACTION_START_HERE, 0, voucher));
    room_wait_for_look(s);
    assert_int_equal(s->c.state, CLIENT_ANSWERING);
}

/* The box asks whether the paper goes on here all the same; it does, by the candidate number. */
static void go_on_all_the_same(struct room_seat *s)
{
    room_wait_for_look(s);
    assert_int_equal(s->c.invigilator.step, INVIGILATOR_ANEW);
    assert_true(s->c.exam->seat.needs_code);
    room_type(s, "2");
    room_press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.invigilator.step, INVIGILATOR_NAME);
    room_type(s, "001");
    room_press(s, KEYPRESS_ENTER);
}

/* One that parts from the seat's own stops it, and the invigilator's voucher leads on. */
static void a_journal_that_parts_is_no_dead_end(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", other, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0, 3, "c");
    room_sit_down(&b, &rig, "M02", folder, NULL); /* which sees nothing of the other folder */
    room_log_in(&b, "001", rig.access[0]);
    room_begin(&b);
    answer(&b, 0, 2, "b");
    start_again(&a, "M01", folder);
    assert_true(a.c.exchange.is_fork);
    assert_true(a.c.exam->seat.needs_code);
    room_press(&a, KEYPRESS_ENTER);
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_CONFIRM);
    assert_true(box_use(&a.c, &rig, ROOM_ACTION_RESUME, 0, 1));
    go_on_all_the_same(&a);
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_choice(a.c.exam, 2), 2);
    room_clear_away(&a);
    room_clear_away(&b);
}

/* The seat looked before the paper was handed in; the voucher is typed afterwards: nothing is
 * opened by it before somebody has said so. */
static void a_voucher_on_an_old_look_opens_nothing_handed_in(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0, 3, "c");
    room_sit_down(&b, &rig, "M02", folder, NULL);
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_true(b.c.exam->seat.needs_code);
    assert_false(b.c.exam->seat.is_contested);
    room_hand_in(&a);
    room_settle(&a);
    assert_true(box_use(&b.c, &rig, ROOM_ACTION_START_HERE, 0, 1));
    room_wait_for_look(&b);
    assert_int_equal(b.c.state, CLIENT_INVIGILATOR);
    char asked[INVIGILATOR_TEXT];
    invigilator_box_question(&b.c, asked);
    assert_non_null(strstr(asked, "This paper was handed in at another seat"));
    uint32_t events = b.c.exam->journal.count;
    go_on_all_the_same(&b);
    assert_int_equal(b.c.exam->journal.count, events + 1);
    room_clear_away(&a);
    room_clear_away(&b);
}

/* What the old seat wrote on while the exam was taken up elsewhere parts nothing: the seat that
 * went on goes on after a crash by itself, and the old one's file stays for the office. */
static void an_old_seats_tail_stops_nobody(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0, 3, "c");
    take_over(&b, "M02", folder, 1);
    answer(&b, 3, 5, "d");
    answer(&a, 5, 8, "a"); /* nobody has told it yet */
    unsigned files = room_count_files(folder, ".resume");
    assert_int_equal(files, 2);
    start_again(&b, "M02", folder);
    assert_false(b.c.exchange.is_fork);
    assert_false(b.c.exam->seat.needs_code);
    room_press(&b, KEYPRESS_ENTER);
    room_wait_for_look(&b);
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_choice(b.c.exam, 4), 3);
    assert_int_equal(exam_choice(b.c.exam, 5), -1);
    answer(&b, 5, 6, "b");
    assert_int_equal(room_count_files(folder, ".resume"), 2);
    room_clear_away(&a);
    room_clear_away(&b);
}

/* The program at the seat finds out that the exam goes on elsewhere, and is logged in to again. */
static void log_in_again(struct room_seat *s)
{
    for (int i = 0; i < ROOM_WAITS && s->c.state != CLIENT_LOGIN; i++) {
        rig_pass(&rig, 5000);
        room_turn(s);
        usleep(1000);
    }
    assert_int_equal(s->c.state, CLIENT_LOGIN);
    room_log_in(s, "001", rig.access[0]);
    client_tick(&s->c); /* a copy of what stands here goes out before the look is over */
    room_wait_for_look(s);
}

/* It returns to that seat, whose program was killed or runs on: what was written there meanwhile is
 * set aside, and its copy in the folder is no part of what goes on: it stays for the office. */
static void a_tail_stays_in_the_folder_when_the_exam_returns(void **state)
{
    (void)state;
    for (int is_killed = 0; is_killed < 2; is_killed++) {
        struct room_seat a = {0}, b = {0};
        room_empty(folder);
        room_sit_down(&a, &rig, "M01", folder, NULL);
        room_log_in(&a, "001", rig.access[0]);
        room_begin(&a);
        answer(&a, 0, 3, "c");
        take_over(&b, "M02", folder, 1);
        answer(&a, 5, 11, "a"); /* more than there: it is found first */
        answer(&b, 3, 4, "d");
        client_free(&b.c);
        if (is_killed)
            start_again(&a, "M01", folder);
        else
            log_in_again(&a);
        assert_true(box_use(&a.c, &rig, ROOM_ACTION_START_HERE, 0, 2));
        room_wait_for_look(&a);
        assert_int_equal(a.c.state, CLIENT_ANSWERING);
        assert_int_equal(exam_choice(a.c.exam, 3), 3);
        assert_int_equal(exam_choice(a.c.exam, 5), -1);
        answer(&a, 6, 7, "b");
        assert_int_equal(room_count_files(folder, ".resume"), 2); /* the tail, and what goes on */
        room_clear_away(&a);
        memset(&b.c, 0, sizeof b.c);
        room_empty(b.dir);
        rmdir(b.dir);
    }
}

/* As an invigilator carries a stick. */
static void carry_resumes(const char *from, const char *to)
{
    DIR *d = opendir(from);
    for (struct dirent *entry; (entry = readdir(d));) {
        struct buf bytes;
        struct err e = {0};
        if (!resume_is_file_name(entry->d_name))
            continue;
        char *path = file_join(from, entry->d_name), *copy = file_join(to, entry->d_name);
        buf_init(&bytes, ANSWERS_FILE_MAX);
        assert_int_equal(file_read(path, ANSWERS_FILE_MAX, &bytes, &e), ERR_OK);
        assert_int_equal(file_write(copy, bytes.data, bytes.len, FILE_REPLACE, &e), ERR_OK);
        buf_free(&bytes);
        free(path);
        free(copy);
    }
    closedir(d);
}

/* Two seats took it over from the same event, for neither saw the other: both meet the other's
 * journal, are told, and go on with the later one. */
static void of_two_that_took_over_the_later_goes_on(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0}, c = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    answer(&a, 0, 3, "c");
    carry_resumes(folder, other);
    take_over(&b, "M02", folder, 1);
    answer(&b, 3, 4, "d");
    take_over(&c, "M03", other, 2);
    rig_pass(&rig, MINUTE);
    answer(&c, 5, 7, "b");
    carry_resumes(other, folder);
    start_again(&b, "M02", folder);
    start_again(&c, "M03", folder);
    for (int i = 0; i < 2; i++) {
        struct client *one = i ? &c.c : &b.c;
        assert_true(one->exchange.is_fork);
        assert_true(one->exam->seat.needs_code);
        assert_int_equal(exam_choice(one->exam, 3), -1);
        assert_int_equal(exam_choice(one->exam, 6), 1);
    }
    room_clear_away(&a);
    room_clear_away(&b);
    room_clear_away(&c);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, room_folders_empty, room_folders_empty)
    const struct CMUnitTest tests[] = {CASE(a_journal_that_parts_is_no_dead_end),
                                       CASE(a_voucher_on_an_old_look_opens_nothing_handed_in),
                                       CASE(an_old_seats_tail_stops_nobody),
                                       CASE(a_tail_stays_in_the_folder_when_the_exam_returns),
                                       CASE(of_two_that_took_over_the_later_goes_on)};
#undef CASE
    return cmocka_run_group_tests(tests, room_folders_up, room_folders_down);
}
