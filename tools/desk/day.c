#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/files.h"
#include "tools/desk/fork.h"
#include "tools/desk/reconcile.h"
#include "tools/desk/sessions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is carried out is what the page tells. */
static void show_preview(struct day *d)
{
    d->mode = DAY_PREVIEW;
    d->seen.is_known = true;
    memcpy(d->seen.hash, day_list_found(d)->hash, CRYPT_HASH);
    day_page_write(d);
}

/* What is shown of a place stays, but for its words. */
static void refresh(struct screen *s, bool is_language)
{
    struct day *d = (struct day *)s;
    if (d->mode == DAY_LIST || is_language)
        day_list_look(d);
    if (d->mode == DAY_PREVIEW && !day_list_found(d))
        d->mode = DAY_LIST;
    if (is_language && d->mode != DAY_LIST)
        day_page_write(d);
    d->is_turned |= is_language;
}

/* A stick answered, came or went. */
static void watched(struct screen *s)
{
    struct day *d = (struct day *)s;
    const struct place *p = day_list_place(d);
    bool is_asked = p && looks_state(&s->desk->looks, NULL, p->path,
                                     clock_boot_ms(&s->desk->setup.clock)) != LOOKS_NONE;
    if (d->mode == DAY_LIST)
        day_list_show(d);
    else if (d->mode == DAY_PREVIEW && !day_list_found(d))
        d->mode = DAY_LIST;
    else if (d->mode == DAY_PREVIEW && d->is_turned && !is_asked)
        show_preview(d);
    d->is_turned &= is_asked;
}

static void enter(struct screen *s)
{
    refresh(s, false);
}

/* ---- collecting ---- */

static void preview(struct day *d)
{
    if (day_list_is_pulled(d, d->table.at)) {
        screen_say(&d->screen, CANVAS_WARNING, "! %s",
                   _("It was pulled before all of it was collected: put it in again."));
    } else if (day_list_found(d) && !day_list_failed(d, d->table.at)[0]) {
        show_preview(d);
    } else if (day_list_is_silent(d, d->table.at)) {
        screen_say(&d->screen, CANVAS_DANGER,
                   _("x %s does not answer: pull it and plug it in again"),
                   d->place[d->table.at].name);
    } else if (day_list_failed(d, d->table.at)[0]) {
        screen_say(&d->screen, CANVAS_DANGER, "x %s", day_list_failed(d, d->table.at));
    }
}

static void collect(struct day *d)
{
    const struct place *p = day_list_place(d);
    free(d->path[0]);
    d->path[0] = p ? strdup(p->path) : NULL;
    if (!d->path[0])
        return;
    d->request = (struct collect_request){.path = {d->path, 1}};
    stack_run_seen(&d->screen, &collect_op, &d->request, &d->seen);
}

