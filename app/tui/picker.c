#include "app/tui/picker.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- paths ---- */

static char *join(const char *folder, const char *name)
{
    char *out = NULL;
    size_t n = strlen(folder);
    return asprintf(&out, "%s%s%s", folder, n && folder[n - 1] == '/' ? "" : "/", name) < 0 ? NULL
                                                                                            : out;
}

/* A folder's path ends in no slash, also where it was typed with one. */
static char *without_slash(char *path)
{
    for (size_t n = path ? strlen(path) : 0; n > 1 && path[n - 1] == '/'; n--)
        path[n - 1] = '\0';
    return path;
}

/* The folder above, malloc'd; "/" stands above itself, ".." above what is not written out. */
static char *above(const char *folder)
{
    size_t n = strlen(folder);
    while (n > 1 && folder[n - 1] == '/')
        n--;
    const char *slash = memrchr(folder, '/', n);
    if (folder[0] != '/' || !slash)
        return join(folder, "..");
    return strndup(folder, slash == folder ? 1 : (size_t)(slash - folder));
}

/* What was typed as a path; NULL where it is none. */
static char *typed_path(const struct tui_picker *p)
{
    const char *home = getenv("HOME");
    if (!strchr(p->typed, '/'))
        return NULL;
    if (p->typed[0] == '~' && p->typed[1] == '/' && home)
        return join(home, p->typed + 2);
    return p->typed[0] == '/' ? strdup(p->typed) : join(p->folder, p->typed);
}

/* ---- the folder ---- */

static void free_files(struct tui_picker_file *file, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(file[i].name);
    free(file);
}

void tui_picker_free(struct tui_picker *p)
{
    free_files(p->file, p->files);
    free(p->folder);
    free(p->wanted);
    free(p->shown);
    tui_input_free(&p->input);
    p->file = NULL;
    p->folder = p->wanted = NULL;
    p->shown = NULL;
    p->files = p->count = p->marked = p->hidden = 0;
}

/* What stands at a path into out, by this name; false when there is nothing to choose about it, or
 * no memory. */
static bool look_at(const char *path, const char *name, tui_picker_look *look, void *context,
                    struct tui_picker_file *out)
{
    struct stat st;
    if (stat(path, &st) != 0 || !(S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)))
        return false;
    *out = (struct tui_picker_file){
        .size = (uint64_t)st.st_size, .changed = st.st_mtime, .is_folder = S_ISDIR(st.st_mode)};
    out->is_of_use = out->is_folder || !look || look(context, path, out->kind);
    return asprintf(&out->name, "%s%s", name, out->is_folder ? "/" : "") >= 0;
}

static enum err_code make_room(struct tui_picker_folder *f, size_t *room, struct err *e)
{
    if (f->files == TUI_PICKER_FILES_MAX)
        return err_set(e, ERR_LIMIT, _("%s: more than %d files"), f->path, TUI_PICKER_FILES_MAX);
    if (f->files < *room)
        return ERR_OK;
    size_t more = *room ? 2 * *room : 64;
    struct tui_picker_file *grown = realloc(f->file, more * sizeof *grown);
    if (!grown)
        return err_memory(e);
    f->file = grown;
    *room = more;
    return ERR_OK;
}

static enum err_code read_names(DIR *d, tui_picker_look *look, void *context,
                                struct tui_picker_folder *f, struct err *e)
{
    enum err_code rc = ERR_OK;
    size_t room = 0;
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        char *path = x->d_name[0] == '.' ? NULL : join(f->path, x->d_name);
        if (path && (rc = make_room(f, &room, e)) == ERR_OK)
            f->files += look_at(path, x->d_name, look, context, &f->file[f->files]);
        free(path);
    }
    return rc;
}

static enum err_code read_file(tui_picker_look *look, void *context, struct tui_picker_folder *f,
                               struct err *e)
{
    size_t room = 0;
    enum err_code rc = make_room(f, &room, e);
    if (rc == ERR_OK && !look_at(f->path, f->path, look, context, f->file))
        rc = err_set_errno(e, ENOTDIR, "%s", f->path);
    f->files = rc == ERR_OK;
    f->is_file = true;
    return rc;
}

enum err_code tui_picker_read(const char *path, tui_picker_look *look, void *context,
                              struct tui_picker_folder *out, struct err *e)
{
    *out = (struct tui_picker_folder){.path = strdup(path)};
    if (!out->path)
        return err_memory(e);
    DIR *d = opendir(path);
    int why = errno;
    enum err_code rc = d                ? read_names(d, look, context, out, e)
                       : why == ENOTDIR ? read_file(look, context, out, e)
                                        : err_set_errno(e, why, "%s", path);
    if (d)
        closedir(d);
    if (rc != ERR_OK)
        tui_picker_folder_free(out);
    return rc;
}

