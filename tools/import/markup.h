/* HTML in a question's text to plain text. Emphasis and colour go; what carries meaning that plain
 * text cannot hold (pictures, tables, formulas) is refused, never dropped. */
#ifndef SATHACH_TOOLS_IMPORT_MARKUP_H
#define SATHACH_TOOLS_IMPORT_MARKUP_H

#include "app/core/err.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* What a text had that plain text does not keep; added up over several texts. */
struct markup_lost {
    bool emphasis;  /* bold, colour and the like */
    bool hidden;    /* what a page does not show (display:none and its like): left out, never
                          shown */
    char link[160]; /* where the first link led; "" for none */
};

/* malloc'd. Paragraphs and <br> become lines, items of a numbered list keep their numbers, raised
 * and lowered digits their characters (m², H₂O). A "<" that begins no tag and a "&" that begins no
 * character reference are themselves ("a<b", "5 < 6"), never the beginning of a cut. keep_lines:
 * line ends of the source that stand beside no tag are line ends, as in the format that Moodle has
 * when a text names none; else blanks, as in HTML. ERR_FORMAT names the element that
 * cannot be plain text. */
enum err_code markup_to_text(const char *html, bool keep_lines, char **out,
                             struct markup_lost *lost, struct err *e) ERR_MUST_CHECK;
/* The same for what stands in an element of an XML document (local names as in HTML). */
enum err_code markup_node_text(const xmlNode *node, char **out, struct markup_lost *lost,
                               struct err *e) ERR_MUST_CHECK;
/* True when the text holds a tag of HTML or a character reference: "<b>", "<br/>", "&nbsp;"; not
 * "a<b", "<Q1>", "AT&T". */
bool markup_is_in(const char *text);
/* Digits and signs as raised (or lowered) characters, appended to out (room bytes); false when one
 * has no such character. */
bool markup_raise(const char *text, bool lowered, char *out, size_t room);

#endif
