#include "app/room/room_internal.h"

#include "app/core/i18n.h"
#include "app/core/session_key.h"
#include "app/tui/lang.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REFRESH_MS = 1000 };

void room_init(struct room *r, const struct room_setup *setup)
{
    *r = (struct room){.setup = *setup,
                       .place = ROOM_LOCKED,
                       .field.is_secret = true,
                       .is_on_problems = true,
                       .is_english = setup->is_english,
                       .store = {.lock = -1}};
    daybook_init(&r->log);
}

static void forget_passphrases(struct room *r)
{
    for (size_t i = 0; i < r->passphrases; i++)
        crypt_secret_free(r->passphrase[i]);
    r->passphrases = 0;
    crypt_wipe(r->field.text, sizeof r->field.text);
}

void room_free(struct room *r)
{
    forget_passphrases(r);
    session_roster_free(&r->roster);
    seats_free(&r->seats);
    problems_free(&r->problems);
    crypt_secret_free(r->S);
    room_free_power(r);
}

bool room_is_locked(const struct room *r)
{
    return (r->place == ROOM_HELP ? r->help_back : r->place) == ROOM_LOCKED;
}

/* ---- opening ---- */

enum err_code room_open(struct room *r, uint8_t *S, struct err *e)
{
    enum err_code rc = session_read_roster(r->setup.session, S, &r->roster, e);
    if (rc == ERR_OK)
        rc = seats_init(&r->seats, &r->roster, e);
    if (rc != ERR_OK) {
        crypt_secret_free(S);
        return rc;
    }
    r->S = S;
    r->place = ROOM_WALL;
    return ERR_OK;
}

enum err_code room_unlock(struct room *r, const char *const *passphrase, size_t n, struct err *e)
{
    uint8_t *S = crypt_secret_new(CRYPT_KEY);
    if (!S)
        return err_memory(e);
    enum err_code rc = session_unlock(r->setup.session, passphrase, n, S, e);
    if (rc != ERR_OK) {
        crypt_secret_free(S);
        return rc;
    }
    if ((rc = room_open(r, S, e)) == ERR_OK && r->setup.key_folder)
        session_key_keep(r->setup.key_folder, r->setup.session, r->S);
    return rc;
}

/* One of as many as the session wants; with the last of them it opens. */
void room_type_passphrase(struct room *r)
{
    size_t n = strlen(r->field.text);
    char *kept = n && r->passphrases < SESSION_CUSTODIANS_MAX ? crypt_secret_new(n + 1) : NULL;
    if (!kept)
        return;
    memcpy(kept, r->field.text, n + 1);
    crypt_wipe(r->field.text, sizeof r->field.text);
    r->passphrase[r->passphrases++] = kept;
    r->refusal = (struct err){0};
    if (r->passphrases < r->setup.session->info.need)
        return;
    (void)!room_unlock(r, (const char *const *)r->passphrase, r->passphrases, &r->refusal);
    forget_passphrases(r);
}

void room_take(struct room *r, const void *bytes, size_t len, bool is_slow)
{
    struct status st, before;
    if (status_open(bytes, len, r->setup.session, r->S, &st, NULL) != ERR_OK) {
        r->refused++;
        return;
    }
    const struct seat_seen *seat = seats_find(&r->seats, st.seat_hash);
    bool has_before = seat && seat->has_status;
    if (has_before)
        before = seat->last;
    if (seats_take(&r->seats, &st, is_slow, clock_boot_ms(&r->setup.clock),
                   clock_wall_ms(&r->setup.clock)))
        room_saw_status(r, has_before ? &before : NULL, &st);
}

void room_end_look(struct room *r, size_t i)
{
    if (i < ROOM_FOLDERS_MAX)
        r->folder[i].refused = r->refused;
    r->refused = 0;
}

unsigned room_refused(const struct room *r)
{
    unsigned n = 0;
    for (size_t i = 0; i < r->folders; i++)
        n += r->folder[i].refused;
    return n;
}

void room_folder_is(struct room *r, size_t i, const struct err *trouble)
{
    if (i >= ROOM_FOLDERS_MAX)
        return;
    r->folder[i].is_known = true;
    r->folder[i].trouble = *trouble;
    if (r->folders <= i)
        r->folders = i + 1;
}

/* ---- what rings ---- */

