#include "tools/import/moodle.h"

#include "app/core/i18n.h"
#include "tools/import/markup.h"
#include "tools/import/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool moodle_is(const void *bytes, size_t len)
{
    char root[16];
    return xml_root(bytes, len, root, sizeof root) && strcmp(root, "quiz") == 0;
}

/* How Moodle itself guesses for texts of no stated format: markup when there is a tag in it. */
static bool has_tag(const char *s)
{
    for (; (s = strchr(s, '<')); s++)
        if ((s[1] >= 'a' && s[1] <= 'z') || (s[1] >= 'A' && s[1] <= 'Z') || s[1] == '/')
            return true;
    return false;
}

/* Text of <x format="…"><text>…</text></x> as plain text, malloc'd; inherited: the question's format. */
static char *text_of(struct intake *in, const xmlNode *node, const char *inherited)
{
    char *raw = xml_text(xml_child(node, "text")), *format = xml_attribute(node, "format"), *out = NULL;
    const char *f = format ? format : inherited;
    struct err e = {0};
    bool dropped = false;
    if (xml_child(node, "file") || (raw && strstr(raw, "@@PLUGINFILE@@")))
        intake_wrong(in, _("holds a picture or another file"));
    if (raw && (strcmp(f, "html") == 0 || (strcmp(f, "plain_text") != 0 && strcmp(f, "markdown") != 0 && has_tag(raw)))) {
        if (markup_to_text(raw, &out, &dropped, &e) != ERR_OK)
            intake_wrong(in, "%s", e.text);
        if (dropped)
            intake_changed(in, INTAKE_MARKUP);
        free(raw);
    } else {
        out = raw;
    }
    free(format);
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

static void take_note(struct intake *in, const xmlNode *node, const char *format)
{
    char *note = node ? text_of(in, node, format) : NULL;
    if (note)
        intake_note(in, note);
    free(note);
}

static void take_answer(struct intake *in, const xmlNode *answer, const char *format)
{
    char *fraction = xml_attribute(answer, "fraction"), *text = text_of(in, answer, format), *end = NULL;
    double f = fraction ? strtod(fraction, &end) : 0;
    if (fraction && (end == fraction || *end || f < -100 || f > 100))
        intake_wrong(in, _("an answer's fraction is no number from -100 to 100"));
    if (f > 0 && f < 100)
        intake_warn(in, _("a wrong answer with part of the marks: taken as wrong"));
    intake_option(in, text ? text : "", f == 100);
    take_note(in, xml_child(answer, "feedback"), format);
    free(text);
    free(fraction);
}

static void take_choice(struct intake *in, const xmlNode *q)
{
    xmlNodePtr stem = xml_child(q, "questiontext"), single = xml_child(q, "single");
    char *format = xml_attribute(stem, "format"), *text = text_of(in, stem, format ? format : ""), *image = xml_text(xml_child(q, "image_base64"));
    intake_stem(in, text ? text : "");
    if (image && image[strspn(image, " \t\r\n")])
        intake_wrong(in, _("holds a picture or another file"));
    if (single && is_false(single))
        intake_skip(in, _("multichoice with several answers"));
    for (xmlNodePtr a = xml_child(q, "answer"); a; a = xml_next_sibling(a, "answer"))
        take_answer(in, a, format ? format : "");
    take_note(in, xml_child(q, "generalfeedback"), format ? format : "");
    free(image);
    free(text);
    free(format);
}

static void take_question(struct intake *in, const xmlNode *q)
{
    char *type = xml_attribute(q, "type"), *name = xml_text(xml_child(xml_child(q, "name"), "text"));
    if (type && strcmp(type, "category") == 0) {
        char *path = xml_text(xml_child(xml_child(q, "category"), "text"));
        intake_category(in, path ? path + strspn(path, " \t\r\n") : "");
        free(path);
    } else {
        intake_begin(in, 0, (size_t)(xmlGetLineNo(q) > 0 ? xmlGetLineNo(q) : 0), name);
        if (name && name[0])
            intake_name(in, name);
        if (type && (strcmp(type, "multichoice") == 0 || strcmp(type, "truefalse") == 0))
            take_choice(in, q);
        else
            intake_skip(in, type && type[0] ? type : _("a question without a type"));
        intake_end(in);
    }
    free(type);
    free(name);
}

enum err_code moodle_read(const void *bytes, size_t len, struct intake *in, struct err *e)
{
    static const char *const NAMES[] = {"question", NULL};
    struct xml x;
    xmlNodePtr q;
    enum err_code rc = xml_open(&x, bytes, len, e);
    if (rc != ERR_OK)
        return rc;
    while ((rc = xml_next(&x, NAMES, &q, e)) == ERR_OK && q)
        take_question(in, q);
    xml_close(&x);
    return rc;
}
