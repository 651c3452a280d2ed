#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/frame.h"
#include "tools/desk/look_op.h"
#include "tools/desk/settings_parts.h"
#include "tools/work/session_papers.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    MARK = 2,
    LABEL = 26,
    VALUE = 26, /* cells; the hint has what is left over */
    SOME = 20,  /* cells that a hint needs; in a narrow list it is said beside it alone */
    HINT = 30,  /* where every row shows its own */
    BELOW = 5,
    LEAST = MARK + LABEL + VALUE + 4
};

static uint64_t thing_of(void *context, size_t i)
{
    const struct settings_list *s = context;
    const struct settings_line *x = &s->line[i];
    const char *group = x->group ? x->group : "", *key = x->key ? x->key : "";
    uint64_t hash = TEXT_HASH + (uint64_t)x->what * 8 + (uint64_t)x->role;
    return text_hash(key, strlen(key), text_hash(group, strlen(group), hash));
}

/* ---- the rows below the settings ---- */

/* Whole days since "2026-11-23T10:00:00Z"; -1: not to be told. */
static long days_since(const struct settings_list *s, const char *when)
{
    struct tm tm = {0};
    int year, month;
    if (sscanf(when, "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
               &tm.tm_sec) != 6)
        return -1;
    tm.tm_year = year - 1900;
    tm.tm_mon = month - 1;
    int64_t then = timegm(&tm), now = clock_wall_ms(&s->screen.desk->setup.clock) / 1000;
    return now < then ? 0 : (long)((now - then) / (24 * 60 * 60));
}

static void tell_backup(const struct settings_list *s, char *out, size_t room)
{
    const char *when = s->look.backup;
    long days = days_since(s, when);
    if (s->look.why[0])
        snprintf(out, room, "x %s", _("not known: the log tells it"));
    else if (!s->look.lines)
        out[0] = '\0'; /* being looked at */
    else if (s->look.restored[0])
        snprintf(out, room, _("none yet; restored %.2s/%.2s"), s->look.restored + 8,
                 s->look.restored + 5);
    else if (days < 0)
        snprintf(out, room, "%s", _("none yet"));
    else if (days == 0)
        snprintf(out, room, "%s", _("today"));
    else
        snprintf(out, room,
                 P_("%.2s/%.2s, %ld day ago", "%.2s/%.2s, %ld days ago", (unsigned long)days),
                 when + 8, when + 5, days);
}

static void tell_log(const struct settings_list *s, char *out, size_t room)
{
    const struct settings_look_reply *l = &s->look;
    if (!l->lines)
        snprintf(out, room, "%s%s", l->why[0] ? "x " : "", l->why);
    else if (l->unwitnessed[0])
        snprintf(out, room, "x %s", l->unwitnessed);
    else if (l->witnessed)
        snprintf(out, room, _("%zu lines, %llu witnessed"), l->lines,
                 (unsigned long long)l->witnessed);
    else
        snprintf(out, room, P_("%zu line, no witness", "%zu lines, no witness", l->lines),
                 l->lines);
}

static void tell_key(const struct settings_list *s, enum keys_role role, char *out, size_t room)
{
    out[0] = '\0';
    for (size_t i = 0; i < s->look.keys; i++)
        if (s->look.key[i].role == role)
            snprintf(out, room, "%s", s->look.key[i].fingerprint);
}

/* What stands in a row, and what its letters do. */
static void tell_thing(const struct settings_list *s, const struct settings_line *x, char *out,
                       size_t room, const char **hint)
{
    out[0] = '\0';
    *hint = "";
    switch (x->what) {
    case SETTINGS_KEY:
        tell_key(s, x->role, out, room);
        *hint = x->role == KEYS_WITNESS ? "" : _("M new passphrase");
        return;
    case SETTINGS_TRUST: *hint = _("T trust a key"); return;
    case SETTINGS_BACKUP:
        tell_backup(s, out, room);
        *hint = _("B back up  K restore");
        return;
    case SETTINGS_LOG:
        tell_log(s, out, room);
        *hint = _("N code, stick, compare");
        return;
    case SETTINGS_VALUE: return;
    }
}

/* ---- rows ---- */

static bool is_changed(const struct settings_line *x)
{
    return x->what == SETTINGS_VALUE && strcmp(x->text, x->was) != 0;
}

static void draw_value(struct settings_list *s, struct canvas *v, int row, int col,
                       const struct settings_line *x, enum canvas_role role)
{
    char clean[SETTINGS_TEXT];
    if (s->mode == SETTINGS_FIELD && x == settings_at(s))
        tui_input_draw(v, row, col, VALUE - 1, &s->input, true);
    else
        canvas_text_cut(v, row, col, VALUE - 1, role, text_clean(x->text, clean, sizeof clean));
}

static enum canvas_role role_of(char mark)
{
    return mark == 'x' ? CANVAS_DANGER : mark == '!' ? CANVAS_WARNING : CANVAS_DIM;
}

/* What is not written yet says so before what may stand there, and has a mark of its own where
 * nothing is wrong with it. */
