#include "tools/desk/watching.h"
#include "tools/desk/files.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/beside.h"
#include "app/tui/picker.h"
#include "tools/desk/places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOSEN_MAX = 64, BELOW = 3, LEAST = 64 };

struct files {
    struct screen screen; /* about: the title */
    enum file_kind_use use;
    bool takes_folder; /* one may be chosen, too */
    struct tui_picker picker;
    struct place place[PLACES_MAX];
    size_t places, at;
    size_t tried;    /* places, one behind the other, that a first folder was looked for in */
    bool is_seeking; /* by itself, and nobody pressed a key yet: a place without a file of use is
                        passed over */
    size_t passed;   /* the first of those passed over, from 1; 0: none yet */
    char *asked;     /* what is being read; owned; "" for nothing */
    bool takes;      /* a folder that was typed: it is chosen once it was read */
};

/* ---- a folder, read on a thread of its own ---- */

struct files_task {
    struct looks_task task;
    enum file_kind_use use;
    char path[PLACES_PATH];
    struct tui_picker_folder folder;
    enum err_code rc;
    struct err err;
};

static bool look(void *context, const char *path, char kind[TUI_PICKER_KIND])
{
    return file_kind_look(path, ((const struct files_task *)context)->use, kind, TUI_PICKER_KIND);
}

static void run(struct looks_task *task)
{
    struct files_task *t = (struct files_task *)task;
    t->rc = tui_picker_read(t->path, look, t, &t->folder, &t->err);
}

static void free_task(struct looks_task *task)
{
    tui_picker_folder_free(&((struct files_task *)task)->folder);
    free(task);
}

static void ask(struct files *f, const char *path)
{
    struct files_task *t = strlen(path) < sizeof t->path ? calloc(1, sizeof *t) : NULL;
    char *copy = t ? strdup(path) : NULL;
    if (!copy) {
        free(t);
        screen_say(&f->screen, CANVAS_DANGER, "x %s", _("The path is too long."));
        return;
    }
    free(f->asked);
    f->asked = copy;
    t->task = (struct looks_task){.subject = t->path, .run = run, .free = free_task};
    t->use = f->use;
    snprintf(t->path, sizeof t->path, "%s", path);
    stack_begin_look(f->screen.desk, &f->screen, &t->task);
}

static bool is_asked(const struct files *f, enum looks_state wanted)
{
    const struct desk *d = f->screen.desk;
    return f->asked &&
           looks_state(&d->looks, &f->screen, f->asked, clock_boot_ms(&d->setup.clock)) == wanted;
}

/* ---- places ---- */

static void find_places(struct files *f)
{
    const struct desk *d = f->screen.desk;
    f->places = 0;
    for (size_t i = 0; i < d->watch.folders; i++) {
        const struct watch_folder *x = d->watch.folder[i];
        if (f->use != FILE_KIND_NONE && x->place.is_stick && !x->is_pulled &&
            watch_is_shown(d, x) && !watch_is_silent(d, x))
            f->place[f->places++] = x->place;
    }
    f->places = places_own(d->lock.of.folder, f->place, f->places);
}

static void go_to(struct files *f, size_t at)
{
    f->at = at;
    ask(f, f->place[at].path);
}

/* The place that the folder shown lies in; PLACES_MAX for none. */
static size_t place_of(const struct files *f)
{
    size_t best = PLACES_MAX, longest = 0;
    for (size_t i = 0; i < f->places; i++) {
        size_t n = strlen(f->place[i].path);
        const char *folder = f->picker.folder ? f->picker.folder : "";
        bool is_in = strncmp(folder, f->place[i].path, n) == 0 && strchr("/", folder[n]);
        if (is_in && n > longest) {
            best = i;
            longest = n;
        }
    }
    return best;
}

/* Nothing is shown yet, and this place cannot be: the next one; behind the last that which was
 * passed over. */
static void try_next(struct files *f)
{
    size_t passed = f->passed;
    if (f->picker.folder)
        return;
    if (f->tried < f->places) {
        go_to(f, f->tried++);
    } else if (passed && passed <= f->places) {
        f->is_seeking = false;
        f->passed = 0;
        go_to(f, passed - 1);
    }
}

