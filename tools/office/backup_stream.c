#include "tools/office/backup_stream.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"
#include "app/core/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    BOX = CRYPT_KEY + CRYPT_BOX_EXTRA,
    SEALED = BACKUP_PIECE + CRYPT_XSEAL_EXTRA,
    HEAD_MAX = PACKAGE_HEADER + 4 + KEYS_FILE_MAX + 4 + BACKUP_BOXES * BOX + 8,
    CONTEXT = sizeof LABEL_BACKUP + 9
};

/* How many pieces an archive of this length has, and how many bytes they are sealed. */
static uint64_t pieces_of(uint64_t len)
{
    return (len + BACKUP_PIECE - 1) / BACKUP_PIECE;
}

static uint64_t sealed_length(uint64_t len)
{
    return len + pieces_of(len) * CRYPT_XSEAL_EXTRA;
}

/* A piece cannot be moved, repeated or left out at the end. */
static void context_of(uint64_t i, bool is_last, uint8_t out[CONTEXT])
{
    memcpy(out, LABEL_BACKUP, sizeof LABEL_BACKUP);
    for (size_t k = 0; k < 8; k++)
        out[sizeof LABEL_BACKUP + k] = (uint8_t)(i >> (8 * k));
    out[sizeof LABEL_BACKUP + 8] = is_last;
}

static enum err_code changed(const char *path, struct err *e)
{
    return err_set(e, ERR_IO, _("%s: its size changed while it was read; try again"), path);
}

/* ---- writing ---- */

struct sealing {
    const struct backup_seal *b;
    int from, to;
    struct crypt_digest signed_part, file;
    uint64_t size; /* written so far */
};

static enum err_code emit(struct sealing *s, const void *data, size_t len, bool is_signed,
                          struct err *e)
{
    if (is_signed)
        crypt_digest_add(&s->signed_part, data, len);
    crypt_digest_add(&s->file, data, len);
    s->size += len;
    return file_write_all(s->to, data, len, s->b->path, e);
}

static void put_box(const struct keys_public *to, const uint8_t key[CRYPT_KEY], struct buf *out)
{
    crypt_box_seal(to->box_pk, key, CRYPT_KEY, out);
}

static enum err_code emit_head(struct sealing *s, uint64_t archive_len,
                               const uint8_t key[CRYPT_KEY], struct err *e)
{
    const struct backup_seal *b = s->b;
    struct buf head;
    uint64_t boxes = 1 + b->also_count,
             len = 4 + b->key_file_len + 4 + boxes * BOX + 8 + sealed_length(archive_len);
    if (boxes > BACKUP_BOXES || b->key_file_len > KEYS_FILE_MAX || len > BACKUP_MAX)
        return err_set(e, ERR_LIMIT, _("%s: the backup would be over its limits"), b->path);
    buf_init(&head, HEAD_MAX);
    package_put_header(PACKAGE_BACKUP, b->office->pub.sign_pk, true, len, &head);
    buf_add_u32(&head, (uint32_t)b->key_file_len);
    buf_add(&head, b->key_file, b->key_file_len);
    buf_add_u8(&head, (uint8_t)boxes);
    buf_add_zero(&head, 3);
    put_box(&b->office->pub, key, &head);
    for (size_t i = 0; i < b->also_count; i++)
        put_box(&b->also[i], key, &head);
    buf_add_u64(&head, archive_len);
    enum err_code rc = buf_check(&head, b->path, e);
    if (rc == ERR_OK)
        rc = emit(s, head.data, head.len, true, e);
    buf_free(&head);
    return rc;
}

static enum err_code emit_pieces(struct sealing *s, uint64_t archive_len,
                                 const uint8_t key[CRYPT_KEY], struct err *e)
{
    struct buf plain, sealed;
    uint8_t context[CONTEXT];
    enum err_code rc = ERR_OK;
    buf_init(&plain, BACKUP_PIECE);
    buf_init(&sealed, SEALED);
    buf_add_zero(&plain, BACKUP_PIECE);
    for (uint64_t i = 0, left = archive_len; rc == ERR_OK && left; i++) {
        size_t n = left < BACKUP_PIECE ? (size_t)left : BACKUP_PIECE;
        if (plain.failed || file_read_all(s->from, plain.data, n) != (ssize_t)n) {
            rc = plain.failed ? err_memory(e) : changed(s->b->archive, e);
            break;
        }
        left -= n;
        context_of(i, left == 0, context);
        buf_clear(&sealed);
        crypt_xseal(key, context, sizeof context, plain.data, n, s->b->rnd, &sealed);
        rc = buf_check(&sealed, s->b->path, e);
        if (rc == ERR_OK)
            rc = emit(s, sealed.data, sealed.len, true, e);
    }
    buf_free(&plain);
    buf_free(&sealed);
    return rc;
}

