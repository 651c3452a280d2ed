/* What the files of the exam day's screen share. */
#ifndef SATHACH_TOOLS_DESK_DAY_PARTS_H
#define SATHACH_TOOLS_DESK_DAY_PARTS_H

#include "app/tui/pager.h"
#include "app/tui/table.h"
#include "tools/desk/day.h"
#include "tools/desk/places.h"
#include "tools/work/collect.h"
#include "tools/work/day_look.h"

enum { DAY_PAGE_MAX = 4 * 1024 * 1024 };
enum day_mode { DAY_LIST = 1, DAY_PREVIEW = 2, DAY_RESULT = 4 };

enum { DAY_CHOSEN = 8 };

struct day {
    struct screen screen;
    enum day_mode mode;
    struct place place[PLACES_MAX + DAY_CHOSEN]; /* sticks, then what was chosen */
    size_t places;
    char chosen[DAY_CHOSEN][PLACES_PATH]; /* folders, the newest last; "": none yet */
    struct day_look_reply look;
    struct tui_table table;
    char *path[2]; /* of the request */
    struct collect_request request;
    struct collect_reply came; /* of the last collecting */
    struct buf lines;          /* what became of each file of it */
    struct buf page;
    struct tui_pager pager;
};

/* ---- day_page.c ---- */

/* Keeps what was told of each file. */
void day_page_take(struct day *d, const struct job *job);
/* Writes what would be taken in, or what came, in the language of now; shows it from the top. */
void day_page_write(struct day *d);

#endif
