#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_met.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* True when the mark is of this log at all: same office, same log. e: its E. */
static bool is_of_log(const struct log *l, const struct note_mark *m, unsigned *e)
{
    char key[17], id[9], own_key[17], own_id[9];
    unsigned own_e;
    return note_split_origin(m->origin, key, id, e) &&
           note_split_origin(l->mark.origin, own_key, own_id, &own_e) &&
           strcmp(key, own_key) == 0 && strcmp(id, own_id) == 0;
}

/* The last line that was kept when the log was renewed from E `e` to a higher one; all lines when
 * it was not. */
static uint64_t kept_lines(const struct log *l, unsigned e)
{
    char value[16];
    for (size_t i = 0; i < l->lines; i++)
        if (l->line[i].kind == LOG_RENEW && log_more(&l->line[i], "e", value, sizeof value) &&
            strtoul(value, NULL, 10) > e)
            return l->line[i].number - 1;
    return l->lines;
}

static enum err_code missing(const struct log *l, const char *where, const struct note_mark *m,
                             struct err *e)
{
    return err_set(e, ERR_POLICY,
                   _("this log has %zu lines, %s a mark of %zu that this office signed: lines are "
                     "missing or replaced here"),
                   l->lines, where, (size_t)m->size);
}

enum err_code log_met_keep(const struct workspace *w, const void *note, size_t len, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(note, len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    char *folder = log_path(w, "met"), *path = workspace_path(w, "log/met/%s", hex);
    enum err_code rc = folder && path ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = file_write(path, note, len, FILE_NEW, e);
    free(folder);
    free(path);
    return rc;
}

static enum log_met judge(const struct log *l, const char *note, size_t len, struct note_mark *m)
{
    struct err ignored = {0};
    uint8_t root[CRYPT_HASH];
    unsigned e = 0;
    if (note_parse(note, len, "", m, &ignored) != ERR_OK || !is_of_log(l, m, &e) ||
        note_verify(note, len, "", &l->office, &ignored) != ERR_OK)
        return LOG_MET_OTHER;
    if (e < l->e && m->size > kept_lines(l, e))
        return LOG_MET_LOST; /* of the lines that the renewal gave up */
    if (e > l->e || m->size > l->lines)
        return LOG_MET_AHEAD;
    log_root(l, m->size, root);
    return memcmp(root, m->root, CRYPT_HASH) == 0 ? LOG_MET_PREFIX : LOG_MET_AHEAD;
}

bool log_met_is_prefix(const struct log *l, const char *note, size_t len)
{
    struct note_mark m;
    return judge(l, note, len, &m) == LOG_MET_PREFIX;
}

enum err_code log_meet(const struct log *l, const char *where, const void *note, size_t len,
                       enum log_met *out, struct err *e)
{
    struct note_mark m;
    *out = judge(l, note, len, &m);
    if (*out != LOG_MET_AHEAD)
        return ERR_OK;
    enum err_code rc = log_met_keep(l->workspace, note, len, e);
    return rc == ERR_OK ? missing(l, where, &m, e) : rc;
}

enum err_code log_met_check(const struct log *l, struct err *e)
{
    char *folder = log_path(l->workspace, "met");
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc = !folder                ? err_memory(e)
                       : d || errno == ENOENT ? ERR_OK /* none was met yet */
                                              : err_set_errno(e, errno, "%s", folder);
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));) {
        struct buf note;
        struct note_mark m;
        if (entry->d_name[0] == '.' || strlen(entry->d_name) != 2 * CRYPT_HASH)
            continue;
        buf_init(&note, NOTE_FILE_MAX);
        char *path = file_join(folder, entry->d_name);
        rc = path ? file_read(path, NOTE_FILE_MAX, &note, e) : err_memory(e);
        if (rc == ERR_OK && judge(l, (const char *)note.data, note.len, &m) == LOG_MET_AHEAD)
            rc = missing(l, path, &m, e);
        free(path);
        buf_free(&note);
    }
    if (d)
        closedir(d);
    free(folder);
    return rc;
}
