/* The session file, S.session: what a seat needs for one sitting. Header, key slots, sealed roster, one ticket a paper,
 * invigilator's box, office's box. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_SESSION_H
#define SATHACH_CORE_SESSION_H

#include "app/core/bank.h"
#include "app/core/code.h"
#include "app/core/profile.h"

enum {
    SESSION_UID = 16,
    SESSION_NAME_MAX = 33,        /* [a-z0-9-], with NUL; stands in file names */
    SESSION_TEXT_MAX = 256,       /* bytes of any free text, with NUL */
    SESSION_PAPERS_MAX = 20000,
    SESSION_CANDIDATES_MAX = 20000,
    SESSION_CUSTODIANS_MAX = 8,
    SESSION_SLOTS_MAX = 70,       /* C(8,4) */
    SESSION_PAPER_QUESTIONS_MAX = 400,
    SESSION_FLAG_TRAINING = 1,
    SESSION_FLAG_RECEIPTS = 2,    /* receipts typed in from the sheet are required before closing */
    SESSION_ORDER_AS_WRITTEN = 0xE4 /* option order: 2 bits a place, place 0 lowest: A B C D */
};

/* Rules of time and the like, in the clear header (signed). */
struct session_caps {
    uint16_t tick_s;          /* 15: a tick after so long without another event */
    uint16_t checkpoint_s;    /* 30 */
    uint16_t outage_cap_s;    /* 600: outage not charged after a reboot, at most, in all */
    uint16_t extra_cap_min;   /* 60: extensions by one-time codes, at most, in all */
};

/* Clear part of a session. */
struct session_info {
    uint8_t uid[SESSION_UID];
    char name[SESSION_NAME_MAX];
    char title[SESSION_TEXT_MAX];
    char room[SESSION_TEXT_MAX];
    char lot[SESSION_TEXT_MAX];       /* public string of the draw; "" for none */
    uint32_t issue;                   /* 1 for the first of its uid */
    uint8_t supersedes[CRYPT_HASH];   /* hash of the session file it replaces; zeros for none */
    uint32_t flags;                   /* SESSION_FLAG_… */
    uint8_t bank_hash[CRYPT_HASH];
    uint8_t bank_uid[BANK_UID];
    uint8_t examiner_pk[CRYPT_SIGN_PK];
    uint8_t office_pk[CRYPT_SIGN_PK];
    uint8_t office_box_pk[CRYPT_BOX_PK];
    uint8_t draw_commitment[CRYPT_HASH]; /* hash(LABEL_DRAW_COMMIT, D) */
    int64_t opens, closes;            /* seconds since 1970 UTC; 0 for no window */
    struct session_caps caps;
    struct crypt_cost seat_cost;      /* Argon2id of passphrases and access codes */
    uint8_t pass_salt[CRYPT_SALT];
    uint8_t custodians, need;         /* n and k */
    struct profile profile;
};

struct session_candidate {
    char sbd[64];
    char name[SESSION_TEXT_MAX];      /* "" for a spare place */
    char birth[12];                   /* dd/mm/yyyy or "" */
    char unit[SESSION_TEXT_MAX];
    uint8_t salt[CRYPT_SALT];
    bool is_spare;
};
struct session_paper {
    uint32_t candidate;               /* index into candidate[] */
    char field[32], grade[16];        /* codes: "4.1", "II" */
    char title_vi[SESSION_TEXT_MAX], title_en[SESSION_TEXT_MAX]; /* of the field */
    char seat[64];                    /* "" for any */
    bool exempt;                      /* exempt from the professional part */
    uint16_t extra_minutes;
    char extra_reason[SESSION_TEXT_MAX];
};

