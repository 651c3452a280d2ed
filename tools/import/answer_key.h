/* Answer keys that stand apart from the questions, in lines ("1-A 2-B 3-C", "Câu 1: A") or in a
 * table (numbers over letters, or beside them). A key holds for the questions in front of it, back
 * to the key before. An answer that is no letter of an option ("4-E", "5: A,C") makes no less of a
 * key of the others: it is kept as it was said, for its question alone. */
#ifndef SATHACH_TOOLS_IMPORT_ANSWER_KEY_H
#define SATHACH_TOOLS_IMPORT_ANSWER_KEY_H

#include "tools/import/findings.h"

#include <stdbool.h>

enum { ANSWER_KEY_MAX = 200 * 1000, ANSWER_KEY_SAID = 32 };

struct answer_key_entry {
    size_t block; /* where in the document it stands */
    char number[FINDINGS_NUMBER_MAX];
    int answer;                 /* from 0; ANSWER_KEY_STRANGE */
    char said[ANSWER_KEY_SAID]; /* the strange one */
    bool used;
};
struct answer_key_question {
    size_t block;
    char number[FINDINGS_NUMBER_MAX];
};
struct answer_key {
    struct answer_key_entry *entry;
    size_t count, room; /* in the document's order; owned */
    struct answer_key_question *question;
    size_t questions, question_room; /* owned */
    bool is_complete;                /* nothing more is added */
    bool failed;                     /* memory ended */
};
void answer_key_free(struct answer_key *k);
/* Reads a line; under: the line before it was a key's, or its heading. How many answers it holds: 0
 * when it is no key. k may be NULL: only looks. */
size_t answer_key_line(struct answer_key *k, size_t block, const char *line, bool under);
/* True for a key's heading: "Đáp án", "BẢNG ĐÁP ÁN:" and nothing behind it. */
bool answer_key_is_heading(const char *line);
/* True for what may be one, too: "ĐÁP ÁN PHẦN CHUYÊN MÔN (từ câu 13)", "HƯỚNG DẪN CHẤM". A question
 * may begin so: only what follows tells. */
bool answer_key_may_be_heading(const char *line);
/* Reads a table of rows × cells texts (cell[row * cells + i], NULL or "" for empty): true when it
 * is a key and nothing else. *odd: where it is none and has a key's headings, numbers and letters,
 * the first cell that is neither; else NULL. */
bool answer_key_table(struct answer_key *k, size_t block, char *const *cell, size_t rows,
                      size_t cells, const char **odd);
/* A question begins at this place: a key behind it is another one than a key before it. All
 * questions are told before the first is asked for. */
void answer_key_question(struct answer_key *k, size_t block, const char *number);
enum {
    ANSWER_KEY_NONE = -1 /* no key, or not in it */,
    ANSWER_KEY_DIFFERS = -2 /* named with different answers */,
    ANSWER_KEY_TWICE = -3 /* several questions before the key have this number */,
    ANSWER_KEY_STRANGE = -4 /* named with what is no letter of an option */
};
/* The answer for the question with this number that stands at `block`: its index, or one of those;
 * *said: what a strange one is. The entries are marked as used. */
int answer_key_find(struct answer_key *k, size_t block, const char *number, const char **said);

#endif
