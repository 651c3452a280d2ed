/* The office: all that came is opened and chosen from as the programs do, the rules are asked, and
 * the paper that counts is held against what screens said. */
#include "app/client/unfinished_export.h"
#include "app/core/file.h"
#include "app/core/room_record.h"
#include "tests/lib/crash/moving_exam.h"
#include "tools/office/collection.h"
#include "tools/office/journal_choice.h"
#include "tools/office/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

static uint8_t W[VOUCHER_COUNT + 1][CRYPT_KEY];

void moving_office_prepare(const struct rig *rig)
{
    const struct session_info *i = &rig->session.info;
    uint8_t V[CRYPT_KEY];
    struct err e = {0};
    voucher_key(rig->office.O, i->uid, V);
    for (unsigned n = 1; n <= VOUCHER_COUNT; n++)
        assert_int_equal(voucher_make(V, n, i->uid, i->seat_cost, NULL, W[n], &e), ERR_OK);
}

/* ---- what came ---- */

struct desk {
    struct moving *m;
    struct rig *rig;
    struct office_session opened;
    struct collection collection;
    struct rules rules;
};

/* Which answers stand in it. seat: whose disk it lay on; MOVING_SEATS: in a folder. */
static void note_answers(struct desk *d, const struct submission *s, unsigned seat)
{
    for (size_t i = 0; i < submission_events(s); i++) {
        struct journal_event ev;
        struct err ignored;
        struct moving_act *a =
            journal_decode(s->records.data + i * JOURNAL_RECORD, &ev, &ignored) == ERR_OK
                ? moving_act_of(d->m, &ev)
                : NULL;
        if (a && seat == MOVING_SEATS)
            a->is_in_folder = true;
        else if (a)
            a->is_on_disk |= a->seat == seat;
    }
}

static void take_file(struct desk *d, const char *dir, const char *name, unsigned seat)
{
    struct buf bytes;
    struct submission s;
    struct err e = {0};
    char *path = file_join(dir, name);
    buf_init(&bytes, ANSWERS_FILE_MAX);
    if (file_read(path, ANSWERS_FILE_MAX, &bytes, &e) == ERR_OK &&
        submission_open(&d->opened, d->rig->key, bytes.data, bytes.len, &s, &e) == ERR_OK) {
        if (s.paper != d->m->paper || collection_add(&d->collection, &s, &e) != ERR_OK)
            moving_wrong(d->m, "a journal of another paper: %s", name);
        note_answers(d, &s, seat);
        submission_free(&s);
    } else if (answers_is_file_name(name) && bytes.len != 512) { /* none of what was planted */
        moving_wrong(d->m, "the office refuses %s: %s", name, e.text);
    }
    buf_free(&bytes);
    free(path);
}

static void take_folder(struct desk *d, const char *dir, unsigned seat)
{
    DIR *f = opendir(dir);
    for (struct dirent *entry; f && (entry = readdir(f));)
        if (submission_is_file_name(entry->d_name))
            take_file(d, dir, entry->d_name, seat);
    if (f)
        closedir(f);
}

static void collect(struct desk *d)
{
    struct err e = {0};
    for (unsigned s = 0; s < d->m->seats; s++) {
        struct manifest ignored = {0};
        if (unfinished_export(&d->rig->session, d->m->seat[s].dir, &ignored, &e) != ERR_OK)
            moving_wrong(d->m, "seat %u gives nothing out: %s", s, e.text);
        manifest_free(&ignored);
        take_folder(d, d->m->seat[s].dir, s);
    }
    for (unsigned f = 0; f < MOVING_FOLDERS; f++)
        take_folder(d, d->m->folder[f], MOVING_SEATS);
}

/* ---- who began ---- */

