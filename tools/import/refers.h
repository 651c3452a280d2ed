/* Options that speak of other options: "Cả a và b", "Tất cả đều đúng". Shuffled they would lie, and
 * their length says nothing. */
#ifndef SATHACH_TOOLS_IMPORT_REFERS_H
#define SATHACH_TOOLS_IMPORT_REFERS_H

#include "app/core/bank.h"

/* True when this option speaks of others. */
bool refers_option(const char *option);
/* True when one of the question's options does. */
bool refers_question(const struct bank_question *q);

#endif
