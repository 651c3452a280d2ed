/* Attempts without an end, as files for the office: what a seat holds when its session is left, or
 * when an exam goes on elsewhere. */
#ifndef SATHACH_CLIENT_UNFINISHED_EXPORT_H
#define SATHACH_CLIENT_UNFINISHED_EXPORT_H

#include "app/core/manifest.h"

/* A journal without an end as unfinished answers into dir, unless they stand there. */
enum err_code unfinished_export_write(const struct session *s, uint32_t paper,
                                      const struct buf *records, const char *dir,
                                      struct err *e) ERR_MUST_CHECK;
/* All journals that stand in dir without an end as unfinished answers into dir; m, which is
 * empty but for what the caller wants in it, gets an entry for each attempt, ended or not. One that
 * another client of this host has open is left to that client. */
enum err_code unfinished_export(const struct session *s, const char *dir, struct manifest *m,
                                struct err *e) ERR_MUST_CHECK;

#endif
