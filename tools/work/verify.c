#include "tools/work/verify.h"

#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/drawn.h"
#include "tools/office/signing.h"
#include "tools/work/office.h"
#include "tools/work/verify_drawn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose signatures count: the workspace's keys, or for whoever has none the one public key
 * given. */
struct trusting {
    struct workspace workspace;
    struct keys_public key;
    bool has_key;
    struct log log; /* of the workspace, when it is whole; no lines otherwise */
    struct verify_reply *reply;
    const char *bank, *log_folder, *witness; /* what a drawn.tsv is checked against; NULL */
};

/* One file's answer: what it is, and what that proves, whose sentences are taken over. */
static enum err_code add(struct trusting *t, const char *path, const char *what, struct proof *p,
                         struct err *e)
{
    enum err_code rc = proof_check(p, e);
    struct verified_file *out = &t->reply->file[t->reply->files];
    if (rc == ERR_OK && !(out->what = strdup(what)))
        rc = err_memory(e);
    if (rc != ERR_OK) {
        proof_free(p);
        return rc;
    }
    out->file = path;
    out->proof = *p;
    *p = (struct proof){0};
    t->reply->files++;
    return ERR_OK;
}

static bool is_trusted(const struct trusting *t, enum keys_role role,
                       const uint8_t pk[CRYPT_SIGN_PK])
{
    return t->has_key ? memcmp(t->key.sign_pk, pk, CRYPT_SIGN_PK) == 0
                      : workspace_is_trusted(&t->workspace, role, pk);
}

/* What a key of one role signs is not checked under a key of the other. */
static enum err_code check_role(const struct trusting *t, enum keys_role role, const char *path,
                                struct err *e)
{
    if (!t->has_key || t->key.role == role)
        return ERR_OK;
    return err_set(e, ERR_KEY,
                   role == KEYS_OFFICE
                       ? _("%s: is signed by an office, and the key of --trust is an examiner's")
                       : _("%s: is signed by an examiner, and the key of --trust is an office's"),
                   path);
}

static enum err_code untrusted(const char *path, const uint8_t pk[CRYPT_SIGN_PK], struct err *e)
{
    char fingerprint[25];
    crypt_fingerprint(pk, fingerprint);
    return err_set(e, ERR_KEY,
                   _("%s: signed by %s, which is not trusted here; see: sathachctl key trust"),
                   path, fingerprint);
}

