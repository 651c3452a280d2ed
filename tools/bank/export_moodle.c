#include "app/core/i18n.h"
#include "tools/bank/export.h"
#include "tools/table/html.h"

struct writing {
    const struct bank_folder *b;
    struct buf *out;
    uint32_t pool;
};

static void put(struct buf *out, const char *before, const char *text, const char *behind)
{
    buf_add_text(out, before);
    html_text(out, text);
    buf_add_text(out, behind);
}

static void put_category(struct writing *w, uint32_t pool)
{
    w->pool = pool;
    put(w->out, "  <question type=\"category\">\n    <category><text>$course$/top/",
        w->b->source.pool[pool].name, "</text></category>\n  </question>\n");
}

static enum err_code take(void *context, const struct bank_row *r, struct err *e)
{
    struct writing *w = context;
    const struct bank_source_question *q = &w->b->source.question[r->question];
    (void)e;
    if (r->pool != w->pool)
        put_category(w, r->pool);
    buf_add_text(w->out, "  <question type=\"multichoice\">\n");
    put(w->out, "    <name><text>", r->name ? r->name : "", "</text></name>\n");
    put(w->out, "    <questiontext format=\"plain_text\"><text>", q->text.stem,
        "</text></questiontext>\n");
    put(w->out, "    <generalfeedback format=\"plain_text\"><text>", q->note ? q->note : "",
        "</text></generalfeedback>\n");
    buf_add_text(w->out, "    <defaultgrade>1</defaultgrade>\n    <penalty>0</penalty>\n    "
                         "<hidden>0</hidden>\n    <single>true</single>\n");
    buf_printf(
        w->out,
        "    <shuffleanswers>%s</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n",
        q->options_refer ? "false" : "true");
    for (int i = 0; i < BANK_OPTIONS; i++) {
        buf_printf(w->out, "    <answer fraction=\"%d\" format=\"plain_text\">",
                   i == r->answer ? 100 : 0);
        put(w->out, "<text>", q->text.option[i], "</text></answer>\n");
    }
    buf_add_text(w->out, "  </question>\n");
    return ERR_OK;
}

enum err_code export_moodle(const struct bank_folder *b, struct buf *out, struct err *e)
{
    struct writing w = {b, out, UINT32_MAX};
    buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
    enum err_code rc = export_each(b, take, &w, e);
    buf_add_text(out, "</quiz>\n");
    return rc == ERR_OK ? buf_check(out, "Moodle XML", e) : rc;
}