static enum err_code emit_signature(struct sealing *s, struct err *e)
{
    uint8_t digest[CRYPT_DIGEST], sig[CRYPT_SIG];
    crypt_digest_end(&s->signed_part, digest);
    crypt_sign_digest(s->b->office->sign_sk, LABEL_SIGN_PACKAGE, digest, sig);
    return emit(s, sig, sizeof sig, false, e);
}

static enum err_code seal_all(struct sealing *s, struct err *e)
{
    struct stat st;
    if (fstat(s->from, &st) != 0 || st.st_size <= 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), s->b->archive);
    uint64_t len = (uint64_t)st.st_size;
    uint8_t *key = crypt_secret_new(CRYPT_KEY);
    enum err_code rc = key ? ERR_OK : err_memory(e);
    crypt_digest_begin(&s->signed_part, CRYPT_DIGEST);
    crypt_digest_begin(&s->file, CRYPT_HASH);
    if (rc == ERR_OK) {
        s->b->rnd->fill(s->b->rnd->context, key, CRYPT_KEY);
        rc = emit_head(s, len, key, e);
    }
    if (rc == ERR_OK)
        rc = emit_pieces(s, len, key, e);
    if (rc == ERR_OK)
        rc = emit_signature(s, e);
    crypt_secret_free(key);
    return rc;
}

