/* A candidate's seat for tests of the state machine: the rig's room, one client, and fingers that
 * type. */
#ifndef SATHACH_TESTS_SEAT_RIG_H
#define SATHACH_TESTS_SEAT_RIG_H

#include "app/client/client.h"
#include "tests/lib/rig.h"

enum { MINUTE = 60000 };

extern struct rig rig;
extern struct client c;

int seat_rig_group_up(void **state);
int seat_rig_group_down(void **state);
void seat_rig_open(const char *seat, const char *key_folder, bool kiosk);
int seat_rig_up(void **state);
int seat_rig_down(void **state);
void seat_rig_press(enum keypress_kind kind);
void seat_rig_press_char(uint32_t cp);
void seat_rig_press_ctrl(uint32_t letter);
void seat_rig_type(const char *text);
void seat_rig_type_code(const char *code);
void seat_rig_unlock(void);
void seat_rig_log_in(const char *sbd, const char *access);
void seat_rig_begin(void);
void seat_rig_wait_for_receipt(void);
/* An action by voucher n in the invigilator's box: box_use. */
bool seat_rig_invigilator(enum room_action action, uint16_t minutes, unsigned n);

#endif
