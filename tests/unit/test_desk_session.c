/* A session at the desk: its form over a list of candidates, its preview, its passphrases copied,
 * its slips. */
#include "app/core/file.h"
#include "tests/lib/drawn.h"
#include "tests/lib/session_rig.h"
#include "tools/desk/made.h"
#include "tools/desk/operation.h"
#include "tools/desk/paper.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/session.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_new.h"
#include "tools/work/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct desk_rig r;
static struct desk_office office;

static int up_all(void **state)
{
    (void)state;
    session_rig_make(&office);
    return 0;
}

static int down_all(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

static int up(void **state)
{
    (void)state;
    session_rig_open(&office, &r);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_rig_close(&r);
    return 0;
}

static void open_form(void)
{
    session_rig_open_roster_of(&r, session_rig_list);
    desk_rig_type(&r, "g");
    assert_string_equal(desk_rig_top(&r), "session");
}

static void type_row(const char *text)
{
    desk_rig_type(&r, text);
    desk_rig_press(&r, KEYPRESS_DOWN);
}

/* What is asked is what was sealed; that somebody edited since is said, and stops nothing. */
static void a_bank_edited_since_it_was_sealed(void **state)
{
    char command[SCRATCH_PATH + 60];
    (void)state;
    snprintf(command, sizeof command, "touch -d '+1 hour' '%s/banks/mau/4.1.gift'", office.folder);
    assert_int_equal(system(command), 0);
    open_form();
    desk_rig_expect(&r, "! edited since it was sealed");
    type_row("ca-8");
    for (int i = 0; i < 2; i++)
        type_row("");
    type_row("2/12/2026");
    type_row("7h30");
    type_row("0930");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    snprintf(command, sizeof command, "touch -d '-1 hour' '%s/banks/mau/4.1.gift'", office.folder);
    assert_int_equal(system(command), 0);
}

static void hours_typed_in_haste_are_written_out(void **state)
{
    (void)state;
    open_form();
    type_row("ca-3");
    type_row("Đợt 4/2026");
    type_row("Phòng 2");
    type_row("2/12/2026");
    desk_rig_expect(&r, "Wednesday");
    type_row("7h30");
    type_row("0745");
    desk_rig_expect(&r, "02/12/2026");
    desk_rig_expect(&r, "07:30");
    desk_rig_expect(&r, "07:45");
    desk_rig_expect(&r, "x a paper takes 30 minutes: not");
    desk_rig_press(&r, KEYPRESS_UP); /* in full where the cursor stands */
    desk_rig_expect(&r, "a paper takes 30 minutes: not before 08:00");
    desk_rig_golden(&r, "session");
    desk_rig_press(&r, KEYPRESS_ESC); /* what was typed is kept */
    assert_string_equal(desk_rig_top(&r), "roster");
    desk_rig_type(&r, "g");
    desk_rig_expect(&r, "Đợt 4/2026");
}

/* A range in other words is none, and the field says how it is written. */
static void seats_are_told_how_they_are_written(void **state)
{
    (void)state;
    open_form();
    type_row("ca-3");
    for (int i = 0; i < 5; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_expect(&r, "MAY-01..MAY-10; empty: everybody at any seat");
    type_row("MAY-01 qua MAY-10");
    desk_rig_expect(&r, "x write MAY-01..MAY-40");
    desk_rig_press(&r, KEYPRESS_UP);
    desk_rig_ctrl(&r, 'U');
    for (int i = 0; i < 40; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_type(&r, "MAY-01");
    desk_rig_expect(&r, "1 seat for 2 people: 2 turns");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "1 seat for 2 people: 2 turns");
    desk_rig_expect(&r, "MAY-01     017      Nguyễn Thị Hạnh · 4.1 II");
    desk_rig_expect(&r, "MAY-01     018      Trần Văn Độ · 4.1 III");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_type(&r, "..MAY-10");
    desk_rig_expect(&r, "10 seats");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "Who sits where:");
    desk_rig_expect(&r, "MAY-01     017      Nguyễn Thị Hạnh · 4.1 II");
    desk_rig_expect(&r, "MAY-02     018      Trần Văn Độ · 4.1 III");
}

/* Whom a seat has in turn must be done before it closes. */
static void turns_that_take_too_long_are_told(void **state)
{
    (void)state;
    open_form();
    type_row("ca-3");
    for (int i = 0; i < 3; i++)
        desk_rig_press(&r, KEYPRESS_DOWN);
    type_row("0730");
    type_row("0815");
    desk_rig_type(&r, "MAY-01,MAY-02");
    desk_rig_expect(&r, "2 seats");
    for (int i = 0; i < 7; i++)
        desk_rig_press(&r, KEYPRESS_BACKSPACE);
    desk_rig_expect(&r,
                    "! 2 papers one after another at a seat take 60 minutes; it is open for 45");
}

static void what_cannot_be_is_said_at_its_field(void **state)
{
    (void)state;
    open_form();
    type_row("Ca 3");
    desk_rig_expect(&r, "1 to 32 of a-z");
    desk_rig_press(&r, KEYPRESS_DOWN);
    desk_rig_press(&r, KEYPRESS_DOWN);
    type_row("28/11/2026");
    desk_rig_expect(&r, "this day is past");
    type_row("07:30");
    type_row("07:00");
    desk_rig_expect(&r, "it closes before it opens");
    desk_rig_ctrl(&r, 'S');
    desk_rig_expect(&r, "x Short name");
    assert_int_equal(r.v.cursor_row, 3);
    desk_rig_size(&r, 23, 80);
    desk_rig_expect(&r, "80×24");
    desk_rig_size(&r, 24, 80);
    desk_rig_expect(&r, "this day is past");
    desk_rig_ctrl(&r, 'K');
    assert_false(desk_rig_shows(&r, "this day"));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "this day is past");
}

