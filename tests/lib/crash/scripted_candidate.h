/* A scripted candidate at the client's line mode: reads what it says, types the next line when it
 * is asked for one, and keeps count of the answers that it was told are saved. It reacts to what
 * stands there and not to a place in a script, so that it finds its way after any interruption. */
#ifndef SATHACH_TESTS_SITTER_H
#define SATHACH_TESTS_SITTER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { SITTER_ANSWERS = 7, SITTER_SAID = 64 * 1024 };

struct scripted_candidate_script {
    const char *sbd, *code;
    struct {
        unsigned question, place;
    } answer[SITTER_ANSWERS]; /* from 0, one after the other; a
                                                                    question may come twice */
};

struct scripted_candidate {
    const struct scripted_candidate_script *script;
    pid_t pid;
    int in, out;     /* to the client, from it */
    unsigned saved;  /* answers of the script that were said to be saved */
    bool is_waiting; /* a letter was typed: its saving is to be said */
    bool has_code_typed, is_leaving, was_handed_in;
    char receipt[20];       /* as read, without blanks; "" before */
    char typed[24];         /* the last line */
    char said[SITTER_SAID]; /* since that line */
    size_t len;
};

/* Starts the client. preload: a library put before all others, or NULL. saved: answers to begin
 * after. False when it cannot be started. */
bool scripted_candidate_start(struct scripted_candidate *s,
                              const struct scripted_candidate_script *script, char *const argv[],
                              const char *preload, bool is_traced, unsigned saved);
/* Takes what the client has said by now; waits for something when asked to. False when nothing will
 * come any more. */
bool scripted_candidate_hear(struct scripted_candidate *s, bool is_waiting);
/* Types the next line when what was said asks for one. */
void scripted_candidate_react(struct scripted_candidate *s);
/* The rest after the client has ended: what it said last counts too. */
void scripted_candidate_end(struct scripted_candidate *s);

#endif
