/* A paper that leaves the office's folder: printed, opened, taken along; and what is said of it in
 * the log. */
#include "app/core/i18n.h"
#include "tools/desk/choose.h"
#include "tools/desk/operation.h"
#include "tools/desk/paperwork_parts.h"
#include "tools/desk/sticks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* True when the file stands there as it was made; else says what to do. */
static bool is_here(struct paperwork *p, const struct session_papers_row *row)
{
    if (row->made && row->is_here)
        return true;
    screen_say(&p->screen, CANVAS_WARNING, "! %s",
               row->made ? _("The file is not as it was made: Enter makes it again.")
                         : _("It is not made yet: Enter makes it."));
    return false;
}

static void put_path(struct paperwork *p, const char *file)
{
    snprintf(p->file, sizeof p->file, "%s", file);
    snprintf(p->path, sizeof p->path, "%s/reports/%s/%s", p->screen.desk->lock.of.folder,
             p->screen.about, file);
}

static bool find_file(struct paperwork *p, const struct session_papers_row *row)
{
    if (!is_here(p, row))
        return false;
    put_path(p, row->file);
    return true;
}

void paperwork_say(struct paperwork *p, const struct session_papers_row *row, const char *option)
{
    char command[SCREEN_ABOUT + sizeof row->file + 64];
    if (!is_here(p, row))
        return;
    snprintf(command, sizeof command, "sathachctl papers %s %s %s", p->screen.about, option,
             row->file);
    operation_preview_then_back(
        p->screen.desk, command,
        strcmp(option, "--signed") == 0
            ? N_("Was this paper signed? The log takes down that it was, the file stays as it is.")
            : N_("Was this paper printed? The log takes down that it was, the file stays as it "
                 "is."));
}

void paperwork_ask_print(struct paperwork *p, const struct session_papers_row *row)
{
    const char *program = p->screen.desk->lock.of.print;
    if (!program[0] && printers_may_be()) {
        stack_run(&p->screen, &printers_op, &p->printers);
    } else if (!program[0]) {
        put_path(p, row->made && row->is_here ? row->file : "");
        paperwork_show_page(p, PAPERWORK_NO_PRINTER, PAPERWORK_PRINT);
    } else if (find_file(p, row))
        paperwork_show_page(p, PAPERWORK_ASK, PAPERWORK_PRINT);
}

void paperwork_find_stick(struct paperwork *p, const struct session_papers_row *row)
{
    p->mode = PAPERWORK_LIST;
    if (find_file(p, row))
        sticks_ask(&p->screen, session_papers_title(row));
}

void paperwork_look_at_stick(struct paperwork *p)
{
    p->request = (struct session_papers_request){
        .session = p->screen.about, .copied = p->file, .folder = p->stick, .is_dry = true};
    stack_run(&p->screen, &session_papers_op, &p->request);
}

bool paperwork_can_open(void)
{
    const char *x = getenv("DISPLAY"), *wayland = getenv("WAYLAND_DISPLAY");
    return (x && x[0]) || (wayland && wayland[0]);
}

void paperwork_open_file(struct paperwork *p, const struct session_papers_row *row)
{
    if (!find_file(p, row))
        return;
    p->outside =
        (struct outside_request){.program = "xdg-open", .path = p->path, .stays_open = true};
    stack_run(&p->screen, &outside_op, &p->outside);
}

void paperwork_go(struct paperwork *p)
{
    if (p->asked == PAPERWORK_PRINT) {
        p->outside =
            (struct outside_request){.program = p->screen.desk->lock.of.print, .path = p->path};
        stack_run(&p->screen, &outside_op, &p->outside);
        return;
    }
    p->request = (struct session_papers_request){
        .session = p->screen.about, .copied = p->file, .folder = p->stick};
    stack_run_seen(&p->screen, &session_papers_op, &p->request, &p->seen);
}

/* What prints is written into the settings, once it was seen; then P prints. */
static void ask_printer(struct paperwork *p, struct job *job)
{
    struct printers_reply *found = job->reply;
    struct work_choices choices = found->choices;
    found->choices = (struct work_choices){0}; /* the list's from here on */
    choose_open(p->screen.desk, "printer", _("No printer is named yet. Which one prints?"),
                &choices, "");
}

void paperwork_take_printer(struct paperwork *p, const char *program)
{
    char command[sizeof p->screen.desk->lock.of.print + 64];
    snprintf(command, sizeof command, "sathachctl settings 'desk.print=%s'", program);
    operation_preview_as(p->screen.desk, command,
                         N_("Takes down in the settings what prints; then P prints the paper."));
}

static void note_printed(struct paperwork *p)
{
    p->request = (struct session_papers_request){.session = p->screen.about, .printed = p->file};
    stack_run(&p->screen, &session_papers_op, &p->request);
}

/* As the list calls it. */
static const char *title_of(const struct paperwork *p)
{
    for (size_t i = 0; i < p->look.rows; i++)
        if (strcmp(p->look.row[i].file, p->file) == 0)
            return session_papers_title(&p->look.row[i]);
    return p->file;
}

static void say_printed(struct paperwork *p)
{
    char text[SCREEN_SAID];
    snprintf(text, sizeof text, _("● %s was sent to the printer, and the log says so."),
             title_of(p));
    if (p->is_for_print)
        stack_finish_saying(&p->screen, CANVAS_SAVED, text);
    else
        screen_say(&p->screen, CANVAS_SAVED, "%s", text);
}

void paperwork_done(struct screen *s, struct job *job)
{
    struct paperwork *p = (struct paperwork *)s;
    bool is_papers = job->op == &session_papers_op, is_copy = is_papers && p->request.copied;
    if (is_copy && p->request.is_dry && job->rc == ERR_OK) {
        p->replaces = ((const struct session_papers_reply *)job->reply)->replaces;
        p->seen = s->desk->setup.work->read;
        paperwork_show_page(p, PAPERWORK_ASK, PAPERWORK_COPY);
        return;
    }
    p->mode = PAPERWORK_LIST;
    paperwork_look(s);
    if (job->rc != ERR_OK) {
        screen_say_error(s, &job->err);
    } else if (job->op == &printers_op) {
        ask_printer(p, job);
    } else if (job->op == &outside_op && p->outside.stays_open) {
        screen_say(s, CANVAS_DIM, _("%s is being opened."), title_of(p));
    } else if (job->op == &outside_op) {
        note_printed(p);
        return;
    } else if (is_copy && !sticks_may_be_pulled(s->desk, p->stick)) {
        screen_say(s, CANVAS_SAVED, _("● %s is in %s/%s, read back."), title_of(p), p->stick,
                   s->about);
    } else if (is_copy) {
        screen_say(s, CANVAS_SAVED, _("● %s is on the stick, read back. It may be pulled."),
                   title_of(p));
    } else {
        say_printed(p);
    }
}