/* ---- made ---- */

static void preview(const char *name)
{
    open_form();
    type_row(name);
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "2 papers for 2 people were drawn; nothing is written.");
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
}

/* The passphrase of a preview: it says so, and who gives up is back in the form. */
static void a_preview_asks_for_the_passphrase_as_one(void **state)
{
    (void)state;
    open_form();
    type_row("ca-8");
    memset(&r.work.pass, 0, sizeof r.work.pass); /* no file has it: it is typed */
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    assert_true(r.desk.ask.is_open);
    desk_rig_expect(&r, "Preview: nothing is written. Once it is agreed to:");
    desk_rig_expect(
        &r, "each paper is drawn on trial out of the sealed bank, which the office's key alone");
    desk_rig_press(&r, KEYPRESS_ESC);
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "session");
    assert_false(desk_rig_shows(&r, "no passphrase was typed"));
    desk_rig_expect(&r, "Short name");
    desk_rig_expect(&r, "ca-8");
}

static bool is_made(const char *name)
{
    char path[SCRATCH_PATH + 64];
    snprintf(path, sizeof path, "%s/sessions/%s/%s.session", office.folder, name, name);
    return file_exists(path);
}

/* The last group of a passphrase that stands in a row of the picture. */
static void read_group(int row, char group[8])
{
    const char *text = strstr(drawn_row(&r.v, row), "for ");
    assert_non_null(text);
    while (text[-1] == ' ')
        text--;
    snprintf(group, 8, "%.4s", text - 4);
}

/* Below lie the list and the form that it was made from: nobody makes it from them again. */
static void leave_what_was_made(void)
{
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "start");
}

/* What the seats need goes onto the stick from the last step, shown before it is written. */
static void fill_the_stick(void)
{
    desk_rig_expect(&r, "access slips: ");
    desk_rig_expect(&r, "sheet of vouchers: ");
    desk_rig_type(&r, "i"); /* the papers of the day, and back */
    assert_string_equal(desk_rig_top(&r), "papers");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_type(&r, "u");
    desk_rig_expect(&r, "! No stick is plugged in; a folder can be chosen.");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_plug_in(&r, "THI");
    desk_rig_type(&r, "u");
    desk_rig_expect(&r, "▶ USB THI · ");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "NOTHING WRITTEN YET");
    desk_rig_expect(&r, "The room's set, into ");
    desk_rig_expect(&r, "/THI/ca-1.session: would be written");
    desk_rig_expect(&r, "Command: sathachctl session pack ca-1 --to ");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_false(desk_rig_shows(&r, "would be written"));
    desk_rig_expect(&r, "Nothing was copied.");
    desk_rig_expect(&r, "access slips: ");
    desk_rig_type(&r, "u");
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_work(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "/THI/office.pub: written, read back");
    r.mounts[0] = '\0'; /* the folder is others', too */
    desk_rig_expect(&r, "The stick is filled");
}

