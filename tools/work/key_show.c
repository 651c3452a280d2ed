#include "tools/work/key_show.h"

#include "app/core/i18n.h"
#include "tools/work/office.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct key_show_reply *r = reply;
    struct workspace w;
    (void)request;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    for (enum keys_role role = KEYS_OFFICE; role <= KEYS_WITNESS; role++) {
        struct keys_public pub;
        struct err ignored = {0};
        if (workspace_public_key(&w, role, &pub, &ignored) != ERR_OK)
            continue;
        r->key[r->count].role = role;
        crypt_fingerprint(pub.sign_pk, r->key[r->count++].fingerprint);
    }
    workspace_close(&w);
    return r->count ? ERR_OK : err_set(e, ERR_KEY, _("this workspace has no public key"));
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct key_show_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->count; i++)
        buf_printf(out, "%s  %s\n", r->key[i].fingerprint, keys_role_word(r->key[i].role));
}

static const struct work_field FIELDS[] = {{0}};

const struct work_op key_show_op = {
    .name = "key",
    .sub = "show",
    .words = "",
    .help = N_("Shows the workspace's public keys and their fingerprints."),
    .field = FIELDS,
    .request = sizeof(struct key_show_request),
    .reply = sizeof(struct key_show_reply),
    .use = WORK_LOOKS,
    .run = run,
    .say = say};
