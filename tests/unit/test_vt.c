/*
 * Tests of the harness itself, above all that it fails when it should.
 * Usage: test_vt [SAMPLE]; without it ../tui-sample, seen from this program, is driven.
 */
#include "tests/lib/tui/script.h"
#include "tests/lib/tui/vt.h"
#include "tests/lib/scratch.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* For what must come; for what must not, after steps that must; for what must not. */
enum { LONG_MS = 20000, MID_MS = 2000, SHORT_MS = 150 };

static char sample[4096];

static long long now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static struct vt *open_sample(const char *term)
{
    const char *argv[] = {sample, NULL};
    struct vt_spec spec = {.argv = argv, .term = term};
    struct vt *vt = vt_open(&spec);
    assert_non_null(vt);
    assert_true(vt_wait_text(vt, "note:", LONG_MS));
    return vt;
}

static struct vt *open_shell(const char *command)
{
    const char *argv[] = {"/bin/sh", "-c", command, NULL};
    struct vt_spec spec = {.argv = argv};
    struct vt *vt = vt_open(&spec);
    assert_non_null(vt);
    return vt;
}

/* ---- the terminal ---- */

static void test_bad_spec(void **state)
{
    (void)state;
    const char *none[] = {NULL}, *argv[] = {"/bin/true", NULL};
    assert_null(vt_open(&(struct vt_spec){.argv = none}));
    assert_int_equal(errno, EINVAL);
    assert_null(vt_open(&(struct vt_spec){.argv = argv, .rows = -1}));
    assert_int_equal(errno, EINVAL);
}

static void test_wrong_text_times_out(void **state)
{
    (void)state;
    struct vt *vt = open_sample(NULL);
    long long start = now_ms();
    assert_false(vt_wait_text(vt, "no such text", SHORT_MS));
    assert_in_range(now_ms() - start, SHORT_MS, LONG_MS);
    assert_false(vt_wait_gone(vt, "SAMPLE", SHORT_MS));
    assert_false(vt_wait_exit(vt, NULL, SHORT_MS));
    vt_close(vt);
}

static void test_dead_child_is_not_waited_for(void **state)
{
    (void)state;
    struct vt *vt = open_shell("echo last words");
    long long start = now_ms();
    assert_false(vt_wait_text(vt, "no such text", LONG_MS));
    assert_true(now_ms() - start < LONG_MS / 2);
    assert_true(vt_wait_text(vt, "last words", SHORT_MS));
    assert_int_equal(vt_keys(vt, "x"), -1);
    assert_int_equal(errno, EPIPE);
    vt_close(vt);
}

/* A letter whose bytes come in two pieces, the second after a key. */
static void test_letter_in_two_pieces(void **state)
{
    (void)state;
    struct vt *vt = open_shell("stty raw -echo; printf 'm\\303\\241t \\304'; dd bs=1 count=1 "
                               ">/dev/null 2>&1; printf '\\221i\\341\\273\\207n'");
    assert_true(vt_wait_text(vt, "mát", LONG_MS));
    assert_int_equal(vt_keys(vt, "x"), 0);
    assert_true(vt_wait_text(vt, "mát điện", LONG_MS));
    vt_close(vt);
}

static void test_endless_writer_meets_deadlines(void **state)
{
    (void)state;
    struct vt *vt = open_shell("exec yes");
    assert_true(vt_wait_text(vt, "y", LONG_MS));
    assert_false(vt_wait_quiet(vt, SHORT_MS, 2 * SHORT_MS));
    assert_false(vt_wait_text(vt, "no such text", SHORT_MS));
    assert_int_equal(vt_kill9(vt), 0);
    vt_close(vt);
}

static void test_marks_stay_apart(void **state)
{
    (void)state;
    int row, col, end;
    struct vt *vt = open_sample(NULL);
    assert_true(vt_find(vt, "\u00e9 nfd", &row, &col));
    assert_int_equal(row, 1);
    assert_int_equal(col, 5);
    assert_true(vt_find(vt, "e\u0301", &row, &col));
    assert_int_equal(col, 12);
    assert_false(vt_find(vt, "nfd: \u00e9", NULL, NULL));
    assert_false(vt_find(vt, "nfd: e", NULL, NULL));
    assert_true(vt_match_at(vt, "\u5b66\u6821", 1, 20, &end));
    assert_int_equal(end, 24);
    assert_false(vt_match_at(vt, "\u6821", 1, 21, NULL));
    assert_false(vt_match_at(vt, "S", 99, 0, NULL));
    vt_close(vt);
}

