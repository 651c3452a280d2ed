/* One seat whole, and the console while it is locked. */
#include "app/room/keys.h"
#include "app/room/page.h"
#include "app/room/pictures.h"

#include "app/core/i18n.h"
#include "app/core/journal.h"
#include "app/core/room_action.h"
#include "app/core/text.h"
#include "app/room/give.h"
#include "app/tui/paragraph.h"

#include <stdio.h>
#include <string.h>

enum { LABEL_COL = 3, VALUE_COL = 17, LINES_MAX = 4, ORDERS_SHOWN = 4 };

/* A label and its text, which may take several lines. The next free row. */
static int row(struct canvas *v, int at, const char *label, enum canvas_role role, const char *text)
{
    struct text_line line[LINES_MAX];
    size_t n = text_wrap(text, v->cols - VALUE_COL - 2, line, LINES_MAX);
    canvas_text(v, at, LABEL_COL, VALUE_COL - LABEL_COL - 1, CANVAS_DIM, label);
    for (size_t i = 0; i < n && i < LINES_MAX; i++)
        canvas_textn(v, at++, VALUE_COL, v->cols - VALUE_COL, role, line[i].start, line[i].len);
    return at;
}

static void who_is_there(const struct room *r, const struct seat_seen *seat, char *out, size_t room)
{
    const struct session_candidate *who = room_candidate(r, seat);
    const struct status_paper *p = seat_open_paper(seat);
    char paper[8] = "";
    if (!who) {
        snprintf(out, room, "%s", _("nobody"));
        return;
    }
    if (p)
        session_paper_name(p->paper, paper);
    snprintf(out, room, p ? _("%s, SBD %s, paper %s") : _("%s, SBD %s"), who->name, who->sbd,
             paper);
}

static int draw_paper(const struct seat_seen *seat, struct canvas *v, int at)
{
    const struct status_paper *p = seat_open_paper(seat);
    char text[200];
    if (!p)
        return at;
    snprintf(text, sizeof text,
             _("%u of %u questions answered, %u marked, %u events, %u on the disk"), p->answered,
             p->questions, p->marked, p->events, p->saved);
    at = row(v, at, _("Paper"), CANVAS_PLAIN, text);
    if (p->state == STATUS_PAPER_ENDED)
        snprintf(text, sizeof text, "%s",
                 p->end == JOURNAL_ENDED_MISCONDUCT ? _("ended by the invigilator")
                 : p->end == JOURNAL_ENDED_TIMEOUT  ? _("ended when the time was up")
                                                    : _("handed in"));
    else if (p->minutes == 0)
        snprintf(text, sizeof text, _("not begun at this seat; %u:%02u are left for it"),
                 p->left_s / 60, p->left_s % 60);
    else
        snprintf(text, sizeof text, _("%u:%02u left of %u minutes, %u of them added"),
                 p->left_s / 60, p->left_s % 60, p->minutes, p->extended);
    return row(v, at, _("Time"), CANVAS_PLAIN, text);
}

static int draw_problems(const struct room *r, const struct seat_seen *seat, struct canvas *v,
                         int at)
{
    const char *label = _("To be seen to");
    for (size_t i = 0; i < r->problems.count; i++) {
        const struct problem *p = &r->problems.item[i];
        struct buf text;
        if (p->seat != seat)
            continue;
        buf_init(&text, 512);
        problem_describe(p, r->now, r->wall, &text);
        at = row(v, at, label, problem_is_urgent(p->kind) ? CANVAS_DANGER : CANVAS_WARNING,
                 buf_text(&text));
        buf_free(&text);
        label = "";
    }
    return label[0] ? row(v, at, label, CANVAS_SAVED, _("nothing")) : at;
}

