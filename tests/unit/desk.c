#include "tests/unit/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

struct rig rig;
struct client c;

int desk_group_up(void **state)
{
    (void)state;
    rig_make(&rig);
    return 0;
}

int desk_group_down(void **state)
{
    (void)state;
    rig_free(&rig);
    return 0;
}

void desk_open(const char *seat, const char *key_folder, bool kiosk)
{
    struct client_setup setup = {.session = &rig.session, .bank = &rig.bank, .data_dir = rig.dir, .seat = seat, .key_folder = key_folder,
                                 .kiosk = kiosk, .lang = CLIENT_EN, .clock = rig.clock};
    struct err e = {0};
    assert_int_equal(client_init(&c, &setup, &e), ERR_OK);
}

int desk_up(void **state)
{
    (void)state;
    rig_empty(&rig);
    desk_open("M01", NULL, false);
    return 0;
}

int desk_down(void **state)
{
    (void)state;
    client_free(&c);
    return 0;
}

void desk_press(enum keypress_kind kind)
{
    struct keypress k = {.kind = kind};
    client_key(&c, &k);
}

void desk_press_char(uint32_t cp)
{
    struct keypress k = {.kind = KEYPRESS_CHAR, .cp = cp};
    client_key(&c, &k);
}

void desk_press_ctrl(uint32_t letter)
{
    struct keypress k = {.kind = KEYPRESS_CTRL, .cp = letter};
    client_key(&c, &k);
}

void desk_type(const char *text)
{
    for (; *text; text++)
        desk_press_char((unsigned char)*text);
}

void desk_type_code(const char *code)
{
    desk_type(code);
    desk_press(KEYPRESS_ENTER);
}

void desk_unlock(void)
{
    desk_type_code(rig.passphrase);
    assert_int_equal(c.state, CLIENT_LOGIN);
}

void desk_log_in(const char *sbd, const char *access)
{
    desk_type_code(sbd);
    desk_type_code(access);
}

/* Into the questions of SBD 001. */
void desk_begin(void)
{
    desk_unlock();
    desk_log_in("1", rig.access[0]);
    assert_int_equal(c.state, CLIENT_CONFIRM);
    desk_press(KEYPRESS_ENTER);
    assert_int_equal(c.state, CLIENT_RULES);
    desk_press_char('b');
    assert_int_equal(c.state, CLIENT_ANSWERING);
}

void desk_wait_for_receipt(void)
{
    for (int i = 0; i < 300 && c.state != CLIENT_RECEIPT; i++) {
        usleep(10000);
        client_ready(&c);
        client_tick(&c);
    }
    assert_int_equal(c.state, CLIENT_RECEIPT);
}

void desk_invigilator(long paper, enum onetime_action action, uint16_t minutes, uint16_t n)
{
    char code[CODE_ONCE + 1];
    rig_code(&rig, paper, action, minutes, n, code);
    if (c.state != CLIENT_INVIGILATOR)
        desk_press_ctrl('O');
    assert_int_equal(c.state, CLIENT_INVIGILATOR);
    desk_type_code(code);
}
