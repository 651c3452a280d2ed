#include "tools/office/backup.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/archive.h"
#include "tools/office/log.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct making {
    const struct workspace *workspace;
    const char *path;
    char *archive, *part; /* owned: in the workspace; beside the path */
    struct buf key_file;
};

static enum err_code begin(struct making *m, struct err *e)
{
    buf_init(&m->key_file, KEYS_FILE_MAX);
    m->archive = workspace_path(m->workspace, ".backup.part");
    if (asprintf(&m->part, "%s.part", m->path) < 0)
        m->part = NULL;
    char *key = workspace_path(m->workspace, "keys/%s.key", keys_role_word(KEYS_OFFICE));
    enum err_code rc = m->archive && m->part && key ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(m->path))
        rc = err_set(e, ERR_BUSY, _("%s: stands already"), m->path);
    if (rc == ERR_OK)
        rc = file_read(key, KEYS_FILE_MAX, &m->key_file, e);
    free(key);
    return rc;
}

static enum err_code put_in_place(const struct making *m, struct err *e)
{
    if (link(m->part, m->path) != 0 && errno == EEXIST)
        return err_set(e, ERR_BUSY, _("%s: stands already"), m->path);
    if (!file_exists(m->path) && rename(m->part, m->path) != 0) /* no links on this file system */
        return err_set_errno(e, errno, "%s", m->path);
    unlink(m->part);
    return file_sync_folder_of(m->path, e);
}

enum err_code backup_make(const struct workspace *w, const struct keys_secret *office,
                          const char *path, const struct keys_public *also, size_t also_count,
                          struct crypt_random *rnd, size_t *files, struct err *e)
{
    struct making m = {.workspace = w, .path = path};
    uint8_t hash[CRYPT_HASH];
    uint64_t size = 0;
    char more[32];
    enum err_code rc = begin(&m, e);
    if (rc == ERR_OK)
        rc = archive_write(w, m.archive, files, e);
    if (rc == ERR_OK)
        rc = backup_stream_write(&(struct backup_seal){.archive = m.archive,
                                                       .path = m.part,
                                                       .office = office,
                                                       .key_file = m.key_file.data,
                                                       .key_file_len = m.key_file.len,
                                                       .also = also,
                                                       .also_count = also_count,
                                                       .rnd = rnd},
                                 hash, &size, e);
    if (m.archive)
        unlink(m.archive);
    if (rc == ERR_OK)
        rc = put_in_place(&m, e);
    snprintf(more, sizeof more, "size=%llu", (unsigned long long)size);
    if (rc == ERR_OK)
        rc = log_note(w, &(struct log_entry){LOG_BACKUP, NULL, file_base(path), hash, more}, office,
                      e);
    buf_free(&m.key_file);
    free(m.archive);
    free(m.part);
    return rc;
}
