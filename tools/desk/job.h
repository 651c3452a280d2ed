/* The desk's work thread: one operation at a time (tools/work/work.h), while the desk draws on.
 * What the operation tells is kept here until the desk has shown it; a passphrase that it asks for
 * is asked in the desk's field.
 *
 *     job_start(&job, work, &bank_import_op, &request, &e);
 *     … poll job_fd(), then job_has_ended(&job), job_is_asking(&job) …
 *     job_finish(&job);                the thread is gone; what came of it stays until job_clear
 *
 * Nothing else may call an operation while one runs: they share the struct work and its keys. */
#ifndef SATHACH_TOOLS_DESK_JOB_H
#define SATHACH_TOOLS_DESK_JOB_H

#include "tools/work/work.h"

#include <pthread.h>

enum { JOB_WHAT = 256, JOB_ROLE = 32, JOB_LINES_MAX = 5000, JOB_SECRETS_MAX = 9 };

/* What was told of one of many, a note, or a part of the answer. */
struct job_line {
    enum work_event_kind kind;
    char *what, *text; /* owned */
};

/* A passphrase to be seen once. */
struct job_secret {
    char role[JOB_ROLE];
    char *text; /* secret memory, owned */
};

struct job_progress {
    char what[JOB_WHAT];
    size_t done, all; /* all 0: not told */
};

/* Zeroed before its first use; it stays where it is. */
struct job {
    const struct work_op *op;
    const void *request;
    struct work *work;
    uint64_t started_ms; /* boot clock of the desk */
    bool is_running;     /* started, and not finished; the desk's own */
    pthread_t thread;
    int event; /* eventfd */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    /* under the lock */
    struct job_progress progress;
    struct job_line *line;
    size_t lines, dropped;
    struct job_secret secret[JOB_SECRETS_MAX]; /* none is ever dropped: without room for it the
                                                  operation is refused */
    size_t secrets;
    bool has_ended, is_writing, is_asking, confirms, is_answered, is_refusing;
    bool was_refused; /* a passphrase was asked for and not typed */
    bool was_given;   /* one was typed */
    char role[JOB_ROLE];
    char *answer; /* secret memory, while asking; NULL: refused */
    /* the desk's, once it has ended */
    void *reply;
    enum err_code rc;
    struct err err;
};

/* Makes what it needs, once. ERR_IO, ERR_LIMIT. */
enum err_code job_init(struct job *j, struct err *e) ERR_MUST_CHECK;
/* Waits for the thread, frees all. */
void job_free(struct job *j);
/* Starts an operation; the request is the caller's, and stays until job_finish. work->tell,
 * work->show, work->pass.ask and work->stop are the job's from here on. */
enum err_code job_start(struct job *j, struct work *work, const struct work_op *op,
                        const void *request, uint64_t now_ms, struct err *e) ERR_MUST_CHECK;
/* Readable when there is news; job_drain takes it. */
int job_fd(const struct job *j);
void job_drain(struct job *j);

bool job_has_ended(struct job *j);
/* From here on it writes, and is not stopped any more. */
bool job_is_writing(struct job *j);
/* The same while it runs. */
bool job_writes(struct job *j);
/* A passphrase is asked for: whose, and whether it is a new one, to be typed twice. */
bool job_is_asking(struct job *j, char role[JOB_ROLE], bool *confirms);
/* Gives it, copied into secret memory; NULL: nothing was typed, and the operation ends. */
void job_answer(struct job *j, const char *passphrase);
/* The passphrase it asks for, and every one that it will ask for, is refused: the desk
 * is locked. */
void job_refuse(struct job *j);
/* Asks it to end; heeded up to the point of writing. */
void job_stop(struct job *j);
void job_get_progress(struct job *j, struct job_progress *out);
/* The last lines told, into out (JOB_WHAT each, cleaned, "WHAT: TEXT"); returns how many. */
size_t job_last_lines(struct job *j, char (*out)[JOB_WHAT], size_t room);

/* Joins the thread of one that has ended. */
void job_finish(struct job *j);
/* The reply, the caller's from here on: op->forget, then free. NULL when it was taken already. */
void *job_take_reply(struct job *j);
/* The passphrases that were shown, in their order, JOB_SECRETS_MAX at the most; the caller's from
 * here on, each to be freed with job_free_secret. Returns how many. */
size_t job_take_secrets(struct job *j, struct job_secret *out);
void job_drop_secrets(struct job *j);
void job_free_secret(struct job_secret *secret);
/* Forgets what came of it, passphrases wiped. */
void job_clear(struct job *j);

#endif
