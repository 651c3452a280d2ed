/* sathachctl bank check|seal|show */
#include "app/core/i18n.h"
#include "app/core/pool_title.h"
#include "app/core/text.h"
#include "tools/bank/check.h"
#include "tools/bank/check_report.h"
#include "tools/cmd/bank_questions.h"
#include "tools/cmd/bank_rejected.h"
#include "tools/cmd/command.h"
#include "tools/ctl.h"
#include "tools/work/bank_check.h"
#include "tools/work/bank_edit.h"
#include "tools/work/bank_repair.h"
#include "tools/work/bank_seal.h"
#include "tools/work/bank_take.h"
#include "tools/work/bank_show.h"

#include <stdio.h>

/* A word of the table's head, in a column of this many cells. */
enum { POOL_CELLS = 42 };

static void print_head(const char *word, int cells)
{
    int pad = cells - text_width(word);
    printf("%*s%s ", pad > 0 ? pad : 0, "", word);
}

static void pad_to(const char *text, int cells)
{
    int pad = cells - text_width(text);
    printf("%s%*s", text, pad > 0 ? pad : 0, "");
}

static void print_pools(const struct bank_source *s)
{
    char title[POOL_TITLE_MAX];
    pad_to(_("pool"), POOL_CELLS + 1);
    print_head(_("count"), 6);
    printf("    A    B    C    D  ");
    print_head(_("median"), 8);
    print_head(_("longest"), 8);
    print_head(_("option"), 8);
    printf("\n");
    for (size_t p = 0; p < s->pools; p++) {
        size_t letter[BANK_OPTIONS] = {0};
        struct check_lengths l;
        for (size_t i = 0; i < s->pool[p].count; i++)
            letter[s->question[s->pool[p].question[i]].answer]++;
        check_lengths(s, &s->pool[p], &l);
        pool_title(s->pool[p].name, NULL, title, sizeof title);
        pad_to(title, POOL_CELLS);
        printf(" %6zu %4zu %4zu %4zu %4zu   %8zu %8zu %8zu\n", s->pool[p].count, letter[0],
               letter[1], letter[2], letter[3], l.stem_median, l.stem_most, l.option_most);
    }
}

static void json_lengths(struct json *j, const struct bank_source *s,
                         const struct bank_source_pool *pool)
{
    struct check_lengths l;
    check_lengths(s, pool, &l);
    json_pair_uint(j, "stem_median", l.stem_median);
    json_pair_uint(j, "stem_longest", l.stem_most);
    json_pair_uint(j, "option_longest", l.option_most);
}

static void json_pools(struct json *j, const struct bank_source *s)
{
    static const char *const LETTERS[BANK_OPTIONS] = {"a", "b", "c", "d"};
    json_key(j, "pools");
    json_open_array(j);
    for (size_t p = 0; p < s->pools; p++) {
        uint64_t letter[BANK_OPTIONS] = {0};
        for (size_t i = 0; i < s->pool[p].count; i++)
            letter[s->question[s->pool[p].question[i]].answer]++;
        json_open_object(j);
        json_pair(j, "name", s->pool[p].name);
        json_pair_uint(j, "questions", s->pool[p].count);
        for (int l = 0; l < BANK_OPTIONS; l++) {
            json_key(j, LETTERS[l]);
            json_uint(j, letter[l]);
        }
        json_lengths(j, s, &s->pool[p]);
        json_close(j);
    }
    json_close(j);
}

/* The bank folder in JSON; findings and rejected may be NULL; only: the kind of findings asked for,
 * NULL for all. */