/* Neither Esc nor the end of the desk; and behind the lock it is there again. */
static void nothing_leads_away(const char *secret)
{
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_expect(&r, "Without these passphrases");
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    desk_rig_ctrl(&r, 'K');
    desk_rig_ctrl(&r, 'Q');
    assert_false(r.desk.quit);
    assert_false(desk_rig_shows(&r, secret));
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, secret));
}

/* A session made, its slips, the stick: as commands, and none tells a passphrase. */
static void what_was_run_has_no_secret(const char *secret, const char *whole)
{
    assert_int_equal(r.desk.rans, 3);
    assert_non_null(strstr(r.desk.ran[2].line, "sathachctl session pack ca-1 --to "));
    assert_non_null(
        strstr(r.desk.ran[0].line, "sathachctl session new ca-1 --bank mau --profile "));
    assert_string_equal(r.desk.ran[1].line, "sathachctl session slips ca-1");
    for (size_t i = 0; i < r.desk.rans; i++) {
        assert_null(strstr(r.desk.ran[i].line, secret));
        assert_null(strstr(r.desk.ran[i].line, whole));
    }
}

static void say_settings(const char *one, const char *other)
{
    char *word[] = {(char *)(uintptr_t)one, (char *)(uintptr_t)other};
    desk_office_run(&r, &settings_op, &(struct settings_request){.change = {word, 2}});
}

/* What slips and vouchers print and the settings lack, and nothing else; S leads to the settings,
 * and once they say it nothing is asked. */
static void what_slips_lack_is_asked_first(void)
{
    desk_rig_expect(&r, "access slips: Whole name");
    desk_rig_expect(&r, "sheet of vouchers: Above it");
    assert_false(desk_rig_shows(&r, "Place in the head"));
    assert_false(desk_rig_shows(&r, "sheet of vouchers: Whole name"));
    assert_false(desk_rig_shows(&r, "Next: the access slips"));
    desk_rig_golden(&r, "made-doubts");
    desk_rig_type(&r, "s");
    assert_string_equal(desk_rig_top(&r), "settings");
    say_settings("office.full_name=Sở Xây dựng tỉnh Gia Lai", "office.parent=UBND tỉnh Gia Lai");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    assert_false(desk_rig_shows(&r, "Whole name"));
    desk_rig_expect(&r, "Next: the access slips");
}

static void passphrases_are_copied_before_they_go(void **state)
{
    char group[2][8], whole[200];
    (void)state;
    preview("ca-1");
    assert_false(is_made("ca-1"));
    desk_rig_golden(&r, "session-preview");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_true(is_made("ca-1"));
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_expect(&r, "SHOWN THIS ONCE");
    read_group(3, group[0]);
    read_group(4, group[1]);
    snprintf(whole, sizeof whole, "%.17s", strstr(drawn_row(&r.v, 3), group[0]) - 12);
    nothing_leads_away(group[0]);
    desk_rig_type(&r, group[1]); /* of the other one */
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "The copy says something else");
    desk_rig_press(&r, KEYPRESS_HOME);
    for (int i = 0; i < 4; i++)
        desk_rig_press(&r, KEYPRESS_DELETE);
    for (char *p = group[0]; *p; p++) /* small letters are the same */
        *p = (char)(*p >= 'A' ? *p + 32 : *p);
    desk_rig_type(&r, group[0]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_true(desk_rig_shows(&r, "SHOWN THIS ONCE"));
    desk_rig_type(&r, group[1]);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● Copied. They are not shown again.");
    assert_false(desk_rig_shows(&r, group[1]));
    assert_false(desk_rig_shows(&r, whole));
    what_slips_lack_is_asked_first();
    desk_rig_golden(&r, "made-next");
    say_settings("office.full_name=", "office.parent=UBND tỉnh");
    /* the slips, then away; what was run is told without a secret */
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "access-slips.pdf");
    fill_the_stick();
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(&r), "start");
    desk_rig_expect(&r, "I prints them");
    what_was_run_has_no_secret(group[1], whole);
    /* its name is taken now */
    open_form();
    desk_rig_type(&r, "ca-1");
    desk_rig_expect(&r, "a session of this name is there already");
}

