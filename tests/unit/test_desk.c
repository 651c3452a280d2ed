/* The desk's stack and its first screen: what is drawn, what keys do, over an office made up
 * here. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/desk_rig.h"
#include "app/core/file.h"
#include "tests/lib/drawn.h"
#include "tools/desk/screens.h"
#include "tools/desk/teller_tell.h"
#include "tools/desk/start_parts.h"
#include "tools/work/backup.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_seal.h"
#include "tools/work/grade.h"
#include "tools/work/log_check.h"
#include "tools/work/roster_template.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_pack.h"

enum { DAY = 86400 };

static struct desk_rig r;
static const struct work_op *const OPS[] = {&bank_seal_op,   &grade_op,        &log_check_op,
                                            &bank_import_op, &session_draw_op, &roster_template_op,
                                            &backup_op,      &session_pack_op, NULL};

static struct start *start(void)
{
    assert_string_equal(r.desk.screen[0]->ops->name, "start");
    return (struct start *)r.desk.screen[0];
}

static void add(enum waiting_mark mark, enum waiting_kind kind, const char *about, const char *text,
                const char *command, int64_t since)
{
    struct waiting_reply *w = &start()->waiting;
    struct waiting_row *grown = realloc(w->row, (w->rows + 1) * sizeof *w->row);
    assert_non_null(grown);
    w->row = grown;
    struct waiting_row *x = &grown[w->rows++];
    *x = (struct waiting_row){.mark = mark, .kind = kind, .since = since};
    strcpy(x->about, about);
    strcpy(x->text, text);
    strcpy(x->command, command);
}

static void settle(void)
{
    struct tui_rows rows = start_rows(start());
    tui_table_settle(&start()->table, &rows);
}

/* No office stands there: what is shown is what the test put in. */
static int up(void **state)
{
    (void)state;
    strcpy(r.folder, "/nowhere");
    desk_rig_open(&r, OPS, false);
    r.now_ms = r.desk.looked_ms = r.desk.key_ms = 0;
    start()->trouble = (struct err){0};
    strcpy(r.desk.office, "Sở Xây dựng tỉnh Gia Lai");
    add(WAITING_WRONG, WAITING_DECIDE, "ca-2", "1 papers waited", "sathachctl reconcile ca-2",
        DESK_RIG_NOON - 60);
    add(WAITING_DUE, WAITING_GRADE, "ca-2", "31 files came in", "sathachctl grade ca-2",
        DESK_RIG_NOON - 60);
    add(WAITING_DUE, WAITING_LISTS, "ca-1", "lists not written", "sathachctl report ca-1",
        DESK_RIG_NOON - DAY);
    add(WAITING_TOLD, WAITING_EDITED, "mau", "edited since", "sathachctl bank seal mau",
        DESK_RIG_NOON - 9 * DAY);
    add(WAITING_DUE, WAITING_BACKUP, "", "no backup yet", "sathachctl backup FILE.backup", 0);
    settle();
    desk_draw(&r.desk, &r.v);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void the_start_screen_says_what_waits(void **state)
{
    (void)state;
    assert_string_equal(
        drawn_row(&r.v, 0),
        " Sở Xây dựng tỉnh Gia Lai · Desk                              29/11/2026  12:00");
    assert_string_equal(drawn_row(&r.v, 2), " Waiting: 5");
    assert_string_equal(
        drawn_row(&r.v, 3),
        "▶ x ca-2         1 papers waited                                        today");
    assert_string_equal(
        drawn_row(&r.v, 5),
        "  ! ca-1         lists not written                                  yesterday");
    assert_string_equal(
        drawn_row(&r.v, 6),
        "  · mau          edited since                                      20/11/2026");
    assert_string_equal(drawn_row(&r.v, 7), "  ! office       no backup yet");
    assert_int_equal(drawn_role(&r.v, 3, 2), CANVAS_DANGER);
    assert_true(desk_rig_shows(&r, " Command: sathachctl reconcile ca-2"));
    assert_int_equal(r.v.cursor_row, 3);
    desk_rig_press(&r, KEYPRESS_DOWN);
    assert_true(desk_rig_shows(&r, " Command: sathachctl grade ca-2"));
    assert_true(desk_rig_shows(&r, "Enter open"));
    assert_true(desk_rig_shows(&r, "Ctrl-Q leave"));
}

/* A row whose command is an operation opens its form, filled in; another one its screen. */
static void a_row_opens_what_ends_it(void **state)
{
    (void)state;
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    assert_true(desk_rig_shows(&r, " Command: sathachctl grade ca-2"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(start()->table.at, 1);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "papers");
    assert_true(desk_rig_shows(&r, "Papers · ca-1"));
    desk_rig_type(&r, "h"); /* help over it, and back to it */
    assert_true(desk_rig_shows(&r, "what it is made as: paper, spreadsheet"));
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(start()->table.at, 2);
}

/* Where Enter leads from a row of each kind that may wait: one without a line here fails. A page
 * alone is for what nothing can be done about. */
static void each_kind_leads_to_its_screen(void **state)
{
    static const struct {
        const char *top, *command, *shown;
    } WANTED[] = {
        [WAITING_LOG] = {"operation", "sathachctl log check", "log check"},
        [WAITING_NO_BANK] = {"operation", "sathachctl bank import FILE --to ngan-hang",
                             "ngan-hang"},
        [WAITING_UNSEALED] = {"findings", "sathachctl bank check ca-7", "ca-7"},
        [WAITING_EDITED] = {"findings", "sathachctl bank seal ca-7", "ca-7"},
        [WAITING_NO_SESSION] = {"operation", "sathachctl roster template danh-sach.xlsx",
                                "danh-sach.xlsx"},
        [WAITING_SETTINGS] = {"settings", "sathachctl settings", "Settings of the office"},
        [WAITING_DRAW] = {"operation", "sathachctl session draw ca-7 --lot …", "session draw ca-7"},
        [WAITING_UNREADABLE] = {"operation", "sathachctl log check", "log check"},
        [WAITING_SLIPS] = {"papers", "sathachctl session slips ca-7", "Papers · ca-7"},
        [WAITING_HOURS] = {"page", "", "the text of the row"},
        [WAITING_COLLECT] = {"day", "sathachctl collect /media/…", ""},
        [WAITING_MARK] = {"sheet", "sathachctl sheet ca-7", "ca-7"},
        [WAITING_PRINT_MARK] = {"papers", "sathachctl papers ca-7 --printed mark.pdf",
                                "Papers · ca-7"},
        [WAITING_SHEET] = {"sheet", "sathachctl sheet ca-7 --from FILE", "ca-7"},
        [WAITING_GRADE] = {"operation", "sathachctl grade ca-7", "sathachctl grade ca-7"},
        [WAITING_FORK] = {"fork", "sathachctl paper ca-7 0031", "0031"},
        [WAITING_DECIDE] = {"reconcile", "sathachctl reconcile ca-7", "ca-7"},
        [WAITING_LISTS] = {"papers", "sathachctl report ca-7 passlist,results --format pdf",
                           "Papers · ca-7"},
        [WAITING_PAPERS] = {"papers", "sathachctl papers ca-7 --signed passlist.pdf",
                            "Papers · ca-7"},
        [WAITING_PACK] = {"day", "sathachctl session pack ca-7 --to FOLDER",
                          "then U copies the room's set of ca-7"},
        [WAITING_CLOSE] = {"reconcile", "sathachctl decide ca-7 close", "ca-7"},
        [WAITING_BACKUP] = {"operation", "sathachctl backup FILE.backup", "sathachctl backup"},
        [WAITING_STICK] = {"day", "sathachctl collect /media/usb", ""}};
    (void)state;
    assert_int_equal(sizeof WANTED / sizeof WANTED[0], WAITING_KIND_COUNT);
    for (int kind = 0; kind < WAITING_KIND_COUNT; kind++) {
        if (!WANTED[kind].top)
            fail_msg("%s leads nowhere", waiting_kind_word((enum waiting_kind)kind));
        start()->waiting.rows = 0;
        add(WAITING_DUE, (enum waiting_kind)kind, "ca-7", "the text of the row",
            WANTED[kind].command, DESK_RIG_NOON);
        if (kind == WAITING_FORK)
            strcpy(start()->waiting.row[0].paper, "0031");
        settle();
        desk_rig_press(&r, KEYPRESS_HOME);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_refuse(&r);
        if (strcmp(desk_rig_top(&r), WANTED[kind].top) != 0)
            fail_msg("%s: %s, not %s", waiting_kind_word((enum waiting_kind)kind), desk_rig_top(&r),
                     WANTED[kind].top);
        desk_rig_expect(&r, WANTED[kind].shown);
        while (strcmp(desk_rig_top(&r), "start") != 0)
            desk_rig_press(&r, KEYPRESS_ESC);
    }
}

static size_t shown(void)
{
    struct tui_rows rows = start_rows(start());
    return tui_table_shown(&start()->table, &rows);
}

static void rows_are_filtered(void **state)
{
    (void)state;
    desk_rig_type(&r, "/CA-2 files");
    assert_int_equal(shown(), 1);
    desk_rig_expect(&r, "/CA-2 files_");
    desk_rig_expect(&r, "1/5");
    desk_rig_expect(&r, "31 files came in");
    desk_rig_expect(&r, "sathachctl grade ca-2"); /* the command of the row that is left */
    assert_false(desk_rig_shows(&r, "papers waited"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(shown(), 1);
    desk_rig_type(&r, "/zzz");
    desk_rig_expect(&r, "No row holds what was typed; Esc shows all.");
    desk_rig_expect(&r, "0/5");
    assert_false(desk_rig_shows(&r, "sathachctl"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_press(&r, KEYPRESS_ENTER); /* nothing to open */
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(shown(), 5);
    assert_int_equal(start()->table.at, 1); /* where it stood */
    desk_rig_type(&r, "/lqrhmc12");         /* letters and digits are text here */
    assert_false(r.desk.quit);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_string_equal(start()->screen.filter.typed.text, "lqrhmc12");
}

/* What was filtered is so still behind a screen that lay above; a digit counts those shown. */
static void a_filter_is_kept_and_digits_go_to_rows(void **state)
{
    (void)state;
    desk_rig_type(&r, "4");
    assert_int_equal(start()->table.at, 3);
    desk_rig_expect(&r, "Row 4 of 5.");
    desk_rig_type(&r, "/ca-");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_int_equal(shown(), 3);
    assert_int_equal(start()->table.at, 2); /* the nearest that is left */
    desk_rig_type(&r, "2");
    desk_rig_expect(&r, "Row 2 of 3.");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "operation");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
    assert_int_equal(shown(), 3);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_int_equal(shown(), 5);
    assert_int_equal(start()->table.at, 1);
}

/* The office's folder is none: what was seen last stays, and the message says why. */
static void trouble_is_said_and_nothing_lost(void **state)
{
    (void)state;
    desk_rig_type(&r, "r");
    assert_int_not_equal(start()->trouble.code, ERR_OK);
    assert_true(desk_rig_shows(&r, "/nowhere"));
    assert_true(desk_rig_shows(&r, "31 files came in"));
}

static void it_looks_again_in_time(void **state)
{
    (void)state;
    desk_rig_pass(&r, 1000);
    r.desk.looked_ms = r.now_ms;
    assert_int_equal(desk_timeout_ms(&r.desk), START_LOOK_MS);
    desk_rig_pass(&r, 4000);
    assert_int_equal(start()->trouble.code, ERR_OK);
    assert_int_equal(desk_timeout_ms(&r.desk), START_LOOK_MS - 4000);
    desk_rig_pass(&r, 6000);
    assert_int_not_equal(start()->trouble.code, ERR_OK); /* it looked */
    assert_int_equal(desk_timeout_ms(&r.desk), START_LOOK_MS);
}

static void a_small_window_says_so(void **state)
{
    (void)state;
    desk_rig_size(&r, 23, 80);
    assert_true(desk_rig_shows(&r, "too small"));
    desk_rig_size(&r, 24, 79);
    assert_true(desk_rig_shows(&r, "too small"));
    desk_rig_press(&r, KEYPRESS_DOWN); /* nothing is lost */
    desk_rig_size(&r, 60, 200);
    assert_int_equal(start()->table.at, 1);
    assert_true(desk_rig_shows(&r, "31 files came in"));
}

static void it_is_left_by_one_key(void **state)
{
    (void)state;
    desk_rig_type(&r, "q");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_false(r.desk.quit);
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_ctrl(&r, 'Q');
    assert_true(r.desk.quit);
}

static void no_two_actions_share_a_key(void **state)
{
    size_t count;
    const struct screen_ops *const *all = screens_all(&count);
    (void)state;
    assert_true(count >= 7);
    for (size_t i = 0; i < count; i++)
        desk_rig_check_keys(all[i]);
    desk_rig_check_keys(&(const struct screen_ops){.actions = &ACTIONS_COMMON});
}

/* By lines each action is done by a word that is told, but for those that move a cursor; Enter by
 * an empty line. Where letters are text, a word cannot be taken for one. */
static void has_its_word(const struct tui_action *a, bool is_text)
{
    char word[TELLER_WORD];
    struct keypress key;
    bool moves = a->kind == KEYPRESS_UP || a->kind == KEYPRESS_DOWN,
         is_letter_alone = a->kind == KEYPRESS_CHAR && !a->ctrl && a->letters[0];
    teller_word(a, is_text, word);
    if (moves || a->is_choice || a->kind == KEYPRESS_ENTER || (is_text && is_letter_alone))
        return;
    assert_true(word[0]);
    assert_true(teller_key(word, is_text, &key));
    assert_true(!is_text || word[0] == '.' || key.kind == KEYPRESS_ESC);
    if (key.kind == KEYPRESS_CTRL)
        assert_int_equal(key.cp, a->ctrl);
    else if (key.kind == KEYPRESS_CHAR)
        assert_true(key.cp == ' ' || strchr(a->letters, toupper((int)key.cp)));
    else
        assert_int_equal(key.kind, a->kind);
}

static void each_key_has_its_word_by_lines(void **state)
{
    size_t count;
    const struct screen_ops *const *all = screens_all(&count);
    (void)state;
    for (size_t i = 0; i <= count; i++) {
        const struct tui_actions *t = i < count ? all[i]->actions : &ACTIONS_COMMON;
        for (int k = 1; k < t->count; k++)
            if (t->row[k].keys[0]) {
                has_its_word(&t->row[k], false);
                has_its_word(&t->row[k], true);
            }
    }
}

static void random_keys_do_no_harm(void **state)
{
    (void)state;
    static const char *const CHARS[] = {"h", "r", "/", "a", "2", "?", " ", "ộ", "c", "m", "g", "'"};
    uint64_t seed = 11;
    for (int i = 0; i < 4000; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        unsigned n = (unsigned)(seed >> 33);
        if (n % 2)
            desk_rig_type(&r, CHARS[n / 2 % 12]);
        else
            desk_rig_press(&r, (enum keypress_kind)(n / 2 % KEYPRESS_CTRL));
        desk_rig_wait(&r);
        assert_false(r.desk.quit);
        assert_true(r.desk.screens <= STACK_DEPTH);
    }
    assert_int_equal(r.desk.rans, 0);
}

/* ---- lock ---- */

static int up_with_office(void **state)
{
    (void)state;
    desk_rig_open(&r, OPS, true);
    return 0;
}

static void it_locks_and_opens_again(void **state)
{
    (void)state;
    desk_rig_type(&r, "m");
    assert_string_equal(desk_rig_top(&r), "operations");
    desk_rig_ctrl(&r, 'K');
    assert_true(desk_rig_shows(&r, "Locked. Office passphrase"));
    assert_false(desk_rig_shows(&r, "grade")); /* nothing of the office is on the glass */
    desk_rig_type(&r, "something else");
    assert_false(desk_rig_shows(&r, "something"));
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(desk_rig_shows(&r, "not the passphrase"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_false(r.desk.lock.is_on);
    assert_string_equal(desk_rig_top(&r), "operations");
    assert_true(desk_rig_shows(&r, "grade"));
    assert_non_null(r.ring.key[KEYS_OFFICE]);
    desk_rig_ctrl(&r, 'K'); /* and the key is gone with the lock */
    assert_null(r.ring.key[KEYS_OFFICE]);
}

static void without_a_key_it_locks_itself(void **state)
{
    (void)state;
    desk_rig_pass(&r, 9 * 60000);
    assert_false(r.desk.lock.is_on);
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_pass(&r, 9 * 60000 + 59000);
    assert_false(r.desk.lock.is_on);
    desk_rig_pass(&r, 1000);
    assert_true(r.desk.lock.is_on);
}

static void five_wrong_ones_wait(void **state)
{
    (void)state;
    desk_rig_ctrl(&r, 'K');
    for (int i = 0; i < LOCK_WRONG_MAX; i++) {
        desk_rig_type(&r, "wrong");
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
    }
    assert_true(desk_rig_shows(&r, "Too many wrong ones: 30 seconds"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_false(r.desk.lock.is_trying);
    desk_rig_pass(&r, LOCK_WAIT_MS);
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_false(r.desk.lock.is_on);
}

/* What --pass names opens nothing: whoever comes back types. */
static void a_file_of_a_passphrase_does_not_open_it(void **state)
{
    struct err e = {0};
    char file[SCRATCH_PATH + 32], option[SCRATCH_PATH + 40];
    (void)state;
    snprintf(file, sizeof file, "%s/pass", r.folder);
    snprintf(option, sizeof option, "office=%s", file);
    assert_int_equal(
        file_write(file, DESK_RIG_OFFICE_PASS, strlen(DESK_RIG_OFFICE_PASS), FILE_NEW, &e), ERR_OK);
    assert_int_equal(secret_files_add(&r.work.pass, option, &e), ERR_OK);
    desk_rig_ctrl(&r, 'K');
    desk_rig_type(&r, "x");
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    assert_true(r.desk.lock.is_on);
}

static void a_long_passphrase_is_refused_aloud(void **state)
{
    (void)state;
    desk_rig_ctrl(&r, 'K');
    for (int i = 0; i < ASK_MAX - 1; i++)
        desk_rig_type(&r, "a");
    assert_false(desk_rig_shows(&r, "no more is taken"));
    desk_rig_type(&r, "a");
    assert_true(desk_rig_shows(&r, "longer than 255 bytes"));
    assert_int_equal(strlen(ask_text(&r.desk.lock.ask)), ASK_MAX - 1);
}

/* What is cut in its row stands whole below the list. */
static void a_row_too_long_is_told_whole(void **state)
{
    (void)state;
    struct waiting_row *x = &start()->waiting.row[0];
    snprintf(x->text, sizeof x->text, "%s", "TRAINING · 60 rows of the signed sheet are missing");
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, "of the signed sheet are missing"));
    snprintf(x->text, sizeof x->text, "%s",
             "TRAINING · 60 rows of the signed sheet are missing, of 300 that are asked");
    desk_draw(&r.desk, &r.v);
    assert_true(desk_rig_shows(&r, " TRAINING · 60 rows of the signed sheet are missing, of 300 "
                                   "that are asked"));
}

/* An editor that leaves a file without faults. */
static enum err_code mend(void *context, const char *path, struct err *e)
{
    (void)context;
    assert_string_equal(file_base(path), "office.ini");
    static const char MENDED[] = "[office]\nparent=UBND\n";
    return file_write(path, MENDED, sizeof MENDED - 1, FILE_REPLACE, e);
}

static void a_broken_office_ini_is_mended_from_here(void **state)
{
    char path[SCRATCH_PATH + 16];
    struct err e = {0};
    (void)state;
    assert_false(desk_rig_shows(&r, "E mend office.ini"));
    snprintf(path, sizeof path, "%s/office.ini", r.folder);
    assert_int_equal(file_write(path, "[office]\nparent\n", 16, FILE_REPLACE, &e), ERR_OK);
    desk_rig_type(&r, "r");
    assert_true(desk_rig_shows(&r, "office.ini:2"));
    assert_true(desk_rig_shows(&r, "E mend office.ini"));
    desk_rig_type(&r, "e");
    assert_true(desk_rig_says(&r, "There is no editor here."));
    r.desk.setup.edit = mend;
    desk_rig_type(&r, "e");
    assert_false(desk_rig_shows(&r, "office.ini:2"));
    assert_false(desk_rig_shows(&r, "E mend office.ini"));
    desk_rig_pass(&r, 1);
    assert_string_equal(r.desk.lock.of.role, "office");
}

#define DESK(test) cmocka_unit_test_setup_teardown(test, up, down)
#define OFFICE(test) cmocka_unit_test_setup_teardown(test, up_with_office, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK(the_start_screen_says_what_waits),
        DESK(a_row_opens_what_ends_it),
        DESK(each_kind_leads_to_its_screen),
        DESK(a_row_too_long_is_told_whole),
        DESK(rows_are_filtered),
        DESK(a_filter_is_kept_and_digits_go_to_rows),
        DESK(trouble_is_said_and_nothing_lost),
        DESK(it_looks_again_in_time),
        DESK(a_small_window_says_so),
        DESK(it_is_left_by_one_key),
        cmocka_unit_test(no_two_actions_share_a_key),
        cmocka_unit_test(each_key_has_its_word_by_lines),
        DESK(random_keys_do_no_harm),
        OFFICE(a_broken_office_ini_is_mended_from_here),
        OFFICE(it_locks_and_opens_again),
        OFFICE(without_a_key_it_locks_itself),
        OFFICE(five_wrong_ones_wait),
        OFFICE(a_file_of_a_passphrase_does_not_open_it),
        OFFICE(a_long_passphrase_is_refused_aloud),
    };
    return cmocka_run_group_tests_name("desk", tests, NULL, NULL);
}
