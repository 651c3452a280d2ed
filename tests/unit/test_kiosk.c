/* What holds a kiosk besides its keys: the console, the environment, and what parent and child tell
 * each other by an exit code. */
#include "app/client/kiosk_console.h"
#include "app/client/environment.h"
#include "app/client/supervisor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <linux/vt.h>

extern char **environ;

/* ---- a console of our own ---- */

static struct {
    bool is_console, may_lock, may_be_asked;
    struct vt_mode mode;
    bool is_locked;
    long answer; /* the last to a question of the kernel's; -1: none */
} vt;

static int vt_ioctl(int fd, unsigned long request, ...)
{
    va_list more;
    assert_int_equal(fd, 7);
    if (!vt.is_console)
        return -1;
    int rc = 0;
    va_start(more, request);
    switch (request) {
    case VT_GETMODE: *va_arg(more, struct vt_mode *) = vt.mode; break;
    case VT_SETMODE:
        if (vt.may_be_asked)
            vt.mode = *va_arg(more, const struct vt_mode *);
        rc = vt.may_be_asked ? 0 : -1;
        break;
    case VT_LOCKSWITCH:
    case VT_UNLOCKSWITCH:
        if (vt.may_lock)
            vt.is_locked = request == VT_LOCKSWITCH;
        rc = vt.may_lock ? 0 : -1;
        break;
    case VT_RELDISP: vt.answer = va_arg(more, int); break;
    default: fail();
    }
    va_end(more);
    return rc;
}

static void a_console_is_held_and_put_back(void **state)
{
    struct kiosk_console c;
    (void)state;
    for (int i = 0; i < 4; i++) {
        memset(&vt, 0, sizeof vt);
        vt.is_console = true;
        vt.may_lock = i & 1;
        vt.may_be_asked = i & 2;
        vt.answer = -1;
        kiosk_console_hold(&c, 7, vt_ioctl);
        assert_int_equal(c.kind, i ? KIOSK_CONSOLE_HELD : KIOSK_CONSOLE_FREE);
        assert_int_equal(vt.is_locked, vt.may_lock);
        assert_int_equal(vt.mode.mode, vt.may_be_asked ? VT_PROCESS : VT_AUTO);
        if (vt.may_be_asked) {
            assert_int_equal(vt.mode.relsig, KIOSK_CONSOLE_ASKED);
            assert_int_equal(vt.mode.acqsig, KIOSK_CONSOLE_BACK);
        }
        kiosk_console_signal(&c, KIOSK_CONSOLE_ASKED);
        assert_int_equal(vt.answer, 0); /* no */
        kiosk_console_signal(&c, KIOSK_CONSOLE_BACK);
        assert_int_equal(vt.answer, VT_ACKACQ);
        kiosk_console_release(&c);
        assert_false(vt.is_locked);
        assert_int_equal(vt.mode.mode, VT_AUTO);
    }
}

/* Who locked them before us unlocks them, too. */
static void what_is_no_console_is_left_alone(void **state)
{
    struct kiosk_console c;
    (void)state;
    memset(&vt, 0, sizeof vt);
    vt.answer = -1;
    kiosk_console_hold(&c, 7, vt_ioctl);
    assert_int_equal(c.kind, KIOSK_CONSOLE_NONE);
    vt.is_console = vt.may_lock = vt.may_be_asked = vt.is_locked = true;
    kiosk_console_signal(&c, KIOSK_CONSOLE_ASKED);
    kiosk_console_release(&c);
    assert_int_equal(vt.answer, -1);
    assert_true(vt.is_locked);
}

/* ---- the environment ---- */

/* How cmocka is told to speak. */
static int keep_spoken(void **state)
{
    const char *how = getenv("CMOCKA_MESSAGE_OUTPUT");
    *state = how ? strdup(how) : NULL;
    return 0;
}

static int speak_again(void **state)
{
    if (*state)
        setenv("CMOCKA_MESSAGE_OUTPUT", *state, 1);
    free(*state);
    return 0;
}

static void the_environment_is_a_list(void **state)
{
    static const char *const GONE[] = {"LD_PRELOAD", "TERMINFO", "TERMINFO_DIRS", "LOCPATH",
                                       "GCONV_PATH", "TMPDIR",   "COLUMNS",       "MALLOC_CHECK_"};
    size_t left = 0;
    (void)state;
    for (size_t i = 0; i < sizeof GONE / sizeof GONE[0]; i++)
        setenv(GONE[i], "/nowhere", 1);
    setenv("TERM", "xterm-256color", 1);
    setenv("LANG", "C.UTF-8", 1);
    setenv("HOME", "/root", 1);
    setenv("PATH", "/nowhere", 1);
    environment_clear();
    for (size_t i = 0; i < sizeof GONE / sizeof GONE[0]; i++)
        assert_null(getenv(GONE[i]));
    assert_string_equal(getenv("TERM"), "xterm-256color");
    assert_string_equal(getenv("LANG"), "C.UTF-8");
    assert_string_equal(getenv("PATH"), "/usr/bin:/bin");
    while (environ[left])
        left++;
    assert_true(left <= 12);
    assert_string_equal(getenv("HOME"), "/root");
    environment_leave_home();
    assert_null(getenv("HOME"));
}

static void a_terminal_is_named_not_located(void **state)
{
    static const char *const BAD[] = {"",    ".",       "../x",   "/nowhere/x",
                                      "x/y", "xterm\n", "xterm;", "é"},
                             *const GOOD[] = {"linux", "tmux-256color", "rxvt+pcfkeys", "vt100"};
    (void)state;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        setenv("TERM", BAD[i], 1);
        environment_clear();
        assert_string_equal(getenv("TERM"), "vt220");
    }
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        setenv("TERM", GOOD[i], 1);
        environment_clear();
        assert_string_equal(getenv("TERM"), GOOD[i]);
    }
    unsetenv("TERM");
    environment_clear();
    assert_null(getenv("TERM"));
}

/* ---- parent and child ---- */

static void only_leaving_is_nought(void **state)
{
    static const enum err_code CODES[] = {ERR_OK,   ERR_NO,   ERR_USAGE,  ERR_FORMAT,
                                          ERR_AUTH, ERR_KEY,  ERR_POLICY, ERR_CONFLICT,
                                          ERR_IO,   ERR_BUSY, ERR_LIMIT};
    (void)state;
    for (size_t i = 0; i < sizeof CODES / sizeof CODES[0]; i++)
        for (int end = LOOP_NOT_BEGUN; end <= LOOP_CLOSED; end++) {
            int code = supervisor_exit_code((enum loop_end)end, CODES[i]);
            assert_int_equal(code == 0, end == LOOP_DONE && CODES[i] == ERR_OK);
            assert_in_range(code, 0, 127); /* a shell's own begin there */
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_console_is_held_and_put_back),
        cmocka_unit_test(what_is_no_console_is_left_alone),
        cmocka_unit_test_setup_teardown(the_environment_is_a_list, keep_spoken, speak_again),
        cmocka_unit_test_setup_teardown(a_terminal_is_named_not_located, keep_spoken, speak_again),
        cmocka_unit_test(only_leaving_is_nought)};
    return cmocka_run_group_tests_name("kiosk", tests, NULL, NULL);
}
