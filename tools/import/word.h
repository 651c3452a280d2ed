/* DOCX: tables of the published shape (or with option columns), and questions in paragraphs: "Câu 1
 * …", "a. …" to "d. …", the right one by "Đáp án: c", or in bold or underlined. Numbers and letters
 * that Word counts by itself are read as it shows them. */
#ifndef SATHACH_TOOLS_IMPORT_WORD_H
#define SATHACH_TOOLS_IMPORT_WORD_H

#include "tools/import/fields.h"
#include "tools/import/importer.h"

bool word_is(const void *bytes, size_t len);
enum err_code word_read(const void *bytes, size_t len, const struct fields *fields,
                        struct importer *in, struct err *e) ERR_MUST_CHECK;

#endif
