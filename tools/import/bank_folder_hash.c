/* What makes a bank, as one hash. */
#include "tools/import/bank_folder.h"

enum { HASHED_MAX = 256 * 1024 * 1024 };

static void add_question(const struct bank_source_question *q, struct buf *all)
{
    uint8_t id[CRYPT_HASH];
    bank_question_id(&q->text, id);
    buf_add(all, id, sizeof id);
    buf_printf(all, "%u %d %s%c", q->answer, q->options_refer, q->note ? q->note : "", '\0');
}

enum err_code bank_folder_hash(const struct bank_folder *b, uint8_t out[CRYPT_HASH], struct err *e)
{
    const struct bank_source *s = &b->source;
    struct buf all;
    buf_init(&all, HASHED_MAX);
    buf_add(&all, b->ini.data, b->ini.len);
    buf_printf(&all, "%c%zu %zu", '\0', s->questions, b->rejected);
    for (size_t i = 0; i < s->questions; i++)
        add_question(&s->question[i], &all);
    for (size_t i = 0; i < s->pools; i++) {
        buf_printf(&all, "%s %zu", s->pool[i].name, s->pool[i].count);
        buf_add(&all, s->pool[i].question, s->pool[i].count * sizeof *s->pool[i].question);
    }
    enum err_code rc = buf_check(&all, b->folder ? b->folder : "bank.ini", e);
    if (rc == ERR_OK)
        crypt_hash_file(all.data, all.len, out);
    buf_free(&all);
    return rc;
}
