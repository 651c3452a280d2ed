#include "tools/office/witness.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_travel.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PUBLIC_MAX = 64 * 1024, STATE_NAME = 96 };

/* ---- the folder ---- */

static char *path_in(const struct witness *w, const char *folder, const char *name,
                     const char *ending)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s%s%s%s", w->folder, folder, folder[0] ? "/" : "", name, ending) < 0
               ? NULL
               : path;
}

static enum err_code make_folders(const struct witness *w, struct err *e)
{
    static const char *const FOLDER[] = {"trusted", "state"};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < sizeof FOLDER / sizeof FOLDER[0]; i++) {
        char *path = path_in(w, "", FOLDER[i], "");
        rc = path ? file_make_folder(path, e) : err_memory(e);
        free(path);
    }
    return rc;
}

enum err_code witness_make(const char *folder, const struct keys_secret *key,
                           const char *passphrase, struct crypt_random *rnd, struct err *e)
{
    struct witness w = {.folder = strdup(folder)};
    struct buf text;
    char *secret = w.folder ? path_in(&w, "", "witness", ".key") : NULL,
         *pub = w.folder ? path_in(&w, "", "witness", ".pub") : NULL;
    buf_init(&text, PUBLIC_MAX);
    keys_public_text(key, &text);
    enum err_code rc = secret && pub ? buf_check(&text, folder, e) : err_memory(e);
    if (rc == ERR_OK && (file_exists(secret) || file_exists(pub)))
        rc = err_set(e, ERR_BUSY, _("%s: a witness stands here already"), folder);
    if (rc == ERR_OK)
        rc = make_folders(&w, e);
    if (rc == ERR_OK)
        rc = keys_save(secret, key, passphrase, crypt_cost_staff(), rnd, e);
    if (rc == ERR_OK)
        rc = file_write(pub, text.data, text.len, FILE_NEW, e);
    free(secret);
    free(pub);
    buf_free(&text);
    witness_close(&w);
    return rc;
}

enum err_code witness_open(const char *folder, struct witness *out, struct err *e)
{
    *out = (struct witness){.folder = folder ? strdup(folder) : file_find_above("witness.pub")};
    char *pub = out->folder ? path_in(out, "", "witness", ".pub") : NULL;
    enum err_code rc = ERR_OK;
    if (!pub)
        rc = err_set(e, ERR_USAGE,
                     _("no witness here or above; make one with: sathachctl witness init DIR "
                       "--name NAME, or name its folder with -C"));
    else if (!file_exists(pub))
        rc = err_set(e, ERR_USAGE, _("%s: no witness (witness.pub is missing)"), out->folder);
    else
        rc = keys_public_read(pub, &out->pub, e);
    if (rc == ERR_OK && out->pub.role != KEYS_WITNESS)
        rc = err_set(e, ERR_KEY, _("%s: is no witness's key"), pub);
    free(pub);
    if (rc != ERR_OK)
        witness_close(out);
    return rc;
}

void witness_close(struct witness *w)
{
    free(w->folder);
    *w = (struct witness){0};
}

enum err_code witness_secret(const struct witness *w, const struct secret_files *files,
                             struct keys_secret **out, struct err *e)
{
    char *path = path_in(w, "", "witness", ".key");
    char *pass = crypt_secret_new(SECRET_MAX);
    enum err_code rc = path && pass ? ERR_OK : err_memory(e);
    if (rc == ERR_OK)
        rc = secret_ask(files, keys_role_word(KEYS_WITNESS), false, pass, e);
    if (rc == ERR_OK)
        rc = keys_load(path, pass, out, e);
    if (rc == ERR_OK && ((*out)->pub.role != KEYS_WITNESS ||
                         memcmp((*out)->pub.sign_pk, w->pub.sign_pk, CRYPT_SIGN_PK) != 0)) {
        keys_free(*out);
        *out = NULL;
        rc = err_set(e, ERR_KEY, _("%s: is not the key of witness.pub"), path);
    }
    free(path);
    crypt_secret_free(pass);
    return rc;
}

/* ---- offices ---- */

/* The key id in an origin, as it stands in names of files too. */
static void key_id(const struct keys_public *office, char out[17])
{
    char origin[NOTE_ORIGIN], log_id[9];
    unsigned e;
    note_origin(office->id, "00000000", 1, origin);
    if (!note_split_origin(origin, out, log_id, &e))
        out[0] = '\0';
}

