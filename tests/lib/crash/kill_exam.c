#include "tests/lib/crash/kill_exam.h"

#include "tests/lib/crash/calls.h"
#include "tests/lib/crash/trace.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HANGS_S = 60 };

struct run {
    const struct killer *k;
    const struct target *target; /* NULL: survey */
    struct scripted_candidate *sitter;
};

static void survey(struct shared *sh, const struct trace_call *c, bool is_logged_in)
{
    if (!c->is_exit && sh->calls < CALLS_MAX)
        sh->call[sh->calls++] = (struct met){.thread = c->thread,
                                             .occurrence = c->occurrence,
                                             .number = c->number,
                                             .is_storage = calls_is_storage(c->number, c->args),
                                             .is_logged_in = is_logged_in};
}

/* The candidate types while the client is about to wait for input: so each run has the same calls
 * in the same order, as far as threads go. */
static bool at_call(const struct trace_call *c, void *context)
{
    struct run *r = context;
    const struct target *t = r->target;
    if (!t)
        survey(r->k->shared, c, r->sitter->has_code_typed);
    if (t && c->thread == t->call.thread && c->number == t->call.number &&
        c->occurrence == t->call.occurrence && c->is_exit == t->at_exit)
        return true;
    if (c->thread == 0 && !c->is_exit && calls_is_poll(c->number)) {
        scripted_candidate_hear(r->sitter, false);
        scripted_candidate_react(r->sitter);
    }
    return false;
}

static void client_line(const struct options *o, const char *folder, char text[6][1024],
                        char *argv[])
{
    snprintf(text[0], sizeof text[0], "%s/banks/%s.bank", o->office, o->bank);
    snprintf(text[1], sizeof text[1], "%s/sessions/%s/%s.session", o->office, o->session,
             o->session);
    snprintf(text[2], sizeof text[2], "%s/keys/office.pub", o->office);
    snprintf(text[3], sizeof text[3], "session=%s", o->pass_session);
    snprintf(text[4], sizeof text[4], "%s", folder);
    snprintf(text[5], sizeof text[5], "%s", o->client);
    char *line[] = {text[5],     "--linear", "--lang",  "en",     "--bank", text[0],
                    "--session", text[1],    "--trust", text[2],  "--pass", text[3],
                    "--data",    text[4],    "--seat",  "MAY-01", NULL};
    memcpy(argv, line, sizeof line);
}

static bool sit_traced(const struct killer *k, const struct target *t, const char *folder,
                       struct scripted_candidate *s, struct outcome *out)
{
    char text[6][1024], *argv[32];
    struct run r = {.k = k, .target = t, .sitter = s};
    int status;
    client_line(k->o, folder, text, argv);
    if (!scripted_candidate_start(s, &k->script, argv, k->o->lies, true, 0)) {
        snprintf(out->why, sizeof out->why, "the client cannot be started");
        return false;
    }
    enum trace_end end = trace_run(s->pid, at_call, &r, &status);
    scripted_candidate_end(s);
    out->is_refused = end == TRACE_REFUSED;
    out->was_killed = end == TRACE_KILLED;
    out->saved = s->saved;
    snprintf(out->typed, sizeof out->typed, "%s", s->typed);
    if (end == TRACE_REFUSED)
        snprintf(out->why, sizeof out->why, "ptrace is refused here");
    else if (end == TRACE_ENDED &&
             (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !s->receipt[0]))
        snprintf(out->why, sizeof out->why,
                 "the client ended by itself (status %x) and said: %.120s", (unsigned)status,
                 s->said);
    return !out->why[0];
}

static bool sit_alone(const struct killer *k, const char *folder, unsigned saved,
                      struct scripted_candidate *s, struct outcome *out)
{
    char text[6][1024], *argv[32];
    int status = 0;
    client_line(k->o, folder, text, argv);
    if (!scripted_candidate_start(s, &k->script, argv, NULL, false, saved)) {
        snprintf(out->why, sizeof out->why, "the client cannot be started");
        return false;
    }
    while (scripted_candidate_hear(s, true))
        scripted_candidate_react(s);
    scripted_candidate_end(s);
    waitpid(s->pid, &status, 0);
    bool good =
        WIFEXITED(status) && WEXITSTATUS(status) == 0 && (s->receipt[0] || s->was_handed_in);
    if (!good)
        snprintf(out->why, sizeof out->why,
                 "the client did not come to the receipt (status %x) and said last: %.120s",
                 (unsigned)status, s->said);
    return good;
}

/* What was acknowledged is there, and at most one answer more. */
static bool keeps_promises(const struct killer *k, const char *folder,
                           const struct scripted_candidate *s, struct outcome *out)
{
    char aside[1100];
    snprintf(aside, sizeof aside, "%s.look", folder);
    out->found = recovered_exam_answers(&k->office, &k->script, folder, aside, out->why);
    if (out->found < 0)
        return false;
    if (out->found < (long)s->saved || out->found > (long)s->saved + s->is_waiting) {
        snprintf(out->why, sizeof out->why, "%u answers were said to be saved%s, %ld are there",
                 s->saved, s->is_waiting ? ", one was on its way" : "", out->found);
        return false;
    }
    unsigned points;
    return !s->receipt[0] ||
           recovered_exam_handed_in(&k->office, &k->script, folder, s->receipt, &points, out->why);
}

static bool ends_right(const struct killer *k, const char *folder, struct scripted_candidate *s,
                       struct outcome *out)
{
    if (!sit_alone(k, folder, out->saved, s, out))
        return false;
    if (!recovered_exam_handed_in(&k->office, &k->script, folder, s->receipt[0] ? s->receipt : NULL,
                                  &out->points, out->why))
        return false;
    if (out->points != k->right)
        snprintf(out->why, sizeof out->why, "%u points, not %u", out->points, k->right);
    return out->points == k->right;
}

static void sit(const struct killer *k, enum kill_exam_way way, const struct target *t,
                const char *name, struct outcome *out)
{
    static struct scripted_candidate s;
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/%s", k->o->work, name);
    alarm(HANGS_S); /* hangs: then this process ends, the client with it */
    signal(SIGPIPE, SIG_IGN);
    bool good = mkdir(folder, 0700) == 0;
    if (way != KILL_EXAM_UNDISTURBED)
        good = good && sit_traced(k, t, folder, &s, out) && keeps_promises(k, folder, &s, out);
    good = good && ends_right(k, folder, &s, out);
    out->others = recovered_exam_other_files(folder);
    out->is_good = good;
    out->is_done = true;
    if (good)
        recovered_exam_remove(folder);
}

pid_t kill_exam_start(const struct killer *k, enum kill_exam_way way, const struct target *t,
                      const char *name, struct outcome *out)
{
    fflush(stdout);
    memset(out, 0, sizeof *out);
    pid_t pid = fork();
    if (pid == 0) {
        sit(k, way, t, name, out);
        _exit(0);
    }
    return pid;
}
