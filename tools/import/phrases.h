/* Finds phrases in Vietnamese text word by word, marks kept: "theo hình" is not "theo hình thức",
 * nor "bằng sau" "bảng sau". */
#ifndef SATHACH_TOOLS_IMPORT_PHRASES_H
#define SATHACH_TOOLS_IMPORT_PHRASES_H

#include <stdbool.h>
#include <stddef.h>

enum { PHRASES_WORDS_MAX = 4096 };

/* A text as small words; signs are words of their own. */
struct phrases_text {
    char *bytes;       /* owned: the words, each with its NUL */
    const char **word; /* owned */
    size_t count;
};
/* NULL-safe to free; an empty text when memory ends. At most PHRASES_WORDS_MAX words are kept. */
void phrases_split(const char *text, struct phrases_text *out);
void phrases_free(struct phrases_text *t);

/* A pattern is its words with blanks between. A word may be `one|two` (either), `phương_án` (two
 * words), `word?` (may be missing), `!word` (another word or none stands here; it is not passed),
 * `<l>` (a letter a to d), `<n>` (a number), `<w>` (any word of letters that does not ask or count:
 * not nào, gì, các, những), `^` (the text begins), `$` (the text or a clause ends: no
 * word, or one of . , ; : ? ! ) and the like). True when the pattern stands in the text; *at, when
 * not NULL: the word it begins at. */
bool phrases_find(const struct phrases_text *t, const char *pattern, size_t *at);
/* True when one of n patterns does. */
bool phrases_any(const struct phrases_text *t, const char *const *pattern, size_t n);

#endif
