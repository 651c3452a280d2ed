/* What the files of the settings (settings.h) share. */
#ifndef SATHACH_TOOLS_DESK_SETTINGS_PARTS_H
#define SATHACH_TOOLS_DESK_SETTINGS_PARTS_H

#include "app/tui/input.h"
#include "app/tui/table.h"
#include "tools/desk/settings.h"
#include "tools/work/settings.h"
#include "tools/work/settings_look.h"

enum { SETTINGS_ROWS = 160, SETTINGS_LABEL = 96, SETTINGS_TEXT = 2048, SETTINGS_HINT = 200 };

enum settings_mode { SETTINGS_LIST = 1, SETTINGS_FIELD = 2 /* a row is typed */ };

enum settings_what { SETTINGS_VALUE, SETTINGS_KEY, SETTINGS_TRUST, SETTINGS_BACKUP, SETTINGS_LOG };

struct settings_line {
    enum settings_what what;
    char *group, *key;   /* of a value; owned */
    char *was;           /* as the file has it, "" for not said; owned */
    char *text;          /* as it is typed: SETTINGS_TEXT bytes; owned */
    char *usual;         /* what papers print where it is empty; owned; NULL: nothing */
    bool is_elsewhere;   /* it was changed elsewhere while something else was typed here */
    bool is_wanted;      /* documents print it */
    enum keys_role role; /* of a key */
};

struct settings_list {
    struct screen screen;
    enum settings_mode mode;
    struct settings_line line[SETTINGS_ROWS];
    size_t lines;
    struct tui_table table;
    struct tui_input input;     /* of the row that is typed */
    char label[SETTINGS_LABEL]; /* of that row, for the line mode */
    struct settings_look_reply look;
    bool is_old;                       /* read again when the row that is typed is closed */
    bool goes_to_lack;                 /* opened: the cursor goes to what papers lack first */
    bool goes_to_other;                /* refused: to what was changed elsewhere meanwhile */
    const char *wanted_group, *wanted; /* the cursor goes there once it is read; NULL: nowhere */
    struct settings_request request;
    char **change, **was; /* words of the request; owned, and what they point to */
    size_t changes;
};

struct settings_line *settings_at(struct settings_list *s);
struct tui_rows settings_rows(struct settings_list *s);
void settings_draw(struct screen *s, struct canvas *v, int row, int end);
void settings_tell(struct screen *s, struct buf *out);

/* ---- settings_lines.c ---- */

/* Makes the rows of what the office says; texts that were typed stay with their settings, and a
 * setting that was changed elsewhere meanwhile is said. False: no memory. */
bool settings_take(struct settings_list *s, const struct settings_reply *reply);
void settings_forget_lines(struct settings_list *s);
/* The words that write what was changed; false: no memory. */
bool settings_make_words(struct settings_list *s);
void settings_forget_words(struct settings_list *s);
/* How a row is called, translated. */
void settings_label(const struct settings_line *x, char *out, size_t room);
/* What stands beside a value: 'x' where it may not stand so, ' ' else; hint: a sentence or "". */
char settings_judge(const struct settings_line *x, char hint[SETTINGS_HINT]);

#endif
