/* What the desk does with what it watches (watch.h): looks, takes what came, says who is silent. */
#ifndef SATHACH_TOOLS_DESK_WATCHING_H
#define SATHACH_TOOLS_DESK_WATCHING_H

#include "tools/desk/stack.h"

/* The folder of this path; NULL: none is watched. */
const struct watch_folder *watch_find(const struct desk *d, const char *path);
/* Reads the table, and begins to look at each. */
void watch_look(struct desk *d);
/* The table is another than when it was read last. */
bool watch_has_changed(const struct desk *d);
/* One more folder; of too many chosen ones the oldest goes. */
void watch_choose(struct desk *d, const char *path);
/* A chosen one is watched no more; its files stay where they are. */
void watch_leave(struct desk *d, const char *path);
/* What was looked at has come: takes it and frees the task. False: that was no task of this. */
bool watch_take(struct desk *d, struct looks_task *task);
/* It was asked, and says nothing for too long. */
bool watch_is_silent(const struct desk *d, const struct watch_folder *f);
/* Why nothing of it could be looked at, the last time; "" where something could. */
const char *watch_failed(const struct watch_folder *f);
/* To be shown: all but what is no stick, and what was asked a moment ago. */
bool watch_is_shown(const struct desk *d, const struct watch_folder *f);

#endif
