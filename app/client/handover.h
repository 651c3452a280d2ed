/* Two connections of one host, one attempt: who holds it listens on a socket beside the session's key, and lets go when the log-in with the right code
 * comes from elsewhere and nobody has touched a key here for a while: the connection is dead, though the system does not know it yet. */
#ifndef SATHACH_CLIENT_HANDOVER_H
#define SATHACH_CLIENT_HANDOVER_H

#include <stdbool.h>

enum { HANDOVER_IDLE_MS = 15000 /* without a key: the holder lets go */, HANDOVER_WAIT_MS = 3000 /* for its answer */ };

/* Begins to listen for the attempt file at path; folder as room_folder gives it. The descriptor, or -1 where that cannot be: then a dead connection
 * is the invigilator's to end. */
int handover_listen(const char *folder, const char *path);
/* Ends it. -1 is fine. */
void handover_end(int fd, const char *folder, const char *path);
/* Somebody asks: the connection to answer on, or -1 when it was nobody. */
int handover_accept(int fd);
/* Answers, after letting go when yes, and closes the connection. */
void handover_answer(int connection, bool yes);
/* Asks the holder to let go; true when it has. Waits HANDOVER_WAIT_MS at most. */
bool handover_ask(const char *folder, const char *path);

#endif
