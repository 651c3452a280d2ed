#include "app/client/seat_manifest.h"

#include "app/client/unfinished_export.h"
#include "app/core/file.h"
#include "app/core/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RECORD_MS = 2000 };
static const char PART[] = ".part";

static char *part_of(const char *path)
{
    char *part = NULL;
    return asprintf(&part, "%s%s", path, PART) < 0 ? NULL : part;
}

static bool is_part(const char *name)
{
    size_t n = strlen(name);
    return n > sizeof PART && strcmp(name + n - (sizeof PART - 1), PART) == 0;
}

/* Gets its own name, which nothing has. */
static enum err_code finish(const char *part, const char *path, struct err *e)
{
    if (renameat2(AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
        return err_set_errno(e, errno, "%s", path);
    return file_sync_folder_of(path, e);
}

static bool is_recorded(const struct client *c, const uint8_t hash[CRYPT_HASH])
{
    for (size_t i = 0; i < room_record_writer_count(c->unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        if (r.what == ROOM_MANIFEST && memcmp(r.data, hash, sizeof r.data) == 0)
            return true;
    }
    return false;
}

/* The record names it: it gets its name. Else it was never written, as far as anybody knows. */
static void mend(const struct client *c, const char *name)
{
    struct buf bytes;
    struct err ignored;
    uint8_t hash[CRYPT_HASH];
    char *part = file_join(c->setup.data_dir, name);
    char *path = part ? strndup(part, strlen(part) - (sizeof PART - 1)) : NULL;
    buf_init(&bytes, MANIFEST_FILE_MAX);
    if (path && file_read(part, MANIFEST_FILE_MAX, &bytes, &ignored) == ERR_OK) {
        crypt_hash_file(bytes.data, bytes.len, hash);
        if (!is_recorded(c, hash))
            unlink(part);
        else if (finish(part, path, &ignored) != ERR_OK && file_exists(path))
            unlink(part);
    }
    buf_free(&bytes);
    free(path);
    free(part);
}

/* How many manifests of this seat stand in the data folder. */
static uint32_t count_files(const struct client *c)
{
    char seat[MANIFEST_SEAT], prefix[MANIFEST_NAME];
    uint32_t n = 0;
    manifest_seat_name(c->setup.seat, seat);
    snprintf(prefix, sizeof prefix, "%s.%s.", c->setup.session->info.name, seat);
    DIR *d = opendir(c->setup.data_dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        n += strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
             manifest_is_file_name(entry->d_name);
    if (d)
        closedir(d);
    return n;
}

/* The seat's manifest before: the last that the room record names. */
static void find_before(const struct client *c, struct manifest *m)
{
    uint32_t n = 0, files = count_files(c);
    for (size_t i = 0; i < room_record_writer_count(c->unlocked.room); i++) {
        struct room_record r;
        room_record_writer_at(c->unlocked.room, i, &r);
        if (r.what != ROOM_MANIFEST)
            continue;
        memcpy(m->before, r.data, sizeof m->before);
        n++;
    }
    m->number = (n > files ? n : files) + 1; /* whatever became of the one or the other */
}

static enum err_code take_records(const struct client *c, struct manifest *m, struct err *e)
{
    struct buf bytes;
    buf_init(&bytes, SIZE_MAX / 2);
    room_record_writer_flush(c->unlocked.room, RECORD_MS);
    room_record_writer_bytes(c->unlocked.room, &bytes);
    enum err_code rc = buf_check(&bytes, _("room record"), e);
    size_t n = bytes.len / ROOM_RECORD,
           from = n > MANIFEST_RECORDS_MAX ? n - MANIFEST_RECORDS_MAX : 0;
    m->records = (uint32_t)(n - from);
    m->record = rc == ERR_OK ? malloc((n - from) * ROOM_RECORD + 1) : NULL;
    if (rc == ERR_OK && !m->record)
        rc = err_memory(e);
    if (rc == ERR_OK && m->records)
        memcpy(m->record, bytes.data + from * ROOM_RECORD, (n - from) * ROOM_RECORD);
    buf_free(&bytes);
    return rc;
}

/* Durable under another name, then the record that names it, then its own: after a crash in
 * between it is made up for by that record's hash. */
static enum err_code write_file(const struct client *c, struct manifest *m, struct err *e)
{
    char name[MANIFEST_NAME];
    struct buf bytes;
    uint8_t hash[CRYPT_HASH];
    buf_init(&bytes, MANIFEST_FILE_MAX);
    manifest_build(c->setup.session, c->unlocked.S, m, &bytes);
    manifest_file_name(c->setup.session, m->seat, m->mac, name);
    char *path = file_join(c->setup.data_dir, name), *part = path ? part_of(path) : NULL;
    enum err_code rc = part ? buf_check(&bytes, name, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(part, bytes.data, bytes.len, FILE_NEW, e);
    if (rc == ERR_OK) {
        crypt_hash_file(bytes.data, bytes.len, hash);
        room_record_writer_note(c->unlocked.room, ROOM_MANIFEST, hash);
        room_record_writer_flush(c->unlocked.room, RECORD_MS);
        rc = finish(part, path, e);
    }
    free(path);
    free(part);
    buf_free(&bytes);
    return rc;
}

enum err_code seat_manifest_write(struct client *c, enum manifest_why why, struct err *e)
{
    struct manifest m = {.why = why, .wall_ms = clock_wall_ms(&c->setup.clock)};
    snprintf(m.seat, sizeof m.seat, "%s", c->setup.seat);
    memcpy(m.build, c->setup.program.build, sizeof m.build);
    enum err_code rc = unfinished_export(c->setup.session, c->setup.data_dir, &m, e);
    find_before(c, &m);
    if (rc == ERR_OK)
        rc = take_records(c, &m, e);
    if (rc == ERR_OK)
        rc = write_file(c, &m, e);
    manifest_free(&m);
    return rc;
}

/* One that was durable, and perhaps in the room record, when the program was killed. */
void seat_manifest_mend(const struct client *c)
{
    char seat[MANIFEST_SEAT], prefix[MANIFEST_NAME];
    manifest_seat_name(c->setup.seat, seat);
    snprintf(prefix, sizeof prefix, "%s.%s.", c->setup.session->info.name, seat);
    DIR *d = opendir(c->setup.data_dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 && is_part(entry->d_name))
            mend(c, entry->d_name);
    if (d)
        closedir(d);
}