static enum err_code verify_bank(struct trusting *t, const char *path, const struct buf *b,
                                 struct err *e)
{
    struct bank bank;
    struct proof p = {0};
    char what[128], fingerprint[25];
    enum err_code rc = bank_open(b->data, b->len, NULL, &bank, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if ((rc = check_role(t, KEYS_EXAMINER, path, e)) != ERR_OK)
        return rc;
    if (!is_trusted(t, KEYS_EXAMINER, bank.signer))
        return untrusted(path, bank.signer, e);
    crypt_fingerprint(bank.signer, fingerprint);
    snprintf(what, sizeof what, _("a bank of %u questions"), bank.count);
    proof_bank(&p, fingerprint);
    return add(t, path, what, &p, e);
}

static enum err_code verify_session(struct trusting *t, const char *path, const struct buf *b,
                                    struct err *e)
{
    struct session s;
    struct proof p = {0};
    char what[160], fingerprint[25];
    enum err_code rc = session_open(b->data, b->len, NULL, &s, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if ((rc = check_role(t, KEYS_OFFICE, path, e)) != ERR_OK)
        return rc;
    if (!is_trusted(t, KEYS_OFFICE, s.info.office_pk))
        return untrusted(path, s.info.office_pk, e);
    crypt_fingerprint(s.info.office_pk, fingerprint);
    snprintf(what, sizeof what, _("session %s of %u papers"), s.info.name, s.papers);
    proof_session(&p, fingerprint);
    return add(t, path, what, &p, e);
}

static enum err_code verify_answers(struct trusting *t, const char *path, const struct buf *b,
                                    struct err *e)
{
    struct answers_info info;
    struct proof p = {0};
    char what[160], paper[8], receipt[CODE_RECEIPT_SHOWN];
    enum err_code rc = answers_peek(b->data, b->len, &info, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    session_paper_name(info.paper, paper);
    code_receipt_shown(info.head, receipt);
    snprintf(what, sizeof what, _("answers of paper %s that claim the receipt %s"), paper, receipt);
    proof_answers(&p);
    return add(t, path, what, &p, e);
}

/* The line of the workspace's log that has a file's hash, the last one; 0 for none. */
static uint64_t line_of(const struct trusting *t, const struct buf *b)
{
    uint8_t hash[CRYPT_HASH];
    char hex[LOG_HEX];
    crypt_hash_file(b->data, b->len, hash);
    crypt_hex(hash, CRYPT_HASH, hex);
    for (size_t i = t->log.lines; i-- > 0;)
        if (strcmp(t->log.line[i].hash, hex) == 0)
            return t->log.line[i].number;
    return 0;
}

/* NAME.draw: that something was committed to, and when the lot is drawn; not yet what. */
static enum err_code verify_commitment(struct trusting *t, const char *path, const struct buf *b,
                                       struct proof *p, struct err *e)
{
    struct commit c;
    char what[2 * SESSION_TEXT_MAX];
    enum err_code rc = commit_parse((const char *)b->data, b->len, path, &c, e);
    if (rc != ERR_OK)
        return rc;
    snprintf(what, sizeof what, _("a commitment to %u papers of session %s; the lot: %s"), c.papers,
             c.session, c.lot_rule);
    proof_commitment(p, line_of(t, b));
    return add(t, path, what, p, e);
}

static enum err_code verify_list(struct trusting *t, const char *path, struct err *e)
{
    struct keys_public office;
    struct proof p = {0};
    struct buf b;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = check_role(t, KEYS_OFFICE, path, e);
    if (t->has_key)
        office = t->key;
    else if (rc == ERR_OK)
        rc = workspace_public_key(&t->workspace, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, PACKAGE_MAX, &b, e);
    if (rc == ERR_OK && drawn_is_text(b.data, b.len)) {
        rc = verify_drawn(&office, path, &b, t->bank, t->log_folder, t->witness, &p, e);
        if (rc == ERR_OK)
            rc = add(t, path, _("the papers of a session, drawn again"), &p, e);
    } else if (rc == ERR_OK && commit_is_text(b.data, b.len)) {
        rc = verify_commitment(t, path, &b, &p, e);
    } else if (rc == ERR_OK) {
        proof_list(&p, line_of(t, &b));
        rc = add(t, path, _("a signed list"), &p, e);
    }
    proof_free(&p);
    buf_free(&b);
    return rc;
}

static enum err_code verify_file(struct trusting *t, const char *path, struct err *e)
{
    struct buf b;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &b, e);
    bool is_package = rc == ERR_OK && b.len >= PACKAGE_HEADER && memcmp(b.data, "SATHACH", 7) == 0;
    if (rc == ERR_OK && !is_package)
        rc = verify_list(t, path, e);
    else if (rc == ERR_OK && b.data[10] == PACKAGE_SESSION)
        rc = verify_session(t, path, &b, e);
    else if (rc == ERR_OK && b.data[10] == PACKAGE_ANSWERS)
        rc = verify_answers(t, path, &b, e);
    else if (rc == ERR_OK)
        rc = verify_bank(t, path, &b, e);
    buf_free(&b);
    return rc;
}

/* Only a log that is whole says that a list stands in it. */
static void open_log(struct trusting *t)
{
    struct keys_public own;
    struct err ignored = {0};
    if (workspace_own_key(&t->workspace, KEYS_OFFICE, &own, &ignored) != ERR_OK ||
        log_open(&t->workspace, &own, &t->log, &ignored) != ERR_OK)
        t->log = (struct log){0};
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct verify_request *q = request;
    struct verify_reply *r = reply;
    struct trusting t = {.has_key = q->trust != NULL,
                         .reply = r,
                         .bank = q->bank,
                         .log_folder = q->log,
                         .witness = q->witness};
    enum err_code rc =
        q->trust ? keys_public_read(q->trust, &t.key, e) : office_workspace(work, &t.workspace, e);
    if (rc != ERR_OK)
        return rc;
    if (!q->trust)
        open_log(&t);
    r->file = calloc(q->file.count + 1, sizeof *r->file);
    rc = r->file ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < q->file.count; i++)
        rc = verify_file(&t, q->file.word[i], e);
    log_close(&t.log);
    workspace_close(&t.workspace);
    return rc;
}

static void forget(void *reply)
{
    struct verify_reply *r = reply;
    for (size_t i = 0; i < r->files; i++) {
        free(r->file[i].what);
        proof_free(&r->file[i].proof);
    }
    free(r->file);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct verify_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->files; i++) {
        buf_printf(out, "%s: %s\n", r->file[i].file, r->file[i].what);
        proof_write(&r->file[i].proof, out);
    }
}

#define AT(member) offsetof(struct verify_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_FILE,
     .at = AT(file),
     .label = N_("Files")},
    {"--trust", "PUBLIC-KEY", WORK_OPTIONAL,
     N_("the public key to check signatures under; the workspace's by default"), .kind = WORK_FILE,
     .at = AT(trust), .label = N_("Signer's key")},
    {"--bank", "FILE", WORK_OPTIONAL, N_("of drawn.tsv: the sealed bank"), .kind = WORK_FILE,
     .at = AT(bank), .label = N_("Bank")},
    {"--log", "DIR", WORK_OPTIONAL,
     N_("of drawn.tsv: the office's log, as it lies in log/ or on a stick"), .kind = WORK_FOLDER,
     .at = AT(log), .label = N_("Log")},
    {"--witness", "PUBLIC-KEY", WORK_OPTIONAL,
     N_("of drawn.tsv: a witness, who may have signed between commitment and lot"),
     .kind = WORK_FILE, .at = AT(witness), .label = N_("Witness's key")},
    {0}};

const struct work_op verify_op = {
    .name = "verify",
    .words = "FILE...",
    .help = N_("Checks banks, sessions and signed lists with public keys only; of drawn.tsv, draws "
               "every paper again."),
    .field = FIELDS,
    .request = sizeof(struct verify_request),
    .reply = sizeof(struct verify_reply),
    .use = WORK_LOOKS,
    .run = run,
    .forget = forget,
    .say = say};
