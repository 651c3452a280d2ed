/* The states of the exam, and their numbers: the states' functions, the action table's places and
 * the front ends' screens are all numbered by this one list.
 *
 *   locked → login → (papers) → confirm → rules → answering ⇄ overview → handin
 *   (behind log-in and papers, where the disk is slow: opening)
 *                                                            → closing → receipt → login
 *   practice goes from the rules through answering, overview and handin, and back to the rules;
 *   help and the invigilator's box lie over the others and go back to them. */
#ifndef SATHACH_CLIENT_STATE_H
#define SATHACH_CLIENT_STATE_H

enum client_state {
    CLIENT_LOCKED,
    CLIENT_LOGIN,
    CLIENT_OPENING, /* waiting for the disk before a paper is open */
    CLIENT_PAPERS,
    CLIENT_CONFIRM,
    CLIENT_RULES,
    CLIENT_ANSWERING,
    CLIENT_OVERVIEW,
    CLIENT_HANDIN,
    CLIENT_CLOSING, /* waiting for the disk after the end */
    CLIENT_RECEIPT,
    CLIENT_HELP,
    CLIENT_INVIGILATOR,
    CLIENT_STATES
};

/* The place of a state in the action table. */
#define CLIENT_WHERE(state) (UINT64_C(1) << (state))

#endif
