/*
 * Tests of the language of terminal scripts: that a script fails when it should, and says where.
 * Usage: test_script [SAMPLE]; without it ../tui-sample, seen from this program, is driven.
 */
#include "tests/lib/scratch.h"
#include "tests/lib/tui/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* For what must come; for what must not, after steps that must; for what must not. */
enum { LONG_MS = 20000, MID_MS = 2000, SHORT_MS = 150 };

static char sample[4096];

struct outcome {
    int result;
    char *report; /* what was printed */
    char error[512];
};

static struct outcome run_with(const char *text, int deadline_ms, const char *golden_dir,
                               bool update)
{
    struct outcome o = {0};
    size_t len;
    FILE *report = open_memstream(&o.report, &len);
    struct script_options options = {.golden_dir = golden_dir,
                                     .report = report,
                                     .deadline_ms = deadline_ms,
                                     .update_golden = update};
    struct script *script = script_new(&options);
    assert_int_equal(script_let(script, "SAMPLE", sample), 0);
    assert_int_equal(script_let(script, "bad name", ""), -1);
    o.result = script_run_text(script, "test.tui", text);
    snprintf(o.error, sizeof o.error, "%s", script_error(script));
    script_free(script);
    fclose(report);
    return o;
}

/* Runs a script that must fail on the given line with these words in the report. */
static void check_fails_after(int deadline_ms, const char *text, int line, const char *reason)
{
    char place[32];
    struct outcome o = run_with(text, deadline_ms, NULL, false);
    snprintf(place, sizeof place, "test.tui:%d: ", line);
    if (o.result != -1 || !strstr(o.report, place) || !strstr(o.report, reason))
        print_error("wanted failure \"%s\" at line %d of:\n%s\ngot %d:\n%s", reason, line, text,
                    o.result, o.report);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.report, place));
    assert_non_null(strstr(o.error, reason));
    free(o.report);
}

static void check_fails(const char *text, int line, const char *reason)
{
    check_fails_after(SHORT_MS, text, line, reason);
}

#define START "spawn $SAMPLE\nwait \"note:\" 20000\n"

static void test_expectations_fail(void **state)
{
    (void)state;
    check_fails(START "expect \"SAMPLER\"\n", 3, "did not appear in time");
    check_fails(START "wait \"nothing\" 50\n", 3, "did not appear in time");
    check_fails(START "gone \"SAMPLE\"\n", 3, "did not go");
    check_fails(START "\n# a comment\nreject \"SAMPLE\"\n", 5, "on the screen at 0,0");
    check_fails(START "cursor \"[B]\"\n", 3, "cursor did not get there");
    check_fails(START "cursor \"A]\"\n", 3, "cursor did not get there");
    check_fails(START "exit 3\n", 3, "still running");
    check_fails(START "cursor-shown no\n", 3, "stayed visible");
    check_fails(START "attr \"SAMPLE\" B\n", 3, "looks different");
    check_fails(START "attr \"SAMPLE  \" R\n", 3, "looks different");
    check_fails(START "attr \"SAMPLE\" .\n", 3, "looks different");
    check_fails(START "attr \"plain\" R\n", 3, "looks different");
    check_fails(START "attr \"nothing\" .\n", 3, "did not appear");
    check_fails(START "grab X after \"nothing\"\n", 3, "nothing to grab");
    check_fails(START "grab X after \"note:\"\n", 3, "nothing to grab");
    check_fails(START "never \"SAMPLE\"\n", 3, "sent this");
    check_fails(START "expect \"nfd: \\u00e9\"\n", 3, "did not appear");
}

static void test_endings_fail(void **state)
{
    (void)state;
    check_fails_after(MID_MS, START "key q\nexit 4\n", 4, "exited with 3");
    check_fails_after(MID_MS, START "key q\nexit TERM\n", 4, "exited with 3");
    check_fails_after(MID_MS, START "kill9\nexit 0\n", 4, "killed by SIGKILL");
    check_fails_after(MID_MS, START "kill9\nkey x\n", 4, "off the terminal");
    check_fails_after(MID_MS, START "kill9\nexpect \"nothing\"\n", 4, "off the terminal");
    check_fails_after(MID_MS, START "hangup\ntype \"x\"\n", 4, "off the terminal");
    check_fails_after(MID_MS, START "kill9\nsignal TERM\n", 4, "No such process");
    check_fails_after(MID_MS, START "spawn /bin/true\n", 3, "still running");
}

