/* How a run of a Word document looks: what styles.xml says of its paragraph's and its own style,
 * and what stands beside the run itself (ECMA-376 part 1, 17.7). */
#ifndef SATHACH_TOOLS_IMPORT_WORD_STYLES_H
#define SATHACH_TOOLS_IMPORT_WORD_STYLES_H

#include "tools/import/xml.h"
#include "tools/import/zip.h"

#include <stdint.h>

enum { WORD_STYLES_MAX = 4096, WORD_FONT_MAX = 64, WORD_STYLE_ID_MAX = 64 };

/* Switches that styles turn over: bold in a paragraph's style and in a run's style is not bold. */
enum word_switch {
    WORD_BOLD,
    WORD_STRIKE,
    WORD_DOUBLE_STRIKE,
    WORD_HIDDEN,
    WORD_CAPITALS,
    WORD_SWITCHES
};
/* Fonts that show other signs for ASCII. */
enum { WORD_NO_SYMBOL, WORD_SYMBOL, WORD_DINGBATS };
/* -1: not said. */
struct word_look {
    int8_t on[WORD_SWITCHES];
    int8_t underline, highlight, italic, raise; /* raise: 1 raised, 0 not, -2 lowered */
    int8_t symbol;                              /* WORD_NO_SYMBOL and its kin */
    int64_t colour;           /* EMPHASIS_PLAIN and others, as emphasis.h has them;
                                        WORD_WHITE */
    char font[WORD_FONT_MAX]; /* "" when not said */
};
#define WORD_WHITE 0x1FFFFFF

struct word_style {
    char id[WORD_STYLE_ID_MAX], based_on[WORD_STYLE_ID_MAX];
    struct word_look look;
    long num, level; /* the list its paragraphs stand in; 0 for none */
    bool is_paragraph, is_default;
};
struct word_styles {
    struct word_style *style; /* owned */
    size_t count;
    struct word_look defaults; /* docDefaults */
};
/* Reads the part; a document without it has none. */
enum err_code word_styles_read(struct word_styles *s, const struct zip *z,
                               struct err *e) ERR_MUST_CHECK;
void word_styles_free(struct word_styles *s);
/* The list that a paragraph's style puts it in: *num 0 for none. */
void word_styles_list(const struct word_styles *s, const xmlNode *paragraph, long *num,
                      long *level);
/* How a run of this paragraph looks, all said: run NULL for the paragraph's own mark, by which Word
 * shows its number. */
struct word_look word_styles_look(const struct word_styles *s, const xmlNode *paragraph,
                                  const xmlNode *run);

#endif
