/* A screen of the desk: an object on a stack. The desk draws the frame (head, message, command,
 * foot), finds the action of a key and calls the screen; the screen draws its body and acts.
 *
 *      Sở Xây dựng tỉnh Gia Lai · Bộ câu hỏi                                    4 bộ   head
 *     ────────────────────────────────────────────────────────────────────────────────
 *     ▶! mau          120 câu, chưa niêm phong                                20/11   body (draw)
 *      …
 *       Đã ghi banks/mau.                                                             message
 *      Lệnh: sathachctl bank check mau                                               command (line)
 *     ────────────────────────────────────────────────────────────────────────────────
 *      Enter mở  R đọc lại  Esc về  H trợ giúp  L English                             actions
 *
 * To add a screen:
 *   1. tools/desk/NAME.h: its page, and `void NAME_open(struct desk *d, …)`.
 *   2. tools/desk/NAME.c: a struct whose first member is `struct screen screen`, its table of
 *      actions (actions.h), its `const struct screen_ops NAME_screen`, and NAME_open, which makes
 *      it with screen_new and puts it onto the stack with stack_open (stack.h).
 *   3. what the line mode needs is `tell`, and `focus` where there is a list, a form or a field.
 *   4. a row in tools/desk/screens.c, so that the tests and the help know it.
 *   5. where it opens: a part of the first screen has a row in tools/desk/parts.h.
 *   6. tests/unit/test_desk_NAME.c over tests/lib/desk_rig.h; its pictures in tests/tui/.
 *
 * A screen calls no operation itself: stack_run does it in the work thread, and `done` gets what
 * came of it. It opens another screen with that one's open, goes back with stack_leave, and is told
 * by `chosen` what a screen above it chose. It keeps pointers to no other screen. */
#ifndef SATHACH_TOOLS_DESK_SCREEN_H
#define SATHACH_TOOLS_DESK_SCREEN_H

#include "app/core/buf.h"
#include "app/tui/form.h"
#include "app/tui/pager.h"
#include "app/tui/table.h"
#include "app/tui/word.h"
#include "tools/desk/actions.h"
#include "tools/desk/job.h"
#include "tools/desk/looks.h"

enum {
    SCREEN_HEAD = 256,
    SCREEN_SAID = 512,
    SCREEN_TWO_ROWS = 120,
    SCREEN_PATH = 60,
    SCREEN_ABOUT = 256,
    SCREEN_LOOKS = 4, /* operations that one screen looks by */
    SCREEN_LINE_MAX = 16 * 1024
};

/* Of a screen with `esc`: what was typed becomes its draft. */
#define SCREEN_ESC_KEEPS N_("keep, go back")

struct desk;
struct screen;

/* What stands in the head line. */
struct screen_head {
    char title[SCREEN_HEAD], right[SCREEN_HEAD];
    enum canvas_role right_role;
};

/* The part of a screen that keys go to: for the line mode, whose cursor nobody sees, and for what
 * all lists have in common (filtering.h). What there is none of stays zero. */
struct screen_focus {
    struct tui_table *table; /* a number goes to its row */
    struct tui_rows rows;    /* of the table */
    bool has_filter;         /* `/` filters the table though letters are text */
    const char *elsewhere;   /* said where the filter leaves no row of the table; NULL: nothing */
    struct tui_form *form;   /* a line is the text of its row */
    struct tui_pager *pager; /* a long text that is read: `/` looks for words in it */
    const char *typed;       /* what stands in the field, which a line replaces */
    const char *asks;        /* what that field asks for, translated */
};

