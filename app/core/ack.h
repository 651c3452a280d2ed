/* The office's acknowledgement, SESSION.ack: which handed-in and unfinished journals of a session
 * it holds. It goes back to the room on the stick that brought them; what stands in it may leave
 * the seat. Signed by the office, names no person. Byte layout: FORMATS.md. */
#ifndef SATHACH_CORE_ACK_H
#define SATHACH_CORE_ACK_H

#include "app/core/buf.h"
#include "app/core/code.h"
#include "app/core/keys.h"
#include "app/core/session.h"

enum { ACK_ENTRY = 24, ACK_FILE_MAX = 4 * 1024 * 1024 };

/* Points into the bytes it was opened from. */
struct ack {
    char session[SESSION_NAME_MAX];
    const uint8_t *uid;   /* SESSION_UID bytes */
    const uint8_t *entry; /* count of ACK_ENTRY bytes each, ascending */
    size_t count;
    const char *mark; /* the mark of the office's log at that time, a signed note; not
                              NUL-terminated */
    size_t mark_len;  /* 0 for none */
};

/* One journal: the paper's index and the receipt that stands in its file's name. */
void ack_add(struct buf *entries, uint32_t paper, const char receipt[CODE_RECEIPT + 1]);
/* Appends the signed package; entries as ack_add left them, in any order; mark: the note, len 0 for
 * none. */
void ack_build(const struct session *s, const struct buf *entries, const void *mark,
               size_t mark_len, const struct keys_secret *office, struct buf *out);
/* office_pk: whose signature counts. ERR_KEY when another signed, ERR_FORMAT, ERR_AUTH. */
enum err_code ack_open(const void *bytes, size_t len, const uint8_t office_pk[CRYPT_SIGN_PK],
                       struct ack *out, struct err *e) ERR_MUST_CHECK;
bool ack_has(const struct ack *a, uint32_t paper, const char receipt[CODE_RECEIPT + 1]);

#endif
