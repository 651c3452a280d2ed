#include "tests/lib/desk_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/utf8.h"
#include "app/tui/lang.h"
#include "tests/lib/drawn.h"
#include "tools/desk/look_op.h"
#include "tools/desk/settling.h"
#include "tools/desk/teller_tell.h"

#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATIENCE_MS = 120000 /* a loaded machine */ };

static int64_t wall(void *context)
{
    const struct desk_rig *r = context;
    return (int64_t)DESK_RIG_NOON * 1000 + (int64_t)r->now_ms;
}

static uint64_t boot(void *context)
{
    return ((const struct desk_rig *)context)->now_ms;
}

static void make_key(const struct desk_rig *r, enum keys_role role, const char *passphrase)
{
    struct crypt_random rnd = crypt_random_system();
    struct keys_secret *key = keys_new(role, &rnd);
    struct err e = {0};
    struct buf text;
    char path[SCRATCH_PATH + 32];
    snprintf(path, sizeof path, "%s/keys/%s.key", r->folder, keys_role_word(role));
    assert_int_equal(keys_save(path, key, passphrase, (struct crypt_cost){1, 8192}, &rnd, &e),
                     ERR_OK);
    buf_init(&text, 4096);
    keys_public_text(key, &text);
    snprintf(path, sizeof path, "%s/keys/%s.pub", r->folder, keys_role_word(role));
    assert_int_equal(file_write(path, text.data, text.len, FILE_NEW, &e), ERR_OK);
    buf_free(&text);
    keys_free(key);
}

static void make_office(struct desk_rig *r)
{
    struct err e = {0};
    scratch_in_memory(r->folder, sizeof r->folder);
    assert_int_equal(workspace_make(r->folder, &e), ERR_OK);
    make_key(r, KEYS_OFFICE, DESK_RIG_OFFICE_PASS);
    make_key(r, KEYS_EXAMINER, DESK_RIG_EXAMINER_PASS);
    snprintf(r->mounts, sizeof r->mounts, "%s/mounts", r->folder);
    assert_int_equal(file_write(r->mounts, "", 0, FILE_NEW, &e), ERR_OK);
}

/* The program's texts, which are not beside a test. */
static void start_language(void)
{
    char folder[4096];
    const char *build = getenv("SATHACH_BUILD");
    assert_true(lang_start());
    snprintf(folder, sizeof folder, "%s/po", build ? build : "build");
    bindtextdomain(I18N_DOMAIN, folder);
}

static void take_news(struct desk_rig *r)
{
    int fds[DESK_FDS];
    struct pollfd p[DESK_FDS];
    desk_fds(&r->desk, fds);
    for (int i = 0; i < DESK_FDS; i++)
        p[i] = (struct pollfd){.fd = i < DESK_FDS - 1 ? fds[i] : -1, .events = POLLIN};
    assert_true(poll(p, DESK_FDS, PATIENCE_MS) > 0);
    desk_ready(&r->desk);
}

/* What is looked at has come, however loaded the machine is. */
static void show(struct desk_rig *r)
{
    while (!r->hangs && settling_is_looking(&r->desk))
        take_news(r);
    desk_draw(&r->desk, &r->v);
}

static void take_chosen(void *context, const char *path, bool is_english)
{
    (void)is_english;
    snprintf(((struct desk_rig *)context)->chosen, SCRATCH_PATH, "%s", path);
}

static void begin(struct desk_rig *r, const struct work_op *const *op, bool is_homeless)
{
    struct err e = {0};
    snprintf(r->media, sizeof r->media, "%s/media", r->folder);
    snprintf(r->blocks, sizeof r->blocks, "%s/blocks", r->folder);
    snprintf(r->udisks, sizeof r->udisks, "%s/udisksctl", r->folder);
    r->roots[0] = r->media;
    r->machine = (struct machine){.mounts = r->mounts,
                                  .roots = r->roots,
                                  .blocks = r->blocks,
                                  .processes = "/proc",
                                  .udisks = r->udisks};
    r->work = (struct work){.folder = is_homeless ? NULL : r->folder,
                            .rnd = crypt_random_system(),
                            .ring = &r->ring,
                            .machine = &r->machine,
                            .lang = TABLE_EN};
    const struct desk_setup setup = {.work = &r->work,
                                     .clock = {.boot_ms = boot, .wall_ms = wall, .context = r},
                                     .op = op,
                                     .is_english = true,
                                     .is_homeless = is_homeless,
                                     .offices = r->offices ? r->offices : "",
                                     .open_office = take_chosen,
                                     .open_context = r};
    assert_true(canvas_init(&r->v, DESK_ROWS, DESK_COLS));
    assert_int_equal(desk_init(&r->desk, &setup, &e), ERR_OK);
    show(r);
}

