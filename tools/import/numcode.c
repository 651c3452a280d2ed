#include "tools/import/numcode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static struct numcode_token *add(struct numcode_section *s, enum numcode_kind kind)
{
    static const struct numcode_token EMPTY;
    if (s->tokens == NUMCODE_TOKENS_MAX)
        return NULL;
    s->token[s->tokens] = EMPTY;
    s->token[s->tokens].kind = kind;
    return &s->token[s->tokens++];
}

static bool add_literal(struct numcode_section *s, const char *text, size_t len)
{
    struct numcode_token *t = add(s, NUMCODE_LITERAL);
    if (!t)
        return false;
    t->text = text;
    t->len = len;
    return true;
}

static bool is_word(const char *at, size_t len, const char *word)
{
    return strlen(word) == len && strncasecmp(at, word, len) == 0;
}

static bool is_colour(const char *at, size_t len)
{
    static const char *const NAMES[] = {"black",   "blue", "cyan",  "green",
                                        "magenta", "red",  "white", "yellow"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (is_word(at, len, NAMES[i]))
            return true;
    if (len < 6 || len > 8 || strncasecmp(at, "color", 5) != 0)
        return false;
    size_t n = 5 + (at[5] == ' ');
    return n < len && strspn(at + n, "0123456789") == len - n;
}

/* [$NUMCODE_TEXT-LCID]: the text is shown; of the number the low half is a language, the byte above
 * a calendar, the one above that the shape of digits (0 and 1 are the ordinary ones). */
static bool read_locale(struct numcode_section *s, const char *at, size_t len)
{
    const char *dash = memchr(at, '-', len);
    size_t text = dash ? (size_t)(dash - at) : len;
    char hex[16] = "", *end;
    if (text && !add_literal(s, at, text))
        return false;
    if (!dash)
        return text > 0;
    if (len - text - 1 >= sizeof hex || len - text - 1 == 0)
        return false;
    memcpy(hex, dash + 1, len - text - 1);
    unsigned long id = strtoul(hex, &end, 16), language = id & 0xFFFF;
    if ((*end && *end != ',') || (id >> 16 & 0xFF) > 1 || id >> 24 > 1)
        return false;
    s->system_day = s->system_day || language == 0xF800;
    s->system_time = s->system_time || language == 0xF400;
    s->has_vietnamese_signs = s->has_vietnamese_signs || (language == 0x042A && !text);
    s->is_foreign = s->is_foreign || (language && language < 0xF000 && (language & 0x3FF) != 9);
    return true;
}

static bool read_condition(struct numcode_section *s, const char *at, size_t len)
{
    static const struct {
        const char *sign;
        enum numcode_comparison comparison;
    } SIGNS[] = {{"<=", NUMCODE_LESS_EQUAL},    {"<>", NUMCODE_NOT_EQUAL},
                 {">=", NUMCODE_GREATER_EQUAL}, {"<", NUMCODE_LESS},
                 {">", NUMCODE_GREATER},        {"=", NUMCODE_EQUAL}};
    char *end;
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++) {
        size_t n = strlen(SIGNS[i].sign);
        if (len <= n || strncmp(at, SIGNS[i].sign, n) != 0)
            continue;
        s->comparison = SIGNS[i].comparison;
        s->limit = strtod(at + n, &end);
        return end == at + len;
    }
    return false;
}

/* What stands in [ ]. */
static bool read_bracket(struct numcode_section *s, const char *at, size_t len)
{
    char letter = len ? (char)tolower((unsigned char)at[0]) : '\0';
    if (is_colour(at, len))
        return true;
    if (letter == '$')
        return read_locale(s, at + 1, len - 1);
    if (letter == '<' || letter == '>' || letter == '=')
        return s->comparison == NUMCODE_ALWAYS && read_condition(s, at, len);
    for (size_t i = 0; i < len; i++)
        if (tolower((unsigned char)at[i]) != letter)
            return false;
    if (letter != 'h' && letter != 'm' && letter != 's')
        return false;
    struct numcode_token *t = add(s, letter == 'h'   ? NUMCODE_HOUR
                                     : letter == 'm' ? NUMCODE_MINUTE
                                                     : NUMCODE_SECOND);
    if (!t || len > 9)
        return false;
    t->elapsed = true;
    t->count = (int)len;
    return true;
}

