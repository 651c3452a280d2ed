/* Vietnamese letters and syllables: by them text in an old encoding is told from text that is what
 * it looks like. */
#ifndef SATHACH_TOOLS_IMPORT_VIETNAMESE_H
#define SATHACH_TOOLS_IMPORT_VIETNAMESE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VIETNAMESE_VOWELS = 12, VIETNAMESE_TONES = 6 };

/* a ă â e ê i o ô ơ u ư y, and none, huyền, hỏi, ngã, sắc, nặng: the letter in Unicode (NFC). */
uint32_t vietnamese_vowel(int vowel, int tone, bool is_capital);
/* True when the character is one of the 144 vowels; which. */
bool vietnamese_find(uint32_t character, int *vowel, int *tone, bool *is_capital);
/* The character as a capital: Vietnamese letters and ASCII; others as they are. */
uint32_t vietnamese_capital(uint32_t character);
/* True when the word (UTF-8 in NFC, no blanks) is built as a syllable of Vietnamese: an onset, a
 * rhyme and a tone that the rhyme can have. Names of places in Tây Nguyên with a final k (Đắk Lắk)
 * are. */
bool vietnamese_is_syllable(const char *word, size_t len);

#endif
