/* sathachctl bank export|diff */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/work/bank_diff.h"
#include "tools/work/bank_export.h"

#include <stdio.h>

static enum err_code show_exported(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    const struct bank_export_request *q = request;
    const struct bank_export_reply *r = reply;
    (void)ctl;
    findings_print(&r->findings, stderr);
    if (r->is_written)
        printf(_("%s: %zu questions as %s\n"), q->output, r->questions, r->format->name);
    if (came == ERR_OK && !q->output &&
        (fwrite(r->text.data, 1, r->text.len, stdout) != r->text.len || fflush(stdout) != 0))
        return err_set(e, ERR_IO, _("the answer could not be written"));
    return ERR_OK;
}

enum err_code cmd_bank_export(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_export_op, argc, argv, show_exported, e);
}

/* ---- bank diff ---- */

static const char *kind_title(enum diff_kind k)
{
    const char *const TITLES[DIFF_KINDS] = {_("added"), _("removed"), _("text changed"),
                                            _("answer changed"), _("in other pools")};
    return TITLES[k];
}

static void print_text(char sign, const struct bank_folder *b, long question)
{
    const struct bank_source_question *q = &b->source.question[question];
    const struct bank_row *r = &b->row[b->first[question]];
    char clean[2048];
    printf("%c %s:%zu\n%c   %s\n", sign, b->file[r->file], r->line, sign,
           text_clean(q->text.stem, clean, sizeof clean));
    for (int i = 0; i < BANK_OPTIONS; i++)
        printf("%c   %s%c. %s\n", sign, i == q->answer ? "*" : " ", 'a' + i,
               text_clean(q->text.option[i], clean, sizeof clean));
}

static void print_diff(const struct diff *d, const struct bank_folder *was,
                       const struct bank_folder *is)
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
    printf(_("%s%zu added, %zu removed, %zu with changed text, %zu with a changed answer, %zu in "
             "other pools\n"),
           d->count ? "\n" : "", d->of[DIFF_ADDED], d->of[DIFF_REMOVED], d->of[DIFF_TEXT],
           d->of[DIFF_ANSWER], d->of[DIFF_POOLS]);
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
    json_pair_uint(j, "line", r->line);
    json_pair(j, "stem", q->text.stem);
    json_key(j, "options");
    json_open_array(j);
    for (int o = 0; o < BANK_OPTIONS; o++)
        json_text(j, q->text.option[o]);
    json_close(j);
    json_pair(j, "answer", (const char[2]){(char)('A' + q->answer), '\0'});
    json_close(j);
}

static enum err_code answer_diff(const struct diff *d, const struct bank_folder *was,
                                 const struct bank_folder *is, struct err *e)
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

static enum err_code show_changes(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    const struct bank_diff_reply *r = reply;
    (void)request;
    (void)came;
    findings_print(&r->findings, stderr);
    if (r->is_made && ctl->json)
        return answer_diff(&r->diff, &r->was, &r->is, e);
    if (r->is_made)
        print_diff(&r->diff, &r->was, &r->is);
    return ERR_OK;
}

enum err_code cmd_bank_diff(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_diff_op, argc, argv, show_changes, e);
}
