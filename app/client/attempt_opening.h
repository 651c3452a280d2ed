/* What the disk is asked for before a paper can be shown: its attempt, opened and verified, or how
 * far it was sat. All of this may hang, and touches nothing but what stands in its arguments, so
 * that it can be an errand (errand.h). */
#ifndef SATHACH_CLIENT_ATTEMPT_OPENING_H
#define SATHACH_CLIENT_ATTEMPT_OPENING_H

#include "app/core/attempt.h"
#include "app/core/attempt_language.h"

/* Whose journal the file is to hold. */
struct attempt_wanted {
    char *path;  /* owned */
    uint8_t *k0; /* secret memory, owned */
    uint8_t binding[32];
    uint16_t questions;
};

/* What stands there. */
struct attempt_taken {
    struct attempt *attempt; /* owned */
    struct buf records;      /* verified */
    uint32_t durable;        /* how many of them the file holds */
    bool is_mended; /* it was damaged: the records are what could be read, and a new file takes
                       them */
    bool is_local;  /* the file stands on a local disk */
    char language[ATTEMPT_LANGUAGE]; /* the candidate's; "" for none */
};

/* How far it was sat. */
struct attempt_sat {
    bool is_begun;
    unsigned answered;
};

enum err_code attempt_wanted_init(struct attempt_wanted *w, const struct session *s,
                                  const char *dir, const struct session_ticket *t,
                                  struct err *e) ERR_MUST_CHECK;
void attempt_wanted_free(struct attempt_wanted *w);

/* Opens the attempt, made when new; one that stands is verified. A damaged one is set aside, and
 * what can be read of it is to go on in a new one. ERR_BUSY when another process has it. */
enum err_code attempt_take_up(const struct attempt_wanted *w, struct attempt_taken *out,
                              struct err *e) ERR_MUST_CHECK;
/* Whatever was not taken over from it; fine on one that was never filled. */
void attempt_taken_free(struct attempt_taken *t);

/* How far it was sat, as far as can be told; changes nothing. */
struct attempt_sat attempt_look_into(const struct attempt_wanted *w);

#endif
