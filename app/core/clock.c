#include "app/core/clock.h"

#include "app/core/crypt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BOOT_ID = 36 /* a UUID as text */ };

static int64_t now_ms(clockid_t id)
{
    struct timespec t = {0};
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static uint64_t system_boot_ms(void *context)
{
    (void)context;
    return (uint64_t)now_ms(CLOCK_BOOTTIME);
}

static int64_t system_wall_ms(void *context)
{
    (void)context;
    return now_ms(CLOCK_REALTIME);
}

static bool read_boot_id(const char *path, char out[BOOT_ID])
{
    int fd = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    ssize_t n;
    do
        n = read(fd, out, BOOT_ID);
    while (n < 0 && errno == EINTR);
    close(fd);
    return n == BOOT_ID;
}

struct clock_source clock_system_with(const char *boot_id_path)
{
    struct clock_source c = {.boot_ms = system_boot_ms, .wall_ms = system_wall_ms};
    char id[BOOT_ID];
    c.is_boot_known = read_boot_id(boot_id_path, id);
    if (c.is_boot_known) {
        uint8_t hash[CRYPT_HASH];
        crypt_hash(LABEL_BOOT, id, sizeof id, hash);
        memcpy(c.boot_hash, hash, sizeof c.boot_hash);
    } else {
        struct crypt_random rnd = crypt_random_system();
        rnd.fill(rnd.context, c.boot_hash, sizeof c.boot_hash);
    }
    return c;
}

struct clock_source clock_system(void)
{
    return clock_system_with("/proc/sys/kernel/random/boot_id");
}

uint64_t clock_boot_ms(const struct clock_source *c)
{
    return c->boot_ms(c->context);
}

int64_t clock_wall_ms(const struct clock_source *c)
{
    return c->wall_ms(c->context);
}

void clock_deadline(struct timespec *t, int ms)
{
    clock_gettime(CLOCK_MONOTONIC, t);
    t->tv_sec += ms / 1000;
    t->tv_nsec += (long)(ms % 1000) * 1000000;
    if (t->tv_nsec >= 1000000000) {
        t->tv_sec++;
        t->tv_nsec -= 1000000000;
    }
}
