#include "app/room/seats.h"

#include "app/core/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the list ---- */

static void hash_name(const char *name, uint8_t out[8])
{
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, name, strlen(name), hash);
    memcpy(out, hash, 8);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* As people count: MAY-2 before MAY-10. Names that differ in zeros before a number alone are told
 * apart by their bytes. */
static int compare_names(const char *a, const char *b)
{
    const char *x = a, *y = b;
    while (*x && *y) {
        if (is_digit(*x) && is_digit(*y)) {
            char *x_end, *y_end;
            unsigned long long m = strtoull(x, &x_end, 10), n = strtoull(y, &y_end, 10);
            if (m != n)
                return m < n ? -1 : 1;
            x = x_end;
            y = y_end;
        } else if (*x != *y) {
            return (unsigned char)*x < (unsigned char)*y ? -1 : 1;
        } else {
            x++;
            y++;
        }
    }
    return *x || *y ? (*x ? 1 : -1) : strcmp(a, b);
}

const struct seat_seen *seats_find(const struct seats *s, const uint8_t hash[8])
{
    for (size_t i = 0; i < s->count; i++)
        if (memcmp(s->seat[i].hash, hash, 8) == 0)
            return &s->seat[i];
    return NULL;
}

/* The seat of this name, put in its place when it is new; NULL when there is no room. */
static struct seat_seen *find_or_add(struct seats *s, const char *name)
{
    size_t at = 0;
    while (at < s->count && compare_names(s->seat[at].name, name) < 0)
        at++;
    if (at < s->count && strcmp(s->seat[at].name, name) == 0)
        return &s->seat[at];
    if (s->count == SEATS_MAX) {
        s->is_full = true;
        return NULL;
    }
    memmove(s->seat + at + 1, s->seat + at, (s->count - at) * sizeof *s->seat);
    s->count++;
    s->seat[at] = (struct seat_seen){0};
    snprintf(s->seat[at].name, sizeof s->seat[at].name, "%s", name);
    hash_name(name, s->seat[at].hash);
    return &s->seat[at];
}

enum err_code seats_init(struct seats *s, const struct session_roster *roster, struct err *e)
{
    *s = (struct seats){0};
    s->seat = calloc(SEATS_MAX, sizeof *s->seat);
    if (!s->seat)
        return err_memory(e);
    for (size_t i = 0; i < roster->papers; i++) {
        struct seat_seen *seat =
            roster->paper[i].seat[0] ? find_or_add(s, roster->paper[i].seat) : NULL;
        if (seat)
            seat->is_expected = true;
    }
    return ERR_OK;
}

void seats_free(struct seats *s)
{
    free(s->seat);
    *s = (struct seats){0};
}

/* ---- news ---- */

/* Where the open paper of this seat stood before: a seat that is lost, and that nobody has to see
 * to any more. */
static void set_others_aside(struct seats *s, const struct seat_seen *seat, uint64_t now)
{
    const struct status_paper *own = seat_open_paper(seat);
    if (!own || (own->state != STATUS_PAPER_RUNNING && own->state != STATUS_PAPER_ENDED))
        return;
    for (size_t i = 0; i < s->count; i++) {
        struct seat_seen *other = &s->seat[i];
        const struct status_paper *p = other->has_status ? seat_open_paper(other) : NULL;
        if (other != seat && p && p->paper == own->paper && seat_is_lost(other, now))
            other->aside = SEAT_WENT_ON;
    }
}

/* The name stands beside its hash in the status; only one that is of the other is taken. */
static bool is_of_its_name(const struct status *st)
{
    uint8_t hash[8];
    hash_name(st->seat, hash);
    return st->seat[0] && memcmp(hash, st->seat_hash, sizeof hash) == 0;
}

