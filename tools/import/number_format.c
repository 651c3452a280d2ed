#include "tools/import/number_format.h"

#include "app/core/i18n.h"
#include "tools/import/numcode.h"
#include "tools/import/number_digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *number_format_builtin(unsigned long id)
{
    /* 5–8, 42 and 44 are money in the country's own way, 23–36 East Asian days: files that use them
     * write them out */
    static const char *const CODE[50] = {
        [0] = "General",
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ?\?/?\?",
        [14] = "dd/mm/yyyy",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "dd/mm/yyyy h:mm",
        [37] = "#,##0_);(#,##0)",
        [38] = "#,##0_);[Red](#,##0)",
        [39] = "#,##0.00_);(#,##0.00)",
        [40] = "#,##0.00_);[Red](#,##0.00)",
        [41] = "_(* #,##0_);_(* \\(#,##0\\);_(* \"-\"_);_(@_)",
        [43] = "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \"-\"?\?_);_(@_)",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [48] = "##0.0E+0",
        [49] = "@"};
    return id < sizeof CODE / sizeof CODE[0] ? CODE[id] : NULL;
}

bool number_format_day(double serial, bool date1904, int *year, int *month, int *day)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long n = serial >= 0 && serial < 2958466 ? (long)serial + (date1904 ? 1462 : 0) : -1;
    if (n < 0 || n > 2958465)
        return false;
    *year = 1900;
    *month = n == 60 ? 2 : 1;
    *day = n == 60 ? 29 : 0;
    if (n == 0 || n == 60)
        return true;
    n -= n > 60 ? 2 : 1; /* days since 01/01/1900 */
    for (;; (*year)++) {
        bool leap = *year % 4 == 0 && (*year % 100 != 0 || *year % 400 == 0);
        if (n >= (leap ? 366 : 365)) {
            n -= leap ? 366 : 365;
            continue;
        }
        for (*month = 1; n >= DAYS[*month - 1] + (*month == 2 && leap); (*month)++)
            n -= DAYS[*month - 1] + (*month == 2 && leap);
        *day = (int)n + 1;
        return true;
    }
}

static enum err_code unknown(const char *code, struct err *e)
{
    return err_set(e, ERR_FORMAT, _("its number format \"%.80s\" is not understood"), code);
}

/* ---- showing ---- */

struct pen {
    struct number_format_shown *out;
    size_t at;
    bool full;
    bool has_value; /* a digit other than 0 has been put: of −0.3 shown as 0 the sign goes */
    char point, comma;
};

static void put(struct pen *p, const char *text, size_t len)
{
    if (p->at + len >= sizeof p->out->text) {
        p->full = true;
        return;
    }
    memcpy(p->out->text + p->at, text, len);
    p->at += len;
    p->out->text[p->at] = '\0';
}

static void put_sign(struct pen *p, char sign)
{
    put(p, &sign, 1);
}

static void put_value_digit(struct pen *p, char digit)
{
    p->has_value = p->has_value || digit != '0';
    put_sign(p, digit);
}

static bool is_kind(const struct numcode_section *s, size_t i, enum numcode_kind kind)
{
    return i < s->tokens && s->token[i].kind == kind;
}

static bool has_kind(const struct numcode_section *s, enum numcode_kind kind)
{
    for (size_t i = 0; i < s->tokens; i++)
        if (s->token[i].kind == kind)
            return true;
    return false;
}

static int count_digits(const struct numcode_section *s, size_t from, size_t to)
{
    int n = 0;
    for (size_t i = from; i < to; i++)
        n += s->token[i].kind == NUMCODE_DIGIT;
    return n;
}

static size_t find(const struct numcode_section *s, enum numcode_kind kind)
{
    size_t i = 0;
    while (i < s->tokens && s->token[i].kind != kind)
        i++;
    return i;
}

/* One digit's place of the whole part, left digits behind it; the first place shows all digits
 * before its own too. */
static void put_whole_place(struct pen *p, const struct numcode_section *s, const char *whole,
                            int left, char sign, bool first)
{
    int have = (int)strlen(whole), from = first && have > left + 1 ? have - 1 : left;
    for (int place = from; place >= left; place--) {
        if (place < have)
            put_value_digit(p, whole[have - 1 - place]);
        else if (sign == '0' || sign == '?')
            put_sign(p, sign == '0' ? '0' : ' ');
        if (s->grouped && place && place % 3 == 0 && (place < have || sign == '0'))
            put_sign(p, p->comma);
    }
}

