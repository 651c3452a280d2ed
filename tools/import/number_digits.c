#include "tools/import/number_digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 15, GENERAL_WIDTH = 11 };

/* The 15 digits that count and the first one's power of ten. */
static int split(double value, char digit[DIGITS + 1])
{
    char text[40];
    snprintf(text, sizeof text, "%.*e", DIGITS - 1, value);
    digit[0] = text[0];
    memcpy(digit + 1, text + 2, DIGITS - 1);
    digit[DIGITS] = '\0';
    return value > 0 ? (int)strtol(strchr(text, 'e') + 1, NULL, 10) : 0;
}

int number_digits_power(double value)
{
    char digit[DIGITS + 1];
    return split(value, digit);
}

/* Rounds the digits to the first keep of them; true when a digit came in front. */
static bool round_off(char digit[DIGITS + 1], int keep)
{
    bool up = keep < DIGITS && keep >= 0 && digit[keep] >= '5';
    for (int i = keep < 0 ? 0 : keep; i < DIGITS; i++)
        digit[i] = '0';
    for (int i = keep - 1; up && i >= 0 && i < DIGITS; i--) {
        up = digit[i] == '9';
        digit[i] = up ? '0' : (char)(digit[i] + 1);
    }
    if (up) {
        memmove(digit + 1, digit, DIGITS - 1);
        digit[0] = '1';
    }
    return up;
}

void number_digits_round(double value, int shift, int decimals, struct number_digits *out)
{
    char digit[DIGITS + 1];
    int power = split(value, digit) + shift;
    size_t whole = 0, part = 0;
    power += round_off(digit, power + 1 + decimals);
    for (int i = power < 0 ? 0 : power; i >= 0 && whole < sizeof out->whole - 1; i--) {
        int at = power - i;
        char d = at >= 0 && at < DIGITS ? digit[at] : '0';
        if (whole || d != '0')
            out->whole[whole++] = d;
    }
    for (int i = 1; i <= decimals && part < sizeof out->part - 1; i++) {
        int at = power + i;
        out->part[part++] = at >= 0 && at < DIGITS ? digit[at] : '0';
    }
    out->whole[whole] = '\0';
    out->part[part] = '\0';
}

/* Takes the zeros at the end off. */
static void strip(char *part)
{
    size_t n = strlen(part);
    while (n && part[n - 1] == '0')
        part[--n] = '\0';
}

static void put(const char *sign, struct number_digits *d, char out[NUMBER_DIGITS_GENERAL_MAX])
{
    strip(d->part);
    snprintf(out, NUMBER_DIGITS_GENERAL_MAX, "%s%.16s%s%.16s", sign, d->whole[0] ? d->whole : "0",
             d->part[0] ? "." : "", d->part);
}

static void put_scientific(const char *sign, double value, char out[NUMBER_DIGITS_GENERAL_MAX])
{
    char digit[DIGITS + 1];
    int power = split(value, digit), most = abs(power) >= 100 ? 5 : 6;
    power += round_off(digit, most);
    digit[most] = '\0';
    strip(digit + 1);
    snprintf(out, NUMBER_DIGITS_GENERAL_MAX, "%s%c%s%sE%c%02d", sign, digit[0], digit[1] ? "." : "",
             digit + 1, power < 0 ? '-' : '+', abs(power));
}

/* How many digits behind the point the value has. */
static int decimals_of(const char digit[DIGITS + 1], int power)
{
    int n = DIGITS;
    while (n > 1 && digit[n - 1] == '0')
        n--;
    return n - 1 - power;
}

void number_digits_general(double value, char out[NUMBER_DIGITS_GENERAL_MAX])
{
    char digit[DIGITS + 1];
    const char *sign = value < 0 ? "-" : "";
    double size = fabs(value);
    struct number_digits d;
    int power = split(size, digit);
    int room = power < 0 ? GENERAL_WIDTH - 2 : GENERAL_WIDTH - 2 - power;
    number_digits_round(size, 0, room < 0 ? 0 : room, &d);
    if (strlen(d.whole) > GENERAL_WIDTH ||
        (power < -4 && decimals_of(digit, power) > GENERAL_WIDTH - 2))
        put_scientific(sign, size, out);
    else
        put(size > 0 ? sign : "", &d, out);
}

void number_digits_plain(double value, char out[NUMBER_DIGITS_GENERAL_MAX])
{
    char digit[DIGITS + 1];
    double size = fabs(value);
    int power = split(size, digit), decimals = decimals_of(digit, power);
    struct number_digits d;
    out[0] = '\0';
    if (power > 25 || decimals > 25 || power + decimals > 25)
        return;
    number_digits_round(size, 0, decimals < 0 ? 0 : decimals, &d);
    strip(d.part);
    snprintf(out, NUMBER_DIGITS_GENERAL_MAX, "%s%.26s%s%.26s", value < 0 ? "-" : "",
             d.whole[0] ? d.whole : "0", d.part[0] ? "." : "", d.part);
}

void number_digits_fraction(double part, long most, long *numerator, long *denominator)
{
    double best = 2;
    *numerator = 0;
    *denominator = 1;
    for (long d = 1; d <= most; d++) {
        double n = floor(part * (double)d + 0.5), off = fabs(part - n / (double)d);
        if (off < best - 1e-12) {
            best = off;
            *numerator = (long)n;
            *denominator = d;
        }
    }
}
