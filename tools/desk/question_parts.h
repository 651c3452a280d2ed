/* What the files of the question's screen share. */
#ifndef SATHACH_TOOLS_DESK_QUESTION_PARTS_H
#define SATHACH_TOOLS_DESK_QUESTION_PARTS_H

#include "app/tui/form.h"
#include "tools/desk/question.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_repair.h"

enum {
    QUESTION_STEM,
    QUESTION_OPTION,
    QUESTION_ANSWER = QUESTION_OPTION + BANK_OPTIONS,
    QUESTION_POOL, /* of a rejected one */
    QUESTION_NOTE,
    QUESTION_ROWS
};
enum { QUESTION_BANK = 40, QUESTION_PLACE = 200, QUESTION_NUMBER = 16 };

/* What the screen is at; bits, the places of its actions. */
enum question_mode {
    QUESTION_FORM = 1,
    QUESTION_DROP = 2,    /* why it is taken out */
    QUESTION_WHY = 4,     /* why a rejected one is set aside */
    QUESTION_REJECTED = 8 /* the form of a rejected one */
};

struct question {
    struct screen screen; /* about: the bank and the question itself */
    char bank[QUESTION_BANK], place[QUESTION_PLACE], wrong[SCREEN_SAID];
    char number[QUESTION_NUMBER]; /* of a rejected one; "": it stands in a file, at `place` */
    char file[DRAFTS_PATH];       /* what is written from */
    struct bank_edit_request request;
    struct bank_edit_reply reply; /* the question as it stands in the file */
    struct bank_repair_request mending;
    struct bank_repair_reply kept; /* the rejected one as it was read, and where it may go */
    bool has_block;                /* the question is there */
    bool is_read;                  /* and the form shows it */
    bool is_edited;                /* what the editor left in `file` is not written yet */
    enum question_mode mode;
    char sentence[512];
    struct tui_input why;
    char why_text[REJECTED_WHY_MAX];
    struct tui_form form;
    struct tui_form_row row[QUESTION_ROWS];
    char text[QUESTION_ROWS][TUI_INPUT_MAX];
};

/* A question as it is read. */
struct question_look {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    char bank[QUESTION_BANK], place[QUESTION_PLACE], number[QUESTION_NUMBER];
    char wrong[SCREEN_SAID];      /* what was found there */
    char *stem;                   /* what must stand there; owned; NULL: whatever does */
    bool asks;                    /* to take it out, or to set it aside */
    struct bank_edit_reply reply; /* of one in a file */
    struct bank_repair_reply kept;
    enum err_code rc;
    struct err err;
};

/* ---- question_look.c ---- */

/* number: of a rejected one, else "". NULL: no memory. */
struct question_look *question_make_look(const char *bank, const char *place, const char *number);
/* Begins it; t is not the caller's any more. NULL: there was no memory, and the screen says so. */
void question_begin_look(struct screen *asker, struct question_look *t,
                         void (*came)(struct screen *asker, struct looks_task *task));
void question_free_look(struct looks_task *task);

/* ---- question_form.c ---- */

extern const char *const QUESTION_LETTERS[]; /* of the options; ends with NULL */

/* The rows' labels in the language of now. */
void question_name_rows(struct question *q);
/* The question as it was read, whole or not. */
const struct bank_edit_question *question_read(const struct question *q);
/* The form shows the question that was read. False: it does not fit, and must not be written from
 * the form. */
bool question_show_read(struct question *q);
/* The form as a question; the texts stay the form's. */
struct bank_edit_question question_as_typed(struct question *q);
/* Something was typed since it was read. */
bool question_is_changed(const struct question *q);

/* ---- question_draw.c ---- */

void question_head(struct screen *s, struct screen_head *out);
void question_draw(struct screen *s, struct canvas *v, int row, int end);
void question_tell(struct screen *s, struct buf *out);

/* ---- question_rejected.c ---- */

bool question_is_rejected(const struct question *q);
/* Begins the work that writes `file` into the bank. */
void question_send_rejected(struct question *q);
/* Asks why it is set aside; one that is, is opened again. */
void question_ask_why(struct question *q);
/* The sentence that asks, in the language of now. */
void question_name_why(struct question *q);
void question_why_key(struct question *q, const struct keypress *key);
/* The field for a reason, empty; a key of it, true once it ends with one. */
void question_begin_why(struct question *q);
bool question_type_why(struct question *q, const struct keypress *key);
/* The work came to its end. */
void question_end_rejected(struct question *q, const struct job *job);
/* The list of pools is opened over the form. */
void question_choose_pool(struct question *q);
/* What was read besides the form's rows, a paragraph each; "" for nothing. */
void question_tell_besides(const struct question *q, struct buf *out);
/* Where one that is in the bank came from, and what was left out of it; "" where it is not said. */
void question_tell_origin(const struct question *q, struct buf *out);
void question_line_rejected(struct question *q, struct buf *out);

#endif
