/* Work on many independent pieces by as many threads as there are cores. */
#ifndef SATHACH_TOOLS_OFFICE_WORKERS_H
#define SATHACH_TOOLS_OFFICE_WORKERS_H

#include <stddef.h>

enum { WORKERS_MAX = 64 };

/* Cores this process may use, 1 to WORKERS_MAX; SATHACH_WORKERS in the environment says
 * otherwise. */
unsigned workers_count(void);
/* Who is told how far it is: by the calling thread, now and then, while others go on. */
struct workers_watch {
    void (*tell)(void *context, size_t done, size_t all);
    void *context;
};

/* Calls work(context, i) for each i below count, in any order and at the same time; returns when
 * all are done. With one worker, or where no thread can be made, everything is done here and in
 * order. work must touch nothing that another piece touches. watch: NULL for nobody. */
void workers_run(unsigned workers, size_t count, void (*work)(void *context, size_t i),
                 void *context, const struct workers_watch *watch);
/* The same on all cores, for who cares about nothing else. */
void workers_run_all(size_t count, void (*work)(void *context, size_t i), void *context);

#endif