void tui_picker_folder_free(struct tui_picker_folder *f)
{
    free_files(f->file, f->files);
    free(f->path);
    *f = (struct tui_picker_folder){0};
}

/* ---- what is shown ---- */

static int compare_names(const struct tui_picker_file *a, const struct tui_picker_file *b)
{
    return strcoll(a->name, b->name);
}

static int by_name(const void *a, const void *b)
{
    const struct tui_picker_file *x = a, *y = b;
    return x->is_folder != y->is_folder ? y->is_folder - x->is_folder : compare_names(x, y);
}

static int by_time(const void *a, const void *b)
{
    const struct tui_picker_file *x = a, *y = b;
    if (x->is_folder != y->is_folder)
        return y->is_folder - x->is_folder;
    if (x->changed != y->changed)
        return x->changed < y->changed ? 1 : -1;
    return compare_names(x, y);
}

static uint64_t thing_of(void *context, size_t row)
{
    const struct tui_picker *p = context;
    return (uint64_t)(uintptr_t)p->file[p->shown[row]].name; /* stays when rows are sorted */
}

static void draw_file(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                      enum canvas_role role);

struct tui_rows tui_picker_rows(struct tui_picker *p)
{
    return (struct tui_rows){.context = p, .count = p->count, .thing = thing_of, .draw = draw_file};
}

static void choose_shown(struct tui_picker *p)
{
    bool is_path = strchr(p->typed, '/') != NULL;
    p->count = p->hidden = 0;
    for (size_t i = 0; i < p->files; i++) {
        p->hidden += !p->file[i].is_of_use;
        if ((p->file[i].is_of_use || p->has_all || p->file[i].is_marked) &&
            (is_path || !p->typed[0] || tui_filter_matches(p->typed, p->file[i].name)))
            p->shown[p->count++] = i;
    }
    struct tui_rows rows = tui_picker_rows(p);
    tui_table_settle(&p->table, &rows);
}

static void sort(struct tui_picker *p)
{
    if (p->files)
        qsort(p->file, p->files, sizeof *p->file, p->sort == TUI_PICKER_NAME ? by_name : by_time);
    choose_shown(p);
}

enum err_code tui_picker_show(struct tui_picker *p, struct tui_picker_folder *f, struct err *e)
{
    size_t *shown = malloc((f->files + 1) * sizeof *shown);
    if (!shown)
        return err_memory(e);
    tui_picker_free(p);
    p->file = f->file;
    p->files = f->files;
    p->folder = f->path;
    p->shown = shown;
    *f = (struct tui_picker_folder){0};
    p->typed[0] = '\0';
    tui_input_init(&p->input, p->typed, sizeof p->typed);
    p->table = (struct tui_table){0};
    sort(p);
    return ERR_OK;
}

/* ---- keys ---- */

/* The program reads it: it may hang. */
static enum tui_picker_came go(struct tui_picker *p, char *path)
{
    free(p->wanted);
    p->wanted = without_slash(path);
    return path ? TUI_PICKER_GO : TUI_PICKER_TAKEN;
}

static enum tui_picker_came enter(struct tui_picker *p)
{
    char *path = p->marked ? NULL : typed_path(p);
    if (p->marked)
        return TUI_PICKER_CHOSEN;
    if (path)
        return go(p, path);
    if (p->count == 0)
        return TUI_PICKER_TAKEN;
    const struct tui_picker_file *f = &p->file[p->shown[p->table.at]];
    return f->is_folder ? go(p, join(p->folder, f->name)) : TUI_PICKER_CHOSEN;
}

static void mark(struct tui_picker *p)
{
    struct tui_picker_file *f = p->count ? &p->file[p->shown[p->table.at]] : NULL;
    if (!f || (f->is_folder && !p->takes_folders))
        return;
    f->is_marked = !f->is_marked;
    p->marked += f->is_marked ? 1 : (size_t)-1;
}

enum tui_picker_came tui_picker_key(struct tui_picker *p, const struct keypress *key)
{
    struct tui_rows rows = tui_picker_rows(p);
    bool is_char = key->kind == KEYPRESS_CHAR;
    if (key->kind == KEYPRESS_ESC)
        return TUI_PICKER_LEFT;
    if (!p->folder)
        return TUI_PICKER_NOTHING;
    if (key->kind == KEYPRESS_ENTER)
        return enter(p);
    if (key->kind == KEYPRESS_CTRL && key->cp == 'A') {
        p->has_all = !p->has_all;
        choose_shown(p);
        return TUI_PICKER_TAKEN;
    }
    if (key->kind == KEYPRESS_CTRL && key->cp == 'T') {
        p->sort = (p->sort + 1) % TUI_PICKER_SORTS;
        sort(p);
        return TUI_PICKER_TAKEN;
    }
    if (is_char && key->cp == ' ' && !p->typed[0]) {
        mark(p);
        return TUI_PICKER_TAKEN;
    }
    if (key->kind == KEYPRESS_BACKSPACE && !p->typed[0])
        return go(p, above(p->folder));
    if (tui_table_key(&p->table, &rows, key))
        return TUI_PICKER_TAKEN;
    if (!tui_input_key(&p->input, key))
        return TUI_PICKER_NOTHING;
    choose_shown(p);
    return TUI_PICKER_TAKEN;
}

