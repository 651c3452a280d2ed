/* The journal of a paper in words, an event a line; ticks, which only carry the clock on, are left
 * out. */
#include "app/core/i18n.h"
#include "tools/desk/paper_parts.h"

#include <stdio.h>

/* What an event says; %1 is the question or the minutes. */
static const struct {
    enum journal_type type;
    const char *text; /* msgid */
} EVENTS[] = {{JOURNAL_RESUME, N_("went on; the machine ran all the while")},
              {JOURNAL_OUTAGE, N_("went on after an outage")},
              {JOURNAL_CONTINUE, N_("went on at another seat, by a code")},
              {JOURNAL_CODE_FAILED, N_("five codes that were none")},
              {JOURNAL_HANDIN, N_("handed in")},
              {JOURNAL_TIMEOUT, N_("time was up")},
              {JOURNAL_MISCONDUCT, N_("ended for misconduct")},
              {JOURNAL_CLOCK, N_("the wall clock was turned")},
              {JOURNAL_TROUBLE, N_("storing failed, and came back")}};

static uint8_t place_of(const struct paper_view_reply *r, const struct journal_event *ev)
{
    return (uint8_t)paper_place_of(r->question[ev->question].order, ev->choice);
}

static void add_plain(const struct journal_event *ev, struct buf *out)
{
    for (size_t i = 0; i < sizeof EVENTS / sizeof EVENTS[0]; i++)
        if ((uint16_t)EVENTS[i].type == ev->type) {
            buf_add_text(out, _(EVENTS[i].text));
            return;
        }
    buf_printf(out, _("event of kind %u"), ev->type);
}

static void add_on_question(const struct paper_view_reply *r, const struct journal_event *ev,
                            struct buf *out)
{
    unsigned q = ev->question + 1u;
    char letter = (char)('A' + (ev->choice < BANK_OPTIONS ? place_of(r, ev) : 0));
    switch (ev->type) {
    case JOURNAL_CHOOSE: buf_printf(out, _("question %u: chose %c"), q, letter); return;
    case JOURNAL_CLEAR: buf_printf(out, _("question %u: cleared"), q); return;
    case JOURNAL_MARK: buf_printf(out, _("question %u: marked"), q); return;
    case JOURNAL_UNMARK: buf_printf(out, _("question %u: mark taken off"), q); return;
    case JOURNAL_CROSS: buf_printf(out, _("question %u: crossed %c out"), q, letter); return;
    case JOURNAL_UNCROSS: buf_printf(out, _("question %u: %c stands again"), q, letter); return;
    case JOURNAL_VIEW: buf_printf(out, _("question %u came on the screen"), q); return;
    default: add_plain(ev, out); return;
    }
}

static void add_event(const struct paper_view_reply *r, const struct journal_event *ev,
                      struct buf *out)
{
    char at[16];
    paper_look_time(ev->wall_ms, at, sizeof at);
    buf_printf(out, "%s  %3u:%02u  ", at, (unsigned)(ev->used_ms / 60000),
               (unsigned)(ev->used_ms / 1000 % 60));
    if (ev->type == JOURNAL_START)
        buf_printf(out, _("began; %u minutes"), ev->minutes);
    else if (ev->type == JOURNAL_EXTEND)
        buf_printf(out, _("%u minutes more, by a code"), ev->minutes);
    else if (ev->question < r->questions)
        add_on_question(r, ev, out);
    else
        add_plain(ev, out);
    buf_add_text(out, "\n");
}

static void add_journal(const struct paper_view_reply *r, const struct paper_view_journal *j,
                        struct buf *out)
{
    size_t events = submission_events(j->submission);
    char head[2 * 8 + 1];
    crypt_hex(j->submission->head, 8, head);
    buf_printf(out,
               j->is_chosen ? _("Journal %s: %zu events; this one stands\n")
                            : _("Journal %s: %zu events\n"),
               head, events);
    for (size_t i = 0; i < events; i++) {
        struct journal_event ev;
        if (paper_view_event(j->submission, i, &ev) && ev.type != JOURNAL_TICK)
            add_event(r, &ev, out);
    }
}

void paper_events_write(const struct paper_view_reply *r, struct buf *out)
{
    if (r->journals == 0)
        buf_add_text(out, _("No journal came of this paper."));
    for (size_t i = 0; i < r->journals; i++) {
        buf_add_text(out, i ? "\n" : "");
        add_journal(r, &r->journal[i], out);
    }
}
