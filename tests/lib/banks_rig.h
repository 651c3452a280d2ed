/* Banks at the desk: a file of three questions, the second with two options alike, the third with
 * one too few, brought in as bank "thu" by keys. */
#ifndef SATHACH_TESTS_LIB_BANKS_RIG_H
#define SATHACH_TESTS_LIB_BANKS_RIG_H

#include "tests/lib/desk_office.h"

#define BANKS_HEAD "$CATEGORY: 4.1/II/chuyen-mon\n\n"
#define BANKS_FIRST "::q1::Chiều rộng một làn xe? {\n~3,00 m\n=3,50 m\n~3,75 m\n~4,00 m\n}\n\n"
#define BANKS_SAME "::q2::Chiều rộng làn? {\n~3,00 m\n=3,50 m\n~3,50 m\n~4,00 m\n}\n\n"
#define BANKS_SHORT "::q3::Thiếu phương án? {\n~3,00 m\n=3,50 m\n~4,00 m\n}\n"

/* The file, BANKS_HEAD and its questions at first; and where its bank then has them. */
extern char banks_source[SCRATCH_PATH + 40], banks_gift[SCRATCH_PATH + 40];

/* A desk over an office without banks, and the file. */
void banks_rig_open(struct desk_rig *r);
/* A whole file as text. */
void banks_rig_read(const char *path, char *out, size_t room);
/* The file chosen by its path, its form filled in. */
void banks_rig_choose_source(struct desk_rig *r);
/* … and brought in; its findings; the first question that has one. */
void banks_rig_import(struct desk_rig *r);
void banks_rig_open_findings(struct desk_rig *r);
void banks_rig_open_question(struct desk_rig *r);

#endif
