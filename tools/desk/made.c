#include "tools/desk/made.h"

#include "app/core/code.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/session.h"
#include "app/tui/paragraph.h"
#include "tools/desk/look_op.h"
#include "tools/desk/slip_lacks.h"
#include "tools/desk/sticks.h"
#include "tools/work/session_pack.h"
#include "tools/work/session_slips.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SECRETS_MAX = JOB_SECRETS_MAX,
    GROUP_MAX = 16,
    LABEL = 30,
    CODE = 18,
    TYPED = 8 /* cells */
};

enum made_mode {
    MADE_COPY = 1,
    MADE_NEXT = 2,
    MADE_DONE = 4,
    MADE_PACK = 8,
    MADE_DOUBTS = 16 /* as MADE_NEXT, and what the settings lack for it is asked about first */
};

struct made {
    struct screen screen; /* about: the session */
    enum made_mode mode;
    struct job_secret secret[SECRETS_MAX]; /* their texts in secret memory; owned */
    char typed[SECRETS_MAX][GROUP_MAX];
    struct tui_input input[SECRETS_MAX];
    size_t secrets, at, papers, people;
    char asked[128]; /* the label of the group that is typed */
    struct session_slips_request request;
    struct session_pack_request pack;
    char stick[PLACES_PATH]; /* or folder, for the seats */
    struct buf page;         /* what was written */
    struct buf set;          /* the room's set, as it would be or was copied; "": not asked for */
};

struct screen *made_as_screen(struct made *m)
{
    return &m->screen;
}

/* ---- the copy ---- */

_Static_assert((int)SECRETS_MAX >= SESSION_CUSTODIANS_MAX + 1, "one each, and the orders'");

static const char *last_group(const struct made *m, size_t i)
{
    const char *blank = strrchr(m->secret[i].text, ' ');
    return blank ? blank + 1 : m->secret[i].text;
}

static bool is_right(const struct made *m, size_t i)
{
    char group[GROUP_MAX];
    bool is =
        code_normalise(m->typed[i], group, sizeof group) && strcmp(group, last_group(m, i)) == 0;
    crypt_wipe(group, sizeof group);
    return is;
}

static void wipe(struct made *m)
{
    for (size_t i = 0; i < SECRETS_MAX; i++) {
        tui_input_free(&m->input[i]);
        job_free_secret(&m->secret[i]);
    }
    crypt_wipe(m->typed, sizeof m->typed);
    m->secrets = m->at = 0;
}

/* The slips are next; what the settings lack of what slips and vouchers print is asked before. It
 * is looked at on a thread of its own: a share that hangs freezes nothing. */
static void ask_next(struct made *m)
{
    struct look_op *l = look_op_new(&m->screen, &session_papers_op);
    if (m->mode != MADE_DOUBTS)
        m->mode = MADE_NEXT;
    if (!l)
        return;
    ((struct session_papers_request *)l->request)->session = l->about;
    look_op_begin(&m->screen, l);
}

static void take_lacks(struct made *m, const struct look_op *l)
{
    struct buf lacks;
    buf_init(&lacks, SCREEN_LINE_MAX);
    if (l->rc == ERR_OK)
        slip_lacks_tell(l->reply, &lacks);
    m->mode = lacks.len ? MADE_DOUBTS : MADE_NEXT;
    buf_clear(&m->page);
    if (lacks.len)
        slip_lacks_ask(slip_lacks_both(), buf_text(&lacks), &m->page);
    buf_free(&lacks);
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct made *m = (struct made *)s;
    struct look_op *l = look_op_ended(s, task);
    bool is_again = l->is_again, is_asked = m->mode == MADE_NEXT || m->mode == MADE_DOUBTS;
    if (is_asked)
        take_lacks(m, l);
    look_op_free(l);
    if (is_again && is_asked)
        ask_next(m);
}

/* Back from the settings they may say it all; a page is in the language of now. */
static void enter(struct screen *s)
{
    struct made *m = (struct made *)s;
    if (m->mode == MADE_NEXT || m->mode == MADE_DOUBTS)
        ask_next(m);
}

static void refresh(struct screen *s, bool is_language)
{
    if (is_language)
        enter(s);
}

/* On to the first that is not yet right; behind the last they are gone from here. */
static void go_on(struct made *m)
{
    if (m->typed[m->at][0] && !is_right(m, m->at)) {
        screen_say(&m->screen, CANVAS_DANGER, "x %s",
                   _("The copy says something else than the screen: compare them once more."));
        return;
    }
    for (size_t i = 0; i < m->secrets; i++)
        if (!is_right(m, i)) {
            m->at = i;
            return;
        }
    wipe(m);
    ask_next(m);
    screen_say(&m->screen, CANVAS_SAVED, "● %s", _("Copied. They are not shown again."));
}

