/* An office and a session of two fields, a third of it exempt, for tests of papers: their words as
 * a reader finds them. */
#ifndef SATHACH_TESTS_PAPERS_RIG_H
#define SATHACH_TESTS_PAPERS_RIG_H

#include "tests/lib/scratch.h"
#include "tools/report/report_kinds.h"

enum {
    PAPERS_RIG_ROWS = 90,
    PAPERS_RIG_PDF_MAX = 8 * 1024 * 1024,
    PAPERS_RIG_SIGNED = 1767830400 /* 2026-01-08 */
};

extern struct papers_rig {
    char dir[SCRATCH_PATH];
    struct workspace workspace;
    struct legal_bases bases;
    struct session_info session;
    struct results results;
    struct office_session sat;
    struct report_source source; /* of all these */
} papers_rig;

int papers_rig_up(void **state);
int papers_rig_down(void **state);
/* An office.ini; it must be right. */
struct ini *papers_rig_parse(const char *text);
void papers_rig_read(const char *text, struct papers_texts *out);
/* The notice of results: the file, its words. */
void papers_rig_make(const struct report_source *src, struct buf *pdf);
void papers_rig_words(const struct report_source *src, struct buf *words);
/* All of them stand there, or none of them does. */
void papers_rig_wants(struct buf *words, const char *const *what, size_t n, bool expected);
#define WANTS(words, list) papers_rig_wants(words, list, sizeof list / sizeof list[0], true)
#define UNWANTED(words, list) papers_rig_wants(words, list, sizeof list / sizeof list[0], false)

#endif
