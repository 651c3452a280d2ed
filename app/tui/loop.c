#include "app/tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>
#include <unistd.h>

/* Signals that end the program or resize its window, as a descriptor; -1 when that cannot be. */
static int open_signals(void)
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

/* False when a signal ends the program. */
static bool read_signals(int fd, const struct frontend *f)
{
    struct signalfd_siginfo info;
    bool goes_on = true, is_resized = false;
    while (read(fd, &info, sizeof info) == (ssize_t)sizeof info) {
        is_resized |= info.ssi_signo == SIGWINCH;
        goes_on &= info.ssi_signo == SIGWINCH;
    }
    if (goes_on && is_resized && f->resize)
        f->resize(f->context);
    return goes_on;
}

/* Terminal, signals, then the program's. */
enum { AT_TERMINAL, AT_SIGNALS, AT_PROGRAM };

static bool is_program_ready(const struct pollfd *fds, int count)
{
    short any = 0;
    for (int i = 0; i < count; i++)
        any |= fds[AT_PROGRAM + i].revents;
    return any != 0;
}

/* One turn; how it ended, LOOP_NOT_BEGUN when it was not the last. */
static enum loop_end turn(const struct loop_program *p, const struct frontend *f, int signals)
{
    struct pollfd fds[AT_PROGRAM + LOOP_FDS] = {{STDIN_FILENO, POLLIN, 0}, {signals, POLLIN, 0}};
    int own[LOOP_FDS], wait_ms = f->wait_ms ? f->wait_ms(f->context) : -1;
    bool is_open = true;
    p->fds(p->context, own);
    for (int i = 0; i < p->count; i++)
        fds[AT_PROGRAM + i] =
            (struct pollfd){own[i], p->has_urgent && i == p->count - 1 ? POLLPRI : POLLIN, 0};
    int timeout_ms = wait_ms >= 0 ? wait_ms : p->timeout_ms(p->context);
    if (poll(fds, (nfds_t)(AT_PROGRAM + p->count), timeout_ms) < 0 && errno != EINTR)
        return LOOP_CLOSED;
    if (fds[AT_SIGNALS].revents && !read_signals(signals, f))
        return LOOP_SIGNALLED;
    if (fds[AT_TERMINAL].revents)
        is_open = f->read(f->context, true) && fds[AT_TERMINAL].revents & POLLIN;
    else if (wait_ms >= 0)
        is_open = f->read(f->context, false);
    if (is_program_ready(fds, p->count))
        p->ready(p->context);
    if (f->settle)
        f->settle(f->context);
    p->tick(p->context);
    if (p->has_ended(p->context))
        return LOOP_DONE;
    return is_open ? LOOP_NOT_BEGUN : LOOP_CLOSED;
}

enum err_code loop_run(const struct loop_program *p, const struct frontend *f, struct err *e)
{
    enum loop_end end;
    int signals = open_signals();
    if (signals < 0)
        return err_set_errno(e, errno, "signalfd");
    enum err_code rc = f->open ? f->open(f->context, e) : ERR_OK;
    if (rc != ERR_OK)
        goto out;
    do {
        f->show(f->context);
        end = turn(p, f, signals);
    } while (end == LOOP_NOT_BEGUN);
    if (p->note_end)
        p->note_end(p->context, end);
    if (f->close)
        f->close(f->context);
out:
    close(signals);
    return rc;
}
