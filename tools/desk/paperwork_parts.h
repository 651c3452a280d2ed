/* What the files of the papers' screen share. */
#ifndef SATHACH_TOOLS_DESK_PAPERWORK_PARTS_H
#define SATHACH_TOOLS_DESK_PAPERWORK_PARTS_H

#include "app/tui/pager.h"
#include "app/tui/table.h"
#include "tools/desk/paperwork.h"
#include "tools/desk/places.h"
#include "tools/work/outside.h"
#include "tools/work/printers.h"
#include "tools/work/session_papers.h"

enum paperwork_mode {
    PAPERWORK_LIST = 1,
    PAPERWORK_LACKS = 2, /* what office.ini should say before it is made */
    PAPERWORK_ASK = 4,   /* what would be printed, or taken along */
    PAPERWORK_NO_PRINTER = 8,
    PAPERWORK_OPENS = 16, /* besides PAPERWORK_LIST: a file can be opened here */
    PAPERWORK_DOUBTS =
        32, /* as PAPERWORK_LACKS, of a sheet or slips: Enter makes them all the same */
    PAPERWORK_MAKES = 64,    /* besides PAPERWORK_LIST: Enter makes the paper under the cursor */
    PAPERWORK_REMAKES = 256, /* … it stands there as it is due: Enter makes it again */
    PAPERWORK_MARKS = 128 /* … it is a mark's: Enter leads to the sheet, which makes the next */
};
enum paperwork_asked { PAPERWORK_PRINT, PAPERWORK_COPY };
enum { PAPERWORK_FORMATS = 16 /* papers that have formats of their own */, PAPERWORK_FORMAT = 32 };

struct paperwork {
    struct screen screen; /* about: the session */
    enum paperwork_mode mode;
    enum paperwork_asked asked;
    struct session_papers_reply look;
    bool is_seen;   /* look is of the session */
    bool is_turned; /* the language, since the page was written */
    struct {
        char id[PAPERWORK_FORMAT], words[PAPERWORK_FORMAT];
    } format[PAPERWORK_FORMATS]; /* of the papers for which they were chosen; else pdf */
    struct tui_table rows;
    struct session_papers_row making; /* the row that is being made, before it was; file "": none;
                                         what it lacks is not looked at */
    char wanted[200];  /* the cursor goes to this file once it was looked at, "": to what waits */
    bool replaces;     /* what is taken along has an older one on the stick */
    bool prints;       /* opened to print `wanted`, not yet asked: once it was looked at */
    bool is_for_print; /* opened for nothing else: it leads back */
    char warned[200];  /* file of which was said what speaks against it: the same key does it */
    struct buf page;
    struct tui_pager pager;
    char file[200], path[PLACES_PATH], stick[PLACES_PATH];
    struct work_basis seen; /* what the copy was previewed from */
    struct session_papers_request request;
    struct outside_request outside;
    struct printers_request printers;
};

/* The row under the cursor; NULL for none. */
const struct session_papers_row *paperwork_row(const struct paperwork *p);
/* The command that makes it; "" where it is another's. */
void paperwork_make_line(const struct paperwork *p, const struct session_papers_row *row, char *out,
                         size_t room);
/* It waits for somebody: to be made again, printed, signed; false for one not made yet. */
bool paperwork_waits(const struct paperwork *p, const struct session_papers_row *row);
/* Formats it is made in. */
const char *paperwork_format(const struct paperwork *p, const struct session_papers_row *row);

/* Looks at them anew. */
void paperwork_look(struct screen *s);
/* What is missing, or what would be done. */
void paperwork_show_page(struct paperwork *p, enum paperwork_mode mode, enum paperwork_asked asked);

/* ---- paperwork_made.c ---- */

/* Says what was made since the row `making` was taken, and which of it is as it was printed. */
void paperwork_tell_made(struct paperwork *p);

/* ---- paperwork_outside.c: of one paper, each refused where it is not as it was made ---- */

/* The preview of a line of the log: "--printed", "--signed". */
void paperwork_say(struct paperwork *p, const struct session_papers_row *row, const char *option);
void paperwork_ask_print(struct paperwork *p, const struct session_papers_row *row);
/* Previews that the settings name what prints, which was chosen. */
void paperwork_take_printer(struct paperwork *p, const char *program);
/* A display, on which a file can be opened. */
bool paperwork_can_open(void);
void paperwork_open_file(struct paperwork *p, const struct session_papers_row *row);
/* Asks onto which stick or into which folder. */
void paperwork_find_stick(struct paperwork *p, const struct session_papers_row *row);
/* Looks what stands on that stick already; then it is previewed. */
void paperwork_look_at_stick(struct paperwork *p);
/* Does what was shown: prints, copies. */
void paperwork_go(struct paperwork *p);
void paperwork_done(struct screen *s, struct job *job);

/* ---- paperwork_draw.c ---- */

struct tui_rows paperwork_rows(struct paperwork *p);
void paperwork_head(struct screen *s, struct screen_head *out);
void paperwork_draw(struct screen *s, struct canvas *v, int row, int end);
void paperwork_tell(struct screen *s, struct buf *out);

#endif
