/* Banks at the desk: files found and brought in, findings by rule, one question written in its
 * place, taken back, changed elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/desk_rig.h"
#include "tools/desk/banks.h"
#include "tools/desk/findings.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_place.h"
#include "tools/work/bank_seal.h"
#include "tools/work/bank_show.h"

#include <sys/stat.h>
#include <unistd.h>

static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_import_op, &bank_check_op, &bank_edit_op,
                                            &bank_seal_op,   &bank_show_op,  NULL};
static char source[SCRATCH_PATH + 40], gift[SCRATCH_PATH + 40];

#define HEAD "$CATEGORY: 4.1/II/chuyen-mon\n\n"
#define FIRST "::q1::Chiều rộng một làn xe? {\n~3,00 m\n=3,50 m\n~3,75 m\n~4,00 m\n}\n\n"
#define SAME "::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,50 m\n~4,00 m\n}\n\n"
#define SHORT "::q3::Thiếu phương án? {\n~3,00 m\n=3,50 m\n~4,00 m\n}\n"

static void write_text(const char *path, const char *text)
{
    struct err e = {0};
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

static void read_text(const char *path, char *out, size_t room)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, room - 1);
    assert_int_equal(file_read(path, room - 1, &text, &e), ERR_OK);
    snprintf(out, room, "%s", buf_text(&text));
    buf_free(&text);
}

static int up(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    snprintf(source, sizeof source, "%s/cau-hoi.gift", r.folder);
    snprintf(gift, sizeof gift, "%s/banks/thu/4.1.gift", r.folder);
    write_text(source, HEAD FIRST SAME SHORT);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

/* A file chosen by its path, its form filled in. */
static void choose_source(void)
{
    desk_rig_type(&r, "bb");
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "thu");
}

static void import(void)
{
    choose_source();
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

static void open_findings(void)
{
    import();
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "findings");
}

static void open_question(void)
{
    open_findings();
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
}

/* ---- files ---- */

static void files_are_told_by_what_is_in_them(void **state)
{
    char path[SCRATCH_PATH + 40];
    (void)state;
    snprintf(path, sizeof path, "%s/cu.doc", r.folder);
    write_text(path, "\xD0\xCF\x11\xE0 old");
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
    write_text(file, HEAD FIRST);
    setenv("HOME", home, 1);
    desk_rig_type(&r, "bb");
    desk_rig_expect(&r, "tai-ve.gift");
    desk_rig_expect(&r, "home/Downloads");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(unlink(file) | unlink(source), 0);
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
    write_text(path, "::1:: Một? {=a ~b}");
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
    write_text(other, HEAD "::q9::Một câu nữa? {\n~1\n=2\n~3\n~4\n}\n");
    desk_rig_type(&r, "bb");
    desk_rig_type(&r, r.folder);
    desk_rig_type(&r, "/");
    desk_rig_press(&r, KEYPRESS_ENTER);
    go_to_file("▶   cau-hoi.gift");
    desk_rig_type(&r, " ");
    desk_rig_ctrl(&r, 'T');
    go_to_file("▶   them.gift");
    desk_rig_type(&r, " ");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, "thu");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "4 questions read: 3 imported");
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
    choose_source();
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(
        desk_rig_shows(&r, "3 questions read: 2 imported, 0 repeated in their pool, 1 rej"));
    assert_true(desk_rig_shows(&r, "q3: 3 options, not four"));
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
    import();
    assert_true(file_exists(gift));
    assert_true(desk_rig_shows(&r, "thu"));
    assert_true(desk_rig_shows(&r, "not sealed yet"));
    assert_int_equal(r.desk.rans, 1);
}

/* What was rejected is known by its words; what the bank had is counted apart. */
static void counts_are_of_the_files_alone(void **state)
{
    (void)state;
    import();
    write_text(source, HEAD "::q5::Thêm một câu? {\n~1 m\n=2 m\n~3 m\n~4 m\n}\n\n" SHORT);
    desk_rig_type(&r, "a");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "2 questions read: 1 imported, 0 repeated in their pool, 1 rej"));
    assert_true(desk_rig_shows(&r, "2 questions that the bank had are kept"));
    assert_true(desk_rig_says(&r, "\"Thiếu phương án?\""));
    assert_true(desk_rig_says(&r, "bring it in again with “Keep others”"));
}

