/* The time left, as it is shown and told; the arithmetic is journal_left_ms's. And what else of the
 * open paper is told in words, on the screen and in the line mode. */
#ifndef SATHACH_CLIENT_TIME_LEFT_H
#define SATHACH_CLIENT_TIME_LEFT_H

#include "app/client/model.h"

enum { TIME_LEFT_SECONDS_FROM = 600 /* seconds left from which they are counted one by one */ };

/* The minutes before the end that are told by themselves, once each. */
struct time_left_step {
    unsigned minutes;
    bool is_shown; /* on the screen too; the line mode, which shows no clock, tells all of them */
    enum message_tone tone;
};

/* The last step that the time left has come to and that was not told yet, NULL for none. *told
 * (bits) remembers it and those jumped over, which are not made up for. */
const struct time_left_step *time_left_step(unsigned *told, uint64_t left_ms);

/* The last step that was told; NULL for none. */
const struct time_left_step *time_left_told(unsigned told);

/* "24 phút" / "06:41": minutes until the last ten, then seconds; one that has begun counts. */
void time_left_text(const struct client *c, char *out, size_t room);
/* "Time left: 9 minutes and 41 seconds."; while the head shows whole minutes, also that those are
 * rounded up. */
void time_left_words(const struct client *c, char *out, size_t room);
/* "24 of 30 min": whole minutes left of those allowed. */
void time_left_minutes_text(const struct client *c, char *out, size_t room);
/* Milliseconds until the text changes; of an exam that runs. */
uint64_t time_left_changes_in_ms(const struct client *c);

/* "30 questions, 30 minutes": how many questions the open paper has and how many minutes, extra
 * time told apart. */
void time_left_size_text(const struct client *c, char *out, size_t room);
enum { TIME_LEFT_PASS = 768 /* bytes: every part with its title */ };
/* "You pass with 21 of 30 points, and 7 of 10 in part 1 (Knowledge of the law)." */
void time_left_pass_text(const struct client *c, char *out, size_t room);
/* Of an exam that was begun: what the invigilator wants to see before an interrupted journal goes
 * on (time used, answers, last moment), or how far the candidate came; "" for one not begun. */
void time_left_begun_text(const struct client *c, char *out, size_t room);

#endif
