/* Running pdftotext on bytes from a stranger. */
#include "tools/import/pdf.h"

#include "app/core/i18n.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_MAX = 600, NO_PROGRAM = 127 };
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

/* In the child: nothing but the program itself, bounded. */
static void run(int pdf, int out)
{
    char path[32];
    struct rlimit cpu = {SECONDS_MAX, SECONDS_MAX}, memory = {MEMORY_MAX, MEMORY_MAX}, file = {0, 0};
    snprintf(path, sizeof path, "/dev/fd/%d", pdf);
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_AS, &memory);
    setrlimit(RLIMIT_FSIZE, &file);
    if (dup2(out, STDOUT_FILENO) < 0)
        _exit(NO_PROGRAM);
    execlp("pdftotext", "pdftotext", "-q", "-bbox", path, "-", (char *)NULL);
    _exit(NO_PROGRAM);
}

static enum err_code say(int status, struct err *e)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return ERR_OK;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_PROGRAM)
        return err_set(e, ERR_IO, _("pdftotext is not installed (package poppler-utils)"));
    if (WIFEXITED(status))
        return err_set(e, ERR_FORMAT, _("pdftotext cannot read this PDF (it ended with %d)"), WEXITSTATUS(status));
    return err_set(e, ERR_FORMAT, _("pdftotext was stopped by signal %d"), WTERMSIG(status));
}

enum err_code pdf_read(const void *bytes, size_t len, const struct fields *fields, struct intake *in, struct err *e)
{
    int ends[2] = {-1, -1}, status = 0, pdf = keep_bytes(bytes, len);
    FILE *boxes = NULL;
    pid_t child = -1;
    enum err_code rc = ERR_OK, ran;
    if (pdf < 0 || pipe(ends) != 0 || (child = fork()) < 0 || (child > 0 && !(boxes = fdopen(ends[0], "r"))))
        rc = err_set(e, ERR_IO, _("pdftotext cannot be run: %s"), strerror(errno));
    if (child == 0) {
        close(ends[0]);
        run(pdf, ends[1]);
    }
    if (ends[1] >= 0)
        close(ends[1]);
    if (pdf >= 0)
        close(pdf);
    if (rc == ERR_OK)
        rc = pdf_read_boxes(boxes, fields, in, e);
    if (boxes)
        fclose(boxes);
    else if (ends[0] >= 0)
        close(ends[0]);
    if (child > 0) {
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
        struct err own = {0};
        /* what stopped the program says more than the half of its output; a reader that stopped first ends it by a signal */
        if ((ran = say(status, &own)) != ERR_OK && !(rc != ERR_OK && WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE)) {
            rc = ran;
            *e = own;
        }
    }
    return rc;
}
