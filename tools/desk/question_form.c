#include "app/core/i18n.h"
#include "tools/desk/question_parts.h"

#include <stdio.h>
#include <string.h>

const char *const QUESTION_LETTERS[] = {"A", "B", "C", "D", NULL};

/* ---- judged ---- */

static enum tui_form_state judge_option(const struct question *q, int row, char said[TUI_FORM_SAID])
{
    for (int i = QUESTION_OPTION; i < QUESTION_ANSWER; i++)
        if (i != row && strcmp(q->text[i], q->text[row]) == 0) {
            snprintf(said, TUI_FORM_SAID, _("the same as option %s: change one of them"),
                     QUESTION_LETTERS[i - QUESTION_OPTION]);
            return TUI_FORM_WRONG;
        }
    return TUI_FORM_RIGHT;
}

static enum tui_form_state judge_pool(const struct question *q, char said[TUI_FORM_SAID])
{
    for (size_t i = 0; i < q->kept.pools.count; i++)
        if (strcmp(q->kept.pools.item[i].word, q->text[QUESTION_POOL]) == 0) {
            snprintf(said, TUI_FORM_SAID, "%s", q->kept.pools.item[i].said);
            return TUI_FORM_RIGHT;
        }
    snprintf(said, TUI_FORM_SAID, "%s", _("no pool of this bank: Enter shows the list"));
    return TUI_FORM_WRONG;
}

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    const struct question *q = context;
    bool is_empty = !q->text[row][strspn(q->text[row], " ")];
    (void)form;
    if (row == QUESTION_NOTE) { /* without it the question may stand, and the check warns */
        snprintf(said, TUI_FORM_SAID, "%s",
                 is_empty ? _("should be filled in: law, article; without it the check warns")
                          : "");
        return TUI_FORM_RIGHT;
    }
    if (is_empty) {
        snprintf(said, TUI_FORM_SAID, "%s",
                 row == QUESTION_ANSWER ? _("none chosen yet: A–D, or ← →")
                 : row == QUESTION_POOL ? _("where it belongs: Enter shows the list")
                                        : _("is needed"));
        return TUI_FORM_OPEN;
    }
    if (row == QUESTION_POOL)
        return judge_pool(q, said);
    return row >= QUESTION_OPTION && row < QUESTION_ANSWER ? judge_option(q, row, said)
                                                           : TUI_FORM_RIGHT;
}

/* ---- read ---- */

void question_name_rows(struct question *q)
{
    q->row[QUESTION_STEM].label = _("Question");
    for (int i = 0; i < BANK_OPTIONS; i++)
        q->row[QUESTION_OPTION + i].label = QUESTION_LETTERS[i];
    q->row[QUESTION_ANSWER].label = _("Answer");
    q->row[QUESTION_POOL].label = _("Pool");
    q->row[QUESTION_NOTE].label = _("Source");
}

/* False when it does not fit: the row would show another question. */
static bool fill(struct question *q, int row, const char *text)
{
    bool fits = text && strlen(text) < sizeof q->text[row];
    tui_input_free(&q->row[row].input);
    snprintf(q->text[row], sizeof q->text[row], "%s", fits ? text : "");
    tui_input_init(&q->row[row].input, q->text[row], sizeof q->text[row]);
    return fits || !text;
}

const struct bank_edit_question *question_read(const struct question *q)
{
    return question_is_rejected(q) ? &q->kept.question : &q->reply.question;
}

static void make_rows(struct question *q, bool is_broken)
{
    for (int i = 0; i < QUESTION_ROWS; i++) {
        bool is_choice = i == QUESTION_ANSWER || i == QUESTION_POOL;
        q->row[i].kind = is_choice ? TUI_FORM_CHOICE : TUI_FORM_TEXT;
        q->row[i].is_tall = !is_choice;
        q->row[i].was_left = is_broken; /* what lacks is seen at once */
    }
    q->row[QUESTION_ANSWER].choice = QUESTION_LETTERS;
    q->row[QUESTION_POOL].is_hidden = !question_is_rejected(q);
    q->form = (struct tui_form){.row = q->row, .rows = QUESTION_ROWS, .judge = judge, .context = q};
}

bool question_show_read(struct question *q)
{
    const struct bank_edit_question *x = question_read(q);
    const char *pool = q->kept.rejected ? q->kept.rejected->pool : "";
    bool fits = fill(q, QUESTION_STEM, x->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        fits &= fill(q, QUESTION_OPTION + i, x->option[i]);
    fits &= fill(q, QUESTION_ANSWER, x->answer >= 0 ? QUESTION_LETTERS[x->answer] : "");
    fits &= fill(q, QUESTION_POOL, pool);
    fits &= fill(q, QUESTION_NOTE, x->note ? x->note : "");
    make_rows(q, x->reason[0] != '\0');
    question_name_rows(q);
    tui_form_judge(&q->form);
    return fits;
}

bool question_is_changed(const struct question *q)
{
    for (int i = 0; i < QUESTION_ROWS; i++)
        if (q->row[i].input.steps)
            return true;
    return false;
}

/* The form as a question; the texts stay the form's. */
struct bank_edit_question question_as_typed(struct question *q)
{
    struct bank_edit_question x = {.stem = q->text[QUESTION_STEM],
                                   .name = question_read(q)->name,
                                   .note = q->text[QUESTION_NOTE],
                                   .answer = q->text[QUESTION_ANSWER][0] - 'A'};
    for (int i = 0; i < BANK_OPTIONS; i++)
        x.option[i] = q->text[QUESTION_OPTION + i];
    return x;
}