/* On a stick a folder may be what was brought. */
static bool holds_use(const struct files *f, const struct tui_picker_folder *folder)
{
    bool is_stick = f->at < f->places && f->place[f->at].is_stick;
    for (size_t i = 0; i < folder->files; i++)
        if (folder->file[i].is_folder ? is_stick : folder->file[i].is_of_use)
            return true;
    return false;
}

/* A place without a file of use while another may have one; the first such is shown when none has.
 */
static bool is_passed_over(struct files *f, const struct tui_picker_folder *folder)
{
    bool is_last = f->tried >= f->places && (!f->passed || f->passed == f->at + 1);
    if (!f->is_seeking || is_last || holds_use(f, folder))
        return false;
    if (!f->passed)
        f->passed = f->at + 1;
    try_next(f);
    return true;
}

static void watched(struct screen *s)
{
    struct files *f = (struct files *)s;
    find_places(f);
    if (!is_asked(f, LOOKS_SILENT))
        return;
    screen_say(s, CANVAS_DANGER, _("x %s does not answer; Tab: another place."), f->asked);
    try_next(f);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        find_places((struct files *)s);
}

/* ---- choosing ---- */

/* A file of no use is told what it is, and stays unchosen. */
static bool is_refused(struct files *f, const struct tui_picker_file *x)
{
    const char *what = f->use == FILE_KIND_NONE ? _("a file; what is wanted here is a folder")
                       : x->kind[0]             ? tui_picker_kind(x)
                                                : _("not a file of a kind that is read here");
    if (!x->is_folder && !x->is_of_use)
        screen_say(&f->screen, CANVAS_DANGER, "x %s: %s", file_base(x->name), what);
    return !x->is_folder && !x->is_of_use;
}

static void choose(struct files *f)
{
    char *path[CHOSEN_MAX];
    const struct tui_picker_file *x;
    size_t n = 0;
    bool is_good = true;
    while (n < CHOSEN_MAX && (x = tui_picker_chosen(&f->picker, n)) &&
           (path[n] = tui_picker_path(&f->picker, x))) {
        is_good &= !is_refused(f, x);
        n++;
    }
    if (n && is_good) {
        snprintf(f->screen.desk->folder, sizeof f->screen.desk->folder, "%s", f->picker.folder);
        stack_choose(&f->screen, "files", (const char *const *)path, n);
    }
    for (size_t i = 0; i < n; i++)
        free(path[i]);
}

static void picker_key(struct files *f, const struct keypress *k)
{
    const struct tui_picker_file *x = tui_picker_file(&f->picker);
    bool is_mark = k->kind == KEYPRESS_CHAR && k->cp == ' ' && !f->picker.typed[0];
    bool takes = f->takes;
    f->takes = false;
    f->is_seeking = false;
    enum tui_picker_came came = tui_picker_key(&f->picker, k);
    if (is_mark && x && x->is_folder && !f->picker.takes_folders)
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("A folder is not marked here: Enter opens it."));
    if (came == TUI_PICKER_CHOSEN) {
        choose(f);
    } else if (came == TUI_PICKER_GO) {
        f->takes = takes;
        ask(f, f->picker.wanted);
    }
}

static void choose_folder(struct files *f, const char *folder)
{
    snprintf(f->screen.desk->folder, sizeof f->screen.desk->folder, "%s", folder);
    stack_choose(&f->screen, "files", (const char *const[]){folder}, 1);
}

/* The folder that is shown; a path that was typed wins, once it was looked at. */
static void choose_here(struct files *f)
{
    f->takes = strchr(f->picker.typed, '/') != NULL;
    if (f->takes)
        picker_key(f, &(struct keypress){.kind = KEYPRESS_ENTER});
    else if (f->picker.folder)
        choose_folder(f, f->picker.folder);
}

