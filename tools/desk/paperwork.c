#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/look_op.h"
#include "tools/desk/operation.h"
#include "tools/desk/page.h"
#include "tools/desk/paperwork_parts.h"
#include "tools/desk/settings.h"
#include "tools/desk/sheet.h"
#include "tools/desk/slip_lacks.h"
#include "tools/desk/sticks.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was looked at ---- */

static bool is(const struct session_papers_row *row, const char *id)
{
    return strcmp(row->id, id) == 0;
}

const struct session_papers_row *paperwork_row(const struct paperwork *p)
{
    return p->look.rows ? &p->look.row[p->rows.at] : NULL;
}

void paperwork_look(struct screen *s)
{
    struct look_op *l = look_op_new(s, &session_papers_op);
    if (!l)
        return;
    ((struct session_papers_request *)l->request)->session = l->about;
    look_op_begin(s, l);
}

/* Made and waiting; else the first that is to be made next: for the room, then from the results. */
static size_t find_first(const struct paperwork *p)
{
    const struct session_papers_reply *l = &p->look;
    for (size_t i = 0; i < l->rows; i++)
        if (paperwork_waits(p, &l->row[i]))
            return i;
    for (size_t i = 0; i < l->rows; i++) {
        const struct session_papers_row *x = &l->row[i];
        bool is_of_results = x->formats[0] && !x->is_room;
        if (x->id[0] && !x->made && is_of_results == (l->graded != 0))
            return i;
    }
    return 0;
}

static void go_to_wanted(struct paperwork *p, const struct tui_rows *rows)
{
    size_t at = find_first(p);
    for (size_t i = 0; p->wanted[0] && i < p->look.rows; i++)
        if (strcmp(p->look.row[i].file, p->wanted) == 0 || is(&p->look.row[i], p->wanted))
            at = i;
    tui_table_go(&p->rows, rows, at);
}

static void take(struct paperwork *p, struct session_papers_reply *reply)
{
    bool is_first = !p->is_seen;
    session_papers_op.forget(&p->look);
    p->look = *reply;
    *reply = (struct session_papers_reply){0};
    p->is_seen = true;
    struct tui_rows rows = paperwork_rows(p);
    tui_table_settle(&p->rows, &rows);
    if (is_first)
        go_to_wanted(p, &rows);
}

/* ---- made ---- */

const char *paperwork_format(const struct paperwork *p, const struct session_papers_row *row)
{
    for (size_t i = 0; i < PAPERWORK_FORMATS && p->format[i].id[0]; i++)
        if (strcmp(p->format[i].id, row->id) == 0)
            return p->format[i].words;
    return "pdf";
}

static void keep_format(struct paperwork *p, const char *id, const char *words)
{
    size_t i = 0;
    while (i < PAPERWORK_FORMATS && p->format[i].id[0] && strcmp(p->format[i].id, id) != 0)
        i++;
    if (i == PAPERWORK_FORMATS)
        return;
    snprintf(p->format[i].id, PAPERWORK_FORMAT, "%s", id);
    snprintf(p->format[i].words, PAPERWORK_FORMAT, "%s", words);
}

void paperwork_make_line(const struct paperwork *p, const struct session_papers_row *row, char *out,
                         size_t room)
{
    const char *session = p->screen.about;
    if (slip_lacks_is_slip(row))
        snprintf(out, room, "sathachctl session slips %s", session);
    else if (is(row, "mark"))
        snprintf(out, room, "sathachctl sheet %s", session);
    else if (row->id[0])
        snprintf(out, room, "sathachctl report %s %s --format %s", session, row->id,
                 paperwork_format(p, row));
    else
        snprintf(out, room, "%s", "");
}

/* Number and day are asked, as they stand on what was made last; of a rehearsal the day alone. */
static void ask_number(struct paperwork *p, const struct session_papers_row *row,
                       const char *command)
{
    struct desk *d = p->screen.desk;
    char line[2 * SCREEN_ABOUT + 256];
    size_t digits = strspn(row->document, "0123456789"), n;
    n = (size_t)snprintf(line, sizeof line, "%s", command);
    if (digits)
        n += (size_t)snprintf(line + n, sizeof line - n, " --number %.*s", (int)digits,
                              row->document);
    if (row->day[0])
        snprintf(line + n, sizeof line - n, " --day %s", row->day);
    operation_ask_then_back(d, line, N_("Makes a document of the session; its file is signed."),
                            p->look.is_training ? "--day" : "--number");
    operation_say_signer(d, row->signer);
    screen_say(stack_top(d), CANVAS_DIM, "%s",
               p->look.is_training
                   ? _("A training session's paper has number 00: only the day of signing is "
                       "asked; without it, it is a draft.")
                   : _("Number and day as the office's book gives them; without them it is a "
                       "draft."));
}