static void start(struct desk_rig *r)
{
    struct err e = {0};
    setenv("TZ", "UTC", 1);
    start_language();
    assert_int_equal(crypt_start(&e), ERR_OK);
    r->now_ms = 5000;
    r->chosen[0] = '\0';
}

void desk_rig_open(struct desk_rig *r, const struct work_op *const *op, bool has_office)
{
    start(r);
    if (has_office)
        make_office(r);
    begin(r, op, false);
}

void desk_rig_open_homeless(struct desk_rig *r, const struct work_op *const *op)
{
    start(r);
    make_office(r);
    begin(r, op, true);
}

void desk_rig_close(struct desk_rig *r)
{
    char command[SCRATCH_PATH + 20];
    desk_free(&r->desk);
    canvas_free(&r->v);
    ring_wipe(&r->ring);
    if (r->mounts[0]) {
        snprintf(command, sizeof command, "rm -rf '%s'", r->folder);
        assert_int_equal(system(command), 0);
    }
    memset(r, 0, sizeof *r);
}

/* ---- keys ---- */

/* What was pressed in this program: of a screen its actions, and the modes they were pressed in. */
enum { SCREENS_MAX = 64, ACTIONS_MAX = 32 };
static struct {
    const struct tui_actions *of;
    uint64_t modes[ACTIONS_MAX];
} pressed[SCREENS_MAX];

static uint64_t *pressed_of(const struct tui_actions *of)
{
    size_t i = 0;
    while (i < SCREENS_MAX && pressed[i].of && pressed[i].of != of)
        i++;
    assert_in_range(i, 0, SCREENS_MAX - 1);
    pressed[i].of = of;
    return pressed[i].modes;
}

static void note(const struct desk *d, const struct keypress *key)
{
    const struct screen *top = stack_top(d);
    uint64_t mode = top->ops->mode ? top->ops->mode(top) : 1;
    unsigned arg;
    if (d->lock.is_on || d->ask.is_open || d->job.is_running)
        return;
    /* letters in a text may be actions that the screen itself finds, as "-" in the signed sheet */
    int action = tui_action_of_key(top->ops->actions, key, mode, false, &arg);
    assert_in_range(action, 0, ACTIONS_MAX - 1);
    pressed_of(top->ops->actions)[action] |= mode;
}

void desk_rig_check_pressed(const struct screen_ops *screen)
{
    const struct tui_actions *t = screen->actions;
    const uint64_t *modes = pressed_of(t);
    for (int a = 1; a < t->count; a++)
        if (t->row[a].keys && t->row[a].keys[0] && t->row[a].where & ~modes[a])
            fail_msg("%s: %s was never pressed in mode %llu", screen->name, t->row[a].keys,
                     (unsigned long long)(t->row[a].where & ~modes[a]));
}

static void press(struct desk_rig *r, enum keypress_kind kind, uint32_t cp)
{
    note(&r->desk, &(struct keypress){.kind = kind, .cp = cp});
    desk_key(&r->desk, &(struct keypress){.kind = kind, .cp = cp});
    show(r);
    assert_in_range(r->v.cursor_row, 0, r->v.rows - 1);
}

void desk_rig_press(struct desk_rig *r, enum keypress_kind kind)
{
    press(r, kind, 0);
}

void desk_rig_ctrl(struct desk_rig *r, char letter)
{
    press(r, KEYPRESS_CTRL, (unsigned char)letter);
}

void desk_rig_type(struct desk_rig *r, const char *text)
{
    uint32_t cp;
    for (size_t n; *text; text += n) {
        n = utf8_decode(text, strlen(text), &cp);
        assert_int_not_equal(n, 0);
        press(r, KEYPRESS_CHAR, cp);
    }
}

/* ---- time and work ---- */

void desk_rig_news(struct desk_rig *r)
{
    take_news(r);
    show(r);
}

void desk_rig_wait(struct desk_rig *r)
{
    while ((r->desk.job.is_running || r->desk.lock.is_trying) && !r->desk.ask.is_open)
        desk_rig_news(r);
}

void desk_rig_work(struct desk_rig *r, enum keypress_kind kind)
{
    desk_rig_press(r, kind);
    desk_rig_wait(r);
}

void desk_rig_work_typed(struct desk_rig *r, const char *text)
{
    desk_rig_type(r, text);
    desk_rig_wait(r);
}

