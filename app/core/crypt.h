/* The four primitives, libsodium only, one label each use. Nothing else in the project calls
 * libsodium's ciphers. */
#ifndef SATHACH_CORE_CRYPT_H
#define SATHACH_CORE_CRYPT_H

#include "app/core/buf.h"
#include "app/core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CRYPT_HASH = 32, /* BLAKE2b-256 */
    CRYPT_KEY = 32,  /* every symmetric key */
    CRYPT_SIG = 64,  /* Ed25519 */
    CRYPT_SIGN_PK = 32,
    CRYPT_SIGN_SK = 64,
    CRYPT_BOX_PK = 32, /* X25519 */
    CRYPT_BOX_SK = 32,
    CRYPT_SALT = 16,        /* Argon2id */
    CRYPT_XSEAL_EXTRA = 72, /* bytes xseal adds */
    CRYPT_BOX_EXTRA = 48    /* bytes a sealed box adds */
};

/* Every label of the project. A label separates uses of one key; none is ever used for two
 * things. */
#define LABEL_SIGN_PACKAGE "sathach1 package"     /* signature over a package */
#define LABEL_SIGN_BANK_BOX "sathach1 bank box"   /* signature inside the bank's office box */
#define LABEL_SIGN_BOX_KEY "sathach1 opening key" /* office's word on its X25519 key */
#define LABEL_BANK_ADDRESS "sathach1 address"     /* KDF(M, qid) -> cell address */
#define LABEL_BANK_QUESTION "sathach1 question"   /* KDF(M, qid) -> question key */
#define LABEL_CELL_SALT \
    "sathach1 cell salt"                         /* KDF(question key, address) -> salt of the
                                                        cell */
#define LABEL_QUESTION_ID "sathach1 question id" /* hash of normalised stem and options */
#define LABEL_CANDIDATE "sathach1 candidate"     /* KDF(S, candidate) */
#define LABEL_TICKET \
    "sathach1 ticket" /* ticket key from candidate key and stretched
                                                        access code */
#define LABEL_SLOT \
    "sathach1 slot"                                  /* key slot from custodians' stretched
                                                        passphrases */
#define LABEL_ROSTER "sathach1 roster"               /* KDF(S) */
#define LABEL_INVIGILATOR "sathach1 invigilator"     /* KDF(S) */
#define LABEL_DRAW "sathach1 draw"                   /* KDF(D, session, paper, public string) */
#define LABEL_DRAW_COMMIT "sathach1 draw commitment" /* hash of D and what the draw follows from */
#define LABEL_POOLS "sathach1 pools"                 /* hash in the commitment: the bank's pools */
#define LABEL_PROFILE "sathach1 profile"             /* likewise: the rules */
#define LABEL_ROSTER_LIST "sathach1 roster list"     /* likewise: the papers */
#define LABEL_JOURNAL "sathach1 journal"             /* journal chain */
#define LABEL_JOURNAL_HEAD "sathach1 journal head"   /* hash of a journal: HEAD, receipt */
#define LABEL_JOURNAL_BINDING \
    "sathach1 journal binding"                     /* hash in event 0 of session, bank and
                                                            paper */
#define LABEL_RESUME "sathach1 resume"             /* KDF(K0) */
#define LABEL_HEADER "sathach1 header"             /* KDF(resume key): tag of a clear header */
#define LABEL_CLAIM "sathach1 claim"               /* KDF(resume key): tag of a claim */
#define LABEL_CLAIM_NAME "sathach1 claim name"     /* KDF(resume key, session): a claim's name */
#define LABEL_ROOM_KEY "sathach1 room key"         /* KDF(S, seat hash): key of its room record */
#define LABEL_ROOM_RECORD "sathach1 room record"   /* chain of a seat's room record */
#define LABEL_STATUS "sathach1 status"             /* KDF(S): seals what seats show */
#define LABEL_MANIFEST_KEY "sathach1 manifest key" /* KDF(S) */
#define LABEL_MANIFEST "sathach1 manifest"         /* KDF(manifest key): mac of a manifest */
#define LABEL_BOOT "sathach1 boot"                 /* hash of a boot id */
#define LABEL_SEAT "sathach1 seat"                 /* hash of a seat's name */
#define LABEL_KEY_FILE "sathach1 key file"         /* staff key file */
#define LABEL_SIMULATION "sathach1 simulation"     /* seed of a virtual candidate */
#define LABEL_FINGERPRINT "sathach1 fingerprint"   /* what people compare of a public key */
#define LABEL_BACKUP "sathach1 backup" /* pieces of a backup, under a key of their own */
#define LABEL_MARK \
    "sathach1 mark" /* hash of a mark of the log: its code for
                                                        paper */
#define LABEL_SHEET_SAMPLE \
    "sathach1 sheet sample" /* hash of a mark's root and the dice: which rows of the sheet are
                               asked */
