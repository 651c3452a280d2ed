#include "app/core/confine.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Landlock, as linux/landlock.h has it up to its sixth version. */

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 }; /* on every processor */
enum { ASK_VERSION = 1, RULE_PATH_BENEATH = 1 };
enum {
    EXECUTE = 1 << 0,
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_DIR = 1 << 3,
    REMOVE_DIR = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_CHAR = 1 << 6,
    MAKE_DIR = 1 << 7,
    MAKE_REG = 1 << 8,
    MAKE_SOCK = 1 << 9,
    MAKE_FIFO = 1 << 10,
    MAKE_BLOCK = 1 << 11,
    MAKE_SYM = 1 << 12,
    REFER = 1 << 13,    /* second version */
    TRUNCATE = 1 << 14, /* third */
    IOCTL_DEV = 1 << 15 /* fifth */
};
enum { NET_VERSION = 4, NET_ALL = 3 /* bind, connect */ };
enum { SCOPE_VERSION = 6, SCOPE_ALL = 3 /* abstract sockets, signals to others */ };
/* Rights that a rule on a file, no folder, may give. */
enum { ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV };

struct ruleset {
    uint64_t files, net, scope; /* what is refused but for the rules */
};
struct path_beneath {
    uint64_t allowed;
    int32_t fd;
} __attribute__((packed));

static const struct {
    enum confine_right right;
    uint64_t means;
} MEANS[] = {
    {CONFINE_READ, READ_FILE | READ_DIR},
    {CONFINE_WRITE, WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER},
    {CONFINE_PIPES, MAKE_FIFO},
    {CONFINE_DEVICE, READ_FILE | WRITE_FILE | IOCTL_DEV},
    {CONFINE_RUN, EXECUTE},
};

/* The versions before the one that the kernel has know less. */
static uint64_t rights_of(int version)
{
    uint64_t all = ((uint64_t)IOCTL_DEV << 1) - 1;
    if (version < 5)
        all &= ~(uint64_t)IOCTL_DEV;
    if (version < 3)
        all &= ~(uint64_t)TRUNCATE;
    if (version < 2)
        all &= ~(uint64_t)REFER;
    return all;
}

void confine_files_begin(struct confine_files *f)
{
    *f = (struct confine_files){-1, (int)syscall(CREATE_RULESET, NULL, 0, ASK_VERSION), false};
    if (f->version < 1)
        return;
    /* an older kernel refuses a longer structure, whatever stands in its end */
    const struct ruleset refused = {rights_of(f->version), f->version >= NET_VERSION ? NET_ALL : 0,
                                    f->version >= SCOPE_VERSION ? SCOPE_ALL : 0};
    size_t size = f->version >= SCOPE_VERSION ? sizeof refused
                  : f->version >= NET_VERSION ? offsetof(struct ruleset, scope)
                                              : offsetof(struct ruleset, net);
    f->fd = (int)syscall(CREATE_RULESET, &refused, size, 0);
    f->is_good = f->fd >= 0;
}

void confine_files_allow(struct confine_files *f, const char *path, unsigned rights)
{
    struct stat st;
    int fd = path && f->is_good ? open(path, O_PATH | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    struct path_beneath rule = {0, fd};
    for (size_t i = 0; i < sizeof MEANS / sizeof MEANS[0]; i++)
        rule.allowed |= rights & MEANS[i].right ? MEANS[i].means & rights_of(f->version) : 0;
    f->is_good = fstat(fd, &st) == 0;
    if (f->is_good && !S_ISDIR(st.st_mode))
        rule.allowed &= ON_FILES;
    if (f->is_good)
        f->is_good = syscall(ADD_RULE, f->fd, RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
}

int confine_files_end(struct confine_files *f, bool is_wanted)
{
    bool is_set = f->is_good && is_wanted && syscall(RESTRICT_SELF, f->fd, 0) == 0;
    if (f->fd >= 0)
        close(f->fd);
    return is_set ? f->version : 0;
}
