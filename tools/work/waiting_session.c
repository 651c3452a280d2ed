#include "tools/work/waiting_parts.h"

#include "app/core/i18n.h"
#include "tools/office/log_evidence.h"
#include "tools/office/hours.h"
#include "tools/report/caution.h"
#include "tools/report/mark_page.h"
#include "tools/work/printed_settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t waiting_time(const char *text)
{
    struct tm tm = {0};
    const char *end = strptime(text, "%Y-%m-%dT%H:%M:%SZ", &tm);
    return end && !*end ? (int64_t)timegm(&tm) : 0;
}

/* ---- gathered ---- */

static struct waiting_session *find(struct waiting_session *s, size_t count, const char *name)
{
    for (size_t i = count; i > 0; i--) /* lines of one session stand together, mostly */
        if (strcmp(s[i - 1].name, name) == 0)
            return &s[i - 1];
    return NULL;
}

static size_t number_of(const struct log_line *x, const char *key)
{
    char value[24];
    return log_more(x, key, value, sizeof value) ? (size_t)strtoul(value, NULL, 10) : 0;
}

static bool is_word(const struct log_line *x, const char *key, const char *word)
{
    char value[24];
    return log_more(x, key, value, sizeof value) && strcmp(value, word) == 0;
}

/* While a session is closed nothing is decided but that it is opened again. */
static void take_decision(struct waiting_session *s, const struct log_line *x)
{
    if (is_word(x, "ruling", "close"))
        s->is_closed = true;
    else if (s->is_closed && is_word(x, "ruling", "undo"))
        s->is_closed = false;
    else
        s->decided_since++;
}

/* What the last journal of a paper was found to be holds: one may join those that parted. */
static void take_journal(struct waiting_session *s, const struct log_line *x, int64_t when)
{
    struct waiting_fork fork = {.since = when, .line = x->number};
    size_t kept = 0;
    if (!log_more(x, "paper", fork.paper, sizeof fork.paper))
        return;
    for (size_t i = 0; i < s->forks; i++)
        if (strcmp(s->fork[i].paper, fork.paper) != 0)
            s->fork[kept++] = s->fork[i];
    if (is_word(x, "parts", "yes") && kept < WAITING_FORKS)
        s->fork[kept++] = fork;
    s->forks = kept;
}

static void take_graded(struct waiting_session *s, const struct log_line *x, int64_t when)
{
    s->forks_graded = s->forks;
    s->graded_line = x->number;
    s->graded = when;
    s->came_since = s->decided_since = 0;
    s->listed = 0;
    s->unsigned_list = NULL;
    s->is_list_signed = false;
    s->undecided = number_of(x, "waiting");
}

/* ---- papers that the room needs ---- */

enum { ROOM_LIST = 1 /* the one that is no slip */ };
static const struct {
    const char *file, *title;
} ROOM[WAITING_ROOM_PAPERS] = {{"access-slips.pdf", N_("access slips")},
                               {"attendance.pdf", N_("list to be signed")},
                               {"vouchers.pdf", N_("sheet of vouchers")}};

/* Of training or not. */
static struct waiting_paper *room_paper(struct waiting_session *s, const char *file)
{
    if (strncmp(file, "tap-duot-", 9) == 0)
        file += 9;
    for (int i = 0; i < WAITING_ROOM_PAPERS; i++)
        if (strcmp(file, ROOM[i].file) == 0)
            return &s->room[i];
    return NULL;
}

static void take_codes(struct waiting_session *s, const struct log_line *x, int64_t when)
{
    if (strcmp(x->subject, "json") == 0)
        return;
    s->slips = when;
    struct waiting_paper *paper = room_paper(s, x->subject);
    if (paper && paper->hash && strcmp(paper->hash, x->hash) != 0)
        paper->is_printed = false; /* another one was */
    if (paper) {
        paper->hash = x->hash;
        paper->line = x;
    }
    for (int i = 0; i < WAITING_ROOM_PAPERS; i++)
        s->room[i].is_made |= i != ROOM_LIST;
}

