#include "tools/work/session_show.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/work/fields.h"

#include <stdlib.h>

/* What everybody may see of a session file. */
static enum err_code read_file(const char *path, struct session_show_reply *r, struct err *e)
{
    buf_init(&r->bytes, PACKAGE_MAX);
    enum err_code rc = path ? file_read(path, PACKAGE_MAX, &r->bytes, e) : err_memory(e);
    if (rc == ERR_OK && session_open(r->bytes.data, r->bytes.len, NULL, &r->session, e) != ERR_OK)
        rc = err_prefix(e, path);
    r->is_read = rc == ERR_OK;
    return rc;
}

/* The papers too, for who has the office's key. */
static enum err_code read_with_key(struct work *work, const char *name,
                                   struct session_show_reply *r, struct err *e)
{
    enum err_code rc = office_open(work, OFFICE_KEY, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_session_open(&r->office.workspace, name, r->office.key, &r->opened, e);
    r->is_read = r->has_papers = rc == ERR_OK;
    if (rc == ERR_OK)
        r->session = r->opened.session;
    office_rest(&r->office);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_show_request *q = request;
    struct session_show_reply *r = reply;
    struct workspace w;
    r->office.lock = -1;
    if (q->has_papers)
        return read_with_key(work, q->session, r, e);
    if (!workspace_is_name(q->session) || file_exists(q->session))
        return read_file(q->session, r, e);
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    char *path = office_session_path(&w, q->session, "session");
    rc = read_file(path, r, e);
    free(path);
    workspace_close(&w);
    return rc;
}

static void forget(void *reply)
{
    struct session_show_reply *r = reply;
    if (r->has_papers)
        office_session_close(&r->opened);
    buf_free(&r->bytes);
    office_close(&r->office);
}

#define AT(member) offsetof(struct session_show_request, member)
static const struct work_field FIELDS[] = {
    {.value = "NAME|FILE",
     .need = WORK_NEEDED,
     .kind = WORK_FILE,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--papers", NULL, WORK_OPTIONAL,
     N_("each paper: number, candidate, field, grade, seat, exemption, extra time; asks for the "
        "office's passphrase"),
     .kind = WORK_FLAG, .at = AT(has_papers)},
    {0}};

const struct work_op session_show_op = {
    .name = "session",
    .sub = "show",
    .words = "NAME|FILE",
    .help = N_("Shows a session; with the office's key its papers, too."),
    .field = FIELDS,
    .request = sizeof(struct session_show_request),
    .reply = sizeof(struct session_show_reply),
    .use = WORK_OFFICE_KEY,
    .run = run,
    .forget = forget};
