/* What the invigilator's box shows and offers, in words: for the screen and for the line mode. */
#ifndef SATHACH_CLIENT_INVIGILATOR_BOX_H
#define SATHACH_CLIENT_INVIGILATOR_BOX_H

#include "app/client/model.h"

enum { INVIGILATOR_OFFERS_MAX = 9, INVIGILATOR_TEXT = 512 };

/* At the beginning: no voucher is typed, and a seat that was to be left is not. */
void invigilator_box_reset(struct client *c);
/* What a voucher may do now, numbered from 1 as they stand. Returns how many. */
size_t invigilator_box_offers(const struct client *c,
                              struct invigilator_offer out[INVIGILATOR_OFFERS_MAX]);
/* It is among them. */
bool invigilator_box_is_offered(const struct client *c, const struct invigilator_offer *what);
/* "more time: 10 minutes". */
void invigilator_box_offer_text(const struct invigilator_offer *offer, char out[INVIGILATOR_TEXT]);
/* Whose paper this is: seat, name, candidate number, paper, and in a second line its state, the
 * time used, its last sign. "" for the second where no paper is open. */
void invigilator_box_about(const struct client *c, char who[INVIGILATOR_TEXT],
                           char state[INVIGILATOR_TEXT]);
/* What is asked for in this step, and the label of its field. */
void invigilator_box_question(const struct client *c, char out[INVIGILATOR_TEXT]);
const char *invigilator_box_label(const struct client *c);
/* What was chosen so far: "voucher 17 · more time: 10 minutes · noise"; "" before. */
void invigilator_box_chosen(const struct client *c, char out[INVIGILATOR_TEXT]);

/* "1, Enter: copies … to USB PHONG2": a stick that is plugged in. */
void invigilator_box_stick_text(const struct client *c, size_t i, char out[INVIGILATOR_TEXT]);
/* A paper stands in memory alone: why, and what to do. False, and "", when none does. */
bool invigilator_box_memory_text(const struct client *c, char out[INVIGILATOR_TEXT]);

#endif