/* A path that was typed led to a file. */
static void choose_file(struct files *f, const struct tui_picker_file *x)
{
    const char *path[] = {x->name};
    if (is_refused(f, x))
        return;
    snprintf(f->screen.desk->folder, sizeof f->screen.desk->folder, "%s", f->picker.folder);
    stack_choose(&f->screen, "files", path, 1);
}

/* What is not wanted any more, because another was asked for since, is dropped. */
static void looked(struct screen *s, struct looks_task *task)
{
    struct files *f = (struct files *)s;
    struct files_task *t = (struct files_task *)task;
    bool is_wanted = f->asked && strcmp(f->asked, t->path) == 0;
    bool takes = is_wanted && f->takes;
    f->takes &= !is_wanted;
    if (is_wanted && t->rc == ERR_OK && t->folder.is_file)
        choose_file(f, &t->folder.file[0]);
    else if (takes && t->rc == ERR_OK)
        choose_folder(f, t->path);
    else if (is_wanted && t->rc == ERR_OK && !is_passed_over(f, &t->folder))
        t->rc = tui_picker_show(&f->picker, &t->folder, &t->err);
    if (is_wanted && t->rc != ERR_OK) {
        screen_say_error(s, &t->err);
        try_next(f);
    }
    free_task(task);
}

/* The one behind that which is shown. */
static void go_on(struct files *f)
{
    f->is_seeking = false;
    find_places(f);
    size_t here = place_of(f), next = here < f->places ? (here + 1) % f->places : 0;
    if (f->places && next != here)
        go_to(f, next);
    else
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("There is no other place: no stick is plugged in. A path can be typed; "
                     "Backspace leads to the folder above."));
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_TAKE,
    KEY_INTO,
    KEY_HERE,
    KEY_MARKED,
    KEY_MARK,
    KEY_MARK_FILE,
    KEY_ABOVE,
    KEY_OTHER,
    KEY_SORT,
    KEY_ALL,
    KEYS
};
enum {
    FILES_ANY = 1,
    FILES_FOLDER = 2, /* besides: the folder itself may be chosen */
    FILES_FILE = 4,   /* besides: files may be */
    FILES_MARKED = 8, /* besides: some are marked, and nothing else is taken */
    FILES_BOTH = 16,  /* besides: files and folders may be marked */
    FILES_ALONE = 32, /* besides: files alone may be */
    FILES_NONE = 64   /* besides: a folder is wanted, and no file */
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_TAKE, "Enter", ENTER, N_("choose"),
                N_("takes what is marked, else the path that is typed, else the row; opens a "
                   "folder"),
                FILES_FILE),
    ACTIONS_KEY(KEY_INTO, "Enter", ENTER, N_("into the folder"),
                N_("shows what is in the folder of the row, or at the path that is typed"),
                FILES_NONE),
    ACTIONS_LETTER(KEY_HERE, "Ctrl-S", "", 'S', N_("take this folder"),
                   N_("takes the folder that is shown, or whose path is typed"), FILES_FOLDER),
    ACTIONS_LETTER(KEY_MARKED, "Ctrl-S", "", 'S', N_("take those marked"),
                   N_("takes what is marked, as Enter does"), FILES_MARKED),
    ACTIONS_LETTER(
        KEY_MARK, "Space", "", 0, N_("mark files, a folder"),
        N_("while nothing is typed: marks the row, a file or a whole folder; Enter then takes "
           "what is marked"),
        FILES_BOTH),
    ACTIONS_LETTER(KEY_MARK_FILE, "Space", "", 0, N_("mark files"),
                   N_("while nothing is typed: marks the file; Enter then takes what is marked"),
                   FILES_ALONE),
    ACTIONS_KEY(KEY_ABOVE, "Backspace", BACKSPACE, N_("folder above"),
                N_("while nothing is typed: the folder that holds this one"), FILES_ANY),
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("another place"),
                N_("sticks, documents, downloads, the office"), FILES_ANY),
    ACTIONS_LETTER(KEY_SORT, "Ctrl-T", "", 'T', N_("sort"), N_("newest first, or by name"),
                   FILES_ANY),
    ACTIONS_LETTER(KEY_ALL, "Ctrl-A", "", 'A', N_("other files, too"),
                   N_("files of other kinds too, or not"), FILES_FILE)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void act(struct screen *s, int action, unsigned arg)
{
    struct files *f = (struct files *)s;
    (void)arg;
    switch (action) {
    case KEY_TAKE:
    case KEY_INTO: picker_key(f, &(struct keypress){.kind = KEYPRESS_ENTER}); return;
    case KEY_HERE: choose_here(f); return;
    case KEY_MARKED: choose(f); return;
    case KEY_ABOVE: picker_key(f, &(struct keypress){.kind = KEYPRESS_BACKSPACE}); return;
    case KEY_OTHER: go_on(f); return;
    case KEY_SORT: picker_key(f, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'T'}); return;
    case KEY_ALL: picker_key(f, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'A'}); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    picker_key((struct files *)s, k);
    return true;
}

