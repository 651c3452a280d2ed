/* The child program: starting, feeding, waiting, ending. */
#include "tests/lib/tui/vt.h"
#include "tests/lib/tui/vt_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
    SLICE_MS = 20,     /* how long one look at the terminal may wait */
    LOOK_MS = 2,       /* between two looks at whether a child rests */
    SETTLED_LOOKS = 4, /* it must be seen at rest so often: one may fall into a moment's wait for
                          another thread */
    SEND_MS = 10000,   /* how long a child may refuse all input */
    READS_A_PUMP = 64, /* so that an endless writer cannot hold up a deadline */
    MAX_CELLS = 10000, /* rows or columns */
    EXEC_FAILED = 127,
};

static long long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void *vt_alloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p)
        abort();
    return p;
}

void vt_bytes_add(struct vt_bytes *to, const char *bytes, size_t len)
{
    if (to->room - to->len < len + 1) {
        size_t room = (to->len + len + 1) * 2;
        char *at = realloc(to->at, room);
        if (!at)
            abort();
        to->at = at;
        to->room = room;
    }
    if (len)
        memcpy(to->at + to->len, bytes, len);
    to->len += len;
    to->at[to->len] = '\0';
}

/* ---- starting ---- */

/* The part of "NAME=VALUE" up to and with the '='. */
static size_t name_len(const char *var)
{
    const char *eq = strchr(var, '=');
    return eq ? (size_t)(eq - var) + 1 : strlen(var);
}

static bool is_given(const char *const *env, const char *var)
{
    for (; env && *env; env++)
        if (name_len(*env) == name_len(var) && strncmp(*env, var, name_len(var)) == 0)
            return true;
    return false;
}

/* "NAME=VALUE" of our own environment, or NULL. */
static char *own_variable(const char *name)
{
    size_t len = strlen(name);
    for (char **var = environ; *var; var++)
        if (strncmp(*var, name, len) == 0 && (*var)[len] == '=')
            return *var;
    return NULL;
}

/* The environment of the child: an array to free; the strings are borrowed, term_var is
 * "TERM=...". */
static char **make_env(const struct vt_spec *spec, char *term_var)
{
    static char lc_all[] = "LC_ALL=C.UTF-8", tz[] = "TZ=UTC",
                path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
    char *defaults[] = {term_var,
                        lc_all,
                        tz,
                        path,
                        own_variable("TMPDIR"),
                        own_variable("XDG_RUNTIME_DIR"),
                        own_variable("SATHACH_SAMPLES")};
    size_t given = 0, n = 0;
    while (spec->env && spec->env[given])
        given++;
    char **env = vt_alloc((given + sizeof defaults / sizeof *defaults + 1) * sizeof *env);
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (defaults[i] && !is_given(spec->env, defaults[i]))
            env[n++] = defaults[i];
    for (size_t i = 0; i < given; i++)
        env[n++] = (char *)spec->env[i];
    env[n] = NULL;
    return env;
}

/* What a terminal emulator sets on a fresh terminal: UTF-8 line editing and the erase character. */
static void prepare_tty(const char *term)
{
    struct termios tio;
    char erase[16];
    if (tcgetattr(STDIN_FILENO, &tio) != 0)
        return;
    tio.c_iflag |= IUTF8;
    if (vt_key_bytes(term, "Backspace", erase, sizeof erase) == 1)
        tio.c_cc[VERASE] = (cc_t)erase[0];
    tcsetattr(STDIN_FILENO, TCSANOW, &tio);
}

static _Noreturn void run_child(const struct vt_spec *spec, const char *term, char **env)
{
    sigset_t none;
    sigemptyset(&none);
    for (int sig = 1; sig < NSIG; sig++)
        signal(sig, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    close_range(STDERR_FILENO + 1, ~0U, 0);
    prepare_tty(term);
    if (spec->cwd && chdir(spec->cwd) != 0) {
        dprintf(STDERR_FILENO, "cannot enter %s: %s\n", spec->cwd, strerror(errno));
        _exit(EXEC_FAILED);
    }
    environ = env;
    execvp(spec->argv[0], (char *const *)spec->argv);
    dprintf(STDERR_FILENO, "cannot run %s: %s\n", spec->argv[0], strerror(errno));
    _exit(EXEC_FAILED);
}

static void on_output(const char *bytes, size_t len, void *user)
{
    struct vt *vt = user;
    vt_bytes_add(&vt->queue, bytes, len);
}

static int on_termprop(VTermProp prop, VTermValue *val, void *user)
{
    struct vt *vt = user;
    if (prop == VTERM_PROP_CURSORVISIBLE)
        vt->cursor_visible = val->boolean;
    if (prop == VTERM_PROP_ALTSCREEN)
        vt->altscreen = val->boolean;
    return 1;
}

static void start_emulator(struct vt *vt, int rows, int cols)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_termprop};
    vt->rows = rows;
    vt->cols = cols;
    vt->emulator = vterm_new(rows, vt_emulator_cols(cols));
    if (!vt->emulator)
        abort();
    vterm_set_utf8(vt->emulator, 1);
    vterm_output_set_callback(vt->emulator, on_output, vt);
    vt->state = vterm_obtain_state(vt->emulator);
    vt->screen = vterm_obtain_screen(vt->emulator);
    vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vterm_screen_reset(vt->screen, 1);
}