/* A run of y, m, d, h or s; how many bytes it has, 0 for what is not understood. */
static size_t read_date_letters(struct numcode_section *s, const char *at)
{
    char letter = (char)tolower((unsigned char)*at);
    size_t n = 1;
    while (tolower((unsigned char)at[n]) == letter)
        n++;
    struct numcode_token *t = add(s, letter == 'y'   ? NUMCODE_YEAR
                                     : letter == 'm' ? NUMCODE_MONTH
                                     : letter == 'd' ? NUMCODE_DAY
                                     : letter == 'h' ? NUMCODE_HOUR
                                                     : NUMCODE_SECOND);
    size_t most = letter == 'y' || letter == 'd' ? 4 : letter == 'm' ? 5 : 2;
    if (!t || n > most)
        return 0;
    t->count = (int)n;
    return n;
}

static size_t read_half_day(struct numcode_section *s, const char *at)
{
    size_t n = strncasecmp(at, "AM/PM", 5) == 0 ? 5 : strncasecmp(at, "A/P", 3) == 0 ? 3 : 0;
    struct numcode_token *t = n ? add(s, NUMCODE_HALF_DAY) : NULL;
    if (!t)
        return 0;
    t->text = at;
    t->len = n;
    return n;
}

/* A comma between digits parts thousands; behind the last one it scales. Returns the bytes read. */
static size_t read_comma(struct numcode_section *s, const char *at)
{
    size_t n = strspn(at, ",");
    if (!s->tokens || s->token[s->tokens - 1].kind != NUMCODE_DIGIT)
        return 0;
    if (at[n] && strchr("0#?", at[n])) {
        /* three digits behind it and none that is always shown before it: else it was meant as a
         * decimal sign */
        size_t digits = strspn(at + n, "0#?");
        s->grouped = true;
        return n == 1 && digits == 3 && s->token[s->tokens - 1].sign != '0' ? n : 0;
    }
    s->scale += (int)n;
    return n;
}

/* A sign that stands for digits or for a part of a number; how many bytes, 0 for what is none. */
static size_t read_number_sign(struct numcode_section *s, const char *at)
{
    struct numcode_token *t = NULL;
    size_t n = 1;
    bool fixed = *at >= '1' && *at <= '9';
    if (*at == '0' || *at == '#' || *at == '?' || fixed) {
        if ((t = add(s, NUMCODE_DIGIT)))
            t->sign = *at;
    } else if (*at == '.') {
        t = add(s, NUMCODE_POINT);
    } else if (*at == '%') {
        t = add(s, NUMCODE_PERCENT);
    } else if ((*at == 'E' || *at == 'e') && (at[1] == '+' || at[1] == '-')) {
        if ((t = add(s, NUMCODE_EXPONENT)))
            t->sign = at[1];
        n = 2;
    } else if (*at == ',') {
        return read_comma(s, at);
    }
    return t ? n : 0;
}

static bool is_date_now(const struct numcode_section *s)
{
    for (size_t i = 0; i < s->tokens; i++)
        if (s->token[i].kind >= NUMCODE_YEAR)
            return true;
    return false;
}

/* Bytes of the UTF-8 character that begins here. */
static size_t character(const char *at)
{
    size_t n = 1;
    while (((unsigned char)at[n] & 0xC0) == 0x80)
        n++;
    return n;
}

/* Quoted, escaped, padding and plain text; 0 for what is none. */
static size_t read_literal(struct numcode_section *s, const char *at)
{
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end && add_literal(s, at + 1, (size_t)(end - at - 1)) ? (size_t)(end - at + 1) : 0;
    }
    if ((*at == '\\' || *at == '_' || *at == '*') && at[1]) {
        size_t n = character(at + 1);
        bool done = *at == '*' || (*at == '_' ? add_literal(s, " ", 1) : add_literal(s, at + 1, n));
        return done ? 1 + n : 0;
    }
    size_t n = character(at);
    if (n == 1 && !strchr("$-+/():!^&'~{}<>= ", *at) && !(*at == ',' && is_date_now(s)))
        return 0;
    return add_literal(s, at, n) ? n : 0;
}

