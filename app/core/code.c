#include "app/core/code.h"

#include <string.h>

/* Weights prime to 25 whose neighbours differ by numbers prime to 25: every single wrong character
 * and every swap of neighbours is found. */
static const unsigned WEIGHT[] = {1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 18, 19};
enum { BASE = 25 };

static int value_of(char c)
{
    const char *at = c ? strchr(CODE_ALPHABET, c) : NULL;
    return at ? (int)(at - CODE_ALPHABET) : -1;
}

static char check_character(const char *code, size_t n)
{
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += WEIGHT[i % 16] * (unsigned)value_of(code[i]);
    return CODE_ALPHABET[sum % BASE];
}

void code_random(struct crypt_random *rnd, size_t n, bool check, char *out)
{
    size_t random_part = check ? n - 1 : n;
    for (size_t i = 0; i < random_part;) {
        uint8_t byte;
        rnd->fill(rnd->context, &byte, 1);
        if (byte < 250) /* a multiple of 25, so that no character is likelier */
            out[i++] = CODE_ALPHABET[byte % BASE];
    }
    if (check)
        out[random_part] = check_character(out, random_part);
    out[n] = '\0';
}

void code_digits(const uint8_t bytes[8], size_t n, char *out)
{
    uint64_t number = 0;
    for (int i = 7; i >= 0; i--)
        number = number << 8 | bytes[i];
    for (size_t i = 0; i < n; i++) {
        out[i] = CODE_ALPHABET[number % BASE];
        number /= BASE;
    }
}

void code_add_check(char *code, size_t n)
{
    code[n] = check_character(code, n);
    code[n + 1] = '\0';
}

static bool is_separator(char c)
{
    return c == ' ' || c == '-' || c == '.';
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

bool code_normalise(const char *typed, char *out, size_t room)
{
    size_t n = 0;
    for (; *typed; typed++) {
        if (is_separator(*typed))
            continue;
        char c = upper(*typed);
        if (value_of(c) < 0 || n + 1 >= room)
            return false;
        out[n++] = c;
    }
    out[n] = '\0';
    return n > 0;
}

bool code_has_check(const char *code)
{
    size_t n = strlen(code);
    for (size_t i = 0; i < n; i++)
        if (value_of(code[i]) < 0)
            return false;
    return n >= 2 && check_character(code, n - 1) == code[n - 1];
}

void code_letters(const uint8_t *bytes, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++) {
        size_t bit = i * 5;
        unsigned pair = (unsigned)bytes[bit / 8] << 8 | (bit % 8 > 3 ? bytes[bit / 8 + 1] : 0u);
        out[i] = CODE_RECEIPT_ALPHABET[pair >> (11 - bit % 8) & 31];
    }
    out[n] = '\0';
}

bool code_letters_normalise(const char *typed, size_t n, char *out)
{
    size_t at = 0;
    for (; *typed; typed++) {
        if (is_separator(*typed))
            continue;
        char c = upper(*typed);
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (!strchr(CODE_RECEIPT_ALPHABET, c) || at == n)
            return false;
        out[at++] = c;
    }
    out[at] = '\0';
    return at == n;
}

void code_receipt(const uint8_t hash[CRYPT_HASH], char out[CODE_RECEIPT + 1])
{
    code_letters(hash, CODE_RECEIPT, out);
}

bool code_receipt_normalise(const char *typed, char out[CODE_RECEIPT + 1])
{
    return code_letters_normalise(typed, CODE_RECEIPT, out);
}

void code_group(const char *code, size_t group, char *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; code[i] && n + 2 < room; i++) {
        if (i && i % group == 0)
            out[n++] = ' ';
        out[n++] = code[i];
    }
    out[n] = '\0';
}

void code_receipt_shown(const uint8_t hash[CRYPT_HASH], char out[CODE_RECEIPT_SHOWN])
{
    char code[CODE_RECEIPT + 1];
    code_receipt(hash, code);
    code_group(code, 4, out, CODE_RECEIPT_SHOWN);
}
