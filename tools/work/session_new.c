#include "tools/work/session_new.h"

#include "app/core/i18n.h"
#include "tools/work/fields.h"
#include "tools/work/roster_check.h"
#include "tools/work/seat_list.h"
#include "tools/work/session_making.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_TEXT_MAX = 16 * 1024 * 1024 };

/* ---- made ---- */

static int compare_seats(const void *a, const void *b)
{
    const struct session_paper *x = *(const struct session_paper *const *)a,
                               *y = *(const struct session_paper *const *)b;
    int way = strcmp(x->seat, y->seat);
    return way ? way : (x > y) - (x < y);
}

/* What is not as with the others: less to be answered, more time, a note of the roster. */
static void tell_apart(const struct session_plan *p, const struct session_paper *x, struct buf *out)
{
    const struct profile_variant *less = profile_variant_for(&p->source.info.profile, true);
    const char *note = p->people.note[x - p->people.paper];
    if (x->exempt && less)
        buf_printf(out, _(" · exempt from the professional part, %u minutes"),
                   (unsigned)less->minutes);
    if (x->extra_minutes)
        buf_printf(out, _(" · %u minutes more"), (unsigned)x->extra_minutes);
    if (note[0])
        buf_printf(out, _(" · note: %s"), note);
}

/* In the order of the seats, as somebody walks through the room; those without one first. */
static enum err_code tell_places(const struct session_plan *p, struct session_new_reply *r,
                                 struct err *e)
{
    const struct roster *people = &p->people;
    struct buf text;
    bool is_any = false;
    const struct session_paper **by_seat = calloc(people->papers + 1, sizeof *by_seat);
    if (!by_seat)
        return err_memory(e);
    for (size_t i = 0; i < people->papers; i++) {
        by_seat[i] = &people->paper[i];
        is_any |= people->paper[i].seat[0] != '\0';
    }
    qsort(by_seat, people->papers, sizeof *by_seat, compare_seats);
    buf_init(&text, PLACES_TEXT_MAX);
    for (size_t i = 0; is_any && i < people->papers; i++) {
        const struct session_candidate *c = &people->candidate[by_seat[i]->candidate];
        buf_printf(&text, "  %-10s %-8s %s · %s %s", by_seat[i]->seat[0] ? by_seat[i]->seat : "–",
                   c->sbd, c->name, by_seat[i]->field, by_seat[i]->grade);
        tell_apart(p, by_seat[i], &text);
        buf_add_text(&text, "\n");
    }
    free(by_seat);
    enum err_code rc = buf_check(&text, _("seats"), e);
    if (rc == ERR_OK && text.len && !(r->places = strdup(buf_text(&text))))
        rc = err_memory(e);
    buf_free(&text);
    return rc;
}

static enum err_code make(struct work *work, struct office *o, struct session_plan *p, uint8_t *D,
                          struct session_new_reply *r, struct err *e)
{
    const struct session_new_request *q = p->asked;
    struct session_making m = {.work = work};
    enum err_code rc = session_make_is_free(&o->workspace, q->name, e);
    if (rc == ERR_OK)
        rc = session_plan_read(work, o, p, r, e);
    struct session_make make = {.workspace = &o->workspace,
                                .office = o->key,
                                .rnd = &work->rnd,
                                .source = &p->source,
                                .identity = (const char *const *)p->people.identity,
                                .bank_name = q->bank,
                                .bank = &p->sealed,
                                .key = &p->key,
                                .lot_rule = q->lot_rule ? q->lot_rule : "-",
                                .hand_over = session_making_hand_over,
                                .context = &m};
    if (rc == ERR_OK)
        rc = session_make_try(&make, D, e);
    r->papers = p->source.papers;
    r->candidates = p->source.candidates;
    if (rc == ERR_OK && q->is_dry)
        rc = tell_places(p, r, e);
    if (rc == ERR_OK && !q->is_dry)
        rc = work_point(work, e);
    if (rc != ERR_OK || q->is_dry)
        return rc;
    if (q->lot_rule)
        return session_make_commit(&make, e);
    rc = session_making_room(&m, &p->source, e);
    if (rc == ERR_OK)
        rc = session_make_new(&make, e);
    session_making_free(&p->source);
    return rc;
}

