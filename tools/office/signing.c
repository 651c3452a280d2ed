#include "tools/office/signing.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/minisign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIGNATURE_MAX = 16 * 1024 };

enum err_code signing_write(const struct keys_secret *office, const char *folder, const char *name, const char *session, const void *data, size_t len,
                            struct err *e)
{
    char comment[512];
    snprintf(comment, sizeof comment, "file:%s\tsession:%s\thashed", name, session);
    struct buf sig;
    buf_init(&sig, SIGNATURE_MAX);
    char *path = file_join(folder, name), *sig_path = NULL;
    if (!path || asprintf(&sig_path, "%s.minisig", path) < 0) {
        free(path);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    enum err_code rc = minisign_make(office, data, len, comment, &sig, e);
    if (rc == ERR_OK && unlink(sig_path) != 0 && file_exists(sig_path))
        rc = err_set(e, ERR_IO, _("%s: cannot be replaced"), sig_path);
    if (rc == ERR_OK)
        rc = file_write(path, data, len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(sig_path, sig.data, sig.len, FILE_REPLACE, e);
    free(path);
    free(sig_path);
    buf_free(&sig);
    return rc;
}

static bool names_file(const char *comment, const char *name)
{
    size_t n = strlen(name);
    return comment && strncmp(comment, "file:", 5) == 0 && strncmp(comment + 5, name, n) == 0 && comment[5 + n] == '\t';
}

enum err_code signing_read(const struct keys_public *office, const char *path, size_t cap, struct buf *out, struct err *e)
{
    struct buf sig;
    char *comment = NULL, *sig_path = NULL;
    buf_init(&sig, SIGNATURE_MAX);
    if (asprintf(&sig_path, "%s.minisig", path) < 0)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = file_read(path, cap, out, e);
    if (rc == ERR_OK)
        rc = file_read(sig_path, SIGNATURE_MAX, &sig, e);
    if (rc == ERR_OK) {
        rc = minisign_verify(office, out->data, out->len, (const char *)sig.data, sig.len, &comment, e);
        if (rc == ERR_OK && !names_file(comment, file_base(path)))
            rc = err_set(e, ERR_AUTH, _("the signature is for another file"));
        if (rc != ERR_OK)
            rc = err_prefix(e, path);
    }
    free(comment);
    free(sig_path);
    buf_free(&sig);
    return rc;
}
