/* Each trouble of the disk in each state of a seat, from the log-in to the receipt and in the
 * invigilator's box: it is told, every key is answered, and there is a way out that loses nothing:
 * the disk comes back, or the answers go to the exchange folder, or onto the invigilator's
 * stick. */
#include "tests/lib/box.h"
#include "tests/lib/crash/disk_seat.h"
#include "tests/lib/crash/trouble.h"
#include "tests/lib/scratch.h"
#include "tests/lib/stick_rig.h"

#include "app/client/delivery.h"
#include "app/client/stick_copy.h"
#include "app/core/file.h"
#include "app/core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

enum {
    AFTER = 3, /* answers in the trouble, where there is an exam to answer */
    BANNER_CELLS = 78
};

static char folder[64];
static struct stick_rig sticks;
static char *const stick = sticks.stick;

/* ---- the ways out ---- */

enum way { WAY_MENDED, WAY_FOLDER, WAY_STICK };
static const char *const WAYS[] = {"the disk comes back", "exchange folder", "stick"};

struct run {
    const struct trouble_state *state;
    const struct trouble *trouble;
    enum way way;
    struct room_seat seat;
    unsigned answered; /* questions 0 … answered-1 were chosen: b before the trouble, c in it */
    bool is_told;      /* the candidate or the invigilator reads what is wrong */
};

static struct tally {
    size_t runs, folder, stick, refused, waited;
} tally;

/* What stands on the screen says it, whole. */
static void look_for_word(struct run *r)
{
    char banner[256];
    struct client *c = &r->seat.c;
    struct err record;
    if (c->exam && disk_trouble_banner(c->exam, banner, sizeof banner)) {
        enum disk_cause cause = disk_trouble_of(c->exam);
        assert_in_range(text_width(banner), 20, BANNER_CELLS);
        if (cause != r->trouble->cause && cause != DISK_SLOW) /* the test's clock runs fast */
            fail_msg("%s is told as: %s", r->trouble->name, c->exam->disk.trouble.text);
        if (cause != r->trouble->cause)
            return;
        r->is_told = true;
    }
    if (c->state == CLIENT_CLOSING && c->exam && delivery_trouble(c) == r->trouble->cause)
        r->is_told = true;
    if (!c->exam && c->unlocked.room &&
        room_record_writer_trouble(c->unlocked.room, &record) != ERR_OK)
        r->is_told = true;
    if (c->state == CLIENT_OPENING && c->message.tone == MESSAGE_WARNING)
        r->is_told = true;
    if (c->state == CLIENT_LOGIN && c->message.tone == MESSAGE_DANGER) {
        assert_null(strstr(c->message.text, c->setup.data_dir));
        r->is_told = true;
    }
}

/* The clock goes on too: what is slow becomes known. */
static void go_on(struct run *r, int turns)
{
    for (int i = 0; i < turns; i++) {
        if (i % 10 == 0)
            rig_pass(&rig, 1000);
        trouble_turn(&r->seat);
        look_for_word(r);
    }
}

static void use_voucher(struct run *r, enum room_action action)
{
    static unsigned number;
    struct client *c = &r->seat.c;
    number = number % 100 + 1;
    assert_true(box_ask(c, &rig, action, 0, number));
    for (int i = 0; i < TROUBLE_TURNS && c->state == CLIENT_INVIGILATOR; i++)
        go_on(r, 1);
    assert_int_not_equal(c->state, CLIENT_INVIGILATOR);
}

/* One step towards the hand-in, as the candidate or the invigilator would take it. */
static void step(struct run *r)
{
    struct room_seat *s = &r->seat;
    switch (s->c.state) {
    case CLIENT_CONFIRM:
        if (s->c.exam->seat.needs_code)
            use_voucher(r, exam_needs_start_code(s->c.exam) ? ROOM_ACTION_START_HERE
                                                            : ROOM_ACTION_RESUME);
        else
            room_press(s, KEYPRESS_ENTER);
        break;
    case CLIENT_RULES: room_type(s, "b"); break;
    case CLIENT_ANSWERING:
        room_answer(s, r->answered, r->answered + AFTER, "c");
        r->answered += AFTER;
        go_on(r, 80);
        room_type(s, "g");
        break;
    case CLIENT_OVERVIEW:
        go_on(r, 80);
        room_type(s, "s");
        break;
    case CLIENT_HANDIN:
        room_type(s, "NOP");
        room_press(s, KEYPRESS_ENTER);
        break;
    case CLIENT_INVIGILATOR: room_press(s, KEYPRESS_ESC); break;
    default: break;
    }
    go_on(r, 20);
}

