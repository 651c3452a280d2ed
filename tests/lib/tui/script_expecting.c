/* Commands that expect something of the program, and wait for it. */
#include "tests/lib/tui/script_internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The optional deadline of wait and gone, in milliseconds; -1 with the failure set. */
static int deadline_arg(struct script *s, const struct line *l)
{
    int ms = 0;
    if (l->count > 2) {
        ms = script_number(l->words[2].text);
        if (ms <= 0)
            return script_fail(s, "\"%s\" is no number of milliseconds", l->words[2].text);
    }
    return script_deadline(s, ms);
}

static int do_wait(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int ms = deadline_arg(s, l);
    if (!vt || ms < 0)
        return -1;
    return vt_wait_text(vt, l->words[1].text, ms)
               ? 0
               : script_fail(s, "the text did not appear %s", script_why(vt));
}

static int do_gone(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int ms = deadline_arg(s, l);
    if (!vt || ms < 0)
        return -1;
    return vt_wait_gone(vt, l->words[1].text, ms)
               ? 0
               : script_fail(s, "the text did not go %s", script_why(vt));
}

static int do_reject(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    int row, col;
    if (!vt)
        return -1;
    script_quiet(s, vt);
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
    return script_fail(s, "the cursor did not get there %s", script_why(vt));
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
        return script_fail(s, "found nothing to grab %s", script_why(vt));
    int result = script_let(s, l->words[1].text, grab.value);
    free(grab.value);
    return result;
}

/* Where in all that was sent these bytes stand; NULL: nowhere. */
static const char *find_sent(struct script *s, struct vt *vt, const struct line *l, ptrdiff_t *at)
{
    size_t len;
    script_quiet(s, vt);
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
    int status, code = script_number(wanted), sig = code < 0 ? script_signal(wanted) : 0;
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
    script_quiet(s, vt);
    fprintf(s->options.report, "%s:%d: dump\n", s->file, s->line);
    vt_dump(vt, s->options.report);
    return 0;
}

/* ---- how much is sent ---- */

static int do_mark(struct script *s, const struct line *l)
{
    struct vt *vt = script_vt(s);
    (void)l;
    if (!vt)
        return -1;
    script_quiet(s, vt);
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
    int most = script_number(l->words[1].text), percent = script_number(l->words[2].text);
    if (!vt)
        return -1;
    if (most < 0 || percent < 0 || !s->marked_screen)
        return script_fail(s, "two numbers are needed, and a mark before");
    script_quiet(s, vt);
    char *screen = vt_screen_text(vt);
    size_t text = new_text(s->marked_screen, screen), sent = vt_bytes_sent(vt) - s->marked;
    size_t limit = (size_t)most + text * (size_t)percent / 100;
    free(screen);
    printf("# %s: %zu bytes sent, at most %zu; %zu bytes of text are new\n", l->words[3].text, sent,
           limit, text);
    return sent <= limit ? 0
                         : script_fail(s, "%zu bytes were sent, at most %zu may be", sent, limit);
}

const struct script_row SCRIPT_EXPECTING[] = {
    {"attr", 2, 2, do_attr},
    {"cursor", 1, 1, do_cursor},
    {"cursor-shown", 1, 1, do_cursor_shown},
    {"dump", 0, 0, do_dump},
    {"exit", 1, 1, do_exit},
    {"expect", 1, 1, do_wait},
    {"golden", 1, 5, do_golden},
    {"gone", 1, 2, do_gone},
    {"grab", 3, 5, do_grab},
    {"never", 1, 1, do_never},
    {"reject", 1, 1, do_reject},
    {"showed", 1, 1, do_showed},
    {"wait", 1, 2, do_wait},
    {"mark", 0, 0, do_mark},
    {"sent", 3, 3, do_sent},
    {0},
};
