/* What hands do in the room of an exam that moves: programs started, told and killed, plugs and
 * folders pulled, disks lost, files carried and planted. */
#ifndef SATHACH_TESTS_MOVING_EXAM_HANDS_H
#define SATHACH_TESTS_MOVING_EXAM_HANDS_H

#include "tests/lib/crash/moving_exam.h"

bool moving_happens(struct moving *m, unsigned percent);
void moving_sleep_us(unsigned us);
/* The room's true clock goes on. */
void moving_pass(struct moving *m, unsigned ms);

/* What a seat shows now. */
struct moving_view moving_view_of(const struct moving *m, unsigned seat);
bool moving_is_alive(struct moving_seat *s);
/* Starts the program of a seat, unless it runs. */
void moving_start(struct moving *m, struct rig *rig, unsigned seat);
/* Takes note that it has ended. */
void moving_forget(struct moving_seat *s);
/* Tells it something, and waits until that is done and shown. */
void moving_order(struct moving *m, unsigned seat, struct moving_command o);
void moving_press(struct moving *m, unsigned seat, enum moving_what what);
void moving_type(struct moving *m, unsigned seat, enum moving_what what, const char *text);

/* Killed at once, or a moment after a command that is still under way; now and then the machine
 * starts again. */
void moving_kill(struct moving *m, unsigned seat, const struct moving_command *under_way);
/* Power goes. What its disk then holds is rolled, where all that was written there is on record. */
void moving_cut_power(struct moving *m, unsigned seat);
/* Its disk is gone for good; another one stands in its place. */
void moving_lose_disk(struct moving *m, unsigned seat);

void moving_pull(struct moving *m, unsigned folder);
void moving_give_back(struct moving *m, unsigned folder);
/* The invigilator carries what lies in one folder to the other, as file managers copy. */
void moving_carry(struct moving *m, unsigned from, unsigned to);
/* A file of the paper's names that nobody with its key made. */
void moving_plant(struct moving *m, const struct rig *rig);

#endif
