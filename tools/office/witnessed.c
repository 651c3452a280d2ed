#include "tools/office/witnessed.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_met.h"
#include "tools/office/log_travel.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char PREFIX[] = "mark.";

void witnessed_time(uint64_t time, char out[24])
{
    time_t at = (time_t)time;
    struct tm tm;
    if (!gmtime_r(&at, &tm) || strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
        snprintf(out, 24, "-");
}

static int by_size(const void *a, const void *b)
{
    const struct witnessed_mark *x = a, *y = b;
    return x->size != y->size   ? (x->size < y->size ? -1 : 1)
           : x->time != y->time ? (x->time < y->time ? -1 : 1)
                                : strcmp(x->name, y->name);
}

/* The witnesses whose word counts in a workspace. */
static size_t witnesses_of(const struct workspace *w, struct keys_public out[WITNESSED_KEYS])
{
    size_t n = workspace_trusted_keys(w, KEYS_WITNESS, out, WITNESSED_KEYS), kept = 0;
    for (size_t i = 0; i < n; i++)
        if (!w->witness || !w->witness[0] || strcmp(w->witness, out[i].name) == 0)
            out[kept++] = out[i];
    return kept;
}

/* A note that one of the witnesses cosigned, and the office signed. ERR_KEY when none did. */
static enum err_code verify(const struct log *l, const struct buf *note, const char *where,
                            const struct keys_public *witness, size_t witnesses,
                            struct witnessed_mark *out, struct err *e)
{
    struct note_mark m;
    const char *text = (const char *)note->data;
    enum err_code rc = note_parse(text, note->len, where, &m, e);
    if (rc == ERR_OK)
        rc = note_verify(text, note->len, where, &l->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = err_set(e, ERR_KEY, _("%s: no witness that counts here cosigned it"), where);
    for (size_t i = 0; rc == ERR_KEY && i < witnesses; i++)
        if ((rc = note_verify_cosignature(text, note->len, where, witness[i].name,
                                          witness[i].sign_pk, &out->time, e)) == ERR_OK)
            memcpy(out->name, witness[i].name, sizeof out->name);
    if (rc != ERR_OK)
        return rc;
    char name[NOTE_NAME];
    note_file_name(out->name, name);
    out->size = m.size;
    snprintf(out->file, sizeof out->file, "%llu-%s", (unsigned long long)m.size, name);
    err_clear(e);
    return ERR_OK;
}

/* ---- what is kept ---- */

static enum err_code add(struct witnessed *w, const struct witnessed_mark *m, struct err *e)
{
    struct witnessed_mark *grown = realloc(w->item, (w->count + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    w->item = grown;
    w->item[w->count++] = *m;
    return ERR_OK;
}

static enum err_code read_one(const struct log *l, const char *path,
                              const struct keys_public *witness, size_t witnesses,
                              struct witnessed *out, struct err *e)
{
    struct buf note;
    struct witnessed_mark m;
    struct err why = {0};
    enum err_code rc = ERR_OK;
    buf_init(&note, NOTE_FILE_MAX);
    if (file_read(path, NOTE_FILE_MAX, &note, &why) == ERR_OK &&
        verify(l, &note, path, witness, witnesses, &m, &why) == ERR_OK &&
        log_met_is_prefix(l, (const char *)note.data, note.len))
        rc = add(out, &m, e);
    buf_free(&note);
    return rc;
}

enum err_code witnessed_read(const struct log *l, const char *folder,
                             const struct keys_public *witness, size_t witnesses,
                             struct witnessed *out, struct err *e)
{
    *out = (struct witnessed){0};
    DIR *d = opendir(folder);
    enum err_code rc = d || errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));) {
        char *path = entry->d_name[0] != '.' ? file_join(folder, entry->d_name) : NULL;
        if (path)
            rc = read_one(l, path, witness, witnesses, out, e);
        free(path);
    }
    if (d)
        closedir(d);
    if (out->count)
        qsort(out->item, out->count, sizeof *out->item, by_size);
    if (rc != ERR_OK)
        witnessed_free(out);
    return rc;
}

enum err_code witnessed_open(const struct workspace *w, struct witnessed *out, struct err *e)
{
    struct keys_public witness[WITNESSED_KEYS];
    char *folder = log_path(w, "witnessed");
    size_t n = witnesses_of(w, witness);
    *out = (struct witnessed){0};
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && w->log)
        rc = witnessed_read(w->log, folder, witness, n, out, e);
    free(folder);
    return rc;
}

void witnessed_free(struct witnessed *w)
{
    free(w->item);
    *w = (struct witnessed){0};
}

const struct witnessed_mark *witnessed_last(const struct witnessed *w)
{
    return w->count ? &w->item[w->count - 1] : NULL;
}

const struct witnessed_mark *witnessed_between(const struct witnessed *w, uint64_t from,
                                               uint64_t before)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->item[i].size >= from && w->item[i].size < before)
            return &w->item[i];
    return NULL;
}

