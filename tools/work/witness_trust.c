#include "tools/work/witness_trust.h"

#include "app/core/i18n.h"
#include "tools/office/witness.h"

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct witness_trust_request *q = request;
    struct witness_trust_reply *r = reply;
    struct witness w;
    struct keys_public office;
    enum err_code rc = witness_open(q->witness ? q->witness : work->folder, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = witness_trust(&w, q->file, &office, e);
    if (rc == ERR_OK) {
        r->is_trusted = true;
        r->role = office.role;
        crypt_fingerprint(office.sign_pk, r->fingerprint);
    }
    witness_close(&w);
    return rc;
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct witness_trust_reply *r = reply;
    (void)request;
    if (r->is_trusted)
        buf_printf(out, _("trusted: %s, fingerprint %s; compare it with the paper of its owner\n"),
                   keys_role_word(r->role), r->fingerprint);
}

#define AT(member) offsetof(struct witness_trust_request, member)
static const struct work_field FIELDS[] = {
    {.value = "OFFICE.pub",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(file),
     .label = N_("Office's key")},
    {"--witness", "DIR", WORK_OPTIONAL,
     N_("the folder of the witness; that of -C, the current one or the nearest above by default"),
     .kind = WORK_FOLDER, .at = AT(witness), .label = N_("Witness's folder")},
    {0}};

const struct work_op witness_trust_op = {
    .name = "witness",
    .sub = "trust",
    .words = "OFFICE.pub",
    .help = N_("The witness takes up the office's public key, once; its fingerprint is read out "
               "and compared."),
    .field = FIELDS,
    .request = sizeof(struct witness_trust_request),
    .reply = sizeof(struct witness_trust_reply),
    .use = WORK_WRITES,
    .run = run,
    .say = say};