static bool takes_text(const struct screen *s)
{
    (void)s;
    return true;
}

static uint64_t mode(const struct screen *s)
{
    const struct files *f = (const struct files *)s;
    return FILES_ANY |
           (f->picker.marked  ? FILES_MARKED
            : f->takes_folder ? FILES_FOLDER
                              : 0) |
           (f->use == FILE_KIND_NONE  ? FILES_NONE
            : f->picker.takes_folders ? FILES_FILE | FILES_BOTH
                                      : FILES_FILE | FILES_ALONE);
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct files *f = (const struct files *)s;
    snprintf(out->title, sizeof out->title, "%s", _(s->about)); /* a field's label is itself */
    text_clean(f->picker.folder ? f->picker.folder : "", out->right, sizeof out->right);
}

static void draw_places(const struct files *f, struct canvas *v, int row)
{
    const char *sorted =
        f->picker.sort == TUI_PICKER_NEWEST ? _("sorted: newest first") : _("sorted: by name");
    int end = v->cols - text_width(sorted) - 3,
        col = 2 + canvas_text(v, row, 1, v->cols - 2, CANVAS_PLAIN, _("Place:"));
    size_t at = place_of(f);
    for (size_t i = 0; i < f->places && col < end; i++) {
        col += canvas_text_cut(v, row, col, end - col, i == at ? CANVAS_FOCUS : CANVAS_DIM,
                               f->place[i].name);
        if (i + 1 < f->places && col + 3 < end)
            col += canvas_text(v, row, col, 3, CANVAS_DIM, " · ");
    }
    canvas_text_right(v, row, v->cols - 1, CANVAS_DIM, sorted);
}

/* What the file under the cursor is, and how one of its kind has to be written. */
static const char *advice_of(const struct files *f)
{
    const struct tui_picker_file *x = tui_picker_file(&f->picker);
    return x && !x->is_folder ? file_kind_advice(x->kind, f->use) : "";
}

static void say_file(const struct files *f, struct canvas *v, struct tui_beside *b)
{
    const struct tui_picker_file *x = tui_picker_file(&f->picker);
    if (x && b->is_beside) {
        tui_beside_say(v, b, CANVAS_TITLE, x->name);
        tui_beside_say(v, b, x->is_of_use ? CANVAS_PLAIN : CANVAS_DANGER, tui_picker_kind(x));
    }
    tui_beside_say(v, b, CANVAS_DIM, advice_of(f));
}

/* Why no row stands there. */
static const char *no_row(const struct files *f)
{
    if (!f->picker.folder)
        return is_asked(f, LOOKS_NONE)
                   ? _("No folder could be read. A path can be typed; Tab: another place.")
                   : _("Being read.");
    return f->picker.typed[0] ? _("No row holds what was typed.")
           : f->use == FILE_KIND_NONE
               ? _("No folder is in this one. Ctrl-S takes it, Tab: another place.")
           : f->takes_folder ? _("Nothing is in this folder. Ctrl-S takes it, Tab: another place.")
                             : _("Nothing here that could be chosen. Tab: another place.");
}

