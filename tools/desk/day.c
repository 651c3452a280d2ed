#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/files.h"
#include "tools/desk/sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MARK = 2, COUNT = 9, COUNTS = 4, STATE = 20 };

/* ---- places ---- */

static const struct day_look_place *found_at(const struct day *d, size_t i)
{
    return i < d->look.places ? &d->look.place[i] : NULL;
}

/* Sticks alone: an office's own folders hold what came from other days. */
static void find_places(struct day *d)
{
    const struct desk *desk = d->screen.desk;
    struct place all[PLACES_MAX];
    size_t n = places_find(desk->setup.mounts, desk->lock.of.folder, all);
    d->places = 0;
    for (size_t i = 0; i < n; i++)
        if (all[i].is_stick)
            d->place[d->places++] = all[i];
    for (size_t i = 0; i < DAY_CHOSEN && d->chosen[i][0]; i++) {
        struct place *last = &d->place[d->places++];
        *last = (struct place){0};
        snprintf(last->path, sizeof last->path, "%s", d->chosen[i]);
        snprintf(last->name, sizeof last->name, "%.60s", file_base(d->chosen[i]));
    }
}

/* Another folder stays beside those that are there; of too many the oldest goes. */
static void keep_chosen(struct day *d, const char *folder)
{
    size_t n = 0;
    for (; n < DAY_CHOSEN && d->chosen[n][0]; n++)
        if (strcmp(d->chosen[n], folder) == 0)
            return;
    if (n == DAY_CHOSEN) {
        memmove(d->chosen[0], d->chosen[1], sizeof d->chosen - sizeof d->chosen[0]);
        n--;
    }
    snprintf(d->chosen[n], sizeof d->chosen[n], "%s", folder);
}

static uint64_t thing_of(void *context, size_t i)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (const char *p = ((const struct day *)context)->place[i].path; *p; p++)
        hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    return hash;
}

static bool is_due(const struct day_look_place *p)
{
    return p && p->fresh > 0;
}

static void write_count(char out[COUNT], size_t n)
{
    if (n)
        snprintf(out, COUNT, "%zu", n);
    else
        snprintf(out, COUNT, "-");
}

static void draw_row(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                     enum canvas_role role)
{
    const struct day *d = context;
    const struct day_look_place *p = found_at(d, i);
    int name = cells - MARK - COUNTS * COUNT - STATE, at = col + MARK + name;
    char text[COUNT];
    if (is_due(p))
        canvas_text(v, row, col, 1, CANVAS_WARNING, "!");
    canvas_text_cut(v, row, col + MARK, name - 1, role, d->place[i].name);
    if (!p)
        return;
    const size_t count[COUNTS] = {p->files, p->fresh, p->known, p->other};
    for (int k = 0; k < COUNTS; k++) {
        write_count(text, count[k]);
        canvas_text_right(v, row, at + (k + 1) * COUNT - 1, role, text);
    }
    canvas_text_cut(v, row, at + COUNTS * COUNT + 2, STATE - 3, CANVAS_DIM,
                    p->trouble  ? _("not all readable")
                    : is_due(p) ? _("not collected")
                                : "");
}

static struct tui_rows rows_of(struct day *d)
{
    return (struct tui_rows){.context = d, .count = d->places, .thing = thing_of, .draw = draw_row};
}

static void look(struct screen *s)
{
    struct day *d = (struct day *)s;
    struct day_look_reply reply = {0};
    struct err e = {0};
    char *path[PLACES_MAX + DAY_CHOSEN];
    find_places(d);
    for (size_t i = 0; i < d->places; i++)
        path[i] = d->place[i].path;
    const struct day_look_request q = {.path = {path, d->places}};
    if (stack_look(s->desk, &day_look_op, &q, &reply, &e) != ERR_OK)
        screen_say_error(s, &e);
    day_look_op.forget(&d->look);
    d->look = reply;
    struct tui_rows rows = rows_of(d);
    tui_table_settle(&d->table, &rows);
}

