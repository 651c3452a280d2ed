/* The sealed bank, B.bank: an index of addresses, one sealed cell a question, one sealed box for
 * the office. A seat opens only the cells whose keys its tickets bring; the answer key lies in the
 * office's box alone. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_BANK_H
#define SATHACH_CORE_BANK_H

#include "app/core/buf.h"
#include "app/core/keys.h"
#include "app/core/package.h"

enum {
    BANK_ADDRESS = 16,
    BANK_UID = 16,
    BANK_OPTIONS = 4,
    BANK_CELL_STEP = 256, /* sealed cells are padded to this */
    BANK_CELL_MAX = 64 * 1024,
    BANK_QUESTIONS_MAX = 200000,
    BANK_POOLS_MAX = 4096,
    BANK_NAME_MAX = 160,       /* pool names, ids; bytes with NUL */
    BANK_STEM_MAX = 16 * 1024, /* bytes */
    BANK_OPTION_MAX = 8 * 1024,
    BANK_ALIASES_MAX = 64, /* of one field */
    BANK_FLAG_TRAINING = 1
};

/* One question in clear. Strings are malloc'd UTF-8 without forbidden characters; free with
 * bank_question_free. */
struct bank_question {
    char *stem;
    char *option[BANK_OPTIONS];
};
void bank_question_free(struct bank_question *q);

/* Question's identity: hash(LABEL_QUESTION_ID, stem ‖ 0x00 ‖ option A ‖ 0x00 ‖ … D ‖ 0x00). Text is
 * normalised by the office before it comes here. The answer is no part of it. */
void bank_question_id(const struct bank_question *q, uint8_t id[CRYPT_HASH]);
/* ERR_FORMAT when a text is empty, over its size, or holds a forbidden character. What a bank's
 * question may be made of is narrower (characters.h): the examiner's check and the office's look at
 * the sealed bank ask for it. */
enum err_code bank_question_check(const struct bank_question *q, struct err *e) ERR_MUST_CHECK;

/* What the office and the public know of a bank; stands in clear in the package. */
struct bank_field {
    char *code, *title_vi, *title_en; /* title_en may be NULL */
    char **alias;                     /* other names that rosters may call it by */
    size_t aliases;
};
struct bank_meta {
    char *id, *title_vi, *title_en, *edition, *source; /* title_en, source may be NULL */
    char *characters; /* what its questions may hold beyond the list of characters.h, as "U+0304
                         U+33A1"; NULL for nothing */
    struct bank_field *field;
    size_t fields;
};
void bank_meta_free(struct bank_meta *m);
/* A place for one more alias, NULL in it; NULL past BANK_ALIASES_MAX or when memory ends. */
char **bank_field_new_alias(struct bank_field *f);
/* The field of a code, or NULL. */
const struct bank_field *bank_meta_field(const struct bank_meta *m, const char *code);

/* ---- building, by the examiner ---- */
struct bank_source_question {
    struct bank_question text;
    uint8_t answer;     /* 0–3 */
    bool options_refer; /* an option speaks of other options: never shuffled */
    char *note;         /* citation; may be NULL */
};
struct bank_source_pool {
    char name[BANK_NAME_MAX]; /* field/grade/pool */
    uint32_t *question;       /* indices into question[], without repeats */
    size_t count;
};
/* The whole bank in clear, owned by whoever fills it; bank_source_free frees all. */
struct bank_source {
    struct bank_meta meta;
    bool training;
    struct bank_source_question *question; /* distinct identities */
    size_t questions;
    struct bank_source_pool *pool;
    size_t pools;
};
void bank_source_free(struct bank_source *s);
/* Appends the one true form of a question's cell: nothing in it is the sealer's choice, so that
 * nothing can hide in it. The office makes each cell again and compares. ERR_LIMIT when the
 * question is too long. */
enum err_code bank_cell_seal(const uint8_t master[CRYPT_KEY], const uint8_t uid[BANK_UID],
                             const struct bank_question *q, struct buf *out,
                             struct err *e) ERR_MUST_CHECK;
/* Seals for the office, signed by the examiner; appends the package to out. Refuses
 * (ERR_FORMAT/ERR_LIMIT) what bank_question_check refuses, an empty pool, repeated identities. */
enum err_code bank_seal(const struct bank_source *s, const struct keys_secret *examiner,
                        const struct keys_public *office, struct crypt_random *rnd, struct buf *out,
                        struct err *e) ERR_MUST_CHECK;

/* ---- opening, by the seat ---- */
/* Points into the bytes it was opened from, which must outlive it. */
struct bank {
    uint8_t hash[CRYPT_HASH];      /* crypt_hash_file of the package */
    uint8_t signer[CRYPT_SIGN_PK]; /* the examiner */
    uint8_t uid[BANK_UID];
    bool training;
    uint32_t count;       /* cells */
    const uint8_t *index; /* count entries, sorted by address */
    const uint8_t *cells;
    size_t cells_len;
    const uint8_t *meta;
    size_t meta_len;
    const uint8_t *box; /* for the office */
    size_t box_len;
};
/* Verifies the package and the whole structure (index sorted, cells inside, steps, zero bytes).
 * expected: hash the session names, or NULL. ERR_POLICY when it is another bank than expected. */
enum err_code bank_open(const void *bytes, size_t len, const uint8_t *expected, struct bank *out,
                        struct err *e) ERR_MUST_CHECK;
enum err_code bank_meta_read(const struct bank *b, struct bank_meta *out,
                             struct err *e) ERR_MUST_CHECK;
/* Opens one cell with the key a ticket brought. ERR_AUTH when there is no such cell or the key is
 * wrong. Characters that must not reach a terminal are refused with ERR_FORMAT. */
enum err_code bank_read_question(const struct bank *b, const uint8_t address[BANK_ADDRESS],
                                 const uint8_t key[CRYPT_KEY], struct bank_question *out,
                                 struct err *e) ERR_MUST_CHECK;

/* ---- opening, by the office ---- */
struct bank_entry {
    uint8_t qid[CRYPT_HASH];
    uint8_t address[BANK_ADDRESS];
    uint8_t answer;
    bool options_refer;
    char *note; /* may be NULL */
};
struct bank_pool {
    char name[BANK_NAME_MAX];
    uint32_t *entry; /* indices into entry[] */
    size_t count;
};
/* The sealed bytes of cell i (< count), len of them, inside the bank's bytes. */
const uint8_t *bank_cell(const struct bank *b, uint32_t i, size_t *len);
/* What lies in the office's box. */
struct bank_office {
    uint8_t master[CRYPT_KEY]; /* M */
    struct bank_entry *entry;
    size_t entries;
    struct bank_pool *pool;
    size_t pools;
};
/* ERR_KEY when the box is not for this office, ERR_AUTH when the examiner's signature inside fails.
 * Free with bank_office_free. */
enum err_code bank_open_office(const struct bank *b, const struct keys_secret *office,
                               struct bank_office *out, struct err *e) ERR_MUST_CHECK;
void bank_office_free(struct bank_office *o);
/* NULL when the bank has none */
const struct bank_pool *bank_office_pool(const struct bank_office *o, const char *name);
/* KDF(M, …, qid). */
void bank_question_key(const uint8_t master[CRYPT_KEY], const uint8_t qid[CRYPT_HASH],
                       uint8_t key[CRYPT_KEY]);
void bank_question_address(const uint8_t master[CRYPT_KEY], const uint8_t qid[CRYPT_HASH],
                           uint8_t address[BANK_ADDRESS]);

#endif
