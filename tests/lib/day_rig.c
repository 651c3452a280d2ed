#include "tests/lib/day_rig.h"

#include "app/core/file.h"
#include "tools/work/grade.h"
#include "tools/work/paper_view.h"
#include "tools/work/reconcile.h"
#include "tools/work/session_pack.h"
#include "tools/work/sheet.h"
#include "tools/work/stick_ack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct work_op *const OPS[] = {
    &sheet_op, &grade_op, &paper_view_op, &reconcile_op, &stick_ack_op, &session_pack_op, NULL};

void day_rig_put(struct desk_rig *r, const char *name, const char *text)
{
    char path[SCRATCH_PATH + 128];
    struct err e = {0};
    snprintf(path, sizeof path, "%s/%s", r->folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    assert_int_equal(file_make_folder(path, &e), ERR_OK);
    *slash = '/';
    assert_int_equal(file_write(path, text, strlen(text), FILE_REPLACE, &e), ERR_OK);
}

void day_rig_open(struct desk_rig *r)
{
    desk_rig_open(r, OPS, true);
    day_rig_put(r, "sessions/ca-2/ca-2.session", "made up");
}

void day_rig_refuse(struct desk_rig *r)
{
    desk_rig_wait(r);
    if (r->desk.ask.is_open)
        desk_rig_press(r, KEYPRESS_ESC);
    desk_rig_wait(r);
}

void day_rig_golden(struct desk_rig *r, const char *name)
{
    stack_top(&r->desk)->said[0] = '\0';
    desk_draw(&r->desk, &r->v);
    desk_rig_golden(r, name);
}