static void tell_hint(const struct settings_line *x, char *mark, char out[SETTINGS_HINT + 64])
{
    char hint[SETTINGS_HINT];
    *mark = settings_judge(x, hint);
    const char *state = !is_changed(x)    ? ""
                        : x->is_elsewhere ? _("changed elsewhere")
                        : *mark == ' '    ? _("fine, not written yet")
                                          : _("not written");
    snprintf(out, SETTINGS_HINT + 64, "%s%s%s", state, is_changed(x) && hint[0] ? " · " : "", hint);
    if (is_changed(x) && *mark == ' ')
        *mark = '*';
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    struct settings_list *s = context;
    struct settings_line *x = &s->line[i];
    char label[SETTINGS_LABEL], text[SETTINGS_HINT + 64], thing[SETTINGS_LOOK_WHY + 8], mark = ' ';
    const char *hint = text;
    int value = col + MARK + LABEL, beside = value + VALUE;
    settings_label(x, label, sizeof label);
    canvas_text_cut(v, row, col + MARK, LABEL - 1, role, label);
    if (x->what == SETTINGS_VALUE) {
        tell_hint(x, &mark, text);
        draw_value(s, v, row, value, x, role);
    } else {
        tell_thing(s, x, thing, sizeof thing, &hint);
        canvas_text_cut(v, row, value, VALUE - 1, role, thing);
    }
    canvas_text(v, row, col, 1, role_of(mark), (const char[]){mark, '\0'});
    int room = col + cells - beside;
    if (room >= SOME && (mark != ' ' || room >= HINT || x->what != SETTINGS_VALUE))
        canvas_text_cut(v, row, beside, room, role_of(mark), hint);
}

struct tui_rows settings_rows(struct settings_list *s)
{
    return (struct tui_rows){.context = s, .count = s->lines, .thing = thing_of, .draw = draw_row};
}

/* Which papers print it; "" for none. */
static void tell_papers(const struct settings_line *x, char out[SETTINGS_HINT])
{
    struct buf papers;
    buf_init(&papers, SETTINGS_HINT);
    session_papers_tell_printing(x->group, x->key, &papers);
    out[0] = '\0';
    if (papers.len)
        snprintf(out, SETTINGS_HINT, _("Printed on: %s"), buf_text(&papers));
    buf_free(&papers);
}

/* The whole text and hint of the row under the cursor: the columns are narrow. */
static void say_value(const struct settings_line *x, struct canvas *v, struct tui_beside *b)
{
    char hint[SETTINGS_HINT + 64], mark, clean[SETTINGS_TEXT], label[SETTINGS_LABEL],
        text[SETTINGS_LABEL + SETTINGS_TEXT + 8], papers[SETTINGS_HINT];
    tell_hint(x, &mark, hint);
    settings_label(x, label, sizeof label);
    text_clean(x->text, clean, sizeof clean);
    bool is_cut = text_width(label) >= LABEL;
    if (b->is_beside)
        tui_beside_say(v, b, CANVAS_TITLE, label);
    snprintf(text, sizeof text, "%s%s%s", is_cut && !b->is_beside ? label : "",
             is_cut && !b->is_beside ? ": " : "", clean);
    tui_beside_say(v, b, CANVAS_PLAIN, text);
    tui_beside_say(v, b, role_of(mark), hint);
    tell_papers(x, papers);
    tui_beside_say(v, b, CANVAS_DIM, papers);
}

static void say_thing(const struct settings_list *s, const struct settings_line *x,
                      struct canvas *v, struct tui_beside *b)
{
    char label[SETTINGS_LABEL], thing[SETTINGS_LOOK_WHY + 8];
    const char *hint;
    settings_label(x, label, sizeof label);
    tell_thing(s, x, thing, sizeof thing, &hint);
    tui_beside_say(v, b, CANVAS_TITLE, label);
    tui_beside_say(v, b, CANVAS_PLAIN, thing);
    tui_beside_say(v, b, CANVAS_DIM, hint);
}

static void say_row(struct settings_list *s, struct canvas *v, struct tui_beside *b)
{
    const struct settings_line *x = settings_at(s);
    if (x && x->what == SETTINGS_VALUE)
        say_value(x, v, b);
    else if (x)
        say_thing(s, x, v, b);
}

/* What is said of a look that has not come; NULL: it has. */
static const char *wait_of(const struct settings_list *s)
{
    return look_op_wait(
        &s->screen, look_op_is_silent(&s->screen, &settings_op) ? &settings_op : &settings_look_op,
        s->lines);
}

void settings_draw(struct screen *screen, struct canvas *v, int row, int end)
{
    struct settings_list *s = (struct settings_list *)screen;
    struct tui_rows rows = settings_rows(s);
    struct tui_beside said = tui_beside(v, row, end, BELOW, LEAST);
    if (wait_of(s))
        tui_message(v, end, v->cols - 6, s->lines ? CANVAS_DANGER : CANVAS_DIM, wait_of(s));
    else
        say_row(s, v, &said);
    tui_table_draw(v, &s->table, &rows, row, 0, said.list_end - row, said.list_cells, true);
    if (s->mode == SETTINGS_FIELD)
        tui_input_draw(v, s->table.cursor_row, 2 + MARK + LABEL, VALUE - 1, &s->input, true);
}

void settings_tell(struct screen *screen, struct buf *out)
{
    struct settings_list *s = (struct settings_list *)screen;
    if (wait_of(s))
        buf_printf(out, "%s\n", wait_of(s));
    for (size_t i = 0; i < s->lines; i++) {
        struct settings_line *x = &s->line[i];
        char label[SETTINGS_LABEL], text[SETTINGS_HINT + 64], thing[SETTINGS_LOOK_WHY + 8],
            papers[SETTINGS_HINT] = "", mark = ' ';
        const char *hint = text;
        settings_label(x, label, sizeof label);
        if (x->what == SETTINGS_VALUE) {
            tell_hint(x, &mark, text);
            tell_papers(x, papers);
        } else
            tell_thing(s, x, thing, sizeof thing, &hint);
        buf_printf(out, "%zu. %s: %s%s%s%s%s%s\n", i + 1, label,
                   x->what == SETTINGS_VALUE ? x->text : thing, hint[0] ? " (" : "", hint,
                   hint[0] ? ")" : "", papers[0] ? " · " : "", papers);
    }
}
