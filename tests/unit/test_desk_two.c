/* Two desks on one office: while one writes, the other is told at its first write, and may try
 * again or give up; what it asked for stays as it was typed. Two that type one thing, a setting or
 * the signed sheet of a session, lose nothing of each other's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <semaphore.h>

#include "app/core/file.h"
#include "tests/lib/desk_office.h"
#include "tools/desk/operation.h"
#include "tools/desk/settings_parts.h"
#include "tools/desk/sheet_parts.h"
#include "tools/work/bank_seal.h"
#include "tools/work/collect.h"
#include "tools/work/office.h"
#include "tools/work/session_new.h"
#include "tools/work/simulate.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

static struct desk_office made;
static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_seal_op, &settings_op, &sheet_op, NULL};

/* The other desk's writing: it holds the office's lock. */
static int begin_elsewhere(void)
{
    char path[SCRATCH_PATH + 16];
    snprintf(path, sizeof path, "%s/.lock", made.folder);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
    return fd;
}

static struct timespec sealed(void)
{
    char path[SCRATCH_PATH + 32];
    struct stat st;
    snprintf(path, sizeof path, "%s/banks/mau.bank", made.folder);
    assert_int_equal(stat(path, &st), 0);
    return st.st_mtim;
}

static bool is_sealed_anew(struct timespec before)
{
    struct timespec now = sealed();
    return now.tv_sec != before.tv_sec || now.tv_nsec != before.tv_nsec;
}

static int up(void **state)
{
    (void)state;
    desk_office_open(&made, &r, OPS);
    operation_open_command(&r.desk, "sathachctl bank seal mau");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void the_second_is_told_and_tries_again(void **state)
{
    struct timespec before = sealed();
    int lock = begin_elsewhere();
    (void)state;
    for (int i = 0; i < 2; i++) {
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
        assert_true(desk_rig_shows(&r, "Another command writes in this office."));
        assert_true(desk_rig_shows(&r, "Enter try again"));
        assert_false(is_sealed_anew(before));
    }
    desk_rig_type(&r, "gq "); /* nothing else is done meanwhile */
    desk_rig_pass(&r, 60 * 1000);
    assert_true(desk_rig_shows(&r, "Another command writes in this office."));
    close(lock);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "Done."));
    assert_true(is_sealed_anew(before));
    assert_int_equal(r.desk.rans, 1); /* and it stands once among the commands run */
}

static void the_second_gives_up(void **state)
{
    struct timespec before = sealed();
    int lock = begin_elsewhere();
    (void)state;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_true(desk_rig_says(&r, "another command works in this workspace"));
    close(lock);
    assert_false(is_sealed_anew(before));
    assert_int_equal(r.desk.rans, 0);
    desk_rig_press(&r, KEYPRESS_ESC); /* the form, as it was filled in */
    assert_true(desk_rig_shows(&r, "sathachctl bank seal mau"));
}

/* Locked meanwhile, it still waits for the answer. */
static void it_is_locked_meanwhile(void **state)
{
    int lock = begin_elsewhere();
    (void)state;
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Locked."));
    close(lock);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "Done."));
}

/* ---- two real desks ---- */

static struct desk_rig other;
static sem_t go_on;

/* What writes until the test lets it end. */
static enum err_code hold(struct work *work, const void *request, void *reply, struct err *e)
{
    struct workspace w;
    int lock = -1;
    (void)request;
    (void)reply;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_lock(&w, &lock, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    while (rc == ERR_OK && sem_wait(&go_on) != 0)
        continue;
    workspace_unlock(lock);
    workspace_close(&w);
    return rc;
}

static const struct work_field NO_FIELDS[] = {{0}};
static const struct work_op HOLD = {.name = "hold",
                                    .words = "",
                                    .help = "",
                                    .field = NO_FIELDS,
                                    .request = 1,
                                    .reply = 1,
                                    .use = WORK_WRITES,
                                    .run = hold};
static const struct work_op *const OTHER_OPS[] = {&HOLD, &settings_op, &sheet_op, NULL};

static int up_two(void **state)
{
    (void)state;
    desk_office_open(&made, &r, OPS);
    desk_office_open(&made, &other, OTHER_OPS);
    return 0;
}

static int down_two(void **state)
{
    (void)state;
    desk_rig_close(&other);
    desk_rig_close(&r);
    return 0;
}

static void expect_at(struct desk_rig *at, const char *text)
{
    if (!desk_rig_says(at, text)) {
        desk_rig_print(at);
        fail_msg("not on the glass: %s", text);
    }
}

static void while_one_writes_the_other_is_told(void **state)
{
    struct timespec before = sealed();
    (void)state;
    assert_int_equal(sem_init(&go_on, 0, 0), 0);
    operation_open_command(&other.desk, "sathachctl hold");
    desk_rig_ctrl(&other, 'S');
    desk_rig_press(&other, KEYPRESS_ENTER);
    desk_rig_news(&other); /* it holds the office */
    assert_true(other.desk.job.is_running);
    operation_open_command(&r.desk, "sathachctl bank seal mau");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect_at(&r, "Another command writes in this office.");
    assert_false(is_sealed_anew(before));
    assert_int_equal(sem_post(&go_on), 0);
    desk_rig_wait(&other);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    expect_at(&r, "Done.");
    assert_true(is_sealed_anew(before));
    sem_destroy(&go_on);
}

/* ---- the same setting ---- */

static void type_place(struct desk_rig *at, const char *text)
{
    desk_rig_type(at, "s");
    assert_string_equal(desk_rig_top(at), "settings");
    struct settings_list *s = (struct settings_list *)stack_top(&at->desk);
    while (strcmp(settings_at(s)->key, "place") != 0)
        desk_rig_press(at, KEYPRESS_DOWN);
    desk_rig_press(at, KEYPRESS_ENTER);
    for (int i = 0; i < 40; i++)
        desk_rig_press(at, KEYPRESS_BACKSPACE);
    desk_rig_type(at, text);
    desk_rig_press(at, KEYPRESS_ENTER);
}

static void a_setting_typed_at_both(void **state)
{
    (void)state;
    type_place(&r, "Gia Lai");
    type_place(&other, "Pleiku");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    expect_at(&r, "● Written: ");
    desk_rig_ctrl(&other, 'S');
    desk_rig_wait(&other);
    expect_at(&other, "Place in the head: changed elsewhere, it is \"Gia Lai\" now.");
    expect_at(&other, "1 row not written yet");
    desk_rig_ctrl(&other, 'Z');
    expect_at(&other, "Gia Lai");
}

/* ---- one signed sheet ---- */

#define ROSTER \
    "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng\n" \
    "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II\n" \
    "018;Trần Văn Độ;15/03/1985;4.1;III\n" \
    "019;Lê Văn An;01/02/1990;4.1;II\n"

/* Three papers, collected; all their rows are asked. */
static void examine(void)
{
    char roster[SCRATCH_PATH + 20], folder[SCRATCH_PATH + 20];
    char *path[] = {folder};
    snprintf(roster, sizeof roster, "%s/danh-sach.csv", r.folder);
    snprintf(folder, sizeof folder, "%s/came", r.folder);
    desk_office_write(roster, ROSTER);
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-1",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = roster,
                                      .sheet = "all",
                                      .is_training = true});
    desk_office_run(&r, &simulate_op,
                    &(struct simulate_request){
                        .session = "ca-1", .candidates = "3", .seed = "3", .folder = folder});
    desk_office_run(&r, &collect_op, &(struct collect_request){.path = {path, 1}});
    desk_office_run(&r, &sheet_op, &(struct sheet_request){.session = "ca-1"});
}

