/*
 * Runs terminal scenarios (see script.h):
 *
 *     tui-run [-G GOLDEN_DIR] [-D NAME=VALUE]... [-E NAME[=VALUE]]... FILE.tui...
 *
 * -D sets a variable of the scripts, -E a variable of the environment of the programs they start;
 * without a value it is passed on from ours if set.  UPDATE_GOLDEN=1 writes the stored screens.
 * Prints one line a file and a summary; exits with 1 when a script failed, 2 for wrong usage.
 */
#include "tests/lib/tui/script.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_DEFS = 64 };

struct settings {
    char *defs[MAX_DEFS]; /* "NAME=VALUE" */
    int def_count;
    char *env[MAX_DEFS + 1];
    int env_count;
    struct script_options options;
};

static int usage(void)
{
    fputs("usage: tui-run [-G GOLDEN_DIR] [-D NAME=VALUE]... [-E NAME[=VALUE]]... FILE.tui...\n",
          stderr);
    return 2;
}

/* Adds a variable of the environment; one without a value is looked up in ours. */
static int add_env(struct settings *settings, char *arg)
{
    if (settings->env_count == MAX_DEFS)
        return -1;
    if (strchr(arg, '=')) {
        settings->env[settings->env_count++] = strdup(arg);
        return 0;
    }
    const char *value = getenv(arg);
    char *var = NULL;
    if (value && asprintf(&var, "%s=%s", arg, value) >= 0)
        settings->env[settings->env_count++] = var;
    return 0;
}

static int read_options(struct settings *settings, int argc, char **argv)
{
    const char *update = getenv("UPDATE_GOLDEN");
    int opt;
    settings->options.golden_dir = "tests/data/golden";
    settings->options.update_golden = update && strcmp(update, "1") == 0;
    while ((opt = getopt(argc, argv, "G:D:E:")) != -1) {
        if (opt == 'G')
            settings->options.golden_dir = optarg;
        else if (opt == 'D' && strchr(optarg, '=') && settings->def_count < MAX_DEFS)
            settings->defs[settings->def_count++] = optarg;
        else if (opt != 'E' || add_env(settings, optarg) != 0)
            return -1;
    }
    settings->options.env = (const char *const *)settings->env;
    return optind < argc ? 0 : -1;
}

static int run_file(const struct settings *settings, const char *path)
{
    struct script *script = script_new(&settings->options);
    int result = 0;
    for (int i = 0; i < settings->def_count && result == 0; i++) {
        const char *def = settings->defs[i], *eq = strchr(def, '=');
        char *name = strndup(def, (size_t)(eq - def));
        result = name ? script_let(script, name, eq + 1) : -1;
        free(name);
    }
    if (result != 0)
        fprintf(stderr, "%s\n", script_error(script));
    else
        result = script_run_file(script, path);
    script_free(script);
    return result;
}

int main(int argc, char **argv)
{
    struct settings settings = {0};
    int passed = 0, failed = 0;
    if (read_options(&settings, argc, argv) != 0)
        return usage();
    for (int i = optind; i < argc; i++) {
        bool good = run_file(&settings, argv[i]) == 0;
        passed += good;
        failed += !good;
        printf("%s %s\n", good ? "ok" : "not ok", argv[i]);
        fflush(stdout);
    }
    printf("tui: %d passed, %d failed\n", passed, failed);
    for (int i = 0; i < settings.env_count; i++)
        free(settings.env[i]);
    return failed ? 1 : 0;
}
