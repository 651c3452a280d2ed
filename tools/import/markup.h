/* HTML in a question's text to plain text. Emphasis and colour go; what carries meaning that plain text cannot hold (pictures, tables, formulas) is
 * refused, never dropped. */
#ifndef SATHACH_TOOLS_IMPORT_MARKUP_H
#define SATHACH_TOOLS_IMPORT_MARKUP_H

#include "app/core/err.h"

#include <libxml/tree.h>
#include <stdbool.h>

/* malloc'd. Paragraphs and <br> become lines, raised and lowered digits their characters (m², H₂O). dropped: set when emphasis or the like was left
 * out. ERR_FORMAT names the element that cannot be plain text. */
enum err_code markup_to_text(const char *html, char **out, bool *dropped, struct err *e) ERR_MUST_CHECK;
/* The same for what stands in an element of an XML document (local names as in HTML). */
enum err_code markup_node_text(const xmlNode *node, char **out, bool *dropped, struct err *e) ERR_MUST_CHECK;
/* Digits and signs as raised (or lowered) characters, appended to out (room bytes); false when one has no such character. */
bool markup_raise(const char *text, bool lowered, char *out, size_t room);

#endif
