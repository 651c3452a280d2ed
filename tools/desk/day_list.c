#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "tools/desk/day_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MARK = 2,
    COUNT = 9, /* bytes of a number; cells of its column */
    COUNT_NARROW = 7,
    COUNTS = 4,
    STATE = 20,
    WIDE = 72, /* cells of a row that has wide columns */
    LEAST = 72,
    SET_TEXT = 512
};

static int count_cells(int cells)
{
    return cells >= WIDE ? COUNT : COUNT_NARROW;
}

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
    return found_at(d, d->table.at);
}

const char *day_list_waiting(const struct day *d)
{
    size_t at = d->table.at;
    return at >= d->places && at < d->places + d->waits ? d->waiting[at - d->places] : NULL;
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
}

void day_list_keep(struct day *d, const char *folder)
{
    watch_choose(d->screen.desk, folder);
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

static void write_count(char out[COUNT], size_t n)
{
    if (n)
        snprintf(out, COUNT, "%zu", n);
    else
        snprintf(out, COUNT, "-");
}

static void tell_waiting(const char *device, char *out, size_t room)
{
    snprintf(out, room, _("USB %s, not mounted"), device);
}

static void draw_waiting(struct canvas *v, int row, int col, int cells, const char *device,
                         enum canvas_role role)
{
    char text[128];
    tell_waiting(device, text, sizeof text);
    canvas_text(v, row, col, 1, CANVAS_WARNING, "!");
    canvas_text_cut(v, row, col + MARK, cells - STATE - MARK, role, text);
    canvas_text_cut(v, row, col + cells - STATE + 2, STATE - 3, CANVAS_DIM, _("M mounts it"));
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

/* x: nothing is known of it. */
static const char *mark_of(const struct day *d, size_t i)
{
    const struct day_look_place *p = found_at(d, i);
    return day_list_is_silent(d, i) || day_list_failed(d, i)[0] ? "x"
           : p && (p->fresh || p->trouble)                      ? "!"
                                                                : "";
}

static const char *state_of(const struct day *d, size_t i)
{
    const struct day_look_place *p = found_at(d, i);
    return day_list_is_silent(d, i)   ? _("does not answer")
           : day_list_failed(d, i)[0] ? _("cannot be read")
           : !p                       ? _("being looked at")
           : p->trouble               ? _("not all readable")
           : p->fresh                 ? _("not collected")
                                      : "";
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct day *d = context;
    const struct day_look_place *p = found_at(d, i);
    int wide = count_cells(cells), name = cells - COUNTS * wide - STATE - MARK,
        at = col + MARK + name;
    char text[COUNT];
    if (i >= d->places) {
        draw_waiting(v, row, col, cells, d->waiting[i - d->places], role);
        return;
    }
    const char *mark = mark_of(d, i);
    bool is_wrong = mark[0] == 'x';
    canvas_text(v, row, col, 1, is_wrong ? CANVAS_DANGER : CANVAS_WARNING, mark);
    canvas_text_cut(v, row, col + MARK, name - 1, role, d->place[i].name);
    canvas_text_cut(v, row, at + COUNTS * wide + 2, STATE - 3,
                    is_wrong ? CANVAS_DANGER : CANVAS_DIM, state_of(d, i));
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

/* ---- what the seats get ---- */

static void tell_set(const struct day_look_set *x, char *out, size_t room)
{
    if (!x->found.lacks[0] && !x->found.others[0])
        snprintf(out, room, _("● The room's set of %s: complete"), x->session);
    else
        snprintf(out, room, _("! The room's set of %s: %s%s%s%s%s. U copies it."), x->session,
                 x->found.lacks[0] ? _("lacks ") : "", x->found.lacks,
                 x->found.lacks[0] && x->found.others[0] ? "; " : "",
                 x->found.others[0] ? _("another ") : "", x->found.others);
}

/* Beside the list its name, its state and each set; below it a line for each set. */
static void say_place(const struct day *d, struct canvas *v, struct tui_beside *b)
{
    const struct day_look_place *p = day_list_found(d);
    const struct place *place = day_list_place(d);
    char text[SET_TEXT];
    if (b->is_beside && place) {
        tui_beside_say(v, b, CANVAS_TITLE, place->name);
        tui_beside_say(v, b, CANVAS_PLAIN, state_of(d, d->table.at));
    }
    for (size_t i = 0; p && i < p->sets; i++) {
        const struct session_pack_found *x = &p->set[i].found;
        enum canvas_role role = x->lacks[0] || x->others[0] ? CANVAS_WARNING : CANVAS_SAVED;
        tell_set(&p->set[i], text, sizeof text);
        if (b->is_beside)
            tui_beside_say(v, b, role, text);
        else
            canvas_text_cut(v, b->row++, b->col, b->cells + 1, role, text);
    }
}

/* ---- the list ---- */

void day_list_draw(struct day *d, struct canvas *v, int row, int end)
{
    static const char *const TITLES[COUNTS] = {N_("files"), N_("new"), N_("here"), N_("other")};
    struct tui_rows rows = day_list_rows(d);
    const struct day_look_place *p = day_list_found(d);
    struct tui_beside said = tui_beside(v, row, end, p && p->sets ? (int)p->sets + 1 : 0, LEAST);
    int wide = count_cells(said.list_cells - 4), at = said.list_cells - 2 - COUNTS * wide - STATE;
    say_place(d, v, &said);
    canvas_text(v, row, 4, 20, CANVAS_DIM, _("Place"));
    for (int k = 0; k < COUNTS; k++)
        canvas_text_right(v, row, at + (k + 1) * wide - 1, CANVAS_DIM, _(TITLES[k]));
    tui_table_draw(v, &d->table, &rows, row + 1, 0, said.list_end - row - 1, said.list_cells, true);
    if (rows.count == 0)
        canvas_text_cut(v, row + 2, 3, v->cols - 6, CANVAS_DIM,
                        _("No stick is plugged in. V names another folder, a share say."));
}

void day_list_tell(const struct day *d, struct buf *out)
{
    char text[SET_TEXT];
    if (d->places + d->waits == 0)
        buf_printf(out, "%s\n", _("No stick is plugged in. V names another folder, a share say."));
    for (size_t i = 0; i < d->places; i++) {
        const struct day_look_place *p = found_at(d, i);
        const char *mark = mark_of(d, i);
        if (mark[0] == 'x' || !p) {
            buf_printf(out, "%zu. %s%s%s: %s\n", i + 1, mark, mark[0] ? " " : "", d->place[i].name,
                       state_of(d, i));
            continue;
        }
        buf_printf(out, _("%zu. %s: %zu files, %zu new, %zu here, %zu other\n"), i + 1,
                   d->place[i].name, p->files, p->fresh, p->known, p->other);
        if (p->trouble)
            buf_printf(out, "   ! %s: %s\n", state_of(d, i), p->trouble);
        for (size_t k = 0; k < p->sets; k++) {
            tell_set(&p->set[k], text, sizeof text);
            buf_printf(out, "   %s\n", text);
        }
    }
    for (size_t i = 0; i < d->waits; i++) {
        tell_waiting(d->waiting[i], text, sizeof text);
        buf_printf(out, "%zu. ! %s · %s\n", d->places + i + 1, text, _("M mounts it"));
    }
}
