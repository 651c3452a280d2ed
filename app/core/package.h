/* The one container for all that travels. 64 bytes of header, payload, and for signed kinds 64
 * bytes of signature; see FORMATS.md. A signed package is verified before a byte of its payload is
 * looked at. */
#ifndef SATHACH_CORE_PACKAGE_H
#define SATHACH_CORE_PACKAGE_H

#include "app/core/buf.h"
#include "app/core/crypt.h"

enum package_kind {
    PACKAGE_BANK = 1,
    PACKAGE_SESSION = 2,
    PACKAGE_ANSWERS = 3,
    PACKAGE_RESUME = 4,
    PACKAGE_STATUS = 5,
    PACKAGE_MANIFEST = 6,
    PACKAGE_ORDER = 7,
    PACKAGE_ACK = 8,
    PACKAGE_DECISION = 9,
    PACKAGE_KEYS = 10,
    PACKAGE_CLAIM = 11,
    PACKAGE_BACKUP = 12,
    PACKAGE_ROOMLOG = 13
};
enum { PACKAGE_VERSION = 2, PACKAGE_HEADER = 64, PACKAGE_MAX = 256 * 1024 * 1024 };

/* Points into the bytes it was opened from. */
struct package {
    enum package_kind kind;
    bool is_signed;
    uint8_t signer[CRYPT_SIGN_PK];
    const uint8_t *payload;
    size_t len;
};

/* What the beginning of a file says of it, before anything is verified. */
enum package_look {
    PACKAGE_ALIEN,     /* no package of this version */
    PACKAGE_CUT_SHORT, /* the beginning of one, of fewer bytes than it must have; an empty file
                          too */
    PACKAGE_WHOLE      /* as many bytes as its header says, or more */
};
/* bytes: the first `have` of a file of `size`; PACKAGE_HEADER of them are enough. kind: what the
 * header says, 0 when it does not reach so far. */
enum package_look package_look(const void *bytes, size_t have, uint64_t size,
                               enum package_kind *kind);

/* "bank", "session" … in the user's language, for messages. */
const char *package_kind_name(enum package_kind kind);

/* Appends a whole package to out; sk/pk NULL for unsigned kinds. */
void package_build(enum package_kind kind, const uint8_t pk[CRYPT_SIGN_PK],
                   const uint8_t sk[CRYPT_SIGN_SK], const void *payload, size_t len,
                   struct buf *out);
/* Checks magic, version, kind (must be `kind`), lengths against `len`, reserved bytes, and for
 * signed kinds the signature under the header's signer. expected: the key that must have signed, or
 * NULL to accept any signer (the caller then decides by out->signer). ERR_FORMAT (magic, kind,
 * version by number, length), ERR_LIMIT, ERR_KEY (another signer), ERR_AUTH. */
enum err_code package_open(const void *bytes, size_t len, enum package_kind kind,
                           const uint8_t *expected, struct package *out,
                           struct err *e) ERR_MUST_CHECK;

/* For what is too long for the memory (backups): the header alone. Appends it; and reads the first
 * `have` bytes of a file, of which PACKAGE_HEADER are looked at: magic, version, kind, reserved
 * bytes; *len is the payload's length, not capped here, out->payload stays NULL. */
void package_put_header(enum package_kind kind, const uint8_t pk[CRYPT_SIGN_PK], bool is_signed,
                        uint64_t len, struct buf *out);
enum err_code package_read_header(const void *bytes, size_t have, enum package_kind kind,
                                  struct package *out, uint64_t *len, struct err *e) ERR_MUST_CHECK;

#endif
