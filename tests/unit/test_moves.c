/* One paper, several journals in the office: an exam that moved is one result, and whatever else
 * was done to a journal is found by name. */
#include "tests/lib/rig.h"

#include "app/core/package.h"
#include "tools/office/collection.h"
#include "tools/office/journal_choice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { MINUTE = 60000 };

static struct rig rig;
static struct office_session opened;

static int group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    opened.session = rig.session;
    opened.secret = rig.office;
    opened.roster = rig.roster;
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

static void use_code(struct exam *x, enum room_action action, unsigned n)
{
    struct err e = {0};
    if (rig_intervene(&rig, x, action, 0, n, &e) != ERR_OK)
        fail_msg("%s", e.text);
}

/* What the office says to this journal, sealed as the seat seals it; taken into c when it is
 * good. */
static enum err_code send(struct collection *c, uint32_t paper, bool is_ended, const void *records,
                          size_t count, struct err *e)
{
    struct buf file;
    struct submission m;
    buf_init(&file, PACKAGE_MAX);
    answers_build(&rig.session, paper, is_ended, NULL, records, count, &file);
    enum err_code rc = submission_open(&opened, rig.key, file.data, file.len, &m, e);
    if (rc == ERR_OK) {
        assert_int_equal(collection_add(c, &m, e), ERR_OK);
        submission_free(&m);
    }
    buf_free(&file);
    return rc;
}

static void send_exam(struct collection *c, const struct exam *x)
{
    struct err e = {0};
    if (send(c, x->ticket->paper, exam_is_ended(x), x->chain.records.data, x->journal.count, &e) !=
        ERR_OK)
        fail_msg("%s", e.text);
}

static struct collection_choice choose(const struct collection *c, uint32_t paper)
{
    return collection_choose(c, &rig.session.info.caps, paper);
}

/* An exam of which the first `kept` events go to another seat after the first has gone on for
 * tail_ms. Both are sent, in either order. */
static struct collection_choice move(uint64_t tail_ms, bool is_handed_in, bool old_first)
{
    struct collection c = {0};
    struct buf checkpoint;
    char name[ANSWERS_NAME], replaces[ANSWERS_NAME];
    struct err e = {0};
    enum exam_found what;
    static struct collection_choice choice;
    rig_empty(&rig);
    buf_init(&checkpoint, PACKAGE_MAX);
    struct exam *a = rig_exam(&rig, 0, "M01");
    exam_start(a);
    rig_pass(&rig, MINUTE);
    exam_choose(a, 0, 1);
    exam_checkpoint(a, &checkpoint, name, replaces);
    rig_pass(&rig, tail_ms);
    exam_choose(a, 1, 2);
    if (is_handed_in)
        exam_handin(a);
    rig_settle(a);
    char *path = strdup(a->disk.path), moved[96];
    snprintf(moved, sizeof moved, "%s/elsewhere", rig.dir);
    struct exam *kept = a;
    assert_int_equal(rename(path, moved), 0); /* the other seat has a disk of its own */
    struct exam *b = rig_exam(&rig, 0, "M02");
    assert_int_equal(exam_accept_checkpoint(b, checkpoint.data, checkpoint.len, name, &what, &e),
                     ERR_OK);
    assert_int_equal(what, EXAM_FOUND_RESTORED);
    use_code(b, ROOM_ACTION_START_HERE, 1);
    exam_choose(b, 1, 3);
    exam_handin(b);
    if (old_first)
        send_exam(&c, kept);
    send_exam(&c, b);
    if (!old_first)
        send_exam(&c, kept);
    choice = choose(&c, 0);
    if (choice.verdict == COLLECTION_ENDED) {
        assert_int_equal(choice.chosen->state.moves, 1);
        assert_int_equal(choice.chosen->state.choice[1], paper_option_at(b->question[1].order, 3));
    }
    exam_close(a);
    exam_close(b);
    collection_free(&c);
    buf_free(&checkpoint);
    free(path);
    return choice;
}

