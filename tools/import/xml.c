#include "tools/import/xml.h"

#include "app/core/i18n.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* the reason of the last error stays in the reader's errors; nothing is printed */
static void quiet(void *context, const char *msg, xmlParserSeverities severity,
                  xmlTextReaderLocatorPtr at)
{
    (void)msg;
    (void)severity;
    int *line = context;
    if (*line == 0)
        *line = xmlTextReaderLocatorLineNumber(at);
}

/* What the library has to say of an encoding goes past the reader's handler. */
static void drop(void *context, const char *msg, ...)
{
    (void)context;
    (void)msg;
}

enum err_code xml_open(struct xml *x, const void *bytes, size_t len, struct err *e)
{
    *x = (struct xml){0};
    if (len > INT_MAX)
        return err_set(e, ERR_LIMIT, _("XML of over 2 GiB"));
    xmlSetGenericErrorFunc(NULL, drop);
    x->reader = xmlReaderForMemory(bytes, (int)len, NULL, NULL,
                                   XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOCDATA);
    return x->reader ? ERR_OK : err_memory(e);
}

void xml_close(struct xml *x)
{
    xmlFreeTextReader(x->reader);
    x->reader = NULL;
}

static bool is_wanted(const xmlChar *name, const char *const *names)
{
    for (; name && *names; names++)
        if (strcmp((const char *)name, *names) == 0)
            return true;
    return false;
}

/* Depth of what stands in a node; the parser's own limit (256) keeps this walk from running
 * away. */
static int depth_of(const xmlNode *node)
{
    int deepest = 0;
    for (const xmlNode *c = node->children; c && c->type != XML_ENTITY_DECL; c = c->next) {
        int d = 1 + (c->type == XML_ELEMENT_NODE ? depth_of(c) : 0);
        deepest = d > deepest ? d : deepest;
    }
    return deepest;
}

/* An entity of the document's own is never filled in. */
static bool has_entities(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (c->type == XML_ENTITY_REF_NODE || (c->type == XML_ELEMENT_NODE && has_entities(c)))
            return true;
    return false;
}

enum err_code xml_next(struct xml *x, const char *const *names, xmlNodePtr *node, struct err *e)
{
    int line = 0, rc;
    *node = NULL;
    xmlTextReaderSetErrorHandler(x->reader, quiet, &line);
    /* what was given out last is stepped over with all that stands in it */
    rc = x->pending ? xmlTextReaderNext(x->reader) : xmlTextReaderRead(x->reader);
    x->pending = false;
    for (; rc == 1; rc = xmlTextReaderRead(x->reader)) {
        int type = xmlTextReaderNodeType(x->reader);
        if (type == XML_READER_TYPE_DOCUMENT_TYPE)
            return err_set(e, ERR_FORMAT, _("XML with a document type (DOCTYPE) is refused"));
        if (type == XML_READER_TYPE_ENTITY_REFERENCE ||
            xmlTextReaderDepth(x->reader) > XML_DEPTH_MAX)
            return err_set(e, ERR_FORMAT,
                           _("XML with entities of its own or nested too deep is refused"));
        if (type != XML_READER_TYPE_ELEMENT ||
            !is_wanted(xmlTextReaderConstLocalName(x->reader), names))
            continue;
        xmlNodePtr found = xmlTextReaderExpand(x->reader);
        if (!found)
            break;
        if (depth_of(found) > XML_DEPTH_MAX || has_entities(found))
            return err_set(e, ERR_FORMAT,
                           _("XML with entities of its own or nested too deep is refused"));
        x->pending = true;
        *node = found;
        return ERR_OK;
    }
    if (rc == 0)
        return ERR_OK;
    return line ? err_set(e, ERR_FORMAT, _("line %d: not well-formed XML"), line)
                : err_set(e, ERR_FORMAT,
                          _("not well-formed XML, or not in the encoding that it names"));
}

bool xml_root(const void *bytes, size_t len, char *out, size_t room)
{
    struct xml x;
    struct err e;
    int line = 0, rc = 0;
    bool found = false;
    if (xml_open(&x, bytes, len, &e) != ERR_OK)
        return false;
    xmlTextReaderSetErrorHandler(x.reader, quiet, &line);
    while (!found && (rc = xmlTextReaderRead(x.reader)) == 1 &&
           xmlTextReaderNodeType(x.reader) != XML_READER_TYPE_DOCUMENT_TYPE)
        if (xmlTextReaderNodeType(x.reader) == XML_READER_TYPE_ELEMENT) {
            const xmlChar *name = xmlTextReaderConstLocalName(x.reader);
            found = name && strlen((const char *)name) < room;
            if (!found)
                break;
            strcpy(out, (const char *)name);
        }
    xml_close(&x);
    return found;
}

bool xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNodePtr xml_child(const xmlNode *node, const char *name)
{
    for (xmlNodePtr c = node ? node->children : NULL; c; c = c->next)
        if (xml_is(c, name))
            return c;
    return NULL;
}

xmlNodePtr xml_next_sibling(const xmlNode *node, const char *name)
{
    for (xmlNodePtr c = node->next; c; c = c->next)
        if (xml_is(c, name))
            return c;
    return NULL;
}

char *xml_text(const xmlNode *node)
{
    xmlChar *text = node ? xmlNodeGetContent(node) : NULL;
    char *out = strdup(text ? (const char *)text : "");
    xmlFree(text);
    return out;
}

char *xml_attribute(const xmlNode *node, const char *name)
{
    for (xmlAttrPtr a = node ? node->properties : NULL; a; a = a->next)
        if (strcmp((const char *)a->name, name) == 0) {
            xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
            char *out = strdup(value ? (const char *)value : "");
            xmlFree(value);
            return out;
        }
    return NULL;
}

bool xml_has(const xmlNode *node, const char *name, const char *value)
{
    char *found = xml_attribute(node, name);
    bool same = found && strcmp(found, value) == 0;
    free(found);
    return same;
}
