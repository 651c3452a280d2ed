#include "tests/lib/crash/disk_seat.h"

#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

struct rig disk_rig;
struct room_seat disk_seat;

int disk_seat_group_up(void **state)
{
    (void)state;
    rig_make(&disk_rig);
    return 0;
}

int disk_seat_group_down(void **state)
{
    (void)state;
    rig_free(&disk_rig);
    return 0;
}

int disk_seat_up(void **state)
{
    (void)state;
    rig_pass(&disk_rig, 60000);
    scratch_folder(disk_seat.dir, sizeof disk_seat.dir);
    disk_begin(disk_seat.dir);
    room_sit_down(&disk_seat, &disk_rig, "M01", NULL, NULL);
    return 0;
}

static unsigned count_threads(void)
{
    unsigned n = 0;
    DIR *d = opendir("/proc/self/task");
    for (struct dirent *entry; d && (entry = readdir(d));)
        n += entry->d_name[0] != '.';
    if (d)
        closedir(d);
    return n;
}

/* Whoever was left behind has gone: it touches nothing of the next test. */
static bool wait_until_alone(void)
{
    for (int i = 0; i < DISK_SEAT_TURNS && count_threads() > 1; i++)
        usleep(1000);
    return count_threads() == 1;
}

int disk_seat_down(void **state)
{
    (void)state;
    bool has_waited = disk_would_have_waited() > DISK_SEAT_MOMENT_MS;
    client_free(&disk_seat.c);
    bool has_hung = disk_would_have_hung() > 0;
    disk_heal();
    bool is_alone = wait_until_alone();
    room_empty(disk_seat.dir);
    rmdir(disk_seat.dir);
    disk_seat = (struct room_seat){0};
    disk_end();
    return is_alone && !has_hung && !has_waited ? 0 : -1;
}

void disk_seat_turn(unsigned ms)
{
    rig_pass(&disk_rig, ms);
    room_turn(&disk_seat);
    usleep(1000);
}

void disk_seat_type_in(unsigned candidate)
{
    const char number[2] = {(char)('1' + candidate), '\0'};
    room_type(&disk_seat, number);
    room_press(&disk_seat, KEYPRESS_ENTER);
    room_type(&disk_seat, disk_rig.access[candidate]);
    room_press(&disk_seat, KEYPRESS_ENTER);
}

void disk_seat_heal_until(enum client_state wanted)
{
    disk_heal();
    for (int i = 0; i < DISK_SEAT_TURNS && disk_seat.c.state != wanted; i++)
        disk_seat_turn(1);
    assert_int_equal(disk_seat.c.state, wanted);
}
