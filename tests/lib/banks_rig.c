#include "tests/lib/banks_rig.h"

#include "app/core/file.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_import.h"
#include "tools/work/bank_seal.h"
#include "tools/work/bank_show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct work_op *const OPS[] = {&bank_import_op, &bank_check_op, &bank_edit_op,
                                            &bank_seal_op,   &bank_show_op,  NULL};

char banks_source[SCRATCH_PATH + 40], banks_gift[SCRATCH_PATH + 40];

void banks_rig_read(const char *path, char *out, size_t room)
{
    struct buf text;
    struct err e = {0};
    buf_init(&text, room - 1);
    assert_int_equal(file_read(path, room - 1, &text, &e), ERR_OK);
    snprintf(out, room, "%s", buf_text(&text));
    buf_free(&text);
}

void banks_rig_open(struct desk_rig *r)
{
    desk_rig_open(r, OPS, true);
    snprintf(banks_source, sizeof banks_source, "%s/cau-hoi.gift", r->folder);
    snprintf(banks_gift, sizeof banks_gift, "%s/banks/thu/4.1.gift", r->folder);
    desk_office_write(banks_source, BANKS_HEAD BANKS_FIRST BANKS_SAME BANKS_SHORT);
}

void banks_rig_choose_source(struct desk_rig *r)
{
    desk_rig_type(r, "bb");
    assert_string_equal(desk_rig_top(r), "files");
    desk_rig_type(r, banks_source);
    desk_rig_press(r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(r), "operation");
    desk_rig_type(r, "thu"); /* the cursor stands on what is to be filled in */
}

void banks_rig_import(struct desk_rig *r)
{
    banks_rig_choose_source(r);
    desk_rig_ctrl(r, 'S');
    desk_rig_wait(r);
    desk_rig_type(r, "g");
    desk_rig_wait(r);
    desk_rig_press(r, KEYPRESS_ESC);
    assert_string_equal(desk_rig_top(r), "banks");
}

void banks_rig_open_findings(struct desk_rig *r)
{
    banks_rig_import(r);
    desk_rig_press(r, KEYPRESS_ENTER);
    desk_rig_wait(r);
    assert_string_equal(desk_rig_top(r), "findings");
}

void banks_rig_open_question(struct desk_rig *r)
{
    banks_rig_open_findings(r);
    desk_rig_press(r, KEYPRESS_ENTER);
    desk_rig_press(r, KEYPRESS_ENTER);
    assert_string_equal(desk_rig_top(r), "question");
}
