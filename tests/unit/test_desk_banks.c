/* Banks at the desk: files found and brought in, what is told of them, a bank proofread, and a
 * share or a disk that fails. */
#include "app/core/file.h"
#include "tests/lib/banks_rig.h"
#include "tools/desk/banks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

static struct desk_rig r;

static int up(void **state)
{
    (void)state;
    banks_rig_open(&r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void files_are_told_by_what_is_in_them(void **state)
{
    char path[SCRATCH_PATH + 40];
    (void)state;
    snprintf(path, sizeof path, "%s/cu.doc", r.folder);
    desk_office_write(path, "\xD0\xCF\x11\xE0 old");
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "cau-hoi.gift"));
    assert_false(desk_rig_shows(&r, "cu.doc"));
    desk_rig_press(&r, KEYPRESS_F1); /* H is a letter of the filter there, and no key */
    assert_string_equal(desk_rig_top(&r), "help");
    assert_false(desk_rig_says(&r, "the keys of this screen; F1 too"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_ctrl(&r, 'A');
    assert_true(desk_rig_shows(&r, "x cu.doc"));
    assert_true(desk_rig_shows(&r, "save as .docx"));
    desk_rig_type(&r, path);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "files");
    assert_true(desk_rig_shows(&r, "x cu.doc: save as .docx"));
}

/* It opens where a file can be chosen; where none can be anywhere, at the first place. */
static void a_place_without_a_file_of_use_is_passed_over(void **state)
{
    char home[SCRATCH_PATH + 20], folder[SCRATCH_PATH + 40], file[SCRATCH_PATH + 60];
    char here[SCRATCH_PATH];
    const char *was = getenv("HOME");
    (void)state;
    assert_non_null(getcwd(here, sizeof here));
    assert_int_equal(chdir("/proc/self/fdinfo"), 0); /* of no use */
    snprintf(home, sizeof home, "%s/home", r.folder);
    snprintf(folder, sizeof folder, "%s/Documents", home);
    assert_int_equal(mkdir(home, 0700) | mkdir(folder, 0700), 0);
    snprintf(folder, sizeof folder, "%s/Downloads", home);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(file, sizeof file, "%s/tai-ve.gift", folder);
    desk_office_write(file, BANKS_HEAD BANKS_FIRST);
    setenv("HOME", home, 1);
    desk_rig_type(&r, "bb");
    desk_rig_expect(&r, "tai-ve.gift");
    desk_rig_expect(&r, "home/Downloads");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(unlink(file) | unlink(banks_source), 0);
    desk_rig_type(&r, "b");
    desk_rig_expect(&r, "home/Documents");
    desk_rig_expect(&r, "Nothing here that could be chosen.");
    setenv("HOME", was ? was : "", 1);
    assert_int_equal(chdir(here), 0);
}

/* The way up is on the foot, and it is a key that works. */
static void the_folder_above_is_a_key(void **state)
{
    (void)state;
    char path[SCRATCH_PATH + 20];
    snprintf(path, sizeof path, "%s/sau", r.folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/cau-hoi.gift", r.folder);
    desk_office_write(path, "::1:: Một? {=a ~b}");
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/sau/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(desk_rig_shows(&r, "cau-hoi.gift"));
    assert_true(desk_rig_shows(&r, "Backspace folder above"));
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    assert_true(desk_rig_shows(&r, "cau-hoi.gift"));
}

static void go_to_file(const char *row)
{
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < 30 && !desk_rig_shows(&r, row); i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, row);
}

/* Marked, sorted otherwise meanwhile: both are taken. */
static void several_files_are_marked(void **state)
{
    char other[SCRATCH_PATH + 20];
    (void)state;
    snprintf(other, sizeof other, "%s/them.gift", r.folder);
    desk_office_write(other, BANKS_HEAD "::q9::Một câu nữa? {\n~1\n=2\n~3\n~4\n}\n");
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_to_file("▶   cau-hoi.gift");
    desk_rig_type(&r, " ");
    desk_rig_ctrl(&r, 'T');
    go_to_file("▶   them.gift");
    desk_rig_type(&r, " ");
    desk_rig_expect(&r, "2 files marked");
    desk_rig_ctrl(&r, 'S'); /* as Enter: what is marked */
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "▶ Bank"); /* what is to be filled in; the files are known */
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "4 questions read = 3 imported + 0 repeated + 1 rejected");
    desk_rig_expect(&r, "    cau-hoi.gift: 3 = 2 imported + 0 repeated + 1 rejected");
    desk_rig_expect(&r, "    them.gift: 1 = 1 imported + 0 repeated + 0 rejected");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "r");
    assert_string_equal(desk_rig_top(&r), "banks");
}

