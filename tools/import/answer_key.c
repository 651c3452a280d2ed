#include "tools/import/answer_key.h"

#include "tools/import/normal.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALONE_MIN = 3 /* so many answers in a line without a heading are a key */ };

void answer_key_free(struct answer_key *k)
{
    free(k->entry);
    free(k->question);
    *k = (struct answer_key){0};
}

static void add(struct answer_key *k, size_t block, const char *number, size_t n, int answer)
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
    *entry = (struct answer_key_entry){.block = block, .answer = answer};
    memcpy(entry->number, number, n);
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

static int letter_of(const char *s)
{
    int letter = tolower((unsigned char)s[0]) - 'a';
    if (letter < 0 || letter > 3)
        return -1;
    unsigned char next = (unsigned char)s[1];
    return !isalnum(next) && next < 0x80 ? letter : -1;
}

/* "1-A", "2. b", "Câu 3: C", "4D": bytes of it, 0 when it is none. */
static size_t pair_at(const char *s, const char **number, size_t *n, int *answer)
{
    const char *at = skip_word(s);
    at += strspn(at, " \t");
    *number = at;
    *n = strspn(at, "0123456789");
    if (*n == 0 || *n >= FINDINGS_NUMBER_MAX)
        return 0;
    at += *n;
    at += strspn(at, " .:)-/=\t");
    *answer = letter_of(at);
    return *answer >= 0 ? (size_t)(at + 1 - s) : 0;
}

/* The whole text is pairs and what stands between them: how many, else 0. */
static size_t pairs(struct answer_key *k, size_t block, const char *s)
{
    const char *number;
    size_t n, found = 0, taken;
    int answer;
    for (s += strspn(s, " \t|;,."); *s; s += strspn(s, " \t|;,."), found++) {
        if ((taken = pair_at(s, &number, &n, &answer)) == 0)
            return 0;
        add(k, block, number, n, answer);
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

bool answer_key_is_heading(const char *line)
{
    const char *rest = behind_heading(line);
    return rest && !rest[strspn(rest, " \t.")];
}

size_t answer_key_line(struct answer_key *k, size_t block, const char *line, bool under)
{
    const char *rest = behind_heading(line);
    const char *s = rest ? rest : line;
    size_t n = pairs(NULL, block, s);
    if (n < (rest || under ? 1U : (unsigned)ALONE_MIN))
        return 0;
    return pairs(k, block, s);
}

/* What a cell of a key may hold. */
enum kind { EMPTY, NUMBER, LETTER, WORD, PAIRS, OTHER };

static enum kind kind_of(const char *cell)
{
    static const char *const WORDS[] = {"cau",    "cau hoi", "cau so",   "so",     "stt", "tt",
                                        "dap an", "da",      "question", "answer", "key", "no"};
    enum kind kind = OTHER;
    const char *s = cell ? cell + strspn(cell, " \t\r\n") : "";
    if (!*s)
        return EMPTY;
    if (pairs(NULL, 0, s))
        return PAIRS;
    char *key = normal_key(skip_word(s));
    const char *digits = key ? key : "";
    size_t n = strspn(digits, "0123456789");
    if (n && n < FINDINGS_NUMBER_MAX && !digits[n])
        kind = NUMBER;
    else if (digits[0] && !digits[1] && letter_of(digits) >= 0)
        kind = LETTER;
    free(key);
    key = kind == OTHER ? normal_key(s) : NULL;
    for (size_t i = 0; key && i < sizeof WORDS / sizeof WORDS[0]; i++)
        kind = strcmp(key, WORDS[i]) == 0 ? WORD : kind;
    free(key);
    return kind;
}

static void add_cells(struct answer_key *k, size_t block, const char *number, const char *letter)
{
    char *key = normal_key(skip_word(number + strspn(number, " \t\r\n"))),
         *answer = normal_key(letter);
    if (key && answer)
        add(k, block, key, strlen(key), answer[0] - 'a');
    else if (k)
        k->failed = true;
    free(key);
    free(answer);
}

/* The row's answers: pairs in its cells, letters beside their numbers, or letters under the numbers
 * of the row above. False when a letter has no number. */
static bool read_row(struct answer_key *k, size_t block, char *const *row, const enum kind *kind,
                     const enum kind *above, char *const *row_above, size_t cells, size_t *found)
{
    for (size_t i = 0; i < cells; i++) {
        if (kind[i] == PAIRS)
            *found += pairs(k, block, row[i]);
        if (kind[i] != LETTER)
            continue;
        bool beside = i && kind[i - 1] == NUMBER, under = above && above[i] == NUMBER;
        if (beside == under)
            return false;
        add_cells(k, block, beside ? row[i - 1] : row_above[i], row[i]);
        ++*found;
    }
    return true;
}

bool answer_key_table(struct answer_key *k, size_t block, char *const *cell, size_t rows,
                      size_t cells)
{
    enum kind *kind = calloc(rows * cells + 1, sizeof *kind);
    bool is = kind != NULL;
    size_t found = 0;
    for (size_t i = 0; is && i < rows * cells; i++)
        is = (kind[i] = kind_of(cell[i])) != OTHER;
    for (int pass = 0; is && pass < 2; pass++) /* looks first, then keeps */
        for (size_t r = 0; is && r < rows; r++)
            is = read_row(pass ? k : NULL, block, cell + r * cells, kind + r * cells,
                          r ? kind + (r - 1) * cells : NULL, r ? cell + (r - 1) * cells : NULL,
                          cells, &found);
    free(kind);
    return is && found;
}

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

int answer_key_find(struct answer_key *k, size_t block, const char *number)
{
    size_t at = 0, same = 0;
    int answer = ANSWER_KEY_NONE;
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
            answer = answer == ANSWER_KEY_NONE || answer == k->entry[at].answer
                         ? k->entry[at].answer
                         : ANSWER_KEY_DIFFERS;
        }
    for (size_t i = first; i < next; i++)
        same += strcmp(k->question[i].number, number) == 0;
    return answer != ANSWER_KEY_NONE && same > 1 ? ANSWER_KEY_TWICE : answer;
}
