#include "tools/import/qti.h"

#include "app/core/i18n.h"
#include "tools/import/markup.h"
#include "tools/import/marks.h"
#include "tools/import/moodle_text.h"
#include "tools/import/qti_names.h"

#include <stdlib.h>
#include <string.h>

/* The interactions in a body: how many, the first one, and how many are of another kind than
 * choice. */
struct interactions {
    xmlNodePtr first;
    size_t all, others;
};

static bool is_interaction(const xmlNode *node)
{
    size_t n = node->type == XML_ELEMENT_NODE ? strlen((const char *)node->name) : 0;
    return n > 11 && (strcmp((const char *)node->name + n - 11, "Interaction") == 0 ||
                      strcmp((const char *)node->name + n - 11, "interaction") == 0);
}

static void find_interactions(xmlNodePtr node, struct interactions *out)
{
    for (xmlNodePtr c = node->children; c; c = c->next) {
        if (is_interaction(c)) {
            out->first = out->first ? out->first : c;
            out->all++;
            out->others += !qti_is(c, "choiceInteraction");
        } else if (c->type == XML_ELEMENT_NODE) {
            find_interactions(c, out);
        }
    }
}

static char *plain(struct importer *in, const xmlNode *node)
{
    struct err e = {0};
    char *out = NULL;
    struct markup_lost lost = {0};
    if (markup_node_text(node, &out, &lost, &e) != ERR_OK)
        importer_wrong(in, "%s", e.text);
    moodle_text_lost(in, &lost);
    return out ? out : strdup("");
}

/* Takes feedback that stands inside a text out of it, into the notes. */
static void read_feedback(struct importer *in, xmlNodePtr node)
{
    for (xmlNodePtr c = node->children, next; c; c = next) {
        next = c->next;
        if (qti_is(c, "feedbackInline") || qti_is(c, "feedbackBlock")) {
            char *text = plain(in, c);
            importer_note(in, text ? text : "");
            importer_changed(in, IMPORTER_FEEDBACK);
            free(text);
            xmlUnlinkNode(c);
            xmlFreeNode(c);
        } else if (c->type == XML_ELEMENT_NODE) {
            read_feedback(in, c);
        }
    }
}

static xmlNodePtr find_declaration(const xmlNode *item, const char *identifier)
{
    for (xmlNodePtr d = qti_child(item, "responseDeclaration"); d;
         d = qti_next_sibling(d, "responseDeclaration")) {
        char *id = qti_attribute(d, "identifier");
        bool found = id && strcmp(id, identifier) == 0;
        free(id);
        if (found)
            return d;
    }
    return NULL;
}

static bool attribute_is(const xmlNode *node, const char *name, const char *value)
{
    char *found = qti_attribute(node, name);
    bool same = found && strcmp(found, value) == 0;
    free(found);
    return same;
}

/* The identifier of the one right choice, malloc'd; NULL after a complaint. */
static char *right_value(struct importer *in, const xmlNode *item, const xmlNode *interaction)
{
    char *identifier = qti_attribute(interaction, "responseIdentifier"), *value = NULL;
    xmlNodePtr d = find_declaration(item, identifier ? identifier : "RESPONSE"),
               correct = qti_child(d, "correctResponse");
    xmlNodePtr first = qti_child(correct, "value");
    free(identifier);
    if (!d)
        importer_wrong(in, _("no declaration of the response"));
    else if (!attribute_is(d, "cardinality", "single") ||
             !attribute_is(d, "baseType", "identifier"))
        importer_skip(in, _("a choice of several (cardinality)"));
    else if (!first)
        importer_wrong(in, _("no right answer"));
    else if (qti_next_sibling(first, "value"))
        importer_wrong(in, _("several right answers"));
    else
        value = xml_text(first);
    return value;
}

static const char *trimmed(char *s)
{
    s += strspn(s, " \t\r\n");
    for (size_t n = strlen(s); n && strchr(" \t\r\n", s[n - 1]); n--)
        s[n - 1] = '\0';
    return s;
}

static void read_choices(struct importer *in, xmlNodePtr interaction, char *right)
{
    char *seen[IMPORTER_OPTIONS_MAX];
    size_t n = 0;
    const char *key = right ? trimmed(right) : NULL;
    bool found = false;
    for (xmlNodePtr c = qti_child(interaction, "simpleChoice"); c && n < IMPORTER_OPTIONS_MAX;
         c = qti_next_sibling(c, "simpleChoice")) {
        read_feedback(in, c);
        char *text = plain(in, c), *id = qti_attribute(c, "identifier");
        for (size_t i = 0; id && i < n; i++)
            if (seen[i] && strcmp(seen[i], id) == 0)
                importer_wrong(in, _("two choices with the same identifier"));
        bool is_right = key && id && strcmp(id, key) == 0;
        found = found || is_right;
        importer_option(in, text ? text : "", is_right);
        seen[n++] = id;
        free(text);
    }
    if (key && !found)
        importer_wrong(in, _("the answer names an option that is not there"));
    for (size_t i = 0; i < n; i++)
        free(seen[i]);
}

