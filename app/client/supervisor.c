#include "app/client/supervisor.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* Exit codes between child and parent; those of err.h end below. */
enum { LEFT = 0, STOPPED = 64, TERMINAL_GONE = 65, NOT_BEGUN = 96 };
enum { SHORT_MS = 1000, SECOND_MS = 1000 };

struct parent {
    struct supervisor *said;
    struct termios terminal; /* as it was */
    bool has_terminal;
    sigset_t signals, before; /* that are waited for; the mask that was */
    bool is_asked;            /* to stop */
    pid_t child;
};

int supervisor_exit_code(enum loop_end end, enum err_code rc)
{
    switch (end) {
    case LOOP_DONE: return rc == ERR_OK ? LEFT : (int)rc;
    case LOOP_SIGNALLED: return STOPPED;
    case LOOP_CLOSED: return TERMINAL_GONE;
    default: return NOT_BEGUN + (int)rc;
    }
}

static uint64_t now_ms(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* What keys and other processes may send does nothing; what is waited for does not interrupt. */
static void hold_signals(struct parent *p)
{
    static const int IGNORED[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE, SIGALRM},
                     AWAITED[] = {SIGTERM, SIGHUP, SIGCHLD, KIOSK_CONSOLE_ASKED,
                                  KIOSK_CONSOLE_BACK};
    for (size_t i = 0; i < sizeof IGNORED / sizeof IGNORED[0]; i++)
        signal(IGNORED[i], SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* ignored, no end could be waited for */
    sigemptyset(&p->signals);
    for (size_t i = 0; i < sizeof AWAITED / sizeof AWAITED[0]; i++)
        sigaddset(&p->signals, AWAITED[i]);
    sigprocmask(SIG_BLOCK, &p->signals, &p->before);
}

/* It never outlives its parent, or a shell would share its terminal. Signals for the console are
 * the parent's. */
static void become_client(const struct parent *p, pid_t parent)
{
    signal(KIOSK_CONSOLE_ASKED, SIG_IGN);
    signal(KIOSK_CONSOLE_BACK, SIG_IGN);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        raise(SIGTERM);
    sigprocmask(SIG_SETMASK, &p->before, NULL);
}

/* A signal that came, or none within so many milliseconds (negative: as long as it takes). */
static int await_signal(const struct parent *p, int64_t ms)
{
    const struct timespec most = {ms / 1000, ms % 1000 * 1000000};
    return ms < 0 ? sigwaitinfo(&p->signals, NULL) : sigtimedwait(&p->signals, NULL, &most);
}

static void take_signal(struct parent *p, int signal)
{
    if (signal == KIOSK_CONSOLE_ASKED || signal == KIOSK_CONSOLE_BACK)
        kiosk_console_signal(&p->said->console, signal);
    p->is_asked |= signal == SIGTERM || signal == SIGHUP;
}

/* Waits for the child's end; asked to stop, it asks the child. What was stopped from outside goes
 * on. */
static int watch(struct parent *p)
{
    int status = -1; /* neither left nor stopped */
    while (true) {
        pid_t seen = waitpid(p->child, &status, WNOHANG | WUNTRACED);
        if (seen == p->child && WIFSTOPPED(status))
            kill(p->child, SIGCONT);
        else if (seen == p->child || (seen < 0 && errno != EINTR))
            return status;
        else if (take_signal(p, await_signal(p, -1)), p->is_asked)
            kill(p->child, SIGTERM);
    }
}

/* What else waits is taken in before the child's end is judged: both may have been sent at once. */
static void take_waiting(struct parent *p, int64_t ms)
{
    int64_t until = (int64_t)now_ms() + ms, left = ms;
    while (!p->is_asked) {
        int signal = await_signal(p, left > 0 ? left : 0);
        if (signal < 0 && errno == EAGAIN)
            return;
        if (signal > 0)
            take_signal(p, signal);
        left = until - (int64_t)now_ms();
    }
}

static void put_back_terminal(const struct parent *p)
{
    if (p->has_terminal)
        tcsetattr(STDIN_FILENO, TCSANOW, &p->terminal);
}

/* Whether a client that ended so is the last one, and with what the program ends. */
static bool is_last(const struct parent *p, int status, enum err_code *rc, struct err *e)
{
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    *rc = ERR_OK;
    if (p->is_asked || code == LEFT)
        return true;
    if (code == TERMINAL_GONE)
        *rc = err_set(e, ERR_IO, _("the terminal is gone"));
    else if (code >= NOT_BEGUN && !p->said->is_again)
        *rc = (enum err_code)(code - NOT_BEGUN); /* the child has said why */
    return *rc != ERR_OK;
}

/* One client from its start to its end. True when it was the last, or in the child. */
static bool run_one(struct parent *p, enum err_code *rc, struct err *e)
{
    uint64_t begun = now_ms();
    pid_t self = getpid();
    p->child = fork();
    if (p->child == 0) {
        become_client(p, self);
        p->said->is_client = true;
        return true;
    }
    if (p->child < 0 && !p->said->is_again) {
        *rc = err_set_errno(e, errno, "fork");
        return true;
    }
    int status = p->child < 0 ? -1 : watch(p);
    take_waiting(p, 0);
    put_back_terminal(p);
    if (is_last(p, status, rc, e))
        return true;
    p->said->is_again = true;
    if (now_ms() - begun < SHORT_MS)
        take_waiting(p, SECOND_MS);
    return p->is_asked;
}

enum err_code supervisor_run(struct supervisor *s, struct err *e)
{
    struct parent p = {.said = s};
    enum err_code rc = ERR_OK;
    p.has_terminal = tcgetattr(STDIN_FILENO, &p.terminal) == 0;
    hold_signals(&p);
    kiosk_console_hold(&s->console, STDIN_FILENO, ioctl);
    while (!run_one(&p, &rc, e)) {
    }
    if (!s->is_client)
        kiosk_console_release(&s->console);
    return rc;
}
