/* What the client can no longer do once it is locked in, each tried in a process of its own; what
 * an exam needs still works, in threads too. */
#include "app/client/sandbox.h"
#include "tests/lib/scratch.h"

#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BY_SIGNAL = 1000 /* a result above this: ended by the signal of the rest */ };
enum { KILLED = BY_SIGNAL + SIGSYS };

static char base[SCRATCH_PATH]; /* the current folder, with all those below */

static void enter(struct sandbox_state *out)
{
    static const char *const EXCHANGE[] = {"share/drop",
                                           "share/late"}; /* the second is not there yet */
    const struct sandbox_paths paths = {.data = "seat/data",
                                        .key_folder = "keys",
                                        .exchange = EXCHANGE,
                                        .exchanges = 2,
                                        .texts = "texts",
                                        .passphrases = "passphrases"};
    sandbox_enter(&paths, out);
}

/* ---- what is tried: 0 where it succeeded, else errno ---- */

static int result(long rc)
{
    return rc < 0 ? errno : 0;
}

static int try_open(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    return result(fd);
}
static int look(const char *path)
{
    return try_open(path, O_RDONLY);
}
static int write_to(const char *path)
{
    return try_open(path, O_WRONLY);
}
static int make_file(const char *path)
{
    return try_open(path, O_WRONLY | O_CREAT | O_EXCL);
}
static int make_folder(const char *path)
{
    return result(mkdir(path, 0700));
}
static int make_link(const char *path)
{
    return result(symlink("/etc/passwd", path));
}
static int make_pipe(const char *path)
{
    return result(mkfifo(path, 0600));
}
static int make_device(const char *path)
{
    return result(mknod(path, S_IFCHR | 0600, 0x103));
}
static int take_away(const char *path)
{
    return result(unlink(path));
}
static int bring_out(const char *path)
{
    return result(rename("seat/data/file", path));
}
/* As files come into a folder: temporary name, sync, last name, sync of the folder. */
static int bring(const char *path)
{
    struct err e;
    return file_write(path, "x", 1, FILE_REPLACE, &e) == ERR_OK ? 0 : EIO;
}
static int make_late(const char *path)
{
    int rc = make_folder("share/late");
    return rc ? rc : bring(path);
}
static int move_and_make(const char *folder)
{
    char away[100], file[100];
    snprintf(away, sizeof away, "%s.away", folder);
    snprintf(file, sizeof file, "%s/new", folder);
    int rc = result(rename(folder, away));
    rc = rc ? rc : make_folder(folder);
    return rc ? rc : bring(file);
}
static int shorten(const char *path)
{
    return result(truncate(path, 0));
}
static void *look_in_thread(void *context)
{
    return (void *)(intptr_t)look(context);
}
static int look_elsewhere(const char *path)
{
    pthread_t thread;
    void *seen = NULL;
    int rc = pthread_create(&thread, NULL, look_in_thread, (void *)(uintptr_t)path);
    return rc ? rc : pthread_join(thread, &seen) ? EIO : (int)(intptr_t)seen;
}

