/* The session file, S.session: what a seat needs for one exam session. Header, key slots, sealed
 * roster, one ticket a paper, invigilator's box, office's box. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_SESSION_H
#define SATHACH_CORE_SESSION_H

#include "app/core/bank.h"
#include "app/core/code.h"
#include "app/core/profile.h"
#include "app/core/voucher.h"

enum {
    SESSION_UID = 16,
    SESSION_NAME_MAX = 33,     /* [a-z0-9-], with NUL; stands in file names */
    SESSION_TEXT_MAX = 256,    /* bytes of any free text, with NUL */
    SESSION_RESULTS_MAX = 161, /* of when and where results are told, with NUL */
    SESSION_PAPERS_MAX = 20000,
    SESSION_CANDIDATES_MAX = 20000,
    SESSION_CUSTODIANS_MAX = 8,
    SESSION_SLOTS_MAX = 71, /* C(8,4) to unlock, one for orders */
    SESSION_PAPER_QUESTIONS_MAX = 400,
    SESSION_FLAG_TRAINING = 1,
    SESSION_ORDER_AS_WRITTEN = 0xE4 /* option order: 2 bits a place, place 0 lowest: A B C D */
};

/* Which rows of the signed sheet are typed in before lists are published. */
enum session_sheet {
    SESSION_SHEET_NONE = 0, /* every list says so */
    SESSION_SHEET_SAMPLE = 1,
    SESSION_SHEET_ALL = 2
};
/* When a paper starts at a seat that the roster does not name for it. */
enum session_start {
    SESSION_START_SEATS = 0, /* every paper has its seat: nowhere else without the invigilator */
    SESSION_START_CLAIM = 1, /* where it is claimed first in an exchange folder */
    SESSION_START_FREE = 2   /* anywhere */
};
/* Their words, as options and the log have them: "sample", "claim" …. NULL for no such value. */
const char *session_sheet_word(enum session_sheet sheet);
const char *session_start_word(enum session_start start);
/* From the word; false for another. */
bool session_sheet_of(const char *word, enum session_sheet *out);
bool session_start_of(const char *word, enum session_start *out);

/* Rules of time and the like, in the clear header (signed). */
struct session_caps {
    uint16_t tick_s;        /* 15: a tick after so long without another event */
    uint16_t checkpoint_s;  /* 30 */
    uint16_t outage_cap_s;  /* 600: outage not charged after a reboot, at most, in all */
    uint16_t extra_cap_min; /* 60: more time, at most, in all */
};

/* Clear part of a session. */
struct session_info {
    uint8_t uid[SESSION_UID];
    char name[SESSION_NAME_MAX];
    char title[SESSION_TEXT_MAX];
    char room[SESSION_TEXT_MAX];
    char lot[SESSION_TEXT_MAX];              /* public string of the draw; "" for none */
    char results_when[SESSION_RESULTS_MAX];  /* when candidates learn their results, in words; "":
                                               not said */
    char results_where[SESSION_RESULTS_MAX]; /* and where */
    uint32_t issue;                          /* 1 for the first of its uid */
    uint8_t supersedes[CRYPT_HASH]; /* hash of the session file it replaces; zeros for none */
    uint32_t flags;                 /* SESSION_FLAG_… */
    uint8_t bank_hash[CRYPT_HASH];
    uint8_t bank_uid[BANK_UID];
    uint8_t examiner_pk[CRYPT_SIGN_PK];
    uint8_t office_pk[CRYPT_SIGN_PK];
    uint8_t office_box_pk[CRYPT_BOX_PK];
    uint8_t draw_commitment[CRYPT_HASH]; /* hash(LABEL_DRAW_COMMIT, D) */
    uint8_t people_hash[CRYPT_HASH];     /* of the file NAME.people */
    uint8_t order_pk[CRYPT_SIGN_PK];     /* what orders are signed with */
    enum session_sheet sheet;
    enum session_start start;
    uint8_t copies;        /* exchange folders an answer is to stand in, besides the seat, before it
                              counts as saved: 0, 1 */
    int64_t opens, closes; /* seconds since 1970 UTC; 0 for no window */
    struct session_caps caps;
    struct crypt_cost seat_cost; /* Argon2id of passphrases and access codes */
    uint8_t pass_salt[CRYPT_SALT];
    uint8_t custodians, need; /* n and k */
    struct profile profile;
};

struct session_candidate {
    char sbd[64];
    char name[SESSION_TEXT_MAX]; /* "" for a spare place */
    char birth[12];              /* dd/mm/yyyy or "" */
    char unit[SESSION_TEXT_MAX];
    uint8_t salt[CRYPT_SALT];
    bool is_spare;
};
struct session_paper {
    uint32_t candidate;                                          /* index into candidate[] */
    char field[32], grade[16];                                   /* codes: "4.1", "II" */
    char title_vi[SESSION_TEXT_MAX], title_en[SESSION_TEXT_MAX]; /* of the field */
    char seat[64];                                               /* "" for any */
    bool exempt; /* exempt from the professional part */
    uint16_t extra_minutes;
    char extra_reason[SESSION_TEXT_MAX];
};

