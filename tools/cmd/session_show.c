/* sathachctl session show|slips */
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"
#include "tools/cmd/options.h"
#include "tools/office/hours.h"
#include "tools/work/session_show.h"
#include "tools/work/session_slips.h"

#include <stdio.h>

/* One paper of the roster as an object. code: the candidate's access code, or NULL. */
static void json_paper(struct json *j, const struct session_roster *r, uint32_t p, const char *code)
{
    const struct session_paper *paper = &r->paper[p];
    const struct session_candidate *c = &r->candidate[paper->candidate];
    char number[8];
    session_paper_name(p, number);
    const char *const pairs[][2] = {{"sbd", c->sbd},         {"name", c->name},
                                    {"birth", c->birth},     {"unit", c->unit},
                                    {"field", paper->field}, {"grade", paper->grade},
                                    {"paper", number},       {"seat", paper->seat}};
    json_open_object(j);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        json_pair(j, pairs[i][0], pairs[i][1]);
    json_pair_bool(j, "exempt", paper->exempt);
    json_pair_uint(j, "extra_minutes", paper->extra_minutes);
    json_pair(j, "extra_reason", paper->extra_reason);
    if (code)
        json_pair(j, "access_code", code);
    json_close(j);
}

static void json_hash(struct json *j, const char *key, const uint8_t bytes[CRYPT_HASH])
{
    char hex[2 * CRYPT_HASH + 1];
    crypt_hex(bytes, CRYPT_HASH, hex);
    json_pair(j, key, hex);
}

