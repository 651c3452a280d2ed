#include "tools/office/publishing.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"
#include "tools/office/signing.h"
#include "tools/office/whole.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code read_text(const struct workspace *w, const struct keys_public *office,
                               const char *session, struct buf *out, char **path, struct err *e)
{
    *path = workspace_path(w, "sessions/%s/results.tsv", session);
    if (!*path)
        return err_memory(e);
    enum err_code rc = whole_check_results(w, session, e);
    if (rc != ERR_OK)
        return rc;
    if (!workspace_is_name(session) || !file_exists(*path))
        return err_set(e, ERR_USAGE,
                       _("%s: no such session, or not graded yet; run: sathachctl grade %s"),
                       session, session);
    return signing_read(office, *path, RESULTS_FILE_MAX, out, e);
}

enum err_code publishing_read(const struct workspace *w, const struct keys_public *office,
                              const char *session, struct results *out, char hash[DECISION_HEX],
                              struct err *e)
{
    struct buf text;
    char *path;
    *out = (struct results){0};
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = read_text(w, office, session, &text, &path, e);
    if (rc == ERR_OK)
        rc = results_read((const char *)text.data, text.len, path, out, e);
    if (rc == ERR_OK && hash)
        crypt_hash_file_hex(text.data, text.len, hash);
    buf_free(&text);
    free(path);
    return rc;
}

/* True when something that was said of a paper is not said any more. */
static bool is_changed(const struct results *old, const struct results *now)
{
    if (strcmp(old->basis.decision, now->basis.decision) != 0 || old->count != now->count)
        return true;
    for (size_t i = 0; i < old->count; i++) {
        const struct result *a = &old->row[i], *b = &now->row[i];
        if (results_is_graded(a) &&
            (a->state != b->state || a->total != b->total || strcmp(a->receipt, b->receipt) != 0))
            return true;
    }
    return false;
}

/* Puts what stands as results.tsv aside under its hash. */
static enum err_code keep_old(const struct grading *g, const struct results *now,
                              const struct keys_secret *office, const char *folder, struct err *e)
{
    struct buf text;
    struct results old = {0};
    struct err ignored = {0};
    char *path, hash[DECISION_HEX], name[48];
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = ERR_OK;
    /* one that does not verify is no result of this office: nothing to keep */
    if (read_text(g->opened.workspace, &office->pub, g->opened.name, &text, &path, &ignored) ==
            ERR_OK &&
        results_read((const char *)text.data, text.len, path, &old, &ignored) == ERR_OK &&
        is_changed(&old, now)) {
        crypt_hash_file_hex(text.data, text.len, hash);
        snprintf(name, sizeof name, "results-%.16s.tsv", hash);
        rc = signing_write(office,
                           &(struct signing_file){folder, name, g->opened.name, old.basis.basis,
                                                  text.data, text.len},
                           e);
    }
    results_free(&old);
    buf_free(&text);
    free(path);
    return rc;
}

static enum err_code write_basis(const struct grading *g, const struct keys_secret *office,
                                 const char *folder, struct err *e)
{
    struct basis b;
    struct buf text;
    buf_init(&text, BASIS_FILE_MAX);
    enum err_code rc = basis_make(&g->opened, &g->collection, &g->decisions, &b, e);
    if (rc == ERR_OK)
        basis_write(&b, &text);
    if (rc == ERR_OK)
        rc = signing_write(office,
                           &(struct signing_file){folder, "basis.tsv", g->opened.name, b.hash,
                                                  text.data, text.len},
                           e);
    basis_free(&b);
    buf_free(&text);
    return rc;
}

/* The line of what was graded; none when the last one speaks of the same bytes and nothing came
 * since. */
static enum err_code add_line(const struct grading *g, const struct results *r,
                              const struct buf *text, const struct keys_secret *office,
                              struct err *e)
{
    struct log *l = g->opened.workspace->log;
    size_t n[RESULT_STATES];
    struct graded since;
    uint8_t hash[CRYPT_HASH];
    char hex[DECISION_HEX], more[LOG_FACTS_MAX];
    if (!l)
        return ERR_OK;
    crypt_hash_file(text->data, text->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    const struct log_line *last = log_evidence_last(l, g->opened.name, LOG_GRADED);
    graded_since(l, g->opened.name, &g->decisions, &since);
    if (last && strcmp(last->hash, hex) == 0 && graded_is_current(&since))
        return ERR_OK;
    results_count(r, n);
    snprintf(more, sizeof more, "basis=%s passed=%zu failed=%zu absent=%zu waiting=%zu",
             r->basis.basis, n[RESULT_PASSED], n[RESULT_FAILED], n[RESULT_ABSENT],
             results_count_waiting(r));
    enum err_code rc =
        log_add(l, &(struct log_entry){LOG_GRADED, g->opened.name, "results.tsv", hash, more}, e);
    return rc == ERR_OK ? log_seal(l, office, e) : rc;
}

enum err_code publishing_write(const struct grading *g, const struct results *r,
                               const struct keys_secret *office, struct err *e)
{
    struct buf text;
    buf_init(&text, RESULTS_FILE_MAX);
    char *folder = workspace_path(g->opened.workspace, "sessions/%s", g->opened.name);
    results_write(r, &text);
    enum err_code rc = folder ? buf_check(&text, "results.tsv", e) : err_memory(e);
    if (rc == ERR_OK)
        rc = keep_old(g, r, office, folder, e);
    if (rc == ERR_OK)
        rc = write_basis(g, office, folder, e);
    if (rc == ERR_OK)
        rc = signing_write(office,
                           &(struct signing_file){folder, "results.tsv", g->opened.name,
                                                  r->basis.basis, text.data, text.len},
                           e);
    if (rc == ERR_OK)
        rc = add_line(g, r, &text, office, e);
    buf_free(&text);
    free(folder);
    return rc;
}

enum err_code publishing_check_basis(const struct grading *g, const struct keys_public *office,
                                     struct err *e)
{
    struct basis b;
    struct buf text;
    buf_init(&text, BASIS_FILE_MAX);
    char *path = workspace_path(g->opened.workspace, "sessions/%s/basis.tsv", g->opened.name);
    enum err_code rc =
        path ? basis_make(&g->opened, &g->collection, &g->decisions, &b, e) : err_memory(e);
    if (rc != ERR_OK) {
        free(path);
        return rc;
    }
    rc = file_read(path, BASIS_FILE_MAX, &text, e);
    if (rc == ERR_OK)
        rc = basis_compare(&b, (const char *)text.data, text.len, path, e);
    buf_clear(&text);
    if (rc == ERR_OK)
        rc = signing_read(office, path, BASIS_FILE_MAX, &text, e);
    basis_free(&b);
    buf_free(&text);
    free(path);
    return rc;
}
