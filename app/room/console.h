/* The room console at a terminal: reads the exchange folders every few seconds, each on a thread of
 * its own, and shows the room (room.h). It writes nothing anywhere. */
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
};

/* Runs until it is left. ERR_AUTH: the passphrases given do not open the session. */
enum err_code console_run(const struct console_setup *setup, struct err *e) ERR_MUST_CHECK;

#endif
