#include "tests/lib/paperwork_rig.h"

#include "app/core/file.h"
#include "tools/work/report.h"
#include "tools/work/session_slips.h"
#include "tools/work/settings.h"
#include "tools/work/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const struct work_op *const PAPERWORK_RIG_OPS[] = {
    &session_papers_op, &report_op, &session_slips_op, &sheet_op, &settings_op, NULL};

void paperwork_rig_begin(const struct desk_office *from, struct desk_office *copy,
                         struct desk_rig *r)
{
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    desk_office_begin(from, copy, r, PAPERWORK_RIG_OPS);
}

struct paperwork *paperwork_rig_papers(struct desk_rig *r)
{
    assert_string_equal(desk_rig_top(r), "papers");
    return (struct paperwork *)stack_top(&r->desk);
}

void paperwork_rig_settings(struct desk_rig *r, const char *change)
{
    char *word[] = {(char *)(uintptr_t)change};
    desk_office_run(r, &settings_op, &(struct settings_request){.change = {word, 1}});
}

void paperwork_rig_open_papers(struct desk_rig *r)
{
    desk_rig_pass(r, 11000);
    paperwork_open(&r->desk, "ca-1");
    desk_rig_pass(r, 0); /* what it looks at has come */
}

const struct session_papers_row *paperwork_rig_go_to(struct desk_rig *r, const char *id)
{
    struct paperwork *p = paperwork_rig_papers(r);
    desk_rig_press(r, KEYPRESS_HOME);
    for (size_t i = 0; i < p->look.rows && strcmp(paperwork_row(p)->id, id) != 0; i++)
        desk_rig_press(r, KEYPRESS_DOWN);
    assert_string_equal(paperwork_row(p)->id, id);
    return paperwork_row(p);
}

void paperwork_rig_ask_for(struct desk_rig *r, const char *id)
{
    paperwork_rig_go_to(r, id);
    desk_rig_work(r, KEYPRESS_ENTER);
    if (strcmp(desk_rig_top(r), "papers") == 0 && paperwork_rig_papers(r)->mode == PAPERWORK_DOUBTS)
        desk_rig_work(r, KEYPRESS_ENTER);
}

void paperwork_rig_make_one(struct desk_rig *r, const char *id)
{
    paperwork_rig_ask_for(r, id);
    if (strcmp(desk_rig_top(r), "operation") ==
        0) { /* one that was handed out, or says something */
        if (desk_rig_shows(r, "NOTHING WRITTEN YET"))
            desk_rig_work(r, KEYPRESS_ENTER);
        if (strcmp(desk_rig_top(r), "operation") == 0)
            desk_rig_work(r, KEYPRESS_ESC);
    }
    desk_rig_pass(r, 0);
    if (strcmp(desk_rig_top(r), "papers") != 0)
        desk_rig_print(r);
    paperwork_rig_go_to(r, id);
}

void paperwork_rig_path_of(struct desk_rig *r, const char *file, char out[2 * SCRATCH_PATH + 100])
{
    snprintf(out, 2 * SCRATCH_PATH + 100, "%s/reports/ca-1/%s", r->folder, file);
}

void paperwork_rig_read(const char *path, struct buf *out)
{
    struct err e = {0};
    buf_init(out, 64 * 1024 * 1024);
    assert_int_equal(file_read(path, 64 * 1024 * 1024, out, &e), ERR_OK);
}

size_t paperwork_rig_lines_of_log(struct desk_rig *r)
{
    char path[SCRATCH_PATH + 16];
    struct buf log;
    size_t n = 0;
    snprintf(path, sizeof path, "%s/log/log.tsv", r->folder);
    paperwork_rig_read(path, &log);
    for (size_t i = 0; i < log.len; i++)
        n += log.data[i] == '\n';
    buf_free(&log);
    return n;
}
