/* The person's own editor over a file: what VISUAL and EDITOR name, one that stops, fails, or is
 * not there; whoever waits for it is called meanwhile. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/core/file.h"
#include "tests/lib/scratch.h"
#include "tools/desk/drafts.h"
#include "tools/desk/editor.h"

static char folder[SCRATCH_PATH], path[SCRATCH_PATH + 16], script[SCRATCH_PATH + 16];

/* An editor that does what `body` says; $1 is the file. */
static void write_editor(const char *body)
{
    char text[1024];
    struct err e = {0};
    snprintf(text, sizeof text, "#!/bin/sh\n%s\n", body);
    assert_int_equal(file_write(script, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
    assert_int_equal(chmod(script, 0700), 0);
    assert_int_equal(file_write(path, "old\n", 4, FILE_REPLACE, &e), ERR_OK);
    unsetenv("VISUAL");
    setenv("EDITOR", script, 1);
}

static void assert_holds(const char *want)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, 4096);
    assert_int_equal(file_read(path, 4096, &text, &e), ERR_OK);
    assert_string_equal(buf_text(&text), want);
    buf_free(&text);
}

static void nothing(void *context)
{
    (void)context;
}

static void it_edits_the_file(void **state)
{
    struct err e = {0};
    (void)state;
    write_editor("echo new >\"$1\"");
    assert_int_equal(editor_run(path, nothing, NULL, &e), ERR_OK);
    assert_holds("new\n");
    write_editor("echo \"$1\" >\"$2\""); /* words of its own come first */
    char words[SCRATCH_PATH + 40];
    snprintf(words, sizeof words, "'%s' -w", script);
    setenv("VISUAL", words, 1);
    setenv("EDITOR", "false", 1); /* the second choice */
    assert_int_equal(editor_run(path, nothing, NULL, &e), ERR_OK);
    assert_holds("-w\n");
}

static void one_that_fails_is_said(void **state)
{
    struct err e = {0};
    (void)state;
    write_editor("echo new >\"$1\"; exit 3");
    assert_int_equal(editor_run(path, nothing, NULL, &e), ERR_IO);
    assert_non_null(strstr(e.text, script));
    write_editor("kill -9 $$");
    assert_int_equal(editor_run(path, nothing, NULL, &e), ERR_IO);
    setenv("EDITOR", "/nowhere/editor", 1);
    assert_int_not_equal(editor_run(path, nothing, NULL, &e), ERR_OK);
    assert_non_null(strstr(e.text, "/nowhere/editor"));
}

/* Behind it is no shell that could continue it. */
static void one_that_stops_is_continued(void **state)
{
    struct err e = {0};
    (void)state;
    write_editor("kill -STOP $$; echo new >\"$1\"");
    assert_int_equal(editor_run(path, nothing, NULL, &e), ERR_OK);
    assert_holds("new\n");
}

/* It ends only when the waiting side was called. */
static void let_it_end(void *context)
{
    struct err e = {0};
    (*(int *)context)++;
    assert_int_equal(file_write(path, "go\n", 3, FILE_REPLACE, &e), ERR_OK);
}

static void who_waits_is_called_meanwhile(void **state)
{
    struct err e = {0};
    int calls = 0;
    (void)state;
    write_editor("until grep -q go \"$1\"; do :; done");
    assert_int_equal(editor_run(path, let_it_end, &calls, &e), ERR_OK);
    assert_true(calls > 0);
}

/* The files it is given are nobody else's, and gone in the end. */
static void drafts_are_private_and_go(void **state)
{
    struct drafts d = {0};
    struct err e = {0};
    char draft[DRAFTS_PATH];
    struct stat st;
    (void)state;
    setenv("XDG_RUNTIME_DIR", folder, 1);
    assert_int_equal(drafts_next(&d, draft, &e), ERR_OK);
    assert_int_equal(strncmp(draft, folder, strlen(folder)), 0);
    assert_int_equal(stat(d.folder, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    umask(0);
    assert_int_equal(file_write(draft, "x", 1, FILE_NEW, &e), ERR_OK);
    assert_int_equal(stat(draft, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    drafts_free(&d);
    assert_false(file_exists(draft));
}

static int up(void **state)
{
    (void)state;
    scratch_in_memory(folder, sizeof folder);
    snprintf(path, sizeof path, "%s/file", folder);
    snprintf(script, sizeof script, "%s/editor", folder);
    return 0;
}

static int down(void **state)
{
    (void)state;
    unlink(path);
    unlink(script);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(it_edits_the_file),
                                       cmocka_unit_test(one_that_fails_is_said),
                                       cmocka_unit_test(one_that_stops_is_continued),
                                       cmocka_unit_test(who_waits_is_called_meanwhile),
                                       cmocka_unit_test(drafts_are_private_and_go)};
    return cmocka_run_group_tests_name("the editor", tests, up, down);
}
