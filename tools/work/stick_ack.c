#include "tools/work/stick_ack.h"

#include "app/core/ack.h"
#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/collect.h"
#include "tools/office/office_session.h"
#include "tools/work/day_look.h"
#include "tools/work/fields.h"
#include "tools/work/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An acknowledgement on its way. */
struct acknowledged {
    struct buf bytes;
    struct ack ack; /* points into them */
    char name[SESSION_NAME_MAX + 8];
};

struct acking {
    const struct stick_ack_request *asked;
    struct stick_ack_reply *reply;
    struct office *office;
    struct acknowledged *of; /* of each row of the reply; owned */
};

/* ---- which sessions ---- */

static struct stick_ack_row *find_row(const struct acking *a, const char *session)
{
    for (size_t i = 0; i < a->reply->rows; i++)
        if (strcmp(a->reply->row[i].session, session) == 0)
            return &a->reply->row[i];
    return NULL;
}

static enum err_code add_row(struct acking *a, const char *session, struct err *e)
{
    if (find_row(a, session))
        return ERR_OK;
    if (a->reply->rows == STICK_ACK_SESSIONS)
        return err_set(e, ERR_LIMIT, _("%s: files of more than %d sessions"), a->asked->folder,
                       STICK_ACK_SESSIONS);
    struct stick_ack_row *row = &a->reply->row[a->reply->rows++];
    *row = (struct stick_ack_row){0};
    snprintf(row->session, sizeof row->session, "%s", session);
    return ERR_OK;
}

/* ---- what the office signed ---- */

/* False: nothing of it was collected yet. */
static enum err_code read_ack(struct acking *a, size_t i, bool *is_there, struct err *e)
{
    struct acknowledged *of = &a->of[i];
    const struct workspace *w = &a->office->workspace;
    char *path = office_session_path(w, a->reply->row[i].session, "ack");
    enum err_code rc = path ? ERR_OK : err_memory(e);
    *is_there = path && file_exists(path);
    snprintf(of->name, sizeof of->name, "%s.ack", a->reply->row[i].session);
    if (rc == ERR_OK && *is_there)
        rc = file_read(path, ACK_FILE_MAX, &of->bytes, e);
    if (rc == ERR_OK && *is_there)
        rc = ack_open(of->bytes.data, of->bytes.len, a->office->log.office.sign_pk, &of->ack, e);
    if (rc != ERR_OK && path)
        err_prefix(e, path);
    free(path);
    return rc;
}

static enum err_code read_acks(struct acking *a, struct err *e)
{
    enum err_code rc = ERR_OK;
    size_t found = 0;
    for (size_t i = 0; rc == ERR_OK && i < a->reply->rows; i++) {
        bool is_there;
        rc = read_ack(a, i, &is_there, e);
        found += is_there;
        if (rc == ERR_OK && is_there)
            a->reply->row[i].journals = a->of[i].ack.count;
        else if (rc == ERR_OK && a->asked->session[0])
            rc = err_set(e, ERR_USAGE,
                         _("%s: nothing was collected yet, so nothing is acknowledged"),
                         a->reply->row[i].session);
    }
    if (rc == ERR_OK && !found)
        rc = err_set(
            e, ERR_USAGE,
            _("%s: no files of a session that was collected lie there; --session names one"),
            a->asked->folder);
    return rc;
}

/* ---- what lies there ---- */

/* What could not be looked at is told when it is collected. */
static void pass_over(void *context, const char *path, const char *what)
{
    (void)context;
    (void)path;
    (void)what;
}

static void count_left(struct acking *a, const char *name)
{
    char session[SESSION_NAME_MAX], paper[8], receipt[CODE_RECEIPT + 1];
    uint32_t index;
    struct stick_ack_row *row =
        day_look_session(&a->office->workspace, name, session) ? find_row(a, session) : NULL;
    if (!row || sscanf(name + strlen(session), ".%7[0-9].%16[0-9A-Z].", paper, receipt) != 2 ||
        !session_paper_index(paper, &index))
        return;
    const struct acknowledged *of = &a->of[row - a->reply->row];
    row->left += !of->bytes.len || !ack_has(&of->ack, index, receipt);
}

/* The sessions of what lies there; or, once the acknowledgements are read, what they lack. */
static enum err_code look(struct acking *a, bool counts, struct err *e)
{
    struct collect c = {.workspace = &a->office->workspace, .tell = pass_over};
    char session[SESSION_NAME_MAX];
    enum err_code rc = collect_find_files(&c, a->asked->folder, e);
    for (size_t i = 0; i < c.items; i++) {
        const char *name = file_base(c.item[i].path);
        bool is_ours = c.item[i].kind != COLLECT_MARK;
        if (rc == ERR_OK && counts && c.item[i].kind == COLLECT_JOURNAL)
            count_left(a, name);
        else if (rc == ERR_OK && !counts && is_ours &&
                 day_look_session(&a->office->workspace, name, session))
            rc = add_row(a, session, e);
        free(c.item[i].path);
    }
    free(c.item);
    return rc;
}

