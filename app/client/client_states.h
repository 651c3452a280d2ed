/* What the files of the state machine share. One function a state takes its keys. */
#ifndef SATHACH_CLIENT_CLIENT_STATES_H
#define SATHACH_CLIENT_CLIENT_STATES_H

#include "app/client/client.h"

enum { CLIENT_WRONG_LOGINS_MAX = 5 }; /* in a row; then the room's unlock code */

void client_go(struct client *c, enum client_state state);
void client_say(struct client *c, int tone, const char *text);
/* Takes the message away, unless it is one of the time that was not there long enough to be read. */
void client_hush(struct client *c);
/* To who has finished, on the log-in screen; it goes by itself after half a minute. */
void client_say_goodbye(struct client *c, const char *text);
void client_clear_fields(struct client *c);
/* Printable characters, Backspace and Delete into a field; true when it took the key. */
bool client_field_key(struct client_field *f, const struct keypress *key);
/* Closes the paper that is open, begun or not; nothing when none is. */
void client_close_paper(struct client *c);
/* Wipes everything of the candidate and goes back to the log-in. */
void client_log_out(struct client *c);
/* Up or down among the options; a text longer than the screen is read on or back first. */
void client_move_focus(struct client *c, int by);
/* What marking and crossing out did, and why not; the try-out says the same. */
void client_say_marked(struct client *c, bool is_marked);
void client_say_crossed(struct client *c, unsigned place, bool is_crossed);
void client_say_uncrossable(struct client *c);
/* Why Enter did not choose. */
void client_say_how_to_choose(struct client *c);
/* A key that does nothing here says so. */
void client_say_unknown(struct client *c, const struct keypress *key);
/* At the start, to whoever sat here when the machine stopped. */
void client_say_unfinished(struct client *c);
/* Too many wrong log-ins. */
void client_say_locked(struct client *c);
/* Into the questions, at the one last seen. */
void client_answer_on(struct client *c);
/* Forgets S and goes back to locked. */
void client_lock(struct client *c);
/* A screen on top (help, invigilator) that returns to where it came from. */
void client_go_over(struct client *c, enum client_state state);

void client_locked_key(struct client *c, const struct keypress *key);
void client_login_key(struct client *c, const struct keypress *key);
void client_papers_key(struct client *c, enum action_id action, const struct keypress *key);
void client_confirm_key(struct client *c, enum action_id action, const struct keypress *key);
void client_rules_key(struct client *c, enum action_id action);
void client_tryout_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key);
void client_answering_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key);
void client_overview_key(struct client *c, enum action_id action, unsigned arg, const struct keypress *key);
void client_handin_key(struct client *c, const struct keypress *key);
void client_invigilator_key(struct client *c, const struct keypress *key);
/* ---- the drop folder ---- */
enum err_code client_drop_start(struct client *c, struct err *e) ERR_MUST_CHECK;
void client_drop_stop(struct client *c); /* waits a few seconds for what is on its way */
/* Looks what lies there of the paper just opened; client_drop_is_looking until it is known or the wait is over. */
void client_drop_look(struct client *c);
bool client_drop_is_looking(struct client *c);
void client_drop_tick(struct client *c);
void client_drop_news(struct client *c);
/* The answers just delivered; all of the session that stand on the seat. */
void client_drop_answers(struct client *c, const char *name);
/* … to a courier: how many. */
unsigned client_drop_bring_all(struct client *c, struct courier *to);

/* ---- sticks ---- */
void client_stick_look(struct client *c);
/* The number of a stick was typed: copies. False when it is none. */
bool client_stick_copy(struct client *c, const char *typed);
void client_stick_news(struct client *c);

/* After the end: delivers when the disk has everything. */
void client_close_exam(struct client *c);

#endif