static const char *about_slips(const struct session_papers_row *row)
{
    return row->made ? N_("Makes the access slips and the sheet of vouchers anew. The codes stay "
                          "the same: slips that were handed out stay valid. Both papers are "
                          "written again; where one comes out different, it counts as not "
                          "printed.")
                     : N_("Makes the access slips and the sheet of vouchers.");
}

/* A document is asked its number and day; all is shown before it is written, and done it leads back
 * to the list by itself. */
static void make_anew(struct paperwork *p, const struct session_papers_row *row)
{
    struct desk *d = p->screen.desk;
    char command[SCREEN_ABOUT + 128];
    paperwork_make_line(p, row, command, sizeof command);
    p->mode = PAPERWORK_LIST;
    p->making = *row;
    if (is(row, "mark"))
        sheet_open(d, p->screen.about);
    else if (!command[0])
        screen_say(&p->screen, CANVAS_WARNING, "! %s",
                   _("It was made by a command of its own; M has them all."));
    else if (row->is_document && strstr(paperwork_format(p, row), "pdf"))
        ask_number(p, row, command); /* a spreadsheet has none */
    else
        operation_preview_then_back(
            d, command,
            slip_lacks_is_slip(row) ? about_slips(row)
                                    : N_("Makes this paper of the session; its file is signed."));
}

/* The words of the row as the settings have them. */
static void write_no_printer(struct paperwork *p)
{
    buf_printf(&p->page,
               _("No printer is named, and this machine has no program that prints by the name of "
                 "lp. Whoever keeps the machine can install one, or name another in the settings: "
                 "Enter leads there, row “%s”.\n"),
               _("Print with"));
    if (p->file[0])
        buf_printf(
            &p->page,
            _("\nThe paper lies there to be printed elsewhere; U takes it along onto a stick "
              "or into another folder. Once it is printed, Space in the list says so.\n\n%s\n"),
            p->path);
}

/* What is made is asked about, which of slips and vouchers is both. */
static bool is_doubted(const struct paperwork *p, const struct session_papers_row *row)
{
    bool is = row->lacks != NULL;
    for (size_t i = 0; slip_lacks_is_slip(row) && i < p->look.rows; i++)
        is |= slip_lacks_is_slip(&p->look.row[i]) && p->look.row[i].lacks;
    return is;
}

static void write_doubts(struct paperwork *p, const struct session_papers_row *row)
{
    struct buf lacks;
    buf_init(&lacks, SCREEN_LINE_MAX);
    if (slip_lacks_is_slip(row)) {
        slip_lacks_tell(&p->look, &lacks);
        slip_lacks_ask(slip_lacks_both(), buf_text(&lacks), &p->page);
    } else {
        slip_lacks_ask(session_papers_title(row), row->lacks ? row->lacks : "", &p->page);
    }
    buf_free(&lacks);
}

static void write_page(struct paperwork *p)
{
    const struct session_papers_row *row = paperwork_row(p);
    buf_clear(&p->page);
    if (p->mode == PAPERWORK_LACKS && row && row->lacks)
        buf_printf(&p->page,
                   _("%s: before it is made, the settings should say more.\n\n%s\nEnter leads to "
                     "the settings: what is missing has a ! there.\n"),
                   session_papers_title(row), row->lacks);
    else if (p->mode == PAPERWORK_DOUBTS && row)
        write_doubts(p, row);
    else if (p->mode == PAPERWORK_NO_PRINTER)
        write_no_printer(p);
    else if (p->asked == PAPERWORK_PRINT)
        buf_printf(&p->page,
                   _("To the printer, by: %s\n\n%s\n\nThen the log says that it was printed.\n"),
                   p->screen.desk->lock.of.print, p->path);
    else
        buf_printf(&p->page, _("%s, into %s/%s, with its signature:\n\n%s\n%s"),
                   row ? session_papers_title(row) : "", p->stick, p->screen.about, p->file,
                   p->replaces ? _("\nAn older file of this name stands there: it is replaced.\n")
                               : "");
    tui_pager_open(&p->pager, buf_text(&p->page));
}

void paperwork_show_page(struct paperwork *p, enum paperwork_mode mode, enum paperwork_asked asked)
{
    p->mode = mode;
    p->asked = asked;
    write_page(p);
}

