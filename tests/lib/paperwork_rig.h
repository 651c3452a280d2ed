/* The papers of the graded session ca-1 at the desk, by keys, and their files. */
#ifndef SATHACH_TESTS_LIB_PAPERWORK_RIG_H
#define SATHACH_TESTS_LIB_PAPERWORK_RIG_H

#include "tests/lib/desk_office.h"
#include "tools/desk/paperwork_parts.h"

/* What the desk of these tests can do. */
extern const struct work_op *const PAPERWORK_RIG_OPS[];

/* One test's own office and desk, without a display: what is offered depends on it. */
void paperwork_rig_begin(const struct desk_office *from, struct desk_office *copy,
                         struct desk_rig *r);
/* The list of papers on top; fails where another screen is. */
struct paperwork *paperwork_rig_papers(struct desk_rig *r);
/* One setting, "office.place=Gia Lai". */
void paperwork_rig_settings(struct desk_rig *r, const char *change);
/* The list is opened. The desk looks at office.ini by itself, now and then: it has by then. */
void paperwork_rig_open_papers(struct desk_rig *r);
/* The paper's row gets the cursor. */
const struct session_papers_row *paperwork_rig_go_to(struct desk_rig *r, const char *id);
/* Enter on it, and on what its head lacks, which is said before; a document's form is left as it
 * is. */
void paperwork_rig_ask_for(struct desk_rig *r, const char *id);
/* … and its preview, where it was handed out: it is made, and the list is back. */
void paperwork_rig_make_one(struct desk_rig *r, const char *id);
/* The path of a file among the papers. */
void paperwork_rig_path_of(struct desk_rig *r, const char *file, char out[2 * SCRATCH_PATH + 100]);
/* A whole file, into a buffer that is begun here. */
void paperwork_rig_read(const char *path, struct buf *out);
size_t paperwork_rig_lines_of_log(struct desk_rig *r);

#endif