static bool stay(struct made *m)
{
    if (m->mode != MADE_COPY)
        return false;
    screen_say(stack_top(m->screen.desk), CANVAS_WARNING, "! %s",
               _("Without these passphrases the session is lost: copy them, type their last "
                 "groups, then Enter."));
    return true;
}

/* ---- the stick for the seats: shown before it is written ---- */

static void run_pack(struct made *m, bool is_dry)
{
    m->pack = (struct session_pack_request){
        .session = m->screen.about, .folder = m->stick, .is_dry = is_dry};
    stack_run(&m->screen, &session_pack_op, &m->pack);
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct made *m = (struct made *)s;
    if (count && sticks_chosen(s, what, choice[0], m->stick))
        run_pack(m, true);
}

static void packed(struct made *m, const struct job *job)
{
    buf_clear(&m->set);
    if (job->rc != ERR_OK) {
        m->mode = MADE_DONE;
        screen_say_error(&m->screen, &job->err);
        return;
    }
    buf_printf(&m->set, _("The room's set, into %s:\n\n"), m->stick);
    session_pack_op.say(&m->pack, job->reply, &m->set);
    m->mode = m->pack.is_dry ? MADE_PACK : MADE_DONE;
    if (m->pack.is_dry)
        screen_say(&m->screen, CANVAS_DIM, "%s", _("Nothing is written yet. Enter or G does it."));
    else
        screen_say(&m->screen, CANVAS_SAVED, "● %s",
                   sticks_may_be_pulled(m->screen.desk, m->stick)
                       ? _("The stick is filled: N on the first screen, X there, before it is "
                           "pulled.")
                       : _("The folder holds what the seats need."));
}

/* No word of what would have been written stays. */
static void leave_pack(struct made *m)
{
    m->mode = MADE_DONE;
    m->stick[0] = '\0';
    buf_clear(&m->set);
    screen_say(&m->screen, CANVAS_PLAIN, "%s", _("Nothing was copied."));
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_NEXT,
    KEY_OTHER,
    KEY_SLIPS,
    KEY_SETTINGS,
    KEY_ANYWAY,
    KEY_PACK,
    KEY_PAPERS,
    KEY_GO,
    KEY_CLOSE,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_NEXT, "Enter", ENTER, N_("go on"),
                N_("when the last group of each passphrase was typed from the copy"), MADE_COPY),
    ACTIONS_KEY(KEY_OTHER, "Tab", TAB, N_("the other one"), N_("the next passphrase"), MADE_COPY),
    ACTIONS_KEY(KEY_SLIPS, "Enter", ENTER, N_("write the slips"),
                N_("the access slips and the sheet of vouchers, as PDF and text"), MADE_NEXT),
    ACTIONS_LETTER(KEY_SETTINGS, "S", "S", 0, N_("settings"),
                   N_("to the settings of the office, to say what is missing"), MADE_DOUBTS),
    ACTIONS_BOTH(KEY_ANYWAY, "Enter/G", ENTER, "G", N_("make it all the same"),
                 N_("makes it with what the settings say now"), MADE_DOUBTS),
    ACTIONS_LETTER(
        KEY_PACK, "U", "U", 0, N_("room's set to a stick"),
        N_("bank, session and the office's public key, for the seats: onto a stick, into a "
           "folder"),
        MADE_DONE),
    ACTIONS_LETTER(KEY_PAPERS, "I", "I", 0, N_("papers: make, print"),
                   N_("the papers of the day: slips, the list to be signed, vouchers"), MADE_DONE),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("do it"), N_("does what was previewed"),
                 MADE_PACK),
    ACTIONS_KEY(KEY_CLOSE, "Enter", ENTER, N_("go on"), N_("back to what waits"), MADE_DONE)};
static const struct tui_actions TABLE = {ROWS, KEYS};

static void write_slips(struct made *m)
{
    if (m->mode == MADE_NEXT && look_op_is_under_way(&m->screen, &session_papers_op)) {
        screen_say(&m->screen, CANVAS_WARNING, "! %s",
                   look_op_wait(&m->screen, &session_papers_op, false));
        return;
    }
    m->request = (struct session_slips_request){.session = m->screen.about};
    stack_run(&m->screen, &session_slips_op, &m->request);
}

/* The list and the form that the session was made from are done with. */
static void leave_all(struct made *m)
{
    struct desk *d = m->screen.desk;
    for (size_t i = 1; i < d->screens; i++)
        stack_finish(d->screen[i]);
}

