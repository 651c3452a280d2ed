/* The exchange folder: an exam that moves between seats by it, and a folder that is hostile, gone,
 * full or hangs. Every key is answered all the same. */
#include "tests/lib/box.h"
#include "tests/lib/room_folders.h"
#include "tests/lib/scratch.h"

#include "app/client/client.h"
#include "app/client/exchange.h"
#include "app/client/arrival.h"
#include "app/client/seat_manifest.h"
#include "app/client/stick_copy.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- a share that hangs: looking at the folder does not return while the gate is shut ---- */

static struct {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool is_shut;
    unsigned inside;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, 0};

int lstat(const char *path, struct stat *out)
{
    pthread_mutex_lock(&gate.lock);
    gate.inside++;
    pthread_cond_broadcast(&gate.changed);
    while (gate.is_shut && strncmp(path, folder, strlen(folder)) == 0)
        pthread_cond_wait(&gate.changed, &gate.lock);
    gate.inside--;
    pthread_mutex_unlock(&gate.lock);
    return fstatat(AT_FDCWD, path, out, AT_SYMLINK_NOFOLLOW);
}

static void set_gate(bool shut)
{
    pthread_mutex_lock(&gate.lock);
    gate.is_shut = shut;
    pthread_cond_broadcast(&gate.changed);
    pthread_mutex_unlock(&gate.lock);
}

static void wait_until_it_hangs(void)
{
    pthread_mutex_lock(&gate.lock);
    while (gate.inside == 0)
        pthread_cond_wait(&gate.changed, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
}

/* ---- seats ---- */

/* Where the exchange folder is looked into first, until that is done. */
static bool invigilator(struct room_seat *s, enum room_action action, unsigned n)
{
    bool is_offered = box_use(&s->c, &rig, action, 0, n);
    room_wait_for_look(s);
    return is_offered;
}

/* ---- the exam moves ---- */

static void an_exam_moves_to_another_seat(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    char begun[ARRIVAL_TEXT];
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    rig_pass(&rig, 10 * 60000);
    room_answer(&a, 0, 7, "c");
    room_settle(&a);
    assert_int_equal(room_count_files(folder, ".resume"), 1);
    uint32_t events = a.c.exam->checkpoint.count;
    room_answer(&a, 7, 9, "d"); /* after the last checkpoint */
    rig_settle(a.c.exam);
    room_sit_down(&b, &rig, "M02", folder,
                  NULL); /* the plug of the first is pulled; the second seat, a minute
                                    later */
    rig_pass(&rig, 60000);
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    arrival_begun_text(&b.c, begun);
    assert_non_null(strstr(begun, "10 min"));
    assert_non_null(strstr(begun, "7 of 12"));
    assert_true(arrival_text(&b.c, begun));
    assert_non_null(strstr(begun, "From the copy of "));
    assert_non_null(strstr(begun, ": 7 questions answered"));
    room_press(&b, KEYPRESS_ENTER);
    assert_int_equal(b.c.state, CLIENT_CONFIRM);          /* not without the code */
    assert_false(invigilator(&b, ROOM_ACTION_RESUME, 1)); /* nor as after a reboot */
    assert_true(b.c.exam->seat.needs_code);
    room_press(&b, KEYPRESS_ESC);
    assert_true(invigilator(&b, ROOM_ACTION_START_HERE, 1));
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    assert_non_null(strstr(b.c.message.text, ": 7 questions answered"));
    assert_int_equal(b.c.exam->chain.records.data[events * JOURNAL_RECORD + 4], JOURNAL_CONTINUE);
    for (unsigned q = 0; q < 7; q++)
        assert_int_equal(exam_choice(b.c.exam, q), 2);
    assert_int_equal(exam_choice(b.c.exam, 7), -1);
    assert_int_equal(exam_left_ms(b.c.exam), 20 * 60000);
    room_answer(&b, 7, 12, "a");
    room_settle(&b);
    /* the first seat is still there after all: with its next checkpoint it learns that it is not
     * any more */
    for (int i = 0; i < ROOM_WAITS && a.c.exam; i++) {
        rig_pass(&rig, 31000);
        room_turn(&a);
        usleep(10000);
    }
    assert_null(a.c.exam);
    assert_int_equal(a.c.state, CLIENT_LOGIN);
    assert_non_null(strstr(a.c.message.text, "another seat"));
    room_clear_away(&a);
    room_clear_away(&b);
}

/* A file that is cut short, and one that is altered, are passed over; the whole one before them is
 * taken. */
static void a_half_written_file_is_passed_over(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    struct buf bytes;
    struct err e = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    room_answer(&a, 0, 6, "b");
    rig_pass(&rig, 1000);
    room_settle(&a);
    client_free(&a.c);
    DIR *d = opendir(folder);
    char *path = NULL;
    for (struct dirent *entry; (entry = readdir(d));)
        if (strstr(entry->d_name, ".resume"))
            path = file_join(folder, entry->d_name);
    closedir(d);
    buf_init(&bytes, 1 << 20);
    assert_int_equal(file_read(path, 1 << 20, &bytes, &e), ERR_OK);
    char *cut = file_join(folder, "rig.0001.ZZZZZZZZZZZZZZZZ.resume"),
         *altered = file_join(folder, "rig.0001.YYYYYYYYYYYYYYYY.resume");
    assert_int_equal(file_write(cut, bytes.data, bytes.len / 2, FILE_NEW, &e), ERR_OK);
    bytes.data[bytes.len - 100] ^= 1;
    assert_int_equal(file_write(altered, bytes.data, bytes.len, FILE_NEW, &e), ERR_OK);
    char *pipe = file_join(folder, "rig.0001.XXXXXXXXXXXXXXXX.resume"),
         *link = file_join(folder, "rig.0001.WWWWWWWWWWWWWWWW.resume");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    room_sit_down(&b, &rig, "M02", folder, NULL);
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_int_equal(exam_answered(b.c.exam), 6);
    assert_true(b.c.exam->seat.needs_code);
    free(path);
    free(cut);
    free(altered);
    free(pipe);
    free(link);
    buf_free(&bytes);
    room_empty(a.dir);
    rmdir(a.dir);
    room_clear_away(&b);
}

/* The disk of a seat is gone with all on it; the same seat goes on from the folder, with a voucher
 * of a reboot. */
static void a_new_disk_in_the_same_seat(void **state)
{
    (void)state;
    struct room_seat a = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    rig_pass(&rig, 5 * 60000);
    room_answer(&a, 0, 5, "d");
    room_settle(&a);
    client_free(&a.c);
    room_empty(a.dir);
    rig_reboot(&rig, 60000, 20000);
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_wait_for_look(&a);
    assert_int_equal(exam_answered(a.c.exam), 5);
    assert_true(invigilator(&a, ROOM_ACTION_RESUME, 1));
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_left_ms(a.c.exam), 25 * 60000);
    rig_settle(a.c.exam);
    room_clear_away(&a);
}

