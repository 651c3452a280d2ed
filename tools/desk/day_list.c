#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/paragraph.h"
#include "tools/desk/day_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MARK = 2,
    COUNT = 7,   /* bytes of a number */
    NARROW = 70, /* cells of a row below which its numbers stand closer */
    COUNTS = 4,
    STATE = 28, /* cells, with two before it and one behind it */
    STATE_TEXT = 96,
    LEAST = 72,
    SAID = 2 * DAY_LOOK_SESSIONS, /* sentences of one place, at most */
    SAID_TEXT = 512
};

/* ---- what there is ---- */

const struct place *day_list_place(const struct day *d)
{
    return d->table.at < d->places ? &d->place[d->table.at] : NULL;
}

static const struct watch_folder *watched_at(const struct day *d, size_t i)
{
    return i < d->places ? watch_find(d->screen.desk, d->place[i].path) : NULL;
}

static const struct day_look_place *found_at(const struct day *d, size_t i)
{
    const struct watch_folder *f = watched_at(d, i);
    return f && f->has_found ? &f->found : NULL;
}

const struct day_look_place *day_list_found(const struct day *d)
{
    return day_list_is_pulled(d, d->table.at) ? NULL : found_at(d, d->table.at);
}

bool day_list_is_pulled(const struct day *d, size_t i)
{
    const struct watch_folder *f = watched_at(d, i);
    return f && f->is_pulled;
}

bool day_list_has_forks(const struct day *d)
{
    const struct day_look_place *p = day_list_found(d);
    return p && p->forks && !p->fresh;
}

const char *day_list_waiting(const struct day *d)
{
    size_t at = d->table.at;
    return at >= d->places && at < d->places + d->waits ? d->waiting[at - d->places] : NULL;
}

/* It was taken out by this desk a moment ago, and is plugged in still. */
static bool is_out(const struct day *d, const char *device)
{
    return strcmp(d->screen.desk->watch.out, device) == 0;
}

/* Sticks alone: an office's own folders hold what came from other days. */
static void find_places(struct day *d)
{
    const struct desk *desk = d->screen.desk;
    const struct machine *m = machine_of(desk->setup.work);
    d->places = 0;
    for (size_t i = 0; i < desk->watch.folders; i++)
        if (watch_is_shown(desk, desk->watch.folder[i]))
            d->place[d->places++] = desk->watch.folder[i]->place;
    d->waits = sticks_find_waiting(m->mounts, m->blocks, d->waiting);
    bool is_here = false;
    for (size_t i = 0; i < d->waits; i++)
        is_here |= is_out(d, d->waiting[i]);
    if (!is_here)
        d->screen.desk->watch.out[0] = '\0';
}

void day_list_keep(struct day *d, const char *folder)
{
    watch_choose(d->screen.desk, folder);
}

void day_list_drop(struct day *d)
{
    const struct place *p = day_list_place(d);
    if (p && !p->is_stick)
        watch_leave(d->screen.desk, p->path);
    day_list_show(d);
}

void day_list_show(struct day *d)
{
    find_places(d);
    struct tui_rows rows = day_list_rows(d);
    if (!d->is_moved) /* on the first row, also when that one answered later than others */
        d->table.has_thing = false;
    tui_table_settle(&d->table, &rows);
    for (size_t i = 0; d->wanted[0] && i < d->places; i++)
        if (strcmp(d->place[i].path, d->wanted) == 0) {
            tui_table_go(&d->table, &rows, i);
            d->is_moved = true;
            d->wanted[0] = '\0';
        }
}

void day_list_look(struct day *d)
{
    watch_look(d->screen.desk);
    day_list_show(d);
}

void day_list_back(struct day *d)
{
    d->mode = DAY_LIST;
    day_list_look(d);
}

void day_list_go(struct day *d, const char *path)
{
    snprintf(d->wanted, sizeof d->wanted, "%s", path);
    day_list_show(d);
}

/* ---- rows ---- */

static uint64_t thing_of(void *context, size_t i)
{
    const struct day *d = context;
    const char *name = i < d->places ? d->place[i].path : d->waiting[i - d->places];
    return text_hash(name, strlen(name), TEXT_HASH);
}

