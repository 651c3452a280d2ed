#include "tools/office/question_words.h"

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

enum err_code question_words(const struct office_session *s, const struct bank_entry *q,
                             char out[QUESTION_WORDS], struct err *e)
{
    struct bank_question text;
    uint8_t key[CRYPT_KEY];
    bank_question_key(s->bank_key.master, q->qid, key);
    enum err_code rc = bank_read_question(&s->bank, q->address, key, &text, e);
    crypt_wipe(key, sizeof key);
    if (rc != ERR_OK)
        return rc;
    cut_words(text.stem, out);
    bank_question_free(&text);
    return ERR_OK;
}
