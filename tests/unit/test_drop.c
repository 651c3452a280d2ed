/* The drop folder: an exam that moves between seats by it, and a folder that is hostile, gone, full or hangs. Every key is answered all the same. */
#include "tests/unit/rig.h"

#include "app/client/client.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WAITS = 1000 /* of 10 ms each, before a test gives up */ };

static struct rig rig;
static char drop[64], other[64];

/* ---- a share that hangs: looking at the drop folder does not return while the gate is shut ---- */

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
    while (gate.is_shut && strncmp(path, drop, strlen(drop)) == 0)
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

struct seat {
    struct client c;
    char dir[64];
};

static void sit_down(struct seat *s, const char *name, const char *drop_dir)
{
    struct err e = {0};
    const char *pass[] = {rig.passphrase};
    if (!s->dir[0]) {
        snprintf(s->dir, sizeof s->dir, "/tmp/sathach-seat-XXXXXX");
        assert_non_null(mkdtemp(s->dir));
    }
    struct client_setup setup = {.session = &rig.session, .bank = &rig.bank, .data_dir = s->dir, .drop_dir = drop_dir, .seat = name,
                                 .lang = CLIENT_EN, .clock = rig.clock};
    assert_int_equal(client_init(&s->c, &setup, &e), ERR_OK);
    assert_int_equal(client_unlock(&s->c, pass, 1, &e), ERR_OK);
}

static void empty(const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
}

static void clear_away(struct seat *s)
{
    client_free(&s->c);
    empty(s->dir);
    rmdir(s->dir);
    s->dir[0] = '\0';
}

static void press(struct seat *s, enum keypress_kind kind)
{
    client_key(&s->c, &(struct keypress){.kind = kind});
}

static void type(struct seat *s, const char *text)
{
    for (; *text; text++)
        client_key(&s->c, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)(unsigned char)*text});
}

/* One turn of the loop that runs the program. */
static void turn(struct seat *s)
{
    client_ready(&s->c);
    client_tick(&s->c);
}

static void log_in(struct seat *s, const char *sbd, const char *access)
{
    type(s, sbd);
    press(s, KEYPRESS_ENTER);
    type(s, access);
    press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_CONFIRM);
}

static void wait_for_look(struct seat *s)
{
    for (int i = 0; i < WAITS && s->c.looking_until_ms; i++) {
        turn(s);
        usleep(10000);
    }
    assert_true(s->c.looking_until_ms == 0);
}

static void begin(struct seat *s)
{
    wait_for_look(s);
    press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_RULES);
    type(s, "b");
    assert_int_equal(s->c.state, CLIENT_ANSWERING);
}

/* Nothing is on its way any more, to the disk or to the folder. */
static void settle(struct seat *s)
{
    for (int i = 0; i < WAITS; i++) {
        turn(s);
        if (s->c.drop_waiting == 0 && (!s->c.exam || (exam_is_all_saved(s->c.exam) && !exam_checkpoint_is_due(s->c.exam))) && i > 2)
            return;
        usleep(10000);
    }
    fail_msg("the courier does not come back: %s", s->c.drop_trouble.text);
}

static void answer(struct seat *s, unsigned from, unsigned to, const char *letter)
{
    for (unsigned q = from; q < to; q++) {
        char number[8];
        snprintf(number, sizeof number, "%u", q + 1);
        type(s, number);
        press(s, KEYPRESS_ENTER);
        assert_int_equal(s->c.question, q);
        type(s, letter);
    }
}

static void invigilator(struct seat *s, enum onetime_action action, uint16_t n)
{
    char code[CODE_ONCE + 1];
    rig_code(&rig, 0, action, 0, n, code);
    client_key(&s->c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    type(s, code);
    press(s, KEYPRESS_ENTER);
}

static unsigned count_files(const char *dir, const char *end)
{
    unsigned n = 0;
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        size_t len = strlen(entry->d_name), m = strlen(end);
        n += len >= m && strcmp(entry->d_name + len - m, end) == 0;
    }
    if (d)
        closedir(d);
    return n;
}

static int group_up(void **state)
{
    (void)state;
    snprintf(drop, sizeof drop, "/tmp/sathach-drop-XXXXXX");
    snprintf(other, sizeof other, "/tmp/sathach-elsewhere-XXXXXX");
    assert_non_null(mkdtemp(drop));
    assert_non_null(mkdtemp(other));
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rmdir(drop);
    rmdir(other);
    rig_free(&rig);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    empty(drop);
    empty(other);
    return 0;
}

/* ---- the exam moves ---- */

