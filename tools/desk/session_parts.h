/* What the files of a new session's screen share. */
#ifndef SATHACH_TOOLS_DESK_SESSION_PARTS_H
#define SATHACH_TOOLS_DESK_SESSION_PARTS_H

#include "tools/desk/operation_parts.h"
#include "tools/desk/session.h"
#include "tools/work/bank_list.h"
#include "tools/work/profiles.h"
#include "tools/work/session_new.h"
#include "tools/work/session_slips.h"

struct session_form {
    struct operation o; /* its form has all rows, those seldom used behind the others */
    bool is_seen;       /* a look came */
    bool is_again;      /* one was asked for while another was under way */
    bool is_looked;     /* at what follows, as it was opened; else the preview says what is wrong */
    struct bank_list_reply banks;
    const char **bank_name;    /* theirs, NULL at the end; owned */
    struct work_choices taken; /* names of sessions */
    struct profile rules;
    bool has_rules;
    char rules_name[PROFILES_NAME];           /* in the language of now */
    char rules_path[TUI_INPUT_MAX];           /* of which rules were read */
    char asked_path[TUI_INPUT_MAX];           /* of which they are looked at */
    char results[SESSION_SLIPS_RESULTS + 64]; /* when and where, as slips print it */
    size_t people, papers, seats;             /* of the roster, as it was looked through */
    uint8_t seen[CRYPT_HASH];                 /* of the roster, as it was previewed */
    struct made *made; /* room for the passphrases, before there are any; owned */
};

/* ---- session_form.c ---- */

/* Puts the rows in order, sets their judge; false: no memory. */
bool session_make_form(struct session_form *f);
/* Its row goes through the banks that were seen. */
void session_list_banks(struct session_form *f);
/* Texts of the choices in the language of now. */
void session_refresh_form(struct session_form *f);
/* The row of an option, "" for the name. */
struct tui_form_row *session_row(struct session_form *f, const char *option);
/* Hours and days that were typed in haste are written out; all rows are judged. */
void session_tidy(struct session_form *f);
/* session new, or session commit where the lot is drawn in public. */
const struct work_op *session_op(struct session_form *f);
/* The field under the cursor. */
const struct work_field *session_field(const struct session_form *f);
/* What is said below the form about the row under the cursor: of one seldom used what it comes to
 * when it is left alone, and when one would change it. */
const char *session_hint(const struct session_form *f);
/* What may be chosen for it. */
enum err_code session_choose(struct session_form *f, struct work_choices *out,
                             struct err *e) ERR_MUST_CHECK;
/* Its choices are told in sentences: the command's own words need not be seen. */
bool session_has_words(const char *option);

/* ---- session_look.c ---- */

#define SESSION_LOOK "session"
/* Looks at banks, names and rules again; what was seen last stands meanwhile. */
void session_look(struct session_form *f);
/* One has ended. */
void session_looked(struct screen *s, struct looks_task *task);
/* Nothing answers there. */
bool session_is_silent(const struct session_form *f);

#endif
