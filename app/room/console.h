/* The room console at a terminal, on a screen or line by line: reads the exchange folders every few
 * seconds and shows the room (room.h). With the order passphrase it writes orders and the room log,
 * into its data folder and the exchange folders; without it nothing anywhere. */
#ifndef SATHACH_ROOM_CONSOLE_H
#define SATHACH_ROOM_CONSOLE_H

#include "app/room/room.h"
#include "app/tui/term/themes.h"

struct console_setup {
    struct room_setup room;
    const char *const *drop; /* exchange folders; NULL ends them, or ROOM_FOLDERS_MAX are there */
    enum term_theme theme;
    const char *const *passphrase; /* unlocks with these; NULL: with what is held, or typed */
    size_t passphrases;
    const char *order_passphrase;  /* opens the power to order; NULL: asked for when it is wanted */
    void (*say)(const char *line); /* prints a line, in the line mode; NULL: a screen */
};

/* Runs until it is left. ERR_AUTH: the passphrases given do not open the session. */
enum err_code console_run(const struct console_setup *setup, struct err *e) ERR_MUST_CHECK;

#endif
