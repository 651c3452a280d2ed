/* The room console that may give orders, over the small room of rig.h: what comes in through the
 * folder, what is typed, what goes out. Its pictures and keys are those of console_rig.h. */
#ifndef SATHACH_TESTS_LIB_GIVE_RIG_H
#define SATHACH_TESTS_LIB_GIVE_RIG_H

#include "app/core/order.h"
#include "tests/lib/console_rig.h"
#include "tests/lib/rig.h"

extern struct rig rig;

/* Of the group: the room is made, and cleared away. */
int give_rig_group_up(void **state);
int give_rig_group_down(void **state);
/* Around each test: a console in an empty folder, its orders locked. */
int give_rig_up(void **state);
int give_rig_down(void **state);
/* A console starts over that folder and its log; the caller frees it. */
void give_rig_open(struct room *r);
/* Seat M01, M02 … with a paper that runs; each call has the next number. */
struct status give_rig_running(unsigned n);
/* As it comes in through the folder. */
void give_rig_show(const struct status *st);
void give_rig_choose(const char *seat);
/* The power to order, "Lâm" its holder. */
void give_rig_unlock(void);
/* What is asked is answered so. */
void give_rig_answer(const char *text);
/* M01 is given so many minutes by its key, up to the last Enter. */
void give_rig_more_time(const char *minutes);
/* The next order on its way; false when there is none. */
bool give_rig_next_order(struct order *o, uint8_t hash[CRYPT_HASH]);
bool give_rig_log_has(const char *text);

#endif
