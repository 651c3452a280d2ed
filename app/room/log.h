/* The room log as the console writes it (app/core/roomlog.h): what it did, and what it saw by
 * itself. The words are Vietnamese whatever the screen speaks, for they go into the minutes. Kept in
 * memory here; store.h signs and writes it. */
#ifndef SATHACH_ROOM_LOG_H
#define SATHACH_ROOM_LOG_H

#include "app/core/roomlog.h"
#include "app/room/problems.h"

enum {
    LOG_SEEN_MAX = 1024 * 1024 /* bytes beyond which only what people do is written */
};

struct room_log {
    struct buf text;
    size_t lines, saved; /* saved: bytes of it that stand signed on the disk */
};

void log_init(struct room_log *l);
void log_free(struct room_log *l);
/* Begins with these lines, which stand signed somewhere. */
void log_begin(struct room_log *l, const struct roomlog *before);
/* Something stands only in memory. */
bool log_is_unsaved(const struct room_log *l);
/* Appends; seat may be NULL, paper UINT32_MAX. What people did; false when there is no room. */
bool log_did(struct room_log *l, int64_t wall_ms, const struct roomlog_line *line);
/* What the console saw by itself: left out once the log is long. */
void log_saw(struct room_log *l, int64_t wall_ms, const struct roomlog_line *line);
/* Takes the last line away again: what it told was not done. */
void log_take_back(struct room_log *l, size_t len, size_t lines);

/* "thêm giờ 10 phút" */
void log_action_text(unsigned action, unsigned minutes, char *out, size_t room);
/* "máy đã làm", "máy không làm: quá số phút tối đa" … */
const char *log_outcome_text(unsigned outcome);
/* "mất tin" … */
const char *log_problem_text(enum problem_kind kind);

#endif
