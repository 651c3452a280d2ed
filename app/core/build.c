#include "app/core/build.h"

#include "app/core/crypt.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { VERSION_BYTES = 4, OF_IMAGE = 1 };

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

static void put_version(const char *version, uint8_t out[BUILD_ID])
{
    memset(out, 0, BUILD_ID);
    for (int i = 0; i < VERSION_BYTES - 1 && *version; i++) {
        char *end;
        out[i] = (uint8_t)strtoul(version, &end, 10);
        version = *end == '.' ? end + 1 : "";
    }
}

void build_id(const char *program, const char *version, uint8_t out[BUILD_ID])
{
    uint8_t hash[CRYPT_HASH] = {0};
    put_version(version, out);
    int fd = open(program, O_RDONLY | O_CLOEXEC); /* the link of /proc is to be followed */
    if (fd >= 0) {
        hash_file(fd, hash);
        close(fd);
    }
    memcpy(out + VERSION_BYTES, hash, BUILD_ID - VERSION_BYTES);
}

static uint8_t digit(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

void build_id_of_image(const char *hex, const char *version, uint8_t out[BUILD_ID])
{
    put_version(version, out);
    out[VERSION_BYTES - 1] = OF_IMAGE;
    for (size_t i = 0; i < BUILD_ID - VERSION_BYTES; i++)
        out[VERSION_BYTES + i] = (uint8_t)(digit(hex[2 * i]) << 4 | digit(hex[2 * i + 1]));
}
