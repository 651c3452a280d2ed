#include "tools/office/found.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/manifest.h"
#include "tools/office/collection.h"
#include "tools/office/commit.h"
#include "tools/office/decision.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"
#include "tools/office/sheet.h"
#include "tools/office/signing.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The paths of all files that have a line, sorted. */
struct known {
    char **path;
    size_t count;
};

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void forget_known(struct known *k)
{
    for (size_t i = 0; i < k->count; i++)
        free(k->path[i]);
    free(k->path);
}

static enum err_code gather_known(const struct log *l, struct known *out, struct err *e)
{
    *out = (struct known){.path = calloc(l->lines + 1, sizeof *out->path)};
    if (!out->path)
        return err_memory(e);
    for (size_t i = 0; i < l->lines; i++) {
        char *path = log_evidence_path(l, &l->line[i]);
        if (path)
            out->path[out->count++] = path;
    }
    qsort(out->path, out->count, sizeof *out->path, compare);
    return ERR_OK;
}

struct finding {
    const struct workspace *workspace;
    const struct keys_secret *office;
    const struct known *known;
    const char *session;
    struct office_session *opened; /* opened when the first file wants it */
    bool is_open, cannot_open;
    size_t count;
};

static bool has_line(const struct finding *f, const char *path)
{
    return bsearch(&path, f->known->path, f->known->count, sizeof *f->known->path, compare) != NULL;
}

static bool open_session(struct finding *f)
{
    struct err ignored = {0};
    if (!f->is_open && !f->cannot_open) {
        f->is_open = office_session_open_evidence(f->workspace, f->session, f->office, f->opened,
                                                  &ignored) == ERR_OK;
        f->cannot_open = !f->is_open;
    }
    return f->is_open;
}

static enum err_code add_line(struct finding *f, enum log_kind kind, const char *subject,
                              const struct buf *bytes, const char *more, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char all[LOG_FACTS_MAX + 16];
    crypt_hash_file(bytes->data, bytes->len, hash);
    snprintf(all, sizeof all, "%s%sfound=1", more, more[0] ? " " : "");
    f->count++;
    return log_add(f->workspace->log, &(struct log_entry){kind, f->session, subject, hash, all}, e);
}

/* ---- one kind after the other; what is not authentic adds nothing ---- */

static bool has_session_line(const struct finding *f)
{
    return log_evidence_last(f->workspace->log, f->session, LOG_SESSION) != NULL;
}

/* A session of this office and name. */
static bool read_session(const struct finding *f, const struct buf *bytes, struct session *s)
{
    struct err ignored = {0};
    return session_open(bytes->data, bytes->len, f->office->pub.sign_pk, s, &ignored) == ERR_OK &&
           strcmp(s->info.name, f->session) == 0;
}

/* What was committed to before is what it was drawn by; else anybody with the key could draw again
 * after the lot. */
static enum err_code find_session(struct finding *f, const char *name, const struct buf *bytes,
                                  struct err *e)
{
    struct session s;
    struct commit said;
    struct err ignored = {0};
    char more[LOG_FACTS_MAX];
    if (has_session_line(f) || !read_session(f, bytes, &s) ||
        log_evidence_last(f->workspace->log, f->session, LOG_CANCEL) ||
        commit_load(f->workspace, &f->office->pub, f->session, &said, NULL, &ignored) != ERR_OK ||
        memcmp(said.commitment, s.info.draw_commitment, CRYPT_HASH) != 0)
        return ERR_OK;
    log_facts_session(&s, more);
    return add_line(f, LOG_SESSION, name, bytes, more, e);
}

/* A commitment without a line is nobody's, but for the session that stands beside it: both were
 * made in one. */
static enum err_code find_commit(struct finding *f, const char *name, const char *path,
                                 const struct buf *bytes, struct err *e)
{
    struct buf text, file;
    struct commit c;
    struct session s;
    struct err ignored = {0};
    enum err_code rc = ERR_OK;
    char more[LOG_FACTS_MAX];
    char *session = office_session_path(f->workspace, f->session, "session");
    buf_init(&text, COMMIT_FILE_MAX);
    buf_init(&file, PACKAGE_MAX);
    if (session && !log_evidence_last(f->workspace->log, f->session, LOG_COMMIT) &&
        !has_session_line(f) &&
        signing_read(&f->office->pub, path, COMMIT_FILE_MAX, &text, &ignored) == ERR_OK &&
        commit_parse(buf_text(&text), text.len, path, &c, &ignored) == ERR_OK &&
        strcmp(c.session, f->session) == 0 &&
        file_read(session, PACKAGE_MAX, &file, &ignored) == ERR_OK && read_session(f, &file, &s) &&
        memcmp(c.commitment, s.info.draw_commitment, CRYPT_HASH) == 0) {
        log_facts_commit(c.issue, c.papers, more);
        rc = add_line(f, LOG_COMMIT, name, bytes, more, e);
    }
    buf_free(&text);
    buf_free(&file);
    free(session);
    return rc;
}