/* Handed in at one seat, logged in again at another: not without the invigilator. */
static void handed_in_elsewhere(void **state)
{
    (void)state;
    struct room_seat a = {0}, b = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    room_answer(&a, 0, 3, "b");
    room_hand_in(&a);
    room_settle(&a);
    assert_int_equal(room_count_files(folder, ".answers"), 1);
    assert_int_equal(room_count_files(folder, ".resume"), 0); /* superfluous now */
    room_sit_down(&b, &rig, "M02", folder, NULL);
    room_log_in(&b, "001", rig.access[0]);
    room_wait_for_look(&b);
    assert_non_null(strstr(b.c.message.text, "handed in"));
    room_press(&b, KEYPRESS_ENTER);
    assert_int_equal(b.c.state, CLIENT_CONFIRM);
    room_clear_away(&a);
    room_clear_away(&b);
}

/* ---- a folder that hangs, is gone, is no folder ---- */

static void every_key_is_answered_while_it_hangs(void **state)
{
    (void)state;
    struct room_seat a = {0};
    room_sit_down(&a, &rig, "M01", folder, NULL);
    set_gate(true);
    room_log_in(&a, "001", rig.access[0]);
    wait_until_it_hangs();
    room_press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.state, CLIENT_CONFIRM);
    assert_non_null(strstr(a.c.message.text, "One moment"));
    rig_pass(&rig, 9000); /* long enough: it goes on without, and says so */
    room_turn(&a);
    assert_int_equal(a.c.state, CLIENT_RULES);
    assert_non_null(strstr(a.c.message.text, "does not answer"));
    room_type(&a, "b");
    assert_int_equal(a.c.state, CLIENT_RULES);
    rig_pass(&rig, 9000);
    room_turn(&a);
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        room_answer(&a, q, q + 1, "c");
        rig_pass(&rig, 10000);
        room_turn(&a);
        assert_int_equal(exam_choice(a.c.exam, q), 2);
    }
    rig_settle(a.c.exam);
    room_hand_in(&a);
    assert_true(gate.is_shut);
    assert_int_equal(room_count_files(folder, ".answers"), 0);
    set_gate(false);
    room_settle(&a);
    assert_int_equal(room_count_files(folder, ".answers"),
                     1); /* it came back: what waited is brought */
    room_clear_away(&a);
}