/* roster: NULL without the office's key. */
static enum err_code show_json(const struct session *s, const struct session_roster *roster,
                               struct err *e)
{
    const struct session_info *i = &s->info;
    char hash[2 * CRYPT_HASH + 1], uid[2 * SESSION_UID + 1], office[25], day[HOURS_DAY_MAX],
        from[HOURS_TIME_MAX], to[HOURS_TIME_MAX];
    crypt_hex(s->hash, CRYPT_HASH, hash);
    crypt_hex(i->uid, SESSION_UID, uid);
    crypt_fingerprint(i->office_pk, office);
    hours_iso_day(i->opens, day);
    hours_time(i->opens, from);
    hours_time(i->closes, to);
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    const char *const pairs[][2] = {{"name", i->name},
                                    {"title", i->title},
                                    {"room", i->room},
                                    {"lot", i->lot},
                                    {"results_when", i->results_when},
                                    {"results_where", i->results_where},
                                    {"uid", uid},
                                    {"hash", hash},
                                    {"profile", i->profile.id},
                                    {"office", office},
                                    {"date", day},
                                    {"opens_at", from},
                                    {"closes_at", to},
                                    {"sheet", session_sheet_word(i->sheet)},
                                    {"start", session_start_word(i->start)}};
    for (size_t k = 0; k < sizeof pairs / sizeof pairs[0]; k++)
        json_pair(&a.json, pairs[k][0], pairs[k][1]);
    json_hash(&a.json, "people", i->people_hash);
    json_hash(&a.json, "order_key", i->order_pk);
    json_hash(&a.json, "commitment", i->draw_commitment);
    const struct {
        const char *key;
        int64_t value;
    } numbers[] = {{"issue", i->issue},
                   {"papers", s->papers},
                   {"candidates", s->candidates},
                   {"custodians", i->custodians},
                   {"need", i->need},
                   {"opens", i->opens},
                   {"closes", i->closes},
                   {"saved_places", i->copies + 1}};
    for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++) {
        json_key(&a.json, numbers[k].key);
        json_int(&a.json, numbers[k].value);
    }
    json_pair_bool(&a.json, "training", i->flags & SESSION_FLAG_TRAINING);
    if (roster) {
        json_key(&a.json, "roster");
        json_open_array(&a.json);
        for (uint32_t p = 0; p < roster->papers; p++)
            json_paper(&a.json, roster, p, NULL);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static const char *sheet_sentence(enum session_sheet sheet)
{
    switch (sheet) {
    case SESSION_SHEET_NONE: return _("no row of the signed sheet is typed in");
    case SESSION_SHEET_SAMPLE: return _("sampled rows of the signed sheet are typed in");
    case SESSION_SHEET_ALL: return _("all rows of the signed sheet are typed in");
    }
    return "";
}

static const char *start_sentence(enum session_start start)
{
    switch (start) {
    case SESSION_START_SEATS: return _("a paper starts at its seat");
    case SESSION_START_CLAIM: return _("a paper starts where it is claimed first");
    case SESSION_START_FREE: return _("a paper starts at any seat");
    }
    return "";
}

static void show_info(const struct session *s)
{
    const struct session_info *i = &s->info;
    char hex[2 * CRYPT_HASH + 1], office[25], clean[1024], day[HOURS_DAY_MAX], from[HOURS_TIME_MAX],
        to[HOURS_TIME_MAX];
    crypt_hex(s->hash, CRYPT_HASH, hex);
    crypt_fingerprint(i->office_pk, office);
    hours_day(i->opens, day);
    hours_time(i->opens, from);
    hours_time(i->closes, to);
    printf("%s%s%s%s\n", i->name, i->title[0] ? ": " : "",
           text_clean(i->title, clean, sizeof clean),
           i->flags & SESSION_FLAG_TRAINING ? _(" (training)") : "");
    printf(_("  day %s, %s%s%s; room: %s\n"), day[0] ? day : _("not set"),
           from[0] ? from : _("no hours"), to[0] ? "–" : "", to,
           i->room[0] ? text_clean(i->room, clean, sizeof clean) : _("not set"));
    printf(_("  %u papers of %u candidates, profile %s, unlocked by %u of %u\n"), s->papers,
           s->candidates, i->profile.id, i->need, i->custodians);
    printf("  %s; %s\n", sheet_sentence(i->sheet), start_sentence(i->start));
    printf("  %s\n", i->copies
                         ? _("an answer counts as saved on the seat and in an exchange folder")
                         : _("an answer counts as saved on the seat"));
    if (i->results_when[0])
        printf(_("  results when: %s\n"), text_clean(i->results_when, clean, sizeof clean));
    if (i->results_where[0])
        printf(_("  results where: %s\n"), text_clean(i->results_where, clean, sizeof clean));
    if (i->lot[0])
        printf(_("  drawn by the lot %s\n"), i->lot);
    printf(_("  office %s\n  hash %s\n"), office, hex);
}

static void show_papers(const struct session_roster *r)
{
    char clean[2 * SESSION_TEXT_MAX], number[8];
    size_t exempt = 0, extra = 0;
    for (uint32_t p = 0; p < r->papers; p++) {
        const struct session_paper *x = &r->paper[p];
        const struct session_candidate *c = &r->candidate[x->candidate];
        session_paper_name(p, number);
        printf(_("  %s  SBD %s  %s"), number, c->sbd, text_clean(c->name, clean, sizeof clean));
        printf(_("  %s grade %s"), x->field, x->grade);
        if (x->seat[0])
            printf(_("  seat %s"), text_clean(x->seat, clean, sizeof clean));
        if (x->exempt)
            printf("  %s", _("exempt from the professional part"));
        if (x->extra_minutes)
            printf(_("  %u extra minutes"), x->extra_minutes);
        if (x->extra_minutes && x->extra_reason[0])
            printf(" (%s)", text_clean(x->extra_reason, clean, sizeof clean));
        putchar('\n');
        exempt += x->exempt;
        extra += x->extra_minutes > 0;
    }
    printf(_("  %zu exempt, %zu with extra time\n"), exempt, extra);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct session_show_reply *r = reply;
    (void)request;
    (void)came;
    if (r->is_read && ctl->json)
        return show_json(&r->session, r->has_papers ? &r->opened.roster : NULL, e);
    if (r->is_read)
        show_info(&r->session);
    if (r->has_papers)
        show_papers(&r->opened.roster);
    return ERR_OK;
}

enum err_code cmd_session_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &session_show_op, argc, argv, show, e);
}

/* ---- session slips ---- */

static enum err_code print_json(const struct office_session *s, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (uint32_t p = 0; p < s->roster.papers; p++)
        json_paper(&a.json, &s->roster, p, s->secret.access[s->roster.paper[p].candidate]);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show_slips(const struct session_slips_reply *r, struct err *e)
{
    for (int i = 0; i < SESSION_SLIPS_FILES; i++)
        if (r->file[i])
            printf("%s\n", r->file[i]);
    return r->may_show ? print_json(&r->opened, e) : ERR_OK;
}

/* With --json the codes are shown, and no file is written. */
enum err_code cmd_session_slips(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    struct session_slips_request q;
    struct session_slips_reply r = {.office = {.lock = -1}};
    struct err shown = {0};
    enum err_code rc = options_request(&session_slips_op, &argc, argv, &q, e);
    if (rc != ERR_OK)
        return rc;
    q.is_shown = ctl->json;
    rc = session_slips_op.run(&ctl->work, &q, &r, e);
    if (show_slips(&r, &shown) != ERR_OK && rc == ERR_OK) {
        *e = shown;
        rc = shown.code;
    }
    session_slips_op.forget(&r);
    return rc;
}