/* A claim lies in a folder that says this seat began. */
static bool is_claimed(const struct desk *d, const uint8_t seat_hash[8])
{
    uint8_t key[CRYPT_KEY];
    char name[CLAIM_NAME];
    bool found = false;
    resume_key(d->rig->office.paper[d->m->paper].k0, key);
    claim_file_name(&d->rig->session, d->m->paper, key, name);
    for (unsigned f = 0; f < MOVING_FOLDERS; f++) {
        struct buf bytes;
        struct claim claim;
        struct err ignored;
        uint8_t hash[CRYPT_HASH];
        char *path = file_join(d->m->folder[f], name);
        buf_init(&bytes, 4096);
        if (file_read(path, 4096, &bytes, &ignored) == ERR_OK &&
            claim_open(bytes.data, bytes.len, &d->rig->session, d->m->paper, key, &claim,
                       &ignored) == ERR_OK) {
            crypt_hash(LABEL_SEAT, claim.seat, strlen(claim.seat), hash);
            found |= memcmp(hash, seat_hash, 8) == 0;
        }
        buf_free(&bytes);
        free(path);
    }
    return found;
}

/* A voucher for the start stands in the room record of the seat: its event was cut off with the
 * power. */
static bool is_recorded(const struct desk *d, const uint8_t seat_hash[8])
{
    unsigned seat = moving_seat_of(d->m, seat_hash);
    uint8_t key[CRYPT_KEY];
    struct buf bytes;
    struct err ignored;
    char path[256];
    bool found = false;
    if (seat == MOVING_SEATS)
        return false;
    snprintf(path, sizeof path, "%s/%s.%s.room", d->m->seat[seat].dir, d->rig->session.info.name,
             moving_seat_name(d->m, seat));
    buf_init(&bytes, 1 << 20);
    room_record_key(d->rig->office.S, seat_hash, key);
    size_t good = file_read(path, 1 << 20, &bytes, &ignored) == ERR_OK
                      ? room_record_verify(bytes.data, bytes.len / ROOM_RECORD, key, NULL)
                      : 0;
    for (size_t i = 0; i < good; i++) {
        struct room_record r;
        room_record_decode(bytes.data + i * ROOM_RECORD, &r);
        found |=
            r.what == ROOM_VOUCHER && r.paper == d->m->paper && r.action == ROOM_ACTION_START_HERE;
    }
    buf_free(&bytes);
    return found;
}

/* A start that a code shows, or a claim, or the roster. */
static bool is_start_shown(const struct desk *d, const struct submission *s)
{
    struct journal_event first, second = {0};
    struct err ignored;
    struct rules_verdict v;
    if (journal_decode(s->records.data, &first, &ignored) != ERR_OK)
        return false;
    if (submission_events(s) > 1 &&
        journal_decode(s->records.data + JOURNAL_RECORD, &second, &ignored) == ERR_OK &&
        second.type == JOURNAL_CONTINUE && second.code) {
        rules_judge_paper(&d->rules, &d->opened, s, &v);
        return !v.of[RULES_CODE].is_broken;
    }
    if (first.reason == EXAM_START_CLAIMED)
        return is_claimed(d, first.seat_hash);
    if (submission_events(s) == 1 && is_recorded(d, first.seat_hash))
        return true;
    rules_judge_paper(&d->rules, &d->opened, s, &v);
    return first.reason == EXAM_START_SEAT && !v.of[RULES_SEAT].is_broken;
}

/* Another one holds all of it. */
static bool is_beginning(const struct desk *d, const struct submission *s)
{
    for (const struct submission *t = NULL; (t = collection_next(&d->collection, s->paper, t));)
        if (submission_events(t) > submission_events(s) &&
            journal_compare(s->records.data, submission_events(s), t->records.data,
                            submission_events(t)) == JOURNAL_PREFIX)
            return true;
    return false;
}

static void judge_starts(struct desk *d)
{
    const struct submission *first = NULL;
    unsigned starts = 0;
    for (const struct submission *s = NULL;
         (s = collection_next(&d->collection, d->m->paper, s));) {
        if (!is_beginning(d, s) && !is_start_shown(d, s))
            moving_wrong(d->m, "a start that neither code nor claim shows (%zu events)",
                         submission_events(s));
        if (!first || memcmp(first->records.data, s->records.data, JOURNAL_RECORD) != 0)
            starts++;
        if (!first)
            first = s;
    }
    d->m->count.starts_twice += starts > 1;
}

