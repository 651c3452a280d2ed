#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/operation_parts.h"

#include <stdio.h>
#include <string.h>

static void add_line(struct buf *out, const struct job_line *x)
{
    char what[JOB_WHAT];
    switch (x->kind) {
    case WORK_SEEN:
    case WORK_LINE:
        buf_printf(out, "%s: %s\n", text_clean(x->what, what, sizeof what), x->text);
        break;
    case WORK_NOTE:
    case WORK_SAID: buf_printf(out, "%s", x->text); break;
    case WORK_PROGRESS:
    case WORK_POINT: break;
    }
}

/* What it found is no error of the work: papers that wait for the council are graded all the same.
 */
bool operation_came_through(const struct job *job)
{
    return job->rc == ERR_OK || job->rc == ERR_NO || job->rc == ERR_CONFLICT;
}

bool operation_is_silent(const struct job *job)
{
    bool is = job->rc == ERR_OK && !job->err.text[0] && !job->dropped && !job->secrets;
    for (size_t i = 0; is && i < job->lines; i++)
        is = job->line[i].kind != WORK_NOTE && job->line[i].kind != WORK_SAID;
    return is;
}

/* What was looked through and found wanting is told in full: that is its answer. */
static bool tells_anyway(const struct work_op *op, const struct job *job)
{
    static const char *const VERDICTS[] = {"audit", "verify", "restore"};
    for (size_t i = 0; i < sizeof VERDICTS / sizeof VERDICTS[0]; i++)
        if (strcmp(op->name, VERDICTS[i]) == 0)
            return job->rc == ERR_AUTH || job->rc == ERR_POLICY;
    return false;
}

static void begin_page(struct operation *o)
{
    buf_clear(&o->page);
}

static void end_page(struct operation *o)
{
    if (o->page.failed) {
        buf_clear(&o->page);
        buf_add_text(&o->page, _("The page is too long to be shown."));
    }
    tui_pager_open(&o->pager, buf_text(&o->page));
}

const char *operation_next(const struct operation *o)
{
    const struct work_op *op = o->op;
    bool is_of_papers = o->is_shown_at_once || o->is_asked;
    static const struct {
        const char *name, *sub, *next;
    } NEXT[] = {
        {"grade", NULL, N_("Next: I papers on the first page: make, print and sign the lists.")},
        {"report", NULL,
         N_("Next: I papers on the first page: print it, then K once it is signed.")},
        {"paper", NULL, N_("The file lies there: any program that reads PDF opens and prints it.")},
        {"reconcile", NULL,
         N_("The file lies there: any program that reads PDF opens and prints it.")},
        {"papers", NULL, N_("It stands in the office's log, with the day and whoever sat here.")}};
    bool makes_slips = op->sub && strcmp(op->sub, "slips") == 0;
    if (is_of_papers && (makes_slips || strcmp(op->name, "report") == 0))
        return _("Next: Enter leads back to the papers: P prints it, K says that it was signed.");
    for (size_t i = 0; i < sizeof NEXT / sizeof NEXT[0]; i++)
        if (strcmp(op->name, NEXT[i].name) == 0 &&
            (!NEXT[i].sub || (op->sub && strcmp(op->sub, NEXT[i].sub) == 0)))
            return _(NEXT[i].next);
    return "";
}

/* The command that an error names for rows of the signed sheet has a screen here. */
static void find_sheet(struct operation *o, const struct job *job)
{
    static const char COMMAND[] = "sathachctl sheet ";
    const char *at = strstr(job->err.text, COMMAND);
    const char *name = at ? at + strlen(COMMAND) : "";
    snprintf(o->sheet, sizeof o->sheet, "%.*s", (int)strcspn(name, " \n"), name);
}

static void add_outcome(struct operation *o, const struct job *job)
{
    find_sheet(o, job);
    if (job->err.text[0]) {
        buf_add_text(&o->page, job->rc == ERR_OK ? "" : "x ");
        fields_say_labels(o->op, job->err.text, &o->page);
        buf_add_text(&o->page, "\n");
        if (job->was_refused && work_op_writes(o->op, o->request))
            buf_add_text(&o->page, _("Nothing was written.\n"));
        if (o->sheet[0])
            buf_printf(&o->page, "%s\n", _("V leads to the signed sheet, to type its rows."));
    } else if (o->is_done && work_op_writes(o->op, o->request)) {
        const char *next = o->op->next ? o->op->next(o->request, job->reply) : operation_next(o);
        buf_printf(&o->page, "%s%s%s\n", _("Done."), next[0] ? " " : "", next);
    } else if (o->is_done) {
        buf_add_text(&o->page, "\n");
    }
}

/* With the names of the form's rows for the options. */
static void add_said(struct operation *o, const struct job *job)
{
    struct buf said;
    buf_init(&said, OPERATION_PAGE_MAX);
    (o->op->say_at_desk ? o->op->say_at_desk : o->op->say)(o->request, job->reply, &said);
    fields_say_labels(o->op, buf_text(&said), &o->page);
    if (said.failed)
        buf_fail(&o->page);
    buf_free(&said);
}

void operation_write_result(struct operation *o, struct job *job)
{
    o->is_done =
        !o->is_preview && operation_came_through(job) && (job->rc == ERR_OK || job->is_writing);
    begin_page(o);
    add_outcome(o, job);
    if (o->op->say && (operation_came_through(job) || tells_anyway(o->op, job)))
        add_said(o, job);
    for (size_t i = 0; i < job->lines; i++)
        add_line(&o->page, &job->line[i]);
    for (size_t i = 0; i < job->secrets; i++)
        buf_printf(&o->page, "%s: %s   %s\n", ask_role(job->secret[i].role), job->secret[i].text,
                   _("(shown this once)"));
    if (job->dropped)
        buf_printf(&o->page, _("… and %zu lines more\n"), job->dropped);
    if (!o->page.len && !o->page.failed)
        buf_printf(&o->page, "%s\n", _("There is nothing to tell."));
    end_page(o);
}

void operation_write_plan(struct operation *o)
{
    begin_page(o);
    buf_printf(&o->page, "%s\n\n", _(o->about ? o->about : o->op->help));
    for (int i = 0; i < o->form.rows; i++) {
        const struct tui_form_row *r = &o->form.row[i];
        const char *meaning = operation_meaning(o, i);
        if (r->kind != TUI_FORM_FLAG && meaning[0] && o->row[i].field->kind == WORK_WORD)
            buf_printf(&o->page, "  %s: %s (%s)\n", r->label, meaning, r->input.text);
        else if (r->kind == TUI_FORM_FLAG ? r->is_on : r->input.text[0] != '\0')
            buf_printf(&o->page, "  %s: %s%s%s\n", r->label, tui_form_value(r),
                       meaning[0] ? " · " : "", meaning);
    }
    if (o->signer[0]) {
        buf_add_text(&o->page, "  ");
        buf_printf(&o->page, _("Signed by: %s (as the settings have it)"), o->signer);
        buf_add_text(&o->page, "\n");
    }
    buf_printf(&o->page, "\n%s\n", _("Nothing is written yet."));
    end_page(o);
}