static enum err_code choose(struct acking *a, struct err *e)
{
    enum err_code rc = ERR_OK;
    if (!file_is_folder(a->asked->folder))
        return err_set(e, ERR_IO, _("%s: nothing was written: the stick or folder is not there"),
                       a->asked->folder);
    if (!a->asked->session[0])
        return look(a, false, e);
    for (size_t i = 0; rc == ERR_OK && a->asked->session[i]; i++)
        rc = workspace_is_name(a->asked->session[i])
                 ? add_row(a, a->asked->session[i], e)
                 : err_set(e, ERR_USAGE, _("%s: no such session in this workspace"),
                           a->asked->session[i]);
    return rc;
}

/* ---- written ---- */

/* One that this office signed for a session of this name. */
static bool is_older(void *context, const struct carry_file *f, const struct buf *there)
{
    const struct acking *a = context;
    struct ack ack;
    struct err ignored = {0};
    return ack_open(there->data, there->len, a->office->log.office.sign_pk, &ack, &ignored) ==
               ERR_OK &&
           strncmp(f->name, ack.session, strcspn(f->name, ".")) == 0;
}

static enum err_code carry(struct acking *a, struct work *work, struct err *e)
{
    struct carry_file file[STICK_ACK_SESSIONS];
    struct stick_ack_row *row[STICK_ACK_SESSIONS];
    struct carry c = {.folder = a->asked->folder,
                      .file = file,
                      .is_older = is_older,
                      .context = a,
                      .started_ms = clock_boot_ms(&a->office->workspace.clock)};
    for (size_t i = 0; i < a->reply->rows; i++) {
        if (!a->of[i].bytes.len)
            continue;
        row[c.files] = &a->reply->row[i];
        file[c.files++] = (struct carry_file){.name = a->of[i].name, .bytes = &a->of[i].bytes};
    }
    enum err_code rc = carry_look(&c, e);
    if (rc == ERR_OK)
        rc = carry_bind(&c, work, e);
    if (rc == ERR_OK && !a->asked->is_dry)
        rc = work_point(work, e);
    if (rc == ERR_OK && !a->asked->is_dry)
        rc = carry_write(&c, work, e);
    for (size_t i = 0; rc == ERR_OK && i < c.files; i++) {
        row[i]->state = file[i].state;
        row[i]->path = file[i].path;
        file[i].path = NULL;
    }
    carry_free(&c);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct office o = {.lock = -1};
    struct acking a = {.asked = request, .reply = reply, .office = &o};
    if (!a.asked->folder)
        return err_set(e, ERR_USAGE, _("the stick or folder is needed"));
    a.reply->row = calloc(STICK_ACK_SESSIONS, sizeof *a.reply->row);
    a.of = calloc(STICK_ACK_SESSIONS, sizeof *a.of);
    enum err_code rc =
        a.reply->row && a.of ? office_open_log(work, OFFICE_LOOK, &o, e) : err_memory(e);
    for (size_t i = 0; a.of && i < STICK_ACK_SESSIONS; i++)
        buf_init(&a.of[i].bytes, ACK_FILE_MAX);
    if (rc == ERR_OK)
        rc = choose(&a, e);
    if (rc == ERR_OK)
        rc = read_acks(&a, e);
    if (rc == ERR_OK)
        rc = look(&a, true, e);
    if (rc == ERR_OK)
        rc = carry(&a, work, e);
    for (size_t i = 0; a.of && i < STICK_ACK_SESSIONS; i++)
        buf_free(&a.of[i].bytes);
    free(a.of);
    office_close(&o);
    return rc;
}

static void forget(void *reply)
{
    struct stick_ack_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++)
        free(r->row[i].path);
    free(r->row);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct stick_ack_request *q = request;
    const struct stick_ack_reply *r = reply;
    for (size_t i = 0; i < r->rows; i++) {
        const struct stick_ack_row *x = &r->row[i];
        if (x->path)
            buf_printf(out,
                       P_("%s: acknowledges %zu journal; %s\n",
                          "%s: acknowledges %zu journals; %s\n", x->journals),
                       x->path, x->journals, carry_word(x->state, q->is_dry));
        else
            buf_printf(out, _("! %s: nothing was collected yet, so nothing is acknowledged\n"),
                       x->session);
        if (x->path && x->left)
            buf_printf(
                out,
                P_("! %s: %zu journal lies there that is not collected: collect it first, "
                   "then copy again\n",
                   "! %s: %zu journals lie there that are not collected: collect them first, "
                   "then copy again\n",
                   x->left),
                x->session, x->left);
    }
}

#define AT(member) offsetof(struct stick_ack_request, member)
static const struct work_field FIELDS[] = {
    {.value = "DIR",
     .need = WORK_NEEDED,
     .kind = WORK_FOLDER,
     .at = AT(folder),
     .label = N_("Stick")},
    {"--session", "NAME", WORK_REPEATED,
     N_("of this session, whatever lies there; without it, of those whose files lie there"),
     .kind = WORK_NAME, .at = AT(session), .label = N_("Session"), .choose = fields_sessions},
    {"--dry-run", NULL, WORK_OPTIONAL, N_("says what would be written, and writes nothing"),
     .kind = WORK_FLAG, .at = AT(is_dry)},
    {0}};

const struct work_op stick_ack_op = {
    .name = "stick",
    .sub = "ack",
    .words = "DIR",
    .help = N_("Copies the office's signed acknowledgements to a stick: what stands in them may "
               "leave the seats."),
    .field = FIELDS,
    .request = sizeof(struct stick_ack_request),
    .reply = sizeof(struct stick_ack_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget,
    .preview = "--dry-run",
    .say = say};
