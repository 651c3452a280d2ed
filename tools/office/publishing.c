#include "tools/office/publishing.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code read_text(const struct workspace *w, const struct keys_public *office, const char *session, struct buf *out, char **path,
                               struct err *e)
{
    *path = workspace_path(w, "sessions/%s/results.tsv", session);
    if (!*path)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    if (!workspace_is_name(session) || !file_exists(*path))
        return err_set(e, ERR_USAGE, _("%s: no such session, or not graded yet; run: sathachctl grade %s"), session, session);
    return signing_read(office, *path, RESULTS_FILE_MAX, out, e);
}

static void hash_text(const struct buf *text, char hash[DECISION_HEX])
{
    uint8_t raw[CRYPT_HASH];
    crypt_hash_file(text->data, text->len, raw);
    crypt_hex(raw, CRYPT_HASH, hash);
}

enum err_code publishing_read(const struct workspace *w, const struct keys_public *office, const char *session, struct results *out,
                              char hash[DECISION_HEX], struct err *e)
{
    struct buf text;
    char *path;
    *out = (struct results){0};
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = read_text(w, office, session, &text, &path, e);
    if (rc == ERR_OK)
        rc = results_read((const char *)text.data, text.len, path, out, e);
    if (rc == ERR_OK && hash)
        hash_text(&text, hash);
    buf_free(&text);
    free(path);
    return rc;
}

static bool is_graded(const struct result *r)
{
    return r->state == RESULT_PASSED || r->state == RESULT_FAILED;
}

/* True when something that was said of a paper is not said any more. */
static bool is_changed(const struct results *old, const struct results *now)
{
    if (strcmp(old->basis.decision, now->basis.decision) != 0 || old->count != now->count)
        return true;
    for (size_t i = 0; i < old->count; i++) {
        const struct result *a = &old->row[i], *b = &now->row[i];
        if (is_graded(a) && (a->state != b->state || a->total != b->total || strcmp(a->receipt, b->receipt) != 0))
            return true;
    }
    return false;
}

/* Puts what stands as results.tsv aside under its hash. */
static enum err_code keep_old(const struct grading *g, const struct results *now, const struct keys_secret *office, const char *folder, struct err *e)
{
    struct buf text;
    struct results old = {0};
    struct err ignored = {0};
    char *path, hash[DECISION_HEX], name[48];
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = ERR_OK;
    /* one that does not verify is no result of this office: nothing to keep */
    if (read_text(g->sitting.workspace, &office->pub, g->sitting.name, &text, &path, &ignored) == ERR_OK &&
        results_read((const char *)text.data, text.len, path, &old, &ignored) == ERR_OK && is_changed(&old, now)) {
        hash_text(&text, hash);
        snprintf(name, sizeof name, "results-%.16s.tsv", hash);
        rc = signing_write(office, folder, name, g->sitting.name, old.basis.log_head, text.data, text.len, e);
    }
    results_free(&old);
    buf_free(&text);
    free(path);
    return rc;
}

static enum err_code write_log(const struct grading *g, const struct keys_secret *office, const char *folder, struct err *e)
{
    struct log log;
    struct buf text;
    buf_init(&text, LOG_FILE_MAX);
    enum err_code rc = log_make(&g->sitting, &g->collection, &g->decisions, &log, e);
    if (rc == ERR_OK)
        log_write(&log, &text);
    if (rc == ERR_OK)
        rc = buf_check(&text, "log.tsv", e);
    if (rc == ERR_OK)
        rc = signing_write(office, folder, "log.tsv", g->sitting.name, log_head(&log), text.data, text.len, e);
    log_free(&log);
    buf_free(&text);
    return rc;
}

enum err_code publishing_write(const struct grading *g, const struct results *r, const struct keys_secret *office, struct err *e)
{
    struct buf text;
    buf_init(&text, RESULTS_FILE_MAX);
    char *folder = workspace_path(g->sitting.workspace, "sessions/%s", g->sitting.name);
    results_write(r, &text);
    enum err_code rc = folder ? buf_check(&text, "results.tsv", e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = keep_old(g, r, office, folder, e);
    if (rc == ERR_OK)
        rc = write_log(g, office, folder, e);
    if (rc == ERR_OK)
        rc = signing_write(office, folder, "results.tsv", g->sitting.name, r->basis.log_head, text.data, text.len, e);
    buf_free(&text);
    free(folder);
    return rc;
}

enum err_code publishing_check_log(const struct grading *g, const struct keys_public *office, struct err *e)
{
    struct log log;
    struct buf text;
    buf_init(&text, LOG_FILE_MAX);
    char *path = workspace_path(g->sitting.workspace, "sessions/%s/log.tsv", g->sitting.name);
    enum err_code rc = path ? log_make(&g->sitting, &g->collection, &g->decisions, &log, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc != ERR_OK) {
        free(path);
        return rc;
    }
    rc = file_read(path, LOG_FILE_MAX, &text, e);
    if (rc == ERR_OK)
        rc = log_compare(&log, (const char *)text.data, text.len, path, e);
    buf_clear(&text);
    if (rc == ERR_OK)
        rc = signing_read(office, path, LOG_FILE_MAX, &text, e);
    log_free(&log);
    buf_free(&text);
    free(path);
    return rc;
}
