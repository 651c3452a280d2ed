/* What happened to a seat beside the papers: vouchers, log-ins, copies. A chain of records under a
 * key from S, so that whoever copies a seat's folder without S cannot take one out or alter it
 * unseen; manifests carry it to the office. Byte layout: FORMATS.md. The file on the seat is
 * app/client/room_record_file.h. */
#ifndef SATHACH_CORE_ROOM_RECORD_H
#define SATHACH_CORE_ROOM_RECORD_H

#include "app/core/err.h"
#include "app/core/crypt.h"

enum {
    ROOM_RECORD_BODY = 72, /* bytes that the mac is over */
    ROOM_RECORD = ROOM_RECORD_BODY + CRYPT_HASH,
    ROOM_RECORD_NO_PAPER = -1 /* as uint32_t: of the seat, no paper */
};

enum room_what {
    ROOM_STARTED = 1, /* data: the program's build; all ff behind a file set aside */
    ROOM_UNLOCKED = 2,
    ROOM_WRONG_LOGIN = 3,
    ROOM_LOGIN_LOCKED = 4,
    ROOM_WRONG_VOUCHER = 5,
    ROOM_VOUCHER = 6, /* number: of the voucher; action, minutes, paper; data: its proof */
    ROOM_COPIED = 7,  /* to a stick */
    ROOM_LEFT = 8,
    ROOM_MANIFEST = 9, /* data: hash of its file */
    ROOM_LOGIN = 10,   /* a right one: wrong ones before it count no more */
    ROOM_ORDER = 11    /* number: its outcome; data: hash of its file */
};

struct room_record {
    uint32_t seq; /* from 0 in each file */
    uint16_t what;
    uint16_t number;
    uint32_t paper; /* (uint32_t)ROOM_RECORD_NO_PAPER for none */
    uint16_t action, minutes;
    int64_t wall_ms;
    uint64_t boot_ms;
    uint8_t boot_hash[8];
    uint8_t data[32];
};

/* R of one seat. seat_hash: the first 8 bytes of hash(LABEL_SEAT, its name). */
void room_record_key(const uint8_t S[CRYPT_KEY], const uint8_t seat_hash[8],
                     uint8_t key[CRYPT_KEY]);
/* The record with its mac; before: the mac of the record before it, zeros for the first. */
void room_record_encode(const struct room_record *r, const uint8_t key[CRYPT_KEY],
                        const uint8_t before[CRYPT_HASH], uint8_t out[ROOM_RECORD]);
/* Without its mac; unknown `what` are passed on as they are. */
void room_record_decode(const uint8_t in[ROOM_RECORD], struct room_record *out);
/* How many of `count` records hold, from the first on: mac and number of each. A record of number
 * 0 begins a chain anew: that of the file that followed one set aside. *last, unless NULL: the mac
 * of the last that holds, zeros for none. */
size_t room_record_verify(const uint8_t *records, size_t count, const uint8_t key[CRYPT_KEY],
                          uint8_t last[CRYPT_HASH]);
/* mac of a record's body. */
void room_record_mac(const uint8_t key[CRYPT_KEY], const uint8_t before[CRYPT_HASH],
                     const uint8_t body[ROOM_RECORD_BODY], uint8_t mac[CRYPT_HASH]);

#endif
