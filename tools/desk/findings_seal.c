/* What the findings' screen knows of the bank's seal. */
#include "app/core/i18n.h"
#include "tools/desk/banks_look.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/operation.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { WHEN_MAX = 32 };

/* When it was sealed as it stands; false: it was not, or was edited since. */
static bool find_sealed(const struct findings_list *f, const struct bank_list_reply *list,
                        int64_t *when)
{
    for (size_t i = 0; i < list->rows; i++) {
        const struct bank_list_row *x = &list->row[i];
        if (strcmp(x->name, f->screen.about) != 0 || !x->is_sealed || bank_list_is_edited(x))
            continue;
        *when = x->sealed;
        return true;
    }
    return false;
}

void findings_looked(struct screen *s, struct looks_task *task)
{
    struct findings_list *f = (struct findings_list *)s;
    struct banks_look *t = (struct banks_look *)task;
    f->is_looked = t->rc == ERR_OK;
    if (!f->is_looked || !find_sealed(f, &t->reply, &f->sealed))
        f->sealed = 0;
    banks_look_free(task);
}

/* Nothing that an examiner must still do. */
static bool is_clean(const struct findings_list *f)
{
    return !f->reply.findings.errors && !rejected_count(&f->reply.rejected, REJECTED_OPEN);
}

static const char *may_be_sealed(const struct findings_list *f)
{
    return f->kinds ? _("No error is left: N seals the bank. Warnings forbid nothing.")
                    : _("Nothing was found. N seals the bank.");
}

void findings_tell_seal(const struct findings_list *f, char *out, size_t room)
{
    char when[WHEN_MAX] = "";
    time_t at = (time_t)f->sealed;
    struct tm tm;
    size_t open = rejected_count(&f->reply.rejected, REJECTED_OPEN);
    out[0] = '\0';
    if (!f->is_read || f->is_stale || !f->is_looked)
        return;
    if (f->sealed) {
        if (localtime_r(&at, &tm))
            strftime(when, sizeof when, "%H:%M %d/%m/%Y", &tm);
        snprintf(out, room, _("● Sealed: the file is of %s. Nothing was changed since."), when);
    } else if (is_clean(f)) {
        snprintf(out, room, "● %s", may_be_sealed(f));
    } else if (!f->reply.findings.errors) {
        snprintf(out, room,
                 P_("● No error is left: N seals the bank, without the %zu question rejected.",
                    "● No error is left: N seals the bank, without the %zu questions rejected.",
                    open),
                 open);
    }
}

/* ---- what was written ---- */

void findings_note_written(struct findings_list *f, const char *what)
{
    static const struct {
        const char *what, *told;
    } TOLD[] = {{"edited", N_("Question written")},    {"dropped", N_("Question taken out")},
                {"mended", N_("Question written")},    {"aside", N_("Question set aside")},
                {"opened", N_("Question open again")}, {"undone", N_("Taken back")}};
    for (size_t i = 0; i < sizeof TOLD / sizeof TOLD[0]; i++)
        if (strcmp(TOLD[i].what, what) == 0)
            f->wrote = TOLD[i].told;
}

void findings_say_written(struct findings_list *f)
{
    size_t errors = f->reply.findings.errors,
           open = rejected_count(&f->reply.rejected, REJECTED_OPEN);
    char bad[64], left[64];
    if (!f->wrote)
        return;
    snprintf(bad, sizeof bad, P_("%zu error", "%zu errors", errors), errors);
    snprintf(left, sizeof left, P_("%zu rejected question", "%zu rejected questions", open), open);
    if (is_clean(f))
        screen_say(&f->screen, CANVAS_SAVED, "● %s. %s", _(f->wrote), may_be_sealed(f));
    else
        screen_say(&f->screen, CANVAS_SAVED, _("● %s; left: %s, %s."), _(f->wrote), left, bad);
    f->wrote = NULL;
}

void findings_seal(struct findings_list *f)
{
    char command[64 + SCREEN_ABOUT];
    size_t errors = f->reply.findings.errors;
    if (f->is_read && errors) {
        screen_say(&f->screen, CANVAS_DANGER,
                   P_("x %zu error forbids it: marked x, at the top",
                      "x %zu errors forbid it: those marked x, from the top", errors),
                   errors);
        return;
    }
    snprintf(command, sizeof command, "sathachctl bank seal %s", f->screen.about);
    operation_open_command(f->screen.desk, command);
}
