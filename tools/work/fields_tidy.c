#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

/* Numbers of digits alone, one sign between each: how many there are; 0 for anything else. */
static size_t read_numbers(const char *text, const char *signs, unsigned number[3])
{
    size_t n = 0;
    while (n < 3) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 4)
            return 0;
        number[n] = 0;
        for (size_t i = 0; i < digits; i++)
            number[n] = number[n] * 10 + (unsigned)(text[i] - '0');
        n++;
        text += digits;
        if (!*text)
            return n;
        if (!strchr(signs, *text++))
            return 0;
    }
    return 0;
}

/* 7h30, 7:30, 7.30, 7h, 0730 and 730: 07:30. */
static bool tidy_time(const char *text, char *out, size_t room)
{
    unsigned x[3];
    size_t len = strlen(text), n = read_numbers(text, ":hHgG.", x);
    bool is_whole_hour = n == 0 && len > 1 && strchr("hHgG", text[len - 1]) &&
                         strspn(text, "0123456789") == len - 1 && len <= 3;
    if (is_whole_hour) {
        x[0] = (unsigned)(text[0] - '0');
        if (len == 3)
            x[0] = x[0] * 10 + (unsigned)(text[1] - '0');
        x[1] = 0;
    } else if (n == 1 && (len == 3 || len == 4)) {
        x[1] = x[0] % 100;
        x[0] /= 100;
    } else if (n != 2) {
        return false;
    }
    if (x[0] > 23 || x[1] > 59)
        return false;
    snprintf(out, room, "%02u:%02u", x[0], x[1]);
    return true;
}

/* 2/12/2026, 2-12-2026, 2.12.2026: 02/12/2026. */
static bool tidy_day(const char *text, char *out, size_t room)
{
    unsigned x[3];
    if (read_numbers(text, "/-.", x) != 3 || x[0] == 0 || x[0] > 31 || x[1] == 0 || x[1] > 12 ||
        x[2] < 1000)
        return false;
    snprintf(out, room, "%02u/%02u/%04u", x[0], x[1], x[2]);
    return true;
}

bool fields_tidy(const struct work_field *f, const char *text, char *out, size_t room)
{
    if (f->kind == WORK_TIME)
        return tidy_time(text, out, room);
    return f->kind == WORK_DATE && tidy_day(text, out, room);
}
