#include "tests/lib/seat_rig.h"

#include "tests/lib/box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

struct rig rig;
struct client c;

int seat_rig_group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

int seat_rig_group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

void seat_rig_open(const char *seat, const char *key_folder, bool kiosk)
{
    struct client_setup setup = {.session = &rig.session,
                                 .bank = &rig.bank,
                                 .data_dir = rig.dir,
                                 .seat = seat,
                                 .key_folder = key_folder,
                                 .kiosk.is_on = kiosk,
                                 .lang = CLIENT_EN,
                                 .clock = rig.clock};
    struct err e = {0};
    assert_int_equal(client_init(&c, &setup, &e), ERR_OK);
}

int seat_rig_up(void **state)
{
    (void)state;
    rig_empty(&rig);
    seat_rig_open("M01", NULL, false);
    return 0;
}

int seat_rig_down(void **state)
{
    (void)state;
    client_free(&c);
    return 0;
}

void seat_rig_press(enum keypress_kind kind)
{
    struct keypress k = {.kind = kind};
    client_key(&c, &k);
    if (kind == KEYPRESS_ENTER) /* a busy disk may hold up what it does */
        box_wait_for_record(&c);
}

void seat_rig_press_char(uint32_t cp)
{
    struct keypress k = {.kind = KEYPRESS_CHAR, .cp = cp};
    client_key(&c, &k);
}

void seat_rig_press_ctrl(uint32_t letter)
{
    struct keypress k = {.kind = KEYPRESS_CTRL, .cp = letter};
    client_key(&c, &k);
}

void seat_rig_type(const char *text)
{
    for (; *text; text++)
        seat_rig_press_char((unsigned char)*text);
}

void seat_rig_type_code(const char *code)
{
    seat_rig_type(code);
    seat_rig_press(KEYPRESS_ENTER);
}

void seat_rig_unlock(void)
{
    seat_rig_type_code(rig.passphrase);
    assert_int_equal(c.state, CLIENT_LOGIN);
}

void seat_rig_log_in(const char *sbd, const char *access)
{
    seat_rig_type_code(sbd);
    seat_rig_type_code(access);
}

/* Into the questions of SBD 001. */
void seat_rig_begin(void)
{
    seat_rig_unlock();
    seat_rig_log_in("1", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    seat_rig_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    seat_rig_press_char('b');
    assert_int_equal(c.state, CLIENT_ANSWERING);
    c.flow.begun_ms = 0; /* as if some time had gone by: the next key is no second press */
}

void seat_rig_wait_for_receipt(void)
{
    for (int i = 0; i < 3000 && c.state != CLIENT_RECEIPT; i++) {
        usleep(10000);
        client_ready(&c);
        client_tick(&c);
    }
    assert_int_equal(c.state, CLIENT_RECEIPT);
}

bool seat_rig_invigilator(enum room_action action, uint16_t minutes, unsigned n)
{
    return box_use(&c, &rig, action, minutes, n);
}