bool seats_take(struct seats *s, const struct status *st, bool is_slow, uint64_t now, int64_t wall)
{
    struct seat_seen *seat = is_of_its_name(st) ? find_or_add(s, st->seat) : NULL;
    if (!seat)
        return false;
    bool is_same = seat->has_status && seat->last.instance == st->instance;
    if (is_same && st->number <= seat->last.number)
        return false;
    if (seat->has_status && !is_same) {
        seat->is_doubled |= seat->has_earlier && seat->earlier == st->instance;
        seat->earlier = seat->last.instance;
        seat->has_earlier = true;
    }
    if (!seat->has_status || seat->last.state != st->state)
        seat->state_ms = now;
    seat->has_status = true;
    seat->is_slow = is_slow;
    seat->last = *st;
    seat->news_ms = now;
    seat->offset_ms = st->wall_ms - wall;
    seat->aside = SEAT_MISSED;
    set_others_aside(s, seat, now);
    return true;
}

void seats_set_aside(struct seats *s, const uint8_t hash[8])
{
    for (size_t i = 0; i < s->count; i++)
        if (memcmp(s->seat[i].hash, hash, 8) == 0) {
            s->seat[i].is_doubled = s->seat[i].has_earlier = false;
            s->seat[i].aside = SEAT_SEEN_TO;
        }
}

/* ---- what follows ---- */

uint64_t seat_silent_ms(const struct seat_seen *seat, uint64_t now)
{
    return now > seat->news_ms ? now - seat->news_ms : 0;
}

/* False for one that was never seen, or said that it leaves or locks. */
static bool is_waited_for(const struct seat_seen *seat)
{
    return seat->has_status && seat->last.state != STATUS_LEFT && seat->last.state != STATUS_LOCKED;
}

static uint64_t lost_after_ms(const struct seat_seen *seat)
{
    return seat->is_slow ? SEATS_LOST_FAT_MS : SEATS_LOST_MS;
}

bool seat_is_lost(const struct seat_seen *seat, uint64_t now)
{
    return is_waited_for(seat) && seat_silent_ms(seat, now) > lost_after_ms(seat);
}

bool seat_is_late(const struct seat_seen *seat, uint64_t now)
{
    uint64_t most = seat->is_slow                        ? SEATS_LATE_FAT_MS
                    : seat->last.state == STATUS_RUNNING ? SEATS_LATE_MS
                                                         : SEATS_LATE_IDLE_MS;
    return is_waited_for(seat) && seat_silent_ms(seat, now) > most && !seat_is_lost(seat, now);
}