static void check_lines_of(const char *term)
{
    struct vt *vt = open_sample(term);
    char *row = vt_row_text(vt, 3);
    assert_memory_equal(row, "\u250c\u2500\u2500", 9);
    assert_int_equal(strlen(row), 20 * 3);
    free(row);
    vt_close(vt);
}

static void test_line_drawing(void **state)
{
    (void)state;
    check_lines_of("xterm-256color");
    check_lines_of("vt100");
    check_lines_of("linux");
}

/* A program without Unicode draws lines with the alternate character set. */
static void test_alternate_charset(void **state)
{
    (void)state;
    struct vt *vt = open_shell("printf '\\033(0lqqk\\033(Bq\\n\\033)0\\016x\\017x'");
    assert_true(vt_wait_text(vt, "\u250c\u2500\u2500\u2510q", LONG_MS));
    assert_true(vt_wait_text(vt, "\u2502x", LONG_MS));
    vt_close(vt);
}

static void test_planes(void **state)
{
    (void)state;
    struct vt *vt = open_sample(NULL);
    char *attr = vt_attr_plane(vt), *fg = vt_colour_plane(vt, false),
         *bg = vt_colour_plane(vt, true);
    assert_int_equal(strlen(attr), 24 * 81 - 1);
    assert_memory_equal(attr, "RRRRRR.", 7);
    assert_memory_equal(attr + 2 * 81, "BBBB........bbbb...", 19);
    assert_memory_equal(fg + 2 * 81, "..................111.", 22);
    assert_null(strpbrk(bg, "0123456789ABCDEF+#"));
    assert_int_equal(vt_attr_at(vt, 2, 12), VT_BOLD | VT_UNDERLINE);
    assert_int_equal(vt_attr_at(vt, 2, 800), 0);
    free(attr);
    free(fg);
    free(bg);
    vt_close(vt);
}

static void test_screen_text(void **state)
{
    (void)state;
    const char *argv[] = {"/bin/sh", "-c", "printf 'one\\r\\n\\r\\n three  '; exec cat", NULL};
    struct vt *vt = vt_open(&(struct vt_spec){.argv = argv, .rows = 4, .cols = 10});
    assert_true(vt_wait_text(vt, "three", LONG_MS));
    char *text = vt_screen_text(vt), *none = vt_row_text(vt, 4);
    assert_string_equal(text, "one\n\n three\n");
    assert_string_equal(none, "");
    free(text);
    free(none);
    vt_close(vt);
}

static bool is_hidden(struct vt *vt, void *wanted)
{
    bool visible;
    vt_cursor(vt, NULL, NULL, &visible);
    return visible != *(bool *)wanted;
}

static void test_cursor(void **state)
{
    (void)state;
    bool yes = true, no = false;
    int row, col;
    struct vt *vt = open_sample(NULL);
    assert_int_equal(vt_key(vt, "h"), 0);
    assert_true(vt_wait(vt, is_hidden, &yes, LONG_MS));
    assert_int_equal(vt_key(vt, "s"), 0);
    assert_true(vt_wait(vt, is_hidden, &no, LONG_MS));
    vt_cursor(vt, &row, &col, NULL);
    assert_int_equal(row, 4);
    assert_int_equal(col, 0);
    assert_true(vt_altscreen(vt));
    vt_close(vt);
}

static void test_resize(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux", "vt100"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        int row, col;
        struct vt *vt = open_sample(terms[i]);
        assert_int_equal(vt_resize(vt, 1, 1), 0);
        assert_int_equal(vt_rows(vt), 1);
        assert_int_equal(vt_cols(vt), 1);
        vt_cursor(vt, &row, &col, NULL);
        assert_int_equal(row, 0);
        assert_int_equal(col, 0);
        assert_int_equal(vt_resize(vt, 25, 81), 0);
        assert_true(vt_wait_text(vt, "size 25x81", LONG_MS));
        assert_int_equal(vt_resize(vt, 0, 80), -1);
        assert_int_equal(errno, EINVAL);
        vt_close(vt);
    }
}

