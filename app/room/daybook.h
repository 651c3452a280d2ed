/* The room log as the console writes it (app/core/roomlog.h): what it did, and what it saw by
 * itself. The words are Vietnamese whatever the screen speaks, for they go into the
 * minutes. Kept in
 * memory here; store.h signs and writes it. */
#ifndef SATHACH_ROOM_DAYBOOK_H
#define SATHACH_ROOM_DAYBOOK_H

#include "app/core/roomlog.h"
#include "app/room/problems.h"

enum {
    DAYBOOK_SEEN_MAX = 1024 * 1024 /* bytes beyond which only what people do is written */
};

struct daybook {
    struct buf text;
    size_t lines, saved; /* saved: bytes of it that stand signed on the disk */
};

void daybook_init(struct daybook *l);
void daybook_free(struct daybook *l);
/* Begins with these lines, which stand signed somewhere. */
void daybook_begin(struct daybook *l, const struct roomlog *before);
/* Something stands only in memory. */
bool daybook_is_unsaved(const struct daybook *l);
/* Appends; seat may be NULL, paper UINT32_MAX. What people did; false when there is no room. */
bool daybook_did(struct daybook *l, int64_t wall_ms, const struct roomlog_line *line);
/* What the console saw by itself: left out once the log is long. */
void daybook_saw(struct daybook *l, int64_t wall_ms, const struct roomlog_line *line);
/* Takes the last line away again: what it told was not done. */
void daybook_take_back(struct daybook *l, size_t len, size_t lines);

/* "thêm giờ 10 phút" */
void daybook_action_text(unsigned action, unsigned minutes, char *out, size_t room);
/* "máy đã làm", "máy không làm: quá số phút tối đa" … */
const char *daybook_outcome_text(unsigned outcome);
/* "mất tin" … */
const char *daybook_problem_text(enum problem_kind kind);

#endif