enum err_code witness_trust(const struct witness *w, const char *path, struct keys_public *office,
                            struct err *e)
{
    struct buf text;
    struct keys_public before;
    char id[17];
    buf_init(&text, PUBLIC_MAX);
    enum err_code rc = file_read(path, PUBLIC_MAX, &text, e);
    if (rc == ERR_OK)
        rc = keys_public_parse((const char *)text.data, text.len, path, office, e);
    if (rc == ERR_OK && office->role != KEYS_OFFICE)
        rc = err_set(e, ERR_KEY, _("%s: is no office's key"), path);
    key_id(office, id);
    char *to = path_in(w, "trusted", id, ".pub");
    if (rc == ERR_OK && !to)
        rc = err_memory(e);
    if (rc == ERR_OK && file_exists(to)) {
        rc = keys_public_read(to, &before, e);
        if (rc == ERR_OK && memcmp(before.sign_pk, office->sign_pk, CRYPT_SIGN_PK) != 0)
            rc = err_set(e, ERR_BUSY, _("%s: another key with the id %s is trusted already"), path,
                         id);
    } else if (rc == ERR_OK) {
        rc = file_write(to, text.data, text.len, FILE_NEW, e);
    }
    free(to);
    buf_free(&text);
    return rc;
}

/* ---- looking ---- */

/* The note, and the trusted office that its origin names. */
static enum err_code read_note(const struct witness *w, struct witness_view *v, struct note_mark *m,
                               char id[17], char log_id[9], struct err *e)
{
    unsigned number;
    char *mark = file_join(v->folder, "mark"), *pub = NULL;
    enum err_code rc = mark ? file_read(mark, NOTE_FILE_MAX - 1024, &v->note, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = note_parse((const char *)v->note.data, v->note.len, mark, m, e);
    if (rc == ERR_OK && !note_split_origin(m->origin, id, log_id, &number))
        rc = err_set(e, ERR_FORMAT, _("%s: line 1: no origin of a log"), mark);
    if (rc == ERR_OK && !(pub = path_in(w, "trusted", id, ".pub")))
        rc = err_memory(e);
    if (rc == ERR_OK && !file_exists(pub))
        rc = err_set(e, ERR_KEY,
                     _("%s: of the office %s, which is not trusted here; see: sathachctl witness "
                       "trust"),
                     mark, id);
    if (rc == ERR_OK)
        rc = keys_public_read(pub, &v->office, e);
    free(mark);
    free(pub);
    return rc;
}

static enum err_code read_log(struct witness_view *v, const struct note_mark *m, struct err *e)
{
    struct err why = {0};
    enum err_code rc = log_read(v->folder, &v->office, &v->log, &why);
    if (rc == ERR_OK && v->log.mark.size == m->size &&
        memcmp(v->log.mark.root, m->root, CRYPT_HASH) == 0)
        return ERR_OK;
    if (rc == ERR_AUTH || rc == ERR_KEY || rc == ERR_IO || rc == ERR_LIMIT) {
        *e = why;
        return err_prefix(e, v->folder);
    }
    return err_set(e, ERR_POLICY,
                   _("%s: its first %zu lines are not those that the office signed; nothing was "
                     "signed"),
                   v->folder, (size_t)m->size);
}

/* The lines that a kept mark covers. False when they are not there. */
static bool read_kept_lines(const struct witness *w, const char *state, const char *ending,
                            const struct note_mark *kept, struct buf *text)
{
    struct err ignored = {0};
    uint8_t root[CRYPT_HASH];
    char *path = path_in(w, "state", state, ending);
    bool fine = path && file_read(path, LOG_FILE_MAX, text, &ignored) == ERR_OK &&
                log_text_root(text, kept->size, root) && memcmp(root, kept->root, CRYPT_HASH) == 0;
    free(path);
    return fine;
}

/* The ending of what is set aside when a renewed log takes the place of the one before. */
static void before_ending(const struct note_mark *kept, const char *ending, char out[STATE_NAME])
{
    char key[17], log_id[9];
    unsigned e = 0;
    if (!note_split_origin(kept->origin, key, log_id, &e))
        e = 0;
    snprintf(out, STATE_NAME, ".before-%u%s", e + 1, ending);
}

/* What was cosigned of this log, if anything; its lines when text is not NULL. Where a witness was
 * interrupted while it took up a renewed log, the lines before stand aside. */
static enum err_code read_kept(const struct witness *w, const char *state, struct note_mark *kept,
                               struct buf *text, struct err *e)
{
    struct buf note;
    char before[STATE_NAME];
    char *mark = path_in(w, "state", state, ".mark");
    buf_init(&note, NOTE_FILE_MAX);
    enum err_code rc = mark ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(mark)) {
        rc = file_read(mark, NOTE_FILE_MAX, &note, e);
        if (rc == ERR_OK)
            rc = note_parse((const char *)note.data, note.len, mark, kept, e);
        before_ending(kept, ".tsv", before);
        if (rc == ERR_OK && text && !read_kept_lines(w, state, ".tsv", kept, text) &&
            !read_kept_lines(w, state, before, kept, text))
            rc = err_set(e, ERR_POLICY, _("%s: the lines beside it are not those it signs"), mark);
    }
    free(mark);
    buf_free(&note);
    return rc;
}

