/* S.PAPER.HEAD.answers: the journal of one paper, sealed for the office. Names no person. Byte
 * layout: FORMATS.md. */
#ifndef SATHACH_CORE_ANSWERS_H
#define SATHACH_CORE_ANSWERS_H

#include "app/core/buf.h"
#include "app/core/journal.h"
#include "app/core/package.h"

enum {
    ANSWERS_STEP = 4096,                 /* the sealed part is padded to this */
    ANSWERS_FILE_MAX = 17 * 1024 * 1024, /* bytes of a file: a journal of JOURNAL_EVENTS_MAX */
    ANSWERS_NAME = 80,                   /* bytes of a file's name with NUL */
    ANSWERS_TAG = 16,
    ANSWERS_TAGGED = 96, /* bytes of the clear header that its tag is over */
    ANSWERS_START =
        PACKAGE_HEADER + ANSWERS_TAGGED + ANSWERS_TAG /* bytes that answers_look wants */
};

/* The clear header. What it says is anybody's word until answers_is_tagged. */
struct answers_info {
    uint8_t session_uid[SESSION_UID];
    uint8_t session_hash[CRYPT_HASH];
    uint32_t paper;
    bool is_ended;
    uint8_t head[CRYPT_HASH];
    uint32_t events; /* records sealed inside */
    uint8_t tag[ANSWERS_TAG];
};

/* Appends the package for `count` records to out. key: the paper's resume_key, which tags the
 * header; NULL where the access code was not typed, and the tag is zero. */
void answers_build(const struct session *s, uint32_t paper, bool is_ended, const uint8_t *key,
                   const uint8_t *records, size_t count, struct buf *out);
/* Reads the clear header only. */
enum err_code answers_peek(const void *bytes, size_t len, struct answers_info *out,
                           struct err *e) ERR_MUST_CHECK;
/* The same from the first ANSWERS_START bytes of a file of `size` bytes, answers or resume, which
 * must be exactly as long as its events make it. is_resume may be NULL. */
enum err_code answers_look(const uint8_t start[ANSWERS_START], uint64_t size,
                           struct answers_info *out, bool *is_resume, struct err *e) ERR_MUST_CHECK;
/* True when who made the header held this paper's resume_key: a seat where the access code was
 * typed, or the office. */
bool answers_is_tagged(const struct answers_info *info, const uint8_t key[CRYPT_KEY]);
/* The tag of the header's first ANSWERS_TAGGED bytes. */
void answers_tag(const uint8_t key[CRYPT_KEY], const uint8_t header[ANSWERS_TAGGED],
                 uint8_t tag[ANSWERS_TAG]);
/* Opens for a session: ERR_POLICY when it is of another session or names a paper it has not,
 * ERR_KEY/ERR_AUTH when it does not open or the head differs. records (replaced) gets count ×
 * JOURNAL_RECORD bytes; the chain is not looked at here: see journal_verify. */
enum err_code answers_open(const void *bytes, size_t len, const struct session *s,
                           const struct keys_secret *office, struct answers_info *info,
                           struct buf *records, struct err *e) ERR_MUST_CHECK;
/* "ca1.0007.7K3M9QTXCD2VR8HP.answers" into out. */
void answers_file_name(const struct session *s, uint32_t paper, const uint8_t head[CRYPT_HASH],
                       char out[ANSWERS_NAME]);
/* True for a name that ends as these files do. */
bool answers_is_file_name(const char *name);

/* S.PAPER.HEAD.resume: the journal so far under a key from K0, for the same candidate on another
 * seat. */
void resume_key(const uint8_t k0[CRYPT_KEY], uint8_t key[CRYPT_KEY]);
void resume_build(const struct session *s, uint32_t paper, const uint8_t key[CRYPT_KEY],
                  const uint8_t *records, size_t count, struct crypt_random *rnd, struct buf *out);
/* ERR_POLICY: of another session or paper; ERR_AUTH: not under this key. The chain is not looked at
 * here. */
enum err_code resume_open(const void *bytes, size_t len, const struct session *s, uint32_t paper,
                          const uint8_t key[CRYPT_KEY], struct buf *records,
                          struct err *e) ERR_MUST_CHECK;
/* As answers_file_name, with .resume at the end. */
void resume_file_name(const struct session *s, uint32_t paper, const uint8_t head[CRYPT_HASH],
                      char out[ANSWERS_NAME]);
bool resume_is_file_name(const char *name);

#endif
