#include "tools/work/session_make.h"

#include "app/core/commitment.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"
#include "tools/office/office_session.h"
#include "tools/office/signing.h"
#include "tools/office/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum err_code session_make_is_free(const struct workspace *w, const char *name, struct err *e)
{
    const struct log *l = w->log;
    for (size_t i = 0; i < l->lines; i++)
        if (strcmp(l->line[i].session, name) == 0)
            return err_set(e, ERR_POLICY,
                           _("%s: this name stands in line %zu of the log; a name is given once"),
                           name, (size_t)l->line[i].number);
    char *path = office_session_path(w, name, "session");
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && file_exists(path)) /* nor written over, whosever it is */
        rc = err_set(e, ERR_BUSY, _("%s: stands here, and the log knows nothing of it"), path);
    free(path);
    return rc;
}

enum err_code session_make_try(struct session_make *m, uint8_t *D, struct err *e)
{
    m->rnd->fill(m->rnd->context, D, CRYPT_KEY);
    m->rnd->fill(m->rnd->context, m->source->info.uid, SESSION_UID);
    m->source->D = D;
    return session_build_try(m->source, m->key, e);
}

static enum err_code hash_source(const struct session_make *m, uint8_t out[CRYPT_HASH],
                                 struct err *e)
{
    const struct session_source *s = m->source;
    struct commitment c;
    enum err_code rc =
        commitment_of(m->bank, m->key, &s->info.profile, s->candidate, s->paper, s->papers, &c, e);
    if (rc == ERR_OK)
        commitment_hash(&c, s->D, s->info.uid, out);
    return rc;
}

/* ---- files ---- */

static enum err_code make_folder(const struct session_make *m, struct err *e)
{
    char *folder = workspace_path(m->workspace, "sessions/%s", m->source->info.name);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    free(folder);
    return rc;
}

static void delete_file(const struct workspace *w, const char *name, const char *suffix)
{
    char *path = office_session_path(w, name, suffix);
    if (path)
        unlink(path);
    free(path);
}

/* A box that only the office opens, replaced: one without a line in the log is nobody's. */
static enum err_code write_box(const struct session_make *m, const char *suffix,
                               const struct buf *box, struct err *e)
{
    char *path = office_session_path(m->workspace, m->source->info.name, suffix);
    enum err_code rc =
        path ? file_write(path, box->data, box->len, FILE_REPLACE, e) : err_memory(e);
    free(path);
    return rc;
}

static enum err_code write_draft(const struct session_make *m, struct err *e)
{
    struct buf box;
    buf_init(&box, COMMIT_DRAFT_MAX);
    enum err_code rc =
        commit_draft_seal(&m->office->pub, m->source, m->identity, m->bank_name, &box, e);
    if (rc == ERR_OK)
        rc = write_box(m, "draft", &box, e);
    buf_free(&box);
    return rc;
}

/* The session's header is to hold the hash of what is written here. */
static enum err_code write_people(const struct session_make *m, struct err *e)
{
    static const uint8_t NONE[CRYPT_HASH];
    struct session_source *s = m->source;
    struct buf box;
    buf_init(&box, PEOPLE_FILE_MAX);
    enum err_code rc =
        people_build(&m->office->pub, s->info.uid, 1, NONE, m->identity, s->candidates, &box, e);
    if (rc == ERR_OK)
        rc = write_box(m, "people", &box, e);
    if (rc == ERR_OK)
        crypt_hash_file(box.data, box.len, s->info.people_hash);
    buf_free(&box);
    return rc;
}

/* NAME.draw, and its hash. */
static enum err_code write_commit(const struct session_make *m, uint8_t hash[CRYPT_HASH],
                                  struct err *e)
{
    const struct session_source *s = m->source;
    struct commit c = {.issue = 1, .papers = (uint32_t)s->papers};
    struct buf text;
    char *folder = workspace_path(m->workspace, "sessions/%s", s->info.name),
         name[SESSION_NAME_MAX + 8];
    buf_init(&text, COMMIT_FILE_MAX);
    snprintf(name, sizeof name, "%s.draw", s->info.name);
    strcpy(c.session, s->info.name);
    strcpy(c.rules, s->info.profile.id);
    snprintf(c.lot_rule, sizeof c.lot_rule, "%s", m->lot_rule);
    memcpy(c.uid, s->info.uid, sizeof c.uid);
    memcpy(c.bank, m->bank->hash, sizeof c.bank);
    enum err_code rc = folder ? hash_source(m, c.commitment, e) : err_memory(e);
    if (rc == ERR_OK) {
        commit_write(&c, &text);
        rc = buf_check(&text, name, e);
    }
    if (rc == ERR_OK)
        rc = signing_write(
            m->office, &(struct signing_file){folder, name, s->info.name, "", text.data, text.len},
            e);
    if (rc == ERR_OK)
        crypt_hash_file(text.data, text.len, hash);
    buf_free(&text);
    free(folder);
    return rc;
}

