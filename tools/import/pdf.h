/* PDF in the shape of the published bank: headings "1.1. Câu hỏi Pháp luật chung - Khảo sát địa hình - Hạng I" over tables STT | Câu hỏi | Đáp án | Hạng.
 * Columns are found by position; rows run over pages; page numbers and repeated table heads stand between. The text comes from pdftotext (poppler-utils)
 * with every word's box. */
#ifndef SATHACH_TOOLS_IMPORT_PDF_H
#define SATHACH_TOOLS_IMPORT_PDF_H

#include "tools/import/fields.h"
#include "tools/import/intake.h"

bool pdf_is(const void *bytes, size_t len);
/* Runs pdftotext on the bytes, with bounds on its time and memory. ERR_IO when it is not installed or fails. */
enum err_code pdf_read(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e) ERR_MUST_CHECK;
/* The part behind pdftotext: reads what "pdftotext -bbox" writes. */
enum err_code pdf_read_boxes(FILE *boxes, const struct fields *fields, struct intake *in, struct err *e) ERR_MUST_CHECK;

#endif
