/* A false client, or an insider: writes a journal whose chain is good and that breaks one rule of
 * the room, as answers to be collected.
 *   forge-journal WORKSPACE OFFICE-PASSPHRASE-FILE SESSION PAPER CASE FOLDER
 * CASE: honest, or a word of the rules: minutes late-answer outage-cap extra-cap code code-twice
 * seat sequence; far: 590 minutes in 30; begun: honest up to the second answer, not handed in;
 * moved: taken up at another seat behind the first answer; tail: what the old seat wrote meanwhile,
 * not handed in; other, third: honest, and parts from it behind the first answer. */
#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/room_action.h"
#include "app/core/voucher.h"
#include "tools/office/office_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTE = 60000 };

static struct err e;

static void must(enum err_code rc)
{
    if (rc != ERR_OK) {
        fprintf(stderr, "forge-journal: %s\n", e.text);
        exit((int)rc);
    }
}

struct forging {
    struct office_session s;
    uint32_t paper;
    uint8_t key[CRYPT_KEY];
    struct buf records;
    uint32_t seq;
    uint64_t boot_ms, used_ms;
    uint8_t boot, seat_hash[8];
};

static struct journal_event event(uint16_t type)
{
    return (struct journal_event){
        .type = type, .question = JOURNAL_NONE, .choice = JOURNAL_NO_CHOICE};
}

static void add(struct forging *f, struct journal_event ev)
{
    uint8_t record[JOURNAL_RECORD];
    ev.seq = f->seq++;
    ev.boot_ms = f->boot_ms;
    ev.wall_ms = 1767225600000 + (int64_t)f->used_ms;
    ev.used_ms = f->used_ms;
    ev.boot_hash[0] = f->boot;
    memcpy(ev.seat_hash, f->seat_hash, sizeof ev.seat_hash);
    journal_encode(&ev, record);
    journal_chain(f->key, record, record + JOURNAL_EVENT);
    buf_add(&f->records, record, sizeof record);
}

static void pass(struct forging *f, uint64_t ms)
{
    f->boot_ms += ms;
    f->used_ms += ms;
}

/* A voucher's use as a seat would prove it. */
static void prove(const struct forging *f, struct journal_event *ev, uint16_t n, uint16_t action)
{
    uint8_t V[CRYPT_KEY], W[CRYPT_KEY];
    const struct session_info *info = &f->s.session.info;
    struct voucher_use u = {.paper = f->paper, .n = n, .action = action, .minutes = ev->minutes};
    memcpy(u.seat_hash, f->seat_hash, sizeof u.seat_hash);
    voucher_key(f->s.secret.O, info->uid, V);
    must(voucher_make(V, n, info->uid, info->seat_cost, NULL, W, &e));
    ev->code = n;
    voucher_proof(W, info->uid, &u, ev->proof);
}

static void extend(struct forging *f, uint16_t n, uint16_t minutes)
{
    struct journal_event ev = event(JOURNAL_EXTEND);
    ev.minutes = minutes;
    prove(f, &ev, n, ROOM_ACTION_EXTEND);
    add(f, ev);
}

static void outage(struct forging *f, uint16_t n, uint64_t free_ms)
{
    struct journal_event ev = event(JOURNAL_OUTAGE);
    f->boot++;
    f->boot_ms = free_ms;
    for (int i = 0; i < 8; i++)
        ev.data[i] = (uint8_t)(free_ms >> (8 * i));
    prove(f, &ev, n, ROOM_ACTION_RESUME);
    add(f, ev);
}

static void answer(struct forging *f, uint16_t question)
{
    struct journal_event ev = event(JOURNAL_CHOOSE);
    ev.question = question;
    ev.choice = 1;
    add(f, ev);
}

/* Time allowed, in minutes, of this paper. */
static uint16_t allowed(const struct forging *f)
{
    return (uint16_t)(office_session_variant(&f->s, f->paper)->minutes +
                      f->s.roster.paper[f->paper].extra_minutes);
}

