/* What an import rejected, among the findings. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/question.h"

#include <stdio.h>
#include <stdlib.h>

enum { REASON_MAX = 1024 };

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

void findings_head_rejected(const struct findings_list *f, char *out, size_t room)
{
    size_t open = rejected_count(&f->reply.rejected, REJECTED_OPEN);
    out[0] = '\0';
    if (open)
        snprintf(out, room, P_(", %zu question rejected", ", %zu questions rejected", open), open);
}

void findings_tell_rejected(const struct rejected_question *x, struct buf *out)
{
    char source[SCREEN_SAID];
    question_tell_source(x, source, sizeof source);
    if (x->state != REJECTED_ASIDE) {
        buf_printf(out, "%s: %s", source, x->reason);
        return;
    }
    char reason[REASON_MAX];
    buf_printf(out, "%s: %s ", source, text_end_sentence(x->reason, reason, sizeof reason));
    buf_printf(out, _("Set aside: %s"), x->why);
}
