/* A program under ptrace: each system call of each of its threads is met at its entry and at its
 * exit, and there it can be killed. */
#ifndef SATHACH_TESTS_TRACE_H
#define SATHACH_TESTS_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct trace_call {
    unsigned thread; /* in the order they were made; 0 is the first */
    long number;
    unsigned occurrence; /* of this number on this thread, from 0 */
    uint64_t args[6];
    bool is_exit;
};

enum trace_end { TRACE_ENDED, TRACE_KILLED, TRACE_REFUSED /* there is no ptrace here */ };

/* To be called by the child before it becomes the program. */
void trace_me(void);
/* Runs the child until its last thread is gone. `at` is called for each stop; true kills the whole
 * process there. The caller must have no other child. status: as of waitpid. */
enum trace_end trace_run(pid_t child, bool (*at)(const struct trace_call *call, void *context),
                         void *context, int *status);

#endif
