#include "tools/office/signing.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/minisign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SIGNATURE_MAX = 16 * 1024 };

/* The two paths and the signature of a file about to be written. */
struct pair {
    char *path, *sig_path;
    struct buf sig;
};

static void pair_free(struct pair *p)
{
    free(p->path);
    free(p->sig_path);
    buf_free(&p->sig);
}

static enum err_code pair_make(const struct keys_secret *office, const struct signing_file *f,
                               struct pair *out, struct err *e)
{
    char comment[512];
    snprintf(comment, sizeof comment, "file:%s\tsession:%s%s%s\thashed", f->name, f->session,
             f->basis[0] ? "\tbasis:" : "", f->basis);
    *out = (struct pair){.path = file_join(f->folder, f->name)};
    buf_init(&out->sig, SIGNATURE_MAX);
    if (!out->path || asprintf(&out->sig_path, "%s.minisig", out->path) < 0) {
        out->sig_path = NULL;
        return err_memory(e);
    }
    return minisign_make(office, f->data, f->len, comment, &out->sig, e);
}

enum err_code signing_write(const struct keys_secret *office, const struct signing_file *f,
                            struct err *e)
{
    struct pair p;
    enum err_code rc = pair_make(office, f, &p, e);
    if (rc == ERR_OK && unlink(p.sig_path) != 0 && file_exists(p.sig_path))
        rc = err_set(e, ERR_IO, _("%s: cannot be replaced"), p.sig_path);
    if (rc == ERR_OK)
        rc = file_write(p.path, f->data, f->len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(p.sig_path, p.sig.data, p.sig.len, FILE_REPLACE, e);
    pair_free(&p);
    return rc;
}

enum err_code signing_write_once(const struct keys_secret *office, const struct signing_file *f,
                                 struct err *e)
{
    struct pair p;
    enum err_code rc = pair_make(office, f, &p, e);
    if (rc == ERR_OK && file_exists(p.path))
        rc = err_set(e, ERR_BUSY, _("%s: stands already"), p.path);
    if (rc == ERR_OK)
        rc = file_write(p.sig_path, p.sig.data, p.sig.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(p.path, f->data, f->len, FILE_NEW, e);
    pair_free(&p);
    return rc;
}

static bool names_file(const char *comment, const char *name)
{
    size_t n = strlen(name);
    return comment && strncmp(comment, "file:", 5) == 0 && strncmp(comment + 5, name, n) == 0 &&
           comment[5 + n] == '\t';
}

enum err_code signing_read(const struct keys_public *office, const char *path, size_t cap,
                           struct buf *out, struct err *e)
{
    struct buf sig;
    char *comment = NULL, *sig_path = NULL;
    buf_init(&sig, SIGNATURE_MAX);
    if (asprintf(&sig_path, "%s.minisig", path) < 0)
        return err_memory(e);
    enum err_code rc = file_read(path, cap, out, e);
    if (rc == ERR_OK)
        rc = file_read(sig_path, SIGNATURE_MAX, &sig, e);
    if (rc == ERR_OK) {
        rc = minisign_verify(office, out->data, out->len, (const char *)sig.data, sig.len, &comment,
                             e);
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
