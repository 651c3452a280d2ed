#include "tools/office/question_words.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <string.h>

enum { WORDS_CELLS = 40 };

/* The first words of a stem, on one line; an ellipsis where there is more. */
static void cut_words(const char *stem, char out[QUESTION_WORDS])
{
    struct text_line line;
    char first[QUESTION_WORDS - 4];
    size_t lines = text_wrap(stem, WORDS_CELLS, &line, 1), len = line.len;
    if (len >= sizeof first)
        len = sizeof first - 1;
    memcpy(first, line.start, len);
    first[len] = '\0';
    text_clean(first, out, QUESTION_WORDS - 4);
    if (lines > 1)
        strcat(out, "…");
}

static enum err_code read_text(const struct office_session *s, const struct bank_entry *q,
                               struct bank_question *out, struct err *e)
{
    uint8_t key[CRYPT_KEY];
    bank_question_key(s->bank_key.master, q->qid, key);
    enum err_code rc = bank_read_question(&s->bank, q->address, key, out, e);
    crypt_wipe(key, sizeof key);
    return rc;
}

enum err_code question_words(const struct office_session *s, const struct bank_entry *q,
                             char out[QUESTION_WORDS], struct err *e)
{
    struct bank_question text;
    enum err_code rc = read_text(s, q, &text, e);
    if (rc != ERR_OK)
        return rc;
    cut_words(text.stem, out);
    bank_question_free(&text);
    return ERR_OK;
}

enum err_code question_text(const struct office_session *s, const uint8_t qid[CRYPT_HASH],
                            struct bank_question *out, struct err *e)
{
    char hex[2 * CRYPT_HASH + 1];
    for (size_t i = 0; i < s->bank_key.entries; i++)
        if (memcmp(s->bank_key.entry[i].qid, qid, CRYPT_HASH) == 0)
            return read_text(s, &s->bank_key.entry[i], out, e);
    crypt_hex(qid, CRYPT_HASH, hex);
    return err_set(e, ERR_NO, _("%s: the bank of this session has no such question"), hex);
}
