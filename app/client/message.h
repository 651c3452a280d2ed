/* The one message line: what the program says to whoever sits here, in the language of the screen;
 * said again in the other one when that is switched. */
#ifndef SATHACH_CLIENT_MESSAGE_H
#define SATHACH_CLIENT_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

enum message_tone { MESSAGE_CALM, MESSAGE_WARNING, MESSAGE_DANGER };

struct client;

struct message {
    char text[512]; /* as it is shown; "" for none */
    char said[512]; /* as it was given: English where the catalogue is to have it */
    enum message_tone tone;
    void (*again)(
        struct client *c); /* says one with numbers or names in it again; NULL: none can */
    uint64_t stays_until;  /* boot ms up to which no key takes it away; 0: the next key does */
    uint64_t ends_at;      /* boot ms at which it goes by itself; 0: it stays until a key */
};

/* Says it, translated where the catalogue has it, in the place of what was said before. */
void message_say(struct message *m, enum message_tone tone, const char *text);
/* The Vietnamese catalogue, which is in use, has it as it stands: it was not put together from
 * parts. */
bool message_is_in_catalogue(const struct message *m);
/* Shows it as the catalogue in use has it. */
void message_translate(struct message *m);
/* Nothing is said any more. */
void message_clear(struct message *m);
/* A key was pressed at boot ms `now`: the message goes, unless it was not there long enough to be
 * read. */
void message_dismiss(struct message *m, uint64_t now);
/* Time has passed: one that ends by itself goes. */
void message_expire(struct message *m, uint64_t now);

#endif
