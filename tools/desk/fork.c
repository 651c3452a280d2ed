#include "tools/desk/fork.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/desk/decide.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/sheet.h"
#include "tools/work/paper_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    LABEL_AT = 2,
    LEFT_AT = 22,
    CELLS = 27,
    RIGHT_AT = 51,
    HEAD_HEX = 8,
    DIFFERENCES = 2048,
    TITLE = 64,
    VERDICT = 512
};

struct fork {
    struct screen screen; /* about: "ca-2 0031" */
    char session[SCREEN_ABOUT], paper[8];
    struct paper_view_request request;
    struct paper_view_reply *reply; /* owned; NULL until it was read */
    size_t right;                   /* the journal beside the first */
    size_t rans;                    /* of the desk, when it was read */
};

static const struct paper_view_journal *left_of(const struct fork *f)
{
    return &f->reply->journal[0];
}

static const struct paper_view_journal *right_of(const struct fork *f)
{
    return &f->reply->journal[f->right];
}

static bool has_two(const struct fork *f)
{
    return f->reply && f->reply->journals > 1;
}

static char letter_of(size_t journal)
{
    return (char)('A' + journal);
}

/* ---- work ---- */

static void look(struct fork *f)
{
    f->request = (struct paper_view_request){.session = f->session, .paper = f->paper};
    stack_run(&f->screen, &paper_view_op, &f->request);
}

static void forget(struct screen *s)
{
    struct fork *f = (struct fork *)s;
    if (f->reply)
        paper_view_op.forget(f->reply);
    free(f->reply);
    f->reply = NULL;
}

/* Back from a decision: what it did to them. */
static void enter(struct screen *s)
{
    struct fork *f = (struct fork *)s;
    if (f->reply && f->rans != s->desk->rans && !s->desk->job.is_running)
        look(f);
}

static void done(struct screen *s, struct job *job)
{
    struct fork *f = (struct fork *)s;
    const struct paper_view_reply *reply = job->reply;
    if (job->rc != ERR_OK || !reply->is_shown) {
        screen_say_error(s, &job->err);
        return;
    }
    forget(s);
    f->reply = job_take_reply(job);
    f->right = 1;
    f->rans = s->desk->rans;
    if (!has_two(f))
        screen_say(s, CANVAS_WARNING, "! %s",
                   _("Only one journal of this paper is here: there is nothing to compare."));
}

/* ---- what differs ---- */

static void add_choice(struct buf *out, uint8_t place)
{
    if (place == PAPER_VIEW_NONE)
        buf_add_text(out, "–");
    else
        buf_printf(out, "%c", 'A' + place);
}

/* "câu 23 B/C": question, and what the journals have, the left one first; returns how many. */
static size_t add_differences(const struct fork *f, const char *between, struct buf *out)
{
    const struct paper_view_journal *a = left_of(f), *b = right_of(f);
    size_t n = 0;
    for (size_t q = 0; q < f->reply->questions; q++) {
        if (a->choice[q] == b->choice[q])
            continue;
        buf_printf(out, _("%squestion %zu "), n++ ? between : "", q + 1);
        add_choice(out, a->choice[q]);
        buf_add_text(out, "/");
        add_choice(out, b->choice[q]);
    }
    return n;
}

/* What the signed sheet would say is wanted, and not typed yet. */
static bool is_sheet_silent(const struct fork *f)
{
    if (f->reply->grading.opened.session.info.sheet == SESSION_SHEET_NONE)
        return false;
    for (size_t i = 0; i < f->reply->journals; i++)
        if (f->reply->journal[i].sheet != PAPER_VIEW_NOT_TYPED)
            return false;
    return true;
}

/* Whose decision it was: the council's, or the office's own. */
static const char *tell_taken(const struct fork *f, char *out, size_t room)
{
    const struct decision *d =
        decisions_on_paper(&f->reply->grading.decisions, f->reply->paper, DECISION_JOURNAL);
    char by[256];
    if (!d)
        return _("A decision took one of them; the others do not count.");
    snprintf(out, room, _("Decision %u (%s) took one of them; the others do not count."), d->number,
             text_clean(d->by, by, sizeof by));
    return out;
}

