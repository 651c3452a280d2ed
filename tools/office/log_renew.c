#include "tools/office/log_renew.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_met.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the marks at hand say: the highest E of them, the largest that covers a beginning of the
 * lines here. */
struct renewing {
    const struct workspace *workspace;
    const struct keys_public *office;
    struct buf text;       /* log.tsv as it stands */
    struct note_mark best; /* size 0 while none covers anything */
    char log_id[9];
    unsigned highest;
    uint64_t
        contradicted; /* size of the smallest mark whose lines are not those here; 0 for none */
};

static void consider(struct renewing *r, const char *path)
{
    struct buf note;
    struct note_mark m;
    struct err ignored = {0};
    char key[17], id[9];
    unsigned e;
    uint8_t root[CRYPT_HASH];
    buf_init(&note, NOTE_FILE_MAX);
    if (file_read(path, NOTE_FILE_MAX, &note, &ignored) == ERR_OK &&
        note_parse((const char *)note.data, note.len, path, &m, &ignored) == ERR_OK &&
        note_verify((const char *)note.data, note.len, path, r->office, &ignored) == ERR_OK &&
        note_split_origin(m.origin, key, id, &e) && (!r->log_id[0] || strcmp(r->log_id, id) == 0)) {
        strcpy(r->log_id, id);
        r->highest = e > r->highest ? e : r->highest;
        bool reaches = log_text_root(&r->text, m.size, root),
             is_same = reaches && memcmp(root, m.root, CRYPT_HASH) == 0;
        if (is_same && m.size > r->best.size)
            r->best = m;
        if (reaches && !is_same && (!r->contradicted || m.size < r->contradicted))
            r->contradicted = m.size;
    }
    buf_free(&note);
}

static void consider_folder(struct renewing *r, const char *name)
{
    char *folder = log_path(r->workspace, name);
    DIR *d = folder ? opendir(folder) : NULL;
    for (struct dirent *entry; d && (entry = readdir(d));) {
        char *path = entry->d_name[0] != '.' ? file_join(folder, entry->d_name) : NULL;
        if (path && !file_is_folder(path))
            consider(r, path);
        free(path);
    }
    if (d)
        closedir(d);
    free(folder);
}

/* What was signed twice is not kept either: of lines that a mark in another hand contradicts, those
 * in front of its last one are kept, so that the mark is one of lost lines from now on and not of
 * replaced ones. The lines behind are set aside with the file; what they spoke of is found anew. */
static void give_up_contradicted(struct renewing *r)
{
    if (r->contradicted && r->contradicted <= r->best.size) {
        r->best.size = r->contradicted - 1;
        if (!log_text_root(&r->text, r->best.size, r->best.root))
            r->best.size = 0;
    }
}

/* Marks met so far tell of lines that are given up: they are kept, apart. */
static enum err_code move_met(const struct workspace *w, unsigned e_number, struct err *e)
{
    char *folder = log_path(w, "met"), *apart = workspace_path(w, "log/met/before-%u", e_number);
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc = folder && apart ? d ? file_make_folder(apart, e) : ERR_OK : err_memory(e);
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));) {
        char *from = entry->d_name[0] != '.' ? file_join(folder, entry->d_name) : NULL,
             *to = from ? file_join(apart, entry->d_name) : NULL;
        if (to && !file_is_folder(from) && rename(from, to) != 0)
            rc = err_set_errno(e, errno, "%s", from);
        free(from);
        free(to);
    }
    if (d)
        closedir(d);
    free(folder);
    free(apart);
    return rc;
}

/* The mark that covers more than is kept becomes one that was met, before anything is given up:
 * interrupted from here on, every command stops until the renewal is done. */
