/* sathachctl verify FILE... [--trust PUBLIC-KEY]: banks, sessions, answers and signed lists, with public keys only; says what that proves and what not. */
#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whose signatures count: the workspace's keys, or for whoever has none the one public key given. */
struct trusting {
    struct workspace workspace;
    struct keys_public key;
    bool has_key;
};

static bool is_trusted(const struct trusting *t, enum keys_role role, const uint8_t pk[CRYPT_SIGN_PK])
{
    return t->has_key ? memcmp(t->key.sign_pk, pk, CRYPT_SIGN_PK) == 0 : workspace_is_trusted(&t->workspace, role, pk);
}

static enum err_code untrusted(const char *path, const uint8_t pk[CRYPT_SIGN_PK], struct err *e)
{
    char fingerprint[25];
    crypt_fingerprint(pk, fingerprint);
    return err_set(e, ERR_KEY, _("%s: signed by %s, which is not trusted here; see: sathachctl key trust"), path, fingerprint);
}

static enum err_code verify_bank(const struct trusting *t, const char *path, const struct buf *b, struct err *e)
{
    struct bank bank;
    enum err_code rc = bank_open(b->data, b->len, NULL, &bank, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (!is_trusted(t, KEYS_EXAMINER, bank.signer))
        return untrusted(path, bank.signer, e);
    printf(_("%s: a bank of %u questions, unaltered since a trusted examiner sealed it\n  not proved: that its key is right\n"), path, bank.count);
    return ERR_OK;
}

static enum err_code verify_session(const struct trusting *t, const char *path, const struct buf *b, struct err *e)
{
    struct session s;
    enum err_code rc = session_open(b->data, b->len, NULL, &s, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (!is_trusted(t, KEYS_OFFICE, s.info.office_pk))
        return untrusted(path, s.info.office_pk, e);
    printf(_("%s: session %s of %u papers, unaltered since a trusted office made it; the draw is proved by: sathachctl audit\n"), path, s.info.name,
           s.papers);
    return ERR_OK;
}

static enum err_code verify_answers(const char *path, const struct buf *b, struct err *e)
{
    struct answers_info info;
    char paper[8], receipt[CODE_RECEIPT + 1];
    enum err_code rc = answers_peek(b->data, b->len, &info, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    session_paper_name(info.paper, paper);
    code_receipt(info.head, receipt);
    printf(_("%s: answers of paper %s that claim the receipt %s; only the office can open them and prove it\n"), path, paper, receipt);
    return ERR_OK;
}

static enum err_code verify_list(const struct trusting *t, const char *path, struct err *e)
{
    struct keys_public office;
    struct buf b;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = ERR_OK;
    if (t->has_key)
        office = t->key;
    else
        rc = workspace_public_key(&t->workspace, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, PACKAGE_MAX, &b, e);
    if (rc == ERR_OK)
        printf(_("%s: as the office signed it, not a byte changed\n  not proved: that it was graded rightly; the office proves that with: sathachctl audit\n"), path);
    buf_free(&b);
    return rc;
}

static enum err_code verify_file(const struct trusting *t, const char *path, struct err *e)
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
        rc = verify_answers(path, &b, e);
    else if (rc == ERR_OK)
        rc = verify_bank(t, path, &b, e);
    buf_free(&b);
    return rc;
}

enum err_code cmd_verify(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *trust = NULL;
    const struct option_spec spec[] = {{"--trust", &trust, NULL}, {NULL, NULL, NULL}};
    struct trusting t = {.has_key = false};
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK && trust)
        rc = keys_public_read(trust, &t.key, e);
    else if (rc == ERR_OK)
        rc = workspace_open(ctl, &t.workspace, e);
    t.has_key = trust != NULL;
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = verify_file(&t, argv[i], e);
    workspace_close(&t.workspace);
    return rc;
}
