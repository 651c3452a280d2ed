#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/findings_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void findings_forget_undo(struct findings_list *f, size_t i)
{
    free(f->undo[i].block);
    memmove(&f->undo[i], &f->undo[i + 1], (--f->undos - i) * sizeof f->undo[0]);
}

/* A place for one more; NULL: no memory. */
static struct undo *next_undo(struct findings_list *f, const char *place, const char *block)
{
    char *copy = strdup(block);
    if (!copy)
        return NULL;
    if (f->undos == FINDINGS_UNDO)
        findings_forget_undo(f, 0);
    struct undo *u = &f->undo[f->undos++];
    *u = (struct undo){.block = copy};
    snprintf(u->place, sizeof u->place, "%s", place);
    return u;
}

void findings_note_undo(struct findings_list *f, const char *const *edited, bool is_dropped)
{
    struct undo *u = next_undo(f, edited[0], edited[1]);
    if (!u)
        return;
    snprintf(u->after, sizeof u->after, "%s", edited[2]);
    u->is_dropped = is_dropped;
}

void findings_note_rejected(struct findings_list *f, const char *what, const char *const *told)
{
    struct undo *u = next_undo(f, told[0], strcmp(what, "opened") == 0 ? told[1] : "");
    if (u)
        u->is_rejected = true;
}

/* What was mended or set aside is open again; what was opened is aside for the same reason. */
static void take_back_rejected(struct findings_list *f, const struct undo *u)
{
    f->repair = (struct bank_repair_request){.bank = f->screen.about, .number = u->place};
    if (u->block[0])
        f->repair.aside = u->block;
    else
        f->repair.is_opened = true;
    f->is_undoing = stack_run(&f->screen, &bank_repair_op, &f->repair);
}

void findings_take_back(struct findings_list *f)
{
    struct err e = {0};
    if (f->undos == 0) {
        screen_say(&f->screen, CANVAS_WARNING, "! %s", _("There is nothing to take back."));
        return;
    }
    const struct undo *u = &f->undo[f->undos - 1];
    if (u->is_rejected) {
        take_back_rejected(f, u);
        return;
    }
    f->edit = (struct bank_edit_request){.bank = f->screen.about,
                                         .place = u->place,
                                         .from = f->file,
                                         .is_put_back = u->is_dropped,
                                         .was = u->after};
    if (drafts_next(&f->screen.desk->files, f->file, &e) != ERR_OK ||
        file_write(f->file, u->block, strlen(u->block), FILE_REPLACE, &e) != ERR_OK)
        screen_say_error(&f->screen, &e);
    else
        f->is_undoing = stack_run(&f->screen, &bank_edit_op, &f->edit);
}