/* Another log of this office that was cosigned: the largest one. */
static enum err_code find_gone(const struct witness *w, struct witness_view *v, const char *id,
                               const char *own_state, struct err *e)
{
    char *folder = path_in(w, "", "state", "");
    DIR *d = folder ? opendir(folder) : NULL;
    enum err_code rc = folder ? ERR_OK : err_memory(e);
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));) {
        char state[STATE_NAME];
        struct note_mark m = {.size = 0};
        size_t n = strlen(entry->d_name);
        /* KEYID-LOGID.mark alone: no refused one */
        if (n != 16 + 1 + 8 + 5 || strncmp(entry->d_name, id, 16) != 0 ||
            strcmp(entry->d_name + n - 5, ".mark") != 0)
            continue;
        snprintf(state, sizeof state, "%.*s", (int)n - 5, entry->d_name);
        if (strcmp(state, own_state) == 0)
            continue;
        rc = read_kept(w, state, &m, NULL, e);
        if (m.size > v->gone.size)
            v->gone = m;
    }
    if (d)
        closedir(d);
    free(folder);
    return rc;
}

/* How many lines stand in both. */
static uint64_t common_lines(const struct witness_view *v)
{
    uint64_t line = log_first_difference(&v->log, &v->kept_text);
    if (line)
        return line - 1;
    return v->log.lines < v->kept.size ? v->log.lines : v->kept.size;
}

/* How the log stands to what was kept of it. False when it does not continue it. What an office
 * lost and began anew is for the people at the witness to judge, line by line. */
static bool compare(struct witness_view *v)
{
    char key[17], log_id[9];
    unsigned before = 0;
    uint8_t root[CRYPT_HASH];
    if (v->kept.size == 0)
        return true;
    if (!note_split_origin(v->kept.origin, key, log_id, &before) || before > v->log.e)
        return false;
    v->is_renewed = before < v->log.e;
    v->known = v->is_renewed ? common_lines(v) : v->kept.size;
    if (v->is_renewed || v->kept.size > v->log.lines)
        return v->is_renewed;
    log_root(&v->log, v->kept.size, root);
    return memcmp(root, v->kept.root, CRYPT_HASH) == 0;
}

