/* sathachctl stats SESSION... [--format csv,xlsx,json,html,pdf] [-o DIR]: item statistics, with bars in the terminal. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/cmd/options.h"
#include "tools/office/signing.h"
#include "tools/report/csv.h"
#include "tools/report/itemreport.h"
#include "tools/report/lists.h"
#include "tools/report/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counting {
    struct ctl *ctl;
    struct workspace workspace;
    struct keys_secret *office;
    struct grading *grading;
    size_t sessions;
    struct analysis analysis;
    bool format[LISTS_FORMATS];
    char *names;           /* of the sessions, blanks between */
    const char *folder;
    char log_head[LOG_HEX];/* of a single session */
};

/* ---- files ---- */

static enum err_code write_file(const struct counting *c, const char *name, const struct buf *b, struct err *e)
{
    enum err_code rc = buf_check(b, name, e);
    if (rc == ERR_OK)
        rc = signing_write(c->office, c->folder, name, c->names, c->log_head, b->data, b->len, e);
    if (rc == ERR_OK)
        printf("%s/%s\n", c->folder, name);
    return rc;
}

static int64_t opens(const struct counting *c)
{
    return c->grading[0].sitting.session.info.opens;
}

/* Questions, slots, tests and pairs are a file each in the formats of tables. */
static enum err_code write_tables(const struct counting *c, enum lists_format f, struct err *e)
{
    static const struct { const char *name; void (*make)(const struct analysis *a, struct table *out); } TABLES[] = {
        {"questions", itemreport_questions}, {"slots", itemreport_slots}, {"tests", itemreport_tests}, {"pairs", itemreport_pairs}};
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < sizeof TABLES / sizeof TABLES[0]; i++) {
        struct table t;
        struct buf b;
        char name[64];
        buf_init(&b, LISTS_FILE_MAX);
        TABLES[i].make(&c->analysis, &t);
        snprintf(name, sizeof name, "stats-%s.%s", TABLES[i].name, lists_format_name(f));
        rc = f == LISTS_CSV ? csv_table(&t, TABLE_VI, &b, e) : xlsx_table(&t, TABLE_VI, TABLES[i].name, opens(c), &b, e);
        if (rc == ERR_OK)
            rc = write_file(c, name, &b, e);
        table_free(&t);
        buf_free(&b);
    }
    return rc;
}

static enum err_code write_one(const struct counting *c, enum lists_format f, struct err *e)
{
    struct buf b;
    char title[400], name[32];
    if (f == LISTS_CSV || f == LISTS_XLSX)
        return write_tables(c, f, e);
    snprintf(title, sizeof title, "Thống kê câu hỏi: %s", c->names);
    snprintf(name, sizeof name, "stats.%s", lists_format_name(f));
    buf_init(&b, LISTS_FILE_MAX);
    enum err_code rc = f == LISTS_JSON   ? itemreport_json(&c->analysis, &b, e)
                       : f == LISTS_HTML ? itemreport_html(&c->analysis, c->workspace.office_name, title, &b, e)
                                         : itemreport_pdf(&c->analysis, c->workspace.office_name, title, opens(c), &b, e);
    if (rc == ERR_OK)
        rc = write_file(c, name, &b, e);
    buf_free(&b);
    return rc;
}

static enum err_code write_all(struct counting *c, struct err *e)
{
    char *usual = workspace_path(&c->workspace, "reports/%s", c->sessions == 1 ? c->names : "stats");
    if (!usual)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    c->folder = c->folder ? c->folder : usual;
    enum err_code rc = file_make_folder(c->folder, e);
    for (enum lists_format f = 0; rc == ERR_OK && f < LISTS_FORMATS; f++)
        if (c->format[f])
            rc = write_one(c, f, e);
    c->folder = NULL;
    free(usual);
    return rc;
}

/* ---- the terminal ---- */

static enum err_code show(const struct counting *c, struct err *e)
{
    struct buf b;
    buf_init(&b, LISTS_FILE_MAX);
    enum err_code rc = ERR_OK;
    if (c->ctl->json)
        rc = itemreport_json(&c->analysis, &b, e);
    else
        itemreport_text(&c->analysis, &b);
    if (rc == ERR_OK)
        rc = buf_check(&b, "stats", e);
    if (rc == ERR_OK)
        fwrite(b.data, 1, b.len, stdout);
    buf_free(&b);
    return rc;
}

/* ---- the sessions ---- */

static enum err_code open_sessions(struct counting *c, int argc, char **argv, struct err *e)
{
    struct buf names;
    struct log log;
    buf_init(&names, 4096);
    c->grading = calloc((size_t)argc, sizeof *c->grading);
    enum err_code rc = c->grading ? ERR_OK : err_set(e, ERR_LIMIT, _("out of memory"));
    for (int i = 0; rc == ERR_OK && i < argc; i++) {
        rc = grading_open(&c->workspace, argv[i], c->office, &c->grading[c->sessions], e);
        c->sessions += rc == ERR_OK;
        buf_printf(&names, "%s%s", i ? " " : "", argv[i]);
    }
    if (rc == ERR_OK && c->sessions == 1) {
        rc = log_make(&c->grading[0].sitting, &c->grading[0].collection, &c->grading[0].decisions, &log, e);
        snprintf(c->log_head, sizeof c->log_head, "%s", rc == ERR_OK ? log_head(&log) : "");
        log_free(&log);
    }
    c->names = strdup(buf_text(&names));
    buf_free(&names);
    return rc == ERR_OK && !c->names ? err_set(e, ERR_LIMIT, _("out of memory")) : rc;
}

static enum err_code take_formats(struct counting *c, const char *list, struct err *e)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        enum lists_format f = lists_format_find(word);
        if (f == LISTS_FORMATS)
            return err_set(e, ERR_USAGE, _("%s: the formats are csv, xlsx, pdf, html and json"), word);
        c->format[f] = true;
    }
    return ERR_OK;
}

enum err_code cmd_stats(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct counting c = {.ctl = ctl};
    const char *formats = NULL;
    const struct option_spec spec[] = {{"--format", &formats, NULL}, {"-o", &c.folder, NULL}, {NULL, NULL, NULL}};
    int lock = -1;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK && formats)
        rc = take_formats(&c, formats, e);
    if (rc == ERR_OK)
        rc = workspace_open(ctl, &c.workspace, e);
    if (rc == ERR_OK && formats)
        rc = workspace_lock(&c.workspace, &lock, e);
    if (rc == ERR_OK)
        rc = workspace_secret_key(ctl, &c.workspace, KEYS_OFFICE, &c.office, e);
    if (rc == ERR_OK)
        rc = open_sessions(&c, argc, argv, e);
    if (rc == ERR_OK)
        rc = analysis_make(c.grading, c.sessions, &c.analysis, e);
    if (rc == ERR_OK)
        rc = formats ? write_all(&c, e) : show(&c, e);
    analysis_free(&c.analysis);
    for (size_t i = 0; i < c.sessions; i++)
        grading_close(&c.grading[i]);
    free(c.grading);
    free(c.names);
    keys_free(c.office);
    workspace_unlock(lock);
    workspace_close(&c.workspace);
    return rc;
}