/* While a word is typed no key of the preview is named; it waits again when the search ends. */
static void a_preview_waits_behind_its_search(void **state)
{
    (void)state;
    choose_source();
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

/* One that goes in although its options forbid the seal is named, as those rejected are. */
static void what_goes_in_with_an_error_is_named(void **state)
{
    (void)state;
    choose_source();
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "nothing was written");
    assert_true(desk_rig_says(&r, "! 1 of those imported has an error, and the bank is not sealed "
                                  "with it: number q2, cau-hoi.gift: options B and C are the same: "
                                  "\"Chiều rộng làn?\""));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "number q2, cau-hoi.gift: options B and C are the same"));
}

/* One question with two errors is one question; a letter of another script is the second. */
static void a_question_with_two_errors_is_one(void **state)
{
    (void)state;
    write_text(source, HEAD "::q1::Ch\xD0\xB0 rộng? {\n~1 m\n=2 m\n~2 m\n~4 m\n}\n\n"
                            "::q2::Dài? {\n~1 m\n=2 m\n~3 m\n~3 m\n}\n");
    choose_source();
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "! 2 of those imported have errors"));
    assert_true(desk_rig_says(&r, "number q1, cau-hoi.gift: options B and C are the same"));
    assert_true(desk_rig_says(&r, "number q2, cau-hoi.gift: options C and D are the same"));
    assert_true(desk_rig_says(&r, "U+0430"));
}

/* The same file once more, its faults mended in the bank meanwhile: what comes beside the mended
 * one is told, and what was mended of those rejected. */
static void a_file_brought_in_again_is_told(void **state)
{
    (void)state;
    import();
    write_text(gift, HEAD FIRST "::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,60 m\n~4,00 m\n}\n\n"
                                "::q3::Thiếu  phương án? {\n~3,00 m\n=3,50 m\n~4,00 m\n~5 m\n}\n");
    desk_rig_type(&r, "a");
    desk_rig_type(&r, source);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "1 imported, 1 repeated in their pool, 1 rejected"));
    assert_true(desk_rig_says(&r, "! 1 of those imported is the same question as one that the bank "
                                  "has, with other options or another answer; both would stand "
                                  "there: number q2, cau-hoi.gift: \"Chiều rộng làn?\": the other "
                                  "at 4.1.gift, line 10"));
    assert_true(desk_rig_says(&r, "1 of those rejected stands in the bank already: "
                                  "number q3, cau-hoi.gift: \"Thiếu phương án?\": 4.1.gift, "
                                  "line 17"));
}

/* A file that does not say where its questions belong, and a form that does not either. */
static void a_pool_that_is_missing_is_said(void **state)
{
    (void)state;
    write_text(source, FIRST);
    choose_source();
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "1 rejected question is whole, and has no pool"));
    desk_rig_press(&r, KEYPRESS_ESC); /* onto what was lacking */
    assert_true(
        desk_rig_says(&r, "needed where the source does not say where its questions belong"));
    assert_true(desk_rig_says(&r, "phap-luat-rieng or chuyen-mon, such as 4.1/II/chuyen-mon"));
    desk_rig_type(&r, "4.1 II");
    assert_true(desk_rig_says(&r, "field/grade/pool"));
}

