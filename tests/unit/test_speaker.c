/* Reading aloud, with stand-ins for the programs that speak: they write down what they were given,
 * and speak until they are let go on. */
#include "app/client/speaker.h"

#include "tests/lib/scratch.h"

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
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LOG_ROOM = 65536, WAIT_MS = 60000, PACE_MS = 5 };

static char folder[SCRATCH_PATH];
static const char *folders[] = {folder, NULL};

static const char *path_of(const char *name)
{
    static char path[SCRATCH_PATH + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* `before`: what it does with its input held; it ends with `status`. */
static void make_program(const char *name, const char *before, int status)
{
    FILE *f = fopen(path_of(name), "w");
    assert_non_null(f);
    fprintf(f,
            "#!/bin/sh\ncd '%s'\nprintf 'begin %%s %%s\\n' \"$$\" \"%s $*\" >>log\ncat >>log\n%s\n"
            "echo end >>log\nexit %d\n",
            folder, name, before, status);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(chmod(path_of(name), 0700), 0);
}

static int set_up(void **state)
{
    (void)state;
    scratch_folder(folder, sizeof folder);
    return mkfifo(path_of("gate"), 0600);
}

static int tear_down(void **state)
{
    static const char *const NAMES[] = {"gate", "log", "espeak-ng", "spd-say"};
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        unlink(path_of(NAMES[i]));
    return rmdir(folder);
}

static const char *HELD = "read -r _ <gate";

/* One that is held goes on. */
static void let_go(void)
{
    int fd = open(path_of("gate"), O_WRONLY);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "\n", 1), 1);
    close(fd);
}

static const char *read_log(void)
{
    static char log[LOG_ROOM];
    int fd = open(path_of("log"), O_RDONLY);
    ssize_t n = fd >= 0 ? read(fd, log, sizeof log - 1) : 0;
    log[n > 0 ? n : 0] = '\0';
    if (fd >= 0)
        close(fd);
    return log;
}

static unsigned count(const char *word)
{
    unsigned n = 0;
    for (const char *p = read_log(); (p = strstr(p, word)); p += strlen(word))
        n++;
    return n;
}

static void pause_a_little(void)
{
    nanosleep(&(struct timespec){0, PACE_MS * 1000000L}, NULL);
}

static void wait_for(const char *word, unsigned times)
{
    for (int ms = 0; count(word) < times; ms += PACE_MS) {
        if (ms > WAIT_MS)
            fail_msg("%s did not come %u times: %s", word, times, read_log());
        pause_a_little();
    }
}

static void wait_until_gone(pid_t pid)
{
    for (int ms = 0; kill(pid, 0) == 0 || errno != ESRCH; ms += PACE_MS) {
        if (ms > WAIT_MS)
            fail_msg("%d is there", (int)pid);
        pause_a_little();
    }
}

static pid_t pid_of_first(void)
{
    return (pid_t)atoi(strstr(read_log(), "begin ") + strlen("begin "));
}

static struct speaker *begin(void)
{
    struct err e = {0};
    struct speaker *s;
    assert_int_equal(speaker_new(folders, &s, &e), ERR_OK);
    return s;
}

static void say(struct speaker *s, const char *text)
{
    speaker_add(s, text);
    speaker_speak(s, "vi");
}

/* In the folder's log, each utterance whole; the text is no argument. */
static void one_utterance_after_the_other(void **state)
{
    (void)state;
    make_program("espeak-ng", HELD, 0);
    struct speaker *s = begin();
    assert_true(speaker_can_speak(s));
    speaker_add(s, "Câu 1 trên 12");
    speaker_add(s, "A  12 tháng?");
    speaker_speak(s, "vi");
    wait_for("A  12 tháng?\n", 1);
    say(s, "Đã lưu câu 1: A");
    say(s, "Còn 10 phút");
    assert_int_equal(count("begin"), 1);
    let_go();
    wait_for("Đã lưu câu 1: A.\nCòn 10 phút.\n", 1);
    assert_int_equal(count("begin"), 2);
    assert_int_equal(count("espeak-ng -v vi --stdin\n"), 2);
    assert_int_equal(count("Câu 1 trên 12.\n"), 1);
    let_go();
    wait_for("end", 2);
    speaker_free(s);
}

static void silence_ends_it_at_once_and_what_waits(void **state)
{
    (void)state;
    make_program("espeak-ng", HELD, 0);
    struct speaker *s = begin();
    say(s, "Một câu hỏi dài");
    wait_for("Một câu hỏi dài.\n", 1);
    say(s, "Câu chờ");
    speaker_add(s, "Câu chưa xong");
    speaker_stop(s);
    wait_until_gone(pid_of_first());
    say(s, "Câu mới");
    wait_for("Câu mới.\n", 1);
    let_go();
    wait_for("end", 1);
    assert_int_equal(count("end"), 1);
    assert_int_equal(count("Câu chờ") + count("Câu chưa xong"), 0);
    speaker_free(s);
}