/* One piece of a section; how many bytes it has, 0 for what is not understood. */
static size_t read_piece(struct numcode_section *s, const char *at)
{
    size_t n;
    if (*at == '[') {
        const char *end = strchr(at, ']');
        return end && read_bracket(s, at + 1, (size_t)(end - at - 1)) ? (size_t)(end - at + 1) : 0;
    }
    if (strncasecmp(at, "General", 7) == 0)
        return add(s, NUMCODE_GENERAL) ? 7 : 0;
    if (*at == '@')
        return add(s, NUMCODE_TEXT) ? 1 : 0;
    if ((n = read_half_day(s, at)))
        return n;
    if (strchr("yYmMdDhHsS", *at))
        return read_date_letters(s, at);
    if (*at == '.' && at[1] == '0' && s->tokens && s->token[s->tokens - 1].kind == NUMCODE_SECOND) {
        struct numcode_token *t = add(s, NUMCODE_SUBSECOND);
        n = strspn(at + 1, "0");
        if (!t || n > 3)
            return 0;
        t->count = (int)n;
        return 1 + n;
    }
    if (*at == '/' && s->tokens && s->token[s->tokens - 1].kind == NUMCODE_DIGIT)
        return add(s, NUMCODE_SLASH) ? 1 : 0;
    if ((n = read_number_sign(s, at)))
        return n;
    return read_literal(s, at);
}

/* The next token that is part of a day or a time; NULL for none. */
static const struct numcode_token *date_token(const struct numcode_section *s, size_t from,
                                              int step)
{
    for (size_t i = from + (size_t)step; i < s->tokens; i += (size_t)step)
        if (s->token[i].kind >= NUMCODE_YEAR && s->token[i].kind <= NUMCODE_SECOND)
            return &s->token[i];
    return NULL;
}

/* m and mm are minutes behind hours and before seconds, else months. */
static void find_minutes(struct numcode_section *s)
{
    for (size_t i = 0; i < s->tokens; i++) {
        struct numcode_token *t = &s->token[i];
        if (t->kind != NUMCODE_MONTH || t->count > 2)
            continue;
        const struct numcode_token *before = date_token(s, i, -1), *behind = date_token(s, i, 1);
        if ((before && before->kind == NUMCODE_HOUR) || (behind && behind->kind == NUMCODE_SECOND))
            t->kind = NUMCODE_MINUTE;
    }
}

/* Digits 1–9 are part of a fixed denominator only. */
static bool are_digits_right(const struct numcode_section *s)
{
    bool behind_slash = false;
    for (size_t i = 0; i < s->tokens; i++) {
        const struct numcode_token *t = &s->token[i];
        behind_slash = t->kind == NUMCODE_SLASH || (behind_slash && t->kind == NUMCODE_DIGIT);
        if (t->kind == NUMCODE_DIGIT && t->sign >= '1' && t->sign <= '9' && !behind_slash)
            return false;
    }
    return true;
}

static size_t count_kind(const struct numcode_section *s, enum numcode_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < s->tokens; i++)
        n += s->token[i].kind == kind;
    return n;
}

/* Points and commas between parts of a day are plain text. */
static void free_points(struct numcode_section *s)
{
    static const char POINT[] = ".";
    for (size_t i = 0; is_date_now(s) && i < s->tokens; i++)
        if (s->token[i].kind == NUMCODE_POINT)
            s->token[i] = (struct numcode_token){.kind = NUMCODE_LITERAL, .text = POINT, .len = 1};
}

/* What the section is for; false when its parts do not go together. */
static bool finish_section(struct numcode_section *s)
{
    find_minutes(s);
    free_points(s);
    for (size_t i = 0; i < s->tokens; i++) {
        enum numcode_kind k = s->token[i].kind;
        bool name = ((k == NUMCODE_MONTH || k == NUMCODE_DAY) && s->token[i].count > 2) ||
                    k == NUMCODE_HALF_DAY;
        if (name && s->is_foreign && !s->system_day)
            return false;
        s->is_day = s->is_day || k == NUMCODE_YEAR || k == NUMCODE_MONTH || k == NUMCODE_DAY;
        s->is_time = s->is_time || (k >= NUMCODE_MINUTE && k != NUMCODE_DAY);
        s->has_number = s->has_number || (k >= NUMCODE_DIGIT && k <= NUMCODE_GENERAL);
    }
    s->is_day = s->is_day || s->system_day;
    s->is_time = (s->is_time || s->system_time) && !s->is_day;
    size_t texts = count_kind(s, NUMCODE_TEXT), generals = count_kind(s, NUMCODE_GENERAL);
    s->has_text = texts > 0;
    bool date = s->is_day || s->is_time;
    if (texts > 1 || (date && s->has_number) || (texts && (date || s->has_number)))
        return false;
    if (generals && (generals > 1 || count_kind(s, NUMCODE_DIGIT) || count_kind(s, NUMCODE_POINT)))
        return false;
    return are_digits_right(s) && count_kind(s, NUMCODE_POINT) <= 1 &&
           count_kind(s, NUMCODE_SLASH) <= 1 && count_kind(s, NUMCODE_EXPONENT) <= 1 &&
           (!count_kind(s, NUMCODE_SLASH) || !count_kind(s, NUMCODE_POINT));
}

