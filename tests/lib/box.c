#include "tests/lib/box.h"

#include "app/client/invigilator_box.h"
#include "app/client/leaving.h"
#include "app/client/record_wait.h"
#include "app/client/seat_manifest.h"

#include <unistd.h>

enum { WAITS = 10000 };

void box_wait_for_record(struct client *c)
{
    for (int i = 0; i < WAITS && (record_wait_is_on(c) || seat_manifest_is_on(c) ||
                                  leaving_is_busy(c) || c->state == CLIENT_OPENING);
         i++) {
        client_ready(c);
        client_tick(c);
        usleep(1000);
    }
}

static void type_line(struct client *c, const char *text)
{
    for (; *text; text++)
        client_key(c, &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (unsigned char)*text});
    client_key(c, &(struct keypress){.kind = KEYPRESS_ENTER});
}

void box_leave(struct client *c)
{
    box_wait_for_record(c);
    if (leaving_is_on(c))
        type_line(c, c->flow.leaving.step == LEAVING_UNCOPIED ? LEAVING_WORD : "");
}

/* What other seats show has been read. */
static void wait_for_others(struct client *c)
{
    for (int i = 0; i < WAITS && c->exchange.others.until; i++) {
        client_ready(c);
        client_tick(c);
        usleep(1000);
    }
}

void box_voucher(struct client *c, const struct rig *r, unsigned n)
{
    char code[VOUCHER_CODE + 1];
    rig_voucher(r, n, code);
    if (c->state != CLIENT_INVIGILATOR)
        client_key(c, &(struct keypress){.kind = KEYPRESS_CTRL, .cp = 'O'});
    type_line(c, code);
}

bool box_ask(struct client *c, const struct rig *r, enum room_action action, uint16_t minutes,
             unsigned n)
{
    struct invigilator_offer offer[INVIGILATOR_OFFERS_MAX];
    char number[2] = "1";
    box_voucher(c, r, n);
    if (c->invigilator.step != INVIGILATOR_ACTION)
        return false;
    size_t offers = invigilator_box_offers(c, offer), i = 0;
    while (i < offers && (offer[i].action != action || offer[i].minutes != minutes))
        i++;
    if (i == offers) {
        client_key(c, &(struct keypress){.kind = KEYPRESS_ESC});
        return false;
    }
    number[0] = (char)('1' + i);
    type_line(c, number);
    wait_for_others(c);
    if (c->invigilator.step == INVIGILATOR_SHOWN)
        client_key(c, &(struct keypress){.kind = KEYPRESS_ENTER});
    if (c->state == CLIENT_INVIGILATOR && c->invigilator.step == INVIGILATOR_REASON)
        type_line(c, "9");
    if (c->state == CLIENT_INVIGILATOR && c->invigilator.step == INVIGILATOR_NAME)
        type_line(c, room_action_row(action)->of_paper ? c->exam->candidate->sbd : c->setup.seat);
    return true;
}

bool box_use(struct client *c, const struct rig *r, enum room_action action, uint16_t minutes,
             unsigned n)
{
    bool is_offered = box_ask(c, r, action, minutes, n);
    box_wait_for_record(c);
    if (action == ROOM_ACTION_LEAVE)
        box_leave(c);
    return is_offered;
}