#define LABEL_ORDER_KEY "sathach1 order key"       /* KDF(O, uid) -> seed of the order pair */
#define LABEL_VOUCHER_KEY "sathach1 voucher key"   /* KDF(O, uid) -> V */
#define LABEL_VOUCHER "sathach1 voucher"           /* KDF(V, u16 n) -> a voucher's characters */
#define LABEL_VOUCHER_SALT "sathach1 voucher salt" /* hash of uid and number: its Argon2id's salt */
#define LABEL_VOUCHER_USE "sathach1 voucher use"   /* KDF(W, the use) -> its proof */
#define LABEL_STREAM \
    "sathach1 stream" /* KDF(seed, u64 block) -> seed of a stream's
                                                        256-byte block */

/* libsodium's own start; ERR_IO when it cannot. Call once in main. */
enum err_code crypt_start(struct err *e) ERR_MUST_CHECK;

/* A random source that can be replaced in tests and simulations; fill writes len bytes. */
struct crypt_random {
    void (*fill)(void *context, void *out, size_t len);
    void *context;
};
/* The machine's random source. */
struct crypt_random crypt_random_system(void);

/* Secret memory: guarded, locked where the machine allows, zeroed when freed. NULL only when memory
 * ends. */
void *crypt_secret_new(size_t len);
void crypt_secret_free(void *p);
void crypt_wipe(void *p, size_t len);

/* BLAKE2b-256(label ‖ 0x00 ‖ data). */
void crypt_hash(const char *label, const void *data, size_t len, uint8_t out[CRYPT_HASH]);
/* BLAKE2b-256(data) without a label: the hash of a whole file, as public tools print it (b2sum -l
 * 256). */
void crypt_hash_file(const void *data, size_t len, uint8_t out[CRYPT_HASH]);
/* The same as 64 hexadecimal digits, with NUL. */
void crypt_hash_file_hex(const void *data, size_t len, char hex[2 * CRYPT_HASH + 1]);
/* SHA-256(data): only where a public format wants it (the marks of the office's log). */
void crypt_sha256(const void *data, size_t len, uint8_t out[CRYPT_HASH]);
/* Keyed BLAKE2b(key, label ‖ 0x00 ‖ data), out_len 16–64 bytes. */
void crypt_kdf(const uint8_t key[CRYPT_KEY], const char *label, const void *data, size_t len,
               uint8_t *out, size_t out_len);

/* Ed25519 over label ‖ BLAKE2b-512(body). */
void crypt_sign(const uint8_t sk[CRYPT_SIGN_SK], const char *label, const void *body, size_t len,
                uint8_t sig[CRYPT_SIG]);
bool crypt_is_signed(const uint8_t pk[CRYPT_SIGN_PK], const char *label, const void *body,
                     size_t len, const uint8_t sig[CRYPT_SIG]);
/* BLAKE2b over bytes that come piece by piece, for files that are too long for the memory. 64 bytes
 * of it are what crypt_sign signs of a body; 32 bytes the hash of a file. */
struct crypt_digest {
    _Alignas(64) uint8_t state[384];
    size_t len;
};
enum { CRYPT_DIGEST = 64 };
void crypt_digest_begin(struct crypt_digest *d, size_t len);
void crypt_digest_add(struct crypt_digest *d, const void *data, size_t len);
void crypt_digest_end(struct crypt_digest *d, uint8_t *out);
/* As crypt_sign and crypt_is_signed, of a body whose digest is at hand. */
void crypt_sign_digest(const uint8_t sk[CRYPT_SIGN_SK], const char *label,
                       const uint8_t digest[CRYPT_DIGEST], uint8_t sig[CRYPT_SIG]);
bool crypt_is_signed_digest(const uint8_t pk[CRYPT_SIGN_PK], const char *label,
                            const uint8_t digest[CRYPT_DIGEST], const uint8_t sig[CRYPT_SIG]);
/* Ed25519 over the message itself: for minisign's format only, everything else has a label. */
void crypt_sign_plain(const uint8_t sk[CRYPT_SIGN_SK], const void *message, size_t len,
                      uint8_t sig[CRYPT_SIG]);
bool crypt_is_signed_plain(const uint8_t pk[CRYPT_SIGN_PK], const void *message, size_t len,
                           const uint8_t sig[CRYPT_SIG]);
void crypt_sign_pair(struct crypt_random *rnd, uint8_t pk[CRYPT_SIGN_PK],
                     uint8_t sk[CRYPT_SIGN_SK]);
/* The pair of a 32-byte seed: always the same. */
void crypt_sign_pair_of(const uint8_t seed[CRYPT_KEY], uint8_t pk[CRYPT_SIGN_PK],
                        uint8_t sk[CRYPT_SIGN_SK]);
void crypt_box_pair(struct crypt_random *rnd, uint8_t pk[CRYPT_BOX_PK], uint8_t sk[CRYPT_BOX_SK]);
/* True when the halves belong together. */
bool crypt_is_sign_pair(const uint8_t pk[CRYPT_SIGN_PK], const uint8_t sk[CRYPT_SIGN_SK]);
bool crypt_is_box_pair(const uint8_t pk[CRYPT_BOX_PK], const uint8_t sk[CRYPT_BOX_SK]);

