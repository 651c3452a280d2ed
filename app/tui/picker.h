/* Files of a folder to choose from: newest first, filtered by what is typed; a path that is typed
 * wins over the list.
 *
 *     ▶  ngan-hang-QD163-18-02-2025.pdf              PDF        24,1 MB   29/11 09:12
 *        de-bo-sung-4.1-hang-II.docx                 Word       88 kB     28/11 16:40
 *
 * It reads names, sizes and times; what a file is, and whether it is of use, the program says. A
 * folder may hang, on a stick or a share: reading it is apart from showing it, for a thread. */
#ifndef SATHACH_TUI_PICKER_H
#define SATHACH_TUI_PICKER_H

#include "app/core/err.h"
#include "app/tui/filter.h"
#include "app/tui/input.h"
#include "app/tui/table.h"

#include <stdint.h>
#include <time.h>

enum { TUI_PICKER_KIND = 40 /* bytes */, TUI_PICKER_FILES_MAX = 100000 };

struct tui_picker_file {
    char *name; /* owned; folders end in "/" */
    uint64_t size;
    time_t changed;
    bool is_folder, is_marked;
    bool is_of_use;             /* false: shown only with all */
    char kind[TUI_PICKER_KIND]; /* msgid: "PDF"; "" for none */
};

enum tui_picker_sort { TUI_PICKER_NEWEST, TUI_PICKER_NAME, TUI_PICKER_SORTS };

/* A folder as it was read. */
struct tui_picker_folder {
    char *path;                   /* owned; absolute where the program named it so */
    struct tui_picker_file *file; /* owned */
    size_t files;
    bool is_file; /* it is no folder, and alone in `file`, by its whole path */
};

/* Says what a file is into kind, a msgid or "" for nothing; false when it is of no use here. NULL:
 * all are. */
typedef bool tui_picker_look(void *context, const char *path, char kind[TUI_PICKER_KIND]);

/* Stays where it is while open: its input points into it. */
struct tui_picker {
    char *folder;                 /* owned; NULL: none is shown yet */
    char *wanted;                 /* owned; what TUI_PICKER_GO asks for */
    struct tui_picker_file *file; /* owned */
    size_t files, hidden;         /* hidden: not of use, of those that are there */
    size_t *shown;                /* rows, owned */
    size_t count;
    size_t marked;
    enum tui_picker_sort sort;
    bool has_all;
    bool takes_folders; /* Space marks a folder, too */
    char typed[TUI_INPUT_MAX];
    struct tui_input input; /* of typed */
    struct tui_table table;
};

enum tui_picker_came {
    TUI_PICKER_NOTHING, /* no key of a picker's */
    TUI_PICKER_TAKEN,
    TUI_PICKER_CHOSEN, /* the rows are told by tui_picker_chosen */
    TUI_PICKER_GO,     /* `wanted` is to be read, and shown; a file is chosen with it */
    TUI_PICKER_LEFT    /* Esc */
};

/* Reads what stands at a path; it touches no picker. ERR_IO when it cannot be read, ERR_LIMIT for
 * more than TUI_PICKER_FILES_MAX names; nothing is to be freed then. */
enum err_code tui_picker_read(const char *path, tui_picker_look *look, void *context,
                              struct tui_picker_folder *out, struct err *e) ERR_MUST_CHECK;
void tui_picker_folder_free(struct tui_picker_folder *f);
/* Shows a folder, which is the picker's from here on, unless memory ends. What was marked and typed
 * is forgotten. */
enum err_code tui_picker_show(struct tui_picker *p, struct tui_picker_folder *f,
                              struct err *e) ERR_MUST_CHECK;
void tui_picker_free(struct tui_picker *p);
/* The files shown, as rows of p->table. */
struct tui_rows tui_picker_rows(struct tui_picker *p);
/* ↑ ↓ PgUp PgDn Home End; letters filter; Space marks the row while nothing is typed, and stays on
 * it; Enter opens a folder or chooses; Ctrl-A shows all, Ctrl-T sorts otherwise; Backspace without
 * a typed letter goes a folder up. Before something is shown no key is its. */
enum tui_picker_came tui_picker_key(struct tui_picker *p, const struct keypress *key);
/* File number i of what was chosen: those marked, else the one under the cursor. NULL behind the
 * last. */
const struct tui_picker_file *tui_picker_chosen(const struct tui_picker *p, size_t i);
/* Its path, malloc'd; NULL when memory ends. */
char *tui_picker_path(const struct tui_picker *p, const struct tui_picker_file *file);
/* What a file is, translated; "" for nothing. */
const char *tui_picker_kind(const struct tui_picker_file *file);
/* The file under the cursor; NULL for none. */
const struct tui_picker_file *tui_picker_file(const struct tui_picker *p);
/* The files, and on a row of its own what is typed and how many are hidden. */
void tui_picker_draw(struct canvas *v, struct tui_picker *p, int row, int col, int height,
                     int cells);
void tui_picker_draw_typed(struct canvas *v, struct tui_picker *p, int row, int col, int cells);

#endif
