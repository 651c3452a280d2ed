/* S.PAPER.TOKEN.start: which seat began a paper that the roster leaves to any. Made in an exchange
 * folder with O_EXCL before the first event, by who holds the paper's access code: name and tag
 * come from its resume key, so that nobody else can plant one. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_CLAIM_H
#define SATHACH_CORE_CLAIM_H

#include "app/core/answers.h"

enum {
    CLAIM_SEAT = 64,    /* bytes of a seat's name, zero padded */
    CLAIM_TAGGED = 144, /* bytes of the payload that the tag is over */
    CLAIM_FILE = PACKAGE_HEADER + CLAIM_TAGGED + ANSWERS_TAG,
    CLAIM_NAME = ANSWERS_NAME /* bytes of a file's name with NUL */
};

struct claim {
    uint32_t paper;
    char seat[CLAIM_SEAT + 1];
    uint8_t boot_hash[8];
    int64_t wall_ms; /* what that seat's clock said */
};

/* Appends the package to out. key: the paper's resume_key. */
void claim_build(const struct session *s, const struct claim *c, const uint8_t key[CRYPT_KEY],
                 struct buf *out);
/* ERR_AUTH: not made by who holds the key, or altered; ERR_POLICY: of another session or paper;
 * ERR_FORMAT. */
enum err_code claim_open(const void *bytes, size_t len, const struct session *s, uint32_t paper,
                         const uint8_t key[CRYPT_KEY], struct claim *out,
                         struct err *e) ERR_MUST_CHECK;
/* "ca1.0007.NMEKP3MYD0R4ZQMD.start": the one name that a paper's claim can have. */
void claim_file_name(const struct session *s, uint32_t paper, const uint8_t key[CRYPT_KEY],
                     char out[CLAIM_NAME]);
/* The letters in it. */
void claim_token(const uint8_t key[CRYPT_KEY], const uint8_t session_hash[CRYPT_HASH],
                 char out[CODE_RECEIPT + 1]);
/* The tag of the first CLAIM_TAGGED bytes. */
void claim_tag(const uint8_t key[CRYPT_KEY], const uint8_t payload[CLAIM_TAGGED],
               uint8_t tag[ANSWERS_TAG]);

#endif
