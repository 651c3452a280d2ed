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
    int64_t sealed = 0;
    char when[WHEN_MAX] = "";
    struct tm tm;
    if (t->rc == ERR_OK && find_sealed(f, &t->reply, &sealed)) {
        time_t at = (time_t)sealed;
        if (localtime_r(&at, &tm))
            strftime(when, sizeof when, "%H:%M %d/%m/%Y", &tm);
        screen_say(s, CANVAS_SAVED, _("● Sealed at %s; nothing was changed since."), when);
    } else if (t->rc == ERR_OK && f->kinds == 0) {
        screen_say(s, CANVAS_SAVED, "● %s", _("Nothing was found. N seals the bank."));
    }
    banks_look_free(task);
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
