/* collect: what is damaged, kept under its hash. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/log_evidence.h"
#include "tools/office/log_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct office_session *collect_find_by_name(const struct collect *c, const char *path)
{
    const char *name = file_base(path);
    for (size_t i = 0; i < c->sessions; i++) {
        size_t n = strlen(c->opened[i].name);
        if (strncmp(name, c->opened[i].name, n) == 0 && name[n] == '.')
            return &c->opened[i];
    }
    return NULL;
}

static const char *why_damaged(enum err_code code)
{
    return code == ERR_AUTH     ? "altered"
           : code == ERR_POLICY ? "foreign-issue"
           : code == ERR_KEY    ? "not-ours"
                                : "cut";
}

enum err_code collect_keep_for_later(struct collect *c, const char *path,
                                     const struct office_session *session, const char *paper,
                                     enum err_code code, struct err *e)
{
    if ((c->laters & (c->laters - 1)) == 0) { /* room is doubled at each power of two */
        struct collect_later *grown =
            realloc(c->later, (c->laters ? 2 * c->laters : 1) * sizeof *grown);
        if (!grown)
            return err_memory(e);
        c->later = grown;
    }
    struct collect_later *d = &c->later[c->laters++];
    *d = (struct collect_later){.path = strdup(path), .session = session, .code = code};
    snprintf(d->paper, sizeof d->paper, "%s", paper);
    return d->path ? ERR_OK : err_memory(e);
}

static enum err_code add_line(struct collect *c, const struct collect_later *d, const char *as,
                              const uint8_t hash[CRYPT_HASH], struct err *e)
{
    char more[LOG_FACTS_MAX];
    log_facts_damaged(as, d->paper, why_damaged(d->code), more);
    return log_add(
        c->log, &(struct log_entry){LOG_DAMAGED, d->session->name, file_base(d->path), hash, more},
        e);
}

/* Under its hash. A file that stands there without a line was interrupted before it: it gets one
 * now. */
static enum err_code set_aside(struct collect *c, const struct collect_later *d,
                               const struct buf *bytes, const char *folder, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(bytes->data, bytes->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    char *path = file_join(folder, hex);
    bool is_new = false;
    enum err_code rc = path ? collect_store(c, path, d->path, bytes, &is_new, e) : err_memory(e);
    c->set_aside += is_new;
    if (rc == ERR_OK && d->session && c->log &&
        !log_evidence_find(c->log, d->session->name, LOG_DAMAGED, hex))
        rc = add_line(c, d, hex, hash, e);
    free(path);
    return rc;
}

static enum err_code take(struct collect *c, const struct collect_later *d, struct err *e)
{
    struct buf bytes;
    struct err why = {0};
    buf_init(&bytes, ANSWERS_FILE_MAX);
    char *folder = d->session ? workspace_path(c->workspace, "inbox/%s/damaged", d->session->name)
                              : workspace_path(c->workspace, "inbox/damaged");
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    /* one that cannot be read was told already, with the reason */
    if (rc == ERR_OK && file_read(d->path, ANSWERS_FILE_MAX, &bytes, &why) == ERR_OK)
        rc = set_aside(c, d, &bytes, folder, e);
    buf_free(&bytes);
    free(folder);
    return rc;
}

static void tell_left(struct collect *c, size_t first)
{
    for (size_t i = 0; i <= c->sessions; i++) {
        const struct office_session *s = i < c->sessions ? &c->opened[i] : NULL;
        size_t left = 0;
        char text[160];
        for (size_t k = first; k < c->laters; k++)
            left += c->later[k].session == s;
        snprintf(text, sizeof text, _("%zu damaged files were not collected"), left);
        c->damaged -= left; /* they are not in */
        c->left += left;
        if (left)
            collect_tell(c, s ? s->name : "inbox", text);
    }
    if (c->worst != ERR_CONFLICT)
        c->worst = ERR_LIMIT;
}

enum err_code collect_damaged(struct collect *c, struct err *e)
{
    enum err_code rc = ERR_OK;
    size_t i = 0;
    for (; rc == ERR_OK && i < c->laters && c->set_aside < COLLECT_DAMAGED_MAX; i++)
        rc = take(c, &c->later[i], e);
    if (rc == ERR_OK && c->log)
        rc = log_seal(c->log, c->office, e);
    if (rc == ERR_OK && i < c->laters)
        tell_left(c, i);
    return rc;
}
