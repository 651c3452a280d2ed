/* QTI 3.0 writes qti-simple-choice, response-identifier where 2.x wrote simpleChoice,
 * responseIdentifier: both are found by the 2.x name. */
#ifndef SATHACH_TOOLS_IMPORT_QTI_NAMES_H
#define SATHACH_TOOLS_IMPORT_QTI_NAMES_H

#include "tools/import/xml.h"

bool qti_is(const xmlNode *node, const char *name);
/* The first such child; NULL when there is none. */
xmlNodePtr qti_child(const xmlNode *node, const char *name);
xmlNodePtr qti_next_sibling(const xmlNode *node, const char *name);
/* An attribute, malloc'd; NULL when it is not there. */
char *qti_attribute(const xmlNode *node, const char *name);

#endif
