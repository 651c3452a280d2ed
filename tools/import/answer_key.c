#include "tools/import/answer_key.h"

#include "app/core/bank.h"
#include "tools/import/normal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ALONE_MIN = 3,      /* so many answers in a line without a heading are a key */
    FEW = 3,            /* of which at most each third may be no option's letter */
    HEADING_MOST = 160, /* bytes of a line that is one */
    HEADINGS = 2        /* words of a key in a table, "Câu" and "Đáp án" */
};

void answer_key_free(struct answer_key *k)
{
    free(k->entry);
    free(k->question);
    *k = (struct answer_key){0};
}

/* answer: from 0, or ANSWER_KEY_STRANGE with what is said (n bytes of it). */
struct said {
    int answer;
    const char *text;
    size_t n;
};

static void add(struct answer_key *k, size_t block, const char *number, size_t n,
                const struct said *said)
{
    if (!k || k->failed || k->is_complete)
        return;
    if (k->count == k->room) {
        size_t room = k->room ? k->room * 2 : 64;
        struct answer_key_entry *grown =
            room <= ANSWER_KEY_MAX * 2 ? realloc(k->entry, room * sizeof *grown) : NULL;
        if (!grown) {
            k->failed = true;
            return;
        }
        k->entry = grown;
        k->room = room;
    }
    struct answer_key_entry *entry = &k->entry[k->count++];
    *entry = (struct answer_key_entry){.block = block, .answer = said->answer};
    memcpy(entry->number, number, n);
    if (said->answer == ANSWER_KEY_STRANGE)
        snprintf(entry->said, sizeof entry->said, "%.*s", (int)said->n, said->text);
}

static const char *skip_word(const char *s)
{
    static const char *const WORDS[] = {"Câu hỏi", "câu hỏi", "CÂU HỎI",  "Câu",
                                        "câu",     "CÂU",     "Question", "question"};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (strncmp(s, WORDS[i], strlen(WORDS[i])) == 0)
            return s + strlen(WORDS[i]);
    return s;
}

/* A letter that stands alone: from 0; -1 for none. */
static int letter_of(const char *s)
{
    int letter = tolower((unsigned char)s[0]) - 'a';
    if (letter < 0 || letter > 'z' - 'a')
        return -1;
    unsigned char next = (unsigned char)s[1];
    return !isalnum(next) && next < 0x80 ? letter : -1;
}

static bool is_option(int letter)
{
    return letter >= 0 && letter < BANK_OPTIONS;
}

/* "A", "E", "A,C": what an answer is; n is 0 when it is none. */
static struct said answer_at(const char *s)
{
    int letter = letter_of(s);
    struct said said = {is_option(letter) ? letter : ANSWER_KEY_STRANGE, s, letter >= 0};
    for (const char *at = s + 1; said.n;) {
        const char *next = at + strspn(at, " ");
        if (!*next || !strchr(",;/+&", *next))
            break;
        next += 1 + strspn(next + 1, " ");
        if (letter_of(next) < 0)
            break;
        at = next + 1;
        said = (struct said){ANSWER_KEY_STRANGE, s, (size_t)(at - s)};
    }
    return said;
}

/* "1-A", "2. b", "Câu 3: C", "4D": bytes of it, 0 when it is none. */
static size_t pair_at(const char *s, const char **number, size_t *n, struct said *said)
{
    const char *at = skip_word(s);
    at += strspn(at, " \t");
    *number = at;
    *n = strspn(at, "0123456789");
    if (*n == 0 || *n >= FINDINGS_NUMBER_MAX)
        return 0;
    at += *n;
    at += strspn(at, " .:)-/=\t");
    *said = answer_at(at);
    return said->n ? (size_t)(at + said->n - s) : 0;
}

/* The whole text is pairs and what stands between them: how many, else 0; *strange: whose answer
 * is. */
static size_t pairs(struct answer_key *k, size_t block, const char *s, size_t *strange)
{
    const char *number;
    size_t n, found = 0, taken;
    struct said said;
    *strange = 0;
    for (s += strspn(s, " \t|;,."); *s; s += strspn(s, " \t|;,."), found++) {
        if ((taken = pair_at(s, &number, &n, &said)) == 0)
            return 0;
        add(k, block, number, n, &said);
        *strange += said.answer == ANSWER_KEY_STRANGE;
        s += taken;
    }
    return found;
}

/* Behind a key's heading: what follows it in the line; NULL when the line begins with none. */
static const char *behind_heading(const char *line)
{
    static const char *const WORDS[] = {
        "dap an", "bang dap an", "dap an tham khao", "dap an trac nghiem", "answer key", "answers",
        "key",    "keys"};
    const char *colon = strchr(line, ':'),
               *end = colon ? colon : line + strcspn(line, "0123456789");
    char *head = strndup(line, (size_t)(end - line)), *key = head ? normal_key(head) : NULL;
    bool is = false;
    for (size_t i = 0; key && !is && i < sizeof WORDS / sizeof WORDS[0]; i++)
        is = strcmp(key, WORDS[i]) == 0;
    free(key);
    free(head);
    return is ? end + (colon != NULL) : NULL;
}

