#include "tests/lib/crash/trace.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    THREADS_MAX = 16, /* at a time */
    NUMBERS_MAX = 1024,
    OPTIONS = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL
};

struct thread {
    pid_t tid;
    bool is_new;                /* its first stop is ptrace's own */
    unsigned seen[NUMBERS_MAX]; /* calls met, by number */
    struct trace_call call;     /* the one it is in */
};

struct tracer {
    pid_t leader;
    bool is_counting; /* the program has begun */
    bool is_killed, is_refused;
    bool (*at)(const struct trace_call *, void *);
    void *context;
    unsigned threads; /* made so far */
    struct thread thread[THREADS_MAX];
};

void trace_me(void)
{
    if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit(126);
    raise(SIGSTOP);
}

/* Its place, a free one for a thread that is met first; NULL when all are taken. */
static struct thread *thread_of(struct tracer *t, pid_t tid)
{
    struct thread *th = NULL;
    for (unsigned i = 0; i < THREADS_MAX; i++)
        if (t->thread[i].tid == tid)
            return &t->thread[i];
        else if (!th && !t->thread[i].tid)
            th = &t->thread[i];
    if (!th)
        return NULL;
    memset(th, 0, sizeof *th);
    th->tid = tid;
    th->is_new = true;
    th->call.thread = t->threads++;
    return th;
}

/* Work that begins its threads anew each time may make any number of them. */
static void forget_thread(struct tracer *t, pid_t tid)
{
    for (unsigned i = 0; i < THREADS_MAX; i++)
        if (t->thread[i].tid == tid)
            t->thread[i].tid = 0;
}

static void enter(struct thread *th, const struct __ptrace_syscall_info *info)
{
    long number = (long)info->entry.nr;
    th->call.number = number;
    th->call.is_exit = false;
    th->call.occurrence = number >= 0 && number < NUMBERS_MAX ? th->seen[number]++ : 0;
    for (int i = 0; i < 6; i++)
        th->call.args[i] = info->entry.args[i];
}

static void at_call(struct tracer *t, struct thread *th)
{
    struct __ptrace_syscall_info info;
    memset(&info, 0, sizeof info);
    if (ptrace(PTRACE_GET_SYSCALL_INFO, th->tid, sizeof info, &info) <= 0) {
        t->is_refused |= errno != ESRCH; /* gone meanwhile is no refusal */
        return;
    }
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
        enter(th, &info);
    else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
        th->call.is_exit = true;
    else
        return;
    if (!t->is_killed && t->at(&th->call, t->context)) {
        t->is_killed = true;
        kill(t->leader, SIGKILL);
    }
}

/* One stop; what signal the thread gets with it. */
static int take_stop(struct tracer *t, struct thread *th, int status)
{
    int signal = WSTOPSIG(status), event = status >> 16;
    bool was_new = th->is_new;
    th->is_new = false;
    if (event == PTRACE_EVENT_EXEC)
        t->is_counting = true;
    if (event == PTRACE_EVENT_CLONE) {
        unsigned long tid = 0;
        if (ptrace(PTRACE_GETEVENTMSG, th->tid, NULL, &tid) == 0)
            thread_of(t, (pid_t)tid);
    }
    if (event)
        return 0;
    if (signal == (SIGTRAP | 0x80)) {
        if (t->is_counting)
            at_call(t, th);
        return 0;
    }
    return was_new && signal == SIGSTOP ? 0 : signal;
}

enum trace_end trace_run(pid_t child, bool (*at)(const struct trace_call *call, void *context),
                         void *context, int *status)
{
    static struct tracer t; /* large; one process traces one program at a time */
    int s = 0;
    memset(&t, 0, sizeof t);
    t.leader = child;
    t.at = at;
    t.context = context;
    *status = 0;
    if (waitpid(child, &s, 0) != child || !WIFSTOPPED(s))
        return TRACE_REFUSED;
    if (ptrace(PTRACE_SETOPTIONS, child, NULL, (void *)OPTIONS) != 0) {
        kill(child, SIGKILL);
        waitpid(child, &s, 0);
        return TRACE_REFUSED;
    }
    thread_of(&t, child)->is_new = false;
    ptrace(PTRACE_SYSCALL, child, NULL, NULL);
    for (pid_t who; (who = waitpid(-1, &s, __WALL)) > 0 || errno == EINTR;) {
        struct thread *th = who > 0 && WIFSTOPPED(s) ? thread_of(&t, who) : NULL;
        if (who == child && !th)
            *status = s;
        if (who > 0 && !th)
            forget_thread(&t, who);
        if (!th)
            continue;
        long signal = take_stop(&t, th, s);
        if (t.is_refused)
            kill(child, SIGKILL);
        ptrace(PTRACE_SYSCALL, who, NULL, (void *)signal);
    }
    return t.is_refused ? TRACE_REFUSED : t.is_killed ? TRACE_KILLED : TRACE_ENDED;
}