static bool is_handed_in(const struct run *r)
{
    return r->seat.c.exam && exam_is_ended(r->seat.c.exam);
}

/* The copy takes what time the machine gives its thread, and none of the seat's clock. */
static void wait_for_copy(struct run *r)
{
    struct client *c = &r->seat.c;
    for (int i = 0; i < TROUBLE_TURNS && c->invigilator.by_hand.outbox; i++) {
        usleep(1000);
        trouble_turn(&r->seat);
        look_for_word(r);
    }
    assert_null(c->invigilator.by_hand.outbox);
}

/* The invigilator plugs a stick in and copies what stands in memory there. */
static void copy_to_stick(struct run *r)
{
    struct room_seat *s = &r->seat;
    for (int i = 0; i < TROUBLE_TURNS && s->c.state == CLIENT_CLOSING && !r->is_told; i++)
        go_on(r, 10);
    if (s->c.state != CLIENT_CLOSING)
        return;
    client_key(&s->c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(s->c.state, CLIENT_INVIGILATOR);
    assert_int_equal(stick_copy_offers(&s->c), 1);
    room_type(s, "1");
    room_press(s, KEYPRESS_ENTER);
    wait_for_copy(r);
}

/* The same for a paper that is not handed in: another seat goes on from the stick. */
static void copy_running(struct run *r)
{
    struct room_seat *s = &r->seat;
    client_key(&s->c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    for (int i = 0; i < TROUBLE_TURNS && stick_copy_offers(&s->c) == 0; i++)
        go_on(r, 1);
    assert_int_equal(stick_copy_offers(&s->c), 1);
    assert_true(disk_trouble_is_in_memory_alone(s->c.exam));
    room_type(s, "1");
    room_press(s, KEYPRESS_ENTER);
    wait_for_copy(r);
    assert_false(disk_trouble_is_in_memory_alone(s->c.exam));
    assert_int_equal(room_count_files(stick, ".resume"), 1);
    room_press(s, KEYPRESS_ESC);
}

/* ---- what came of it ---- */

static void check_choices(const struct run *r, const struct journal_state *st)
{
    const struct exam *x = r->seat.c.exam;
    for (unsigned q = 0; q < r->answered; q++) {
        bool is_before = r->state->is_begun && q < TROUBLE_BEFORE;
        assert_int_equal(st->choice[q], paper_option_at(x->question[q].order, is_before ? 1 : 2));
    }
}

/* The one answers file in the folder holds everything. */
static void check_answers(const struct run *r, const char *dir)
{
    DIR *d = opendir(dir);
    unsigned found = 0;
    for (struct dirent *entry; d && (entry = readdir(d));) {
        struct buf file, records;
        struct answers_info info;
        struct journal_state st;
        struct err e = {0};
        uint8_t binding[32];
        if (!answers_is_file_name(entry->d_name))
            continue;
        char *path = file_join(dir, entry->d_name);
        buf_init(&file, ANSWERS_FILE_MAX);
        buf_init(&records, ANSWERS_FILE_MAX);
        assert_int_equal(file_read(path, ANSWERS_FILE_MAX, &file, &e), ERR_OK);
        assert_int_equal(
            answers_open(file.data, file.len, &rig.session, rig.key, &info, &records, &e), ERR_OK);
        journal_binding(rig.session.hash, rig.session.info.bank_hash, r->state->paper, binding);
        assert_int_equal(
            journal_verify(&(struct journal_records){records.data, records.len / JOURNAL_RECORD,
                                                     rig.office.paper[r->state->paper].k0, binding,
                                                     RIG_QUESTIONS},
                           &st, NULL, &e),
            ERR_OK);
        assert_int_equal(st.end, JOURNAL_ENDED_HANDIN);
        check_choices(r, &st);
        found++;
        buf_free(&records);
        buf_free(&file);
        free(path);
    }
    if (d)
        closedir(d);
    assert_int_equal(found, 1);
}

static void check_end(struct run *r)
{
    static const enum delivery_place PLACES[] = {DELIVERY_HERE, DELIVERY_FOLDER, DELIVERY_STICK};
    struct client *c = &r->seat.c;
    assert_int_equal(c->state, CLIENT_RECEIPT);
    assert_int_equal(strlen(c->papers.ending.receipt), CODE_RECEIPT);
    assert_true(r->is_told);
    assert_int_equal(c->papers.ending.place, PLACES[r->way]);
    check_answers(r, r->way == WAY_MENDED ? r->seat.dir : r->way == WAY_FOLDER ? folder : stick);
    tally.folder += r->way == WAY_FOLDER;
    tally.stick += r->way == WAY_STICK;
}

/* The seat is the next candidate's, whatever its disk does; that of one state leaves it in trouble,
 * for that takes its time. */
static void leave(struct run *r)
{
    bool is_in_trouble = r->way != WAY_MENDED || r->state->is_over,
         stays_in_trouble = r->state->reach == trouble_to_questions;
    if (is_in_trouble && !stays_in_trouble)
        r->trouble->end(r->seat.dir);
    room_press(&r->seat, KEYPRESS_ENTER);
    room_press(&r->seat, KEYPRESS_ENTER);
    assert_int_equal(r->seat.c.state, CLIENT_LOGIN);
    if (is_in_trouble && stays_in_trouble)
        r->trouble->end(r->seat.dir);
    if (r->state->is_over || r->way == WAY_MENDED)
        return;
    assert_int_equal(r->seat.c.papers.lefts, 1); /* nobody sits it here again */
}

/* ---- a run ---- */

static void sit_down(struct run *r)
{
    rig_pass(&rig, 60000);
    scratch_folder(r->seat.dir, sizeof r->seat.dir);
    disk_begin(r->seat.dir);
    room_sit_down(&r->seat, &rig, "M01", r->way == WAY_FOLDER ? folder : NULL, NULL);
    r->state->reach(&r->seat);
    stick_rig_plug(&sticks, &r->seat.c);
    r->answered = r->state->is_begun ? TROUBLE_BEFORE : 0;
}

/* A log-in on a disk in trouble: told, and right once the disk is; nothing was begun that another
 * seat could not begin. On one that hangs it goes on by itself when the disk does. */
static void log_in_with_trouble(struct run *r)
{
    struct room_seat *s = &r->seat;
    room_type(s, "001");
    room_press(s, KEYPRESS_ENTER);
    room_type(s, rig.access[0]);
    room_press(s, KEYPRESS_ENTER);
    for (int i = 0; i < TROUBLE_TURNS / 10 && s->c.state == CLIENT_LOGIN && !s->c.message.text[0];
         i++)
        go_on(r, 10);
    go_on(r, 200);
    bool is_waiting = s->c.state == CLIENT_OPENING;
    assert_int_equal(is_waiting, r->trouble->cause == DISK_SLOW);
    if (!is_waiting && s->c.state != CLIENT_LOGIN)
        return;
    assert_true(r->is_told);
    *(is_waiting ? &tally.waited : &tally.refused) += 1;
    r->trouble->end(s->dir);
    if (is_waiting)
        box_wait_for_record(&s->c);
    else
        room_log_in(s, "001", rig.access[0]);
    assert_int_equal(s->c.state, CLIENT_CONFIRM);
    room_wait_for_look(s);
    r->trouble->begin(s->dir);
}

static void run(const struct trouble_state *state, const struct trouble *trouble, enum way way)
{
    struct run r = {.state = state, .trouble = trouble, .way = way};
    struct room_seat *s = &r.seat;
    sit_down(&r);
    if (state->reach == trouble_to_closing)
        disk_heal();
    trouble->begin(s->dir);
    size_t waits = disk_would_have_hung();
    if (!state->is_open)
        log_in_with_trouble(&r);
    bool was_copied = false;
    for (int i = 0; i < 40 && s->c.state != CLIENT_RECEIPT && !is_handed_in(&r); i++) {
        step(&r);
        if (way == WAY_STICK && s->c.state == CLIENT_OVERVIEW && !was_copied && r.is_told &&
            disk_trouble_is_in_memory_alone(s->c.exam)) {
            copy_running(&r);
            was_copied = true;
        }
    }
    if (!state->is_over && s->c.state != CLIENT_RECEIPT) {
        go_on(&r, 100);
        for (int i = 0; i < TROUBLE_TURNS && !r.is_told && s->c.state != CLIENT_RECEIPT; i++)
            go_on(&r, 1); /* on a busy machine the disk's thread is late with its answer */
        if (way == WAY_STICK)
            copy_to_stick(&r);
        if (trouble->cause == DISK_SLOW) /* the screen itself never waited */
            assert_int_equal(disk_would_have_hung(), waits);
        assert_in_range(disk_would_have_waited(), 0, DISK_SEAT_MOMENT_MS);
        if (way == WAY_MENDED)
            trouble->end(s->dir);
    }
    for (int i = 0; i < TROUBLE_TURNS && s->c.state != CLIENT_RECEIPT; i++)
        go_on(&r, 1);
    if (!state->is_over)
        check_end(&r);
    leave(&r);
    assert_in_range(disk_would_have_waited(), 0, DISK_SEAT_MOMENT_MS);
    room_clear_away(s);
    disk_end();
    room_empty(folder);
    room_empty(stick);
    tally.runs++;
}

/* ---- the table ---- */

/* One of the two copies a state, the other in the next; all of them at night. */
static bool is_due(size_t state, const struct trouble *trouble, int way)
{
    size_t trouble_turn = state + (size_t)(trouble - TROUBLE_TABLE);
    return way == WAY_MENDED || getenv("SATHACH_NIGHTLY") ||
           trouble_turn % 2 == (way == WAY_FOLDER);
}

static void each_state(const struct trouble *trouble)
{
    tally = (struct tally){0};
    for (size_t i = 0; i < TROUBLE_STATES_COUNT; i++)
        for (int way = WAY_MENDED; way <= WAY_STICK; way++) {
            if (!is_due(i, trouble, way))
                continue;
            if (getenv("SATHACH_SHOW"))
                fprintf(stderr, "# %s, %s, %s\n", trouble->name, TROUBLE_STATES[i].name, WAYS[way]);
            run(&TROUBLE_STATES[i], trouble, (enum way)way);
        }
    print_message("# %s: %zu runs, %zu receipts from the exchange folder, %zu from a stick; at the "
                  "log-in %zu times refused, %zu times waited for\n",
                  trouble->name, tally.runs, tally.folder, tally.stick, tally.refused,
                  tally.waited);
}

#define TROUBLE(name, at) \
    static void name(void **state) \
    { \
        (void)state; \
        each_state(&TROUBLE_TABLE[at]); \
    }
TROUBLE(a_full_disk, 0)
TROUBLE(a_quota_used_up, 1)
TROUBLE(writes_that_fail, 2)
TROUBLE(syncs_that_fail, 3)
TROUBLE(a_disk_turned_read_only, 4)
TROUBLE(a_disk_that_hangs, 5)
TROUBLE(a_data_folder_that_goes, 6)

static int group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    scratch_folder(folder, sizeof folder);
    stick_rig_make(&sticks);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    stick_rig_free(&sticks);
    room_empty(folder);
    rmdir(folder);
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_full_disk),
                                       cmocka_unit_test(a_quota_used_up),
                                       cmocka_unit_test(writes_that_fail),
                                       cmocka_unit_test(syncs_that_fail),
                                       cmocka_unit_test(a_disk_turned_read_only),
                                       cmocka_unit_test(a_disk_that_hangs),
                                       cmocka_unit_test(a_data_folder_that_goes)};
    return cmocka_run_group_tests_name("disk in each state", tests, group_up, group_down);
}
