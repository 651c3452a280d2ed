/* The package around QTI items. */
#include "tools/import/qti.h"

#include "app/core/i18n.h"
#include "tools/import/marks.h"
#include "tools/import/qti_names.h"
#include "tools/import/zip.h"

#include <stdlib.h>
#include <string.h>

enum { RESOURCES_MAX = 20000, PATH_BYTES = 512 };

static const char MANIFEST[] = "imsmanifest.xml";

static bool is_manifest(const char *name)
{
    return strcmp(name, MANIFEST) == 0;
}

static bool is_xml(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && strcmp(name + n - 4, ".xml") == 0;
}

bool qti_is_package(const void *bytes, size_t len)
{
    struct zip z;
    struct err e;
    bool found = zip_is(bytes, len) && zip_open(&z, bytes, len, is_manifest, &e) == ERR_OK;
    if (found) {
        found = z.count == 1;
        zip_close(&z);
    }
    return found;
}

struct qti_package {
    struct zip zip;
    struct importer *in;
    char **item; /* hrefs of items by the manifest; owned */
    bool *taken;
    size_t items;
    char *test; /* href of the test, or NULL; owned */
    bool *read; /* by entry of the archive: its item was read; owned */
};

static void free_package(struct qti_package *p)
{
    for (size_t i = 0; i < p->items; i++)
        free(p->item[i]);
    free(p->item);
    free(p->taken);
    free(p->test);
    free(p->read);
    zip_close(&p->zip);
}

static enum err_code add_resource(struct qti_package *p, const xmlNode *resource, struct err *e)
{
    char *type = xml_attribute(resource, "type"), *href = xml_attribute(resource, "href");
    enum err_code rc = ERR_OK;
    if (type && href && strncmp(type, "imsqti_test", 11) == 0 && !p->test) {
        p->test = href;
        href = NULL;
    } else if (type && href && strncmp(type, "imsqti_item", 11) == 0) {
        char **grown =
            p->items < RESOURCES_MAX ? realloc(p->item, (p->items + 1) * sizeof *grown) : NULL;
        bool *taken = grown ? realloc(p->taken, p->items + 1) : NULL;
        if (grown)
            p->item = grown;
        if (taken) {
            p->taken = taken;
            taken[p->items] = false;
            grown[p->items++] = href;
            href = NULL;
        } else {
            rc = err_set(e, ERR_LIMIT, _("the package holds too many items"));
        }
    }
    free(type);
    free(href);
    return rc;
}

static enum err_code read_manifest(struct qti_package *p, struct err *e)
{
    static const char *const NAMES[] = {"resource", NULL};
    const struct zip_entry *z = zip_find(&p->zip, MANIFEST);
    struct xml x;
    xmlNodePtr resource;
    enum err_code rc = z ? xml_open(&x, z->bytes, z->len, e)
                         : err_set(e, ERR_FORMAT, _("no imsmanifest.xml at the archive's root"));
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &resource, e)) == ERR_OK && resource &&
           (rc = add_resource(p, resource, e)) == ERR_OK)
        ;
    xml_close(&x);
    return rc == ERR_OK ? rc : err_prefix(e, MANIFEST);
}

static void reject_item(struct qti_package *p, const char *href, const char *why)
{
    importer_begin(p->in, 0, 0, href);
    importer_wrong(p->in, "%s: %s", href, why);
    importer_end(p->in);
}

static void read_item(struct qti_package *p, const char *href)
{
    struct err e = {0};
    const struct zip_entry *z = zip_find(&p->zip, href);
    if (z)
        p->read[z - p->zip.entry] = true;
    for (size_t i = 0; i < p->items; i++)
        if (strcmp(p->item[i], href) == 0)
            p->taken[i] = true;
    if (strstr(href, "://") || strncmp(href, "../", 3) == 0 || strstr(href, "/../") ||
        href[0] == '/')
        reject_item(p, href, _("lies outside the package; nothing is fetched"));
    else if (!z)
        reject_item(p, href, _("the package does not hold this file"));
    else if (!qti_is_item(z->bytes, z->len))
        reject_item(p, href, _("no QTI item, or not well-formed XML"));
    else if (qti_read_item(z->bytes, z->len, p->in, &e) != ERR_OK)
        reject_item(p, href, e.text);
}

