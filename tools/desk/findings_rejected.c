/* What an import rejected, among the findings. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/findings_parts.h"
#include "tools/desk/question.h"
#include "tools/work/stems.h"

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
    if (k->group != GROUP_FOUND) /* they are not in the bank, which nobody is to overlook */
        return k->group == GROUP_REJECTED ? "!" : "·";
    return k->severity == FINDINGS_ERROR ? "x" : "!";
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

const char *findings_kind_note(const struct kind_row *k)
{
    return k->group == GROUP_REJECTED
               ? _("Rejected at import: not in the bank, which can be sealed without them.")
           : k->group == GROUP_ASIDE
               ? _("Set aside: not in the bank, which can be sealed without them.")
               : NULL;
}

void findings_tell_rejected(const struct findings_list *f, size_t i, struct buf *out)
{
    const struct rejected_question *x = findings_rejected_at(f, i);
    const struct bank_row *known = f->reply.known[f->place[i]];
    char source[SCREEN_SAID], reason[REASON_MAX];
    question_tell_source(x, source, sizeof source);
    bool is_more = x->state == REJECTED_ASIDE || known;
    buf_printf(out, "%s: %s", source,
               is_more ? text_end_sentence(x->reason, reason, sizeof reason) : x->reason);
    if (known) {
        buf_add_text(out, " ");
        stems_tell_known(&f->reply.bank, known, out);
        buf_add_text(out, x->state == REJECTED_ASIDE ? "." : "");
    }
    if (x->state == REJECTED_ASIDE) {
        buf_add_text(out, " ");
        buf_printf(out, _("Set aside: %s"), x->why);
    }
}

void findings_set_aside(struct findings_list *f)
{
    const struct rejected_question *x =
        f->is_right && f->places ? findings_rejected_at(f, f->where.at) : NULL;
    if (x)
        question_set_aside(f->screen.desk, f->screen.about, x->number);
    else
        screen_say(&f->screen, CANVAS_WARNING, "! %s",
                   _("Enter or Tab goes to the questions; D is for the one there."));
}
