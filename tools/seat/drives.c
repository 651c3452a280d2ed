#include "tools/seat/drives.h"

#include "app/core/file.h"
#include "app/core/wire.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
    SECTOR = 512,
    DISK_ID = 440,
    ENTRY = 446 + 16 * (DRIVES_DATA_PART - 1), /* of the partition table */
    ENTRY_TYPE = 4,
    ENTRY_START = 8,
    LINUX = 0x83,
    SUPER = 1024, /* of ext4 */
    SUPER_MAGIC = SUPER + 0x38,
    SUPER_LABEL = SUPER + 0x78,
    LABEL = 16,
    EXT4_MAGIC = 0xEF53,
    HEAD = 4096
};

static uint64_t number_at(const uint8_t *bytes, size_t n)
{
    uint64_t value = 0;
    while (n--)
        value = value << 8 | bytes[n];
    return value;
}

static bool read_head(const char *dev, const char *name, uint8_t head[HEAD])
{
    char path[2 * DRIVES_NAME];
    snprintf(path, sizeof path, "%s/%s", dev, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t n = file_read_all(fd, head, HEAD);
    close(fd);
    return n == HEAD;
}

static bool is_image_table(const uint8_t head[HEAD])
{
    return number_at(head + DISK_ID, 4) == DRIVES_IMAGE_ID && head[ENTRY + ENTRY_TYPE] == LINUX &&
           number_at(head + 510, 2) == 0xAA55;
}

/* One number or word of a file below /sys, without its line end; "" when there is none. */
static void read_word(const char *sys, const char *name, const char *file, char *out, size_t size)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/%s", sys, name, file);
    FILE *f = fopen(path, "re");
    out[0] = '\0';
    if (!f)
        return;
    if (!fgets(out, (int)size, f))
        out[0] = '\0';
    out[strcspn(out, "\n")] = '\0';
    fclose(f);
}

/* /sys/class/block/sda3 is a link to …/block/sda/sda3. */
static void find_disk(const char *sys, struct drive *d)
{
    char path[PATH_MAX], real[PATH_MAX], word[16];
    read_word(sys, d->name, "partition", word, sizeof word);
    d->part = (unsigned)strtoul(word, NULL, 10);
    snprintf(d->disk, sizeof d->disk, "%s", d->name);
    snprintf(path, sizeof path, "%s/%s", sys, d->name);
    if (!d->part || !realpath(path, real))
        return;
    *strrchr(real, '/') = '\0';
    snprintf(d->disk, sizeof d->disk, "%s", file_base(real));
}

static bool look(const char *sys, const char *dev, const char *name, struct drive *d)
{
    uint8_t head[HEAD];
    char size[24];
    *d = (struct drive){.part = 0};
    if (strlen(name) >= DRIVES_NAME || strncmp(name, "loop", 4) == 0 ||
        strncmp(name, "ram", 3) == 0)
        return false;
    strcpy(d->name, name);
    read_word(sys, name, "size", size, sizeof size);
    if (strtoull(size, NULL, 10) == 0)
        return false;
    find_disk(sys, d);
    d->is_of_image = read_head(dev, d->disk, head) && is_image_table(head);
    d->is_labelled = read_head(dev, name, head) && number_at(head + SUPER_MAGIC, 2) == EXT4_MAGIC &&
                     strncmp((const char *)head + SUPER_LABEL, DRIVES_LABEL, LABEL) == 0;
    return true;
}

size_t drives_list(const char *sys, const char *dev, struct drive out[DRIVES_MAX])
{
    size_t n = 0;
    DIR *dir = opendir(sys);
    for (struct dirent *entry; dir && n < DRIVES_MAX && (entry = readdir(dir));)
        if (entry->d_name[0] != '.' && look(sys, dev, entry->d_name, &out[n]))
            n++;
    if (dir)
        closedir(dir);
    return n;
}

enum contents { UNKNOWN, EMPTY, ALIEN };

/* What udev's database says of a device: it has looked, and found a file system or none. */
static enum contents look_up(const char *sys, const char *udev, const char *name)
{
    char number[32], path[PATH_MAX], line[512];
    read_word(sys, name, "dev", number, sizeof number);
    snprintf(path, sizeof path, "%s/b%s", udev, number);
    FILE *f = fopen(path, "re");
    if (!f)
        return UNKNOWN;
    enum contents found = EMPTY;
    while (fgets(line, sizeof line, f))
        if (strncmp(line, "E:ID_FS_TYPE=", 13) == 0 ||
            strncmp(line, "E:ID_FS_AMBIVALENT=", 19) == 0)
            found = ALIEN;
    fclose(f);
    return found;
}

enum drives_found drives_choose(const struct drive *d, size_t n, const char *sys, const char *udev,
                                struct drive *out)
{
    size_t labelled = 0, own = 0, third = 0;
    const struct drive *stick = NULL, *area = NULL;
    for (size_t i = 0; i < n; i++) {
        bool is_third = d[i].is_of_image && d[i].part == DRIVES_DATA_PART;
        if (d[i].is_labelled) {
            labelled++;
            own += is_third;
            if (!area || is_third)
                area = &d[i];
        }
        if (is_third) {
            third++;
            stick = &d[i];
        }
    }
    if (labelled > 1 && own != 1)
        return DRIVES_TWICE;
    if (labelled == 0 && third > 1)
        return DRIVES_TWICE;
    if (!area && !stick)
        return DRIVES_NONE;
    *out = area ? *area : *stick;
    if (area)
        return DRIVES_READY;
    switch (look_up(sys, udev, stick->name)) {
    case EMPTY: return DRIVES_NEW;
    case ALIEN: return DRIVES_ALIEN;
    default: return DRIVES_NONE;
    }
}

bool drives_image_hash(const struct drive *d, size_t n, const char *dev, uint8_t out[CRYPT_HASH])
{
    uint8_t head[HEAD];
    char path[2 * DRIVES_NAME];
    const struct drive *stick = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!d[i].is_of_image || d[i].part)
            continue;
        if (stick)
            return false;
        stick = &d[i];
    }
    if (!stick || !read_head(dev, stick->name, head))
        return false;
    size_t len = (size_t)number_at(head + ENTRY + ENTRY_START, 4) * SECTOR;
    snprintf(path, sizeof path, "%s/%s", dev, stick->name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t end = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    void *bytes =
        len && end >= (off_t)len ? mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (fd >= 0)
        close(fd);
    if (bytes == MAP_FAILED)
        return false;
    crypt_sha256(bytes, len, out);
    munmap(bytes, len);
    return true;
}