/* The whole exam with an exchange folder that is something else; what it points to stays as it
 * was. */
static void sit_with(const char *place, bool is_told)
{
    struct room_seat a = {0};
    room_sit_down(&a, &rig, "M01", place, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_begin(&a);
    room_answer(&a, 0, 6, "a");
    exam_handin(a.c.exam);
    for (int i = 0; i < ROOM_WAITS && (a.c.state != CLIENT_RECEIPT ||
                                       (is_told && a.c.exchange.trouble.code == ERR_OK));
         i++) {
        room_turn(&a);
        usleep(1000);
    }
    assert_int_equal(a.c.state, CLIENT_RECEIPT);
    assert_int_equal(room_count_files(a.dir, ".answers"), 1);
    if (is_told)
        assert_int_not_equal(a.c.exchange.trouble.code, ERR_OK);
    outbox_stop(a.c.exchange.folder[0].outbox, 0);
    a.c.exchange.folders = 0;
    room_clear_away(&a);
}

static void a_folder_that_is_none(void **state)
{
    (void)state;
    char *place = file_join(folder, "share");
    sit_with(place, true); /* not there */
    assert_int_equal(mkfifo(place, 0600), 0);
    sit_with(place, true);
    unlink(place);
    assert_int_equal(symlink(other, place), 0);
    sit_with(place, true);
    assert_int_equal(room_count_files(other, ""), 2); /* . and .. */
    unlink(place);
    FILE *f = fopen(place, "w");
    fclose(f);
    sit_with(place, true);
    unlink(place);
    free(place);
}

/* What stands under the name already is neither opened for writing nor followed, and keeps nothing
 * from its place: it gets another name. */
static void a_name_that_is_taken(void **state)
{
    (void)state;
    struct outbox *c;
    struct outbox_status status;
    struct err e = {0};
    char *pipe = file_join(folder, "rig.0001.A.answers"),
         *link = file_join(folder, "rig.0002.A.answers"), *target = file_join(other, "victim");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink(target, link), 0);
    const char *const names[] = {"rig.0001.A.answers", "rig.0002.A.answers"};
    for (size_t i = 0; i < 2; i++) {
        char *path = file_join(folder, names[i]);
        assert_int_equal(outbox_start(folder, &c, &e), ERR_OK);
        assert_true(outbox_put(c, &(struct outbox_file){names[i], "answers", 7, "", "", 0, 0}));
        status.waiting = 1;
        for (int k = 0; k < ROOM_WAITS && status.waiting; k++) {
            outbox_status(c, &status);
            usleep(1000);
        }
        assert_int_equal(status.waiting, 0);
        assert_int_equal(file_holds(path, "answers", 7, &e), ERR_OK);
        outbox_stop(c, 0);
        free(path);
    }
    assert_int_equal(room_count_files(folder, ".damaged-1"), 2);
    assert_false(file_exists(target));
    free(pipe);
    free(link);
    free(target);
}

/* A share that is gone while the thread is in it: the program ends all the same. */
static void the_program_ends_while_it_hangs(void **state)
{
    (void)state;
    struct outbox *c;
    struct err e = {0};
    set_gate(true);
    assert_int_equal(outbox_start(folder, &c, &e), ERR_OK);
    assert_true(
        outbox_put(c, &(struct outbox_file){"rig.0001.B.answers", "answers", 7, "", "", 0, 0}));
    wait_until_it_hangs();
    outbox_stop(c, 10);
    set_gate(false); /* the thread comes back to nobody, finishes and cleans up behind itself */
    char *path = file_join(folder, "rig.0001.B.answers");
    for (int i = 0; i < ROOM_WAITS && !file_exists(path); i++)
        usleep(10000);
    assert_true(file_exists(path));
    free(path);
}

/* A disk that is slow to take what the seat holds is waited for, too. */
static void wait_for_copy(struct room_seat *s)
{
    for (int i = 0;
         i < ROOM_WAITS && (seat_manifest_is_on(&s->c) || s->c.invigilator.by_hand.outbox); i++) {
        room_turn(s);
        usleep(10000);
    }
    assert_null(s->c.invigilator.by_hand.outbox);
}

static void copy_again(struct room_seat *s)
{
    room_type(s, "1");
    room_press(s, KEYPRESS_ENTER);
    wait_for_copy(s);
}