static enum err_code answer_folder(const struct bank_source *s, const struct findings *f,
                                   const enum check_kind *only, const struct rejected *rejected,
                                   bool questions, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "id", s->meta.id);
    json_pair(&a.json, "title", s->meta.title_vi);
    json_pair(&a.json, "edition", s->meta.edition);
    json_pair(&a.json, "source", s->meta.source ? s->meta.source : "");
    json_pair_uint(&a.json, "questions", s->questions);
    json_pools(&a.json, s);
    if (f)
        check_report_json(&a.json, f, only);
    if (rejected)
        bank_rejected_json(rejected, &a.json);
    if (questions) {
        json_key(&a.json, "list");
        bank_questions_json(s, &a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code answer_sealed(const struct bank *bank, const struct bank_meta *m,
                                   const char *hash, const char *examiner, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "id", m->id);
    json_pair(&a.json, "title", m->title_vi);
    json_pair(&a.json, "edition", m->edition);
    json_pair(&a.json, "source", m->source ? m->source : "");
    json_pair(&a.json, "characters", m->characters ? m->characters : "");
    json_pair(&a.json, "hash", hash);
    json_pair(&a.json, "examiner", examiner);
    json_pair_uint(&a.json, "questions", bank->count);
    json_pair_bool(&a.json, "training", bank->training);
    json_key(&a.json, "fields");
    json_open_array(&a.json);
    for (size_t i = 0; i < m->fields; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "code", m->field[i].code);
        json_pair(&a.json, "title", m->field[i].title_vi);
        json_key(&a.json, "aliases");
        json_open_array(&a.json);
        for (size_t k = 0; k < m->field[i].aliases; k++)
            json_text(&a.json, m->field[i].alias[k]);
        json_close(&a.json);
        json_close(&a.json);
    }
    json_close(&a.json);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static void print_field(const struct bank_field *f)
{
    char clean[1024];
    printf("  %-6s %s", f->code, text_clean(f->title_vi, clean, sizeof clean));
    for (size_t i = 0; i < f->aliases; i++)
        printf("%s%s", i ? "; " : " (", text_clean(f->alias[i], clean, sizeof clean));
    puts(f->aliases ? ")" : "");
}

static enum err_code answer_findings(const struct findings *f, const enum check_kind *only,
                                     struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    check_report_json(&a.json, f, only);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

/* ---- bank check ---- */

static enum err_code show_checked(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    const struct bank_check_request *q = request;
    const struct bank_check_reply *r = reply;
    const struct findings *f = &r->findings;
    const enum check_kind *only = r->is_one_kind ? &r->kind : NULL;
    bool is_read = came == ERR_OK || came == ERR_NO;
    if (!is_read && r->is_sealed)
        return ERR_OK;
    if (is_read && ctl->json)
        return r->is_sealed ? answer_findings(f, only, e)
                            : answer_folder(&r->bank.source, f, only, &r->rejected, false, e);
    size_t most = q->is_all || q->kind ? CHECK_REPORT_ALL : CHECK_REPORT_EXAMPLES;
    if (!r->is_rejected_alone)
        check_report_print(f, most, false, only, stdout);
    if (!only)
        bank_rejected_print(&r->rejected, most);
    if (is_read)
        command_say(&bank_check_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_bank_check(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_check_op, argc, argv, show_checked, e);
}

/* ---- bank seal ---- */

static enum err_code show_made(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    const struct bank_seal_reply *r = reply;
    (void)ctl;
    (void)e;
    if (came == ERR_NO)
        check_report_print(&r->findings, CHECK_REPORT_EXAMPLES, true, NULL, stderr);
    if (came == ERR_OK)
        command_say(&bank_seal_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_bank_seal(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_seal_op, argc, argv, show_made, e);
}

/* ---- bank edit ---- */

static enum err_code show_edited(const struct ctl *ctl, const void *request, const void *reply,
                                 enum err_code came, struct err *e)
{
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        command_say(&bank_edit_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_bank_edit(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_edit_op, argc, argv, show_edited, e);
}

/* ---- bank repair ---- */

static enum err_code show_repaired(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        command_say(&bank_repair_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_bank_repair(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_repair_op, argc, argv, show_repaired, e);
}

/* ---- bank show ---- */

static void print_sealed(const struct bank *bank, const struct bank_meta *m, const char *hash,
                         const char *examiner)
{
    char clean[1024];
    printf(_("%s, edition %s: %u questions%s\n"), text_clean(m->title_vi, clean, sizeof clean),
           m->edition, bank->count, bank->training ? _(", for training") : "");
    if (m->source)
        printf("%s\n", text_clean(m->source, clean, sizeof clean));
    if (m->characters)
        printf(_("  allowed beside the usual characters: %s\n"), m->characters);
    for (size_t i = 0; i < m->fields; i++)
        print_field(&m->field[i]);
    printf(_("  examiner %s\n  hash %s\n"), examiner, hash);
}

static enum err_code show_sealed(const struct ctl *ctl, const struct bank_show_reply *r,
                                 struct err *e)
{
    char hex[2 * CRYPT_HASH + 1], fingerprint[25];
    crypt_hex(r->bank.hash, CRYPT_HASH, hex);
    crypt_fingerprint(r->bank.signer, fingerprint);
    if (ctl->json)
        return answer_sealed(&r->bank, &r->meta, hex, fingerprint, e);
    print_sealed(&r->bank, &r->meta, hex, fingerprint);
    return ERR_OK;
}

static enum err_code show_bank(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    const struct bank_show_request *q = request;
    const struct bank_show_reply *r = reply;
    const struct bank_source *s = &r->folder.source;
    (void)came;
    if (r->is_sealed)
        return show_sealed(ctl, r, e);
    if (r->is_written)
        printf(_("%s: %zu questions for proofreading\n"), q->html, s->questions);
    if (!r->is_read || q->html)
        return ERR_OK;
    if (ctl->json)
        return answer_folder(s, NULL, NULL, NULL, q->has_questions, e);
    printf(_("%s, edition %s\n"), s->meta.title_vi, s->meta.edition);
    if (s->meta.source)
        printf("%s\n", s->meta.source);
    print_pools(s);
    if (q->has_questions)
        bank_questions_print(s);
    return ERR_OK;
}

enum err_code cmd_bank_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_show_op, argc, argv, show_bank, e);
}

/* ---- bank take ---- */

static enum err_code show_taken(const struct ctl *ctl, const void *request, const void *reply,
                                enum err_code came, struct err *e)
{
    const struct bank_take_reply *r = reply;
    (void)ctl;
    (void)request;
    (void)came;
    (void)e;
    check_report_print(&r->findings, CHECK_REPORT_EXAMPLES, true, NULL, stderr);
    if (r->path)
        printf(r->is_known ? _("%s: known; %zu questions, %zu pools, sealed by %s\n")
                           : _("%s: taken; %zu questions, %zu pools, sealed by %s\n"),
               r->path, r->questions, r->pools, r->signer);
    return ERR_OK;
}

enum err_code cmd_bank_take(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &bank_take_op, argc, argv, show_taken, e);
}
