#include "app/client/delivery.h"

#include "app/client/exchange.h"
#include "app/client/flow.h"
#include "app/core/i18n.h"

#include <stdio.h>

enum { SLOW_MS = 5000 };

void delivery_begin(struct client *c)
{
    c->papers.ending.since_ms = flow_now(c);
    c->papers.ending.is_sent = false;
    c->papers.ending.place = DELIVERY_NOWHERE;
    c->papers.ending.trouble = (struct err){0};
}

enum disk_cause delivery_trouble(const struct client *c)
{
    if (c->papers.ending.trouble.code != ERR_OK)
        return disk_trouble_cause(&c->papers.ending.trouble);
    enum disk_cause cause = disk_trouble_of(c->exam);
    bool is_slow = flow_now(c) - c->papers.ending.since_ms >= SLOW_MS;
    return cause == DISK_FINE && is_slow && !c->exam->disk.is_delivered ? DISK_SLOW : cause;
}

/* Once. */
static void send(struct client *c, const char *name)
{
    if (!c->papers.ending.is_sent)
        exchange_put_answers(c, name);
    c->papers.ending.is_sent = true;
}

bool delivery_try(struct client *c, int ms)
{
    struct exam *x = c->exam;
    uint8_t head[CRYPT_HASH];
    char name[ANSWERS_NAME];
    struct err e = {0};
    if (exam_seal(x, name, head, &e) != ERR_OK) {
        c->papers.ending.trouble = e;
        return false;
    }
    code_receipt(head, c->papers.ending.receipt);
    enum err_code rc =
        exam_is_all_saved(x) ? exam_deliver(x, c->setup.data_dir, ms, head, &e) : ERR_BUSY;
    if (rc != ERR_BUSY)
        c->papers.ending.trouble = rc == ERR_OK ? (struct err){0} : e;
    if (rc == ERR_OK || delivery_trouble(c) != DISK_FINE)
        send(c, name);
    c->papers.ending.place = rc == ERR_OK                                 ? DELIVERY_HERE
                             : exam_is_all_copied(x)                      ? DELIVERY_FOLDER
                             : x->checkpoint.on_stick >= x->journal.count ? DELIVERY_STICK
                                                                          : DELIVERY_NOWHERE;
    return c->papers.ending.place != DELIVERY_NOWHERE;
}

void delivery_sentence(const struct client *c, char *out, size_t room)
{
    enum disk_cause cause = delivery_trouble(c);
    out[0] = '\0';
    if (cause != DISK_FINE)
        snprintf(
            out, room,
            _("! NOT SAVED: %s. Please call the invigilator; nothing is lost while this screen "
              "stands."),
            disk_trouble_clause(cause));
}