static void read_modal_feedback(struct importer *in, const xmlNode *item)
{
    for (xmlNodePtr f = qti_child(item, "modalFeedback"); f;
         f = qti_next_sibling(f, "modalFeedback")) {
        xmlNodePtr body = qti_child(f, "contentBody");
        char *text = plain(in, body ? body : f);
        importer_note(in, text ? text : "");
        free(text);
    }
}

/* item: a copy that may be taken apart. */
static void accept_item(struct importer *in, xmlNodePtr item)
{
    struct interactions found = {0};
    xmlNodePtr body = qti_child(item, "itemBody"), prompt;
    if (body)
        find_interactions(body, &found);
    if (found.all != 1 || found.others) {
        importer_skip(in, !found.all      ? _("an item without an interaction")
                          : found.all > 1 ? _("an item with several interactions")
                                          : (const char *)found.first->name);
        return;
    }
    char *right = right_value(in, item, found.first);
    if ((prompt = qti_child(found.first, "prompt"))) {
        xmlUnlinkNode(prompt);
        read_feedback(in, prompt);
    }
    read_choices(in, found.first, right);
    xmlUnlinkNode(found.first);
    read_feedback(in, body);
    char *text = plain(in, body), *ask = prompt ? plain(in, prompt) : NULL;
    if (text && text[0])
        importer_stem(in, text);
    if (ask && ask[0])
        importer_stem(in, ask);
    read_modal_feedback(in, item);
    xmlFreeNode(found.first);
    xmlFreeNode(prompt);
    free(text);
    free(ask);
    free(right);
}

static bool is_item(const xmlNode *node)
{
    return xml_is(node, "assessmentItem") || xml_is(node, "qti-assessment-item");
}

/* Items inside another one, where an end tag is lost. */
static bool has_inner(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (is_item(c) || (c->type == XML_ELEMENT_NODE && has_inner(c)))
            return true;
    return false;
}

/* Each is an outcome of its own; returns how many. */
static size_t reject_inner(struct importer *in, const xmlNode *node)
{
    size_t n = 0;
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (is_item(c)) {
            char *identifier = qti_attribute(c, "identifier");
            importer_begin(in, 0, 0, identifier);
            importer_wrong(in, _("stands inside another item: is an end tag missing?"));
            importer_end(in);
            free(identifier);
            n++;
        }
        if (c->type == XML_ELEMENT_NODE)
            n += reject_inner(in, c);
    }
    return n;
}

/* The item under the reader and what stands in it; returns how many items that are. The draft of a
 * whole one stays open. */
static size_t read_item(struct importer *in, const xmlNode *found)
{
    xmlNodePtr item = xmlCopyNode((xmlNodePtr)found, 1);
    char *title = qti_attribute(found, "title"), *identifier = qti_attribute(found, "identifier");
    importer_begin(in, 0, 0, identifier);
    if (title && title[0] && !(identifier && strcmp(title, identifier) == 0))
        importer_name(in, title);
    if (has_inner(found))
        importer_wrong(in, _("another item stands inside it: is an end tag missing?"));
    else if (item)
        accept_item(in, item);
    else
        importer_wrong(in, _("out of memory"));
    free(title);
    free(identifier);
    xmlFreeNode(item);
    return 1 + reject_inner(in, found);
}

bool qti_is_item(const void *bytes, size_t len)
{
    char root[32];
    return xml_root(bytes, len, root, sizeof root) &&
           (strcmp(root, "assessmentItem") == 0 || strcmp(root, "qti-assessment-item") == 0);
}

enum err_code qti_read_item(const void *bytes, size_t len, struct importer *in, struct err *e)
{
    static const char *const NAMES[] = {"assessmentItem", "qti-assessment-item", NULL};
    struct xml x;
    xmlNodePtr found;
    size_t items = 0;
    enum err_code rc = xml_open(&x, bytes, len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &found, e)) == ERR_OK && found)
        items += read_item(in, found);
    xml_close(&x);
    /* a document that breaks off behind its item spoils the item */
    if (rc != ERR_OK && in->draft.open) {
        importer_wrong(in, "%s", e->text);
        rc = ERR_OK;
    }
    importer_end(in);
    if (rc == ERR_OK)
        importer_compare(in, "<assessmentItem>", marks_qti(bytes, len), items);
    return rc;
}
