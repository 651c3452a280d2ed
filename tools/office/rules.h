/* The rules of the room, judged when a session is graded. A journal whose chain and binding hold is
 * the paper's, whatever it breaks: who has the access code can write one at home. So time, vouchers
 * and orders, seats and the sequence are held against ticket, session, the office's box, collected
 * orders and the seats' manifests. A paper that breaks one waits for the council, with the word of
 * it in its note. FORMATS.md, "Rules". */
#ifndef SATHACH_TOOLS_OFFICE_RULES_H
#define SATHACH_TOOLS_OFFICE_RULES_H

#include "app/core/voucher.h"
#include "tools/office/collection.h"

/* X(id, the stable word, which is the msgid, too): in the order in which notes have them. */
#define RULES_TABLE(X) \
    X(RULES_MINUTES, N_("minutes"))         /* START allows others than variant and roster do */ \
    X(RULES_LATE, N_("late-answer"))        /* an answer behind the time allowed */ \
    X(RULES_OUTAGE_CAP, N_("outage-cap"))   /* more outage not charged than the session allows */ \
    X(RULES_EXTRA_CAP, N_("extra-cap"))     /* more minutes added than it allows */ \
    X(RULES_CODE, N_("code"))               /* no voucher or order of this, or none at all */ \
    X(RULES_CODE_TWICE, N_("code-twice"))   /* one used for two things */ \
    X(RULES_SEAT, N_("seat"))               /* begun or gone on where it should not */ \
    X(RULES_SEQUENCE, N_("sequence"))       /* an event that no seat would have written */ \
    X(RULES_AFTER_LEAVE, N_("after-leave")) /* gone on at a seat that was left, without a code */ \
    X(RULES_SHEET, N_("sheet"))             /* the signed sheet says something else */ \
    X(RULES_LOST, N_("lost"))               /* a file of it came and is lost */ \
    X(RULES_AFTER_DECISION, N_("after-decision")) /* gone on beyond what the council ruled on */
#define RULES_ID(id, word) id,
enum rules_word { RULES_TABLE(RULES_ID) RULES_WORDS };
/* The stable word; the same for people; and how a sentence tells of one that is broken:
 * "late-answer at event 211, 31:02 of 30:00", in the user's language. */
const char *rules_word(enum rules_word w);

struct rules_breach {
    bool is_broken;
    bool has_event, has_span, has_minutes;
    uint32_t event;       /* the first that breaks it */
    uint64_t is, allowed; /* ms of a span, or minutes */
};
struct rules_verdict {
    struct rules_breach of[RULES_WORDS];
};
bool rules_are_broken(const struct rules_verdict *v);
void rules_describe(enum rules_word w, const struct rules_breach *b, struct buf *out);

/* ---- what the room's journals, orders and manifests say together ---- */

/* A voucher or an order in a journal or in a seat's room record. */
struct rules_use {
    uint32_t paper; /* or VOUCHER_NO_PAPER */
    uint8_t seat[8];
    uint16_t number;  /* of the voucher; 0: an order */
    uint16_t type;    /* of the event; 0: a room record */
    uint16_t action;  /* that the proof is of; 0: of none */
    uint16_t minutes; /* of an EXTEND */
    uint8_t proof[VOUCHER_PROOF];
    uint8_t id[32]; /* of the record in its journal: what journals share counts once */
    bool is_twice;
};
/* A collected order. */
struct rules_order {
    uint8_t hash[CRYPT_HASH];
    uint32_t paper;
    uint8_t seat[8];
    uint16_t action, minutes;
};
/* A seat was left with the paper open, `events` in its journal, whose head is this. */
struct rules_leave {
    uint32_t paper, events;
    uint8_t seat[8], head[CRYPT_HASH];
};
struct rules {
    struct rules_use *use;
    size_t uses, use_room;
    const struct rules_use **by_id; /* sorted by it; owned */
    struct rules_order *order;
    size_t orders;
    struct rules_leave *leave;
    size_t leaves;
};
/* Gathers it from the journals, and from the orders and manifests of the inbox that have a line of
 * the log up to the session's horizon. Each voucher that was used is stretched once, on all cores.
 * ERR_LIMIT, or what reading a file says. Free *out in any case. */
enum err_code rules_gather(const struct office_session *s, const struct keys_secret *office,
                           const struct collection *c, struct rules *out,
                           struct err *e) ERR_MUST_CHECK;
void rules_free(struct rules *r);

/* Its steps: the codes of one journal; then what all proofs are of, and what is used twice. W: of
 * voucher n at [n], VOUCHER_COUNT + 1 of them. */
enum err_code rules_add_journal(struct rules *r, const struct submission *m,
                                struct err *e) ERR_MUST_CHECK;
enum err_code rules_match(struct rules *r, const uint8_t uid[VOUCHER_UID],
                          const uint8_t (*W)[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* The use by the mac of its record; NULL when none has a code there. */
const struct rules_use *rules_find_use(const struct rules *r, const uint8_t id[32]);

/* What one journal is held against. */
struct rules_paper {
    uint32_t paper;
    uint32_t minutes; /* of the variant, with the roster's extra */
    const char *seat; /* the roster's; "" for any */
    const struct session_caps *caps;
    bool is_free; /* the session's start rule */
};
/* Judges the journal of a paper: every word but those of the sheet and of decisions. */
void rules_judge(const struct rules *r, const struct rules_paper *p, const struct submission *m,
                 struct rules_verdict *out);
/* The same with what session and roster say. */
void rules_judge_paper(const struct rules *r, const struct office_session *s,
                       const struct submission *m, struct rules_verdict *out);

#endif