/* A dispatcher goes on speaking when who asked it is killed: it is told. */
static void a_dispatcher_is_told_to_be_silent(void **state)
{
    (void)state;
    make_program("spd-say", "case \"$*\" in *-e*) read -r _ <gate ;; esac", 0);
    struct speaker *s = begin();
    say(s, "Một câu");
    wait_for("Một câu.\n", 1);
    assert_int_equal(count("spd-say -N sathach -l vi -C -w -e\n"), 1);
    speaker_stop(s);
    wait_for("spd-say -N sathach -C\n", 1);
    speaker_free(s);
    wait_for("end", 1);
}

static void the_next_program_says_what_one_failed_to(void **state)
{
    struct err e = {0};
    (void)state;
    make_program("spd-say", "true", 1);
    make_program("espeak-ng", "true", 0);
    struct speaker *s = begin();
    say(s, "Một câu");
    wait_for("espeak-ng -v vi --stdin\nMột câu.\nend\n", 1);
    say(s, "Hai");
    wait_for("Hai.\nend\n", 1);
    assert_int_equal(count("spd-say"), 1);
    assert_int_equal(speaker_check(s, &e), ERR_OK);
    speaker_free(s);
}

static void failure_is_told_once(void **state)
{
    struct err e = {0};
    (void)state;
    make_program("espeak-ng", "true", 3);
    struct speaker *s = begin();
    assert_int_equal(speaker_check(s, &e), ERR_OK);
    say(s, "Một câu");
    for (int ms = 0; speaker_check(s, &e) == ERR_OK; ms += PACE_MS) {
        assert_true(ms < WAIT_MS);
        pause_a_little();
    }
    assert_int_equal(e.code, ERR_IO);
    assert_false(speaker_can_speak(s));
    assert_int_equal(speaker_check(s, &e), ERR_OK);
    say(s, "Nữa");
    speaker_stop(s);
    speaker_free(s);
    assert_int_equal(count("begin"), 1);
}

static void without_a_program_nothing_is_begun(void **state)
{
    struct err e = {0};
    (void)state;
    struct speaker *s = begin();
    assert_false(speaker_can_speak(s));
    say(s, "Một câu");
    speaker_stop(s);
    assert_int_equal(speaker_check(s, &e), ERR_OK);
    speaker_free(s);
    assert_false(speaker_can_speak(NULL));
    say(NULL, "Một câu");
    speaker_stop(NULL);
    speaker_free(NULL);
}

static void it_ends_with_the_exam(void **state)
{
    (void)state;
    make_program("espeak-ng", HELD, 0);
    struct speaker *s = begin();
    say(s, "Một câu");
    wait_for("Một câu.\n", 1);
    speaker_free(s);
    wait_until_gone(pid_of_first());
}

static void it_ends_with_an_exam_that_is_killed(void **state)
{
    (void)state;
    make_program("espeak-ng", HELD, 0);
    pid_t exam = fork();
    if (exam == 0) {
        say(begin(), "Một câu");
        pause();
        _exit(0);
    }
    wait_for("Một câu.\n", 1);
    kill(exam, SIGKILL);
    waitpid(exam, NULL, 0);
    wait_until_gone(pid_of_first());
}

/* Long lines are broken, nothing is lost; no line is taken for a command of the program's. */
static void lines_are_fit_to_be_read(void **state)
{
    char text[2000] = "";
    unsigned longest = 0, words = 0;
    (void)state;
    make_program("espeak-ng", "true", 0);
    for (int i = 0; i < 200; i++)
        strcat(text, "chín ");
    struct speaker *s = begin();
    speaker_add(s, "!-!QUIT");
    speaker_add(s, "");
    say(s, text);
    wait_for("end", 1);
    assert_int_equal(count("\n !-!QUIT.\n"), 1);
    for (char *line = strtok((char *)(uintptr_t)read_log(), "\n"); line; line = strtok(NULL, "\n"))
        longest = strlen(line) > longest ? (unsigned)strlen(line) : longest;
    words = count("chín");
    assert_int_equal(words, 200);
    assert_true(longest < 300);
    speaker_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_utterance_after_the_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(silence_ends_it_at_once_and_what_waits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_dispatcher_is_told_to_be_silent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_program_says_what_one_failed_to, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(failure_is_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_a_program_nothing_is_begun, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_ends_with_the_exam, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_ends_with_an_exam_that_is_killed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lines_are_fit_to_be_read, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
