/* Running pdftotext and pdftops on bytes from a stranger. */
#include "tools/import/pdf.h"

#include "app/core/i18n.h"
#include "tools/import/pdf_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MAX = 600, NO_PROGRAM = 127 };
/* where Debian has them: nobody's PATH puts another in their place */
#define FOLDER "/usr/bin/"
static const rlim_t MEMORY_MAX = (rlim_t)3 << 30;

bool pdf_is(const void *bytes, size_t len)
{
    return len >= 5 && memcmp(bytes, "%PDF-", 5) == 0;
}

static int keep_bytes(const void *bytes, size_t len)
{
    int fd = memfd_create("pdf", 0);
    for (size_t at = 0; fd >= 0 && at < len;) {
        ssize_t n = write(fd, (const char *)bytes + at, len - at);
        if (n <= 0 && errno != EINTR) {
            close(fd);
            return -1;
        }
        at += n > 0 ? (size_t)n : 0;
    }
    return fd;
}

/* A program of poppler's at work. */
struct run {
    const char *program;
    FILE *out; /* what it writes */
    pid_t child;
};

/* In the child: nothing but the program itself, bounded; what it chatters about is no business of
 * the user's, and would end it where messages go to a file, as it may write none. */
static void become(const char *const *argv, int out)
{
    static const char *const ENVIRONMENT[] = {"LC_ALL=C.UTF-8", NULL};
    struct rlimit cpu = {SECONDS_MAX, SECONDS_MAX}, memory = {MEMORY_MAX, MEMORY_MAX},
                  file = {0, 0};
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_FSIZE, &file);
    if (nowhere < 0 || dup2(nowhere, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(nowhere, STDERR_FILENO) < 0)
        _exit(NO_PROGRAM);
    pdf_confine();
    execve(argv[0], (char *const *)argv, (char *const *)ENVIRONMENT);
    _exit(NO_PROGRAM);
}

/* Starts the program on the bytes kept in pdf. */
static enum err_code start(struct run *r, const char *program, const char *option, int pdf,
                           struct err *e)
{
    char own[64], path[32];
    int ends[2] = {-1, -1};
    snprintf(own, sizeof own, FOLDER "%s", program);
    snprintf(path, sizeof path, "/dev/fd/%d", pdf);
    const char *const argv[] = {own, "-q", option, path, "-", NULL};
    *r = (struct run){.program = program, .child = -1};
    if (pipe(ends) == 0 && (r->child = fork()) == 0) {
        close(ends[0]);
        become(argv, ends[1]);
    }
    if (r->child > 0)
        r->out = fdopen(ends[0], "r");
    if (ends[1] >= 0)
        close(ends[1]);
    if (!r->out && ends[0] >= 0)
        close(ends[0]);
    return r->out ? ERR_OK : err_set_errno(e, errno, _("%s cannot be run"), program);
}

static enum err_code say(const struct run *r, int status, struct err *e)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return ERR_OK;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_PROGRAM)
        return err_set(e, ERR_IO, _("%s is not installed (package poppler-utils)"), r->program);
    if (WIFEXITED(status))
        return err_set(e, ERR_FORMAT, _("%s cannot read this PDF (it ended with %d)"), r->program,
                       WEXITSTATUS(status));
    return err_set(e, ERR_FORMAT, _("%s was stopped by signal %d"), r->program, WTERMSIG(status));
}

/* Ends the run; rc: what reading its output came to. What stopped the program says more than the
 * half of its output; a reader that stopped first ends it by a signal. */
static enum err_code end(struct run *r, enum err_code rc, struct err *e)
{
    struct err own = {0};
    int status = 0;
    if (r->out)
        fclose(r->out);
    if (r->child <= 0)
        return rc;
    while (waitpid(r->child, &status, 0) < 0 && errno == EINTR)
        ;
    enum err_code ran = say(r, status, &own);
    if (ran == ERR_OK || (rc != ERR_OK && WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE))
        return rc;
    *e = own;
    return ran;
}

static enum err_code draw(void *context, struct pdf_rules *rules, struct err *e)
{
    struct run r;
    enum err_code rc = start(&r, "pdftops", "-level2", *(const int *)context, e);
    if (rc == ERR_OK)
        rc = pdf_rules_read(r.out, rules, e);
    return end(&r, rc, e);
}

enum err_code pdf_read(const void *bytes, size_t len, const struct fields *fields,
                       struct importer *in, struct err *e)
{
    struct run r = {.child = -1};
    int pdf = keep_bytes(bytes, len);
    enum err_code rc = pdf >= 0 ? start(&r, "pdftotext", "-bbox", pdf, e)
                                : err_set_errno(e, errno, _("%s cannot be run"), "pdftotext");
    if (rc == ERR_OK)
        rc = pdf_read_boxes(r.out, draw, &pdf, fields, in, e);
    rc = end(&r, rc, e);
    if (pdf >= 0)
        close(pdf);
    return rc;
}
