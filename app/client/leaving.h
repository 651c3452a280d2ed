/* The seat is left by the invigilator's leave: what it holds is written down, then copied to each
 * stick that is plugged in and to each exchange folder, and read back. Only what stands whole in
 * one of them at least lets the seat be left by Enter; without a copy it takes a word. The screen
 * waits for no disk and no stick: who does not answer is told of and waited for no longer. */
#ifndef SATHACH_CLIENT_LEAVING_H
#define SATHACH_CLIENT_LEAVING_H

#include "app/client/model.h"

/* What is typed to leave with nothing copied, in either language. */
#define LEAVING_WORD "KHONG CHEP"

/* Begins it, with the box on the screen: the open paper is closed. is_ordered: by the room's
 * console, with nobody at this seat; once a place has all, the seat is left without a key. */
void leaving_begin(struct client *c, bool is_ordered);
bool leaving_is_on(const struct client *c);
/* It writes or copies: no key is to change that. */
bool leaving_is_busy(const struct client *c);
/* There is news, or time has passed. */
void leaving_read(struct client *c);
/* Copies once more, to what is plugged in now. */
void leaving_copy_again(struct client *c);
/* The program ends, with or without a copy. */
void leaving_end(struct client *c);
/* The seat is not left; nothing when it was not to be. */
void leaving_drop(struct client *c);

/* The places that would get a copy now: "USB PHONG2, exchange folder /srv/drop"; "" for none. */
enum { LEAVING_TEXT = 512 };
void leaving_places_text(const struct client *c, char out[LEAVING_TEXT]);
/* What became of the copy, a line each place, numbered from 0: its files, by number, or why not.
 * False, and "", when there are no more. */
bool leaving_line(const struct client *c, size_t i, char out[LEAVING_TEXT]);
/* The same once the program has ended, and whether there is no copy. */
void leaving_tell(const struct client *c, void (*tell)(const char *line));

#endif
