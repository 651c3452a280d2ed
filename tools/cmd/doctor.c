/* sathachctl doctor PATH... [--ledger] [--ack FILE [--trust PUBLIC-KEY]] */
#include "tools/work/doctor.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/cmd/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NAME_CELLS = 42, KIND_CELLS = 16, STATE_CELLS = 34, TIME_TEXT = 32 };

/* ---- words: a stable id for scripts, a msgid for people ---- */

struct word {
    const char *id, *text;
};

static const struct word KINDS[DOCTOR_KINDS] = {
    [DOCTOR_ATTEMPT] = {"attempt", N_("attempt")},
    [DOCTOR_ASIDE] = {"attempt_set_aside", N_("attempt, old")},
    [DOCTOR_LOG] = {"log", N_("attempt's log")},
    [DOCTOR_ANSWERS] = {"answers", N_("answers")},
    [DOCTOR_RESUME] = {"resume", N_("resume")},
    [DOCTOR_SESSION] = {"session", N_("session")},
    [DOCTOR_BANK] = {"bank", N_("bank")},
    [DOCTOR_TEMP] = {"temporary", N_("temporary")},
    [DOCTOR_OTHER] = {"other", N_("of sathach")},
    [DOCTOR_FOLDER] = {"folder", N_("folder")},
};

static const struct {
    const char *id, *text, *mend;
} TROUBLES[DOCTOR_TROUBLES] = {
    [DOCTOR_WELL] = {"", "", ""},
    [DOCTOR_UNDER_WAY] = {"under_way", "",
                          N_("log in at this seat with the candidate's code, or leave the session "
                             "with the invigilator's LEAVE code so that it goes out as "
                             "unfinished")},
    [DOCTOR_IN_USE] =
        {"in_use", "",
         N_("the client at this seat writes it just now; look again when the candidate is done")},
    [DOCTOR_NOT_DELIVERED] =
        {"not_delivered", "",
         N_("log in at this seat with the candidate's code: the answers go out once more")},
    [DOCTOR_NOT_COLLECTED] = {"not_collected", "", "sathachctl collect %s"},
    [DOCTOR_FOREIGN] = {"foreign", "",
                        N_("this workspace does not hold its session: collect it in the workspace "
                           "that does (-C)")},
    [DOCTOR_MISNAMED] =
        {"misnamed", N_("the name does not fit"),
         N_("collect goes by what it holds, not by its name: sathachctl collect %s")},
    [DOCTOR_DAMAGED_ATTEMPT] = {"damaged", N_("damaged"),
                                N_("keep the file; log in at the seat: what can be read is taken "
                                   "up again, the rest comes from the exchange folder")},
    [DOCTOR_DAMAGED_ANSWERS] = {"damaged", N_("damaged"),
                                N_("collect the copy on the other medium; or move this file aside "
                                   "and log in at its seat: the answers go out once more")},
    [DOCTOR_DAMAGED_COPY] = {"damaged", N_("damaged"), N_("copy it again from where it was made")},
    [DOCTOR_SPOILED] = {"spoiled", N_("damaged"),
                        N_("a whole copy is collected; this one may be deleted")},
    [DOCTOR_HALF_WRITTEN] = {"half_written", N_("half-written"),
                             N_("may be deleted once its whole twin stands")},
    [DOCTOR_LOOSE_LOG] =
        {"loose_log", N_("its attempt is missing"),
         N_("keep it: the last answers may be in it; put the attempt it belongs to beside it")},
    [DOCTOR_UNNATURAL] = {"not_regular", N_("not a regular file, not opened"),
                          N_("no program of sathach makes such a thing; look for the true file, "
                             "ask who put this one there")},
    [DOCTOR_UNREADABLE] = {"unreadable", N_("cannot be read"),
                           N_("look again as the user of the seat; when the medium fails, copy "
                              "what can be read to another one")},
};

/* Of an attempt, by how it ended. */
static const struct word STATES[] = {
    [JOURNAL_OPEN] = {"under_way", N_("under way")},
    [JOURNAL_ENDED_HANDIN] = {"handed_in", N_("handed in")},
    [JOURNAL_ENDED_TIMEOUT] = {"time_up", N_("time up")},
    [JOURNAL_ENDED_MISCONDUCT] = {"ended_by_invigilator", N_("ended by the invigilator")},
};