static void a_move_is_one_result(void **state)
{
    (void)state;
    for (int order = 0; order < 2; order++) {
        struct collection_choice choice = move(20000, false, order);
        assert_int_equal(choice.verdict, COLLECTION_ENDED);
        assert_non_null(choice.superseded);
        assert_int_equal(choice.superseded_events, 1);
        /* longer than a checkpoint interval */
        assert_int_equal(move(32000, false, order).verdict, COLLECTION_FORK);
        /* handed in there too */
        assert_int_equal(move(20000, true, order).verdict, COLLECTION_FORK);
    }
}

/* Twenty-five minutes on a seat whose plug is pulled, and all of them again on another: found when
 * the first seat's disk comes in, and told by the journal itself where the roster names the seat.
 * */
static void the_time_is_not_had_twice_unnoticed(void **state)
{
    (void)state;
    static const uint32_t PAPERS[] = {0, 3}; /* anywhere; at M09 */
    for (size_t i = 0; i < 2; i++) {
        struct collection c = {0};
        char gone[96];
        uint32_t paper = PAPERS[i];
        rig_empty(&rig);
        struct exam *a = rig_exam(&rig, paper, "M09");
        exam_start(a);
        exam_choose(a, 0, 1);
        rig_pass(&rig, 25 * MINUTE);
        exam_tick(a);
        rig_settle(a);
        snprintf(gone, sizeof gone, "%s/gone", rig.dir);
        assert_int_equal(rename(a->disk.path, gone), 0);
        struct exam *b = rig_exam(&rig, paper, "M10");
        assert_int_equal(b->seat.needs_code, paper == 3);
        if (b->seat.needs_code)
            use_code(b, ROOM_ACTION_START_HERE, 1);
        exam_start(b);
        exam_choose(b, 0, 2);
        exam_handin(b);
        send_exam(&c, b);
        assert_int_equal(choose(&c, paper).verdict, COLLECTION_ENDED);
        assert_int_equal(choose(&c, paper).chosen->state.is_anew, paper == 3);
        send_exam(&c, a);
        assert_int_equal(choose(&c, paper).verdict, COLLECTION_FORK);
        exam_close(a);
        exam_close(b);
        collection_free(&c);
    }
}

/* A journal of twelve events, handed in, and the key to go on with it: what nobody has but who
 * knows the access code. */
static struct exam *handed_in(struct buf *records)
{
    rig_empty(&rig);
    struct exam *x = rig_exam(&rig, 0, "M01");
    exam_start(x);
    for (unsigned q = 0; q < 10; q++)
        exam_choose(x, q, q % 4);
    exam_handin(x);
    buf_init(records, 1 << 20);
    buf_add(records, x->chain.records.data, x->chain.records.len);
    return x;
}

/* Chains one more event to the first `count` of a journal, with the key that only the ticket
 * gives. */
static void forge(struct buf *records, size_t count, const struct journal_event *like,
                  uint16_t type)
{
    uint8_t key[CRYPT_KEY], mac[JOURNAL_MAC], record[JOURNAL_RECORD];
    struct journal_event ev = *like;
    memcpy(key, rig.office.paper[0].k0, sizeof key);
    for (size_t i = 0; i < count; i++)
        journal_chain(key, records->data + i * JOURNAL_RECORD, mac);
    records->len = count * JOURNAL_RECORD;
    ev.seq = (uint32_t)count;
    ev.type = type;
    ev.question = type == JOURNAL_CHOOSE ? 0 : JOURNAL_NONE;
    ev.choice = type == JOURNAL_CHOOSE ? 3 : JOURNAL_NO_CHOICE;
    journal_encode(&ev, record);
    journal_chain(key, record, record + JOURNAL_EVENT);
    buf_add(records, record, sizeof record);
}