/* Numbered from 1, each but the first naming the one before; the room record goes along, whole. */
static void check_manifests(const char *dir, unsigned count)
{
    uint8_t hash[3][CRYPT_HASH] = {{0}}, before[3][CRYPT_HASH] = {{0}}, key[CRYPT_KEY];
    uint8_t seat_hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, "M01", 3, seat_hash);
    room_record_key(rig.office.S, seat_hash, key);
    DIR *d = opendir(dir);
    for (struct dirent *entry; (entry = readdir(d));) {
        struct buf bytes;
        struct manifest m;
        struct err e = {0};
        if (!manifest_is_file_name(entry->d_name))
            continue;
        char *path = file_join(dir, entry->d_name);
        buf_init(&bytes, MANIFEST_FILE_MAX);
        assert_int_equal(file_read(path, MANIFEST_FILE_MAX, &bytes, &e), ERR_OK);
        assert_int_equal(
            manifest_open(bytes.data, bytes.len, &rig.session, rig.key, rig.office.S, &m, &e),
            ERR_OK);
        assert_in_range(m.number, 1, count);
        crypt_hash_file(bytes.data, bytes.len, hash[m.number]);
        memcpy(before[m.number], m.before, CRYPT_HASH);
        assert_int_equal(m.entries, 2);
        assert_true(m.records > 0);
        assert_int_equal(room_record_verify(m.record, m.records, key, NULL), m.records);
        manifest_free(&m);
        buf_free(&bytes);
        free(path);
    }
    closedir(d);
    for (unsigned n = 1; n <= count; n++)
        assert_memory_equal(before[n], hash[n - 1], CRYPT_HASH);
}

static void is_written(struct client *c, const struct err *why)
{
    (void)c;
    assert_int_equal(why->code, ERR_OK);
}

/* The program was killed between the room record and the manifest's own name: the next one at the
 * seat finishes it. One that no record names was never written. */
static void a_manifest_cut_off_by_a_crash_is_finished(void **state)
{
    (void)state;
    struct room_seat a = {0};
    struct err e = {0};
    char *path = NULL;
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    seat_manifest_begin(&a.c, MANIFEST_COPY, is_written);
    box_wait_for_record(&a.c);
    DIR *d = opendir(a.dir);
    for (struct dirent *entry; (entry = readdir(d));)
        if (manifest_is_file_name(entry->d_name))
            path = file_join(a.dir, entry->d_name);
    closedir(d);
    char part[256], stray[256];
    snprintf(part, sizeof part, "%s.part", path);
    snprintf(stray, sizeof stray, "%s/rig.M01.ZZZZZZZZZZZZZZZZ.manifest.part", a.dir);
    assert_int_equal(rename(path, part), 0);
    assert_int_equal(file_write(stray, "x", 1, FILE_NEW, &e), ERR_OK);
    client_free(&a.c);
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    assert_true(file_exists(path));
    assert_false(file_exists(part));
    assert_false(file_exists(stray));
    room_clear_away(&a);
    free(path);
}

/* The invigilator's stick: everything that stands here, read back, and only onto what is mounted
 * where sticks are. */