static void close(struct made *m)
{
    struct desk *d = m->screen.desk;
    leave_all(m);
    screen_say(d->screen[0], CANVAS_SAVED, "● %s",
               _("The slips are written: I prints them, and makes the list to be signed."));
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct made *m = (struct made *)s;
    (void)arg;
    switch (action) {
    case KEY_NEXT: go_on(m); return;
    case KEY_OTHER: m->at = (m->at + 1) % m->secrets; return;
    case KEY_SLIPS:
    case KEY_ANYWAY: write_slips(m); return;
    case KEY_SETTINGS: s->desk->open_settings(s->desk); return;
    case KEY_PACK: sticks_ask(s, _("the room's set")); return;
    case KEY_PAPERS: s->desk->open_papers(s->desk, s->about); return;
    case KEY_GO: run_pack(m, false); return;
    case KEY_CLOSE: close(m); return;
    default: return;
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct made *m = (struct made *)s;
    if (m->mode != MADE_COPY)
        return false;
    if (k->kind == KEYPRESS_UP || k->kind == KEYPRESS_DOWN) {
        m->at = (m->at + (k->kind == KEYPRESS_UP ? m->secrets - 1 : 1)) % m->secrets;
        return true;
    }
    return tui_input_key(&m->input[m->at], k);
}

static bool back(struct screen *s)
{
    struct made *m = (struct made *)s;
    if (stay(m))
        return true;
    if (m->mode == MADE_PACK)
        leave_pack(m);
    else
        leave_all(m);
    return true;
}

static bool may_end(struct screen *s)
{
    return !stay((struct made *)s);
}

static void done(struct screen *s, struct job *job)
{
    struct made *m = (struct made *)s;
    const struct session_slips_reply *reply = job->reply;
    if (job->op == &session_pack_op) {
        packed(m, job);
        return;
    }
    if (job->rc != ERR_OK) {
        screen_say_error(s, &job->err);
        return;
    }
    buf_clear(&m->page);
    for (int i = 0; i < SESSION_SLIPS_FILES; i++)
        if (reply->file[i])
            buf_printf(&m->page, "%s: %s\n",
                       strstr(file_base(reply->file[i]), "vouchers") ? _("sheet of vouchers")
                                                                     : _("access slips"),
                       reply->file[i]);
    buf_printf(&m->page, "\n%s\n%s\n",
               _("Next: I makes and prints the papers of the day: access slips, the list to be "
                 "signed, the sheet of vouchers."),
               _("U copies what the seats need onto a stick or into a folder."));
    m->mode = MADE_DONE;
    screen_say(s, CANVAS_SAVED, "● %s", _("The slips are written."));
}

static uint64_t mode(const struct screen *s)
{
    return ((const struct made *)s)->mode;
}

static bool takes_text(const struct screen *s)
{
    return mode(s) == MADE_COPY;
}

/* ---- what is seen ---- */

static void head(struct screen *s, struct screen_head *out)
{
    const struct made *m = (const struct made *)s;
    snprintf(out->title, sizeof out->title, _("Session %s is made: %zu papers, %zu people"),
             s->about, m->papers, m->people);
    if (m->mode == MADE_COPY) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("SHOWN THIS ONCE"));
    } else if (m->mode == MADE_PACK) {
        out->right_role = CANVAS_WARNING;
        snprintf(out->right, sizeof out->right, "%s", _("NOTHING WRITTEN YET"));
    }
}

/* The other ones of a session may have gone into a file that --pass names. */
static bool is_order(const struct made *m, size_t i)
{
    return strcmp(m->secret[i].role, "order") == 0;
}

static void tell_label(const struct made *m, size_t i, char *out, size_t room)
{
    size_t custodians = 0, number = 1;
    for (size_t k = 0; k < m->secrets; k++) {
        custodians += !is_order(m, k);
        number += k < i && !is_order(m, k);
    }
    if (is_order(m, i))
        snprintf(out, room, "%s", _("Passphrase of the orders"));
    else if (custodians > 1)
        snprintf(out, room, _("Passphrase of the session, %zu"), number);
    else
        snprintf(out, room, "%s", _("Passphrase of the session"));
}

static const char *whose(const struct made *m, size_t i)
{
    return is_order(m, i) ? _("for the head invigilator") : _("for who unlocks the seats");
}

