/* Two connections of one host, one attempt: who holds it listens on a named pipe beside the
 * session's key, and lets go when the log-in with the right code comes from elsewhere and nobody
 * has touched a key here for a while: the connection is dead, though the system does not know it
 * yet. Pipes, as the client may open no socket (sandbox.h). Who asks makes one of its own for the
 * answer; the folder is closed to other users.
 *
 *   held-DEVICE-INODE   the holder's; an asker writes its process id, four bytes as they lie
 *   ask-PROCESS         the asker's; the holder writes "y" or "n" */
#ifndef SATHACH_CLIENT_ATTEMPT_HOLDER_H
#define SATHACH_CLIENT_ATTEMPT_HOLDER_H

#include <stdbool.h>

enum {
    HANDOVER_IDLE_MS = 15000 /* without a key: the holder lets go */,
    HANDOVER_WAIT_MS = 3000 /* for its answer */
};

struct attempt_holder {
    int fd;     /* of its pipe; -1: none */
    char *name; /* the pipe's, owned */
};

/* Begins to listen for the attempt file at path; folder as session_key_folder gives it. Its disk is
 * asked for the file, and never again. Where it cannot be, fd is -1, and a dead connection is the
 * invigilator's to end. */
struct attempt_holder attempt_holder_listen(const char *folder, const char *path);
/* Ends it. One that does not listen is fine. */
void attempt_holder_end(struct attempt_holder *h);
/* Somebody asks on its descriptor: the pipe to answer on, or -1 when it was nobody, or one who is
 * gone. Waits for nothing. */
int attempt_holder_accept(int fd, const char *folder);
/* Answers, after letting go when yes, and closes the pipe. SIGPIPE is ignored by who calls. */
void attempt_holder_answer(int connection, bool yes);
/* Asks the holder to let go; true when it has. Waits HANDOVER_WAIT_MS at most. */
bool attempt_holder_ask(const char *folder, const char *path);

#endif
