#include "tools/work/session_plan.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/banking.h"
#include "tools/work/roster_memory.h"
#include "tools/import/profile_ini.h"
#include "tools/import/roster_report.h"
#include "tools/office/hours.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SAID_MAX = 16 * 1024 * 1024 };

enum err_code session_plan_check(const struct session_new_request *q, bool commits, struct err *e)
{
    if (!q->bank || !q->profile || !q->roster)
        return err_set(e, ERR_USAGE, _("--bank, --profile and --roster are needed"));
    if (commits && !q->lot_rule)
        return err_set(e, ERR_USAGE,
                       _("--lot-rule is needed: when, where and how the lot is drawn"));
    if (!workspace_is_name(q->name) || !workspace_is_name(q->bank))
        return err_set(e, ERR_USAGE,
                       _("names of sessions and banks are 1 to 32 of a-z, 0-9 and -"));
    return ERR_OK;
}

static enum err_code parse_text(const char *what, const char *value, char *out, size_t room,
                                struct err *e)
{
    if (!value)
        return ERR_OK;
    if (strlen(value) >= room)
        return err_set(e, ERR_LIMIT, _("%s is longer than %zu bytes"), what, room - 1);
    strcpy(out, value);
    return text_check(value, strlen(value), false, what, e);
}

static enum err_code parse_rules(const struct session_new_request *p, struct session_info *i,
                                 struct err *e)
{
    long places = 1;
    i->sheet = SESSION_SHEET_SAMPLE;
    if (p->sheet && !session_sheet_of(p->sheet, &i->sheet))
        return err_set(e, ERR_USAGE, _("--sheet wants all, sample or none, not \"%s\""), p->sheet);
    if (p->start && !session_start_of(p->start, &i->start))
        return err_set(e, ERR_USAGE, _("--start wants seats, claim or free, not \"%s\""), p->start);
    enum err_code rc =
        p->saved_places ? work_number("--saved-places", p->saved_places, 1, 2, &places, e) : ERR_OK;
    i->copies = (uint8_t)(places - 1);
    return rc;
}

static enum err_code parse_info(const struct session_new_request *p, const struct office *o,
                                struct session_info *i, struct err *e)
{
    long n = 1, k = 1;
    strcpy(i->name, p->name);
    enum err_code rc = parse_text("--title", p->title, i->title, sizeof i->title, e);
    if (rc == ERR_OK)
        rc = parse_text("--room", p->room, i->room, sizeof i->room, e);
    if (rc == ERR_OK)
        rc = parse_text("--results-when", p->results_when, i->results_when, sizeof i->results_when,
                        e);
    if (rc == ERR_OK)
        rc = parse_text("--results-where", p->results_where, i->results_where,
                        sizeof i->results_where, e);
    char lot_rule[SESSION_TEXT_MAX];
    if (rc == ERR_OK)
        rc = parse_text("--lot-rule", p->lot_rule, lot_rule, sizeof lot_rule, e);
    if (rc == ERR_OK && p->lot_rule && (!p->lot_rule[0] || strcmp(p->lot_rule, "-") == 0))
        rc = err_set(e, ERR_USAGE, _("--lot-rule is needed: when, where and how the lot is drawn"));
    if (rc == ERR_OK)
        rc = parse_rules(p, i, e);
    if (rc == ERR_OK)
        rc = hours_parse_window(p->date, p->opens, p->closes, &i->opens, &i->closes, e);
    if (rc == ERR_OK && p->custodians)
        rc = work_number("--custodians", p->custodians, 1, SESSION_CUSTODIANS_MAX, &n, e);
    k = n;
    if (rc == ERR_OK && p->need)
        rc = work_number("--need", p->need, 1, n, &k, e);
    i->custodians = (uint8_t)n;
    i->need = (uint8_t)k;
    i->flags = p->is_training ? SESSION_FLAG_TRAINING : 0;
    i->caps = (struct session_caps){
        .tick_s = 15, .checkpoint_s = 30, .outage_cap_s = 600, .extra_cap_min = 60};
    i->seat_cost = o->workspace.seat_cost;
    return rc == ERR_OK ? profile_ini_read(p->profile, &i->profile, e) : rc;
}

