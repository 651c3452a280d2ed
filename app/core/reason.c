#include "app/core/reason.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>

struct word {
    int code;
    const char *text;
};

static const struct word ERRNOS[] = {
    {ENOENT, N_("there is no such file or folder")},
    {EACCES, N_("this user is not allowed to")},
    {EPERM, N_("this user is not allowed to")},
    {ENOSPC, N_("the disk is full")},
    {EDQUOT, N_("the space this user may fill is used up")},
    {EROFS, N_("the disk is read-only")},
    {EIO, N_("the disk reports a fault")},
    {EISDIR, N_("it is a folder, not a file")},
    {ENOTDIR, N_("a part of the path is a file, not a folder")},
    {EEXIST, N_("it is there already")},
    {ENOTEMPTY, N_("the folder is not empty")},
    {ENAMETOOLONG, N_("the name is too long")},
    {ELOOP, N_("links in the path lead in a circle")},
    {EMFILE, N_("too many files are open")},
    {ENFILE, N_("too many files are open")},
    {ENOMEM, N_("out of memory")},
    {EFBIG, N_("the file is too large for this disk")},
    {EBUSY, N_("another program uses it")},
    {ETXTBSY, N_("another program uses it")},
    {EAGAIN, N_("another program uses it")},
    {EXDEV, N_("it lies on another disk")},
    {ENODEV, N_("the stick or disk is gone")},
    {ENXIO, N_("the stick or disk is gone")},
    {ENOMEDIUM, N_("there is no medium in the drive")},
    {ESTALE, N_("the share no longer knows this file")},
    {ETIMEDOUT, N_("the share does not answer")},
    {EHOSTDOWN, N_("the share does not answer")},
    {EHOSTUNREACH, N_("the share does not answer")},
    {ECONNREFUSED, N_("the share does not answer")},
    {ECONNRESET, N_("the connection was cut")},
    {ENOTCONN, N_("the share is not connected")},
    {EPIPE, N_("the program that was to read it has ended")},
    {EINTR, N_("it was interrupted")},
    {EINVAL, N_("this file system cannot do that")},
    {EOPNOTSUPP, N_("this file system cannot do that")},
    {ENOSYS, N_("this system cannot do that")},
    {EMLINK, N_("too many links")},
    {ENOEXEC, N_("it is no program for this machine")},
};

static const struct word RESULTS[] = {
    {SQLITE_ERROR, N_("its tables are not those expected")},
    {SQLITE_PERM, N_("this user is not allowed to")},
    {SQLITE_BUSY, N_("another program uses it")},
    {SQLITE_LOCKED, N_("another program uses it")},
    {SQLITE_NOMEM, N_("out of memory")},
    {SQLITE_READONLY, N_("it may not be written to")},
    {SQLITE_INTERRUPT, N_("it was interrupted")},
    {SQLITE_IOERR, N_("the disk reports a fault")},
    {SQLITE_CORRUPT, N_("its pages contradict each other")},
    {SQLITE_NOTFOUND, N_("its tables are not those expected")},
    {SQLITE_FULL, N_("the disk is full")},
    {SQLITE_CANTOPEN, N_("it cannot be opened")},
    {SQLITE_PROTOCOL, N_("another program uses it")},
    {SQLITE_SCHEMA, N_("another program has changed its tables")},
    {SQLITE_TOOBIG, N_("a text in it is too large")},
    {SQLITE_CONSTRAINT, N_("a row in it contradicts another")},
    {SQLITE_MISMATCH, N_("its tables are not those expected")},
    {SQLITE_MISUSE, N_("its tables are not those expected")},
    {SQLITE_NOLFS, N_("the file is too large for this disk")},
    {SQLITE_AUTH, N_("this user is not allowed to")},
    {SQLITE_RANGE, N_("its tables are not those expected")},
    {SQLITE_NOTADB, N_("it is no database")},
};

static const char *find(const struct word *w, size_t n, int code)
{
    for (size_t i = 0; i < n; i++)
        if (w[i].code == code)
            return w[i].text;
    return NULL;
}

const char *reason_errno(int errnum, char out[REASON_MAX])
{
    const char *text = find(ERRNOS, sizeof ERRNOS / sizeof ERRNOS[0], errnum);
    if (text)
        snprintf(out, REASON_MAX, "%s", _(text));
    else
        snprintf(out, REASON_MAX, _("the system refused it with error %d"), errnum);
    return out;
}

const char *reason_sqlite(int rc, char out[REASON_MAX])
{
    const char *text = find(RESULTS, sizeof RESULTS / sizeof RESULTS[0], rc & 0xff);
    if (text)
        snprintf(out, REASON_MAX, "%s", _(text));
    else
        snprintf(out, REASON_MAX, _("the database refused it with error %d"), rc);
    return out;
}
