/* One-time codes of the invigilator: printed on a sheet, typed at the seat, each used once. */
#ifndef SATHACH_CORE_ONCE_H
#define SATHACH_CORE_ONCE_H

#include "app/core/code.h"

enum once_action {
    ONCE_EXTEND = 1,      /* +5, +10, +15 minutes */
    ONCE_RESUME = 2,      /* 1–9 */
    ONCE_START_HERE = 3,  /* another seat */
    ONCE_MISCONDUCT = 4,  /* ends the attempt */
    ONCE_UNLOCK_LOGIN = 16, /* from S, for the room */
    ONCE_RESUME_ALL = 17,
    ONCE_LOCK = 18,
    ONCE_LEAVE = 19
};
enum { ONCE_NUMBERS = 9 /* n runs 1 … 9 for each */, ONCE_MINUTE_STEPS = 3 };

/* key: the paper's code key, or S for room actions (the label differs). */
void once_code(const uint8_t key[CRYPT_KEY], enum once_action action, uint16_t minutes, uint16_t n, char out[CODE_ONCE + 1]);

struct once_match {
    enum once_action action;
    uint16_t minutes, n;
    uint16_t number; /* unique in a paper or room: bit in journal_state.codes_used; 0–255 */
};
/* Which code was typed (normalised here), of those made from the paper's key (room = false) or S (room = true). False when none. */
bool once_find(const uint8_t key[CRYPT_KEY], bool room, const char *typed, struct once_match *out);
/* Number of a code, as in once_match. */
uint16_t once_number(enum once_action action, uint16_t minutes, uint16_t n);

#endif
