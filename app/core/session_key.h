/* The session's key S while a session is open on this machine: a 0600 file on tmpfs, never on a
 * disk, so that a restarted client and all clients of one host are still unlocked. */
#ifndef SATHACH_CORE_SESSION_KEY_H
#define SATHACH_CORE_SESSION_KEY_H

#include "app/core/session.h"

/* A folder on tmpfs for this user (made when missing), malloc'd; NULL when the machine has none:
 * "sathach" below XDG_RUNTIME_DIR or /run/user/UID, "sathach-UID" below /dev/shm or /run, the first
 * that is on tmpfs, ours and closed to others. Programs of a host that are to share an unlocked
 * session have the same XDG_RUNTIME_DIR, or none. */
char *session_key_folder(void);
/* ERR_CONFLICT when a folder of that name stands where session_key_folder would have made it, and
 * is somebody else's or open to others: it was passed over, and whoever made it should be asked. */
enum err_code session_key_check(struct err *e) ERR_MUST_CHECK;
/* Keeps S there; what cannot be kept is no error, only an unlock more. */
void session_key_keep(const char *folder, const struct session *s, const uint8_t S[CRYPT_KEY]);
/* Reads S when it stands there and is this session's. */
bool session_key_load(const char *folder, const struct session *s, uint8_t S[CRYPT_KEY]);
/* Removes it. */
void session_key_forget(const char *folder, const struct session *s);

#endif
