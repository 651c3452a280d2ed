#include "tools/desk/teller_parts.h"

#include "app/core/i18n.h"
#include "app/tui/loop.h"
#include "tools/desk/editor.h"
#include "tools/desk/settling.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* ---- the program ---- */

static void get_fds(const void *context, int *fds)
{
    desk_fds(&((const struct teller *)context)->desk, fds);
}

static int timeout_ms(const void *context)
{
    return desk_timeout_ms(&((const struct teller *)context)->desk);
}

static void ready(void *context)
{
    desk_ready(&((struct teller *)context)->desk);
}

static void tick(void *context)
{
    desk_tick(&((struct teller *)context)->desk);
}

static bool has_ended(const void *context)
{
    return ((const struct teller *)context)->desk.quit;
}

/* ---- the terminal ---- */

static bool is_working(const struct desk *d)
{
    return d->lock.is_on ? d->lock.is_trying : d->job.is_running && !d->ask.is_open;
}

static void wait_for_news(struct teller *l)
{
    int fd[DESK_FDS];
    struct pollfd p[DESK_FDS];
    desk_fds(&l->desk, fd);
    for (int i = 0; i < DESK_FDS; i++)
        p[i] = (struct pollfd){fd[i], i == DESK_FDS - 1 ? POLLPRI : POLLIN, 0};
    poll(p, DESK_FDS, desk_timeout_ms(&l->desk));
    desk_ready(&l->desk);
    desk_tick(&l->desk);
}

static void wait_for_looks(struct teller *l)
{
    while (!l->terminal.is_terminal && settling_is_looking(&l->desk))
        wait_for_news(l);
}

/* What is typed from a file comes all at once, and means the screen that is there when what it
 * looked at has come and the work has ended: only that is told, however slow the machine is. */
static void wait_for_screen(struct teller *l)
{
    wait_for_looks(l);
    teller_report(l);
    while (!l->terminal.is_terminal && (is_working(&l->desk) || settling_is_looking(&l->desk))) {
        wait_for_news(l);
        if (!settling_is_looking(&l->desk))
            teller_report(l);
    }
}

static void end_line(struct teller *l)
{
    l->typed[l->len] = '\0';
    l->len = 0;
    line_terminal_end_prompt(&l->terminal, true);
    if (line_terminal_read_keys(l->typed))
        teller_type(l, l->typed);
    else
        teller_say(l, _("Nothing was done. The key Esc takes effect with Enter: press Esc, then "
                        "Enter; or type the word esc."));
    memset(l->typed, 0, sizeof l->typed); /* it may have been a passphrase */
    wait_for_screen(l);
}

static bool read_input(void *context, bool is_ready)
{
    struct teller *l = context;
    char bytes[256];
    ssize_t n = is_ready ? read(STDIN_FILENO, bytes, sizeof bytes) : 0;
    if (n <= 0)
        return n < 0 && errno == EINTR;
    for (ssize_t i = 0; i < n && !l->desk.quit; i++) {
        enum line_typed typed =
            line_terminal_type(&l->terminal, bytes[i], l->typed, sizeof l->typed, &l->len);
        if (typed == LINE_IS_WHOLE)
            end_line(l);
    }
    memset(bytes, 0, sizeof bytes);
    return true;
}

static void resize(void *context)
{
    ((struct teller *)context)->cells = line_terminal_columns();
}

static void show(void *context)
{
    teller_report(context);
}

static enum err_code open_lines(void *context, struct err *e)
{
    struct teller *l = context;
    (void)e;
    line_terminal_open(&l->terminal, false, false);
    wait_for_looks(l);
    return ERR_OK;
}

static void close_lines(void *context)
{
    struct teller *l = context;
    line_terminal_end_prompt(&l->terminal, false);
    line_terminal_wipe();
    line_terminal_close(&l->terminal);
}

static void wait_for_editor(void *context)
{
    desk_tick_away(&((struct teller *)context)->desk);
}

/* The terminal is the editor's meanwhile. */
static enum err_code edit(void *context, const char *path, struct err *e)
{
    struct teller *l = context;
    line_terminal_close(&l->terminal);
    enum err_code rc = editor_run(path, wait_for_editor, l, e);
    line_terminal_open(&l->terminal, false, false);
    return rc;
}

enum err_code teller_run(const struct desk_setup *setup, struct err *e)
{
    struct teller l = {.cells = line_terminal_columns()};
    const struct loop_program program = {.context = &l,
                                         .count = DESK_FDS,
                                         .fds = get_fds,
                                         .has_urgent = true,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended};
    const struct frontend teller = {.context = &l,
                                    .open = open_lines,
                                    .close = close_lines,
                                    .read = read_input,
                                    .resize = resize,
                                    .show = show};
    struct desk_setup own = *setup;
    own.is_in_lines = true;
    own.edit = edit;
    own.edit_context = &l;
    enum err_code rc = desk_init(&l.desk, &own, e);
    if (rc != ERR_OK)
        return rc;
    rc = loop_run(&program, &teller, e);
    desk_free(&l.desk);
    teller_forget(&l);
    return rc;
}