static int run_program(const char *path)
{
    return result(execl(path, path, (char *)NULL));
}
static int run_from_descriptor(const char *path)
{
    char *const none[] = {NULL};
    return result(syscall(SYS_execveat, AT_FDCWD, path, none, none, 0));
}
static int start_process(const char *unused)
{
    (void)unused;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return result(child);
}
static int open_socket(const char *family)
{
    return result(socket(atoi(family), SOCK_DGRAM, 0));
}
static int open_pair(const char *unused)
{
    int pair[2];
    (void)unused;
    return result(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}
static int be_traced(const char *unused)
{
    (void)unused;
    return result(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}
static int read_memory(const char *unused)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {&base, 1};
    (void)unused;
    return result(process_vm_readv(getppid(), &here, 1, &there, 1, 0));
}
static int mount_something(const char *path)
{
    return result(mount("none", path, "tmpfs", 0, NULL));
}
static int leave_namespace(const char *unused)
{
    (void)unused;
    return result(unshare(CLONE_NEWNS));
}
static int hide_program(const char *name)
{
    return result(memfd_create(name, 0));
}
static int ask_keyring(const char *unused)
{
    (void)unused;
    return result(syscall(SYS_keyctl, 0, -3, 0));
}
static int type_for_others(const char *letter)
{
    return result(ioctl(STDIN_FILENO, TIOCSTI, letter));
}
static int set_clock(const char *unused)
{
    struct timespec now;
    (void)unused;
    clock_gettime(CLOCK_REALTIME, &now);
    return result(clock_settime(CLOCK_REALTIME, &now));
}
static int ask_ring(const char *unused)
{
    (void)unused;
    return result(syscall(SYS_io_uring_setup, 0, NULL));
}
static int load_filter(const char *unused)
{
    (void)unused;
    return result(syscall(SYS_bpf, -1, NULL, 0));
}

static const struct attempt {
    const char *what;
    int (*try)(const char *argument);
    const char *argument;
    int want;
    bool is_free; /* without the sandbox it succeeds, so that the attempt itself is proved */
} ATTEMPTS[] = {
    {"foreign file", look, "/etc/passwd", EACCES, true},
    {"foreign file, in a thread", look_elsewhere, "/etc/passwd", EACCES, true},
    {"secret file", look, "/etc/shadow", EACCES, false},
    {"topmost folder", look, "/", EACCES, true},
    {"a folder further up", look, ".", EACCES, true},
    {"another process", look, "/proc/1/status", EACCES, true},
    {"the memory of the machine", look, "/dev/zero", EACCES, true},
    {"a file beside the seat's folders", make_file, "beside", EACCES, true},
    {"writing the texts", make_file, "texts/more", EACCES, true},
    {"writing the passphrases", write_to, "passphrases", EACCES, true},
    {"taking the passphrases away", take_away, "passphrases", EACCES, true},
    {"bringing a file out of the seat's folders", bring_out, "file-out", EACCES, true},
    {"a link", make_link, "seat/data/link", EACCES, true},
    {"a device", make_device, "seat/data/device", EACCES, false},
    {"a pipe", make_pipe, "seat/data/pipe", EACCES, true},
    {"execve", run_program, "/bin/true", KILLED, false},
    {"execveat", run_from_descriptor, "/bin/true", KILLED, false},
    {"fork", start_process, NULL, KILLED, true},
    {"ptrace", be_traced, NULL, KILLED, true},
    {"process_vm_readv", read_memory, NULL, KILLED, false},
    {"mount", mount_something, "seat/data", KILLED, false},
    {"unshare", leave_namespace, NULL, KILLED, false},
    {"memfd_create", hide_program, "x", KILLED, true},
    {"socketpair", open_pair, NULL, KILLED, true},
    {"keyctl", ask_keyring, NULL, KILLED, false},
    {"TIOCSTI", type_for_others, "x", KILLED, false},
    {"clock_settime", set_clock, NULL, KILLED, false},
    {"io_uring_setup", ask_ring, NULL, KILLED, false},
    {"bpf", load_filter, NULL, KILLED, false},
    {"socket, internet", open_socket, "2", EPERM, true},
    {"socket, of this machine", open_socket, "1", EPERM, true},
    {"socket, of the kernel", open_socket, "16", EPERM, false},
    /* what an exam needs */
    {"reading the data folder", look, "seat/data", 0, true},
    {"reading in a thread", look_elsewhere, "seat/data/file", 0, true},
    {"a folder of its own", make_folder, "seat/data/folder", 0, true},
    {"a file brought", bring, "seat/data/new", 0, true},
    {"a file replaced", bring, "seat/data/file", 0, true},
    {"a file shortened", shorten, "seat/data/file", 0, true},
    {"a file taken away", take_away, "seat/data/file", 0, true},
    {"an exchange folder", bring, "share/drop/file", 0, true},
    {"an exchange folder made later", make_late, "share/late/file", 0, true},
    {"the data folder moved away and made again", move_and_make, "seat/data", 0, true},
    {"an exchange folder moved away and made again", move_and_make, "share/drop", 0, true},
    {"a pipe beside the key", make_pipe, "keys/pipe", 0, true},
    {"the texts", look, "texts/file", 0, true},
    {"the passphrases", look, "passphrases", 0, true},
    {"the table of mounts", look, "/proc/self/mounts", 0, true},
    {"the boot's id", look, "/proc/sys/kernel/random/boot_id", 0, true},
    {"a time zone", look, "/etc/localtime", 0, false},
    {"nowhere", write_to, "/dev/null", 0, true},
};

/* ---- in a process of its own ---- */

static void lay_out(void)
{
    struct err e;
    static const char *const FOLDERS[] = {"seat/data", "keys", "share/drop", "texts"};
    static const char *const FILES[] = {"seat/data/file", "texts/file", "passphrases"};
    for (size_t i = 0; i < sizeof FOLDERS / sizeof FOLDERS[0]; i++)
        assert_int_equal(file_make_folder(FOLDERS[i], &e), ERR_OK);
    for (size_t i = 0; i < sizeof FILES / sizeof FILES[0]; i++)
        assert_int_equal(file_write(FILES[i], "x", 1, FILE_REPLACE, &e), ERR_OK);
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    return at->level > 0 ? remove(path) : 0;
}

static void empty(void)
{
    nftw(".", remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static int tried(const struct attempt *a, bool is_locked_in)
{
    int status = 0;
    lay_out();
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct sandbox_state s;
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        if (is_locked_in)
            enter(&s);
        _exit(a->try(a->argument));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    empty();
    return WIFSIGNALED(status) ? BY_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

/* What this kernel and this build have, found out in a process of its own. */
static struct sandbox_state means(void)
{
    struct sandbox_state s = {0};
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        enter(&s);
        _exit(write(ends[1], &s, sizeof s) == (ssize_t)sizeof s ? 0 : 1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &s, sizeof s), sizeof s);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return s;
}

static bool has_means(void)
{
    struct sandbox_state s = means();
    char words[200];
    sandbox_words(&s, words, sizeof words);
    if (!sandbox_is_whole(&s))
        print_message("# sandbox: %s, in this kernel or with sanitizers\n", words);
    return sandbox_is_whole(&s);
}

static void what_an_exam_never_does_fails(void **state)
{
    (void)state;
    unsigned wrong = 0;
    if (!has_means())
        skip();
    for (size_t i = 0; i < sizeof ATTEMPTS / sizeof ATTEMPTS[0]; i++) {
        const struct attempt *a = &ATTEMPTS[i];
        int inside = tried(a, true), outside = a->is_free ? tried(a, false) : 0;
        if (inside != a->want || outside != 0)
            print_message("# %s: %d inside, %d wanted, %d outside\n", a->what, inside, a->want,
                          outside);
        wrong += inside != a->want || outside != 0;
    }
    assert_int_equal(wrong, 0);
}

/* Where a rule would have to stand on the topmost folder there is none, and it is said. */
static void a_share_in_the_topmost_folder_is_told(void **state)
{
    (void)state;
    static const char *const SHARES[] = {"/sathach-no-such-share"};
    struct sandbox_state s = {0};
    char words[200];
    int ends[2], status;
    if (!has_means())
        skip();
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        sandbox_enter(&(struct sandbox_paths){.exchange = SHARES, .exchanges = 1}, &s);
        s.landlock |= look("/etc/passwd") == 0 ? 0 : INT_MIN;
        _exit(write(ends[1], &s, sizeof s) == (ssize_t)sizeof s ? 0 : 1);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &s, sizeof s), sizeof s);
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(s.landlock, 0);
    assert_true(s.is_seccomp);
    assert_string_equal(s.top, SHARES[0]);
    assert_false(sandbox_is_whole(&s));
    sandbox_words(&s, words, sizeof words);
    assert_non_null(strstr(words, SHARES[0]));
}

static int group_up(void **state)
{
    (void)state;
    scratch_folder(base, sizeof base);
    return chdir(base);
}

static int group_down(void **state)
{
    (void)state;
    empty();
    return chdir("/") != 0 ? -1 : rmdir(base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_an_exam_never_does_fails),
                                       cmocka_unit_test(a_share_in_the_topmost_folder_is_told)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