static void a_bank_is_proofread(void **state)
{
    (void)state;
    import();
    desk_rig_type(&r, "v");
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "4.1 · grade II · professional: 2 questions"));
    assert_true(desk_rig_shows(&r, "1. Chiều rộng một làn xe?"));
    assert_true(desk_rig_shows(&r, " * B. 3,50 m"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* Of two pools in one file, one question of the first at its end; a word leads to it. */
static void a_bank_is_read_by_pool_and_searched(void **state)
{
    (void)state;
    write_text(source, HEAD FIRST "$CATEGORY: 4.1/III/chuyen-mon\n\n"
                                  "::q8::Câu bậc ba? {\n~1 m\n=2 m\n~3 m\n~4 m\n}\n\n" HEAD
                                  "::q9::Câu sửa sau? {\n~5 m\n=6 m\n~7 m\n~8 m\n}\n");
    import();
    desk_rig_type(&r, "v");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "2. Câu sửa sau?");
    desk_rig_expect(&r, "/ search");
    desk_rig_type(&r, "/BAC BA");
    desk_rig_expect(&r, "1/1");
    desk_rig_expect(&r, "3. Câu bậc ba?");
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
    import();
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

/* A letter on a choice is looked for in its list. */
static void letters_find_a_choice(void **state)
{
    (void)state;
    choose_source();
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN); /* the format */
    desk_rig_type(&r, "mood");
    assert_string_equal(desk_rig_top(&r), "choose");
    assert_true(desk_rig_shows(&r, "moodle"));
    assert_false(desk_rig_shows(&r, "aiken"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, "▶ Format       moodle"));
}

/* A pool may be typed, or chosen from those that the bank may have: what is typed looks for it. */
static void a_pool_is_typed_or_chosen(void **state)
{
    (void)state;
    write_text(source, FIRST);
    choose_source();
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_says(&r, "Enter shows the list; it may be typed, too."));
    desk_rig_type(&r, "4.1/II/");
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "choose");
    assert_true(desk_rig_shows(&r, "4.1/II/phap-luat-rieng"));
    assert_false(desk_rig_shows(&r, "4.1/I/chuyen-mon"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "▶ Pool         4.1/II/chuyen-mon"));
    desk_rig_ctrl(&r, 'U');
    desk_rig_type(&r, "chung/chung/phap-luat-chung");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "1 question read: 1 imported"));
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "a"); /* the bank's own pools stand first */
    desk_rig_type(&r, source);
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
    write_text(source, HEAD FIRST);
    import();
    snprintf(ini, sizeof ini, "%s/banks/thu/ngan.ini", r.folder);
    write_text(ini, "[profile]\nid=ngan\ntitle=Ngắn\ntitle_en=Short\nfrom=2024-12-30\n"
                    "shuffle_options=false\n\n[standard]\nminutes=30\npass=1\nparts=one\n\n"
                    "[part one]\ntitle=Một\ntitle_en=One\npoints=1\npass=0\ndraws=one\n\n"
                    "[draw one]\npool={field}/{grade}/chuyen-mon\ncount=1\n");
    desk_rig_type(&r, "n");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_type(&r, ini);
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
    import();
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
    open_findings();
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
    choose_source();
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
        import();
        read_text(gift, was, sizeof was);
        desk_rig_type(&r, "a");
        desk_rig_type(&r, source);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_ctrl(&r, 'S');
        desk_rig_wait(&r);
        snprintf(banks, sizeof banks, "%s/banks/thu/bank.ini", r.folder);
        unlink(banks);
        assert_int_equal(mkdir(banks, 0700), 0);
        desk_rig_type(&r, "g");
        desk_rig_wait(&r);
        assert_true(desk_rig_shows(&r, "x "));
        read_text(gift, is, sizeof is);
        assert_string_equal(is, was);
        return;
    }
    skip();
}

/* ---- found ---- */

static void findings_stand_by_rule_errors_first(void **state)
{
    (void)state;
    open_findings();
    assert_true(desk_rig_shows(&r, "Bank thu: 4 errors, 1 warning"));
    assert_true(desk_rig_shows(&r, "▶ x two options are the same            1  │"));
    assert_true(desk_rig_shows(&r, "4.1.gift, line 11"));
    assert_true(desk_rig_shows(&r, "options B and C are the same"));
    desk_rig_type(&r, "n");
    assert_true(desk_rig_shows(&r, "x 4 errors forbid it"));
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_END); /* what is about the whole bank has no question */
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "no question stands there"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "banks");
}

/* ---- one question ---- */

