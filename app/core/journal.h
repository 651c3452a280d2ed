/* The journal of an attempt: fixed-size events, chained so that what stands cannot be altered later
 * without the access code.
 *   (mac_i ‖ K_{i+1}) = BLAKE2b-512(K_i, LABEL_JOURNAL ‖ 0x00 ‖ event_i)
 * Everything about an attempt (answers, marks, time used) is a pure function of its events. Byte
 * layout: FORMATS.md. */
#ifndef SATHACH_CORE_JOURNAL_H
#define SATHACH_CORE_JOURNAL_H

#include "app/core/clock.h"
#include "app/core/session.h"

enum {
    JOURNAL_EVENT = 128, /* bytes of an event */
    JOURNAL_MAC = 32,
    JOURNAL_RECORD = JOURNAL_EVENT + JOURNAL_MAC,
    JOURNAL_EVENTS_MAX = 100000,
    JOURNAL_NONE = 0xFFFF, /* no question */
    JOURNAL_PROOF = 32,
    JOURNAL_VOUCHERS = 120, /* codes 1 … 120 are vouchers */
    JOURNAL_ORDER_FIRST = 128 /* code of the paper's first order; 127 more follow */,
    JOURNAL_CODES = 256,
    JOURNAL_NO_CHOICE = 0xFF,
    JOURNAL_SKIPPABLE = 0x8000 /* types from here on may be passed over by a reader that does
                                      not know them; others not */
};

enum journal_type {
    JOURNAL_START = 1,  /* event 0: data = journal_binding; minutes = all minutes allowed;
                                 proof = the program's build */
    JOURNAL_CHOOSE = 2, /* question, choice 0–3 as written */
    JOURNAL_CLEAR = 3,  /* question */
    JOURNAL_TICK = 4,
    JOURNAL_RESUME = 5,      /* same boot: the clock ran on */
    JOURNAL_OUTAGE = 6,      /* after a reboot or on another seat; code, proof, reason; data =
                                 LE u64 ms not charged. What is
                                 charged and what is not add up to the time a clock since boot bears
                                 out, never a wall clock */
    JOURNAL_EXTEND = 7,      /* minutes, code, proof, reason */
    JOURNAL_CONTINUE = 8,    /* another seat: data = LE u32 event number ‖ first 28 bytes of its
                                 mac; code, proof, reason of *start here* */
    JOURNAL_CODE_FAILED = 9, /* five wrong vouchers */
    JOURNAL_HANDIN = 16,     /* ends: by the candidate */
    JOURNAL_TIMEOUT = 17,    /* ends: time was up */
    JOURNAL_MISCONDUCT = 18, /* ends: by the invigilator; code, proof, reason */
    JOURNAL_MARK = JOURNAL_SKIPPABLE + 1,
    JOURNAL_UNMARK = JOURNAL_SKIPPABLE + 2,
    JOURNAL_CROSS = JOURNAL_SKIPPABLE + 3, /* question, choice */
    JOURNAL_UNCROSS = JOURNAL_SKIPPABLE + 4,
    JOURNAL_VIEW = JOURNAL_SKIPPABLE + 5,   /* the question came on the screen */
    JOURNAL_CLOCK = JOURNAL_SKIPPABLE + 6,  /* wall clock jumped against time since boot */
    JOURNAL_TROUBLE = JOURNAL_SKIPPABLE + 7 /* storage failed and came back; reason = enum
                                                err_code */
};

/* An event in memory; spare bytes are zero. */
struct journal_event {
    uint32_t seq;
    uint16_t type, question;
    uint8_t choice;
    uint16_t minutes, code, reason;
    uint64_t boot_ms; /* CLOCK_BOOTTIME */
    int64_t wall_ms;
    uint64_t used_ms; /* time used when it happened; never shrinks */
    uint8_t boot_hash[8], seat_hash[8];
    uint8_t data[32];
    uint8_t proof[JOURNAL_PROOF]; /* of an event with a code: that its voucher (voucher.h) or order
                                     was there, judged by the office; of event 0 the build; of all
                                     others zero */
};
void journal_encode(const struct journal_event *ev, uint8_t out[JOURNAL_EVENT]);
/* ERR_FORMAT for non-zero spare bytes and a proof where none belongs, ERR_POLICY for an unknown
 * type that must not be passed over. */
enum err_code journal_decode(const uint8_t in[JOURNAL_EVENT], struct journal_event *out,
                             struct err *e) ERR_MUST_CHECK;

/* One step of the chain: mac of event, and key replaced by the next. key: secret memory. */
void journal_chain(uint8_t key[CRYPT_KEY], const uint8_t event[JOURNAL_EVENT],
                   uint8_t mac[JOURNAL_MAC]);

