/* The one message line: what the program says to whoever sits here, already translated. */
#ifndef SATHACH_CLIENT_MESSAGE_H
#define SATHACH_CLIENT_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

enum message_tone { MESSAGE_CALM, MESSAGE_WARNING, MESSAGE_DANGER };

struct message {
    char text[512]; /* "" for none */
    enum message_tone tone;
    uint64_t stays_until; /* boot ms up to which no key takes it away; 0: the next key does */
    uint64_t ends_at;     /* boot ms at which it goes by itself; 0: it stays until a key */
};

/* Says it, in the place of what was said before. */
void message_say(struct message *m, enum message_tone tone, const char *text);
/* Nothing is said any more. */
void message_clear(struct message *m);
/* A key was pressed at boot ms `now`: the message goes, unless it was not there long enough to be
 * read. */
void message_dismiss(struct message *m, uint64_t now);
/* Time has passed: one that ends by itself goes. */
void message_expire(struct message *m, uint64_t now);

#endif
