#include "app/room/rehearsal.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* ---- the plug ---- */

void rehearsal_choose(struct rehearsal *r, const struct seat_seen *seat)
{
    unsigned expected = r->expected;
    *r = (struct rehearsal){.expected = expected, .is_chosen = true};
    memcpy(r->plug, seat->hash, sizeof r->plug);
    snprintf(r->plug_name, sizeof r->plug_name, "%s", seat->name);
    r->last_sign_ms = seat->news_ms;
    r->instance = seat->last.instance;
}

/* Another instance is a program that began anew: it went, whether or not it was missed. */
void rehearsal_watch(struct rehearsal *r, const struct seats *s, uint64_t now)
{
    const struct seat_seen *seat = r->is_chosen ? seats_find(s, r->plug) : NULL;
    if (!seat || !seat->has_status || r->is_back)
        return;
    if (seat->last.instance == r->instance) {
        r->last_sign_ms = seat->news_ms;
        r->is_gone = seat_is_lost(seat, now);
        return;
    }
    r->is_gone = true;
    r->is_back = true;
    r->took_ms = seat->news_ms - r->last_sign_ms;
}

/* ---- what is looked at ---- */

static bool is_there(const struct seat_seen *seat, uint64_t now)
{
    return seat->has_status && !seat_is_lost(seat, now) && seat->last.state != STATUS_LEFT &&
           seat->last.state != STATUS_LOCKED;
}

static bool has_trouble(const struct seat_seen *seat, enum status_trouble_of of)
{
    for (size_t i = 0; i < seat->last.troubles; i++)
        if (seat->last.trouble[i].of == of)
            return true;
    return false;
}

static bool is_fit(const struct seats *s, const struct seat_seen *seat, uint64_t now,
                   enum rehearsal_check check)
{
    int64_t off;
    switch (check) {
    case REHEARSAL_BUILD: return !seats_is_other_build(s, seat);
    case REHEARSAL_DISK:
        return !(seat->last.flags & STATUS_DISK) && !has_trouble(seat, STATUS_TROUBLE_DISK) &&
               !has_trouble(seat, STATUS_TROUBLE_SELFTEST);
    case REHEARSAL_EXCHANGE:
        return !(seat->last.flags & STATUS_EXCHANGE_LATE) &&
               !has_trouble(seat, STATUS_TROUBLE_EXCHANGE);
    case REHEARSAL_CLOCK:
        return !(seat->last.flags & STATUS_CLOCK_JUMP) &&
               !has_trouble(seat, STATUS_TROUBLE_CLOCK) && !seats_is_clock_off(s, seat, now, &off);
    case REHEARSAL_STICK: return seat->last.flags & STATUS_COPIED;
    case REHEARSAL_SPARE: return !seat->is_expected;
    default: return true;
    }
}

static bool has_expected(const struct seats *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->seat[i].is_expected)
            return true;
    return false;
}

/* Seats there that pass the check; all: how many are there. */
static unsigned count_fit(const struct seats *s, uint64_t now, enum rehearsal_check check,
                          unsigned *all)
{
    unsigned n = 0;
    *all = 0;
    for (size_t i = 0; i < s->count; i++) {
        const struct seat_seen *seat = &s->seat[i];
        bool is_counted = is_there(seat, now) &&
                          (check != REHEARSAL_OPEN || seat->is_expected || !has_expected(s));
        *all += is_counted;
        n += is_counted && is_fit(s, seat, now, check);
    }
    return n;
}

unsigned rehearsal_expected(const struct rehearsal *r, const struct seats *s)
{
    unsigned n = 0;
    for (size_t i = 0; i < s->count; i++)
        n += s->seat[i].is_expected;
    return n ? n : r->expected;
}

/* Where the roster names no seat, what is more than were expected is to spare. */
static unsigned count_spare(const struct rehearsal *r, const struct seats *s, uint64_t now)
{
    unsigned all, n = count_fit(s, now, REHEARSAL_SPARE, &all);
    unsigned wanted = rehearsal_expected(r, s);
    return has_expected(s) ? n : wanted && all > wanted ? all - wanted : 0;
}

