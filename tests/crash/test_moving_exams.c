/* Exams that move between seats: at random moments, with programs killed, power cut, folders
 * pulled, full and missing, disks dead, old seats still alive. Every answer that a screen showed as
 * saved in two places is in the paper that counts, or the screen at the arrival said what came
 * along; no paper begins a second time but by a code or a claim.
 *   SATHACH_MOVES=2000 build/unit/test_moving_exams      so many moves (60); "make moves"
 *   SATHACH_SEED=17 build/unit/test_moving_exams         that exam alone, with all that was done
 * An exam's dice are its seed's; how far its programs have come when they are killed is the
 * machine's. */
#include "tests/lib/crash/moving_exam.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOVES = 60, MOVES_SLOW = 16, A_EXAM = 4 };

static struct rig rig;
static char base[SCRATCH_PATH];

static void run_one(struct moving *m, unsigned seed)
{
    char dir[96];
    snprintf(dir, sizeof dir, "%s/%u", base, seed);
    mkdir(dir, 0700);
    moving_run(m, &rig, seed, 1 + seed % (2 * A_EXAM - 1), dir);
    rmdir(dir);
}

static void add(struct moving_count *sum, const struct moving_count *one)
{
    unsigned *to = (unsigned *)sum;
    const unsigned *from = (const unsigned *)one;
    for (size_t i = 0; i < sizeof *sum / sizeof *to; i++)
        to[i] += from[i];
}

static void tell(unsigned exams, const struct moving_count *c, unsigned bad)
{
    print_message("# %u exams, %u moves (%u between seats without a common folder, %u with the old "
                  "seat alive, %u begun anew, %u taken up at a seat without a code), %u kills, %u "
                  "power cuts, %u folders pulled, %u full, %u disks dead\n",
                  exams, c->moves, c->without, c->both, c->anew, c->resumed_blind, c->kills,
                  c->cuts, c->pulled, c->full, c->dead);
    print_message(
        "# %u answers given, %u shown as saved, %u checked that were shown in two places, "
        "%u of them named as missing at the arrival; %u papers superseded a tail, %u are "
        "before the council, %u with two starts, all shown; %u exams went wrong\n",
        c->answers, c->saved, c->two, c->named, c->superseded, c->forks, c->starts_twice, bad);
}

static void nothing_shown_is_lost(void **state)
{
    (void)state;
    const char *wanted = getenv("SATHACH_MOVES"), *seed = getenv("SATHACH_SEED");
    unsigned moves = wanted                   ? (unsigned)strtoul(wanted, NULL, 10)
                     : getenv("SATHACH_SLOW") ? MOVES_SLOW
                                              : MOVES,
             first = seed ? (unsigned)strtoul(seed, NULL, 10) : 1,
             exams = seed ? 1 : (moves + A_EXAM - 1) / A_EXAM, running = 0, bad = 0;
    long width = sysconf(_SC_NPROCESSORS_ONLN) * 2;
    struct moving *all =
        mmap(NULL, exams * sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct moving_count sum = {0};
    assert_true(all != MAP_FAILED);
    fflush(stdout);
    for (unsigned i = 0; i < exams; i++) {
        if (fork() == 0) {
            run_one(&all[i], first + i);
            _exit(0);
        }
        if (++running >= width && wait(NULL) > 0)
            running--;
    }
    while (wait(NULL) > 0) {
    }
    for (unsigned i = 0; i < exams; i++) {
        add(&sum, &all[i].count);
        bad += all[i].error[0] != '\0';
        if (all[i].error[0] || seed) {
            print_message("# SATHACH_SEED=%u: %s\n", first + i, all[i].error);
            fputs(all[i].log, stdout);
        }
    }
    tell(exams, &sum, bad);
    assert_int_equal(bad, 0);
    assert_true(seed || (sum.moves >= moves / 2 && sum.two > 0 && sum.kills > 0 && sum.pulled > 0 &&
                         sum.full > 0 && sum.without > 0));
    munmap(all, exams * sizeof *all);
}

static int group_up(void **state)
{
    (void)state;
    scratch_in_memory(base, sizeof base);
    rig_make(&rig);
    rig.session.info.start = SESSION_START_CLAIM;
    moving_office_prepare(&rig);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_shown_is_lost)};
    return cmocka_run_group_tests(tests, group_up, group_down);
}
