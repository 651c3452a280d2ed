/* sathachctl bank import */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/cmd/banking.h"
#include "tools/cmd/options.h"
#include "tools/import/formats.h"
#include "tools/report/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INI_MAX = 1024 * 1024, REPORT_MAX = 256 * 1024 * 1024 };

/* What the command line asks for. */
struct asked {
    const char *to, *format, *pool, *ini, *title, *edition, *report;
    bool add, dry_run;
};

/* bank.ini in this order: the one given, that of a folder among the sources, the one the bank has already, one with the official fields. */
static enum err_code choose_ini(const struct asked *a, const char *there, int sources, char **source, struct buf *out, char **name, struct err *e)
{
    char *path = NULL;
    for (int i = 0; !path && !a->ini && i < sources; i++)
        path = file_is_folder(source[i]) ? file_join(source[i], "bank.ini") : NULL;
    if (!path)
        path = a->ini ? strdup(a->ini) : file_join(there, "bank.ini");
    if (!path)
        return err_set(e, ERR_LIMIT, _("out of memory"));
    *name = path;
    if (a->ini || file_exists(path))
        return file_read(path, INI_MAX, out, e);
    bank_folder_default_ini(a->to, a->title ? a->title : a->to, a->edition ? a->edition : "1", out);
    return buf_check(out, path, e);
}

static enum err_code add_file(struct bank_folder *b, const char *path, const struct asked *a, struct findings *f, struct err *e)
{
    struct buf bytes;
    struct intake in;
    const struct formats_format *format = a->format ? formats_find(a->format) : NULL;
    buf_init(&bytes, FORMATS_FILE_MAX);
    intake_init(&in, path, f, a->pool);
    enum err_code rc = file_read(path, FORMATS_FILE_MAX, &bytes, e);
    if (rc == ERR_OK && !format && !(format = formats_recognise(bytes.data, bytes.len)))
        rc = err_set(e, ERR_FORMAT, _("%s: its format is not recognised; say it with --format"), path);
    if (rc == ERR_OK && (rc = format->read(bytes.data, bytes.len, &b->fields, &in, e)) != ERR_OK)
        rc = err_prefix(e, path);
    if (rc == ERR_OK)
        rc = bank_folder_add(b, &in, e);
    if (rc == ERR_OK && in.outcomes == 0)
        rc = err_set(e, ERR_FORMAT, _("%s: holds no question (read as %s)"), path, format->name);
    intake_free(&in);
    buf_free(&bytes);
    return rc;
}

static enum err_code add_source(struct bank_folder *b, const char *path, const struct asked *a, struct findings *f, struct err *e)
{
    struct bank_folder_files list;
    if (!file_is_folder(path))
        return add_file(b, path, a, f, e);
    enum err_code rc = bank_folder_list(path, &list, e);
    for (size_t i = 0; rc == ERR_OK && i < list.count; i++)
        rc = bank_folder_add_gift(b, list.path[i], f, e);
    bank_folder_list_free(&list);
    return rc;
}

static enum err_code write_report(const char *path, const struct table *t, struct err *e)
{
    struct buf out;
    buf_init(&out, REPORT_MAX);
    enum err_code rc = csv_table(t, ctl_table_lang(), &out, e);
    if (rc == ERR_OK)
        rc = file_write(path, out.data, out.len, FILE_REPLACE, e);
    buf_free(&out);
    return rc;
}

static const char *change_name(enum intake_change c)
{
    const char *const NAMES[INTAKE_CHANGES] = {_("letters composed (NFC)"), _("soft hyphens dropped"), _("blanks made ordinary"), _("broken lines joined"),
                                               _("emphasis dropped"), _("spreadsheet guards taken off")};
    return NAMES[c];
}

static void print_counts(const struct asked *a, const struct bank_folder *b)
{
    printf(_("%s: %zu questions read: %zu imported, %zu repeated in their pool, %zu rejected\n"), a->to, b->imported + b->repeated + b->rejected, b->imported,
           b->repeated, b->rejected);
    if (b->conflicts)
        printf(_("  %zu of those imported stood before with another answer: bank check names them\n"), b->conflicts);
    for (size_t i = 0; i < b->kinds; i++)
        printf(_("  rejected as %s: %zu\n"), b->kind[i].name, b->kind[i].count);
    for (int c = 0; c < INTAKE_CHANGES; c++)
        if (b->change[c])
            printf(_("  %s in %zu questions\n"), change_name((enum intake_change)c), b->change[c]);
    size_t figures = check_figures(&b->source);
    if (figures)
        printf(_("  %zu different questions speak of a figure that the text does not hold: bank check names them\n"), figures);
    if (a->dry_run || !b->imported)
        printf(_("  nothing was written\n"));
}