static void a_path_that_is_not_there_is_said(void **state)
{
    (void)state;
    desk_rig_type(&r, "bb/nowhere/x.gift");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "files");
    assert_true(desk_rig_shows(&r, "x /nowhere"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* ---- brought in ---- */

static void a_preview_writes_nothing(void **state)
{
    char bank[SCRATCH_PATH + 20];
    (void)state;
    snprintf(bank, sizeof bank, "%s/banks/thu", r.folder);
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "3 questions read = 2 imported + 0 repeated + 1 rej"));
    assert_true(desk_rig_shows(&r, "q3, cau-hoi.gift: rejected: 3 options, not four"));
    assert_false(file_exists(bank));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_false(file_exists(bank));
    desk_rig_type(&r, "a"); /* of no bank */
    assert_true(desk_rig_shows(&r, "There is no bank yet"));
}

static void what_was_previewed_is_written(void **state)
{
    (void)state;
    banks_rig_import(&r);
    assert_true(file_exists(banks_gift));
    assert_true(desk_rig_shows(&r, "thu"));
    assert_true(desk_rig_shows(&r, "not sealed yet"));
    assert_int_equal(r.desk.rans, 1);
}

/* While a word is typed no key of the preview is named; it waits again when the search ends. */
static void a_preview_waits_behind_its_search(void **state)
{
    (void)state;
    banks_rig_choose_source(&r);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Enter or G does it.");
    desk_rig_type(&r, "/rejected");
    assert_false(desk_rig_shows(&r, "Enter or G does it."));
    desk_rig_type(&r, "g");
    assert_false(r.desk.job.is_running);
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(r.desk.job.is_running);
    desk_rig_expect(&r, "Enter or G does it.");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_expect(&r, "Enter or G does it.");
    assert_false(desk_rig_shows(&r, "/rejected"));
}

static void a_bank_is_proofread(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_rig_type(&r, "v");
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "4.1 · grade II · professional: 2 questions"));
    assert_true(desk_rig_shows(&r, "1. [number q1, cau-hoi.gift] Chiều rộng một làn xe?"));
    assert_true(desk_rig_shows(&r, " * B. 3,50 m"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* Of two pools in one file, one question of the first at its end; a word leads to it. */
static void a_bank_is_read_by_pool_and_searched(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST
                      "$CATEGORY: 4.1/III/chuyen-mon\n\n"
                      "::q8::Câu bậc ba? {\n~1 m\n=2 m\n~3 m\n~4 m\n}\n\n" BANKS_HEAD
                      "::q9::Câu sửa sau? {\n~5 m\n=6 m\n~7 m\n~8 m\n}\n");
    banks_rig_import(&r);
    desk_rig_type(&r, "v");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "2. [number q9, cau-hoi.gift] Câu sửa sau?");
    desk_rig_expect(&r, "/ search");
    desk_rig_type(&r, "/BAC BA");
    desk_rig_expect(&r, "1/1");
    desk_rig_expect(&r, "3. [number q8, cau-hoi.gift] Câu bậc ba?");
    desk_rig_expect(&r, "Esc end the search");
    desk_rig_type(&r, "H"); /* a letter of it */
    desk_rig_expect(&r, "found nowhere");
    desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "N next place");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_false(desk_rig_shows(&r, "N next place"));
    desk_rig_type(&r, "h"); /* what the keys do where they were asked for */
    desk_rig_expect(&r, "Enter      go on: back to where it was asked for");
    assert_false(desk_rig_shows(&r, "Ctrl-S"));
    assert_false(desk_rig_shows(&r, "does what was previewed"));
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* What may not be sealed is not offered: its preview says why, and Enter leads to the form. */
static void a_bank_with_errors_is_offered_no_seal(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_rig_type(&r, "n");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "has 4 errors and is not sealed"));
    assert_false(desk_rig_shows(&r, "Enter or G does it"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "has 4 errors and is not sealed"));
}

