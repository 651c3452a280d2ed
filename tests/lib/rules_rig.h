/* A journal as a seat writes it, event by event, with true vouchers or others, and what the rules
 * of the room make of it. */
#ifndef SATHACH_TESTS_LIB_RULES_RIG_H
#define SATHACH_TESTS_LIB_RULES_RIG_H

#include "tools/office/rules.h"

enum { MINUTE = 60000, QUESTIONS = 4, PAPER = 6, MINUTES = 30 };

extern const struct session_caps RULES_RIG_CAPS;
extern const uint8_t RULES_RIG_UID[VOUCHER_UID];
extern const struct rules_paper RULES_RIG_ALONE; /* a paper that begins at any seat */
extern uint8_t rules_rig_w[VOUCHER_COUNT + 1][CRYPT_KEY];

/* A journal being written, at a seat. */
struct rules_rig {
    struct submission m;
    struct journal_event ev; /* the next one */
};

/* Of the group: the vouchers' keys. */
int rules_rig_up(void **state);
void rules_rig_hash_seat(const char *name, uint8_t out[8]);
void rules_rig_open(struct rules_rig *d, uint32_t paper, const char *seat);
void rules_rig_close(struct rules_rig *d);
/* The next event, of this type and no question, to be filled in. */
struct journal_event *rules_rig_next(struct rules_rig *d, uint16_t type);
/* Writes it down; its mac is that of a chain from a key of zeros and all before. */
void rules_rig_put(struct rules_rig *d);
void rules_rig_pass(struct rules_rig *d, uint64_t ms);
/* A voucher's number and its proof for an action, of this paper unless it is the seat's. */
void rules_rig_prove(struct rules_rig *d, uint16_t n, uint16_t action, uint32_t paper);
/* Whole events. n: of the voucher. */
void rules_rig_start(struct rules_rig *d, uint16_t minutes);
void rules_rig_answer(struct rules_rig *d);
void rules_rig_extend(struct rules_rig *d, uint16_t n, uint16_t minutes);
void rules_rig_outage(struct rules_rig *d, uint16_t n, uint16_t action, uint64_t free_ms);
void rules_rig_go_on_here(struct rules_rig *d, const char *seat, uint16_t n);

/* "late-answer@3 code@1 ", of these journals the first; in memory that the next call writes over.
 * What r holds is freed. */
const char *rules_rig_judge_with(struct rules *r, const struct rules_paper *p,
                                 struct rules_rig *const *d, size_t count);
const char *rules_rig_judge(const struct rules_paper *p, struct rules_rig *d);
const char *rules_rig_judge_two(struct rules_rig *a, struct rules_rig *b);

#endif
