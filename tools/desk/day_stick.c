/* What is done with a stick: mounted, filled for the room, pulled. What writes onto it is previewed
 * on the operation's own screen. */
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/desk/day_parts.h"
#include "tools/desk/operation.h"
#include "tools/desk/sessions.h"
#include "tools/work/session_pack.h"
#include "tools/work/stick_ack.h"

#include <stdio.h>
#include <string.h>

/* Where what is written goes: the place under the cursor, behind collecting the one collected.
 * False: none, and why is said. */
static bool find_target(struct day *d)
{
    const struct place *p = day_list_place(d);
    const char *device = day_list_waiting(d);
    if (p && day_list_is_pulled(d, d->table.at)) {
        screen_say(&d->screen, CANVAS_WARNING, "! %s", _("It is pulled: put it in again."));
        return false;
    }
    if (p) {
        snprintf(d->acted, sizeof d->acted, "%s", p->path);
        snprintf(d->named, sizeof d->named, "%s", p->name);
        return true;
    }
    if (device)
        screen_say(&d->screen, CANVAS_WARNING, "! %s",
                   _("This stick is not mounted yet: M mounts it."));
    else
        screen_say(&d->screen, CANVAS_WARNING, "! %s",
                   _("No stick is here; V names another folder."));
    return false;
}

void day_stick_mount(struct day *d)
{
    const char *device = day_list_waiting(d);
    snprintf(d->acted, sizeof d->acted, "%s", device ? device : "");
    d->mount = (struct stick_mount_request){.device = d->acted};
    stack_run(&d->screen, &stick_mount_op, &d->mount);
}

void day_stick_eject(struct day *d)
{
    const struct place *p = day_list_place(d);
    if (!find_target(d))
        return;
    if (!p->is_stick) {
        screen_say(&d->screen, CANVAS_WARNING, "! %s",
                   _("That is a folder, no stick: there is nothing to pull."));
        return;
    }
    char device[STICKS_PATH];
    bool is_known =
        sticks_device_of(machine_of(d->screen.desk->setup.work)->mounts, d->acted, device);
    snprintf(d->device, sizeof d->device, "%.*s", (int)sizeof d->device - 1,
             is_known ? file_base(device) : "");
    d->eject = (struct stick_eject_request){.folder = d->acted};
    stack_run(&d->screen, &stick_eject_op, &d->eject);
}

/* ---- written, once it was agreed to ---- */

/* about: msgid, of what is done; NULL: as the command says it. */
static void preview(struct day *d, const struct work_op *op, const void *request, const char *about)
{
    struct buf command;
    buf_init(&command, SCREEN_LINE_MAX);
    stack_line(op, request, &command);
    operation_preview_as(d->screen.desk, buf_text(&command), about);
    buf_free(&command);
}

void day_stick_ack(struct day *d)
{
    if (!find_target(d))
        return;
    const struct day_look_place *p = day_list_found(d);
    if (p && p->sessions)
        preview(d, &stick_ack_op, &(struct stick_ack_request){.folder = d->acted}, NULL);
    else
        sessions_open(&d->screen, DAY_ACK);
}

void day_stick_pack(struct day *d)
{
    if (find_target(d))
        sessions_open(&d->screen, DAY_PACK);
}

bool day_stick_chosen(struct day *d, const char *what, const char *session)
{
    if (strcmp(what, DAY_ACK) == 0)
        preview(d, &stick_ack_op,
                &(struct stick_ack_request){.folder = d->acted, .session = {session}}, NULL);
    else if (strcmp(what, DAY_PACK) == 0)
        preview(d, &session_pack_op,
                &(struct session_pack_request){.session = session, .folder = d->acted},
                N_("The room's set onto a stick: bank, session and the office's public key."));
    else
        return false;
    return true;
}

void day_stick_done(struct day *d, struct job *job)
{
    const struct stick_mount_reply *mounted = job->reply;
    d->mode = DAY_LIST;
    if (job->rc == ERR_OK && job->op == &stick_eject_op)
        snprintf(d->screen.desk->watch.out, STICKS_NAME, "%s", d->device);
    day_list_look(d);
    if (job->rc != ERR_OK) {
        screen_say_error(&d->screen, &job->err);
    } else if (job->op == &stick_eject_op) {
        screen_say(&d->screen, CANVAS_SAVED, _("● %s may be pulled."), d->named);
    } else {
        day_list_go(d, mounted->path);
        screen_say(&d->screen, CANVAS_SAVED, _("● Mounted: %s"), mounted->path);
    }
}
