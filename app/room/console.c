#include "app/room/console.h"

#include "app/core/session_key.h"
#include "app/room/folders.h"
#include "app/room/keys.h"
#include "app/room/lines.h"
#include "app/room/pictures.h"
#include "app/tui/term/glass.h"

#include <stdlib.h>

struct console {
    struct room room;
    struct folders folders;
    struct lines lines;
    struct glass glass;
    void (*say)(const char *line);
    struct err *e; /* why it ends by itself */
};

/* ---- the program ---- */

static void get_fds(const void *context, int *fds)
{
    folders_fds(&((const struct console *)context)->folders, fds);
}

static int timeout_ms(const void *context)
{
    return room_timeout_ms(&((const struct console *)context)->room);
}

static void ready(void *context)
{
    folders_ready(&((struct console *)context)->folders);
}

static void tick(void *context)
{
    struct console *c = context;
    folders_tick(&c->folders);
    if (room_tick(&c->room, c->e) != ERR_OK)
        c->room.quit = true;
}

static bool has_ended(const void *context)
{
    return ((const struct console *)context)->room.quit;
}

/* ---- the screen ---- */

static void draw(void *context, struct canvas *v)
{
    pictures_draw(&((struct console *)context)->room, v);
}

static void shown(void *context, const struct canvas *v)
{
    struct console *c = context;
    (void)v;
    if (c->room.has_rung)
        term_bell();
    c->room.has_rung = false;
}

static void press(void *context, const struct keypress *key)
{
    keys_press(&((struct console *)context)->room, key);
}

/* ---- line by line ---- */

static enum err_code open_lines(void *context, struct err *e)
{
    struct console *c = context;
    (void)e;
    lines_open(&c->lines, &c->room, c->say);
    return ERR_OK;
}

static void close_lines(void *context)
{
    lines_close(&((struct console *)context)->lines);
}

static bool read_lines(void *context, bool is_ready)
{
    return !is_ready || lines_read(&((struct console *)context)->lines);
}

static void show_lines(void *context)
{
    lines_show(&((struct console *)context)->lines);
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

static enum err_code run(struct console *c, struct err *e)
{
    const struct loop_program program = {.context = c,
                                         .count = ROOM_FOLDERS_MAX,
                                         .fds = get_fds,
                                         .timeout_ms = timeout_ms,
                                         .ready = ready,
                                         .tick = tick,
                                         .has_ended = has_ended};
    const struct frontend screen = glass_frontend(&c->glass);
    const struct frontend lines = {.context = c,
                                   .open = open_lines,
                                   .close = close_lines,
                                   .read = read_lines,
                                   .show = show_lines};
    struct err why = {0};
    c->e = &why;
    enum err_code rc = loop_run(&program, c->say ? &lines : &screen, e);
    if (rc == ERR_OK && why.code != ERR_OK) {
        *e = why;
        rc = why.code;
    }
    return rc;
}

enum err_code console_run(const struct console_setup *setup, struct err *e)
{
    struct console *c = calloc(1, sizeof *c);
    if (!c)
        return err_memory(e);
    c->say = setup->say;
    glass_init(&c->glass, &(struct glass_program){.context = c,
                                                  .theme = setup->theme,
                                                  .draw = draw,
                                                  .shown = shown,
                                                  .key = press,
                                                  .has_ended = has_ended});
    room_init(&c->room, &setup->room);
    enum err_code rc = unlock(c, setup, e);
    if (rc == ERR_OK && setup->order_passphrase)
        rc = room_unlock_orders(&c->room, setup->order_passphrase, e);
    if (rc == ERR_OK)
        rc = folders_start(&c->folders, &c->room, setup->drop, e);
    if (rc == ERR_OK)
        rc = run(c, e);
    folders_stop(&c->folders);
    room_free(&c->room);
    free(c);
    return rc;
}
