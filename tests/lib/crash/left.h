/* What a power cut left: a folder for it, and what the program finds there. */
#ifndef SATHACH_TESTS_LEFT_H
#define SATHACH_TESTS_LEFT_H

#include "app/core/attempt.h"

void left_make(void);
void left_remove(void);
const char *left_folder(void);
/* Opens the paper's attempt as the program would: how many events of `records` stand there, all in
 * their place; -1 when it does not open or holds something else. */
long left_events(const struct session *s, uint32_t paper, const struct buf *records);

#endif
