/* What a killed client left in its data folder, seen with the office's key: the answers in the attempt, and the answers file with its score. */
#ifndef SATHACH_TESTS_REMAINS_H
#define SATHACH_TESTS_REMAINS_H

#include "tests/crash/sitter.h"
#include "tools/office/sitting.h"

enum { REMAINS_WHY = 256 };

/* The office, which never changes: one paper of one session. */
struct remains {
    struct workspace workspace;
    struct keys_secret *key;
    struct sitting sitting;
    struct paper drawn;
    uint32_t paper;
};

enum err_code remains_open(struct remains *r, const char *office, const char *session, const char *pass_file, const char *sbd, struct err *e)
    ERR_MUST_CHECK;
void remains_close(struct remains *r);
/* The place at which the right answer of a question stands. */
unsigned remains_right_place(const struct remains *r, unsigned question);

/* How many of the script's answers stand in the attempt: each as typed and in its order, behind a journal that verifies. -1 when something else
 * stands there or it does not open; why then says it. Looks at a copy below `aside`, so that the client finds what was left. */
long remains_answers(const struct remains *r, const struct sitter_script *script, const char *folder, const char *aside, char why[REMAINS_WHY]);
/* True when there is exactly one answers file, it opens and verifies, was handed in, holds the script's answers and no other, and bears the receipt
 * (NULL: any). points: what the office grades it with. */
bool remains_handed_in(const struct remains *r, const struct sitter_script *script, const char *folder, const char *receipt, unsigned *points,
                       char why[REMAINS_WHY]);
/* Files in the folder beside the attempt and the answers: what a kill in the middle of writing left. */
unsigned remains_other_files(const char *folder);
/* Removes a folder of files. */
void remains_remove(const char *folder);

#endif
