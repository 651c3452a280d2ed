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

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
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
    free(p->shown);
    tui_input_free(&p->input);
    p->file = NULL;
    p->folder = NULL;
    p->shown = NULL;
    p->files = p->count = p->marked = p->hidden = 0;
}

/* One name into out; false when there is nothing to choose about it, or no memory. */
static bool look_at(const struct tui_picker *p, const char *folder, const char *name,
                    struct tui_picker_file *out)
{
    struct stat st;
    char *path = name[0] == '.' ? NULL : join(folder, name);
    bool is_there = path && stat(path, &st) == 0 && (S_ISDIR(st.st_mode) || S_ISREG(st.st_mode));
    if (is_there) {
        *out = (struct tui_picker_file){
            .size = (uint64_t)st.st_size, .changed = st.st_mtime, .is_folder = S_ISDIR(st.st_mode)};
        out->is_of_use = out->is_folder || !p->look || p->look(p->context, path, out->kind);
        if (asprintf(&out->name, "%s%s", name, out->is_folder ? "/" : "") < 0)
            is_there = false;
    }
    free(path);
    return is_there;
}

static enum err_code read_folder(const struct tui_picker *p, const char *folder,
                                 struct tui_picker_file **file, size_t *files, struct err *e)
{
    DIR *d = opendir(folder);
    if (!d)
        return err_set_errno(e, errno, "%s", folder);
    enum err_code rc = ERR_OK;
    size_t room = 0;
    for (const struct dirent *x; rc == ERR_OK && (x = readdir(d));) {
        if (*files == room) {
            room = room ? 2 * room : 64;
            struct tui_picker_file *grown = realloc(*file, room * sizeof *grown);
            if (!grown) {
                rc = err_memory(e);
                break;
            }
            *file = grown;
        }
        if (*files == TUI_PICKER_FILES_MAX)
            rc = err_set(e, ERR_LIMIT, _("%s: more than %d files"), folder, TUI_PICKER_FILES_MAX);
        else
            *files += look_at(p, folder, x->d_name, &(*file)[*files]);
    }
    closedir(d);
    return rc;
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

enum err_code tui_picker_open(struct tui_picker *p, const char *folder, struct err *e)
{
    struct tui_picker_file *file = NULL;
    size_t files = 0;
    char *own = strdup(folder);
    enum err_code rc = own ? read_folder(p, folder, &file, &files, e) : err_memory(e);
    size_t *shown = rc == ERR_OK ? malloc((files + 1) * sizeof *shown) : NULL;
    if (rc == ERR_OK && !shown)
        rc = err_memory(e);
    if (rc != ERR_OK) {
        free_files(file, files);
        free(own);
        return rc;
    }
    tui_picker_free(p);
    p->file = file;
    p->files = files;
    p->folder = own;
    p->shown = shown;
    p->typed[0] = '\0';
    tui_input_init(&p->input, p->typed, sizeof p->typed);
    p->table = (struct tui_table){0};
    sort(p);
    return ERR_OK;
}

/* ---- keys ---- */

/* Whoever cannot be gone into is told of, and everything stays. */
static enum tui_picker_came go_into(struct tui_picker *p, char *path, struct err *e)
{
    if (path && tui_picker_open(p, path, e) != ERR_OK && !e->text[0])
        err_memory(e);
    free(path);
    return TUI_PICKER_TAKEN;
}

static enum tui_picker_came enter(struct tui_picker *p, struct err *e)
{
    char *path = typed_path(p);
    if (p->marked) {
        free(path);
        return TUI_PICKER_CHOSEN;
    }
    if (path) {
        struct stat st;
        if (is_folder(path))
            return go_into(p, path, e);
        bool is_there = stat(path, &st) == 0;
        if (!is_there)
            err_set_errno(e, errno, "%s", path);
        free(path);
        return is_there ? TUI_PICKER_CHOSEN : TUI_PICKER_TAKEN;
    }
    if (p->count == 0)
        return TUI_PICKER_TAKEN;
    const struct tui_picker_file *f = &p->file[p->shown[p->table.at]];
    return f->is_folder ? go_into(p, join(p->folder, f->name), e) : TUI_PICKER_CHOSEN;
}

static void mark(struct tui_picker *p)
{
    struct tui_picker_file *f = p->count ? &p->file[p->shown[p->table.at]] : NULL;
    if (!f || (f->is_folder && !p->takes_folders))
        return;
    f->is_marked = !f->is_marked;
    p->marked += f->is_marked ? 1 : (size_t)-1;
    struct tui_rows rows = tui_picker_rows(p);
    tui_table_key(&p->table, &rows, &(struct keypress){.kind = KEYPRESS_DOWN});
}

enum tui_picker_came tui_picker_key(struct tui_picker *p, const struct keypress *key, struct err *e)
{
    struct tui_rows rows = tui_picker_rows(p);
    bool is_char = key->kind == KEYPRESS_CHAR;
    if (key->kind == KEYPRESS_ESC)
        return TUI_PICKER_LEFT;
    if (key->kind == KEYPRESS_ENTER)
        return enter(p, e);
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
        return go_into(p, above(p->folder), e);
    if (tui_table_key(&p->table, &rows, key))
        return TUI_PICKER_TAKEN;
    if (!tui_input_key(&p->input, key))
        return TUI_PICKER_NOTHING;
    choose_shown(p);
    return TUI_PICKER_TAKEN;
}

/* Of a folder's path. */
static char *without_slash(char *path)
{
    size_t n = path ? strlen(path) : 0;
    if (n > 1 && path[n - 1] == '/')
        path[n - 1] = '\0';
    return path;
}

char *tui_picker_path(const struct tui_picker *p, size_t i)
{
    if (p->marked) {
        for (size_t k = 0; k < p->files; k++)
            if (p->file[k].is_marked && i-- == 0)
                return without_slash(join(p->folder, p->file[k].name));
        return NULL;
    }
    char *path = i == 0 ? typed_path(p) : NULL;
    if (path || i || p->count == 0)
        return path;
    return join(p->folder, p->file[p->shown[p->table.at]].name);
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
    canvas_text_cut(v, row, at - SIZE - KIND, KIND - 1, CANVAS_DIM, f->kind);
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
    char said[160];
    int label = text_width(_("Type to filter, or a whole path:")) + 1;
    tui_table_draw(v, &p->table, &rows, row, col, height - 1, cells, true);
    canvas_text(v, row + height - 1, col, cells, CANVAS_PLAIN,
                _("Type to filter, or a whole path:"));
    int width = cells - label;
    if (p->hidden && !p->has_all) {
        snprintf(said, sizeof said, _("%zu of other kinds hidden (Ctrl-A)"), p->hidden);
        width -= text_width(said) + 1;
        canvas_text_right(v, row + height - 1, col + cells, CANVAS_DIM, said);
    }
    tui_input_draw(v, row + height - 1, col + label, width, &p->input, p->typed[0] != '\0');
}