static enum err_code new_or_commit(struct work *work, const struct session_new_request *q,
                                   bool commits, struct session_new_reply *r, struct err *e)
{
    struct session_plan *p = calloc(1, sizeof *p);
    struct office o = {.lock = -1};
    uint8_t *D = crypt_secret_new(CRYPT_KEY);
    enum err_code rc = p && D ? session_plan_check(q, commits, e) : err_memory(e);
    if (p)
        p->asked = q;
    if (rc == ERR_OK)
        rc = office_open(work, q->is_dry ? OFFICE_KEY : OFFICE_WRITE, &o, e);
    if (rc == ERR_OK) {
        rc = make(work, &o, p, D, r, e);
        r->lines = o.workspace.log ? o.workspace.log->signed_lines : 0;
        session_plan_free(p);
        office_close(&o);
    }
    crypt_secret_free(D);
    free(p);
    return rc;
}

static enum err_code run_new(struct work *work, const void *request, void *reply, struct err *e)
{
    return new_or_commit(work, request, false, reply, e);
}

static enum err_code run_commit(struct work *work, const void *request, void *reply, struct err *e)
{
    return new_or_commit(work, request, true, reply, e);
}

static void forget(void *reply)
{
    struct session_new_reply *r = reply;
    findings_free(&r->bank);
    findings_free(&r->roster);
    free(r->places);
}

/* ---- asked for ---- */

static enum work_state check_seats(const char *text, char *said, size_t room)
{
    struct seat_list list;
    struct err e = {0};
    bool is_right = seat_list_parse(text, &list, &e) == ERR_OK;
    if (is_right)
        snprintf(said, room, P_("%zu seat", "%zu seats", list.count), list.count);
    else
        snprintf(said, room, "%s", e.text);
    seat_list_free(&list);
    return is_right ? WORK_RIGHT : WORK_OPEN; /* more may be typed yet */
}

#define AT(member) offsetof(struct session_new_request, member)
#define NAME \
    { \
        .value = "NAME", .need = WORK_NEEDED, .kind = WORK_NAME, .at = AT(name), \
        .label = N_("Short name") \
    }
