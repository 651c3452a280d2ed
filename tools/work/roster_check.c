#include "tools/work/roster_check.h"

#include "app/core/i18n.h"
#include "tools/bank/check.h"
#include "tools/import/profile_ini.h"
#include "tools/office/hours.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"

/* What the roster says, and whether the bank has the questions for it. */
static enum err_code look(const struct roster_check_request *q, const struct bank_folder *folder,
                          const struct profile *rules, int64_t day, struct roster_check_reply *r,
                          struct err *e)
{
    struct roster_options options = {.fields = folder, .profile = rules, .day = day};
    enum err_code rc =
        roster_report_read(q->file, q->column, &options, &r->people, &r->summary, &r->findings, e);
    for (size_t i = 0; rc == ERR_OK && i < r->summary.tallies; i++) {
        const struct roster_tally *t = &r->summary.tally[i];
        if (t->papers > t->exempt)
            check_track(folder, rules, false, t->field, t->grade, &r->findings);
        if (t->exempt)
            check_track(folder, rules, true, t->field, t->grade, &r->findings);
    }
    r->is_read = rc == ERR_OK || rc == ERR_FORMAT;
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct roster_check_request *q = request;
    struct roster_check_reply *r = reply;
    struct findings ignored = {0}; /* of the bank: bank check lists them */
    struct bank_folder folder = {0};
    struct profile rules;
    int64_t day = 0;
    if (!q->bank || !q->profile)
        return err_set(e, ERR_USAGE, _("--bank and --profile are needed"));
    enum err_code rc = q->date ? hours_parse_day("--date", q->date, &day, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = profile_ini_read(q->profile, &rules, e);
    if (rc == ERR_OK)
        rc = banking_read(work, q->bank, &folder, &ignored, e);
    findings_free(&ignored);
    if (rc == ERR_OK)
        rc = look(q, &folder, &rules, day, r, e);
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
    {0}};

const struct work_op roster_check_op = {
    .name = "roster",
    .sub = "check",
    .words = "FILE",
    .help = N_("Says what it understands of a roster and what not, row and cell; makes nothing; 1 "
               "when there are errors."),
    .field = FIELDS,
    .request = sizeof(struct roster_check_request),
    .reply = sizeof(struct roster_check_reply),
    .use = WORK_LOOKS,
    .run = run,
    .forget = forget};
