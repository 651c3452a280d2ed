/* Number format codes of spreadsheets, taken apart into sections and tokens. number_format.h says
 * what is understood. */
#ifndef SATHACH_TOOLS_IMPORT_NUMCODE_H
#define SATHACH_TOOLS_IMPORT_NUMCODE_H

#include <stdbool.h>
#include <stddef.h>

enum { NUMCODE_SECTIONS_MAX = 4, NUMCODE_TOKENS_MAX = 128, NUMCODE_BYTES_MAX = 255 };

enum numcode_comparison {
    NUMCODE_ALWAYS,
    NUMCODE_LESS,
    NUMCODE_LESS_EQUAL,
    NUMCODE_EQUAL,
    NUMCODE_NOT_EQUAL,
    NUMCODE_GREATER_EQUAL,
    NUMCODE_GREATER
};
enum numcode_kind {
    NUMCODE_LITERAL,
    /* of numbers */
    NUMCODE_DIGIT,
    NUMCODE_POINT,
    NUMCODE_PERCENT,
    NUMCODE_EXPONENT,
    NUMCODE_SLASH,
    NUMCODE_GENERAL,
    NUMCODE_TEXT, /* @ */
    /* of days and times */
    NUMCODE_YEAR,
    NUMCODE_MONTH,
    NUMCODE_MINUTE,
    NUMCODE_DAY,
    NUMCODE_HOUR,
    NUMCODE_SECOND,
    NUMCODE_SUBSECOND,
    NUMCODE_HALF_DAY /* AM/PM */
};
struct numcode_token {
    enum numcode_kind kind;
    const char *text; /* of a literal and of half days, in the code; not owned */
    size_t len;
    char sign;    /* of a digit: 0 # ? or 1–9 of a fixed denominator; of an exponent: + or - */
    int count;    /* letters of a day's or a time's part; digits of a subsecond */
    bool elapsed; /* [h] [m] [s] */
};
struct numcode_section {
    struct numcode_token token[NUMCODE_TOKENS_MAX];
    size_t tokens;
    enum numcode_comparison comparison;
    double limit;
    bool has_vietnamese_signs;    /* its locale tag is Vietnamese and names no money */
    bool is_foreign;              /* its locale tag is another language's than English */
    bool system_day, system_time; /* taken from the system, whatever the tokens say */
    bool grouped;                 /* thousands commas */
    int scale;                    /* commas that divide by 1000 */
    bool is_day, is_time, has_text, has_number;
};
struct numcode {
    struct numcode_section section[NUMCODE_SECTIONS_MAX];
    size_t sections; /* for numbers */
    bool has_text;   /* section[sections] is for texts */
};

/* malloc'd (free); it points into the code, which must outlive it. NULL for what is not understood,
 * and when memory ends. */
struct numcode *numcode_read(const char *code);
/* The section for a value: NULL when none is. *drop_sign: the section shows a negative value
 * without its sign. */
const struct numcode_section *numcode_for(const struct numcode *c, double value, bool *drop_sign);

#endif
