#include "app/room/sent.h"

#include "app/core/i18n.h"

#include <stdlib.h>
#include <string.h>

void sent_free(struct sent_list *l)
{
    free(l->item);
    *l = (struct sent_list){0};
}

enum err_code sent_add(struct sent_list *l, const struct authority_order *o, uint64_t at_ms,
                       bool is_old, struct err *e)
{
    if (l->count == SENT_MAX)
        return err_set(e, ERR_LIMIT, _("this console gave too many orders: start it anew"));
    if ((l->count & (l->count - 1)) == 0) { /* room is doubled at each power of two */
        struct sent *grown = realloc(l->item, (l->count ? 2 * l->count : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        l->item = grown;
    }
    struct sent *s = &l->item[l->count++];
    *s = (struct sent){.number = o->order.number,
                       .paper = o->order.paper,
                       .action = o->order.action,
                       .minutes = o->order.minutes,
                       .reason = o->order.reason,
                       .at_ms = at_ms,
                       .is_old = is_old};
    memcpy(s->hash, o->hash, sizeof s->hash);
    memcpy(s->seat, o->order.seat_hash, sizeof s->seat);
    return ERR_OK;
}

struct sent *sent_settle(struct sent_list *l, const struct status *st)
{
    for (size_t i = l->count; i > 0; i--) {
        struct sent *s = &l->item[i - 1];
        if (s->is_taken || memcmp(s->seat, st->seat_hash, sizeof s->seat) != 0)
            continue;
        for (size_t k = 0; k < st->orders; k++)
            if (memcmp(st->order[k].hash, s->hash, sizeof st->order[k].hash) == 0) {
                s->is_taken = true;
                s->outcome = st->order[k].outcome;
                return s;
            }
    }
    return NULL;
}

bool sent_is_late(const struct sent *s, const struct seat_seen *seat, uint64_t now)
{
    uint64_t most = seat && seat->is_slow ? SENT_LATE_FAT_MS : SENT_LATE_MS;
    return !s->is_taken && !s->is_old && now > s->at_ms + most;
}

const char *sent_outcome_word(unsigned outcome)
{
    static const char *const WORD[] = {N_("done"), N_("done before"), N_("refused: over the limit"),
                                       N_("refused: not possible then"),
                                       N_("refused: the program was started anew")};
    return outcome < sizeof WORD / sizeof WORD[0] ? _(WORD[outcome]) : "?";
}
