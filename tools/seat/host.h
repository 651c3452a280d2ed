/* On the room's exam host: what sshd starts for a terminal, in place of a shell. */
#ifndef SATHACH_TOOLS_SEAT_HOST_H
#define SATHACH_TOOLS_SEAT_HOST_H

#include <stdbool.h>

enum { HOST_SEAT = 21 }; /* of a seat's name with NUL */

/* Which seat a connection is. key: the name that stands with the key in the host's list, NULL for a
 * key that several seats share; asked: what the other side wants run (SSH_ORIGINAL_COMMAND), NULL
 * for nothing; peer: SSH_CONNECTION. The key's name wins; what is asked counts only where it is a
 * name and nothing else; else the address. False when there is neither. */
bool host_seat_name(const char *key, const char *asked, const char *peer, char out[HOST_SEAT]);
/* "xterm", … when the terminal is one of a list, else "vt220". */
const char *host_terminal(const char *term);
/* argv: the key's name, or nothing. Becomes the client with a fresh environment and the settings of
 * /etc/sathach/host.conf; returns an exit code when it cannot. */
int host_start(int argc, char **argv);

#endif
