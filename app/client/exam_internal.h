/* What the files of the exam share: exam.c opens and reads it, exam_events.c writes its events,
 * exam_intervene.c those by the invigilator's leave and after a stop, exam_other_seat.c takes it to
 * another seat, exam_deliver.c hands it to the office. */
#ifndef SATHACH_CLIENT_EXAM_INTERNAL_H
#define SATHACH_CLIENT_EXAM_INTERNAL_H

#include "app/client/exam.h"

/* The journal in x->chain.records goes on here: verified from K0, state and keys as after its last
 * event. */
enum err_code exam_restore(struct exam *x, struct err *e) ERR_MUST_CHECK;
/* Notes that the journal came along as it is now. */
void exam_note_arrival(struct exam *x, enum exam_arrival from);
/* One event: into the state, the chain, the records, and on its way to the disk. False when it does
 * not fit; then nothing has changed. */
bool exam_add(struct exam *x, struct journal_event *ev);
/* An event that names no question, and by whose leave it is; by: NULL for nobody's. */
struct journal_event exam_event_by(uint16_t type, const struct exam_intervention *by);
/* Begun or resumed by this program: before, something longer may come from elsewhere, and an event
 * written here would part from it. */
bool exam_is_running(const struct exam *x);
/* Hands the writer the records it has no room for yet. */
void exam_push(struct exam *x);
/* Time used, in milliseconds, at a moment of the clock since boot. */
uint64_t exam_used_at(const struct exam *x, uint64_t boot_ms);
/* The last event was written since this machine came up; on this seat. */
bool exam_is_same_boot(const struct exam *x);
bool exam_is_same_seat(const struct exam *x);
/* Begun here by a voucher, and cut off before the event that names it: a start that nothing shows
 * yet. */
bool exam_is_start_cut_off(const struct exam *x);

#endif