/* Cells of a number's column: beside what is said of a place its name is not to be cut. */
static int count_cells(int cells)
{
    return cells < NARROW ? COUNT - 1 : COUNT;
}

static void write_count(char out[COUNT], size_t n)
{
    if (n)
        snprintf(out, COUNT, "%zu", n);
    else
        snprintf(out, COUNT, "-");
}

static void tell_waiting(const char *device, bool is_safe, char *out, size_t room)
{
    snprintf(out, room, is_safe ? _("USB %s, may be pulled") : _("USB %s, not mounted"), device);
}

static void draw_waiting(const struct day *d, struct canvas *v, int row, int col, int cells,
                         const char *device, enum canvas_role role)
{
    bool is_safe = is_out(d, device);
    char text[128];
    tell_waiting(device, is_safe, text, sizeof text);
    canvas_text(v, row, col, 1, is_safe ? CANVAS_SAVED : CANVAS_WARNING, is_safe ? "●" : "!");
    canvas_text_cut(v, row, col + MARK, cells - STATE - MARK, role, text);
    canvas_text_cut(v, row, col + cells - STATE + 2, STATE - 3, CANVAS_DIM,
                    is_safe ? _("M mounts it again") : _("M mounts it"));
}

bool day_list_is_silent(const struct day *d, size_t i)
{
    const struct watch_folder *f = watched_at(d, i);
    return f && watch_is_silent(d->screen.desk, f);
}

const char *day_list_failed(const struct day *d, size_t i)
{
    const struct watch_folder *f = watched_at(d, i);
    return f ? watch_failed(f) : "";
}

/* Of files that came: what waits for somebody stands before what does not. */
static void tell_files(const struct day_look_place *p, char out[STATE_TEXT])
{
    size_t n = 0;
    out[0] = '\0';
    if (p->fresh) {
        snprintf(out, STATE_TEXT, "%s", _("not collected"));
        return;
    }
    if (p->forks)
        n = (size_t)snprintf(out, STATE_TEXT, _("%zu in conflict"), p->forks);
    if (p->damaged)
        n += (size_t)snprintf(out + n, STATE_TEXT - n, _("%s%zu damaged"), n ? ", " : "",
                              p->damaged);
    if (!n && p->known)
        snprintf(out, STATE_TEXT, "%s", _("all collected"));
}

static bool is_whole(const struct day_look_place *p)
{
    for (size_t i = 0; i < p->sets; i++)
        if (p->set[i].found.lacks[0] || p->set[i].found.others[0])
            return false;
    return true;
}

static void tell_state(const struct day *d, size_t i, char out[STATE_TEXT])
{
    const struct day_look_place *p = found_at(d, i);
    out[0] = '\0';
    if (day_list_is_pulled(d, i))
        snprintf(out, STATE_TEXT, _("pulled, %zu not collected"), p->fresh);
    else if (day_list_failed(d, i)[0])
        snprintf(out, STATE_TEXT, "%s", _("cannot be read"));
    else if (day_list_is_silent(d, i) || !p)
        snprintf(out, STATE_TEXT, "%s",
                 p || day_list_is_silent(d, i) ? _("does not answer") : _("being looked at"));
    else if (p->trouble)
        snprintf(out, STATE_TEXT, "%s", _("not all readable"));
    else if (p->files)
        tell_files(p, out);
    else if (p->sets)
        snprintf(out, STATE_TEXT, "%s",
                 is_whole(p) ? _("holds the room's set") : _("room's set not whole"));
    else
        snprintf(out, STATE_TEXT, "%s", _("no answers files"));
}

/* What is wrong there before what waits there. */
static enum canvas_role role_of(const struct day *d, size_t i)
{
    const struct day_look_place *p = found_at(d, i);
    bool is_pulled = day_list_is_pulled(d, i);
    if (!is_pulled && (day_list_is_silent(d, i) || day_list_failed(d, i)[0] || (p && p->forks)))
        return CANVAS_DANGER;
    return p && (p->fresh || p->damaged || p->trouble) ? CANVAS_WARNING : CANVAS_DIM;
}

