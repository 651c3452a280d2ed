/* A monkey at the desk: twenty thousand random keys, pasted letters, sizes and pauses over a true
 * office whose keys need no passphrase. No crash, the cursor always inside; and no file, in the
 * office or where the desk stands, changes but behind a preview or a word, or by the few keys that
 * write at once because what they write can be taken back; what changed stands in the list of
 * commands run. Before it, each operation's form once, filled in by rule: what a form's key does
 * at once writes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/i18n.h"
#include "tests/lib/desk_office.h"
#include "tools/commands.h"
#include "tools/desk/made.h"
#include "tools/desk/operation_parts.h"
#include "tools/desk/screens.h"
#include "tools/desk/sheet_parts.h"
#include "tools/desk/teller_tell.h"
#include "tools/work/waiting.h"

#include <ftw.h>

enum { KEYS = 20000, OPERATIONS = 80, SEED_DEFAULT = 20261130 };

static struct desk_rig r;
static struct desk_office made;
static char source[4096];
static char away[SCRATCH_PATH]; /* where it stands: what is written beside it is no office */
static const struct work_op *every[OPERATIONS];
static uint64_t seed = SEED_DEFAULT;

static unsigned any(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed >> 11) % n;
}

/* ---- the office's files ---- */

static uint64_t seen;

static void add(const void *data, size_t len)
{
    for (size_t i = 0; i < len; i++)
        seen = (seen ^ ((const unsigned char *)data)[i]) * 1099511628211u;
}

static bool is_in(const char *path, const char *folder)
{
    size_t len = strlen(r.folder);
    return strncmp(path, r.folder, len) == 0 && strncmp(path + len, folder, strlen(folder)) == 0;
}

/* The log's own lines of looks are not the monkey's writing, nor are locks and drafts. */
static bool is_aside(const char *path)
{
    const char *name = strrchr(path, '/');
    return is_in(path, "/log/") || is_in(path, "/register.db") || strcmp(name, "/.lock") == 0 ||
           strcmp(name, "/.draft") == 0 || strcmp(name, "/mounts") == 0;
}

static int look_at(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)ftw;
    if (kind != FTW_F || is_aside(path))
        return 0;
    add(path, strlen(path));
    add(&st->st_size, sizeof st->st_size);
    add(&st->st_mtim, sizeof st->st_mtim);
    add(&st->st_ino, sizeof st->st_ino);
    return 0;
}

/* The office, and the folder that the desk was started in: a path that is typed leads there. */
static uint64_t look_at_files(void)
{
    seen = 14695981039346656037u; /* FNV-1a */
    assert_int_equal(nftw(r.folder, look_at, 16, FTW_PHYS), 0);
    assert_int_equal(nftw(away, look_at, 16, FTW_PHYS), 0);
    return seen;
}

/* ---- a form, filled in by rule ---- */

static void fill_row(struct operation *o, int i)
{
    const struct work_field *f = o->row[i].field;
    char text[64];
    switch (f->kind) {
    case WORK_FLAG: return;
    case WORK_FILE: snprintf(text, sizeof text, "file-%d", i); break;
    case WORK_FOLDER: snprintf(text, sizeof text, "folder-%d", i); break;
    case WORK_DATE: strcpy(text, "05/12/2026"); break;
    case WORK_TIME: strcpy(text, "07:30"); break;
    case WORK_NUMBER: strcpy(text, "3"); break;
    case WORK_WORD:
    case WORK_TEXT:
    case WORK_NAME:
    case WORK_CHOICE: strcpy(text, "ca-2"); break;
    }
    operation_set_row(o, i, o->row[i].choices.count ? o->row[i].choices.item[0].word : text);
}

static void fill(struct operation *o)
{
    for (int i = 0; i < o->form.rows; i++)
        fill_row(o, i);
    tui_form_judge(&o->form);
}

static bool is_form(void)
{
    const struct screen *top = stack_top(&r.desk);
    return top->ops == &operation_screen && top->ops->mode(top) == OPERATION_FORM;
}

/* ---- what may write ---- */

/* What is on the screen says that nothing is written yet, or asks for a word, a passphrase, or
 * whether a paper is to be printed: the next key is an answer to it. */
static bool is_previewed(void)
{
    const struct screen *top = stack_top(&r.desk);
    uint64_t mode = top->ops->mode ? top->ops->mode(top) : 1;
    bool asks_for_print =
        (top->ops == &sheet_screen && mode == SHEET_ASKS) || top->ops == &made_screen;
    return asks_for_print || r.desk.ask.is_open || teller_focus(&r.desk).asks ||
           desk_rig_says(&r, _("NOTHING WRITTEN YET")) ||
           desk_rig_says(&r, _("Nothing is written yet."));
}

