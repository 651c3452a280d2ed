/* What the form of a new session looks at: banks, names that are taken, the rules of its row; on a
 * thread of its own, for office and rules may lie on a share that hangs (looks.h). */
#include "tools/desk/session_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct session_task {
    struct looks_task task;
    struct work work; /* its own: the desk's goes on meanwhile */
    struct bank_list_reply banks;
    struct work_choices taken;
    bool is_looked; /* both came */
    struct profile rules;
    bool has_rules;
    char path[TUI_INPUT_MAX]; /* of the rules, "" for none */
};

/* ---- on the thread ---- */

static void run(struct looks_task *task)
{
    struct session_task *t = (struct session_task *)task;
    struct bank_list_request nothing = {0};
    struct err ignored = {0}; /* no office: the preview says so */
    t->is_looked = bank_list_op.run(&t->work, &nothing, &t->banks, &ignored) == ERR_OK &&
                   fields_sessions(&t->work, NULL, &t->taken, &ignored) == ERR_OK;
    t->has_rules = t->path[0] && profiles_read(t->path, &t->rules, &ignored) == ERR_OK;
}

static void free_task(struct looks_task *task)
{
    struct session_task *t = (struct session_task *)task;
    bank_list_op.forget(&t->banks);
    fields_free_choices(&t->taken);
    free(t);
}

/* ---- the form's side ---- */

static enum looks_state state_of(const struct session_form *f)
{
    const struct desk *d = f->o.screen.desk;
    return looks_state(&d->looks, &f->o.screen, SESSION_LOOK, clock_boot_ms(&d->setup.clock));
}

bool session_is_silent(const struct session_form *f)
{
    return state_of(f) == LOOKS_SILENT;
}

void session_look(struct session_form *f)
{
    struct desk *d = f->o.screen.desk;
    f->is_again = state_of(f) != LOOKS_NONE; /* that one may have begun too early */
    struct session_task *t = f->is_again ? NULL : calloc(1, sizeof *t);
    if (!t)
        return; /* what was seen last stays */
    t->task = (struct looks_task){.subject = SESSION_LOOK, .run = run, .free = free_task};
    t->work.folder = d->setup.work->folder;
    t->work.lang = d->setup.work->lang;
    t->work.machine = d->setup.work->machine;
    snprintf(t->path, sizeof t->path, "%s", session_row(f, "--profile")->input.text);
    stack_begin_look(d, &f->o.screen, &t->task);
}

/* The banks as the row goes through them. */
static void list_banks(struct session_form *f)
{
    const char **name = calloc(f->banks.rows + 1, sizeof *name);
    for (size_t i = 0; name && i < f->banks.rows; i++)
        name[i] = f->banks.row[i].name;
    free(f->bank_name);
    f->bank_name = name;
    session_list_banks(f);
}

static void take(struct session_form *f, struct session_task *t)
{
    f->is_seen = true;
    f->is_looked = t->is_looked;
    if (t->is_looked) {
        bank_list_op.forget(&f->banks);
        fields_free_choices(&f->taken);
        f->banks = t->banks;
        f->taken = t->taken;
        t->banks = (struct bank_list_reply){0};
        t->taken = (struct work_choices){0};
        list_banks(f);
    }
    f->has_rules = t->has_rules;
    f->rules = t->rules;
    snprintf(f->rules_path, sizeof f->rules_path, "%s", t->path);
}

void session_looked(struct screen *s, struct looks_task *task)
{
    struct session_form *f = (struct session_form *)s;
    take(f, (struct session_task *)task);
    free_task(task);
    bool is_again = f->is_again;
    f->is_again = false;
    session_tidy(f);
    if (is_again)
        session_look(f);
}
