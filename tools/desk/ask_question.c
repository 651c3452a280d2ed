#include "tools/desk/ask_question.h"

#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/desk/choose.h"
#include "tools/work/fields.h"

#include <stdio.h>

enum { SAID = 768, STEM = 640 /* bytes: the text, then the pool */ };

/* A question that is no more in the edition at hand is known by its first words. */
static enum err_code add(const struct stats_reply *r, size_t i, struct work_choices *out,
                         struct err *e)
{
    const struct analysis_question *q = &r->analysis.question[i];
    const char *stem = r->text && r->text[i].stem ? r->text[i].stem : q->words;
    char id[2 * ASK_QUESTION_HEX + 1], clean[STEM], pool[POOL_TITLE_MAX],
        said[SAID + POOL_TITLE_MAX];
    crypt_hex(q->qid, ASK_QUESTION_HEX, id);
    pool_title(q->pool, NULL, pool, sizeof pool);
    snprintf(said, sizeof said, "%s · %s", text_clean(stem, clean, sizeof clean), pool);
    return fields_add_choice(out, id, said, e);
}

void ask_question_open(struct screen *s, const struct stats_reply *reply, const char *typed)
{
    struct work_choices choices = {0};
    struct err e = {0};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < reply->analysis.questions; i++)
        rc = add(reply, i, &choices, &e);
    if (rc == ERR_OK) {
        choose_find_said(s->desk, ASK_QUESTION, _("Which question?"), &choices, typed);
        return; /* they are its own now */
    }
    screen_say_error(s, &e);
    fields_free_choices(&choices);
}