static void judge(const struct workspace *w, struct waiting_paper *x)
{
    x->is_outdated = x->line && printed_settings_state(w, x->line) == PRINTED_SETTINGS_CHANGED;
}

void waiting_look_settings(const struct workspace *w, struct waiting_session *s)
{
    for (int i = 0; i < WAITING_ROOM_PAPERS; i++)
        judge(w, &s->room[i]);
    for (int i = 0; i < WAITING_LATER_PAPERS; i++)
        judge(w, &s->later[i]);
}

/* What is to be done next with a paper; NULL: nothing. In the order in which it is told. */
enum next { TO_BE_MADE, TO_BE_MADE_AGAIN, TO_BE_PRINTED, NEXTS, NOTHING = NEXTS };
static enum next next_of(const struct waiting_paper *x)
{
    return !x->is_made      ? TO_BE_MADE
           : x->is_outdated ? TO_BE_MADE_AGAIN
           : x->is_printed  ? NOTHING
                            : TO_BE_PRINTED;
}

static void list_room(const struct waiting_session *s, enum next next, struct buf *out)
{
    for (int i = 0; i < WAITING_ROOM_PAPERS; i++)
        if (next_of(&s->room[i]) == next)
            buf_printf(out, "%s%s", out->len ? ", " : "", _(ROOM[i].title));
}

/* What the room is still to get on paper; "" for nothing. */
static void tell_room(const struct waiting_session *s, char *out, size_t room)
{
    struct buf said;
    buf_init(&said, WAITING_TEXT);
    for (int next = 0; next < NEXTS; next++) {
        struct buf list;
        buf_init(&list, WAITING_TEXT);
        list_room(s, (enum next)next, &list);
        buf_add_text(&said, list.len && said.len ? "; " : "");
        if (list.len && next == TO_BE_MADE)
            buf_printf(&said, _("not made: %s"), buf_text(&list));
        else if (list.len && next == TO_BE_MADE_AGAIN)
            buf_printf(&said, _("settings changed, to be made again: %s"), buf_text(&list));
        else if (list.len)
            buf_printf(&said, _("not printed: %s"), buf_text(&list));
        buf_free(&list);
    }
    snprintf(out, room, "%s", buf_text(&said));
    buf_free(&said);
}

/* Lists for everybody; other papers are made whenever they are wanted. */
static void take_report(struct waiting_session *s, const struct log_line *x, int64_t when)
{
    const char *file = x->subject;
    struct waiting_paper *paper = room_paper(s, file);
    if (paper)
        *paper = (struct waiting_paper){.is_made = true, .line = x};
    if (strncmp(file, "tap-duot-", 9) == 0)
        file += 9;
    if (strncmp(file, "passlist.", 9) == 0 || strncmp(file, "results.", 8) == 0)
        s->listed = when;
    if (strcmp(file, "passlist.pdf") == 0)
        s->unsigned_list = x->subject;
    s->is_list_signed &= s->unsigned_list == NULL;
}

static void take_paper(struct waiting_session *s, const struct log_line *x)
{
    const char *file = x->subject + (strncmp(x->subject, "tap-duot-", 9) == 0 ? 9 : 0);
    if (is_word(x, "state", "packed"))
        s->packed = waiting_time(x->time);
    if (s->mark && strcmp(file, s->mark_file) == 0) /* made anew it is another one */
        s->is_mark_printed = !is_word(x, "state", "made");
    if (s->unsigned_list && strcmp(s->unsigned_list, x->subject) == 0 &&
        is_word(x, "state", "signed")) {
        s->unsigned_list = NULL;
        s->is_list_signed = true;
    }
    struct waiting_paper *paper = room_paper(s, x->subject);
    if (paper && is_word(x, "state", "printed"))
        paper->is_printed = true;
}

