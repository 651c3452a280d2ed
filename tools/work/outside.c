#include "tools/work/outside.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LOOK_MS = 100, OPENED_MS = 3000, LISTED_MS = 4000, PATIENCE_MS = 120000 };

extern char **environ;

/* No input, no glass: the terminal is the desk's. out: what it says goes there; -1: nowhere. */
static int spawn(char *const *argv, int out, pid_t *child)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t a;
    sigset_t none;
    sigemptyset(&none);
    int rc = posix_spawn_file_actions_init(&files);
    if (rc != 0)
        return rc;
    for (int fd = STDIN_FILENO; rc == 0 && fd <= STDERR_FILENO; fd++)
        rc = fd == STDOUT_FILENO && out >= 0
                 ? posix_spawn_file_actions_adddup2(&files, out, fd)
                 : posix_spawn_file_actions_addopen(&files, fd, "/dev/null", O_RDWR, 0);
    if (rc == 0 && (rc = posix_spawnattr_init(&a)) == 0) {
        posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);
        posix_spawnattr_setsigmask(&a, &none);
        rc = posix_spawnp(child, argv[0], &files, &a, argv, environ);
        posix_spawnattr_destroy(&a);
    }
    posix_spawn_file_actions_destroy(&files);
    return rc;
}

/* Until it ended, or long enough; true when it ended. */
static bool wait_for(struct work *work, pid_t child, int most_ms)
{
    struct err ignored = {0};
    int fd = pidfd_open(child, 0);
    struct pollfd p = {.fd = fd, .events = POLLIN};
    bool has_ended = false, stops = false;
    for (int ms = 0; fd >= 0 && !has_ended && !stops && ms < most_ms; ms += LOOK_MS) {
        has_ended = poll(&p, 1, LOOK_MS) > 0;
        stops = work_check_stop(work, &ignored) != ERR_OK;
    }
    if (fd >= 0)
        close(fd);
    return has_ended;
}

static enum err_code judge(pid_t child, const char *program, struct err *e)
{
    int status = 0;
    if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return ERR_OK;
    return err_set(e, ERR_IO, _("%s: did not end well (status %d)"), program,
                   WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

static enum err_code start(struct work *work, const char *name, bool stays_open, char *const *argv,
                           struct err *e)
{
    pid_t child = -1;
    int failed = spawn(argv, -1, &child);
    if (failed)
        return err_set_errno(e, failed, "%s", name);
    if (wait_for(work, child, stays_open ? OPENED_MS : PATIENCE_MS))
        return judge(child, name, e);
    if (stays_open)
        return ERR_OK;
    kill(-child, SIGTERM);
    waitpid(child, &failed, 0);
    return err_set(e, ERR_IO, _("%s: was ended; whether it did its work is to be looked at"), name);
}

enum err_code outside_run(struct work *work, char *const *argv, struct err *e)
{
    return start(work, argv[0], false, argv, e);
}

/* Until it says no more, or long enough; true when it has closed its mouth. */
static bool listen(struct work *work, int fd, struct buf *out)
{
    struct pollfd p = {.fd = fd, .events = POLLIN};
    struct err ignored = {0};
    char part[1024];
    for (int ms = 0; ms < LISTED_MS && work_check_stop(work, &ignored) == ERR_OK;) {
        if (poll(&p, 1, LOOK_MS) <= 0) {
            ms += LOOK_MS;
            continue;
        }
        ssize_t n = read(fd, part, sizeof part);
        if (n <= 0)
            return n == 0;
        buf_add(out, part, (size_t)n);
    }
    return false;
}

enum err_code outside_listen(struct work *work, char *const *argv, struct buf *out, struct err *e)
{
    int fd[2];
    pid_t child = -1;
    if (pipe2(fd, O_CLOEXEC) != 0)
        return err_set_errno(e, errno, "%s", argv[0]);
    int failed = spawn(argv, fd[1], &child);
    close(fd[1]);
    bool has_ended = !failed && listen(work, fd[0], out);
    close(fd[0]);
    if (failed)
        return err_set_errno(e, failed, "%s", argv[0]);
    if (!has_ended || !wait_for(work, child, LISTED_MS)) {
        kill(-child, SIGTERM);
        waitpid(child, &failed, 0);
        return err_set(e, ERR_IO, _("%s: does not answer"), argv[0]);
    }
    return judge(child, argv[0], e);
}

bool outside_is_there(const char *program)
{
    const char *path = getenv("PATH");
    bool is = false;
    for (const char *at = path ? path : ""; !is && *at;) {
        size_t n = strcspn(at, ":");
        char *folder = n ? strndup(at, n) : NULL,
             *file = folder ? file_join(folder, program) : NULL;
        is = file && access(file, X_OK) == 0;
        free(file);
        free(folder);
        at += n + (at[n] == ':');
    }
    return is;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct outside_request *q = request;
    struct fields_words words = {0};
    (void)reply;
    enum err_code rc = fields_split(q->program, &words, e);
    if (rc != ERR_OK)
        rc = err_prefix(e, q->program);
    else if (words.count == 0)
        rc = err_set(e, ERR_USAGE, "%s", _("office.ini names no program: [desk] print"));
    if (rc == ERR_OK) {
        char *argv[WORK_LIST_MAX + 2] = {NULL};
        memcpy(argv, words.word, words.count * sizeof argv[0]);
        argv[words.count] = (char *)(uintptr_t)q->path;
        rc = start(work, q->program, q->stays_open, argv, e);
    }
    fields_free_words(&words);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "FILE",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_FILE,
                                            .at = offsetof(struct outside_request, path)},
                                           {0}};

const struct work_op outside_op = {.name = "outside",
                                   .words = "FILE",
                                   .help = "",
                                   .field = FIELDS,
                                   .request = sizeof(struct outside_request),
                                   .reply = 1,
                                   .use = WORK_LOOKS,
                                   .run = run};