static void an_exam_moves_to_another_seat(void **state)
{
    (void)state;
    struct seat a = {0}, b = {0};
    char begun[256];
    sit_down(&a, "M01", drop);
    log_in(&a, "001", rig.access[0]);
    begin(&a);
    rig_pass(&rig, 10 * 60000);
    answer(&a, 0, 7, "c");
    settle(&a);
    assert_int_equal(count_files(drop, ".resume"), 1);
    uint32_t events = a.c.exam->checkpoint.count;
    answer(&a, 7, 9, "d"); /* after the last checkpoint */
    rig_settle(a.c.exam);
    sit_down(&b, "M02", drop); /* the plug of the first is pulled; the second seat, a minute later */
    rig_pass(&rig, 60000);
    log_in(&b, "001", rig.access[0]);
    wait_for_look(&b);
    client_begun_text(&b.c, begun, sizeof begun);
    assert_non_null(strstr(begun, "10 min"));
    assert_non_null(strstr(begun, "7 of 12"));
    press(&b, KEYPRESS_ENTER);
    assert_int_equal(b.c.state, CLIENT_CONFIRM); /* not without the code */
    invigilator(&b, ONETIME_RESUME, 1);
    assert_true(b.c.exam->needs_resume_code); /* nor with that of a reboot */
    press(&b, KEYPRESS_ESC);
    invigilator(&b, ONETIME_START_HERE, 1);
    assert_int_equal(b.c.state, CLIENT_ANSWERING);
    assert_int_equal(b.c.exam->journal.count, events + 1);
    for (unsigned q = 0; q < 7; q++)
        assert_int_equal(exam_choice(b.c.exam, q), 2);
    assert_int_equal(exam_choice(b.c.exam, 7), -1);
    assert_int_equal(exam_left_ms(b.c.exam), 20 * 60000);
    answer(&b, 7, 12, "a");
    settle(&b);
    /* the first seat is still there after all: with its next checkpoint it learns that it is not any more */
    for (int i = 0; i < WAITS && a.c.exam; i++) {
        rig_pass(&rig, 31000);
        turn(&a);
        usleep(10000);
    }
    assert_null(a.c.exam);
    assert_int_equal(a.c.state, CLIENT_LOGIN);
    assert_non_null(strstr(a.c.message, "another seat"));
    clear_away(&a);
    clear_away(&b);
}

/* A file that is cut short, and one that is altered, are passed over; the whole one before them is taken. */
static void a_half_written_file_is_passed_over(void **state)
{
    (void)state;
    struct seat a = {0}, b = {0};
    struct buf bytes;
    struct err e = {0};
    sit_down(&a, "M01", drop);
    log_in(&a, "001", rig.access[0]);
    begin(&a);
    answer(&a, 0, 6, "b");
    settle(&a);
    client_free(&a.c);
    DIR *d = opendir(drop);
    char *path = NULL;
    for (struct dirent *entry; (entry = readdir(d));)
        if (strstr(entry->d_name, ".resume"))
            path = file_join(drop, entry->d_name);
    closedir(d);
    buf_init(&bytes, 1 << 20);
    assert_int_equal(file_read(path, 1 << 20, &bytes, &e), ERR_OK);
    char *cut = file_join(drop, "rig.0001.ZZZZZZZZZZZZZZZZ.resume"), *altered = file_join(drop, "rig.0001.YYYYYYYYYYYYYYYY.resume");
    assert_int_equal(file_write(cut, bytes.data, bytes.len / 2, FILE_NEW, &e), ERR_OK);
    bytes.data[bytes.len - 100] ^= 1;
    assert_int_equal(file_write(altered, bytes.data, bytes.len, FILE_NEW, &e), ERR_OK);
    char *pipe = file_join(drop, "rig.0001.XXXXXXXXXXXXXXXX.resume"), *link = file_join(drop, "rig.0001.WWWWWWWWWWWWWWWW.resume");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink("/etc/passwd", link), 0);
    sit_down(&b, "M02", drop);
    log_in(&b, "001", rig.access[0]);
    wait_for_look(&b);
    assert_int_equal(exam_answered(b.c.exam), 6);
    assert_true(b.c.exam->needs_resume_code);
    free(path);
    free(cut);
    free(altered);
    free(pipe);
    free(link);
    buf_free(&bytes);
    empty(a.dir);
    rmdir(a.dir);
    clear_away(&b);
}