#define FIELDS_OF_BOTH \
    {"--bank", \
     "NAME", \
     WORK_NEEDED, \
     N_("the sealed bank the papers are drawn from"), \
     .kind = WORK_NAME, \
     .at = AT(bank), \
     .label = N_("Bank"), \
     .choose = fields_banks}, \
        {"--profile",          "FILE", \
         WORK_NEEDED,          N_("the rules: minutes, parts, points, when a paper passes"), \
         .kind = WORK_FILE,    .at = AT(profile), \
         .label = N_("Rules"), .choose = fields_profiles}, \
        {"--roster",           "FILE", \
         WORK_NEEDED,          N_("the list of candidates, .xlsx or .csv"), \
         .kind = WORK_FILE,    .at = AT(roster), \
         .label = N_("Roster")}, \
        {"--room",           "TEXT", \
         WORK_OPTIONAL,      N_("the room, as it stands on slips and lists"), \
         .kind = WORK_TEXT,  .at = AT(room), \
         .label = N_("Room")}, \
        {"--title", \
         "TEXT", \
         WORK_OPTIONAL, \
         N_("the session's title, such as \"Sát hạch đợt 3 năm 2026\"; day and room need not " \
            "stand in it; its name by default"), \
         .kind = WORK_TEXT, \
         .at = AT(title), \
         .label = N_("Title")}, \
        {"--results-when", \
         "TEXT", \
         WORK_OPTIONAL, \
         N_("when candidates learn their results, for slips and receipts"), \
         .kind = WORK_TEXT, \
         .at = AT(results_when), \
         .label = N_("Results on")}, \
        {"--results-where", \
         "TEXT", \
         WORK_OPTIONAL, \
         N_("where they learn them, for slips and receipts"), \
         .kind = WORK_TEXT, \
         .at = AT(results_where), \
         .label = N_("Results at")}, \
        {"--column",        "TITLE=MEANING",  WORK_REPEATED,         ROSTER_CHECK_COLUMN, \
         .kind = WORK_TEXT, .at = AT(column), .label = N_("Columns")}, \
        {"--seats", \
         "LIST", \
         WORK_OPTIONAL, \
         N_("seats for candidates to whom the roster gives none, in turn: MAY-01..MAY-40,P2-01"), \
         .kind = WORK_TEXT, \
         .at = AT(seats), \
         .label = N_("Seats"), \
         .check = check_seats}, \
        {"--date",          "DAY", \
         WORK_OPTIONAL,     N_("the day of the exam, 2026-12-05 or 05/12/2026; wants --opens"), \
         .kind = WORK_DATE, .at = AT(date), \
         .label = N_("Day")}, \
        {"--opens",           "HH:MM", \
         WORK_OPTIONAL,       N_("when the exam opens, local time; wants --date"), \
         .kind = WORK_TIME,   .at = AT(opens), \
         .label = N_("Opens")}, \
        {"--closes",           "HH:MM", \
         WORK_OPTIONAL,        N_("when it closes, the same day; wants --opens"), \
         .kind = WORK_TIME,    .at = AT(closes), \
         .label = N_("Closes")}, \
        {"--training",           NULL, \
         WORK_OPTIONAL,          N_("a training session, which virtual candidates may sit"), \
         .kind = WORK_FLAG,      .at = AT(is_training), \
         .label = N_("Training")}, \
        {"--custodians", \
         "N", \
         WORK_OPTIONAL, \
         N_("how many passphrases are made; 1 by default"), \
         .kind = WORK_NUMBER, \
         .at = AT(custodians), \
         .label = N_("Passphrase keepers"), \
         .usual = "1"}, \
        {"--need", \
         "K", \
         WORK_OPTIONAL, \
         N_("how many of them unlock the session; all by default"), \
         .kind = WORK_NUMBER, \
         .at = AT(need), \
         .label = N_("Needed")}, \
        {"--sheet", \
         "RULE", \
         WORK_OPTIONAL, \
         N_("rows of the signed sheet to be typed in and compared after the exam: all, sample or " \
            "none; sample by default; it is printed whole"), \
         .kind = WORK_CHOICE, \
         .at = AT(sheet), \
         .label = N_("Rows compared"), \
         .usual = "sample"}, \
        {"--start", \
         "RULE", \
         WORK_OPTIONAL, \
         N_("where a paper starts: seats, claim or free; by default seats when every row names " \
            "one, free for training, else claim"), \
         .kind = WORK_CHOICE, \
         .at = AT(start), \
         .label = N_("Start")}, \
        {"--saved-places", \
         "N", \
         WORK_OPTIONAL, \
         N_("where an answer must stand before a seat shows it as saved: 1, on the seat; 2, in " \
            "an " \
            "exchange folder too; 1 by default"), \
         .kind = WORK_NUMBER, \
         .at = AT(saved_places), \
         .label = N_("Saved in"), \
         .usual = "1"}, \
    { \
        "--dry-run", NULL, WORK_OPTIONAL, N_("reads and draws everything, and writes nothing"), \
            .kind = WORK_FLAG, .at = AT(is_dry), .label = N_("Only say") \
    }

static const struct work_field NEW_FIELDS[] = {NAME, FIELDS_OF_BOTH, {0}};
static const struct work_field COMMIT_FIELDS[] = {
    NAME,
    {"--lot-rule", "TEXT", WORK_NEEDED, N_("when, where and how the lot is drawn in public"),
     .kind = WORK_TEXT, .at = AT(lot_rule), .label = N_("Lot rule")},
    FIELDS_OF_BOTH,
    {0}};

#define PREVIEW_KEY \
    N_("The passphrase is asked for the preview, too: each paper is drawn on trial out of the " \
       "sealed bank, which the office's key alone opens.")

const struct work_op session_new_op = {.name = "session",
                                       .sub = "new",
                                       .words = "NAME",
                                       .help = N_("Draws every paper and makes the session file."),
                                       .field = NEW_FIELDS,
                                       .request = sizeof(struct session_new_request),
                                       .reply = sizeof(struct session_new_reply),
                                       .use = WORK_OFFICE_KEY | WORK_WRITES,
                                       .preview = "--dry-run",
                                       .preview_key = PREVIEW_KEY,
                                       .run = run_new,
                                       .forget = forget};

const struct work_op session_commit_op = {
    .name = "session",
    .sub = "commit",
    .words = "NAME",
    .help = N_("Commits to a draw before its lot is known: all that session new reads, and nothing "
               "drawn."),
    .field = COMMIT_FIELDS,
    .request = sizeof(struct session_new_request),
    .reply = sizeof(struct session_new_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .preview = "--dry-run",
    .preview_key = PREVIEW_KEY,
    .run = run_commit,
    .forget = forget};