/* What there is to decide, in a sentence; `out` is written where it is no fixed one. */
static const char *verdict_of(const struct fork *f, char *out, size_t room)
{
    if (f->reply->is_forked && is_sheet_silent(f))
        return _("These journals part, and their row of the signed sheet is not typed yet: typed "
                 "first (V), it tells whose code stands there.");
    if (f->reply->is_forked)
        return _("These journals part: the council decides which one counts.");
    for (size_t i = 0; i < f->reply->journals; i++)
        if (f->reply->journal[i].place == PAPER_VIEW_TAIL)
            return _("The exam was taken up at another seat: what the old one still wrote counts "
                     "for nothing. There is nothing to decide.");
        else if (f->reply->journal[i].place == PAPER_VIEW_PARTS)
            return tell_taken(f, out, room);
    return _("One journal is the beginning of the other: the longer one counts. There is nothing "
             "to decide.");
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_ANNUL,
    KEY_NEXT,
    KEY_OPEN,
    KEY_SHEET,
    KEY_PRINT,
    KEY_AGAIN,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_LETTER(KEY_LEFT, "A", "A", 0, N_("take left"),
                   N_("a decision that the journal on the left stands, to be previewed"), 1),
    ACTIONS_LETTER(KEY_RIGHT, "B", "B", 0, N_("take right"),
                   N_("a decision that the journal on the right stands, to be previewed"), 1),
    ACTIONS_LETTER(KEY_ANNUL, "Y", "Y", 0, N_("annul"),
                   N_("a decision that the paper is annulled, to be previewed"), 1),
    ACTIONS_KEY(KEY_NEXT, "Tab", TAB, N_("another journal"),
                N_("the next journal beside the first, where there are three"), 1),
    ACTIONS_KEY(KEY_OPEN, "Enter", ENTER, N_("every difference"),
                N_("all answers that differ, a line each"), 1),
    ACTIONS_LETTER(KEY_SHEET, "V", "V", 0, N_("signed sheet"),
                   N_("the rows of the signed sheet, to be typed"), 1),
    ACTIONS_LETTER(KEY_PRINT, "P", "P", 0, N_("print"),
                   N_("the journals side by side on a sheet for the council, without the key; "
                      "previewed first"),
                   1),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"),
                   N_("reads the journals anew; the log gets another line"), 1)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void decide(struct fork *f, const char *ruling)
{
    char whole[128];
    snprintf(whole, sizeof whole, "paper %s %s", f->paper, ruling);
    decide_open(f->screen.desk, f->session, whole);
}

static void take(struct fork *f, const struct paper_view_journal *j)
{
    char ruling[64], head[2 * HEAD_HEX + 1];
    crypt_hex(j->submission->head, HEAD_HEX, head);
    snprintf(ruling, sizeof ruling, "journal %s", head);
    decide(f, ruling);
}

static void show_differences(struct fork *f)
{
    struct buf text;
    char title[SCREEN_ABOUT + 64], command[SCREEN_ABOUT + 32];
    buf_init(&text, 64 * 1024);
    snprintf(title, sizeof title, _("Paper %s of %s: every difference"), f->paper, f->session);
    snprintf(command, sizeof command, "sathachctl paper %s %s", f->session, f->paper);
    if (add_differences(f, "\n", &text) == 0)
        buf_add_text(&text, _("No answer differs."));
    page_open_written(f->screen.desk, title, &text, command);
}

static void print_sheet(struct fork *f)
{
    char command[SCREEN_ABOUT + 64];
    snprintf(command, sizeof command, "sathachctl paper %s %s --times --format pdf", f->session,
             f->paper);
    operation_preview_as(f->screen.desk, command,
                         N_("The journals side by side on a sheet for the council. Without the "
                            "key; the log takes the look down."));
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct fork *f = (struct fork *)s;
    char said[VERDICT];
    (void)arg;
    if (action == KEY_AGAIN) {
        look(f);
        return;
    }
    if (action == KEY_SHEET) {
        sheet_open(s->desk, f->session);
        return;
    }
    if (!has_two(f)) {
        screen_say(s, CANVAS_WARNING, "! %s",
                   f->reply ? _("There are no two journals here.") : screen_unseen());
        return;
    }
    if ((action == KEY_LEFT || action == KEY_RIGHT) && !f->reply->is_forked &&
        !decisions_on_paper(&f->reply->grading.decisions, f->reply->paper, DECISION_JOURNAL)) {
        screen_say(s, CANVAS_WARNING, "! %s", verdict_of(f, said, sizeof said));
        return;
    }
    switch (action) {
    case KEY_LEFT: take(f, left_of(f)); return;
    case KEY_RIGHT: take(f, right_of(f)); return;
    case KEY_ANNUL: decide(f, "annul"); return;
    case KEY_NEXT: f->right = f->right + 1 < f->reply->journals ? f->right + 1 : 1; return;
    case KEY_OPEN: show_differences(f); return;
    case KEY_PRINT: print_sheet(f); return;
    default: return;
    }
}

