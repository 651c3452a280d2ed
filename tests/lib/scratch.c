#include "tests/lib/scratch.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static bool make_folder(char *path)
{
    return mkdtemp(path) != NULL;
}

static bool make_file(char *path)
{
    int fd = mkstemp(path);
    return fd >= 0 && close(fd) == 0;
}

static bool make_below(const char *place, bool (*make)(char *path), char *path, size_t size)
{
    if (!place || place[0] != '/')
        return false;
    int n = snprintf(path, size, "%s/sathach-XXXXXX", place);
    return n > 0 && n < SCRATCH_PATH && (size_t)n < size && make(path);
}

static void make_on_disk(bool (*make)(char *path), char *path, size_t size)
{
    if (make_below(getenv("TMPDIR"), make, path, size) || make_below("/tmp", make, path, size))
        return;
    perror("nothing can be made below TMPDIR or /tmp");
    abort();
}

void scratch_folder(char *path, size_t size)
{
    make_on_disk(make_folder, path, size);
}

void scratch_file(char *path, size_t size)
{
    make_on_disk(make_file, path, size);
}

void scratch_in_memory(char *path, size_t size)
{
    if (!make_below(getenv("XDG_RUNTIME_DIR"), make_folder, path, size) &&
        !make_below("/dev/shm", make_folder, path, size))
        scratch_folder(path, size);
}
