/* Running scripts: files, lines, variables, reports. */
#include "tests/lib/tui/script.h"
#include "tests/lib/tui/script_internal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { DEADLINE_MS = 30000, SLOW_FACTOR = 10 };

char *script_copy(const char *text)
{
    char *copy = strdup(text);
    if (!copy)
        abort();
    return copy;
}

struct script *script_new(const struct script_options *options)
{
    struct script *script = calloc(1, sizeof *script);
    if (!script)
        abort();
    if (options)
        script->options = *options;
    if (!script->options.report)
        script->options.report = stderr;
    if (script->options.deadline_ms <= 0)
        script->options.deadline_ms = DEADLINE_MS;
    script->terminals[0].name = script_copy("main");
    script->terminal_count = 1;
    script->rows = 24;
    script->cols = 80;
    for (const char *const *e = script->options.env; e && *e && script->env_count < SCRIPT_ENV; e++)
        script->env[script->env_count++] = script_copy(*e);
    script_let(script, "TERM", "xterm-256color");
    return script;
}

void script_free(struct script *script)
{
    if (!script)
        return;
    for (int i = 0; i < script->terminal_count; i++) {
        vt_close(script->terminals[i].vt);
        free(script->terminals[i].name);
    }
    for (int i = 0; i < script->var_count; i++) {
        free(script->vars[i].name);
        free(script->vars[i].value);
    }
    for (int i = 0; i < script->env_count; i++)
        free(script->env[i]);
    free(script->cwd);
    free(script->marked_screen);
    free(script);
}

/* ---- variables ---- */

static struct variable *find_var(const struct script *script, const char *name)
{
    for (int i = 0; i < script->var_count; i++)
        if (strcmp(script->vars[i].name, name) == 0)
            return (struct variable *)&script->vars[i];
    return NULL;
}

int script_let(struct script *script, const char *name, const char *value)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";
    struct variable *var = find_var(script, name);
    if (!*name || name[strspn(name, allowed)])
        return script_fail(script, "\"%s\" is no name for a variable", name);
    if (!var && script->var_count == SCRIPT_VARS)
        return script_fail(script, "too many variables");
    if (!var) {
        var = &script->vars[script->var_count++];
        *var = (struct variable){.name = script_copy(name)};
    }
    char *copy = script_copy(value);
    free(var->value);
    var->value = copy;
    return 0;
}

const char *script_get(const struct script *script, const char *name)
{
    const struct variable *var = find_var(script, name);
    return var ? var->value : NULL;
}

/* ---- help for commands ---- */

int script_fail(struct script *script, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(script->error, sizeof script->error, format, args);
    va_end(args);
    return -1;
}

const char *script_error(const struct script *script)
{
    return script->error;
}

struct vt *script_vt(struct script *script)
{
    struct terminal *terminal = &script->terminals[script->terminal];
    if (!terminal->vt)
        script_fail(script, "nothing was spawned on screen \"%s\"", terminal->name);
    return terminal->vt;
}

int script_deadline(const struct script *script, int ms)
{
    const char *slow = getenv("SATHACH_SLOW");
    if (ms <= 0)
        ms = script->options.deadline_ms;
    return slow && strcmp(slow, "1") == 0 ? ms * SLOW_FACTOR : ms;
}

/* ---- running ---- */

static void report(struct script *script, const char *text)
{
    FILE *to = script->options.report;
    fprintf(to, "%s:%d: %s\n    %s\n", script->file, script->line, text, script->error);
    if (script->reported) /* by a script this one includes */
        return;
    script->reported = true;
    for (int i = 0; i < script->terminal_count; i++) {
        const struct terminal *terminal = &script->terminals[i];
        if (!terminal->vt)
            continue;
        if (script->terminal_count > 1)
            fprintf(to, "screen %s%s:\n", terminal->name,
                    i == script->terminal ? " (current)" : "");
        vt_dump(terminal->vt, to);
    }
    fflush(to);
}

static int run_include(struct script *script, const char *name)
{
    const char *slash = strrchr(script->file, '/');
    int dir = name[0] == '/' || !slash ? 0 : (int)(slash + 1 - script->file);
    char path[4096];
    int line = script->line;
    if (snprintf(path, sizeof path, "%.*s%s", dir, script->file, name) >= (int)sizeof path)
        return script_fail(script, "the name is too long");
    if (script->depth >= SCRIPT_INCLUDES)
        return script_fail(script, "too many scripts within scripts");
    const char *file = script->file;
    int result = script_run_file(script, path);
    script->file = file;
    script->line = line;
    return result == 0 ? 0 : script_fail(script, "%s failed", path);
}

static int run_line(struct script *script, const char *text)
{
    struct line line;
    if (script_line_parse(script, text, &line) != 0)
        return -1;
    int result = 0;
    if (line.count == 2 && strcmp(line.words[0].text, "include") == 0)
        result = run_include(script, line.words[1].text);
    else if (line.count > 0)
        result = script_command(script, &line);
    script_line_free(&line);
    return result;
}

int script_run_text(struct script *script, const char *name, const char *text)
{
    char *copy = script_copy(text), *next = copy;
    script->file = name;
    script->line = 0;
    script->error[0] = '\0';
    script->reported = false;
    script->depth++;
    int result = 0;
    while (next && result == 0) {
        char *at = strsep(&next, "\n");
        script->line++;
        result = run_line(script, at);
        if (result != 0)
            report(script, at);
    }
    script->depth--;
    free(copy);
    return result;
}

/* The content of a file as a string, or NULL with errno set. */
static char *read_all(const char *path)
{
    FILE *f = fopen(path, "re");
    char *text = NULL;
    size_t room = 0;
    if (!f)
        return NULL;
    ssize_t len = getdelim(&text, &room, '\0', f);
    bool failed = ferror(f);
    int error = errno;
    fclose(f);
    if (failed) {
        free(text);
        errno = error;
        return NULL;
    }
    if (len < 0) {
        free(text);
        return script_copy("");
    }
    return text;
}

int script_run_file(struct script *script, const char *path)
{
    char *text = read_all(path);
    if (!text) {
        script_fail(script, "cannot read %s: %s", path, strerror(errno));
        fprintf(script->options.report, "%s\n", script->error);
        return -1;
    }
    int result = script_run_text(script, path, text);
    free(text);
    return result;
}