static enum err_code open_bank(const struct office *o, struct session_plan *p,
                               struct session_new_reply *r, struct err *e)
{
    struct findings ignored = {0};
    const char *name = p->asked->bank;
    char *folder = workspace_path(&o->workspace, "banks/%s", name),
         *path = workspace_path(&o->workspace, "banks/%s.bank", name);
    enum err_code rc = folder && path ? ERR_OK : err_memory(e);
    if (rc == ERR_OK && !file_exists(path))
        rc =
            err_set(e, ERR_USAGE,
                    _("%s: no sealed bank of this name; run: sathachctl bank seal %s"), name, name);
    if (rc == ERR_OK)
        rc = file_read(path, PACKAGE_MAX, &p->bank_file, e);
    if (rc == ERR_OK &&
        ((rc = bank_open(p->bank_file.data, p->bank_file.len, NULL, &p->sealed, e)) != ERR_OK ||
         (rc = bank_open_office(&p->sealed, o->key, &p->key, e)) != ERR_OK))
        rc = err_prefix(e, path);
    if (rc == ERR_OK && !workspace_is_trusted(&o->workspace, KEYS_EXAMINER, p->sealed.signer))
        rc =
            err_set(e, ERR_KEY, _("%s: sealed by an examiner this workspace does not trust"), path);
    if (rc == ERR_OK)
        rc = banking_check_sealed(&p->sealed, &p->key, path, &r->bank, e);
    if (rc == ERR_OK)
        rc = banking_read_fields(folder, &p->folder, &ignored, e);
    findings_free(&ignored);
    free(folder);
    free(path);
    return rc;
}

static enum err_code read_roster(struct work *work, struct session_plan *p,
                                 struct session_new_reply *r, struct err *e)
{
    struct findings *f = &r->roster;
    const char *path = p->asked->roster;
    struct roster_options options = {
        .fields = &p->folder, .profile = &p->source.info.profile, .day = p->source.info.opens};
    struct roster_summary summary = {0};
    struct roster_memory memory;
    struct buf text;
    buf_init(&text, SAID_MAX);
    enum err_code rc = roster_memory_read(work, &memory, e);
    options.remembered = (struct roster_mappings){memory.item, memory.count};
    if (rc == ERR_OK)
        rc = roster_report_read(path, p->asked->column, &options, &p->people, &summary, f, e);
    memcpy(r->roster_hash, summary.hash, sizeof r->roster_hash);
    if (rc == ERR_OK && p->asked->seen && memcmp(p->asked->seen, summary.hash, CRYPT_HASH) != 0)
        rc = err_set(e, ERR_BUSY,
                     _("%s was changed since it was previewed; nothing was made: preview it again"),
                     path);
    if (rc == ERR_OK && f->errors)
        rc = err_set(e, ERR_FORMAT, _("%s: %zu errors; no session was made"), path, f->errors);
    if (rc == ERR_OK) {
        roster_report_text(&summary, path, false, &text);
        rc = buf_check(&text, path, e);
    }
    if (rc == ERR_OK)
        work_tell(work, &(struct work_event){.kind = WORK_SAID, .text = buf_text(&text)});
    buf_free(&text);
    roster_summary_free(&summary);
    roster_memory_free(&memory);
    return rc;
}

/* Where the roster names no seat, by the list of --seats. */
static enum err_code give_seats(struct session_plan *p, struct session_new_reply *r, struct err *e)
{
    struct seat_list list;
    if (!p->asked->seats)
        return ERR_OK;
    enum err_code rc = seat_list_parse(p->asked->seats, &list, e);
    if (rc == ERR_OK)
        rc = seat_list_give(&list, &p->people, &r->seats, &r->turns, e);
    seat_list_free(&list);
    if (rc == ERR_USAGE)
        rc = err_prefix(e, "--seats");
    return rc;
}

/* Unless said: at its seat where every row names one, anywhere for training, else where it is
 * claimed. seats with a row that names none would leave that paper nowhere to start. */
static enum err_code choose_start(struct session_plan *p, struct err *e)
{
    struct session_info *i = &p->source.info;
    const struct session_paper *without = NULL;
    for (size_t k = 0; k < p->people.papers && !without; k++)
        if (!p->people.paper[k].seat[0])
            without = &p->people.paper[k];
    if (!p->asked->start)
        i->start = !without                ? SESSION_START_SEATS
                   : p->asked->is_training ? SESSION_START_FREE
                                           : SESSION_START_CLAIM;
    if (i->start == SESSION_START_SEATS && without)
        return err_set(e, ERR_POLICY,
                       _("SBD %s has no seat: --start seats wants a seat in every row"),
                       p->people.candidate[without->candidate].sbd);
    return ERR_OK;
}

enum err_code session_plan_read(struct work *work, const struct office *o, struct session_plan *p,
                                struct session_new_reply *r, struct err *e)
{
    struct session_source *s = &p->source;
    buf_init(&p->bank_file, PACKAGE_MAX);
    enum err_code rc = parse_info(p->asked, o, &s->info, e);
    if (rc == ERR_OK)
        rc = open_bank(o, p, r, e);
    if (rc == ERR_OK)
        rc = read_roster(work, p, r, e);
    if (rc == ERR_OK)
        rc = give_seats(p, r, e);
    if (rc == ERR_OK)
        rc = choose_start(p, e);
    s->candidate = p->people.candidate;
    s->candidates = p->people.candidates;
    s->paper = p->people.paper;
    s->papers = p->people.papers;
    return rc;
}

void session_plan_free(struct session_plan *p)
{
    roster_free(&p->people);
    bank_folder_free(&p->folder);
    bank_office_free(&p->key);
    buf_free(&p->bank_file);
}
