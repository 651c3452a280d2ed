#include "tests/lib/crash/chaos.h"

#include "app/client/client.h"
#include "app/client/exchange.h"
#include "app/client/papers.h"
#include "app/client/time_left.h"
#include "app/client/unfinished_export.h"
#include "app/core/file.h"
#include "tests/lib/box.h"
#include "tests/lib/crash/disk.h"
#include "tools/office/collection.h"
#include "tools/office/journal_choice.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    NONE = 0x80,
    TICK_MS = 15000,
    CHECKPOINT_MS = 30000,
    WAITS = 20000,
    CARRIED_NOT_MAX = 6,
    OUTAGE_MS = 60000
};
static const char *const SEATS[] = {"M01", "M02"};

unsigned chaos_lot(struct chaos *ch, unsigned below)
{
    ch->dice = ch->dice * 6364136223846793005u + 1442695040888963407u;
    return below ? (unsigned)((ch->dice >> 33) % below) : 0;
}

void chaos_init(struct chaos *ch, const struct rig *rig, unsigned seed)
{
    *ch = (struct chaos){.dice = seed * UINT64_C(0x9E3779B97F4A7C15),
                         .boot_ms = rig->boot_ms,
                         .wall_ms = rig->wall_ms};
    memcpy(ch->boot_hash, rig->clock.boot_hash, sizeof ch->boot_hash);
    memset(ch->allowed, NONE, sizeof ch->allowed);
}

/* What was begun and not seen through stays as it is: a rebooted seat is killed again, and started
 * again. */
void chaos_interrupt(struct chaos *ch)
{
    unsigned gap = chaos_lot(ch, 20000);
    bool is_pending = ch->how != CHAOS_RESTART;
    ch->boot_ms += gap;
    ch->wall_ms += gap;
    if (is_pending || ch->in_trouble || !ch->is_started) {
        ch->unsure_ms += is_pending ? gap : 0;
        ch->sat_ms += ch->is_started && !is_pending ? gap : 0;
        return;
    }
    ch->how = (enum chaos_how)chaos_lot(ch, 3);
    if (ch->how == CHAOS_MOVE && ch->is_handing_in) /* who has handed in is not sent to another
                                                       seat */
        ch->how = CHAOS_REBOOT;
    /* killed again and again, it has told nobody: people would wait */
    if (ch->how == CHAOS_MOVE && ch->sat_ms - ch->out_ms > CHECKPOINT_MS)
        ch->how = CHAOS_REBOOT;
    if (ch->how == CHAOS_RESTART) {
        ch->sat_ms += gap;
        return;
    }
    ch->wall_ms += (int64_t)chaos_lot(ch, 7200000) - 3600000; /* a clock without a battery */
    ch->boot_hash[0]++;
    ch->boot_ms = chaos_lot(ch, OUTAGE_MS);
    ch->reboots += ch->how == CHAOS_REBOOT;
    ch->moves += ch->how == CHAOS_MOVE;
    ch->seat ^= ch->how == CHAOS_MOVE;
}

/* ---- in the seat's process ---- */

struct sitting_down {
    struct chaos *ch;
    struct rig *rig;
    struct client c;
};

