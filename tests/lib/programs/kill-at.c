/* The client is killed at each of its system calls, one exam a kill; what it said to be saved must
 * be there, the exam must go on, and end with the score of an exam that nothing disturbed.
 *   kill-at --office DIR --session NAME --bank NAME --pass-office FILE --pass-session FILE --client
 *   FILE --work DIR --sbd N --code C
 *           [--all] [--every N] [--lies LIBRARY]
 * Storage calls are met at entry and exit, all of them from the log-in on, before it a tenth; of
 * the others a tenth at their entry. --all: all of both. --every N: of the chosen ones only every
 * Nth. --lies: a library preloaded into the client that is killed, to see that this finds losses.
 * */
#include "tests/lib/crash/calls.h"
#include "tests/lib/crash/kill_exam.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 8, HUNG_MAX = 4, THIN = 10, STORAGE_MIN = 60 };

static void tell(struct killer *k, bool good, const char *text)
{
    k->bad += !good;
    printf("%s %u - %s\n", good ? "ok" : "not ok", ++k->tests, text);
}

static void say_why(const struct outcome *o)
{
    printf("# after \"%s\" was typed, %u answers acknowledged, %ld found: %s\n", o->typed, o->saved,
           o->found, o->is_done ? o->why : "the exam did not come to an end");
}

static void add_target(struct killer *k, const struct met *m, bool at_exit)
{
    if (k->targets < TARGETS_MAX)
        k->target[k->targets++] = (struct target){.call = *m, .at_exit = at_exit};
}

static void choose_targets(struct killer *k)
{
    size_t early = 0, other = 0, kept = 0;
    for (size_t i = 0; i < k->shared->calls; i++) {
        const struct met *m = &k->shared->call[i];
        bool is_wanted = k->o->is_all || (m->is_storage && m->is_logged_in) ||
                         (m->is_storage ? early++ : other++) % THIN == 0;
        if (!is_wanted)
            continue;
        add_target(k, m, false);
        if (m->is_storage)
            add_target(k, m, true);
    }
    for (size_t i = 0; i < k->targets; i += k->o->every)
        k->target[kept++] = k->target[i];
    k->targets = kept;
}

static void kill_all(struct killer *k)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN),
         jobs = cores < 1          ? 1
                : cores > JOBS_MAX ? JOBS_MAX
                                   : cores,
         running = 0;
    int status = 0, hung = 0;
    for (size_t i = 0; i < k->targets || running > 0;) {
        if (hung >= HUNG_MAX && i < k->targets) { /* it will not get better, and each takes its
                                                     time */
            k->targets = i;
            tell(k, false, "given up: too many exams came to no end");
        } else if (i < k->targets && running < jobs) {
            char name[32];
            snprintf(name, sizeof name, "killed-%04zu", i);
            running += kill_exam_start(k, KILL_EXAM_KILLED, &k->target[i], name,
                                       &k->shared->outcome[i]) > 0;
            i++;
        } else if (wait(&status) > 0) {
            running--;
            hung += WIFSIGNALED(status);
        }
    }
}

static void report_call(struct killer *k, long number, bool is_storage)
{
    char name[32], text[160];
    size_t all = 0, good = 0;
    for (size_t i = 0; i < k->targets; i++) {
        if (k->target[i].call.number == number && k->target[i].call.is_storage == is_storage) {
            all++;
            good += k->shared->outcome[i].is_good;
        }
    }
    calls_name(number, name, sizeof name);
    snprintf(
        text, sizeof text,
        "killed at %s%s: %zu of %zu kept every acknowledged answer and ended with the right score",
        name, is_storage || strcmp(name, "fcntl") != 0 ? "" : " (no lock)", good, all);
    tell(k, good == all, text);
    for (size_t i = 0; i < k->targets; i++) {
        const struct target *t = &k->target[i];
        if (t->call.number != number || t->call.is_storage != is_storage ||
            k->shared->outcome[i].is_good)
            continue;
        printf("# killed-%04zu: thread %u, %s no. %u, at its %s\n", i, t->call.thread, name,
               t->call.occurrence + 1, t->at_exit ? "exit" : "entry");
        say_why(&k->shared->outcome[i]);
    }
}

static void report_calls(struct killer *k)
{
    for (size_t i = 0; i < k->targets; i++) {
        const struct target *t = &k->target[i];
        bool is_first = true;
        for (size_t j = 0; j < i && is_first; j++)
            is_first = k->target[j].call.number != t->call.number ||
                       k->target[j].call.is_storage != t->call.is_storage;
        if (is_first)
            report_call(k, t->call.number, t->call.is_storage);
    }
}