/* ---- taking in ---- */

struct taking {
    const struct workspace *workspace;
    const struct keys_secret *office;
    struct keys_public witness[WITNESSED_KEYS];
    size_t witnesses, fresh, known;
    struct err why; /* of a mark that no witness who counts here signed */
};

/* The hash that the last line of a kept file says; NULL when it has no line. */
static const char *line_of(const struct log *l, const char *file)
{
    for (size_t i = l->lines; i-- > 0;)
        if (l->line[i].kind == LOG_WITNESS && strcmp(l->line[i].subject, file) == 0)
            return l->line[i].hash;
    return NULL;
}

/* The file, then its line. What the same witness cosigned again of the same size says nothing new:
 * the first stays. A file without a line is of an interrupted command, and is written again. */
static enum err_code keep(struct taking *t, const struct buf *note, const struct witnessed_mark *m,
                          struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX], at[24], more[96];
    crypt_hash_file(note->data, note->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    const char *line = line_of(t->workspace->log, m->file);
    char *folder = log_path(t->workspace, "witnessed"),
         *path = folder ? file_join(folder, m->file) : NULL;
    enum err_code rc = path ? file_make_folder(folder, e) : err_memory(e);
    bool is_known = rc == ERR_OK && line && (file_exists(path) || strcmp(line, hex) == 0);
    if (rc == ERR_OK && (!line || !file_exists(path)))
        rc = file_write(path, note->data, note->len, FILE_REPLACE, e);
    free(folder);
    free(path);
    t->known += is_known;
    t->fresh += rc == ERR_OK && !is_known;
    if (rc != ERR_OK || is_known)
        return rc;
    witnessed_time(m->time, at);
    snprintf(more, sizeof more, "size=%llu at=%s", (unsigned long long)m->size, at);
    return log_note(t->workspace, &(struct log_entry){LOG_WITNESS, NULL, m->file, hash, more},
                    t->office, e);
}

static enum err_code take_one(struct taking *t, const char *path, struct err *e)
{
    struct buf note;
    struct witnessed_mark m;
    enum log_met met;
    buf_init(&note, NOTE_FILE_MAX);
    enum err_code rc = file_read(path, NOTE_FILE_MAX, &note, e);
    if (rc == ERR_OK) /* whoever signed it besides */
        rc = log_meet(t->workspace->log, path, note.data, note.len, &met, e);
    if (rc == ERR_OK) {
        rc = verify(t->workspace->log, &note, path, t->witness, t->witnesses, &m, &t->why);
        if (rc == ERR_OK && met == LOG_MET_PREFIX)
            rc = keep(t, &note, &m, e);
        else if (rc == ERR_KEY)
            rc = ERR_OK; /* another's: what was asked for may lie beside it */
        else if (rc != ERR_OK)
            *e = t->why;
    }
    buf_free(&note);
    return rc;
}

/* Every mark of a folder: the office's own is met, those of witnesses are kept. */
static enum err_code take_folder(struct taking *t, const char *folder, size_t *marks, struct err *e)
{
    struct dirent **list;
    int n = scandir(folder, &list, NULL, alphasort);
    if (n < 0)
        return err_set(e, ERR_IO, _("%s: cannot be read"), folder);
    enum err_code rc = ERR_OK;
    for (int i = 0; i < n; i++) {
        const char *name = list[i]->d_name;
        bool is_cosigned = strncmp(name, PREFIX, sizeof PREFIX - 1) == 0,
             is_mark = is_cosigned || strcmp(name, "mark") == 0;
        char *path = is_mark && rc == ERR_OK ? file_join(folder, name) : NULL;
        if (path)
            rc = take_one(t, path, e);
        *marks += path && is_cosigned;
        free(path);
        free(list[i]);
    }
    free(list);
    return rc;
}

enum err_code witnessed_take(const struct workspace *w, const struct keys_secret *office,
                             const char *path, size_t *fresh, size_t *known, struct err *e)
{
    struct taking t = {.workspace = w, .office = office};
    size_t marks = 0;
    t.witnesses = witnesses_of(w, t.witness);
    char *inner = log_travel_folder(path);
    enum err_code rc = inner ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_is_folder(inner)) {
        rc = take_folder(&t, inner, &marks, e);
    } else if (rc == ERR_OK) {
        rc = take_one(&t, path, e);
        marks = 1;
    }
    if (rc == ERR_OK && marks == 0)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no mark of a witness (mark.NAME)"), inner);
    if (rc == ERR_OK && t.fresh + t.known == 0) {
        *e = t.why;
        rc = t.why.code != ERR_OK ? t.why.code
                                  : err_set(e, ERR_POLICY,
                                            _("%s: of lines that were given up when the log was "
                                              "renewed"),
                                            inner);
    }
    *fresh = t.fresh;
    *known = t.known;
    free(inner);
    return rc;
}
