/* Over all screens of the desk: in a window that is too small, and locked, nothing is lost; each
 * action that may be pressed does something, and writes nothing without a preview or a word; a
 * letter that is none is answered. A screen that is new stands in OPENERS, or the test fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/tui/lang.h"
#include "tests/lib/desk_office.h"
#include "tests/lib/desk_ops.h"
#include "tests/lib/drawn.h"
#include "tools/desk/banks.h"
#include "tools/desk/choose.h"
#include "tools/desk/commands_run.h"
#include "tools/desk/day.h"
#include "tools/desk/decide.h"
#include "tools/desk/deeds.h"
#include "tools/desk/files.h"
#include "tools/desk/find.h"
#include "tools/desk/findings.h"
#include "tools/desk/fork.h"
#include "tools/desk/help_page.h"
#include "tools/desk/made.h"
#include "tools/desk/office_log.h"
#include "tools/desk/offices.h"
#include "tools/desk/operation.h"
#include "tools/desk/operations.h"
#include "tools/desk/page.h"
#include "tools/desk/paper.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/picture.h"
#include "tools/desk/question.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/roster.h"
#include "tools/desk/rules.h"
#include "tools/desk/screens.h"
#include "tools/desk/session.h"
#include "tools/desk/settings.h"
#include "tools/desk/sheet.h"
#include "tools/desk/start.h"
#include "tools/desk/stats.h"
#include "tools/desk/trust.h"
#include "tools/work/fields.h"

static struct desk_office made, office;
static struct desk_rig r;

static int make(void **state)
{
    (void)state;
    desk_office_make(&made);
    desk_office_open(&made, &r, DESK_OPS);
    desk_office_examine(&r);
    desk_rig_close(&r);
    return 0;
}

static int unmake(void **state)
{
    (void)state;
    desk_office_remove(&made);
    return 0;
}

static int up(void **state)
{
    (void)state;
    desk_office_copy(&made, &office);
    return 0;
}

static int down(void **state)
{
    (void)state;
    desk_office_remove(&office);
    return 0;
}

/* ---- the way to each ---- */

static void open_start(struct desk *d)
{
    (void)d; /* it stands there */
}
static void open_operation(struct desk *d)
{
    assert_true(operation_open_command(d, "sathachctl backup FILE.backup"));
}
static void open_choose(struct desk *d)
{
    struct work_choices c = {0};
    struct err e = {0};
    assert_int_equal(fields_add_choice(&c, "one", "the first", &e), ERR_OK);
    assert_int_equal(fields_add_choice(&c, "two", "the second", &e), ERR_OK);
    page_open(d, "below", "what asks", "");
    choose_open(d, "x", "Which of the two?", &c, "");
    fields_free_choices(&c);
}
static void open_files(struct desk *d)
{
    page_open(d, "below", "what asks", "");
    files_open(d, FILE_KIND_ANY, "Choose a file");
}
static void open_findings(struct desk *d)
{
    findings_open(d, "mau");
}
static void open_question(struct desk *d)
{
    question_open(d, "mau", "4.1.gift:6", NULL, "");
}
static void open_roster(struct desk *d)
{
    roster_open(d);
    desk_rig_press(&r, KEYPRESS_ESC); /* the chooser of files */
}
static void open_rules(struct desk *d)
{
    page_open(d, "below", "what asks", "");
    rules_open(d, 0, "");
}
static void open_made(struct desk *d)
{
    struct job job = {.secrets = 2};
    for (int i = 0; i < 2; i++) {
        job.secret[i].text = crypt_secret_new(32);
        assert_non_null(job.secret[i].text);
        strcpy(job.secret[i].role, i ? "order" : "session");
        strcpy(job.secret[i].text, i ? "9TXKC 2PMZR H7QG" : "5RJ4V VVFHQ MMB6");
    }
    made_open(made_new(d, "ca-3"), &job, 301, 235);
}
static void open_reconcile(struct desk *d)
{
    reconcile_open(d, "ca-1");
}
static void open_fork(struct desk *d)
{
    fork_open(d, "ca-1", "0002");
}
static void open_sheet(struct desk *d)
{
    sheet_open(d, "ca-1");
}
static void open_decide(struct desk *d)
{
    decide_open(d, "ca-1", "paper 0002 annul");
}
static void open_paperwork(struct desk *d)
{
    paperwork_open(d, "ca-1");
}
static void open_paper(struct desk *d)
{
    paper_open(d, "ca-1", "0001");
}
static void open_trust(struct desk *d)
{
    char path[SCRATCH_PATH + 40];
    snprintf(path, sizeof path, "%s/keys/examiner.pub", r.folder);
    settings_open(d);
    trust_open(d, path);
}
static void open_deeds(struct desk *d)
{
    reconcile_open(d, "ca-1");
    deeds_open(d, "ca-1", &(struct deeds_about){.seat = "MAY-12"});
}
static void open_page(struct desk *d)
{
    page_open(d, "A page", "What stands on it.", "sathachctl log check");
}