static void done(struct screen *s, struct job *job)
{
    struct day *d = (struct day *)s;
    const struct collect_reply *r = job->reply;
    if (job->op != &collect_op) {
        day_stick_done(d, job);
        return;
    }
    if (!r->is_done) {
        screen_say_error(s, &job->err);
        d->is_turned = job->rc == ERR_BUSY && day_list_found(d); /* another preview */
        if (!d->is_turned)
            d->mode = DAY_LIST;
        day_list_look(d);
        return;
    }
    d->mode = DAY_RESULT;
    day_page_take(d, job);
    day_page_write(d);
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_LOOK,
    KEY_GO,
    KEY_FORKS,
    KEY_BACK,
    KEY_OPEN,
    KEY_MOUNT,
    KEY_ACK,
    KEY_PACK,
    KEY_EJECT,
    KEY_OTHER,
    KEY_DROP,
    KEY_RECONCILE,
    KEY_AGAIN,
    KEYS
};
enum {
    DAY_PLACES = DAY_LIST | DAY_FORKS,
    DAY_ROWS = DAY_PLACES | DAY_WAITING,
    DAY_ENDED = DAY_RESULT | DAY_CAME
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_LOOK, "Enter", ENTER, N_("look at the files"),
                N_("the files of this place, before they are taken in"), DAY_LIST),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("collect"),
                 N_("takes them in: each is opened and verified"), DAY_PREVIEW),
    ACTIONS_KEY(KEY_FORKS, "Enter", ENTER, N_("the papers in conflict"),
                N_("the journals of one paper that part, side by side; of several papers the list"),
                DAY_FORKS),
    ACTIONS_KEY(KEY_BACK, "Enter", ENTER, N_("the places again"), N_("back to the places"),
                DAY_RESULT),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("see to it"),
                N_("leads to where what came is seen to: journals side by side, reconciling, what "
                   "was said of each file"),
                DAY_CAME),
    ACTIONS_BOTH(KEY_MOUNT, "Enter/M", ENTER, "M", N_("mount"),
                 N_("mounts a stick that is plugged in, so that its files can be read"),
                 DAY_WAITING),
    ACTIONS_LETTER(KEY_ACK, "A", "A", 0, N_("copy .ack"),
                   N_("what the office acknowledges goes back on the stick: the seats may be "
                      "emptied of it"),
                   DAY_PLACES | DAY_ENDED),
    ACTIONS_LETTER(KEY_PACK, "U", "U", 0, N_("room's set to a stick"),
                   N_("bank, session and the office's public key onto the stick, for the seats"),
                   DAY_PLACES),
    ACTIONS_LETTER(KEY_EJECT, "X", "X", 0, N_("remove safely"),
                   N_("writes all of it onto the stick and unmounts it: it may be pulled"),
                   DAY_PLACES | DAY_ENDED),
    ACTIONS_LETTER(KEY_OTHER, "V", "V", 0, N_("another folder"),
                   N_("a folder or file that is on no stick: a share, say"), DAY_ROWS),
    ACTIONS_LETTER(KEY_DROP, "B", "B", 0, N_("off the list"),
                   N_("a folder that was chosen by mistake is shown no more; nothing in it is "
                      "touched"),
                   DAY_CHOSEN),
    ACTIONS_LETTER(KEY_RECONCILE, "D", "D", 0, N_("reconcile"),
                   N_("whether a session adds up, and what ends what is open"),
                   DAY_ROWS | DAY_ENDED),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("looks anew, as it does by itself"),
                   DAY_ROWS)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void open_forks(struct day *d)
{
    const struct day_look_place *p = day_list_found(d);
    if (p->forks == 1)
        fork_open(d->screen.desk, p->fork[0].session, p->fork[0].paper);
    else
        reconcile_open(d->screen.desk, p->fork[0].session);
}

static void drop(struct day *d)
{
    char name[PLACES_NAME];
    snprintf(name, sizeof name, "%s", day_list_place(d)->name);
    day_list_drop(d);
    screen_say(&d->screen, CANVAS_SAVED, _("● %s is off the list; V brings it back."), name);
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
    case KEY_FORKS: open_forks(d); return;
    case KEY_BACK: day_list_back(d); return;
    case KEY_OPEN: day_came_open(d); return;
    case KEY_MOUNT: day_stick_mount(d); return;
    case KEY_ACK: day_stick_ack(d); return;
    case KEY_PACK: day_stick_pack(d); return;
    case KEY_EJECT: day_stick_eject(d); return;
    case KEY_OTHER:
        files_open_folder(s->desk,
                          N_("Choose a folder, or one of its files: all of it is looked at"));
        return;
    case KEY_DROP: drop(d); return;
    case KEY_RECONCILE: sessions_open(s, SESSIONS_RECONCILE); return;
    case KEY_AGAIN: day_list_look(d); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct day *d = (struct day *)s;
    struct tui_rows rows = day_list_rows(d), came = day_came_rows(d);
    d->is_moved = true;
    return d->mode == DAY_LIST     ? tui_table_key(&d->table, &rows, k)
           : d->mode == DAY_RESULT ? d->needs && tui_table_key(&d->came_rows, &came, k)
                                   : tui_pager_key(&d->pager, k);
}

static bool back(struct screen *s)
{
    struct day *d = (struct day *)s;
    bool was_list = d->mode == DAY_LIST;
    if (!was_list)
        day_list_back(d);
    return !was_list;
}

/* The folder, or the one that the file is in. */
static void keep(struct day *d, const char *choice)
{
    char folder[PLACES_PATH];
    if (strlen(choice) >= sizeof folder) {
        screen_say(&d->screen, CANVAS_DANGER, "x %s", _("The path is too long."));
        return;
    }
    snprintf(folder, sizeof folder, "%s", choice);
    char *name = strrchr(folder, '/');
    if (name && name != folder && !file_is_folder(folder))
        *name = '\0';
    day_list_keep(d, folder);
    day_list_look(d);
    day_list_go(d, folder);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct day *d = (struct day *)s;
    if (sessions_chosen(s, what, choice, count) || day_stick_chosen(d, what, choice[0]))
        return;
    for (size_t i = 0; i < count; i++)
        keep(d, choice[i]);
}

/* ---- what is seen ---- */

