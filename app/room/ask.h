/* What is asked before something is ordered or written down: order passphrase, who orders, what,
 * why, and the word before what cannot be taken back. Texts in, questions out: for the screen and
 * for the line mode. Nothing is sent but by the last Enter. */
#ifndef SATHACH_ROOM_ASK_H
#define SATHACH_ROOM_ASK_H

#include "app/core/room_action.h"
#include "app/room/room.h"

enum { ASK_TEXT = 512 };

/* An action at the seat of the cursor; its answer is in room.message where it cannot be. */
void ask_action(struct room *r, enum room_action action);
/* For the whole room: which action is asked. */
void ask_whole_room(struct room *r);
/* A line for the room log; the order passphrase alone; how many seats are expected; the rehearsal's
 * sheet. */
void ask_note(struct room *r);
void ask_power(struct room *r);
void ask_count(struct room *r);
/* What is typed now. Ends with room.place as it was before. */
void ask_answer(struct room *r, const char *typed);
/* Esc: nothing is done. */
void ask_cancel(struct room *r);
bool ask_is_on(const struct room *r);

/* What is asked, the label of its field, and what was chosen so far ("" before). */
void ask_question(const struct room *r, char out[ASK_TEXT]);
const char *ask_label(const struct room *r);
void ask_chosen(const struct room *r, char out[ASK_TEXT]);

#endif
