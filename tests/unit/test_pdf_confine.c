/* What a program of poppler's that a hostile PDF has taken over can no longer do; and that it still
 * runs. */
#include "tools/import/pdf_confine.h"

#include "app/core/confine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BY_SIGNAL = 1000 };

static int result(long rc)
{
    return rc < 0 ? errno : 0;
}

static int read_passwd(void)
{
    return result(open("/etc/passwd", O_RDONLY | O_CLOEXEC));
}
static int read_home(void)
{
    return result(open("/root", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}
static int list_current(void)
{
    return result(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}
static int write_file(void)
{
    return result(open(".pdf-confine", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}
static int open_socket(void)
{
    return result(socket(AF_INET, SOCK_STREAM, 0));
}
static int start_process(void)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return result(child);
}
static int run(void)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execl("/usr/bin/pdftotext", "pdftotext", "-v", (char *)NULL);
    return errno;
}

static int confined(int (*try)(void))
{
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        pdf_confine();
        _exit(try());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? BY_SIGNAL + WTERMSIG(status) : WEXITSTATUS(status);
}

static bool has_means(void)
{
    struct confine_files f;
    confine_files_begin(&f);
    confine_files_end(&f, false);
    if (f.version == 0)
        print_message("# this kernel has no Landlock\n");
    return f.version > 0;
}

static void it_reads_and_writes_nothing_of_ours(void **state)
{
    (void)state;
    if (!has_means())
        skip();
    assert_int_equal(read_passwd(), 0); /* the attempt itself */
    assert_int_equal(confined(read_passwd), EACCES);
    assert_int_equal(confined(read_home), EACCES);
    assert_int_equal(confined(list_current), EACCES);
    assert_int_equal(confined(write_file), EACCES);
}

static void it_connects_to_nobody(void **state)
{
    (void)state;
    assert_int_equal(confined(open_socket), EPERM);
    assert_int_equal(confined(start_process), BY_SIGNAL + SIGSYS);
}

static void it_runs(void **state)
{
    (void)state;
    assert_int_equal(access("/usr/bin/pdftotext", X_OK), 0);
    assert_int_equal(confined(run), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_reads_and_writes_nothing_of_ours),
                                       cmocka_unit_test(it_connects_to_nobody),
                                       cmocka_unit_test(it_runs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
