/* From the ended journal to the answers file. */
#include "app/client/exam.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

/* What is delivered is what stands on the disk. */
static enum err_code read_back(struct exam *x, int ms, struct err *e)
{
    struct buf disk;
    buf_init(&disk, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    exam_take_acks(x); /* pushes what had no room */
    enum err_code rc = x->pushed * (size_t)JOURNAL_RECORD == x->records.len ? store_finish(x->store, ms, &disk, e)
                                                                           : err_set(e, ERR_BUSY, _("the disk has not taken everything yet"));
    if (rc == ERR_OK && (disk.len != x->records.len || memcmp(disk.data, x->records.data, disk.len) != 0))
        rc = err_set(e, ERR_IO, _("%s: does not hold what was written"), x->path);
    buf_free(&disk);
    return rc;
}

/* Same journal, sealed at another time: the sealed bytes differ, the clear header and the length do not. Whoever wrote it may have failed to make it
 * durable, so that is done again. */
static enum err_code check_standing(const struct exam *x, const char *path, struct err *e)
{
    struct buf there;
    struct answers_info old, made;
    buf_init(&there, ANSWERS_FILE_MAX);
    enum err_code rc = file_read(path, ANSWERS_FILE_MAX, &there, e);
    if (rc == ERR_OK)
        rc = answers_peek(there.data, there.len, &old, e);
    if (rc == ERR_OK)
        rc = answers_peek(x->answers.data, x->answers.len, &made, e);
    if (rc == ERR_OK && (there.len != x->answers.len || memcmp(&old, &made, sizeof old) != 0))
        rc = err_set(e, ERR_CONFLICT, _("%s: stands already and holds something else"), path);
    if (rc == ERR_OK)
        rc = file_sync(path, e);
    buf_free(&there);
    return rc;
}

static enum err_code put_file(const struct exam *x, const char *dir, const char *name, struct err *e)
{
    char *path = file_join(dir, name);
    if (!path)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    enum err_code rc = file_exists(path) ? check_standing(x, path, e) : ERR_OK;
    if (rc == ERR_CONFLICT || rc == ERR_FORMAT || rc == ERR_LIMIT) /* a name that only this journal can have: what stands there is damaged */
        rc = file_set_aside(path, NULL, NULL, e);
    if (rc == ERR_OK && !file_exists(path))
        rc = file_write(path, x->answers.data, x->answers.len, FILE_NEW, e);
    free(path);
    return rc;
}

static enum err_code seal_answers(struct exam *x, const char *name, struct err *e)
{
    if (x->answers.len == 0) {
        buf_clear(&x->answers);
        answers_build(x->session, x->ticket->paper, true, x->records.data, x->records.len / JOURNAL_RECORD, &x->answers);
    }
    return buf_check(&x->answers, name, e);
}

enum err_code exam_deliver(struct exam *x, const char *dir, int ms, uint8_t head[CRYPT_HASH], struct err *e)
{
    char name[ANSWERS_NAME];
    if (!exam_is_ended(x))
        return err_set(e, ERR_POLICY, _("The exam is still under way."));
    journal_head(x->records.data, x->records.len / JOURNAL_RECORD, head);
    answers_file_name(x->session, x->ticket->paper, head, name);
    enum err_code rc = x->is_read_back ? ERR_OK : read_back(x, ms, e);
    x->is_read_back = rc == ERR_OK;
    if (rc == ERR_OK)
        rc = seal_answers(x, name, e);
    if (rc == ERR_OK && !x->is_delivered) {
        rc = put_file(x, dir, name, e);
        x->is_delivered = rc == ERR_OK;
    }
    exam_take_acks(x);
    return rc;
}