/* A word of it, or several, and then another word or nothing. */
static const char *behind_words(const char *key, const char *words)
{
    size_t n = strlen(words);
    return strncmp(key, words, n) == 0 && (!key[n] || key[n] == ' ') ? key + n + (key[n] == ' ')
                                                                     : NULL;
}

/* "PHẦN II. ", "II. ": what stands behind it. */
static const char *skip_section(const char *key)
{
    const char *part = behind_words(key, "phan"), *s = part ? part : key;
    size_t n = strspn(s, "ivx0123456789");
    return n && s[n] == ' ' ? s + n + 1 : s;
}

/* Of a line in plain letters: a key's name, and then nothing or whose it is. */
static bool names_key(const char *key)
{
    static const char *const NAMES[] = {"bang dap an", "dap an va huong dan cham",
                                        "dap an",      "huong dan cham",
                                        "answer key",  "answers"};
    static const char *const WHOSE[] = {
        "phan",       "de",        "ma de",       "mon",        "nhom", "bo",
        "bai",        "tu cau",    "cac cau",     "cau hoi",    "hang", "linh vuc",
        "chuyen mon", "phap luat", "va",          "cua",        "cho",  "tham khao",
        "chinh thuc", "chi tiet",  "trac nghiem", "thang diem", "for",  "part"};
    const char *s = skip_section(key), *rest = NULL;
    for (size_t i = 0; !rest && i < sizeof NAMES / sizeof NAMES[0]; i++)
        rest = behind_words(s, NAMES[i]);
    bool is = rest && !*rest;
    for (size_t i = 0; rest && !is && i < sizeof WHOSE / sizeof WHOSE[0]; i++)
        is = behind_words(rest, WHOSE[i]) != NULL;
    return is;
}

bool answer_key_may_be_heading(const char *line)
{
    const char *colon = strchr(line, ':');
    bool says_more = strlen(line) > HEADING_MOST || strchr(line, '?') ||
                     (colon && colon[1 + strspn(colon + 1, " \t")]);
    char *key = says_more ? NULL : normal_key(line);
    bool is = key && names_key(key);
    free(key);
    return is;
}

bool answer_key_is_heading(const char *line)
{
    const char *rest = behind_heading(line);
    return rest && !rest[strspn(rest, " \t.")];
}

size_t answer_key_line(struct answer_key *k, size_t block, const char *line, bool under)
{
    const char *rest = behind_heading(line);
    const char *s = rest ? rest : line;
    bool is_said = rest || under;
    size_t strange, n = pairs(NULL, block, s, &strange);
    if (n < (is_said ? 1U : (unsigned)ALONE_MIN) || (!is_said && strange * FEW > n))
        return 0;
    return pairs(k, block, s, &strange);
}

/* ---- tables ---- */

/* What a cell of a key may hold. */
enum kind { EMPTY, NUMBER, LETTER, WORD, PAIRS, STRANGE /* short, and none of these */, OTHER };

static enum kind kind_of(const char *cell, size_t *strange)
{
    static const char *const WORDS[] = {"cau", "cau hoi", "cau so",     "so",       "stt",
                                        "tt",  "dap an",  "da",         "question", "answer",
                                        "key", "no",      "dap an dung"};
    enum kind kind = OTHER;
    const char *s = cell ? cell + strspn(cell, " \t\r\n") : "";
    size_t among = 0;
    if (!*s)
        return EMPTY;
    if (pairs(NULL, 0, s, &among)) {
        *strange += among;
        return PAIRS;
    }
    char *key = normal_key(skip_word(s));
    const char *digits = key ? key : "";
    size_t n = strspn(digits, "0123456789");
    if (n && n < FINDINGS_NUMBER_MAX && !digits[n])
        kind = NUMBER;
    else if (digits[0] && !digits[1] && is_option(letter_of(digits)))
        kind = LETTER;
    free(key);
    key = kind == OTHER ? normal_key(s) : NULL;
    for (size_t i = 0; key && i < sizeof WORDS / sizeof WORDS[0]; i++)
        kind = strcmp(key, WORDS[i]) == 0 ? WORD : kind;
    if (key && (strncmp(key, "dap an ", 7) == 0 || strncmp(key, "bang dap an", 11) == 0))
        kind = WORD; /* a title in the table: "ĐÁP ÁN ĐỀ SỐ 2" */
    free(key);
    return kind == OTHER && strlen(s) < ANSWER_KEY_SAID ? STRANGE : kind;
}

/* A table's cells, and how many there are of a kind. */
struct cells {
    char *const *text;
    enum kind *kind;
    size_t rows, cells;
    size_t of[OTHER + 1], strange /* among pairs, too */;
};

static bool look_at_cells(struct cells *t)
{
    t->kind = calloc(t->rows * t->cells + 1, sizeof *t->kind);
    for (size_t i = 0; t->kind && i < t->rows * t->cells; i++) {
        t->kind[i] = kind_of(t->text[i], &t->strange);
        t->of[t->kind[i]]++;
    }
    t->strange += t->of[STRANGE];
    return t->kind != NULL;
}