static bool is_in(const struct problem_key *known, size_t n, const struct problem_key *k)
{
    for (size_t i = 0; i < n; i++)
        if (known[i].kind == k->kind && memcmp(known[i].hash, k->hash, sizeof k->hash) == 0)
            return true;
    return false;
}

static size_t list_urgent(const struct room *r, struct problem_key *out)
{
    size_t n = 0;
    for (size_t i = 0; i < r->problems.count; i++) {
        const struct problem *p = &r->problems.item[i];
        if (!problem_is_urgent(p->kind))
            continue;
        out[n].kind = p->kind;
        memcpy(out[n++].hash, p->seat->hash, sizeof out->hash);
    }
    return n;
}

/* A problem rings once as long as it stands, and again when it comes back; the log has when it came
 * and when it went. */
static void ring(struct room *r)
{
    struct problem_key *now = calloc(PROBLEMS_MAX, sizeof *now);
    if (!now)
        return;
    size_t n = list_urgent(r, now);
    for (size_t i = 0; i < r->knowns; i++)
        if (!is_in(now, n, &r->known[i]))
            room_saw_problem(r, r->known[i].hash, r->known[i].kind, true);
    for (size_t i = 0; i < n; i++)
        if (!is_in(r->known, r->knowns, &now[i])) {
            r->has_rung = true;
            room_saw_problem(r, now[i].hash, now[i].kind, false);
        }
    memcpy(r->known, now, n * sizeof *now);
    r->knowns = n;
    free(now);
}

enum err_code room_tick(struct room *r, struct err *e)
{
    r->now = clock_boot_ms(&r->setup.clock);
    r->wall = clock_wall_ms(&r->setup.clock);
    if (room_is_locked(r))
        return ERR_OK;
    enum err_code rc = problems_find(&r->problems, &r->seats, r->now, e);
    if (rc == ERR_OK)
        ring(r);
    rehearsal_watch(&r->rehearsal, &r->seats, r->now);
    room_tick_power(r);
    return rc;
}

int room_timeout_ms(const struct room *r)
{
    int64_t wall = clock_wall_ms(&r->setup.clock);
    return REFRESH_MS - (int)(wall % REFRESH_MS);
}

void room_say(struct room *r, const char *text)
{
    snprintf(r->said, sizeof r->said, "%s", text);
}

/* ---- where the cursor is ---- */

const struct seat_seen *room_seat_at(const struct room *r)
{
    return r->has_at ? seats_find(&r->seats, r->at) : NULL;
}

const struct session_candidate *room_candidate(const struct room *r, const struct seat_seen *seat)
{
    const struct status_paper *p = seat->has_status ? seat_open_paper(seat) : NULL;
    uint32_t who = p && p->paper < r->roster.papers ? r->roster.paper[p->paper].candidate
                   : seat->has_status               ? seat->last.candidate
                                                    : (uint32_t)STATUS_NO_CANDIDATE;
    return who < r->roster.candidates ? &r->roster.candidate[who] : NULL;
}

/* The row of the problem the cursor is on: it stays with seat and kind, whatever the list does. */
static size_t problem_row(const struct room *r)
{
    size_t of_seat = r->problems.count;
    for (size_t i = 0; r->has_at && i < r->problems.count; i++)
        if (memcmp(r->problems.item[i].seat->hash, r->at, 8) == 0) {
            if (r->problems.item[i].kind == r->kind)
                return i;
            of_seat = of_seat == r->problems.count ? i : of_seat;
        }
    return of_seat;
}

size_t room_row(const struct room *r)
{
    const struct seat_seen *at = room_seat_at(r);
    if (r->is_on_problems)
        return problem_row(r);
    return at ? (size_t)(at - r->seats.seat) : r->seats.count;
}

void room_put_cursor(struct room *r, size_t row)
{
    size_t count = r->is_on_problems ? r->problems.count : r->seats.count;
    if (count == 0) {
        r->has_at = false;
        return;
    }
    row = row < count ? row : count - 1;
    const struct seat_seen *seat =
        r->is_on_problems ? r->problems.item[row].seat : &r->seats.seat[row];
    r->has_at = true;
    memcpy(r->at, seat->hash, sizeof r->at);
    if (r->is_on_problems)
        r->kind = r->problems.item[row].kind;
}