static void take_mark(struct waiting_session *s, int64_t when)
{
    s->mark = when;
    s->is_mark_printed = false;
    mark_page_name(++s->marks, s->mark_file);
}

static void take_line(struct waiting_session *s, const struct log_line *x)
{
    enum log_evidence_part part;
    int64_t when = waiting_time(x->time);
    s->last = when;
    if (log_evidence_is_kept(x->kind, &part) && part == LOG_EVIDENCE_CAME && !s->is_closed) {
        s->came++;
        s->came_since++;
    }
    waiting_take_later(s, x);
    switch (x->kind) {
    case LOG_COMMIT: s->committed = when; break;
    case LOG_CANCEL: s->is_cancelled = true; break;
    case LOG_SESSION:
        s->made = when;
        s->packed = 0; /* it went out with another */
        s->papers = (uint32_t)number_of(x, "papers");
        s->wants_sheet = !is_word(x, "sheet", "none");
        break;
    case LOG_CODES: take_codes(s, x, when); break;
    case LOG_MARK: take_mark(s, when); break;
    case LOG_ANSWERS:
    case LOG_RESUME: take_journal(s, x, when); break;
    case LOG_SHEET:
        s->sheet = when;
        s->came_since++;
        break;
    case LOG_PEOPLE: s->came_since += s->graded != 0; break;
    case LOG_GRADED: take_graded(s, x, when); break;
    case LOG_REPORT: take_report(s, x, when); break;
    case LOG_PAPER: take_paper(s, x); break;
    case LOG_DECISION: take_decision(s, x); break;
    default: break;
    }
}

enum err_code waiting_sessions(const struct log *l, struct waiting_session **out, size_t *count,
                               struct err *e)
{
    for (size_t i = 0; i < l->lines; i++) {
        const struct log_line *x = &l->line[i];
        if (strcmp(x->session, "-") == 0)
            continue;
        struct waiting_session *s = find(*out, *count, x->session);
        if (!s) {
            s = realloc(*out, (*count + 1) * sizeof *s);
            if (!s)
                return err_memory(e);
            *out = s;
            s += (*count)++;
            *s = (struct waiting_session){.name = x->session};
        }
        take_line(s, x);
    }
    return ERR_OK;
}

/* ---- told ---- */

/* A row about a session; the command is its name behind `command`. */
struct waiting_row waiting_row_of(const struct waiting_session *s, enum waiting_mark mark,
                                  enum waiting_kind kind, int64_t since, const char *command,
                                  const char *behind)
{
    struct waiting_row row = {.mark = mark, .kind = kind, .since = since};
    snprintf(row.about, sizeof row.about, "%s", s->name);
    if (command)
        snprintf(row.command, sizeof row.command, "sathachctl %s %s%s", command, s->name, behind);
    return row;
}

/* The paper that a row is about, by its name in reports/. */
static void name_paper(const struct waiting_session *s, const char *file, struct waiting_row *row)
{
    char name[CAUTION_FILE_MAX];
    caution_file_name(s->is_training, file, name);
    snprintf(row->file, sizeof row->file, "%s", name);
}

/* The first that is told; -1: none is. */
static int first_of_room(const struct waiting_session *s)
{
    for (int next = 0; next < NEXTS; next++)
        for (int i = 0; i < WAITING_ROOM_PAPERS; i++)
            if (next_of(&s->room[i]) == (enum next)next)
                return i;
    return -1;
}

/* The command that is next for it. */
static struct waiting_row room_row(const struct waiting_session *s, int paper)
{
    enum next next = next_of(&s->room[paper]);
    struct waiting_row row =
        next == TO_BE_PRINTED
            ? waiting_row_of(s, WAITING_DUE, WAITING_PAPERS, s->slips, "papers", " --printed FILE")
        : paper == ROOM_LIST
            ? waiting_row_of(s, WAITING_DUE, WAITING_PAPERS, s->slips, "report",
                             " attendance --format pdf")
            : waiting_row_of(s, WAITING_DUE, WAITING_PAPERS, s->slips, "session slips", "");
    tell_room(s, row.text, sizeof row.text);
    name_paper(s, ROOM[paper].file, &row);
    return row;
}

