/* The process that speaks: one program at a time as its child. */
#include "app/client/speaker_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGS = 10, LAST_MS = 1000 };

/* A program that speaks what stands in its input; "%" is the language. */
static const struct voice {
    const char *name;
    const char *say[ARGS];
    const char *silence[ARGS]; /* where killing it does not silence what it asked for */
} VOICES[SPEAKER_VOICES] = {
    {"spd-say",
     {"spd-say", "-N", "sathach", "-l", "%", "-C", "-w", "-e", NULL},
     {"spd-say", "-N", "sathach", "-C", NULL}},
    {"espeak-ng", {"espeak-ng", "-v", "%", "--stdin", NULL}, {NULL}},
};

struct mouth {
    struct speaker_paths paths; /* "" for a program that has failed too */
    int socket;
    pid_t pid; /* of the child; 0: none */
    int pidfd;
    bool is_speaking; /* and does not silence */
    char lang[SPEAKER_LANG + 1];
    size_t len, spoken; /* of the text; as much of it is in the child's hands */
    char text[SPEAKER_TEXT_MAX];
    char message[SPEAKER_HEAD + SPEAKER_TEXT_MAX];
};

bool speaker_find(const char *const *folders, struct speaker_paths *out)
{
    static const char *const FOLDERS[] = {"/usr/bin", "/usr/local/bin", "/bin", NULL};
    bool is_any = false;
    memset(out, 0, sizeof *out);
    for (int v = 0; v < SPEAKER_VOICES; v++) {
        char *path = out->of[v];
        for (const char *const *f = folders ? folders : FOLDERS; *f && !path[0]; f++) {
            int n = snprintf(path, SPEAKER_PATH, "%s/%s", *f, VOICES[v].name);
            if (n < 0 || n >= SPEAKER_PATH || access(path, X_OK) != 0)
                path[0] = '\0';
        }
        is_any |= path[0] != '\0';
    }
    return is_any;
}

/* The first that is left; -1: none. */
static int voice_of(const struct mouth *m)
{
    for (int v = 0; v < SPEAKER_VOICES; v++)
        if (m->paths.of[v][0])
            return v;
    return -1;
}

/* ---- the child ---- */

static void become(const char *path, const char *const *args, int input, pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent ||
        dup2(input, STDIN_FILENO) < 0)
        _exit(127);
    execv(path, (char *const *)(uintptr_t)args);
    _exit(127);
}

static bool run(struct mouth *m, const char *path, const char *const *args, int input)
{
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        become(path, args, input, parent);
    if (pid < 0)
        return false;
    m->pidfd = pidfd_open(pid, 0);
    if (m->pidfd < 0) { /* nothing would tell that it has ended */
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        return false;
    }
    m->pid = pid;
    return true;
}

/* Waits for it; true when it did what it was for. */
static bool reap(struct mouth *m)
{
    int status = 0;
    while (waitpid(m->pid, &status, 0) < 0 && errno == EINTR) {
    }
    close(m->pidfd);
    m->pid = 0;
    m->pidfd = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Text in a file without a name; -1: no memory. */
static int make_input(const char *text, size_t len)
{
    int fd = memfd_create("speech", MFD_CLOEXEC);
    if (fd >= 0 && write(fd, text, len) == (ssize_t)len && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool start(struct mouth *m)
{
    const char *args[ARGS];
    int v = voice_of(m), input = make_input(m->text, m->len);
    if (input < 0)
        return false;
    for (int i = 0; i < ARGS; i++) {
        const char *arg = VOICES[v].say[i];
        args[i] = arg && strcmp(arg, "%") == 0 ? m->lang : arg;
    }
    m->is_speaking = run(m, m->paths.of[v], args, input);
    close(input);
    m->spoken = m->is_speaking ? m->len : 0;
    return m->is_speaking;
}

/* ---- what is said ---- */

/* What waits is begun, by the first program that can. */
static void go_on(struct mouth *m)
{
    static const char FAILED = SPEAKER_FAILED;
    while (m->len && m->pid == 0 && voice_of(m) >= 0 && !start(m))
        m->paths.of[voice_of(m)][0] = '\0';
    if (voice_of(m) < 0 && write(m->socket, &FAILED, 1) != 1)
        _exit(1); /* nobody is there to hear it */
}

/* A program that failed has said nothing: the next one says it. */
static void end_utterance(struct mouth *m)
{
    bool was_speaking = m->is_speaking, is_good = reap(m);
    m->is_speaking = false;
    if (was_speaking && is_good) {
        memmove(m->text, m->text + m->spoken, m->len - m->spoken);
        m->len -= m->spoken;
    } else if (was_speaking) {
        m->paths.of[voice_of(m)][0] = '\0';
    }
    m->spoken = 0;
    go_on(m);
}

static void silence(struct mouth *m)
{
    int v = voice_of(m);
    m->len = m->spoken = 0;
    if (m->pid == 0 || !m->is_speaking)
        return;
    kill(m->pid, SIGKILL);
    reap(m);
    m->is_speaking = false;
    if (VOICES[v].silence[0])
        run(m, m->paths.of[v], VOICES[v].silence, STDIN_FILENO);
}

static void add(struct mouth *m, const char *text, size_t len)
{
    if (m->len + len > sizeof m->text)
        return;
    memcpy(m->text + m->len, text, len);
    m->len += len;
}

/* False: the other side is gone. */
static bool read_message(struct mouth *m)
{
    ssize_t n = read(m->socket, m->message, sizeof m->message);
    if (n < 0 && errno == EINTR)
        return true;
    if (n <= 0)
        return false;
    if (m->message[0] == SPEAKER_SILENCE)
        silence(m);
    if (m->message[0] == SPEAKER_SAY && n > SPEAKER_HEAD) {
        memcpy(m->lang, m->message + 1, SPEAKER_LANG);
        add(m, m->message + SPEAKER_HEAD, (size_t)n - SPEAKER_HEAD);
    }
    return true;
}

/* All that waits there, which is then said in one go. */
static bool read_messages(struct mouth *m)
{
    struct pollfd more = {m->socket, POLLIN, 0};
    do {
        if (!read_message(m))
            return false;
    } while (poll(&more, 1, 0) == 1);
    return true;
}

void speaker_process(int socket, const struct speaker_paths *paths)
{
    struct mouth *m = calloc(1, sizeof *m);
    if (!m)
        return;
    m->paths = *paths;
    m->socket = socket;
    m->pidfd = -1;
    signal(SIGINT, SIG_IGN); /* a key of the terminal is the exam's alone */
    signal(SIGQUIT, SIG_IGN);
    signal(SIGTSTP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (bool is_open = true; is_open;) {
        struct pollfd p[] = {{socket, POLLIN, 0}, {m->pidfd, POLLIN, 0}};
        if (poll(p, 2, -1) < 0)
            continue;
        pid_t ended = p[1].revents ? m->pid : 0;
        if (p[0].revents)
            is_open = read_messages(m);
        if (ended && m->pid == ended) /* silence may have seen to it */
            end_utterance(m);
        else if (is_open)
            go_on(m);
    }
    silence(m);
    struct pollfd last = {m->pidfd, POLLIN, 0};
    if (m->pid && poll(&last, 1, LAST_MS) == 1)
        reap(m);
    free(m);
}