/* What event 0 binds: hash(LABEL_JOURNAL_BINDING, session hash ‖ bank hash ‖ u32 paper). */
void journal_binding(const uint8_t session_hash[CRYPT_HASH], const uint8_t bank_hash[CRYPT_HASH],
                     uint32_t paper, uint8_t out[32]);

/* hash(LABEL_JOURNAL_HEAD, all records): HEAD and receipt. */
void journal_head(const uint8_t *records, size_t count, uint8_t out[CRYPT_HASH]);

/* How two journals of one paper stand to each other, whichever is the longer. */
/* True for what changes the answer to a question: CHOOSE, CLEAR. */
bool journal_is_answer(uint16_t type);

enum journal_relation {
    JOURNAL_SAME,
    JOURNAL_PREFIX /* one is the beginning of the other */,
    JOURNAL_FORK /* they part */
};
enum journal_relation journal_compare(const uint8_t *a, size_t count_a, const uint8_t *b,
                                      size_t count_b);
/* How many records two journals begin with in common. */
size_t journal_shared(const uint8_t *a, size_t count_a, const uint8_t *b, size_t count_b);
/* True when the record after the first `shared` ones says that it goes on, on another seat, from
 * exactly the last of them. */
bool journal_continues(const uint8_t *records, size_t count, size_t shared);
/* True when what follows the first `shared` records has no end and is no longer, in time used, than
 * one checkpoint interval and a second, which is for clocks: an old seat wrote it while the exam
 * was being taken up elsewhere. */
bool journal_is_short_tail(const uint8_t *records, size_t count, size_t shared,
                           const struct session_caps *caps);

enum journal_end {
    JOURNAL_OPEN = 0,
    JOURNAL_ENDED_HANDIN,
    JOURNAL_ENDED_TIMEOUT,
    JOURNAL_ENDED_MISCONDUCT
};

/* The attempt as its events tell it. */
struct journal_state {
    uint32_t count;                              /* events taken in */
    uint8_t choice[SESSION_PAPER_QUESTIONS_MAX]; /* as written, or JOURNAL_NO_CHOICE */
    bool marked[SESSION_PAPER_QUESTIONS_MAX];
    uint8_t crossed[SESSION_PAPER_QUESTIONS_MAX]; /* bit a choice, as written */
    uint16_t questions;
    uint16_t position;  /* question last seen */
    uint32_t minutes;   /* allowed at the start, extra time
                                                         included */
    uint32_t extended;  /* minutes given by codes */
    uint64_t used_ms;   /* at the last event */
    uint64_t outage_ms; /* not charged so far */
    uint64_t last_boot_ms;
    int64_t last_wall_ms;
    uint8_t boot_hash[8], seat_hash[8];
    uint64_t codes_used[JOURNAL_CODES / 64]; /* bit set of the codes that stand in it */
    enum journal_end end;
    uint16_t moves; /* times it was taken up on another seat */
    bool is_anew;   /* begun on another seat than the roster
                                                         names, or where nothing of an earlier one
                                                         was found */
};
void journal_state_init(struct journal_state *st, uint16_t questions);
/* Takes in the next event. ERR_FORMAT: wrong sequence, nothing or not START first, an event after
 * the end, question or choice out of range, a code that is none or where none belongs, used time
 * that shrinks or does not fit the boot clock. Whether a code was good, and used once, its proof
 * tells the office. */
enum err_code journal_apply(struct journal_state *st, const struct journal_event *ev,
                            struct err *e) ERR_MUST_CHECK;

/* The records of a journal, and what they are verified against. */
struct journal_records {
    const uint8_t *records; /* count * JOURNAL_RECORD bytes */
    size_t count;
    const uint8_t *k0;      /* CRYPT_KEY bytes: the key of event 0 */
    const uint8_t *binding; /* 32 bytes: journal_binding */
    uint16_t questions;     /* on the paper */
};
/* Verifies records from K0: the whole chain and what event 0 binds, and journal_apply each.
 * ERR_AUTH, naming the event: broken chain or another binding; such a journal is not the paper's.
 * ERR_FORMAT, ERR_POLICY: chain and binding hold, but event st->count was refused; *st is the
 * attempt before it. On success *key_out (32 bytes, may be NULL) is the key after the last. */
enum err_code journal_verify(const struct journal_records *j, struct journal_state *st,
                             uint8_t *key_out, struct err *e) ERR_MUST_CHECK;

/* Milliseconds left at `used_ms`; 0 when none. */
uint64_t journal_left_ms(const struct journal_state *st, uint64_t used_ms);

#endif