/* From the slips on until something came or its hours are over. */
static enum err_code tell_room_papers(const struct waiting_session *s, int64_t now,
                                      struct waiting_reply *r, struct err *e)
{
    int first = first_of_room(s);
    enum err_code rc = ERR_OK;
    if (!s->slips || s->came || s->graded || (s->closes && now > s->closes))
        return ERR_OK;
    if (first >= 0) {
        struct waiting_row row = room_row(s, first);
        rc = waiting_add(r, &row, e);
    }
    if (rc == ERR_OK && !s->packed) {
        struct waiting_row row =
            waiting_row_of(s, WAITING_DUE, WAITING_PACK, s->slips, "session pack", " --to FOLDER");
        snprintf(row.text, sizeof row.text, "%s",
                 _("no copy of the room's set is noted: bank, session, key"));
        rc = waiting_add(r, &row, e);
    }
    return rc;
}

static enum err_code tell_made(const struct waiting_session *s, int64_t now,
                               struct waiting_reply *r, struct err *e)
{
    char day[HOURS_DAY_MAX], until[HOURS_TIME_MAX];
    struct waiting_row row =
        waiting_row_of(s, WAITING_DUE, WAITING_SLIPS, s->made, "session slips", "");
    enum err_code rc = ERR_OK;
    hours_day(s->opens, day);
    hours_time(s->closes, until);
    if (!s->slips && !s->came) {
        snprintf(row.text, sizeof row.text,
                 day[0] ? _("made, access slips not printed; exam on %s")
                        : _("made, access slips not printed"),
                 day);
        name_paper(s, ROOM[0].file, &row);
        rc = waiting_add(r, &row, e);
    }
    if (rc == ERR_OK)
        rc = tell_room_papers(s, now, r, e);
    if (rc != ERR_OK || !s->closes || s->came)
        return rc;
    if (now >= s->opens && now <= s->closes) {
        row = waiting_row_of(s, WAITING_TOLD, WAITING_HOURS, s->opens, NULL, "");
        snprintf(row.text, sizeof row.text, _("the exam is on, until %s"), until);
        return waiting_add(r, &row, e);
    }
    if (now < s->closes)
        return ERR_OK;
    row = waiting_row_of(s, WAITING_DUE, WAITING_COLLECT, s->closes, NULL, "");
    snprintf(row.command, sizeof row.command, "sathachctl collect /media/…");
    snprintf(row.text, sizeof row.text, _("its hours are over, nothing was collected"));
    return waiting_add(r, &row, e);
}

/* Something of the signed sheet is missing that lists and close are refused without. */
static bool lacks_sheet(const struct waiting_session *s)
{
    return s->wants_sheet && s->came &&
           (s->fault[0] || !s->mark || s->unmarked || s->rows_typed < s->rows_asked);
}

static void write_sheet(const struct waiting_session *s, struct waiting_row *row)
{
    if (s->fault[0])
        snprintf(row->text, sizeof row->text, "%s", s->fault);
    else if (!s->mark)
        snprintf(row->text, sizeof row->text, "%s",
                 _("mark not printed, no row of the signed sheet compared"));
    else if (s->unmarked)
        snprintf(row->text, sizeof row->text,
                 P_("%zu paper was handed in after the last mark: print the next one",
                    "%zu papers were handed in after the last mark: print the next one",
                    s->unmarked),
                 s->unmarked);
    else if (!s->sheet)
        snprintf(row->text, sizeof row->text, "%s", _("no row of the signed sheet compared"));
    else
        snprintf(row->text, sizeof row->text,
                 P_("%zu row of the signed sheet is missing, of %zu that are asked",
                    "%zu rows of the signed sheet are missing, of %zu that are asked",
                    s->rows_asked - s->rows_typed),
                 s->rows_asked - s->rows_typed, s->rows_asked);
}

