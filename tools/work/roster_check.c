#include "tools/work/roster_check.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/import/profile_ini.h"
#include "tools/office/hours.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/roster_memory.h"

#include <stdlib.h>

/* What the roster says, and whether the bank has the questions for it. */
static enum err_code look(struct work *work, const struct roster_check_request *q,
                          const struct bank_folder *folder, bool has_questions,
                          const struct profile *rules, int64_t day, struct roster_check_reply *r,
                          struct err *e)
{
    struct roster_options options = {
        .fields = folder, .profile = rules, .day = day, .by_keys = q->by_keys};
    struct roster_memory memory;
    enum err_code rc = roster_memory_read(work, &memory, e);
    options.remembered = (struct roster_mappings){memory.item, memory.count};
    if (rc != ERR_OK) {
        roster_memory_free(&memory);
        return rc;
    }
    rc = roster_report_read(q->file, q->column, &options, &r->people, &r->summary, &r->findings, e);
    for (size_t i = 0; rc == ERR_OK && has_questions && i < r->summary.tallies; i++) {
        const struct roster_tally *t = &r->summary.tally[i];
        if (t->papers > t->exempt)
            check_track(folder, rules, false, t->field, t->grade, &r->findings);
        if (t->exempt)
            check_track(folder, rules, true, t->field, t->grade, &r->findings);
    }
    r->is_read = rc == ERR_OK || rc == ERR_FORMAT;
    roster_memory_free(&memory);
    return rc;
}

/* Of a bank that was taken, sealed, only what its fields are called can be told. */
static enum err_code read_bank(struct work *work, const char *name, struct bank_folder *out,
                               struct findings *f, bool *is_taken, struct err *e)
{
    struct workspace w;
    struct err ignored = {0};
    char *folder = NULL, *sealed = NULL;
    if (workspace_is_name(name) && office_workspace(work, &w, &ignored) == ERR_OK) {
        folder = workspace_path(&w, "banks/%s", name);
        sealed = workspace_path(&w, "banks/%s.bank", name);
        *is_taken = folder && sealed && !file_is_folder(folder) && file_exists(sealed);
        workspace_close(&w);
    }
    enum err_code rc =
        *is_taken ? banking_read_fields(folder, out, f, e) : banking_read(work, name, out, f, e);
    if (*is_taken && rc == ERR_OK)
        work_tell(work, &(struct work_event){
                            .kind = WORK_NOTE,
                            .text = _("The bank is sealed: whether it has the questions is told "
                                      "by session new --dry-run.\n")});
    free(folder);
    free(sealed);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct roster_check_request *q = request;
    struct roster_check_reply *r = reply;
    struct findings ignored = {0}; /* of the bank: bank check lists them */
    struct bank_folder folder = {0};
    int64_t day = 0;
    bool is_taken = false;
    if (!q->bank || !q->profile)
        return err_set(e, ERR_USAGE, _("--bank and --profile are needed"));
    enum err_code rc = q->date ? hours_parse_day("--date", q->date, &day, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = profile_ini_read(q->profile, &r->rules, e);
    if (rc == ERR_OK)
        rc = read_bank(work, q->bank, &folder, &ignored, &is_taken, e);
    findings_free(&ignored);
    if (rc == ERR_OK)
        rc = look(work, q, &folder, !is_taken, &r->rules, day, r, e);
    if (rc == ERR_OK && q->is_remembered && q->column[0]) {
        rc = roster_memory_write(work, q->column, e);
        r->is_written = rc == ERR_OK;
    }
    if (rc == ERR_OK && r->findings.errors)
        rc = err_set(e, ERR_NO, _("%s: %zu errors; no session can be made from it"), q->file,
                     r->findings.errors);
    bank_folder_free(&folder);
    return rc;
}

static void forget(void *reply)
{
    struct roster_check_reply *r = reply;
    roster_free(&r->people);
    roster_summary_free(&r->summary);
    findings_free(&r->findings);
}

#define AT(member) offsetof(struct roster_check_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FILE",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(file),
     .label = N_("Roster")},
    {"--bank", "NAME|FOLDER", WORK_NEEDED, N_("the bank whose fields the roster names"),
     .kind = WORK_FILE, .at = AT(bank), .label = N_("Bank"), .choose = fields_banks},
    {"--profile", "FILE", WORK_NEEDED, N_("the rules: minutes, parts, points, when a paper passes"),
     .kind = WORK_FILE, .at = AT(profile), .label = N_("Rules"), .choose = fields_profiles},
    {"--date", "DAY", WORK_OPTIONAL, N_("the day of the exam, for the candidates' ages"),
     .kind = WORK_DATE, .at = AT(date), .label = N_("Day")},
    {"--column", "TITLE=MEANING", WORK_REPEATED, ROSTER_CHECK_COLUMN, .kind = WORK_TEXT,
     .at = AT(column), .label = N_("Columns")},
    {"--remember", NULL, WORK_OPTIONAL,
     N_("keeps what --column says in office.ini, for every roster that is read here"),
     .kind = WORK_FLAG, .at = AT(is_remembered), .label = N_("Remember the columns")},
    {0}};

const struct work_op roster_check_op = {
    .name = "roster",
    .sub = "check",
    .words = "FILE",
    .help = N_("Says what it understands of a roster and what not, row and cell; makes "
               "nothing."),
    .exits = N_("Exit 1: there are errors."),
    .field = FIELDS,
    .request = sizeof(struct roster_check_request),
    .reply = sizeof(struct roster_check_reply),
    .use = WORK_WRITES,
    .writes_with = "--remember",
    .run = run,
    .forget = forget};
