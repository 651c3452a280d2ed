#include "tools/work/bank_check.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/sealed.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/stems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum err_code bank_check_read(struct work *work, const char *name, const char *profiles,
                              struct bank_folder *b, struct findings *f, struct err *e)
{
    enum err_code rc = banking_read(work, name, b, f, e);
    findings_drop_warnings(f);
    if (rc == ERR_OK && (rc = banking_check(b, profiles, f, e)) != ERR_OK)
        bank_folder_free(b);
    return rc;
}

static enum err_code read_kind(const char *id, struct bank_check_reply *r, struct err *e)
{
    char known[512] = " rejected";
    r->is_rejected_alone = id && strcmp(id, "rejected") == 0;
    if (!id || r->is_rejected_alone || (r->is_one_kind = check_kind_find(id, &r->kind)))
        return ERR_OK;
    for (int k = 0; k < CHECK_KINDS; k++)
        snprintf(known + strlen(known), sizeof known - strlen(known), " %s",
                 check_kind_id((enum check_kind)k));
    return err_set(e, ERR_USAGE, _("--kind %s: is none of%s"), id, known);
}

/* A sealed bank, with the office's key: every cell. */
static enum err_code check_sealed(struct work *work, const char *path, struct bank_check_reply *r,
                                  struct err *e)
{
    struct office o;
    struct buf bytes;
    struct bank bank = {0};
    struct bank_office key = {0};
    enum err_code rc = office_open(work, OFFICE_KEY, &o, e);
    if (rc != ERR_OK)
        return rc;
    buf_init(&bytes, PACKAGE_MAX);
    rc = file_read(path, PACKAGE_MAX, &bytes, e);
    if (rc == ERR_OK && ((rc = bank_open(bytes.data, bytes.len, NULL, &bank, e)) != ERR_OK ||
                         (rc = bank_open_office(&bank, o.key, &key, e)) != ERR_OK ||
                         (rc = sealed_check(&bank, &key, &r->findings, e)) != ERR_OK))
        rc = err_prefix(e, path);
    r->questions = bank.count;
    bank_office_free(&key);
    buf_free(&bytes);
    office_close(&o);
    return rc;
}

/* Which of those rejected the bank has, all the same. */
static enum err_code find_known(struct bank_check_reply *r, struct err *e)
{
    struct stems s = stems_list(&r->bank, r->bank.rows);
    r->known = calloc(r->rejected.count + 1, sizeof *r->known);
    for (size_t i = 0; r->known && i < r->rejected.count; i++)
        r->known[i] = stems_find(&r->bank, &s, r->rejected.item[i].stem);
    stems_free(&s);
    return r->known ? ERR_OK : err_memory(e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct bank_check_request *q = request;
    struct bank_check_reply *r = reply;
    enum err_code rc = read_kind(q->kind, r, e);
    if (rc != ERR_OK)
        return rc;
    r->is_sealed = file_exists(q->bank) && !file_is_folder(q->bank);
    rc = r->is_sealed ? check_sealed(work, q->bank, r, e)
                      : bank_check_read(work, q->bank, q->profiles, &r->bank, &r->findings, e);
    if (rc == ERR_OK && !r->is_sealed)
        rc = banking_read_rejected(&r->bank, &r->rejected, &r->findings, e);
    if (rc == ERR_OK && !r->is_sealed)
        rc = find_known(r, e);
    return rc == ERR_OK && r->findings.errors ? ERR_NO : rc;
}

static void forget(void *reply)
{
    struct bank_check_reply *r = reply;
    bank_folder_free(&r->bank);
    rejected_free(&r->rejected);
    free(r->known);
    findings_free(&r->findings);
}

void bank_check_say_rejected(const struct rejected *r, struct buf *out)
{
    size_t open = rejected_count(r, REJECTED_OPEN);
    if (open)
        buf_printf(out,
                   P_("%zu question that an import rejected is not in the bank\n",
                      "%zu questions that an import rejected are not in the bank\n", open),
                   open);
    bank_check_say_aside(r, out);
}

void bank_check_say_aside(const struct rejected *r, struct buf *out)
{
    size_t aside = rejected_count(r, REJECTED_ASIDE);
    if (aside)
        buf_printf(out,
                   P_("%zu rejected question is set aside\n",
                      "%zu rejected questions are set aside\n", aside),
                   aside);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct bank_check_request *q = request;
    const struct bank_check_reply *r = reply;
    const struct findings *f = &r->findings;
    if (r->is_sealed)
        buf_printf(out, _("%s: %u questions looked at, %zu errors\n"), q->bank, r->questions,
                   f->errors);
    else
        buf_printf(out, _("%zu different questions in %zu pools, %zu errors, %zu warnings\n"),
                   r->bank.source.questions, r->bank.source.pools, f->errors, f->count - f->errors);
    size_t places, shared = banking_shared(&r->bank.source, &places);
    banking_say_shared(shared, places, out);
    bank_check_say_rejected(&r->rejected, out);
}

#define AT(member) offsetof(struct bank_check_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME|FOLDER|FILE.bank",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(bank),
     .label = N_("Bank"),
     .choose = fields_banks},
    {"--profiles", "FOLDER|FILE", WORK_OPTIONAL, BANK_CHECK_PROFILES, .kind = WORK_FILE,
     .at = AT(profiles), .label = N_("Rules"), .choose = fields_profiles_or_none, .is_rare = true},
    {"--kind", "KIND", WORK_OPTIONAL,
     N_("findings of this kind alone, all of them; each kind's name stands in brackets behind its "
        "title"),
     .kind = WORK_WORD, .at = AT(kind), .label = N_("Kind")},
    {"--all", NULL, WORK_OPTIONAL, N_("every finding; ten of a kind by default"), .kind = WORK_FLAG,
     .at = AT(is_all), .label = N_("All of them")},
    {0}};

const struct work_op bank_check_op = {
    .name = "bank",
    .sub = "check",
    .words = "NAME|FOLDER|FILE.bank",
    .help = N_("Lists what is wrong in a bank, or in the cells of a sealed one."),
    .exits = N_("Exit 1: there are errors."),
    .field = FIELDS,
    .request = sizeof(struct bank_check_request),
    .reply = sizeof(struct bank_check_reply),
    .use = WORK_OFFICE_KEY,
    .run = run,
    .forget = forget,
    .say = say};
