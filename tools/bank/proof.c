#include "tools/bank/proof.h"

#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "tools/table/html.h"

#include <stdio.h>
#include <string.h>

static const char STYLE[] =
    "<style>.q{background:#fff;border:1px solid #d9dde3;border-radius:.5rem;padding:.75rem "
    "1rem;margin:.75rem 0;break-inside:avoid}"
    ".q p{margin:.25rem 0;max-width:none;white-space:pre-line}.q "
    "ol{list-style:lower-alpha;margin:.5rem 0;padding-left:1.75rem}.q li{white-space:pre-line}"
    ".q li.right{font-weight:700}.q li.right::after{content:\" "
    "\\2713\"}.error{color:#a40e26;font-weight:600}.warning{color:#7a4b00}</style>\n";

static void put(struct buf *out, const char *before, const char *text, const char *behind)
{
    buf_add_text(out, before);
    html_text(out, text);
    buf_add_text(out, behind);
}

static void put_findings(const struct bank_folder *b, const struct bank_row *r,
                         const struct findings *f, struct buf *out)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct finding *x = &f->item[i];
        if (x->line != r->line || x->line == 0 || strcmp(x->file, b->file[r->file]) != 0)
            continue;
        put(out, x->kind == FINDINGS_ERROR ? "<p class=\"error\">" : "<p class=\"warning\">",
            x->text, "</p>\n");
    }
}

static void put_question(const struct bank_folder *b, const struct bank_row *r, size_t number,
                         const struct findings *f, struct buf *out)
{
    const struct bank_source_question *q = &b->source.question[r->question];
    buf_printf(out, "<div class=\"q\"><p><b>%zu.</b> ", number);
    put(out, "", q->text.stem, "</p>\n<ol>\n");
    for (int i = 0; i < BANK_OPTIONS; i++)
        put(out, i == r->answer ? "<li class=\"right\">" : "<li>", q->text.option[i], "</li>\n");
    buf_add_text(out, "</ol>\n");
    put_findings(b, r, f, out);
    put(out, "<p class=\"small\">", q->note ? q->note : "–", "");
    const char *slash = strrchr(b->file[r->file], '/');
    put(out, " · tệp ", slash ? slash + 1 : b->file[r->file], "");
    buf_printf(out, ", dòng %zu", r->line);
    if (r->name)
        put(out, " · ", r->name, "");
    buf_add_text(out, "</p></div>\n");
}

/* "1.1 Khảo sát địa hình · hạng II · chuyên môn" for 1.1/II/chuyen-mon. */
static void put_heading(const struct bank_source *s, const char *pool, struct buf *out)
{
    char code[BANK_NAME_MAX], text[POOL_TITLE_MAX];
    snprintf(code, sizeof code, "%.*s", (int)strcspn(pool, "/"), pool);
    const struct bank_field *field = bank_meta_field(&s->meta, code);
    pool_title_vi(pool, field ? field->title_vi : NULL, text, sizeof text);
    html_heading(out, text);
}

enum err_code proof_page(const struct bank_folder *b, const struct findings *f, struct buf *out,
                         struct err *e)
{
    html_begin(out, TABLE_VI, b->source.meta.edition, b->source.meta.title_vi);
    buf_add_text(out, STYLE);
    html_figures_begin(out);
    html_figure(out, b->source.questions, "câu khác nhau");
    html_figure(out, b->source.pools, "nhóm câu hỏi");
    html_figure(out, f->errors, "lỗi");
    html_figure(out, f->count - f->errors, "cảnh báo");
    html_figures_end(out);
    for (size_t p = 0; p < b->source.pools; p++) {
        size_t number = 0;
        put_heading(&b->source, b->source.pool[p].name, out);
        for (size_t i = 0; i < b->rows; i++)
            if (b->row[i].pool == p)
                put_question(b, &b->row[i], ++number, f, out);
    }
    html_end(out);
    return buf_check(out, "HTML", e);
}