static void everything_onto_a_stick(void **state)
{
    (void)state;
    struct room_seat a = {0};
    char mounts[96], place[SCRATCH_PATH];
    snprintf(place, sizeof place, "%.*s", (int)(strrchr(other, '/') - other), other);
    const char *const roots[] = {place, NULL};
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    room_log_in(&a, "001", rig.access[0]);
    room_press(&a, KEYPRESS_ENTER);
    room_type(&a, "b");
    room_answer(&a, 0, 4, "b");
    room_hand_in(&a);
    room_press(&a, KEYPRESS_ENTER); /* it asks whether the code was copied */
    room_press(&a, KEYPRESS_ENTER);
    room_log_in(&a, "003", rig.access[2]); /* one more, who does not finish */
    client_key(&a.c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(stick_copy_offers(&a.c), 0); /* nobody's papers are copied while one is open */
    assert_true(invigilator(&a, ROOM_ACTION_START_HERE, 1));
    room_type(&a, "b");
    room_answer(&a, 0, 2, "c");
    rig_settle(a.c.exam);
    client_free(&a.c);
    room_sit_down(&a, &rig, "M01", NULL, NULL);
    snprintf(mounts, sizeof mounts, "%s/mounts", folder);
    FILE *f = fopen(mounts, "w");
    fprintf(f, "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 %s vfat rw 0 0\n/dev/sdb1 %s vfat ro 0 0\n",
            other, other); /* named twice, offered once */
    fclose(f);
    a.c.setup.sticks.mounts = mounts;
    a.c.setup.sticks.roots = roots;
    client_key(&a.c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(a.c.invigilator.plugged.sticks, 1);
    assert_string_equal(a.c.invigilator.plugged.stick[0], other);
    room_type(&a, "2");
    room_press(&a, KEYPRESS_ENTER);
    assert_null(a.c.invigilator.by_hand.outbox);
    room_type(&a, "1");
    room_press(&a, KEYPRESS_ENTER);
    wait_for_copy(&a);
    assert_non_null(strstr(a.c.message.text, "3 files"));
    assert_int_equal(room_count_files(other, ".answers"), 2);
    assert_int_equal(room_count_files(other, ".manifest"), 1);
    check_manifests(a.dir, 1);
    copy_again(&a); /* the stick gets both: none replaces another */
    assert_int_equal(room_count_files(other, ".manifest"), 2);
    check_manifests(a.dir, 2);
    check_manifests(other, 2);
    room_clear_away(&a);
}

/* More than ever wait at once: none is left out without a word. */
static void all_of_a_full_seat_onto_a_stick(void **state)
{
    (void)state;
    enum { FILES = OUTBOX_WAITING + 6 };
    struct outbox *o;
    struct outbox_status status = {.waiting = 1};
    struct err e = {0};
    for (unsigned i = 0; i < FILES; i++) {
        char name[ANSWERS_NAME];
        snprintf(name, sizeof name, "rig.%04u.0123456789ABCDEF.answers", i + 1);
        char *path = file_join(folder, name);
        FILE *f = fopen(path, "w");
        assert_non_null(f);
        fputs(name, f);
        fclose(f);
        free(path);
    }
    assert_int_equal(outbox_start(other, &o, &e), ERR_OK);
    outbox_copy_all(o, folder, "rig");
    for (int i = 0; i < 60 * ROOM_WAITS && status.waiting; i++) {
        outbox_status(o, &status);
        assert_int_equal(status.trouble.code, ERR_OK);
        usleep(1000);
    }
    assert_int_equal(status.whole.files, FILES);
    assert_int_equal(status.whole.done, FILES);
    assert_int_equal(status.whole.unreadable, 0);
    assert_int_equal(room_count_files(other, ".answers"), FILES);
    outbox_stop(o, 0);
}

/* One that cannot be read on the seat is told, and holds up no other. */
static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    struct outbox *o;
    struct outbox_status status = {.waiting = 1};
    struct err e = {0};
    char *good = file_join(folder, "rig.0001.0123456789ABCDEF.answers"),
         *bad = file_join(folder, "rig.0002.0123456789ABCDEF.answers");
    assert_int_equal(file_write(good, "answers", 7, FILE_NEW, &e), ERR_OK);
    assert_int_equal(symlink("nowhere", bad), 0);
    assert_int_equal(outbox_start(other, &o, &e), ERR_OK);
    outbox_copy_all(o, folder, "rig");
    for (int i = 0; i < ROOM_WAITS && status.waiting; i++) {
        outbox_status(o, &status);
        usleep(10000);
    }
    assert_int_equal(status.whole.files, 2);
    assert_int_equal(status.whole.unreadable, 1);
    assert_non_null(strstr(status.whole.trouble.text, "rig.0002."));
    assert_int_equal(room_count_files(other, ".answers"), 1);
    outbox_stop(o, 0);
    free(good);
    free(bad);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_exam_moves_to_another_seat, room_folders_empty),
        cmocka_unit_test_setup(a_half_written_file_is_passed_over, room_folders_empty),
        cmocka_unit_test_setup(a_new_disk_in_the_same_seat, room_folders_empty),
        cmocka_unit_test_setup(handed_in_elsewhere, room_folders_empty),
        cmocka_unit_test_setup(every_key_is_answered_while_it_hangs, room_folders_empty),
        cmocka_unit_test_setup(a_folder_that_is_none, room_folders_empty),
        cmocka_unit_test_setup(everything_onto_a_stick, room_folders_empty),
        cmocka_unit_test_setup_teardown(all_of_a_full_seat_onto_a_stick, room_folders_empty,
                                        room_folders_empty),
        cmocka_unit_test_setup(what_cannot_be_read_is_told, room_folders_empty),
        cmocka_unit_test_setup(a_manifest_cut_off_by_a_crash_is_finished, room_folders_empty),
        cmocka_unit_test_setup(a_name_that_is_taken, room_folders_empty),
        cmocka_unit_test_setup_teardown(the_program_ends_while_it_hangs, room_folders_empty,
                                        room_folders_empty)};
    return cmocka_run_group_tests(tests, room_folders_up, room_folders_down);
}
