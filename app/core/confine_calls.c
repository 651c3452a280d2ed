/* System calls that our programs never make, as a filter in the kernel's own little language. A
 * list of what is refused, not of what is allowed: it outlives the next C library. */
#include "app/core/confine.h"

#include <asm/unistd.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __x86_64__
#define PROCESSOR AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define PROCESSOR AUDIT_ARCH_AARCH64
#else
#define PROCESSOR 0
#endif

enum { CALLS_X32 = 0x40000000, PROGRAM_MAX = 200 };
/* newer than the headers; the same numbers on every processor */
enum { CALL_CLONE3 = 435 };

/* Programs, other processes, the machine: never, and who tries is stopped at once. */
static const uint32_t KILLED[] = {
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
#ifdef SYS_iopl
    SYS_iopl,
    SYS_ioperm,
    SYS_modify_ldt,
#endif
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kcmp,
    SYS_pidfd_getfd,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_move_mount,
    SYS_open_tree,
    SYS_fsopen,
    SYS_fsconfig,
    SYS_fsmount,
    SYS_fspick,
    SYS_mount_setattr,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
    SYS_swapoff,
    SYS_add_key,
    SYS_request_key,
    SYS_keyctl,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_socketpair,
    SYS_memfd_create,
    SYS_name_to_handle_at,
    SYS_open_by_handle_at,
    SYS_settimeofday,
    SYS_clock_settime,
    SYS_adjtimex,
    SYS_clock_adjtime,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_personality,
    SYS_acct,
    SYS_quotactl,
    SYS_syslog};

static const uint32_t RUNNING[] = {SYS_execve, SYS_execveat};

/* Libraries may try them, and live without. */
static const uint32_t REFUSED[] = {SYS_socket, SYS_connect, SYS_bind};

/* A letter put into the terminal's input would be read by whoever reads it next. */
static const uint32_t KILLED_IOCTL[] = {TIOCSTI, TIOCLINUX};

struct program {
    struct sock_filter step[PROGRAM_MAX];
    unsigned short n;
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static void add(struct program *p, unsigned code, uint32_t k, uint8_t when, uint8_t otherwise)
{
    if (p->n < PROGRAM_MAX)
        p->step[p->n++] = (struct sock_filter){(uint16_t)code, when, otherwise, k};
}

static void load(struct program *p, size_t at)
{
    add(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)at, 0, 0);
}

static void end(struct program *p, uint32_t verdict)
{
    add(p, BPF_RET | BPF_K, verdict, 0, 0);
}

/* What is loaded is k: the verdict. */
static void end_if(struct program *p, uint32_t k, uint32_t verdict)
{
    add(p, BPF_JMP | BPF_JEQ | BPF_K, k, 0, 1);
    end(p, verdict);
}

static void refuse_list(struct program *p, const uint32_t *call, size_t n, uint32_t verdict)
{
    for (size_t i = 0; i < n; i++)
        end_if(p, call[i], verdict);
}

/* The low half of a call's argument; flags and requests have no other. */
static size_t argument(unsigned i)
{
    const size_t low = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0 : sizeof(uint32_t);
    return offsetof(struct seccomp_data, args) + i * sizeof(uint64_t) + low;
}

static void write_program(struct program *p, bool may_run)
{
    const uint32_t kill = SECCOMP_RET_KILL_PROCESS, fail = SECCOMP_RET_ERRNO;
    load(p, offsetof(struct seccomp_data, arch));
    add(p, BPF_JMP | BPF_JEQ | BPF_K, PROCESSOR, 1, 0);
    end(p, kill);
    load(p, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__
    add(p, BPF_JMP | BPF_JGE | BPF_K, CALLS_X32, 0, 1);
    end(p, kill);
#endif
    refuse_list(p, KILLED, COUNT(KILLED), kill);
    if (!may_run)
        refuse_list(p, RUNNING, COUNT(RUNNING), kill);
    refuse_list(p, REFUSED, COUNT(REFUSED), fail | EPERM);
    /* its flags lie in memory, where no filter looks: the library then takes clone */
    end_if(p, CALL_CLONE3, fail | ENOSYS);
    /* threads, no processes */
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
    load(p, argument(0));
    add(p, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0);
    end(p, kill);
    end(p, SECCOMP_RET_ALLOW);
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, (uint8_t)(1 + 2 * COUNT(KILLED_IOCTL)));
    load(p, argument(1));
    refuse_list(p, KILLED_IOCTL, COUNT(KILLED_IOCTL), kill);
    end(p, SECCOMP_RET_ALLOW);
}

bool confine_calls(bool may_run)
{
    struct program p = {0};
    if (PROCESSOR == 0)
        return false;
    write_program(&p, may_run);
    const struct sock_fprog all = {p.n, p.step};
    return p.n < PROGRAM_MAX &&
           syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &all) == 0;
}