static const struct opener {
    const struct screen_ops *screen;
    void (*open)(struct desk *d);
} OPENERS[] = {
    {&start_screen, open_start},
    {&operations_screen, operations_open},
    {&operation_screen, open_operation},
    {&choose_screen, open_choose},
    {&files_screen, open_files},
    {&banks_screen, banks_open},
    {&findings_screen, open_findings},
    {&question_screen, open_question},
    {&roster_screen, open_roster},
    {&rules_screen, open_rules},
    {&session_screen, session_open_form},
    {&made_screen, open_made},
    {&day_screen, day_open},
    {&reconcile_screen, open_reconcile},
    {&deeds_screen, open_deeds},
    {&fork_screen, open_fork},
    {&sheet_screen, open_sheet},
    {&decide_screen, open_decide},
    {&paperwork_screen, open_paperwork},
    {&find_screen, find_open},
    {&paper_screen, open_paper},
    {&stats_screen, stats_open},
    {&settings_screen, settings_open},
    {&trust_screen, open_trust},
    {&office_log_screen, office_log_open},
    {&page_screen, open_page},
    {&offices_screen, offices_open},
    {&commands_run_screen, commands_run_open},
    {&help_page_screen, help_page_open},
};
enum { OPENERS_COUNT = sizeof OPENERS / sizeof OPENERS[0] };

static const struct opener *opener_of(const struct screen_ops *screen)
{
    for (size_t i = 0; i < OPENERS_COUNT; i++)
        if (OPENERS[i].screen == screen)
            return &OPENERS[i];
    fail_msg("%s: no test knows the way to it", screen->name);
    return NULL;
}

static void unlock(void)
{
    desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
    desk_rig_press(&r, KEYPRESS_ENTER);
    desk_rig_wait(&r);
}

/* With the office's key open, as the lock leaves it. */
static void open_screen(const struct screen_ops *screen)
{
    desk_office_open(&office, &r, DESK_OPS);
    desk_rig_ctrl(&r, 'K');
    unlock();
    opener_of(screen)->open(&r.desk);
    desk_rig_wait(&r);
    desk_rig_pass(&r, 0); /* and what it looks at has come */
    desk_rig_wait(&r);    /* with what that began */
    if (strcmp(desk_rig_top(&r), screen->name) != 0) {
        desk_rig_print(&r);
        fail_msg("%s: it is %s that stands there", screen->name, desk_rig_top(&r));
    }
}

enum { ROWS = 24, PICTURE = ROWS * 512 };

/* Without the head line, where the time is. */
static void copy_picture(char out[PICTURE])
{
    size_t n = 0;
    for (int row = 1; row < ROWS; row++)
        n += (size_t)snprintf(out + n, PICTURE - n, "%s\n", drawn_row(&r.v, row));
}

static void expect_same(const char before[PICTURE], const char *screen, const char *after)
{
    char now[PICTURE];
    copy_picture(now);
    if (strcmp(before, now) != 0) {
        desk_rig_print(&r);
        fail_msg("%s: %s it is another picture than this:\n%s", screen, after, before);
    }
}

