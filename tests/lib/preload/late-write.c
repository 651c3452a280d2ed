/* A client that lies: what is written at a place of a file reaches the kernel only with the sync
 * after the next one, while all is said to be done. For LD_PRELOAD: whoever then looks for losses
 * must find some. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HELD_MAX = 64 };

static struct {
    int fd;
    off64_t at;
    size_t len;
    void *data;
    unsigned syncs;
} held[HELD_MAX];
static size_t count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* What has stood for so many syncs goes out, in its order. */
static void release(unsigned syncs)
{
    ssize_t (*real)(int, const void *, size_t, off64_t) =
        (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (held[i].syncs < syncs) {
            held[kept++] = held[i];
            continue;
        }
        if (real(held[i].fd, held[i].data, held[i].len, held[i].at) < 0)
            abort();
        free(held[i].data);
    }
    count = kept;
}

static void release_all(void)
{
    pthread_mutex_lock(&lock);
    release(0);
    pthread_mutex_unlock(&lock);
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t at)
{
    pthread_mutex_lock(&lock);
    if (count == HELD_MAX)
        release(0);
    held[count].data = malloc(len);
    memcpy(held[count].data, data, len);
    held[count].fd = fd;
    held[count].at = at;
    held[count].len = len;
    held[count++].syncs = 0;
    pthread_mutex_unlock(&lock);
    return (ssize_t)len;
}

ssize_t pwrite(int fd, const void *data, size_t len, off_t at)
{
    return pwrite64(fd, data, len, at);
}

int fdatasync(int fd)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    pthread_mutex_lock(&lock);
    release(1);
    for (size_t i = 0; i < count; i++)
        held[i].syncs++;
    pthread_mutex_unlock(&lock);
    return real(fd);
}

/* Whoever looks at a file, shortens or closes it, finds it as it should be. */
ssize_t pread64(int fd, void *data, size_t len, off64_t at)
{
    release_all();
    return ((ssize_t(*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64"))(fd, data, len,
                                                                                   at);
}

int ftruncate64(int fd, off64_t len)
{
    release_all();
    return ((int (*)(int, off64_t))dlsym(RTLD_NEXT, "ftruncate64"))(fd, len);
}

int close(int fd)
{
    release_all();
    return ((int (*)(int))dlsym(RTLD_NEXT, "close"))(fd);
}