static enum err_code keep_mark(const struct renewing *r, const char *path, struct err *e)
{
    struct buf note;
    struct note_mark m;
    struct err ignored = {0};
    enum err_code rc = ERR_OK;
    buf_init(&note, NOTE_FILE_MAX);
    if (file_read(path, NOTE_FILE_MAX, &note, &ignored) == ERR_OK &&
        note_parse((const char *)note.data, note.len, path, &m, &ignored) == ERR_OK &&
        note_verify((const char *)note.data, note.len, path, r->office, &ignored) == ERR_OK &&
        m.size > r->best.size)
        rc = log_met_keep(r->workspace, note.data, note.len, e);
    buf_free(&note);
    return rc;
}

/* Puts the kept lines in place of log.tsv, whole; the old file is set aside. */
static enum err_code keep_lines(const struct renewing *r, const struct keys_secret *office,
                                struct err *e)
{
    struct buf note;
    size_t bytes = 0;
    char *path = log_path(r->workspace, "log.tsv"), *mark = log_path(r->workspace, "mark");
    buf_init(&note, NOTE_FILE_MAX);
    for (uint64_t i = 0; i < r->best.size; i++)
        bytes = (size_t)((const uint8_t *)memchr(r->text.data + bytes, '\n', r->text.len - bytes) -
                         r->text.data) +
                1;
    enum err_code rc = path && mark ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && bytes != r->text.len)
        rc = file_set_aside(path, NULL, NULL, e);
    if (rc == ERR_OK)
        rc = file_write(path, r->text.data, bytes, FILE_REPLACE, e);
    note_sign(&r->best, office, &note);
    if (rc == ERR_OK)
        rc = file_write(mark, note.data, note.len, FILE_REPLACE, e);
    buf_free(&note);
    free(path);
    free(mark);
    return rc;
}

static enum err_code seal_renewal(const struct renewing *r, const struct keys_secret *office,
                                  const char *reason, struct err *e)
{
    struct log l;
    char more[128];
    size_t cut = 0;
    enum err_code rc = log_open(r->workspace, &office->pub, &l, e);
    if (rc != ERR_OK)
        return rc;
    rc = log_cut(&l, &cut, e);
    l.e = r->highest + 1;
    snprintf(more, sizeof more, "e=%u lost=%zu-unknown", l.e, (size_t)r->best.size + 1);
    if (rc == ERR_OK)
        rc = log_add(&l, &(struct log_entry){LOG_RENEW, NULL, reason, NULL, more}, e);
    if (rc == ERR_OK)
        rc = log_seal(&l, office, e);
    log_close(&l);
    return rc;
}

enum err_code log_renew(const struct workspace *w, const struct keys_secret *office,
                        const char *reason, uint64_t *kept, struct err *e)
{
    struct renewing r = {.workspace = w, .office = &office->pub};
    struct log l;
    struct err ignored = {0};
    if (log_open(w, &office->pub, &l, &ignored) == ERR_OK) {
        bool whole = log_met_check(&l, &ignored) == ERR_OK;
        log_close(&l);
        if (whole)
            return err_set(e, ERR_POLICY, _("the log is whole: there is nothing to renew"));
    }
    buf_init(&r.text, LOG_FILE_MAX);
    char *path = log_path(w, "log.tsv"), *mark = log_path(w, "mark");
    enum err_code rc = path && mark ? file_read(path, LOG_FILE_MAX, &r.text, e) : err_memory(e);
    if (rc == ERR_OK) {
        consider(&r, mark);
        consider_folder(&r, "met");
        consider_folder(&r, "witnessed");
        give_up_contradicted(&r);
    }
    if (rc == ERR_OK && r.best.size == 0)
        rc = err_set(
            e, ERR_POLICY,
            _("log/log.tsv: no mark covers a beginning of it: take log/ from backup or witness"));
    if (rc == ERR_OK)
        rc = keep_mark(&r, mark, e);
    if (rc == ERR_OK)
        rc = keep_lines(&r, office, e);
    if (rc == ERR_OK)
        rc = seal_renewal(&r, office, reason, e);
    if (rc == ERR_OK)
        rc = move_met(w, r.highest, e);
    *kept = r.best.size;
    buf_free(&r.text);
    free(path);
    free(mark);
    return rc;
}
