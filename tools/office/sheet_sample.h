/* Which rows of the signed sheet a mark asks for, among the papers whose ended journal it is the
 * first to cover. So many that one of them shows with 95 % when one paper in twenty was altered;
 * which ones follows from the mark's root (and from dice thrown in public), so that nobody who made
 * the journals could know them before. Layout and vectors: FORMATS.md, "Sheet". */
#ifndef SATHACH_TOOLS_OFFICE_SHEET_SAMPLE_H
#define SATHACH_TOOLS_OFFICE_SHEET_SAMPLE_H

#include "app/core/crypt.h"

enum {
    SHEET_LOT_MIN = 4, /* four digits: more outcomes than anybody tries by hand */
    SHEET_LOT_MAX = 64,
    SHEET_LOT = SHEET_LOT_MAX + 1 /* bytes with NUL */
};

/* How many of n papers are asked: the least number that misses K = ⌈n/20⌉ altered ones with a
 * chance of at most 5 %; all of fewer than 20. */
uint32_t sheet_sample_size(uint32_t n);
/* Picks sheet_sample_size(n) of the numbers 0 … n − 1, in the order in which they are drawn, to the
 * front of pick, which has room for n. lot: "" for none. */
void sheet_sample_pick(const uint8_t root[CRYPT_HASH], const char *lot, uint32_t n, uint32_t *pick);
/* What was read out: capitals, all but 0–9 A–Z dropped. False when fewer than SHEET_LOT_MIN or more
 * than SHEET_LOT_MAX are left. */
bool sheet_sample_lot(const char *typed, char out[SHEET_LOT]);

#endif
