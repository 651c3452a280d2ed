/* What the files of the question's screen share. */
#ifndef SATHACH_TOOLS_DESK_QUESTION_PARTS_H
#define SATHACH_TOOLS_DESK_QUESTION_PARTS_H

#include "app/tui/form.h"
#include "app/tui/word.h"
#include "tools/desk/question.h"
#include "tools/work/bank_edit.h"

enum {
    QUESTION_STEM,
    QUESTION_OPTION,
    QUESTION_ANSWER = QUESTION_OPTION + BANK_OPTIONS,
    QUESTION_NOTE,
    QUESTION_ROWS
};
enum { QUESTION_BANK = 40, QUESTION_PLACE = 200 };

struct question {
    struct screen screen; /* about: "BANK FILE:LINE" */
    char bank[QUESTION_BANK], place[QUESTION_PLACE], wrong[SCREEN_SAID];
    char file[DRAFTS_PATH]; /* what is written from */
    struct bank_edit_request request;
    struct bank_edit_reply reply; /* the question as it stands in the file */
    bool has_block;               /* a question stands there */
    bool is_read;                 /* and the form shows it */
    bool is_edited;               /* what the editor left in `file` is not written yet */
    bool is_dropping;             /* the word is asked for that takes it out */
    struct tui_word word;
    char sentence[512];
    struct tui_form form;
    struct tui_form_row row[QUESTION_ROWS];
    char text[QUESTION_ROWS][TUI_INPUT_MAX];
};

/* ---- question_form.c ---- */

extern const char *const QUESTION_LETTERS[]; /* of the options; ends with NULL */

/* The rows' labels in the language of now. */
void question_name_rows(struct question *q);
/* The form shows the question that was read. False: it does not fit, and must not be written from
 * the form. */
bool question_show_read(struct question *q);
/* The form as a question; the texts stay the form's. */
struct bank_edit_question question_as_typed(struct question *q);

#endif
