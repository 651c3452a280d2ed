/* What a file that somebody may want to bring in is, by its first bytes: for a list of thousands of
 * them, so that none is read whole. Whether it can be read is said when it is. */
#ifndef SATHACH_TOOLS_WORK_FILE_KIND_H
#define SATHACH_TOOLS_WORK_FILE_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum file_kind_use {
    FILE_KIND_QUESTIONS, /* of a bank */
    FILE_KIND_ROSTER,
    FILE_KIND_ANY,
    FILE_KIND_NONE /* a folder is wanted */
};

/* What it is, as a msgid, into kind ("PDF", "Excel"); of an old one what to do with it. False where
 * it is of no use. */
bool file_kind_look(const char *path, enum file_kind_use use, char *kind, size_t room);
/* How a file of that kind, as file_kind_look called it, has to be written for this use, translated;
 * "" where nothing is to be said. */
const char *file_kind_advice(const char *kind, enum file_kind_use use);

#endif