static void wrong(struct chaos *ch, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void wrong(struct chaos *ch, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    if (!ch->error[0])
        vsnprintf(ch->error, sizeof ch->error, format, args);
    va_end(args);
}

static void press(struct sitting_down *s, enum keypress_kind kind)
{
    client_key(&s->c, &(struct keypress){.kind = kind});
}

static void type(struct sitting_down *s, const char *text)
{
    for (; *text; text++)
        client_key(&s->c,
                   &(struct keypress){.kind = KEYPRESS_CHAR, .cp = (uint32_t)(unsigned char)*text});
}

static void turn(struct sitting_down *s)
{
    client_ready(&s->c);
    client_tick(&s->c);
    nanosleep(&(struct timespec){0, 200000}, NULL);
}

static void pass(struct sitting_down *s, unsigned ms)
{
    rig_pass(s->rig, ms);
    s->ch->boot_ms = s->rig->boot_ms;
    s->ch->wall_ms = s->rig->wall_ms;
    s->ch->sat_ms += s->ch->is_started ? ms : 0;
}

static uint8_t bit_of(int place)
{
    if (place < 0)
        return NONE;
    return (uint8_t)(1u << place);
}

static uint8_t stands_at(const struct exam *x, unsigned q)
{
    return bit_of(exam_choice(x, q));
}

/* What was found at the log-in against what was promised before. */
static void check_found(struct sitting_down *s)
{
    struct chaos *ch = s->ch;
    const struct exam *x = s->c.exam;
    bool moved = ch->how == CHAOS_MOVE;
    uint64_t slack = ch->how == CHAOS_RESTART ? 0 : TICK_MS;
    unsigned other = 0;
    /* ticks and troubles come by themselves */
    if (!moved && (x->journal.count < ch->acked || x->journal.count > ch->pushed + 4))
        wrong(ch, "%u events found, %u saved, %u given (how %d, %u moves)", x->journal.count,
              ch->acked, ch->pushed, ch->how, ch->moves);
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        other += !(stands_at(x, q) & ch->allowed[q]);
    if (other > (moved ? CARRIED_NOT_MAX : 0))
        wrong(ch, "%u answers are not what they were (%s)", other, moved ? "moved" : "same seat");
    uint64_t now = exam_used_ms(x);
    uint64_t least = ch->how == CHAOS_RESTART ? ch->sat_ms : moved ? ch->out_ms : ch->told_ms;
    if (ch->is_started && (now > ch->sat_ms + ch->unsure_ms + 1 || now + slack + 1 < least))
        wrong(ch, "%llu ms used, sat for %llu, told at %llu (how %d)", (unsigned long long)now,
              (unsigned long long)ch->sat_ms, (unsigned long long)least, ch->how);
    ch->carried_not += other;
    ch->sat_ms = now;
    ch->is_started = ch->acked > 0 || x->journal.count > 0;
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        ch->allowed[q] = stands_at(x, q);
    ch->acked = moved ? 0 : x->disk.durable; /* what came from the share is not on this disk yet,
                                                and need not be */
    ch->pushed = x->journal.count;
}

static void saved(struct sitting_down *s)
{
    struct chaos *ch = s->ch;
    ch->is_started = s->c.exam->journal.count > 0;
    for (unsigned q = 0; q < RIG_QUESTIONS; q++)
        ch->allowed[q] = stands_at(s->c.exam, q);
    ch->acked = ch->pushed = s->c.exam->journal.count;
    ch->in_trouble = false;
    ch->how = CHAOS_RESTART;
    ch->unsure_ms = 0;
    ch->told_ms = ch->sat_ms;
    if (s->c.exam->checkpoint.count)
        ch->out_ms = s->c.exam->checkpoint.used_ms;
}

/* Until all is saved and out at the share, or the disk refuses. */
static bool settle(struct sitting_down *s)
{
    for (int i = 0; i < WAITS; i++) {
        turn(s);
        if (!s->c.exam)
            return false;
        if (s->c.exam->disk.trouble.code != ERR_OK)
            return false;
        if (exam_is_all_saved(s->c.exam) && !exam_checkpoint_is_due(s->c.exam) &&
            !outbox_is_late(s->c.exchange.folder[0].outbox, -1) && i > 0) {
            saved(s);
            return true;
        }
    }
    wrong(s->ch, "neither saved nor refused");
    return false;
}

static void invigilator(struct sitting_down *s)
{
    bool same = memcmp(s->c.exam->journal.seat_hash, s->c.exam->seat.hash, 8) == 0;
    box_use(&s->c, s->rig, same ? ROOM_ACTION_RESUME : ROOM_ACTION_START_HERE, 0,
            ++s->ch->vouchers);
    for (int i = 0; i < WAITS && exchange_is_looking(&s->c); i++)
        turn(s);
}

static void wait_for_look(struct sitting_down *s)
{
    for (int i = 0; i < WAITS && exchange_is_looking(&s->c); i++)
        turn(s);
}

static void log_in(struct sitting_down *s)
{
    struct chaos *ch = s->ch;
    type(s, "001");
    press(s, KEYPRESS_ENTER);
    type(s, s->rig->access[0]);
    press(s, KEYPRESS_ENTER);
    box_wait_for_record(&s->c);
    wait_for_look(s);
    if (s->c.state == CLIENT_CLOSING || s->c.state == CLIENT_RECEIPT ||
        papers_seems_handed_in(&s->c, 0))
        return; /* it was over already */
    if (s->c.state != CLIENT_CONFIRM) {
        wrong(ch, "no log-in: %s", s->c.message.text);
        return;
    }
    check_found(s);
    ch->pushed += 4; /* start or resuming, a mended file, a tick, a jump of the clock */
    if (s->c.exam->seat.needs_code)
        invigilator(s);
    else
        press(s, KEYPRESS_ENTER);
    box_wait_for_record(&s->c);
    wait_for_look(s);
    if (s->c.state == CLIENT_RULES)
        type(s, "b");
    box_wait_for_record(&s->c);
    wait_for_look(s);
    if (s->c.state != CLIENT_ANSWERING && s->c.state != CLIENT_CLOSING &&
        s->c.state != CLIENT_RECEIPT)
        wrong(ch, "not in the questions: %s", s->c.message.text);
}

/* One thing a candidate does. */
static void act(struct sitting_down *s)
{
    struct chaos *ch = s->ch;
    unsigned q = chaos_lot(ch, RIG_QUESTIONS), place = chaos_lot(ch, 4), what = chaos_lot(ch, 10);
    char number[8], letter[2] = {(char)('a' + place), 0};
    pass(s, 1 + chaos_lot(ch, TICK_MS - 1));
    snprintf(number, sizeof number, "%u", q + 1);
    ch->pushed = s->c.exam->journal.count + 4; /* a tick, a look, a jump of the clock, and it */
    if (what < 8)
        ch->allowed[q] = (uint8_t)(ch->allowed[q] | 1u << place);
    type(s, number);
    press(s, KEYPRESS_ENTER);
    if (what < 8)
        type(s, letter);
    else
        type(s, "m");
    ch->answers += what < 8;
}

/* The disk takes nothing for a while; the candidate goes on. */
static void full_disk(struct sitting_down *s)
{
    s->ch->full++;
    s->ch->in_trouble = true;
    disk_fail(disk_calls() + chaos_lot(s->ch, 6), ENOSPC, true);
    for (unsigned i = 1 + chaos_lot(s->ch, 3); i > 0 && s->c.exam; i--) {
        act(s);
        settle(s);
        s->ch->in_trouble = true;
    }
    disk_heal();
    for (int i = 0; i < 200 && s->c.exam && !s->ch->error[0]; i++) {
        attempt_writer_retry(s->c.exam->disk.store);
        if (settle(s))
            return;
    }
    wrong(s->ch, "still refused after the disk was mended");
}

static void sit(struct sitting_down *s)
{
    struct chaos *ch = s->ch;
    log_in(s);
    ch->steps++;
    while (!ch->error[0] && s->c.exam && !exam_is_ended(s->c.exam) && ch->actions < CHAOS_ACTIONS) {
        if (!settle(s))
            attempt_writer_retry(s->c.exam->disk.store);
        ch->actions++;
        if (chaos_lot(ch, 12) == 0)
            full_disk(s);
        else
            act(s);
        ch->steps++;
    }
    if (!ch->error[0])
        settle(s);
    if (!ch->error[0] && s->c.exam) {
        ch->is_handing_in = true;
        ch->pushed += 2;
        exam_handin(s->c.exam);
    }
    for (int i = 0; i < WAITS && !ch->error[0] && s->c.exam &&
                    (s->c.state != CLIENT_RECEIPT || s->c.exchange.waiting);
         i++)
        turn(s);
    if (s->c.state != CLIENT_RECEIPT && !papers_seems_handed_in(&s->c, 0))
        wrong(ch, "no receipt: %s", s->c.papers.ending.trouble.text);
}

int chaos_sit(struct rig *rig, struct chaos *ch)
{
    struct sitting_down s = {.ch = ch, .rig = rig};
    struct err e = {0};
    const char *pass_words[] = {rig->passphrase};
    rig->boot_ms = ch->boot_ms;
    rig->wall_ms = ch->wall_ms;
    memcpy(rig->clock.boot_hash, ch->boot_hash, sizeof ch->boot_hash);
    disk_begin(ch->folder[ch->seat]);
    struct client_setup setup = {.session = &rig->session,
                                 .bank = &rig->bank,
                                 .data_dir = ch->folder[ch->seat],
                                 .exchange_dir = {ch->drop},
                                 .seat = SEATS[ch->seat],
                                 .lang = CLIENT_EN,
                                 .clock = rig->clock};
    if (client_init(&s.c, &setup, &e) != ERR_OK || client_unlock(&s.c, pass_words, 1, &e) != ERR_OK)
        wrong(ch, "no start: %s", e.text);
    else
        sit(&s);
    disk_end();
    client_free(&s.c);
    return ch->error[0] ? 1 : 0;
}

/* ---- in the office ---- */

static void take(const struct rig *rig, struct chaos *ch, const uint8_t *records, size_t count,
                 struct collection *c)
{
    struct submission m = {.paper = 0};
    struct err e = {0};
    uint8_t binding[32];
    journal_binding(rig->session.hash, rig->session.info.bank_hash, 0, binding);
    buf_init(&m.records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    buf_add(&m.records, records, count * JOURNAL_RECORD);
    journal_head(records, count, m.head);
    if (journal_verify(&(struct journal_records){records, count, rig->office.paper[0].k0, binding,
                                                 RIG_QUESTIONS},
                       &m.state, NULL, &e) != ERR_OK ||
        collection_add(c, &m, &e) != ERR_OK)
        wrong(ch, "the office refuses a journal: %s", e.text);
    buf_free(&m.records);
}

static void take_answers(const struct rig *rig, struct chaos *ch, const char *folder,
                         struct collection *c)
{
    DIR *d = opendir(folder);
    for (struct dirent *entry; d && (entry = readdir(d));) {
        struct buf bytes, records;
        struct answers_info info;
        struct err e = {0};
        if (!answers_is_file_name(entry->d_name))
            continue;
        buf_init(&bytes, ANSWERS_FILE_MAX);
        buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
        char *path = file_join(folder, entry->d_name);
        if (file_read(path, ANSWERS_FILE_MAX, &bytes, &e) != ERR_OK ||
            answers_open(bytes.data, bytes.len, &rig->session, rig->key, &info, &records, &e) !=
                ERR_OK)
            wrong(ch, "answers do not open: %s", e.text);
        else
            take(rig, ch, records.data, records.len / JOURNAL_RECORD, c);
        free(path);
        buf_free(&bytes);
        buf_free(&records);
    }
    if (d)
        closedir(d);
}

/* What stands on both seats and on the share, in one heap: one result, with the answers last said
 * to be saved. */
void chaos_check_end(const struct rig *rig, struct chaos *ch)
{
    struct collection c = {0};
    struct err e = {0};
    for (unsigned seat = 0; seat < 2; seat++) {
        struct manifest m = {0};
        if (unfinished_export(&rig->session, ch->folder[seat], &m, &e) != ERR_OK)
            wrong(ch, "seat %u gives nothing out: %s", seat, e.text);
        manifest_free(&m);
        take_answers(rig, ch, ch->folder[seat], &c);
    }
    take_answers(rig, ch, ch->drop, &c);
    struct collection_choice choice = collection_choose(&c, &rig->session.info.caps, 0);
    if (choice.verdict != COLLECTION_ENDED)
        wrong(ch,
              "the office finds no ended journal of the paper (verdict %d of %zu files, %u moves)",
              choice.verdict, c.count, ch->moves);
    struct session_ticket ticket;
    uint8_t key[CRYPT_KEY];
    rig_candidate_key(rig, 0, key);
    if (session_read_ticket(&rig->session, 0, key, &ticket, &e) != ERR_OK)
        wrong(ch, "%s", e.text);
    for (unsigned q = 0; q < RIG_QUESTIONS && !ch->error[0]; q++) {
        uint8_t as_written = choice.chosen->state.choice[q];
        uint8_t stands = as_written == JOURNAL_NO_CHOICE
                             ? bit_of(-1)
                             : bit_of((int)paper_place_of(ticket.question[q].order, as_written));
        if (!(stands & ch->allowed[q]))
            wrong(ch, "question %u is graded as %x, saved was %x", q + 1, stands, ch->allowed[q]);
    }
    collection_free(&c);
}