static struct word state_of(const struct doctor_file *f)
{
    if (f->is_delivered && f->journal.state.end == JOURNAL_OPEN)
        return (struct word){"left", N_("left unfinished")};
    if (f->kind == DOCTOR_ATTEMPT || f->kind == DOCTOR_ASIDE)
        return f->journal.events == 0 ? (struct word){"not_started", N_("not started")}
                                      : STATES[f->journal.state.end];
    if (f->kind == DOCTOR_ANSWERS)
        return f->is_ended ? (struct word){"ended", N_("ended")}
                           : (struct word){"unfinished", N_("unfinished")};
    return (struct word){"whole", N_("whole")};
}

static bool has_journal(const struct doctor_file *f)
{
    return f->kind == DOCTOR_ATTEMPT && f->trouble != DOCTOR_UNNATURAL &&
           f->trouble != DOCTOR_UNREADABLE;
}

static struct word name_event(uint16_t type)
{
    switch (type) {
    case JOURNAL_START: return (struct word){"start", N_("start")};
    case JOURNAL_RESUME: return (struct word){"resume", N_("resumed")};
    case JOURNAL_OUTAGE: return (struct word){"outage", N_("outage")};
    case JOURNAL_EXTEND: return (struct word){"extension", N_("extra time")};
    case JOURNAL_CONTINUE: return (struct word){"continue", N_("another seat")};
    case JOURNAL_CODE_FAILED: return (struct word){"code_failed", N_("wrong codes")};
    case JOURNAL_CLOCK: return (struct word){"clock_jump", N_("clock jump")};
    case JOURNAL_TROUBLE: return (struct word){"storage_trouble", N_("storage trouble")};
    case JOURNAL_HANDIN: return (struct word){"handed_in", N_("handed in")};
    case JOURNAL_TIMEOUT: return (struct word){"time_up", N_("time up")};
    default: return (struct word){"ended_by_invigilator", N_("ended by the invigilator")};
    }
}

static const char *write_moment(int64_t wall_ms, char out[TIME_TEXT])
{
    time_t t = (time_t)(wall_ms / 1000);
    struct tm tm;
    if (!localtime_r(&t, &tm) || strftime(out, TIME_TEXT, "%Y-%m-%d %H:%M:%S", &tm) == 0)
        snprintf(out, TIME_TEXT, "?");
    return out;
}

/* What to do, with the path in it where a command wants one. */
static void write_mend(const struct doctor_file *f, const char *path, char *out, size_t room)
{
    static const char HOLE[] = "%s";
    const char *text = TROUBLES[f->trouble].mend[0] ? _(TROUBLES[f->trouble].mend) : "";
    const char *hole = strstr(text, HOLE);
    if (hole)
        snprintf(out, room, "%.*s%s%s", (int)(hole - text), text, path, hole + sizeof HOLE - 1);
    else
        snprintf(out, room, "%s", text);
}

/* ---- for people ---- */

static void pad(const char *text, int cells)
{
    char clean[1024];
    printf("%s", text_clean(text, clean, sizeof clean));
    for (int i = text_width(clean); i < cells; i++)
        putchar(' ');
}

static void show_ledger(const struct ledger *l)
{
    static const int CELLS[] = {8, 14, 10, 26, 9, 6, 0};
    const char *const heads[] = {_("event"),   _("boot ms"), _("used"),  _("what"),
                                 _("minutes"), _("code"),    _("reason")};
    printf("      ");
    for (int i = 0; i < 7; i++)
        pad(heads[i], CELLS[i]);
    putchar('\n');
    for (size_t i = 0; i < l->lines; i++) {
        const struct journal_event *ev = &l->line[i].event;
        char used[LEDGER_SPAN], number[4][24], uncharged[LEDGER_SPAN];
        snprintf(number[0], sizeof number[0], "%u", ev->seq);
        snprintf(number[1], sizeof number[1], "%" PRIu64, ev->boot_ms);
        snprintf(number[2], sizeof number[2], "%u", ev->minutes);
        snprintf(number[3], sizeof number[3], "%u", ev->code);
        const char *const cells[] = {
            number[0], number[1], ledger_span(ev->used_ms, used), _(name_event(ev->type).text),
            number[2], number[3]};
        printf("      ");
        for (int k = 0; k < 6; k++)
            pad(cells[k], CELLS[k]);
        printf("%u", ev->reason);
        if (ev->type == JOURNAL_OUTAGE)
            printf(_("  (%s not charged)"), ledger_span(ledger_uncharged_ms(ev), uncharged));
        putchar('\n');
    }
}

