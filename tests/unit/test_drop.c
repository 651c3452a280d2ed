/* What may be laid into an exchange folder, and when it is looked at: no file that the access
 * code's holder did not make decides anything, junk takes nobody's place, a paper is not begun
 * twice, and what comes late is seen before anything starts. */
#include "app/client/flow.h"
#include "app/client/arrival.h"
#include "app/client/exchange.h"
#include "app/core/claim.h"
#include "app/core/file.h"
#include "app/core/status.h"
#include "tests/lib/box.h"
#include "tests/lib/room_rig.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct rig rig;
static char folder[64], other[64];

static void put(const char *dir, const char *name, const void *bytes, size_t len)
{
    struct err e = {0};
    char *path = file_join(dir, name);
    assert_int_equal(file_write(path, bytes, len, FILE_REPLACE, &e), ERR_OK);
    free(path);
}

/* A journal of START and one answer, of paper 0, as seat M09 would have written it. */
static void make_records(struct buf *records, bool is_ended)
{
    struct exam *x;
    struct err e = {0};
    char dir[64];
    scratch_folder(dir, sizeof dir);
    struct rig there = rig;
    memcpy(there.dir, dir, sizeof there.dir);
    assert_int_equal(rig_try_exam(&there, 0, "M09", &x, &e), ERR_OK);
    exam_start(x);
    exam_choose(x, 0, 1);
    if (is_ended)
        exam_handin(x);
    rig_settle(x);
    buf_init(records, 1 << 20);
    buf_add(records, x->chain.records.data, x->chain.records.len);
    exam_close(x);
    room_empty(dir);
    rmdir(dir);
}

/* Its file, tagged with the key of paper `of`; -1: with none. */
static void make_file(bool is_ended, long of, struct buf *out, char name[ANSWERS_NAME])
{
    struct buf records;
    uint8_t head[CRYPT_HASH], key[CRYPT_KEY] = {0};
    struct crypt_random rnd = crypt_random_system();
    make_records(&records, is_ended);
    size_t n = records.len / JOURNAL_RECORD;
    if (of >= 0)
        resume_key(rig.office.paper[of].k0, key);
    buf_init(out, 1 << 20);
    journal_head(records.data, n, head);
    if (is_ended) {
        answers_build(&rig.session, 0, true, of >= 0 ? key : NULL, records.data, n, out);
        answers_file_name(&rig.session, 0, head, name);
    } else {
        resume_build(&rig.session, 0, key, records.data, n, &rnd, out);
        resume_file_name(&rig.session, 0, head, name);
    }
    assert_false(out->failed);
    buf_free(&records);
}

/* ---- who may say "ended" ---- */

