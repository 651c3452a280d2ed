/* sathachctl receipt CODE [--list FILE [--trust PUBLIC-KEY]]: which handed-in paper a receipt
 * belongs to, from the signed results of every session; or, for
 * whoever is outside, whether it stands in a published, signed list. */
#include "app/core/code.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/ctl.h"
#include "tools/work/office.h"
#include "tools/cmd/options.h"
#include "tools/office/results.h"
#include "tools/office/signing.h"
#include "tools/office/office_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An object of JSON a find: an SBD is a text of the roster, and may hold a quote. */
static enum err_code print_json(const char *session, const struct result *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "session", session);
    json_pair(&a.json, "paper", r->paper);
    json_pair(&a.json, "sbd", r->sbd);
    json_pair(&a.json, "state", results_state_name(r->state));
    json_pair_uint(&a.json, "total", r->total);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code look_in(const struct ctl *ctl, const struct workspace *w,
                             const struct keys_public *office, const char *session,
                             const char *code, size_t *found, struct err *e)
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
    for (size_t i = 0; rc == ERR_OK && i < r.count; i++) {
        if (strcmp(r.row[i].receipt, code) != 0)
            continue;
        (*found)++;
        if (ctl->json)
            rc = print_json(session, &r.row[i], e);
        else
            printf(_("%s: paper %s, SBD %s, %s, total %u\n"), session, r.row[i].paper, r.row[i].sbd,
                   results_state_text(r.row[i].state, ctl_table_lang()), r.row[i].total);
    }
    results_free(&r);
    buf_free(&tsv);
    free(path);
    return rc;
}

static enum err_code print_found(const char *list, const char *grouped, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "list", file_base(list));
    json_pair(&a.json, "receipt", grouped);
    json_pair_bool(&a.json, "signed", true);
    json_pair_bool(&a.json, "found", true);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

/* In a published list: whoever has only the list, its signature and the office's public key can
 * look. */
static enum err_code look_in_list(const struct ctl *ctl, const struct keys_public *office,
                                  const char *list, const char *code, struct err *e)
{
    struct buf text;
    char grouped[CODE_RECEIPT_SHOWN], fingerprint[25];
    buf_init(&text, RESULTS_FILE_MAX);
    enum err_code rc = signing_read(office, list, RESULTS_FILE_MAX - 1, &text, e);
    code_group(code, 4, grouped, sizeof grouped);
    crypt_fingerprint(office->sign_pk, fingerprint);
    if (rc == ERR_OK && !strstr(buf_text(&text), grouped) && !strstr(buf_text(&text), code))
        rc = err_set(e, ERR_NO, _("%s: is as the office signed it, but %s does not stand in it"),
                     list, grouped);
    else if (rc == ERR_OK && ctl->json)
        rc = print_found(list, grouped, e);
    else if (rc == ERR_OK)
        printf(_("%s: is as the office %s signed it, and %s stands in it:\nwhat was graded is what "
                 "was handed in with this receipt\n"),
               list, fingerprint, grouped);
    buf_free(&text);
    return rc;
}

static enum err_code no_paper_has(const char *code, struct err *e)
{
    char grouped[CODE_RECEIPT_SHOWN];
    code_group(code, 4, grouped, sizeof grouped);
    return err_set(e, ERR_NO, _("%s: no graded paper has this receipt"), grouped);
}

static enum err_code look_everywhere(const struct ctl *ctl, const struct workspace *w,
                                     const struct keys_public *office, const char *code,
                                     struct err *e)
{
    char **name;
    size_t count, found = 0;
    enum err_code rc = office_session_names(w, &name, &count, e);
    for (size_t i = 0; rc == ERR_OK && i < count; i++)
        rc = look_in(ctl, w, office, name[i], code, &found, e);
    office_session_names_free(name, count);
    if (rc == ERR_OK && !found)
        rc = no_paper_has(code, e);
    return rc;
}

enum err_code cmd_receipt(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *list = NULL, *trust = NULL;
    const struct option_spec spec[] = {
        {"--list", &list, NULL}, {"--trust", &trust, NULL}, {NULL, NULL, NULL}};
    struct workspace w = {0};
    struct keys_public office;
    char code[CODE_RECEIPT + 1];
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && !code_receipt_normalise(argv[0], code))
        rc = err_set(e, ERR_USAGE, _("%s: a receipt has 16 characters, in fours"), argv[0]);
    if (rc == ERR_OK && trust && !list)
        rc = err_set(e, ERR_USAGE, _("--trust goes with --list"));
    if (rc == ERR_OK && !trust)
        rc = office_workspace(&ctl->work, &w, e);
    if (rc == ERR_OK)
        rc = trust ? keys_trust_read(trust, KEYS_OFFICE, &office, e)
                   : workspace_public_key(&w, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK)
        rc = list ? look_in_list(ctl, &office, list, code, e)
                  : look_everywhere(ctl, &w, &office, code, e);
    workspace_close(&w);
    return rc;
}