static enum err_code answer_counts(const struct asked *a, const struct bank_folder *b, const struct findings *f, struct err *e)
{
    static const char *const CHANGES[INTAKE_CHANGES] = {"composed", "soft", "blanks", "lines", "markup", "guards"};
    const struct { const char *key; size_t n; } COUNTS[] = {{"read", b->imported + b->repeated + b->rejected}, {"imported", b->imported}, {"repeated", b->repeated},
                                                            {"rejected", b->rejected}, {"conflicts", b->conflicts}, {"different", b->source.questions},
                                                            {"figures", check_figures(&b->source)}};
    struct ctl_answer out;
    ctl_answer_begin(&out);
    json_open_object(&out.json);
    json_pair(&out.json, "bank", a->to);
    for (size_t i = 0; i < sizeof COUNTS / sizeof COUNTS[0]; i++) {
        json_key(&out.json, COUNTS[i].key);
        json_uint(&out.json, COUNTS[i].n);
    }
    json_key(&out.json, "changes");
    json_open_object(&out.json);
    for (int c = 0; c < INTAKE_CHANGES; c++) {
        json_key(&out.json, CHANGES[c]);
        json_uint(&out.json, b->change[c]);
    }
    json_close(&out.json);
    json_key(&out.json, "kinds");
    json_open_object(&out.json);
    for (size_t i = 0; i < b->kinds; i++) {
        json_key(&out.json, b->kind[i].name);
        json_uint(&out.json, b->kind[i].count);
    }
    json_close(&out.json);
    banking_json_findings(&out.json, f);
    json_close(&out.json);
    return ctl_answer_end(&out, e);
}

/* All sources into b; what stands in the bank already comes first with --add. */
static enum err_code read_all(const struct asked *a, const char *there, int argc, char **argv, struct bank_folder *b, struct table *report, struct findings *f,
                              struct err *e)
{
    struct buf ini;
    char *name = NULL;
    buf_init(&ini, INI_MAX);
    enum err_code rc = choose_ini(a, there, argc, argv, &ini, &name, e);
    if (rc == ERR_OK)
        rc = bank_folder_begin(b, buf_text(&ini), ini.len, name, e);
    if (rc == ERR_OK) {
        b->report = report;
        if (a->add && file_is_folder(there))
            rc = add_source(b, there, a, f, e);
        for (int i = 0; rc == ERR_OK && i < argc; i++)
            rc = add_source(b, argv[i], a, f, e);
        if (rc != ERR_OK)
            bank_folder_free(b);
    }
    free(name);
    buf_free(&ini);
    return rc;
}

static enum err_code check_asked(const struct asked *a, struct err *e)
{
    if (!a->to)
        return err_set(e, ERR_USAGE, _("--to NAME is missing"));
    if (a->format && !formats_find(a->format)) {
        char names[128] = "";
        for (const struct formats_format *f = formats_all(); f->name; f++)
            snprintf(names + strlen(names), sizeof names - strlen(names), " %s", f->name);
        return err_set(e, ERR_USAGE, _("--format %s: is none of%s"), a->format, names);
    }
    return ERR_OK;
}

enum err_code cmd_bank_import(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct asked a = {0};
    const struct option_spec spec[] = {{"--to", &a.to, NULL}, {"--format", &a.format, NULL}, {"--pool", &a.pool, NULL}, {"--ini", &a.ini, NULL},
                                       {"--title", &a.title, NULL}, {"--edition", &a.edition, NULL}, {"--report", &a.report, NULL},
                                       {"--add", NULL, &a.add}, {"--dry-run", NULL, &a.dry_run}, {NULL, NULL, NULL}};
    struct workspace w;
    struct bank_folder b = {0};
    struct findings f = {0};
    struct table report;
    enum err_code rc = options_take(&argc, argv, spec, 1, -1, e);
    if (rc == ERR_OK)
        rc = check_asked(&a, e);
    if (rc == ERR_OK)
        rc = banking_open(ctl, a.to, &w, e);
    if (rc != ERR_OK)
        return rc;
    bank_folder_report_init(&report);
    char *there = workspace_path(&w, "banks/%s", a.to);
    rc = there ? read_all(&a, there, argc, argv, &b, &report, &f, e) : err_set(e, ERR_LIMIT, _("out of memory"));
    findings_print(&f, stderr);
    if (rc == ERR_OK && !a.dry_run && b.imported)
        rc = bank_folder_write(&b, there, e);
    if (rc == ERR_OK && a.report)
        rc = write_report(a.report, &report, e);
    if (rc == ERR_OK && ctl->json)
        rc = answer_counts(&a, &b, &f, e);
    else if (rc == ERR_OK)
        print_counts(&a, &b);
    if (rc == ERR_OK && (b.rejected || f.errors))
        rc = ERR_NO;
    free(there);
    table_free(&report);
    bank_folder_free(&b);
    findings_free(&f);
    workspace_close(&w);
    return rc;
}