static bool read_section(struct numcode_section *s, const char **at, bool *more)
{
    while (**at && **at != ';') {
        size_t n = read_piece(s, *at);
        if (!n)
            return false;
        *at += n;
    }
    *more = **at == ';';
    *at += *more;
    return finish_section(s);
}

struct numcode *numcode_read(const char *code)
{
    struct numcode *c = code[0] && strlen(code) <= NUMCODE_BYTES_MAX ? calloc(1, sizeof *c) : NULL;
    bool more = true;
    while (c && more)
        if (c->sections == NUMCODE_SECTIONS_MAX ||
            !read_section(&c->section[c->sections++], &code, &more)) {
            free(c);
            return NULL;
        }
    if (!c)
        return NULL;
    c->has_text = c->sections == NUMCODE_SECTIONS_MAX || c->section[c->sections - 1].has_text;
    c->sections -= c->has_text;
    for (size_t i = 0; i < c->sections; i++)
        if (c->section[i].has_text) { /* texts have the last section */
            free(c);
            return NULL;
        }
    return c;
}

static bool holds(enum numcode_comparison comparison, double limit, double value)
{
    switch (comparison) {
    case NUMCODE_ALWAYS: return true;
    case NUMCODE_LESS: return value < limit;
    case NUMCODE_LESS_EQUAL: return value <= limit;
    case NUMCODE_EQUAL: return !(value < limit) && !(value > limit);
    case NUMCODE_NOT_EQUAL: return value < limit || value > limit;
    case NUMCODE_GREATER_EQUAL: return value >= limit;
    case NUMCODE_GREATER: return value > limit;
    }
    return false;
}

/* Conditions that a code leaves out: of two sections the first is for values from 0 on, of three
 * the first is for those above 0 and the second for those below; the last is for the rest. */
static void complete(const struct numcode *c, enum numcode_comparison comparison[], double limit[])
{
    for (size_t i = 0; i < c->sections; i++) {
        comparison[i] = c->section[i].comparison;
        limit[i] = c->section[i].limit;
        if (comparison[i] != NUMCODE_ALWAYS || i + 1 == c->sections)
            continue;
        comparison[i] = i == 1            ? NUMCODE_LESS
                        : c->sections > 2 ? NUMCODE_GREATER
                                          : NUMCODE_GREATER_EQUAL;
    }
}

const struct numcode_section *numcode_for(const struct numcode *c, double value, bool *drop_sign)
{
    enum numcode_comparison comparison[NUMCODE_SECTIONS_MAX] = {0};
    double limit[NUMCODE_SECTIONS_MAX] = {0};
    complete(c, comparison, limit);
    for (size_t i = 0; i < c->sections; i++) {
        if (!holds(comparison[i], limit[i], value))
            continue;
        /* a section that only negative values come to writes their sign itself */
        bool at_zero = !(limit[i] < 0) && !(limit[i] > 0);
        bool negative =
            at_zero && (comparison[i] == NUMCODE_LESS || comparison[i] == NUMCODE_LESS_EQUAL);
        bool rest = i == 1 && comparison[1] == NUMCODE_ALWAYS && !(limit[0] < 0) &&
                    !(limit[0] > 0) &&
                    (comparison[0] == NUMCODE_GREATER_EQUAL || comparison[0] == NUMCODE_GREATER);
        *drop_sign = negative || rest;
        return &c->section[i];
    }
    return NULL;
}