/* What is shown of a place stays, but for its words. */
static void refresh(struct screen *s, bool is_language)
{
    struct day *d = (struct day *)s;
    if (d->mode == DAY_LIST || is_language)
        look(s);
    if (d->mode == DAY_PREVIEW && (d->places == 0 || !found_at(d, d->table.at)))
        d->mode = DAY_LIST;
    if (is_language && d->mode != DAY_LIST)
        day_page_write(d);
}

static void enter(struct screen *s)
{
    refresh(s, false);
}

/* ---- collecting ---- */

static void preview(struct day *d)
{
    if (d->places && found_at(d, d->table.at)) {
        d->mode = DAY_PREVIEW;
        day_page_write(d);
    }
}

static void collect(struct day *d)
{
    free(d->path[0]);
    d->path[0] = strdup(d->place[d->table.at].path);
    if (!d->path[0])
        return;
    d->request = (struct collect_request){.path = {d->path, 1}};
    stack_run(&d->screen, &collect_op, &d->request);
}

static void done(struct screen *s, struct job *job)
{
    struct day *d = (struct day *)s;
    const struct collect_reply *r = job->reply;
    if (!r->is_done) {
        screen_say_error(s, &job->err);
        d->mode = DAY_LIST;
        look(s);
        return;
    }
    d->mode = DAY_RESULT;
    day_page_take(d, job);
    day_page_write(d);
}

/* ---- keys ---- */

enum { KEY_NONE, KEY_LOOK, KEY_GO, KEY_BACK, KEY_OTHER, KEY_RECONCILE, KEY_AGAIN, KEYS };
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_LOOK, "Enter", ENTER, N_("look at the files"),
                N_("the files of this place, before they are taken in"), DAY_LIST),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("collect"),
                 N_("takes them in: each is opened and verified"), DAY_PREVIEW),
    ACTIONS_KEY(KEY_BACK, "Enter", ENTER, N_("the places again"), N_("back to the places"),
                DAY_RESULT),
    ACTIONS_LETTER(KEY_OTHER, "V", "V", 0, N_("another folder"),
                   N_("a folder or file that is on no stick: a share, say"), DAY_LIST),
    ACTIONS_LETTER(KEY_RECONCILE, "X", "X", 0, N_("reconcile"),
                   N_("whether a session adds up, and what ends what is open"),
                   DAY_LIST | DAY_RESULT),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("looks anew, as it does by itself"),
                   DAY_LIST)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void to_list(struct screen *s)
{
    ((struct day *)s)->mode = DAY_LIST;
    look(s);
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct day *d = (struct day *)s;
    (void)arg;
    switch (action) {
    case KEY_LOOK:
        if (d->places)
            preview(d);
        else
            screen_say(s, CANVAS_WARNING, "! %s", _("No stick is here; V names another folder."));
        return;
    case KEY_GO: collect(d); return;
    case KEY_BACK: to_list(s); return;
    case KEY_OTHER:
        files_open(s->desk, FILE_KIND_ANY,
                   _("Choose one of the files: all of its folder are looked at"));
        return;
    case KEY_RECONCILE: sessions_open(s, SESSIONS_RECONCILE); return;
    case KEY_AGAIN: look(s); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct day *d = (struct day *)s;
    struct tui_rows rows = rows_of(d);
    return d->mode == DAY_LIST ? tui_table_key(&d->table, &rows, k) : tui_pager_key(&d->pager, k);
}

static bool back(struct screen *s)
{
    bool was_list = ((struct day *)s)->mode == DAY_LIST;
    if (!was_list)
        to_list(s);
    return !was_list;
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct day *d = (struct day *)s;
    if (sessions_chosen(s, what, choice, count))
        return;
    char folder[PLACES_PATH];
    if (strlen(choice[0]) >= sizeof folder) {
        screen_say(s, CANVAS_DANGER, "x %s", _("The path is too long."));
        return;
    }
    snprintf(folder, sizeof folder, "%s", choice[0]);
    char *name = strrchr(folder, '/');
    if (name && name != folder && !file_is_folder(folder))
        *name = '\0'; /* the folder that the file is in */
    keep_chosen(d, folder);
    look(s);
    struct tui_rows rows = rows_of(d);
    for (size_t i = 0; i < d->places; i++)
        if (strcmp(d->place[i].path, folder) == 0)
            tui_table_go(&d->table, &rows, i);
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    return ((const struct day *)s)->mode;
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct day *d = (const struct day *)s;
    snprintf(out->title, sizeof out->title, "%s",
             d->mode == DAY_RESULT ? _("Exam day: what came") : _("Exam day: sticks and shares"));
    if (d->mode == DAY_PREVIEW) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    }
}

