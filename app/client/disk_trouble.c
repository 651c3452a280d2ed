#include "app/client/disk_trouble.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <stdio.h>

enum { SLOW_MS = 5000 };

enum disk_cause disk_trouble_cause(const struct err *e)
{
    if (e->code == ERR_OK)
        return DISK_FINE;
    switch (e->errnum) {
    case ENOSPC:
    case EDQUOT: return DISK_FULL;
    case EROFS: return DISK_READ_ONLY;
    case EIO: return DISK_FAULT;
    case ENOENT:
    case ENODEV:
    case ENXIO:
    case ENOTDIR:
    case ESTALE:
    case ENOTCONN: return DISK_GONE;
    case ETIMEDOUT: return DISK_SLOW;
    default: return DISK_OTHER;
    }
}

enum disk_cause disk_trouble_of(const struct exam *x)
{
    if (x->disk.trouble.code != ERR_OK)
        return disk_trouble_cause(&x->disk.trouble);
    bool is_slow =
        x->disk.behind_ms && clock_boot_ms(&x->time.clock) - x->disk.behind_ms >= SLOW_MS;
    return is_slow ? DISK_SLOW : DISK_FINE;
}

const char *disk_trouble_clause(enum disk_cause cause)
{
    switch (cause) {
    case DISK_FINE: return "";
    case DISK_FULL: return _("the disk is full");
    case DISK_READ_ONLY: return _("the disk is read-only");
    case DISK_FAULT: return _("the disk reports a fault");
    case DISK_GONE: return _("the data folder is gone");
    case DISK_SLOW: return _("the disk does not answer");
    case DISK_OTHER: break;
    }
    return _("the disk refuses");
}

const char *disk_trouble_why(const struct err *e)
{
    switch (e->code) {
    case ERR_IO: return disk_trouble_clause(disk_trouble_cause(e));
    case ERR_BUSY:
        return e->errnum == ETIMEDOUT ? disk_trouble_clause(DISK_SLOW)
                                      : _("another program holds it");
    case ERR_LIMIT: return _("the computer's memory or a limit does not suffice");
    case ERR_FORMAT:
    case ERR_AUTH:
    case ERR_KEY: return _("a file on it is damaged");
    default: return _("a rule forbids it");
    }
}

bool disk_trouble_banner(const struct exam *x, char *out, size_t room)
{
    enum disk_cause cause = disk_trouble_of(x);
    out[0] = '\0';
    if (cause != DISK_FINE)
        snprintf(out, room, _("! NOT SAVED: %s. Call the invigilator; kept in memory."),
                 disk_trouble_clause(cause));
    return cause != DISK_FINE;
}

/* How many records of the journal are not to be lost: up to the last answer, or all with the end.
 * Looks and ticks behind the last answer are nobody's loss. */
static uint32_t needed(const struct exam *x)
{
    uint32_t n = exam_is_started(x);
    if (exam_is_ended(x))
        return x->journal.count;
    for (unsigned q = 0; q < x->journal.questions; q++)
        n = x->disk.last_seq[q] > n ? x->disk.last_seq[q] : n;
    return n;
}

bool disk_trouble_is_in_memory_alone(const struct exam *x)
{
    uint32_t n = needed(x);
    bool is_on_disk = x->disk.durable >= n && (!exam_is_ended(x) || x->disk.is_delivered);
    return !is_on_disk && x->checkpoint.copied < n && x->checkpoint.on_stick < n;
}
