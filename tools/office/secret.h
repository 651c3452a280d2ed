/* Passphrases of the staff: from the file of --pass, or asked, on the terminal without echo or by a
 * program that has a field for it. Never from argv or the environment. */
#ifndef SATHACH_TOOLS_OFFICE_SECRET_H
#define SATHACH_TOOLS_OFFICE_SECRET_H

#include "app/core/crypt.h"
#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SECRET_MAX = 256,
    SECRET_STAFF_MIN = 14
}; /* bytes with NUL; characters a staff passphrase
                                                     must have */

enum { SECRET_FILES_MAX = 16 };
/* The files of --pass ROLE=FILE; the paths are not owned. */
struct secret_files {
    struct {
        char role[16];
        const char *path;
    } file[SECRET_FILES_MAX];
    size_t files;
    /* Who is asked for a role without a file, as secret_ask says; NULL: whoever sits at the
     * terminal. */
    enum err_code (*ask)(void *context, const char *role, bool confirm, char *out, struct err *e);
    void *context;
};
/* Takes up one ROLE=FILE (the text must outlive f); ERR_USAGE when it is none, ERR_LIMIT for one
 * too many. */
enum err_code secret_files_add(struct secret_files *f, const char *role_and_file,
                               struct err *e) ERR_MUST_CHECK;
/* The file given for a role, or NULL. */
const char *secret_files_find(const struct secret_files *f, const char *role);

/* Into out (SECRET_MAX bytes, secret memory). confirm: asked twice, and at least SECRET_STAFF_MIN
 * characters. The first line of a file counts. ERR_USAGE when there is neither a file nor a
 * terminal; ERR_POLICY too short; ERR_NO the two differ. */
enum err_code secret_ask(const struct secret_files *files, const char *role, bool confirm,
                         char *out, struct err *e) ERR_MUST_CHECK;

#endif