/* ---- the rows ---- */

static void write_time(int64_t ms, char *out, size_t room)
{
    time_t t = (time_t)(ms / 1000);
    struct tm tm;
    if (!ms || !localtime_r(&t, &tm) || !strftime(out, room, "%H:%M:%S", &tm))
        snprintf(out, room, "–");
}

static const char *end_of(enum journal_end end)
{
    switch (end) {
    case JOURNAL_ENDED_HANDIN: return _("handed in");
    case JOURNAL_ENDED_TIMEOUT: return _("time was up");
    case JOURNAL_ENDED_MISCONDUCT: return _("ended for misconduct");
    case JOURNAL_OPEN: break;
    }
    return _("not handed in");
}

static void write_place(const struct paper_view_journal *j, char *out, size_t room)
{
    switch (j->place) {
    case PAPER_VIEW_PARTS: snprintf(out, room, "%s", _("x parts from another")); return;
    case PAPER_VIEW_COUNTS: snprintf(out, room, "%s", _("● counts")); return;
    case PAPER_VIEW_BEGINNING: snprintf(out, room, "%s", _("· beginning of another")); return;
    case PAPER_VIEW_TAIL:
        snprintf(out, room,
                 P_("· old seat, %zu event void", "· old seat, %zu events void", j->tail), j->tail);
        return;
    }
}

enum { ROW_PLACE, ROW_SEAT, ROW_PARTS, ROW_LAST, ROW_ANSWERED, ROW_CODES, ROW_SHEET, CELL_ROWS };
static const char *label_of(int row)
{
    static const char *const LABELS[CELL_ROWS] = {
        N_("stands as"), N_("seat, began"),      N_("events"),      N_("ended"),
        N_("answered"),  N_("orders, vouchers"), N_("signed sheet")};
    return _(LABELS[row]);
}

static void write_cell(const struct fork *f, const struct paper_view_journal *j, int row, char *out,
                       size_t room)
{
    char at[16], seat[PAPER_VIEW_SEAT];
    size_t events = submission_events(j->submission);
    switch (row) {
    case ROW_PLACE: write_place(j, out, room); return;
    case ROW_SEAT:
        write_time(j->first_ms, at, sizeof at);
        snprintf(out, room, "%s, %s",
                 j->seat[0] ? text_clean(j->seat, seat, sizeof seat) : _("unknown seat"), at);
        return;
    case ROW_PARTS:
        if (j == left_of(f))
            snprintf(out, room, "%zu", events);
        else
            snprintf(out, room, _("%zu, the first %zu alike"), events, j->shared);
        return;
    case ROW_LAST:
        write_time(j->last_ms, at, sizeof at);
        snprintf(out, room, "%s %s", at, end_of(j->submission->state.end));
        return;
    case ROW_ANSWERED: snprintf(out, room, "%u/%zu", j->answered, f->reply->questions); return;
    case ROW_CODES: snprintf(out, room, "%u", j->codes); return;
    default:
        snprintf(out, room, "%s",
                 j->sheet == PAPER_VIEW_NOT_TYPED     ? _("row not typed")
                 : j->sheet == PAPER_VIEW_ITS_RECEIPT ? _("● its code")
                                                      : _("x not its code"));
    }
}

