/* Keys of the staff: the office (signs and opens) and the examiner (signs), their passphrase-protected files, and the public
 * text files that minisign reads too. */
#ifndef SATHACH_CORE_KEYS_H
#define SATHACH_CORE_KEYS_H

#include "app/core/crypt.h"

enum keys_role { KEYS_OFFICE = 1, KEYS_EXAMINER = 2 };

struct keys_public {
    enum keys_role role;
    uint8_t id[8];                  /* minisign's key id */
    uint8_t sign_pk[CRYPT_SIGN_PK];
    bool has_box;                   /* office keys have an opening key */
    uint8_t box_pk[CRYPT_BOX_PK];
};

/* Held in secret memory; free with keys_free. */
struct keys_secret {
    struct keys_public pub;
    uint8_t sign_sk[CRYPT_SIGN_SK];
    uint8_t box_sk[CRYPT_BOX_SK];
};

/* New pairs of a role; NULL only when memory ends. */
struct keys_secret *keys_new(enum keys_role role, struct crypt_random *rnd);
void keys_free(struct keys_secret *k);

/* The protected file (package kind "keys"): Argon2id costs, salt, xseal of the secrets. */
enum err_code keys_save(const char *path, const struct keys_secret *k, const char *passphrase, struct crypt_cost cost, struct crypt_random *rnd,
                        struct err *e) ERR_MUST_CHECK;
/* ERR_AUTH wrong passphrase or altered; *out is owned by the caller. */
enum err_code keys_load(const char *path, const char *passphrase, struct keys_secret **out, struct err *e) ERR_MUST_CHECK;

/* Public text file, read by minisign too:
 *   untrusted comment: minisign public key 0123456789ABCDEF
 *   base64("Ed" ‖ id ‖ sign_pk)
 *   sathach role: office
 *   sathach opening key: base64(box_pk ‖ signature under LABEL_SIGN_BOX_KEY)      offices only */
void keys_public_text(const struct keys_secret *k, struct buf *out);
enum err_code keys_public_parse(const char *text, size_t len, const char *name, struct keys_public *out, struct err *e) ERR_MUST_CHECK;
enum err_code keys_public_read(const char *path, struct keys_public *out, struct err *e) ERR_MUST_CHECK;

#endif