static void test_language_fails(void **state)
{
    (void)state;
    check_fails("nonsense\n", 1, "unknown command");
    check_fails("expect \"x\"\n", 1, "nothing was spawned");
    check_fails("spawn\n", 1, "wrong number of words");
    check_fails("type \"a\" \"b\"\n", 1, "wrong number of words");
    check_fails("\ntype \"abc\n", 2, "closing quote");
    check_fails("type \"\\q\"\n", 1, "unknown escape");
    check_fails("type \"\\x4\"\n", 1, "unknown escape");
    check_fails("type $NOBODY\n", 1, "no variable NOBODY");
    check_fails("type $\n", 1, "name must follow");
    check_fails("size 10\n", 1, "no size");
    check_fails("size 10x0\n", 1, "no size");
    check_fails("size 10x10x\n", 1, "no size");
    check_fails("env PLAIN\n", 1, "NAME=VALUE");
    check_fails("let a-b c\n", 1, "no name for a variable");
    check_fails("include \"/no/such.tui\"\n", 1, "/no/such.tui failed");
    check_fails(START "key Nonsense\n", 3, "unknown key \"Nonsense\"");
    check_fails(START "signal NONSENSE\n", 3, "unknown signal");
    check_fails(START "wait \"x\" soon\n", 3, "no number");
    check_fails(START "attr \"x\" Q\n", 3, "unknown attribute");
    check_fails(START "exit maybe\n", 3, "neither");
    check_fails(START "golden some\n", 3, "no directory");
    check_fails(START "grab X before \"x\"\n", 3, "write: grab");
}

/* The report has the command, the framed screen with row numbers, the attributes and the cursor. */
static void test_report(void **state)
{
    (void)state;
    struct outcome o = run_with(START "expect \"nothing\"\n", SHORT_MS, NULL, false);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.report, "test.tui:3: expect \"nothing\"\n"));
    assert_non_null(strstr(o.report, "\n   0 |SAMPLE    size 24x80 "));
    assert_non_null(strstr(o.report, "\n     :RRRRRR\n"));
    assert_non_null(strstr(o.report, "\n>  4 |[A] alpha  "));
    assert_non_null(strstr(o.report, "\n  23 |"));
    assert_non_null(strstr(o.report, "24x80 xterm-256color, cursor 4,0 visible"));
    free(o.report);
}

/* A program that thinks for a while before it draws the picture that a key leads to, where the same
 * text stands elsewhere; it prints the click. */
static void test_click_waits_for_the_picture(void **state)
{
    (void)state;
    struct outcome o = run_with("spawn /bin/bash -c \"stty -icanon -echo; printf AIM; read -rsn1 "
                                "k; for ((i = 0; i < 60000; i++)); do :; done; "
                                "printf '\\\\e[2J\\\\e[7;3HAIM'; read -rsn9 r; printf '\\\\n(%s)' "
                                "\\\"\\${r:1}\\\"; read -r k\"\n"
                                "expect \"AIM\"\nkey x\nclick \"AIM\"\nexpect \"([<0;3;7M)\"\n",
                                LONG_MS, NULL, false);
    if (o.result != 0)
        print_error("%s\n", o.report);
    assert_int_equal(o.result, 0);
    free(o.report);
    o = run_with("spawn /bin/bash -c \"stty -icanon -echo; printf AIM; read -rsn1 k; for ((i = 0; "
                 "i < 60000; i++)); do :; done; "
                 "printf '\\\\e[2J'; read -r k\"\nexpect \"AIM\"\nkey x\nclick \"AIM\"\n",
                 MID_MS, NULL, false);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.error, "older picture"));
    free(o.report);
}

static void test_golden(void **state)
{
    (void)state;
    char dir[SCRATCH_PATH], file[96], other[96];
    scratch_folder(dir, sizeof dir);
    snprintf(file, sizeof file, "%s/one.screen", dir);
    snprintf(other, sizeof other, "%s/two.screen", dir);
    struct outcome o = run_with(START "golden one\n", MID_MS, dir, false);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.error, "UPDATE_GOLDEN=1"));
    free(o.report);
    o = run_with(START "golden one fg\nkey Down\ncursor \"[B]\"\ngolden two\n", LONG_MS, dir, true);
    assert_int_equal(o.result, 0);
    free(o.report);
    o = run_with(START "golden one fg\nkey Down\ngolden two\n", MID_MS, dir, false);
    assert_int_equal(o.result, 0);
    free(o.report);
    o = run_with(START "golden two\n", MID_MS, dir, false);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.report, "    attr, row 5\n    - |RRRRRRRR\n    + |\n"));
    assert_non_null(strstr(o.report, "    - cursor 5,0 visible\n    + cursor 4,0 visible\n"));
    assert_null(strstr(o.report, "text, row"));
    free(o.report);
    o = run_with(START "key x\nexpect \"key x\"\nkey Down\ncursor \"[B]\"\ngolden two\n", MID_MS,
                 dir, false);
    assert_int_equal(o.result, -1);
    assert_non_null(strstr(o.report, "    text, row 8\n    - |note:\n    + |note: key x\n"));
    free(o.report);
    o = run_with(START "golden ../two\n", MID_MS, dir, false);
    assert_int_equal(o.result, -1);
    free(o.report);
    assert_int_equal(unlink(file) | unlink(other) | rmdir(dir), 0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expectations_fail),
        cmocka_unit_test(test_endings_fail),
        cmocka_unit_test(test_language_fails),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_click_waits_for_the_picture),
        cmocka_unit_test(test_golden),
    };
    const char *slash = strrchr(argv[0], '/');
    if (argc > 1)
        snprintf(sample, sizeof sample, "%s", argv[1]);
    else
        snprintf(sample, sizeof sample, "%.*s../tui-sample", slash ? (int)(slash + 1 - argv[0]) : 0,
                 argv[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