static struct sheet_list *open_sheet(struct desk_rig *at)
{
    sheet_open(&at->desk, "ca-1");
    desk_rig_wait(at);
    struct sheet_list *s = (struct sheet_list *)stack_top(&at->desk);
    if (s->mode != SHEET_ROWS || s->look->rows != 3) {
        desk_rig_print(at);
        fail_msg("no three rows");
    }
    return s;
}

static void take(struct desk_rig *at, size_t row, const char *text)
{
    desk_rig_press(at, KEYPRESS_HOME);
    for (size_t i = 0; i < row; i++)
        desk_rig_press(at, KEYPRESS_DOWN);
    desk_rig_type(at, text);
    desk_rig_press(at, KEYPRESS_ENTER);
}

static size_t words_of_the_draft(const char *word)
{
    char path[SCRATCH_PATH + 64];
    struct buf text;
    struct err e = {0};
    size_t n = 0;
    snprintf(path, sizeof path, "%s/sessions/ca-1/sheets/.draft", made.folder);
    if (!file_exists(path))
        return 0;
    buf_init(&text, 65536);
    assert_int_equal(file_read(path, 65536, &text, &e), ERR_OK);
    for (const char *at = buf_text(&text); (at = strstr(at, word)); at++)
        n++;
    buf_free(&text);
    return n;
}

static void rows_typed_at_both_stand_together(void **state)
{
    (void)state;
    examine();
    struct sheet_list *one = open_sheet(&r), *two = open_sheet(&other);
    const char *code = two->look->row[1].journal[0];
    take(&r, 0, one->look->row[0].journal[0]);
    assert_int_equal(words_of_the_draft("="), 1);
    take(&other, 1, code);
    expect_at(&other, "Another desk types this sheet, too: its rows stand here now.");
    assert_string_equal(two->cell[0].receipt, one->look->row[0].journal[0]);
    assert_int_equal(words_of_the_draft("="), 2);
    desk_rig_ctrl(&r, 'Z'); /* taken back at the first: gone there, and that of the second came */
    expect_at(&r, "Another desk types this sheet, too");
    assert_false(one->cell[0].is_said);
    assert_string_equal(one->cell[1].receipt, code);
    assert_int_equal(words_of_the_draft("="), 1);
    take(&other, 0, "/"); /* the second has another word on it than the first */
    desk_rig_press(&other, KEYPRESS_ENTER);
    take(&r, 0, one->look->row[0].journal[0]);
    expect_at(&r, "has paper 0003 otherwise");
    assert_string_equal(one->cell[0].receipt, one->look->row[0].journal[0]);
    desk_rig_press(&r, KEYPRESS_ESC); /* the first saves what it has */
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(words_of_the_draft("="), 0);
    take(&other, 2, two->look->row[2].journal[0]);
    expect_at(&other, "and has saved it");
    assert_int_equal(words_of_the_draft("="), 3);
}

static int make(void **state)
{
    (void)state;
    desk_office_make(&made);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

int main(void)
{
#define TWO(test) cmocka_unit_test_setup_teardown(test, up, down)
#define BOTH(test) cmocka_unit_test_setup_teardown(test, up_two, down_two)
    const struct CMUnitTest tests[] = {TWO(the_second_is_told_and_tries_again),
                                       TWO(the_second_gives_up),
                                       TWO(it_is_locked_meanwhile),
                                       BOTH(while_one_writes_the_other_is_told),
                                       BOTH(a_setting_typed_at_both),
                                       BOTH(rows_typed_at_both_stand_together)};
    return cmocka_run_group_tests(tests, make, unmake);
}