static int compare_offsets(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

bool seats_is_clock_off(const struct seats *s, const struct seat_seen *seat, uint64_t now,
                        int64_t *off)
{
    int64_t offset[SEATS_MAX];
    size_t n = 0;
    *off = 0;
    for (size_t i = 0; i < s->count; i++)
        if (s->seat[i].has_status && !seat_is_lost(&s->seat[i], now))
            offset[n++] = s->seat[i].offset_ms;
    if (n < 3 || !seat->has_status) /* of two nobody can say which one is wrong */
        return false;
    qsort(offset, n, sizeof *offset, compare_offsets);
    *off = seat->offset_ms - offset[n / 2];
    return *off > SEATS_CLOCK_MS || *off < -SEATS_CLOCK_MS;
}

static size_t count_of_build(const struct seats *s, const uint8_t build[BUILD_ID])
{
    size_t n = 0;
    for (size_t i = 0; i < s->count; i++)
        n += s->seat[i].has_status && memcmp(s->seat[i].last.build, build, BUILD_ID) == 0;
    return n;
}

bool seats_is_other_build(const struct seats *s, const struct seat_seen *seat)
{
    size_t own = seat->has_status ? count_of_build(s, seat->last.build) : SIZE_MAX;
    for (size_t i = 0; i < s->count; i++)
        if (s->seat[i].has_status &&
            memcmp(s->seat[i].last.build, seat->last.build, BUILD_ID) != 0 &&
            count_of_build(s, s->seat[i].last.build) >= own)
            return true;
    return false;
}

const struct status_paper *seat_open_paper(const struct seat_seen *seat)
{
    switch (seat->last.state) {
    case STATUS_CONFIRMING:
    case STATUS_RULES:
    case STATUS_RUNNING:
    case STATUS_WAITS_RESUME:
    case STATUS_WAITS_START:
    case STATUS_CLOSING:
    case STATUS_ENDED: return seat->last.papers ? &seat->last.paper[0] : NULL;
    default: return NULL;
    }
}

uint64_t seat_lives_ms(const struct seat_seen *seat, uint64_t now)
{
    uint64_t silent = seat_silent_ms(seat, now), most = lost_after_ms(seat);
    most = most < SEATS_LIVE_MS ? most : SEATS_LIVE_MS;
    return silent <= most ? most - silent + 1 : 0;
}

static const struct status_paper *live_paper(const struct seat_seen *seat, uint64_t now)
{
    const struct status_paper *p = seat->has_status ? seat_open_paper(seat) : NULL;
    return p && p->state == STATUS_PAPER_RUNNING && seat_lives_ms(seat, now) ? p : NULL;
}

const struct seat_seen *seats_other_of_paper(const struct seats *s, const struct seat_seen *seat,
                                             uint64_t now)
{
    const struct status_paper *own = seat->has_status ? seat_open_paper(seat) : NULL;
    for (size_t i = 0; own && i < s->count; i++) {
        const struct status_paper *p = live_paper(&s->seat[i], now);
        if (p && &s->seat[i] != seat && p->paper == own->paper)
            return &s->seat[i];
    }
    return NULL;
}

void seats_count(const struct seats *s, uint64_t now, struct seats_count *out)
{
    *out = (struct seats_count){0};
    for (size_t i = 0; i < s->count; i++) {
        const struct seat_seen *seat = &s->seat[i];
        if (!seat->has_status || seat->last.state == STATUS_LEFT) {
            out->empty++;
            continue;
        }
        if (seat_is_lost(seat, now)) {
            out->lost++;
            continue;
        }
        switch (seat->last.state) {
        case STATUS_RUNNING: out->running++; break;
        case STATUS_WAITS_RESUME:
        case STATUS_WAITS_START: out->waiting++; break;
        case STATUS_CLOSING:
        case STATUS_ENDED: out->ended++; break;
        case STATUS_BLOCKED: out->blocked++; break;
        default: out->empty++; break;
        }
    }
}

const char *seat_state_word(unsigned state)
{
    static const char *const WORD[] = {
        [STATUS_OPEN] = N_("open, nobody is logged in"),
        [STATUS_CONFIRMING] = N_("somebody logs in"),
        [STATUS_RULES] = N_("reads the rules"),
        [STATUS_RUNNING] = N_("at work"),
        [STATUS_WAITS_RESUME] = N_("waits to resume, for the invigilator"),
        [STATUS_WAITS_START] = N_("waits to start here, for the invigilator"),
        [STATUS_CLOSING] = N_("hands in"),
        [STATUS_ENDED] = N_("the paper has ended"),
        [STATUS_BLOCKED] = N_("blocked after wrong log-ins"),
        [STATUS_LOCKED] = N_("locked"),
        [STATUS_LEFT] = N_("left")};
    return state < sizeof WORD / sizeof WORD[0] ? _(WORD[state]) : "?";
}

void seat_news_text(const struct seat_seen *seat, uint64_t now, char *out, size_t room)
{
    unsigned long long s = seat_silent_ms(seat, now) / 1000, gone = lost_after_ms(seat) / 1000;
    if (!is_waited_for(seat))
        snprintf(out, room, P_("%llu second ago", "%llu seconds ago", s), s);
    else if (seat_is_lost(seat, now))
        snprintf(out, room, _("%llu s ago: it counts as gone. What stands here was true then."), s);
    else if (seat_is_late(seat, now))
        snprintf(out, room, _("%llu s ago, overdue. After %llu s it counts as gone: wait."), s,
                 gone);
    else
        snprintf(out, room, _("%llu s ago; after %llu s without it counts as gone"), s, gone);
}
