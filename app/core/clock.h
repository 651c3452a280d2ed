/* The clocks, passed in: time since boot (runs on in suspend) for the exam, wall clock for the
 * record only. */
#ifndef SATHACH_CORE_CLOCK_H
#define SATHACH_CORE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct clock_source {
    uint64_t (*boot_ms)(void *context); /* CLOCK_BOOTTIME in milliseconds */
    int64_t (*wall_ms)(void *context);  /* CLOCK_REALTIME in milliseconds since 1970 UTC */
    void *context;
    uint8_t boot_hash[8]; /* first 8 bytes of hash(LABEL_BOOT, boot id); never zeros */
    bool is_boot_known;   /* false: the boot id could not be read; the hash is a random one, so
                             that each start of the program counts as another boot */
};

/* The machine's clocks; boot id from the kernel. */
struct clock_source clock_system(void);
/* The same with the boot id of another file. */
struct clock_source clock_system_with(const char *boot_id_path);
uint64_t clock_boot_ms(const struct clock_source *c);
int64_t clock_wall_ms(const struct clock_source *c);
/* CLOCK_MONOTONIC in ms milliseconds from now: until when a thread waits. */
void clock_deadline(struct timespec *t, int ms);

#endif
