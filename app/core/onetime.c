#include "app/core/onetime.h"

#include <sodium.h>
#include <string.h>

void onetime_code(const uint8_t key[CRYPT_KEY], enum onetime_action action, uint16_t minutes, uint16_t n, char out[CODE_ONCE + 1])
{
    uint8_t what[6] = {(uint8_t)action, (uint8_t)((unsigned)action >> 8), (uint8_t)minutes, (uint8_t)(minutes >> 8),
                       (uint8_t)n, (uint8_t)(n >> 8)};
    uint8_t bytes[CRYPT_KEY];
    crypt_kdf(key, action >= ONETIME_UNLOCK_LOGIN ? LABEL_ROOM_CODE : LABEL_PAPER_CODE, what, sizeof what, bytes, sizeof bytes);
    code_from_bytes(bytes, out);
    crypt_wipe(bytes, sizeof bytes);
}

/* Numbers run from 1, so that 0 means "no code": extend 1–27 (three steps of nine), then nine for each further action. */
uint16_t onetime_number(enum onetime_action action, uint16_t minutes, uint16_t n)
{
    unsigned row = 0;
    switch (action) {
    case ONETIME_EXTEND: row = minutes / 5u - 1u; break;
    case ONETIME_RESUME: row = 3; break;
    case ONETIME_START_HERE: row = 4; break;
    case ONETIME_MISCONDUCT: row = 5; break;
    case ONETIME_UNLOCK_LOGIN: row = 6; break;
    case ONETIME_RESUME_ALL: row = 7; break;
    case ONETIME_LOCK: row = 8; break;
    case ONETIME_LEAVE: row = 9; break;
    }
    return (uint16_t)(row * ONETIME_NUMBERS + n);
}

bool onetime_of_number(uint16_t number, struct onetime_match *out)
{
    static const enum onetime_action ROW[] = {ONETIME_EXTEND, ONETIME_EXTEND,     ONETIME_EXTEND,       ONETIME_RESUME,     ONETIME_START_HERE,
                                              ONETIME_MISCONDUCT, ONETIME_UNLOCK_LOGIN, ONETIME_RESUME_ALL, ONETIME_LOCK, ONETIME_LEAVE};
    unsigned row = (number - 1u) / ONETIME_NUMBERS;
    if (number == 0 || row >= sizeof ROW / sizeof ROW[0])
        return false;
    uint16_t minutes = row < ONETIME_MINUTE_STEPS ? (uint16_t)(5 * (row + 1)) : 0;
    *out = (struct onetime_match){ROW[row], minutes, (uint16_t)((number - 1) % ONETIME_NUMBERS + 1), number};
    return true;
}

bool onetime_find(const uint8_t key[CRYPT_KEY], bool room, const char *typed, struct onetime_match *out)
{
    static const enum onetime_action PAPER[] = {ONETIME_EXTEND, ONETIME_RESUME, ONETIME_START_HERE, ONETIME_MISCONDUCT};
    static const enum onetime_action ROOM[] = {ONETIME_UNLOCK_LOGIN, ONETIME_RESUME_ALL, ONETIME_LOCK, ONETIME_LEAVE};
    char code[CODE_MAX], made[CODE_ONCE + 1];
    if (!code_normalise(typed, code, sizeof code) || strlen(code) != CODE_ONCE || !code_has_check(code))
        return false;
    bool found = false;
    for (size_t a = 0; a < 4; a++) {
        enum onetime_action action = room ? ROOM[a] : PAPER[a];
        uint16_t steps = action == ONETIME_EXTEND ? ONETIME_MINUTE_STEPS : 1;
        for (uint16_t step = 1; step <= steps; step++)
            for (uint16_t n = 1; n <= ONETIME_NUMBERS; n++) {
                uint16_t minutes = action == ONETIME_EXTEND ? (uint16_t)(step * 5) : 0;
                onetime_code(key, action, minutes, n, made);
                if (!found && sodium_memcmp(made, code, CODE_ONCE) == 0) {
                    *out = (struct onetime_match){action, minutes, n, onetime_number(action, minutes, n)};
                    found = true;
                }
            }
    }
    crypt_wipe(made, sizeof made);
    return found;
}
