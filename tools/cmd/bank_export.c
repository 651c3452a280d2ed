/* sathachctl bank export|diff */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/bank/diff.h"
#include "tools/bank/export.h"
#include "tools/cmd/banking.h"
#include "tools/cmd/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct export_format *format_of(const char *name, struct err *e)
{
    const struct export_format *f = export_find(name ? name : "gift");
    char names[128] = "";
    for (const struct export_format *x = export_all(); !f && x->name; x++)
        snprintf(names + strlen(names), sizeof names - strlen(names), " %s", x->name);
    if (!f && err_set(e, ERR_USAGE, _("--format %s: is none of%s"), name, names) == ERR_OK)
        return NULL;
    return f;
}

enum err_code cmd_bank_export(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const char *format = NULL, *to = NULL;
    const struct option_spec spec[] = {{"--format", &format, NULL}, {"--output", &to, NULL}, {NULL, NULL, NULL}};
    struct bank_folder b;
    struct findings f = {0};
    struct buf out;
    enum err_code rc = options_take(&argc, argv, spec, 1, 1, e);
    const struct export_format *writer = rc == ERR_OK ? format_of(format, e) : NULL;
    if (!writer)
        return rc == ERR_OK ? e->code : rc;
    rc = banking_read(ctl, argv[0], &b, &f, e);
    findings_print(&f, stderr);
    if (rc == ERR_OK) {
        buf_init(&out, EXPORT_MAX);
        if (f.errors || b.conflicts)
            rc = err_set(e, ERR_NO, _("%s: has errors and is not exported; see bank check"), argv[0]);
        if (rc == ERR_OK)
            rc = writer->write(&b, &out, e);
        if (rc == ERR_OK && to)
            rc = file_write(to, out.data, out.len, FILE_REPLACE, e);
        else if (rc == ERR_OK && (fwrite(out.data, 1, out.len, stdout) != out.len || fflush(stdout) != 0))
            rc = err_set(e, ERR_IO, _("the answer could not be written"));
        if (rc == ERR_OK && to)
            printf(_("%s: %zu questions as %s\n"), to, b.imported, writer->name);
        buf_free(&out);
        bank_folder_free(&b);
    }
    findings_free(&f);
    return rc;
}

static const char *kind_title(enum diff_kind k)
{
    const char *const TITLES[DIFF_KINDS] = {_("added"), _("removed"), _("text changed"), _("answer changed"), _("in other pools")};
    return TITLES[k];
}

static void print_text(char sign, const struct bank_folder *b, long question)
{
    const struct bank_source_question *q = &b->source.question[question];
    const struct bank_row *r = &b->row[b->first[question]];
    char clean[2048];
    printf("%c %s:%zu\n%c   %s\n", sign, b->file[r->file], r->line, sign, text_clean(q->text.stem, clean, sizeof clean));
    for (int i = 0; i < BANK_OPTIONS; i++)
        printf("%c   %s%c. %s\n", sign, i == q->answer ? "*" : " ", 'a' + i, text_clean(q->text.option[i], clean, sizeof clean));
}

static void print_diff(const struct diff *d, const struct bank_folder *was, const struct bank_folder *is)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct diff_item *x = &d->item[i];
        if (i == 0 || d->item[i - 1].kind != x->kind)
            printf("%s== %s: %zu\n", i ? "\n" : "", kind_title(x->kind), d->of[x->kind]);
        if (x->was >= 0)
            print_text('-', was, x->was);
        if (x->is >= 0)
            print_text('+', is, x->is);
    }
    printf(_("%s%zu added, %zu removed, %zu with changed text, %zu with a changed answer, %zu in other pools\n"), d->count ? "\n" : "", d->of[DIFF_ADDED],
           d->of[DIFF_REMOVED], d->of[DIFF_TEXT], d->of[DIFF_ANSWER], d->of[DIFF_POOLS]);
}

static void json_side(struct json *j, const char *key, const struct bank_folder *b, long question)
{
    json_key(j, key);
    if (question < 0) {
        json_null(j);
        return;
    }
    const struct bank_source_question *q = &b->source.question[question];
    const struct bank_row *r = &b->row[b->first[question]];
    json_open_object(j);
    json_pair(j, "file", b->file[r->file]);
    json_key(j, "line");
    json_uint(j, r->line);
    json_pair(j, "stem", q->text.stem);
    json_key(j, "options");
    json_open_array(j);
    for (int o = 0; o < BANK_OPTIONS; o++)
        json_text(j, q->text.option[o]);
    json_close(j);
    json_pair(j, "answer", (const char[2]){(char)('A' + q->answer), '\0'});
    json_close(j);
}

static enum err_code answer_diff(const struct diff *d, const struct bank_folder *was, const struct bank_folder *is, struct err *e)
{
    static const char *const KEYS[DIFF_KINDS] = {"added", "removed", "text", "answer", "pools"};
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    for (int k = 0; k < DIFF_KINDS; k++) {
        json_key(&a.json, KEYS[k]);
        json_open_array(&a.json);
        for (size_t i = 0; i < d->count; i++) {
            if ((int)d->item[i].kind != k)
                continue;
            json_open_object(&a.json);
            json_side(&a.json, "old", was, d->item[i].was);
            json_side(&a.json, "new", is, d->item[i].is);
            json_close(&a.json);
        }
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_bank_diff(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    const struct option_spec spec[] = {{NULL, NULL, NULL}};
    struct bank_folder was = {0}, is = {0};
    struct findings f = {0};
    struct diff d = {0};
    enum err_code rc = options_take(&argc, argv, spec, 2, 2, e);
    if (rc == ERR_OK)
        rc = banking_read(ctl, argv[0], &was, &f, e);
    if (rc == ERR_OK)
        rc = banking_read(ctl, argv[1], &is, &f, e);
    if (rc == ERR_OK)
        rc = diff_banks(&was, &is, &d, e);
    findings_print(&f, stderr);
    if (rc == ERR_OK && ctl->json)
        rc = answer_diff(&d, &was, &is, e);
    else if (rc == ERR_OK)
        print_diff(&d, &was, &is);
    if (rc == ERR_OK && d.count)
        rc = ERR_NO;
    diff_free(&d);
    bank_folder_free(&was);
    bank_folder_free(&is);
    findings_free(&f);
    return rc;
}