void desk_rig_refuse(struct desk_rig *r)
{
    desk_rig_wait(r);
    if (r->desk.ask.is_open)
        desk_rig_press(r, KEYPRESS_ESC);
    desk_rig_wait(r);
}

void desk_rig_pass(struct desk_rig *r, uint64_t ms)
{
    r->now_ms += ms;
    desk_ready(&r->desk); /* the table of mounts is a file here, of which no poll tells */
    desk_tick(&r->desk);
    show(r);
}

void desk_rig_plug_in(struct desk_rig *r, const char *name)
{
    char path[2 * SCRATCH_PATH], line[3 * SCRATCH_PATH];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/%s", r->media, name);
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    snprintf(line, sizeof line, "/dev/sdb1 %s vfat rw 0 0\n", path);
    snprintf(r->mounts, sizeof r->mounts, "%s/mounts", r->folder);
    assert_int_equal(file_write(r->mounts, line, strlen(line), FILE_REPLACE, &e), ERR_OK);
    desk_rig_pass(r, 1);
}

/* ---- what hangs ---- */

struct hang {
    struct looks_task task;
    int way;
    char subject[SCRATCH_PATH + 64];
};

static bool is_hanging; /* it has not come back to the desk */

static void run_hang(struct looks_task *task)
{
    char byte;
    ssize_t ignored = read(((struct hang *)task)->way, &byte, 1);
    (void)ignored;
}

static void free_hang(struct looks_task *task)
{
    is_hanging = false;
    free(task);
}

static void hang_came(struct screen *asker, struct looks_task *task)
{
    (void)asker;
    is_hanging = false;
    free(task);
}

static void hang(struct desk_rig *r, struct screen *asker, const char *subject)
{
    struct hang *h = calloc(1, sizeof *h);
    assert_true(h && pipe(r->way) == 0);
    snprintf(h->subject, sizeof h->subject, "%s", subject);
    h->task = (struct looks_task){h->subject, run_hang, free_hang, asker ? hang_came : NULL};
    h->way = r->way[0];
    r->hangs = is_hanging = true;
    stack_begin_look(&r->desk, asker, &h->task);
}

void desk_rig_hang(struct desk_rig *r, const char *subject)
{
    hang(r, stack_top(&r->desk), subject);
}

void desk_rig_hang_op(struct desk_rig *r, const struct work_op *op)
{
    char subject[LOOK_OP_SUBJECT];
    look_op_name(op, subject);
    desk_rig_hang(r, subject);
}

void desk_rig_hang_desk(struct desk_rig *r, const char *subject)
{
    hang(r, NULL, subject);
}

void desk_rig_answer(struct desk_rig *r)
{
    assert_int_equal(write(r->way[1], "x", 1), 1);
    r->hangs = false;
    do /* other news may come before it */
        desk_rig_news(r);
    while (is_hanging);
    close(r->way[0]);
    close(r->way[1]);
}

/* ---- pictures ---- */

void desk_rig_size(struct desk_rig *r, int rows, int cols)
{
    canvas_free(&r->v);
    assert_true(canvas_init(&r->v, rows, cols));
    desk_draw(&r->desk, &r->v);
}

bool desk_rig_shows(struct desk_rig *r, const char *text)
{
    for (int row = 0; row < r->v.rows; row++)
        if (strstr(drawn_row(&r->v, row), text))
            return true;
    return false;
}

static void squeeze(struct buf *out, const char *text)
{
    for (; *text; text++)
        if (*text != ' ')
            buf_add(out, text, 1);
}

bool desk_rig_says(struct desk_rig *r, const char *text)
{
    struct buf all, wanted;
    buf_init(&all, 65536);
    buf_init(&wanted, 4096);
    for (int row = 0; row < r->v.rows; row++)
        squeeze(&all, drawn_row(&r->v, row));
    squeeze(&wanted, text);
    assert_false(all.failed || wanted.failed);
    bool is_there = strstr(buf_text(&all), buf_text(&wanted)) != NULL;
    buf_free(&all);
    buf_free(&wanted);
    return is_there;
}

void desk_rig_print(struct desk_rig *r)
{
    for (int row = 0; row < r->v.rows; row++)
        print_message("|%s\n", drawn_row(&r->v, row));
}

void desk_rig_expect(struct desk_rig *r, const char *text)
{
    if (desk_rig_says(r, text))
        return;
    desk_rig_print(r);
    fail_msg("not on the glass: %s", text);
}

/* ---- golden pictures ---- */

