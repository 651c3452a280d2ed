/* Whether a folder's disk answers, tried by an errand (errand.h) and not for ever: before something
 * that must wait for it. */
#ifndef SATHACH_CORE_DISK_TRIAL_H
#define SATHACH_CORE_DISK_TRIAL_H

#include "app/core/err.h"

/* Writes a small file below dir and takes it away, within ms. ERR_BUSY, with errnum ETIMEDOUT: it
 * does not answer; else what writing says. */
enum err_code disk_trial(const char *dir, int ms, struct err *e) ERR_MUST_CHECK;

#endif
