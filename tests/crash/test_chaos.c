/* Exams on bad days, many at once: killed at any moment, the disk full now and then, taken up on
 * the same boot, after a reboot, on another seat. At each log-in and at the end: no answer lost
 * that was said to be saved, no second lost or won beyond what the rules leave open.
 *   SATHACH_CHAOS=1000 build/unit/test_chaos */
#include "tests/lib/crash/chaos.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXAMS = 60, LIVES = 9 /* of one exam */, KILL_STEPS = 14, KILL_US = 4000 };

static struct rig rig;
static char base[64];

static void empty_folder(const char *path)
{
    DIR *d = opendir(path);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
    rmdir(path);
}

static void sleep_us(unsigned us)
{
    nanosleep(&(struct timespec){us / 1000000, (long)(us % 1000000) * 1000}, NULL);
}

/* Until the program has come that far, or to its end. */
static void wait_for_steps(const struct chaos *ch, unsigned steps, pid_t pid)
{
    siginfo_t info = {0};
    while (ch->steps < steps && info.si_pid == 0) {
        sleep_us(100);
        if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0)
            return;
    }
}

/* One life of the seat's program, killed some moments after so many steps: a slow machine is killed
 * as far on as a quick one. True when it came to the end of the exam. */
static bool live(struct chaos *ch, bool is_last)
{
    int status;
    unsigned steps = chaos_lot(ch, KILL_STEPS), us = chaos_lot(ch, KILL_US);
    ch->steps = 0;
    ch->lives++;
    pid_t pid = fork();
    if (pid == 0)
        _exit(chaos_sit(&rig, ch));
    if (!is_last) {
        wait_for_steps(ch, steps, pid);
        sleep_us(us);
        kill(pid, SIGKILL);
    }
    waitpid(pid, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
        ch->kills++;
        return false;
    }
    if ((!WIFEXITED(status) || WEXITSTATUS(status) != 0) && !ch->error[0])
        snprintf(ch->error, sizeof ch->error, "the seat ended with status %x", (unsigned)status);
    return true;
}

/* An exam, from the log-in to what the office reads. */
static int day(struct chaos *ch)
{
    bool is_over = false;
    for (unsigned life = 0; life < LIVES && !is_over && !ch->error[0]; life++) {
        if (life)
            chaos_interrupt(ch);
        is_over = live(ch, life + 1 == LIVES);
    }
    if (!is_over && !ch->error[0])
        snprintf(ch->error, sizeof ch->error, "not at its end after %d lives", LIVES);
    if (!ch->error[0])
        chaos_check_end(&rig, ch);
    return ch->error[0] ? 1 : 0;
}

static void make_folders(struct chaos *ch, unsigned number)
{
    snprintf(ch->folder[0], sizeof ch->folder[0], "%s/%u-a", base, number);
    snprintf(ch->folder[1], sizeof ch->folder[1], "%s/%u-b", base, number);
    snprintf(ch->drop, sizeof ch->drop, "%s/%u-drop", base, number);
    assert_int_equal(
        mkdir(ch->folder[0], 0700) | mkdir(ch->folder[1], 0700) | mkdir(ch->drop, 0700), 0);
}

static void remove_folders(const struct chaos *ch)
{
    empty_folder(ch->folder[0]);
    empty_folder(ch->folder[1]);
    empty_folder(ch->drop);
}

static void many_bad_days(void **state)
{
    (void)state;
    const char *wanted = getenv("SATHACH_CHAOS");
    unsigned exams = wanted                       ? (unsigned)strtoul(wanted, NULL, 10)
                     : getenv("SATHACH_SLOW")     ? 12
                     : getenv("SATHACH_THOROUGH") ? EXAMS
                                                  : EXAMS / 3,
             running = 0, bad = 0;
    long width = sysconf(_SC_NPROCESSORS_ONLN) * 2;
    struct chaos *all =
        mmap(NULL, exams * sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(all != MAP_FAILED);
    fflush(stdout);
    for (unsigned i = 0; i < exams; i++) {
        chaos_init(&all[i], &rig, i + 1);
        make_folders(&all[i], i);
        if (fork() == 0)
            _exit(day(&all[i]));
        if (++running >= width && wait(NULL) > 0)
            running--;
    }
    while (wait(NULL) > 0) {
    }
    struct chaos sum = {0};
    for (unsigned i = 0; i < exams; i++) {
        if (all[i].error[0])
            print_message("# exam %u: %s\n", i + 1, all[i].error);
        bad += all[i].error[0] != '\0';
        sum.kills += all[i].kills;
        sum.reboots += all[i].reboots;
        sum.moves += all[i].moves;
        sum.full += all[i].full;
        sum.answers += all[i].answers;
        sum.carried_not += all[i].carried_not;
        if (!all[i].error[0] || !getenv("KEEP"))
            remove_folders(&all[i]);
    }
    print_message("# %u exams, %u answers saved, %u kills, %u reboots, %u moves to another seat, "
                  "%u times a full disk: %u exams with an answer or a "
                  "second lost; %u answers of the last moments before a move were given again\n",
                  exams, sum.answers, sum.kills, sum.reboots, sum.moves, sum.full, bad,
                  sum.carried_not);
    assert_int_equal(bad, 0);
    assert_true(sum.kills > exams / 2 && sum.reboots > 0 && sum.moves > 0 && sum.full > 0);
    munmap(all, exams * sizeof *all);
}

static int group_up(void **state)
{
    (void)state;
    scratch_in_memory(base, sizeof base);
    rig_make(&rig);
    return 0;
}

static int group_down(void **state)
{
    (void)state;
    rmdir(base);
    rig_free(&rig);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(many_bad_days)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
