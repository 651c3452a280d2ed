/* sathachctl receipt CODE: which handed-in paper a receipt belongs to, from the signed results of every session. */
#include "app/core/code.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/results.h"
#include "tools/office/signing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum err_code look_in(const struct ctl *ctl, const struct workspace *w, const struct keys_public *office, const char *session, const char *code,
                             size_t *found, struct err *e)
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
            printf("{\"session\": \"%s\", \"paper\": \"%s\", \"sbd\": \"%s\", \"state\": \"%s\", \"total\": %u}\n", session, r.row[i].paper,
                   r.row[i].sbd, results_state_name(r.row[i].state), r.row[i].total);
        else
            printf(_("%s: paper %s, SBD %s, %s, total %u\n"), session, r.row[i].paper, r.row[i].sbd, results_state_name(r.row[i].state),
                   r.row[i].total);
    }
    results_free(&r);
    buf_free(&tsv);
    free(path);
    return rc;
}

enum err_code cmd_receipt(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct keys_public office;
    char code[CODE_RECEIPT + 1];
    size_t found = 0;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    if (rc == ERR_OK && !code_receipt_normalise(argv[0], code))
        rc = err_set(e, ERR_USAGE, _("%s: a receipt has 16 characters, in fours"), argv[0]);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_public_key(&w, KEYS_OFFICE, &office, e);
    char *folder = workspace_path(&w, "sessions");
    DIR *d = rc == ERR_OK && folder ? opendir(folder) : NULL;
    for (struct dirent *entry; d && rc == ERR_OK && (entry = readdir(d));)
        if (workspace_is_name(entry->d_name))
            rc = look_in(ctl, &w, &office, entry->d_name, code, &found, e);
    if (d)
        closedir(d);
    free(folder);
    workspace_close(&w);
    if (rc == ERR_OK && !found)
        rc = err_set(e, ERR_NO, _("%s: no graded paper has this receipt"), argv[0]);
    return rc;
}
