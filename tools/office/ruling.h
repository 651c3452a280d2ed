/* What the council says, in the words of the command line, turned into a decision that fits the
 * session: the question found by its id or by its place on a paper, the journal's head filled in,
 * and refused where it has nothing to rule on. */
#ifndef SATHACH_TOOLS_OFFICE_RULING_H
#define SATHACH_TOOLS_OFFICE_RULING_H

#include "tools/office/grading.h"
#include "tools/office/question_words.h"

/* Words: question ID void|take-out|accept A,C|key B · paper P journal HEAD|as-is|accept|annul|
 * no-paper · lost LINE · close · cancel · undo N. A question is named by the beginning of its id or
 * by paper and place: "0001:12", "đề 0001 câu 12", "0001 câu 12".
 * has_reason: what does not add up may be closed. ERR_USAGE for another form, ERR_NO for what is
 * not there, ERR_POLICY for what may not be ruled now. */
struct ruling_request {
    const struct grading *grading;
    const struct keys_secret *office;
    bool has_reason;
    int words;
    char **word;
};
enum err_code ruling_take(const struct ruling_request *r, struct decision *out,
                          struct err *e) ERR_MUST_CHECK;

/* What a close wants whatever its reason: that the session was graded since, and the signed sheet's
 * asked rows (ERR_POLICY). */
enum err_code ruling_check_close(const struct grading *g, struct err *e) ERR_MUST_CHECK;

/* True when the same is in force already. */
bool ruling_is_in_force(const struct decisions *ds, const struct decision *d);

/* The id of a question by what names it in a ruling. ERR_USAGE for another form, or where several
 * ids begin so; ERR_NO for what is not there. */
enum err_code ruling_find_question(const struct office_session *s, const char *text,
                                   uint8_t out[CRYPT_HASH], struct err *e) ERR_MUST_CHECK;

/* The question of a ruling for people: its first words, and on how many papers it stands. */
enum err_code ruling_tell_question(const struct office_session *s, const uint8_t qid[CRYPT_HASH],
                                   char words[QUESTION_WORDS], size_t *papers,
                                   struct err *e) ERR_MUST_CHECK;

#endif
