#include "app/client/attempt_opening.h"

#include "app/core/file.h"

#include <stdlib.h>
#include <string.h>

enum { RECORDS_MAX = JOURNAL_EVENTS_MAX * JOURNAL_RECORD };

enum err_code attempt_wanted_init(struct attempt_wanted *w, const struct session *s,
                                  const char *dir, const struct session_ticket *t, struct err *e)
{
    *w = (struct attempt_wanted){.questions = t->questions};
    w->path = attempt_path(dir, s, t->paper);
    w->k0 = crypt_secret_new(CRYPT_KEY);
    if (!w->path || !w->k0) {
        attempt_wanted_free(w);
        return err_memory(e);
    }
    memcpy(w->k0, t->k0, CRYPT_KEY);
    journal_binding(s->hash, s->info.bank_hash, t->paper, w->binding);
    return ERR_OK;
}

void attempt_wanted_free(struct attempt_wanted *w)
{
    free(w->path);
    crypt_secret_free(w->k0);
    *w = (struct attempt_wanted){0};
}

/* The journal's state as far as its records hold; none at all is no fault. */
static enum err_code verify(const struct attempt_wanted *w, const struct buf *records,
                            struct journal_state *st, struct err *e)
{
    const struct journal_records r = {records->data, records->len / JOURNAL_RECORD, w->k0,
                                      w->binding, w->questions};
    journal_state_init(st, w->questions);
    return r.count ? journal_verify(&r, st, NULL, e) : ERR_OK;
}

/* Leaves what holds of records read from a damaged file: up to the first event that does not. */
static void cut_to_good(const struct attempt_wanted *w, struct buf *records,
                        struct journal_state *st)
{
    struct err why = {0};
    while (verify(w, records, st, &why) != ERR_OK) {
        size_t good = (size_t)st->count * JOURNAL_RECORD;
        records->len = good < records->len ? good : records->len - JOURNAL_RECORD;
    }
}

/* A damaged file is never deleted, nor written to: it gets another name, and a new one takes what
 * can be read of it. */
static enum err_code mend(const struct attempt_wanted *w, struct attempt_taken *t, struct err *e)
{
    struct journal_state st;
    char *aside = NULL;
    attempt_close(t->attempt);
    t->attempt = NULL;
    t->durable = 0;
    t->is_mended = true;
    enum err_code rc = attempt_set_aside(w->path, &aside, e);
    if (rc == ERR_OK)
        rc = attempt_open(w->path, &t->attempt, e);
    if (rc == ERR_OK) {
        buf_clear(&t->records);
        attempt_salvage(aside, &t->records);
        cut_to_good(w, &t->records, &st);
    }
    free(aside);
    return rc;
}

/* What stands on the disk: verified and taken up, or nothing yet. */
static enum err_code open_and_verify(const struct attempt_wanted *w, struct attempt_taken *t,
                                     struct err *e)
{
    struct journal_state st;
    enum err_code rc = attempt_open(w->path, &t->attempt, e);
    if (rc == ERR_FORMAT) /* a disk that stumbled once also looks like that */
        rc = attempt_open(w->path, &t->attempt, e);
    if (rc == ERR_OK)
        rc = attempt_read(t->attempt, &t->records, e);
    if (rc == ERR_FORMAT)
        return mend(w, t, e);
    if (rc != ERR_OK)
        return rc;
    t->durable = (uint32_t)(t->records.len / JOURNAL_RECORD);
    rc = verify(w, &t->records, &st, e);
    if (rc == ERR_OK || st.count == 0) /* another paper's journal is nobody's damage */
        return rc;
    return mend(w, t, e);
}

enum err_code attempt_take_up(const struct attempt_wanted *w, struct attempt_taken *out,
                              struct err *e)
{
    *out = (struct attempt_taken){0};
    buf_init(&out->records, RECORDS_MAX);
    enum err_code rc = open_and_verify(w, out, e);
    if (rc != ERR_OK) {
        attempt_taken_free(out);
        return rc;
    }
    out->is_local = attempt_is_local(out->attempt);
    if (!attempt_language_read(w->path, out->language))
        out->language[0] = '\0';
    return ERR_OK;
}

void attempt_taken_free(struct attempt_taken *t)
{
    attempt_close(t->attempt);
    buf_free(&t->records);
    *t = (struct attempt_taken){0};
}

static unsigned count_answered(const struct journal_state *st)
{
    unsigned n = 0;
    for (unsigned q = 0; q < st->questions; q++)
        n += st->choice[q] != JOURNAL_NO_CHOICE;
    return n;
}

struct attempt_sat attempt_look_into(const struct attempt_wanted *w)
{
    struct journal_state st;
    struct err ignored;
    struct buf records;
    if (!w->path || !file_exists(w->path))
        return (struct attempt_sat){0};
    buf_init(&records, RECORDS_MAX);
    if (attempt_load(w->path, &records, &ignored) == ERR_FORMAT) {
        buf_clear(&records);
        attempt_salvage(w->path, &records);
    }
    cut_to_good(w, &records, &st);
    buf_free(&records);
    return (struct attempt_sat){st.count > 0, count_answered(&st)};
}
