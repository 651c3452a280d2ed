#include "tools/cmd/bank_questions.h"

#include "app/core/text.h"
#include "tools/work/banking.h"

#include <stdio.h>
#include <stdlib.h>

static void id_of(const struct bank_source_question *q, char hex[2 * CRYPT_HASH + 1])
{
    uint8_t id[CRYPT_HASH];
    bank_question_id(&q->text, id);
    crypt_hex(id, CRYPT_HASH, hex);
}

void bank_questions_print(const struct bank_source *s)
{
    uint32_t *order = banking_by_pool(s);
    for (size_t i = 0; order && i < s->questions; i++) {
        const struct bank_source_question *q = &s->question[order[i]];
        char hex[2 * CRYPT_HASH + 1], clean[1024];
        id_of(q, hex);
        text_clean(q->text.stem, clean, sizeof clean);
        for (char *at = clean; *at; at++)
            if (*at == '\n')
                *at = ' ';
        printf("%.12s  %c  %s\n", hex, 'A' + q->answer, clean);
    }
    free(order);
}

static bool holds(const struct bank_source_pool *p, size_t question)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->question[i] == question)
            return true;
    return false;
}

static void json_pools_of(const struct bank_source *s, size_t question, struct json *j)
{
    json_key(j, "pools");
    json_open_array(j);
    for (size_t p = 0; p < s->pools; p++)
        if (holds(&s->pool[p], question))
            json_text(j, s->pool[p].name);
    json_close(j);
}

void bank_questions_json(const struct bank_source *s, struct json *j)
{
    json_open_array(j);
    for (size_t i = 0; i < s->questions; i++) {
        const struct bank_source_question *q = &s->question[i];
        char hex[2 * CRYPT_HASH + 1];
        id_of(q, hex);
        json_open_object(j);
        json_pair(j, "id", hex);
        json_pair(j, "answer", (const char[2]){(char)('A' + q->answer), '\0'});
        json_pair(j, "stem", q->text.stem);
        json_key(j, "options");
        json_open_array(j);
        for (unsigned o = 0; o < BANK_OPTIONS; o++)
            json_text(j, q->text.option[o]);
        json_close(j);
        json_pair(j, "note", q->note ? q->note : "");
        json_pools_of(s, i, j);
        json_close(j);
    }
    json_close(j);
}
