#include "tools/table/xlsxfile.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

/* All that was written to fd. */
static enum err_code read_back(int fd, struct buf *out, struct err *e)
{
    uint8_t piece[16 * 1024];
    ssize_t n;
    off_t at = 0;
    while ((n = pread(fd, piece, sizeof piece, at)) > 0) {
        buf_add(out, piece, (size_t)n);
        at += n;
    }
    return n < 0 ? err_set_errno(e, errno, "xlsx") : buf_check(out, "xlsx", e);
}

enum err_code xlsxfile_check(lxw_error rc, struct err *e)
{
    switch (rc) {
    case LXW_NO_ERROR: return ERR_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED: return err_memory(e);
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
        return err_set(e, ERR_LIMIT,
                       _("a text is longer than a cell of Excel holds (32767 characters)"));
    default:
        return err_set(e, ERR_IO, _("the workbook could not be made (error %d of libxlsxwriter)"),
                       (int)rc);
    }
}

enum err_code xlsxfile_begin(struct xlsxfile *x, struct err *e)
{
    char path[32];
    *x = (struct xlsxfile){.fd = memfd_create("xlsx", MFD_CLOEXEC)};
    if (x->fd < 0)
        return err_set_errno(e, errno, "xlsx");
    snprintf(path, sizeof path, "/proc/self/fd/%d", x->fd);
    x->book = workbook_new(path);
    if (x->book)
        return ERR_OK;
    close(x->fd);
    return err_memory(e);
}

enum err_code xlsxfile_end(struct xlsxfile *x, enum err_code rc, struct buf *out, struct err *e)
{
    lxw_error closed = workbook_close(x->book); /* frees it, whatever happened */
    if (rc == ERR_OK)
        rc = xlsxfile_check(closed, e);
    if (rc == ERR_OK)
        rc = read_back(x->fd, out, e);
    close(x->fd);
    return rc;
}
