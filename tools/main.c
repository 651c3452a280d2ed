/* sathachctl: takes the options that stand anywhere, finds the command, runs it, says what went
 * wrong. */
#include "app/core/i18n.h"
#include "tools/commands.h"
#include "tools/desk_command.h"
#include "tools/help.h"
#include "tools/work/ring.h"
#include "tools/work/waiting.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPERATIONS_MAX = 100 };

/* Takes the options that may stand anywhere out of argv; what is left is the command. */
static enum err_code take_globals(struct ctl *ctl, int *argc, char **argv, bool *help,
                                  bool *version, struct err *e)
{
    int kept = 0;
    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], "-C") == 0 && i + 1 < *argc) {
            ctl->work.folder = argv[++i];
        } else if (strcmp(argv[i], "--pass") == 0) {
            if (secret_files_add(&ctl->work.pass, i + 1 < *argc ? argv[++i] : NULL, e) != ERR_OK)
                return e->code;
        } else if (strncmp(argv[i], "--pass=", 7) == 0) {
            if (secret_files_add(&ctl->work.pass, argv[i] + 7, e) != ERR_OK)
                return e->code;
        } else if (strcmp(argv[i], "--operator") == 0 && i + 1 < *argc) {
            ctl->work.who = argv[++i];
        } else if (strcmp(argv[i], "--json") == 0) {
            ctl->json = ctl->work.is_program = true;
        } else if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            *help = true;
        } else if (strcmp(argv[i], "--version") == 0 || strcmp(argv[i], "-V") == 0) {
            *version = true;
        } else if (strcmp(argv[i], "--") == 0) { /* what follows are words, whatever they look
                                                    like */
            while (i < *argc)
                argv[kept++] = argv[i++];
        } else {
            argv[kept++] = argv[i];
        }
    }
    argv[kept] = NULL;
    *argc = kept;
    return ERR_OK;
}

static void start_language(void)
{
    if (!setlocale(LC_ALL, "") || MB_CUR_MAX < 4)
        setlocale(LC_ALL, "C.UTF-8");
    setlocale(LC_NUMERIC, "C");
    i18n_bind();
    if (!getenv("LANGUAGE"))
        setenv("LANGUAGE", "vi", 1);
}

/* How many words in front may name a command: --help is asked in the middle of a line, too. */
static int named(int argc, char **argv)
{
    int words = 0;
    if (commands_find(argc, argv, &words))
        return words;
    return argc > 0 && commands_is_group(argv[0]) && argc > 1 && argv[1][0] == '-' ? 1 : argc;
}

/* What the desk offers as forms, in the commands' order; what waits is its first screen. */
static void list_operations(const struct work_op *op[OPERATIONS_MAX + 1])
{
    size_t count, n = 0;
    const struct ctl_command *all = commands_all(&count);
    for (size_t i = 0; i < count && n < OPERATIONS_MAX; i++)
        if (all[i].op && all[i].op != &waiting_op)
            op[n++] = all[i].op;
    op[n] = NULL;
}

static enum err_code run(int argc, char **argv, struct err *e)
{
    const struct work_op *operation[OPERATIONS_MAX + 1];
    struct work_ring ring = {0};
    struct ctl ctl = {.work = {.rnd = crypt_random_system(),
                               .ring = &ring,
                               .tell = ctl_tell,
                               .show = ctl_show,
                               .lang = ctl_table_lang()},
                      .operation = operation};
    bool help = false, version = false;
    list_operations(operation);
    enum err_code rc = crypt_start(e);
    if (rc == ERR_OK)
        rc = take_globals(&ctl, &argc, argv, &help, &version, e);
    if (rc != ERR_OK)
        return rc;
    if (version) {
        printf("sathachctl %s\n", SATHACH_VERSION);
        return ERR_OK;
    }
    if (argc > 0 && strcmp(argv[0], "help") == 0)
        return help_of(argc - 1, argv + 1, e);
    if (help)
        return help_of(named(argc, argv), argv, e);
    if (argc == 0 && desk_command_is_meant(&ctl))
        return desk_command(&ctl, argc, argv, e);
    if (argc == 0) {
        help_all(stderr);
        return ERR_USAGE;
    }
    int words = 0;
    const struct ctl_command *c = commands_find(argc, argv, &words);
    if (!c)
        return help_unknown(argc, argv, e);
    rc = c->run(&ctl, argc - words, argv + words, e);
    ring_wipe(&ring);
    if (rc == ERR_USAGE)
        help_usage(c, stderr);
    return rc;
}

int main(int argc, char **argv)
{
    umask(077);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0); /* keys lie in memory: no core through a pipe, no look by others */
    start_language();
    struct err e = {0};
    enum err_code rc = run(argc - 1, argv + 1, &e);
    if (fflush(stdout) != 0 && rc == ERR_OK)
        rc = err_set_errno(&e, 5, "%s", _("standard output"));
    if (rc != ERR_OK && e.text[0])
        fprintf(stderr, "sathachctl: %s\n", e.text);
    return (int)rc;
}