/* Keys that write at once: a question in its place, which Ctrl-Z takes back; the rows of a signed
 * sheet when its screen is left; the list of commands; settings, which are typed back. */
static bool writes_at_once(const struct keypress *k)
{
    const char *top = desk_rig_top(&r);
    bool is_enter = k->kind == KEYPRESS_ENTER, is_ctrl = k->kind == KEYPRESS_CTRL;
    return (strcmp(top, "question") == 0 && (is_enter || (is_ctrl && k->cp == 'S'))) ||
           (strcmp(top, "findings") == 0 && is_ctrl && k->cp == 'Z') ||
           (strcmp(top, "sheet") == 0 && k->kind == KEYPRESS_ESC) ||
           (strcmp(top, "commands") == 0 && is_ctrl && k->cp == 'S') ||
           (strcmp(top, "settings") == 0 && is_ctrl && k->cp == 'S');
}

/* ---- where it was ---- */

static unsigned visits[64];

static void note_visit(void)
{
    size_t count;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count && i < sizeof visits / sizeof visits[0]; i++)
        visits[i] += stack_top(&r.desk)->ops == all[i];
}

/* ---- keys ---- */

static struct keypress any_key(void)
{
    static const char LETTERS[] = "abcdghiklmnopqrstuvxyzABCGKNRSZ0123456789 -?.,=_";
    static const uint32_t OTHERS[] = {0x1EA1, 0x110, 0x301, 0x4E2D, 0x1F600, 0x7F, 0x9B, 0x202E};
    static const enum keypress_kind KINDS[] = {
        KEYPRESS_UP,        KEYPRESS_DOWN,    KEYPRESS_DOWN,      KEYPRESS_LEFT, KEYPRESS_RIGHT,
        KEYPRESS_TAB,       KEYPRESS_PAGE_UP, KEYPRESS_PAGE_DOWN, KEYPRESS_HOME, KEYPRESS_END,
        KEYPRESS_BACKSPACE, KEYPRESS_DELETE,  KEYPRESS_F12,       KEYPRESS_PASTE};
    unsigned n = any(100);
    if (n < 18)
        return (struct keypress){.kind = KEYPRESS_ENTER};
    if (n < 30)
        return (struct keypress){.kind = KEYPRESS_ESC};
    if (n < 40)
        return (struct keypress){.kind = KEYPRESS_CTRL, .cp = 'A' + any(26)};
    if (n < 60)
        return (struct keypress){.kind = KINDS[any(sizeof KINDS / sizeof KINDS[0])]};
    if (n < 63)
        return (struct keypress){.kind = KEYPRESS_CHAR,
                                 .cp = OTHERS[any(sizeof OTHERS / sizeof OTHERS[0])]};
    return (struct keypress){.kind = KEYPRESS_CHAR,
                             .cp = (unsigned char)LETTERS[any(sizeof LETTERS - 1)],
                             .is_pasted = n < 66};
}

static void settle(void)
{
    if (r.desk.lock.is_on && any(3) == 0) {
        desk_rig_type(&r, DESK_RIG_OFFICE_PASS);
        desk_rig_press(&r, KEYPRESS_ENTER);
        desk_rig_wait(&r);
    }
    r.desk.quit = false; /* it sits down again */
}

/* The list of commands itself is a text of what stands there. */
static bool is_listed(const char *top, size_t rans)
{
    return r.desk.rans > rans || rans == STACK_RAN_MAX || strcmp(top, "commands") == 0;
}

static void press(const struct keypress *k, uint64_t *before, unsigned *written)
{
    bool may_write = is_previewed() || writes_at_once(k);
    size_t rans = r.desk.rans;
    char top[64];
    snprintf(top, sizeof top, "%s", desk_rig_top(&r));
    desk_key(&r.desk, k);
    desk_draw(&r.desk, &r.v);
    assert_in_range(r.v.cursor_row, 0, r.v.rows - 1);
    desk_rig_wait(&r);
    uint64_t now = look_at_files();
    if (now == *before)
        return;
    (*written)++;
    *before = now;
    if (!may_write) {
        desk_rig_print(&r);
        fail_msg("kind %d, U+%X on %s wrote without preview or word (seed %llu)", k->kind,
                 (unsigned)k->cp, top, (unsigned long long)SEED_DEFAULT);
    }
    if (!is_listed(top, rans)) {
        desk_rig_print(&r);
        fail_msg("what kind %d, U+%X on %s wrote is in no list (seed %llu)", k->kind,
                 (unsigned)k->cp, top, (unsigned long long)SEED_DEFAULT);
    }
}

