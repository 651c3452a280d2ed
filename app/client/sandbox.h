/* What the client gives up once it has read its files and before its first thread starts: a fault
 * in it, or a file that takes it over, then starts no program, opens no connection, looks into no
 * other process and reads and writes nothing but what an exam needs. Three means of the kernel, in
 * this order: no new privileges, Landlock (folders and files), seccomp (system calls). The rules
 * hold for the whole of the program's life and for every thread begun afterwards.
 *
 * Whatever must run another program (speech, a supervisor) is started before: inside, fork and
 * execve kill the program.
 *
 * Read: the texts, locales, time zones and terminal descriptions of the system, the passphrases'
 * file, /proc of this process, the boot's id. Read, written, made and removed: the key folder, all
 * below /media, /run/media, /mnt, where sticks come and go, and the data and exchange folders with
 * the folder around each: they may be moved away and made again, or have something mounted over
 * them, and a rule stands on what is there now. Where the folder around is the topmost one the
 * folder alone is open. Devices: /dev/tty, /dev/null, /dev/urandom. No link, socket or device is
 * made anywhere; pipes in the key folder alone. */
#ifndef SATHACH_CLIENT_SANDBOX_H
#define SATHACH_CLIENT_SANDBOX_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

struct sandbox_paths {
    const char *data;            /* attempts and answers; NULL: none, as for each that follows */
    const char *key_folder;      /* of the session's key */
    const char *const *exchange; /* exchange folders, `exchanges` of them; NULL among them: no
                                    more */
    size_t exchanges;
    const char *texts;       /* where gettext finds its catalogues */
    const char *passphrases; /* the file of --pass */
};

/* What is in force. */
struct sandbox_state {
    int landlock;    /* the version of the kernel's Landlock that is used; 0: none */
    bool is_seccomp; /* system calls are filtered */
    const char *top; /* of the paths: a folder in the topmost one that is missing or a mount, so
                        that Landlock would have to leave everything open; NULL when none is. Then
                        Landlock is left out */
};

/* Locks the program in as far as the kernel has the means; out tells how far that is. A share or
 * FUSE folder is told by the table of mounts and not touched: one that hangs holds up nobody. A
 * program built with sanitizers is not locked in: they start processes. What could be half done is
 * not undone: the state then says that it is missing. */
void sandbox_enter(const struct sandbox_paths *p, struct sandbox_state *out);
/* Both means are in force. */
bool sandbox_is_whole(const struct sandbox_state *s);
/* "Landlock 2, seccomp", what is missing by name; translated. size 200 is enough but for a long
 * path, which is cut. */
void sandbox_words(const struct sandbox_state *s, char *out, size_t size);

#endif
