/* What the files of the exam day's screen share. */
#ifndef SATHACH_TOOLS_DESK_DAY_PARTS_H
#define SATHACH_TOOLS_DESK_DAY_PARTS_H

#include "app/tui/pager.h"
#include "app/tui/table.h"
#include "tools/desk/watching.h"
#include "tools/desk/day.h"
#include "tools/desk/places.h"
#include "tools/work/collect.h"
#include "tools/work/day_look.h"
#include "tools/work/stick_eject.h"
#include "tools/work/stick_mount.h"

enum { DAY_PAGE_MAX = 4 * 1024 * 1024 };
enum day_mode {
    DAY_LIST = 1,
    DAY_PREVIEW = 2,
    DAY_RESULT = 4,
    DAY_WAITING = 8, /* as DAY_LIST, the cursor on a stick that is not mounted */
    DAY_FORKS = 16,  /* the same on a place where all is collected, with papers in conflict */
    DAY_CAME = 32,   /* as DAY_RESULT, with rows of what is to be seen to */
    DAY_CHOSEN = 64  /* besides: the cursor is on a folder that somebody chose */
};

/* What came of collecting and somebody must see to; the last is but told. */
enum day_need_what {
    DAY_NEED_CONFLICT,
    DAY_NEED_UNREAD,
    DAY_NEED_DAMAGED,
    DAY_NEED_LEFT,
    DAY_NEED_CLOSED,
    DAY_NEED_MISSING,
    DAY_NEED_SILENT,
    DAY_NEED_OTHERS,
    DAY_NEED_PASSED_OVER,
    DAY_NEED_FILES,
    DAY_NEEDS
};
struct day_need {
    enum day_need_what what;
    size_t count;
};

#define DAY_PACK "pack" /* words that a session is asked with */
#define DAY_ACK "ack"

struct day {
    struct screen screen;
    enum day_mode mode;            /* DAY_LIST, DAY_PREVIEW or DAY_RESULT */
    struct place place[WATCH_MAX]; /* sticks, then what was chosen */
    size_t places;
    char waiting[STICKS_MAX][STICKS_NAME]; /* sticks that are not mounted: rows behind the places */
    size_t waits;
    bool is_moved;            /* the cursor was, by somebody */
    bool is_turned;           /* the language was, and not all was looked at since */
    char wanted[PLACES_PATH]; /* the cursor goes there once it is a row */
    struct tui_table table;
    struct work_basis seen; /* what stood there when it was previewed */
    char *path[2];          /* of the request */
    struct collect_request request;
    struct collect_reply came; /* of the last collecting; its lists are owned */
    struct stick_mount_request mount;
    struct stick_eject_request eject;
    char device[STICKS_NAME]; /* of the stick that is to be taken out; "" where it is not known */
    char acted[PLACES_PATH];  /* the place or device that was acted on last */
    char named[PLACES_NAME];  /* what it is called */
    struct buf lines;         /* what became of each file of it */
    size_t told;              /* how many lines that are */
    struct day_need need[DAY_NEEDS];
    size_t needs;
    struct tui_table came_rows;
    struct buf page;
    struct tui_pager pager;
};

/* ---- day_list.c: the places ---- */

/* Looks at all of them anew; what is known of them is shown at once. */
void day_list_look(struct day *d);
void day_list_show(struct day *d);
/* Another folder stays beside those that are there; of too many the oldest goes. */
void day_list_keep(struct day *d, const char *folder);
/* The chosen folder under the cursor stays there no more. */
void day_list_drop(struct day *d);
struct tui_rows day_list_rows(struct day *d);
/* The cursor goes to the place of this path, as soon as it is known. */
void day_list_go(struct day *d, const char *path);
/* The place under the cursor, and what was found there; NULL for none. */
const struct place *day_list_place(const struct day *d);
const struct day_look_place *day_list_found(const struct day *d);
/* It was pulled before all of it was collected. */
bool day_list_is_pulled(const struct day *d, size_t i);
/* Papers in conflict under the cursor, with nothing left to be collected. */
bool day_list_has_forks(const struct day *d);
/* From what came back to the places. */
void day_list_back(struct day *d);
/* It was asked, and says nothing for too long. */
bool day_list_is_silent(const struct day *d, size_t i);
/* Why nothing of it could be looked at; "" where something could. */
const char *day_list_failed(const struct day *d, size_t i);
/* The stick under the cursor that is not mounted; NULL: it is another row. */
const char *day_list_waiting(const struct day *d);
void day_list_draw(struct day *d, struct canvas *v, int row, int end);
void day_list_tell(const struct day *d, struct buf *out);

/* ---- day_stick.c: what is done with a stick ---- */

void day_stick_mount(struct day *d);
void day_stick_eject(struct day *d);
/* Acknowledgements: of the sessions whose files lie there, else the person is asked. */
void day_stick_ack(struct day *d);
/* A session for the seats. */
void day_stick_pack(struct day *d);
/* A session was chosen with one of the words above. False: with another. */
bool day_stick_chosen(struct day *d, const char *what, const char *session);
/* Mounted, or unmounted. */
void day_stick_done(struct day *d, struct job *job);

/* ---- day_came.c: what came of collecting ---- */

/* Makes the rows of what came. */
void day_came_list(struct day *d);
struct tui_rows day_came_rows(struct day *d);
/* Where the row under the cursor leads; there is one. */
void day_came_open(struct day *d);
void day_came_draw(struct day *d, struct canvas *v, int row, int end);
/* The sum and the rows as lines; without numbers but what is not said elsewhere. */
void day_came_tell(const struct day *d, bool is_numbered, struct buf *out);

/* ---- day_page.c ---- */

/* "41 files = 31 new + …", and its end of line. */
void day_page_sum(const struct collect_reply *r, struct buf *out);

/* Keeps what was told of each file. */
void day_page_take(struct day *d, struct job *job);
/* Writes what would be taken in, or what came, in the language of now; shows it from the top. */
void day_page_write(struct day *d);

#endif
