#include "tools/work/receipt.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/office_session.h"
#include "tools/office/signing.h"
#include "tools/work/office.h"

#include <stdlib.h>
#include <string.h>

static enum err_code add_row(struct receipt_reply *r, const char *session, const struct result *x,
                             struct err *e)
{
    struct receipt_row *grown = realloc(r->row, (r->rows + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    r->row = grown;
    struct receipt_row *row = &r->row[r->rows++];
    *row = (struct receipt_row){
        .session = strdup(session), .sbd = strdup(x->sbd), .state = x->state, .total = x->total};
    memcpy(row->paper, x->paper, sizeof row->paper);
    return row->session && row->sbd ? ERR_OK : err_memory(e);
}

static enum err_code look_in(const struct workspace *w, const struct keys_public *office,
                             const char *session, const char *code, struct receipt_reply *reply,
                             struct err *e)
{
    struct buf tsv;
    struct results r = {0};
    buf_init(&tsv, RESULTS_FILE_MAX);
    char *path = workspace_path(w, "sessions/%s/results.tsv", session);
    enum err_code rc = ERR_OK;
    if (path && file_exists(path)) {
        rc = signing_read(office, path, RESULTS_FILE_MAX, &tsv, e);
        if (rc == ERR_OK)
            rc = results_read((const char *)tsv.data, tsv.len, path, &r, e);
    }
    for (size_t i = 0; rc == ERR_OK && i < r.count; i++)
        if (strcmp(r.row[i].receipt, code) == 0)
            rc = add_row(reply, session, &r.row[i], e);
    results_free(&r);
    buf_free(&tsv);
    free(path);
    return rc;
}

/* In a published list: whoever has only the list, its signature and the office's public key can
 * look. */
static enum err_code look_in_list(const struct keys_public *office, const char *list,
                                  const char *code, struct receipt_reply *r, struct err *e)
{
    struct buf text;
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = signing_read(office, list, RESULTS_FILE_MAX - 1, &text, e);
    crypt_fingerprint(office->sign_pk, r->fingerprint);
    if (rc == ERR_OK && !strstr(buf_text(&text), r->receipt) && !strstr(buf_text(&text), code))
        rc = err_set(e, ERR_NO, _("%s: is as the office signed it, but %s does not stand in it"),
                     list, r->receipt);
    r->is_in_list = rc == ERR_OK;
    buf_free(&text);
    return rc;
}

static enum err_code look_everywhere(const struct workspace *w, const struct keys_public *office,
                                     const char *code, struct receipt_reply *r, struct err *e)
{
    char **name;
    size_t count;
    enum err_code rc = office_session_names(w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = look_in(w, office, name[i], code, r, e);
    office_session_names_free(name, count);
    if (rc == ERR_OK && !r->rows)
        rc = err_set(e, ERR_NO, _("%s: no graded paper has this receipt"), r->receipt);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct receipt_request *q = request;
    struct receipt_reply *r = reply;
    struct workspace w = {0};
    struct keys_public office;
    char code[CODE_RECEIPT + 1];
    r->lang = work->lang;
    if (!code_receipt_normalise(q->code, code))
        return err_set(e, ERR_USAGE, _("%s: a receipt has 16 characters, in fours"), q->code);
    if (q->trust && !q->list)
        return err_set(e, ERR_USAGE, _("--trust goes with --list"));
    code_group(code, 4, r->receipt, sizeof r->receipt);
    enum err_code rc = q->trust ? ERR_OK : office_workspace(work, &w, e);
    if (rc == ERR_OK)
        rc = q->trust ? keys_trust_read(q->trust, KEYS_OFFICE, &office, e)
                      : workspace_public_key(&w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = q->list ? look_in_list(&office, q->list, code, r, e)
                     : look_everywhere(&w, &office, code, r, e);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct receipt_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++) {
        free(r->row[i].session);
        free(r->row[i].sbd);
    }
    free(r->row);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct receipt_request *q = request;
    const struct receipt_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++)
        buf_printf(out, _("%s: paper %s, SBD %s, %s, total %u\n"), r->row[i].session,
                   r->row[i].paper, r->row[i].sbd, results_state_text(r->row[i].state, r->lang),
                   r->row[i].total);
    if (r->is_in_list)
        buf_printf(out,
                   _("%s: is as the office %s signed it, and %s stands in it:\nwhat was graded is "
                     "what was handed in with this receipt\n"),
                   q->list, r->fingerprint, r->receipt);
}

#define AT(member) offsetof(struct receipt_request, member)
static const struct work_field FIELDS[] = {
    {.value = "CODE",
     .need = WORK_NEEDED,
     .kind = WORK_WORD,
     .at = AT(code),
     .label = N_("Receipt")},
    {"--list", "FILE", WORK_OPTIONAL, N_("the published list to look into"), .kind = WORK_FILE,
     .at = AT(list), .label = N_("Published list")},
    {"--trust", "PUBLIC-KEY", WORK_OPTIONAL,
     N_("the public key to check signatures under; the workspace's by default"), .kind = WORK_FILE,
     .at = AT(trust), .label = N_("Office's key")},
    {0}};

const struct work_op receipt_op = {
    .name = "receipt",
    .words = "CODE",
    .help = N_("Says which handed-in paper a receipt belongs to, or whether it stands in a "
               "published list."),
    .field = FIELDS,
    .request = sizeof(struct receipt_request),
    .reply = sizeof(struct receipt_reply),
    .use = WORK_LOOKS,
    .run = run,
    .forget = forget,
    .say = say};