static void change_option_c(const char *text)
{
    for (int i = 0; i < 8; i++)
        desk_rig_press(&r, KEYPRESS_UP);
    for (int i = 0; i < 3; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    for (int i = 0; i < 8; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, text);
}

static void equal_and_empty_options_are_not_written(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_question();
    read_text(gift, was, sizeof was);
    assert_true(desk_rig_shows(&r, "options B and C are the same"));
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x B: the same as option C"));
    change_option_c("");
    desk_rig_ctrl(&r, 'S');
    assert_true(desk_rig_shows(&r, "x C: is needed"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

static void one_question_is_written_and_taken_back(void **state)
{
    char was[4096], is[4096], want[4096];
    (void)state;
    open_question();
    read_text(gift, was, sizeof was);
    change_option_c("3,25 m");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "3 errors"));
    read_text(gift, is, sizeof is);
    /* every other byte stands */
    char *at = strstr(was, "~[plain]3,50 m");
    assert_non_null(at);
    snprintf(want, sizeof want, "%.*s~[plain]3,25 m%s", (int)(at - was), was,
             at + strlen("~[plain]3,50 m"));
    assert_string_equal(is, want);
    /* the line of it can be run when the desk's own file is gone */
    const struct stack_ran *ran = &r.desk.ran[r.desk.rans - 1];
    assert_non_null(strstr(ran->line, " --from \"$question\""));
    assert_non_null(strstr(ran->text, "~[plain]3,25 m"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
    assert_true(desk_rig_shows(&r, "4 errors"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "nothing to take back"));
}

/* A question that cannot be used goes behind a word, and comes back byte for byte. */
static void a_question_is_taken_out_and_brought_back(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_findings();
    read_text(gift, was, sizeof was);
    desk_rig_type(&r, "d"); /* which one is not said yet */
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_shows(&r, "D takes out the one there"));
    desk_rig_press(&r, KEYPRESS_TAB);
    desk_rig_type(&r, "d");
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_says(&r, "Chiều rộng làn?")); /* it is seen */
    desk_rig_type(&r, "no");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "another word"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_type(&r, "bo");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
    assert_string_equal(desk_rig_top(&r), "findings");
    read_text(gift, is, sizeof is);
    assert_null(strstr(is, "Chiều rộng làn?"));
    assert_non_null(strstr(is, "Chiều rộng một làn xe?"));
    assert_true(desk_rig_shows(&r, "1 question"));
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

static void esc_at_the_word_leaves_the_question(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_question();
    read_text(gift, was, sizeof was);
    desk_rig_ctrl(&r, 'D');
    assert_true(desk_rig_says(&r, "Type BO, then Enter"));
    assert_false(desk_rig_says(&r, "[plain]")); /* the question, not its code */
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_false(desk_rig_says(&r, "Type BO, then Enter"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* One key empties a field, another takes that back; where nothing was typed it says so. */
static void a_field_is_emptied_and_taken_back(void **state)
{
    (void)state;
    open_question();
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "Nothing was typed in this field"));
    desk_rig_ctrl(&r, 'U');
    assert_true(desk_rig_shows(&r, "▶ B            ____"));
    desk_rig_ctrl(&r, 'Z');
    assert_true(desk_rig_shows(&r, "▶ B            3,50 m"));
}

static void add_comment(void)
{
    char text[4096], more[4200];
    read_text(gift, text, sizeof text);
    snprintf(more, sizeof more, "%s// somebody else\n", text);
    write_text(gift, more);
}

static void a_file_changed_elsewhere_is_left_alone(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_question();
    change_option_c("3,25 m");
    add_comment();
    read_text(gift, was, sizeof was);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "changed elsewhere. Ctrl-R reads it again"));
    assert_true(desk_rig_shows(&r, "3,25 m")); /* what was typed is there */
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* ---- in an editor ---- */

static struct edited {
    int calls;
    bool writes, is_long; /* it is open beyond the minutes of the lock */
} edited;

static enum err_code edit(void *context, const char *path, struct err *e)
{
    char text[4096], more[4200];
    (void)context;
    (void)e;
    edited.calls++;
    read_text(path, text, sizeof text);
    char *option = strstr(text, "3,75 m");
    if (edited.writes && option) {
        snprintf(more, sizeof more, "%.*s3,25 m%s", (int)(option - text), text, option + 6);
        write_text(path, more);
    }
    if (edited.is_long) {
        r.now_ms += 11 * 60 * 1000;
        desk_tick_away(&r.desk);
    }
    return ERR_OK;
}

static void open_in_editor(void)
{
    r.desk.setup.edit = edit;
    desk_rig_ctrl(&r, 'X');
    desk_rig_wait(&r);
    desk_rig_wait(&r); /* and checked again */
}

static void what_an_editor_leaves_as_it_was_is_not_written(void **state)
{
    char was[4096], is[4096];
    (void)state;
    edited = (struct edited){0};
    open_question();
    read_text(gift, was, sizeof was);
    size_t rans = r.desk.rans;
    open_in_editor();
    assert_int_equal(edited.calls, 1);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_says(&r, "Nothing was changed in the editor; nothing was written."));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
    assert_int_equal(r.desk.rans, rans);
}

/* A desk that was left with the editor open locks itself; what was written there waits. */
static void it_locks_itself_while_the_editor_is_open(void **state)
{
    char was[4096], is[4096];
    (void)state;
    edited = (struct edited){.writes = true, .is_long = true};
    open_question();
    change_option_c("3,75 m");
    read_text(gift, was, sizeof was);
    open_in_editor();
    assert_true(r.desk.lock.is_on);
    assert_true(desk_rig_shows(&r, "Locked."));
    assert_false(desk_rig_shows(&r, "3,25 m"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_says(&r, "Locked while the editor was open: nothing is written yet."));
    edited = (struct edited){0}; /* saved once more as it was left */
    open_in_editor();
    assert_string_equal(desk_rig_top(&r), "findings");
    read_text(gift, is, sizeof is);
    assert_non_null(strstr(is, "~[plain]3,25 m"));
}

/* At its place stands another question by now, which is not opened in its stead. */
static void another_question_at_its_place_is_not_opened(void **state)
{
    char text[4096], more[8192];
    (void)state;
    open_question();
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    read_text(gift, text, sizeof text);
    char *stem = strstr(text, "Chiều rộng làn");
    assert_non_null(stem);
    snprintf(more, sizeof more, "%.*sTĩnh không%s", (int)(stem - text), text,
             stem + strlen("Chiều rộng làn"));
    write_text(gift, more);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "findings");
    assert_true(desk_rig_says(&r, "this question stands there no more"));
    desk_rig_type(&r, "r");
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
}

/* Nor is another question put back over what somebody else wrote. */
static void nothing_is_taken_back_over_another_hand(void **state)
{
    char was[4096], is[4096];
    (void)state;
    open_question();
    change_option_c("3,25 m");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    add_comment();
    read_text(gift, was, sizeof was);
    desk_rig_ctrl(&r, 'Z');
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "changed elsewhere"));
    read_text(gift, is, sizeof is);
    assert_string_equal(is, was);
}

