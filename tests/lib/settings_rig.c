#include "tests/lib/settings_rig.h"

#include "app/core/file.h"
#include "tools/work/backup.h"
#include "tools/work/key_passphrase.h"
#include "tools/work/key_trust.h"
#include "tools/work/log_check.h"
#include "tools/work/log_code.h"
#include "tools/work/log_export.h"
#include "tools/work/log_take.h"
#include "tools/work/restore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const struct work_op *const SETTINGS_RIG_OPS[] = {
    &settings_op,  &key_passphrase_op, &key_trust_op,  &backup_op,   &restore_op,
    &log_check_op, &log_code_op,       &log_export_op, &log_take_op, NULL};

char *settings_rig_path_of(struct desk_rig *r, const char *name)
{
    static char path[SCRATCH_PATH + 200];
    snprintf(path, sizeof path, "%s/%s", r->folder, name);
    return path;
}

bool settings_rig_has(struct desk_rig *r, const char *name, const char *text)
{
    struct buf all;
    struct err e = {0};
    buf_init(&all, 1024 * 1024);
    assert_int_equal(file_read(settings_rig_path_of(r, name), 1024 * 1024, &all, &e), ERR_OK);
    bool is_there = strstr(buf_text(&all), text) != NULL;
    buf_free(&all);
    return is_there;
}

struct settings_list *settings_rig_open_settings(struct desk_rig *r)
{
    desk_rig_type(r, "s");
    assert_string_equal(desk_rig_top(r), "settings");
    return (struct settings_list *)stack_top(&r->desk);
}

struct settings_line *settings_rig_go(struct desk_rig *r, struct settings_list *s,
                                      const char *group, const char *key)
{
    desk_rig_press(r, KEYPRESS_HOME);
    for (size_t i = 0; i < s->lines; i++) {
        struct settings_line *x = settings_at(s);
        if (x->what == SETTINGS_VALUE && strcmp(x->group, group) == 0 && strcmp(x->key, key) == 0)
            return x;
        desk_rig_press(r, KEYPRESS_DOWN);
    }
    fail_msg("no row of %s.%s", group, key);
    return NULL;
}

void settings_rig_type_over(struct desk_rig *r, const char *text)
{
    desk_rig_press(r, KEYPRESS_ENTER);
    for (int i = 0; i < 100; i++)
        desk_rig_press(r, KEYPRESS_BACKSPACE);
    desk_rig_type(r, text);
}
