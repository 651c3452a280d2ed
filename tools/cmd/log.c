/* sathachctl log show|check|code|export|take|renew */
#include "app/core/i18n.h"
#include "tools/cmd/command.h"
#include "tools/work/log_begin_anew.h"
#include "tools/work/log_check.h"
#include "tools/work/log_code.h"
#include "tools/work/log_export.h"
#include "tools/work/log_show.h"
#include "tools/work/log_take.h"

#include <stdio.h>

/* ---- log show ---- */

static void put_line(struct json *j, const struct log_line *l)
{
    const struct {
        const char *key, *value;
    } PAIR[] = {{"time", l->time},       {"operator", l->who},    {"kind", log_kind_word(l->kind)},
                {"session", l->session}, {"subject", l->subject}, {"hash", l->hash},
                {"more", l->more}};
    json_open_object(j);
    json_pair_uint(j, "number", l->number);
    for (size_t i = 0; i < sizeof PAIR / sizeof PAIR[0]; i++)
        json_pair(j, PAIR[i].key, PAIR[i].value);
    json_close(j);
}

static enum err_code show_lines(const struct ctl *ctl, const void *request, const void *reply,
                                enum err_code came, struct err *e)
{
    const struct log_show_reply *r = reply;
    struct ctl_answer a;
    if (!ctl->json)
        command_say(&log_show_op, request, reply);
    if (!ctl->json || came != ERR_OK)
        return ERR_OK;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->lines; i++)
        put_line(&a.json, r->line[i]);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_log_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_show_op, argc, argv, show_lines, e);
}

/* ---- log check ---- */

static enum err_code show_checked(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&log_check_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_log_check(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_check_op, argc, argv, show_checked, e);
}

/* ---- log code ---- */

static enum err_code show_code(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    const struct log_code_reply *r = reply;
    struct ctl_answer a;
    (void)came;
    if (!ctl->json || !r->is_told || r->file) {
        command_say(&log_code_op, request, reply);
        return ERR_OK;
    }
    ctl_answer_begin(&a);
    json_open_object(&a.json);
    json_pair_uint(&a.json, "size", r->mark.size);
    json_pair(&a.json, "code", r->code);
    json_pair(&a.json, "origin", r->mark.origin);
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

enum err_code cmd_log_code(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_code_op, argc, argv, show_code, e);
}

/* ---- log export ---- */

static enum err_code show_exported(const struct ctl *ctl, const void *request, const void *reply,
                                   enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&log_export_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_log_export(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_export_op, argc, argv, show_exported, e);
}

/* ---- log take ---- */

static enum err_code show_taken(const struct ctl *ctl, const void *request, const void *reply,
                                enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&log_take_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_log_take(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_take_op, argc, argv, show_taken, e);
}

/* ---- log renew ---- */

static enum err_code show_renewed(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&log_begin_anew_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_log_renew(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &log_begin_anew_op, argc, argv, show_renewed, e);
}