static void an_end_planted_without_the_key_stops_nobody(void **state)
{
    (void)state;
    for (long of = -1; of < 2; of++) { /* no tag, the paper's own, another paper's */
        struct room_seat a = {0};
        struct buf file;
        char name[ANSWERS_NAME];
        make_file(true, of, &file, name);
        put(folder, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", folder, NULL);
        room_log_in(&a, "001", rig.access[0]);
        room_wait_for_look(&a);
        assert_int_equal(a.c.exam->seat.needs_code, of == 0);
        if (of != 0)
            room_begin(&a);
        room_clear_away(&a);
        room_empty(folder);
        buf_free(&file);
    }
}

static void nor_one_planted_in_the_data_folder(void **state)
{
    (void)state;
    for (long of = -1; of < 1; of++) {
        struct room_seat a = {0};
        struct buf file;
        char name[ANSWERS_NAME];
        make_file(true, of, &file, name);
        scratch_folder(a.dir, sizeof a.dir);
        put(a.dir, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", NULL, NULL);
        room_type(&a, "001");
        room_press(&a, KEYPRESS_ENTER);
        room_type(&a, rig.access[0]);
        room_press(&a, KEYPRESS_ENTER);
        assert_int_equal(a.c.state, of == 0 ? CLIENT_PAPERS : CLIENT_CONFIRM);
        assert_int_equal(a.c.papers.done, of == 0);
        room_clear_away(&a);
        buf_free(&file);
    }
}

/* ---- junk ---- */

/* Names as our files have them, of a possible size, with a header that says more events than the
 * good one: made without the key. */
static void plant(unsigned count, const struct buf *like)
{
    struct buf junk;
    buf_init(&junk, 1 << 20);
    buf_add(&junk, like->data, like->len);
    junk.data[PACKAGE_HEADER + ANSWERS_TAGGED] ^= 1;
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (unsigned i = 0; i < count; i++) {
        char name[ANSWERS_NAME];
        snprintf(name, sizeof name, "rig.0001.%016u.%s", i, i % 2 ? "resume" : "answers");
        int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        assert_true(fd >= 0);
        assert_int_equal(ftruncate(fd, (off_t)(i % 3 ? 4096 : junk.len)), 0);
        if (i % 3 == 0)
            assert_int_equal(pwrite(fd, junk.data, ANSWERS_START, 0), ANSWERS_START);
        close(fd);
    }
    close(dir);
    buf_free(&junk);
}

static void among_5000_strange_files_the_good_one_is_found(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    plant(5000, &file);
    put(folder, name, file.data, file.len);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(a.c.exchange.look.sight, EXCHANGE_LOOKED);
    assert_int_equal(exam_answered(a.c.exam), 1);
    assert_true(a.c.exam->seat.needs_code);
    room_clear_away(&a);
    buf_free(&file);
}

/* More than are opened: it is said, and counts as not looked at. */
static void a_crowd_is_told_and_nothing_starts_by_it(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    plant(3 * (OUTBOX_LOOK_NAMES + 1), &file);
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(a.c.exchange.look.sight, EXCHANGE_CROWDED);
    assert_non_null(strstr(a.c.message.text, "crowded"));
    room_press(&a, KEYPRESS_ENTER);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_false(exam_is_started(a.c.exam));
    assert_true(a.c.exam->seat.needs_code);
    rig.session.info.start = SESSION_START_FREE;
    room_clear_away(&a);
    buf_free(&file);
}

/* ---- a first start ---- */

static uint16_t start_reason(const struct room_seat *s)
{
    struct journal_event ev;
    struct err e = {0};
    assert_int_equal(journal_decode(s->c.exam->chain.records.data, &ev, &e), ERR_OK);
    assert_int_equal(ev.type, JOURNAL_START);
    return ev.reason;
}

static void to_the_rules(struct room_seat *s)
{
    room_log_in(s, "001", rig.access[0]);
    room_wait_for_look(s);
    room_press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_RULES);
}

static void of_two_seats_at_once_one_begins(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", folder, other);
    room_sit_down(&b, &rig, "M02", folder, other);
    to_the_rules(&a);
    to_the_rules(&b);
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
    put(folder, name, file.data, file.len);
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
        put(folder, name, file.data, file.len);
        room_sit_down(&a, &rig, "M01", folder, NULL);
        to_the_rules(&a);
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
        to_the_rules(&a);
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
    to_the_rules(&a);
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

/* ---- looks that are fresh ---- */

static void what_comes_late_is_seen_before_it_starts(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct buf file;
    char name[ANSWERS_NAME];
    make_file(false, 0, &file, name);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    to_the_rules(&a); /* nothing lay there so far */
    put(folder, name, file.data, file.len);
    room_type(&a, "b");
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_int_equal(a.c.exam->journal.count, 2); /* it would go on from there */
    assert_true(a.c.exam->seat.needs_code);
    assert_non_null(strstr(a.c.message.text, "begun at another seat meanwhile"));
    room_clear_away(&a);
    buf_free(&file);
}

static void and_before_it_goes_on(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    room_answer(&a, 0, 3, "c");
    rig_pass(&rig, 1000);
    room_settle(&a);
    client_free(&a.c);
    room_sit_down(&a, &rig, "M01", folder, NULL); /* the program again, and nobody goes on yet */
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    room_sit_down(&b, &rig, "M02", folder, NULL); /* meanwhile it goes on at another seat */
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_true(b.c.exam->seat.needs_code);
    assert_true(box_use(&b.c, &rig, ROOM_ACTION_START_HERE, 0, 1));
    room_wait_for_look(&b);
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    exam_choose(b.c.exam, 5, 0);
    rig_pass(&rig, 1000);
    room_settle(&b);
    room_press(&a, KEYPRESS_ENTER);
    room_wait_for_look(&a);
    assert_int_equal(a.c.state, CLIENT_CONFIRM);
    assert_true(a.c.exam->seat.needs_code);
    assert_int_equal(exam_choice(a.c.exam, 5), 0); /* what was answered there is here */
    room_clear_away(&a);
    room_clear_away(&b);
}

/* ---- checkpoints ---- */

static void a_checkpoint_goes_to_each_folder_within_two_seconds(void **state)
{
    (void)state;
    struct room_seat a = {0};
    room_sit_down(&a, &rig, "M01", folder, other);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    rig_pass(&rig, 1000);
    room_settle(&a);
    uint32_t before = a.c.exam->checkpoint.count;
    room_answer(&a, 0, 1, "c");
    assert_false(exam_checkpoint_is_due(a.c.exam));
    assert_in_range(client_timeout_ms(&a.c), 1, 2000);
    room_answer(&a, 1, 3, "d"); /* what is answered meanwhile goes along */
    rig_pass(&rig, 1000);
    room_settle(&a);
    assert_true(a.c.exam->checkpoint.count > before);
    assert_int_equal(a.c.exam->checkpoint.count, a.c.exam->journal.count);
    assert_int_equal(room_count_files(folder, ".resume"), 1); /* the one before is gone */
    assert_int_equal(room_count_files(other, ".resume"), 1);
    room_hand_in(&a);
    room_settle(&a);
    assert_int_equal(room_count_files(folder, ".answers"), 1);
    assert_int_equal(room_count_files(other, ".answers"), 1);
    assert_int_equal(room_count_files(folder, ".resume") + room_count_files(other, ".resume"), 0);
    room_clear_away(&a);
}

static void a_missing_folder_is_told_and_told_again(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char *share = file_join(folder, "share"), *away = file_join(folder, "away");
    assert_int_equal(mkdir(share, 0700), 0);
    room_sit_down(&a, &rig, "M01", share, NULL);
    for (int i = 0; i < ROOM_WAITS && i < 5; i++)
        room_turn(&a);
    assert_null(exchange_missing(&a.c));
    assert_int_equal(rename(share, away), 0);
    for (int i = 0; i < ROOM_WAITS && !exchange_missing(&a.c); i++) {
        rig_pass(&rig, 10000);
        room_turn(&a);
        usleep(1000);
    }
    assert_non_null(exchange_missing(&a.c));
    assert_non_null(strstr(exchange_missing(&a.c)->text, "share"));
    assert_int_equal(rename(away, share), 0);
    for (int i = 0; i < ROOM_WAITS && exchange_missing(&a.c); i++) {
        rig_pass(&rig, 10000);
        room_turn(&a);
        usleep(1000);
    }
    assert_null(exchange_missing(&a.c));
    room_clear_away(&a);
    room_empty(share);
    rmdir(share);
    free(share);
    free(away);
}

/* ---- what a seat shows ---- */

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

/* Nothing tells: *start here* asks before it begins anew. */
static void start_here_begins_nothing_anew_by_itself(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char *gone = file_join(folder, "gone");
    rig.session.info.start = SESSION_START_CLAIM;
    room_sit_down(&a, &rig, "M01", gone, NULL);
    to_the_rules(&a);
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

static int group_up(void **state)
{
    (void)state;
    scratch_folder(folder, sizeof folder);
    scratch_folder(other, sizeof other);
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rmdir(folder);
    rmdir(other);
    rig_free(&rig);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    room_empty(folder);
    room_empty(other);
    return 0;
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

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, clean, clean)
    const struct CMUnitTest tests[] = {CASE(an_end_planted_without_the_key_stops_nobody),
                                       CASE(nor_one_planted_in_the_data_folder),
                                       CASE(among_5000_strange_files_the_good_one_is_found),
                                       CASE(a_crowd_is_told_and_nothing_starts_by_it),
                                       CASE(of_two_seats_at_once_one_begins),
                                       CASE(a_seat_begins_by_its_own_claim),
                                       CASE(a_claim_of_another_stops_and_names_it),
                                       CASE(where_none_answers_the_rule_decides),
                                       CASE(the_first_folder_that_answers_decides),
                                       CASE(what_comes_late_is_seen_before_it_starts),
                                       CASE(and_before_it_goes_on),
                                       CASE(a_checkpoint_goes_to_each_folder_within_two_seconds),
                                       CASE(a_missing_folder_is_told_and_told_again),
                                       CASE(a_seat_shows_how_far_it_is),
                                       CASE(a_seat_shows_its_troubles_and_since_when),
                                       CASE(a_voucher_used_elsewhere_is_warned_of),
                                       CASE(start_here_begins_nothing_anew_by_itself)};
#undef CASE
    return cmocka_run_group_tests_name("drop", tests, group_up, group_down);
}
