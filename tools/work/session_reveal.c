#include "tools/work/session_reveal.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/grading.h"
#include "tools/office/signing.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <stdlib.h>

/* It tells D and which questions each number had: only when nothing is decided any more. */
static enum err_code check_closed(const struct grading *g, struct err *e)
{
    if (decisions_close(&g->decisions))
        return ERR_OK;
    return err_set(e, ERR_POLICY,
                   _("%s: not closed yet; the draw is revealed after: sathachctl decide %s close"),
                   g->opened.name, g->opened.name);
}

/* The line first: what it speaks of is shown after it is signed. */
static enum err_code write_file(const struct office *o, const struct grading *g,
                                const struct buf *text, struct err *e)
{
    const char *session = g->opened.name;
    uint8_t hash[CRYPT_HASH];
    char *folder = workspace_path(&o->workspace, "reports/%s", session);
    crypt_hash_file(text->data, text->len, hash);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = log_note(&o->workspace,
                      &(struct log_entry){LOG_REVEAL, session, DRAWN_FILE, hash, NULL}, o->key, e);
    if (rc == ERR_OK)
        rc = signing_write(
            o->key, &(struct signing_file){folder, DRAWN_FILE, session, "", text->data, text->len},
            e);
    free(folder);
    return rc;
}

static enum err_code reveal(struct work *work, const struct office *o, const struct grading *g,
                            struct err *e)
{
    struct commit said;
    struct buf text;
    buf_init(&text, DRAWN_FILE_MAX);
    enum err_code rc = check_closed(g, e);
    if (rc == ERR_OK)
        rc = commit_load(&o->workspace, &o->key->pub, g->opened.name, &said, NULL, e);
    if (rc == ERR_OK)
        rc = office_session_check_commitment(&g->opened, e);
    if (rc == ERR_OK)
        rc = drawn_write(&g->opened, &said, &text, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = write_file(o, g, &text, e);
    buf_free(&text);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_reveal_request *q = request;
    struct session_reveal_reply *r = reply;
    struct office o;
    struct grading g;
    enum err_code rc = office_open(work, OFFICE_WRITE, &o, e);
    if (rc != ERR_OK)
        return rc;
    rc = grading_open(&o.workspace, q->name, o.key, &g, e);
    if (rc == ERR_OK) {
        rc = reveal(work, &o, &g, e);
        r->papers = g.opened.session.papers;
        grading_close(&g);
    }
    office_close(&o);
    return rc;
}

static const struct work_field FIELDS[] = {{.value = "NAME",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_NAME,
                                            .at = offsetof(struct session_reveal_request, name),
                                            .label = N_("Session"),
                                            .choose = fields_sessions},
                                           {0}};

const struct work_op session_reveal_op = {
    .name = "session",
    .sub = "reveal",
    .words = "NAME",
    .help =
        N_("Writes drawn.tsv of a closed session, from which everybody draws its papers again."),
    .field = FIELDS,
    .request = sizeof(struct session_reveal_request),
    .reply = sizeof(struct session_reveal_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run};