static void show_journal(const struct doctor_journal *j, bool ledger)
{
    const struct ledger *l = &j->ledger;
    char seat[9], used[LEDGER_SPAN], last[TIME_TEXT];
    if (j->events == 0)
        return;
    crypt_hex(j->state.seat_hash, 4, seat);
    printf(_("      %zu events, %u questions answered, %s used, last at %s, seat %s\n"), j->events,
           j->answered, ledger_span(j->state.used_ms, used),
           write_moment(j->state.last_wall_ms, last), seat);
    if (j->is_strict)
        printf(_("      in strict sequence; macs are checked by collect\n"));
    else
        printf(_("      only the first %u are in sequence\n"), j->state.count);
    printf(_("      %u outages, %u extensions, %u resumes, %u clock jumps, %u storage troubles\n"),
           ledger_count(l, JOURNAL_OUTAGE), ledger_count(l, JOURNAL_EXTEND),
           ledger_count(l, JOURNAL_RESUME), ledger_count(l, JOURNAL_CLOCK),
           ledger_count(l, JOURNAL_TROUBLE));
    if (ledger)
        show_ledger(l);
}

static const char *collected_word(enum doctor_collected c)
{
    switch (c) {
    case DOCTOR_COLLECTED: return _("collected");
    case DOCTOR_UNCOLLECTED: return _("not collected yet");
    case DOCTOR_OF_OTHERS: return _("of another workspace");
    case DOCTOR_NOT_KNOWN: break;
    }
    return "";
}

static void show_state(const struct doctor_file *f)
{
    char state[160];
    const char *word = TROUBLES[f->trouble].text;
    snprintf(state, sizeof state, "%s%s%s", _(word[0] ? word : state_of(f).text),
             f->is_delivered ? ", " : "", f->is_delivered ? _("delivered") : "");
    pad(state, STATE_CELLS);
    printf("%s\n", collected_word(f->collected));
}

static void show_file(const char *path, const struct doctor_file *f, bool ledger)
{
    char clean[ERR_TEXT_MAX + 512], mend[1024];
    size_t n = strlen(path);
    const char *name = strncmp(f->path, path, n) == 0 && f->path[n]
                           ? f->path + n + strspn(f->path + n, "/")
                           : f->path;
    printf("  ");
    pad(name, NAME_CELLS);
    putchar(' ');
    pad(_(KINDS[f->kind].text), KIND_CELLS);
    show_state(f);
    if (has_journal(f))
        show_journal(&f->journal, ledger);
    if (f->detail[0])
        printf("      %s\n", text_clean(f->detail, clean, sizeof clean));
    if (f->journal.writer)
        printf(_("      held by process %ld\n"), (long)f->journal.writer);
    write_mend(f, f->path, mend, sizeof mend);
    if (mend[0] && f->trouble != DOCTOR_NOT_COLLECTED) /* said once for all of them */
        printf(_("      to mend: %s\n"), text_clean(mend, clean, sizeof clean));
}

static void show_report(const char *path, const struct doctor_report *r, bool ledger)
{
    char clean[1024];
    size_t waiting = 0;
    printf("%s\n", text_clean(path, clean, sizeof clean));
    for (size_t i = 0; i < r->files; i++) {
        show_file(path, &r->file[i], ledger);
        waiting += r->file[i].trouble == DOCTOR_NOT_COLLECTED;
    }
    if (waiting) {
        printf(_("  %zu not collected yet\n"), waiting);
        printf(_("      to mend: sathachctl collect %s\n"), clean);
    }
    printf(_("  %zu files of sathach, %zu others, %zu folders not looked into; %zu findings\n"),
           r->files, r->others, r->deeper, r->findings);
}

/* ---- for programs ---- */

