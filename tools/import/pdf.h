/* PDF in the shape of the published bank: headings "1.1. Câu hỏi Pháp luật chung - Khảo sát địa
 * hình - Hạng I" over tables STT | Câu hỏi | Đáp án | Hạng. Columns are found by position; rows run
 * over pages; page numbers and repeated table heads stand between. The text comes from pdftotext
 * (poppler-utils) with every word's box; the ruling lines, where they are needed to tell rows
 * apart, from pdftops. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_H
#define SATHACH_TOOLS_IMPORT_PDF_H

#include "tools/import/fields.h"
#include "tools/import/importer.h"
#include "tools/import/pdf_rules.h"

bool pdf_is(const void *bytes, size_t len);
/* Runs pdftotext and, where it is needed, pdftops on the bytes, with bounds on their time and
 * memory. ERR_IO when it is not installed or fails. */
enum err_code pdf_read(const void *bytes, size_t len, const struct fields *fields,
                       struct importer *in, struct err *e) ERR_MUST_CHECK;
/* Gives the ruling lines of all pages: asked for once, and only where rows cannot be told apart by
 * their numbers. rules is empty on entry and freed by who asked. */
typedef enum err_code pdf_draw(void *context, struct pdf_rules *rules, struct err *e);
/* The part behind pdftotext: reads what "pdftotext -bbox" writes. draw may be NULL: no ruling
 * lines. */
enum err_code pdf_read_boxes(FILE *boxes, pdf_draw *draw, void *context,
                             const struct fields *fields, struct importer *in,
                             struct err *e) ERR_MUST_CHECK;

#endif
