#include "app/core/build.h"

#include "app/core/crypt.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION_BYTES = 4 };

static void hash_file(int fd, uint8_t out[CRYPT_HASH])
{
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size <= 0)
        return;
    void *bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes == MAP_FAILED)
        return;
    crypt_hash_file(bytes, (size_t)st.st_size, out);
    munmap(bytes, (size_t)st.st_size);
}

void build_id(const char *program, const char *version, uint8_t out[BUILD_ID])
{
    uint8_t hash[CRYPT_HASH] = {0};
    memset(out, 0, BUILD_ID);
    for (int i = 0; i < VERSION_BYTES - 1 && *version; i++) {
        char *end;
        out[i] = (uint8_t)strtoul(version, &end, 10);
        version = *end == '.' ? end + 1 : "";
    }
    int fd = open(program, O_RDONLY | O_CLOEXEC); /* the link of /proc is to be followed */
    if (fd >= 0) {
        hash_file(fd, hash);
        close(fd);
    }
    memcpy(out + VERSION_BYTES, hash, BUILD_ID - VERSION_BYTES);
}
