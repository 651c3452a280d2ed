#include "tests/lib/decide_rig.h"

#include "app/core/file.h"
#include "tools/work/audit.h"
#include "tools/work/grade.h"
#include "tools/work/paper_view.h"
#include "tools/work/reconcile.h"
#include "tools/work/stats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

const struct work_op *const DECIDE_RIG_OPS[] = {
    &decide_op, &grade_op, &reconcile_op, &paper_view_op, &stats_op, &audit_op, NULL};

struct decide *decide_rig_decision(struct desk_rig *r)
{
    assert_string_equal(desk_rig_top(r), "decide");
    return (struct decide *)stack_top(&r->desk);
}

bool decide_rig_is_written(struct desk_rig *r, int number)
{
    char path[SCRATCH_PATH + 64];
    snprintf(path, sizeof path, "%s/sessions/ca-1/decisions/%04d.decision", r->folder, number);
    return file_exists(path);
}

void decide_rig_go_to(struct desk_rig *r, int row)
{
    for (int i = 0; i < DECIDE_ROWS && decide_rig_decision(r)->asked.form.at != row; i++)
        desk_rig_press(r,
                       decide_rig_decision(r)->asked.form.at < row ? KEYPRESS_DOWN : KEYPRESS_UP);
    assert_int_equal(decide_rig_decision(r)->asked.form.at, row);
}

void decide_rig_type_into(struct desk_rig *r, int row, const char *text)
{
    decide_rig_go_to(r, row);
    desk_rig_type(r, text);
}

void decide_rig_open_form(struct desk_rig *r, const char *ruling)
{
    decide_open(&r->desk, "ca-1", ruling);
    desk_draw(&r->desk, &r->v);
    desk_rig_wait(r);
}

void decide_rig_open_preview(struct desk_rig *r, const char *ruling)
{
    decide_rig_open_form(r, ruling);
    decide_rig_type_into(r, DECIDE_REASON, "Biên bản hội đồng 12/BB");
    decide_rig_type_into(r, DECIDE_BY, "Hội đồng");
    desk_rig_ctrl(r, 'S');
    desk_rig_wait(r);
}

void decide_rig_expect_preview(struct desk_rig *r)
{
    if (decide_rig_decision(r)->mode != DECIDE_PREVIEW)
        desk_rig_print(r);
    assert_int_equal(decide_rig_decision(r)->mode, DECIDE_PREVIEW);
    desk_rig_expect(r, "NOTHING WRITTEN YET");
    assert_false(decide_rig_is_written(r, 1));
}

void decide_rig_sign(struct desk_rig *r, const char *word)
{
    desk_rig_type(r, word);
    desk_rig_work(r, KEYPRESS_ENTER);
}
