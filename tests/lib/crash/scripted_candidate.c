#include "tests/lib/crash/scripted_candidate.h"

#include "tests/lib/crash/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static void become(char *const argv[], const char *preload, bool is_traced, int in, int out)
{
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGPIPE, SIG_DFL);
    if (preload)
        setenv("LD_PRELOAD", preload, 1);
    if (is_traced)
        trace_me();
    execv(argv[0], argv);
    _exit(127);
}

bool scripted_candidate_start(struct scripted_candidate *s,
                              const struct scripted_candidate_script *script, char *const argv[],
                              const char *preload, bool is_traced, unsigned saved)
{
    int to[2], from[2];
    memset(s, 0, sizeof *s);
    s->script = script;
    s->saved = saved;
    if (pipe2(to, O_CLOEXEC) != 0)
        return false;
    if (pipe2(from, O_CLOEXEC) != 0 || (s->pid = fork()) < 0) {
        close(to[0]);
        close(to[1]);
        return false;
    }
    if (s->pid == 0)
        become(argv, preload, is_traced, to[0], from[1]);
    close(to[0]);
    close(from[1]);
    s->in = to[1];
    s->out = from[0];
    fcntl(s->out, F_SETFL, O_NONBLOCK);
    return true;
}

bool scripted_candidate_hear(struct scripted_candidate *s, bool is_waiting)
{
    struct pollfd fd = {s->out, POLLIN, 0};
    if (is_waiting && poll(&fd, 1, -1) < 0 && errno != EINTR)
        return false;
    for (;;) {
        size_t room = sizeof s->said - 1 - s->len;
        if (room == 0)
            s->len = 0, room = sizeof s->said - 1; /* far more than ever stands between two lines */
        ssize_t n = read(s->out, s->said + s->len, room);
        if (n <= 0)
            return n < 0 && (errno == EAGAIN || errno == EINTR);
        s->len += (size_t)n;
        s->said[s->len] = '\0';
    }
}

static void type(struct scripted_candidate *s, const char *line)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%s\n", line);
    snprintf(s->typed, sizeof s->typed, "%s", line);
    s->len = 0;
    s->said[0] = '\0';
    if (write(s->in, text, (size_t)n) != n)
        s->is_leaving = true; /* it is gone */
}

static bool has_said(const struct scripted_candidate *s, const char *cue)
{
    return strstr(s->said, cue) != NULL;
}

/* The question whose prompt stands there ("Question 3 > "); 0 for none. */
static unsigned question_shown(const struct scripted_candidate *s)
{
    unsigned shown = 0;
    for (const char *p = s->said; (p = strstr(p, "Question ")); p++) {
        char *end;
        unsigned long n = strtoul(p + strlen("Question "), &end, 10);
        if (strncmp(end, " > ", 3) == 0)
            shown = (unsigned)n;
    }
    return shown;
}

static void go_to_next(struct scripted_candidate *s)
{
    char number[16];
    if (s->saved == SITTER_ANSWERS) {
        type(s, "g");
        return;
    }
    snprintf(number, sizeof number, "%u", s->script->answer[s->saved].question + 1);
    type(s, number);
}

static void answer(struct scripted_candidate *s)
{
    if (s->saved == SITTER_ANSWERS ||
        question_shown(s) != s->script->answer[s->saved].question + 1) {
        go_to_next(s);
        return;
    }
    char letter[2] = {(char)('a' + s->script->answer[s->saved].place), '\0'};
    s->is_waiting = true;
    type(s, letter);
}

static bool take_saved(struct scripted_candidate *s)
{
    char cue[48];
    if (!s->is_waiting)
        return false;
    snprintf(cue, sizeof cue, "Saved question %u: ", s->script->answer[s->saved].question + 1);
    if (!has_said(s, cue))
        return false;
    s->is_waiting = false;
    s->saved++;
    return true;
}

static void take_receipt(struct scripted_candidate *s)
{
    const char *at = strstr(s->said, "Receipt code: ");
    size_t n = 0;
    if (!at || s->receipt[0] || !strchr(at, '\n'))
        return;
    for (at += strlen("Receipt code: "); *at != '\n' && n + 1 < sizeof s->receipt; at++)
        if (*at != ' ')
            s->receipt[n++] = *at;
    s->receipt[n] = '\0';
}

static void leave(struct scripted_candidate *s)
{
    s->is_leaving = true;
    close(s->in);
    s->in = -1;
}

void scripted_candidate_react(struct scripted_candidate *s)
{
    if (s->is_leaving)
        return;
    take_receipt(s);
    s->was_handed_in |= has_said(s, "You have handed in at this seat");
    if (s->was_handed_in || has_said(s, "3. Press Enter twice, then leave the seat.\n"))
        leave(s);
    else if (has_said(s,
                      "Type the three letters N O P (Vietnamese for \"hand in\"), then Enter.\n"))
        type(s, "NOP");
    else if (has_said(s, "s or g to the hand-in, esc back.\n"))
        type(s, "s");
    else if (has_said(s, "Type h for the commands.\n"))
        type(s, "b");
    else if (has_said(s, "type esc and tell the invigilator.\n"))
        type(s, "");
    else if (take_saved(s))
        go_to_next(s);
    else if (!s->is_waiting && question_shown(s))
        answer(s);
    else if (has_said(s, "Access code: ")) {
        s->has_code_typed = true;
        type(s, s->script->code);
    } else if (has_said(s, "Candidate number (SBD): "))
        type(s, s->script->sbd);
}

void scripted_candidate_end(struct scripted_candidate *s)
{
    while (scripted_candidate_hear(s, true)) {
    }
    take_saved(s);
    take_receipt(s);
    close(s->out);
    if (s->in >= 0)
        close(s->in);
}
