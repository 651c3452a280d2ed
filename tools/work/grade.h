/* grade: what was collected, graded; the same inputs give the same bytes. */
#ifndef SATHACH_TOOLS_WORK_GRADE_H
#define SATHACH_TOOLS_WORK_GRADE_H

#include "tools/office/grading.h"
#include "tools/work/office.h"

struct grade_request {
    struct work_words session;
    bool is_preview;
};

/* A session whose results stand there anew, or with a preview would. */
struct graded_session {
    struct grading grading;
    struct results results;
    struct results before; /* in force, with a preview */
    bool has_before;
    bool mark_waits; /* with a preview: the paper with the mark was not printed yet */
};

/* Papers that come out otherwise than the results in force have them; all, where there are none. */
size_t grade_changes(const struct graded_session *s);
bool grade_is_changed(const struct graded_session *s, size_t paper);

struct grade_reply {
    struct office office;          /* resting (office_rest) */
    struct graded_session *graded; /* in their order, as far as it came; owned */
    size_t count;
    enum table_lang lang; /* of the words for states */
};

/* What it came to, as lines for people: the counts, what waits for the council, with a preview who
 * comes out otherwise. A work_op's say. */
void grade_say(const void *request, const void *reply, struct buf *out);
/* The same at the desk: by keys instead of commands, and once it is graded who came out how, by
 * name. A work_op's say_at_desk. */
void grade_say_at_desk(const void *request, const void *reply, struct buf *out);

/* Which rule a paper breaks, where, by how much, and what the council may do: appended, in the
 * user's language. */
void grade_tell_irregular(const struct grading *g, const struct result *r, uint32_t paper,
                          struct buf *out);

/* ERR_CONFLICT names the first paper that waits for the council; results are written all the
 * same. */
extern const struct work_op grade_op;

#endif
