/* DATA/S.SEAT.room: the room record on the seat (app/core/room_record.h), appended to under a lock
 * by all programs of this seat and data folder. What is added is on the disk before the function
 * returns, or, where the folder cannot be written, in memory until it can, and trouble says so. A
 * file that is damaged or full is set aside as S.SEAT.room.K, and what it proves goes on to hold;
 * what was known here is never forgotten because the file shrank. */
#ifndef SATHACH_CLIENT_ROOM_RECORD_FILE_H
#define SATHACH_CLIENT_ROOM_RECORD_FILE_H

#include "app/core/clock.h"
#include "app/core/room_record.h"
#include "app/core/session.h"

struct room_record_file;

enum { ROOM_RECORD_FILE_RECORDS = 2000 /* of one file, at most */ };

/* All outlive the file but S, of which a key is derived. */
struct room_record_setup {
    const struct session *session;
    const uint8_t *S;
    const char *dir, *seat;
    struct clock_source clock;
};

/* Reads what stands there, that of the files set aside first. ERR_LIMIT when memory ends, and
 * nothing else: a folder that cannot be read or written is trouble. */
enum err_code room_record_file_open(const struct room_record_setup *setup,
                                    struct room_record_file **out, struct err *e) ERR_MUST_CHECK;
/* NULL is fine. What never could be written is lost. */
void room_record_file_close(struct room_record_file *f);

/* The moment, and the boot it lies in. */
void room_record_stamp(const struct clock_source *clock, struct room_record *r);
/* One that concerns no paper and carries nothing but perhaps data (32 bytes, or NULL). */
struct room_record room_record_of_note(enum room_what what, const uint8_t *data);

/* Adds a record: seq and mac are filled in here, and the moment where it has none. */
void room_record_file_add(struct room_record_file *f, const struct room_record *r);
/* The same of room_record_of_note. */
void room_record_file_note(struct room_record_file *f, enum room_what what, const uint8_t *data);
/* Tries the file again, and to write what waits in memory. */
void room_record_file_retry(struct room_record_file *f);
/* Why the last record is not on the disk; ERR_OK when all are. */
const struct err *room_record_file_trouble(const struct room_record_file *f);

enum room_record_use {
    ROOM_RECORD_FRESH, /* not used at this seat */
    ROOM_RECORD_AGAIN, /* used so, and perhaps not carried out: the same may be done now */
    ROOM_RECORD_USED
};
/* Records in their order, wherever they stand. */
struct room_record_list {
    const void *context;
    size_t count;
    void (*at)(const void *context, size_t i, struct room_record *out);
};
/* Whether a voucher may be used so at this seat: number, action, minutes, paper and data (its
 * proof) of `use`, whose `what` is ROOM_VOUCHER. One for the whole room that resumes counts once a
 * paper, every other once. */
enum room_record_use room_record_list_voucher(const struct room_record_list *list,
                                              const struct room_record *use);
enum room_record_use room_record_file_voucher(const struct room_record_file *f,
                                              const struct room_record *use);
/* Asks that of all programs of this seat, and adds the record when it is fresh, in one. What was
 * told goes for who calls: only after ROOM_RECORD_USED nothing is done. */
enum room_record_use room_record_file_use_voucher(struct room_record_file *f,
                                                  const struct room_record *use);

/* What the records tell, over restarts. */
struct room_record_state {
    int wrong_logins;       /* in a row */
    bool is_login_locked;   /* and nobody has opened it since */
    bool is_locked;         /* by voucher or order, and not unlocked by the passphrase since */
    int wrong_vouchers;     /* in a row */
    uint64_t wait_until_ms; /* time since boot before which no voucher is taken; 0: at once */
};
enum { ROOM_RECORD_FAILURES = 5, ROOM_RECORD_WAIT_MS = 30000 };
void room_record_list_state(const struct room_record_list *list, const struct clock_source *clock,
                            struct room_record_state *out);
void room_record_file_state(const struct room_record_file *f, const struct clock_source *clock,
                            struct room_record_state *out);

/* All records in their order, as bytes of a manifest: count × ROOM_RECORD into out (replaced). */
void room_record_file_bytes(const struct room_record_file *f, struct buf *out);
/* One after the other. */
size_t room_record_file_count(const struct room_record_file *f);
void room_record_file_at(const struct room_record_file *f, size_t i, struct room_record *out);

#endif
