#include "tools/import/moodle_text.h"

#include "app/core/i18n.h"
#include "tools/import/markup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char PLUGINFILE[] = "@@PLUGINFILE@@/";

void moodle_text_lost(struct importer *in, const struct markup_lost *lost)
{
    if (lost->emphasis)
        importer_changed(in, IMPORTER_MARKUP);
    if (lost->hidden) {
        importer_changed(in, IMPORTER_HIDDEN);
        importer_warn(
            in, _("holds text that a page does not show (display:none or the like): left out"));
    }
    if (lost->link[0])
        importer_warn(in, _("where a link leads is not kept: %s"), lost->link);
}

/* A file of the course: a picture nearly always. Its name, for the reason. */
static void refuse_files(struct importer *in, const char *raw)
{
    const char *at = strstr(raw, "@@PLUGINFILE@@");
    if (!at)
        return;
    const char *name =
        strncmp(at, PLUGINFILE, sizeof PLUGINFILE - 1) == 0 ? at + sizeof PLUGINFILE - 1 : "";
    int n = (int)strcspn(name, "\"'\\ )>?\n");
    if (n)
        importer_wrong(in, _("holds a picture or another file: \"%.*s\""), n < 80 ? n : 80, name);
    else
        importer_wrong(in, _("holds a picture or another file"));
}

/* A pair of the sign around something that touches it: "**đậm**", not "2 * 3 * 4". */
static const char *find_pair(const char *text, const char *sign)
{
    size_t n = strlen(sign);
    for (const char *s = text; (s = strstr(s, sign)); s += n) {
        if (!s[n] || isspace((unsigned char)s[n]) || strncmp(s + n, sign, n) == 0)
            continue;
        const char *end = strstr(s + n, sign);
        return end && !isspace((unsigned char)end[-1]) ? s : NULL;
    }
    return NULL;
}

/* The first sign of Markdown in the text, or NULL: emphasis, code, raised text, links, headings. */
static const char *find_markdown(const char *text)
{
    static const char *const PAIRS[] = {"**", "__", "~~", "*", "`", "^"};
    const char *first = NULL;
    for (size_t i = 0; i < sizeof PAIRS / sizeof PAIRS[0]; i++) {
        const char *at = find_pair(text, PAIRS[i]);
        if (at && (!first || at < first))
            first = at;
    }
    const char *link = strstr(text, "](");
    if (!first && link)
        first = link;
    if (!first && text[0] == '#')
        first = text;
    return first;
}

static void look_at_markdown(struct importer *in, const char *raw)
{
    const char *picture = strstr(raw, "![");
    const char *link = picture ? strstr(picture, "](") : NULL;
    if (link) {
        int n = (int)strcspn(link + 2, ")\n");
        importer_wrong(in, _("a picture (\"%.*s\"), which plain text cannot hold"), n < 80 ? n : 80,
                       link + 2);
    }
    const char *sign = find_markdown(raw);
    if (sign)
        importer_warn(in, _("signs of Markdown stay as they are written: \"%.40s\""), sign);
}

char *moodle_text(struct importer *in, const char *raw, enum moodle_format format)
{
    bool tags = format != MOODLE_PLAIN && format != MOODLE_HTML && markup_is_in(raw);
    struct markup_lost lost = {0};
    struct err e = {0};
    char *out = NULL;
    refuse_files(in, raw);
    if (format == MOODLE_MARKDOWN)
        look_at_markdown(in, raw);
    if (format != MOODLE_HTML && !tags)
        return strdup(raw);
    if (markup_to_text(raw, format != MOODLE_HTML, &out, &lost, &e) != ERR_OK)
        importer_wrong(in, "%s", e.text);
    moodle_text_lost(in, &lost);
    if (tags)
        importer_changed(in, IMPORTER_TAGS);
    return out ? out : strdup("");
}