bool rehearsal_is_good(const struct rehearsal *r, const struct seats *s, uint64_t now,
                       enum rehearsal_check check)
{
    unsigned all, n = count_fit(s, now, check, &all), wanted = rehearsal_expected(r, s);
    switch (check) {
    case REHEARSAL_OPEN: return wanted > 0 && n >= wanted;
    case REHEARSAL_STICK: return n > 0;
    case REHEARSAL_SPARE: return count_spare(r, s, now) > 0;
    case REHEARSAL_PLUG: return r->is_back;
    default: return all > 0 && n == all;
    }
}

static void plug_found(const struct rehearsal *r, char *out, size_t room)
{
    unsigned long long seconds = r->took_ms / 1000;
    if (r->is_back)
        snprintf(out, room, "%s %llu:%02llu", r->plug_name, seconds / 60, seconds % 60);
    else
        snprintf(out, room, "%s", r->is_chosen ? r->plug_name : "-");
}

void rehearsal_found(const struct rehearsal *r, const struct seats *s, uint64_t now,
                     enum rehearsal_check check, char *out, size_t room)
{
    unsigned all, n = count_fit(s, now, check, &all);
    switch (check) {
    case REHEARSAL_OPEN: snprintf(out, room, "%u/%u", n, rehearsal_expected(r, s)); break;
    case REHEARSAL_STICK: snprintf(out, room, "%u", n); break;
    case REHEARSAL_SPARE: snprintf(out, room, "%u", count_spare(r, s, now)); break;
    case REHEARSAL_PLUG: plug_found(r, out, room); break;
    default: snprintf(out, room, "%u/%u", n, all); break;
    }
}

bool rehearsal_is_over(const struct seats *s)
{
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = 0; k < s->seat[i].last.papers; k++)
            if (s->seat[i].last.paper[k].state != STATUS_PAPER_NEW)
                return true;
    return false;
}

/* ---- words ---- */

static const struct {
    const char *word, *label;
} ROW[REHEARSAL_CHECKS] = {
    [REHEARSAL_OPEN] = {N_("every seat is open"), "Mọi máy đã mở"},
    [REHEARSAL_BUILD] = {N_("one version of the program"), "Cùng một bản chương trình"},
    [REHEARSAL_DISK] = {N_("disks store, self-tests found nothing"),
                        "Đĩa ghi được, tự kiểm tra tốt"},
    [REHEARSAL_EXCHANGE] = {N_("exchange folder within reach"), "Tới được thư mục chung"},
    [REHEARSAL_CLOCK] = {N_("clocks agree"), "Đồng hồ khớp nhau"},
    [REHEARSAL_STICK] = {N_("a stick written and read back at one seat"),
                         "Đã chép thử ra USB và đọc lại ở một máy"},
    [REHEARSAL_SPARE] = {N_("a spare seat is open"), "Có máy dự phòng đã mở"},
    [REHEARSAL_PLUG] = {N_("a plug pulled, the seat came back"),
                        "Rút điện một máy, máy mở lại sau"}};

const char *rehearsal_label(enum rehearsal_check check)
{
    return ROW[check].label;
}

const char *rehearsal_word(enum rehearsal_check check)
{
    return _(ROW[check].word);
}

void rehearsal_write(const struct rehearsal *r, const struct seats *s, uint64_t now,
                     const struct rehearsal_sheet *about, struct buf *out)
{
    char moment[48] = "?", found[96];
    time_t t = (time_t)(about->wall_ms / 1000);
    struct tm tm;
    if (localtime_r(&t, &tm))
        strftime(moment, sizeof moment, "%H:%M %d/%m/%Y", &tm);
    buf_printf(out, "BIÊN BẢN DIỄN TẬP PHÒNG THI\n\nCa: %s %s\nPhòng: %s\n", about->session,
               about->title, about->room[0] ? about->room : "....................");
    buf_printf(out, "Lúc: %s. Bàn trực phòng: %s\n\n", moment, about->console);
    for (int i = 0; i < REHEARSAL_CHECKS; i++) {
        enum rehearsal_check check = (enum rehearsal_check)i;
        rehearsal_found(r, s, now, check, found, sizeof found);
        buf_printf(out, "[%s] %s: %s\n", rehearsal_is_good(r, s, now, check) ? "x" : " ",
                   rehearsal_label(check), found);
    }
    buf_add_text(out, "\nCán bộ coi thi (ký, ghi rõ họ tên)      Cán bộ kỹ thuật (ký, ghi rõ họ "
                      "tên)\n\n\n\n....................................    "
                      "....................................\n");
}