/* ---- lines ---- */

static enum err_code add_bank_line(const struct session_make *m, struct err *e)
{
    struct log *l = m->workspace->log;
    char hex[LOG_HEX], name[SESSION_NAME_MAX + 8], more[LOG_FACTS_MAX];
    crypt_hex(m->bank->hash, CRYPT_HASH, hex);
    if (log_evidence_has_bank(l, hex))
        return ERR_OK;
    snprintf(name, sizeof name, "%s.bank", m->bank_name);
    log_facts_bank(m->bank, more);
    return log_add(l, &(struct log_entry){LOG_BANK, NULL, name, m->bank->hash, more}, e);
}

static enum err_code add_commit_line(const struct session_make *m, const uint8_t hash[CRYPT_HASH],
                                     struct err *e)
{
    const struct session_source *s = m->source;
    char name[SESSION_NAME_MAX + 8], more[LOG_FACTS_MAX];
    snprintf(name, sizeof name, "%s.draw", s->info.name);
    log_facts_commit(1, (uint32_t)s->papers, more);
    return log_add(m->workspace->log,
                   &(struct log_entry){LOG_COMMIT, s->info.name, name, hash, more}, e);
}

static enum err_code add_session_line(const struct session_make *m, const struct buf *bytes,
                                      struct err *e)
{
    struct session s;
    char name[SESSION_NAME_MAX + 8], more[LOG_FACTS_MAX];
    enum err_code rc = session_open(bytes->data, bytes->len, m->office->pub.sign_pk, &s, e);
    if (rc != ERR_OK)
        return rc;
    snprintf(name, sizeof name, "%s.session", s.info.name);
    log_facts_session(&s, more);
    return log_add(m->workspace->log,
                   &(struct log_entry){LOG_SESSION, m->source->info.name, name, s.hash, more}, e);
}

/* ---- the operations ---- */

enum err_code session_make_commit(const struct session_make *m, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    enum err_code rc = make_folder(m, e);
    if (rc == ERR_OK)
        rc = write_draft(m, e);
    if (rc == ERR_OK)
        rc = write_commit(m, hash, e);
    if (rc == ERR_OK)
        rc = add_bank_line(m, e);
    if (rc == ERR_OK)
        rc = add_commit_line(m, hash, e);
    return rc == ERR_OK ? log_seal(m->workspace->log, m->office, e) : rc;
}

/* People, passphrases, and the session last: without it the rest is nobody's. */
static enum err_code write_session(const struct session_make *m, struct buf *bytes, struct err *e)
{
    enum err_code rc = write_people(m, e);
    m->source->run = workers_run_all;
    if (rc == ERR_OK)
        rc = session_build(m->source, m->bank, m->key, m->office, m->rnd, bytes, e);
    if (rc == ERR_OK)
        rc = m->hand_over(m->context, m->source, e);
    char *path = office_session_path(m->workspace, m->source->info.name, "session");
    if (rc == ERR_OK)
        rc = path ? file_write(path, bytes->data, bytes->len, FILE_NEW, e) : err_memory(e);
    free(path);
    if (rc != ERR_OK)
        delete_file(m->workspace, m->source->info.name, "people");
    return rc;
}

/* Nothing stays of a session that could not be made. */
static void take_back(const struct session_make *m)
{
    const char *name = m->source->info.name;
    char *folder = workspace_path(m->workspace, "sessions/%s", name);
    delete_file(m->workspace, name, "draw");
    delete_file(m->workspace, name, "draw.minisig");
    if (folder)
        rmdir(folder);
    free(folder);
}

