#include "tests/lib/word_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char NUMBERING[] =
    "<w:numbering xmlns:w=\"w\">"
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"decimal\"/><w:lvlText w:val=\"Câu %1:\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText "
    "w:val=\"%2.\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText "
    "w:val=\"•\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"0\"/></w:num><w:num "
    "w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num>"
    "<w:num w:numId=\"8\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride "
    "w:ilvl=\"0\"><w:startOverride w:val=\"4\"/></w:lvlOverride></w:num></w:numbering>";

static const char STYLES[] =
    "<w:styles xmlns:w=\"w\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New "
    "Roman\"/></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"/>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Fat\"><w:basedOn "
    "w:val=\"Normal\"/><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Fatter\"><w:basedOn w:val=\"Fat\"/></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Thin\"><w:basedOn w:val=\"Fat\"/><w:rPr><w:b "
    "w:val=\"0\"/></w:rPr></w:style>"
    "<w:style w:type=\"paragraph\" w:styleId=\"Choice\"><w:pPr><w:numPr><w:ilvl "
    "w:val=\"1\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Bold\"><w:rPr><w:b/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Red\"><w:rPr><w:color "
    "w:val=\"FF0000\"/></w:rPr></w:style></w:styles>";

void word_rig_read(struct importer_rig *r, const char *body)
{
    struct buf text, zip;
    buf_init(&text, 1 << 22);
    buf_printf(&text, "<w:document xmlns:w=\"w\"><w:body>%s</w:body></w:document>", body);
    const struct packing_part PARTS[] = {{"[Content_Types].xml", "<Types/>"},
                                         {"word/document.xml", buf_text(&text)},
                                         {"word/numbering.xml", NUMBERING},
                                         {"word/styles.xml", STYLES},
                                         {NULL, NULL}};
    importer_rig_pack(PARTS, &zip);
    importer_rig_bytes(r, "docx", zip.data, zip.len);
    if (r->rc != ERR_OK)
        fail_msg("%s", r->e.text);
    buf_free(&text);
    buf_free(&zip);
}

const char *word_rig_said(const struct importer_rig *r)
{
    return r->findings.count ? r->findings.item[0].text : "nothing";
}

void word_rig_expect(const char *body, int answer, const char *name)
{
    struct importer_rig r;
    word_rig_read(&r, body);
    if (r.in.count != 1 || r.in.outcomes != 1 || r.in.question[0].answer != answer)
        fail_msg("%s: %zu of %zu taken, answer %d: %s", name, r.in.count, r.in.outcomes,
                 r.in.count ? r.in.question[0].answer : -1, word_rig_said(&r));
    if (strcmp(r.in.question[0].text.option[answer], "đúng") != 0)
        fail_msg("%s: the right option is \"%s\"", name, r.in.question[0].text.option[answer]);
    importer_rig_stop(&r);
}

void word_rig_expect_refusal(const char *body, const char *word)
{
    struct importer_rig r;
    word_rig_read(&r, body);
    if (r.in.count != 0 || r.in.outcomes != 1 || !importer_rig_says(&r, word))
        fail_msg("\"%s\" awaited: %zu of %zu taken: %s", word, r.in.count, r.in.outcomes,
                 word_rig_said(&r));
    importer_rig_stop(&r);
}
