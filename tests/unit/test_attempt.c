/* The attempt file: what is appended stands, one process at a time, nothing hostile is taken for an
 * attempt. */
#include "tests/lib/scratch.h"

#include "app/core/attempt.h"
#include "app/core/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64], path[96];

static int set_up(void **state)
{
    (void)state;
    scratch_folder(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/x.attempt", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char more[112];
    static const char *const ENDS[] = {"", "-wal", "-journal", "-shm", ".ballast"};
    for (size_t i = 0; i < sizeof ENDS / sizeof ENDS[0]; i++) {
        snprintf(more, sizeof more, "%s%s", path, ENDS[i]);
        unlink(more);
    }
    return rmdir(folder);
}

static struct attempt *open_it(void)
{
    struct attempt *a;
    struct err e = {0};
    if (attempt_open(path, &a, &e) != ERR_OK)
        fail_msg("%s", e.text);
    return a;
}

static void append(struct attempt *a, uint32_t seq)
{
    uint8_t record[JOURNAL_RECORD];
    struct err e = {0};
    memset(record, (int)seq, sizeof record);
    assert_int_equal(attempt_append(a, seq, record, &e), ERR_OK);
}

static void check(struct attempt *a, size_t count)
{
    struct buf b;
    struct err e = {0};
    buf_init(&b, 1 << 20);
    assert_int_equal(attempt_read(a, &b, &e), ERR_OK);
    assert_int_equal(b.len, count * JOURNAL_RECORD);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(b.data[i * JOURNAL_RECORD + 5], i);
    buf_free(&b);
}

static void what_is_appended_stands(void **state)
{
    (void)state;
    struct stat st;
    struct err e = {0};
    struct attempt *a = open_it();
    check(a, 0);
    for (uint32_t i = 0; i < 5; i++)
        append(a, i);
    check(a, 5);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    attempt_close(a);
    a = open_it();
    check(a, 5);
    append(a, 5);
    assert_int_equal(attempt_reopen(a, &e), ERR_OK);
    check(a, 6);
    append(a, 6);
    assert_int_equal(attempt_finish(a, &e), ERR_OK);
    check(a, 7);
    attempt_close(a);
}

static void a_number_stands_once(void **state)
{
    (void)state;
    struct err e = {0};
    uint8_t record[JOURNAL_RECORD] = {0};
    struct attempt *a = open_it();
    append(a, 0);
    assert_int_equal(attempt_append(a, 0, record, &e), ERR_FORMAT);
    assert_true(attempt_is_broken(a));
    assert_int_not_equal(attempt_append(a, 1, record, &e), ERR_OK); /* not before a new
                                                                       connection */
    assert_int_equal(attempt_reopen(a, &e), ERR_OK);
    append(a, 1);
    check(a, 2);
    attempt_close(a);
}

static void a_gap_is_found(void **state)
{
    (void)state;
    struct err e = {0};
    struct buf b;
    struct attempt *a = open_it();
    append(a, 0);
    append(a, 2);
    buf_init(&b, 1 << 20);
    assert_int_equal(attempt_read(a, &b, &e), ERR_FORMAT);
    buf_free(&b);
    attempt_close(a);
}

static void one_at_a_time(void **state)
{
    (void)state;
    struct attempt *a = open_it(), *b;
    struct err e = {0};
    assert_int_equal(attempt_open(path, &b, &e), ERR_BUSY);
    pid_t pid = fork();
    if (pid == 0)
        _exit((int)attempt_open(path, &b, &e));
    int status;
    waitpid(pid, &status, 0);
    assert_int_equal(WEXITSTATUS(status), ERR_BUSY);
    append(a, 0); /* still ours */
    attempt_close(a);
    a = open_it();
    check(a, 1);
    attempt_close(a);
}

static void killed_in_the_middle(void **state)
{
    (void)state;
    int told[2];
    assert_int_equal(pipe(told), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct attempt *a;
        struct err e;
        if (attempt_open(path, &a, &e) != ERR_OK)
            _exit(1);
        for (uint32_t i = 0; i < 250; i++) {
            uint8_t record[JOURNAL_RECORD];
            memset(record, (int)i, sizeof record);
            if (attempt_append(a, i, record, &e) != ERR_OK || write(told[1], "x", 1) != 1)
                _exit(1);
        }
        pause();
    }
    char acks[40];
    size_t acknowledged = 0;
    while (acknowledged < sizeof acks) {
        ssize_t n = read(told[0], acks, sizeof acks - acknowledged);
        assert_true(n > 0);
        acknowledged += (size_t)n;
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    close(told[1]);
    for (ssize_t n; (n = read(told[0], acks, sizeof acks)) > 0;)
        acknowledged += (size_t)n;
    close(told[0]);
    struct attempt *a = open_it();
    struct buf b;
    struct err e = {0};
    buf_init(&b, 1 << 20);
    assert_int_equal(attempt_read(a, &b, &e), ERR_OK);
    assert_in_range(b.len / JOURNAL_RECORD, acknowledged, acknowledged + 1);
    buf_free(&b);
    attempt_close(a);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void hostile_schemas_are_refused(void **state)
{
    (void)state;
    static const char *const EVIL[] = {
        "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE other(x)",
        "CREATE INDEX i ON event(mac)",
        ("DROP TABLE event; CREATE VIEW event AS SELECT 1 AS seq, zeroblob(128) AS body, "
         "zeroblob(32) AS mac"),
        "DROP TABLE event; CREATE TABLE event(seq INTEGER PRIMARY KEY, body BLOB, mac BLOB)",
        "DROP TABLE event",
        "PRAGMA user_version=1",
        "PRAGMA application_id=1"};
    for (size_t i = 0; i < sizeof EVIL / sizeof EVIL[0]; i++) {
        struct attempt *a = open_it();
        struct err e = {0};
        append(a, 0);
        attempt_close(a);
        run_sql(EVIL[i]);
        if (attempt_open(path, &a, &e) != ERR_FORMAT)
            fail_msg("taken: %s (%s)", EVIL[i], e.text);
        assert_non_null(strstr(e.text, "x.attempt"));
        unlink(path);
    }
}

static void what_is_no_database_is_refused(void **state)
{
    (void)state;
    struct attempt *a;
    struct err e = {0};
    char junk[4096];
    memset(junk, 'x', sizeof junk);
    assert_int_equal(file_write(path, junk, sizeof junk, FILE_NEW, &e), ERR_OK);
    assert_int_equal(attempt_open(path, &a, &e), ERR_FORMAT);
    unlink(path);
    assert_int_equal(symlink("/etc/passwd", path), 0);
    assert_int_equal(attempt_open(path, &a, &e), ERR_FORMAT);
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(attempt_open(path, &a, &e), ERR_FORMAT);
    unlink(path);
    assert_int_equal(attempt_open("/nonexistent/either/x.attempt", &a, &e), ERR_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_appended_stands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_stands_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_gap_is_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_at_a_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(killed_in_the_middle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_schemas_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_database_is_refused, set_up, tear_down)};
    return cmocka_run_group_tests_name("attempt", tests, NULL, NULL);
}
