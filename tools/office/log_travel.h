/* The log on its way to other hands: a stick with its lines and mark (sathach-log/), compared later
 * line by line. */
#ifndef SATHACH_TOOLS_OFFICE_LOG_TRAVEL_H
#define SATHACH_TOOLS_OFFICE_LOG_TRAVEL_H

#include "tools/office/log_met.h"

/* The folder on a stick. */
#define LOG_TRAVEL_FOLDER "sathach-log"

/* path/sathach-log where there is such a folder, else path itself; malloc'd, NULL when memory
 * ends. */
char *log_travel_folder(const char *path);

/* Writes folder/sathach-log/ with log.tsv, mark, office.pub and the cosigned marks (witnessed/),
 * each read back. What stood there of this log is replaced. */
enum err_code log_export(const struct log *l, const char *folder, struct err *e) ERR_MUST_CHECK;

/* Compares with what lies at path: a mark, a folder with one (sathach-log/, or it itself), an
 * acknowledgement. With the lines at hand the first one that differs is named. *met says how it
 * stands to the log here; ERR_POLICY as log_meet; ERR_FORMAT when there is no
 * mark at path. */
enum err_code log_compare_with(const struct log *l, const char *path, enum log_met *met,
                               struct note_mark *mark, struct err *e) ERR_MUST_CHECK;

/* The number of the first line here that a text of lines does not repeat; 0 when all of the shorter
 * one are the same. */
uint64_t log_first_difference(const struct log *l, const struct buf *text);

/* True when the log here had this code at this size. code: as note_code_normalise leaves it. */
bool log_had_code(const struct log *l, uint64_t size, const char *code);

#endif
