/* The states of the exam, one file each; client.c puts them in a row. */
#ifndef SATHACH_CLIENT_STATES_H
#define SATHACH_CLIENT_STATES_H

#include "app/client/flow.h"

extern const struct state_ops STATE_LOCKED;    /* the seat waits for the session's passphrase */
extern const struct state_ops STATE_LOGIN;     /* number and access code */
extern const struct state_ops STATE_OPENING;   /* the disk is slow with this person's papers */
extern const struct state_ops STATE_PAPERS;    /* which of several papers; or nothing left to sit */
extern const struct state_ops STATE_CONFIRM;   /* is this you? */
extern const struct state_ops STATE_RULES;     /* what holds, before the time starts */
extern const struct state_ops STATE_ANSWERING; /* a question */
extern const struct state_ops STATE_OVERVIEW;  /* all of them */
extern const struct state_ops STATE_HANDIN;    /* the word that hands in */
extern const struct state_ops STATE_CLOSING;   /* ended; the answers go to the disk */
extern const struct state_ops STATE_RECEIPT;   /* the code to copy */
extern const struct state_ops STATE_HELP;      /* the keys */
extern const struct state_ops STATE_INVIGILATOR; /* vouchers, copies to a stick */

#endif