static int draw_secrets(const struct made *m, struct canvas *v, int row)
{
    char label[128];
    for (size_t i = 0; i < m->secrets; i++, row++) {
        tell_label(m, i, label, sizeof label);
        canvas_text_cut(v, row, 3, LABEL - 1, CANVAS_PLAIN, label);
        canvas_text(v, row, 3 + LABEL, CODE, CANVAS_TITLE, m->secret[i].text);
        canvas_text_cut(v, row, 3 + LABEL + CODE, v->cols - 4 - LABEL - CODE, CANVAS_DIM,
                        whose(m, i));
    }
    row = tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_PLAIN,
                        _("Copy them into an envelope each. Then type the last group of each from "
                          "the copy:"));
    for (size_t i = 0; i < m->secrets; i++, row++) {
        bool has_focus = i == m->at;
        tell_label(m, i, label, sizeof label);
        canvas_text(v, row, 1, 2, CANVAS_PLAIN,
                    has_focus ? canvas_glyph(v, CANVAS_GLYPH_POINTER) : " ");
        canvas_text_cut(v, row, 3, LABEL - 1, CANVAS_PLAIN, label);
        tui_input_draw(v, row, 3 + LABEL, TYPED, &m->input[i], has_focus);
        if (is_right(m, i))
            canvas_text(v, row, 4 + LABEL + TYPED, 1, CANVAS_SAVED, "●");
    }
    return row;
}

static const char *page_of(struct made *m)
{
    return buf_text(m->set.len ? &m->set : &m->page);
}

static void draw(struct screen *s, struct canvas *v, int row, int end)
{
    struct made *m = (struct made *)s;
    (void)end;
    canvas_cursor(v, row + 1, 3);
    if (m->mode == MADE_COPY)
        draw_secrets(m, v, row + 1);
    else if (m->mode == MADE_NEXT)
        tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_PLAIN,
                      _("Next: the access slips and the sheet of vouchers. Enter writes them."));
    else
        tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_PLAIN, page_of(m));
}

static void line(struct screen *s, struct buf *out)
{
    const struct made *m = (const struct made *)s;
    struct session_slips_request q = {.session = s->about};
    struct session_pack_request p = {.session = s->about, .folder = m->stick};
    if (m->stick[0])
        stack_line(&session_pack_op, &p, out);
    else if (m->mode != MADE_COPY)
        stack_line(&session_slips_op, &q, out);
}

static void tell(struct screen *s, struct buf *out)
{
    struct made *m = (struct made *)s;
    char label[128];
    for (size_t i = 0; i < m->secrets; i++) {
        tell_label(m, i, label, sizeof label);
        buf_printf(out, "%zu. %s (%s): %s\n", i + 1, label, whose(m, i), m->secret[i].text);
    }
    for (size_t i = 0; i < m->secrets; i++) {
        tell_label(m, i, label, sizeof label);
        buf_printf(out, _("Last group, %s: %s\n"), label, m->typed[i]);
    }
    if (m->mode == MADE_NEXT)
        buf_printf(out, "%s\n",
                   _("Next: the access slips and the sheet of vouchers. Enter writes them."));
    if (m->mode == MADE_DONE || m->mode == MADE_PACK || m->mode == MADE_DOUBTS)
        buf_add_text(out, page_of(m));
}

static void forget(struct screen *s)
{
    struct made *m = (struct made *)s;
    wipe(m);
    buf_free(&m->page);
    buf_free(&m->set);
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct made *m = (struct made *)s;
    if (m->mode != MADE_COPY)
        return;
    tell_label(m, m->at, m->asked, sizeof m->asked);
    out->typed = m->typed[m->at];
    out->asks = m->asked;
}

const struct screen_ops made_screen = {.name = "made",
                                       .actions = &TABLE,
                                       .enter = enter,
                                       .mode = mode,
                                       .takes_text = takes_text,
                                       .act = act,
                                       .key = key,
                                       .focus = focus,
                                       .back = back,
                                       .may_end = may_end,
                                       .head = head,
                                       .draw = draw,
                                       .line = line,
                                       .tell = tell,
                                       .chosen = chosen,
                                       .looked = looked,
                                       .done = done,
                                       .refresh = refresh,
                                       .free = forget};

struct made *made_new(struct desk *d, const char *session)
{
    struct made *m = screen_new(d, &made_screen, session, sizeof *m);
    if (!m)
        return NULL;
    m->mode = MADE_NEXT;
    buf_init(&m->page, SCREEN_LINE_MAX);
    buf_init(&m->set, SCREEN_LINE_MAX);
    for (size_t i = 0; i < SECRETS_MAX; i++)
        tui_input_init(&m->input[i], m->typed[i], sizeof m->typed[i]);
    return m;
}

void made_open(struct made *m, struct job *job, size_t papers, size_t people)
{
    m->secrets = job_take_secrets(job, m->secret);
    m->papers = papers;
    m->people = people;
    /* without any they all went into files that --pass names: none is ever dropped (job.h) */
    m->mode = m->secrets ? MADE_COPY : MADE_NEXT;
    stack_open(m->screen.desk, &m->screen);
}
