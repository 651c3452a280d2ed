/* One exam of the real client, in a process of its own and in a fresh folder: killed at one of its
 * system calls, looked at, gone on with, handed in and graded. */
#ifndef SATHACH_TESTS_KILL_EXAM_H
#define SATHACH_TESTS_KILL_EXAM_H

#include "tests/lib/crash/recovered_exam.h"

enum { CALLS_MAX = 8192, TARGETS_MAX = 2 * CALLS_MAX };

struct options {
    const char *office, *session, *bank, *pass_office, *pass_session, *client, *work, *sbd, *code,
        *lies;
    bool is_all;
    unsigned every;
};

/* A call of the surveyed exam. */
struct met {
    unsigned thread, occurrence;
    long number;
    bool is_storage, is_logged_in;
};
struct target {
    struct met call;
    bool at_exit;
};

struct outcome {
    bool is_done, was_killed, is_refused, is_good;
    unsigned saved, points, others;
    long found;
    char typed[24], why[REMAINS_WHY];
};

/* Written by the children. */
struct shared {
    size_t calls;
    struct met call[CALLS_MAX];
    struct outcome outcome[TARGETS_MAX];
};

struct killer {
    const struct options *o;
    struct recovered_exam office;
    struct scripted_candidate_script script;
    unsigned right; /* answers of the script that are right */
    struct shared *shared;
    size_t targets;
    struct target target[TARGETS_MAX];
    unsigned tests, bad;
};

enum kill_exam_way {
    KILL_EXAM_UNDISTURBED,
    KILL_EXAM_SURVEYED /* traced to its end, its calls written down */,
    KILL_EXAM_KILLED
};

/* Starts the exam apart, in the folder `name`; its outcome stands in *out when the process has
 * ended. -1 when there is none. */
pid_t kill_exam_start(const struct killer *k, enum kill_exam_way way, const struct target *t,
                      const char *name, struct outcome *out);

#endif
