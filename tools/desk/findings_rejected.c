/* What an import rejected, among the findings. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/question.h"

#include <stdio.h>
#include <stdlib.h>

const struct rejected_question *findings_rejected_at(const struct findings_list *f, size_t i)
{
    bool is_rejected = f->kinds && f->kind[f->rules.at].group != GROUP_FOUND;
    return is_rejected ? &f->reply.rejected.item[f->place[i]] : NULL;
}

const char *findings_kind_title(const struct kind_row *k)
{
    return k->group == GROUP_REJECTED ? _("rejected at import")
           : k->group == GROUP_ASIDE  ? _("rejected, and set aside")
                                      : check_kind_title(k->kind);
}

const char *findings_kind_mark(const struct kind_row *k)
{
    return k->group != GROUP_FOUND ? "·" : k->severity == FINDINGS_ERROR ? "x" : "!";
}

static enum rejected_state state_of(enum kind_group group)
{
    return group == GROUP_ASIDE ? REJECTED_ASIDE : REJECTED_OPEN;
}

void findings_count_rejected(struct findings_list *f)
{
    for (enum kind_group g = GROUP_REJECTED; g <= GROUP_ASIDE; g++) {
        size_t n = rejected_count(&f->reply.rejected, state_of(g));
        if (n)
            f->kind[f->kinds++] = (struct kind_row){.group = g, .count = n};
    }
}

void findings_list_rejected(struct findings_list *f, enum kind_group group)
{
    const struct rejected *r = &f->reply.rejected;
    f->place = malloc((r->count + 1) * sizeof *f->place);
    for (size_t i = 0; f->place && i < r->count; i++)
        if (r->item[i].state == state_of(group))
            f->place[f->places++] = i;
}

void findings_tell_rejected_place(const struct rejected_question *x, char *out, size_t room)
{
    if (x->mark[0])
        snprintf(out, room, _("number %s, %s"), x->mark, file_base(x->file));
    else if (x->line)
        snprintf(out, room, "%s:%zu", file_base(x->file), x->line);
    else
        snprintf(out, room, "%s", file_base(x->file));
}

void findings_tell_rejected(const struct rejected_question *x, struct buf *out)
{
    char source[SCREEN_SAID];
    question_tell_source(x, source, sizeof source);
    buf_printf(out, "%s: %s", source, x->reason);
    if (x->state == REJECTED_ASIDE)
        buf_printf(out, _(". Set aside: %s"), x->why);
}
