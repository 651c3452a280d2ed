/* One-time codes of the invigilator: printed on a sheet, typed at the seat, each used once. */
#ifndef SATHACH_CORE_ONETIME_H
#define SATHACH_CORE_ONETIME_H

#include "app/core/code.h"

enum onetime_action {
    ONETIME_EXTEND = 1,      /* +5, +10, +15 minutes */
    ONETIME_RESUME = 2,      /* 1–9 */
    ONETIME_START_HERE = 3,  /* another seat */
    ONETIME_MISCONDUCT = 4,  /* ends the attempt */
    ONETIME_UNLOCK_LOGIN = 16, /* from S, for the room */
    ONETIME_RESUME_ALL = 17,
    ONETIME_LOCK = 18,
    ONETIME_LEAVE = 19
};
enum { ONETIME_NUMBERS = 9 /* n runs 1 … 9 for each */, ONETIME_MINUTE_STEPS = 3 };

/* key: the paper's code key, or S for room actions (the label differs). */
void onetime_code(const uint8_t key[CRYPT_KEY], enum onetime_action action, uint16_t minutes, uint16_t n, char out[CODE_ONCE + 1]);

struct onetime_match {
    enum onetime_action action;
    uint16_t minutes, n;
    uint16_t number; /* unique in a paper or room: bit in journal_state.codes_used; 0–255 */
};
/* Which code was typed (normalised here), of those made from the paper's key (room = false) or S (room = true). False when none. */
bool onetime_find(const uint8_t key[CRYPT_KEY], bool room, const char *typed, struct onetime_match *out);
/* Number of a code, as in onetime_match. */
uint16_t onetime_number(enum onetime_action action, uint16_t minutes, uint16_t n);
/* And back: which code a number in a journal is. False when it is none. */
bool onetime_of_number(uint16_t number, struct onetime_match *out);

#endif