static void what_was_done_to_a_journal_is_named(void **state)
{
    (void)state;
    struct buf records, forged;
    struct collection c = {0};
    struct err e = {0};
    struct journal_event last;
    struct exam *x = handed_in(&records);
    size_t count = records.len / JOURNAL_RECORD;
    assert_int_equal(journal_decode(records.data + (count - 1) * JOURNAL_RECORD, &last, &e),
                     ERR_OK);
    assert_int_equal(send(&c, 0, true, records.data, count, &e), ERR_OK);
    /* the tail cut off, and said to be all */
    assert_int_equal(send(&c, 0, true, records.data, count - 3, &e), ERR_AUTH);
    assert_non_null(strstr(e.text, "another end"));
    /* the tail cut off, sent as unfinished; or an older state sent once more: the longer one
     * stands */
    assert_int_equal(send(&c, 0, false, records.data, count - 3, &e), ERR_OK);
    assert_int_equal(choose(&c, 0).verdict, COLLECTION_ENDED);
    assert_int_equal(submission_events(choose(&c, 0).chosen), count);
    /* something after the end, by somebody with the access code: the paper's journal, whose state
     * is that before it */
    buf_init(&forged, 1 << 20);
    buf_add(&forged, records.data, records.len);
    forge(&forged, count, &last, JOURNAL_CHOOSE);
    assert_int_equal(send(&c, 0, true, forged.data, count + 1, &e), ERR_OK);
    assert_int_equal(submission_events(choose(&c, 0).chosen), count + 1);
    assert_int_equal(choose(&c, 0).chosen->state.count, count);
    /* one event taken out of the middle */
    buf_clear(&forged);
    buf_add(&forged, records.data, 4 * JOURNAL_RECORD);
    buf_add(&forged, records.data + 5 * JOURNAL_RECORD, records.len - 5 * JOURNAL_RECORD);
    assert_int_equal(send(&c, 0, true, forged.data, count - 1, &e), ERR_AUTH);
    assert_non_null(strstr(e.text, "event 4 was altered"));
    /* another end to the same beginning, by somebody with the access code: both are kept, and
     * nobody decides but the council */
    buf_clear(&forged);
    buf_add(&forged, records.data, records.len);
    forge(&forged, count - 1, &last, JOURNAL_CHOOSE);
    forge(&forged, count, &last, JOURNAL_HANDIN);
    assert_int_equal(send(&c, 0, true, forged.data, count + 1, &e), ERR_OK);
    assert_int_equal(choose(&c, 0).verdict, COLLECTION_FORK);
    /* a move that names an event that is none of this journal */
    forge(&forged, count - 2, &last, JOURNAL_CONTINUE);
    assert_false(journal_continues(forged.data, count - 1, count - 2));
    collection_free(&c);
    buf_free(&records);
    buf_free(&forged);
    exam_close(x);
}

/* Only the start reached the disk, not the event behind it that names the voucher. */
static void cut_off_after_start(struct exam *x)
{
    uint8_t start[JOURNAL_RECORD];
    struct attempt *a;
    struct err e = {0};
    char *path = strdup(x->disk.path);
    memcpy(start, x->chain.records.data, sizeof start);
    exam_close(x);
    rig_empty(&rig);
    assert_int_equal(attempt_open(path, &a, &e), ERR_OK);
    assert_int_equal(attempt_append(a, 0, start, &e), ERR_OK);
    attempt_close(a);
    free(path);
}

/* It is no start that anybody could answer for: the voucher is asked for again, and stands behind
 * it as event 1, as the rules want it. */
static void a_start_cut_off_from_its_voucher_is_made_good(void **state)
{
    (void)state;
    static const uint32_t PAPERS[] = {0, 3}; /* anywhere; at M09 */
    rig.session.info.start = SESSION_START_CLAIM;
    for (unsigned i = 0; i < 4; i++) {
        struct journal_event ev;
        struct err e = {0};
        uint32_t paper = PAPERS[i / 2];
        rig_empty(&rig);
        struct exam *x = rig_exam(&rig, paper, "M10");
        exam_note_elsewhere(x);
        use_code(x, ROOM_ACTION_START_HERE, 1);
        x->seat.start_reason = paper ? EXAM_START_SEAT : EXAM_START_FREE;
        exam_start(x);
        assert_int_equal(x->journal.count, 2);
        rig_settle(x);
        cut_off_after_start(x);
        if (i % 2)
            rig_reboot(&rig, MINUTE, MINUTE);
        else
            rig_pass(&rig, MINUTE);
        x = rig_exam(&rig, paper, "M10");
        assert_int_equal(x->journal.count, 1);
        assert_true(exam_needs_start_code(x));
        assert_false(exam_resume(x));
        assert_false(exam_allows(x, ROOM_ACTION_RESUME, 0));
        use_code(x, ROOM_ACTION_START_HERE, 2);
        assert_int_equal(x->journal.count, 2);
        assert_int_equal(journal_decode(x->chain.records.data + JOURNAL_RECORD, &ev, &e), ERR_OK);
        assert_int_equal(ev.type, JOURNAL_CONTINUE);
        assert_int_equal(ev.code, 2);
        assert_true(x->journal.is_anew);
        exam_choose(x, 0, 1);
        assert_int_equal(exam_choice(x, 0), 1);
        exam_close(x);
    }
    rig.session.info.start = SESSION_START_FREE;
}

