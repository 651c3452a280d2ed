#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- the mark ---- */

static enum err_code write_mark(const struct log *l, const struct note_mark *m,
                                const struct keys_secret *office, struct err *e)
{
    struct buf note;
    buf_init(&note, NOTE_FILE_MAX);
    note_sign(m, office, &note);
    char *path = log_path(l->workspace, "mark");
    enum err_code rc = path ? buf_check(&note, "log/mark", e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(path, note.data, note.len, FILE_REPLACE, e);
    free(path);
    buf_free(&note);
    return rc;
}

/* ---- appending ---- */

static enum err_code append(const struct log *l, const struct buf *text, struct err *e)
{
    char *path = log_path(l->workspace, "log.tsv");
    if (!path)
        return err_memory(e);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    enum err_code rc = fd < 0 ? err_set_errno(e, errno, "%s", path)
                              : file_write_all(fd, text->data, text->len, path, e);
    if (rc == ERR_OK && fdatasync(fd) != 0)
        rc = err_set_errno(e, errno, "%s", path);
    if (fd >= 0 && close(fd) != 0 && rc == ERR_OK)
        rc = err_set_errno(e, errno, "%s", path);
    if (rc == ERR_OK && l->signed_lines == 0)
        rc = file_sync_folder_of(path, e);
    free(path);
    return rc;
}

/* The sealed lines belong to the log from now on; their cut copies stay. */
static void keep_sealed(struct log *l)
{
    for (size_t i = l->signed_lines; i < l->lines; i++)
        free(l->added[i - l->signed_lines]);
    l->signed_lines = l->lines;
}

enum err_code log_seal(struct log *l, const struct keys_secret *office, struct err *e)
{
    struct buf text;
    struct note_mark m = l->mark;
    size_t n = l->lines - l->signed_lines;
    if (n == 0)
        return ERR_OK;
    buf_init(&text, LOG_FILE_MAX);
    struct merkle tree = l->tree;
    for (size_t i = 0; i < n; i++) {
        buf_printf(&text, "%s\n", l->added[i]);
        merkle_add(&tree, l->added[i], strlen(l->added[i]));
    }
    m.size = l->lines;
    merkle_root(&tree, m.root);
    note_origin(office->pub.id, l->log_id, l->e, m.origin);
    enum err_code rc = buf_check(&text, "log/log.tsv", e);
    if (rc == ERR_OK)
        rc = append(l, &text, e);
    if (rc == ERR_OK)
        rc = write_mark(l, &m, office, e);
    if (rc == ERR_OK) {
        l->mark = m;
        l->tree = tree;
        keep_sealed(l);
    }
    buf_free(&text);
    return rc;
}

enum err_code log_note(const struct workspace *w, const struct log_entry *entry,
                       const struct keys_secret *office, struct err *e)
{
    if (!w->log)
        return ERR_OK;
    enum err_code rc = log_add(w->log, entry, e);
    return rc == ERR_OK ? log_seal(w->log, office, e) : rc;
}

/* ---- beginning, and what stands behind the mark ---- */

enum err_code log_begin(const struct workspace *w, const struct keys_secret *office,
                        const uint8_t pub_hash[CRYPT_HASH], struct crypt_random *rnd, struct err *e)
{
    struct log l = {.workspace = w, .office = office->pub, .e = 1};
    uint8_t id[4];
    char more[64], origin[NOTE_ORIGIN], key[17], ignored[9];
    unsigned one;
    char *folder = workspace_path(w, "log"), *path = log_path(w, "log.tsv"),
         *mark = log_path(w, "mark");
    enum err_code rc = folder && path && mark ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && (file_exists(path) || file_exists(mark)))
        rc = err_set(e, ERR_BUSY, _("%s: stands already"), path);
    if (rc == ERR_OK)
        rc = file_make_folder(folder, e);
    rnd->fill(rnd->context, id, sizeof id);
    crypt_hex(id, sizeof id, l.log_id);
    note_origin(office->pub.id, l.log_id, 1, origin);
    if (rc == ERR_OK && note_split_origin(origin, key, ignored, &one)) {
        snprintf(more, sizeof more, "log=%s office=%s", l.log_id, key);
        rc = log_add(&l, &(struct log_entry){LOG_INIT, NULL, "office.pub", pub_hash, more}, e);
    }
    if (rc == ERR_OK)
        rc = log_seal(&l, office, e);
    log_close(&l);
    free(folder);
    free(path);
    free(mark);
    return rc;
}

/* The bytes of log.tsv behind the signed lines. */
static enum err_code read_tail(const struct log *l, const char *path, struct buf *tail,
                               size_t *keep, struct err *e)
{
    struct buf all;
    buf_init(&all, LOG_FILE_MAX);
    enum err_code rc = file_read(path, LOG_FILE_MAX, &all, e);
    *keep = 0;
    for (size_t lines = 0; rc == ERR_OK && lines < l->signed_lines; lines++) {
        const uint8_t *end = memchr(all.data + *keep, '\n', all.len - *keep);
        if (!end)
            rc = err_set(e, ERR_POLICY, _("%s: was changed while it was read"), path);
        else
            *keep = (size_t)(end - all.data) + 1;
    }
    if (rc == ERR_OK)
        buf_add(tail, all.data + *keep, all.len - *keep);
    buf_free(&all);
    return rc == ERR_OK ? buf_check(tail, path, e) : rc;
}

static enum err_code set_tail_aside(const struct log *l, const struct buf *tail, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(tail->data, tail->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    char *folder = log_path(l->workspace, "cut"),
         *path = workspace_path(l->workspace, "log/cut/%s", hex);
    enum err_code rc = folder && path ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = file_write(path, tail->data, tail->len, FILE_NEW, e);
    free(folder);
    free(path);
    return rc;
}

static enum err_code truncate_to(const char *path, size_t keep, struct err *e)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    enum err_code rc = fd >= 0 && ftruncate(fd, (off_t)keep) == 0 && fsync(fd) == 0
                           ? ERR_OK
                           : err_set_errno(e, errno, "%s", path);
    if (fd >= 0)
        close(fd);
    return rc;
}

enum err_code log_cut(struct log *l, size_t *bytes, struct err *e)
{
    struct buf tail;
    size_t keep = 0;
    buf_init(&tail, LOG_FILE_MAX);
    struct stat st;
    char *path = log_path(l->workspace, "log.tsv");
    enum err_code rc = path ? ERR_OK : err_memory(e);
    /* nothing was added since it was opened, under the lock: its size tells */
    if (rc == ERR_OK && (stat(path, &st) != 0 || st.st_size != (off_t)l->read_bytes))
        rc = read_tail(l, path, &tail, &keep, e);
    *bytes = tail.len;
    if (rc == ERR_OK && tail.len) {
        rc = set_tail_aside(l, &tail, e);
        if (rc == ERR_OK)
            rc = truncate_to(path, keep, e);
    }
    free(path);
    buf_free(&tail);
    return rc;
}
