#include "tests/lib/session_rig.h"

#include "tests/lib/drawn.h"
#include "tools/work/paper_view.h"
#include "tools/work/roster_check.h"
#include "tools/work/session_draw.h"
#include "tools/work/session_new.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_slips.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const struct work_op *const SESSION_RIG_OPS[] = {
    &roster_check_op,  &session_new_op,  &session_commit_op, &session_draw_op,
    &session_slips_op, &session_pack_op, &paper_view_op,     NULL};
char session_rig_list[SCRATCH_PATH + 40];

void session_rig_make(struct desk_office *o)
{
    desk_office_make(o);
    snprintf(session_rig_list, sizeof session_rig_list, "%s/danh-sach.csv", o->folder);
}

void session_rig_open(const struct desk_office *o, struct desk_rig *r)
{
    desk_office_write(session_rig_list, SESSION_HEAD SESSION_FIRST SESSION_SECOND);
    desk_office_open(o, r, SESSION_RIG_OPS);
}

void session_rig_choose_file(struct desk_rig *r, const char *path)
{
    assert_string_equal(desk_rig_top(r), "files");
    desk_rig_type(r, path);
    desk_rig_press(r, KEYPRESS_ENTER);
    desk_rig_wait(r);
}

void session_rig_choose_rules(struct desk_rig *r, const char *id)
{
    assert_string_equal(desk_rig_top(r), "rules");
    desk_rig_press(r, KEYPRESS_HOME);
    for (int i = 0; i < 10 && !strstr(drawn_row(&r->v, r->v.cursor_row), id); i++)
        desk_rig_press(r, KEYPRESS_DOWN);
    desk_rig_press(r, KEYPRESS_ENTER);
    desk_rig_wait(r);
}

void session_rig_open_roster_of(struct desk_rig *r, const char *path)
{
    desk_rig_type(r, "d");
    session_rig_choose_file(r, path);
    session_rig_choose_rules(r, "nd175-2024");
    assert_string_equal(desk_rig_top(r), "roster");
}

void session_rig_go_to(struct desk_rig *r, const char *text)
{
    desk_rig_press(r, KEYPRESS_HOME);
    for (int i = 0; i < 40 && !strstr(drawn_row(&r->v, r->v.cursor_row), text); i++)
        desk_rig_press(r, KEYPRESS_DOWN);
    assert_non_null(strstr(drawn_row(&r->v, r->v.cursor_row), text));
}
