/* Codes that people read and type: access codes, passphrases, receipts. */
#ifndef SATHACH_CORE_CODE_H
#define SATHACH_CORE_CODE_H

#include "app/core/crypt.h"

#include <stdbool.h>
#include <stddef.h>

/* 25 characters for typed secrets: no look-alikes, nothing that a Vietnamese input method turns
 * into a marked letter. */
#define CODE_ALPHABET "23456789BCFGHJKMNPQRSTVXZ"
/* 32 characters of a receipt, 5 bits each (Crockford's base 32). On reading O is 0, I and L are
 * 1. */
#define CODE_RECEIPT_ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

enum {
    CODE_ACCESS = 10,                                         /* 9 + check character */
    CODE_PASSPHRASE = 14,                                     /* 65 bits, no check character */
    CODE_RECEIPT = 16,                                        /* 80 bits */
    CODE_RECEIPT_SHOWN = CODE_RECEIPT + CODE_RECEIPT / 4 + 1, /* bytes in fours, as code_group wants
                                                                 them */
    CODE_MAX = 17                                             /* room for any of them with NUL */
};

/* A random code of n characters of CODE_ALPHABET, the last one a check character when check is
 * true. out: n+1 bytes. */
void code_random(struct crypt_random *rnd, size_t n, bool check, char *out);
/* n characters (at most 13) from derived bytes: the first 8 as a number, its digits in base 25, the
 * lowest first. out: n bytes, no NUL. */
void code_digits(const uint8_t bytes[8], size_t n, char *out);
/* Puts behind n characters of the alphabet their check character and a NUL. */
void code_add_check(char *code, size_t n);
/* Upper-cases, drops blanks, '-' and '.'; into out (room bytes with NUL). False when another
 * character stands there or it does not fit. Unicode letters are never folded: they are refused. */
bool code_normalise(const char *typed, char *out, size_t room);
/* True when all characters are of the alphabet and the check character is right. The check
 * character is the weighted sum (weights 1, 2, 3 …, of the positions in the alphabet) modulo 25:
 * finds each single wrong character whose weight is prime to 25 and most swaps. */
bool code_has_check(const char *code);
/* The first 5·n bits of bytes as n characters of the receipt's alphabet (out: n+1 bytes), and what
 * somebody typed, in the same letters; false when they are not n of them. */
void code_letters(const uint8_t *bytes, size_t n, char *out);
bool code_letters_normalise(const char *typed, size_t n, char *out);
/* The first 80 bits of a journal's hash as 16 characters, and back (false when not a receipt). */
void code_receipt(const uint8_t hash[CRYPT_HASH], char out[CODE_RECEIPT + 1]);
bool code_receipt_normalise(const char *typed, char out[CODE_RECEIPT + 1]);
/* The receipt of a hash as people read it everywhere: in fours. */
void code_receipt_shown(const uint8_t hash[CRYPT_HASH], char out[CODE_RECEIPT_SHOWN]);
/* "ABCD EFGH …": groups of `group` with blanks. out: room for n + n/group + 1 bytes. */
void code_group(const char *code, size_t group, char *out, size_t room);

#endif
