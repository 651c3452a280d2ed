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

void findings_note_undo(struct findings_list *f, const char *const *edited, bool is_dropped)
{
    char *copy = strdup(edited[1]);
    if (!copy)
        return;
    if (f->undos == FINDINGS_UNDO)
        findings_forget_undo(f, 0);
    struct undo *u = &f->undo[f->undos++];
    snprintf(u->place, sizeof u->place, "%s", edited[0]);
    snprintf(u->after, sizeof u->after, "%s", edited[2]);
    u->block = copy;
    u->is_dropped = is_dropped;
}

void findings_take_back(struct findings_list *f)
{
    struct err e = {0};
    if (f->undos == 0) {
        screen_say(&f->screen, CANVAS_WARNING, "! %s", _("There is nothing to take back."));
        return;
    }
    const struct undo *u = &f->undo[f->undos - 1];
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