/* The screen with made-up passphrases: the real ones are others each time. */
static void passphrases_in_pictures(void **state)
{
    struct job job = {0};
    static const char *const TEXTS[] = {"5RJ4V VVFHQ MMB6", "9TXKC 2PMZR H7QG"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        job.secret[i] = (struct job_secret){.role = "session", .text = crypt_secret_new(32)};
        strcpy(job.secret[i].text, TEXTS[i]);
    }
    strcpy(job.secret[1].role, "order");
    job.secrets = 2;
    made_open(made_new(&r.desk, "ca-3"), &job, 301, 235);
    assert_int_equal(job.secrets, 0);
    desk_rig_press(&r, KEYPRESS_TAB); /* the other one, and round */
    int below = r.v.cursor_row;
    desk_rig_press(&r, KEYPRESS_TAB);
    assert_true(r.v.cursor_row < below);
    desk_rig_type(&r, "MMB6");
    desk_rig_golden(&r, "made");
}

/* Those of the session went into a file that --pass names: the other one is called what it is. */
static void what_a_file_took_is_not_asked_for(void **state)
{
    struct err e = {0};
    char group[8], named[SCRATCH_PATH + 60];
    (void)state;
    snprintf(named, sizeof named, "order=%s/pass.order", office.folder);
    assert_int_equal(secret_files_add(&r.work.pass, named, &e), ERR_OK);
    preview("ca-6");
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_expect(&r, "Passphrase of the session");
    assert_false(desk_rig_shows(&r, "Passphrase of the orders"));
    read_group(3, group);
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "● Copied. They are not shown again.");
    desk_rig_expect(&r, "access slips: Whole name");
    desk_rig_work(&r, KEYPRESS_ENTER); /* all the same */
    desk_rig_expect(&r, "access-slips.pdf");
    leave_what_was_made();
}

/* A roster saved anew behind the preview's back makes nothing. */
static void what_is_made_is_what_was_previewed(void **state)
{
    (void)state;
    preview("ca-2");
    desk_office_write(session_rig_list, SESSION_HEAD SESSION_FIRST);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
    desk_rig_expect(&r, "was changed since it was previewed");
    assert_false(is_made("ca-2"));
    assert_string_equal(desk_rig_top(&r), "session");
    desk_rig_type(&r, "r");
    desk_rig_ctrl(&r, 'S');
    desk_rig_wait(&r);
    desk_rig_expect(&r, "1 papers for 1 people were drawn");
}

/* From the list of every command too: what is made is what was previewed. */
static void a_session_has_its_own_form_everywhere(void **state)
{
    static const char *const NAMES[] = {"session new", "session commit"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        desk_rig_type(&r, "m");
        desk_rig_type(&r, NAMES[i]);
        desk_rig_press(&r, KEYPRESS_ENTER);
        assert_string_equal(desk_rig_top(&r), "session");
        desk_rig_expect(&r, "New session");
        desk_rig_press(&r, KEYPRESS_ESC);
        desk_rig_press(&r, KEYPRESS_ESC);
        assert_string_equal(desk_rig_top(&r), "start");
    }
}

