#include "tools/work/question_look.h"

#include "app/core/i18n.h"
#include "tools/office/ruling.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"
#include "tools/work/office.h"

#include <stdio.h>

enum err_code question_look_tell(const struct grading *g, const uint8_t qid[CRYPT_HASH],
                                 char words[QUESTION_WORDS], size_t *papers,
                                 struct bank_question *text, struct err *e)
{
    enum err_code rc = ruling_tell_question(&g->opened, qid, words, papers, e);
    if (rc == ERR_OK && !g->collection.count && !caution_is_training(&g->opened.session.info))
        snprintf(words, QUESTION_WORDS, "%s", _("not shown: nothing was collected yet"));
    else if (rc == ERR_OK)
        rc = question_text(&g->opened, qid, text, e);
    return rc;
}

static enum err_code look(const struct grading *g, const char *question,
                          struct question_look_reply *r, struct err *e)
{
    uint8_t qid[CRYPT_HASH];
    enum err_code rc = ruling_find_question(&g->opened, question, qid, e);
    if (rc == ERR_OK)
        rc = question_look_tell(g, qid, r->words, &r->papers, &r->text, e);
    r->is_found = rc == ERR_OK;
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct question_look_request *q = request;
    struct office o = {.lock = -1};
    struct grading g = {0};
    enum err_code rc = office_open_log(work, OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = whole_check_results(&o.workspace, q->session, e);
    if (rc == ERR_OK && (rc = grading_open(&o.workspace, q->session, o.key, &g, e)) == ERR_OK) {
        rc = look(&g, q->question, reply, e);
        grading_close(&g);
    }
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    bank_question_free(&((struct question_look_reply *)reply)->text);
}

#define AT(member) offsetof(struct question_look_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION", .need = WORK_NEEDED, .kind = WORK_NAME, .at = AT(session)},
    {.value = "QUESTION", .need = WORK_NEEDED, .kind = WORK_WORD, .at = AT(question)},
    {0}};

const struct work_op question_look_op = {.name = "decide",
                                         .words = "SESSION QUESTION",
                                         .help = N_("Reads the text of a question."),
                                         .field = FIELDS,
                                         .request = sizeof(struct question_look_request),
                                         .reply = sizeof(struct question_look_reply),
                                         .use = WORK_OFFICE_KEY,
                                         .run = run,
                                         .forget = forget};
