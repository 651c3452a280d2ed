/* What the line mode says: the states, the questions, what happened meanwhile. Whole sentences,
 * each line to be understood when heard alone. */
#ifndef SATHACH_CLIENT_LINEAR_SAY_H
#define SATHACH_CLIENT_LINEAR_SAY_H

#include "app/client/arrival.h"
#include "app/client/flow.h"
#include "app/client/papers.h"
#include "app/client/speaker.h"
#include "app/client/time_left.h"

struct linear {
    const struct client *client;
    int cells; /* of the terminal, so that lines break between words; 0: a pipe, lines are not
                  broken */
    struct {   /* what was said last */
        enum client_state state;      /* of this one */
        enum invigilator_step step;   /* of the invigilator's box */
        enum leaving_step leaving;    /* of the seat that is left */
        unsigned part, question;      /* part + 1; 0: none since the rules */
        unsigned waiting_save;        /* question + 1 whose saving was not yet said */
        unsigned minutes;             /* bit a step of time_left.h */
        char message[512];            /* the message line */
        char begun[2 * ARRIVAL_TEXT]; /* of an interrupted exam */
        char seat_trouble[256];       /* of the seat: its folder, its room record */
        const char *places;           /* of the second place; NULL: nothing */
    } told;
    bool fresh;              /* say the state again */
    bool is_done;            /* nothing was left to sit */
    bool is_in_trouble;      /* it was said that the disk refuses, */
    bool is_closing;         /* after the end */
    bool is_hidden;          /* what is typed is not shown */
    bool is_prompted;        /* the prompt stands, nothing was said behind it */
    struct speaker *speaker; /* reads aloud what is said; NULL: nobody asked for it */
};

/* A text, its lines broken between words; nothing in it becomes terminal control. It is read aloud
 * with all that is said up to the next prompt. */
void linear_say(struct linear *l, const char *text);
/* The four options of the question, or of the try-out, with what was chosen and crossed out. */
void linear_say_options(struct linear *l);
/* Where one is, in a line: to an empty line. */
void linear_say_place(struct linear *l);
void linear_say_time(struct linear *l);
/* The receipt's code with a word for each letter: all of it, or four letters, group 0 to 3. */
void linear_say_receipt_spelled(struct linear *l);
void linear_say_receipt_group(struct linear *l, unsigned group);
/* The commands that work now, one a line. */
void linear_say_help(struct linear *l);
/* "… does nothing here". */
void linear_say_unknown(struct linear *l, const char *line);
/* What is new: a message, an answer saved, the disk's troubles, the minutes, another state or
 * question. */
void linear_report(struct linear *l);
/* What stands before the line to be typed, unless it stands already. */
void linear_prompt(struct linear *l);

#endif