static const char *mark_of(enum canvas_role role)
{
    return role == CANVAS_DANGER ? "x" : role == CANVAS_WARNING ? "!" : " ";
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct day *d = context;
    const struct day_look_place *p = found_at(d, i);
    int wide = count_cells(cells), name = cells - COUNTS * wide - STATE - MARK;
    int at = col + MARK + name;
    char text[COUNT], state[STATE_TEXT];
    if (i >= d->places) {
        draw_waiting(d, v, row, col, cells, d->waiting[i - d->places], role);
        return;
    }
    enum canvas_role marked = role_of(d, i);
    tell_state(d, i, state);
    canvas_text(v, row, col, 1, marked, mark_of(marked));
    canvas_text_cut(v, row, col + MARK, name - 1, role, d->place[i].name);
    canvas_text_cut(v, row, at + COUNTS * wide + 2, STATE - 3,
                    marked == CANVAS_DANGER ? CANVAS_DANGER : CANVAS_DIM, state);
    if (!p)
        return;
    const size_t count[COUNTS] = {p->files, p->fresh, p->known, p->other};
    for (int k = 0; k < COUNTS; k++) {
        write_count(text, count[k]);
        canvas_text_right(v, row, at + (k + 1) * wide - 1, role, text);
    }
}

struct tui_rows day_list_rows(struct day *d)
{
    return (struct tui_rows){
        .context = d, .count = d->places + d->waits, .thing = thing_of, .draw = draw_row};
}

/* ---- what is said of a place ---- */

struct said {
    enum canvas_role role;
    char text[SAID_TEXT];
};

