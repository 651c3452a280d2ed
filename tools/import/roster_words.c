#include "tools/import/roster_words.h"

#include "app/core/i18n.h"
#include "tools/import/normal.h"

#include <stdlib.h>
#include <string.h>

static const char *const YES[] = {"x", "co", "yes", "y", "true", "1", "dung", "✓", "✔", "☑", "√"};
static const char *const NO[] = {"",    "khong", "khong co", "ko", "no", "n",  "false", "0",
                                 "sai", "-",     "–",        "—",  "−",  "--", "☐"};
/* Longer answers are put together, one of each in this order; those with a sign must be there. */
enum { PART_NOT, PART_GRANTED, PART_EXEMPT, PART_ACT, PART_SHARE, PART_OF, PART_WHAT, PARTS };
static const char *const PART[PARTS][4] = {[PART_NOT] = {"khong", "ko", "k"},
                                           [PART_GRANTED] = {"co", "duoc", "thuoc dien"},
                                           [PART_EXEMPT] = {"mien"},
                                           [PART_ACT] = {"thi", "sat hach"},
                                           [PART_SHARE] = {"phan", "noi dung"},
                                           [PART_OF] = {"thi", "sat hach", "kien thuc"},
                                           [PART_WHAT] = {"chuyen mon", "cm"}};
static const char *const MINUTES[] = {"",  "phut", "p",    "ph",      "'",     "’",
                                      "′", "min",  "mins", "minutes", "minute"};
static const char *const ERRORS[] = {
    "#N/A",    "#REF!",   "#VALUE!", "#NAME?",    "#DIV/0!",   "#NUM!",     "#NULL!",
    "#SPILL!", "#CALC!",  "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA",
    "Err:502", "Err:504", "Err:508", "Err:509",   "Err:511",   "Err:522"};

static bool stands_in(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], word) == 0)
            return true;
    return false;
}

/* normal_fold, blanks squeezed and taken off at the ends, a last stop off. */
static char *word_of(const char *text)
{
    char *word = normal_fold(text), *out = word;
    for (const char *s = word; s && *s; s++)
        if (*s != ' ')
            *out++ = *s;
        else if (out > word && out[-1] != ' ')
            *out++ = ' ';
    if (!word)
        return NULL;
    while (out > word && (out[-1] == ' ' || (out[-1] == '.' && out - word > 1)))
        out--;
    *out = '\0';
    return word;
}

/* Behind one of the part's phrases that stands at s; s when none does. */
static const char *skip_part(const char *s, const char *const phrase[4])
{
    for (size_t i = 0; i < 4 && phrase[i]; i++) {
        size_t n = strlen(phrase[i]);
        if (strncmp(s, phrase[i], n) == 0 && (s[n] == ' ' || s[n] == '\0'))
            return s + n + (s[n] == ' ');
    }
    return s;
}

/* "được miễn", "không miễn phần chuyên môn": whole answers only. One that says of which share must
 * say that it is the professional one. */
static bool is_answer(const char *s, bool *yes)
{
    bool has[PARTS];
    for (size_t i = 0; i < PARTS; i++) {
        const char *rest = skip_part(s, PART[i]);
        has[i] = rest > s;
        s = rest;
    }
    *yes = !has[PART_NOT];
    return !*s && has[PART_EXEMPT] && (has[PART_WHAT] || (!has[PART_SHARE] && !has[PART_OF]));
}

bool roster_word_is_yes(const char *text, bool *yes)
{
    char *word = word_of(text);
    *yes = word && stands_in(YES, sizeof YES / sizeof YES[0], word);
    bool known = *yes || (word && stands_in(NO, sizeof NO / sizeof NO[0], word)) ||
                 (word && is_answer(word, yes));
    free(word);
    return known;
}

bool roster_word_is_plain(const char *text)
{
    static const char *const PLAIN[] = {"Có", "có", "CÓ", "Không", "không", "KHÔNG"};
    return stands_in(PLAIN, sizeof PLAIN / sizeof PLAIN[0], text);
}

const char *roster_words_yes(void)
{
    return "x, có, miễn, được miễn, yes, true, 1, ✓";
}

const char *roster_words_no(void)
{
    return "không, không miễn, no, false, 0, -";
}

bool roster_word_minutes(const char *text, unsigned *minutes)
{
    char *word = word_of(text);
    const char *s = word ? word + (word[0] == '+') : "";
    size_t n = strspn(s, "0123456789");
    bool yes, good = false;
    *minutes = 0;
    if (n == 0) {
        good = word && roster_word_is_yes(text, &yes) && !yes;
    } else if (n <= 3) {
        const char *unit = s + n + strspn(s + n, " ");
        *minutes = (unsigned)strtoul(s, NULL, 10);
        good = *minutes <= ROSTER_EXTRA_MAX &&
               stands_in(MINUTES, sizeof MINUTES / sizeof MINUTES[0], unit);
    }
    free(word);
    return good;
}

bool roster_word_is_ditto(const char *text)
{
    char *key = normal_key(text);
    bool is = key && (strcmp(key, "nt") == 0 || strcmp(key, "nhu tren") == 0);
    static const char *const SIGNS[] = {"\"", "\"\"", "''", "“",      "”",
                                        "″",  "〃",   ",,", "- \" -", "-\"-"};
    free(key);
    return is || stands_in(SIGNS, sizeof SIGNS / sizeof SIGNS[0], text);
}

const char *roster_word_fault(const char *text)
{
    if (stands_in(ERRORS, sizeof ERRORS / sizeof ERRORS[0], text))
        return _("an error value of the spreadsheet");
    if (text[0] == '#' && text[1] && text[strspn(text, "#")] == '\0')
        return _("a column too narrow for its number when it was saved");
    if (text[0] == '=' && text[1])
        return _("a formula that was saved as text");
    return NULL;
}

const char *roster_word_at(bool yes, size_t i)
{
    size_t n = yes ? sizeof YES / sizeof YES[0] : sizeof NO / sizeof NO[0];
    return i < n ? (yes ? YES : NO)[i] : NULL;
}
