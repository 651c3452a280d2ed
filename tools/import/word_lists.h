/* Numbers that Word writes in front of paragraphs by itself (numbering.xml). */
#ifndef SATHACH_TOOLS_IMPORT_WORD_LISTS_H
#define SATHACH_TOOLS_IMPORT_WORD_LISTS_H

#include "tools/import/word_styles.h"
#include "tools/import/xml.h"
#include "tools/import/zip.h"

enum { WORD_LEVELS = 9, WORD_LISTS_MAX = 4096 };

struct word_list {
    long num; /* w:numId */
    struct {
        char format[16], text[32];
        long start;
    } level[WORD_LEVELS];
    long count[WORD_LEVELS]; /* where counting stands; 0: not begun */
};
struct word_lists {
    struct word_list *list; /* owned */
    size_t count;
};
/* Reads the part; a document without it has no lists. */
enum err_code word_lists_read(struct word_lists *l, const struct zip *z,
                              struct err *e) ERR_MUST_CHECK;
void word_lists_free(struct word_lists *l);
/* What Word shows in front of this paragraph ("a. ", "Câu 3: "; "- " for a bullet), by its own list
 * or its style's, into out; "" for none. Counts on. */
void word_lists_label(struct word_lists *l, const struct word_styles *styles,
                      const xmlNode *paragraph, char *out, size_t room);

#endif
