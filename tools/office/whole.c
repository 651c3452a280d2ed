#include "tools/office/whole.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/log_evidence.h"
#include "tools/office/results.h"

#include <stdlib.h>
#include <string.h>

/* As much of a session as its decisions want. */
static enum err_code open_light(const struct workspace *w, const struct keys_public *office,
                                char *name, struct office_session *out, struct err *e)
{
    *out = (struct office_session){.workspace = w, .name = name};
    buf_init(&out->file, PACKAGE_MAX);
    char *path = office_session_path(w, name, "session");
    enum err_code rc = path ? file_read(path, PACKAGE_MAX, &out->file, e) : err_memory(e);
    if (rc == ERR_OK && (rc = session_open(out->file.data, out->file.len, office->sign_pk,
                                           &out->session, e)) != ERR_OK)
        rc = err_prefix(e, path);
    free(path);
    return rc;
}

enum err_code whole_check_people(const struct office_session *s, struct err *e)
{
    struct buf bytes;
    struct err ignored = {0};
    uint8_t hash[CRYPT_HASH];
    char *path = office_session_path(s->workspace, s->name, "people");
    buf_init(&bytes, PACKAGE_MAX);
    bool stands = path && file_read(path, PACKAGE_MAX, &bytes, &ignored) == ERR_OK;
    crypt_hash_file(bytes.data, bytes.len, hash);
    stands = stands && memcmp(hash, s->session.info.people_hash, CRYPT_HASH) == 0;
    buf_free(&bytes);
    enum err_code rc =
        !path    ? err_memory(e)
        : stands ? ERR_OK
                 : err_set(e, ERR_POLICY,
                           _("%s: the identity numbers are not those that the session was made "
                             "with: restore a backup"),
                           path);
    free(path);
    return rc;
}

/* What came, but for what the decisions rule lost. */
static enum err_code check_came(const struct office_session *s, const struct keys_public *office,
                                struct err *e)
{
    struct decisions ds;
    enum err_code rc = decisions_load(s, office, &ds, e);
    if (rc == ERR_OK)
        rc = graded_check_came(s->workspace->log, s->name, &ds, 0, e);
    decisions_free(&ds);
    return rc;
}

enum err_code whole_check(const struct workspace *w, const struct keys_public *office,
                          const char *name, bool with_people, struct err *e)
{
    struct office_session s;
    if (!w->log || !log_evidence_last(w->log, name, LOG_SESSION))
        return ERR_OK;
    enum err_code rc = log_evidence_check(w->log, name, LOG_EVIDENCE_MADE, NULL, NULL, e);
    if (rc != ERR_OK)
        return rc;
    char *copy = strdup(name);
    rc = copy ? open_light(w, office, copy, &s, e) : err_memory(e);
    if (rc == ERR_OK && with_people)
        rc = whole_check_people(&s, e);
    if (rc == ERR_OK)
        rc = check_came(&s, office, e);
    if (copy)
        buf_free(&s.file);
    free(copy);
    return rc;
}

static enum err_code not_graded(const struct log_line *last, const char *name, struct err *e)
{
    return last ? err_set(e, ERR_POLICY,
                          _("%s: results.tsv is not what line %zu of the log graded; run: "
                            "sathachctl grade %s"),
                          name, (size_t)last->number, name)
                : err_set(e, ERR_POLICY,
                          _("%s: results.tsv has no line in the log; run: sathachctl grade %s"),
                          name, name);
}

enum err_code whole_check_results(const struct workspace *w, const char *name, struct err *e)
{
    struct buf text;
    struct err ignored = {0};
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX] = "";
    const struct log_line *last = w->log ? log_evidence_last(w->log, name, LOG_GRADED) : NULL;
    char *path = workspace_path(w, "sessions/%s/results.tsv", name);
    enum err_code rc = path ? ERR_OK : err_memory(e);
    buf_init(&text, RESULTS_FILE_MAX);
    if (rc == ERR_OK && file_read(path, RESULTS_FILE_MAX, &text, &ignored) == ERR_OK) {
        crypt_hash_file(text.data, text.len, hash);
        crypt_hex(hash, CRYPT_HASH, hex);
    }
    if (rc == ERR_OK && w->log && (last ? strcmp(hex, last->hash) != 0 : file_exists(path)))
        rc = not_graded(last, name, e);
    buf_free(&text);
    free(path);
    return rc;
}
