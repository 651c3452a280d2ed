/* Commands that act on the program: keys, bytes, the mouse, signals. */
#include "tests/lib/tui/script_internal.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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
    int ms = script_number(l->words[1].text), result = vt ? 0 : -1;
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

/* Where a text stands once the program rests. */
static int find_settled(struct script *s, struct vt *vt, struct place *p)
{
    if (!vt_wait(vt, find_place, p, script_deadline(s, 0)))
        return script_fail(s, "the text to point at did not appear %s", script_why(vt));
    if (settle(s, vt) != 0)
        return -1;
    if (!vt_wait(vt, find_place, p, script_deadline(s, 0)))
        return script_fail(s, "the text to point at stood on an older picture only");
    return 0;
}

static int do_click(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    struct place p = {.text = l->words[1].text};
    if (!vt || find_settled(s, vt, &p) != 0)
        return -1;
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
    struct place p = {.text = l->count > 2 ? l->words[2].text : NULL};
    if (!vt)
        return -1;
    if (!up && strcmp(l->words[1].text, "down") != 0)
        return script_fail(s, "say up or down");
    if ((p.text ? find_settled(s, vt, &p) : settle(s, vt)) != 0)
        return -1;
    if (!p.text)
        p = (struct place){NULL, vt_rows(vt) / 2, vt_cols(vt) / 2};
    return send_mouse(s, vt, up ? 64 : 65, p.row, p.col);
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
    int sig = script_signal(l->words[1].text);
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

const struct script_row SCRIPT_ACTING[] = {
    {"click", 1, 1, do_click},        {"hangup", 0, 0, do_hangup},
    {"key", 1, SCRIPT_WORDS, do_key}, {"kill9", 0, 0, do_kill9},
    {"monkey", 1, 1, do_monkey},      {"signal", 1, 1, do_signal},
    {"slowly", 2, 2, do_slowly},      {"type", 1, 1, do_type},
    {"wheel", 1, 2, do_wheel},        {0},
};