/* Where the check could not be made, nothing is known of faults: none is said to be absent. */
static void a_check_that_failed_found_not_nothing(void **state)
{
    char ini[SCRATCH_PATH + 24];
    (void)state;
    banks_rig_import(&r);
    snprintf(ini, sizeof ini, "%s/banks/thu/bank.ini", r.folder);
    assert_int_equal(truncate(ini, 5), 0);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_expect(&r, "x ");
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_false(desk_rig_shows(&r, "Nothing was found"));
    assert_true(desk_rig_shows(&r, "The bank was not checked yet"));
}

/* A letter on a choice is looked for in its list. */
static void letters_find_a_choice(void **state)
{
    (void)state;
    banks_rig_choose_source(&r);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ Keep others"); /* before what is hardly ever wanted */
    desk_rig_expect(&r, "Seldom used, may stay as it is");
    desk_rig_expect(&r, "  Edition      ______________________________   of a new bank: 1");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ Format       told by what is in the file");
    desk_rig_type(&r, "word");
    assert_string_equal(desk_rig_top(&r), "choose");
    desk_rig_expect(&r, "▶ Word (.docx)");
    assert_false(desk_rig_shows(&r, "Aiken"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_expect(&r, "▶ Format       Word (.docx)");
}

/* A pool may be typed, or chosen from those that the bank may have: what is typed looks for it. */
static void a_pool_is_typed_or_chosen(void **state)
{
    (void)state;
    desk_office_write(banks_source, BANKS_FIRST);
    banks_rig_choose_source(&r);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_says(&r, "Enter shows the list; it may be typed, too."));
    desk_rig_type(&r, "4.1/II/");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    assert_true(desk_rig_shows(&r, "▶ 4.1 · grade II · professional")); /* in people's words */
    assert_false(desk_rig_shows(&r, "4.1 · grade I ·"));
    assert_false(desk_rig_shows(&r, "/chuyen-mon"));
    desk_rig_ctrl(&r, 'S'); /* as Enter */
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "▶ Pool         4.1/II/chuyen-mon"));
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, "chung/chung/phap-luat-chung");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "1 question read = 1 imported"));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "a"); /* the bank's own pools stand first */
    desk_rig_type(&r, banks_source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Pool         chung/chung/phap-luat-chung"));
}

/* Whose passphrase it is, what is done with it, and to which bank. */
static void the_field_for_a_passphrase_says_what_it_is_for(void **state)
{
    char ini[SCRATCH_PATH + 40];
    (void)state;
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST);
    banks_rig_import(&r);
    snprintf(ini, sizeof ini, "%s/banks/thu/ngan.ini", r.folder);
    desk_office_write(ini, "[profile]\nid=ngan\ntitle=Ngắn\ntitle_en=Short\nfrom=2024-12-30\n"
                           "shuffle_options=false\n\n[standard]\nminutes=30\npass=1\nparts=one\n\n"
                           "[part one]\ntitle=Một\ntitle_en=One\npoints=1\npass=0\ndraws=one\n\n"
                           "[draw one]\npool={field}/{grade}/chuyen-mon\ncount=1\n");
    desk_rig_type(&r, "n");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "▶ Rules        those that the bank names, or all");
    assert_true(desk_rig_says(&r, "Ctrl-F takes another file."));
    desk_rig_ctrl(&r, 'F');
    desk_rig_type(&r, ini);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "Bank thu · Seals a bank"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "1 questions in 1 pools would be sealed");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Examiner passphrase:");
    assert_true(desk_rig_says(&r, "Bank thu · Seals a bank without errors for the office."));
    assert_true(desk_rig_says(&r, "It opens the examiner's key: with it a bank is signed."));
    desk_rig_refuse(&r);
}