/* Behind the point zeros at the end are shown where the code has 0 only. */
static int last_shown(const struct numcode_section *s, size_t point, const char *part)
{
    int last = 0, place = 0;
    for (size_t i = point; i < s->tokens && s->token[i].kind != NUMCODE_EXPONENT; i++)
        if (s->token[i].kind == NUMCODE_DIGIT &&
            (place++, s->token[i].sign == '0' || part[place - 1] != '0'))
            last = place;
    return last;
}

static void put_exponent(struct pen *p, const struct numcode_section *s, size_t at, int power)
{
    char text[16];
    int width = count_digits(s, at, s->tokens);
    put_sign(p, 'E');
    if (power < 0 || s->token[at].sign == '+')
        put_sign(p, power < 0 ? '-' : '+');
    put(p, text, (size_t)snprintf(text, sizeof text, "%0*d", width > 9 ? 9 : width, abs(power)));
}

/* Digits with a point, commas, percent signs and text between them. */
static void put_digits(struct pen *p, const struct numcode_section *s, double value, int shift,
                       int power)
{
    size_t exponent = find(s, NUMCODE_EXPONENT), point = find(s, NUMCODE_POINT);
    point = point < exponent ? point : exponent;
    int whole = count_digits(s, 0, point), parts = count_digits(s, point, exponent), place = 0,
        last;
    struct number_digits d;
    number_digits_round(value, shift, parts, &d);
    last = last_shown(s, point, d.part);
    for (size_t i = 0; i < s->tokens; i++) {
        const struct numcode_token *t = &s->token[i];
        if (t->kind == NUMCODE_LITERAL)
            put(p, t->text, t->len);
        else if (t->kind == NUMCODE_PERCENT)
            put_sign(p, '%');
        else if (i == exponent)
            put_exponent(p, s, i, power);
        else if (t->kind == NUMCODE_POINT && !whole)
            for (const char *c = d.whole; *c; c++)
                put_value_digit(p, *c);
        if (t->kind == NUMCODE_POINT)
            put_sign(p, p->point);
        if (t->kind != NUMCODE_DIGIT || i > exponent)
            continue;
        if (i < point)
            put_whole_place(p, s, d.whole, whole - 1 - place, t->sign, place == 0);
        else if (place - whole < last)
            put_value_digit(p, d.part[place - whole]);
        else if (t->sign == '?')
            put_sign(p, ' ');
        place++;
    }
}

static void put_scientific(struct pen *p, const struct numcode_section *s, double value)
{
    size_t exponent = find(s, NUMCODE_EXPONENT), point = find(s, NUMCODE_POINT);
    int whole = count_digits(s, 0, point < exponent ? point : exponent),
        parts = count_digits(s, point, exponent);
    struct number_digits d;
    int power = number_digits_power(value), width = whole > 1 ? whole : 1;
    power -= width > 1 ? ((power % width) + width) % width : 0;
    number_digits_round(value, -power, parts, &d);
    if ((int)strlen(d.whole) > width) /* 9.99 became 10.0 */
        power += width;
    put_digits(p, s, value, -power, power);
}

/* Fractions: whole digits or none, text, numerator, slash, denominator. */
struct fraction {
    size_t numerator, slash, end; /* tokens where each begins */
    bool has_whole;
    long whole, n, d;
};

static bool read_fraction(const struct numcode_section *s, double value, struct fraction *f)
{
    long fixed = 0, most = 1;
    int width = 0;
    bool is_fixed = false;
    f->slash = find(s, NUMCODE_SLASH);
    f->numerator = f->slash;
    while (f->numerator && s->token[f->numerator - 1].kind == NUMCODE_DIGIT)
        f->numerator--;
    for (f->end = f->slash + 1; is_kind(s, f->end, NUMCODE_DIGIT) && width < 4; f->end++, width++) {
        char sign = s->token[f->end].sign;
        is_fixed = is_fixed || (sign >= '1' && sign <= '9');
        fixed = fixed * 10 + (sign >= '0' && sign <= '9' ? sign - '0' : 0);
        most *= 10;
    }
    f->has_whole = count_digits(s, 0, f->numerator) > 0;
    if (!width || width > 3 || count_digits(s, f->end, s->tokens) || has_kind(s, NUMCODE_PERCENT) ||
        s->grouped || s->scale || value >= 1e9)
        return false;
    f->whole = f->has_whole ? (long)value : 0;
    double part = value - (double)f->whole;
    f->d = fixed;
    f->n = is_fixed ? (long)floor(part * (double)fixed + 0.5) : 0;
    if (!is_fixed)
        number_digits_fraction(part, most - 1, &f->n, &f->d);
    if (f->has_whole && f->n == f->d) {
        f->whole++;
        f->n = 0;
    }
    return true;
}

