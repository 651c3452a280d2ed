/* sathachctl verify FILE... [--trust PUBLIC-KEY] [--bank FILE] [--log DIR] [--witness KEY] */
#include "tools/work/verify.h"

#include "tools/cmd/command.h"
#include "tools/cmd/proving.h"

static enum err_code show_json(const struct verify_reply *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->files; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "file", r->file[i].file);
        json_pair(&a.json, "what", r->file[i].what);
        proving_json(&a.json, &r->file[i].proof);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show(const struct ctl *ctl, const void *request, const void *reply,
                          enum err_code came, struct err *e)
{
    if (ctl->json)
        return came == ERR_OK ? show_json(reply, e) : ERR_OK;
    command_say(&verify_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_verify(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &verify_op, argc, argv, show, e);
}