/* The disk of a seat is gone with all on it; the same seat goes on from the folder, with the code of a reboot. */
static void a_new_disk_in_the_same_seat(void **state)
{
    (void)state;
    struct seat a = {0};
    sit_down(&a, "M01", drop);
    log_in(&a, "001", rig.access[0]);
    begin(&a);
    rig_pass(&rig, 5 * 60000);
    answer(&a, 0, 5, "d");
    settle(&a);
    client_free(&a.c);
    empty(a.dir);
    rig_reboot(&rig, 60000, 20000);
    sit_down(&a, "M01", drop);
    log_in(&a, "001", rig.access[0]);
    wait_for_look(&a);
    assert_int_equal(exam_answered(a.c.exam), 5);
    invigilator(&a, ONETIME_RESUME, 1);
    assert_int_equal(a.c.state, CLIENT_ANSWERING);
    assert_int_equal(exam_left_ms(a.c.exam), 25 * 60000);
    rig_settle(a.c.exam);
    clear_away(&a);
}

/* Handed in at one seat, logged in again at another: not without the invigilator. */
static void handed_in_elsewhere(void **state)
{
    (void)state;
    struct seat a = {0}, b = {0};
    sit_down(&a, "M01", drop);
    log_in(&a, "001", rig.access[0]);
    begin(&a);
    answer(&a, 0, 3, "b");
    exam_handin(a.c.exam);
    for (int i = 0; i < WAITS && a.c.state != CLIENT_RECEIPT; i++) {
        turn(&a);
        usleep(1000);
    }
    settle(&a);
    assert_int_equal(count_files(drop, ".answers"), 1);
    assert_int_equal(count_files(drop, ".resume"), 0); /* superfluous now */
    sit_down(&b, "M02", drop);
    log_in(&b, "001", rig.access[0]);
    wait_for_look(&b);
    assert_non_null(strstr(b.c.message, "handed in"));
    press(&b, KEYPRESS_ENTER);
    assert_int_equal(b.c.state, CLIENT_CONFIRM);
    clear_away(&a);
    clear_away(&b);
}

/* ---- a folder that hangs, is gone, is no folder ---- */

static void every_key_is_answered_while_it_hangs(void **state)
{
    (void)state;
    struct seat a = {0};
    sit_down(&a, "M01", drop);
    set_gate(true);
    log_in(&a, "001", rig.access[0]);
    wait_until_it_hangs();
    press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.state, CLIENT_CONFIRM);
    assert_non_null(strstr(a.c.message, "One moment"));
    rig_pass(&rig, 9000); /* long enough: it goes on without, and says so */
    press(&a, KEYPRESS_ENTER);
    assert_int_equal(a.c.state, CLIENT_RULES);
    type(&a, "b");
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        answer(&a, q, q + 1, "c");
        rig_pass(&rig, 10000);
        turn(&a);
        assert_int_equal(exam_choice(a.c.exam, q), 2);
    }
    rig_settle(a.c.exam);
    exam_handin(a.c.exam);
    for (int i = 0; i < WAITS && a.c.state != CLIENT_RECEIPT; i++) {
        turn(&a);
        usleep(1000);
    }
    assert_int_equal(a.c.state, CLIENT_RECEIPT); /* while it hangs */
    assert_true(gate.is_shut);
    assert_int_equal(count_files(drop, ".answers"), 0);
    set_gate(false);
    settle(&a);
    assert_int_equal(count_files(drop, ".answers"), 1); /* it came back: what waited is brought */
    clear_away(&a);
}

/* The whole exam with a drop folder that is something else; what it points to stays as it was. */
static void sit_with(const char *place, bool is_told)
{
    struct seat a = {0};
    sit_down(&a, "M01", place);
    log_in(&a, "001", rig.access[0]);
    begin(&a);
    answer(&a, 0, 6, "a");
    exam_handin(a.c.exam);
    for (int i = 0; i < WAITS && (a.c.state != CLIENT_RECEIPT || (is_told && a.c.drop_trouble.code == ERR_OK)); i++) {
        turn(&a);
        usleep(1000);
    }
    assert_int_equal(a.c.state, CLIENT_RECEIPT);
    assert_int_equal(count_files(a.dir, ".answers"), 1);
    if (is_told)
        assert_int_not_equal(a.c.drop_trouble.code, ERR_OK);
    a.c.setup.drop_dir = NULL;
    courier_stop(a.c.courier, 0);
    a.c.courier = NULL;
    clear_away(&a);
}

static void a_folder_that_is_none(void **state)
{
    (void)state;
    char *place = file_join(drop, "share");
    sit_with(place, true); /* not there */
    assert_int_equal(mkfifo(place, 0600), 0);
    sit_with(place, true);
    unlink(place);
    assert_int_equal(symlink(other, place), 0);
    sit_with(place, true);
    assert_int_equal(count_files(other, ""), 2); /* . and .. */
    unlink(place);
    FILE *f = fopen(place, "w");
    fclose(f);
    sit_with(place, true);
    unlink(place);
    free(place);
}