static bool size_ok(int rows, int cols)
{
    return rows > 0 && cols > 0 && rows <= MAX_CELLS && cols <= MAX_CELLS;
}

struct vt *vt_open(const struct vt_spec *spec)
{
    int rows = spec->rows ? spec->rows : 24, cols = spec->cols ? spec->cols : 80;
    if (!spec->argv || !spec->argv[0] || !size_ok(rows, cols)) {
        errno = EINVAL;
        return NULL;
    }
    const char *term = spec->term ? spec->term : "xterm-256color";
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    struct vt *vt = vt_alloc(sizeof *vt);
    *vt = (struct vt){.cursor_visible = true};
    char *term_var = vt_alloc(strlen(term) + sizeof "TERM=");
    strcpy(stpcpy(term_var, "TERM="), term);
    char **env = make_env(spec, term_var);
    vt->pid = forkpty(&vt->fd, NULL, NULL, &size);
    if (vt->pid == 0)
        run_child(spec, term, env);
    int error = errno;
    free(env);
    free(term_var);
    if (vt->pid < 0) {
        free(vt);
        errno = error;
        return NULL;
    }
    fcntl(vt->fd, F_SETFD, FD_CLOEXEC);
    fcntl(vt->fd, F_SETFL, fcntl(vt->fd, F_GETFL) | O_NONBLOCK);
    vt->term = strdup(term);
    if (!vt->term)
        abort();
    vt_bytes_add(&vt->raw, "", 0);
    start_emulator(vt, rows, cols);
    return vt;
}

/* ---- talking ---- */

static void send_queue(struct vt *vt)
{
    ssize_t n = write(vt->fd, vt->queue.at, vt->queue.len);
    if (n <= 0)
        return;
    vt->queue.len -= (size_t)n;
    memmove(vt->queue.at, vt->queue.at + n, vt->queue.len);
}

/* How many bytes at the end are the beginning of a character whose rest has not come. */
static size_t begun_character(const char *bytes, size_t len)
{
    for (size_t n = 1; n <= 3 && n <= len; n++) {
        unsigned char c = (unsigned char)bytes[len - n];
        if ((c & 0xC0) == 0x80)
            continue;
        size_t whole = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
        return whole > n ? n : 0;
    }
    return 0;
}

/* libvterm keeps a begun character by the kind of byte a piece begins with, so that a rest in a
 * piece of its own is lost: it gets whole ones. */
static void feed(struct vt *vt, const char *bytes, size_t len)
{
    vt_bytes_add(&vt->begun, bytes, len);
    size_t rest = begun_character(vt->begun.at, vt->begun.len), whole = vt->begun.len - rest;
    vterm_input_write(vt->emulator, vt->begun.at, whole);
    memmove(vt->begun.at, vt->begun.at + whole, rest);
    vt->begun.len = rest;
}

/* Takes what is there.  Returns the number of bytes. */
static int take_output(struct vt *vt)
{
    char buf[8192];
    int total = 0;
    for (int i = 0; i < READS_A_PUMP; i++) {
        ssize_t n = read(vt->fd, buf, sizeof buf);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n <= 0) { /* EIO: nobody holds the other side any more */
            vt->eof = true;
            break;
        }
        vt_bytes_add(&vt->raw, buf, (size_t)n);
        feed(vt, buf, (size_t)n);
        total += (int)n;
    }
    return total;
}

