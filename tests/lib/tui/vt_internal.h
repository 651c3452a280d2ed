/* What the vt_*.c files share; tests include vt.h only. */
#ifndef TESTS_TUI_VT_INTERNAL_H
#define TESTS_TUI_VT_INTERNAL_H

#include "tests/lib/tui/vt.h"

#include <sys/types.h>
#include <vterm.h>

/* A growing run of bytes; a NUL is kept after the last one. */
struct vt_bytes {
    char *at;
    size_t len, room;
};

struct vt {
    VTerm *emulator;
    VTermState *state;
    VTermScreen *screen;
    char *term;     /* TERM of the child */
    int rows, cols; /* what the child is told, see vt_emulator_cols() */
    pid_t pid;
    int fd;     /* our side of the pseudo-terminal, -1 after a hangup */
    bool eof;   /* the child's side is closed */
    bool ended; /* reaped; status is valid */
    int status;
    bool cursor_visible, altscreen;
    struct vt_bytes raw;   /* everything the child sent */
    struct vt_bytes begun; /* a character whose rest has not come */
    struct vt_bytes queue; /* keys and replies the child has not taken yet */
};

/*
 * The width the emulator gets: at least 2, because libvterm follows a null pointer when a wide
 * character comes to a screen of one column.  Nothing but the first cols columns is ever shown to a
 * test.
 */
static inline int vt_emulator_cols(int cols)
{
    return cols < 2 ? 2 : cols;
}

/* Appends bytes; aborts when out of memory. */
void vt_bytes_add(struct vt_bytes *to, const char *bytes, size_t len);

/* malloc() that aborts when out of memory. */
void *vt_alloc(size_t size);

#endif
