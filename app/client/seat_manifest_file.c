/* What the seat holds, on the disk: asked on errands, and after a crash. */
#include "app/client/seat_manifest_internal.h"

#include "app/client/unfinished_export.h"
#include "app/core/disk_trial.h"
#include "app/core/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWER_MS = 2000 /* until a disk counts as one that does not answer */ };

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

/* ---- on errands ---- */

struct seat_manifest_job *seat_manifest_new_job(const struct client *c, enum manifest_why why)
{
    struct seat_manifest_job *j = calloc(1, sizeof *j);
    if (!j || !(j->dir = strdup(c->setup.data_dir))) {
        free(j);
        return NULL;
    }
    j->session = c->setup.session;
    buf_init(&j->bytes, MANIFEST_FILE_MAX);
    j->m = (struct manifest){.why = why, .wall_ms = clock_wall_ms(&c->setup.clock)};
    snprintf(j->m.seat, sizeof j->m.seat, "%s", c->setup.seat);
    memcpy(j->m.build, c->setup.program.build, sizeof j->m.build);
    return j;
}

bool seat_manifest_name_job(struct seat_manifest_job *j, const char *name)
{
    j->path = file_join(j->dir, name);
    j->part = j->path ? part_of(j->path) : NULL;
    return j->part != NULL;
}

void seat_manifest_free_job(void *context)
{
    struct seat_manifest_job *j = context;
    manifest_free(&j->m);
    buf_free(&j->bytes);
    free(j->dir);
    free(j->path);
    free(j->part);
    free(j);
}

static uint32_t count_files(const struct seat_manifest_job *j)
{
    char seat[MANIFEST_SEAT], prefix[MANIFEST_NAME];
    uint32_t n = 0;
    manifest_seat_name(j->m.seat, seat);
    snprintf(prefix, sizeof prefix, "%s.%s.", j->session->info.name, seat);
    DIR *d = opendir(j->dir);
    for (struct dirent *entry; d && (entry = readdir(d));)
        n += strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
             manifest_is_file_name(entry->d_name);
    if (d)
        closedir(d);
    return n;
}

void seat_manifest_read_attempts(struct seat_manifest_job *j)
{
    j->rc = disk_trial(j->dir, ANSWER_MS, &j->e);
    if (j->rc == ERR_BUSY)
        return;
    j->rc = unfinished_export(j->session, j->dir, &j->m, &j->e);
    j->files = count_files(j);
}

void seat_manifest_write_part(struct seat_manifest_job *j)
{
    j->rc = file_write(j->part, j->bytes.data, j->bytes.len, FILE_NEW, &j->e);
}

void seat_manifest_give_name(struct seat_manifest_job *j)
{
    j->rc = finish(j->part, j->path, &j->e);
}

/* ---- after a crash ---- */

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
