#include "app/room/console.h"

#include "app/core/outbox.h"
#include "app/core/session_key.h"
#include "app/room/pictures.h"
#include "app/tui/loop.h"
#include "app/tui/term/term.h"

#include <stdio.h>
#include <string.h>

enum {
    ESC_WAIT_MS = 60,
    LOOK_MS = 3000,  /* shares tell of nothing by themselves: they are asked */
    HUNG_MS = 15000, /* a folder that answers nothing for so long counts as gone */
    LEAVE_MS = 500
};

struct folder {
    struct outbox *outbox;
    unsigned asked; /* number of the reading that is under way; 0: none */
    uint64_t asked_ms;
};

struct console {
    struct room room;
    struct folder folder[ROOM_FOLDERS_MAX];
    size_t folders;
    enum term_theme theme;
    struct terminal *terminal;
    struct canvas picture;
    struct err *e; /* why it ends by itself */
};

static uint64_t now_ms(const struct console *c)
{
    return clock_boot_ms(&c->room.setup.clock);
}

/* ---- the folders ---- */

static void ask(struct console *c, struct folder *f)
{
    f->asked = outbox_read_shown(f->outbox, c->room.setup.session->info.name);
    f->asked_ms = now_ms(c);
    outbox_check(f->outbox);
}

static void take(struct console *c, size_t i)
{
    struct folder *f = &c->folder[i];
    struct outbox_status status;
    struct buf file[OUTBOX_SHOWN];
    outbox_status(f->outbox, &status);
    if (f->asked && status.shown >= f->asked) {
        size_t n = outbox_take_shown(f->outbox, file);
        for (size_t k = 0; k < n; k++) {
            room_take(&c->room, file[k].data, file[k].len, status.is_fat);
            buf_free(&file[k]);
        }
        f->asked = 0;
        room_folder_is(&c->room, i, &status.missing);
    }
    outbox_status_free(&status);
}

/* Asks again in time; a folder that hangs is told as one that cannot be read. */
static void look_after(struct console *c, size_t i)
{
    struct folder *f = &c->folder[i];
    uint64_t passed = now_ms(c) - f->asked_ms;
    if (!f->asked && passed >= LOOK_MS)
        ask(c, f);
    else if (f->asked && passed >= HUNG_MS)
        room_folder_is(&c->room, i, &(struct err){.code = ERR_IO});
}

/* ---- the program ---- */

static void get_fds(const void *context, int *fds)
{
    const struct console *c = context;
    for (size_t i = 0; i < ROOM_FOLDERS_MAX; i++)
        fds[i] = i < c->folders ? outbox_fd(c->folder[i].outbox) : -1;
}

static int timeout_ms(const void *context)
{
    return room_timeout_ms(&((const struct console *)context)->room);
}

static void ready(void *context)
{
    struct console *c = context;
    for (size_t i = 0; i < c->folders; i++)
        take(c, i);
}

static void tick(void *context)
{
    struct console *c = context;
    if (c->room.S)
        for (size_t i = 0; i < c->folders; i++)
            look_after(c, i);
    if (room_tick(&c->room, c->e) != ERR_OK)
        c->room.quit = true;
}

static bool has_ended(const void *context)
{
    return ((const struct console *)context)->room.quit;
}

/* ---- the screen ---- */

static void show(void *context)
{
    struct console *c = context;
    canvas_free(&c->picture);
    if (!term_canvas(c->terminal, &c->picture))
        return;
    pictures_draw(&c->room, &c->picture);
    term_show(c->terminal, &c->picture);
    if (c->room.has_rung)
        term_bell();
    c->room.has_rung = false;
}

static bool read_keys(void *context, bool is_ready)
{
    struct console *c = context;
    struct keypress key;
    bool closed = false;
    while (!c->room.quit && term_key(c->terminal, !is_ready, &key, &closed)) {
        if (key.kind == KEYPRESS_CTRL && key.cp == 'L')
            term_resize(c->terminal);
        if (key.kind != KEYPRESS_MOUSE || key.wheel ||
            canvas_click(&c->picture, key.row, key.col, &key))
            room_key(&c->room, &key);
        is_ready = true;
    }
    return !closed;
}

static int wait_ms(const void *context)
{
    return term_waits(((const struct console *)context)->terminal) ? ESC_WAIT_MS : -1;
}

static void resize(void *context)
{
    term_resize(((struct console *)context)->terminal);
}

static enum err_code open_screen(void *context, struct err *e)
{
    struct console *c = context;
    enum err_code rc = term_open(c->theme, &c->terminal, e);
    if (rc == ERR_OK)
        term_resize(c->terminal);
    return rc;
}

static void close_screen(void *context)
{
    struct console *c = context;
    canvas_free(&c->picture);
    term_close(c->terminal);
}

/* ---- beginning, ending ---- */

/* By the passphrases given, else by S where it is held; else it is asked for on the screen. */
static enum err_code unlock(struct console *c, const struct console_setup *setup, struct err *e)
{
    if (setup->passphrases)
        return room_unlock(&c->room, setup->passphrase, setup->passphrases, e);
    uint8_t *S = setup->room.key_folder ? crypt_secret_new(CRYPT_KEY) : NULL;
    if (S && session_key_load(setup->room.key_folder, setup->room.session, S))
        return room_open(&c->room, S, e);
    crypt_secret_free(S);
    return ERR_OK;
}

static enum err_code start_folders(struct console *c, const struct console_setup *setup,
                                   struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < ROOM_FOLDERS_MAX && setup->drop[i]; i++) {
        rc = outbox_start(setup->drop[i], &c->folder[i].outbox, e);
        c->folders += rc == ERR_OK;
    }
    return rc;
}

static enum err_code run(struct console *c, struct err *e)
{
    const struct loop_program program = {.context = c,
                                         .count = ROOM_FOLDERS_MAX,
                                         .fds = get_fds,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended};
    const struct frontend screen = {.context = c,
                                    .open = open_screen,
                                    .close = close_screen,
                                    .wait_ms = wait_ms,
                                    .read = read_keys,
                                    .resize = resize,
                                    .show = show};
    struct err why = {0};
    c->e = &why;
    enum err_code rc = loop_run(&program, &screen, e);
    if (rc == ERR_OK && why.code != ERR_OK) {
        *e = why;
        rc = why.code;
    }
    return rc;
}

enum err_code console_run(const struct console_setup *setup, struct err *e)
{
    struct console c = {.theme = setup->theme};
    room_init(&c.room, &setup->room);
    enum err_code rc = unlock(&c, setup, e);
    if (rc == ERR_OK)
        rc = start_folders(&c, setup, e);
    if (rc == ERR_OK)
        rc = run(&c, e);
    for (size_t i = 0; i < c.folders; i++)
        outbox_stop(c.folder[i].outbox, LEAVE_MS);
    room_free(&c.room);
    return rc;
}