/* What the seat's own troubles are, by kind. */
static int draw_troubles(const struct seat_seen *seat, struct canvas *v, int at)
{
    static const char *const OF[] = {[STATUS_TROUBLE_DISK] = N_("disk"),
                                     [STATUS_TROUBLE_EXCHANGE] = N_("exchange folder"),
                                     [STATUS_TROUBLE_CLOCK] = N_("clock"),
                                     [STATUS_TROUBLE_SELFTEST] = N_("self-test")};
    char text[300] = "";
    for (size_t i = 0; i < seat->last.troubles; i++) {
        const struct status_trouble *t = &seat->last.trouble[i];
        size_t n = strlen(text);
        if (t->of >= STATUS_TROUBLE_DISK && t->of <= STATUS_TROUBLE_SELFTEST)
            snprintf(text + n, sizeof text - n, "%s%s", n ? ", " : "", _(OF[t->of]));
    }
    return row(v, at, _("Troubles"), text[0] ? CANVAS_WARNING : CANVAS_SAVED,
               text[0] ? text : _("none"));
}

static int draw_vouchers(const struct seat_seen *seat, struct canvas *v, int at)
{
    char text[200] = "";
    size_t from = seat->last.vouchers > 12 ? seat->last.vouchers - 12 : 0;
    for (size_t i = from; i < seat->last.vouchers; i++) {
        size_t n = strlen(text);
        snprintf(text + n, sizeof text - n, "%s%u", n ? ", " : "", seat->last.voucher[i].number);
    }
    return text[0] ? row(v, at, _("Vouchers"), CANVAS_PLAIN, text) : at;
}

/* Given to the seat, and not for a paper of somebody who sat there before. */
static bool concerns(const struct sent *s, const struct seat_seen *seat)
{
    const struct status_paper *p = seat_open_paper(seat);
    return memcmp(s->seat, seat->hash, sizeof s->seat) == 0 &&
           (s->paper == ORDER_NO_PAPER || (p && p->paper == s->paper));
}

/* The last ones of this console that concern who sits there. */
static int draw_orders(const struct room *r, const struct seat_seen *seat, struct canvas *v, int at)
{
    const char *label = _("Orders");
    size_t shown = 0;
    for (size_t i = r->sent.count; i > 0 && shown < ORDERS_SHOWN; i--) {
        const struct sent *s = &r->sent.item[i - 1];
        char text[200];
        if (!concerns(s, seat))
            continue;
        size_t n = (size_t)snprintf(text, sizeof text, "%u  %s", s->number,
                                    _(room_action_row(s->action)->word));
        if (s->minutes)
            n += (size_t)snprintf(text + n, sizeof text - n, " %u", s->minutes);
        snprintf(text + n, sizeof text - n, ": %s",
                 s->is_taken ? sent_outcome_word(s->outcome)
                 : sent_is_late(s, seat, r->now)
                     ? _("not taken. Use the next unused voucher of the sheet.")
                     : _("on its way"));
        bool is_bad = s->is_taken ? s->outcome > 1 : sent_is_late(s, seat, r->now);
        at = row(v, at, label, is_bad ? CANVAS_WARNING : CANVAS_PLAIN, text);
        label = "";
        shown++;
    }
    return at;
}

static void draw_known(const struct room *r, const struct seat_seen *seat, struct canvas *v, int at)
{
    char text[3 * SESSION_TEXT_MAX];
    if (!seat->has_status) {
        row(v, at, _("State"), CANVAS_DIM,
            _("not open yet: it was not unlocked, or sends nothing"));
        return;
    }
    who_is_there(r, seat, text, sizeof text);
    at = row(v, at, _("Candidate"), CANVAS_PLAIN, text);
    at = row(v, at, _("State"), CANVAS_PLAIN, seat_state_word(seat->last.state));
    at = draw_paper(seat, v, at);
    at = draw_troubles(seat, v, at);
    seat_news_text(seat, r->now, text, sizeof text);
    bool is_old = seat_is_lost(seat, r->now) || seat_is_late(seat, r->now);
    at = row(v, at, _("News"), is_old ? CANVAS_WARNING : CANVAS_PLAIN, text);
    at = draw_vouchers(seat, v, at);
    at = draw_orders(r, seat, v, at);
    draw_problems(r, seat, v, at + 1);
}