static void make(struct paperwork *p, const struct session_papers_row *row)
{
    if (is_doubted(p, row))
        paperwork_show_page(p, row->is_document ? PAPERWORK_LACKS : PAPERWORK_DOUBTS, p->asked);
    else
        make_anew(p, row);
}

/* The paper for which it was opened, once the list knows it. */
static void print_wanted(struct paperwork *p)
{
    const struct session_papers_row *row = paperwork_row(p);
    p->prints = false;
    if (row)
        paperwork_ask_print(p, row);
}

static void looked(struct screen *s, struct looks_task *task)
{
    struct paperwork *p = (struct paperwork *)s;
    struct look_op *l = look_op_ended(s, task);
    if (l->rc == ERR_OK)
        take(p, l->reply);
    else
        screen_say_error(s, &l->err);
    if (l->is_again)
        paperwork_look(s);
    else if (p->prints && l->rc == ERR_OK)
        print_wanted(p);
    else if (stack_top(s->desk) == s)
        paperwork_tell_made(p);
    if (p->is_turned && p->mode != PAPERWORK_LIST)
        write_page(p);
    p->is_turned = false;
    look_op_free(l);
}

static void refresh(struct screen *s, bool is_language)
{
    struct paperwork *p = (struct paperwork *)s;
    p->is_turned |= is_language;
    paperwork_look(s);
}

/* ---- formats ---- */

/* Each alone, and paper with what spreadsheets read. */
static void ask_format(struct paperwork *p, const struct session_papers_row *row)
{
    struct work_choices choices = {0};
    struct err e = {0};
    char all[sizeof row->formats], *rest = all;
    snprintf(all, sizeof all, "%s", row->formats);
    enum err_code rc = ERR_OK;
    for (char *word; rc == ERR_OK && (word = strsep(&rest, ", "));)
        if (word[0])
            rc = fields_add_choice(&choices, word, "", &e);
    if (rc == ERR_OK && strstr(row->formats, "xlsx") && strstr(row->formats, "pdf"))
        rc = fields_add_choice(&choices, "xlsx,pdf", _("for a spreadsheet and for paper"), &e);
    if (rc == ERR_OK && choices.count > 1) {
        choose_open(p->screen.desk, "format", _("Made as"), &choices, paperwork_format(p, row));
        return;
    }
    fields_free_choices(&choices);
    if (rc != ERR_OK)
        screen_say_error(&p->screen, &e);
    else
        screen_say(&p->screen, CANVAS_WARNING, "! %s", _("It is made as paper alone."));
}

/* ---- keys ---- */

enum {
    KEY_NONE,
    KEY_MAKE,
    KEY_REMAKE,
    KEY_MARK,
    KEY_PRINT,
    KEY_OPEN,
    KEY_FORMAT,
    KEY_PRINTED,
    KEY_SIGNED,
    KEY_STICK,
    KEY_AGAIN,
    KEY_SETTINGS,
    KEY_ANYWAY,
    KEY_DOUBTED,
    KEY_SETTINGS_FIRST,
    KEY_GO,
    KEYS
};
static const struct tui_action ROWS[KEYS] = {
    ACTIONS_KEY(KEY_MAKE, "Enter", ENTER, N_("make"),
                N_("makes it, or makes it again; what it lacks is said before"), PAPERWORK_MAKES),
    ACTIONS_KEY(KEY_REMAKE, "Enter", ENTER, N_("make again"),
                N_("makes it anew in the place of the one that stands there"), PAPERWORK_REMAKES),
    ACTIONS_KEY(KEY_MARK, "Enter", ENTER, N_("signed sheet"),
                N_("to the signed sheet: there the mark is made, and its rows are typed"),
                PAPERWORK_MARKS),
    ACTIONS_LETTER(KEY_PRINT, "P", "P", 0, N_("print"),
                   N_("to the printer that the settings name; the log then says so"),
                   PAPERWORK_LIST),
    ACTIONS_LETTER(KEY_OPEN, "O", "O", 0, N_("open"),
                   N_("in the program that opens such files on this machine"), PAPERWORK_OPENS),
    ACTIONS_LETTER(KEY_FORMAT, "F", "F", 0, N_("formats"),
                   N_("what it is made as: paper, spreadsheet, web page"), PAPERWORK_LIST),
    ACTIONS_LETTER(KEY_PRINTED, "Space", " ", 0, N_("was printed"),
                   N_("says in the log that it was printed"), PAPERWORK_LIST),
    ACTIONS_LETTER(KEY_SIGNED, "K", "K", 0, N_("was signed"),
                   N_("says in the log that the print was signed by hand; the file is not touched"),
                   PAPERWORK_LIST),
    ACTIONS_LETTER(KEY_STICK, "U", "U", 0, N_("this paper to a stick"),
                   N_("takes it along, with its signature: onto a stick, into another folder"),
                   PAPERWORK_LIST | PAPERWORK_NO_PRINTER),
    ACTIONS_LETTER(KEY_AGAIN, "R", "R", 0, N_("again"), N_("looks anew, as it does by itself"),
                   PAPERWORK_LIST),
    ACTIONS_KEY(KEY_SETTINGS, "Enter", ENTER, N_("settings"),
                N_("to the settings of the office, to say what is missing"),
                PAPERWORK_LACKS | PAPERWORK_NO_PRINTER),
    ACTIONS_LETTER(KEY_ANYWAY, "G", "G", 0, N_("make it all the same"),
                   N_("makes it with what the settings say now"), PAPERWORK_LACKS),
    ACTIONS_BOTH(KEY_DOUBTED, "Enter/G", ENTER, "G", N_("make it all the same"),
                 N_("makes it with what the settings say now"), PAPERWORK_DOUBTS),
    ACTIONS_LETTER(KEY_SETTINGS_FIRST, "S", "S", 0, N_("settings"),
                   N_("to the settings of the office, to say what is missing"), PAPERWORK_DOUBTS),
    ACTIONS_BOTH(KEY_GO, "Enter/G", ENTER, "G", N_("do it"), N_("does what was previewed"),
                 PAPERWORK_ASK)};
