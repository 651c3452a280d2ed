#include "tests/lib/room_folders.h"

#include "app/core/file.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

char folder[64], other[64];

int room_folders_up(void **state)
{
    (void)state;
    scratch_folder(folder, sizeof folder);
    scratch_folder(other, sizeof other);
    rig_make(&rig);
    return 0;
}

int room_folders_down(void **state)
{
    room_folders_empty(state);
    rmdir(folder);
    rmdir(other);
    rig_free(&rig);
    return 0;
}

int room_folders_empty(void **state)
{
    (void)state;
    room_empty(folder);
    room_empty(other);
    return 0;
}

void room_folders_put(const char *dir, const char *name, const void *bytes, size_t len)
{
    struct err e = {0};
    char *path = file_join(dir, name);
    assert_int_equal(file_write(path, bytes, len, FILE_REPLACE, &e), ERR_OK);
    free(path);
}

void room_folders_to_rules(struct room_seat *s)
{
    room_log_in(s, "001", rig.access[0]);
    room_wait_for_look(s);
    room_press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_RULES);
}