static enum err_code tell_sheet(const struct waiting_session *s, struct waiting_reply *r,
                                struct err *e)
{
    bool wants_mark = !s->mark || s->unmarked;
    if (!lacks_sheet(s))
        return ERR_OK;
    struct waiting_row row =
        wants_mark
            ? waiting_row_of(s, WAITING_DUE, WAITING_MARK, s->last, "sheet", "")
            : waiting_row_of(s, WAITING_DUE, WAITING_SHEET, s->mark, "sheet", " --from FILE");
    if (s->forks) /* it says which journal is whose: before they are decided on */
        row.mark = WAITING_WRONG;
    if (s->fault[0]) {
        row = waiting_row_of(s, WAITING_WRONG, WAITING_SHEET, s->last, NULL, "");
        snprintf(row.command, sizeof row.command, "sathachctl log check");
    }
    write_sheet(s, &row);
    return waiting_add(r, &row, e);
}

/* A mark counts once it was signed. */
static enum err_code tell_mark(const struct waiting_session *s, struct waiting_reply *r,
                               struct err *e)
{
    struct waiting_row row =
        waiting_row_of(s, WAITING_DUE, WAITING_PRINT_MARK, s->mark, "papers", " --printed ");
    if (!s->mark || s->is_mark_printed || !s->wants_sheet || s->unmarked)
        return ERR_OK;
    if (s->forks)
        row.mark = WAITING_WRONG; /* as the sheet's own row */
    name_paper(s, s->mark_file, &row);
    size_t n = strlen(row.command);
    snprintf(row.command + n, sizeof row.command - n, "%s", row.file);
    snprintf(row.text, sizeof row.text, "%s",
             _("mark made, its sheet not printed: it is to be signed"));
    return waiting_add(r, &row, e);
}

static enum err_code tell_forks(const struct waiting_session *s, struct waiting_reply *r,
                                struct err *e)
{
    enum err_code rc = ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < s->forks; i++) {
        const struct waiting_fork *x = &s->fork[i];
        struct waiting_row row =
            waiting_row_of(s, WAITING_WRONG, WAITING_FORK, x->since, "paper", " ");
        snprintf(row.paper, sizeof row.paper, "%s", x->paper);
        strncat(row.command, x->paper, sizeof row.command - strlen(row.command) - 1);
        snprintf(row.text, sizeof row.text,
                 _("paper %s has journals that part: the council decides"), x->paper);
        rc = waiting_add(r, &row, e);
    }
    return rc;
}

/* Papers that wait for the council for another reason than journals that part. */
static size_t count_undecided(const struct waiting_session *s)
{
    return s->undecided > s->forks_graded ? s->undecided - s->forks_graded : 0;
}

static enum err_code tell_graded(const struct waiting_session *s, struct waiting_reply *r,
                                 struct err *e)
{
    char at[HOURS_TIME_MAX], day[HOURS_DAY_MAX];
    struct waiting_row row = waiting_row_of(s, WAITING_DUE, WAITING_GRADE, s->last, "grade", "");
    hours_time(s->graded, at);
    hours_day(s->graded, day);
    if (!s->graded && s->came)
        snprintf(
            row.text, sizeof row.text,
            P_("%zu file came in, not graded yet", "%zu files came in, not graded yet", s->came),
            s->came);
    else if (s->graded && s->came_since)
        snprintf(row.text, sizeof row.text,
                 P_("%zu file came in after the last grading at %s on %s",
                    "%zu files came in after the last grading at %s on %s", s->came_since),
                 s->came_since, at, day);
    else if (s->graded && s->decided_since)
        snprintf(row.text, sizeof row.text,
                 P_("%zu decision after the last grading at %s on %s",
                    "%zu decisions after the last grading at %s on %s", s->decided_since),
                 s->decided_since, at, day);
    enum err_code rc = row.text[0] ? waiting_add(r, &row, e) : ERR_OK;
    if (rc == ERR_OK && s->graded && count_undecided(s)) {
        struct waiting_row x =
            waiting_row_of(s, WAITING_WRONG, WAITING_DECIDE, s->graded, "reconcile", "");
        snprintf(x.text, sizeof x.text,
                 P_("%zu paper waited for the council when it was graded",
                    "%zu papers waited for the council when it was graded", count_undecided(s)),
                 count_undecided(s));
        rc = waiting_add(r, &x, e);
    }
    return rc;
}

