/* Going about among the questions, and what marking and crossing out say: shared by the question,
 * the overview and the try-out. */
#ifndef SATHACH_CLIENT_QUESTIONS_H
#define SATHACH_CLIENT_QUESTIONS_H

#include "app/client/model.h"

/* Shows a question, from 0; nothing when there is none of that number. */
void questions_show(struct client *c, unsigned q);
/* The next question without an answer; the next marked one: from the present one on and around.
 * Says when there is none, or none but this; from the overview that one is opened, too. */
void questions_show_next_empty(struct client *c);
void questions_show_next_marked(struct client *c);
/* Goes to the number typed; false, and said, when there is no such question. */
bool questions_show_typed(struct client *c);
/* That there is no question of that number, and which there are. */
void questions_unknown_text(const struct client *c, unsigned long wanted, char *out, size_t room);
/* Before the hand-in: how many questions are without an answer, and of which parts; that each of
 * them counts as wrong. False, and "", when all are answered. */
enum { QUESTIONS_TEXT = 512 };
bool questions_empty_text(const struct client *c, char out[QUESTIONS_TEXT]);
/* The time left, in words. */
void questions_say_time(struct client *c);

void questions_say_marked(struct client *c, bool is_marked);
/* place 0–3 */
void questions_say_crossed(struct client *c, unsigned place, bool is_crossed);
/* Why the chosen option is not crossed out. */
void questions_say_uncrossable(struct client *c);
/* Why Enter did not choose. */
void questions_say_how_to_choose(struct client *c);

#endif
