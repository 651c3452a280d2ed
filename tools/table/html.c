#include "tools/table/html.h"

#include "app/core/text.h"

#include <string.h>

static const char STYLE[] =
    ":root{color-scheme:light}*{box-sizing:border-box}"
    "body{margin:0;background:#f4f5f7;color:#1b1f24;font:16px/1.5 system-ui,'Liberation "
    "Sans','Segoe UI',Roboto,sans-serif}"
    "main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}"
    ".above{margin:0;color:#4c5663;letter-spacing:.04em;text-transform:uppercase;font-size:."
    "8125rem}"
    "h1{margin:.25rem 0 1rem;font-size:1.75rem;line-height:1.25}h2{margin:2.25rem 0 "
    ".75rem;font-size:1.25rem}"
    ".banner{max-width:none;margin:0 0 1rem;padding:.5rem 1rem;border:3px solid;color:#8a1c1c;"
    "background:#fff;font-weight:700;text-align:center;letter-spacing:.04em}"
    "p{margin:.5rem 0;max-width:48rem}.small{color:#4c5663;font-size:.875rem}"
    ".figures{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0 "
    "1.5rem;padding:0;list-style:none}"
    ".figures li{background:#fff;border:1px solid #d9dde3;border-radius:.5rem;padding:.5rem "
    "1rem;min-width:7rem}"
    ".figures b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}"
    ".figures span{color:#4c5663;font-size:.875rem}"
    "table{width:100%;border-collapse:collapse;background:#fff;border:1px solid "
    "#d9dde3;font-size:.9375rem}"
    "th,td{padding:.5rem .625rem;text-align:left;vertical-align:top;border-bottom:1px solid "
    "#e6e9ed;overflow-wrap:break-word}"
    "th{position:sticky;top:0;background:#e9edf2;font-weight:600}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.s{font-weight:600;overflow-"
    "wrap:anywhere;min-width:10rem}"
    "tbody tr:nth-child(even) td{background:#fafbfc}"
    "svg{max-width:100%;height:auto;background:#fff;border:1px solid #d9dde3}"
    "@media(max-width:44rem){main{padding:1.25rem .875rem "
    "3rem}h1{font-size:1.375rem}thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}table{border:0;background:none}tbody,tr,td{display:block;width:100%}"
    "tr{background:#fff;border:1px solid #d9dde3;border-radius:.5rem;margin:0 0 "
    ".75rem;padding:.375rem 0}"
    "tbody tr:nth-child(even) td{background:none}"
    "td,td.n{display:flex;gap:1rem;justify-content:space-between;text-align:right;border:0;padding:"
    ".1875rem .875rem}"
    "td::before{content:attr(data-t);flex:none;max-width:45%;color:#4c5663;font-weight:400;text-"
    "align:left}td:empty{display:none}}"
    "@media "
    "print{body{background:#fff;font-size:10pt}main{max-width:none;padding:0}th{position:static}tr{"
    "break-inside:avoid}thead{display:table-header-group}}";

void html_text(struct buf *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        switch (c) {
        case '&': buf_add_text(out, "&amp;"); break;
        case '<': buf_add_text(out, "&lt;"); break;
        case '>': buf_add_text(out, "&gt;"); break;
        case '"': buf_add_text(out, "&quot;"); break;
        case '\'': buf_add_text(out, "&#39;"); break;
        default:
            if ((c < 0x20 && c != '\n') || c == 0x7f)
                buf_add_text(out, "\xEF\xBF\xBD");
            else
                buf_add_u8(out, c);
        }
    }
}

void html_begin(struct buf *out, enum table_lang lang, const char *above, const char *title)
{
    buf_printf(out,
               "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'\">\n<title>",
               lang == TABLE_EN ? "en" : "vi");
    html_text(out, title);
    buf_add_text(out, "</title>\n<style>");
    buf_add_text(out, STYLE);
    buf_add_text(out, "</style>\n</head>\n<body>\n<main>\n");
    if (above[0]) {
        buf_add_text(out, "<p class=\"above\">");
        html_text(out, above);
        buf_add_text(out, "</p>\n");
    }
    buf_add_text(out, "<h1>");
    html_text(out, title);
    buf_add_text(out, "</h1>\n");
}

void html_banner(struct buf *out, const char *text)
{
    buf_add_text(out, "<p class=\"banner\" role=\"note\">");
    html_text(out, text);
    buf_add_text(out, "</p>\n");
}

void html_end(struct buf *out)
{
    buf_add_text(out, "</main>\n</body>\n</html>\n");
}

static void element(struct buf *out, const char *open, const char *text, const char *close)
{
    buf_add_text(out, open);
    html_text(out, text);
    buf_add_text(out, close);
}

void html_paragraph(struct buf *out, const char *text)
{
    element(out, "<p>", text, "</p>\n");
}

void html_small(struct buf *out, const char *text)
{
    element(out, "<p class=\"small\">", text, "</p>\n");
}

void html_heading(struct buf *out, const char *text)
{
    element(out, "<h2>", text, "</h2>\n");
}

void html_figures_begin(struct buf *out)
{
    buf_add_text(out, "<ul class=\"figures\">\n");
}

void html_figure(struct buf *out, size_t number, const char *word)
{
    buf_printf(out, "<li><b>%zu</b>", number);
    element(out, "<span>", word, "</span></li>\n");
}

void html_figures_end(struct buf *out)
{
    buf_add_text(out, "</ul>\n");
}

/* Figures stand to the right, whatever few of their cells are empty. */
static const char *class_of(const struct table *t, size_t column, const char *strong)
{
    if (strcmp(t->column[column].id, strong) == 0)
        return " class=\"s\"";
    return t->column[column].kind == TABLE_NUMBER ? " class=\"n\"" : "";
}

void html_table(struct buf *out, const struct table *t, enum table_lang lang, const char *strong)
{
    if (t->rows == 0) {
        html_paragraph(out, lang == TABLE_EN ? "None." : "Không có.");
        return;
    }
    buf_add_text(out, "<table>\n<thead><tr>");
    for (size_t c = 0; c < t->columns; c++) {
        buf_printf(out, "<th scope=\"col\"%s>",
                   t->column[c].kind == TABLE_NUMBER ? " class=\"n\"" : "");
        html_text(out, table_title(t, c, lang));
        buf_add_text(out, "</th>");
    }
    buf_add_text(out, "</tr></thead>\n<tbody>\n");
    for (size_t r = 0; r < t->rows; r++) {
        buf_add_text(out, "<tr>");
        for (size_t c = 0; c < t->columns; c++) {
            buf_printf(out, "<td%s data-t=\"", class_of(t, c, strong));
            html_text(out, table_title(t, c, lang));
            element(out, "\">", table_cell(t, r, c), "</td>");
        }
        buf_add_text(out, "</tr>\n");
    }
    buf_add_text(out, "</tbody>\n</table>\n");
}