/* ---- the ticket: what one access code opens, one a paper ---- */
struct session_ticket_question {
    uint8_t address[BANK_ADDRESS];
    uint8_t key[CRYPT_KEY];
    uint8_t order;                    /* option order, SESSION_ORDER_AS_WRITTEN unless shuffled */
};
/* Secret; hold it in crypt_secret_new memory. */
struct session_ticket {
    uint32_t paper;                   /* index */
    uint8_t k0[CRYPT_KEY];            /* first key of the journal */
    uint8_t code_key[CRYPT_KEY];      /* one-time codes of this paper */
    uint16_t minutes, extra_minutes;
    char extra_reason[SESSION_TEXT_MAX];
    char seat[64];
    uint16_t languages;               /* bit 0 vi, bit 1 en */
    uint16_t parts;
    uint16_t part_questions[PROFILE_PARTS_MAX];
    uint16_t questions;
    struct session_ticket_question question[SESSION_PAPER_QUESTIONS_MAX];
};

/* ---- opening, by the seat ---- */
/* Points into the bytes it was opened from. */
struct session {
    uint8_t hash[CRYPT_HASH];         /* crypt_hash_file of the package */
    struct session_info info;
    uint32_t candidates, papers;
    uint16_t slots;
    const uint8_t *slot;              /* slots records */
    const uint8_t *roster; size_t roster_len;
    const uint8_t *ticket; size_t ticket_len; /* papers records of ticket_len bytes each */
    const uint8_t *invigilator; size_t invigilator_len;
    const uint8_t *office_box; size_t office_box_len;
};
/* office_pk: the one office trusted, or NULL (an outsider who looks only). ERR_KEY when another office signed. */
enum err_code session_open(const void *bytes, size_t len, const uint8_t *office_pk, struct session *out, struct err *e) ERR_MUST_CHECK;

/* S from n passphrases (as typed; normalised here). ERR_AUTH when they open no unlock slot. S: secret memory of the caller. */
enum err_code session_unlock(const struct session *s, const char *const *passphrase, size_t n, uint8_t S[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* True when S is this session's: opens its roster. */
bool session_is_key(const struct session *s, const uint8_t S[CRYPT_KEY]);

struct session_roster {
    struct session_candidate *candidate; size_t candidates;
    struct session_paper *paper; size_t papers;
};
enum err_code session_read_roster(const struct session *s, const uint8_t S[CRYPT_KEY], struct session_roster *out, struct err *e) ERR_MUST_CHECK;
void session_roster_free(struct session_roster *r);
/* Index of the candidate with this SBD (as typed: trimmed, case of ASCII letters and leading zeros matter not), or -1. */
long session_roster_find(const struct session_roster *r, const char *sbd);

/* Argon2id once for a candidate: the key that opens each of its tickets. access: as typed. ERR_AUTH for a malformed code. */
enum err_code session_candidate_key(const struct session *s, const uint8_t S[CRYPT_KEY], uint32_t candidate, const struct session_candidate *c,
                                    const char *access, uint8_t key[CRYPT_KEY], struct err *e) ERR_MUST_CHECK;
/* ERR_AUTH when the code is wrong. */
enum err_code session_read_ticket(const struct session *s, uint32_t paper, const uint8_t key[CRYPT_KEY], struct session_ticket *out, struct err *e)
    ERR_MUST_CHECK;

/* ---- opening, by the office ---- */
struct session_office_paper {
    uint8_t k0[CRYPT_KEY];
    uint8_t code_key[CRYPT_KEY];
};
struct session_office {
    uint8_t S[CRYPT_KEY];
    uint8_t D[CRYPT_KEY];
    char (*access)[CODE_ACCESS + 1]; size_t candidates;
    struct session_office_paper *paper; size_t papers;
};
enum err_code session_open_office(const struct session *s, const struct keys_secret *office, struct session_office *out, struct err *e) ERR_MUST_CHECK;
void session_office_free(struct session_office *o);

/* "0007": the paper's number in file names and on slips, index + 1. out: 8 bytes. */
void session_paper_name(uint32_t paper, char out[8]);
/* Its index from such a name (1 to 6 digits, leading zeros or none); false for anything else. */
bool session_paper_index(const char *name, uint32_t *out);

#endif