/* xseal, the only symmetric encryption; commits to key, context and salt.
 *   salt[24] random; ek[32] ‖ com[32] = BLAKE2b-512(key, "sathach1 xseal\0" ‖ u8 ctx_len ‖ ctx ‖
 *   salt)
 *   out = salt ‖ com ‖ XChaCha20-Poly1305(ek, nonce 24 zero bytes, no ad, pt)
 * ctx (at most 255 bytes) carries the meaning, so that nothing sealed can be moved elsewhere.
 * Appends len + CRYPT_XSEAL_EXTRA bytes to out. */
void crypt_xseal(const uint8_t key[CRYPT_KEY], const void *ctx, size_t ctx_len, const void *pt,
                 size_t len, struct crypt_random *rnd, struct buf *out);
/* Opens into out (replaced; len - CRYPT_XSEAL_EXTRA bytes). ERR_AUTH when key, context or bytes
 * differ. */
enum err_code crypt_xopen(const uint8_t key[CRYPT_KEY], const void *ctx, size_t ctx_len,
                          const void *sealed, size_t len, struct buf *out,
                          struct err *e) ERR_MUST_CHECK;

/* Sealed box to an X25519 key: appends len + CRYPT_BOX_EXTRA bytes. */
void crypt_box_seal(const uint8_t pk[CRYPT_BOX_PK], const void *pt, size_t len, struct buf *out);
enum err_code crypt_box_open(const uint8_t pk[CRYPT_BOX_PK], const uint8_t sk[CRYPT_BOX_SK],
                             const void *sealed, size_t len, struct buf *out,
                             struct err *e) ERR_MUST_CHECK;

/* Argon2id costs as they stand in files. */
struct crypt_cost {
    uint32_t ops;     /* passes, 1–8 */
    uint32_t mem_kib; /* 8 MiB – 1 GiB */
};
enum { CRYPT_OPS_MAX = 8, CRYPT_MEM_KIB_MIN = 8 * 1024, CRYPT_MEM_KIB_MAX = 1024 * 1024 };
/* Costs for codes typed at a seat (2, 64 MiB) and for staff keys: 7 passes over 128 MiB cost as
 * much time as libsodium's MODERATE (3 over 256 MiB) and leave old office machines, and whatever
 * else the command holds, room under 200 MB. */
struct crypt_cost crypt_cost_seat(void);
struct crypt_cost crypt_cost_staff(void);
/* ERR_LIMIT for costs outside the caps; looked at before any work. */
enum err_code crypt_cost_check(struct crypt_cost cost, struct err *e) ERR_MUST_CHECK;
/* Argon2id(secret, salt) -> 32 bytes. ERR_LIMIT for costs or missing memory. */
enum err_code crypt_stretch(const char *secret, const uint8_t salt[CRYPT_SALT],
                            struct crypt_cost cost, uint8_t out[CRYPT_KEY],
                            struct err *e) ERR_MUST_CHECK;

/* The same with another number of bytes, 16–64; all of them depend on it. */
enum err_code crypt_stretch_long(const char *secret, const uint8_t salt[CRYPT_SALT],
                                 struct crypt_cost cost, uint8_t *out, size_t len,
                                 struct err *e) ERR_MUST_CHECK;

/* A deterministic ChaCha20 stream from a 32-byte seed, and unbiased numbers from it. Bytes 256·i …
 * 256·i+255 are randombytes_buf_deterministic(256) with the seed KDF(seed, LABEL_STREAM, u64 i).
 * Numbers are little endian. */
struct crypt_stream {
    uint8_t seed[CRYPT_KEY];
    uint64_t block;
    size_t at;
    uint8_t bytes[256];
};
void crypt_stream_init(struct crypt_stream *s, const uint8_t seed[CRYPT_KEY]);
void crypt_stream_fill(struct crypt_stream *s, void *out, size_t len);
/* Uniform in 0 … n-1 (n >= 1; 0 without a draw when n is 1): a 32-bit draw, rejected while it is
 * below (2^32 - n) % n, then % n. */
uint32_t crypt_stream_below(struct crypt_stream *s, uint32_t n);
/* The stream as a random source, for tests and simulations. Points at s. */
struct crypt_random crypt_random_stream(struct crypt_stream *s);

/* Lower-case hexadecimal with NUL; out has 2*len+1 bytes. */
void crypt_hex(const void *data, size_t len, char *out);
/* And back: false when it is not 2*len of those digits, and nothing else. */
bool crypt_unhex(const char *hex, void *out, size_t len);
/* Fingerprint of a public key for people: 20 hex digits in fours, "1a2b 3c4d …" (25 bytes with
 * NUL). */
void crypt_fingerprint(const uint8_t pk[32], char out[25]);

#endif