static void report(struct killer *k)
{
    size_t kills = 0, storage = 0, lost = 0, ended = 0, others = 0;
    for (size_t i = 0; i < k->targets; i++) {
        const struct outcome *o = &k->shared->outcome[i];
        kills += o->was_killed;
        storage += o->was_killed && k->target[i].call.is_storage;
        lost += !o->is_good;
        ended += o->is_done && !o->was_killed;
        others += o->others;
    }
    report_calls(k);
    printf("# %zu kills (%zu at storage calls), %zu lost\n", kills, storage, lost);
    printf("# %zu exams met their call no more and ran to their end; %zu cut-off files lay beside "
           "attempt and answers\n",
           ended, others);
    tell(k, kills > 0 && ended * 2 <= k->targets,
         "most exams met the call they were to be killed at");
}

/* ---- beginning ---- */

/* Right and wrong answers in turn; a wrong one is put right later. */
static void write_script(struct killer *k)
{
    k->script.sbd = k->o->sbd;
    k->script.code = k->o->code;
    for (unsigned n = 0; n < SITTER_ANSWERS; n++) {
        unsigned q = n + 1 < SITTER_ANSWERS ? n : 1,
                 place = recovered_exam_right_place(&k->office, q);
        bool is_right = n % 2 == 0;
        k->script.answer[n].question = q;
        k->script.answer[n].place = is_right ? place : (place + 1) % BANK_OPTIONS;
        k->right += is_right;
    }
}

static bool first_exams(struct killer *k)
{
    struct outcome *o = &k->shared->outcome[0];
    char text[160];
    size_t storage = 0;
    kill_exam_start(k, KILL_EXAM_UNDISTURBED, NULL, "undisturbed", o);
    wait(NULL);
    snprintf(text, sizeof text, "an undisturbed exam: %u answers right, %u points", k->right,
             o->points);
    tell(k, o->is_good, text);
    if (!o->is_good) {
        say_why(o);
        return false;
    }
    kill_exam_start(k, KILL_EXAM_SURVEYED, NULL, "surveyed", o);
    wait(NULL);
    for (size_t i = 0; i < k->shared->calls; i++)
        storage += k->shared->call[i].is_storage && k->shared->call[i].is_logged_in;
    if (o->is_refused)
        snprintf(text, sizeof text,
                 "ptrace is refused by this kernel or container: nothing can be killed at its "
                 "system calls");
    else
        snprintf(text, sizeof text,
                 "a traced exam: %zu system calls, %zu of them at the storage after the log-in",
                 k->shared->calls, storage);
    bool good = o->is_good && storage >= STORAGE_MIN && k->shared->calls < CALLS_MAX;
    tell(k, good, text);
    if (!good)
        say_why(o);
    return good;
}

static int run(struct killer *k)
{
    struct err e = {0};
    const struct options *o = k->o;
    k->shared =
        mmap(NULL, sizeof *k->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    enum err_code rc = crypt_start(&e);
    if (rc == ERR_OK)
        rc = recovered_exam_open(&k->office, o->office, o->session, o->pass_office, o->sbd, &e);
    if (rc != ERR_OK || k->shared == MAP_FAILED) {
        fprintf(stderr, "kill-at: %s\n", rc != ERR_OK ? e.text : strerror(errno));
        return 2;
    }
    write_script(k);
    if (first_exams(k)) {
        choose_targets(k);
        kill_all(k);
        report(k);
    }
    printf("1..%u\n", k->tests);
    recovered_exam_close(&k->office);
    return k->bad > 0;
}

static bool take_options(int argc, char **argv, struct options *o)
{
    const struct option LONG[] = {{"office", 1, 0, 0},
                                  {"session", 1, 0, 1},
                                  {"bank", 1, 0, 2},
                                  {"pass-office", 1, 0, 3},
                                  {"pass-session", 1, 0, 4},
                                  {"client", 1, 0, 5},
                                  {"work", 1, 0, 6},
                                  {"sbd", 1, 0, 7},
                                  {"code", 1, 0, 8},
                                  {"lies", 1, 0, 9},
                                  {"all", 0, 0, 'a'},
                                  {"every", 1, 0, 'e'},
                                  {0, 0, 0, 0}};
    const char **const at[] = {&o->office, &o->session, &o->bank, &o->pass_office, &o->pass_session,
                               &o->client, &o->work,    &o->sbd,  &o->code,        &o->lies};
    o->every = 1;
    for (int c; (c = getopt_long(argc, argv, "", LONG, NULL)) != -1;) {
        if (c >= 0 && c <= 9)
            *at[c] = optarg;
        else if (c == 'a')
            o->is_all = true;
        else if (c == 'e')
            o->every = (unsigned)strtoul(optarg, NULL, 10);
        else
            return false;
    }
    for (int i = 0; i < 9; i++)
        if (!*at[i])
            return false;
    return o->every > 0 && optind == argc;
}

int main(int argc, char **argv)
{
    static struct killer k;
    struct options o = {0};
    if (!take_options(argc, argv, &o)) {
        fprintf(stderr, "kill-at: see the first lines of tests/lib/programs/kill-at.c\n");
        return 2;
    }
    k.o = &o;
    return run(&k);
}
