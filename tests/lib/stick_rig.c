#include "tests/lib/stick_rig.h"

#include "app/core/file.h"
#include "tests/lib/room_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <unistd.h>

void stick_rig_make(struct stick_rig *s)
{
    struct err e = {0};
    scratch_folder(s->place, sizeof s->place);
    snprintf(s->stick, sizeof s->stick, "%s/a", s->place);
    snprintf(s->mounts, sizeof s->mounts, "%s/mounts", s->place);
    s->roots[0] = s->place;
    s->roots[1] = NULL;
    FILE *f = fopen(s->mounts, "w");
    assert_non_null(f);
    fprintf(f, "/dev/sdb1 %s vfat rw 0 0\n", s->stick);
    fclose(f);
    assert_int_equal(file_make_folder(s->stick, &e), ERR_OK);
}

void stick_rig_free(struct stick_rig *s)
{
    room_empty(s->stick);
    rmdir(s->stick);
    room_empty(s->place);
    rmdir(s->place);
}

void stick_rig_plug(const struct stick_rig *s, struct client *c)
{
    c->setup.sticks.mounts = s->mounts;
    c->setup.sticks.roots = s->roots;
}