/* All but name, actions, head, draw and free may be NULL. */
struct screen_ops {
    const char *name;                  /* "findings": for tests */
    const struct tui_actions *actions; /* its own; their places are its modes */
    const char *marks; /* msgid: what the marks before its rows mean, for the help; NULL: none */
    bool keeps_draft;  /* left by Esc it is put aside, and comes back when it is opened again about
                         the same thing */
    /* Comes to the top: first, and again when what lay above it was left. Reads what may have
     * changed. */
    void (*enter)(struct screen *s);
    /* The mode it is in, mostly one bit; NULL: 1. */
    uint64_t (*mode)(const struct screen *s);
    /* Letters are text now. */
    bool (*takes_text)(const struct screen *s);
    /* An action of its own table. */
    void (*act)(struct screen *s, int action, unsigned arg);
    /* A key that is no action: arrows, text. False: it does nothing. NULL: it goes to the table
     * with the focus. */
    bool (*key)(struct screen *s, const struct keypress *key);
    void (*focus)(struct screen *s, struct screen_focus *out);
    /* Esc; true: it went a step back within itself. NULL or false: it is left. */
    bool (*back)(struct screen *s);
    /* msgid of what Esc does now, where it is more than going back: the foot says it. NULL, or
     * returned: it goes back. */
    const char *(*esc)(const struct screen *s);
    /* False: the desk is not ended now, and the screen has said why. NULL: it may be. */
    bool (*may_end)(struct screen *s);
    /* Something was typed that stands nowhere else: who ends the desk is told first. */
    bool (*is_unwritten)(const struct screen *s);
    void (*head)(struct screen *s, struct screen_head *out);
    /* The body, from row to before end; col 0 to v->cols. */
    void (*draw)(struct screen *s, struct canvas *v, int row, int end);
    /* The same while its work is under way; NULL: meter and what was told last. */
    void (*draw_work)(struct screen *s, struct canvas *v, int row, int end);
    /* The command that does the same. */
    void (*line)(struct screen *s, struct buf *out);
    /* The body as lines, for the line mode: what the part with the focus holds and what is said of
     * it, a row as "title: value"; rows, or those of a form (screen_tell_form), begin with their
     * number: "1. ". */
    void (*tell)(struct screen *s, struct buf *out);
    /* The work it asked for has ended; what is wanted of the reply is taken (job_take_reply). */
    void (*done)(struct screen *s, struct job *job);
    /* A look that it began has ended (stack_begin_look); the task is the screen's to free. */
    void (*looked)(struct screen *s, struct looks_task *task);
    /* What the desk watches has answered, or fell silent (watch.h): its rows are made anew. */
    void (*watched)(struct screen *s);
    /* A screen that it opened chose: `count` words or paths, gone when the call is over. */
    void (*chosen)(struct screen *s, const char *what, const char *const *choice, size_t count);
    /* The language was turned, or the office may have changed (every ten seconds, and on new
     * disks): texts and rows are made anew, the cursor stays on its thing. */
    void (*refresh)(struct screen *s, bool is_language);
    /* Wipes and frees what it holds; the struct itself is the desk's. */
    void (*free)(struct screen *s);
};

struct screen {
    const struct screen_ops *ops;
    struct desk *desk;
    char about[SCREEN_ABOUT]; /* what it is about, as it was opened: its draft is found by it */
    enum canvas_role said_role;
    char said[SCREEN_SAID];                    /* the message, until the next key; "" for none */
    struct tui_filter filter;                  /* the desk's own (filtering.h), as what follows */
    struct tui_table *filtered;                /* a list of the screen; NULL: none yet */
    const struct work_op *again[SCREEN_LOOKS]; /* to be looked by once more (look_op.h) */
    bool is_left;     /* goes from the stack when the key under way is done */
    bool is_finished; /* and leaves no draft */
};

/* Zeroed memory of `size` bytes that begins with a struct screen; NULL: no memory. */
void *screen_new(struct desk *d, const struct screen_ops *ops, const char *about, size_t size);
void screen_free(struct screen *s); /* may be NULL */
/* The message above the command line. */
void screen_say(struct screen *s, enum canvas_role role, const char *fmt, ...) ERR_PRINTF(3, 4);
/* The same of an error: as it stands in e, marked. */
void screen_say_error(struct screen *s, const struct err *e);
/* A key that is no action, to whatever takes it. False: it does nothing. */
bool screen_key(struct screen *s, const struct keypress *key);
/* A key for the word that is wanted; of another word the screen says that nothing was done. */
enum tui_word_came screen_word_key(struct screen *s, struct tui_word *w,
                                   const struct keypress *key);
/* For `tell`: a line a row, "1. LABEL: VALUE · what is said of it". */
void screen_tell_form(const struct tui_form *f, struct buf *out);

/* The sentence of a screen whose look failed, or was refused its passphrase: nothing is known, and
 * R looks again. */
const char *screen_unseen(void);
/* Of a session that is a rehearsal: the title says so. */
void screen_head_training(struct screen_head *out, bool is_training);

#endif
