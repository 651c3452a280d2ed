#include "app/client/loop.h"

#include "app/client/screens/screens.h"
#include "app/client/term/term.h"
#include "app/core/i18n.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { ESC_WAIT_MS = 60 };

int loop_signals(void)
{
    sigset_t set;
    static const int IGNORED[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    for (size_t i = 0; i < sizeof IGNORED / sizeof IGNORED[0]; i++)
        signal(IGNORED[i], SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGWINCH);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

bool loop_read_signals(int fd, bool *resized)
{
    struct signalfd_siginfo info;
    bool end = false;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGWINCH)
            *resized = true;
        else
            end = true;
    }
    return end;
}

/* The picture stays in *v: clicks are looked up in it. */
static void draw(struct client *c, struct terminal *t, struct canvas *v)
{
    canvas_free(v);
    if (!term_canvas(t, v))
        return;
    screens_draw(c, v);
    term_show(t, v);
    client_seen(c, v->first_line, v->page_lines, v->focus_side);
    c->is_hidden = v->rows < SCREENS_ROWS_MIN || v->cols < SCREENS_COLS_MIN;
    c->dirty = false;
}

/* All keys that wait. True when the terminal is gone. */
static bool take_keys(struct client *c, struct terminal *t, struct canvas *v, bool quiet)
{
    struct keypress key;
    bool closed = false;
    while (!c->quit && term_key(t, quiet, &key, &closed)) {
        if (key.kind == KEYPRESS_CTRL && key.cp == 'L')
            term_resize(t);
        if (key.kind == KEYPRESS_MOUSE && !key.wheel && !canvas_click(v, key.row, key.col, &key))
            continue;
        unsigned before = c->question;
        client_key(c, &key);
        if ((key.kind != KEYPRESS_CHAR || c->question != before) && !c->quit) /* what the next key means may hang on the picture */
            draw(c, t, v);
        quiet = false;
    }
    return closed;
}

static void run(struct client *c, struct terminal *t, int signals)
{
    bool closed = false;
    struct canvas v = {0};
    while (!c->quit && !closed) {
        if (c->dirty)
            draw(c, t, &v);
        int more[CLIENT_FDS];
        client_fds(c, more);
        struct pollfd fds[2 + CLIENT_FDS] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}, {more[0], POLLIN, 0}, {more[1], POLLIN, 0},
                                           {more[2], POLLIN, 0}, {more[3], POLLIN, 0}};
        bool waits = term_waits(t), resized = false;
        int ms = client_timeout_ms(c);
        int n = poll(fds, 2 + CLIENT_FDS, waits ? ESC_WAIT_MS : ms);
        if (n < 0 && errno != EINTR)
            break;
        if (fds[1].revents && loop_read_signals(signals, &resized))
            break;
        if (resized) {
            term_resize(t);
            c->dirty = true;
        }
        if (fds[0].revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL))
            closed = take_keys(c, t, &v, false) || !(fds[0].revents & POLLIN);
        else if (waits)
            take_keys(c, t, &v, true);
        if (fds[2].revents | fds[3].revents | fds[4].revents | fds[5].revents)
            client_ready(c);
        client_tick(c);
    }
    canvas_free(&v);
}

enum err_code loop_run(struct client *c, enum term_theme theme, struct err *e)
{
    struct terminal *t;
    int signals = loop_signals();
    if (signals < 0)
        return err_set_errno(e, errno, "signalfd");
    enum err_code rc = term_open(theme, &t, e);
    if (rc == ERR_OK) {
        term_resize(t);
        run(c, t, signals);
        term_close(t);
    }
    close(signals);
    return rc;
}
