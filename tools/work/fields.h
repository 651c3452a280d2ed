/* What a form asks of an operation's fields (tools/work/work.h): how a row is called, whether what
 * is typed so far may stand, what may be chosen. A request is filled from texts and read back from
 * a command's words, so that form and command line are one. */
#ifndef SATHACH_TOOLS_WORK_FIELDS_H
#define SATHACH_TOOLS_WORK_FIELDS_H

#include "tools/work/work.h"

enum { FIELDS_SAID = 256, FIELDS_MAX = 40 };

/* How its row is called: translated; its own word where it has no label. */
const char *fields_label(const struct work_field *f);
/* What a request is about: its bank, else its session, by the row's name and its own ("Bank mau");
 * "" where it names none. */
void fields_subject(const struct work_op *op, const void *request, char *out, size_t room);
/* A sentence about options of an operation, with the labels of their rows in their place: what a
 * form says. Behind a command that it names the words stay, for they are to be typed. */
void fields_say_labels(const struct work_op *op, const char *text, struct buf *out);
/* Judges a text by the field's kind and its check: one that is needed and empty is open. */
enum work_state fields_check(const struct work_field *f, const char *text, char said[FIELDS_SAID]);

/* A time or day that was typed in haste, as it is written: "7h30" and "0730" are 07:30, "2/12/2026"
 * is 02/12/2026. False: it stays as it is. */
bool fields_tidy(const struct work_field *f, const char *text, char *out, size_t room);

/* Choices of a field: its own, or the words of its value ("all|sample|none"); request: what is said
 * so far, or NULL. False: none. */
bool fields_has_choices(const struct work_field *f);
enum err_code fields_choose(struct work *work, const struct work_field *f, const void *request,
                            struct work_choices *out, struct err *e) ERR_MUST_CHECK;
/* One more, copied; ERR_LIMIT when memory ends. */
enum err_code fields_add_choice(struct work_choices *c, const char *word, const char *said,
                                struct err *e) ERR_MUST_CHECK;
void fields_free_choices(struct work_choices *c);
/* Choices for fields: banks of the workspace, its sessions, the profiles that came with the
 * program. */
work_choose fields_banks, fields_sessions, fields_profiles;
/* The same profiles behind "", for a field that may stay empty. */
work_choose fields_profiles_or_none;

/* Several words in one text, as a form has them: blanks between them, quotes around one with
 * blanks. Owned copies in `copy`, whose pointers stand in `word`, ended by NULL. */
struct fields_words {
    char *copy;
    char *word[WORK_LIST_MAX + 1];
    size_t count;
};
/* ERR_USAGE: a quote without its end, or more than WORK_LIST_MAX words. */
enum err_code fields_split(const char *text, struct fields_words *out,
                           struct err *e) ERR_MUST_CHECK;
void fields_free_words(struct fields_words *w);
/* Appends a word to such a text, in quotes where it needs them. */
void fields_add_word(struct buf *text, const char *word);

/* Puts a text into a request (NULL: nothing was said); the text, and words, stay the caller's. */
void fields_put(const struct work_field *f, void *request, const char *text,
                struct fields_words *words);

#endif
