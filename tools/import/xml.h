/* XML from strangers, read as a stream: no document type, no entities of its own, nothing fetched,
 * bounded depth and size. */
#ifndef SATHACH_TOOLS_IMPORT_XML_H
#define SATHACH_TOOLS_IMPORT_XML_H

#include "app/core/err.h"

#include <libxml/xmlreader.h>
#include <stdbool.h>

enum { XML_DEPTH_MAX = 64 };

struct xml {
    xmlTextReaderPtr reader;
    bool pending; /* the node under the reader has not been given out yet */
};
/* The bytes must outlive x. what: named in errors. */
enum err_code xml_open(struct xml *x, const void *bytes, size_t len, struct err *e) ERR_MUST_CHECK;
void xml_close(struct xml *x);
/* The next element of one of the names (local names, ends with NULL), with all that stands in it,
 * into *node; NULL at the end of the document. The node lives until the next call. Elements inside
 * a given one are not given again. ERR_FORMAT for what is not well-formed or not allowed. */
enum err_code xml_next(struct xml *x, const char *const *names, xmlNodePtr *node,
                       struct err *e) ERR_MUST_CHECK;
/* The document's first element's local name into out; false when there is none. */
bool xml_root(const void *bytes, size_t len, char *out, size_t room);

/* True when the node is an element of this local name. */
bool xml_is(const xmlNode *node, const char *name);
/* The first child element of this local name, NULL when there is none; node may be NULL. */
xmlNodePtr xml_child(const xmlNode *node, const char *name);
/* The next sibling element of this local name. */
xmlNodePtr xml_next_sibling(const xmlNode *node, const char *name);
/* All text in the node, malloc'd (free); "" for NULL. NULL when memory ends. */
char *xml_text(const xmlNode *node);
/* An attribute by local name, malloc'd; NULL when it is not there. */
char *xml_attribute(const xmlNode *node, const char *name);
/* True when the attribute is there and has this value. */
bool xml_has(const xmlNode *node, const char *name, const char *value);

#endif
