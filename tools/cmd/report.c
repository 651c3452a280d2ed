/* sathachctl report SESSION... LIST[,LIST…] [--format F,F] [--paper P] [-o DIR]: lists and papers made from the signed results. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/options.h"
#include "tools/office/publishing.h"
#include "tools/office/signing.h"
#include "tools/report/csv.h"
#include "tools/report/json.h"
#include "tools/report/lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16, CELLS_MAX = 40 };

struct reporting {
    struct ctl *ctl;
    struct workspace workspace;
    struct keys_secret *office;  /* for what is written, and for lists from the journals */
    const struct lists_kind *kind[WORDS_MAX];
    enum lists_format format[WORDS_MAX];
    size_t kinds, formats;
    const char *paper, *folder;
    bool is_many;                /* sessions: a folder each below that of -o, for the names of their files are the same */
    int lock;
};

/* ---- in the terminal ---- */

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

/* As wide as what stands in it, up to a limit; 0 for a column that is empty from top to bottom. */
static int cells_of(const struct table *t, size_t column, enum table_lang lang)
{
    int most = 0;
    for (size_t r = 0; r < t->rows; r++) {
        int w = text_width(table_cell(t, r, column));
        most = w > most ? w : most;
    }
    int title = text_width(table_title(t, column, lang));
    return most == 0 ? 0 : most < title ? title : most > CELLS_MAX ? CELLS_MAX : most;
}

static void show(struct table *t, enum table_lang lang)
{
    static const char *const WIDE[] = {"field_title", "unit", "identity", "birth", "note", "state"};
    for (size_t i = 0; i < sizeof WIDE / sizeof WIDE[0]; i++)
        table_drop(t, WIDE[i]);
    for (size_t c = 0; c < t->columns && t->rows; c++)
        if (cells_of(t, c, lang))
            pad(table_title(t, c, lang), cells_of(t, c, lang) + 2);
    putchar('\n');
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++)
            if (cells_of(t, c, lang))
                pad(table_cell(t, r, c), cells_of(t, c, lang) + 2);
        putchar('\n');
    }
    if (t->rows == 0)
        printf("%s\n", _("nobody"));
}

static enum err_code show_list(const struct reporting *rp, const struct lists_kind *kind, const struct report_source *src, struct err *e)
{
    struct table t;
    struct buf b;
    char formats[64];
    lists_formats_of(kind, formats, sizeof formats);
    if (!kind->table)
        return err_set(e, ERR_USAGE, _("%s: is a file; give --format, one of: %s"), kind->name, formats);
    enum err_code rc = kind->table(src, ctl_table_lang(), &t, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&b, LISTS_FILE_MAX);
    if (!rp->ctl->json)
        show(&t, ctl_table_lang());
    else if ((rc = json_table(&t, &b, e)) == ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    table_free(&t);
    buf_free(&b);
    return rc;
}

/* ---- as files ---- */

static void name_file(const struct reporting *rp, const struct lists_kind *kind, enum lists_format f, char *out, size_t room)
{
    if (kind->file[f])
        snprintf(out, room, "%s", kind->file[f]);
    else if (rp->paper && strcmp(kind->name, "slips") == 0)
        snprintf(out, room, "slip-%s.%s", rp->paper, lists_format_name(f));
    else
        snprintf(out, room, "%s.%s", kind->name, lists_format_name(f));
}

static enum err_code write_file(const struct reporting *rp, const struct lists_kind *kind, enum lists_format f, const char *folder,
                                const struct report_source *src, struct err *e)
{
    struct buf b;
    char name[96];
    buf_init(&b, LISTS_FILE_MAX);
    name_file(rp, kind, f, name, sizeof name);
    enum err_code rc = lists_make(kind, f, src, &b, e);
    if (rc == ERR_OK)
        rc = buf_check(&b, name, e);
    if (rc == ERR_OK)
        rc = signing_write(rp->office, folder, name, src->name, kind->needs_results ? src->results->basis.log_head : "", b.data, b.len, e);
    if (rc == ERR_OK)
        printf("%s/%s\n", folder, name);
    buf_free(&b);
    return rc;
}

static enum err_code write_lists(const struct reporting *rp, const struct report_source *src, struct err *e)
{
    char *folder = !rp->folder  ? workspace_path(&rp->workspace, "reports/%s", src->name)
                   : rp->is_many ? file_join(rp->folder, src->name)
                                 : strdup(rp->folder);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    for (size_t k = 0; k < rp->kinds; k++)
        for (size_t f = 0; f < rp->formats; f++)
            if (rc == ERR_OK)
                rc = write_file(rp, rp->kind[k], rp->format[f], folder, src, e);
    free(folder);
    return rc;
}

/* ---- one session ---- */

static bool needs(const struct reporting *rp, bool grading)
{
    for (size_t i = 0; i < rp->kinds; i++)
        if (grading ? rp->kind[i]->needs_grading : rp->kind[i]->needs_results)
            return true;
    return false;
}

static enum err_code read_session(const struct reporting *rp, const char *name, struct buf *bytes, struct session *out, struct err *e)
{
    struct keys_public office;
    char *path = workspace_is_name(name) ? sitting_path(&rp->workspace, name, "session") : NULL;
    enum err_code rc = workspace_public_key(&rp->workspace, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK && (!path || !file_exists(path)))
        rc = err_set(e, ERR_USAGE, _("%s: no such session in this workspace"), name);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, bytes, e);
    if (rc == ERR_OK && (rc = session_open(bytes->data, bytes->len, office.sign_pk, out, e)) != ERR_OK)
        rc = err_prefix(e, path);
    free(path);
    return rc;
}