/* One column has no room for a wide character, and that is no reason to fall over. */
static void test_one_column(void **state)
{
    (void)state;
    int row, col;
    const char *argv[] = {"/bin/sh", "-c", "printf '\u5b66\u6821\r\nab\r\nend\033[1;1H'; exec cat",
                          NULL};
    struct vt *vt = vt_open(&(struct vt_spec){.argv = argv, .rows = 5, .cols = 1});
    assert_true(vt_wait_text(vt, "e", LONG_MS));
    vt_wait_quiet(vt, SHORT_MS, LONG_MS);
    vt_cursor(vt, &row, &col, NULL);
    assert_int_equal(row, 0);
    assert_int_equal(col, 0);
    assert_int_equal(vt_attr_at(vt, 0, 1), 0);
    vt_close(vt);
}

/* A storm of sizes while the program draws: the cursor stays inside and the last size is shown. */
static void test_resize_storm(void **state)
{
    (void)state;
    static const char *const terms[] = {"xterm-256color", "linux"};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        unsigned random = 1;
        struct vt *vt = open_sample(terms[i]);
        for (int n = 0; n < 300; n++) {
            int row, col;
            random = random * 1103515245U + 12345U;
            assert_int_equal(
                vt_resize(vt, 1 + (int)(random >> 16) % 40, 1 + (int)(random >> 8) % 100), 0);
            vt_pump(vt, n % 3);
            vt_cursor(vt, &row, &col, NULL);
            assert_in_range(row, 0, vt_rows(vt) - 1);
            assert_in_range(col, 0, vt_cols(vt) - 1);
        }
        vt_wait_quiet(vt, SHORT_MS, LONG_MS);
        assert_int_equal(vt_resize(vt, 26, 82), 0);
        assert_true(vt_wait_text(vt, "size 26x82", LONG_MS));
        vt_close(vt);
    }
}

static void test_big_paste(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    struct vt *vt = open_sample(NULL);
    char *paste = malloc(SIZE + 1);
    assert_non_null(paste);
    memset(paste, 'x', SIZE);
    paste[SIZE] = '.';
    assert_int_equal(vt_key(vt, "p"), 0);
    assert_true(vt_wait_text(vt, "paste now", LONG_MS));
    assert_int_equal(vt_send(vt, paste, SIZE + 1), 0);
    assert_true(vt_wait_text(vt, "pasted 100000", LONG_MS));
    free(paste);
    vt_close(vt);
}

/* The program asks where the cursor is and reads the answer of the terminal. */
static void test_replies(void **state)
{
    (void)state;
    struct vt *vt = open_shell("stty -icanon -echo; printf '\\033[3;5H\\033[6n'; "
                               "dd bs=1 count=6 2>/dev/null | tr '\\033' 'E'");
    assert_true(vt_wait_text(vt, "E[3;5R", LONG_MS));
    vt_close(vt);
}

static void test_raw_log(void **state)
{
    (void)state;
    size_t len;
    struct vt *vt = open_shell("printf 'a\\033[1mb\\000c'");
    assert_true(vt_wait_exit(vt, NULL, LONG_MS));
    const char *raw = vt_raw(vt, &len);
    assert_int_equal(len, 8);
    assert_int_equal(vt_bytes_sent(vt), 8);
    assert_memory_equal(raw, "a\033[1mb\0c", 8);
    vt_close(vt);
}

static void test_kill9(void **state)
{
    (void)state;
    int status;
    struct vt *vt = open_sample(NULL);
    assert_int_equal(vt_kill9(vt), 0);
    assert_true(vt_wait_exit(vt, &status, 0));
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_true(vt_find(vt, "SAMPLE", NULL, NULL));
    assert_int_equal(vt_signal(vt, SIGTERM), -1);
    assert_int_equal(errno, ESRCH);
    vt_close(vt);
}

