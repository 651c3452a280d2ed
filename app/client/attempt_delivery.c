#include "app/client/attempt_delivery.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum err_code attempt_delivery_init(struct attempt_delivery *d, const struct buf *records,
                                    const struct buf *answers, const char *path, struct err *e)
{
    buf_init(&d->records, records->len + 1);
    buf_init(&d->answers, answers->len + 1);
    buf_add(&d->records, records->data, records->len);
    buf_add(&d->answers, answers->data, answers->len);
    d->path = strdup(path);
    if (d->path && !d->records.failed && !d->answers.failed)
        return ERR_OK;
    attempt_delivery_free(d);
    return err_memory(e);
}

void attempt_delivery_free(struct attempt_delivery *d)
{
    buf_free(&d->records);
    buf_free(&d->answers);
    free(d->path);
    d->path = NULL;
}

static enum err_code read_back(struct attempt *a, const struct buf *records, struct err *e)
{
    struct buf disk;
    buf_init(&disk, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    enum err_code rc = attempt_finish(a, e);
    if (rc == ERR_OK)
        rc = attempt_read(a, &disk, e);
    if (rc == ERR_OK &&
        (disk.len != records->len || (disk.len && memcmp(disk.data, records->data, disk.len) != 0)))
        rc = err_set(e, ERR_IO, _("%s: does not hold what was written"), attempt_file(a));
    buf_free(&disk);
    return rc;
}

/* Of an earlier try, whose writing may not have been made durable. */
static enum err_code check_standing(const struct attempt_delivery *d, struct err *e)
{
    enum err_code rc = file_holds(d->path, d->answers.data, d->answers.len, e);
    return rc == ERR_OK ? file_sync(d->path, e) : rc;
}

static enum err_code put_file(const struct attempt_delivery *d, struct err *e)
{
    enum err_code rc = file_exists(d->path) ? check_standing(d, e) : ERR_OK;
    if (rc == ERR_CONFLICT) /* a name that only this journal can have, and nothing to tell a good
                               file by: it is kept under another name */
        rc = file_set_aside(d->path, NULL, NULL, e);
    if (rc == ERR_OK && !file_exists(d->path))
        rc = file_write(d->path, d->answers.data, d->answers.len, FILE_NEW, e);
    return rc;
}

enum err_code attempt_deliver(struct attempt *a, const struct attempt_delivery *d, struct err *e)
{
    enum err_code rc = read_back(a, &d->records, e);
    return rc == ERR_OK ? put_file(d, e) : rc;
}
