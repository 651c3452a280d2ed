#include "tools/office/sheet_sample.h"

#include <string.h>

enum { ONE_IN = 20 /* 5 % */ };

uint32_t sheet_sample_size(uint32_t n)
{
    static const double MISSED = 0.05 + 1e-9; /* 19 of 20 miss one with exactly 5 % */
    double chance = 1;
    uint32_t altered = n / ONE_IN + (n % ONE_IN != 0), size = 0;
    for (; size < n && chance > MISSED; size++)
        chance *= n - size > altered ? (double)(n - altered - size) / (double)(n - size) : 0;
    return size;
}

void sheet_sample_pick(const uint8_t root[CRYPT_HASH], const char *lot, uint32_t n, uint32_t *pick)
{
    uint8_t seed[CRYPT_KEY], text[CRYPT_HASH + SHEET_LOT_MAX];
    size_t len = strnlen(lot, SHEET_LOT_MAX);
    struct crypt_stream dice;
    memcpy(text, root, CRYPT_HASH);
    memcpy(text + CRYPT_HASH, lot, len);
    crypt_hash(LABEL_SHEET_SAMPLE, text, CRYPT_HASH + len, seed);
    crypt_stream_init(&dice, seed);
    for (uint32_t i = 0; i < n; i++)
        pick[i] = i;
    for (uint32_t i = 0, size = sheet_sample_size(n); i < size; i++) {
        uint32_t k = i + crypt_stream_below(&dice, n - i), taken = pick[k];
        pick[k] = pick[i];
        pick[i] = taken;
    }
}

bool sheet_sample_lot(const char *typed, char out[SHEET_LOT])
{
    size_t n = 0;
    for (; *typed; typed++) {
        char c = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')))
            continue;
        if (n == SHEET_LOT_MAX)
            return false;
        out[n++] = c;
    }
    out[n] = '\0';
    return n >= SHEET_LOT_MIN;
}
