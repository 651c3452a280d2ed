/* What the settings of the office lead to at the desk, over a true one: the file in an editor,
 * passphrases, keys of others, backups; its pictures and its keys. */
#include "app/core/file.h"
#include "tests/lib/settings_rig.h"
#include "tools/desk/office_log.h"
#include "tools/desk/operation.h"
#include "tools/desk/trust.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { LONG_AGO = 1000000000 };

static struct desk_office office, copy;
static struct desk_rig r;

static int make(void **state)
{
    (void)state;
    desk_office_make(&office);
    return 0;
}

static int removed(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_begin(&office, &copy, &r, SETTINGS_RIG_OPS);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_end(&copy, &r);
    return 0;
}

static void what_was_typed_is_a_draft(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    desk_rig_expect(&r, "Esc back");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_expect(&r, "Esc close, keep the text");
    desk_rig_press(&r, KEYPRESS_ESC); /* the field, then the screen */
    assert_string_equal(desk_rig_top(&r), "settings");
    desk_rig_expect(&r, "Esc keep, go back");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_false(settings_rig_has(&r, "office.ini", "place=Gia Lai"));
    /* it would go with the desk: that is said before, and the key wanted once more */
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_expect(&r, "1 form holds what is not written");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_ctrl(&r, 'Q');
    assert_true(r.desk.quit);
    r.desk.quit = false;
    s = settings_rig_open_settings(&r);
    assert_string_equal(settings_rig_go(&r, s, "office", "place")->text, "Gia Lai");
    desk_rig_expect(&r, "1 row not written yet");
    desk_rig_ctrl(&r, 'Z');
    assert_false(desk_rig_shows(&r, "not written yet"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "Nothing was changed.");
    assert_int_equal(r.desk.rans, 0);
}

/* An editor that leaves a file without faults. */
static enum err_code mend(void *context, const char *path, struct err *e)
{
    (void)context;
    (void)e;
    assert_string_equal(path, settings_rig_path_of(&r, "office.ini"));
    desk_office_write(path, "[office]\nparent=UBND tỉnh Gia Lai\n");
    return ERR_OK;
}

static void a_broken_file_is_told_with_its_line(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(settings_rig_path_of(&r, "office.ini"), "[office]\nplace\n");
    desk_rig_type(&r, "r");
    desk_rig_expect(&r, "office.ini:2");
    assert_string_equal(settings_rig_go(&r, s, "office", "place")->text,
                        "Gia Lai"); /* what was typed stays */
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "office.ini:2");
    assert_true(settings_rig_has(&r, "office.ini", "[office]\nplace\n"));
    desk_rig_type(&r, "e");
    desk_rig_expect(&r, "There is no editor here.");
    r.desk.setup.edit = mend;
    desk_rig_type(&r, "e");
    assert_string_equal(settings_rig_go(&r, s, "office", "parent")->was, "UBND tỉnh Gia Lai");
    assert_string_equal(settings_rig_go(&r, s, "office", "place")->text, "Gia Lai");
}

/* One that cannot be read from the first is mended from here, too. */
static void a_file_broken_from_the_first_is_mended(void **state)
{
    (void)state;
    desk_office_write(settings_rig_path_of(&r, "office.ini"), "[office]\nplace\n");
    struct settings_list *s = settings_rig_open_settings(&r);
    assert_int_equal(s->lines, 0);
    desk_rig_expect(&r, "office.ini:2");
    desk_rig_press(&r, KEYPRESS_ENTER); /* there is no row */
    assert_string_equal(desk_rig_top(&r), "settings");
    r.desk.setup.edit = mend;
    desk_rig_type(&r, "e");
    assert_string_equal(settings_rig_go(&r, s, "office", "parent")->was, "UBND tỉnh Gia Lai");
}

