/* A file system that stops answering, for tests of disks and shares that hang: an empty FUSE folder
 * that takes no file, until somebody is about to lay a checkpoint or answers there, or looks for a
 * name with this END (of "/": looks at the folder itself) for the COUNTth time; from then on it
 * reads no request any more, and the file HUNG tells so, until there is a file OVER. Needs the
 * right to mount.
 *   hang-folder FOLDER HUNG [END COUNT OVER]     prints "mounted" and goes on until it is ended;
 *   exit 77: may not */
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REQUEST = 256 * 1024, REFUSED = 77 };

static const char *folder;
static struct {
    const char *end; /* of the name; NULL: a checkpoint's or answers' */
    int count;       /* how often more it is looked for before the hang */
    const char *over;
} hanging = {.count = 1};

static void unmount(int ignored)
{
    (void)ignored;
    umount2(folder, MNT_DETACH);
    _exit(0);
}

static void answer(int fd, uint64_t unique, int error, const void *body, size_t len)
{
    struct {
        struct fuse_out_header head;
        uint8_t body[256];
    } out = {.head = {.len = (uint32_t)(sizeof out.head + len), .error = -error, .unique = unique}};
    if (len)
        memcpy(out.body, body, len);
    ssize_t ignored = write(fd, &out, out.head.len);
    (void)ignored;
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), length = strlen(end);
    return n >= length && strcmp(name + n - length, end) == 0;
}

/* On a busy machine the answers may be the first thing that is laid there. */
static bool is_of_paper(const struct fuse_in_header *in)
{
    const char *name = (const char *)(in + 1);
    if (hanging.end && strcmp(hanging.end, "/") == 0)
        return in->opcode == FUSE_ACCESS || in->opcode == FUSE_OPENDIR;
    if (in->opcode != FUSE_LOOKUP)
        return false;
    if (hanging.end)
        return ends_with(name, hanging.end);
    return ends_with(name, ".resume") || ends_with(name, ".answers");
}

static void hang(const char *told)
{
    int fd = open(told, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    while (!hanging.over || access(hanging.over, F_OK) != 0)
        usleep(20000);
}

static void serve(int fd, const struct fuse_in_header *in)
{
    struct fuse_init_out init = {
        .major = FUSE_KERNEL_VERSION, .minor = 31, .max_write = 4096, .max_readahead = 4096};
    struct fuse_attr_out root = {.attr = {.ino = 1, .mode = S_IFDIR | 0777, .nlink = 2}};
    struct fuse_open_out opened = {0};
    switch (in->opcode) {
    case FUSE_INIT: answer(fd, in->unique, 0, &init, sizeof init); break;
    case FUSE_GETATTR: answer(fd, in->unique, 0, &root, sizeof root); break;
    case FUSE_OPENDIR: answer(fd, in->unique, 0, &opened, sizeof opened); break;
    case FUSE_READDIR:
    case FUSE_RELEASEDIR:
    case FUSE_ACCESS: answer(fd, in->unique, 0, NULL, 0); break;
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT: break;
    default: answer(fd, in->unique, ENOENT, NULL, 0); break;
    }
}

int main(int argc, char **argv)
{
    static union {
        uint8_t bytes[REQUEST];
        struct fuse_in_header head;
    } request;
    char options[96];
    if (argc != 3 && argc != 6)
        return 2;
    folder = argv[1];
    if (argc == 6) {
        hanging.end = argv[3];
        hanging.count = atoi(argv[4]);
        hanging.over = argv[5];
    }
    int fd = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=%u,group_id=%u,allow_other", fd,
             getuid(), getgid());
    if (fd < 0 || mount("hang", folder, "fuse", MS_NOSUID | MS_NODEV, options) != 0)
        return REFUSED;
    signal(SIGTERM, unmount);
    signal(SIGINT, unmount);
    signal(SIGHUP, unmount);
    printf("mounted\n");
    fflush(stdout);
    for (;;) {
        ssize_t n = read(fd, request.bytes, sizeof request.bytes);
        if (n < 0 && errno != EINTR && errno != ENOENT && errno != EAGAIN)
            unmount(0);
        if (n < (ssize_t)sizeof request.head)
            continue;
        serve(fd, &request.head);
        /* what comes next is not read: its caller can be killed, as one whose request was read
         * could not */
        if (is_of_paper(&request.head) && --hanging.count == 0)
            hang(argv[2]);
    }
}