static enum err_code write_state(const struct witness *w, const struct witness_view *v,
                                 const char *state, struct err *e)
{
    struct buf text;
    char *mark = path_in(w, "state", state, ".mark"), *lines = path_in(w, "state", state, ".tsv");
    buf_init(&text, LOG_FILE_MAX);
    log_write(&v->log, &text);
    enum err_code rc = mark && lines ? buf_check(&text, state, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(lines, text.data, text.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(mark, v->note.data, v->note.len, FILE_REPLACE, e);
    free(mark);
    free(lines);
    buf_free(&text);
    return rc;
}

/* Lines that were cosigned and are lost stay here. */
static enum err_code set_kept_aside(const struct witness *w, const struct witness_view *v,
                                    const char *state, struct err *e)
{
    struct buf note;
    char ending[STATE_NAME];
    buf_init(&note, NOTE_FILE_MAX);
    char *mark = path_in(w, "state", state, ".mark"), *lines = NULL, *apart = NULL;
    enum err_code rc = mark ? file_read(mark, NOTE_FILE_MAX, &note, e) : err_memory(e);
    before_ending(&v->kept, ".tsv", ending);
    lines = path_in(w, "state", state, ending);
    before_ending(&v->kept, ".mark", ending);
    apart = path_in(w, "state", state, ending);
    if (rc == ERR_OK && !(lines && apart))
        rc = err_memory(e);
    if (rc == ERR_OK)
        rc = file_write(lines, v->kept_text.data, v->kept_text.len, FILE_REPLACE, e);
    if (rc == ERR_OK)
        rc = file_write(apart, note.data, note.len, FILE_REPLACE, e);
    free(mark);
    free(lines);
    free(apart);
    buf_free(&note);
    return rc;
}

/* Both marks are kept: who shows two histories is shown both. */
static enum err_code refuse(const struct witness *w, const struct witness_view *v,
                            const char *state, struct err *e)
{
    char refused[STATE_NAME], hex[LOG_HEX];
    uint8_t hash[CRYPT_HASH];
    crypt_hash_file(v->note.data, v->note.len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    snprintf(refused, sizeof refused, "%s.refused-%.16s", state, hex);
    enum err_code rc = write_state(w, v, refused, e);
    if (rc != ERR_OK)
        return rc;
    uint64_t line = log_first_difference(&v->log, &v->kept_text);
    if (!line)
        return err_set(e, ERR_POLICY,
                       _("%s: has %zu lines, %zu were cosigned before: lines are missing there; "
                         "both marks are kept in %s/state, nothing was signed"),
                       v->folder, v->log.lines, (size_t)v->kept.size, w->folder);
    return err_set(e, ERR_POLICY,
                   _("%s: line %zu is not the one that was cosigned before: lines were replaced or "
                     "dropped there; both marks are kept in %s/state, nothing was signed"),
                   v->folder, (size_t)line, w->folder);
}

static void state_name(const char *id, const char *log_id, char out[STATE_NAME])
{
    snprintf(out, STATE_NAME, "%s-%s", id, log_id);
}

enum err_code witness_look(const struct witness *w, const char *folder, struct witness_view *out,
                           struct err *e)
{
    struct note_mark m;
    char id[17], log_id[9], state[STATE_NAME];
    *out = (struct witness_view){.folder = log_travel_folder(folder)};
    buf_init(&out->note, NOTE_FILE_MAX);
    buf_init(&out->kept_text, LOG_FILE_MAX);
    enum err_code rc = out->folder ? read_note(w, out, &m, id, log_id, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = read_log(out, &m, e);
    if (rc == ERR_OK) {
        state_name(id, log_id, state);
        rc = read_kept(w, state, &out->kept, &out->kept_text, e);
    }
    if (rc == ERR_OK && !compare(out))
        rc = refuse(w, out, state, e);
    if (rc == ERR_OK && out->kept.size == 0)
        rc = find_gone(w, out, id, state, e);
    if (rc == ERR_OK && out->gone.size)
        out->is_renewed = true;
    if (rc != ERR_OK)
        witness_view_free(out);
    return rc;
}

void witness_view_free(struct witness_view *v)
{
    log_close(&v->log);
    buf_free(&v->note);
    buf_free(&v->kept_text);
    free(v->folder);
    *v = (struct witness_view){0};
}

/* ---- signing ---- */

enum err_code witness_sign(const struct witness *w, const struct witness_view *v,
                           const struct keys_secret *key, uint64_t time, struct err *e)
{
    char id[17], log_id[9], state[STATE_NAME], name[NOTE_NAME];
    unsigned number;
    struct buf note;
    char *path = NULL;
    if (!note_split_origin(v->log.mark.origin, id, log_id, &number))
        return err_set(e, ERR_FORMAT, _("%s: line 1: no origin of a log"), v->folder);
    state_name(id, log_id, state);
    note_file_name(w->pub.name, name);
    buf_init(&note, NOTE_FILE_MAX);
    buf_add(&note, v->note.data, v->note.len);
    if (note.len && note.data[note.len - 1] != '\n')
        buf_add_text(&note, "\n");
    note_cosign(&v->log.mark, w->pub.name, key->pub.sign_pk, key->sign_sk, time, &note);
    enum err_code rc = buf_check(&note, v->folder, e);
    if (rc == ERR_OK && v->is_renewed && v->kept.size)
        rc = set_kept_aside(w, v, state, e);
    if (rc == ERR_OK)
        rc = write_state(w, v, state, e);
    if (rc == ERR_OK && asprintf(&path, "%s/mark.%s", v->folder, name) < 0) {
        path = NULL;
        rc = err_memory(e);
    }
    if (rc == ERR_OK)
        rc = file_write(path, note.data, note.len, FILE_REPLACE, e);
    free(path);
    buf_free(&note);
    return rc;
}