/* A disk that takes nothing more: the file stands, what was typed too. */
static void a_full_disk_leaves_the_file_and_what_was_typed(void **state)
{
    struct rlimit was, none;
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    none = was;
    none.rlim_cur = 16;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_DFL);
    desk_rig_expect(&r, "x ");
    desk_rig_expect(&r, "1 row not written yet");
    assert_true(settings_rig_has(&r, "office.ini", "# heads make capitals of both\n"));
    assert_false(settings_rig_has(&r, "office.ini", "place=Gia Lai"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(settings_rig_has(&r, "office.ini", "place=Gia Lai"));
}

/* ---- passphrases ---- */

static void open_passphrase(void)
{
    settings_rig_open_settings(&r);
    desk_rig_type(&r, "m");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "sathachctl key passphrase office");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

static void type_secret(const char *text)
{
    desk_rig_type(&r, text);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

static enum err_code opens_with(const char *passphrase)
{
    struct keys_secret *key = NULL;
    struct err e = {0};
    enum err_code rc = keys_load(settings_rig_path_of(&r, "keys/office.key"), passphrase, &key, &e);
    keys_free(key);
    return rc;
}

static void the_old_passphrase_is_asked_first(void **state)
{
    (void)state;
    r.work.pass = (struct secret_files){0}; /* nothing comes from files */
    open_passphrase();
    type_secret("sai bet");
    desk_rig_expect(&r, "wrong passphrase");
    assert_int_equal(opens_with(DESK_RIG_OFFICE_PASS), ERR_OK);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    open_passphrase();
    type_secret(DESK_RIG_OFFICE_PASS);
    desk_rig_expect(&r, "Passphrase, a new one of at least 14 characters:");
    type_secret("mat khau moi so 3");
    desk_rig_expect(&r, "The same once more:");
    type_secret("mat khau moi so 3");
    desk_rig_expect(&r, "has a new passphrase");
    assert_int_equal(opens_with("mat khau moi so 3"), ERR_OK);
    assert_int_equal(opens_with(DESK_RIG_OFFICE_PASS), ERR_AUTH);
}

/* ---- keys of others ---- */

/* A key of another house, as a file; its fingerprint. */
static void make_stranger(const char *path, char fingerprint[25])
{
    struct crypt_random rnd = crypt_random_system();
    struct keys_secret *key = keys_new(KEYS_EXAMINER, &rnd);
    struct buf text;
    buf_init(&text, 4096);
    keys_public_text(key, &text);
    desk_office_write(path, buf_text(&text));
    crypt_fingerprint(key->pub.sign_pk, fingerprint);
    buf_free(&text);
    keys_free(key);
}

static void choose_file(const char *path)
{
    const char *const choice[] = {path};
    struct screen *top = stack_top(&r.desk);
    assert_string_equal(top->ops->name, "settings");
    top->ops->chosen(top, "files", choice, 1);
    desk_rig_wait(&r);
    desk_draw(&r.desk, &r.v);
}

static bool is_trusted(void)
{
    char command[SCRATCH_PATH + 100];
    snprintf(command, sizeof command, "ls '%s/keys/trusted' | grep -q examiner", copy.folder);
    return system(command) == 0;
}

static void a_key_wants_its_last_four_digits_typed(void **state)
{
    char file[SCRATCH_PATH + 40], fingerprint[25];
    (void)state;
    snprintf(file, sizeof file, "%s/stranger.pub", copy.folder);
    make_stranger(file, fingerprint);
    settings_rig_open_settings(&r);
    desk_rig_type(&r, "t");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_press(&r, KEYPRESS_ESC);
    choose_file(file);
    assert_string_equal(desk_rig_top(&r), "trust");
    desk_rig_expect(&r, "The key of an examiner");
    assert_false(desk_rig_shows(&r, fingerprint)); /* all but what is to be typed */
    assert_false(desk_rig_shows(&r, fingerprint + 20));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "Four digits, from the paper of its owner");
    desk_rig_type(&r, "zzzz");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "These are not its digits");
    assert_false(is_trusted());
    for (int i = 0; i < 4; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, fingerprint + strlen(fingerprint) - 4);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "The key is trusted from now on.");
    desk_rig_expect(&r, fingerprint);
    assert_true(is_trusted());
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
}

