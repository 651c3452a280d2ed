/*
 * Tests of the terminal that scripts drive.
 * Usage: test_vt [SAMPLE]; without it ../tui-sample, seen from this program, is driven.
 */
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
    };
    const char *slash = strrchr(argv[0], '/');
    if (argc > 1)
        snprintf(sample, sizeof sample, "%s", argv[1]);
    else
        snprintf(sample, sizeof sample, "%.*s../tui-sample", slash ? (int)(slash + 1 - argv[0]) : 0,
                 argv[0]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