static void draw_list(struct day *d, struct canvas *v, int row, int end)
{
    static const char *const TITLES[COUNTS] = {N_("files"), N_("new"), N_("here"), N_("other")};
    struct tui_rows rows = rows_of(d);
    int at = v->cols - 1 - COUNTS * COUNT - STATE;
    canvas_text(v, row, 4, 20, CANVAS_DIM, _("Place"));
    for (int k = 0; k < COUNTS; k++)
        canvas_text_right(v, row, at + (k + 1) * COUNT - 1, CANVAS_DIM, _(TITLES[k]));
    tui_table_draw(v, &d->table, &rows, row + 1, 0, end - row - 1, v->cols - 1, true);
    if (d->places == 0)
        canvas_text_cut(v, row + 2, 3, v->cols - 6, CANVAS_DIM,
                        _("No stick is plugged in. V names another folder, a share say."));
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct day *d = (struct day *)s;
    if (d->mode == DAY_LIST)
        draw_list(d, v, row, end);
    else
        tui_pager_draw(v, &d->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    struct day *d = (struct day *)s;
    if (d->places == 0)
        return;
    char *path[] = {d->place[d->table.at].path};
    const struct collect_request q = {.path = {path, 1}};
    stack_line(&collect_op, &q, out);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct day *d = (const struct day *)s;
    if (d->mode != DAY_LIST) {
        buf_printf(out, "%s\n", d->pager.text);
        return;
    }
    if (d->places == 0)
        buf_printf(out, "%s\n", _("No stick is plugged in. V names another folder, a share say."));
    for (size_t i = 0; i < d->places; i++) {
        const struct day_look_place *p = found_at(d, i);
        buf_printf(out, _("%zu. %s: %zu files, %zu new, %zu here, %zu other\n"), i + 1,
                   d->place[i].name, p ? p->files : 0, p ? p->fresh : 0, p ? p->known : 0,
                   p ? p->other : 0);
    }
}

static void forget(struct screen *s)
{
    struct day *d = (struct day *)s;
    day_look_op.forget(&d->look);
    tui_pager_free(&d->pager);
    buf_free(&d->page);
    buf_free(&d->lines);
    free(d->path[0]);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct day *d = (struct day *)s;
    if (d->mode != DAY_LIST)
        return;
    out->table = &d->table;
    out->rows = rows_of(d);
}

const struct screen_ops day_screen = {.name = "day",
                                      .actions = &TABLE,
                                      .enter = enter,
                                      .mode = mode,
                                      .act = act,
                                      .key = key,
                                      .focus = focus,
                                      .back = back,
                                      .head = head,
                                      .draw = draw,
                                      .line = line,
                                      .tell = tell,
                                      .done = done,
                                      .chosen = chosen,
                                      .refresh = refresh,
                                      .free = forget};

void day_open(struct desk *d)
{
    struct day *day = screen_new(d, &day_screen, "", sizeof *day);
    if (day) {
        day->mode = DAY_LIST;
        day->pager.text = "";
        buf_init(&day->page, DAY_PAGE_MAX);
        buf_init(&day->lines, DAY_PAGE_MAX);
    }
    stack_open(d, day ? &day->screen : NULL);
}