static void tell_set(const struct day_look_set *x, struct said *out)
{
    time_t when = (time_t)x->copied;
    struct tm tm = {0};
    localtime_r(&when, &tm);
    bool is_set = !x->found.lacks[0] && !x->found.others[0];
    out->role = is_set ? CANVAS_SAVED : CANVAS_WARNING;
    if (is_set)
        snprintf(out->text, SAID_TEXT,
                 _("● The room's set of %s: complete, copied on %02d/%02d/%d at %02d:%02d"),
                 x->session, tm.tm_mday, tm.tm_mon + 1, tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
    else
        snprintf(out->text, SAID_TEXT, _("! The room's set of %s: %s%s%s%s%s. U copies it."),
                 x->session, x->found.lacks[0] ? _("lacks ") : "", x->found.lacks,
                 x->found.lacks[0] && x->found.others[0] ? "; " : "",
                 x->found.others[0] ? _("another ") : "", x->found.others);
}

static void tell_forks(const struct day_look_place *p, struct said *out)
{
    char papers[DAY_LOOK_FORKS * 10] = "";
    for (size_t i = 0, n = 0; i < p->forks; i++)
        n += (size_t)snprintf(papers + n, sizeof papers - n, "%s%s", i ? ", " : "",
                              p->fork[i].paper);
    out->role = CANVAS_DANGER;
    snprintf(out->text, SAID_TEXT,
             P_("x %zu paper has two journals that part, the council decides: %s.%s",
                "x %zu papers have two journals that part, the council decides: %s.%s", p->forks),
             p->forks, papers,
             p->fresh        ? _(" Collect the new files first.")
             : p->forks == 1 ? _(" Enter shows both side by side.")
                             : _(" Enter lists them."));
}

static void tell_pulled(const struct place *place, const struct day_look_place *p, struct said *out)
{
    out->role = CANVAS_WARNING;
    snprintf(out->text, SAID_TEXT,
             P_("! %s was pulled with %zu file that is not collected: put it in again.",
                "! %s was pulled with %zu files that are not collected: put it in again.",
                p->fresh),
             place->name, p->fresh);
}

static void tell_damaged(const struct day_look_place *p, struct said *out)
{
    out->role = CANVAS_WARNING;
    snprintf(out->text, SAID_TEXT,
             P_("! %zu file is damaged and was set aside: look for another copy of it.",
                "! %zu files are damaged and were set aside: look for other copies of them.",
                p->damaged),
             p->damaged);
}

static void tell_trouble(const char *why, struct said *out)
{
    char text[SAID_TEXT - 8];
    out->role = CANVAS_WARNING;
    snprintf(out->text, SAID_TEXT, "! %s", text_clean(why, text, sizeof text));
}

/* Sentences of the place in this row; how many. */
static size_t say_place(const struct day *d, size_t row, struct said out[SAID])
{
    const struct day_look_place *p = found_at(d, row);
    size_t n = 0;
    if (p && day_list_is_pulled(d, row))
        tell_pulled(&d->place[row], p, &out[n++]);
    if (!p || n)
        return n;
    if (p->trouble)
        tell_trouble(p->trouble, &out[n++]);
    if (p->forks)
        tell_forks(p, &out[n++]);
    if (p->damaged)
        tell_damaged(p, &out[n++]);
    for (size_t i = 0; i < p->sets; i++)
        tell_set(&p->set[i], &out[n++]);
    return n;
}

/* Rows that they take below the list, the blank one before them counted. */
static int measure(const struct said *said, size_t n, int cells)
{
    struct text_line line[1];
    size_t rows = 0;
    for (size_t i = 0; i < n; i++)
        rows += text_wrap(said[i].text, cells, line, 1);
    return rows ? (int)rows + 1 : 0;
}

/* ---- the list ---- */

void day_list_draw(struct day *d, struct canvas *v, int row, int end)
{
    static const char *const TITLES[COUNTS] = {N_("files"), N_("new"), N_("here"), N_("other")};
    struct tui_rows rows = day_list_rows(d);
    const struct place *place = day_list_place(d);
    struct said said[SAID];
    size_t n = say_place(d, d->table.at, said);
    struct tui_beside b = tui_beside(v, row, end, measure(said, n, v->cols - 4), LEAST);
    int wide = count_cells(b.list_cells - 4), at = b.list_cells - 2 - COUNTS * wide - STATE;
    char state[STATE_TEXT];
    if (b.is_beside && place) {
        tell_state(d, d->table.at, state);
        tui_beside_say(v, &b, CANVAS_TITLE, place->name);
        tui_beside_say(v, &b, CANVAS_PLAIN, state);
    }
    for (size_t i = 0; i < n; i++)
        tui_beside_say(v, &b, said[i].role, said[i].text);
    canvas_text(v, row, 4, 20, CANVAS_DIM, _("Place"));
    for (int k = 0; k < COUNTS; k++)
        canvas_text_right(v, row, at + (k + 1) * wide - 1, CANVAS_DIM, _(TITLES[k]));
    tui_table_draw(v, &d->table, &rows, row + 1, 0, b.list_end - row - 1, b.list_cells, true);
    if (rows.count == 0)
        tui_paragraph_within(v, row + 2, end, 3, v->cols - 6, CANVAS_DIM,
                             _("No stick is plugged in. V names another folder, a share say."));
}

/* Its counts, or what is the matter with it, then what else is said. */
static void tell_place(const struct day *d, size_t i, struct buf *out)
{
    const struct day_look_place *p = found_at(d, i);
    struct said said[SAID];
    char state[STATE_TEXT];
    enum canvas_role role = role_of(d, i);
    tell_state(d, i, state);
    if (day_list_is_silent(d, i) || !p) {
        buf_printf(out, "%zu. %s%s: %s\n", i + 1, role == CANVAS_DANGER ? "x " : "",
                   d->place[i].name, state);
        return;
    }
    buf_printf(out, _("%zu. %s: %zu files, %zu new, %zu here, %zu other"), i + 1, d->place[i].name,
               p->files, p->fresh, p->known, p->other);
    buf_printf(out, "%s%s\n", state[0] ? " · " : "", state);
    size_t n = say_place(d, i, said);
    for (size_t k = 0; k < n; k++)
        buf_printf(out, "   %s\n", said[k].text);
}

void day_list_tell(const struct day *d, struct buf *out)
{
    char text[SAID_TEXT];
    if (d->places + d->waits == 0)
        buf_printf(out, "%s\n", _("No stick is plugged in. V names another folder, a share say."));
    for (size_t i = 0; i < d->places; i++)
        tell_place(d, i, out);
    for (size_t i = 0; i < d->waits; i++) {
        bool is_safe = is_out(d, d->waiting[i]);
        tell_waiting(d->waiting[i], is_safe, text, sizeof text);
        buf_printf(out, "%zu. %s%s\n", d->places + i + 1, is_safe ? "● " : "! ", text);
        if (!is_safe)
            buf_printf(out, "   %s\n", _("M mounts it"));
    }
}
