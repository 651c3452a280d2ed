/* Decimal digits of numbers as spreadsheets show them: of a stored number 15 digits count, and
 * halves are rounded away from zero on those (so 0.1 + 0.2 is 0.3, and 1.005 with two decimals
 * 1.01). */
#ifndef SATHACH_TOOLS_IMPORT_NUMBER_DIGITS_H
#define SATHACH_TOOLS_IMPORT_NUMBER_DIGITS_H

#include <stdbool.h>

enum { NUMBER_DIGITS_WHOLE_MAX = 400, NUMBER_DIGITS_PART_MAX = 64, NUMBER_DIGITS_GENERAL_MAX = 64 };

struct number_digits {
    char whole[NUMBER_DIGITS_WHOLE_MAX]; /* without zeros in front: "" for 0 */
    char part[NUMBER_DIGITS_PART_MAX];   /* behind the point: as many as asked for */
};
/* value (0 or more, finite) times 10 to the power of shift, rounded to decimals digits (at most
 * NUMBER_DIGITS_PART_MAX − 1) behind the point. */
void number_digits_round(double value, int shift, int decimals, struct number_digits *out);
/* The power of ten of the first digit of the value: 0 for 5, −1 for 0.5; 0 for 0. */
int number_digits_power(double value);
/* As the format General shows it in a column wide enough: 11 characters at most beside the sign,
 * else in scientific form with six digits. */
void number_digits_general(double value, char out[NUMBER_DIGITS_GENERAL_MAX]);
/* The number itself, with all 15 digits and no power of ten: 352080000007. "" for one of over 30
 * characters. */
void number_digits_plain(double value, char out[NUMBER_DIGITS_GENERAL_MAX]);
/* The nearest fraction with a denominator of at most most; the smallest of those as near. part: 0
 * to 10^9. */
void number_digits_fraction(double part, long most, long *numerator, long *denominator);

#endif
