/* Keys of the staff: the office (signs and opens), the examiner (signs) and the witness of another
 * house (cosigns the office's log); their passphrase-protected files, and the public text files
 * that minisign reads too. */
#ifndef SATHACH_CORE_KEYS_H
#define SATHACH_CORE_KEYS_H

#include "app/core/buf.h"
#include "app/core/crypt.h"

enum keys_role { KEYS_OFFICE = 1, KEYS_EXAMINER = 2, KEYS_WITNESS = 3 };
enum { KEYS_NAME = 65, KEYS_FILE_MAX = 4096 }; /* of a witness, bytes with NUL */
/* "office", "examiner", "witness": the stable word of files and command line; "" for no role. */
const char *keys_role_word(enum keys_role role);
/* True for a name that a witness may have: [a-z0-9./-]{1,64}. */
bool keys_is_name(const char *name);

struct keys_public {
    enum keys_role role;
    uint8_t id[8]; /* minisign's key id */
    uint8_t sign_pk[CRYPT_SIGN_PK];
    bool has_box; /* office keys have an opening key */
    uint8_t box_pk[CRYPT_BOX_PK];
    char name[KEYS_NAME]; /* of a witness; "" for the others, and where a key file was read */
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

/* Appends the protected file (package kind "keys"): Argon2id costs, salt, xseal of the secrets. */
enum err_code keys_seal(const struct keys_secret *k, const char *passphrase, struct crypt_cost cost,
                        struct crypt_random *rnd, struct buf *out, struct err *e) ERR_MUST_CHECK;
/* The same as a new file; ERR_BUSY when one stands there. */
enum err_code keys_save(const char *path, const struct keys_secret *k, const char *passphrase,
                        struct crypt_cost cost, struct crypt_random *rnd,
                        struct err *e) ERR_MUST_CHECK;
/* ERR_AUTH wrong passphrase or altered; *out is owned by the caller. */
enum err_code keys_load(const char *path, const char *passphrase, struct keys_secret **out,
                        struct err *e) ERR_MUST_CHECK;
/* The same of a file's bytes. name: for messages. */
enum err_code keys_open(const void *bytes, size_t len, const char *name, const char *passphrase,
                        struct keys_secret **out, struct err *e) ERR_MUST_CHECK;

/* Public text file, read by minisign too:
 *   untrusted comment: minisign public key 0123456789ABCDEF
 *   base64("Ed" ‖ id ‖ sign_pk)
 *   sathach role: office
 *   sathach opening key: base64(box_pk ‖ signature under LABEL_SIGN_BOX_KEY)      offices only
 *   sathach name: inspectorate                                                    witnesses only */
void keys_public_text(const struct keys_secret *k, struct buf *out);
enum err_code keys_public_parse(const char *text, size_t len, const char *name,
                                struct keys_public *out, struct err *e) ERR_MUST_CHECK;
enum err_code keys_public_read(const char *path, struct keys_public *out,
                               struct err *e) ERR_MUST_CHECK;
/* Where a seat without a workspace has the office's public key. */
#define KEYS_TRUST_PATH "/etc/sathach/office.pub"
/* Reads the public key that signatures of a role are checked under; path NULL is KEYS_TRUST_PATH.
 * ERR_KEY when it is one of another role. */
enum err_code keys_trust_read(const char *path, enum keys_role role, struct keys_public *out,
                              struct err *e) ERR_MUST_CHECK;

#endif
