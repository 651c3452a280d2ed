/* The room logs of a session on the page of its minutes: what the consoles did and saw, in the
 * room's own hours. */
#ifndef SATHACH_TOOLS_REPORT_ROOM_PAGE_H
#define SATHACH_TOOLS_REPORT_ROOM_PAGE_H

#include "tools/office/room_files.h"
#include "tools/report/page.h"

/* Of each console the longest log, line by line; a sentence where there is none,
 * or room is NULL. */
void room_page_put(struct page *p, const struct room_files *room);

#endif
