/* The candidate who is logged in, and this person's papers: which there are, the one that is open.
 */
#ifndef SATHACH_CLIENT_PAPERS_H
#define SATHACH_CLIENT_PAPERS_H

#include "app/client/model.h"

/* Number and access code together: true when they are a candidate's of this session, who then is
 * logged in. Which of the two is wrong is not told, not by the time it takes either. */
bool papers_log_in(struct client *c, const char *sbd, const char *code);
/* Wipes everything of the candidate and goes back to the log-in. */
void papers_log_out(struct client *c);
/* Forgets who tried to log in. */
void papers_forget_candidate(struct client *c);

/* Goes on after a log-in: asks the disk for the candidate's papers, those to sit, how far each of
 * several was sat here before, and those handed in, with their receipts; opens the only one, or
 * shows them all, the one begun last as the one to go on with. */
void papers_go_on(struct client *c);
/* Opens one, shows whose it is, and searches the exchange folder for it. What cannot be opened ends
 * in the log-in with the reason. A disk that is slow to answer for either is waited for in the
 * state opening: it goes on when the disk does. */
void papers_open(struct client *c, uint32_t paper);
/* The disk has answered, or time has passed. */
void papers_read_disk(struct client *c);
/* Says that the disk is waited for, and once that is late, whom to call. */
void papers_say_waiting(struct client *c);
/* Out of the waiting: to the choice among several papers, else to the log-in. What is on its way is
 * dropped whenever the disk answers. */
void papers_stop_waiting(struct client *c);
/* The end of the program: two seconds for what is on its way; a disk that hangs holds nothing up.
 */
void papers_stop(struct client *c);
/* The open paper comes back in the present language, should it be cut off; nothing when none is
 * open. */
void papers_keep_language(struct client *c);
/* Closes the paper that is open, begun or not; nothing when none is. What is on its way to a disk
 * that is slow gets there later, and no paper opens before. */
void papers_close(struct client *c);
/* The file of a closed paper is still not let go. */
bool papers_is_closing(struct client *c);
/* Logs out for another connection of this host, which is answered once the file is let go. */
void papers_hand_over(struct client *c, int connection);
/* Back to the choice among several papers, so that a slip costs no log-in; else to the log-in. */
void papers_leave(struct client *c);
/* Into the questions, at the one last seen, the cursor on what was chosen there. No other paper can
 * be opened any more. */
void papers_enter_questions(struct client *c);

/* Another of the candidate's papers was begun, and its time runs beside that of the open one. */
bool papers_is_another_begun(const struct client *c);
/* Says so before this one is begun. */
void papers_warn_of_another(struct client *c);
/* True when an answers file of this paper stands on this seat that says it was handed in. Nobody's
 * code has been typed: good for a hint only. */
bool papers_seems_handed_in(const struct client *c, uint32_t paper);
/* When and where the session tells its results: "Results: 12/12, the board of the Department".
 * False, and "", when it says neither. */
enum { PAPERS_RESULTS = 2 * SESSION_RESULTS_MAX + 32 };
bool papers_results_text(const struct client *c, char out[PAPERS_RESULTS]);
/* The field's title of a paper in the present language; belongs to the roster. */
const char *papers_field_title(const struct client *c, const struct session_paper *p);

#endif
