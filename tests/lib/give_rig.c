#include "tests/lib/give_rig.h"

#include "app/core/order.h"
#include "app/room/ask.h"
#include "app/room/give.h"
#include "app/tui/lang.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

static char dir[64];
static struct err e;
static uint32_t numbers[8];

void give_rig_open(struct room *r)
{
    const struct room_setup setup = {
        .session = &rig.session, .clock = rig.clock, .is_english = true, .data_dir = dir};
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    assert_non_null(S);
    memcpy(S, rig.office.S, CRYPT_KEY);
    room_init(r, &setup);
    assert_int_equal(room_open(r, S, &e), ERR_OK);
    room_folder_is(r, 0, &(struct err){0});
    assert_int_equal(room_tick(r, &e), ERR_OK);
}

int give_rig_group_up(void **state)
{
    (void)state;
    if (!lang_start())
        return -1;
    lang_use(false);
    rig_make(&rig);
    scratch_folder(dir, sizeof dir);
    return 0;
}

int give_rig_group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    rmdir(dir);
    return 0;
}

int give_rig_up(void **state)
{
    (void)state;
    memset(numbers, 0, sizeof numbers);
    give_rig_open(&room);
    return canvas_init(&canvas, 24, 80) ? 0 : -1;
}

int give_rig_down(void **state)
{
    (void)state;
    room_free(&room);
    canvas_free(&canvas);
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
    return 0;
}

struct status give_rig_running(unsigned n)
{
    struct status st = {.state = STATUS_RUNNING,
                        .instance = 70 + n,
                        .number = ++numbers[n],
                        .candidate = n - 1,
                        .papers = 1};
    uint8_t hash[CRYPT_HASH];
    snprintf(st.seat, sizeof st.seat, "M%02u", n);
    crypt_hash(LABEL_SEAT, st.seat, strlen(st.seat), hash);
    memcpy(st.seat_hash, hash, sizeof st.seat_hash);
    st.paper[0] = (struct status_paper){
        .paper = n - 1, .state = STATUS_PAPER_RUNNING, .questions = 12, .left_s = 600};
    return st;
}

void give_rig_show(const struct status *st)
{
    struct crypt_random rnd = crypt_random_system();
    struct buf file;
    buf_init(&file, STATUS_FILE_MAX);
    status_build(&rig.session, rig.office.S, st, &rnd, &file);
    room_take(&room, file.data, file.len, false);
    buf_free(&file);
    console_tick();
}

void give_rig_choose(const char *seat)
{
    room.is_on_problems = false;
    for (size_t i = 0; i < room.seats.count; i++)
        if (strcmp(room.seats.seat[i].name, seat) == 0)
            room_put_cursor(&room, i);
}

void give_rig_unlock(void)
{
    assert_int_equal(room_unlock_orders(&room, rig.order_passphrase, &e), ERR_OK);
    room_begin_orders(&room);
    snprintf(room.power.by, sizeof room.power.by, "Lâm");
}

void give_rig_answer(const char *text)
{
    assert_true(ask_is_on(&room));
    ask_answer(&room, text);
}

bool give_rig_next_order(struct order *o, uint8_t hash[CRYPT_HASH])
{
    struct room_out out;
    while (room_next_out(&room, &out)) {
        bool is_order = order_is_file_name(out.name);
        if (is_order) {
            crypt_hash_file(out.bytes.data, out.bytes.len, hash);
            assert_int_equal(order_open(out.bytes.data, out.bytes.len, &rig.session,
                                        rig.session.info.order_pk, o, &e),
                             ERR_OK);
        }
        buf_free(&out.bytes);
        if (is_order)
            return true;
    }
    return false;
}

bool give_rig_log_has(const char *text)
{
    return strstr(buf_text(&room.log.text), text) != NULL;
}

void give_rig_more_time(const char *minutes)
{
    give_rig_choose("M01");
    console_press(KEYPRESS_CHAR, 'T');
    give_rig_answer(minutes);
    give_rig_answer("5");
    give_rig_answer("");
}