static void put_padded(struct pen *p, const struct numcode_section *s, size_t from, size_t to,
                       long value, bool left)
{
    char text[24];
    int n = snprintf(text, sizeof text, "%ld", value), width = (int)(to - from);
    if (left)
        put(p, text, (size_t)n);
    for (int i = n; i < width; i++) {
        char sign = s->token[from].sign;
        if (sign == '?' || sign == '0')
            put_sign(p, sign == '0' && !left ? '0' : ' ');
    }
    if (!left)
        put(p, text, (size_t)n);
}

static bool put_fraction(struct pen *p, const struct numcode_section *s, double value)
{
    struct fraction f = {0};
    int place = 0;
    char whole[24];
    if (!read_fraction(s, value, &f))
        return false;
    int places = count_digits(s, 0, f.numerator);
    bool shown = !f.has_whole || f.n > 0;
    snprintf(whole, sizeof whole, "%ld", f.whole);
    for (size_t i = 0; i < s->tokens; i++) {
        const struct numcode_token *t = &s->token[i];
        if (i == f.numerator && shown)
            put_padded(p, s, i, f.slash, f.n, false);
        if (i == f.slash && shown)
            put_sign(p, '/');
        if (i == f.slash && shown)
            put_padded(p, s, i + 1, f.end, f.d, true);
        if (t->kind == NUMCODE_LITERAL)
            put(p, t->text, t->len);
        if (t->kind != NUMCODE_DIGIT || i >= f.numerator)
            continue;
        put_whole_place(p, s, f.whole || !shown ? whole : "", places - 1 - place, t->sign,
                        place == 0);
        place++;
    }
    return true;
}

/* ---- days and times ---- */

struct moment {
    long day; /* serial */
    int year, month, mday;
    long hours, minutes, seconds; /* since the day's beginning of 1900, for elapsed ones; hours
                                        of the day are hours % 24 */
    long ticks, unit;             /* of the second's fraction */
};

static long power_of_ten(int n)
{
    long out = 1;
    for (; n > 0; n--)
        out *= 10;
    return out;
}

static bool read_moment(const struct numcode_section *s, double value, bool date1904,
                        struct moment *m)
{
    int digits = 0;
    for (size_t i = 0; i < s->tokens; i++)
        if (s->token[i].kind == NUMCODE_SUBSECOND && s->token[i].count > digits)
            digits = s->token[i].count;
    m->unit = power_of_ten(digits);
    if (!(value >= 0 && value < 2958466))
        return false;
    double day = floor(value);
    long all = lround((value - day) * 86400 * (double)m->unit);
    m->day = (long)day + all / (86400 * m->unit);
    all %= 86400 * m->unit;
    m->ticks = all % m->unit;
    m->seconds = m->day * 86400 + all / m->unit;
    m->minutes = m->seconds / 60;
    m->hours = m->minutes / 60;
    return number_format_day((double)m->day, date1904, &m->year, &m->month, &m->mday);
}

static void put_number(struct pen *p, int width, long value)
{
    char text[24];
    put(p, text, (size_t)snprintf(text, sizeof text, "%0*ld", width, value));
}

