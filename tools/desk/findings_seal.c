/* What the findings' screen knows of the bank's seal. */
#include "app/core/i18n.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/operation.h"
#include "tools/work/bank_list.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { WHEN_MAX = 32 };

/* When it was sealed as it stands; false: it was not, or was edited since. */
static bool find_sealed(struct findings_list *f, int64_t *when)
{
    const struct bank_list_request nothing = {0};
    struct bank_list_reply list = {0};
    struct err ignored = {0};
    bool is_sealed = false;
    bool is_read = stack_look(f->screen.desk, &bank_list_op, &nothing, &list, &ignored) == ERR_OK;
    for (size_t i = 0; is_read && i < list.rows; i++) {
        const struct bank_list_row *x = &list.row[i];
        if (strcmp(x->name, f->screen.about) != 0 || !x->is_sealed || bank_list_is_edited(x))
            continue;
        is_sealed = true;
        *when = x->sealed;
    }
    bank_list_op.forget(&list);
    return is_sealed;
}

void findings_say_seal(struct findings_list *f)
{
    int64_t sealed = 0;
    char when[WHEN_MAX] = "";
    struct tm tm;
    if (find_sealed(f, &sealed)) {
        time_t t = (time_t)sealed;
        if (localtime_r(&t, &tm))
            strftime(when, sizeof when, "%H:%M %d/%m/%Y", &tm);
        screen_say(&f->screen, CANVAS_SAVED, _("● Sealed at %s; nothing was changed since."), when);
    } else if (f->kinds == 0) {
        screen_say(&f->screen, CANVAS_SAVED, "● %s", _("Nothing was found. N seals the bank."));
    }
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
