#include "app/client/room.h"

#include "app/core/answers.h"
#include "app/core/attempt.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { TMPFS_MAGIC_NUMBER = 0x01021994, RAMFS_MAGIC_NUMBER = (int)0x858458f6, SEAT_TAG = 4 };

static bool is_tmpfs(const char *path)
{
    struct statfs fs;
    return statfs(path, &fs) == 0 && ((int)fs.f_type == TMPFS_MAGIC_NUMBER || (int)fs.f_type == RAMFS_MAGIC_NUMBER);
}

/* A folder that somebody else made first, or may look into, is none. */
static bool is_ours(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == getuid() && (st.st_mode & 077) == 0;
}

char *room_folder(void)
{
    static const char *const PLACES[] = {"/run/user", "/dev/shm", "/run"};
    struct err ignored;
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        char path[64];
        if (i == 0)
            snprintf(path, sizeof path, "/run/user/%u/sathach", getuid());
        else
            snprintf(path, sizeof path, "%s/sathach-%u", PLACES[i], getuid());
        if (!is_tmpfs(PLACES[i]) && i != 0)
            continue;
        if (access(PLACES[i], X_OK) == 0 && file_make_folder(path, &ignored) == ERR_OK && is_ours(path) && is_tmpfs(path))
            return strdup(path);
    }
    return NULL;
}

static char *key_path(const char *folder, const struct session *s)
{
    char name[2 * SESSION_UID + 1];
    crypt_hex(s->info.uid, SESSION_UID, name);
    return folder ? file_join(folder, name) : NULL;
}

void room_keep(const char *folder, const struct session *s, const uint8_t S[CRYPT_KEY])
{
    struct err ignored = {0};
    char *path = key_path(folder, s);
    if (path && file_write(path, S, CRYPT_KEY, FILE_REPLACE, &ignored) != ERR_OK)
        unlink(path);
    free(path);
}

bool room_take(const char *folder, const struct session *s, uint8_t S[CRYPT_KEY])
{
    struct err ignored;
    struct buf b;
    char *path = key_path(folder, s);
    buf_init(&b, CRYPT_KEY);
    bool good = path && file_exists(path) && file_read(path, CRYPT_KEY, &b, &ignored) == ERR_OK && b.len == CRYPT_KEY &&
                session_is_key(s, b.data);
    if (good)
        memcpy(S, b.data, CRYPT_KEY);
    buf_free(&b);
    free(path);
    return good;
}

static char *wrong_path(const char *folder, const struct session *s, const char *seat)
{
    char name[2 * SESSION_UID + 2 * SEAT_TAG + 2];
    uint8_t hash[CRYPT_HASH];
    crypt_hash(LABEL_SEAT, seat, strlen(seat), hash);
    crypt_hex(s->info.uid, SESSION_UID, name);
    name[2 * SESSION_UID] = '-';
    crypt_hex(hash, SEAT_TAG, name + 2 * SESSION_UID + 1);
    return folder ? file_join(folder, name) : NULL;
}

void room_note_wrong(const char *folder, const struct session *s, const char *seat, int wrong)
{
    struct err ignored = {0};
    char *path = wrong_path(folder, s, seat);
    uint8_t byte = (uint8_t)(wrong > 255 ? 255 : wrong);
    if (path && wrong == 0)
        unlink(path);
    else if (path && file_write(path, &byte, 1, FILE_REPLACE, &ignored) != ERR_OK)
        unlink(path);
    free(path);
}

int room_wrong(const char *folder, const struct session *s, const char *seat)
{
    struct err ignored;
    struct buf b;
    char *path = wrong_path(folder, s, seat);
    buf_init(&b, 1);
    int wrong = path && file_exists(path) && file_read(path, 1, &b, &ignored) == ERR_OK && b.len == 1 ? b.data[0] : 0;
    buf_free(&b);
    free(path);
    return wrong;
}

void room_forget(const char *folder, const struct session *s)
{
    char *path = key_path(folder, s);
    if (path)
        unlink(path);
    free(path);
}

static bool has_end(const struct buf *records)
{
    struct journal_event ev;
    struct err ignored;
    size_t count = records->len / JOURNAL_RECORD;
    return count && journal_decode(records->data + (count - 1) * JOURNAL_RECORD, &ev, &ignored) == ERR_OK && ev.type >= JOURNAL_HANDIN &&
           ev.type <= JOURNAL_MISCONDUCT;
}

enum err_code room_write_unfinished(const struct session *s, uint32_t paper, const struct buf *records, const char *dir, struct err *e)
{
    struct buf bytes;
    uint8_t head[CRYPT_HASH];
    char name[ANSWERS_NAME];
    size_t count = records->len / JOURNAL_RECORD;
    buf_init(&bytes, PACKAGE_MAX);
    journal_head(records->data, count, head);
    answers_file_name(s, paper, head, name);
    answers_build(s, paper, false, records->data, count, &bytes);
    char *path = file_join(dir, name);
    enum err_code rc = path ? buf_check(&bytes, name, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = file_write(path, bytes.data, bytes.len, FILE_NEW, e);
    free(path);
    buf_free(&bytes);
    return rc;
}

static enum err_code export_paper(const struct session *s, uint32_t paper, const char *path, const char *dir, struct manifest *m, struct err *e)
{
    struct attempt *a;
    struct buf records;
    buf_init(&records, (size_t)JOURNAL_EVENTS_MAX * JOURNAL_RECORD);
    enum err_code rc = attempt_open(path, &a, e);
    if (rc == ERR_OK) {
        rc = attempt_read(a, &records, e);
        attempt_close(a);
    }
    if (rc == ERR_OK && records.len) {
        struct manifest_entry *n = &m->entry[m->entries++];
        *n = (struct manifest_entry){.paper = paper, .events = (uint32_t)(records.len / JOURNAL_RECORD), .is_ended = has_end(&records)};
        journal_head(records.data, n->events, n->head);
        if (!n->is_ended)
            rc = room_write_unfinished(s, paper, &records, dir, e);
    }
    buf_free(&records);
    return rc;
}

static enum err_code write_manifest(const struct session *s, const char *dir, const struct manifest *m, struct err *e)
{
    char name[MANIFEST_NAME];
    struct buf bytes;
    buf_init(&bytes, MANIFEST_FILE_MAX);
    manifest_file_name(s, m->seat, name);
    manifest_build(s, m, &bytes);
    char *path = file_join(dir, name);
    enum err_code rc = path ? buf_check(&bytes, name, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = file_write(path, bytes.data, bytes.len, FILE_REPLACE, e);
    free(path);
    buf_free(&bytes);
    return rc;
}

enum err_code room_export_unfinished(const struct session *s, const char *dir, const char *seat, int64_t wall_ms, struct err *e)
{
    enum err_code rc = ERR_OK;
    struct manifest m = {.wall_ms = wall_ms, .entry = calloc(s->papers + 1u, sizeof *m.entry)};
    if (!m.entry)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    snprintf(m.seat, sizeof m.seat, "%s", seat);
    for (uint32_t paper = 0; paper < s->papers && m.entries < MANIFEST_ENTRIES_MAX; paper++) {
        struct err why = {0};
        char *path = attempt_path(dir, s, paper);
        /* one that another client of this host still writes is left to that client */
        if (path && file_exists(path) && export_paper(s, paper, path, dir, &m, &why) != ERR_OK && why.code != ERR_BUSY) {
            *e = why;
            rc = why.code;
        }
        free(path);
    }
    if (rc == ERR_OK)
        rc = write_manifest(s, dir, &m, e);
    manifest_free(&m);
    return rc;
}
