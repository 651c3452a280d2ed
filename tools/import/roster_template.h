/* An empty roster for Excel: the headings the reader knows, number-like columns as text so that no
 * zero is lost, lists to choose from, and a second sheet that explains each column. No sample row:
 * what is not there cannot be imported by mistake. */
#ifndef SATHACH_TOOLS_IMPORT_ROSTER_TEMPLATE_H
#define SATHACH_TOOLS_IMPORT_ROSTER_TEMPLATE_H

#include "tools/import/bank_folder.h"

/* Writes path anew (ERR_BUSY when it is there). bank: its fields are the list to choose from; NULL:
 * the official ones. */
enum err_code roster_template_write(const char *path, const struct bank_folder *bank,
                                    struct err *e) ERR_MUST_CHECK;

/* Name of the second sheet. Its first column holds the headings from the second row on: by both a
 * reader knows it. */
const char *roster_template_help(void);
/* Headings of the template: NULL past the end. */
const char *roster_template_heading(size_t i);

#endif