static void add_cells(struct answer_key *k, size_t block, const char *number, const char *answer,
                      bool is_strange)
{
    char *key = normal_key(skip_word(number + strspn(number, " \t\r\n"))),
         *letter = normal_key(answer);
    struct said said = {ANSWER_KEY_STRANGE, answer, strlen(answer)};
    if (letter && !is_strange)
        said.answer = letter[0] - 'a';
    if (key && letter)
        add(k, block, key, strlen(key), &said);
    else if (k)
        k->failed = true;
    free(key);
    free(letter);
}

/* The row's answers: pairs in its cells, letters beside their numbers, or letters under the numbers
 * of the row above. The cell of an answer that has no number, or has two; SIZE_MAX for none. */
static size_t read_row(struct answer_key *k, size_t block, const struct cells *t, size_t row)
{
    size_t strange;
    for (size_t i = 0; i < t->cells; i++) {
        size_t at = row * t->cells + i;
        if (t->kind[at] == PAIRS)
            pairs(k, block, t->text[at], &strange);
        if (t->kind[at] != LETTER && t->kind[at] != STRANGE)
            continue;
        bool beside = i && t->kind[at - 1] == NUMBER,
             under = row && t->kind[at - t->cells] == NUMBER;
        if (beside == under)
            return at;
        add_cells(k, block, t->text[beside ? at - 1 : at - t->cells], t->text[at],
                  t->kind[at] == STRANGE);
    }
    return SIZE_MAX;
}

/* The first cell that is no part of a key; SIZE_MAX for none. */
static size_t find_odd(const struct cells *t)
{
    for (size_t i = 0; i < t->rows * t->cells; i++)
        if (t->kind[i] == OTHER)
            return i;
    for (size_t r = 0; r < t->rows; r++) {
        size_t odd = read_row(NULL, 0, t, r);
        if (odd < SIZE_MAX)
            return odd;
    }
    return SIZE_MAX;
}

bool answer_key_table(struct answer_key *k, size_t block, char *const *cell, size_t rows,
                      size_t cells, const char **odd)
{
    struct cells t = {.text = cell, .rows = rows, .cells = cells};
    *odd = NULL;
    if (!look_at_cells(&t))
        return false;
    size_t answers = t.of[LETTER] + t.of[PAIRS], at = find_odd(&t);
    bool has_headings = t.of[WORD] >= HEADINGS,
         is = at == SIZE_MAX && answers && (has_headings || t.strange * FEW <= answers);
    for (size_t r = 0; is && r < rows; r++)
        (void)read_row(k, block, &t, r);
    if (!is && has_headings && answers && t.of[NUMBER] && at < SIZE_MAX)
        *odd = cell[at];
    free(t.kind);
    return is;
}

/* ---- questions ---- */

void answer_key_question(struct answer_key *k, size_t block, const char *number)
{
    if (k->is_complete)
        return;
    if (k->questions == k->question_room) {
        size_t room = k->question_room ? k->question_room * 2 : 64;
        struct answer_key_question *grown =
            room <= ANSWER_KEY_MAX * 2 ? realloc(k->question, room * sizeof *grown) : NULL;
        if (!grown) {
            k->failed = true;
            return;
        }
        k->question = grown;
        k->question_room = room;
    }
    struct answer_key_question *q = &k->question[k->questions++];
    *q = (struct answer_key_question){.block = block};
    strncpy(q->number, number, sizeof q->number - 1);
}

/* The first question behind a place. */
static size_t question_behind(const struct answer_key *k, size_t block)
{
    size_t low = 0, high = k->questions;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (k->question[middle].block <= block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_same_answer(const struct answer_key_entry *a, const struct answer_key_entry *b)
{
    return a->answer == b->answer && strcmp(a->said, b->said) == 0;
}

int answer_key_find(struct answer_key *k, size_t block, const char *number, const char **said)
{
    size_t at = 0, same = 0;
    const struct answer_key_entry *entry = NULL;
    bool differs = false;
    while (at < k->count && k->entry[at].block <= block)
        at++;
    if (at == k->count)
        return ANSWER_KEY_NONE;
    /* questions from the key before up to this one, and the entries before the next question */
    size_t first = at ? question_behind(k, k->entry[at - 1].block) : 0,
           next = question_behind(k, k->entry[at].block);
    size_t end = next < k->questions ? k->question[next].block : SIZE_MAX;
    for (; at < k->count && k->entry[at].block < end; at++)
        if (strcmp(k->entry[at].number, number) == 0) {
            k->entry[at].used = true;
            differs |= entry && !is_same_answer(entry, &k->entry[at]);
            entry = &k->entry[at];
        }
    if (!entry)
        return ANSWER_KEY_NONE;
    for (size_t i = first; i < next; i++)
        same += strcmp(k->question[i].number, number) == 0;
    *said = entry->said;
    return same > 1 ? ANSWER_KEY_TWICE : differs ? ANSWER_KEY_DIFFERS : entry->answer;
}
