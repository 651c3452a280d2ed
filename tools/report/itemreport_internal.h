/* What the files of itemreport share, the plots of an analysis: how scores are spread, facility
 * against discrimination. As SVG for the web page; what is plotted at all holds for the paper
 * too. */
#ifndef SATHACH_TOOLS_REPORT_ITEMREPORT_INTERNAL_H
#define SATHACH_TOOLS_REPORT_ITEMREPORT_INTERNAL_H

#include "app/core/buf.h"
#include "tools/office/analysis.h"

/* The most attempts that one score has: the height of a histogram. At least 1. */
size_t itemreport_most_of(const struct analysis_group *g);
/* True for a question that has both figures of the scatter plot. */
bool itemreport_is_plotted(const struct analysis_question *q);
void itemreport_svg_histogram(const struct analysis_group *g, struct buf *out);
void itemreport_svg_scatter(const struct analysis *a, struct buf *out);

#endif
