/* The room console without a terminal: a session of forty seats, the clock the test's, statuses as
 * written and what is shown of them. */
#ifndef SATHACH_TESTS_LIB_CONSOLE_RIG_H
#define SATHACH_TESTS_LIB_CONSOLE_RIG_H

#include "app/room/room.h"

enum { CONSOLE_SEATS = 40, CONSOLE_QUESTIONS = 30 };

extern struct room room;     /* fresh in each test, at the wall, in English */
extern struct canvas canvas; /* 24×80 */
extern uint64_t boot;        /* the boot clock; the wall clock goes with it */

/* Of the group: its session and roster, MAY-01 … MAY-40. */
int console_group_up(void **state);
int console_group_down(void **state);
/* Around each test. */
int console_up(void **state);
int console_down(void **state);
int64_t console_wall_ms(void *context);
/* A seat at work on the paper of its place; `seat` from 1. Each call has the next number. */
struct status console_at_work(unsigned seat);
/* The status comes in; false when it tells nothing new. */
bool console_show(const struct status *st);
void console_tick(void);
/* Every seat shows that it is at work. */
void console_all_at_work(void);
/* What the console knows of the seat; fails where it knows none. */
const struct seat_seen *console_seen(unsigned seat);
bool console_has_problem(unsigned seat, enum problem_kind kind);
void console_press(enum keypress_kind kind, uint32_t cp);
/* The place is this seat's. */
void console_look_at(unsigned seat);
/* True when the picture holds the text in one row. */
bool console_shows(const char *text);
/* The whole picture, as it stands in tests/data/golden; UPDATE_GOLDEN=1 writes it. */
void console_golden(const char *name);

#endif
