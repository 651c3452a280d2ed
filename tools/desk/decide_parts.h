/* What the files of the decision's screen share. */
#ifndef SATHACH_TOOLS_DESK_DECIDE_PARTS_H
#define SATHACH_TOOLS_DESK_DECIDE_PARTS_H

#include "app/tui/form.h"
#include "app/tui/table.h"
#include "app/tui/word.h"
#include "tools/desk/decide.h"
#include "tools/work/decide.h"
#include "tools/work/question_look.h"
#include "tools/work/stats.h"

enum decide_mode {
    DECIDE_FORM = 1,
    DECIDE_PREVIEW = 2, /* what it would change, and the word is typed */
    DECIDE_SIGNED = 4,
    DECIDE_CLOSED = 8,  /* signed, and it was the close: nothing is to be graded */
    DECIDE_FINDS = 16,  /* besides DECIDE_FORM: it is about a question */
    DECIDE_RE_SITS = 32 /* besides DECIDE_FORM: it leaves somebody without a result */
};

/* Rows of the form. */
enum { DECIDE_ON, DECIDE_WHICH, DECIDE_RULING, DECIDE_MORE, DECIDE_REASON, DECIDE_BY, DECIDE_ROWS };
enum { DECIDE_WORDS = 4, DECIDE_CHOICES = 6, DECIDE_OPTIONS = sizeof "A,B,C,D" };

struct decide_form {
    struct tui_form form;
    struct tui_form_row row[DECIDE_ROWS];
    char text[DECIDE_ROWS][TUI_INPUT_MAX];
    const char *ruling[DECIDE_CHOICES]; /* words that may be chosen, ended by NULL */
    char options[DECIDE_OPTIONS];       /* of the row, as the command takes them */
};

/* Papers that come out otherwise. */
struct decide_changes {
    size_t *paper; /* owned */
    size_t count, scores, states;
};

struct decide {
    struct screen screen; /* about: session and ruling, as it was opened */
    char session[SCREEN_ABOUT];
    enum decide_mode mode;
    struct decide_form asked;
    struct decide_request request;
    struct stats_request find; /* for the list of questions */
    struct question_look_request look;
    struct question_look_reply question; /* that the form is about; owned */
    char looked[TUI_INPUT_MAX];          /* what named it when it was looked at; "" for never */
    char *of;                            /* its session */
    char *word[DECIDE_WORDS];            /* of the request; texts of the form */
    struct decide_reply *reply;          /* of the preview, then of what was signed; owned */
    struct decide_changes changes;
    uint8_t seen[CRYPT_HASH]; /* of the preview */
    struct tui_table rows;
    struct tui_word typed;
    char sentence[256];
};

/* ---- decide_form.c ---- */

void decide_make_form(struct decide *d);
void decide_free_form(struct decide *d);
/* Puts in what is known of the ruling. */
void decide_fill(struct decide *d, const char *ruling);
/* What a draft of it is found by: session, and what the ruling is on, a blank behind each. */
void decide_about(const char *session, const char *ruling, char about[SCREEN_ABOUT]);
/* The same of what stands in the form. */
void decide_about_now(const struct decide *d, char about[SCREEN_ABOUT]);
/* Which rows there are and what may be chosen, as it stands now; in the language of now. */
void decide_settle_form(struct decide *d);
/* What may be chosen for the row under the cursor. */
enum err_code decide_choose(struct decide *d, struct work_choices *out, struct err *e);
/* The ruling leaves somebody without a result: whether they sit again is said in the reason. */
bool decide_may_re_sit(const struct decide *d);
/* What may be said of that, as the minutes print it; and put behind what the reason says. */
enum err_code decide_choose_re_sit(struct work_choices *out, struct err *e);
void decide_put_re_sit(struct decide *d, const char *phrase);
/* It is about a question, and what names it is neither a place nor an id. */
bool decide_is_on_question(const struct decide *d);
bool decide_has_question(const struct decide *d);
void decide_build(struct decide *d, bool is_preview);
/* What names the question, paper or decision that it is about, without blanks before it. */
const char *decide_which(const struct decide *d);
/* What that question says is known. */
bool decide_knows_question(const struct decide *d);

/* ---- decide_draw.c ---- */

void decide_draw(struct screen *s, struct canvas *v, int row, int end);
void decide_tell(struct screen *s, struct buf *out);
struct tui_rows decide_rows(struct decide *d);

#endif