int vt_pump(struct vt *vt, int ms)
{
    if (vt_eof(vt)) {
        poll(NULL, 0, ms);
        return -1;
    }
    struct pollfd p = {.fd = vt->fd, .events = POLLIN};
    if (vt->queue.len)
        p.events |= POLLOUT;
    if (poll(&p, 1, ms) <= 0)
        return 0;
    if (p.revents & POLLOUT)
        send_queue(vt);
    int taken = (p.revents & (POLLIN | POLLHUP | POLLERR)) ? take_output(vt) : 0;
    return taken == 0 && vt->eof ? -1 : taken;
}

bool vt_eof(const struct vt *vt)
{
    return vt->eof || vt->fd < 0;
}

int vt_send(struct vt *vt, const char *bytes, size_t len)
{
    vt_bytes_add(&vt->queue, bytes, len);
    long long moved = now_ms();
    while (vt->queue.len) {
        size_t before = vt->queue.len;
        if (vt_pump(vt, SLICE_MS) < 0) {
            vt->queue.len = 0;
            errno = EPIPE;
            return -1;
        }
        if (vt->queue.len < before)
            moved = now_ms();
        if (now_ms() - moved > SEND_MS) {
            vt->queue.len = 0;
            errno = ETIMEDOUT;
            return -1;
        }
    }
    return 0;
}

int vt_keys(struct vt *vt, const char *bytes)
{
    return vt_send(vt, bytes, strlen(bytes));
}

int vt_key(struct vt *vt, const char *name)
{
    char bytes[16];
    size_t len = vt_key_bytes(vt->term, name, bytes, sizeof bytes);
    if (len == 0) {
        errno = EINVAL;
        return -1;
    }
    return vt_send(vt, bytes, len);
}

/* The lowest row with anything on it, or -1. */
static int last_used_row(const struct vt *vt)
{
    int row = vt_rows(vt) - 1;
    while (row >= 0 && vterm_screen_is_eol(vt->screen, (VTermPos){.row = row, .col = 0}))
        row--;
    return row;
}

/*
 * Resizes the emulator. Making the normal screen lower, libvterm scrolls until the last line fits
 * and takes the cursor along, even above the screen, where it reads and writes out of bounds. The
 * alternate screen is cut at the bottom instead, so in that case it is made to believe it is on
 * that one.
 */
static void resize_emulator(struct vt *vt, int rows, int cols)
{
    VTermValue yes = {.boolean = 1}, no = {.boolean = 0};
    int cursor_row;
    vt_cursor(vt, &cursor_row, NULL, NULL);
    bool cut = !vt->altscreen && last_used_row(vt) - cursor_row >= rows;
    if (cut)
        vterm_state_set_termprop(vt->state, VTERM_PROP_ALTSCREEN, &yes);
    vterm_set_size(vt->emulator, rows, vt_emulator_cols(cols));
    vt->rows = rows;
    vt->cols = cols;
    if (cut)
        vterm_state_set_termprop(vt->state, VTERM_PROP_ALTSCREEN, &no);
}

int vt_resize(struct vt *vt, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    if (!size_ok(rows, cols)) {
        errno = EINVAL;
        return -1;
    }
    if (vt->fd < 0) {
        errno = EPIPE;
        return -1;
    }
    resize_emulator(vt, rows, cols);
    return ioctl(vt->fd, TIOCSWINSZ, &size);
}

/* ---- waiting ---- */

bool vt_wait(struct vt *vt, bool (*cond)(struct vt *vt, void *arg), void *arg, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    for (;;) {
        bool closed = vt_pump(vt, 0) < 0;
        if (cond(vt, arg))
            return true;
        long long left = end - now_ms();
        if (closed || left <= 0)
            return false;
        vt_pump(vt, left < SLICE_MS ? (int)left : SLICE_MS);
    }
}

static bool has_text(struct vt *vt, void *needle)
{
    return vt_find(vt, needle, NULL, NULL);
}

static bool lacks_text(struct vt *vt, void *needle)
{
    return !has_text(vt, needle);
}

bool vt_wait_text(struct vt *vt, const char *needle, int timeout_ms)
{
    return vt_wait(vt, has_text, (void *)needle, timeout_ms);
}

bool vt_wait_gone(struct vt *vt, const char *needle, int timeout_ms)
{
    return vt_wait(vt, lacks_text, (void *)needle, timeout_ms);
}

