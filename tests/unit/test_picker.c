/* Choosing files: a folder of its own, by what is drawn and by the keys it answers to. */
#include "app/tui/picker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/core/utf8.h"
#include "tests/lib/drawn.h"
#include "tests/lib/scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MANY = 10000 };

static struct canvas v;
static char folder[SCRATCH_PATH];

/* A file of so many bytes, changed at this minute of a day. */
static void put(const char *name, long size, int minute)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, size), 0);
    struct timespec times[2] = {{.tv_sec = 1795900000 + minute * 60},
                                {.tv_sec = 1795900000 + minute * 60}};
    assert_int_equal(futimens(fd, times), 0);
    close(fd);
}

static void make_folder(const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_int_equal(mkdir(path, 0700), 0);
}

static bool look(void *context, const char *path, char kind[TUI_PICKER_KIND])
{
    (void)context;
    bool is_pdf = strstr(path, ".pdf"), is_docx = strstr(path, ".docx");
    snprintf(kind, TUI_PICKER_KIND, "%s", is_pdf ? "PDF" : is_docx ? "Word" : "");
    return is_pdf || is_docx;
}

static int up(void **state)
{
    (void)state;
    scratch_in_memory(folder, sizeof folder);
    put("ngan-hang.pdf", 24100000, 30);
    put("de-bo-sung.docx", 88000, 20);
    put("cu.doc", 10, 50);
    put("Đề sát hạch.pdf", 999, 10);
    put(".an.pdf", 1, 60);
    make_folder("con");
    put("con/trong.pdf", 5, 5);
    return canvas_init(&v, 24, 80) ? 0 : 1;
}

