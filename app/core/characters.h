/* Which characters a question may be made of: a closed list, so that nothing unseen and no letter
 * that only looks like another can tell one option from the rest, or keep two equal questions
 * apart. The examiner's check and the office's look into a sealed bank ask here both. What every
 * text must hold to is text.h's; this is the narrower rule for questions. */
#ifndef SATHACH_CORE_CHARACTERS_H
#define SATHACH_CORE_CHARACTERS_H

#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHARACTERS_MORE_MAX = 64, CHARACTERS_TEXT_MAX = 1024 };

/* What one bank allows beyond the list: `characters=U+0304 U+33A1` in its bank.ini. */
struct characters {
    uint32_t more[CHARACTERS_MORE_MAX];
    size_t count;
};
/* Reads "U+0304 U+33A1" (blanks or commas between; NULL and "" are none). ERR_FORMAT names the word
 * that is none; control and format characters can not be allowed (text.h). */
enum err_code characters_read(const char *text, struct characters *out,
                              struct err *e) ERR_MUST_CHECK;

enum characters_fault {
    CHARACTERS_GOOD,
    CHARACTERS_ALIEN,    /* not on the list: unseen, or of a script that no question is written
                             in */
    CHARACTERS_LOOKALIKE /* looks like a Latin letter and stands in a word of Latin letters, or of
                             such letters only */
};
struct characters_found {
    uint32_t cp;
    size_t at;    /* bytes before it */
    char like[5]; /* the letter it looks like, UTF-8; "" where it is none */
};
/* The first character of a well-formed NUL-terminated text that may not stand there. */
enum characters_fault characters_check(const char *text, const struct characters *allowed,
                                       struct characters_found *found);

#endif
