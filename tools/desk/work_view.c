#include "tools/desk/work_view.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "app/tui/paragraph.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <string.h>

enum { LINES_SHOWN = 8 };

void work_view_meter(struct desk *d, struct canvas *v, int row, int col, int cells)
{
    struct job_progress p;
    uint64_t now = clock_boot_ms(&d->setup.clock);
    job_get_progress(&d->job, &p);
    tui_meter_set(&d->meter, p.done, p.all, now);
    if (now - d->job.started_ms < TUI_METER_AFTER_MS)
        return;
    if (p.all > 0) {
        tui_meter_draw(v, row, col, cells, &d->meter, now);
        return;
    }
    char text[64];
    snprintf(text, sizeof text, _("%u seconds so far"),
             (unsigned)((now - d->job.started_ms) / 1000));
    canvas_text(v, row, col, cells, CANVAS_DIM, text);
}

const char *work_view_said(struct desk *d)
{
    if (d->ask.is_open)
        return "";
    if (job_is_writing(&d->job))
        return _("Writing: it cannot stop half-way.");
    return atomic_load(&d->setup.work->stop) ? _("It is being stopped.")
                                             : _("Esc stops it; nothing is written yet.");
}

/* What is asked for is a look alone, by the operation's own option. */
static bool is_preview(const struct job *j)
{
    for (const struct work_field *f = j->op->field; j->op->preview && !work_field_is_end(f); f++)
        if (f->option && strcmp(f->option, j->op->preview) == 0)
            return *(const bool *)((const char *)j->request + f->at);
    return false;
}

/* What is done, and about what; "" for a look that has no words. */
static void tell_work(const struct desk *d, struct buf *out)
{
    char about[SCREEN_ABOUT];
    fields_subject(d->job.op, d->job.request, about, sizeof about);
    if (!d->job.op->help[0])
        return;
    if (about[0])
        buf_printf(out, "%s · ", about);
    const char *help = _(d->job.op->help);
    char first[512]; /* what stands behind it is of its other forms */
    snprintf(first, sizeof first, "%.*s", (int)strcspn(help, ";"), help);
    fields_say_labels(d->job.op, first, out);
    if (help[strlen(first)] == ';')
        buf_add_text(out, ".");
}

static const char *tell_key(const char *role)
{
    static const struct {
        const char *role, *does;
    } KEYS[] = {{"office", N_("It opens the office's key: with it is read what was sealed for the "
                              "office, and signed what the office writes.")},
                {"examiner", N_("It opens the examiner's key: with it a bank is signed.")},
                {"witness", N_("It opens the witness's key: with it marks of logs are signed.")}};
    for (size_t i = 0; i < sizeof KEYS / sizeof KEYS[0]; i++)
        if (strcmp(role, KEYS[i].role) == 0)
            return _(KEYS[i].does);
    return "";
}

void work_view_tell_purpose(struct desk *d, struct buf *out)
{
    tell_work(d, out);
    const char *key = d->ask.confirms ? "" : tell_key(d->ask.role);
    if (key[0])
        buf_printf(out, "%s%s", out->len ? "\n" : "", key);
}

static void draw_ask(struct desk *d, struct canvas *v, int row)
{
    char label[160];
    snprintf(label, sizeof label,
             d->ask.confirms ? _("%s, a new one of at least 14 characters:") : "%s:",
             ask_role(d->ask.role));
    const char *key = d->ask.confirms ? "" : tell_key(d->ask.role);
    if (key[0])
        row = tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_DIM, key);
    ask_draw(v, row + 1, 3, v->cols - 6, &d->ask, label);
}

void work_view_draw(struct desk *d, struct canvas *v, int row, int end)
{
    char line[LINES_SHOWN][JOB_WHAT];
    struct job_progress p;
    struct buf what;
    if (is_preview(&d->job))
        row = tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_WARNING,
                            _("Preview: nothing is written. Once it is agreed to:"));
    buf_init(&what, SCREEN_LINE_MAX);
    tell_work(d, &what);
    if (what.len)
        row = tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_PLAIN, buf_text(&what));
    buf_free(&what);
    if (d->ask.is_open) {
        if (is_preview(&d->job) && d->job.op->preview_key)
            row = tui_paragraph(v, row + 1, 3, v->cols - 6, CANVAS_DIM, _(d->job.op->preview_key));
        draw_ask(d, v, row);
        return;
    }
    job_get_progress(&d->job, &p);
    canvas_text_cut(v, row + 1, 3, v->cols - 6, CANVAS_DIM, p.what);
    work_view_meter(d, v, row + 2, 3, v->cols - 6);
    size_t n = job_last_lines(&d->job, line, LINES_SHOWN);
    row += 4;
    for (size_t i = 0; i < n && row < end; i++)
        canvas_text_cut(v, row++, 3, v->cols - 6, CANVAS_PLAIN, line[i]);
}
