/* The commands of the script language. */
#include "tests/lib/tui/script_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A non-negative decimal number, or -1. */
static int number(const char *text)
{
    char *end;
    if (*text < '0' || *text > '9')
        return -1;
    errno = 0;
    long value = strtol(text, &end, 10);
    return *end || errno || value > INT_MAX / 100 ? -1 : (int)value;
}

/* A signal by its name with or without SIG, or -1. */
static int signal_number(const char *name)
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

/* The optional deadline of wait and gone, in milliseconds; -1 with the failure set. */
static int deadline_arg(struct script *s, const struct line *l)
{
    int ms = 0;
    if (l->count > 2) {
        ms = number(l->words[2].text);
        if (ms <= 0)
            return script_fail(s, "\"%s\" is no number of milliseconds", l->words[2].text);
    }
    return script_deadline(s, ms);
}

/* Why a wait ended without success. */
static const char *why(const struct vt *vt)
{
    return vt_eof(vt) ? "and the program is off the terminal" : "in time";
}

static void wait_quiet(struct script *s, struct vt *vt)
{
    vt_wait_settled(vt, script_deadline(s, 0));
    vt_wait_quiet(vt, script_deadline(s, SCRIPT_QUIET_MS), script_deadline(s, 0));
}

/* ---- how much is sent ---- */

static int do_mark(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    (void)l;
    if (!vt)
        return -1;
    wait_quiet(s, vt);
    s->marked = vt_bytes_sent(vt);
    free(s->marked_screen);
    s->marked_screen = vt_screen_text(vt);
    return 0;
}

/* Bytes of the rows that are not what they were, without the blanks around them. */
static size_t new_text(const char *before, const char *now)
{
    size_t sum = 0;
    while (*now) {
        size_t len = strcspn(now, "\n"), old = strcspn(before, "\n");
        size_t blank = strspn(now, " ");
        if (len != old || memcmp(before, now, len) != 0)
            sum += len > blank ? len - blank : 0;
        now += len + (now[len] == '\n');
        before += old + (before[old] == '\n');
    }
    return sum;
}

