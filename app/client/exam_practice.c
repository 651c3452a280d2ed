/* A paper for trying the keys on. */
#include "app/client/exam_internal.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

enum {
    QUESTIONS = 3,
    MINUTES = 600,    /* no time is shown; the journal wants some */
    AS_WRITTEN = 0xE4 /* order of the options: 0, 1, 2, 3 */
};

/* By keys, and by the words of the line mode. */
static const char *const TEXTS[2][QUESTIONS][1 + BANK_OPTIONS] = {
    {{N_("Choose an answer with A, B, C or D; then choose another. Which of them counts?"),
      N_("The last one"), N_("The first one"), N_("Both"), N_("None")},
     {N_("Mark this question (M), and cross an option out (↓ to it, then X). What does that "
         "change in the grading?"),
      N_("Nothing: it is for you alone"), N_("A marked question is not graded"),
      N_("A point is taken off"), N_("An option crossed out counts as an answer")},
     {N_("Look at all questions (G), go to one by its number, then hand in (S). What hands a paper "
         "in?"),
      N_("The letter S alone"), N_("The word NOP, then Enter"), N_("The key Esc"),
      N_("Leaving the seat")}},
    {{N_("Choose an answer with a, b, c or d; then choose another. Which of them counts?"),
      N_("The last one"), N_("The first one"), N_("Both"), N_("None")},
     {N_("Mark this question with m, and cross an option out: x b crosses out B. What does that "
         "change in the grading?"),
      N_("Nothing: it is for you alone"), N_("A marked question is not graded"),
      N_("A point is taken off"), N_("An option crossed out counts as an answer")},
     {N_("Go to the overview with g, to a question by its number, then to the hand-in with s. What "
         "hands a paper in?"),
      N_("The letter s alone"), N_("The word NOP, then Enter"), N_("The word esc"),
      N_("Leaving the seat")}}};

static const struct profile_variant VARIANT = {
    .minutes = MINUTES,
    .parts = 1,
    .part = {{.id = "practice", .title_vi = "Làm thử", .title_en = "Practice"}}};

void exam_translate_practice(struct exam *x, bool is_linear)
{
    for (unsigned q = 0; q < QUESTIONS; q++) {
        struct bank_question *text = &x->question[q].text;
        bank_question_free(text);
        text->stem = strdup(_(TEXTS[is_linear][q][0]));
        for (unsigned o = 0; o < BANK_OPTIONS; o++)
            text->option[o] = strdup(_(TEXTS[is_linear][q][1 + o]));
    }
}

enum err_code exam_open_practice(const struct exam *of, bool is_linear, struct exam **out,
                                 struct err *e)
{
    struct exam *x = *out = calloc(1, sizeof *x);
    if (!x)
        return err_memory(e);
    buf_init(&x->chain.records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    buf_init(&x->disk.answers, ANSWERS_FILE_MAX);
    x->session = of->session;
    x->about = of->about;
    x->candidate = of->candidate;
    x->variant = &VARIANT;
    x->time.clock = of->time.clock;
    x->ticket = crypt_secret_new(sizeof *x->ticket);
    x->chain.key = crypt_secret_new(CRYPT_KEY);
    x->question = calloc(QUESTIONS, sizeof *x->question);
    if (!x->ticket || !x->chain.key || !x->question) {
        free(x->question);
        x->question = NULL;
        exam_close(x);
        *out = NULL;
        return err_memory(e);
    }
    *x->ticket = (struct session_ticket){
        .questions = QUESTIONS, .parts = 1, .part_questions = {QUESTIONS}, .minutes = MINUTES};
    for (unsigned q = 0; q < QUESTIONS; q++)
        x->question[q].order = AS_WRITTEN;
    exam_translate_practice(x, is_linear);
    journal_state_init(&x->journal, QUESTIONS);
    x->disk.durable = UINT32_MAX; /* nothing is on its way to a disk */
    exam_start(x);
    return ERR_OK;
}
