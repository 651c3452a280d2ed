/* A candidate's desk for tests of the state machine: the rig's room, one client, and fingers that type. */
#ifndef SATHACH_TESTS_DESK_H
#define SATHACH_TESTS_DESK_H

#include "app/client/client.h"
#include "tests/unit/rig.h"

enum { MINUTE = 60000 };

extern struct rig rig;
extern struct client c;

int desk_group_up(void **state);
int desk_group_down(void **state);
void desk_open(const char *seat, const char *key_folder, bool kiosk);
int desk_up(void **state);
int desk_down(void **state);
void desk_press(enum keypress_kind kind);
void desk_press_char(uint32_t cp);
void desk_press_ctrl(uint32_t letter);
void desk_type(const char *text);
void desk_type_code(const char *code);
void desk_unlock(void);
void desk_log_in(const char *sbd, const char *access);
void desk_begin(void);
void desk_wait_for_receipt(void);
void desk_invigilator(long paper, enum onetime_action action, uint16_t minutes, uint16_t n);

#endif