enum err_code backup_stream_write(const struct backup_seal *b, uint8_t hash[CRYPT_HASH],
                                  uint64_t *size, struct err *e)
{
    struct sealing s = {.b = b, .to = -1};
    enum err_code rc = ERR_OK;
    s.from = open(b->archive, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (s.from < 0)
        return err_set_errno(e, errno, _("%s: cannot be opened"), b->archive);
    unlink(b->path);
    s.to = open(b->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (s.to < 0)
        rc = err_set_errno(e, errno, _("%s: cannot be written"), b->path);
    if (rc == ERR_OK)
        rc = seal_all(&s, e);
    if (rc == ERR_OK && fsync(s.to) != 0)
        rc = err_set_errno(e, errno, _("%s: cannot be written"), b->path);
    if (s.to >= 0 && close(s.to) != 0 && rc == ERR_OK)
        rc = err_set_errno(e, errno, _("%s: cannot be written"), b->path);
    close(s.from);
    if (rc == ERR_OK)
        crypt_digest_end(&s.file, hash);
    else if (s.to >= 0)
        unlink(b->path);
    *size = s.size;
    return rc;
}

/* ---- reading ---- */

static enum err_code cut_short(const struct backup_stream *b, struct err *e)
{
    return err_set(e, ERR_FORMAT, _("%s: cut short or too long"), b->path);
}

/* What stands before the pieces; lengths are looked at before anything is taken by them. */
static enum err_code parse_head(struct backup_stream *b, const uint8_t *head, size_t have,
                                struct err *e)
{
    struct package p;
    struct wire w;
    uint64_t payload = 0;
    enum err_code rc = package_read_header(head, have, PACKAGE_BACKUP, &p, &payload, e);
    if (rc != ERR_OK)
        return err_prefix(e, b->path);
    if (payload > BACKUP_MAX)
        return err_set(e, ERR_LIMIT, _("%s: says it holds more than a backup may"), b->path);
    if (b->size != PACKAGE_HEADER + payload + CRYPT_SIG)
        return cut_short(b, e);
    memcpy(b->signer, p.signer, sizeof b->signer);
    wire_init(&w, head, have);
    wire_take(&w, PACKAGE_HEADER);
    uint32_t n = wire_u32(&w);
    const uint8_t *key_file = n <= KEYS_FILE_MAX ? wire_take(&w, n) : NULL;
    uint8_t boxes = wire_u8(&w);
    bool zero = wire_zero(&w, 3);
    const uint8_t *box = boxes <= BACKUP_BOXES ? wire_take(&w, (size_t)boxes * BOX) : NULL;
    b->archive_len = wire_u64(&w);
    b->pieces_at = w.at;
    if (w.failed || !key_file || !box || !zero || boxes == 0 || b->archive_len == 0 ||
        b->archive_len > BACKUP_MAX ||
        payload != b->pieces_at - PACKAGE_HEADER + sealed_length(b->archive_len))
        return err_set(e, ERR_FORMAT, _("%s: not a backup as it should be"), b->path);
    buf_add(&b->key_file, key_file, n);
    buf_add(&b->boxes, box, (size_t)boxes * BOX);
    rc = buf_check(&b->key_file, b->path, e);
    return rc == ERR_OK ? buf_check(&b->boxes, b->path, e) : rc;
}

/* Reads the file once, from its beginning: the digest of what is signed. */
static enum err_code read_through(struct backup_stream *b, uint8_t sig[CRYPT_SIG], struct err *e)
{
    struct crypt_digest part;
    struct buf piece;
    enum err_code rc = ERR_OK;
    uint64_t left = b->size - CRYPT_SIG;
    buf_init(&piece, BACKUP_PIECE);
    buf_add_zero(&piece, BACKUP_PIECE);
    crypt_digest_begin(&part, CRYPT_DIGEST);
    while (rc == ERR_OK && left) {
        size_t n = left < BACKUP_PIECE ? (size_t)left : BACKUP_PIECE;
        if (piece.failed || file_read_all(b->fd, piece.data, n) != (ssize_t)n) {
            rc = piece.failed ? err_memory(e) : changed(b->path, e);
            break;
        }
        crypt_digest_add(&part, piece.data, n);
        left -= n;
    }
    if (rc == ERR_OK && file_read_all(b->fd, sig, CRYPT_SIG) != CRYPT_SIG)
        rc = changed(b->path, e);
    crypt_digest_end(&part, b->digest);
    buf_free(&piece);
    return rc;
}

enum err_code backup_stream_open(const char *path, struct backup_stream *out, struct err *e)
{
    struct stat st;
    uint8_t head[HEAD_MAX], sig[CRYPT_SIG] = {0};
    *out = (struct backup_stream){.path = path};
    buf_init(&out->key_file, KEYS_FILE_MAX);
    buf_init(&out->boxes, BACKUP_BOXES * BOX);
    out->fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    enum err_code rc = ERR_OK;
    ssize_t have = -1;
    if (out->fd < 0)
        rc = err_set_errno(e, errno, _("%s: cannot be opened"), path);
    else if (fstat(out->fd, &st) != 0 || !S_ISREG(st.st_mode))
        rc = err_set(e, ERR_FORMAT,
                     _("%s: not a regular file (links, folders and devices are refused)"), path);
    else if ((have = file_read_all(out->fd, head, sizeof head)) < 0)
        rc = err_set_errno(e, errno, _("%s: cannot be read"), path);
    if (rc == ERR_OK) {
        out->size = (uint64_t)st.st_size;
        rc = parse_head(out, head, (size_t)have, e);
    }
    if (rc == ERR_OK && lseek(out->fd, 0, SEEK_SET) != 0)
        rc = err_set_errno(e, errno, _("%s: cannot be read"), path);
    if (rc == ERR_OK)
        rc = read_through(out, sig, e);
    if (rc == ERR_OK && !crypt_is_signed_digest(out->signer, LABEL_SIGN_PACKAGE, out->digest, sig))
        rc = err_set(e, ERR_AUTH, _("%s: altered: the signature does not fit"), path);
    if (rc != ERR_OK)
        backup_stream_close(out);
    return rc;
}

void backup_stream_close(struct backup_stream *b)
{
    if (b->fd >= 0)
        close(b->fd);
    b->fd = -1;
    buf_free(&b->key_file);
    buf_free(&b->boxes);
}

enum err_code backup_stream_key(const struct backup_stream *b, const char *passphrase,
                                struct keys_secret **out, struct err *e)
{
    enum err_code rc = keys_open(b->key_file.data, b->key_file.len, b->path, passphrase, out, e);
    if (rc == ERR_OK && ((*out)->pub.role != KEYS_OFFICE ||
                         memcmp((*out)->pub.sign_pk, b->signer, CRYPT_SIGN_PK) != 0)) {
        keys_free(*out);
        *out = NULL;
        rc = err_set(e, ERR_KEY, _("%s: is not signed with the key that it holds"), b->path);
    }
    return rc;
}

static enum err_code open_box(const struct backup_stream *b, const struct keys_secret *key,
                              struct buf *out, struct err *e)
{
    struct err ignored = {0};
    for (size_t at = 0; at < b->boxes.len; at += BOX)
        if (crypt_box_open(key->pub.box_pk, key->box_sk, b->boxes.data + at, BOX, out, &ignored) ==
                ERR_OK &&
            out->len == CRYPT_KEY)
            return ERR_OK;
    return err_set(e, ERR_KEY, _("%s: is not sealed for this key"), b->path);
}

static void add_both(struct crypt_digest *a, struct crypt_digest *b, const void *data, size_t len)
{
    crypt_digest_add(a, data, len);
    crypt_digest_add(b, data, len);
}

/* Reads all of it once more: every piece, and that it is still what was signed. */
static enum err_code unseal_pieces(struct backup_stream *b, const uint8_t key[CRYPT_KEY], int to,
                                   const char *name, struct err *e)
{
    struct crypt_digest part, file;
    struct buf sealed, plain;
    uint8_t head[HEAD_MAX], context[CONTEXT], digest[CRYPT_DIGEST], sig[CRYPT_SIG] = {0};
    enum err_code rc = ERR_OK;
    buf_init(&sealed, SEALED);
    buf_init(&plain, BACKUP_PIECE);
    buf_add_zero(&sealed, SEALED);
    crypt_digest_begin(&part, CRYPT_DIGEST);
    crypt_digest_begin(&file, CRYPT_HASH);
    if (sealed.failed)
        rc = err_memory(e);
    else if (lseek(b->fd, 0, SEEK_SET) != 0 ||
             file_read_all(b->fd, head, (size_t)b->pieces_at) != (ssize_t)b->pieces_at)
        rc = changed(b->path, e);
    else
        add_both(&part, &file, head, (size_t)b->pieces_at);
    for (uint64_t i = 0, left = b->archive_len; rc == ERR_OK && left; i++) {
        size_t n = left < BACKUP_PIECE ? (size_t)left : BACKUP_PIECE, len = n + CRYPT_XSEAL_EXTRA;
        left -= n;
        if (file_read_all(b->fd, sealed.data, len) != (ssize_t)len) {
            rc = changed(b->path, e);
            break;
        }
        add_both(&part, &file, sealed.data, len);
        context_of(i, left == 0, context);
        rc = crypt_xopen(key, context, sizeof context, sealed.data, len, &plain, e);
        rc = rc == ERR_OK ? file_write_all(to, plain.data, plain.len, name, e)
                          : err_prefix(e, b->path);
    }
    if (rc == ERR_OK && file_read_all(b->fd, sig, sizeof sig) != sizeof sig)
        rc = changed(b->path, e);
    crypt_digest_add(&file, sig, sizeof sig);
    crypt_digest_end(&part, digest);
    crypt_digest_end(&file, b->hash);
    if (rc == ERR_OK && memcmp(digest, b->digest, sizeof digest) != 0)
        rc = err_set(e, ERR_AUTH, _("%s: was changed while it was read"), b->path);
    buf_free(&sealed);
    buf_free(&plain);
    return rc;
}

enum err_code backup_stream_unseal(struct backup_stream *b, const struct keys_secret *key,
                                   const char *to, struct err *e)
{
    struct buf k;
    buf_init(&k, CRYPT_KEY);
    enum err_code rc = open_box(b, key, &k, e);
    if (rc == ERR_OK) {
        unlink(to);
        int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        rc = fd < 0 ? err_set_errno(e, errno, _("%s: cannot be written"), to)
                    : unseal_pieces(b, k.data, fd, to, e);
        if (fd >= 0 && close(fd) != 0 && rc == ERR_OK)
            rc = err_set_errno(e, errno, _("%s: cannot be written"), to);
        if (fd >= 0 && rc != ERR_OK)
            unlink(to);
    }
    buf_free(&k);
    return rc;
}
