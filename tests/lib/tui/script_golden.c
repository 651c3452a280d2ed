/* Comparing a screen with a stored one. */
#include "tests/lib/tui/script_internal.h"

#include <errno.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/*
 * A stored screen is a text file:
 *     size 24x80
 *     text            then one line a row, each after a '|', trailing blanks cut
 *     attr            then one line a row as by vt_attr_plane(), trailing dots cut
 *     fg, bg          only when asked for: as attr, by vt_colour_plane()
 *     cursor 3,10 visible
 */

/* Writes the rows of a plane, each after a '|', without the trailing pad characters. */
static void put_plane(FILE *to, const char *title, char *plane, char pad)
{
    char *rest = plane;
    fprintf(to, "%s\n", title);
    while (rest) {
        char *row = strsep(&rest, "\n");
        size_t len = strlen(row);
        while (len && row[len - 1] == pad)
            len--;
        fprintf(to, "|%.*s\n", (int)len, row);
    }
    free(plane);
}

struct wish {
    const char *expected;
    bool with_fg, with_bg;
    const regex_t *hidden; /* or NULL */
};

/* What changes from run to run: each place of the text that the pattern finds becomes as many
 * '#'. */
static void hide(char *text, const regex_t *pattern)
{
    regmatch_t at;
    for (char *from = text; pattern && *from &&
                            regexec(pattern, from, 1, &at, from == text ? 0 : REG_NOTBOL) == 0 &&
                            at.rm_eo > at.rm_so;) {
        memset(from + at.rm_so, '#', (size_t)(at.rm_eo - at.rm_so));
        from += at.rm_eo;
    }
}

/* The screen in the form of a file, for free(). */
static char *snapshot(const struct vt *vt, const struct wish *wish)
{
    char *text = NULL;
    size_t len;
    FILE *to = open_memstream(&text, &len);
    int row, col;
    bool visible;
    if (!to)
        abort();
    vt_cursor(vt, &row, &col, &visible);
    fprintf(to, "size %dx%d\n", vt_rows(vt), vt_cols(vt));
    char *rows = vt_screen_text(vt);
    hide(rows, wish->hidden);
    put_plane(to, "text", rows, ' ');
    put_plane(to, "attr", vt_attr_plane(vt), '.');
    if (wish->with_fg)
        put_plane(to, "fg", vt_colour_plane(vt, false), '.');
    if (wish->with_bg)
        put_plane(to, "bg", vt_colour_plane(vt, true), '.');
    fprintf(to, "cursor %d,%d %s\n", row, col, visible ? "visible" : "hidden");
    if (fclose(to) != 0)
        abort();
    return text;
}

static bool is_same(struct vt *vt, void *arg)
{
    const struct wish *wish = arg;
    char *got = snapshot(vt, wish);
    bool same = strcmp(got, wish->expected) == 0;
    free(got);
    return same;
}

/* The next line, cut off its rest; NULL when there is none. */
static const char *next_line(char **rest)
{
    return *rest && **rest ? strsep(rest, "\n") : NULL;
}

/* Prints the lines that differ: '-' what was expected, '+' what is there. */
static void print_diff(FILE *to, char *expected, char *got)
{
    char *e_rest = expected, *g_rest = got;
    const char *e = next_line(&e_rest), *g = next_line(&g_rest), *plane = "";
    int row = 0;
    while (e || g) {
        if (e && g && *e != '|' && strcmp(e, g) == 0) {
            plane = e;
            row = -1;
        } else if (!e || !g || strcmp(e, g) != 0) {
            if ((e && *e == '|') || (g && *g == '|'))
                fprintf(to, "    %s, row %d\n", plane, row);
            if (e)
                fprintf(to, "    - %s\n", e);
            if (g)
                fprintf(to, "    + %s\n", g);
        }
        row++;
        e = next_line(&e_rest);
        g = next_line(&g_rest);
    }
}

/* The file as a string, for free(); NULL with errno set. */
static char *load(const char *path)
{
    FILE *f = fopen(path, "re");
    char *text = NULL;
    size_t room = 0;
    if (!f)
        return NULL;
    if (getdelim(&text, &room, '\0', f) < 0) {
        free(text);
        text = script_copy("");
    }
    fclose(f);
    return text;
}

static int update(struct script *s, struct vt *vt, const char *path, const struct wish *wish)
{
    vt_wait_quiet(vt, script_deadline(s, SCRIPT_QUIET_MS), script_deadline(s, 0));
    char *text = snapshot(vt, wish);
    mkdir(s->options.golden_dir, 0777);
    FILE *f = fopen(path, "we");
    bool good = f && fputs(text, f) >= 0;
    if (f && fclose(f) != 0)
        good = false;
    free(text);
    return good ? 0 : script_fail(s, "cannot write %s: %s", path, strerror(errno));
}

static int compare(struct script *s, struct vt *vt, const char *path, struct wish *wish)
{
    if (s->options.update_golden)
        return update(s, vt, path, wish);
    char *expected = load(path);
    if (!expected)
        return script_fail(s, "cannot read %s: %s (UPDATE_GOLDEN=1 writes it)", path,
                           strerror(errno));
    wish->expected = expected;
    int result = 0;
    if (!vt_wait(vt, is_same, wish, script_deadline(s, 0))) {
        char *got = snapshot(vt, wish);
        result = script_fail(s, "the screen is not the one in %s", path);
        print_diff(s->options.report, expected, got);
        free(got);
    }
    free(expected);
    return result;
}

int script_golden(struct script *s, const char *name, bool with_fg, bool with_bg,
                  const char *hidden)
{
    struct vt *vt = script_vt(s);
    char path[4096];
    regex_t pattern;
    if (!vt)
        return -1;
    if (!s->options.golden_dir)
        return script_fail(s, "no directory of stored screens was given");
    if (!*name || *name == '.' || strchr(name, '/'))
        return script_fail(s, "\"%s\" is no name for a stored screen", name);
    if (hidden && regcomp(&pattern, hidden, REG_EXTENDED | REG_NEWLINE) != 0)
        return script_fail(s, "\"%s\" is no pattern", hidden);
    snprintf(path, sizeof path, "%s/%s.screen", s->options.golden_dir, name);
    struct wish wish = {.with_fg = with_fg, .with_bg = with_bg, .hidden = hidden ? &pattern : NULL};
    int result = compare(s, vt, path, &wish);
    if (hidden)
        regfree(&pattern);
    return result;
}
