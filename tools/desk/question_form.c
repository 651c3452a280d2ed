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

static enum tui_form_state judge(void *context, const struct tui_form *form, int row,
                                 char said[TUI_FORM_SAID])
{
    const struct question *q = context;
    bool is_empty = !q->text[row][strspn(q->text[row], " ")];
    (void)form;
    if (row == QUESTION_NOTE)
        return TUI_FORM_RIGHT;
    if (is_empty) {
        snprintf(said, TUI_FORM_SAID, "%s",
                 row == QUESTION_ANSWER ? _("which one is right: ← →") : _("is needed"));
        return TUI_FORM_OPEN;
    }
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
    q->row[QUESTION_NOTE].label = _("Source");
}

/* False when it does not fit: the row would show another question. */
static bool fill(struct question *q, int row, const char *text)
{
    bool fits = text && strlen(text) < sizeof q->text[row] && !strchr(text, '\n');
    tui_input_free(&q->row[row].input);
    snprintf(q->text[row], sizeof q->text[row], "%s", fits ? text : "");
    tui_input_init(&q->row[row].input, q->text[row], sizeof q->text[row]);
    return fits || !text;
}

bool question_show_read(struct question *q)
{
    const struct bank_edit_question *x = &q->reply.question;
    bool fits = fill(q, QUESTION_STEM, x->stem);
    for (int i = 0; i < BANK_OPTIONS; i++)
        fits &= fill(q, QUESTION_OPTION + i, x->option[i]);
    fits &= fill(q, QUESTION_ANSWER, x->answer >= 0 ? QUESTION_LETTERS[x->answer] : "");
    fits &= fill(q, QUESTION_NOTE, x->note ? x->note : "");
    q->row[QUESTION_ANSWER].kind = TUI_FORM_CHOICE;
    q->row[QUESTION_ANSWER].choice = QUESTION_LETTERS;
    q->form = (struct tui_form){.row = q->row, .rows = QUESTION_ROWS, .judge = judge, .context = q};
    question_name_rows(q);
    tui_form_judge(&q->form);
    for (int i = 0; i < QUESTION_ROWS; i++)
        q->row[i].was_left = x->reason[0] != '\0'; /* what lacks is seen at once */
    return fits;
}

/* The form as a question; the texts stay the form's. */
struct bank_edit_question question_as_typed(struct question *q)
{
    struct bank_edit_question x = {.stem = q->text[QUESTION_STEM],
                                   .name = q->reply.question.name,
                                   .note = q->text[QUESTION_NOTE],
                                   .answer = q->text[QUESTION_ANSWER][0] - 'A'};
    for (int i = 0; i < BANK_OPTIONS; i++)
        x.option[i] = q->text[QUESTION_OPTION + i];
    return x;
}
