#include "tests/lib/crash/calls.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>

#define CALL(name, storage) \
    { \
        SYS_##name, #name, storage \
    }

static const struct {
    long number;
    const char *name;
    bool is_storage;
} CALLS[] = {
#ifdef SYS_open /* the older machines have these beside the …at calls */
    CALL(open, true),
    CALL(creat, true),
    CALL(rename, true),
    CALL(unlink, true),
    CALL(link, true),
    CALL(mkdir, true),
    CALL(rmdir, true),
    CALL(poll, false),
    CALL(access, false),
    CALL(readlink, false),
    CALL(stat, false),
    CALL(lstat, false),
    CALL(arch_prctl, false),
    CALL(getdents, false),
    CALL(chmod, true),
#endif
    CALL(openat, true),
    CALL(write, true),
    CALL(writev, true),
    CALL(pwrite64, true),
    CALL(pwritev, true),
    CALL(fsync, true),
    CALL(fdatasync, true),
    CALL(sync_file_range, true),
    CALL(ftruncate, true),
    CALL(truncate, true),
    CALL(renameat2, true),
    CALL(unlinkat, true),
#ifdef SYS_renameat
    CALL(renameat, true),
#endif
    CALL(linkat, true),
    CALL(fallocate, true),
    CALL(mkdirat, true),
    CALL(fchmod, true),
    CALL(fchown, true),
    CALL(fcntl, false),
    CALL(flock, true),
    CALL(read, false),
    CALL(pread64, false),
    CALL(close, false),
    CALL(fstat, false),
    CALL(newfstatat, false),
    CALL(statfs, false),
    CALL(fstatfs, false),
    CALL(lseek, false),
    CALL(fadvise64, false),
    CALL(getdents64, false),
    CALL(readlinkat, false),
    CALL(faccessat, false),
    CALL(ioctl, false),
    CALL(ppoll, false),
    CALL(eventfd2, false),
    CALL(signalfd4, false),
    CALL(futex, false),
    CALL(clone3, false),
    CALL(clone, false),
    CALL(exit, false),
    CALL(exit_group, false),
    CALL(set_robust_list, false),
    CALL(rseq, false),
    CALL(set_tid_address, false),
    CALL(mmap, false),
    CALL(munmap, false),
    CALL(mprotect, false),
    CALL(mremap, false),
    CALL(madvise, false),
    CALL(mlock, false),
    CALL(munlock, false),
    CALL(brk, false),
    CALL(rt_sigaction, false),
    CALL(rt_sigprocmask, false),
    CALL(prlimit64, false),
    CALL(prctl, false),
    CALL(umask, false),
    CALL(uname, false),
    CALL(getrandom, false),
    CALL(getpid, false),
    CALL(gettid, false),
    CALL(getuid, false),
    CALL(socket, false),
    CALL(bind, false),
    CALL(listen, false),
    CALL(accept4, false),
    CALL(connect, false),
    CALL(geteuid, false),
    CALL(clock_gettime, false),
    CALL(clock_nanosleep, false),
    CALL(sched_yield, false),
    CALL(restart_syscall, false),
};

void calls_name(long number, char *out, size_t room)
{
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        if (CALLS[i].number == number) {
            snprintf(out, room, "%s", CALLS[i].name);
            return;
        }
    }
    snprintf(out, room, "call %ld", number);
}

static bool is_lock(uint64_t command)
{
    return command == F_GETLK || command == F_SETLK || command == F_SETLKW ||
           command == F_OFD_GETLK || command == F_OFD_SETLK || command == F_OFD_SETLKW;
}

bool calls_is_storage(long number, const uint64_t args[6])
{
    if (number == SYS_fcntl)
        return is_lock(args[1]);
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++)
        if (CALLS[i].number == number)
            return CALLS[i].is_storage;
    return false;
}

bool calls_is_poll(long number)
{
#ifdef SYS_poll
    if (number == SYS_poll)
        return true;
#endif
    return number == SYS_ppoll;
}
