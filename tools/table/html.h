/* Pages for the office's web site: one file, no script, nothing loaded from elsewhere; readable on
 * a telephone and in print. */
#ifndef SATHACH_TOOLS_TABLE_HTML_H
#define SATHACH_TOOLS_TABLE_HTML_H

#include "app/core/buf.h"
#include "tools/table/table.h"

/* Text with & < > " ' replaced; control characters but line breaks become U+FFFD. */
void html_text(struct buf *out, const char *text);

/* Head of a page up to the open <main>, with its title as <h1>; and its end. above: a line over the
 * title, "" for none. */
void html_begin(struct buf *out, enum table_lang lang, const char *above, const char *title);
/* A line in a frame over all that follows; stays there in print. */
void html_banner(struct buf *out, const char *text);
void html_end(struct buf *out);

/* A paragraph of plain text; of small print. */
void html_paragraph(struct buf *out, const char *text);
void html_small(struct buf *out, const char *text);
void html_heading(struct buf *out, const char *text);

/* Figures side by side: a number over its word. */
void html_figures_begin(struct buf *out);
void html_figure(struct buf *out, size_t number, const char *word);
void html_figures_end(struct buf *out);

/* The whole table, or "Không có." for one without rows; on a narrow screen each row is a card with
 * its titles. strong: id of the column that names a row, in bold. */
void html_table(struct buf *out, const struct table *t, enum table_lang lang, const char *strong);

#endif