/* A monkey left alone stays where it is: back to the first screen, and into a part. */
static void lead(uint64_t *before, unsigned *written)
{
    static const char *const WAYS[] = {
        "b\r\t\r\r", "b\r\r\r",     "d",         "n",       "x",        "x\r", "ta\r\r",
        "th\r\r",    "mlog code\r", "mexport\r", "mpack\r", "mtempl\r", "m",   "c"};
    static const struct keypress ESC = {.kind = KEYPRESS_ESC};
    for (int i = 0; i < 3 * STACK_DEPTH; i++)
        press(&ESC, before, written);
    for (const char *p = WAYS[any(sizeof WAYS / sizeof WAYS[0])]; *p; p++)
        press(&(struct keypress){.kind = *p == '\r'   ? KEYPRESS_ENTER
                                         : *p == '\t' ? KEYPRESS_TAB
                                                      : KEYPRESS_CHAR,
                                 .cp = (unsigned char)*p},
              before, written);
}

static void go_on(uint64_t *before, unsigned *written)
{
    struct keypress k = any_key();
    press(&k, before, written);
    settle();
    note_visit();
    if (is_form() && any(8) == 0)
        fill((struct operation *)stack_top(&r.desk));
    if (any(80) == 0)
        lead(before, written);
    if (any(200) == 0) {
        desk_rig_size(&r, 1 + (int)any(60), 1 + (int)any(200));
        desk_rig_size(&r, DESK_ROWS, 100); /* what it says must be seen */
    }
    if (any(300) == 0)
        desk_rig_pass(&r, any(2) ? 11000 : 700000);
}

/* It has been on most screens, or it proves little. */
static void assert_widely_travelled(void)
{
    size_t count, been = 0;
    const struct screen_ops *const *all = screens_all(&count);
    for (size_t i = 0; i < count; i++)
        been += visits[i] > 0;
    if (5 * been >= 4 * count)
        return;
    for (size_t i = 0; i < count; i++)
        print_message("%s %u\n", all[i]->name, visits[i]);
    fail_msg("%zu of %zu screens were seen", been, count);
}

static void open_desk(const struct desk_office *o)
{
    assert_int_equal(chdir(source), 0);
    desk_office_open(o, &r, every);
    desk_office_examine(&r);
    assert_int_equal(chdir(away), 0);
}

static void a_form_alone_writes_nothing(void **state)
{
    struct desk_office own;
    (void)state;
    desk_office_copy(&made, &own);
    open_desk(&own);
    for (const struct work_op *const *op = every; *op; op++) {
        operation_open(&r.desk, *op);
        uint64_t before = look_at_files();
        fill((struct operation *)stack_top(&r.desk));
        desk_rig_ctrl(&r, 'S');
        desk_rig_wait(&r);
        if (look_at_files() != before) {
            desk_rig_print(&r);
            fail_msg("%s %s wrote at once", (*op)->name, (*op)->sub ? (*op)->sub : "");
        }
        while (strcmp(desk_rig_top(&r), "start") != 0)
            desk_rig_press(&r, KEYPRESS_ESC);
    }
    desk_rig_close(&r);
    desk_office_remove(&own);
}

static void nothing_is_written_unasked(void **state)
{
    unsigned written = 0;
    (void)state;
    open_desk(&made);
    uint64_t before = look_at_files();
    for (unsigned i = 0; i < KEYS; i++)
        go_on(&before, &written);
    assert_widely_travelled();
    assert_in_range(written, 1, KEYS / 10); /* and there was something to be seen */
    desk_rig_close(&r);
}

static int up(void **state)
{
    size_t count, n = 0;
    const struct ctl_command *all = commands_all(&count);
    (void)state;
    for (size_t i = 0; i < count && n + 1 < OPERATIONS; i++)
        if (all[i].op && all[i].op != &waiting_op)
            every[n++] = all[i].op;
    const char *build = getenv("SATHACH_BUILD");
    char *whole = realpath(build ? build : "build", NULL); /* its texts are found from anywhere */
    assert_non_null(whole);
    setenv("SATHACH_BUILD", whole, 1);
    free(whole);
    assert_non_null(getcwd(source, sizeof source));
    desk_office_make(&made);
    scratch_in_memory(away, sizeof away);
    return 0;
}

static int down(void **state)
{
    (void)state;
    char command[SCRATCH_PATH + 20];
    desk_office_remove(&made);
    snprintf(command, sizeof command, "rm -rf '%s'", away);
    assert_int_equal(chdir("/"), 0);
    return system(command);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_form_alone_writes_nothing),
                                       cmocka_unit_test(nothing_is_written_unasked)};
    return cmocka_run_group_tests(tests, up, down);
}