enum { GOLDEN_MAX = 1024 * 1024 };

/* A path, to the end of its line: where a test's folder lies is another place each time. */
static void add_line(struct buf *out, const char *line)
{
    const char *path = line;
    if (line[0] == '/') {
        buf_add_text(out, "/…\n");
        return;
    }
    while ((path = strstr(path, " /")) && !isalpha((unsigned char)path[2]))
        path++;
    buf_add(out, line, path ? (size_t)(path - line) : strlen(line));
    buf_add_text(out, path ? " /…\n" : "\n");
}

static void add_picture(struct desk_rig *r, const char *lang, struct buf *out)
{
    buf_printf(out, "== %s, %d×%d, cursor %d,%d\n", lang, r->v.cols, r->v.rows, r->v.cursor_row,
               r->v.cursor_col);
    for (int row = 0; row < r->v.rows; row++)
        add_line(out, drawn_row(&r->v, row));
}

static void add_told(struct desk_rig *r, const char *lang, struct buf *out)
{
    struct buf told;
    buf_init(&told, GOLDEN_MAX);
    teller_tell_head(&r->desk, &told);
    teller_tell_body(&r->desk, &told);
    if (stack_top(&r->desk)->said[0])
        buf_printf(&told, "%s\n", stack_top(&r->desk)->said);
    teller_tell_command(&r->desk, &told);
    teller_tell_keys(&r->desk, &told);
    buf_printf(out, "== %s, as lines\n", lang);
    char *at = (char *)told.data, *end;
    for (buf_text(&told); at && (end = strchr(at, '\n')); at = end + 1) {
        *end = '\0';
        add_line(out, at);
    }
    buf_free(&told);
}

/* The key of the language in whatever mode it is in. */
static void turn(struct desk_rig *r)
{
    struct screen *top = stack_top(&r->desk);
    if (top->ops->takes_text && top->ops->takes_text(top))
        desk_rig_ctrl(r, 'E');
    else
        desk_rig_type(r, "l");
    desk_rig_wait(r);
}

static void compare(const char *name, const struct buf *now)
{
    char path[256], seen[300];
    struct buf golden;
    struct err e = {0};
    snprintf(path, sizeof path, "tests/data/desk/%s", name);
    if (getenv("UPDATE_GOLDEN")) {
        assert_int_equal(file_write(path, now->data, now->len, FILE_REPLACE, &e), ERR_OK);
        return;
    }
    buf_init(&golden, GOLDEN_MAX);
    bool is_read = file_read(path, GOLDEN_MAX, &golden, &e) == ERR_OK;
    if (!is_read || golden.len != now->len || memcmp(golden.data, now->data, now->len) != 0) {
        const char *folder = getenv("TMPDIR");
        snprintf(seen, sizeof seen, "%s/%s.seen", folder ? folder : "build", name);
        if (file_write(seen, now->data, now->len, FILE_REPLACE, &e) != ERR_OK)
            print_message("%s\n", e.text);
        fail_msg("%s is another picture: diff %s %s", name, path, seen);
    }
    buf_free(&golden);
}

void desk_rig_golden(struct desk_rig *r, const char *name)
{
    struct buf out;
    buf_init(&out, GOLDEN_MAX);
    for (int is_english = 0; is_english <= 1; is_english++) {
        const char *lang = is_english ? "en" : "vi";
        turn(r);
        desk_rig_size(r, 24, 80);
        add_picture(r, lang, &out);
        desk_rig_size(r, 30, 100);
        add_picture(r, lang, &out);
        add_told(r, lang, &out);
    }
    desk_rig_size(r, DESK_ROWS, DESK_COLS);
    assert_false(out.failed);
    compare(name, &out);
    buf_free(&out);
}

const char *desk_rig_top(const struct desk_rig *r)
{
    return stack_top(&r->desk)->ops->name;
}

void desk_rig_check_keys(const struct screen_ops *screen)
{
    const struct tui_actions *t = screen->actions;
    for (uint64_t mode = 1; mode; mode *= 2)
        for (int a = 1; a < t->count; a++)
            for (int b = a + 1; b < t->count; b++) {
                const struct tui_action *x = &t->row[a], *y = &t->row[b];
                if (!(x->where & y->where & mode))
                    continue;
                assert_false(x->kind != KEYPRESS_CHAR && x->kind == y->kind);
                assert_false(x->ctrl && x->ctrl == y->ctrl);
                for (const char *c = x->letters; *c; c++)
                    assert_null(strchr(y->letters, *c));
            }
}