static void write_title(const struct paper_view_journal *j, size_t i, char out[TITLE])
{
    char head[9];
    crypt_hex(j->submission->head, 4, head);
    snprintf(out, TITLE, "%c  %s", letter_of(i), head);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct fork *f = (struct fork *)s;
    char text[DIFFERENCES], cell[128], title[TITLE];
    canvas_cursor(v, row, LABEL_AT);
    if (!f->reply)
        tui_paragraph_within(v, row + 1, end, LABEL_AT, v->cols - LABEL_AT - 2, CANVAS_DIM,
                             screen_unseen());
    if (!has_two(f))
        return;
    const struct paper_view_journal *pair[] = {left_of(f), right_of(f)};
    const int at[] = {LEFT_AT, RIGHT_AT};
    for (int side = 0; side < 2; side++) {
        write_title(pair[side], side ? f->right : 0, title);
        canvas_text(v, row, at[side], CELLS, CANVAS_TITLE, title);
        for (int i = 0; i < CELL_ROWS; i++) {
            write_cell(f, pair[side], i, cell, sizeof cell);
            canvas_text_cut(v, row + 1 + i, at[side], CELLS, CANVAS_PLAIN, cell);
        }
    }
    for (int i = 0; i < CELL_ROWS; i++)
        canvas_text(v, row + 1 + i, LABEL_AT, LEFT_AT - LABEL_AT - 1, CANVAS_DIM, label_of(i));
    struct buf all;
    buf_init(&all, sizeof text - 1);
    size_t n = add_differences(f, " · ", &all);
    row = tui_paragraph(v, row + 2 + CELL_ROWS, LABEL_AT, v->cols - 4,
                        f->reply->is_forked ? CANVAS_WARNING : CANVAS_PLAIN,
                        verdict_of(f, text, sizeof text));
    if (n)
        snprintf(text, sizeof text,
                 P_("%zu answer differs, left/right: %s", "%zu answers differ, left/right: %s", n),
                 n, all.failed ? "…" : buf_text(&all));
    else
        snprintf(text, sizeof text, "%s", _("No answer differs."));
    buf_free(&all);
    row = tui_paragraph(v, row, LABEL_AT, v->cols - 4, CANVAS_PLAIN, text);
    if (f->reply->journals > 2 && row < end) {
        snprintf(text, sizeof text, _("%zu journals came of this paper: Tab shows the next."),
                 f->reply->journals);
        row = tui_paragraph(v, row, LABEL_AT, v->cols - 4, CANVAS_WARNING, text);
    }
    if (row < end) /* below a blank row where there is room for it */
        tui_paragraph_within(v, row + 2 < end ? row + 1 : row, end, LABEL_AT, v->cols - 4,
                             CANVAS_DIM,
                             _("No score stands here: choose by the evidence; the preview of the "
                               "decision alone has scores."));
}

static void tell(struct screen *s, struct buf *out)
{
    struct fork *f = (struct fork *)s;
    char cell[128], title[TITLE], said[VERDICT];
    if (!f->reply)
        buf_printf(out, "%s\n", screen_unseen());
    if (!has_two(f))
        return;
    for (size_t i = 0; i < f->reply->journals; i++) {
        write_title(&f->reply->journal[i], i, title);
        buf_printf(out, "%s\n", title);
        for (int row = 0; row < CELL_ROWS; row++) {
            write_cell(f, &f->reply->journal[i], row, cell, sizeof cell);
            buf_printf(out, "  %s: %s\n", label_of(row), cell);
        }
    }
    buf_printf(out, "%s\n", verdict_of(f, said, sizeof said));
    add_differences(f, " · ", out);
    buf_add_text(out, "\n");
}

static void head(struct screen *s, struct screen_head *out)
{
    const struct fork *f = (const struct fork *)s;
    char name[SESSION_TEXT_MAX];
    snprintf(out->title, sizeof out->title, _("Paper %s of %s: its journals"), f->paper,
             f->session);
    if (!f->reply)
        return;
    const struct session_roster *r = &f->reply->grading.opened.roster;
    const struct session_candidate *c = &r->candidate[r->paper[f->reply->paper].candidate];
    snprintf(out->right, sizeof out->right, "SBD %s · %.120s", c->sbd,
             text_clean(c->name, name, sizeof name));
}

static void line(struct screen *s, struct buf *out)
{
    const struct fork *f = (const struct fork *)s;
    buf_printf(out, "sathachctl paper %s %s", f->session, f->paper);
}

const struct screen_ops fork_screen = {.name = "fork",
                                       .actions = &TABLE,
                                       .enter = enter,
                                       .act = act,
                                       .head = head,
                                       .draw = draw,
                                       .line = line,
                                       .tell = tell,
                                       .done = done,
                                       .free = forget};

void fork_open(struct desk *d, const char *session, const char *paper)
{
    char about[SCREEN_ABOUT];
    snprintf(about, sizeof about, "%.200s %s", session, paper);
    struct fork *f = screen_new(d, &fork_screen, about, sizeof *f);
    if (f) {
        snprintf(f->session, sizeof f->session, "%s", session);
        snprintf(f->paper, sizeof f->paper, "%s", paper);
    }
    if (stack_open(d, f ? &f->screen : NULL))
        look(f);
}
