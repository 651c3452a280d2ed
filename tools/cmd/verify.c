/* sathachctl verify FILE...: banks, sessions, answers and signed lists, with public keys only; says what that proves. */
#include "app/core/answers.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code untrusted(const char *path, const uint8_t pk[CRYPT_SIGN_PK], struct err *e)
{
    char fingerprint[25];
    crypt_fingerprint(pk, fingerprint);
    return err_set(e, ERR_KEY, _("%s: signed by %s, which this workspace does not trust; see: sathachctl key trust"), path, fingerprint);
}

static enum err_code verify_bank(const struct workspace *w, const char *path, const struct buf *b, struct err *e)
{
    struct bank bank;
    enum err_code rc = bank_open(b->data, b->len, NULL, &bank, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (!workspace_is_trusted(w, KEYS_EXAMINER, bank.signer))
        return untrusted(path, bank.signer, e);
    printf(_("%s: a bank of %u questions, unaltered since a trusted examiner sealed it\n"), path, bank.count);
    return ERR_OK;
}

static enum err_code verify_session(const struct workspace *w, const char *path, const struct buf *b, struct err *e)
{
    struct session s;
    enum err_code rc = session_open(b->data, b->len, NULL, &s, e);
    if (rc != ERR_OK)
        return err_prefix(e, path);
    if (!workspace_is_trusted(w, KEYS_OFFICE, s.info.office_pk))
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

static enum err_code verify_list(const struct workspace *w, const char *path, struct err *e)
{
    struct keys_public office;
    struct buf b;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = workspace_public_key(w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, PACKAGE_MAX, &b, e);
    if (rc == ERR_OK)
        printf(_("%s: as the office signed it\n"), path);
    buf_free(&b);
    return rc;
}

static enum err_code verify_file(const struct workspace *w, const char *path, struct err *e)
{
    struct buf b;
    buf_init(&b, PACKAGE_MAX);
    enum err_code rc = file_read(path, PACKAGE_MAX, &b, e);
    bool is_package = rc == ERR_OK && b.len >= PACKAGE_HEADER && memcmp(b.data, "SATHACH", 7) == 0;
    if (rc == ERR_OK && !is_package)
        rc = verify_list(w, path, e);
    else if (rc == ERR_OK && b.data[10] == PACKAGE_SESSION)
        rc = verify_session(w, path, &b, e);
    else if (rc == ERR_OK && b.data[10] == PACKAGE_ANSWERS)
        rc = verify_answers(path, &b, e);
    else if (rc == ERR_OK)
        rc = verify_bank(w, path, &b, e);
    buf_free(&b);
    return rc;
}

enum err_code cmd_verify(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = verify_file(&w, argv[i], e);
    workspace_close(&w);
    return rc;
}
