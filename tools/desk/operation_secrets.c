#include "app/core/i18n.h"
#include "tools/desk/made.h"
#include "tools/desk/operation_parts.h"
#include "tools/work/session_draw.h"

bool operation_make_room(struct operation *o)
{
    const struct session_draw_request *q = o->request;
    struct desk *d = o->screen.desk;
    if (o->op != &session_draw_op)
        return true;
    operation_free_room(o);
    if (d->screens < STACK_DEPTH)
        o->made = made_new(d, q->name ? q->name : "");
    if (!o->made)
        screen_say(&o->screen, CANVAS_DANGER, "x %s",
                   d->screens < STACK_DEPTH
                       ? _("The memory is full.")
                       : _("Too many screens lie above each other; Esc goes back."));
    return o->made != NULL;
}

bool operation_show_secrets(struct operation *o, struct job *job)
{
    const struct session_draw_reply *reply = job->reply;
    struct made *made = o->made;
    if (!made)
        return false;
    if (job->rc != ERR_OK) { /* of a session that was not made: they open nothing */
        job_drop_secrets(job);
        return false;
    }
    o->made = NULL;
    stack_finish(&o->screen);
    made_open(made, job, reply->papers, reply->candidates);
    return true;
}

void operation_free_room(struct operation *o)
{
    screen_free(o->made ? made_as_screen(o->made) : NULL);
    o->made = NULL;
}
