#include "tools/import/encoding_tables.h"

#include "tools/import/vietnamese.h"

#include <stddef.h>
#include <string.h>

enum {
    A,
    AW,
    AA,
    E,
    EE,
    I,
    O,
    OO,
    OW,
    U,
    UW,
    Y
}; /* a ă â e ê i o ô ơ u ư y, as vietnamese.h has
                                                      them */

/* By vowel and tone (none, huyền, hỏi, ngã, sắc, nặng); 0: the letter is ASCII. */
static const unsigned char TCVN3[VIETNAMESE_VOWELS][VIETNAMESE_TONES] = {
    [A] = {0, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9},     [AW] = {0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6},
    [AA] = {0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB}, [E] = {0, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1},
    [EE] = {0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6}, [I] = {0, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE},
    [O] = {0, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4},     [OO] = {0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9},
    [OW] = {0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE}, [U] = {0, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4},
    [UW] = {0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9}, [Y] = {0, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE}};
/* Capitals have no tones. */
static const struct {
    unsigned char byte;
    int vowel;
} TCVN3_CAPITAL[] = {{0xA1, AW}, {0xA2, AA}, {0xA3, EE}, {0xA4, OO}, {0xA5, OW}, {0xA6, UW}};

uint32_t encoding_tables_tcvn3(uint32_t character)
{
    if (character == 0x3BC) /* the Greek mu that some programs write for the sign of micro */
        character = 0xB5;
    if (character < 0xA1 || character > 0xFE)
        return character;
    if (character == 0xA7 || character == 0xAE)
        return character == 0xA7 ? 0x110 : 0x111;
    for (size_t i = 0; i < sizeof TCVN3_CAPITAL / sizeof TCVN3_CAPITAL[0]; i++)
        if (TCVN3_CAPITAL[i].byte == character)
            return vietnamese_vowel(TCVN3_CAPITAL[i].vowel, 0, true);
    for (int v = 0; v < VIETNAMESE_VOWELS; v++)
        for (int t = 0; t < VIETNAMESE_TONES; t++)
            if (TCVN3[v][t] == character)
                return vietnamese_vowel(v, t, false);
    return character;
}

/* Marks behind a letter, small; by the letter they make and its tone. */
static const struct {
    unsigned char letter;
    int vowel;
    unsigned char mark[VIETNAMESE_TONES];
} VNI[] = {{'a', A, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {'a', AW, {0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB}},
           {'a', AA, {0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4}},
           {'e', E, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {'e', EE, {0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4}},
           {'o', O, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {'o', OO, {0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4}},
           {0xF4, OW, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {'u', U, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {0xF6, UW, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF}},
           {'y', Y, {0, 0xF8, 0xFB, 0xF5, 0xF9, 0}}};
/* Letters of one character. */
static const struct {
    unsigned char letter;
    int vowel, tone;
} VNI_ALONE[] = {{0xF4, OW, 0}, {0xF6, UW, 0}, {0xEC, I, 1}, {0xE6, I, 2},
                 {0xF3, I, 3},  {0xED, I, 4},  {0xF2, I, 5}, {0xEE, Y, 5}};

/* Small letters of ASCII and Latin-1. */
static uint32_t small(uint32_t c)
{
    bool capital = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    return capital ? c + 0x20 : c;
}

uint32_t encoding_tables_vni(uint32_t character, uint32_t mark)
{
    uint32_t letter = small(character), sign = small(mark);
    bool is_capital = letter != character;
    if (!mark) {
        if (letter == 0xF1)
            return is_capital ? 0x110 : 0x111;
        for (size_t i = 0; i < sizeof VNI_ALONE / sizeof VNI_ALONE[0]; i++)
            if (VNI_ALONE[i].letter == letter)
                return vietnamese_vowel(VNI_ALONE[i].vowel, VNI_ALONE[i].tone, is_capital);
        return character;
    }
    for (size_t i = 0; i < sizeof VNI / sizeof VNI[0]; i++)
        for (int t = 0; t < VIETNAMESE_TONES; t++)
            if (VNI[i].letter == letter && VNI[i].mark[t] && VNI[i].mark[t] == sign)
                return vietnamese_vowel(VNI[i].vowel, t, is_capital);
    return 0;
}

uint32_t encoding_tables_windows1258(unsigned char byte)
{
    static const uint16_t HIGH[32] = {
        0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0,
        0x2039, 0x152,  0,      0,      0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0,      0x203A, 0x153,  0,      0,      0x178};
    static const struct {
        unsigned char byte;
        uint16_t character;
    } OWN[] = {{0xC3, 0x102}, {0xCC, 0x300}, {0xD0, 0x110}, {0xD2, 0x309}, {0xD5, 0x1A0},
               {0xDD, 0x1AF}, {0xDE, 0x303}, {0xE3, 0x103}, {0xEC, 0x301}, {0xF0, 0x111},
               {0xF2, 0x323}, {0xF5, 0x1A1}, {0xFD, 0x1B0}, {0xFE, 0x20AB}};
    if (byte >= 0x80 && byte < 0xA0)
        return HIGH[byte - 0x80];
    for (size_t i = 0; i < sizeof OWN / sizeof OWN[0]; i++)
        if (OWN[i].byte == byte)
            return OWN[i].character;
    return byte;
}