/* What happens between the first answer and the last. */
static void break_rule(struct forging *f, const char *what)
{
    uint16_t number = (uint16_t)(50 + 6 * f->paper);
    if (strcmp(what, "late-answer") == 0)
        pass(f, (uint64_t)allowed(f) * MINUTE - f->used_ms + 1);
    else if (strcmp(what, "far") == 0)
        pass(f, 590 * MINUTE);
    else if (strcmp(what, "outage-cap") == 0)
        outage(f, number, (uint64_t)f->s.session.info.caps.outage_cap_s * 1000 + 1001);
    else if (strcmp(what, "extra-cap") == 0)
        for (uint16_t i = 0; i < 5; i++)
            extend(f, (uint16_t)(number + i), 15);
    else if (strcmp(what, "code") == 0) {
        struct journal_event ev = event(JOURNAL_EXTEND);
        ev.minutes = 10;
        add(f, ev);
    } else if (strcmp(what, "code-twice") == 0) {
        extend(f, number, 5);
        extend(f, number, 5);
    } else if (strcmp(what, "seat") == 0) { /* a restart, at another seat, without going on there */
        f->seat_hash[0] ^= 1;
        outage(f, number, 0);
    } else if (strcmp(what, "sequence") == 0)
        answer(f, 900);
    else if (strcmp(what, "moved") == 0) {
        struct journal_event ev = event(JOURNAL_CONTINUE);
        const uint8_t *last = f->records.data + f->records.len - JOURNAL_RECORD;
        f->seat_hash[0] ^= 1;
        f->boot++;
        ev.data[0] = (uint8_t)(f->seq - 1);
        memcpy(ev.data + 4, last + JOURNAL_EVENT, sizeof ev.data - 4);
        prove(f, &ev, number, ROOM_ACTION_START_HERE);
        add(f, ev);
        pass(f, 4000);
    } else if (strcmp(what, "tail") == 0) {
        pass(f, 2000);
        answer(f, 2);
        answer(f, 3);
    } else if (strcmp(what, "other") == 0 || strcmp(what, "third") == 0) {
        pass(f, what[0] == 'o' ? 3000 : 5000);
        answer(f, 4);
    } else if (strcmp(what, "honest") == 0) { /* all that is allowed, to the last */
        extend(f, number, 10);
        outage(f, (uint16_t)(number + 1), 600000);
        pass(f, (uint64_t)(allowed(f) + 10) * MINUTE - f->used_ms);
    }
}

static void write_journal(struct forging *f, const char *what)
{
    struct journal_event ev = event(JOURNAL_START);
    uint8_t hash[CRYPT_HASH];
    const char *seat = f->s.roster.paper[f->paper].seat;
    buf_init(&f->records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    memcpy(f->key, f->s.secret.paper[f->paper].k0, CRYPT_KEY);
    crypt_hash(LABEL_SEAT, seat[0] ? seat : "home", strlen(seat[0] ? seat : "home"), hash);
    memcpy(f->seat_hash, hash, sizeof f->seat_hash);
    f->boot_ms = 1000;
    ev.minutes = (uint16_t)(allowed(f) + (strcmp(what, "minutes") == 0));
    journal_binding(f->s.session.hash, f->s.session.info.bank_hash, f->paper, ev.data);
    add(f, ev);
    pass(f, 1000);
    answer(f, 0);
    break_rule(f, what);
    answer(f, 1);
    if (strcmp(what, "tail") != 0 && strcmp(what, "begun") != 0)
        add(f, event(JOURNAL_HANDIN));
}

int main(int argc, char **argv)
{
    struct workspace w;
    struct forging f = {0};
    struct keys_secret *office;
    struct buf out;
    uint8_t key[CRYPT_KEY], head[CRYPT_HASH];
    struct crypt_random rnd = crypt_random_system();
    char name[ANSWERS_NAME];
    if (argc != 7)
        return 2;
    must(crypt_start(&e));
    must(workspace_open(argv[1], &w, &e));
    const struct secret_files files = {.file = {{"office", argv[2]}}, .files = 1};
    must(workspace_secret_key(&w, &files, KEYS_OFFICE, &office, &e));
    must(office_session_open(&w, argv[3], office, &f.s, &e));
    must(office_session_open_bank(&f.s, office, &e));
    f.paper = (uint32_t)atoi(argv[4]) - 1;
    write_journal(&f, argv[5]);
    size_t count = f.records.len / JOURNAL_RECORD;
    buf_init(&out, ANSWERS_FILE_MAX);
    resume_key(f.s.secret.paper[f.paper].k0, key);
    bool is_ended = strcmp(argv[5], "tail") != 0 && strcmp(argv[5], "begun") != 0;
    if (is_ended)
        answers_build(&f.s.session, f.paper, true, key, f.records.data, count, &out);
    else /* a checkpoint */
        resume_build(&f.s.session, f.paper, key, f.records.data, count, &rnd, &out);
    journal_head(f.records.data, count, head);
    (is_ended ? answers_file_name : resume_file_name)(&f.s.session, f.paper, head, name);
    char *path = file_join(argv[6], name);
    must(file_make_folder(argv[6], &e));
    must(file_write(path, out.data, out.len, FILE_NEW, &e));
    printf("%s\n", name);
    free(path);
    buf_free(&out);
    buf_free(&f.records);
    office_session_close(&f.s);
    keys_free(office);
    workspace_close(&w);
    return 0;
}
