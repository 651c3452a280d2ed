#include "tools/import/qti_names.h"

#include <ctype.h>
#include <string.h>

/* "qti-simple-choice" is "simpleChoice". */
static bool same(const char *found, const char *name)
{
    if (strncmp(found, "qti-", 4) == 0)
        found += 4;
    for (; *name; name++) {
        if (isupper((unsigned char)*name) && found[0] == '-' &&
            found[1] == tolower((unsigned char)*name))
            found += 2;
        else if (*found == *name)
            found++;
        else
            return false;
    }
    return *found == '\0';
}

bool qti_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && same((const char *)node->name, name);
}

xmlNodePtr qti_child(const xmlNode *node, const char *name)
{
    for (xmlNodePtr c = node ? node->children : NULL; c; c = c->next)
        if (qti_is(c, name))
            return c;
    return NULL;
}

xmlNodePtr qti_next_sibling(const xmlNode *node, const char *name)
{
    for (xmlNodePtr c = node->next; c; c = c->next)
        if (qti_is(c, name))
            return c;
    return NULL;
}

char *qti_attribute(const xmlNode *node, const char *name)
{
    for (xmlAttrPtr a = node ? node->properties : NULL; a; a = a->next)
        if (same((const char *)a->name, name))
            return xml_attribute(node, (const char *)a->name);
    return NULL;
}