static void each_screen_too_small_and_back(void **state)
{
    size_t count;
    char before[PICTURE];
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++) {
        open_screen(all[i]);
        copy_picture(before);
        desk_rig_size(&r, 23, 79);
        if (!desk_rig_shows(&r, "The window is too small")) {
            desk_rig_print(&r);
            fail_msg("%s at 79×23", all[i]->name);
        }
        desk_rig_size(&r, ROWS, 80);
        expect_same(before, all[i]->name, "large again");
        desk_rig_close(&r);
    }
}

/* Nothing of it on the glass; and it is there again. */
static void each_screen_locked_and_back(void **state)
{
    size_t count;
    char before[PICTURE], line[512];
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++) {
        open_screen(all[i]);
        stack_top(&r.desk)->said[0] = '\0'; /* a word on the glass goes with the next key */
        desk_draw(&r.desk, &r.v);
        copy_picture(before);
        snprintf(line, sizeof line, "%s", drawn_row(&r.v, 3));
        desk_rig_ctrl(&r, 'K');
        assert_true(desk_rig_shows(&r, "Locked."));
        if (strlen(line) > 4)
            assert_false(desk_rig_shows(&r, line));
        unlock();
        expect_same(before, all[i]->name, "unlocked");
        desk_rig_close(&r);
    }
}

/* ---- its foot ---- */

static void expect_foot(const struct screen_ops *screen, uint64_t mode, uint64_t place,
                        bool is_english)
{
    struct tui_foot_key key[PICTURE_KEYS];
    size_t n = picture_keys_of(screen->actions, mode, place, is_english, key);
    size_t fits = tui_foot_fits(80, key, n);
    bool has_help = false;
    for (size_t i = 0; i < fits; i++)
        has_help |= strcmp(key[i].keys, "H") == 0 || strcmp(key[i].keys, "F1") == 0;
    if (fits < n)
        fail_msg("%s, mode %llx, place %llx, %s: %s %s is not on the foot", screen->name,
                 (unsigned long long)mode, (unsigned long long)place, is_english ? "en" : "vi",
                 key[fits].keys, key[fits].label);
    if (!has_help)
        fail_msg("%s, mode %llx: the foot does not say where the other keys stand", screen->name,
                 (unsigned long long)mode);
}

/* In each mode, whether letters are text in it or not: what a window of 80 columns has no room for
 * nobody finds. */
static void each_action_is_on_the_foot(void **state)
{
    static const uint64_t PLACES[] = {ACTIONS_ABOVE, ACTIONS_TEXT};
    size_t count;
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (int is_english = 0; is_english < 2; is_english++) {
        lang_use(!is_english);
        for (size_t i = 0; i < count; i++) {
            uint64_t modes = 1;
            for (int k = 1; k < all[i]->actions->count; k++)
                modes |= all[i]->actions->row[k].where;
            for (uint64_t mode = 1; mode && mode <= modes; mode <<= 1)
                for (size_t p = 0; p < sizeof PLACES / sizeof PLACES[0]; p++)
                    expect_foot(all[i], mode, all[i] == &start_screen ? ACTIONS_FIRST : PLACES[p],
                                is_english);
        }
    }
    lang_use(false);
}

/* ---- its actions ---- */

static uint64_t mode_of(const struct screen *s)
{
    return s->ops->mode ? s->ops->mode(s) : 1;
}

static void press_action(const struct tui_action *a)
{
    struct keypress k = {.kind = a->kind, .cp = (unsigned char)a->letters[0]};
    if (a->kind == KEYPRESS_CHAR && !a->letters[0])
        k = (struct keypress){.kind = KEYPRESS_CTRL, .cp = (unsigned char)a->ctrl};
    desk_key(&r.desk, &k);
    desk_draw(&r.desk, &r.v);
    desk_rig_wait(&r);
    desk_rig_pass(&r, 0);
}

