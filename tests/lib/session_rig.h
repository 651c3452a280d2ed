/* From a list of two candidates towards a session at the desk, by keys. */
#ifndef SATHACH_TESTS_LIB_SESSION_RIG_H
#define SATHACH_TESTS_LIB_SESSION_RIG_H

#include "tests/lib/desk_office.h"

#define SESSION_HEAD "SBD;Họ và tên;Ngày sinh;Lĩnh vực;Hạng;Miễn chuyên môn;Ghi thêm\n"
#define SESSION_FIRST "017;Nguyễn Thị Hạnh;02/09/1976;4.1;II;;a\n"
#define SESSION_SECOND "018;Trần Văn Độ;15/03/1985;4.1;III;;b\n"

/* What the desk of these tests can do. */
extern const struct work_op *const SESSION_RIG_OPS[];
/* The list, a file of the office: SESSION_HEAD and both of them when a desk is opened. */
extern char session_rig_list[SCRATCH_PATH + 40];

/* An office, of the group; and a desk over it. */
void session_rig_make(struct desk_office *o);
void session_rig_open(const struct desk_office *o, struct desk_rig *r);
/* The file with this path, where a file is looked for. */
void session_rig_choose_file(struct desk_rig *r, const char *path);
/* The rules of this id; their list stands by name. */
void session_rig_choose_rules(struct desk_rig *r, const char *id);
/* From the first screen to the list's columns, by the rules of 2024. */
void session_rig_open_roster_of(struct desk_rig *r, const char *path);
/* The row that holds the text gets the cursor. */
void session_rig_go_to(struct desk_rig *r, const char *text);

#endif
