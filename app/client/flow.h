/* Going from one state to another, and what each state is: its functions, kept in states/, one file
 * a state. client.c hands the table of them down at the start; nothing here knows them. */
#ifndef SATHACH_CLIENT_FLOW_H
#define SATHACH_CLIENT_FLOW_H

#include "app/client/actions.h"
#include "app/client/model.h"

/* A key, and what it means in the present state. */
struct press {
    const struct keypress *key;
    enum action_id action;
    unsigned arg; /* of a choice: which letter, which digit */
};

/* A state. All but key may be NULL. */
struct state_ops {
    bool takes_text;                 /* letters are text: no character is an action */
    void (*enter)(struct client *c); /* on the way in; the message line is empty */
    void (*key)(struct client *c, const struct press *p);
    void (*tick)(struct client *c);            /* time has passed, or the disk said something */
    int (*timeout_ms)(const struct client *c); /* until its picture changes by itself */
};

/* The functions of the present state. */
const struct state_ops *flow_ops(const struct client *c);
/* Its place in the action table. */
uint64_t flow_where(const struct client *c);
/* The clock since boot, in milliseconds. */
uint64_t flow_now(const struct client *c);

/* The paper that is answered: the open one, or that of the practice. */
struct exam *flow_paper(const struct client *c);
/* The open exam is begun and not ended. */
bool flow_is_in_exam(const struct client *c);

/* Goes to a state: nothing is said, nothing typed, the text stands at its first line. */
void flow_go(struct client *c, enum client_state state);
/* Help or the invigilator's box, which return to where one was. */
void flow_go_over(struct client *c, enum client_state state);
void flow_go_back(struct client *c);

/* Says something in the message line: marked with N_, so that it is said again in the other
 * language when that is switched; what is put together from parts is in the present language. */
void flow_say(struct client *c, enum message_tone tone, const char *text);
/* One put together from parts, which `again` would say in whichever language is in use. */
void flow_say_made(struct client *c, enum message_tone tone, const char *text,
                   void (*again)(struct client *c));
/* The language was switched: what stands there is said in the present one, for as long as it would
 * have stood; what was put together and cannot be said again stays as it is, unless it only told
 * in an exam what the last key did. False when nothing stands there then. */
bool flow_say_again(struct client *c);
/* To who has finished, on the log-in screen; it goes by itself after half a minute, so that the
 * next candidate does not read it. */
void flow_say_goodbye(struct client *c, const char *text);
/* A key was pressed: what was said goes, unless it was not there long enough to be read. */
void flow_dismiss(struct client *c);
/* A key that does nothing here says so. */
void flow_say_unknown(struct client *c, const struct keypress *key);

/* Wipes what was typed. */
void flow_clear_input(struct client *c);
/* The field that is typed into. */
struct tui_field *flow_field(struct client *c);

#endif
