#include "tools/work/session_papers.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/report/source.h"
#include "tools/work/carry.h"
#include "tools/work/fields.h"
#include "tools/work/session_papers_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- said of one ---- */

static enum err_code note(struct session_papers_looking *k, struct work *work, const char *file,
                          const char *state, struct err *e)
{
    struct session_papers_row *row = session_papers_find(k, file_base(file));
    char now[LOG_HEX], more[32];
    uint8_t hash[CRYPT_HASH];
    if (!row || !row->made)
        return err_set(e, ERR_USAGE, _("%s: no paper of %s was made under this name"), file,
                       k->session);
    if (!session_papers_stands(k, (size_t)(row - k->reply->row), now))
        return err_set(e, ERR_POLICY,
                       _("reports/%s/%s is not the file that was made; make it again, print that "
                         "one"),
                       k->session, row->file);
    int64_t *place = strcmp(state, "signed") == 0 ? &row->signed_at : &row->printed;
    if (*place)
        return ERR_OK;
    enum err_code rc = work_point(work, e);
    snprintf(more, sizeof more, "state=%s", state);
    if (rc == ERR_OK && !crypt_unhex(now, hash, CRYPT_HASH))
        rc = err_set(e, ERR_FORMAT, "%s", now);
    if (rc == ERR_OK)
        rc = log_note(&k->office->workspace,
                      &(struct log_entry){LOG_PAPER, k->session, row->file, hash, more},
                      k->office->key, e);
    k->reply->is_noted = rc == ERR_OK;
    if (rc == ERR_OK)
        *place = clock_wall_ms(&k->office->workspace.clock) / 1000;
    return rc;
}

/* ---- taken along ---- */

static bool is_signature(const char *file)
{
    const char *ending = strrchr(file, '.');
    return ending && strcmp(ending, ".minisig") == 0;
}

/* A file that this office made of the same paper before: it may be written over. */
static bool is_ours(void *context, const struct carry_file *f, const struct buf *there)
{
    const struct session_papers_looking *k = context;
    const struct log *l = &k->office->log;
    char hex[LOG_HEX];
    crypt_hash_file_hex(there->data, there->len, hex);
    for (size_t i = 0; i < l->lines; i++)
        if (strcmp(l->line[i].session, k->session) == 0 &&
            strcmp(l->line[i].subject, f->name) == 0 && strcmp(l->line[i].hash, hex) == 0)
            return true;
    return is_signature(f->name);
}

static enum err_code read_paper(const struct session_papers_looking *k, const char *file,
                                const char *ending, struct buf *out, struct err *e)
{
    char *path = workspace_path(&k->office->workspace, "reports/%s/%s%s", k->session, file, ending);
    bool is_there = path && (!ending[0] || file_exists(path));
    enum err_code rc = path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && is_there)
        rc = file_read(path, REPORT_FILE_MAX, out, e);
    free(path);
    return rc;
}

static enum err_code carry(struct carry *c, struct work *work, bool is_dry, struct err *e)
{
    enum err_code rc = carry_look(c, e);
    if (rc == ERR_OK)
        rc = carry_bind(c, work, e);
    if (rc == ERR_OK && !is_dry)
        rc = work_point(work, e);
    return rc == ERR_OK && !is_dry ? carry_write(c, work, e) : rc;
}

/* The paper and its signature, into a folder of the session's name. */
static enum err_code copy(struct session_papers_looking *k, struct work *work,
                          const struct session_papers_request *q, struct err *e)
{
    const struct session_papers_row *row = session_papers_find(k, file_base(q->copied));
    struct buf paper, signature;
    char name[sizeof row->file + 16];
    if (!row || !row->is_here)
        return err_set(e, ERR_POLICY, _("%s: no paper of %s stands here as it was made"), q->copied,
                       k->session);
    char *folder = file_join(q->folder, k->session);
    buf_init(&paper, REPORT_FILE_MAX);
    buf_init(&signature, REPORT_FILE_MAX);
    snprintf(name, sizeof name, "%s.minisig", row->file);
    enum err_code rc = folder ? read_paper(k, row->file, "", &paper, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = read_paper(k, row->file, ".minisig", &signature, e);
    struct carry_file file[] = {{.name = row->file, .bytes = &paper},
                                {.name = name, .bytes = &signature}};
    struct carry c = {.folder = folder,
                      .makes_folder = true,
                      .file = file,
                      .files = signature.len ? 2 : 1,
                      .is_older = is_ours,
                      .context = k,
                      .started_ms = clock_boot_ms(&k->office->workspace.clock)};
    if (rc == ERR_OK)
        rc = carry(&c, work, q->is_dry, e);
    k->reply->replaces = rc == ERR_OK && file[0].state == CARRY_OLDER;
    k->reply->is_copied = rc == ERR_OK && !q->is_dry;
    carry_free(&c);
    buf_free(&paper);
    buf_free(&signature);
    free(folder);
    return rc;
}

/* ---- the operation ---- */

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_papers_request *q = request;
    struct office o = {.lock = -1};
    struct session_papers_looking k = {.office = &o, .session = q->session, .reply = reply};
    const char *file = q->printed ? q->printed : q->has_signature;
    if (q->printed && q->has_signature)
        return err_set(e, ERR_USAGE, _("--printed and --signed are said one after the other"));
    if (!q->copied != !q->folder || (q->copied && file))
        return err_set(e, ERR_USAGE, _("--copy FILE goes with --to DIR, and with nothing else"));
    enum err_code rc = office_open_log(work, file ? OFFICE_WRITE : OFFICE_LOOK, &o, e);
    if (rc == ERR_OK)
        rc = session_papers_look(&k, e);
    if (rc == ERR_OK && file)
        rc = note(&k, work, file, q->printed ? "printed" : "signed", e);
    if (rc == ERR_OK && q->copied)
        rc = copy(&k, work, q, e);
    free(k.hash);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct session_papers_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++) {
        free(r->row[i].lacks);
        free(r->row[i].signer);
    }
    free(r->row);
}

#define AT(member) offsetof(struct session_papers_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--printed", "FILE", WORK_OPTIONAL, N_("this paper of reports/SESSION was printed"),
     .kind = WORK_FILE, .at = AT(printed), .label = N_("Printed")},
    {"--signed", "FILE", WORK_OPTIONAL, N_("it was signed, on paper"), .kind = WORK_FILE,
     .at = AT(has_signature), .label = N_("Signed")},
    {"--copy", "FILE", WORK_OPTIONAL,
     N_("takes this paper and its signature along, into DIR/SESSION"), .kind = WORK_FILE,
     .at = AT(copied), .label = N_("Taken along")},
    {"--to", "DIR", WORK_OPTIONAL, N_("the stick or folder for it"), .kind = WORK_FOLDER,
     .at = AT(folder), .label = N_("Folder")},
    {0}};

const struct work_op session_papers_op = {
    .name = "papers",
    .words = "SESSION",
    .help =
        N_("Says which papers of a session were made, printed and signed, and which of them "
           "are old; or writes into the log that one was printed or signed; or takes one along."),
    .field = FIELDS,
    .request = sizeof(struct session_papers_request),
    .reply = sizeof(struct session_papers_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .forget = forget};