static void test_hangup(void **state)
{
    (void)state;
    int status;
    struct vt *vt = open_sample(NULL);
    vt_hangup(vt);
    assert_true(vt_eof(vt));
    assert_true(vt_wait_exit(vt, &status, LONG_MS));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 5);
    assert_true(vt_find(vt, "SAMPLE", NULL, NULL));
    assert_int_equal(vt_resize(vt, 10, 10), -1);
    vt_close(vt);
}

static void test_exit_code(void **state)
{
    (void)state;
    int status;
    struct vt *vt = open_sample("linux");
    assert_int_equal(vt_key(vt, "q"), 0);
    assert_true(vt_wait_exit(vt, &status, LONG_MS));
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 3);
    assert_true(vt_find(vt, "bye 3", NULL, NULL));
    vt_close(vt);
}

static void test_close_kills(void **state)
{
    (void)state;
    struct vt *vt = open_shell("trap '' HUP TERM INT; echo ready; while :; do sleep 1; done");
    assert_true(vt_wait_text(vt, "ready", LONG_MS));
    int pid = vt_pid(vt);
    vt_close(vt);
    assert_int_equal(kill(pid, 0), -1);
}

static void check_key(const char *term, const char *name, const char *expected)
{
    char out[16];
    size_t len = vt_key_bytes(term, name, out, sizeof out);
    assert_int_equal(len, strlen(expected));
    assert_memory_equal(out, expected, len);
}

static void test_key_names(void **state)
{
    (void)state;
    char out[16];
    check_key("xterm-256color", "Up", "\033OA");
    check_key("tmux-256color", "Up", "\033OA");
    check_key("vt100", "Left", "\033OD");
    check_key("linux", "Up", "\033[A");
    check_key("linux", "F1", "\033[[A");
    check_key("screen", "Home", "\033[1~");
    check_key("xterm", "F12", "\033[24~");
    check_key("vt100", "Backspace", "\b");
    check_key("xterm", "C-x", "\030");
    check_key("xterm", "C-]", "\035");
    check_key("xterm", "M-x", "\033x");
    check_key("xterm", "C", "C");
    check_key("xterm", "\u1ec7", "\u1ec7");
    assert_int_equal(vt_key_bytes("xterm", "C-Space", out, sizeof out), 1);
    assert_int_equal(out[0], 0);
    assert_int_equal(vt_key_bytes("xterm", "Nonsense", out, sizeof out), 0);
    assert_int_equal(vt_key_bytes("xterm", "", out, sizeof out), 0);
    assert_int_equal(vt_key_bytes("xterm", "C-", out, sizeof out), 0);
}

/* ---- scripts that must fail ---- */

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
        cmocka_unit_test(test_bad_spec),
        cmocka_unit_test(test_wrong_text_times_out),
        cmocka_unit_test(test_dead_child_is_not_waited_for),
        cmocka_unit_test(test_letter_in_two_pieces),
        cmocka_unit_test(test_endless_writer_meets_deadlines),
        cmocka_unit_test(test_marks_stay_apart),
        cmocka_unit_test(test_line_drawing),
        cmocka_unit_test(test_alternate_charset),
        cmocka_unit_test(test_planes),
        cmocka_unit_test(test_screen_text),
        cmocka_unit_test(test_cursor),
        cmocka_unit_test(test_resize),
        cmocka_unit_test(test_one_column),
        cmocka_unit_test(test_resize_storm),
        cmocka_unit_test(test_big_paste),
        cmocka_unit_test(test_replies),
        cmocka_unit_test(test_raw_log),
        cmocka_unit_test(test_kill9),
        cmocka_unit_test(test_hangup),
        cmocka_unit_test(test_exit_code),
        cmocka_unit_test(test_close_kills),
        cmocka_unit_test(test_key_names),
        cmocka_unit_test(test_expectations_fail),
        cmocka_unit_test(test_endings_fail),
        cmocka_unit_test(test_language_fails),
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_click_waits_for_the_picture),
    };
    const char *slash = strrchr(argv[0], '/');
    if (argc > 1)
        snprintf(sample, sizeof sample, "%s", argv[1]);
    else
        snprintf(sample, sizeof sample, "%.*s../tui-sample", slash ? (int)(slash + 1 - argv[0]) : 0,
                 argv[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
