/* The commands of the script language: what several need, settings and spawning, the table. */
#include "tests/lib/tui/script_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int script_number(const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return -1;
    errno = 0;
    long value = strtol(text, &end, 10);
    return *end || errno || value > INT_MAX / 100 ? -1 : (int)value;
}

int script_signal(const char *name)
{
    if (strncmp(name, "SIG", 3) == 0)
        name += 3;
    for (int sig = 1; sig < NSIG; sig++) {
        const char *known = sigabbrev_np(sig);
        if (known && strcmp(known, name) == 0)
            return sig;
    }
    return -1;
}

const char *script_why(const struct vt *vt)
{
    return vt_eof(vt) ? "and the program is off the terminal" : "in time";
}

void script_quiet(struct script *s, struct vt *vt)
{
    vt_wait_settled(vt, script_deadline(s, 0));
    vt_wait_quiet(vt, script_deadline(s, SCRIPT_QUIET_MS), script_deadline(s, 0));
}

/* ---- settings and spawning ---- */

/* A file that a program waits for, or that a preload of the tests goes by. */
static int do_make(struct script *s, const struct line *l)
{
    int fd = open(l->words[1].text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return script_fail(s, "cannot make it: %s", strerror(errno));
    close(fd);
    return 0;
}

static int do_remove(struct script *s, const struct line *l)
{
    return unlink(l->words[1].text) == 0 ? 0
                                         : script_fail(s, "cannot remove it: %s", strerror(errno));
}

static int do_let(struct script *s, const struct line *l)
{
    return script_let(s, l->words[1].text, l->words[2].text);
}

static int do_term(struct script *s, const struct line *l)
{
    return script_let(s, "TERM", l->words[1].text);
}

static int do_env(struct script *s, const struct line *l)
{
    const char *var = l->words[1].text, *eq = strchr(var, '=');
    if (!eq || eq == var)
        return script_fail(s, "NAME=VALUE is needed");
    size_t name = (size_t)(eq - var) + 1;
    int at = 0;
    while (at < s->env_count && strncmp(s->env[at], var, name) != 0)
        at++;
    if (at == SCRIPT_ENV)
        return script_fail(s, "too many environment variables");
    if (at == s->env_count)
        s->env_count++;
    free(s->env[at]);
    s->env[at] = script_copy(var);
    return 0;
}

static int do_cwd(struct script *s, const struct line *l)
{
    free(s->cwd);
    s->cwd = script_copy(l->words[1].text);
    return 0;
}

static bool has_sent_more(struct vt *vt, void *before)
{
    return vt_bytes_sent(vt) > *(size_t *)before;
}

/* Lets the program draw in the new size: two signals at once are one, and the first size would be
 * lost. */
static void wait_redraw(struct script *s, struct vt *vt, size_t before)
{
    if (vt_wait(vt, has_sent_more, &before, script_deadline(s, SCRIPT_REACT_MS)))
        vt_wait_quiet(vt, script_deadline(s, SCRIPT_DRAW_MS), script_deadline(s, 0));
}

static int do_size(struct script *s, const struct line *l)
{
    int rows, cols, end = 0;
    const char *text = l->words[1].text;
    if (sscanf(text, "%4dx%4d%n", &rows, &cols, &end) != 2 || text[end] || rows < 1 || cols < 1)
        return script_fail(s, "\"%s\" is no size, write it as 24x80", text);
    s->rows = rows;
    s->cols = cols;
    bool now = l->count > 2;
    if (now && strcmp(l->words[2].text, "now") != 0)
        return script_fail(s, "only now may follow the size");
    struct vt *vt = s->terminals[s->terminal].vt;
    if (!vt || vt_eof(vt))
        return 0;
    vt_pump(vt, 0);
    size_t before = vt_bytes_sent(vt);
    if (vt_resize(vt, rows, cols) != 0)
        return script_fail(s, "cannot resize: %s", strerror(errno));
    if (!now)
        wait_redraw(s, vt, before);
    return 0;
}

static int do_screen(struct script *s, const struct line *l)
{
    int at = 0;
    while (at < s->terminal_count && strcmp(s->terminals[at].name, l->words[1].text) != 0)
        at++;
    if (at == SCRIPT_SCREENS)
        return script_fail(s, "too many screens");
    if (at == s->terminal_count)
        s->terminals[s->terminal_count++] =
            (struct terminal){.name = script_copy(l->words[1].text)};
    s->terminal = at;
    return 0;
}

static int do_spawn(struct script *s, const struct line *l)
{
    const char *argv[SCRIPT_WORDS];
    struct terminal *terminal = &s->terminals[s->terminal];
    if (terminal->vt && !vt_wait_exit(terminal->vt, NULL, 0))
        return script_fail(s, "the program before is still running (exit or kill9 first)");
    vt_close(terminal->vt);
    for (int i = 1; i < l->count; i++)
        argv[i - 1] = l->words[i].text;
    argv[l->count - 1] = NULL;
    struct vt_spec spec = {
        .argv = argv,
        .env = (const char *const *)s->env,
        .term = script_get(s, "TERM"),
        .cwd = s->cwd,
        .rows = s->rows,
        .cols = s->cols,
    };
    terminal->vt = vt_open(&spec);
    return terminal->vt ? 0 : script_fail(s, "cannot start %s: %s", argv[0], strerror(errno));
}

static const struct script_row SETTING[] = {
    {"cwd", 1, 1, do_cwd},       {"env", 1, 1, do_env},
    {"let", 2, 2, do_let},       {"make", 1, 1, do_make},
    {"remove", 1, 1, do_remove}, {"screen", 1, 1, do_screen},
    {"size", 1, 2, do_size},     {"spawn", 1, SCRIPT_WORDS, do_spawn},
    {"term", 1, 1, do_term},     {0},
};

static const struct script_row *find_row(const char *name)
{
    static const struct script_row *const TABLES[] = {SETTING, SCRIPT_ACTING, SCRIPT_EXPECTING};
    for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++)
        for (const struct script_row *r = TABLES[i]; r->name; r++)
            if (strcmp(r->name, name) == 0)
                return r;
    return NULL;
}

int script_command(struct script *s, const struct line *l)
{
    const struct script_row *r = find_row(l->words[0].text);
    if (!r)
        return script_fail(s, "unknown command \"%s\"", l->words[0].text);
    if (l->count - 1 < r->min || l->count - 1 > r->max)
        return script_fail(s, "wrong number of words after %s", r->name);
    return r->run(s, l);
}
