/* What other seats show of themselves: whether a voucher was used there. */
#include "app/client/exchange_internal.h"
#include "app/client/flow.h"
#include "app/core/i18n.h"
#include "app/core/status.h"

#include <stdio.h>
#include <string.h>

enum { WAIT_MS = 2000 };

void exchange_ask_others(struct client *c, uint16_t voucher, void (*then)(struct client *c))
{
    struct exchange *x = &c->exchange;
    x->others.voucher = voucher;
    x->others.seat[0] = '\0';
    if (x->folders == 0) {
        then(c);
        return;
    }
    for (size_t i = 0; i < x->folders; i++)
        x->others.asked[i] = outbox_read_shown(x->folder[i].outbox, c->setup.session->info.name);
    x->others.until = flow_now(c) + WAIT_MS;
    x->others.then = then;
    x->look.in = c->state;
    flow_say(c, MESSAGE_CALM, N_("One moment: looking at what the other seats show."));
}

const char *exchange_shown_by(const struct client *c)
{
    return c->exchange.others.seat;
}

static bool shows_it(const struct status *st, uint16_t voucher)
{
    bool found = false;
    for (size_t i = 0; i < st->vouchers; i++)
        found |= st->voucher[i].number == voucher;
    return found;
}

void exchange_take_others(struct client *c, size_t folder, unsigned shown)
{
    struct exchange *x = &c->exchange;
    struct buf file[OUTBOX_SHOWN];
    if (!x->others.until || !x->others.asked[folder] || shown < x->others.asked[folder])
        return;
    x->others.asked[folder] = 0;
    size_t n = outbox_take_shown(x->folder[folder].outbox, file);
    for (size_t i = 0; i < n; i++) {
        static const char NOBODY[] = "?";
        struct status st;
        struct err ignored;
        if (c->unlocked.S &&
            status_open(file[i].data, file[i].len, c->setup.session, c->unlocked.S, &st,
                        &ignored) == ERR_OK &&
            strcmp(st.seat, c->setup.seat) != 0 && shows_it(&st, x->others.voucher))
            snprintf(x->others.seat, sizeof x->others.seat, "%s", st.seat[0] ? st.seat : NOBODY);
        buf_free(&file[i]);
    }
}

void exchange_end_others(struct client *c)
{
    struct exchange *x = &c->exchange;
    bool is_waiting = false;
    for (size_t i = 0; i < x->folders; i++)
        is_waiting |= x->others.asked[i] != 0;
    if (!x->others.until || (is_waiting && flow_now(c) < x->others.until))
        return;
    void (*then)(struct client *) = c->state == x->look.in ? x->others.then : NULL;
    x->others.until = 0;
    if (then && c->message.tone == MESSAGE_CALM)
        message_clear(&c->message);
    if (then)
        then(c);
}