/* The exam to come is not read at the desk, whoever has the office's passphrase. */
static void a_paper_not_sat_stays_closed(void **state)
{
    (void)state;
    desk_office_run(
        &r, &session_new_op,
        &(struct session_new_request){.name = "ca-7",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = session_rig_list});
    paper_open(&r.desk, "ca-7", "0001");
    desk_rig_wait(&r);
    assert_string_equal(desk_rig_top(&r), "paper");
    desk_rig_expect(&r, "Nothing of this paper was collected: what was not sat is not shown here.");
    char bank[SCRATCH_PATH + 32], away[SCRATCH_PATH + 32]; /* what is lost is no paper unsat */
    snprintf(bank, sizeof bank, "%s/banks/mau.bank", r.folder);
    snprintf(away, sizeof away, "%s/banks/mau.away", r.folder);
    assert_int_equal(rename(bank, away), 0);
    desk_rig_work_typed(&r, "r");
    desk_rig_expect(&r, "no bank in banks/ is the one this session names");
    assert_false(desk_rig_says(&r, "Nothing of this paper was collected"));
    assert_int_equal(rename(away, bank), 0);
    desk_rig_type(&r, "k");
    desk_rig_wait(&r);
    desk_rig_expect(&r, "The paper was not read.");
    assert_false(desk_rig_shows(&r, "Question 1/"));
}

/* A session committed to, then drawn: its passphrases are copied as those of one made at once. */
static void a_draw_has_its_passphrases_copied(void **state)
{
    char group[8];
    (void)state;
    desk_office_run(
        &r, &session_commit_op,
        &(struct session_new_request){.name = "ca-9",
                                      .bank = "mau",
                                      .profile = "questionbanks/profiles/nd175-2024.ini",
                                      .roster = session_rig_list,
                                      .is_training = true,
                                      .lot_rule = "Xổ số miền Bắc 05/12, giải đặc biệt"});
    assert_true(operation_open_command(&r.desk, "sathachctl session draw ca-9 --lot 123456"));
    desk_rig_ctrl(&r, 'S');
    desk_rig_type(&r, "g");
    desk_rig_wait(&r);
    if (strcmp(desk_rig_top(&r), "made") != 0)
        desk_rig_print(&r);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_expect(&r, "Session ca-9 is made");
    read_group(3, group);
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "made");
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    read_group(4, group);
    desk_rig_type(&r, group);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_expect(&r, "They are not shown again");
    assert_false(desk_rig_shows(&r, group));
}

static void no_key_means_two_things(void **state)
{
    (void)state;
    desk_rig_check_keys(&roster_screen);
    desk_rig_check_keys(&rules_screen);
    desk_rig_check_keys(&session_screen);
    desk_rig_check_keys(&made_screen);
}

/* In the form Enter goes on, and Ctrl-F looks for a file where one is wanted. */
static void other_files_are_looked_for(void **state)
{
    (void)state;
    open_form();
    desk_rig_type(&r, "ca-9");
    desk_rig_press(&r, KEYPRESS_ENTER);
    assert_non_null(strstr(drawn_row(&r.v, r.v.cursor_row), "Title"));
    session_rig_go_to(&r, "Roster");
    desk_rig_ctrl(&r, 'F');
    assert_string_equal(desk_rig_top(&r), "files");
    desk_rig_press(&r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(&r), "session");
}

static void each_action_was_pressed(void **state)
{
    (void)state;
    desk_rig_check_pressed(&session_screen);
    desk_rig_check_pressed(&made_screen);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, up, down)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_bank_edited_since_it_was_sealed),
        TEST(hours_typed_in_haste_are_written_out),
        TEST(what_cannot_be_is_said_at_its_field),
        TEST(passphrases_are_copied_before_they_go),
        TEST(passphrases_in_pictures),
        TEST(seats_are_told_how_they_are_written),
        TEST(turns_that_take_too_long_are_told),
        TEST(a_preview_asks_for_the_passphrase_as_one),
        TEST(what_a_file_took_is_not_asked_for),
        TEST(what_is_made_is_what_was_previewed),
        TEST(a_session_has_its_own_form_everywhere),
        TEST(a_paper_not_sat_stays_closed),
        TEST(a_draw_has_its_passphrases_copied),
        TEST(no_key_means_two_things),
        TEST(other_files_are_looked_for),
        TEST(each_action_was_pressed),
    };
    return cmocka_run_group_tests(tests, up_all, down_all);
}