/* Records sealed for the candidate at another seat. */
static void seal(const struct buf *records, struct buf *out, char name[ANSWERS_NAME])
{
    struct crypt_random rnd = crypt_random_system();
    uint8_t head[CRYPT_HASH], key[CRYPT_KEY];
    size_t count = records->len / JOURNAL_RECORD;
    buf_clear(out);
    resume_key(rig.office.paper[0].k0, key);
    journal_head(records->data, count, head);
    resume_file_name(&rig.session, 0, head, name);
    resume_build(&rig.session, 0, key, records->data, count, &rnd, out);
}

/* Begun at one seat, gone on with at another, which has a disk of its own, while the first wrote
 * one answer more; what the other wrote. The path of the first's file is the caller's. */
static char *part_at_two_seats(struct buf *others)
{
    struct buf checkpoint;
    char name[ANSWERS_NAME], replaces[ANSWERS_NAME], moved[96];
    struct err e = {0};
    enum exam_found what;
    buf_init(&checkpoint, PACKAGE_MAX);
    struct exam *a = rig_exam(&rig, 0, "M01");
    exam_start(a);
    exam_checkpoint(a, &checkpoint, name, replaces);
    rig_pass(&rig, MINUTE);
    exam_choose(a, 1, 2);
    rig_settle(a);
    char *path = strdup(a->disk.path);
    exam_close(a);
    snprintf(moved, sizeof moved, "%s/elsewhere", rig.dir);
    assert_int_equal(rename(path, moved), 0);
    struct exam *b = rig_exam(&rig, 0, "M02");
    assert_int_equal(exam_accept_checkpoint(b, checkpoint.data, checkpoint.len, name, &what, &e),
                     ERR_OK);
    use_code(b, ROOM_ACTION_START_HERE, 1);
    exam_choose(b, 2, 3);
    buf_add(others, b->chain.records.data, b->chain.records.len);
    exam_close(b);
    assert_int_equal(rename(moved, path), 0);
    buf_free(&checkpoint);
    return path;
}

/* What stands here is put aside for nothing that does not hold. */
static void a_journal_that_does_not_hold_takes_nobody_s_place(void **state)
{
    (void)state;
    struct buf others, found;
    char name[ANSWERS_NAME], aside[160];
    struct err e = {0};
    enum exam_found what;
    rig_empty(&rig);
    buf_init(&others, PACKAGE_MAX);
    buf_init(&found, PACKAGE_MAX);
    char *path = part_at_two_seats(&others);
    snprintf(aside, sizeof aside, "%s.damaged-1", path);
    for (int broken = 1; broken >= 0; broken--) {
        struct exam *a = rig_exam(&rig, 0, "M01");
        uint32_t count = a->journal.count;
        others.data[others.len - 1] ^= 1; /* the last mac: broken first, then whole again */
        seal(&others, &found, name);
        enum err_code rc = exam_accept_checkpoint(a, found.data, found.len, name, &what, &e);
        assert_int_equal(rc, broken ? ERR_AUTH : ERR_OK);
        assert_int_equal(what, broken ? EXAM_FOUND_OLDER : EXAM_FOUND_RETURNED);
        assert_int_equal(access(aside, F_OK) == 0, !broken);
        assert_int_equal(exam_choice(a, 1), broken ? 2 : -1);
        if (broken)
            assert_int_equal(a->journal.count, count);
        exam_close(a);
    }
    unlink(aside);
    buf_free(&others);
    buf_free(&found);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_move_is_one_result),
        cmocka_unit_test(the_time_is_not_had_twice_unnoticed),
        cmocka_unit_test(what_was_done_to_a_journal_is_named),
        cmocka_unit_test(a_start_cut_off_from_its_voucher_is_made_good),
        cmocka_unit_test(a_journal_that_does_not_hold_takes_nobody_s_place)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
