/* A witness in another house, on a machine of its own without a network: the folder with its key,
 * the offices it trusts, and what it has seen of their logs. It cosigns a log only as the
 * continuation of the lines it cosigned before, so that an office whose mark is in its hand can
 * neither change nor drop a line unseen.
 *   DIR/witness.key, witness.pub, trusted/KEYID.pub, state/KEYID-LOGID.mark and .tsv. The key id
 * stands in front of the log's id, for two offices may have logs of one id.
 * witness_open, witness_look, witness_sign, each checked; the folder's lock is the caller's
 * (workspace_lock). Layout of the files that travel: FORMATS.md, "The office's log". */
#ifndef SATHACH_TOOLS_OFFICE_WITNESS_H
#define SATHACH_TOOLS_OFFICE_WITNESS_H

#include "tools/office/log.h"
#include "tools/office/secret.h"

struct witness {
    char *folder;           /* owned */
    struct keys_public pub; /* with its name */
};

/* Makes the folder with its key files. ERR_BUSY when a witness stands there. */
enum err_code witness_make(const char *folder, const struct keys_secret *key,
                           const char *passphrase, struct crypt_random *rnd,
                           struct err *e) ERR_MUST_CHECK;
/* folder, or with NULL the current folder or the nearest above it. ERR_USAGE when there is none. */
enum err_code witness_open(const char *folder, struct witness *out, struct err *e) ERR_MUST_CHECK;
void witness_close(struct witness *w);
/* Its secret key, the passphrase from the file of the role "witness" or asked. ERR_KEY when the key
 * is not that of witness.pub. */
enum err_code witness_secret(const struct witness *w, const struct secret_files *files,
                             struct keys_secret **out, struct err *e) ERR_MUST_CHECK;
/* Takes up an office's public key. ERR_BUSY when another key of the same id is trusted already. */
enum err_code witness_trust(const struct witness *w, const char *path, struct keys_public *office,
                            struct err *e) ERR_MUST_CHECK;

/* A log that was brought, beside what was cosigned before. */
struct witness_view {
    char *folder; /* owned: where it lies */
    struct keys_public office;
    struct log log;        /* whole and signed by the office */
    struct buf note;       /* its mark */
    struct note_mark kept; /* what was cosigned of this log; size 0 for nothing */
    struct buf kept_text;  /* its lines */
    uint64_t known;        /* lines that stand in both */
    bool is_renewed;       /* the office began the log anew: a higher E, or another log
                              of the same office */
    struct note_mark gone; /* of another log that was cosigned of this office; size 0 for
                              none */
};
/* Reads what lies in a folder (sathach-log, or the stick with it) and compares. ERR_KEY for an
 * office that is not trusted here, ERR_POLICY when its lines are not those its mark signs, or do
 * not continue those that were cosigned: then both marks are kept, state/….refused-HASH. */
enum err_code witness_look(const struct witness *w, const char *folder, struct witness_view *out,
                           struct err *e) ERR_MUST_CHECK;
/* Stores lines and mark as the state, then writes mark.NAME beside them: the office's note and the
 * cosignature, dated `time` (seconds since 1970). */
enum err_code witness_sign(const struct witness *w, const struct witness_view *v,
                           const struct keys_secret *key, uint64_t time,
                           struct err *e) ERR_MUST_CHECK;
void witness_view_free(struct witness_view *v);

#endif
