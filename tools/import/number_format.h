/* What a spreadsheet shows of a number: the number formats of ECMA-376 Part 1, 18.8.30 and 18.8.31,
 * as Excel applies them.
 *
 * Understood: General; digits 0 # ?; thousands commas and commas that scale; %; E+ and E-;
 * fractions; quoted, escaped and plain literal text; _x (a blank) and *x (nothing); up to four
 * sections and their conditions; colours; @; days and times in
 * English, elapsed time, AM/PM, fractions of a second. All else is an error that names the format;
 * nothing is guessed.
 *
 * A file says nothing about the country of the machine that shows it, so these rules hold:
 *  - Decimals stand behind a point and thousands before a comma, as the format's code writes them.
 *  A format whose own locale
 *    tag is Vietnamese, [$-42A], shows them the other way round.
 *  - A comma that is neither a thousands comma (three digits behind it, # or ? before it) nor one
 *  that scales ("0,00") is an
 *    error: it is written by programs that mean a decimal comma.
 *  - The formats that Excel takes from the system (14, 22, [$-F800]) show days as dd/mm/yyyy; those
 *  of the time ([$-F400]) as h:mm:ss.
 *  - Names of months, days and halves of the day differ from program to program in Vietnamese
 *  ("CH", "chiều"): an error, as in
 *    every language but English.
 *  - A time is rounded to the second, or to the fraction that is shown, and cut to the parts that
 *  are shown.
 * Blanks at both ends of what is shown are padding, and go. */
#ifndef SATHACH_TOOLS_IMPORT_NUMBER_FORMAT_H
#define SATHACH_TOOLS_IMPORT_NUMBER_FORMAT_H

#include "app/core/err.h"

#include <stdbool.h>

enum { NUMBER_FORMAT_TEXT_MAX = 512 };

struct number_format_shown {
    char text[NUMBER_FORMAT_TEXT_MAX];
    bool is_day;      /* a day, perhaps with its time */
    bool is_time;     /* a time alone */
    bool drops_zeros; /* zeros behind the point are not shown: 3.1 may have been typed as 3.10 */
};

/* The code of a format that files name by number only (0–49); NULL for numbers that differ from
 * country to country. */
const char *number_format_builtin(unsigned long id);
/* What the code shows of the value. ERR_FORMAT, naming the code, for what is not understood and for
 * what a spreadsheet shows as ####: days before the first, and values that no section is for. */
enum err_code number_format_show(const char *code, double value, bool date1904,
                                 struct number_format_shown *out, struct err *e) ERR_MUST_CHECK;
/* What the code shows of a text, malloc'd (free): the text, or the code's last section with the
 * text for its @. */
enum err_code number_format_text(const char *code, const char *text, char **out,
                                 struct err *e) ERR_MUST_CHECK;
/* True when the code shows nothing at all of the value, though it is not 0: formats such as ;;;
 * hide cells. */
bool number_format_hides(const char *code, double value);
/* Year, month and day of a serial number (days since 30/12/1899; date1904: since 01/01/1904); the
 * 29/02/1900 that never was is serial 60, as in Excel. false outside 0 to 31/12/9999. */
bool number_format_day(double serial, bool date1904, int *year, int *month, int *day);

#endif
