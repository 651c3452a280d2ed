#include "tools/import/vietnamese.h"

#include "app/core/utf8.h"

#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 64, STOP_TONE_SAC = 4, STOP_TONE_NANG = 5 };

/* none, huyền, hỏi, ngã, sắc, nặng */
static const uint16_t VOWEL[VIETNAMESE_VOWELS][2][VIETNAMESE_TONES] = {
    {{'a', 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1}, {'A', 0xC0, 0x1EA2, 0xC3, 0xC1, 0x1EA0}},
    {{0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7},
     {0x102, 0x1EB0, 0x1EB2, 0x1EB4, 0x1EAE, 0x1EB6}},
    {{0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD},
     {0xC2, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EAC}},
    {{'e', 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9}, {'E', 0xC8, 0x1EBA, 0x1EBC, 0xC9, 0x1EB8}},
    {{0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},
     {0xCA, 0x1EC0, 0x1EC2, 0x1EC4, 0x1EBE, 0x1EC6}},
    {{'i', 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB}, {'I', 0xCC, 0x1EC8, 0x128, 0xCD, 0x1ECA}},
    {{'o', 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD}, {'O', 0xD2, 0x1ECE, 0xD5, 0xD3, 0x1ECC}},
    {{0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},
     {0xD4, 0x1ED2, 0x1ED4, 0x1ED6, 0x1ED0, 0x1ED8}},
    {{0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3},
     {0x1A0, 0x1EDC, 0x1EDE, 0x1EE0, 0x1EDA, 0x1EE2}},
    {{'u', 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5}, {'U', 0xD9, 0x1EE6, 0x168, 0xDA, 0x1EE4}},
    {{0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1},
     {0x1AF, 0x1EEA, 0x1EEC, 0x1EEE, 0x1EE8, 0x1EF0}},
    {{'y', 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5}, {'Y', 0x1EF2, 0x1EF6, 0x1EF8, 0xDD, 0x1EF4}}};

uint32_t vietnamese_vowel(int vowel, int tone, bool is_capital)
{
    return VOWEL[vowel][is_capital][tone];
}

bool vietnamese_find(uint32_t character, int *vowel, int *tone, bool *is_capital)
{
    for (*vowel = 0; *vowel < VIETNAMESE_VOWELS; (*vowel)++)
        for (int c = 0; c < 2; c++)
            for (*tone = 0; *tone < VIETNAMESE_TONES; (*tone)++)
                if (VOWEL[*vowel][c][*tone] == character) {
                    *is_capital = c == 1;
                    return true;
                }
    return false;
}

uint32_t vietnamese_capital(uint32_t character)
{
    int vowel, tone;
    bool is_capital;
    if (vietnamese_find(character, &vowel, &tone, &is_capital))
        return VOWEL[vowel][1][tone];
    if (character == 0x111)
        return 0x110;
    return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
}

static const char *const ONSETS[] = {
    "",  "b", "br", "c",   "ch", "d", "đ",  "đr", "g", "gh", "gi", "h",  "k",  "kh", "kr", "l",
    "m", "n", "ng", "ngh", "nh", "p", "ph", "qu", "r", "s",  "t",  "th", "tr", "v",  "x"};

static const char *const RHYMES[] = {
    "a",   "ac",  "ach",  "ai",   "ak",   "am",   "an",   "ang", "anh",  "ao",   "ap",  "at",
    "au",  "ay",  "ăc",   "ăk",   "ăm",   "ăn",   "ăng",  "ăp",  "ăt",   "âc",   "âm",  "ân",
    "âng", "âp",  "ât",   "âu",   "ây",   "e",    "ec",   "em",  "en",   "eng",  "eo",  "ep",
    "et",  "ê",   "êch",  "êm",   "ên",   "ênh",  "êp",   "êt",  "êu",   "i",    "ia",  "ich",
    "iêc", "iêm", "iên",  "iêng", "iêp",  "iêt",  "iêu",  "im",  "in",   "inh",  "ip",  "it",
    "iu",  "o",   "oa",   "oac",  "oach", "oai",  "oam",  "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oăc",  "oăm",  "oăn",  "oăng", "oăt",  "oc",  "oe",   "oen",  "oeo", "oet",
    "oi",  "ok",  "om",   "on",   "ong",  "ooc",  "oong", "op",  "ot",   "ô",    "ôc",  "ôi",
    "ôk",  "ôm",  "ôn",   "ông",  "ôp",   "ôt",   "ơ",    "ơi",  "ơm",   "ơn",   "ơp",  "ơt",
    "u",   "ua",  "uân",  "uâng", "uât",  "uây",  "uc",   "uê",  "uêch", "uênh", "ui",  "uk",
    "um",  "un",  "ung",  "uơ",   "uôc",  "uôi",  "uôm",  "uôn", "uông", "uôt",  "up",  "ut",
    "uy",  "uya", "uych", "uyên", "uyêt", "uynh", "uyt",  "uyu", "ư",    "ưa",   "ưc",  "ưi",
    "ưm",  "ưng", "ươc",  "ươi",  "ươm",  "ươn",  "ương", "ươp", "ươt",  "ươu",  "ưt",  "ưu",
    "y",   "ych", "yêm",  "yên",  "yêng", "yêt",  "yêu",  "yêp", "ynh",  "yt"};

/* Rhymes that stop short have two tones only. */
static bool stops(const char *rhyme)
{
    size_t n = strlen(rhyme);
    return n > 1 && (strchr("cptk", rhyme[n - 1]) || strcmp(rhyme + n - 2, "ch") == 0);
}

static bool is_rhyme(const char *text, int tone)
{
    for (size_t i = 0; i < sizeof RHYMES / sizeof RHYMES[0]; i++)
        if (strcmp(text, RHYMES[i]) == 0)
            return !stops(text) || tone == STOP_TONE_SAC || tone == STOP_TONE_NANG;
    return false;
}

/* The word in small letters without its tone into out; false when it has two tones or anything but
 * letters. */
static bool read_tone(const char *word, size_t len, char out[WORD_MAX], int *tone)
{
    size_t at = 0;
    *tone = 0;
    for (size_t i = 0; i < len;) {
        uint32_t c;
        int vowel, own;
        bool is_capital;
        size_t n = utf8_decode(word + i, len - i, &c);
        if (n == 0 || at + 4 > WORD_MAX)
            return false;
        i += n;
        if (vietnamese_find(c, &vowel, &own, &is_capital)) {
            if (own && *tone)
                return false;
            *tone = own ? own : *tone;
            c = VOWEL[vowel][0][0];
        } else if (c == 0x110 || c == 0x111) {
            c = 0x111;
        } else if (c >= 'A' && c <= 'Z') {
            c = c - 'A' + 'a';
        } else if (c < 'a' || c > 'z') {
            return false;
        }
        at += utf8_encode(c, out + at);
    }
    out[at] = '\0';
    return at > 0;
}

bool vietnamese_is_syllable(const char *word, size_t len)
{
    char plain[WORD_MAX];
    int tone;
    if (!read_tone(word, len, plain, &tone))
        return false;
    for (size_t i = 0; i < sizeof ONSETS / sizeof ONSETS[0]; i++) {
        size_t n = strlen(ONSETS[i]);
        if (strncmp(plain, ONSETS[i], n) == 0 && is_rhyme(plain + n, tone))
            return true;
    }
    return false;
}
