/* The session's key S while a session is open on this machine: a 0600 file on tmpfs, never on a disk, so that a restarted client and all
 * clients of one host are still unlocked. */
#ifndef SATHACH_CLIENT_ROOM_H
#define SATHACH_CLIENT_ROOM_H

#include "app/core/session.h"

/* A folder on tmpfs for this user (made when missing), malloc'd; NULL when the machine has none. */
char *room_folder(void);
/* Keeps S there; what cannot be kept is no error, only an unlock more. */
void room_keep(const char *folder, const struct session *s, const uint8_t S[CRYPT_KEY]);
/* Takes S up when it stands there and is this session's. */
bool room_take(const char *folder, const struct session *s, uint8_t S[CRYPT_KEY]);
/* Wrong log-ins in a row on a seat, kept beside S so that starting the program again does not forget them. */
void room_note_wrong(const char *folder, const struct session *s, const char *seat, int wrong);
int room_wrong(const char *folder, const struct session *s, const char *seat);
void room_forget(const char *folder, const struct session *s);
/* A journal without an end as unfinished answers into dir, unless they stand there. */
enum err_code room_write_unfinished(const struct session *s, uint32_t paper, const struct buf *records, const char *dir, struct err *e) ERR_MUST_CHECK;
/* When the session is left: journals that stand in dir without an end go out as unfinished answers into dir, and the seat's manifest with all its
 * attempts. */
enum err_code room_export_unfinished(const struct session *s, const char *dir, const char *seat, int64_t wall_ms, struct err *e) ERR_MUST_CHECK;

#endif
