/* sathachctl stick mount|ack|eject: what is done with a stick on an exam day. */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/stick_ack.h"
#include "tools/work/stick_eject.h"
#include "tools/work/stick_mount.h"

#include <stdio.h>

/* ---- stick mount ---- */

static enum err_code show_mounted(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    const struct stick_mount_reply *r = reply;
    struct ctl_answer a;
    (void)request;
    if (came != ERR_OK)
        return ERR_OK;
    if (!ctl->json) {
        printf("%s\n", r->path);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair(&a.json, "path", r->path);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_stick_mount(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &stick_mount_op, argc, argv, show_mounted, e);
}

/* ---- stick ack ---- */

static enum err_code show_json(const struct stick_ack_request *q, const struct stick_ack_reply *r,
                               struct err *e)
{
    static const char *const WORDS[] = {"new", "same", "older"};
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->rows; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "session", r->row[i].session);
        json_pair(&a.json, "path", r->row[i].path ? r->row[i].path : "");
        json_pair(&a.json, "stood_there", r->row[i].path ? WORDS[r->row[i].state] : "");
        json_pair_uint(&a.json, "journals", r->row[i].journals);
        json_pair_uint(&a.json, "not_collected", r->row[i].left);
        json_pair_bool(&a.json, "written", r->row[i].path && !q->is_dry);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show_acks(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    if (came != ERR_OK)
        return ERR_OK;
    if (ctl->json)
        return show_json(request, reply, e);
    command_say(&stick_ack_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_stick_ack(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &stick_ack_op, argc, argv, show_acks, e);
}

/* ---- stick eject ---- */

static enum err_code show_ejected(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)e;
    if (came == ERR_OK)
        command_say(&stick_eject_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_stick_eject(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &stick_eject_op, argc, argv, show_ejected, e);
}
