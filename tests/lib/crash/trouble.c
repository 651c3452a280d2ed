#include "tests/lib/crash/trouble.h"

#include "tests/lib/crash/disk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include <errno.h>
#include <unistd.h>

/* ---- the troubles ---- */

static void fill_up(const char *dir)
{
    (void)dir;
    disk_break(DISK_WRITES, ENOSPC);
}
static void use_up_quota(const char *dir)
{
    (void)dir;
    disk_break(DISK_WRITES, EDQUOT);
}
static void fail_writes(const char *dir)
{
    (void)dir;
    disk_break(DISK_WRITES, EIO);
}
static void fail_syncs(const char *dir)
{
    (void)dir;
    disk_break(DISK_SYNCS, EIO);
}
static void turn_read_only(const char *dir)
{
    (void)dir;
    disk_break(DISK_WRITES, EROFS);
}
static void hang(const char *dir)
{
    (void)dir;
    disk_hang();
}
static void heal(const char *dir)
{
    (void)dir;
    disk_heal();
}

static void moved_name(const char *dir, char out[96])
{
    snprintf(out, 96, "%s.moved", dir);
}
static void take_away(const char *dir)
{
    char moved[96];
    moved_name(dir, moved);
    assert_int_equal(rename(dir, moved), 0);
    FILE *f = fopen(dir, "w"); /* in its place stands something that no folder can be made of */
    assert_non_null(f);
    fclose(f);
}
static void bring_back(const char *dir)
{
    char moved[96];
    moved_name(dir, moved);
    assert_int_equal(unlink(dir), 0);
    assert_int_equal(rename(moved, dir), 0);
}

const struct trouble TROUBLE_TABLE[] = {
    {"full", fill_up, heal, DISK_FULL},
    {"quota used up", use_up_quota, heal, DISK_FULL},
    {"writes fail", fail_writes, heal, DISK_FAULT},
    {"syncs fail", fail_syncs, heal, DISK_FAULT},
    {"read-only", turn_read_only, heal, DISK_READ_ONLY},
    {"hanging", hang, heal, DISK_SLOW},
    {"data folder gone", take_away, bring_back, DISK_GONE},
};

/* ---- the states ---- */

void trouble_turn(struct room_seat *s)
{
    room_turn(s);
    usleep(1000);
}

static void no_further(struct room_seat *s)
{
    (void)s;
}

static void to_confirm(struct room_seat *s)
{
    room_log_in(s, "001", rig.access[0]);
    room_wait_for_look(s);
}

static void to_rules(struct room_seat *s)
{
    to_confirm(s);
    room_press(s, KEYPRESS_ENTER);
    assert_int_equal(s->c.state, CLIENT_RULES);
}

void trouble_to_questions(struct room_seat *s)
{
    to_confirm(s);
    room_begin(s);
    room_answer(s, 0, TROUBLE_BEFORE, "b");
    for (int i = 0;
         i < TROUBLE_TURNS && !(exam_is_all_saved(s->c.exam) && s->c.exchange.waiting == 0); i++)
        trouble_turn(s);
    assert_true(exam_is_all_saved(s->c.exam));
}

static void to_overview(struct room_seat *s)
{
    trouble_to_questions(s);
    room_type(s, "g");
    assert_int_equal(s->c.state, CLIENT_OVERVIEW);
}

static void to_hand_in(struct room_seat *s)
{
    to_overview(s);
    room_type(s, "sNOP");
    assert_int_equal(s->c.state, CLIENT_HANDIN);
}

void trouble_to_closing(struct room_seat *s)
{
    to_hand_in(s);
    disk_hang();
    room_press(s, KEYPRESS_ENTER);
    trouble_turn(s);
    assert_int_equal(s->c.state, CLIENT_CLOSING);
}

static void to_receipt(struct room_seat *s)
{
    to_hand_in(s);
    room_press(s, KEYPRESS_ENTER);
    for (int i = 0; i < TROUBLE_TURNS && s->c.state != CLIENT_RECEIPT; i++)
        trouble_turn(s);
    assert_int_equal(s->c.state, CLIENT_RECEIPT);
}

static void to_box(struct room_seat *s)
{
    trouble_to_questions(s);
    client_key(&s->c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    assert_int_equal(s->c.state, CLIENT_INVIGILATOR);
}

/* Begun, cut off, the machine started anew. */
static void to_waiting_for_resume(struct room_seat *s)
{
    const char *first = s->c.setup.exchange_dir[0];
    trouble_to_questions(s);
    client_free(&s->c);
    rig_reboot(&rig, 60000, 5000);
    room_sit_down(s, &rig, "M01", first, NULL);
    to_confirm(s);
    assert_true(s->c.exam->seat.needs_code);
}

/* The paper of another seat. */
static void to_waiting_for_start(struct room_seat *s)
{
    room_log_in(s, "003", rig.access[2]);
    room_wait_for_look(s);
    assert_true(s->c.exam->seat.needs_code);
}

const struct trouble_state TROUBLE_STATES[] = {
    {"log-in", no_further, 0, false, false, false},
    {"confirm", to_confirm, 0, true, false, false},
    {"rules", to_rules, 0, true, false, false},
    {"waiting for start", to_waiting_for_start, 3, true, false, false},
    {"waiting for resume", to_waiting_for_resume, 0, true, true, false},
    {"running", trouble_to_questions, 0, true, true, false},
    {"overview", to_overview, 0, true, true, false},
    {"hand-in", to_hand_in, 0, true, true, false},
    {"the invigilator's box", to_box, 0, true, true, false},
    {"closing", trouble_to_closing, 0, true, true, false},
    {"ended", to_receipt, 0, true, true, true},
};
const size_t TROUBLE_STATES_COUNT = sizeof TROUBLE_STATES / sizeof TROUBLE_STATES[0];