static void what_is_no_key_is_not_asked_about(void **state)
{
    (void)state;
    settings_rig_open_settings(&r);
    choose_file(settings_rig_path_of(&r, "office.ini"));
    desk_rig_expect(&r, "office.ini");
    assert_false(desk_rig_shows(&r, "last four digits"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "settings");
    assert_false(is_trusted());
}

/* ---- backup ---- */

static void make_backup(const char *file)
{
    settings_rig_open_settings(&r);
    desk_rig_type(&r, "b");
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_false(desk_rig_shows(&r, "/sao-luu-")); /* none is proposed in the office's own folder */
    desk_rig_expect(&r, "a folder outside the office's own");
    desk_rig_type(&r, file);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

/* Of a restored file the day is the one it was written on. */
static void assert_same_time(const char *into, const char *name)
{
    struct stat was, is;
    char path[2 * SCRATCH_PATH];
    snprintf(path, sizeof path, "%s/%s", into, name);
    assert_int_equal(stat(settings_rig_path_of(&r, name), &was), 0);
    assert_int_equal(was.st_mtime, LONG_AGO);
    assert_int_equal(stat(path, &is), 0);
    assert_int_equal(is.st_mtime, was.st_mtime);
}

/* The restored log has no line of its backup, but one of the restoring. */
static void assert_told_as_restored(const char *into)
{
    struct settings_look_request nothing = {0};
    struct settings_look_reply look = {0};
    struct err e = {0};
    const char *was = r.work.folder;
    r.work.folder = into;
    assert_int_equal(settings_look_op.run(&r.work, &nothing, &look, &e), ERR_OK);
    r.work.folder = was;
    assert_string_not_equal(look.restored, "");
    assert_string_equal(look.backup, "");
}

static void a_backup_comes_back_as_it_was(void **state)
{
    char file[SCRATCH_PATH + 40], into[SCRATCH_PATH + 40], command[4 * SCRATCH_PATH];
    const struct timespec long_ago[2] = {{.tv_sec = LONG_AGO}, {.tv_sec = LONG_AGO}};
    (void)state;
    snprintf(file, sizeof file, "%s/stick.backup", office.folder);
    snprintf(into, sizeof into, "%s/again", office.folder);
    assert_int_equal(utimensat(AT_FDCWD, settings_rig_path_of(&r, "banks/mau.bank"), long_ago, 0),
                     0);
    make_backup(file);
    desk_rig_expect(&r, "sealed and signed by the office");
    assert_true(
        desk_rig_says(&r, "it opens on any computer with the office's passphrase of today"));
    assert_false(desk_rig_shows(&r, "! it lies"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "settings");
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "today");
    desk_rig_type(&r, "k");
    desk_rig_type(&r, file);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "an empty folder, or a new one");
    desk_rig_type(&r, into);
    desk_rig_ctrl(&r, 'S');
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_says(&r, "Only the empty folder named is written; no other office is "
                                  "touched. Type KHOI PHUC"));
    desk_rig_type(&r, "KHOI PHUT");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(file_exists(into));
    desk_rig_type(&r, "KHOI PHUC");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "signed by the office");
    assert_true(desk_rig_says(&r, "no error: not known whether this is the newest backup; a mark "
                                  "kept elsewhere, given as “Against”, proves it"));
    assert_same_time(into, "banks/mau.bank");
    assert_told_as_restored(into);
    snprintf(command, sizeof command, "diff -r -x register.db -x .lock -x log '%s' '%s'",
             copy.folder, into);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "rm -rf '%s' '%s'", file, into);
    assert_int_equal(system(command), 0);
}

/* What would be refused at the writing is refused before the preview; a folder gets the file under
 * a name of its own. */
static void a_place_for_a_backup_is_judged_first(void **state)
{
    char none[SCRATCH_PATH + 40], folder[SCRATCH_PATH + 40], command[4 * SCRATCH_PATH];
    (void)state;
    snprintf(none, sizeof none, "%s/nowhere/x.backup", office.folder);
    snprintf(folder, sizeof folder, "%s/into", office.folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    settings_rig_open_settings(&r);
    desk_rig_type(&r, "b");
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, none);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "there is no such folder");
    assert_false(desk_rig_shows(&r, "NOTHING WRITTEN YET"));
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, folder);
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "/into/sao-luu-");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "sealed and signed");
    desk_rig_press(&r, KEYPRESS_ENTER); /* back to where it was asked for */
    assert_string_equal(desk_rig_top(&r), "settings");
    snprintf(command, sizeof command, "ls '%s'/sao-luu-*.backup >/dev/null && rm -r '%s'", folder,
             folder);
    assert_int_equal(system(command), 0);
}

/* The drill leaves nothing: it wants no word. */
static void a_drill_wants_no_word(void **state)
{
    char command[3 * SCRATCH_PATH];
    (void)state;
    make_backup(settings_rig_path_of(&r, "x.backup"));
    snprintf(command, sizeof command, "sathachctl restore %s --check",
             settings_rig_path_of(&r, "x.backup"));
    operation_open_command(&r.desk, command);
    desk_rig_ctrl(&r, 'S');
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(desk_rig_shows(&r, "Type KHOI PHUC"));
    desk_rig_wait(&r);
    desk_rig_expect(&r, "signed by the office");
}

/* The disk that is lost takes it along: that is said. */
static void a_backup_inside_the_office_is_warned_of(void **state)
{
    (void)state;
    make_backup(settings_rig_path_of(&r, "x.backup"));
    assert_true(desk_rig_says(&r, "! it lies in the office's own folder and is lost with it"));
}

/* An office that came out of a backup has none of its own yet, and says where it came from. */
static void a_restored_office_says_so(void **state)
{
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    s->look = (struct settings_look_reply){.lines = 9, .restored = "2026-12-01T06:22:00Z"};
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "none yet; restored 01/12");
}

