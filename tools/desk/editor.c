#include "tools/desk/editor.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>

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
static int wait_for(pid_t child)
{
    int status;
    while (waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status))
        kill(child, SIGCONT);
    return status;
}

enum err_code editor_run(const char *path, struct err *e)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    const char *chosen = visual && visual[0] ? visual : editor && editor[0] ? editor : "nano";
    struct fields_words words;
    enum err_code rc = fields_split(chosen, &words, e);
    if (rc != ERR_OK)
        return rc;
    words.word[words.count < WORK_LIST_MAX ? words.count : WORK_LIST_MAX - 1] = (char *)path;
    pid_t child = -1;
    int failed = words.count ? spawn_editor(words.word, &child) : ENOENT;
    int status = failed ? 0 : wait_for(child);
    if (failed)
        rc = err_set_errno(e, failed, _("the editor %s"), chosen);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        rc = err_set(e, ERR_IO, _("%s: the editor did not end well; nothing was taken over"),
                     chosen);
    fields_free_words(&words);
    return rc;
}
