#include "tools/import/moodle.h"

#include "app/core/i18n.h"
#include "tools/import/marks.h"
#include "tools/import/moodle_text.h"
#include "tools/import/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool moodle_is(const void *bytes, size_t len)
{
    char root[16];
    return xml_root(bytes, len, root, sizeof root) && strcmp(root, "quiz") == 0;
}

/* The format by the name that the file gives it; one it does not name, or names with words of its
 * own, is guessed as Moodle does. */
static enum moodle_format format_of(const char *name, enum moodle_format otherwise)
{
    static const struct {
        const char *name;
        enum moodle_format format;
    } FORMATS[] = {{"html", MOODLE_HTML},
                   {"plain_text", MOODLE_PLAIN},
                   {"markdown", MOODLE_MARKDOWN},
                   {"moodle_auto_format", MOODLE_AUTO}};
    for (size_t i = 0; name && i < sizeof FORMATS / sizeof FORMATS[0]; i++)
        if (strcmp(name, FORMATS[i].name) == 0)
            return FORMATS[i].format;
    return name && name[0] ? MOODLE_AUTO : otherwise;
}

static enum moodle_format format_in(const xmlNode *node, enum moodle_format otherwise)
{
    char *name = xml_attribute(node, "format");
    enum moodle_format format = format_of(name, otherwise);
    free(name);
    return format;
}

/* Text of <x format="…"><text>…</text></x> as plain text, malloc'd; inherited: the question's
 * format. */
static char *text_of(struct importer *in, const xmlNode *node, enum moodle_format inherited)
{
    char *raw = xml_text(xml_child(node, "text"));
    xmlNodePtr file = xml_child(node, "file");
    char *name = file ? xml_attribute(file, "name") : NULL;
    if (file)
        importer_wrong(in, _("holds a picture or another file: \"%.*s\""), 80, name ? name : "");
    char *out = raw ? moodle_text(in, raw, format_in(node, inherited)) : NULL;
    free(name);
    free(raw);
    return out ? out : strdup("");
}

static bool is_false(const xmlNode *node)
{
    char *text = xml_text(node);
    const char *s = text ? text + strspn(text, " \t\r\n") : "";
    bool no = strncasecmp(s, "false", 5) == 0 || strcmp(s, "0") == 0;
    free(text);
    return no;
}

static bool read_note(struct importer *in, const xmlNode *node, enum moodle_format format)
{
    char *note = node ? text_of(in, node, format) : NULL;
    bool says = note && note[strspn(note, " \t\r\n")];
    if (says)
        importer_note(in, note);
    free(note);
    return says;
}

static void read_answer(struct importer *in, const xmlNode *answer, enum moodle_format format)
{
    char *fraction = xml_attribute(answer, "fraction"), *text = text_of(in, answer, format),
         *end = NULL;
    double f = fraction ? strtod(fraction, &end) : 0;
    if (fraction && (end == fraction || *end || f < -100 || f > 100))
        importer_wrong(in, _("an answer's fraction is no number from -100 to 100"));
    importer_weight(in, f);
    importer_option(in, text ? text : "", f == 100);
    if (read_note(in, xml_child(answer, "feedback"), format))
        importer_changed(in, IMPORTER_FEEDBACK);
    free(text);
    free(fraction);
}

/* What the question says beside its own text that has no place here: counted, never dropped without
 * a word. */
static void count_dropped(struct importer *in, const xmlNode *q)
{
    static const char *const NAMES[] = {"correctfeedback", "partiallycorrectfeedback",
                                        "incorrectfeedback", "hint", "tags"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        for (xmlNodePtr n = xml_child(q, NAMES[i]); n; n = xml_next_sibling(n, NAMES[i])) {
            char *text = xml_text(n);
            if (text && text[strspn(text, " \t\r\n")])
                importer_changed(in, IMPORTER_DROPPED);
            free(text);
        }
}

static void read_choice(struct importer *in, const xmlNode *q)
{
    xmlNodePtr stem = xml_child(q, "questiontext"), single = xml_child(q, "single");
    enum moodle_format format = format_in(stem, MOODLE_AUTO);
    char *text = text_of(in, stem, format), *image = xml_text(xml_child(q, "image_base64"));
    importer_stem(in, text ? text : "");
    if (image && image[strspn(image, " \t\r\n")])
        importer_wrong(in, _("holds a picture or another file"));
    if (single && is_false(single))
        importer_skip(in, _("multichoice with several answers"));
    for (xmlNodePtr a = xml_child(q, "answer"); a; a = xml_next_sibling(a, "answer"))
        read_answer(in, a, format);
    read_note(in, xml_child(q, "generalfeedback"), format);
    count_dropped(in, q);
    free(image);
    free(text);
}

static size_t line_of(const xmlNode *node)
{
    long line = xmlGetLineNo(node);
    return line > 0 ? (size_t)line : 0;
}

/* Questions inside another one, where an end tag is lost: neither can be told from the other. */
static void reject_inner(struct importer *in, const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next) {
        if (xml_is(c, "question") && !xml_has(c, "type", "category")) {
            char *name = xml_text(xml_child(xml_child(c, "name"), "text"));
            importer_begin(in, 0, line_of(c), name);
            importer_wrong(in, _("stands inside another question: is a </question> missing?"));
            importer_end(in);
            free(name);
        }
        if (c->type == XML_ELEMENT_NODE)
            reject_inner(in, c);
    }
}

static bool has_inner(const xmlNode *node)
{
    for (const xmlNode *c = node->children; c; c = c->next)
        if (xml_is(c, "question") || (c->type == XML_ELEMENT_NODE && has_inner(c)))
            return true;
    return false;
}

static void read_question(struct importer *in, const xmlNode *q)
{
    bool inner = has_inner(q);
    char *type = xml_attribute(q, "type"),
         *name = xml_text(xml_child(xml_child(q, "name"), "text"));
    if (type && strcmp(type, "category") == 0) {
        char *path = xml_text(xml_child(xml_child(q, "category"), "text"));
        importer_category(in, path ? path + strspn(path, " \t\r\n") : "");
        free(path);
    } else {
        importer_begin(in, 0, line_of(q), name);
        if (inner)
            importer_wrong(in, _("another question stands inside it: is a </question> missing?"));
        if (name && name[0])
            importer_name(in, name);
        if (type && strcmp(type, "multichoice") == 0)
            read_choice(in, q);
        else
            importer_skip(in, type && type[0] ? type : _("a question without a type"));
        importer_end(in);
    }
    if (inner)
        reject_inner(in, q);
    free(type);
    free(name);
}

enum err_code moodle_read(const void *bytes, size_t len, struct importer *in, struct err *e)
{
    static const char *const NAMES[] = {"question", NULL};
    struct xml x;
    xmlNodePtr q;
    size_t before = in->outcomes;
    enum err_code rc = xml_open(&x, bytes, len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &q, e)) == ERR_OK && q)
        read_question(in, q);
    xml_close(&x);
    if (rc == ERR_OK)
        importer_compare(in, "<question>", marks_moodle(bytes, len), in->outcomes - before);
    return rc;
}
