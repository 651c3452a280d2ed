#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/desk/day_parts.h"

#include <string.h>

void day_page_take(struct day *d, struct job *job)
{
    struct collect_reply *reply = job->reply;
    collect_op.forget(&d->came);
    d->came = *reply;
    reply->silent = reply->others = (struct collect_seats){0}; /* this screen's now */
    reply->forks = (struct collect_forks){0};
    buf_clear(&d->lines);
    if (job->err.text[0])
        buf_printf(&d->lines, "x %s\n", job->err.text);
    buf_add_text(&d->lines, "\n");
    for (size_t i = 0; i < job->lines; i++) {
        char what[512], text[1024];
        buf_printf(&d->lines, "%s: %s\n", text_clean(job->line[i].what, what, sizeof what),
                   text_clean(job->line[i].text, text, sizeof text));
    }
    d->told = job->lines + job->dropped;
    day_came_list(d);
    if (job->dropped)
        buf_printf(&d->lines, _("… and %zu lines more\n"), job->dropped);
}

static void add_preview(struct day *d)
{
    const struct day_look_place *p = day_list_found(d);
    buf_printf(&d->page, "%s\n", d->place[d->table.at].path);
    buf_printf(&d->page,
               _("%zu files, by their names %zu new, %zu here already, %zu of other sessions.\n"),
               p->files, p->fresh, p->known, p->other);
    if (p->trouble)
        buf_printf(&d->page, "x %s\n", p->trouble);
    buf_add_text(&d->page, _("Each is opened and verified when it is taken in.\n\n"));
    buf_add_text(&d->page, p->names ? p->names : "");
}

/* Each file in one of the sums; one that is in none is said, too. */
void day_page_sum(const struct collect_reply *r, struct buf *out)
{
    size_t sum = r->fresh + r->known + r->other + r->damaged + r->conflict + r->unread;
    buf_printf(out,
               _("%zu files = %zu new + %zu here already + %zu of other sessions + %zu damaged + "
                 "%zu in conflict"),
               r->files + r->room, r->fresh, r->known, r->other, r->damaged, r->conflict);
    if (r->room)
        buf_printf(out, _(" + %zu manifests, orders, room logs"), r->room);
    if (r->unread)
        buf_printf(out, _(" + %zu not read"), r->unread);
    if (r->files > sum)
        buf_printf(out, _(" + %zu not collected"), r->files - sum);
    buf_add_text(out, "\n");
}

void day_page_write(struct day *d)
{
    buf_clear(&d->page);
    if (d->mode == DAY_PREVIEW) {
        add_preview(d);
    } else {
        day_came_tell(d, false, &d->page);
        buf_add_text(&d->page, buf_text(&d->lines));
    }
    if (d->page.failed || d->lines.failed) {
        buf_clear(&d->page);
        buf_add_text(&d->page, _("The page is too long to be shown."));
    }
    tui_pager_open(&d->pager, buf_text(&d->page));
}