/* One that lacks an option opens with what was read, and no answer that nobody named. */
static void a_broken_question_opens_with_what_was_read(void **state)
{
    char text[4096], more[8192];
    (void)state;
    import();
    read_text(gift, text, sizeof text);
    snprintf(more, sizeof more, "%s::q9::Câu hỏng? {\n=1\n=2\n~3\n~4\n}\n", text);
    write_text(gift, more);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "Câu hỏng?"));
    assert_true(desk_rig_shows(&r, "▶ Answer       _"));
    assert_true(desk_rig_shows(&r, "none chosen yet"));
}

/* Where a question stands: the pool in words, and its name in the files; of one behind another
 * category that one's. */
static void a_question_says_which_pool_it_is_in(void **state)
{
    (void)state;
    write_text(source, "$CATEGORY: 1.1/I/phap-luat-rieng\n\n" FIRST HEAD SAME
                       "$CATEGORY: chung/chung/phap-luat-chung\n\n" SHORT);
    open_question();
    desk_rig_expect(&r, "Pool: 4.1/II/chuyen-mon · Giám sát công tác xây dựng công trình ·");
    desk_rig_ctrl(&r, 'E');
    desk_rig_expect(&r, "Nhóm: 4.1/II/chuyen-mon · Giám sát công tác xây dựng công trình ·");
    desk_rig_ctrl(&r, 'E');
    desk_rig_ctrl(&r, 'D'); /* what goes says it, too */
    desk_rig_expect(&r, "Pool: 4.1/II/chuyen-mon · ");
}

