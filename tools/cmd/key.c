/* sathachctl key show · key trust FILE [--preview] · key passphrase ROLE */
#include "tools/cmd/command.h"
#include "tools/work/key_passphrase.h"
#include "tools/work/key_show.h"
#include "tools/work/key_trust.h"

#include <stdio.h>

/* ---- key show ---- */

static enum err_code show_keys_json(const struct key_show_reply *r, struct err *e)
{
    struct ctl_answer a;
    ctl_answer_begin(&a);
    json_open_array(&a.json);
    for (size_t i = 0; i < r->count; i++) {
        json_open_object(&a.json);
        json_pair(&a.json, "role", keys_role_word(r->key[i].role));
        json_pair(&a.json, "fingerprint", r->key[i].fingerprint);
        json_close(&a.json);
    }
    json_close(&a.json);
    return ctl_answer_end(&a, e);
}

static enum err_code show_keys(const struct ctl *ctl, const void *request, const void *reply,
                               enum err_code came, struct err *e)
{
    if (ctl->json)
        return came == ERR_OK ? show_keys_json(reply, e) : ERR_OK;
    command_say(&key_show_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_key_show(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &key_show_op, argc, argv, show_keys, e);
}

/* ---- key trust ---- */

static enum err_code show_trusted(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&key_trust_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_key_trust(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &key_trust_op, argc, argv, show_trusted, e);
}

/* ---- key passphrase ---- */

static enum err_code show_changed(const struct ctl *ctl, const void *request, const void *reply,
                                  enum err_code came, struct err *e)
{
    (void)ctl;
    (void)came;
    (void)e;
    command_say(&key_passphrase_op, request, reply);
    return ERR_OK;
}

enum err_code cmd_key_passphrase(struct ctl *ctl, int argc, char **argv, struct err *e)
{
    return command_run(ctl, &key_passphrase_op, argc, argv, show_changed, e);
}