enum err_code session_make_new(const struct session_make *m, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    struct buf bytes;
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = make_folder(m, e);
    delete_file(m->workspace, m->source->info.name, "draft"); /* of a commitment broken off */
    if (rc == ERR_OK)
        rc = write_commit(m, hash, e);
    if (rc == ERR_OK)
        rc = write_session(m, &bytes, e);
    if (rc != ERR_OK)
        take_back(m);
    if (rc == ERR_OK)
        rc = add_bank_line(m, e);
    if (rc == ERR_OK)
        rc = add_commit_line(m, hash, e);
    if (rc == ERR_OK)
        rc = add_session_line(m, &bytes, e);
    if (rc == ERR_OK)
        rc = log_seal(m->workspace->log, m->office, e);
    buf_free(&bytes);
    return rc;
}

static enum err_code read_draft(const struct workspace *w, const struct keys_secret *office,
                                const struct commit *said, struct commit_draft *draft,
                                struct err *e)
{
    struct buf box;
    char *path = office_session_path(w, said->session, "draft");
    buf_init(&box, COMMIT_DRAFT_MAX);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_POLICY,
                     _("%s is gone: restore a backup, or give the commitment up: sathachctl "
                       "session cancel %s --reason …"),
                     path, said->session);
    if (rc == ERR_OK)
        rc = file_read(path, COMMIT_DRAFT_MAX, &box, e);
    if (rc == ERR_OK && commit_draft_open(office, box.data, box.len, draft, e) != ERR_OK)
        rc = err_prefix(e, path);
    buf_free(&box);
    free(path);
    return rc;
}

enum err_code session_make_pending(const struct workspace *w, const struct keys_secret *office,
                                   const char *name, struct commit *said,
                                   struct commit_draft *draft, struct err *e)
{
    const struct log_line *drawn = log_evidence_last(w->log, name, LOG_SESSION),
                          *given_up = log_evidence_last(w->log, name, LOG_CANCEL);
    if (drawn)
        return err_set(e, ERR_POLICY, _("%s: drawn already, line %zu of the log"), name,
                       (size_t)drawn->number);
    if (given_up)
        return err_set(e, ERR_POLICY, _("%s: the commitment was given up, line %zu of the log"),
                       name, (size_t)given_up->number);
    enum err_code rc = commit_load(w, &office->pub, name, said, NULL, e);
    return rc == ERR_OK ? read_draft(w, office, said, draft, e) : rc;
}

enum err_code session_make_draw(const struct session_make *m, const struct commit *said,
                                struct err *e)
{
    const char *name = m->source->info.name;
    uint8_t now[CRYPT_HASH];
    struct buf bytes;
    enum err_code rc = hash_source(m, now, e);
    if (rc != ERR_OK)
        return rc;
    if (strcmp(name, said->session) != 0 || memcmp(now, said->commitment, CRYPT_HASH) != 0)
        return err_set(e, ERR_POLICY,
                       _("%s: bank, rules, roster or D are not what was committed to; restore a "
                         "backup, or give the commitment up: sathachctl session cancel %s "
                         "--reason …"),
                       said->session, said->session);
    buf_init(&bytes, PACKAGE_MAX);
    rc = write_session(m, &bytes, e);
    if (rc == ERR_OK)
        rc = add_session_line(m, &bytes, e);
    if (rc == ERR_OK)
        rc = log_seal(m->workspace->log, m->office, e);
    if (rc == ERR_OK)
        delete_file(m->workspace, name, "draft");
    buf_free(&bytes);
    return rc;
}

enum err_code session_make_cancel(const struct workspace *w, const struct keys_secret *office,
                                  const char *name, const char *reason, struct err *e)
{
    struct commit said;
    struct log_entry entry = {.kind = LOG_CANCEL, .session = name, .subject = reason};
    char more[LOG_FACTS_MAX];
    if (log_evidence_last(w->log, name, LOG_SESSION))
        return err_set(e, ERR_POLICY, _("%s: drawn already; only a commitment can be given up"),
                       name);
    if (log_evidence_last(w->log, name, LOG_CANCEL)) {
        delete_file(w, name, "draft"); /* broken off behind its line */
        return err_set(e, ERR_POLICY, _("%s: given up already"), name);
    }
    enum err_code rc = commit_load(w, &office->pub, name, &said, NULL, e);
    if (rc != ERR_OK)
        return rc;
    snprintf(more, sizeof more, "issue=%u", said.issue);
    entry.more = more;
    rc = log_note(w, &entry, office, e);
    if (rc == ERR_OK)
        delete_file(w, name, "draft");
    return rc;
}