const struct tui_picker_file *tui_picker_chosen(const struct tui_picker *p, size_t i)
{
    for (size_t k = 0; p->marked && k < p->files; k++)
        if (p->file[k].is_marked && i-- == 0)
            return &p->file[k];
    return p->marked || i || p->count == 0 ? NULL : &p->file[p->shown[p->table.at]];
}

char *tui_picker_path(const struct tui_picker *p, const struct tui_picker_file *file)
{
    char *path = join(p->folder, file->name);
    return file->is_folder ? without_slash(path) : path;
}

const char *tui_picker_kind(const struct tui_picker_file *file)
{
    return file->kind[0] ? _(file->kind) : ""; /* the translation of "" is a file's head */
}

const struct tui_picker_file *tui_picker_file(const struct tui_picker *p)
{
    return p->count ? &p->file[p->shown[p->table.at]] : NULL;
}

/* ---- drawn ---- */

static void tell_size(uint64_t size, char *out, size_t room)
{
    if (size < 1000)
        snprintf(out, room, "%u B", (unsigned)size);
    else if (size < 1000000)
        snprintf(out, room, "%u kB", (unsigned)((size + 500) / 1000));
    else if (size < 1000000000)
        snprintf(out, room, _("%u.%u MB"), (unsigned)(size / 1000000),
                 (unsigned)(size / 100000 % 10));
    else
        snprintf(out, room, _("%u.%u GB"), (unsigned)(size / 1000000000),
                 (unsigned)(size / 100000000 % 10));
}

enum { MARK = 2, KIND = 14, SIZE = 9, CHANGED = 14 /* cells */ };

static void draw_file(void *context, struct canvas *v, int row, int col, int cells, size_t i,
                      enum canvas_role role)
{
    const struct tui_picker *p = context;
    const struct tui_picker_file *f = &p->file[p->shown[i]];
    char size[24] = "", when[80];
    struct tm tm;
    int at = col + cells - CHANGED, rest = MARK + KIND + SIZE + CHANGED;
    if (f->is_marked)
        canvas_text(v, row, col, 1, CANVAS_MARKED, canvas_glyph(v, CANVAS_GLYPH_CHOSEN));
    else if (!f->is_of_use)
        canvas_text(v, row, col, 1, CANVAS_DANGER, "x");
    canvas_text_cut(v, row, col + MARK, cells - rest - 1, f->is_of_use ? role : CANVAS_DIM,
                    f->name);
    canvas_text_cut(v, row, at - SIZE - KIND, KIND - 1, CANVAS_DIM, tui_picker_kind(f));
    if (!f->is_folder)
        tell_size(f->size, size, sizeof size);
    canvas_text_right(v, row, at - 1, CANVAS_DIM, size);
    if (localtime_r(&f->changed, &tm)) {
        snprintf(when, sizeof when, "%02d/%02d/%02d %02d:%02d", tm.tm_mday, tm.tm_mon + 1,
                 tm.tm_year % 100, tm.tm_hour, tm.tm_min);
        canvas_text(v, row, at, CHANGED, CANVAS_DIM, when);
    }
}

void tui_picker_draw(struct canvas *v, struct tui_picker *p, int row, int col, int height,
                     int cells)
{
    struct tui_rows rows = tui_picker_rows(p);
    tui_table_draw(v, &p->table, &rows, row, col, height, cells, true);
}

void tui_picker_draw_typed(struct canvas *v, struct tui_picker *p, int row, int col, int cells)
{
    char said[160];
    int used = 1 +
               canvas_text(v, row, col, cells, CANVAS_PLAIN, _("Type to filter, or a whole path:")),
        width = cells - used;
    if (p->hidden && !p->has_all) {
        snprintf(said, sizeof said, _("%zu of other kinds hidden (Ctrl-A)"), p->hidden);
        width -= text_width(said) + 1;
        canvas_text_right(v, row, col + cells, CANVAS_DIM, said);
    }
    tui_input_draw(v, row, col + used, width, &p->input, p->typed[0] != '\0');
}
