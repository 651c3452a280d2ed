/* A profile from its INI file; questionbanks/README.md explains the groups. */
#ifndef SATHACH_TOOLS_IMPORT_PROFILE_INI_H
#define SATHACH_TOOLS_IMPORT_PROFILE_INI_H

#include "app/core/profile.h"

enum { PROFILE_INI_DAY = 11 };

/* ERR_FORMAT names file, group and key. */
enum err_code profile_ini_read(const char *path, struct profile *out, struct err *e) ERR_MUST_CHECK;
/* The same, and since when these rules hold, "2024-12-30"; "" where the file does not say. The day
 * is the office's alone: no session has it. */
enum err_code profile_ini_read_dated(const char *path, struct profile *out,
                                     char from[PROFILE_INI_DAY], struct err *e) ERR_MUST_CHECK;

#endif