/* In the mode in which the screen opens these leave the picture as it is. */
static bool is_quiet(const struct screen_ops *screen, const struct tui_action *a)
{
    static const struct {
        const struct screen_ops *screen;
        const char *keys;
    } QUIET[] = {
        {&start_screen, "↑"},          /* on the first row */
        {&operation_screen, "Ctrl-U"}, /* nothing is typed */
        {&files_screen, "Space"},      /* a folder is no file to be marked */
        {&files_screen, "Ctrl-A"},     /* nothing is hidden here */
        {&made_screen, "Enter"},       /* no group is typed, which its row says */
        {&fork_screen, "Tab"},         /* there are two journals */
        {&paper_screen, "←"},          /* at the first question */
        {&paper_screen, "0–9"},        /* a number that begins with 0 */
        {&settings_screen, "Ctrl-Z"},  /* the row is as the file has it */
    };
    bool is_reading = strcmp(a->letters, "R") == 0 || strcmp(a->keys, "Ctrl-R") == 0;
    for (size_t i = 0; i < sizeof QUIET / sizeof QUIET[0]; i++)
        if (QUIET[i].screen == screen && strcmp(QUIET[i].keys, a->keys) == 0)
            return true;
    return is_reading; /* it may find what it had */
}

/* Modes in which a screen does not open: its own tests press their keys. */
static uint64_t modes_elsewhere(const struct screen_ops *screen)
{
    static const struct {
        const struct screen_ops *screen;
        uint64_t modes;
    } ELSEWHERE[] = {
        {&start_screen, 0x2},       {&files_screen, 0x6a},  {&operation_screen, 0x3e},
        {&question_screen, 0xe},    {&session_screen, 0xa}, {&made_screen, 0x1e},
        {&day_screen, 0x7e},        {&sheet_screen, 0x1e},  {&decide_screen, 0x3e},
        {&paperwork_screen, 0x1be}, {&find_screen, 0x6},    {&stats_screen, 0x1},
        {&settings_screen, 0x2},    {&trust_screen, 0x2},   {&findings_screen, 0x6},
        {&deeds_screen, 0x5},       {&roster_screen, 0x4},
    };
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof ELSEWHERE[0]; i++)
        if (ELSEWHERE[i].screen == screen)
            return ELSEWHERE[i].modes;
    return 0;
}

/* Ctrl-S at a question writes at once, for Ctrl-Z takes it back: test_desk_banks.c. */
static bool is_write(const struct screen_ops *screen, const struct tui_action *a)
{
    return screen == &question_screen && a->ctrl == 'S';
}

static bool try_action(const struct screen_ops *screen, const struct tui_action *a)
{
    char before[PICTURE], after[PICTURE];
    open_screen(screen);
    uint64_t mode = mode_of(stack_top(&r.desk));
    bool is_tried = a->where & mode && !is_write(screen, a);
    if (a->where & ~(mode | modes_elsewhere(screen)))
        fail_msg("%s: %s in mode %llx has no proof", screen->name, a->keys,
                 (unsigned long long)(a->where & ~mode));
    copy_picture(before);
    if (is_tried)
        press_action(a);
    copy_picture(after);
    if (is_tried && strcmp(before, after) == 0 && !is_quiet(screen, a)) {
        desk_rig_print(&r);
        fail_msg("%s: %s does nothing", screen->name, a->keys);
    }
    desk_rig_close(&r);
    return is_tried;
}

/* Each in the mode in which the screen opens: another picture, another screen or a word about it;
 * and the office stands as it stood, but for the log's lines of what was looked at. */
static void each_action_does_something_and_writes_nothing(void **state)
{
    size_t count, tried = 0;
    char command[3 * SCRATCH_PATH];
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++)
        for (int a = 1; a < all[i]->actions->count; a++) {
            const struct tui_action *x = &all[i]->actions->row[a];
            if (x->keys && x->keys[0])
                tried += try_action(all[i], x);
        }
    assert_true(tried > 100);
    snprintf(command, sizeof command, "diff -r -x log -x .lock -x 'register.db*' '%s' '%s' >&2",
             made.folder, office.folder);
    assert_int_equal(system(command), 0);
}