static int down(void **state)
{
    char command[200];
    (void)state;
    canvas_free(&v);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static enum err_code show(struct tui_picker *p, const char *path, struct err *e)
{
    struct tui_picker_folder f;
    enum err_code rc = tui_picker_read(path, look, NULL, &f, e);
    if (rc == ERR_OK && (rc = tui_picker_show(p, &f, e)) != ERR_OK)
        tui_picker_folder_free(&f);
    return rc;
}

static enum tui_picker_came press(struct tui_picker *p, enum keypress_kind kind, uint32_t cp)
{
    return tui_picker_key(p, &(struct keypress){.kind = kind, .cp = cp});
}

/* Enter or Backspace, and what it asks for. */
static enum err_code press_go(struct tui_picker *p, enum keypress_kind kind, struct err *e)
{
    assert_int_equal(press(p, kind, 0), TUI_PICKER_GO);
    char *wanted = strdup(p->wanted);
    assert_non_null(wanted);
    enum err_code rc = show(p, wanted, e);
    free(wanted);
    return rc;
}

static void open_picker(struct tui_picker *p)
{
    struct err e = {0};
    *p = (struct tui_picker){0};
    assert_int_equal(press(p, KEYPRESS_ENTER, 0), TUI_PICKER_NOTHING);
    assert_int_equal(show(p, folder, &e), ERR_OK);
}

static void type(struct tui_picker *p, const char *text)
{
    for (size_t left = strlen(text), n; left; text += n, left -= n) {
        uint32_t cp = 0;
        n = utf8_decode(text, left, &cp);
        assert_int_equal(press(p, KEYPRESS_CHAR, cp), TUI_PICKER_TAKEN);
    }
}

static void check_path(const struct tui_picker *p, size_t i, const char *want)
{
    char path[400];
    const struct tui_picker_file *f = tui_picker_chosen(p, i);
    char *has = f ? tui_picker_path(p, f) : NULL;
    snprintf(path, sizeof path, "%s/%s", folder, want ? want : "");
    if (want)
        assert_string_equal(has, path);
    else
        assert_null(has);
    free(has);
}

static void draw(struct tui_picker *p)
{
    tui_picker_draw(&v, p, 0, 0, 9, 80);
    tui_picker_draw_typed(&v, p, 9, 0, 80);
}

static void files_are_shown_newest_first(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    setenv("TZ", "UTC", 1);
    draw(&p);
    assert_non_null(strstr(drawn_row(&v, 0), "con/")); /* folders lead */
    assert_non_null(strstr(drawn_row(&v, 1), "ngan-hang.pdf"));
    assert_non_null(strstr(drawn_row(&v, 1), "PDF"));
    assert_non_null(strstr(drawn_row(&v, 1), "24.1 MB"));
    assert_non_null(strstr(drawn_row(&v, 2), "de-bo-sung.docx"));
    assert_non_null(strstr(drawn_row(&v, 2), "88 kB"));
    assert_non_null(strstr(drawn_row(&v, 3), "Đề sát hạch.pdf"));
    assert_string_equal(drawn_row(&v, 4), "");
    assert_non_null(strstr(drawn_row(&v, 9), "1 of other kinds hidden"));
    press(&p, KEYPRESS_CTRL, 'A');
    canvas_clear(&v);
    draw(&p);
    assert_non_null(strstr(drawn_row(&v, 1), "x cu.doc"));
    press(&p, KEYPRESS_CTRL, 'A');
    press(&p, KEYPRESS_CTRL, 'T'); /* by name */
    canvas_clear(&v);
    draw(&p);
    assert_non_null(strstr(drawn_row(&v, 1), "de-bo-sung.docx"));
    tui_picker_free(&p);
}

static void what_is_typed_filters(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    type(&p, "de");
    assert_int_equal(p.count, 2);
    type(&p, " sat"); /* a blank is text now */
    assert_int_equal(p.count, 1);
    assert_int_equal(press(&p, KEYPRESS_ENTER, 0), TUI_PICKER_CHOSEN);
    check_path(&p, 0, "Đề sát hạch.pdf");
    check_path(&p, 1, NULL);
    type(&p, "zzz");
    assert_int_equal(p.count, 0);
    assert_int_equal(press(&p, KEYPRESS_ENTER, 0), TUI_PICKER_TAKEN);
    check_path(&p, 0, NULL);
    assert_int_equal(press(&p, KEYPRESS_ESC, 0), TUI_PICKER_LEFT);
    tui_picker_free(&p);
}

static void several_are_marked(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    press(&p, KEYPRESS_CHAR, ' '); /* a folder is not marked */
    assert_int_equal(p.marked, 0);
    press(&p, KEYPRESS_DOWN, 0);
    press(&p, KEYPRESS_CHAR, ' ');
    press(&p, KEYPRESS_CHAR, ' '); /* the cursor stays: the same row once more */
    assert_int_equal(p.marked, 0);
    press(&p, KEYPRESS_CHAR, ' ');
    press(&p, KEYPRESS_DOWN, 0);
    press(&p, KEYPRESS_CHAR, ' ');
    assert_int_equal(p.marked, 2);
    type(&p, "zzz"); /* what is marked stays so */
    assert_int_equal(press(&p, KEYPRESS_ENTER, 0), TUI_PICKER_CHOSEN);
    check_path(&p, 0, "ngan-hang.pdf");
    check_path(&p, 1, "de-bo-sung.docx");
    check_path(&p, 2, NULL);
    tui_picker_free(&p);
}

static void a_path_that_is_typed_wins(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    struct err e = {0};
    struct tui_picker_folder f;
    char path[300];
    snprintf(path, sizeof path, "%s/con/trong.pdf", folder);
    type(&p, "con/trong.pdf");
    assert_int_equal(press(&p, KEYPRESS_ENTER, 0), TUI_PICKER_GO);
    assert_string_equal(p.wanted, path);
    assert_int_equal(tui_picker_read(p.wanted, look, NULL, &f, &e), ERR_OK);
    assert_true(f.is_file && f.files == 1 && f.file[0].is_of_use);
    assert_string_equal(f.file[0].name, path);
    assert_string_equal(f.file[0].kind, "PDF");
    tui_picker_folder_free(&f);
    tui_picker_free(&p);
    open_picker(&p);
    type(&p, "./nothing.pdf");
    assert_int_equal(press_go(&p, KEYPRESS_ENTER, &e), ERR_IO);
    assert_non_null(strstr(e.text, "nothing.pdf"));
    assert_string_equal(p.folder, folder);
    tui_picker_free(&p);
}

static void folders_are_gone_into_and_left(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    struct err e = {0};
    char inside[300];
    snprintf(inside, sizeof inside, "%s/con", folder);
    assert_int_equal(press_go(&p, KEYPRESS_ENTER, &e), ERR_OK);
    assert_string_equal(p.folder, inside);
    assert_int_equal(p.count, 1);
    assert_int_equal(press_go(&p, KEYPRESS_BACKSPACE, &e), ERR_OK);
    assert_string_equal(p.folder, folder);
    assert_int_equal(p.count, 4);
    tui_picker_free(&p);
}

static void a_folder_that_is_gone_leaves_all_as_it_is(void **state)
{
    (void)state;
    struct tui_picker p;
    open_picker(&p);
    struct err e = {0};
    char inside[300];
    snprintf(inside, sizeof inside, "%s/con/trong.pdf", folder);
    unlink(inside);
    *strrchr(inside, '/') = '\0';
    assert_int_equal(rmdir(inside), 0);
    assert_int_equal(press_go(&p, KEYPRESS_ENTER, &e), ERR_IO);
    assert_string_equal(p.folder, folder);
    assert_int_equal(p.count, 4);
    tui_picker_free(&p);
}

static void ten_thousand_names(void **state)
{
    (void)state;
    char name[40];
    for (int i = 0; i < MANY; i++) {
        snprintf(name, sizeof name, "bai-%05d.pdf", i);
        put(name, 1, i % 1000);
    }
    struct tui_picker p;
    open_picker(&p);
    assert_int_equal(p.count, MANY + 4);
    type(&p, "09999");
    assert_int_equal(p.count, 1);
    check_path(&p, 0, "bai-09999.pdf");
    for (int i = 0; i < 5; i++)
        press(&p, KEYPRESS_BACKSPACE, 0);
    assert_int_equal(p.count, MANY + 4);
    check_path(&p, 0, "bai-09999.pdf"); /* the cursor stayed on it */
    press(&p, KEYPRESS_END, 0);
    tui_picker_draw(&v, &p, 0, 0, 21, 80);
    assert_non_null(strstr(drawn_row(&v, 20), "▶"));
    tui_picker_free(&p);
}

#define PICKER(test) cmocka_unit_test_setup_teardown(test, up, down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PICKER(files_are_shown_newest_first),
        PICKER(what_is_typed_filters),
        PICKER(several_are_marked),
        PICKER(a_path_that_is_typed_wins),
        PICKER(folders_are_gone_into_and_left),
        PICKER(a_folder_that_is_gone_leaves_all_as_it_is),
        PICKER(ten_thousand_names),
    };
    return cmocka_run_group_tests_name("picker", tests, NULL, NULL);
}
