#include "app/core/once.h"

#include <sodium.h>
#include <string.h>

void once_code(const uint8_t key[CRYPT_KEY], enum once_action action, uint16_t minutes, uint16_t n, char out[CODE_ONCE + 1])
{
    uint8_t what[6] = {(uint8_t)action, (uint8_t)((unsigned)action >> 8), (uint8_t)minutes, (uint8_t)(minutes >> 8),
                       (uint8_t)n, (uint8_t)(n >> 8)};
    uint8_t bytes[CRYPT_KEY];
    crypt_kdf(key, action >= ONCE_UNLOCK_LOGIN ? LABEL_ROOM_CODE : LABEL_PAPER_CODE, what, sizeof what, bytes, sizeof bytes);
    code_from_bytes(bytes, out);
    crypt_wipe(bytes, sizeof bytes);
}

/* Numbers run from 1, so that 0 means "no code": extend 1–27 (three steps of nine), then nine for each further action. */
uint16_t once_number(enum once_action action, uint16_t minutes, uint16_t n)
{
    unsigned row = 0;
    switch (action) {
    case ONCE_EXTEND: row = minutes / 5u - 1u; break;
    case ONCE_RESUME: row = 3; break;
    case ONCE_START_HERE: row = 4; break;
    case ONCE_MISCONDUCT: row = 5; break;
    case ONCE_UNLOCK_LOGIN: row = 6; break;
    case ONCE_RESUME_ALL: row = 7; break;
    case ONCE_LOCK: row = 8; break;
    case ONCE_LEAVE: row = 9; break;
    }
    return (uint16_t)(row * ONCE_NUMBERS + n);
}

bool once_find(const uint8_t key[CRYPT_KEY], bool room, const char *typed, struct once_match *out)
{
    static const enum once_action PAPER[] = {ONCE_EXTEND, ONCE_RESUME, ONCE_START_HERE, ONCE_MISCONDUCT};
    static const enum once_action ROOM[] = {ONCE_UNLOCK_LOGIN, ONCE_RESUME_ALL, ONCE_LOCK, ONCE_LEAVE};
    char code[CODE_MAX], made[CODE_ONCE + 1];
    if (!code_normalise(typed, code, sizeof code) || strlen(code) != CODE_ONCE || !code_has_check(code))
        return false;
    bool found = false;
    for (size_t a = 0; a < 4; a++) {
        enum once_action action = room ? ROOM[a] : PAPER[a];
        uint16_t steps = action == ONCE_EXTEND ? ONCE_MINUTE_STEPS : 1;
        for (uint16_t step = 1; step <= steps; step++)
            for (uint16_t n = 1; n <= ONCE_NUMBERS; n++) {
                uint16_t minutes = action == ONCE_EXTEND ? (uint16_t)(step * 5) : 0;
                once_code(key, action, minutes, n, made);
                if (!found && sodium_memcmp(made, code, CODE_ONCE) == 0) {
                    *out = (struct once_match){action, minutes, n, once_number(action, minutes, n)};
                    found = true;
                }
            }
    }
    crypt_wipe(made, sizeof made);
    return found;
}