static const struct tui_actions TABLE = {ROWS, KEYS};

/* Said once, before a draft is called signed or a signed paper is made anew. */
static bool warns(struct paperwork *p, int action, const struct session_papers_row *row)
{
    bool is_draft = action == KEY_SIGNED && row->made && row->is_draft,
         is_over = action == KEY_REMAKE && row->signed_at && !row->is_old;
    bool was_said = strcmp(p->warned, row->file) == 0;
    snprintf(p->warned, sizeof p->warned, "%s",
             (is_draft || is_over) && !was_said ? row->file : "");
    if (was_said || !(is_draft || is_over))
        return false;
    screen_say(&p->screen, CANVAS_WARNING, "! %s",
               is_draft ? _("This is the DRAFT, without number and day: Enter makes it with "
                            "them. K once more: it was signed all the same.")
                        : _("It was signed: a new one wants a new signature. Enter once more makes "
                            "it all the same."));
    return true;
}

static void act_on_row(struct paperwork *p, int action, const struct session_papers_row *row)
{
    if (warns(p, action, row))
        return;
    switch (action) {
    case KEY_MAKE:
    case KEY_REMAKE:
    case KEY_MARK: make(p, row); return;
    case KEY_PRINT: paperwork_ask_print(p, row); return;
    case KEY_OPEN: paperwork_open_file(p, row); return;
    case KEY_FORMAT: ask_format(p, row); return;
    case KEY_PRINTED: paperwork_say(p, row, "--printed"); return;
    case KEY_SIGNED: paperwork_say(p, row, "--signed"); return;
    case KEY_STICK: paperwork_find_stick(p, row); return;
    case KEY_ANYWAY:
    case KEY_DOUBTED: make_anew(p, row); return;
    default: return;
    }
}

static void act(struct screen *s, int action, unsigned arg)
{
    struct paperwork *p = (struct paperwork *)s;
    const struct session_papers_row *row = paperwork_row(p);
    (void)arg;
    if (action == KEY_AGAIN) {
        paperwork_look(s);
    } else if (action == KEY_SETTINGS || action == KEY_SETTINGS_FIRST) {
        enum paperwork_mode mode = p->mode;
        p->mode = PAPERWORK_LIST;
        if (mode == PAPERWORK_NO_PRINTER)
            settings_open_at(s->desk, "desk", "print");
        else
            settings_open(s->desk);
    } else if (action == KEY_GO) {
        paperwork_go(p);
    } else if (row) {
        act_on_row(p, action, row);
    }
}

static bool key(struct screen *s, const struct keypress *k)
{
    struct paperwork *p = (struct paperwork *)s;
    struct tui_rows rows = paperwork_rows(p);
    return p->mode == PAPERWORK_LIST ? tui_table_key(&p->rows, &rows, k)
                                     : tui_pager_key(&p->pager, k);
}

