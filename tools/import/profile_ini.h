/* A profile from its INI file; questionbanks/README.md explains the groups. */
#ifndef SATHACH_TOOLS_IMPORT_PROFILE_INI_H
#define SATHACH_TOOLS_IMPORT_PROFILE_INI_H

#include "app/core/profile.h"

/* ERR_FORMAT names file, group and key. */
enum err_code profile_ini_read(const char *path, struct profile *out, struct err *e) ERR_MUST_CHECK;

#endif