/* "2 files marked", "Marked: folders 1, files 2". */
static void say_marked(const struct files *f, char *out, size_t room)
{
    size_t folders = 0, files = 0;
    for (size_t i = 0; i < f->picker.files; i++) {
        folders += f->picker.file[i].is_marked && f->picker.file[i].is_folder;
        files += f->picker.file[i].is_marked && !f->picker.file[i].is_folder;
    }
    if (folders && files)
        snprintf(out, room, _("Marked: folders %zu, files %zu"), folders, files);
    else if (folders)
        snprintf(out, room, P_("%zu folder marked", "%zu folders marked", folders), folders);
    else
        snprintf(out, room, P_("%zu file marked", "%zu files marked", files), files);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct files *f = (struct files *)s;
    char said[64];
    draw_places(f, v, row);
    if (!f->picker.folder) {
        canvas_text_cut(v, row + 2, 3, v->cols - 6, CANVAS_DIM, no_row(f));
        canvas_cursor(v, row + 2, 3);
        return;
    }
    struct tui_beside b = tui_beside(v, row + 1, end, BELOW, LEAST);
    say_file(f, v, &b);
    tui_picker_draw(v, &f->picker, row + 1, 0, b.list_end - row - 1, b.list_cells);
    tui_picker_draw_typed(v, &f->picker, end, 0, v->cols - 1);
    if (f->picker.marked) {
        say_marked(f, said, sizeof said);
        canvas_text(v, end + 1, 1, v->cols - 2, CANVAS_MARKED, said);
    } else if (f->picker.count == 0) {
        canvas_text(v, row + 1, 3, v->cols - 6, CANVAS_DIM, no_row(f));
    }
}

static void tell(struct screen *s, struct buf *out)
{
    struct files *f = (struct files *)s;
    if (f->picker.count == 0)
        buf_printf(out, "%s\n", no_row(f));
    for (size_t i = 0; i < f->picker.count; i++) {
        const struct tui_picker_file *x = &f->picker.file[f->picker.shown[i]];
        buf_printf(out, "%zu. %s%s%s%s\n", i + 1, x->is_marked ? "● " : "", x->name,
                   x->kind[0] ? ": " : "", tui_picker_kind(x));
    }
    buf_printf(out, "%s%s", advice_of(f), advice_of(f)[0] ? "\n" : "");
}

static void forget(struct screen *s)
{
    struct files *f = (struct files *)s;
    tui_picker_free(&f->picker);
    free(f->asked);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct tui_picker *p = &((struct files *)s)->picker;
    *out = (struct screen_focus){.table = &p->table, .rows = tui_picker_rows(p), .typed = p->typed};
}

const struct screen_ops files_screen = {.name = "files",
                                        .actions = &TABLE,
                                        .mode = mode,
                                        .takes_text = takes_text,
                                        .act = act,
                                        .key = key,
                                        .focus = focus,
                                        .head = head,
                                        .draw = draw,
                                        .tell = tell,
                                        .looked = looked,
                                        .watched = watched,
                                        .refresh = refresh,
                                        .free = forget};

/* A stick, where the last one was chosen, the person's own folders, in this order. */
static void open_first(struct files *f)
{
    const char *last = f->screen.desk->folder;
    find_places(f);
    f->is_seeking = !f->takes_folder && !last[0];
    if (last[0] && !(f->places && f->place[0].is_stick))
        ask(f, last);
    else
        try_next(f);
}

static void open_for(struct desk *d, enum file_kind_use use, const char *title, bool takes_folder)
{
    struct files *f = screen_new(d, &files_screen, title, sizeof *f);
    if (f) {
        f->use = use;
        f->takes_folder = takes_folder;
        f->picker.takes_folders = use == FILE_KIND_QUESTIONS || use == FILE_KIND_ANY;
    }
    if (stack_open(d, f ? &f->screen : NULL))
        open_first(f);
}

void files_open(struct desk *d, enum file_kind_use use, const char *title)
{
    open_for(d, use, title, false);
}

void files_open_folder(struct desk *d, const char *title)
{
    open_for(d, FILE_KIND_ANY, title, true);
}

void files_open_target(struct desk *d, const char *title)
{
    open_for(d, FILE_KIND_NONE, title, true);
}
