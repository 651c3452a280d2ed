/* What the files of the operation's screen share. */
#ifndef SATHACH_TOOLS_DESK_OPERATION_PARTS_H
#define SATHACH_TOOLS_DESK_OPERATION_PARTS_H

#include "app/tui/form.h"
#include "app/tui/pager.h"
#include "app/tui/word.h"
#include "tools/desk/operation.h"
#include "tools/work/fields.h"

enum operation_mode {
    OPERATION_FORM = 1,
    OPERATION_PREVIEW = 2, /* what would happen; Enter does it */
    OPERATION_WORD = 4,    /* the same, and a word is wanted */
    OPERATION_RESULT = 8,
    OPERATION_END = 16,  /* the same, done, of one that was shown at once: nobody saw its form */
    OPERATION_SHEET = 32 /* besides OPERATION_RESULT: it wants rows of the signed sheet */
};
enum { OPERATION_PAGE_MAX = 4 * 1024 * 1024 };

/* A row of the form. */
enum { OPERATION_NAMES = 256 };

struct operation_row {
    const struct work_field *field;
    char *text;                  /* TUI_INPUT_MAX bytes; owned */
    struct fields_words words;   /* of a list, split for the request */
    struct work_choices choices; /* of a choice */
    const char **choice;         /* their words, ended by NULL; owned */
    const char **title;          /* what they are; owned */
    char names[OPERATION_NAMES]; /* of a list of several files: how many, and their names */
};

struct operation {
    struct screen screen;
    const struct work_op *op;
    const char *about; /* msgid: what it is for, as it was opened; NULL: the operation's own help */
    struct operation_row *row; /* owned, FIELDS_MAX */
    struct tui_form form;      /* its rows are owned; as many */
    int rare;                  /* the first row that few want; -1 for none */
    void *request;             /* owned, op->request bytes */
    enum operation_mode mode;  /* but OPERATION_END */
    bool looks_itself;         /* whose form it is knows what may be chosen: nothing is looked at */
    bool is_shown_at_once;     /* filled in by another screen, and previewed */
    bool is_asked;             /* for another screen, to which it leads back once it is done */
    bool leads_back;           /* by itself, when there is nothing to read */
    bool is_preview;           /* what runs, or ran, is the preview */
    bool is_done;              /* it was done, whatever was found on the way */
    struct work_basis seen;    /* what the preview was made from */
    struct buf page;
    struct tui_pager pager;
    struct tui_word word;
    char sentence[256];
    char sheet[SCREEN_ABOUT];  /* whose signed sheet it was refused for; "": none */
    char signer[256];          /* of what is made, as it was opened; "": not said */
    char caution[SCREEN_SAID]; /* of the preview; "" for none */
    struct made *made; /* room for the passphrases that it tells, before there are any; owned */
};

/* ---- operation_form.c ---- */

/* Makes the rows; false: no memory. */
bool operation_make_form(struct operation *o);
void operation_free_form(struct operation *o);
/* What the word that is chosen in a row means; "" for nothing to say. */
/* Words of the form that people know by another name are shown by it. */
void operation_say_meanings(struct operation *o);
const char *operation_meaning(const struct operation *o, int row);
/* What the row under the cursor is for, of a plain word what is chosen or what it takes; "" for
 * nothing to say. */
const char *operation_hint(const struct operation *o);
/* A choice's word is the command's: people read what it is, in the form and in the list. */
bool operation_is_said(const struct work_field *f);
/* Texts of the choices in the language of now. */
void operation_refresh_form(struct operation *o);
/* Rows of files that will be written say them whole, where a folder was given. */
void operation_settle(struct operation *o);
/* The request as the form says it, the preview's flag set or not. False: a list has an open
 * quote. */
bool operation_build(struct operation *o, bool is_preview);
/* The row of an option (NULL: plain word number `nth`, from 0); -1 for none. */
int operation_find_row(const struct operation *o, const char *option, int nth);
/* Puts a text into a row; a flag is set by any. */
void operation_set_row(struct operation *o, int row, const char *text);
/* Puts what stands in a command's words into the form. */
void operation_fill(struct operation *o, char *const *word, size_t count);
/* A path chosen for the row under the cursor: behind others, where it takes several. */
void operation_take_paths(struct operation *o, const char *const *path, size_t count);

/* ---- operation_draw.c ---- */

void operation_draw_form(struct operation *o, struct canvas *v, int row, int end);

/* ---- operation_secrets.c ---- */

/* A draw tells passphrases, which are copied on a screen of their own. Room for it, before it is
 * done: once there are passphrases nothing may lack. False: it may not begin, and the screen says
 * why. */
bool operation_make_room(struct operation *o);
/* Opens that screen in this one's place. False: there are none. */
bool operation_show_secrets(struct operation *o, struct job *job);
void operation_free_room(struct operation *o);

/* ---- operation_page.c ---- */

/* True when the work was done or looked through, whatever it found. */
bool operation_came_through(const struct job *job);
/* What is due once it is done, where the desk has a screen for it; "" for nothing. */
const char *operation_next(const struct operation *o);
/* Nothing was said of it that should be read. */
bool operation_is_silent(const struct job *job);
/* Writes what work came to. */
void operation_write_result(struct operation *o, struct job *job);
/* Writes what would be done, for one without a preview of its own. */
void operation_write_plan(struct operation *o);

#endif