/* ---- the ticket: what one access code opens, one a paper ---- */
struct session_ticket_question {
    uint8_t address[BANK_ADDRESS];
    uint8_t key[CRYPT_KEY];
    uint8_t order; /* option order, SESSION_ORDER_AS_WRITTEN unless shuffled */
};
/* Secret; hold it in crypt_secret_new memory. */
struct session_ticket {
    uint32_t paper;        /* index */
    uint8_t k0[CRYPT_KEY]; /* first key of the journal */
    uint16_t minutes, extra_minutes;
    char extra_reason[SESSION_TEXT_MAX];
    char seat[64];
    uint16_t languages; /* bit 0 vi, bit 1 en */
    uint16_t parts;
    uint16_t part_questions[PROFILE_PARTS_MAX];
    uint16_t questions;
    struct session_ticket_question question[SESSION_PAPER_QUESTIONS_MAX];
};

/* ---- opening, by the seat ---- */
/* Points into the bytes it was opened from. */
struct session {
    uint8_t hash[CRYPT_HASH]; /* crypt_hash_file of the package */
    struct session_info info;
    uint32_t candidates, papers;
    uint16_t slots;
    const uint8_t *slot; /* slots records */
    const uint8_t *roster;
    size_t roster_len;
    const uint8_t *ticket;
    size_t ticket_len; /* papers records of ticket_len bytes each */
    const uint8_t *invigilator;
    size_t invigilator_len;
    const uint8_t *office_box;
    size_t office_box_len;
};
/* office_pk: the one office trusted, or NULL (an outsider who looks only). ERR_KEY when another
 * office signed. */
enum err_code session_open(const void *bytes, size_t len, const uint8_t *office_pk,
                           struct session *out, struct err *e) ERR_MUST_CHECK;

/* S from n passphrases (as typed; normalised here). ERR_AUTH when they open no unlock slot. S:
 * secret memory of the caller. */
enum err_code session_unlock(const struct session *s, const char *const *passphrase, size_t n,
                             uint8_t S[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* O from the order passphrase, and with it the order pair. ERR_AUTH when it opens no slot for
 * orders, ERR_FORMAT when the header names another order key. O: secret memory of the caller. */
enum err_code session_unlock_orders(const struct session *s, const char *passphrase,
                                    uint8_t O[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* The pair that signs orders, from O alone. O, sk: secret memory of the caller. */
void session_order_pair(const uint8_t O[CRYPT_KEY], const uint8_t uid[SESSION_UID],
                        uint8_t pk[CRYPT_SIGN_PK], uint8_t sk[CRYPT_SIGN_SK]);
/* What vouchers typed at a seat are checked by (voucher_open), from the invigilator's box. */
enum { SESSION_VERIFIERS = VOUCHER_COUNT * VOUCHER_VERIFIER };
enum err_code session_read_verifiers(const struct session *s, const uint8_t S[CRYPT_KEY],
                                     uint8_t out[SESSION_VERIFIERS], struct err *e) ERR_MUST_CHECK;
/* True when S is this session's: opens its roster. */
bool session_is_key(const struct session *s, const uint8_t S[CRYPT_KEY]);

struct session_roster {
    struct session_candidate *candidate;
    size_t candidates;
    struct session_paper *paper;
    size_t papers;
};
enum err_code session_read_roster(const struct session *s, const uint8_t S[CRYPT_KEY],
                                  struct session_roster *out, struct err *e) ERR_MUST_CHECK;
void session_roster_free(struct session_roster *r);
enum { SESSION_SBD_KEY = 256 };
/* What candidate numbers are compared by: blanks at the ends off, text_fold. False when it is
 * empty, too long or holds a character the fold does not know; rosters refuse such a number. */
bool session_sbd_key(const char *sbd, char key[SESSION_SBD_KEY]) ERR_MUST_CHECK;
/* Index of the candidate with this SBD (as typed: by its key; leading zeros matter only between
 * several), or -1. */
long session_roster_find(const struct session_roster *r, const char *sbd);

/* Argon2id once for a candidate: the key that opens each of its tickets. access: as typed. ERR_AUTH
 * for a malformed code. */
enum err_code session_candidate_key(const struct session *s, const uint8_t S[CRYPT_KEY],
                                    uint32_t candidate, const struct session_candidate *c,
                                    const char *access, uint8_t key[CRYPT_KEY],
                                    struct err *e) ERR_MUST_CHECK;
/* ERR_AUTH when the code is wrong. */
enum err_code session_read_ticket(const struct session *s, uint32_t paper,
                                  const uint8_t key[CRYPT_KEY], struct session_ticket *out,
                                  struct err *e) ERR_MUST_CHECK;

/* ---- opening, by the office ---- */
struct session_office_paper {
    uint8_t k0[CRYPT_KEY];
};
struct session_office {
    uint8_t S[CRYPT_KEY];
    uint8_t D[CRYPT_KEY];
    uint8_t O[CRYPT_KEY];
    char (*access)[CODE_ACCESS + 1];
    size_t candidates;
    struct session_office_paper *paper;
    size_t papers;
};
enum err_code session_open_office(const struct session *s, const struct keys_secret *office,
                                  struct session_office *out, struct err *e) ERR_MUST_CHECK;
void session_office_free(struct session_office *o);

/* "0007": the paper's number in file names and on slips, index + 1. out: 8 bytes. */
void session_paper_name(uint32_t paper, char out[8]);
/* Its index from such a name (1 to 6 digits, leading zeros or none); false for anything else. */
bool session_paper_index(const char *name, uint32_t *out);

#endif
