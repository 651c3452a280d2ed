#include "tools/work/session_draw.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"
#include "tools/work/session_making.h"

#include <stdlib.h>
#include <string.h>

/* The bank that was committed to. */
struct committed {
    struct buf file;
    struct bank bank;
    struct bank_office key;
};

/* banks/NAME.bank as it stands; that it is the committed one is seen by its hash. */
static enum err_code open_bank(const struct office *o, const char *name, const struct commit *said,
                               struct committed *out, struct err *e)
{
    char *path = workspace_path(&o->workspace, "banks/%s.bank", name);
    enum err_code rc = path ? file_read(path, PACKAGE_MAX, &out->file, e) : err_memory(e);
    if (rc == ERR_OK &&
        ((rc = bank_open(out->file.data, out->file.len, NULL, &out->bank, e)) != ERR_OK ||
         (rc = bank_open_office(&out->bank, o->key, &out->key, e)) != ERR_OK))
        rc = err_prefix(e, path);
    if (rc == ERR_OK && memcmp(out->bank.hash, said->bank, CRYPT_HASH) != 0)
        rc = err_set(e, ERR_POLICY, _("%s: not the bank that %s committed to; put that one back"),
                     path, said->session);
    free(path);
    return rc;
}

static enum err_code draw(struct work *work, struct office *o, struct commit_draft *draft,
                          const struct commit *said, const char *lot, struct err *e)
{
    struct session_making m = {.work = work};
    struct committed bank = {0};
    buf_init(&bank.file, PACKAGE_MAX);
    enum err_code rc = open_bank(o, draft->bank, said, &bank, e);
    if (rc == ERR_OK)
        rc = session_making_room(&m, &draft->source, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK) {
        strcpy(draft->source.info.lot, lot);
        rc = session_make_draw(
            &(struct session_make){.workspace = &o->workspace,
                                   .office = o->key,
                                   .rnd = &work->rnd,
                                   .source = &draft->source,
                                   .identity = (const char *const *)draft->identity,
                                   .bank_name = draft->bank,
                                   .bank = &bank.bank,
                                   .key = &bank.key,
                                   .lot_rule = "-",
                                   .hand_over = session_making_hand_over,
                                   .context = &m},
            said, e);
    }
    session_making_free(&draft->source);
    bank_office_free(&bank.key);
    buf_free(&bank.file);
    return rc;
}

static enum err_code draw_pending(struct work *work, struct office *o,
                                  const struct session_draw_request *q,
                                  struct session_draw_reply *r, struct err *e)
{
    struct commit said;
    struct commit_draft draft = {0};
    char lot[SESSION_TEXT_MAX];
    enum err_code rc = commit_lot(q->lot, lot, e);
    if (rc == ERR_OK)
        rc = session_make_pending(&o->workspace, o->key, q->name, &said, &draft, e);
    if (rc == ERR_OK)
        rc = draw(work, o, &draft, &said, lot, e);
    r->papers = draft.source.papers;
    r->candidates = draft.source.candidates;
    commit_draft_free(&draft);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_draw_request *q = request;
    struct office o;
    if (!q->lot)
        return err_set(e, ERR_USAGE, _("--lot is needed: the lot as it was drawn in public"));
    enum err_code rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = draw_pending(work, &o, q, reply, e);
    office_close(&o);
    return rc;
}

#define AT(member) offsetof(struct session_draw_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(name),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--lot", "TEXT", WORK_NEEDED,
     N_("the lot as it was drawn; its letters and digits count, 6 to 64 of them"),
     .kind = WORK_TEXT, .at = AT(lot), .label = N_("Lot")},
    {0}};

const struct work_op session_draw_op = {
    .name = "session",
    .sub = "draw",
    .words = "NAME",
    .help = N_("Draws every paper of a commitment by the public lot and makes the session file."),
    .field = FIELDS,
    .request = sizeof(struct session_draw_request),
    .reply = sizeof(struct session_draw_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run};
