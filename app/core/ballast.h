/* Ballast: a file of no use that stands beside an attempt and is thrown off when the disk is full,
 * so that what the candidate does next still finds room while somebody is called. */
#ifndef SATHACH_CORE_BALLAST_H
#define SATHACH_CORE_BALLAST_H

#include "app/core/err.h"

#include <stdbool.h>

enum { BALLAST_BYTES = 256 * 1024 };

/* "X.attempt" has "X.attempt.ballast": made with all its blocks taken when it is not there. False
 * when there is no room for it either. */
bool ballast_lay(const char *attempt_path);
/* Throws it off. False when there was none. */
bool ballast_release(const char *attempt_path);

#endif