static void put_month(struct pen *p, const struct numcode_token *t, int month)
{
    static const char *const NAMES[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    if (t->count <= 2)
        put_number(p, t->count, month);
    else
        put(p, NAMES[month - 1], t->count == 3 ? 3 : t->count == 5 ? 1 : strlen(NAMES[month - 1]));
}

static void put_day(struct pen *p, const struct numcode_token *t, const struct moment *m,
                    bool date1904)
{
    static const char *const NAMES[] = {"Saturday",  "Sunday",   "Monday", "Tuesday",
                                        "Wednesday", "Thursday", "Friday"};
    const char *name = NAMES[(m->day + (date1904 ? 1462 : 0)) % 7];
    if (t->count <= 2)
        put_number(p, t->count, m->mday);
    else
        put(p, name, t->count == 3 ? 3 : strlen(name));
}

static void put_half_day(struct pen *p, const struct numcode_token *t, bool afternoon)
{
    size_t half = t->len / 2;
    put(p, afternoon ? t->text + half + 1 : t->text, half);
}

static void put_time_part(struct pen *p, const struct numcode_section *s,
                          const struct numcode_token *t, const struct moment *m)
{
    long hour = m->hours % 24;
    if (t->kind == NUMCODE_HALF_DAY)
        put_half_day(p, t, hour >= 12);
    else if (t->kind == NUMCODE_HOUR && has_kind(s, NUMCODE_HALF_DAY) && !t->elapsed)
        put_number(p, t->count, hour % 12 ? hour % 12 : 12);
    else if (t->kind == NUMCODE_HOUR)
        put_number(p, t->count, t->elapsed ? m->hours : hour);
    else if (t->kind == NUMCODE_MINUTE)
        put_number(p, t->count, t->elapsed ? m->minutes : m->minutes % 60);
    else if (t->kind == NUMCODE_SECOND)
        put_number(p, t->count, t->elapsed ? m->seconds : m->seconds % 60);
    else if (t->kind == NUMCODE_SUBSECOND) {
        long part = m->ticks;
        for (long unit = power_of_ten(t->count); unit < m->unit; unit *= 10)
            part /= 10;
        put_sign(p, '.');
        put_number(p, t->count, part);
    }
}

static bool put_moment(struct pen *p, const struct numcode_section *s, double value, bool date1904)
{
    struct moment m;
    if (!read_moment(s, value, date1904, &m))
        return false;
    for (size_t i = 0; i < s->tokens; i++) {
        const struct numcode_token *t = &s->token[i];
        if (t->kind == NUMCODE_LITERAL)
            put(p, t->text, t->len);
        else if (t->kind == NUMCODE_YEAR)
            put_number(p, t->count <= 2 ? 2 : 4, t->count <= 2 ? m.year % 100 : m.year);
        else if (t->kind == NUMCODE_MONTH)
            put_month(p, t, m.month);
        else if (t->kind == NUMCODE_DAY)
            put_day(p, t, &m, date1904);
        else
            put_time_part(p, s, t, &m);
    }
    return true;
}

/* ---- a value ---- */

static void put_general(struct pen *p, double value)
{
    char text[NUMBER_DIGITS_GENERAL_MAX];
    number_digits_general(value, text);
    for (char *c = text; *c; c++)
        *c = *c == '.' ? p->point : *c;
    put(p, text, strlen(text));
    p->out->drops_zeros = strchr(text, p->point) != NULL;
}

static void put_general_section(struct pen *p, const struct numcode_section *s, double value)
{
    for (size_t i = 0; i < s->tokens; i++)
        if (s->token[i].kind == NUMCODE_LITERAL)
            put(p, s->token[i].text, s->token[i].len);
        else if (s->token[i].kind == NUMCODE_PERCENT)
            put_sign(p, '%');
        else
            put_general(p, value);
}

static int percents(const struct numcode_section *s)
{
    int n = 0;
    for (size_t i = 0; i < s->tokens; i++)
        n += s->token[i].kind == NUMCODE_PERCENT;
    return n;
}

static bool put_value(struct pen *p, const struct numcode_section *s, double value)
{
    int shift = 2 * percents(s) - 3 * s->scale;
    if (has_kind(s, NUMCODE_GENERAL))
        put_general_section(p, s, value * pow(10, shift));
    else if (has_kind(s, NUMCODE_SLASH))
        return put_fraction(p, s, value);
    else if (has_kind(s, NUMCODE_EXPONENT))
        put_scientific(p, s, value * pow(10, shift));
    else
        put_digits(p, s, value, shift, 0);
    return true;
}

/* Plain digits: of a value that they round to 0 the sign goes. */
static bool has_places(const struct numcode_section *s)
{
    return has_kind(s, NUMCODE_DIGIT) && !has_kind(s, NUMCODE_SLASH) &&
           !has_kind(s, NUMCODE_GENERAL);
}

/* Decimal places that may be left out. */
static bool has_loose_decimals(const struct numcode_section *s)
{
    for (size_t i = find(s, NUMCODE_POINT); i < s->tokens; i++)
        if (s->token[i].kind == NUMCODE_DIGIT && s->token[i].sign != '0')
            return true;
    return false;
}

static void trim(char *text)
{
    size_t n = strlen(text), from = strspn(text, " ");
    while (n > from && text[n - 1] == ' ')
        n--;
    memmove(text, text + from, n - from);
    text[n - from] = '\0';
}

static enum err_code show_section(const struct numcode_section *s, const char *code, double value,
                                  bool drop_sign, bool date1904, struct number_format_shown *out,
                                  struct err *e)
{
    struct pen p = {.out = out,
                    .point = s->has_vietnamese_signs ? ',' : '.',
                    .comma = s->has_vietnamese_signs ? '.' : ','};
    static const char *const SYSTEM[] = {"dd/mm/yyyy", "h:mm:ss"};
    out->is_day = s->is_day;
    out->is_time = s->is_time;
    if (s->system_day || s->system_time)
        return number_format_show(SYSTEM[!s->system_day], value, date1904, out, e);
    if (s->is_day || s->is_time)
        return put_moment(&p, s, value, date1904) && !p.full
                   ? ERR_OK
                   : err_set(e, ERR_FORMAT, _("a day or time outside 1900 to 9999, shown as ####"));
    bool done = put_value(&p, s, fabs(value));
    if (!done || p.full)
        return unknown(code, e);
    bool has_sign = p.has_value || !has_places(s);
    if (value < 0 && !drop_sign && has_sign && p.at + 1 < sizeof out->text) {
        memmove(out->text + 1, out->text, p.at + 1);
        out->text[0] = '-';
    }
    out->drops_zeros = out->drops_zeros || has_loose_decimals(s);
    return ERR_OK;
}

enum err_code number_format_show(const char *code, double value, bool date1904,
                                 struct number_format_shown *out, struct err *e)
{
    enum err_code rc = ERR_OK;
    *out = (struct number_format_shown){0};
    if (!isfinite(value))
        return err_set(e, ERR_FORMAT, _("no number"));
    struct pen general = {.out = out, .point = '.', .comma = ','};
    if (strcasecmp(code, "General") == 0) {
        put_general(&general, value);
        return ERR_OK;
    }
    struct numcode *c = numcode_read(code);
    if (!c)
        return unknown(code, e);
    bool drop_sign = false;
    const struct numcode_section *s = numcode_for(c, value, &drop_sign);
    if (c->sections == 0)
        put_general(&general, value);
    else if (!s)
        rc = err_set(e, ERR_FORMAT,
                     _("its number format \"%.80s\" has no section for the value, shown as ####"),
                     code);
    else
        rc = show_section(s, code, value, drop_sign, date1904, out, e);
    free(c);
    trim(out->text);
    return rc;
}

enum err_code number_format_text(const char *code, const char *text, char **out, struct err *e)
{
    struct numcode *c = strpbrk(code, "@;") ? numcode_read(code) : NULL;
    size_t room = strlen(text) + NUMCODE_BYTES_MAX + 1, at = 0;
    const struct numcode_section *s = c && c->has_text ? &c->section[c->sections] : NULL;
    *out = s ? malloc(room) : strdup(text);
    if (!*out) {
        free(c);
        return err_set(e, ERR_LIMIT, _("out of memory"));
    }
    for (size_t i = 0; s && i < s->tokens; i++) {
        const struct numcode_token *t = &s->token[i];
        const char *piece = t->kind == NUMCODE_TEXT ? text : t->text;
        size_t n = t->kind == NUMCODE_TEXT ? strlen(text) : t->kind == NUMCODE_LITERAL ? t->len : 0;
        memcpy(*out + at, piece ? piece : "", n);
        at += n;
    }
    if (s)
        (*out)[at] = '\0';
    free(c);
    return ERR_OK;
}

bool number_format_hides(const char *code, double value)
{
    struct numcode *c = strchr(code, ';') ? numcode_read(code) : NULL;
    bool drop_sign;
    const struct numcode_section *s = c ? numcode_for(c, value, &drop_sign) : NULL;
    bool hides = s && s->tokens == 0 && (value < 0 || value > 0);
    free(c);
    return hides;
}
