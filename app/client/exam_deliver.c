/* From the ended journal to the answers file. */
#include "app/client/exam.h"

#include "app/core/file.h"
#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum err_code exam_seal(struct exam *x, char name[ANSWERS_NAME], uint8_t head[CRYPT_HASH],
                        struct err *e)
{
    const struct buf *records = &x->chain.records;
    if (!exam_is_ended(x))
        return err_set(e, ERR_POLICY, _("The exam is still under way."));
    journal_head(records->data, records->len / JOURNAL_RECORD, head);
    answers_file_name(x->session, x->ticket->paper, head, name);
    if (x->disk.answers.len == 0) {
        buf_clear(&x->disk.answers);
        answers_build(x->session, x->ticket->paper, true, x->chain.resume_key, records->data,
                      records->len / JOURNAL_RECORD, &x->disk.answers);
    }
    return buf_check(&x->disk.answers, name, e);
}

/* All records are on their way to the disk, or on it: the delivery comes behind them. */
static enum err_code ask(struct exam *x, const char *dir, const char *name, struct err *e)
{
    exam_read_acks(x); /* pushes what had no room */
    if (x->disk.pushed * (size_t)JOURNAL_RECORD != x->chain.records.len)
        return err_set(e, ERR_BUSY, _("the disk has not taken everything yet"));
    char *path = file_join(dir, name);
    enum err_code rc =
        path ? attempt_writer_deliver(x->disk.store, &x->chain.records, &x->disk.answers, path, e)
             : err_memory(e);
    free(path);
    return rc;
}

enum err_code exam_deliver(struct exam *x, const char *dir, int ms, uint8_t head[CRYPT_HASH],
                           struct err *e)
{
    char name[ANSWERS_NAME];
    enum err_code rc = exam_seal(x, name, head, e);
    if (rc != ERR_OK || x->disk.is_delivered)
        return rc;
    rc = ask(x, dir, name, e);
    if (rc == ERR_OK)
        rc = attempt_writer_delivered(x->disk.store, ms, e);
    x->disk.is_delivered = rc == ERR_OK;
    exam_read_acks(x);
    return rc;
}
