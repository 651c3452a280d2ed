#include "tests/lib/room_rig.h"

#include "app/client/exchange.h"
#include "tests/lib/box.h"
#include "tests/lib/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

void room_sit_down(struct room_seat *s, struct rig *rig, const char *name, const char *first,
                   const char *second)
{
    struct err e = {0};
    const char *pass[] = {rig->passphrase};
    if (!s->dir[0])
        scratch_folder(s->dir, sizeof s->dir);
    struct client_setup setup = {.session = &rig->session,
                                 .bank = &rig->bank,
                                 .data_dir = s->dir,
                                 .exchange_dir = {first, second},
                                 .seat = name,
                                 .lang = CLIENT_EN,
                                 .clock = rig->clock};
    assert_int_equal(client_init(&s->c, &setup, &e), ERR_OK);
    assert_int_equal(client_unlock(&s->c, pass, 1, &e), ERR_OK);
}

void room_empty(const char *dir)
{
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(d), entry->d_name, 0);
    if (d)
        closedir(d);
}

void room_clear_away(struct room_seat *s)
{
    client_free(&s->c);
    room_empty(s->dir);
    rmdir(s->dir);
    s->dir[0] = '\0';
}

unsigned room_count_files(const char *dir, const char *end)
{
    unsigned n = 0;
    DIR *d = opendir(dir);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        size_t len = strlen(entry->d_name), m = strlen(end);
        n += len >= m && strcmp(entry->d_name + len - m, end) == 0;
    }
    if (d)
        closedir(d);
    return n;
}

void room_press(struct room_seat *s, enum keypress_kind kind)
{
    client_key(&s->c, &(struct keypress){.kind = kind});
}

void room_type(struct room_seat *s, const char *text)
{
    for (; *text; text++)
        client_key(&s->c,
                   &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)(unsigned char)*text});
}

void room_turn(struct room_seat *s)
{
    client_ready(&s->c);
    client_tick(&s->c);
}

void room_log_in(struct room_seat *s, const char *sbd, const char *access)
{
    room_type(s, sbd);
    room_press(s, KEYPRESS_ENTER);
    room_type(s, access);
    room_press(s, KEYPRESS_ENTER);
    box_wait_for_record(&s->c);
    assert_int_equal(s->c.state, CLIENT_CONFIRM);
}

void room_wait_for_look(struct room_seat *s)
{
    for (int i = 0; i < ROOM_WAITS && exchange_is_looking(&s->c); i++) {
        room_turn(s);
        usleep(10000);
    }
    assert_false(exchange_is_looking(&s->c));
    box_wait_for_record(&s->c);
}

void room_begin(struct room_seat *s)
{
    room_wait_for_look(s);
    room_press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_RULES);
    room_type(s, "b");
    room_wait_for_look(s);
    assert_int_equal(s->c.state, CLIENT_ANSWERING);
}

void room_settle(struct room_seat *s)
{
    for (int i = 0; i < ROOM_WAITS; i++) {
        room_turn(s);
        if (s->c.exchange.waiting == 0 &&
            (!s->c.exam || (exam_is_all_saved(s->c.exam) && !exam_checkpoint_is_due(s->c.exam))) &&
            i > 2)
            return;
        usleep(10000);
    }
    fail_msg("the exchange folder does not take it: %s", s->c.exchange.trouble.text);
}

void room_answer(struct room_seat *s, unsigned from, unsigned to, const char *letter)
{
    for (unsigned q = from; q < to; q++) {
        char number[8];
        snprintf(number, sizeof number, "%u", q + 1);
        room_type(s, number);
        room_press(s, KEYPRESS_ENTER);
        assert_int_equal(s->c.reading.question, q);
        room_type(s, letter);
    }
}

void room_hand_in(struct room_seat *s)
{
    exam_handin(s->c.exam);
    for (int i = 0; i < ROOM_WAITS && s->c.state != CLIENT_RECEIPT; i++) {
        room_turn(s);
        usleep(10000);
    }
    assert_int_equal(s->c.state, CLIENT_RECEIPT);
}
