#include "tools/work/session_people.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/office/graded.h"
#include "tools/import/roster_report.h"
#include "tools/office/decision.h"
#include "tools/office/log.h"
#include "tools/work/banking.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/people_correction.h"
#include "tools/work/roster_check.h"
#include "tools/work/roster_memory.h"
#include "tools/work/basis.h"

#include <stdlib.h>
#include <string.h>

enum { REASON_MAX = 160 }; /* each blank as %20 it still fits what a line of the log tells */

/* The folder of the bank that the session was made from: what the roster may call its fields. */
static enum err_code read_fields(const struct office_session *s, struct bank_folder *out,
                                 struct err *e)
{
    const struct log *l = s->workspace->log;
    struct findings ignored = {0};
    char hex[LOG_HEX], *folder = NULL;
    crypt_hex(s->session.info.bank_hash, CRYPT_HASH, hex);
    for (size_t i = 0; l && !folder && i < l->lines; i++)
        if (l->line[i].kind == LOG_BANK && strcmp(l->line[i].hash, hex) == 0)
            folder = workspace_path(s->workspace, "banks/%.*s",
                                    (int)strcspn(l->line[i].subject, "."), l->line[i].subject);
    enum err_code rc = folder
                           ? banking_read_fields(folder, out, &ignored, e)
                           : err_set(e, ERR_POLICY, _("%s: the log names no bank of it"), s->name);
    findings_free(&ignored);
    free(folder);
    return rc;
}

static enum err_code read_roster(struct work *work, const struct office_session *s,
                                 const struct session_people_request *q, struct roster *out,
                                 struct findings *f, struct err *e)
{
    struct bank_folder fields = {0};
    struct roster_summary summary = {0};
    struct roster_memory memory = {0};
    enum err_code rc = read_fields(s, &fields, e);
    struct roster_options options = {
        .fields = &fields, .profile = &s->session.info.profile, .day = s->session.info.opens};
    if (rc == ERR_OK)
        rc = roster_memory_read(work, &memory, e);
    options.remembered = (struct roster_mappings){memory.item, memory.count};
    if (rc == ERR_OK)
        rc = roster_report_read(q->roster, q->column, &options, out, &summary, f, e);
    if (rc == ERR_OK && f->errors)
        rc = err_set(e, ERR_FORMAT, _("%s: %zu errors; nothing was corrected"), q->roster,
                     f->errors);
    roster_summary_free(&summary);
    roster_memory_free(&memory);
    bank_folder_free(&fields);
    return rc;
}

static enum err_code correct(struct work *work, const struct office *o,
                             const struct office_session *s, const struct session_people_request *q,
                             struct session_people_reply *r, struct err *e)
{
    struct roster people = {0};
    size_t changed = 0;
    const char **number = calloc(s->roster.candidates + 1, sizeof *number);
    enum err_code rc = number ? graded_check_session_open(s, &o->key->pub, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = read_roster(work, s, q, &people, &r->findings, e);
    if (rc == ERR_OK)
        rc = people_correction_match(s, &people, number, &changed, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = people_correction_write(s, o->key, number, q->reason, e);
    if (rc == ERR_OK) {
        r->changed = changed;
        r->lines = o->workspace.log->signed_lines;
    }
    roster_free(&people);
    free(number);
    return rc;
}

static enum err_code check_request(const struct session_people_request *q, struct err *e)
{
    if (!q->roster || !q->reason || !q->reason[0])
        return err_set(e, ERR_USAGE, _("--roster and --reason are needed"));
    if (strlen(q->reason) > REASON_MAX)
        return err_set(e, ERR_LIMIT, _("%s is longer than %zu bytes"), "--reason",
                       (size_t)REASON_MAX);
    return text_check(q->reason, strlen(q->reason), false, "--reason", e);
}

static enum err_code look(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e)
{
    (void)work;
    return basis_of_path(((const struct session_people_request *)request)->roster, hash, e);
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_people_request *q = request;
    struct office o;
    struct office_session s;
    enum err_code rc = check_request(q, e);
    if (rc == ERR_OK)
        rc = basis_bind(work, q->roster, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_session_open(&o.workspace, q->name, o.key, &s, e);
    if (rc == ERR_OK) {
        rc = correct(work, &o, &s, q, reply, e);
        office_session_close(&s);
    }
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    findings_free(&((struct session_people_reply *)reply)->findings);
}

#define AT(member) offsetof(struct session_people_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(name),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--roster", "FILE", WORK_NEEDED, N_("the list of candidates, .xlsx or .csv"),
     .kind = WORK_FILE, .at = AT(roster), .label = N_("Roster")},
    {"--reason", "TEXT", WORK_NEEDED, N_("why; stands in the log"), .kind = WORK_TEXT,
     .at = AT(reason), .label = N_("Reason")},
    {"--column", "TITLE=MEANING", WORK_REPEATED, ROSTER_CHECK_COLUMN, .kind = WORK_TEXT,
     .at = AT(column), .label = N_("Columns")},
    {0}};

const struct work_op session_people_op = {
    .name = "session",
    .sub = "people",
    .words = "NAME",
    .help = N_("Takes corrected identity numbers from a roster of the same persons and papers."),
    .field = FIELDS,
    .request = sizeof(struct session_people_request),
    .reply = sizeof(struct session_people_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .forget = forget};