/* D is kept in the session from the draw on; a draft that was left over is of no use. */
static void drop_draft(const struct finding *f)
{
    char *path = office_session_path(f->workspace, f->session, "draft");
    if (path && has_session_line(f))
        unlink(path);
    free(path);
}

/* A correction of identity numbers: the next one, of this session, after the file that counts. */
static enum err_code find_people(struct finding *f, const char *name, const char *path,
                                 const struct buf *bytes, struct err *e)
{
    struct buf text;
    struct people_file p = {0};
    struct err ignored = {0};
    enum err_code rc = ERR_OK;
    char more[LOG_FACTS_MAX], next[PEOPLE_NAME_MAX];
    uint8_t before[CRYPT_HASH];
    uint32_t n;
    buf_init(&text, PEOPLE_FILE_MAX);
    if (open_session(f) && office_session_next_people(f->opened, &n, before)) {
        people_name(f->session, n, next);
        if (strcmp(name, next) == 0 &&
            signing_read(&f->office->pub, path, PEOPLE_FILE_MAX, &text, &ignored) == ERR_OK &&
            people_open(f->office, text.data, text.len, f->opened->roster.candidates, &p,
                        &ignored) == ERR_OK &&
            p.n == n && memcmp(p.before, before, CRYPT_HASH) == 0 &&
            memcmp(p.uid, f->opened->session.info.uid, SESSION_UID) == 0) {
            log_facts_people(n, before, NULL, more);
            rc = add_line(f, LOG_PEOPLE, name, bytes, more, e);
        }
    }
    people_free(&p);
    buf_free(&text);
    return rc;
}

static enum err_code find_decision(struct finding *f, const char *name, const char *path,
                                   const struct buf *bytes, struct err *e)
{
    struct decision d;
    char more[LOG_FACTS_MAX];
    if (!open_session(f) || !decisions_find_next(f->opened, &f->office->pub, path, &d))
        return ERR_OK;
    log_facts_decision(&d, more);
    decision_free(&d);
    return add_line(f, LOG_DECISION, name, bytes, more, e);
}

/* What it says must follow from this session's file and the marks that were printed. */
static bool is_our_sheet(struct finding *f, const struct sheet_text *t)
{
    struct sheet s = {0};
    struct err ignored = {0};
    bool fits = open_session(f) &&
                sheet_read(f->workspace, &f->office->pub, f->session, &f->opened->session, 0, &s,
                           &ignored) == ERR_OK &&
                sheet_fits(&s, f->opened->session.hash, t);
    sheet_free(&s);
    return fits;
}

static enum err_code find_sheet(struct finding *f, const char *name, const char *path,
                                const struct buf *bytes, struct err *e)
{
    struct buf text;
    struct sheet_text t = {0};
    struct err ignored = {0};
    enum err_code rc = ERR_OK;
    char more[LOG_FACTS_MAX];
    buf_init(&text, SHEET_TEXT_MAX);
    if (signing_read(&f->office->pub, path, SHEET_TEXT_MAX, &text, &ignored) == ERR_OK &&
        sheet_text_read((const char *)text.data, text.len, path, &t, &ignored) == ERR_OK &&
        is_our_sheet(f, &t)) {
        log_facts_sheet(&t, more);
        rc = add_line(f, LOG_SHEET, name, bytes, more, e);
    }
    sheet_text_free(&t);
    buf_free(&text);
    return rc;
}

static enum err_code find_answers(struct finding *f, const char *name, const struct buf *bytes,
                                  struct err *e)
{
    struct submission m;
    struct err ignored = {0};
    char more[LOG_FACTS_MAX];
    if (!open_session(f) ||
        submission_open(f->opened, f->office, bytes->data, bytes->len, &m, &ignored) != ERR_OK)
        return ERR_OK;
    log_facts_answers(name, &m, false, more);
    enum log_kind kind = m.is_resume ? LOG_RESUME : LOG_ANSWERS;
    submission_free(&m);
    return add_line(f, kind, name, bytes, more, e);
}

static enum err_code find_manifest(struct finding *f, const char *name, const struct buf *bytes,
                                   struct err *e)
{
    struct manifest m = {0};
    struct err ignored = {0};
    char more[LOG_FACTS_MAX];
    if (!open_session(f) || manifest_open(bytes->data, bytes->len, &f->opened->session, f->office,
                                          f->opened->secret.S, &m, &ignored) != ERR_OK)
        return ERR_OK;
    log_facts_manifest(name, &m, more);
    manifest_free(&m);
    return add_line(f, LOG_MANIFEST, name, bytes, more, e);
}