/* What stands under the name already is neither opened for writing nor followed. */
static void a_name_that_is_taken(void **state)
{
    (void)state;
    struct courier *c;
    struct courier_news news;
    struct err e = {0};
    char *pipe = file_join(drop, "rig.0001.A.answers"), *link = file_join(drop, "rig.0002.A.answers"), *target = file_join(other, "victim");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_int_equal(symlink(target, link), 0);
    const char *const names[] = {"rig.0001.A.answers", "rig.0002.A.answers"};
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(courier_start(drop, &c, &e), ERR_OK);
        assert_true(courier_bring(c, names[i], "answers", 7, "", ""));
        memset(&news, 0, sizeof news);
        for (int k = 0; k < WAITS && news.trouble.code == ERR_OK; k++) {
            courier_news(c, &news);
            usleep(1000);
        }
        assert_int_equal(news.trouble.code, ERR_CONFLICT);
        assert_int_equal(news.waiting, 1);
        courier_stop(c, 0);
    }
    assert_false(file_exists(target));
    free(pipe);
    free(link);
    free(target);
}

/* A share that is gone while the thread is in it: the program ends all the same. */
static void the_program_ends_while_it_hangs(void **state)
{
    (void)state;
    struct courier *c;
    struct err e = {0};
    set_gate(true);
    assert_int_equal(courier_start(drop, &c, &e), ERR_OK);
    assert_true(courier_bring(c, "rig.0001.B.answers", "answers", 7, "", ""));
    wait_until_it_hangs();
    courier_stop(c, 10);
    set_gate(false); /* the thread comes back to nobody, finishes and cleans up behind itself */
    char *path = file_join(drop, "rig.0001.B.answers");
    for (int i = 0; i < WAITS && !file_exists(path); i++)
        usleep(10000);
    assert_true(file_exists(path));
    free(path);
}

/* The invigilator's stick: everything that stands here, read back, and only onto what is mounted where sticks are. */
static void everything_onto_a_stick(void **state)
{
    (void)state;
    struct seat a = {0};
    char mounts[96], code[CODE_ONCE + 1];
    static const char *const ROOTS[] = {"/tmp", NULL};
    sit_down(&a, "M01", NULL);
    log_in(&a, "001", rig.access[0]);
    press(&a, KEYPRESS_ENTER);
    type(&a, "b");
    answer(&a, 0, 4, "b");
    exam_handin(a.c.exam);
    for (int i = 0; i < WAITS && a.c.state != CLIENT_RECEIPT; i++) {
        turn(&a);
        usleep(1000);
    }
    press(&a, KEYPRESS_ENTER); /* it asks whether the code was copied */
    press(&a, KEYPRESS_ENTER);
    log_in(&a, "003", rig.access[2]); /* one more, who does not finish */
    rig_code(&rig, 3, ONETIME_START_HERE, 0, 1, code);
    client_key(&a.c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(a.c.sticks, 0); /* nobody's papers are copied while one is open */
    type(&a, code);
    press(&a, KEYPRESS_ENTER);
    type(&a, "b");
    answer(&a, 0, 2, "c");
    rig_settle(a.c.exam);
    client_free(&a.c);
    sit_down(&a, "M01", NULL);
    snprintf(mounts, sizeof mounts, "%s/mounts", drop);
    FILE *f = fopen(mounts, "w");
    fprintf(f, "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 %s vfat rw 0 0\n", other);
    fclose(f);
    a.c.setup.mounts = mounts;
    a.c.setup.stick_roots = ROOTS;
    client_key(&a.c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(a.c.sticks, 1);
    assert_string_equal(a.c.stick[0], other);
    type(&a, "2");
    press(&a, KEYPRESS_ENTER);
    assert_null(a.c.stick_courier);
    type(&a, "1");
    press(&a, KEYPRESS_ENTER);
    assert_non_null(a.c.stick_courier);
    for (int i = 0; i < WAITS && a.c.stick_courier; i++) {
        turn(&a);
        usleep(1000);
    }
    assert_non_null(strstr(a.c.message, "3 files"));
    assert_int_equal(count_files(other, ".answers"), 2);
    assert_int_equal(count_files(other, ".manifest"), 1);
    clear_away(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_exam_moves_to_another_seat, clean),       cmocka_unit_test_setup(a_half_written_file_is_passed_over, clean),
        cmocka_unit_test_setup(a_new_disk_in_the_same_seat, clean),         cmocka_unit_test_setup(handed_in_elsewhere, clean),
        cmocka_unit_test_setup(every_key_is_answered_while_it_hangs, clean), cmocka_unit_test_setup(a_folder_that_is_none, clean),
        cmocka_unit_test_setup(everything_onto_a_stick, clean),             cmocka_unit_test_setup(a_name_that_is_taken, clean),                cmocka_unit_test_setup_teardown(the_program_ends_while_it_hangs, clean, clean)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