static enum err_code make(const struct reporting *rp, const struct report_source *src, struct err *e)
{
    enum err_code rc = ERR_OK;
    if (rp->formats)
        return write_lists(rp, src, e);
    for (size_t i = 0; rc == ERR_OK && i < rp->kinds; i++)
        rc = show_list(rp, rp->kind[i], src, e);
    return rc;
}

static enum err_code report_session(const struct reporting *rp, const char *name, struct err *e)
{
    struct buf bytes;
    struct session session;
    struct results results = {0};
    struct grading g = {0};
    struct keys_public office;
    uint32_t paper = 0;
    bool grading = needs(rp, true), wants_results = needs(rp, false);
    buf_init(&bytes, PACKAGE_MAX);
    enum err_code rc = read_session(rp, name, &bytes, &session, e);
    if (rc == ERR_OK)
        rc = workspace_public_key(&rp->workspace, KEYS_OFFICE, &office, e);
    if (rc == ERR_OK && rp->paper && (!session_paper_index(rp->paper, &paper) || paper >= session.papers))
        rc = err_set(e, ERR_NO, _("%s: the session has no such paper"), rp->paper);
    if (rc == ERR_OK && wants_results)
        rc = publishing_read(&rp->workspace, &office, name, &results, NULL, e);
    if (rc == ERR_OK && grading)
        rc = grading_open(&rp->workspace, name, rp->office, &g, e);
    if (rc == ERR_OK)
        rc = make(rp,
                  &(struct report_source){.workspace = &rp->workspace, .name = name, .session = &session.info, .results = wants_results ? &results : NULL,
                                          .grading = grading ? &g : NULL, .paper = rp->paper ? (long)paper : -1},
                  e);
    grading_close(&g);
    results_free(&results);
    buf_free(&bytes);
    return rc;
}

/* ---- the command line ---- */

static enum err_code take_kinds(struct reporting *rp, char *list, struct err *e)
{
    for (char *word; (word = strsep(&list, ","));) {
        const struct lists_kind *kind = lists_find(word);
        if (!kind || rp->kinds == WORDS_MAX)
            return err_set(e, ERR_USAGE, _("%s: the list is one of passlist, results, receipts, slips, minutes, attendance, opendata"), word);
        rp->kind[rp->kinds++] = kind;
    }
    return ERR_OK;
}

static enum err_code take_formats(struct reporting *rp, const char *list, struct err *e)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        enum lists_format f = lists_format_find(word);
        if (f == LISTS_FORMATS || rp->formats == WORDS_MAX)
            return err_set(e, ERR_USAGE, _("%s: the formats are csv, xlsx, pdf, html and json"), word);
        rp->format[rp->formats++] = f;
    }
    for (size_t k = 0; k < rp->kinds; k++)
        for (size_t f = 0; f < rp->formats; f++)
            if (!lists_has(rp->kind[k], rp->format[f])) {
                char formats[64];
                lists_formats_of(rp->kind[k], formats, sizeof formats);
                return err_set(e, ERR_USAGE, _("%s does not come as %s; it comes as: %s"), rp->kind[k]->name, lists_format_name(rp->format[f]), formats);
            }
    return ERR_OK;
}

static enum err_code open_workspace(struct reporting *rp, struct err *e)
{
    enum err_code rc = workspace_open(rp->ctl, &rp->workspace, e);
    if (rc == ERR_OK && rp->formats)
        rc = workspace_lock(&rp->workspace, &rp->lock, e);
    if (rc == ERR_OK && (rp->formats || needs(rp, true)))
        rc = workspace_secret_key(rp->ctl, &rp->workspace, KEYS_OFFICE, &rp->office, e);
    return rc;
}

enum err_code cmd_report(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct reporting rp = {.ctl = ctl, .lock = -1};
    const char *formats = NULL;
    const struct option_spec spec[] = {{"--format", &formats, NULL}, {"--paper", &rp.paper, NULL}, {"-o", &rp.folder, NULL}, {NULL, NULL, NULL}};
    enum err_code rc = options_take(&argc, argv, spec, 2, -1, e);
    if (rc == ERR_OK)
        rc = take_kinds(&rp, argv[argc - 1], e);
    if (rc == ERR_OK && formats)
        rc = take_formats(&rp, formats, e);
    for (size_t k = 0; rc == ERR_OK && rp.paper && k < rp.kinds; k++)
        if (strcmp(rp.kind[k]->name, "slips") != 0)
            rc = err_set(e, ERR_USAGE, _("%s: is of a whole session; --paper goes with slips"), rp.kind[k]->name);
    rp.is_many = argc > 2;
    if (rc == ERR_OK)
        rc = open_workspace(&rp, e);
    for (int i = 0; rc == ERR_OK && i + 1 < argc; i++)
        rc = report_session(&rp, argv[i], e);
    keys_free(rp.office);
    workspace_unlock(rp.lock);
    workspace_close(&rp.workspace);
    return rc;
}
