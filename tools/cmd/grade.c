/* sathachctl grade SESSION... */
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/grading.h"
#include "tools/office/signing.h"

#include <stdio.h>
#include <stdlib.h>

static void print_counts(const struct ctl *ctl, const char *name, const struct results *r)
{
    size_t n[RESULT_STATES] = {0};
    for (size_t i = 0; i < r->count; i++)
        n[r->row[i].state]++;
    if (ctl->json)
        printf("{\"session\": \"%s\", \"papers\": %zu, \"passed\": %zu, \"failed\": %zu, \"absent\": %zu, \"unfinished\": %zu, \"conflict\": %zu}\n",
               name, r->count, n[RESULT_PASSED], n[RESULT_FAILED], n[RESULT_ABSENT], n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
    else
        printf(_("%s: %zu papers: %zu passed, %zu failed, %zu absent, %zu unfinished, %zu in conflict\n"), name, r->count, n[RESULT_PASSED],
               n[RESULT_FAILED], n[RESULT_ABSENT], n[RESULT_UNFINISHED], n[RESULT_CONFLICT]);
    for (size_t i = 0; i < r->count && !ctl->json; i++)
        if (r->row[i].state == RESULT_UNFINISHED)
            printf(_("  paper %s (SBD %s): begun and not handed in; not graded\n"), r->row[i].paper, r->row[i].sbd);
}

static enum err_code grade_one(struct ctl *ctl, const struct workspace *w, const struct keys_secret *office, const char *name, struct err *e)
{
    struct sitting s;
    struct collection c = {0};
    struct results r = {0};
    struct buf tsv;
    buf_init(&tsv, RESULTS_FILE_MAX);
    enum err_code rc = sitting_open(w, name, office, &s, e);
    if (rc != ERR_OK)
        return rc;
    char *folder = workspace_path(w, "sessions/%s", name);
    rc = folder ? sitting_open_bank(&s, office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = collection_read(&s, office, &c, e);
    if (rc == ERR_OK)
        rc = grading_run(&s, &c, &r, e);
    if (rc == ERR_OK) {
        results_write(&r, &tsv);
        rc = buf_check(&tsv, "results.tsv", e);
    }
    if (rc == ERR_OK)
        rc = signing_write(office, folder, "results.tsv", name, tsv.data, tsv.len, e);
    if (rc == ERR_OK)
        print_counts(ctl, name, &r);
    for (size_t i = 0; rc == ERR_OK && i < r.count; i++)
        if (r.row[i].state == RESULT_CONFLICT)
            rc = err_set(e, ERR_CONFLICT, _("%s: paper %s (SBD %s): journals diverge; the council decides"), name, r.row[i].paper, r.row[i].sbd);
    free(folder);
    buf_free(&tsv);
    results_free(&r);
    collection_free(&c);
    sitting_close(&s);
    return rc;
}

enum err_code cmd_grade(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct workspace w;
    struct keys_secret *office = NULL;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = workspace_secret_key(ctl, &w, KEYS_OFFICE, &office, e);
    for (int i = 0; rc == ERR_OK && i < argc; i++)
        rc = grade_one(ctl, &w, office, argv[i], e);
    keys_free(office);
    workspace_close(&w);
    return rc;
}