static int do_sent(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int most = number(l->words[1].text), percent = number(l->words[2].text);
    if (!vt)
        return -1;
    if (most < 0 || percent < 0 || !s->marked_screen)
        return script_fail(s, "two numbers are needed, and a mark before");
    wait_quiet(s, vt);
    char *screen = vt_screen_text(vt);
    size_t text = new_text(s->marked_screen, screen), sent = vt_bytes_sent(vt) - s->marked;
    size_t limit = (size_t)most + text * (size_t)percent / 100;
    free(screen);
    printf("# %s: %zu bytes sent, at most %zu; %zu bytes of text are new\n", l->words[3].text, sent,
           limit, text);
    return sent <= limit ? 0
                         : script_fail(s, "%zu bytes were sent, at most %zu may be", sent, limit);
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

/* ---- acting ---- */

static int sent(struct script *s, int result, const char *what)
{
    if (result == 0)
        return 0;
    if (errno == EINVAL)
        return script_fail(s, "unknown key \"%s\"", what);
    return script_fail(s, "cannot send: %s",
                       errno == EPIPE ? "the program is off the terminal" : strerror(errno));
}

static int do_type(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    return vt ? sent(s, vt_send(vt, l->words[1].text, l->words[1].len), "") : -1;
}

/* A line so slow that the bytes of one key come apart. */
static int do_slowly(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int ms = number(l->words[1].text), result = vt ? 0 : -1;
    if (ms <= 0)
        return script_fail(s, "\"%s\" is no number of milliseconds", l->words[1].text);
    for (size_t i = 0; i < l->words[2].len && result == 0; i++) {
        result = sent(s, vt_send(vt, l->words[2].text + i, 1), "");
        vt_wait_quiet(vt, ms, 4 * ms);
    }
    return result;
}

struct place {
    const char *text;
    int row, col;
};

static bool find_place(struct vt *vt, void *arg)
{
    struct place *p = arg;
    return vt_find(vt, p->text, &p->row, &p->col);
}

static int send_mouse(struct script *s, struct vt *vt, int button, int row, int col)
{
    char bytes[64];
    int n = snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM", button, col + 1, row + 1);
    if (button == 0)
        n += snprintf(bytes + n, sizeof bytes - (size_t)n, "\033[<0;%d;%dm", col + 1, row + 1);
    return sent(s, vt_send(vt, bytes, (size_t)n), "a mouse report");
}

/* A mouse points at a picture: it must be the one that all before it leads to. */
static int settle(struct script *s, struct vt *vt)
{
    return vt_wait_settled(vt, script_deadline(s, 0))
               ? 0
               : script_fail(s, "the program did not come to rest");
}

static int do_click(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    struct place p = {.text = l->words[1].text};
    if (!vt)
        return -1;
    if (!vt_wait(vt, find_place, &p, script_deadline(s, 0)))
        return script_fail(s, "the text to click on did not appear %s", why(vt));
    if (settle(s, vt) != 0)
        return -1;
    if (!vt_wait(vt, find_place, &p, script_deadline(s, 0)))
        return script_fail(s, "the text to click on stood on an older picture only");
    return send_mouse(s, vt, 0, p.row, p.col);
}

/* Keys, bytes, clicks and sizes at random, but the same each time. The program must live through
 * all of them. */
static int do_monkey(struct script *s, const struct line *l)
{
    static const char *const PIECES[] = {"a",
                                         "b",
                                         "c",
                                         "d",
                                         "n",
                                         "p",
                                         "m",
                                         "x",
                                         "g",
                                         "u",
                                         "k",
                                         "t",
                                         "h",
                                         "l",
                                         "s",
                                         " ",
                                         "7",
                                         "\r",
                                         "\033",
                                         "\177",
                                         "\033[A",
                                         "\033[B",
                                         "\033[C",
                                         "\033[D",
                                         "\033[3~",
                                         "\033[5~",
                                         "\033[6~",
                                         "\033OP",
                                         "\033[",
                                         "\033[200~ab\033[201~",
                                         "\033[<0;20;11M",
                                         "\033[<65;9;9M",
                                         "\014",
                                         "\017",
                                         "\xC3\x82",
                                         "\xFF",
                                         "e\xCC\x81",
                                         "\033]0;x\007",
                                         "\003",
                                         "\032"};
    static const int SIZES[][2] = {{24, 80}, {24, 80}, {30, 100}, {10, 40}, {43, 132}, {2, 3}};
    struct vt *vt = script_vt(s);
    unsigned long seed = 12345, keys = strtoul(l->words[1].text, NULL, 10);
    for (unsigned long i = 0; vt && i < keys; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        const char *piece = PIECES[(seed >> 33) % (sizeof PIECES / sizeof PIECES[0])];
        if (sent(s, vt_send(vt, piece, strlen(piece)), "random keys") != 0)
            return -1;
        if (i % 997 == 0) {
            const int *size = SIZES[(seed >> 40) % (sizeof SIZES / sizeof SIZES[0])];
            vt_resize(vt, size[0], size[1]);
        }
        if (i % 64 == 0)
            vt_wait_quiet(vt, 5, 200); /* what it draws is read, or the pipe would fill */
    }
    return vt ? 0 : -1;
}

static int do_wheel(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    bool up = strcmp(l->words[1].text, "up") == 0;
    if (!vt)
        return -1;
    if (!up && strcmp(l->words[1].text, "down") != 0)
        return script_fail(s, "say up or down");
    if (settle(s, vt) != 0)
        return -1;
    return send_mouse(s, vt, up ? 64 : 65, vt_rows(vt) / 2, vt_cols(vt) / 2);
}

static int do_key(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int result = vt ? 0 : -1;
    for (int i = 1; i < l->count && result == 0; i++)
        result = sent(s, vt_key(vt, l->words[i].text), l->words[i].text);
    return result;
}

static int do_kill9(struct script *s, const struct line *l)
{
    (void)l;
    struct vt *vt = script_vt(s);
    if (!vt)
        return -1;
    return vt_kill9(vt) == 0 ? 0 : script_fail(s, "cannot kill: %s", strerror(errno));
}

static int do_signal(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int sig = signal_number(l->words[1].text);
    if (!vt)
        return -1;
    if (sig < 0)
        return script_fail(s, "unknown signal \"%s\"", l->words[1].text);
    return vt_signal(vt, sig) == 0 ? 0 : script_fail(s, "cannot signal: %s", strerror(errno));
}

static int do_hangup(struct script *s, const struct line *l)
{
    (void)l;
    struct vt *vt = script_vt(s);
    if (!vt)
        return -1;
    vt_hangup(vt);
    return 0;
}

/* ---- expecting ---- */

static int do_wait(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int ms = deadline_arg(s, l);
    if (!vt || ms < 0)
        return -1;
    return vt_wait_text(vt, l->words[1].text, ms)
               ? 0
               : script_fail(s, "the text did not appear %s", why(vt));
}

static int do_gone(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int ms = deadline_arg(s, l);
    if (!vt || ms < 0)
        return -1;
    return vt_wait_gone(vt, l->words[1].text, ms)
               ? 0
               : script_fail(s, "the text did not go %s", why(vt));
}

static int do_reject(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int row, col;
    if (!vt)
        return -1;
    wait_quiet(s, vt);
    if (!vt_find(vt, l->words[1].text, &row, &col))
        return 0;
    return script_fail(s, "the text is on the screen at %d,%d", row, col);
}

static bool cursor_on(struct vt *vt, void *text)
{
    int row, col;
    vt_cursor(vt, &row, &col, NULL);
    return vt_match_at(vt, text, row, col, NULL);
}

static int do_cursor(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    if (!vt)
        return -1;
    if (vt_wait(vt, cursor_on, l->words[1].text, script_deadline(s, 0)))
        return 0;
    return script_fail(s, "the cursor did not get there %s", why(vt));
}

static bool cursor_shown(struct vt *vt, void *wanted)
{
    bool visible;
    vt_cursor(vt, NULL, NULL, &visible);
    return visible == *(bool *)wanted;
}

static int do_cursor_shown(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    bool wanted = strcmp(l->words[1].text, "yes") == 0;
    if (!vt)
        return -1;
    if (!wanted && strcmp(l->words[1].text, "no") != 0)
        return script_fail(s, "say yes or no");
    if (vt_wait(vt, cursor_shown, &wanted, script_deadline(s, 0)))
        return 0;
    return script_fail(s, "the cursor stayed %s", wanted ? "hidden" : "visible");
}

struct attr_wish {
    const char *text;
    unsigned wanted; /* 0: no attribute at all */
};

/* True when the cells from col to before end are as wished. */
static bool cells_have(const struct vt *vt, int row, int col, int end, unsigned wanted)
{
    for (; col < end; col++) {
        unsigned has = vt_attr_at(vt, row, col);
        if (wanted ? (has & wanted) != wanted : has != 0)
            return false;
    }
    return true;
}

static bool attr_holds(struct vt *vt, void *arg)
{
    const struct attr_wish *wish = arg;
    bool any = false;
    for (int row = 0, col = 0, end; vt_find_from(vt, wish->text, &row, &col); col++) {
        vt_match_at(vt, wish->text, row, col, &end);
        bool good = cells_have(vt, row, col, end, wish->wanted);
        if (good != (wish->wanted == 0))
            return good;
        any = true;
    }
    return any && wish->wanted == 0;
}

static int do_attr(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    struct attr_wish wish = {.text = l->words[1].text};
    if (!vt)
        return -1;
    for (const char *p = l->words[2].text; *p; p++) {
        static const char letters[] = "BUR";
        const char *found = strchr(letters, *p);
        if (found)
            wish.wanted |= 1U << (found - letters);
        else if (*p != '.')
            return script_fail(s, "unknown attribute '%c', known are B U R and .", *p);
    }
    if (vt_wait(vt, attr_holds, &wish, script_deadline(s, 0)))
        return 0;
    return script_fail(s, vt_find(vt, wish.text, NULL, NULL)
                              ? "the text is there but looks different"
                              : "the text did not appear");
}

static int do_golden(struct script *s, const struct line *l)
{
    bool with_fg = false, with_bg = false;
    const char *hidden = NULL;
    for (size_t i = 2; i < (size_t)l->count; i++) {
        if (strcmp(l->words[i].text, "fg") == 0)
            with_fg = true;
        else if (strcmp(l->words[i].text, "bg") == 0)
            with_bg = true;
        else if (strcmp(l->words[i].text, "hide") == 0 && i + 1 < (size_t)l->count)
            hidden = l->words[++i].text;
        else
            return script_fail(s, "only fg, bg and hide \"PATTERN\" may follow the name");
    }
    return script_golden(s, l->words[1].text, with_fg, with_bg, hidden);
}

struct grab {
    const char *after, *until; /* until may be NULL */
    char *value;               /* found */
};

static bool grab_text(struct vt *vt, void *arg)
{
    struct grab *grab = arg;
    int row, col, end;
    if (!vt_find(vt, grab->after, &row, &col) || !vt_match_at(vt, grab->after, row, col, &end))
        return false;
    char *text = vt_text_from(vt, row, end);
    char *stop = grab->until ? strstr(text, grab->until) : text + strlen(text);
    if (stop) {
        char *at = text + strspn(text, " ");
        while (stop > at && stop[-1] == ' ')
            stop--;
        *stop = '\0';
        if (stop > at)
            grab->value = script_copy(at);
    }
    free(text);
    return grab->value != NULL;
}

static int do_grab(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    struct grab grab = {.after = l->words[3].text, .until = l->count > 5 ? l->words[5].text : NULL};
    if (!vt)
        return -1;
    if (strcmp(l->words[2].text, "after") != 0 || l->count == 5 ||
        (l->count > 5 && strcmp(l->words[4].text, "until") != 0))
        return script_fail(s, "write: grab NAME after \"text\" [until \"text\"]");
    if (!vt_wait(vt, grab_text, &grab, script_deadline(s, 0)))
        return script_fail(s, "found nothing to grab %s", why(vt));
    int result = script_let(s, l->words[1].text, grab.value);
    free(grab.value);
    return result;
}

/* Where in all that was sent these bytes stand; NULL: nowhere. */
static const char *find_sent(struct script *s, struct vt *vt, const struct line *l, ptrdiff_t *at)
{
    size_t len;
    wait_quiet(s, vt);
    const char *raw = vt_raw(vt, &len),
               *found = memmem(raw, len, l->words[1].text, l->words[1].len);
    *at = found ? found - raw : 0;
    return found;
}

static int do_never(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    ptrdiff_t at;
    if (!vt)
        return -1;
    return find_sent(s, vt, l, &at) ? script_fail(s, "the program sent this as byte %td", at) : 0;
}

static int do_showed(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    ptrdiff_t at;
    if (!vt)
        return -1;
    return find_sent(s, vt, l, &at) ? 0 : script_fail(s, "the program has not sent this");
}

static int do_exit(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    const char *wanted = l->words[1].text;
    int status, code = number(wanted), sig = code < 0 ? signal_number(wanted) : 0;
    if (!vt)
        return -1;
    if (sig < 0)
        return script_fail(s, "\"%s\" is neither a number nor a signal", wanted);
    if (!vt_wait_exit(vt, &status, script_deadline(s, 0)))
        return script_fail(s, "the program is still running");
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == sig
                   ? 0
                   : script_fail(s, "killed by SIG%s", sigabbrev_np(WTERMSIG(status)));
    return WEXITSTATUS(status) == code ? 0 : script_fail(s, "exited with %d", WEXITSTATUS(status));
}

static int do_dump(struct script *s, const struct line *l)
{
    (void)l;
    struct vt *vt = script_vt(s);
    if (!vt)
        return -1;
    wait_quiet(s, vt);
    fprintf(s->options.report, "%s:%d: dump\n", s->file, s->line);
    vt_dump(vt, s->options.report);
    return 0;
}

static const struct command {
    const char *name;
    int min, max; /* arguments */
    int (*run)(struct script *script, const struct line *line);
} commands[] = {
    {"attr", 2, 2, do_attr},
    {"click", 1, 1, do_click},
    {"cursor", 1, 1, do_cursor},
    {"cursor-shown", 1, 1, do_cursor_shown},
    {"cwd", 1, 1, do_cwd},
    {"dump", 0, 0, do_dump},
    {"env", 1, 1, do_env},
    {"exit", 1, 1, do_exit},
    {"expect", 1, 1, do_wait},
    {"golden", 1, 5, do_golden},
    {"gone", 1, 2, do_gone},
    {"grab", 3, 5, do_grab},
    {"hangup", 0, 0, do_hangup},
    {"key", 1, SCRIPT_WORDS, do_key},
    {"kill9", 0, 0, do_kill9},
    {"let", 2, 2, do_let},
    {"make", 1, 1, do_make},
    {"mark", 0, 0, do_mark},
    {"monkey", 1, 1, do_monkey},
    {"never", 1, 1, do_never},
    {"reject", 1, 1, do_reject},
    {"remove", 1, 1, do_remove},
    {"screen", 1, 1, do_screen},
    {"sent", 3, 3, do_sent},
    {"showed", 1, 1, do_showed},
    {"signal", 1, 1, do_signal},
    {"size", 1, 2, do_size},
    {"slowly", 2, 2, do_slowly},
    {"spawn", 1, SCRIPT_WORDS, do_spawn},
    {"term", 1, 1, do_term},
    {"type", 1, 1, do_type},
    {"wheel", 1, 1, do_wheel},
    {"wait", 1, 2, do_wait},
};

int script_command(struct script *s, const struct line *l)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const struct command *c = &commands[i];
        if (strcmp(c->name, l->words[0].text) != 0)
            continue;
        if (l->count - 1 < c->min || l->count - 1 > c->max)
            return script_fail(s, "wrong number of words after %s", c->name);
        return c->run(s, l);
    }
    return script_fail(s, "unknown command \"%s\"", l->words[0].text);
}
