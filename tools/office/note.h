/* Marks of the office's log as signed notes: a C2SP checkpoint (origin, size, root) with signature
 * lines that anybody can check and add to. The office signs with its own key (type 01), a witness
 * cosigns with its own and the time (type 04, tlog-cosignature). Layout and vectors: FORMATS.md,
 * "The office's log". */
#ifndef SATHACH_TOOLS_OFFICE_NOTE_H
#define SATHACH_TOOLS_OFFICE_NOTE_H

#include "app/core/keys.h"

enum {
    NOTE_ORIGIN = 128,                              /* bytes with NUL */
    NOTE_NAME = 65,                                 /* of a witness, with NUL */
    NOTE_CODE = 32,                                 /* characters of a mark's code for paper */
    NOTE_CODE_TEXT = NOTE_CODE + NOTE_CODE / 4 + 1, /* in fours, with NUL */
    NOTE_FILE_MAX = 16 * 1024
};

/* What a mark says: the first `size` lines of the log `origin` have this root. */
struct note_mark {
    char origin[NOTE_ORIGIN]; /* "sathach/KEYID/LOGID/E" */
    uint64_t size;            /* lines */
    uint8_t root[CRYPT_HASH];
};

/* The three lines that are signed: origin, size, base64 of the root, each with its LF. */
void note_body(const struct note_mark *m, struct buf *out);
/* Origin of a log: office's key id (8 bytes), log id (8 hexadecimal digits), E, how often the log
 * was renewed, from 1. */
void note_origin(const uint8_t key_id[8], const char *log_id, unsigned e, char out[NOTE_ORIGIN]);
/* The parts of an origin; false when it is none of ours. log_id has 9 bytes. */
bool note_split_origin(const char *origin, char key_id[17], char log_id[9], unsigned *e);

/* The whole mark: body, an empty line, the office's signature line. */
void note_sign(const struct note_mark *m, const struct keys_secret *office, struct buf *out);
/* Reads the three lines of a note; ERR_FORMAT with the line. Signatures are checked apart. */
enum err_code note_parse(const char *text, size_t len, const char *name, struct note_mark *out,
                         struct err *e) ERR_MUST_CHECK;
/* ERR_OK when a line of this note is the office's signature: ERR_KEY when none is of its key,
 * ERR_AUTH when it does not fit. */
enum err_code note_verify(const char *text, size_t len, const char *name,
                          const struct keys_public *office, struct err *e) ERR_MUST_CHECK;

/* Appends a witness's line to a note that ends in a signature line: its name, the time of signing
 * in seconds since 1970. */
void note_cosign(const struct note_mark *m, const char *witness, const uint8_t pk[CRYPT_SIGN_PK],
                 const uint8_t sk[CRYPT_SIGN_SK], uint64_t time, struct buf *out);
/* A witness's name as it stands in names of files: '_' for '/'. */
void note_file_name(const char *witness, char out[NOTE_NAME]);
/* As note_verify, for the line of a witness; *time is when it was signed. */
enum err_code note_verify_cosignature(const char *text, size_t len, const char *name,
                                      const char *witness, const uint8_t pk[CRYPT_SIGN_PK],
                                      uint64_t *time, struct err *e) ERR_MUST_CHECK;

/* A mark's code for paper: the first 160 bits of hash(LABEL_MARK, the three lines) in the receipt's
 * alphabet. Say the size with it. */
void note_code(const struct note_mark *m, char out[NOTE_CODE + 1]);
/* In fours: "KFWE GWN7 …". */
void note_code_text(const struct note_mark *m, char out[NOTE_CODE_TEXT]);
/* What somebody typed, in the same letters (blanks, dots and dashes passed over, O as 0, I and L as
 * 1). False when it is no code. */
bool note_code_normalise(const char *typed, char out[NOTE_CODE + 1]);

#endif