static void the_pool_is_that_of_the_category_above(void **state)
{
    static const char TEXT[] = "$CATEGORY: 1.1/I/phap-luat-rieng\n\n" FIRST
                               "$CATEGORY: chung/chung/phap-luat-chung\n\n" SAME;
    struct buf file, told;
    struct bank_pools_named pool = {.pool = "chung/chung/phap-luat-chung"};
    (void)state;
    buf_init(&file, sizeof TEXT);
    buf_init(&told, 1024);
    buf_add_text(&file, TEXT);
    assert_string_equal(bank_place_find(&file, 3).pool, "1.1/I/phap-luat-rieng");
    assert_string_equal(bank_place_find(&file, 12).pool, "chung/chung/phap-luat-chung");
    bank_pools_tell(&pool, TABLE_EN, &told);
    assert_string_equal(buf_text(&told),
                        "chung/chung/phap-luat-chung · all fields · all grades · General law");
    buf_clear(&told);
    strcpy(pool.pool, "Old bank/part 2"); /* as it stands where it is no bank's */
    bank_pools_tell(&pool, TABLE_EN, &told);
    assert_string_equal(buf_text(&told), "Old bank/part 2");
    buf_free(&told);
    buf_free(&file);
}

static void a_draft_of_a_question_is_kept(void **state)
{
    (void)state;
    open_question();
    assert_true(desk_rig_shows(&r, "Esc back"));
    change_option_c("3,25 m");
    assert_true(desk_rig_shows(&r, "Esc keep, go back"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "findings");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "3,25 m"));
}

/* Put aside while something else in its file changed: it is written all the same. */
static void a_draft_goes_on_in_a_file_that_changed_elsewhere_in_it(void **state)
{
    char is[4096];
    (void)state;
    open_question();
    change_option_c("3,25 m");
    desk_rig_press(&r, KEYPRESS_ESC);
    add_comment();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "question");
    assert_true(desk_rig_shows(&r, "3,25 m"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "findings");
    read_text(gift, is, sizeof is);
    assert_non_null(strstr(is, "3,25 m"));
    assert_non_null(strstr(is, "somebody else"));
}

#define BANKS(test) cmocka_unit_test_setup_teardown(test, up, down)

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&banks_screen);
    desk_rig_check_pressed(&findings_screen);
}

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
        BANKS(counts_are_of_the_files_alone),
        BANKS(a_preview_waits_behind_its_search),
        BANKS(what_goes_in_with_an_error_is_named),
        BANKS(a_question_with_two_errors_is_one),
        BANKS(a_file_brought_in_again_is_told),
        BANKS(a_pool_that_is_missing_is_said),
        BANKS(a_bank_is_proofread),
        BANKS(a_bank_is_read_by_pool_and_searched),
        BANKS(a_bank_with_errors_is_offered_no_seal),
        BANKS(letters_find_a_choice),
        BANKS(a_pool_is_typed_or_chosen),
        BANKS(the_field_for_a_passphrase_says_what_it_is_for),
        BANKS(a_share_that_hangs_freezes_no_list),
        BANKS(a_share_that_hangs_freezes_no_findings),
        BANKS(f1_is_help_in_a_form),
        BANKS(a_disk_that_fails_leaves_the_old_bank),
        BANKS(findings_stand_by_rule_errors_first),
        BANKS(equal_and_empty_options_are_not_written),
        BANKS(one_question_is_written_and_taken_back),
        BANKS(a_question_is_taken_out_and_brought_back),
        BANKS(a_field_is_emptied_and_taken_back),
        BANKS(esc_at_the_word_leaves_the_question),
        BANKS(a_file_changed_elsewhere_is_left_alone),
        BANKS(what_an_editor_leaves_as_it_was_is_not_written),
        BANKS(it_locks_itself_while_the_editor_is_open),
        BANKS(another_question_at_its_place_is_not_opened),
        BANKS(nothing_is_taken_back_over_another_hand),
        BANKS(a_broken_question_opens_with_what_was_read),
        BANKS(a_question_says_which_pool_it_is_in),
        BANKS(the_pool_is_that_of_the_category_above),
        BANKS(a_draft_of_a_question_is_kept),
        BANKS(a_draft_goes_on_in_a_file_that_changed_elsewhere_in_it),
        BANKS(each_action_was_pressed),
    };
    return cmocka_run_group_tests_name("banks at the desk", tests, NULL, NULL);
}
