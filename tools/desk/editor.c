#include "tools/desk/editor.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

/* The keyboard's signals and the loop's are the editor's while it runs. */
static int spawn_editor(char *const *argv, pid_t *child)
{
    static const int GIVEN[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    posix_spawnattr_t a;
    sigset_t given, none;
    sigemptyset(&none);
    sigemptyset(&given);
    for (size_t i = 0; i < sizeof GIVEN / sizeof GIVEN[0]; i++)
        sigaddset(&given, GIVEN[i]);
    int rc = posix_spawnattr_init(&a);
    if (rc != 0)
        return rc;
    posix_spawnattr_setflags(&a, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigdefault(&a, &given);
    posix_spawnattr_setsigmask(&a, &none);
    rc = posix_spawnp(child, argv[0], NULL, &a, argv, environ);
    posix_spawnattr_destroy(&a);
    return rc;
}

/* One that stops is continued: behind it there is no shell to come back from. */
static int wait_for(pid_t child, void (*wait)(void *context), void *context)
{
    const struct timespec second = {.tv_sec = 1};
    sigset_t news;
    int status = 0;
    sigemptyset(&news);
    sigaddset(&news, SIGCHLD);
    for (;;) {
        pid_t came = waitpid(child, &status, WUNTRACED | WNOHANG);
        if (came < 0 || (came == child && !WIFSTOPPED(status)))
            return came < 0 ? 1 : status;
        if (came == child)
            kill(child, SIGCONT);
        sigtimedwait(&news, NULL, &second);
        wait(context);
    }
}

static enum err_code spawn_and_wait(char *const *argv, const char *chosen,
                                    void (*wait)(void *context), void *context, struct err *e)
{
    sigset_t news, was;
    pid_t child = -1;
    sigemptyset(&news);
    sigaddset(&news, SIGCHLD);
    sigprocmask(SIG_BLOCK, &news, &was);
    int failed = argv[0] ? spawn_editor(argv, &child) : ENOENT;
    int status = failed ? 0 : wait_for(child, wait, context);
    sigprocmask(SIG_SETMASK, &was, NULL);
    if (failed)
        return err_set_errno(e, failed, _("the editor %s"), chosen);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return err_set(e, ERR_IO, _("%s: the editor did not end well; nothing was taken over"),
                       chosen);
    return ERR_OK;
}

enum err_code editor_run(const char *path, void (*wait)(void *context), void *context,
                         struct err *e)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    const char *chosen = visual && visual[0] ? visual : editor && editor[0] ? editor : "nano";
    struct fields_words words;
    enum err_code rc = fields_split(chosen, &words, e);
    if (rc != ERR_OK)
        return rc;
    if (words.count)
        words.word[words.count < WORK_LIST_MAX ? words.count : WORK_LIST_MAX - 1] = (char *)path;
    rc = spawn_and_wait(words.word, chosen, wait, context, e);
    fields_free_words(&words);
    return rc;
}
