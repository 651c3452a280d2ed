#include "tools/work/session_slips.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/graded.h"
#include "tools/report/caution.h"
#include "tools/report/slips.h"
#include "tools/report/voucher_sheet.h"
#include "tools/work/fields.h"
#include "tools/work/printed_settings.h"

#include <stdlib.h>

static enum err_code put(const struct workspace *w, const char *name, const char *file,
                         const struct buf *b, char **written, struct err *e)
{
    char *path = workspace_path(w, "reports/%s/%s", name, file);
    enum err_code rc = path ? file_write(path, b->data, b->len, FILE_REPLACE, e) : err_memory(e);
    if (rc == ERR_OK)
        *written = path;
    else
        free(path);
    return rc;
}

/* What is about to be shown, before anybody sees it. */
static enum err_code add_line(const struct office *o, const char *session, const char *what,
                              const struct buf *bytes, struct err *e)
{
    uint8_t hash[CRYPT_HASH];
    char more[PRINTED_SETTINGS_MORE];
    if (bytes)
        crypt_hash_file(bytes->data, bytes->len, hash);
    printed_settings_more(&o->workspace, what, more);
    return log_note(&o->workspace,
                    &(struct log_entry){LOG_CODES, session, what, bytes ? hash : NULL, more},
                    o->key, e);
}

static enum err_code write_slips(struct session_slips_reply *r, struct err *e)
{
    const struct office *o = &r->office;
    const struct office_session *s = &r->opened;
    const struct workspace *w = &o->workspace;
    struct buf b[SESSION_SLIPS_FILES];
    static const char *const FILES[] = {"access-slips.txt", "access-slips.pdf", "vouchers.txt",
                                        "vouchers.pdf"};
    for (int i = 0; i < SESSION_SLIPS_FILES; i++)
        buf_init(&b[i], PACKAGE_MAX);
    char *folder = workspace_path(w, "reports/%s", s->name);
    enum err_code rc = folder ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = slips_make(s, &b[0], &b[1], e);
    if (rc == ERR_OK)
        rc = voucher_sheet_make(s, &b[2], &b[3], e);
    for (int i = 0; i < SESSION_SLIPS_FILES; i++) {
        char name[CAUTION_FILE_MAX];
        caution_file_name(caution_is_training(&s->session.info), FILES[i], name);
        if (rc == ERR_OK)
            rc = add_line(o, s->name, name, &b[i], e);
        if (rc == ERR_OK)
            rc = put(w, s->name, name, &b[i], &r->file[i], e);
        buf_free(&b[i]);
    }
    free(folder);
    return rc;
}

static enum err_code make(struct work *work, const struct session_slips_request *q,
                          struct session_slips_reply *r, struct err *e)
{
    uint8_t now[CRYPT_HASH];
    enum err_code rc = graded_check_session_open(&r->opened, &r->office.key->pub, e);
    if (rc == ERR_OK)
        rc = office_hash_sessions(&r->office.workspace, &q->session, 1, now, e);
    if (rc == ERR_OK)
        rc = work_bind(work, now, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc != ERR_OK || !q->is_shown)
        return rc == ERR_OK ? write_slips(r, e) : rc;
    rc = add_line(&r->office, r->opened.name, "json", NULL, e);
    r->may_show = rc == ERR_OK;
    return rc;
}

static enum err_code look(struct work *work, const void *request, uint8_t out[CRYPT_HASH],
                          struct err *e)
{
    const struct session_slips_request *q = request;
    struct workspace w;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_hash_sessions(&w, &q->session, 1, out, e);
    workspace_close(&w);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct session_slips_request *q = request;
    struct session_slips_reply *r = reply;
    enum err_code rc = office_open(work, OFFICE_WRITE, &r->office, e);
    if (rc != ERR_OK)
        return rc;
    rc = office_session_open(&r->office.workspace, q->session, r->office.key, &r->opened, e);
    r->is_opened = rc == ERR_OK;
    if (rc == ERR_OK)
        rc = make(work, q, r, e);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct session_slips_reply *r = reply;
    for (int i = 0; i < SESSION_SLIPS_FILES; i++)
        free(r->file[i]);
    if (r->is_opened)
        office_session_close(&r->opened);
    office_close(&r->office);
}

/* What was written. */
static void say(const void *request, const void *reply, struct buf *out)
{
    const struct session_slips_reply *r = reply;
    (void)request;
    for (int i = 0; i < SESSION_SLIPS_FILES; i++)
        if (r->file[i])
            buf_printf(out, "%s\n", r->file[i]);
}

static const struct work_field FIELDS[] = {{.value = "NAME",
                                            .need = WORK_NEEDED,
                                            .kind = WORK_NAME,
                                            .at = offsetof(struct session_slips_request, session),
                                            .label = N_("Session"),
                                            .choose = fields_sessions},
                                           {0}};

void session_slips_tell_results(const char *when, const char *where,
                                char out[SESSION_SLIPS_RESULTS])
{
    slips_tell_results(when, where, out, SESSION_SLIPS_RESULTS);
}

const struct work_op session_slips_op = {
    .name = "session",
    .sub = "slips",
    .words = "NAME",
    .help = N_("Writes the access slips and the sheet of vouchers."),
    .field = FIELDS,
    .request = sizeof(struct session_slips_request),
    .reply = sizeof(struct session_slips_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .forget = forget,
    .say = say};