/* href of an item as the test writes it, relative to the test's own folder. */
static void resolve(const char *test, const char *href, char out[PATH_BYTES])
{
    const char *slash = strrchr(test, '/');
    int n = snprintf(out, PATH_BYTES, "%.*s%s", slash ? (int)(slash - test) + 1 : 0, test, href);
    if (n < 0 || n >= PATH_BYTES || strstr(href, "://"))
        snprintf(out, PATH_BYTES, "%s", href);
    for (char *up; (up = strstr(out, "/../"));) {
        char *from = up;
        while (from > out && from[-1] != '/')
            from--;
        memmove(from, up + 4, strlen(up + 4) + 1);
    }
}

/* A title such as 4.1/II/chuyen-mon. */
static bool is_category(const char *title)
{
    const char *first = strchr(title, '/'), *second = first ? strchr(first + 1, '/') : NULL;
    return second && !strchr(second + 1, '/') && second[1];
}

static void read_section(struct qti_package *p, const xmlNode *section, int depth)
{
    char *title = qti_attribute(section, "title");
    if (title && is_category(title))
        importer_category(p->in, title);
    free(title);
    for (xmlNodePtr c = section->children; c; c = c->next) {
        char *href = qti_is(c, "assessmentItemRef") ? qti_attribute(c, "href") : NULL,
             path[PATH_BYTES];
        if (href) {
            resolve(p->test, href, path);
            read_item(p, path);
        } else if (c->type == XML_ELEMENT_NODE && depth < XML_DEPTH_MAX) {
            read_section(p, c, depth + 1);
        }
        free(href);
    }
}

static enum err_code read_test(struct qti_package *p, struct err *e)
{
    static const char *const NAMES[] = {"testPart", "qti-test-part", NULL};
    const struct zip_entry *z = p->test ? zip_find(&p->zip, p->test) : NULL;
    struct xml x;
    xmlNodePtr part;
    if (!p->test)
        return ERR_OK; /* the manifest's order stands */
    if (!z)
        return err_set(e, ERR_FORMAT, _("%s: the package does not hold this file"), p->test);
    enum err_code rc = xml_open(&x, z->bytes, z->len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &part, e)) == ERR_OK && part)
        read_section(p, part, 0);
    xml_close(&x);
    return rc == ERR_OK ? rc : err_prefix(e, p->test);
}

/* An item in the archive that nothing names, or one of the old version, would be left out without a
 * word. */
static void reject_unnamed(struct qti_package *p)
{
    for (size_t i = 0; i < p->zip.count; i++) {
        const struct zip_entry *z = &p->zip.entry[i];
        if (!p->read[i] && memmem(z->bytes, z->len, "<questestinterop", 16))
            reject_item(p, z->name,
                        _("is QTI 1: only 2.1, 2.2 and 3.0 are read; export it as one of them, or "
                          "as Moodle XML or text"));
        else if (!p->read[i] && marks_qti(z->bytes, z->len))
            reject_item(p, z->name,
                        _("holds an item that neither the manifest nor the test names"));
    }
}

enum err_code qti_read_package(const void *bytes, size_t len, struct importer *in, struct err *e)
{
    struct qti_package p = {.in = in};
    enum err_code rc = zip_open(&p.zip, bytes, len, is_xml, e);
    if (rc != ERR_OK)
        return rc;
    p.read = calloc(p.zip.count + 1, 1);
    rc = p.read ? read_manifest(&p, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = read_test(&p, e);
    for (size_t i = 0; rc == ERR_OK && i < p.items; i++)
        if (!p.taken[i])
            read_item(&p, p.item[i]);
    if (rc == ERR_OK)
        reject_unnamed(&p);
    if (rc == ERR_OK && in->outcomes == 0)
        rc = err_set(e, ERR_FORMAT, _("the package names no item"));
    free_package(&p);
    return rc;
}
