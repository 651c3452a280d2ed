/* What the files of the module share: papers.c is who is logged in, papers_own.c which papers there
 * are, papers_open.c the one to be opened, papers_wait.c asks the disk for both; papers_closing.c
 * lets go what was open. */
#ifndef SATHACH_CLIENT_PAPERS_INTERNAL_H
#define SATHACH_CLIENT_PAPERS_INTERNAL_H

#include "app/client/papers.h"

#include "app/core/errand.h"

/* Asks the disk, and takes up what came of it: the job of that errand, which is then gone. */
enum err_code papers_ask_own(const struct client *c, struct errand **out,
                             struct err *e) ERR_MUST_CHECK;
void papers_take_own(struct client *c, void *job);
enum err_code papers_ask_paper(struct client *c, struct errand **out, struct err *e) ERR_MUST_CHECK;
void papers_take_paper(struct client *c, void *job);

/* Asks for one or the other, and waits a moment for it. */
void papers_wait_for(struct client *c, enum opening_task task);
/* Ends the writing of the open paper, which is to be closed. */
void papers_end_file(struct client *c);
void papers_stop_closing(struct client *c);
/* Nothing is waited for any more. */
void papers_give_up(struct client *c);
/* Back to the log-in, with the reason. */
void papers_refuse(struct client *c, const struct err *e);
/* The paper begun is the one to go on with; the first of several. */
void papers_choose_begun(struct papers *p);
void papers_forget_candidate_key(struct client *c);

#endif
