/* S.SEAT.status: what a seat shows of itself in the exchange folders, for the room's console and
 * the other seats. Sealed under a key from S, signed by nobody: for sight, never evidence. Byte
 * layout: FORMATS.md. */
#ifndef SATHACH_CORE_STATUS_H
#define SATHACH_CORE_STATUS_H

#include "app/core/build.h"
#include "app/core/session.h"

enum {
    STATUS_NAME = 80, /* bytes of a file's name with NUL */
    STATUS_FILE_MAX = 64 * 1024,
    STATUS_PAPERS_MAX = 32,
    STATUS_TROUBLES_MAX = 4,
    STATUS_ORDERS_MAX = 16,
    STATUS_VOUCHERS_MAX = 240,
    STATUS_NO_CANDIDATE = -1 /* as uint32_t */
};

enum status_state {
    STATUS_OPEN,
    STATUS_CONFIRMING,
    STATUS_RULES,
    STATUS_RUNNING,
    STATUS_WAITS_RESUME,
    STATUS_WAITS_START,
    STATUS_CLOSING,
    STATUS_ENDED,
    STATUS_BLOCKED,
    STATUS_LOCKED,
    STATUS_LEFT
};
enum status_flag {
    STATUS_UNSAVED = 1,
    STATUS_DISK = 2,
    STATUS_EXCHANGE_LATE = 4,
    STATUS_CLOCK_JUMP = 8,
    STATUS_MENDED = 16,
    STATUS_FORK = 32,
    STATUS_COPIED = 64 /* what stands at the seat was copied to a stick */
};
enum status_paper_state {
    STATUS_PAPER_NEW,
    STATUS_PAPER_RUNNING,
    STATUS_PAPER_WAITS,
    STATUS_PAPER_ENDED
};
enum status_trouble_of {
    STATUS_TROUBLE_DISK = 1,
    STATUS_TROUBLE_EXCHANGE,
    STATUS_TROUBLE_CLOCK,
    STATUS_TROUBLE_SELFTEST
};

struct status_paper {
    uint32_t paper;
    uint8_t state; /* enum status_paper_state */
    uint8_t end;   /* enum journal_end */
    uint16_t questions, answered, marked, minutes, extended;
    uint32_t left_s, events, saved;
    uint8_t receipt[10]; /* the first 80 bits of its HEAD; zeros while it has no end */
};
struct status_trouble {
    uint16_t code; /* enum err_code */
    uint16_t of;   /* enum status_trouble_of */
    uint32_t since_s;
};
struct status_order {
    uint8_t hash[8]; /* of its file, the first bytes */
    uint8_t outcome;
};
struct status_voucher {
    uint16_t number, action;
    uint32_t paper; /* all ones: the seat */
    int64_t wall_ms;
};
struct status {
    uint8_t state; /* enum status_state */
    uint16_t flags;
    uint32_t instance; /* random at each start of the program */
    uint32_t number;   /* of this status of the instance, from 1 */
    uint64_t boot_ms;
    int64_t wall_ms;
    uint8_t boot_hash[8], seat_hash[8];
    uint16_t wrong_logins, wrong_vouchers;
    uint32_t candidate; /* (uint32_t)STATUS_NO_CANDIDATE for none */
    uint8_t build[BUILD_ID];
    char seat[64];
    struct status_paper paper[STATUS_PAPERS_MAX]; /* the open one first */
    size_t papers;
    struct status_trouble trouble[STATUS_TROUBLES_MAX];
    size_t troubles;
    struct status_order order[STATUS_ORDERS_MAX]; /* the last ones */
    size_t orders;
    uint32_t forged; /* files with an order's name that are none of this session's, as seen there */
    struct status_voucher voucher[STATUS_VOUCHERS_MAX];
    size_t vouchers;
};

/* Appends the package to out. S: the session's key. */
void status_build(const struct session *s, const uint8_t S[CRYPT_KEY], const struct status *st,
                  struct crypt_random *rnd, struct buf *out);
/* ERR_POLICY: of another session; ERR_AUTH: not under S; ERR_FORMAT; ERR_LIMIT. Blocks of unknown
 * types are passed over. */
enum err_code status_open(const void *bytes, size_t len, const struct session *s,
                          const uint8_t S[CRYPT_KEY], struct status *out,
                          struct err *e) ERR_MUST_CHECK;
/* "ca1.MAY-01.status" */
void status_file_name(const struct session *s, const char *seat, char out[STATUS_NAME]);
bool status_is_file_name(const char *name);

#endif