static uint64_t mode(const struct screen *s)
{
    const struct day *d = (const struct day *)s;
    const struct place *p = day_list_place(d);
    if (d->mode != DAY_LIST)
        return d->mode == DAY_RESULT && d->needs ? DAY_CAME : d->mode;
    return (day_list_waiting(d)     ? DAY_WAITING
            : day_list_has_forks(d) ? DAY_FORKS
                                    : DAY_LIST) |
           (p && !p->is_stick ? DAY_CHOSEN : 0);
}

/* The sessions of the place: a rehearsal says so. */
static void add_sessions(const struct day *d, struct screen_head *out)
{
    const struct day_look_place *p = day_list_found(d);
    for (size_t i = 0; p && i < p->sessions; i++) {
        size_t n = strlen(out->title);
        snprintf(out->title + n, sizeof out->title - n, "%s%s", i ? ", " : " · ",
                 p->session[i].name);
        n = strlen(out->title);
        if (p->session[i].is_training)
            snprintf(out->title + n, sizeof out->title - n, " %s", _("TRAINING"));
    }
}

/* How many papers of the place's sessions have come into the office. */
static void add_papers(const struct day *d, struct screen_head *out)
{
    const struct day_look_place *p = day_list_found(d);
    size_t n = 0;
    for (size_t i = 0; p && i < p->sessions; i++) {
        const struct day_look_session *x = &p->session[i];
        if (x->papers && n < sizeof out->right)
            n += (size_t)snprintf(out->right + n, sizeof out->right - n, "%s%s%s%zu/%zu",
                                  n ? ", " : "", p->sessions > 1 ? x->name : "",
                                  p->sessions > 1 ? " " : "", x->came, x->papers);
    }
    if (n && n < sizeof out->right)
        snprintf(out->right + n, sizeof out->right - n, " %s", _("papers in"));
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct day *d = (const struct day *)s;
    snprintf(out->title, sizeof out->title, "%s",
             d->mode == DAY_RESULT ? _("Exam day: what came") : _("Exam day: sticks and shares"));
    add_sessions(d, out);
    if (d->mode == DAY_PREVIEW) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    } else if (d->mode == DAY_LIST) { /* behind collecting it is what was before */
        add_papers(d, out);
    }
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct day *d = (struct day *)s;
    if (d->mode == DAY_LIST)
        day_list_draw(d, v, row, end);
    else if (d->mode == DAY_RESULT)
        day_came_draw(d, v, row, end);
    else
        tui_pager_draw(v, &d->pager, row + 1, 1, end - row - 1, v->cols - 2);
}

static void line(struct screen *s, struct buf *out)
{
    struct day *d = (struct day *)s;
    const char *device = day_list_waiting(d);
    if (device)
        stack_line(&stick_mount_op, &(struct stick_mount_request){.device = device}, out);
    if (!day_list_place(d))
        return;
    char *path[] = {d->place[d->table.at].path};
    const struct collect_request q = {.path = {path, 1}};
    stack_line(&collect_op, &q, out);
}

static void tell(struct screen *s, struct buf *out)
{
    const struct day *d = (const struct day *)s;
    if (d->mode == DAY_LIST)
        day_list_tell(d, out);
    else if (d->mode == DAY_RESULT)
        day_came_tell(d, true, out);
    else
        buf_printf(out, "%s\n", d->pager.text);
}

static void forget(struct screen *s)
{
    struct day *d = (struct day *)s;
    tui_pager_free(&d->pager);
    buf_free(&d->page);
    buf_free(&d->lines);
    free(d->path[0]);
    collect_op.forget(&d->came);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct day *d = (struct day *)s;
    if (d->mode == DAY_PREVIEW) {
        out->pager = &d->pager;
        return;
    }
    if (d->mode == DAY_RESULT) {
        out->table = d->needs ? &d->came_rows : NULL;
        out->rows = day_came_rows(d);
        return;
    }
    out->table = &d->table;
    out->rows = day_list_rows(d);
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
                                      .watched = watched,
                                      .free = forget};

void day_open_at(struct desk *d, const char *path)
{
    struct day *day = screen_new(d, &day_screen, "", sizeof *day);
    if (day) {
        day->mode = DAY_LIST;
        day->pager.text = "";
        buf_init(&day->page, DAY_PAGE_MAX);
        buf_init(&day->lines, DAY_PAGE_MAX);
    }
    if (stack_open(d, day ? &day->screen : NULL) && path[0])
        day_list_go(day, path);
}

void day_open(struct desk *d)
{
    day_open_at(d, "");
}
