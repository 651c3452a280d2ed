/* The language that the candidate of an attempt reads the screen in: "X.attempt.lang" beside the
 * attempt, so that it comes back after a power cut. Evidence of nothing; without it the seat's own
 * language is shown. */
#ifndef SATHACH_CORE_ATTEMPT_LANGUAGE_H
#define SATHACH_CORE_ATTEMPT_LANGUAGE_H

#include <stdbool.h>

enum { ATTEMPT_LANGUAGE = 3 /* "vi" or "en", and NUL */ };

/* False when there is none, or something else stands there. */
bool attempt_language_read(const char *attempt_path, char out[ATTEMPT_LANGUAGE]);
/* False when the disk does not take it, which loses nothing that counts. */
bool attempt_language_write(const char *attempt_path, const char language[ATTEMPT_LANGUAGE]);
/* Takes it away; none is no error. */
void attempt_language_remove(const char *attempt_path);

#endif