static enum err_code tell_end(const struct waiting_session *s, struct waiting_reply *r,
                              struct err *e)
{
    struct waiting_row row = waiting_row_of(s, WAITING_DUE, WAITING_LISTS, s->graded, "report",
                                            " passlist,results --format pdf");
    bool is_current = s->graded && !s->came_since && !s->decided_since;
    snprintf(row.text, sizeof row.text, "%s", _("lists not written since the last grading"));
    name_paper(s, "passlist.pdf", &row);
    if (lacks_sheet(s) && !s->is_closed) /* refused until it is whole */
        return ERR_OK;
    if (is_current && !s->listed)
        return waiting_add(r, &row, e);
    if (is_current && s->unsigned_list) {
        row = waiting_row_of(s, WAITING_DUE, WAITING_PAPERS, s->listed, "papers", " --signed ");
        snprintf(row.text, sizeof row.text, "%s", _("pass list not signed"));
        snprintf(row.file, sizeof row.file, "%s", s->unsigned_list);
        strncat(row.command, s->unsigned_list, sizeof row.command - strlen(row.command) - 1);
        enum err_code rc = waiting_add(r, &row, e);
        if (rc != ERR_OK)
            return rc;
    }
    if (!is_current || s->is_closed || s->undecided)
        return ERR_OK;
    row = waiting_row_of(s, s->is_list_signed ? WAITING_DUE : WAITING_TOLD, WAITING_CLOSE,
                         s->listed, "decide", " close");
    snprintf(row.text, sizeof row.text, "%s",
             s->is_list_signed ? _("the pass list is signed: close the session")
                               : _("graded and listed, not closed yet"));
    return waiting_add(r, &row, e);
}

/* Without its file nobody knows its hours, nor whether its time is over. */
static enum err_code tell_unreadable(const struct waiting_session *s, struct waiting_reply *r,
                                     struct err *e)
{
    struct waiting_row row =
        waiting_row_of(s, WAITING_WRONG, WAITING_UNREADABLE, s->last, NULL, "");
    bool is_told = s->came && s->wants_sheet; /* by the sheet's row */
    if (!s->fault[0] || is_told)
        return ERR_OK;
    snprintf(row.text, sizeof row.text, "%s", s->fault);
    snprintf(row.command, sizeof row.command, "sathachctl log check");
    return waiting_add(r, &row, e);
}

enum err_code waiting_tell_session(const struct waiting_session *s, int64_t now,
                                   struct waiting_reply *r, struct err *e)
{
    if (s->is_cancelled)
        return ERR_OK;
    if (!s->made) {
        struct waiting_row row =
            waiting_row_of(s, WAITING_DUE, WAITING_DRAW, s->committed, "session draw", " --lot …");
        snprintf(row.text, sizeof row.text, "%s", _("committed to, its lot not drawn yet"));
        return s->committed ? waiting_add(r, &row, e) : ERR_OK;
    }
    enum err_code rc = s->is_closed ? ERR_OK : tell_unreadable(s, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = tell_made(s, now, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = tell_sheet(s, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = tell_mark(s, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = tell_forks(s, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = tell_graded(s, r, e);
    if (rc == ERR_OK && !s->is_closed)
        rc = waiting_tell_later(s, r, e);
    return rc == ERR_OK ? tell_end(s, r, e) : rc;
}
