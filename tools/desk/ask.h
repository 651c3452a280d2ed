/* The field for a passphrase: on the desk's own glass, a bullet a letter, in secret memory. A new
 * one is typed twice. It is given, or refused; nothing is cut. */
#ifndef SATHACH_TOOLS_DESK_ASK_H
#define SATHACH_TOOLS_DESK_ASK_H

#include "app/tui/input.h"
#include "tools/desk/job.h"

enum { ASK_MAX = 256 /* bytes with NUL */ };

struct ask {
    bool is_open, confirms, is_again; /* again: the second time */
    char role[JOB_ROLE];
    struct {
        char typed[ASK_MAX], first[ASK_MAX];
    } * secret; /* secret memory, owned */
    struct tui_input input;
    char said[256]; /* what was wrong; "" for nothing */
};

enum ask_came {
    ASK_OPEN,
    ASK_GIVEN, /* ask_text has it, until ask_close */
    ASK_REFUSED
};

/* Opens it for a role; false: no memory. One that is open is wiped and begun anew. */
bool ask_open(struct ask *a, const char *role, bool confirms);
/* Wipes it. Harmless on one that is not open. */
void ask_close(struct ask *a);
enum ask_came ask_key(struct ask *a, const struct keypress *key);
const char *ask_text(const struct ask *a);
/* What is typed is forgotten, and said why. */
void ask_wrong(struct ask *a, const char *said);
/* Whose passphrase it is, for people: translated. */
const char *ask_role(const char *role);
/* Draws label, field and what was wrong from row on; returns the row behind it. */
int ask_draw(struct canvas *v, int row, int col, int cells, const struct ask *a, const char *label);

#endif
