/* Passphrases of the staff: from the file of --pass, or asked on the terminal without echo. Never from argv or the environment. */
#ifndef SATHACH_TOOLS_OFFICE_SECRET_H
#define SATHACH_TOOLS_OFFICE_SECRET_H

#include "tools/ctl.h"

enum { SECRET_MAX = 256, SECRET_STAFF_MIN = 14 }; /* bytes with NUL; characters a staff passphrase must have */

/* Into out (SECRET_MAX bytes, secret memory). confirm: asked twice, and at least SECRET_STAFF_MIN characters. The first line of a file counts.
 * ERR_USAGE when there is neither a file nor a terminal; ERR_POLICY too short; ERR_NO the two differ. */
enum err_code secret_ask(const struct ctl *ctl, const char *role, bool confirm, char *out, struct err *e) ERR_MUST_CHECK;

#endif