/* ---- the paper that counts ---- */

/* What is handed in at the seat where the candidate was last. */
static const struct submission *handed_in(const struct desk *d)
{
    const struct submission *found = NULL;
    for (const struct submission *s = NULL;
         (s = collection_next(&d->collection, d->m->paper, s));) {
        char receipt[CODE_RECEIPT + 1];
        code_receipt(s->head, receipt);
        if (s->state.end != JOURNAL_OPEN &&
            (!d->m->receipt[0] || strcmp(receipt, d->m->receipt) == 0))
            found = s;
    }
    return found;
}

/* The exam came to that seat between two moments. */
static bool comes_between(const struct moving *m, unsigned seat, uint64_t from, uint64_t to)
{
    for (unsigned i = 0; i < m->arrivals; i++)
        if (m->arrival[i].seat == seat && m->arrival[i].at_ms > from && m->arrival[i].at_ms <= to)
            return true;
    return false;
}

/* At an arrival after it, or while the old seat's keys were still pressed, what came along was of
 * before it. */
static bool is_missed_at(const struct moving *m, const struct moving_arrival *r,
                         const struct moving_act *a)
{
    bool is_left_behind = r->seat != a->seat && !comes_between(m, a->seat, r->at_ms, a->at_ms);
    return a->at_ms > r->copy_ms && (a->at_ms <= r->at_ms || is_left_behind);
}

/* The screen of the seat that took over said that this was not there. */
static bool is_named(const struct moving *m, const struct moving_act *a)
{
    for (unsigned i = 0; i < m->arrivals; i++)
        if (m->arrival[i].is_said && is_missed_at(m, &m->arrival[i], a) &&
            a->two_ms[m->arrival[i].seat] < m->arrival[i].at_ms)
            return true;
    return false;
}

static bool was_two(const struct moving_act *a)
{
    bool two = false;
    for (unsigned s = 0; s < MOVING_SEATS; s++)
        two |= a->two_ms[s] != 0;
    return two;
}

/* What was shown in two places stands in two, whatever counts in the end: on the disk of its seat,
 * unless that died, and in a folder. */
static void judge_places(struct moving *m)
{
    for (unsigned i = 0; i < m->acts; i++) {
        const struct moving_act *a = &m->act[i];
        bool is_dead = m->seat[a->seat].died_ms >= a->at_ms;
        if (a->two_ms[a->seat] && (!a->is_in_folder || (!a->is_on_disk && !is_dead)))
            moving_wrong(m, "question %u of %llu was shown in two places at seat %u, and is %s",
                         a->question + 1, (unsigned long long)a->at_ms, a->seat,
                         a->is_in_folder ? "not on its disk" : "in no folder");
    }
}

/* The last thing done to the question that was shown in two places and never named as missing
 * counts, or something later does. */
static void judge_question(struct desk *d, unsigned q, int place)
{
    struct moving *m = d->m;
    unsigned from = 0;
    const struct moving_act *last = NULL;
    for (unsigned i = 0; i < m->acts; i++)
        if (m->act[i].question == q && was_two(&m->act[i])) {
            bool named = is_named(m, &m->act[i]);
            m->count.two++;
            m->count.named += named;
            if (!named) {
                last = &m->act[i];
                from = i;
            }
        }
    if (!last)
        return;
    for (unsigned i = from; i < m->acts; i++)
        if (m->act[i].question == q && m->act[i].place == place)
            return;
    moving_wrong(m,
                 "question %u was shown as %d in two places at seat %u at %llu, counts as %d, and "
                 "no screen said so",
                 q + 1, last->place, last->seat, (unsigned long long)last->at_ms, place);
}

