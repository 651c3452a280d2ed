/* A sealed backup (package kind 12): an archive of a workspace under a key of its own, which is
 * boxed for the office and for whoever else is named, signed by the office. It is written and read
 * piece by piece and may have 64 GiB: no file of this kind goes through package_open. Layout:
 * FORMATS.md, "Backup".
 *   Writing: backup_stream_write. Reading: backup_stream_open (reads all of it once, for the
 * signature), then backup_stream_key or a key of one's own, then backup_stream_unseal (reads it
 * once more and compares), backup_stream_close. */
#ifndef SATHACH_TOOLS_OFFICE_BACKUP_STREAM_H
#define SATHACH_TOOLS_OFFICE_BACKUP_STREAM_H

#include "app/core/keys.h"

enum {
    BACKUP_BOXES = 16, /* for the office and fifteen others */
    BACKUP_PIECE = 1024 * 1024
};
#define BACKUP_MAX ((uint64_t)64 << 30) /* bytes of payload */

struct backup_seal {
    const char *archive, *path;       /* what is sealed; where to: it is replaced */
    const struct keys_secret *office; /* signs, and opens */
    const void *key_file;             /* the office's, as it lies on the disk */
    size_t key_file_len;
    const struct keys_public *also; /* with an opening key each; at most BACKUP_BOXES - 1 */
    size_t also_count;
    struct crypt_random *rnd;
};
/* Durable when it returns. hash: BLAKE2b-256 of the file. ERR_LIMIT for an archive that is too
 * long; on an error nothing stands at path. */
enum err_code backup_stream_write(const struct backup_seal *b, uint8_t hash[CRYPT_HASH],
                                  uint64_t *size, struct err *e) ERR_MUST_CHECK;

struct backup_stream {
    const char *path; /* not owned */
    int fd;
    uint64_t size;                 /* of the file */
    uint8_t signer[CRYPT_SIGN_PK]; /* whose signature it carries */
    uint8_t digest[CRYPT_DIGEST];  /* of all that is signed */
    uint8_t hash[CRYPT_HASH];      /* of the file; by backup_stream_unseal */
    struct buf key_file, boxes;
    uint64_t archive_len, pieces_at; /* bytes sealed; where the pieces begin */
};
/* ERR_FORMAT for another file, one cut short or too long, ERR_LIMIT, ERR_AUTH when the signature
 * does not fit. Whose it is the caller decides by out->signer. */
enum err_code backup_stream_open(const char *path, struct backup_stream *out,
                                 struct err *e) ERR_MUST_CHECK;
void backup_stream_close(struct backup_stream *b);
/* The office's key out of the backup; ERR_KEY when it is not the one that signed. */
enum err_code backup_stream_key(const struct backup_stream *b, const char *passphrase,
                                struct keys_secret **out, struct err *e) ERR_MUST_CHECK;
/* The archive into `to`, which is replaced. ERR_KEY when no box is for this key. */
enum err_code backup_stream_unseal(struct backup_stream *b, const struct keys_secret *key,
                                   const char *to, struct err *e) ERR_MUST_CHECK;

#endif