static bool back(struct screen *s)
{
    struct paperwork *p = (struct paperwork *)s;
    bool stays = p->mode != PAPERWORK_LIST && !p->is_for_print;
    p->mode = PAPERWORK_LIST;
    return stays;
}

static void chosen(struct screen *s, const char *what, const char *const *choice, size_t count)
{
    struct paperwork *p = (struct paperwork *)s;
    bool is_format = strcmp(what, "format") == 0;
    const struct session_papers_row *row = paperwork_row(p);
    if (count && is_format && row) {
        keep_format(p, row->id, choice[0]);
    } else if (count && strcmp(what, "printer") == 0) {
        paperwork_take_printer(p, choice[0]);
    } else if (count && !is_format && sticks_chosen(s, what, choice[0], p->stick)) {
        paperwork_look_at_stick(p);
    }
}

/* Nothing asks for it to be made. */
static bool is_current(const struct session_papers_row *row)
{
    return row->made && row->is_here && !row->is_old && !row->is_draft;
}

static uint64_t mode(const struct screen *s)
{
    const struct paperwork *p = (const struct paperwork *)s;
    const struct session_papers_row *row = paperwork_row(p);
    if (p->mode != PAPERWORK_LIST)
        return p->mode;
    return PAPERWORK_LIST | (paperwork_can_open() ? PAPERWORK_OPENS : 0) |
           (row && is(row, "mark")   ? PAPERWORK_MARKS
            : row && is_current(row) ? PAPERWORK_REMAKES
                                     : PAPERWORK_MAKES);
}

static void line(struct screen *s, struct buf *out)
{
    struct paperwork *p = (struct paperwork *)s;
    const struct session_papers_row *row = paperwork_row(p);
    char command[SCREEN_ABOUT + 128];
    if (p->mode == PAPERWORK_ASK) {
        struct session_papers_request q = {.session = s->about};
        q.printed = p->asked == PAPERWORK_PRINT ? p->file : NULL;
        q.copied = p->asked == PAPERWORK_COPY ? p->file : NULL;
        q.folder = p->asked == PAPERWORK_COPY ? p->stick : NULL;
        stack_line(&session_papers_op, &q, out);
    } else if (row) {
        paperwork_make_line(p, row, command, sizeof command);
        buf_add_text(out, command);
    }
}

static void focus(struct screen *s, struct screen_focus *out)
{
    struct paperwork *p = (struct paperwork *)s;
    if (p->mode != PAPERWORK_LIST) {
        out->pager = &p->pager;
        return;
    }
    out->table = &p->rows;
    out->rows = paperwork_rows(p);
}

static void forget(struct screen *s)
{
    struct paperwork *p = (struct paperwork *)s;
    session_papers_op.forget(&p->look);
    tui_pager_free(&p->pager);
    buf_free(&p->page);
}

const struct screen_ops paperwork_screen = {
    .name = "papers",
    .actions = &TABLE,
    .marks = N_("Marks: ! the paper still waits for something: to be printed, to be signed (of "
                "what is signed in the room the mark's sheet alone, once the exam began), to be "
                "made again because it is old or a draft, or the settings lack something that "
                "stands on it; x the settings lack something that a document should not be made "
                "without; ● it was signed; - nobody signs it."),
    .enter = paperwork_look,
    .mode = mode,
    .act = act,
    .key = key,
    .focus = focus,
    .back = back,
    .head = paperwork_head,
    .draw = paperwork_draw,
    .line = line,
    .tell = paperwork_tell,
    .done = paperwork_done,
    .chosen = chosen,
    .refresh = refresh,
    .looked = looked,
    .free = forget};

static void open_at(struct desk *d, const char *session, const char *file, bool prints)
{
    struct paperwork *p = screen_new(d, &paperwork_screen, session, sizeof *p);
    if (p) {
        p->mode = PAPERWORK_LIST;
        p->prints = p->is_for_print = prints;
        p->pager.text = "";
        snprintf(p->wanted, sizeof p->wanted, "%s", file);
        buf_init(&p->page, SCREEN_LINE_MAX);
    }
    stack_open(d, p ? &p->screen : NULL);
}

void paperwork_open_at(struct desk *d, const char *session, const char *file)
{
    open_at(d, session, file, false);
}

void paperwork_open_to_print(struct desk *d, const char *session, const char *file)
{
    open_at(d, session, file, true);
}

void paperwork_open(struct desk *d, const char *session)
{
    paperwork_open_at(d, session, "");
}
