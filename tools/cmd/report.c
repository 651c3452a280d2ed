/* sathachctl report SESSION... passlist|results [--format csv,json] [-o DIR]: lists made from the signed results. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/results.h"
#include "tools/office/signing.h"
#include "tools/report/csv.h"
#include "tools/report/json.h"
#include "tools/report/passlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REPORT_MAX = 64 * 1024 * 1024 };

struct reporting {
    struct ctl *ctl;
    struct workspace workspace;
    struct keys_secret *office;     /* NULL when only shown */
    const char *folder;             /* -o, or NULL */
    const char *formats;            /* NULL: shown on the terminal */
};

static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || at[n] == '\0'))
            return true;
    return false;
}

/* ERR_USAGE when a word of the list is none of the known ones. */
static enum err_code check_words(const char *list, const char *const *known, struct err *e)
{
    char copy[256];
    if (strlen(list) >= sizeof copy)
        return err_set(e, ERR_USAGE, _("%s: too long"), list);
    strcpy(copy, list);
    char *rest = copy;
    for (char *word; (word = strsep(&rest, ","));) {
        bool found = false;
        for (size_t i = 0; known[i] && !found; i++)
            found = strcmp(known[i], word) == 0;
        if (!found)
            return err_set(e, ERR_USAGE, _("%s: not one of the known words here"), word);
    }
    return ERR_OK;
}

static enum err_code read_results(const struct reporting *rp, const char *session, struct results *out, struct err *e)
{
    struct buf tsv;
    struct keys_public office;
    buf_init(&tsv, REPORT_MAX);
    char *path = workspace_path(&rp->workspace, "sessions/%s/results.tsv", session);
    enum err_code rc = path ? workspace_public_key(&rp->workspace, KEYS_OFFICE, &office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session, or not graded yet; run: sathachctl grade %s"), session, session);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, REPORT_MAX, &tsv, e);
    if (rc == ERR_OK)
        rc = results_read((const char *)tsv.data, tsv.len, path, out, e);
    buf_free(&tsv);
    free(path);
    return rc;
}

static void show_table(const struct results *r, bool only_passed)
{
    size_t shown = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct result *x = &r->row[i];
        char clean[1024];
        if (only_passed && x->state != RESULT_PASSED)
            continue;
        printf("%3zu  %-6s  %s", ++shown, x->sbd, text_clean(x->name, clean, sizeof clean));
        for (int k = text_width(clean); k < 30; k++)
            putchar(' ');
        printf("  %-5s %-3s  ", x->field, x->grade);
        if (x->state == RESULT_PASSED || x->state == RESULT_FAILED)
            printf("%2u + %2u = %2u  ", x->parts > 0 ? x->points[0] : 0, x->parts > 1 ? x->points[1] : 0, x->total);
        else
            printf("%-13s", "");
        printf("%s\n", report_state_word(x->state, CTL_LANG_EN));
    }
}
