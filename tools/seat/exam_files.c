#include "tools/seat/exam_files.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/package.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HALF_A_DAY = 12 * 60 * 60, NAMES_MAX = 256 };

struct names {
    char *name[NAMES_MAX];
    size_t count;
};

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && name[0] != '.' && strcmp(name + n - m, end) == 0;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* In the order of their names: a folder's own order is chance. */
static void list(const char *folder, const char *end, struct names *out)
{
    DIR *dir = opendir(folder);
    out->count = 0;
    for (struct dirent *entry; dir && out->count < NAMES_MAX && (entry = readdir(dir));) {
        char *copy = ends_in(entry->d_name, end) ? strdup(entry->d_name) : NULL;
        if (copy)
            out->name[out->count++] = copy;
    }
    if (dir)
        closedir(dir);
    qsort(out->name, out->count, sizeof out->name[0], compare);
}

static void free_names(struct names *n)
{
    for (size_t i = 0; i < n->count; i++)
        free(n->name[i]);
}

static bool is_bank(const char *path, const uint8_t hash[CRYPT_HASH])
{
    struct buf bytes;
    struct err e;
    uint8_t own[CRYPT_HASH] = {0};
    buf_init(&bytes, PACKAGE_MAX);
    bool is_read = file_read(path, PACKAGE_MAX, &bytes, &e) == ERR_OK;
    if (is_read)
        crypt_hash_file(bytes.data, bytes.len, own);
    buf_free(&bytes);
    return is_read && memcmp(own, hash, CRYPT_HASH) == 0;
}

static bool find_bank(const char *folder, const uint8_t hash[CRYPT_HASH], char out[PATH_MAX])
{
    struct names banks;
    bool is_found = false;
    list(folder, ".bank", &banks);
    for (size_t i = 0; i < banks.count && !is_found; i++) {
        snprintf(out, PATH_MAX, "%s/%s", folder, banks.name[i]);
        is_found = is_bank(out, hash);
    }
    free_names(&banks);
    return is_found;
}

static bool is_known(const struct exam_files *f, const uint8_t hash[CRYPT_HASH])
{
    for (size_t i = 0; i < f->count; i++)
        if (memcmp(f->found[i].hash, hash, CRYPT_HASH) == 0)
            return true;
    return false;
}

static void add(const char *folder, const char *path, const struct session *s,
                struct exam_files *out)
{
    struct exam_file *f = &out->found[out->count];
    if (out->count == EXAM_FILES_MAX || is_known(out, s->hash))
        return;
    if (!find_bank(folder, s->info.bank_hash, f->bank)) {
        out->is_bankless = true;
        return;
    }
    snprintf(f->session, sizeof f->session, "%s", path);
    snprintf(f->title, sizeof f->title, "%s", s->info.title[0] ? s->info.title : s->info.name);
    memcpy(f->uid, s->info.uid, sizeof f->uid);
    memcpy(f->hash, s->hash, sizeof f->hash);
    f->issue = s->info.issue;
    f->opens = s->info.opens;
    f->closes = s->info.closes;
    out->count++;
}

void exam_files_look(const char *folder, const struct keys_public *office, struct exam_files *out)
{
    struct names sessions;
    char path[PATH_MAX];
    list(folder, ".session", &sessions);
    for (size_t i = 0; i < sessions.count; i++) {
        struct buf bytes;
        struct session s;
        struct err e;
        snprintf(path, sizeof path, "%s/%s", folder, sessions.name[i]);
        buf_init(&bytes, PACKAGE_MAX);
        enum err_code rc = file_read(path, PACKAGE_MAX, &bytes, &e);
        if (rc == ERR_OK)
            rc = session_open(bytes.data, bytes.len, office->sign_pk, &s, &e);
        if (rc == ERR_OK)
            add(folder, path, &s, out);
        out->is_foreign |= rc == ERR_KEY;
        buf_free(&bytes);
    }
    free_names(&sessions);
}

static bool is_now(const struct exam_file *f, int64_t now)
{
    return f->opens && f->closes && now >= f->opens - HALF_A_DAY && now <= f->closes + HALF_A_DAY;
}

/* True when a is to give way to b: another session's hours, or an older issue of b's. */
static bool gives_way(const struct exam_file *a, const struct exam_file *b, int64_t now)
{
    if (memcmp(a->uid, b->uid, SESSION_UID) == 0)
        return a->issue < b->issue;
    return !is_now(a, now) && is_now(b, now);
}

const struct exam_file *exam_files_choose(const struct exam_files *f, int64_t now)
{
    const struct exam_file *chosen = NULL;
    for (size_t i = 0; i < f->count; i++) {
        bool is_out = false;
        for (size_t k = 0; k < f->count; k++)
            is_out |= k != i && gives_way(&f->found[i], &f->found[k], now);
        if (is_out)
            continue;
        if (chosen)
            return NULL;
        chosen = &f->found[i];
    }
    return chosen;
}

static enum err_code keep(const char *from, const char *folder, char to[PATH_MAX], struct err *e)
{
    struct buf bytes;
    if (snprintf(to, PATH_MAX, "%s/%s", folder, file_base(from)) >= PATH_MAX)
        return err_set(e, ERR_LIMIT, _("%s: the name is too long"), from);
    if (strcmp(from, to) == 0)
        return ERR_OK;
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = file_read(from, PACKAGE_MAX, &bytes, e);
    if (rc == ERR_OK)
        rc = file_write(to, bytes.data, bytes.len, FILE_NEW, e);
    if (rc == ERR_BUSY)
        rc = file_holds(to, bytes.data, bytes.len, e);
    buf_free(&bytes);
    return rc;
}

enum err_code exam_files_keep(const struct exam_file *f, const char *folder, struct exam_file *out,
                              struct err *e)
{
    char session[PATH_MAX], bank[PATH_MAX];
    enum err_code rc = file_make_folder(folder, e);
    if (rc == ERR_OK)
        rc = keep(f->bank, folder, bank, e);
    if (rc == ERR_OK)
        rc = keep(f->session, folder, session, e);
    if (rc != ERR_OK)
        return rc;
    *out = *f;
    strcpy(out->session, session);
    strcpy(out->bank, bank);
    return ERR_OK;
}