/* Of a stick that is full nothing is left that looks like a backup. */
static void a_full_stick_is_told(void **state)
{
    char file[SCRATCH_PATH + 40];
    struct rlimit was, little;
    (void)state;
    snprintf(file, sizeof file, "%s/stick.backup", office.folder);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    little = was;
    little.rlim_cur = 16 * 1024;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
    make_backup(file);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_DFL);
    desk_rig_expect(&r, "x ");
    assert_false(desk_rig_shows(&r, "sealed and signed"));
    assert_false(file_exists(file));
}

/* ---- pictures ---- */

/* Fingerprints and times as they are drawn in the design; true ones differ each time. */
static void the_pictures_are_what_they_were(void **state)
{
    static const struct settings_look_reply LOOK = {
        .key = {{KEYS_OFFICE, "a577 d51d a938 2a5e 898d"},
                {KEYS_EXAMINER, "29f3 7a56 6f0d 58e5 a26d"}},
        .keys = 2,
        .lines = 412,
        .code = "KFWE GWN7 2QXM 9D3T 0C5W 4N7K CD2V",
        .witnessed = 398,
        .backup = "2026-11-20T08:00:00Z"};
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    s->look = LOOK;
    settings_rig_go(&r, s, "office", "place");
    desk_rig_golden(&r, "settings");
    settings_rig_type_over(&r, "Gia Lai");
    desk_rig_golden(&r, "settings-field");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_END);
    desk_rig_expect(&r, "20/11, 9 days ago");
    desk_rig_expect(&r, "412 lines, 398 witnessed");
    desk_rig_golden(&r, "settings-end");
    desk_rig_type(&r, "n");
    ((struct office_log *)stack_top(&r.desk))->look = LOOK;
    desk_draw(&r.desk, &r.v);
    desk_rig_golden(&r, "office-log");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_office_write(settings_rig_path_of(&r, "nha-khac.pub"),
                      "untrusted comment: minisign public key 479413AAC89AA2B1\n"
                      "RWSxoprIqhOUR9NcLu+emDnZMUaj1HZIZbhYYFQS6KHJoUumYtAtlNZv\n"
                      "sathach role: examiner\n");
    choose_file(settings_rig_path_of(&r, "nha-khac.pub"));
    desk_rig_type(&r, "d4");
    desk_rig_expect(&r, "e158 a407 162e ffb3 ____");
    desk_rig_golden(&r, "trust");
}

/* Locked, nothing of it stands on the glass; and a window too small loses nothing. */
static void check_lock_and_size(const char *text)
{
    desk_rig_expect(&r, text);
    desk_rig_size(&r, 23, 79);
    assert_true(desk_rig_shows(&r, "The window is too small"));
    desk_rig_size(&r, 24, 80);
    desk_rig_expect(&r, text);
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, text));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, text);
}

static void locked_and_too_small_each_comes_back(void **state)
{
    char file[SCRATCH_PATH + 40], fingerprint[25];
    (void)state;
    struct settings_list *s = settings_rig_open_settings(&r);
    settings_rig_go(&r, s, "office", "place");
    settings_rig_type_over(&r, "Gia Lai");
    check_lock_and_size("1 row not written yet");
    desk_rig_press(&r, KEYPRESS_ESC);
    snprintf(file, sizeof file, "%s/stranger.pub", copy.folder);
    make_stranger(file, fingerprint);
    choose_file(file);
    desk_rig_type(&r, "a2");
    check_lock_and_size("The key of an examiner");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "n");
    check_lock_and_size("Code of the mark");
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&settings_screen);
    desk_rig_check_keys(&trust_screen);
    desk_rig_check_keys(&office_log_screen);
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&settings_screen);
    desk_rig_check_pressed(&trust_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_typed_is_a_draft),
        TEST(a_broken_file_is_told_with_its_line),
        TEST(a_file_broken_from_the_first_is_mended),
        TEST(a_full_disk_leaves_the_file_and_what_was_typed),
        TEST(the_old_passphrase_is_asked_first),
        TEST(a_key_wants_its_last_four_digits_typed),
        TEST(what_is_no_key_is_not_asked_about),
        TEST(a_backup_comes_back_as_it_was),
        TEST(a_place_for_a_backup_is_judged_first),
        TEST(a_backup_inside_the_office_is_warned_of),
        TEST(a_restored_office_says_so),
        TEST(a_drill_wants_no_word),
        TEST(a_full_stick_is_told),
        TEST(the_pictures_are_what_they_were),
        TEST(locked_and_too_small_each_comes_back),
        TEST(no_key_means_two_things),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("desk keys and backup", tests, make, removed);
}