/* What makes sense at the seat now, and the way back. */
static size_t foot_keys(const struct room *r, const struct seat_seen *seat,
                        enum room_action_key out[ROOM_KEYS])
{
    static const struct {
        enum room_action_key key;
        enum room_action action;
    } ORDER[] = {{ROOM_KEY_RESUME, ROOM_ACTION_RESUME}, {ROOM_KEY_START, ROOM_ACTION_START_HERE},
                 {ROOM_KEY_EXTEND, ROOM_ACTION_EXTEND}, {ROOM_KEY_OPEN_LOGIN, ROOM_ACTION_UNLOCK},
                 {ROOM_KEY_LOCK, ROOM_ACTION_LOCK},     {ROOM_KEY_COPY, ROOM_ACTION_LEAVE},
                 {ROOM_KEY_END, ROOM_ACTION_END}};
    size_t n = 0;
    struct err ignored;
    out[n++] = ROOM_KEY_BACK;
    for (size_t i = 0; seat && i < sizeof ORDER / sizeof ORDER[0]; i++) {
        const struct give what = {.action = (uint16_t)ORDER[i].action};
        if (give_check(r, seat, &what, &ignored) == ERR_OK)
            out[n++] = ORDER[i].key;
    }
    if (keys_can_set_aside(r))
        out[n++] = ROOM_KEY_ASIDE;
    out[n++] = ROOM_KEY_HELP;
    return n;
}

void pictures_seat(struct room *r, struct canvas *v)
{
    enum room_action_key key[ROOM_KEYS];
    const struct seat_seen *seat = room_seat_at(r);
    if (!page_head(r, v))
        return;
    int rule = page_foot(r, v, key, foot_keys(r, seat, key));
    page_message(r, v, rule - 1, v->cols - 4);
    if (seat) {
        canvas_text_cut(v, TUI_HEAD_ROWS, LABEL_COL, v->cols - LABEL_COL, CANVAS_TITLE, seat->name);
        draw_known(r, seat, v, TUI_HEAD_ROWS + 2);
    } else {
        canvas_text(v, TUI_HEAD_ROWS, LABEL_COL, v->cols - LABEL_COL, CANVAS_WARNING,
                    _("This seat is gone."));
    }
    canvas_cursor(v, TUI_HEAD_ROWS, LABEL_COL);
}

void pictures_locked(struct room *r, struct canvas *v)
{
    static const enum room_action_key KEYS[] = {ROOM_KEY_UNLOCK, ROOM_KEY_LANGUAGE_TEXT,
                                                ROOM_KEY_HELP_TEXT, ROOM_KEY_LEAVE};
    const unsigned need = r->setup.session->info.need;
    char label[64];
    if (!page_head(r, v))
        return;
    page_foot(r, v, KEYS, sizeof KEYS / sizeof KEYS[0]);
    canvas_text(v, 4, LABEL_COL, v->cols - LABEL_COL, CANVAS_TITLE, _("The room console"));
    int at =
        tui_paragraph(v, 6, LABEL_COL, v->cols - 2 * LABEL_COL, CANVAS_PLAIN,
                      _("Type the session's passphrase, the one that unlocks the seats. Blanks "
                        "and capital letters do not matter."));
    if (need > 1)
        snprintf(label, sizeof label, _("Passphrase %zu of %u"), r->passphrases + 1, need);
    else
        snprintf(label, sizeof label, "%s", _("Passphrase"));
    tui_field_draw(v, at + 1, LABEL_COL, label, &r->field, true);
    tui_paragraph(v, at + 3, LABEL_COL, v->cols - 2 * LABEL_COL, CANVAS_DANGER, r->refusal.text);
}