static enum err_code find_order(struct finding *f, const char *name, const struct buf *bytes,
                                struct err *e)
{
    struct order o;
    struct err ignored = {0};
    char more[LOG_FACTS_MAX];
    if (!open_session(f) || order_open(bytes->data, bytes->len, &f->opened->session,
                                       f->opened->session.info.order_pk, &o, &ignored) != ERR_OK)
        return ERR_OK;
    log_facts_order(name, &o, more);
    return add_line(f, LOG_ORDER, name, bytes, more, e);
}

static enum err_code find_room(struct finding *f, const char *name, const struct buf *bytes,
                               struct err *e)
{
    struct roomlog l;
    struct err ignored = {0};
    char more[LOG_FACTS_MAX];
    if (!open_session(f) || roomlog_open(bytes->data, bytes->len, &f->opened->session,
                                         f->opened->session.info.order_pk, &l, &ignored) != ERR_OK)
        return ERR_OK;
    log_facts_room(name, &l, more);
    return add_line(f, LOG_ROOM, name, bytes, more, e);
}

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

static bool is_sheet_name(const char *name)
{
    return strspn(name, "0123456789") == 4 && strcmp(name + 4, ".tsv") == 0;
}

/* Names as this office and the seats make them: what anybody may have planted beside them is passed
 * over. */
static bool is_plain(const char *name)
{
    return name[strspn(
               name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0';
}

static enum err_code look_at(struct finding *f, const char *path, const char *name, struct err *e)
{
    struct buf bytes;
    struct err ignored = {0};
    enum err_code rc = ERR_OK;
    buf_init(&bytes, PACKAGE_MAX);
    if (file_read(path, PACKAGE_MAX, &bytes, &ignored) == ERR_OK) {
        if (ends_with(name, ".session"))
            rc = find_session(f, name, &bytes, e);
        else if (ends_with(name, ".draw"))
            rc = find_commit(f, name, path, &bytes, e);
        else if (strstr(name, ".people-") && !ends_with(name, ".minisig"))
            rc = find_people(f, name, path, &bytes, e);
        else if (ends_with(name, ".decision"))
            rc = find_decision(f, name, path, &bytes, e);
        else if (is_sheet_name(name))
            rc = find_sheet(f, name, path, &bytes, e);
        else if (submission_is_file_name(name))
            rc = find_answers(f, name, &bytes, e);
        else if (manifest_is_file_name(name))
            rc = find_manifest(f, name, &bytes, e);
        else if (order_is_file_name(name))
            rc = find_order(f, name, &bytes, e);
        else if (roomlog_is_file_name(name))
            rc = find_room(f, name, &bytes, e);
    }
    buf_free(&bytes);
    return rc;
}

static enum err_code look_in(struct finding *f, const char *folder, struct err *e)
{
    struct dirent **list = NULL;
    int n = scandir(folder, &list, NULL, alphasort);
    enum err_code rc = n >= 0 || errno == ENOENT ? ERR_OK : err_set_errno(e, errno, "%s", folder);
    for (int i = 0; i < n; i++) {
        char *path = list[i]->d_name[0] != '.' && is_plain(list[i]->d_name) && rc == ERR_OK
                         ? file_join(folder, list[i]->d_name)
                         : NULL;
        if (path && !has_line(f, path) && !file_is_folder(path))
            rc = look_at(f, path, list[i]->d_name, e);
        free(path);
        free(list[i]);
    }
    free(list);
    return rc;
}

/* The session first: what belongs to it is opened with it. */
static enum err_code look_at_session(struct finding *f, struct err *e)
{
    static const struct {
        const char *top, *below;
    } FOLDER[] = {
        {"sessions", ""}, {"sessions", "/decisions"}, {"sessions", "/sheets"}, {"inbox", ""}};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < sizeof FOLDER / sizeof FOLDER[0]; i++) {
        char *folder =
            workspace_path(f->workspace, "%s/%s%s", FOLDER[i].top, f->session, FOLDER[i].below);
        rc = folder ? look_in(f, folder, e) : err_memory(e);
        free(folder);
    }
    if (rc == ERR_OK)
        drop_draft(f);
    return rc;
}

enum err_code found_log(const struct workspace *w, const struct keys_secret *office, size_t *count,
                        struct err *e)
{
    struct known known = {0};
    char **name = NULL;
    size_t names = 0;
    *count = 0;
    enum err_code rc = gather_known(w->log, &known, e);
    if (rc == ERR_OK)
        rc = office_session_names(w, &name, &names, e);
    for (size_t i = 0; rc == ERR_OK && i < names; i++) {
        struct office_session s;
        struct finding f = {
            .workspace = w, .office = office, .known = &known, .session = name[i], .opened = &s};
        rc = look_at_session(&f, e);
        if (f.is_open)
            office_session_close(&s);
        *count += f.count;
    }
    office_session_names_free(name, names);
    forget_known(&known);
    return rc;
}
