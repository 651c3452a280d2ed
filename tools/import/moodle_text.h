/* A question's texts in the formats that Moodle knows, as GIFT and Moodle XML name them. */
#ifndef SATHACH_TOOLS_IMPORT_MOODLE_TEXT_H
#define SATHACH_TOOLS_IMPORT_MOODLE_TEXT_H

#include "tools/import/importer.h"

/* AUTO is what Moodle takes a text for that names no format ("Moodle auto-format"): it shows tags
 * and character references as HTML does and keeps line ends. */
enum moodle_format { MOODLE_AUTO, MOODLE_HTML, MOODLE_PLAIN, MOODLE_MARKDOWN };

/* The text as plain text, malloc'd. What is left out or read in another way is counted in the
 * importer or told; what plain text cannot hold (a picture, a table)
 * rejects the question by name. Markdown stays as it is written, which is told. NULL when memory
 * ends. */
char *moodle_text(struct importer *in, const char *raw, enum moodle_format format);
/* What a walk over markup left out, counted and told. */
struct markup_lost;
void moodle_text_lost(struct importer *in, const struct markup_lost *lost);

#endif