static void each_letter_acts_or_says_so(void **state)
{
    size_t count;
    char want[] = "? is not used on this screen";
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++) {
        open_screen(all[i]);
        uint64_t letters = ACTIONS_FIRST | ACTIONS_ABOVE, mode = mode_of(stack_top(&r.desk));
        for (char c = 'A'; c <= 'Z' && picture_place(&r.desk) & letters; c++) {
            struct keypress k = {.kind = KEYPRESS_CHAR, .cp = (unsigned char)c};
            unsigned arg;
            if (tui_action_of_key(all[i]->actions, &k, mode, false, &arg) ||
                tui_action_of_key(&ACTIONS_COMMON, &k, picture_places(&r.desk), false, &arg))
                continue;
            want[0] = c;
            desk_rig_type(&r, (const char[]){c, '\0'});
            desk_rig_expect(&r, want);
        }
        desk_rig_close(&r);
    }
}

static struct screen_focus focus_of(const struct screen_ops *screen)
{
    struct screen_focus f = {0};
    if (screen->focus)
        screen->focus(stack_top(&r.desk), &f);
    return f;
}

/* `/` narrows each list, whatever the screen, and Enter does nothing where no row is left. */
static void each_list_is_filtered(void **state)
{
    size_t count, lists = 0;
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++) {
        open_screen(all[i]);
        struct screen_focus f = focus_of(all[i]);
        bool is_list = f.table && f.rows.count && !f.typed && all[i] != &sheet_screen;
        if (is_list) {
            size_t at = f.table->at;
            lists++;
            desk_rig_expect(&r, "/ filter");
            desk_rig_type(&r, "/¤");
            desk_rig_expect(&r, "No row holds what was typed; Esc shows all.");
            desk_rig_press(&r, KEYPRESS_ENTER);
            desk_rig_press(&r, KEYPRESS_ENTER);
            desk_rig_expect(&r, "No row holds what was typed; Esc shows all.");
            assert_string_equal(desk_rig_top(&r), all[i]->name);
            desk_rig_press(&r, KEYPRESS_ESC);
            assert_string_equal(desk_rig_top(&r), all[i]->name);
            if (focus_of(all[i]).table->at != at)
                fail_msg("%s: the cursor is elsewhere when all are shown again", all[i]->name);
            desk_rig_type(&r, "1");
            if (tui_table_place(focus_of(all[i]).table) != 0)
                fail_msg("%s: 1 does not go to the first row", all[i]->name);
        }
        desk_rig_close(&r);
    }
    assert_true(lists >= 9);
}

/* `/` looks in each long text, whatever the screen, and Esc ends it before it leaves. */
static void each_text_is_searched(void **state)
{
    size_t count, texts = 0;
    (void)state;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++) {
        open_screen(all[i]);
        if (focus_of(all[i]).pager) {
            texts++;
            desk_rig_expect(&r, "/ search");
            desk_rig_type(&r, "/¤");
            desk_rig_expect(&r, "found nowhere");
            desk_rig_press(&r, KEYPRESS_ENTER);
            desk_rig_expect(&r, "N next place");
            desk_rig_press(&r, KEYPRESS_ESC);
            assert_string_equal(desk_rig_top(&r), all[i]->name);
            assert_false(desk_rig_shows(&r, "found nowhere"));
        }
        desk_rig_close(&r);
    }
    assert_true(texts >= 3);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(each_screen_too_small_and_back),
                                       TEST(each_screen_locked_and_back),
                                       TEST(each_action_is_on_the_foot),
                                       TEST(each_list_is_filtered),
                                       TEST(each_text_is_searched),
                                       TEST(each_letter_acts_or_says_so),
                                       TEST(each_action_does_something_and_writes_nothing)};
    return cmocka_run_group_tests_name("desk all", tests, make, unmake);
}
