#include "app/client/speaker_internal.h"

#include "app/core/i18n.h"
#include "app/core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE_CELLS = 200, LINES = 64 };

struct speaker {
    int socket; /* to the process; -1: nothing speaks */
    size_t len;
    char message[SPEAKER_HEAD + SPEAKER_TEXT_MAX]; /* what is added to */
};

/* Only this program's side of the socket is left open in it, and nothing is heard of the
 * terminal. */
static void become_process(int socket, const struct speaker_paths *paths)
{
    int none = open("/dev/null", O_RDWR);
    if (none < 0 || dup2(socket, STDERR_FILENO + 1) < 0)
        _exit(1);
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        dup2(none, fd);
    if (close_range(STDERR_FILENO + 2, ~0u, 0) != 0)
        _exit(1);
    fcntl(STDERR_FILENO + 1, F_SETFD, FD_CLOEXEC);
    speaker_process(STDERR_FILENO + 1, paths);
    _exit(0);
}

static enum err_code begin_process(struct speaker *s, const struct speaker_paths *paths,
                                   struct err *e)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return err_set_errno(e, errno, "socketpair");
    pid_t pid = fork();
    if (pid == 0)
        become_process(ends[1], paths);
    close(ends[1]);
    s->socket = ends[0];
    if (pid < 0)
        return err_set_errno(e, errno, "fork");
    return fcntl(s->socket, F_SETFL, O_NONBLOCK) == 0 ? ERR_OK : err_set_errno(e, errno, "fcntl");
}

enum err_code speaker_new(const char *const *folders, struct speaker **out, struct err *e)
{
    struct speaker_paths paths;
    struct speaker *s = *out = calloc(1, sizeof *s);
    if (!s)
        return err_memory(e);
    s->socket = -1;
    enum err_code rc = speaker_find(folders, &paths) ? begin_process(s, &paths, e) : ERR_OK;
    if (rc != ERR_OK) {
        speaker_free(s);
        *out = NULL;
    }
    return rc;
}

void speaker_free(struct speaker *s)
{
    if (!s)
        return;
    if (s->socket >= 0)
        close(s->socket);
    explicit_bzero(s->message, sizeof s->message);
    free(s);
}

bool speaker_can_speak(const struct speaker *s)
{
    return s && s->socket >= 0;
}

static bool ends_sentence(const char *text, size_t len)
{
    return len && strchr(".!?:;,", text[len - 1]);
}

/* In lines short enough for who reads line by line. A line of spd-say's own commands begins with
 * "!-!": none comes from a question. */
void speaker_add(struct speaker *s, const char *line)
{
    struct text_line part[LINES];
    size_t n = speaker_can_speak(s) ? text_wrap(line, LINE_CELLS, part, LINES) : 0;
    for (size_t i = 0; i < n && i < LINES; i++) {
        char *to = s->message + SPEAKER_HEAD + s->len;
        if (part[i].len == 0 || s->len + part[i].len + 3 > SPEAKER_TEXT_MAX)
            continue;
        if (part[i].start[0] == '!')
            *to++ = ' ';
        memcpy(to, part[i].start, part[i].len);
        to += part[i].len;
        if (i + 1 == n && !ends_sentence(part[i].start, part[i].len))
            *to++ = '.';
        *to++ = '\n';
        s->len = (size_t)(to - s->message) - SPEAKER_HEAD;
    }
}

/* A process that takes nothing more has hung; then there is no voice, and the exam goes on. */
static void send_message(struct speaker *s, const char *bytes, size_t len)
{
    ssize_t sent = write(s->socket, bytes, len);
    (void)sent;
}

void speaker_speak(struct speaker *s, const char *lang)
{
    if (!speaker_can_speak(s) || s->len == 0)
        return;
    s->message[0] = SPEAKER_SAY;
    memcpy(s->message + 1, lang, SPEAKER_LANG);
    send_message(s, s->message, SPEAKER_HEAD + s->len);
    explicit_bzero(s->message, sizeof s->message);
    s->len = 0;
}

void speaker_stop(struct speaker *s)
{
    static const char SILENCE = SPEAKER_SILENCE;
    if (!speaker_can_speak(s))
        return;
    s->len = 0;
    send_message(s, &SILENCE, 1);
}

enum err_code speaker_check(struct speaker *s, struct err *e)
{
    char word;
    if (!speaker_can_speak(s) || (read(s->socket, &word, 1) < 0 && errno == EAGAIN))
        return ERR_OK;
    close(s->socket);
    s->socket = -1;
    return err_set(e, ERR_IO,
                   _("Reading aloud has failed; the lines go on without it. Please call the "
                     "invigilator."));
}
