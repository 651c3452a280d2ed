/* sathachctl report SESSION... passlist|results [--format csv,json] [-o DIR]: lists made from the signed results. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/signing.h"
#include "tools/report/csv.h"
#include "tools/report/json.h"
#include "tools/report/passlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

static void show(const struct table *t)
{
    static const struct { const char *id; int cells; } SHOWN[] = {{"sbd", 8}, {"name", 30}, {"field", 6}, {"grade", 5}, {"law_points", 5},
                                                                  {"professional_points", 5}, {"total", 5}, {"result", 0}};
    for (size_t r = 0; r < t->rows; r++) {
        printf("%3zu  ", r + 1);
        for (size_t i = 0; i < sizeof SHOWN / sizeof SHOWN[0]; i++)
            pad(table_cell(t, r, (size_t)table_find(t, SHOWN[i].id)), SHOWN[i].cells);
        putchar('\n');
    }
    if (t->rows == 0)
        printf("%s\n", _("nobody"));
}

static enum err_code read_results(const struct workspace *w, const char *session, struct results *out, struct err *e)
{
    struct buf tsv;
    struct keys_public office;
    buf_init(&tsv, RESULTS_FILE_MAX);
    char *path = workspace_path(w, "sessions/%s/results.tsv", session);
    enum err_code rc = path ? workspace_public_key(w, KEYS_OFFICE, &office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK && !file_exists(path))
        rc = err_set(e, ERR_USAGE, _("%s: no such session, or not graded yet; run: sathachctl grade %s"), session, session);
    if (rc == ERR_OK)
        rc = signing_read(&office, path, RESULTS_FILE_MAX, &tsv, e);
    if (rc == ERR_OK)
        rc = results_read((const char *)tsv.data, tsv.len, path, out, e);
    buf_free(&tsv);
    free(path);
    return rc;
}

static bool has_word(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = list; at && *at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, word, n) == 0 && (at[n] == ',' || at[n] == '\0'))
            return true;
    return false;
}

/* Every word of the list must be one of two. */
static bool are_words(const char *list, const char *a, const char *b)
{
    char copy[128];
    if (strlen(list) >= sizeof copy || !list[0])
        return false;
    strcpy(copy, list);
    char *rest = copy;
    for (char *word; (word = strsep(&rest, ","));)
        if (strcmp(word, a) != 0 && strcmp(word, b) != 0)
            return false;
    return true;
}

static enum err_code make_list(const char *list, const char *format, const struct results *r, struct buf *out, struct err *e)
{
    struct table t;
    passlist_make(r, strcmp(list, "passlist") == 0 ? PASSLIST_PASSED : PASSLIST_RESULTS, TABLE_VI, &t);
    enum err_code rc = strcmp(format, "csv") == 0 ? csv_table(&t, TABLE_VI, out, e) : json_table(&t, out, e);
    table_free(&t);
    return rc;
}

static enum err_code write_list(const struct keys_secret *office, const char *folder, const char *session, const char *list, const char *format,
                                const struct results *r, struct err *e)
{
    struct buf b;
    char name[96];
    buf_init(&b, RESULTS_FILE_MAX);
    snprintf(name, sizeof name, "%s.%s", list, format);
    enum err_code rc = make_list(list, format, r, &b, e);
    if (rc == ERR_OK)
        rc = signing_write(office, folder, name, session, b.data, b.len, e);
    if (rc == ERR_OK)
        printf("%s/%s\n", folder, name);
    buf_free(&b);
    return rc;
}

static enum err_code show_list(const struct ctl *ctl, const char *list, const struct results *r, struct err *e)
{
    struct table t;
    struct buf b;
    enum err_code rc = ERR_OK;
    buf_init(&b, RESULTS_FILE_MAX);
    passlist_make(r, strcmp(list, "passlist") == 0 ? PASSLIST_PASSED : PASSLIST_RESULTS, ctl_table_lang(), &t);
    if (!ctl->json)
        show(&t);
    else if ((rc = json_table(&t, &b, e)) == ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    table_free(&t);
    buf_free(&b);
    return rc;
}

static enum err_code write_lists(struct ctl *ctl, const struct workspace *w, const char *session, const char *lists, const char *formats,
                                 const char *folder, const struct results *r, struct err *e)
{
    static const char *const LISTS[] = {"passlist", "results"}, *const FORMATS[] = {"csv", "json"};
    struct keys_secret *office = NULL;
    char *usual = workspace_path(w, "reports/%s", session);
    enum err_code rc = usual ? workspace_secret_key(ctl, w, KEYS_OFFICE, &office, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    if (rc == ERR_OK)
        rc = file_make_folder(folder ? folder : usual, e);
    for (int l = 0; l < 2; l++)
        for (int f = 0; f < 2; f++)
            if (rc == ERR_OK && has_word(lists, LISTS[l]) && has_word(formats, FORMATS[f]))
                rc = write_list(office, folder ? folder : usual, session, LISTS[l], FORMATS[f], r, e);
    keys_free(office);
    free(usual);
    return rc;
}

enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *formats = NULL, *folder = NULL;
    const struct option_spec spec[] = {{"--format", &formats, NULL}, {"-o", &folder, NULL}, {NULL, NULL, NULL}};
    struct workspace w;
    enum err_code rc = options_take(&argc, argv, spec, 2, -1, e);
    const char *lists = rc == ERR_OK ? argv[argc - 1] : "";
    if (rc == ERR_OK && !are_words(lists, "passlist", "results"))
        rc = err_set(e, ERR_USAGE, _("%s: the list is passlist or results"), lists);
    if (rc == ERR_OK && formats && !are_words(formats, "csv", "json"))
        rc = err_set(e, ERR_USAGE, _("%s: the formats are csv and json"), formats);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (int i = 0; rc == ERR_OK && i + 1 < argc; i++) {
        struct results r;
        rc = read_results(&w, argv[i], &r, e);
        if (rc != ERR_OK)
            break;
        if (formats)
            rc = write_lists(ctl, &w, argv[i], lists, formats, folder, &r, e);
        else
            rc = show_list(ctl, lists, &r, e);
        results_free(&r);
    }
    workspace_close(&w);
    return rc;
}