/* ---- a share that hangs ---- */

static void a_share_that_hangs_freezes_no_list(void **state)
{
    (void)state;
    banks_rig_import(&r);
    desk_rig_hang(&r, "banks");
    desk_rig_type(&r, "r");
    assert_true(desk_rig_shows(&r, "not sealed yet"));
    desk_rig_pass(&r, LOOKS_PATIENCE_MS + 1);
    assert_true(desk_rig_shows(&r, "The office's folder does not answer"));
    desk_rig_type(&r, "h");
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_answer(&r);
    desk_rig_type(&r, "r");
    assert_false(desk_rig_shows(&r, "does not answer"));
    assert_true(desk_rig_shows(&r, "not sealed yet"));
}

static void a_share_that_hangs_freezes_no_findings(void **state)
{
    (void)state;
    banks_rig_open_findings(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_hang(&r, "question");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "The question is being read."));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_answer(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    desk_rig_hang(&r, "question");
    desk_rig_ctrl(&r, 'R');
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "5");
    assert_true(desk_rig_shows(&r, "5"));
    desk_rig_answer(&r);
}

/* Where letters are text, F1 shows the keys, and Esc leads back to what was typed. */
static void f1_is_help_in_a_form(void **state)
{
    (void)state;
    banks_rig_choose_source(&r);
    assert_true(desk_rig_shows(&r, "the bank they go into")); /* what the field is for */
    desk_rig_press(&r, KEYPRESS_UP);
    assert_true(desk_rig_shows(&r, "a path; Ctrl-F looks for it"));
    desk_rig_press(&r, KEYPRESS_F1);
    assert_string_equal(desk_rig_top(&r), "help");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "thu"));
}

/* The bank's folder cannot be written: what stood there stands. */
static void a_disk_that_fails_leaves_the_old_bank(void **state)
{
    char was[4096], is[4096], banks[SCRATCH_PATH + 20];
    (void)state;
    if (geteuid() == 0) { /* root writes where it may not: a file in the way does the same */
        banks_rig_import(&r);
        banks_rig_read(banks_gift, was, sizeof was);
        desk_rig_type(&r, "a");
        desk_rig_type(&r, banks_source);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_ctrl(&r, 'S');
        desk_rig_wait(&r);
        snprintf(banks, sizeof banks, "%s/banks/thu/bank.ini", r.folder);
        unlink(banks);
        assert_int_equal(mkdir(banks, 0700), 0);
        desk_rig_type(&r, "g");
        desk_rig_wait(&r);
        assert_true(desk_rig_shows(&r, "x "));
        banks_rig_read(banks_gift, is, sizeof is);
        assert_string_equal(is, was);
        return;
    }
    skip();
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&banks_screen);
}

#define BANKS(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BANKS(files_are_told_by_what_is_in_them),
        BANKS(a_place_without_a_file_of_use_is_passed_over),
        BANKS(the_folder_above_is_a_key),
        BANKS(several_files_are_marked),
        BANKS(a_path_that_is_not_there_is_said),
        BANKS(a_preview_writes_nothing),
        BANKS(what_was_previewed_is_written),
        BANKS(a_preview_waits_behind_its_search),
        BANKS(a_bank_is_proofread),
        BANKS(a_bank_is_read_by_pool_and_searched),
        BANKS(a_bank_with_errors_is_offered_no_seal),
        BANKS(a_check_that_failed_found_not_nothing),
        BANKS(letters_find_a_choice),
        BANKS(a_pool_is_typed_or_chosen),
        BANKS(the_field_for_a_passphrase_says_what_it_is_for),
        BANKS(a_share_that_hangs_freezes_no_list),
        BANKS(a_share_that_hangs_freezes_no_findings),
        BANKS(f1_is_help_in_a_form),
        BANKS(a_disk_that_fails_leaves_the_old_bank),
        BANKS(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("banks at the desk", tests, NULL, NULL);
}