static void put_ledger(struct json *j, const struct ledger *l)
{
    json_key(j, "ledger");
    json_open_array(j);
    for (size_t i = 0; i < l->lines; i++) {
        const struct journal_event *ev = &l->line[i].event;
        json_open_object(j);
        json_pair_uint(j, "event", ev->seq);
        json_pair_uint(j, "boot_ms", ev->boot_ms);
        json_pair_uint(j, "used_ms", ev->used_ms);
        json_pair(j, "what", name_event(ev->type).id);
        json_pair_uint(j, "minutes", ev->minutes);
        json_pair_uint(j, "code", ev->code);
        json_pair_uint(j, "reason", ev->reason);
        json_pair_uint(j, "not_charged_ms", ledger_uncharged_ms(ev));
        json_close(j);
    }
    json_close(j);
}

static void put_journal(struct json *j, const struct doctor_file *f, bool ledger)
{
    const struct doctor_journal *d = &f->journal;
    const struct ledger *l = &d->ledger;
    char seat[9], last[TIME_TEXT];
    const struct {
        const char *key;
        uint64_t value;
    } numbers[] = {{"events", d->events},
                   {"answered", d->answered},
                   {"used_ms", d->state.used_ms},
                   {"outages", ledger_count(l, JOURNAL_OUTAGE)},
                   {"extensions", ledger_count(l, JOURNAL_EXTEND)},
                   {"resumes", ledger_count(l, JOURNAL_RESUME)},
                   {"clock_jumps", ledger_count(l, JOURNAL_CLOCK)},
                   {"storage_troubles", ledger_count(l, JOURNAL_TROUBLE)}};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        json_pair_uint(j, numbers[i].key, numbers[i].value);
    crypt_hex(d->state.seat_hash, 4, seat);
    json_pair(j, "last", d->events ? write_moment(d->state.last_wall_ms, last) : "");
    json_pair(j, "seat", d->events ? seat : "");
    json_pair_bool(j, "in_sequence", d->is_strict);
    json_pair_bool(j, "in_use", d->writer != 0);
    json_pair_bool(j, "delivered", f->is_delivered);
    if (ledger)
        put_ledger(j, l);
}

static void put_file(struct json *j, const struct doctor_file *f, const char *path, bool ledger)
{
    char mend[1024], paper[8] = "";
    bool is_sound = !TROUBLES[f->trouble].text[0];
    if (f->has_paper)
        session_paper_name(f->paper, paper);
    json_open_object(j);
    json_pair(j, "path", f->path);
    json_pair(j, "kind", KINDS[f->kind].id);
    json_pair(j, "session", f->session);
    json_pair(j, "paper", paper);
    json_pair(j, "state", is_sound ? state_of(f).id : TROUBLES[f->trouble].id);
    if (has_journal(f))
        put_journal(j, f, ledger);
    json_key(j, "collected");
    if (f->collected == DOCTOR_NOT_KNOWN)
        json_null(j);
    else
        json_bool(j, f->collected == DOCTOR_COLLECTED);
    json_pair(j, "detail", f->detail);
    json_pair(j, "trouble", TROUBLES[f->trouble].id);
    write_mend(f, f->trouble == DOCTOR_NOT_COLLECTED ? path : f->path, mend, sizeof mend);
    json_pair(j, "to_mend", mend);
    json_close(j);
}

static void put_report(struct json *j, const char *path, const struct doctor_report *r, bool ledger)
{
    json_open_object(j);
    json_pair(j, "path", path);
    json_pair_uint(j, "others", r->others);
    json_pair_uint(j, "folders_not_looked_into", r->deeper);
    json_pair_uint(j, "findings", r->findings);
    json_key(j, "files");
    json_open_array(j);
    for (size_t i = 0; i < r->files; i++)
        put_file(j, &r->file[i], path, ledger);
    json_close(j);
    json_close(j);
}

/* ---- the command ---- */

static enum err_code show_json(const struct doctor_reply *r, bool ledger, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->count; i++)
        put_report(&a.json, r->looked[i].path, &r->looked[i].report, ledger);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    const struct doctor_request *q = request;
    const struct doctor_reply *r = reply;
    if (ctl->json)
        return r->is_done && (came == ERR_OK || came == ERR_NO) ? show_json(r, q->has_ledger, e)
                                                                : ERR_OK;
    for (size_t i = 0; i < r->count; i++)
        show_report(r->looked[i].path, &r->looked[i].report, q->has_ledger);
    if (r->is_done && !r->can_tell_collected)
        printf("%s\n", _("What is collected can be told inside a workspace only, or with -C."));
    return ERR_OK;
}

enum err_code cmd_doctor(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &doctor_op, argc, argv, show, e);
}