static void judge_answers(struct desk *d, const struct submission *s)
{
    struct session_ticket ticket;
    uint8_t key[CRYPT_KEY];
    struct err e = {0};
    rig_candidate_key(d->rig, d->rig->roster.paper[d->m->paper].candidate, key);
    if (session_read_ticket(&d->rig->session, d->m->paper, key, &ticket, &e) != ERR_OK) {
        moving_wrong(d->m, "%s", e.text);
        return;
    }
    for (unsigned q = 0; q < RIG_QUESTIONS; q++) {
        uint8_t choice = s->state.choice[q];
        judge_question(d, q,
                       choice == JOURNAL_NO_CHOICE
                           ? MOVING_NO_ANSWER
                           : (int)paper_place_of(ticket.question[q].order, choice));
    }
}

static void judge_rules(struct desk *d, const struct submission *s)
{
    struct rules_verdict v;
    rules_judge_paper(&d->rules, &d->opened, s, &v);
    for (enum rules_word w = 0; w < RULES_WORDS; w++)
        if (v.of[w].is_broken)
            moving_wrong(d->m, "the paper that counts breaks a rule: %s at event %u", rules_word(w),
                         v.of[w].event);
}

static void judge_choice(struct desk *d)
{
    const struct submission *own = handed_in(d);
    struct collection_choice c =
        collection_choose(&d->collection, &d->rig->session.info.caps, d->m->paper);
    if (!own) {
        moving_wrong(d->m, "what was handed in never came to the office (%zu journals)",
                     d->collection.count);
        return;
    }
    d->m->count.forks += c.verdict == COLLECTION_FORK;
    d->m->count.superseded += c.superseded != NULL;
    if (c.verdict != COLLECTION_FORK && c.verdict != COLLECTION_ENDED)
        moving_wrong(d->m, "handed in, and the office has verdict %d", (int)c.verdict);
    if (c.verdict == COLLECTION_ENDED && memcmp(c.chosen->head, own->head, CRYPT_HASH) != 0)
        moving_wrong(d->m, "another paper counts than the one that was handed in");
    judge_rules(d, own);
    judge_places(d->m);
    judge_answers(d, own);
}

/* For who looks for what went wrong: all journals, event by event. */
static void note_journals(const struct desk *d)
{
    struct moving *m = d->m;
    for (size_t k = 0; k < d->collection.count; k++) {
        const struct submission *s = &d->collection.item[k];
        moving_note(m, "journal of %zu events, end %d%s", submission_events(s), (int)s->state.end,
                    s->is_resume ? ", a checkpoint" : "");
        for (size_t i = 0; i < submission_events(s); i++) {
            struct journal_event ev;
            struct err ignored;
            if (journal_decode(s->records.data + i * JOURNAL_RECORD, &ev, &ignored) != ERR_OK)
                continue;
            unsigned at = moving_seat_of(m, ev.seat_hash);
            moving_note(m, "  %zu: %x at seat %u, %lld, question %u, choice %d, code %u", i,
                        ev.type, at,
                        (long long)(at < MOVING_SEATS ? moving_true_ms(m, &ev, at) : 0),
                        ev.question + 1u, ev.choice, ev.code);
        }
    }
}

void moving_judge(struct moving *m, struct rig *rig)
{
    struct desk d = {.m = m, .rig = rig};
    struct err e = {0};
    d.opened.session = rig->session;
    d.opened.secret = rig->office;
    d.opened.roster = rig->roster;
    collect(&d);
    for (size_t i = 0; i < d.collection.count; i++)
        if (rules_add_journal(&d.rules, &d.collection.item[i], &e) != ERR_OK)
            moving_wrong(m, "%s", e.text);
    if (rules_match(&d.rules, rig->session.info.uid, (const uint8_t(*)[CRYPT_KEY])W, &e) != ERR_OK)
        moving_wrong(m, "%s", e.text);
    for (unsigned i = 0; i < m->acts; i++)
        m->count.saved += m->act[i].is_saved;
    judge_starts(&d);
    judge_choice(&d);
    if (m->error[0])
        note_journals(&d);
    rules_free(&d.rules);
    collection_free(&d.collection);
}
