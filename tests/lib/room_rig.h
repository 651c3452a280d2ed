/* Seats of one room for tests, each with a data folder of its own, and exchange folders between
 * them. The test turns the clock of their rig. */
#ifndef SATHACH_TESTS_ROOM_RIG_H
#define SATHACH_TESTS_ROOM_RIG_H

#include "app/client/client.h"
#include "tests/lib/rig.h"

enum { ROOM_WAITS = 1000 /* of 10 ms each, before a test gives up */ };

struct room_seat {
    struct client c;
    char dir[64]; /* data folder; made by the first sitting down, kept by the next */
};

/* Opens the program at a seat, unlocked. NULL: no such folder. */
void room_sit_down(struct room_seat *s, struct rig *rig, const char *name, const char *first,
                   const char *second);
/* Ends it and removes what it wrote. */
void room_clear_away(struct room_seat *s);
/* Removes all files of a folder. */
void room_empty(const char *dir);
unsigned room_count_files(const char *dir, const char *end);

void room_press(struct room_seat *s, enum keypress_kind kind);
void room_type(struct room_seat *s, const char *text);
/* One turn of the loop that runs the program. */
void room_turn(struct room_seat *s);
/* To the confirmation, the look not yet over. */
void room_log_in(struct room_seat *s, const char *sbd, const char *access);
void room_wait_for_look(struct room_seat *s);
/* From there into the questions. */
void room_begin(struct room_seat *s);
/* Answers questions from … to-1 by a letter. */
void room_answer(struct room_seat *s, unsigned from, unsigned to, const char *letter);
/* Nothing is on its way any more, to the disk or to a folder. */
void room_settle(struct room_seat *s);
/* Hands in and waits for the receipt. */
void room_hand_in(struct room_seat *s);

#endif