bool vt_wait_quiet(struct vt *vt, int ms_quiet, int deadline_ms)
{
    long long end = now_ms() + deadline_ms, heard = now_ms();
    for (;;) {
        long long now = now_ms(), left = heard + ms_quiet - now;
        if (left <= 0)
            return true;
        if (now >= end)
            return false;
        if (end - now < left)
            left = end - now;
        int taken = vt_pump(vt, (int)left);
        if (taken < 0)
            return true;
        if (taken > 0)
            heard = now_ms();
    }
}

/* Polling the child's side makes the kernel hand over first what is still on its way, so that this
 * is exact. */
static bool has_unread_input(const struct vt *vt)
{
    int peer = ioctl(vt->fd, TIOCGPTPEER, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    struct pollfd p = {.fd = peer, .events = POLLIN};
    bool unread = peer >= 0 && poll(&p, 1, 0) > 0 && (p.revents & POLLIN);
    if (peer >= 0)
        close(peer);
    return unread;
}

/* The state letter of /proc/PID/stat, behind the last ')': the name before it may hold anything.
 * 'S' where it cannot be read. */
static char thread_state(int tasks, const char *name)
{
    char path[64], stat[512];
    snprintf(path, sizeof path, "%s/stat", name);
    int fd = openat(tasks, path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, stat, sizeof stat - 1) : -1;
    if (fd >= 0)
        close(fd);
    stat[n > 0 ? n : 0] = '\0';
    const char *at = strrchr(stat, ')');
    return at && at[1] && at[2] ? at[2] : 'S';
}

static bool is_asleep(const struct vt *vt)
{
    char path[32];
    bool asleep = true;
    snprintf(path, sizeof path, "/proc/%d/task", (int)vt->pid);
    DIR *d = opendir(path);
    for (struct dirent *entry; asleep && d && (entry = readdir(d));)
        if (entry->d_name[0] != '.')
            asleep = strchr("SZX", thread_state(dirfd(d), entry->d_name)) != NULL;
    if (d)
        closedir(d);
    return asleep;
}

bool vt_wait_settled(struct vt *vt, int deadline_ms)
{
    long long end = now_ms() + deadline_ms;
    for (int looks = 0; looks < SETTLED_LOOKS;) {
        int taken = vt_pump(vt, looks ? LOOK_MS : 0);
        if (taken < 0)
            return true;
        if (now_ms() >= end)
            return false;
        bool rests = taken == 0 && !vt->queue.len && !has_unread_input(vt) && is_asleep(vt);
        looks = rests ? looks + 1 : 0;
        if (!rests)
            vt_pump(vt, LOOK_MS);
    }
    return true;
}

bool vt_wait_exit(struct vt *vt, int *status, int timeout_ms)
{
    long long end = now_ms() + timeout_ms;
    while (!vt->ended) {
        if (waitpid(vt->pid, &vt->status, WNOHANG) == vt->pid)
            vt->ended = true;
        else if (now_ms() >= end)
            return false;
        else
            vt_pump(vt, SLICE_MS / 2);
    }
    while (vt_pump(vt, 0) > 0)
        ;
    if (status)
        *status = vt->status;
    return true;
}

/* ---- ending ---- */

int vt_signal(struct vt *vt, int sig)
{
    if (vt->ended) {
        errno = ESRCH;
        return -1;
    }
    return kill(vt->pid, sig);
}

int vt_kill9(struct vt *vt)
{
    if (vt_signal(vt, SIGKILL) != 0)
        return -1;
    if (!vt_wait_exit(vt, NULL, SEND_MS)) {
        errno = ETIMEDOUT;
        return -1;
    }
    return 0;
}

void vt_hangup(struct vt *vt)
{
    if (vt->fd >= 0)
        close(vt->fd);
    vt->fd = -1;
    vt->queue.len = 0;
}

void vt_close(struct vt *vt)
{
    if (!vt)
        return;
    if (!vt->ended) {
        kill(-vt->pid, SIGKILL);
        kill(vt->pid, SIGKILL);
        vt_hangup(vt);
        while (waitpid(vt->pid, &vt->status, 0) < 0 && errno == EINTR)
            ;
    }
    vt_hangup(vt);
    vterm_free(vt->emulator);
    free(vt->raw.at);
    free(vt->begun.at);
    free(vt->queue.at);
    free(vt->term);
    free(vt);
}

const char *vt_raw(const struct vt *vt, size_t *len)
{
    if (len)
        *len = vt->raw.len;
    return vt->raw.at;
}

size_t vt_bytes_sent(const struct vt *vt)
{
    return vt->raw.len;
}

int vt_pid(const struct vt *vt)
{
    return (int)vt->pid;
}
