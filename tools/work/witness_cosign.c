#include "tools/work/witness_cosign.h"

#include "app/core/i18n.h"
#include "app/core/text.h"
#include "tools/work/ring.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN_MAX = 2 * LOG_LINE_MAX };

/* ---- what is new ---- */

/* Kinds that are shown line by line; of the others the number. */
static bool is_shown(const struct log_line *line)
{
    char found[8];
    switch (line->kind) {
    case LOG_INIT:
    case LOG_KEY:
    case LOG_COMMIT:
    case LOG_SESSION:
    case LOG_PEOPLE:
    case LOG_CANCEL:
    case LOG_DECISION:
    case LOG_ACT:
    case LOG_RESTORE:
    case LOG_RENEW: return true;
    default: return log_more(line, "found", found, sizeof found);
    }
}

/* Sessions whose mark was printed to be signed, so far. */
struct marked {
    const char **session; /* owned; the names are the log's */
    size_t count;
};

static bool is_marked(const struct marked *m, const char *session)
{
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->session[i], session) == 0)
            return true;
    return false;
}

/* A file of a room that came after the session's mark was printed to be signed. */
static bool is_late(struct marked *m, const struct log_line *line)
{
    if (line->kind == LOG_MARK && !is_marked(m, line->session))
        m->session[m->count++] = line->session;
    return (line->kind == LOG_ANSWERS || line->kind == LOG_RESUME || line->kind == LOG_MANIFEST) &&
           is_marked(m, line->session);
}

static void say_line(const struct log_line *line, struct buf *out)
{
    struct buf text;
    char clean[SHOWN_MAX];
    buf_init(&text, SHOWN_MAX);
    buf_printf(&text, "%llu  %s  %s  %s  %s  %s", (unsigned long long)line->number, line->time,
               log_kind_word(line->kind), line->session, line->subject, line->more);
    buf_printf(out, "  %s\n", text_clean(buf_text(&text), clean, sizeof clean));
    buf_free(&text);
}

/* marked: room for as many names as the log has lines. */
static void say_new(const struct witness_view *v, struct marked *marked, struct buf *out)
{
    size_t count[LOG_KIND_COUNT] = {0}, late = 0;
    for (size_t i = 0; i < v->log.lines; i++) {
        const struct log_line *line = &v->log.line[i];
        bool came_late = is_late(marked, line);
        if (i < v->known)
            continue;
        count[line->kind]++;
        late += came_late;
        if (is_shown(line))
            say_line(line, out);
    }
    for (size_t k = 0; k < LOG_KIND_COUNT; k++)
        if (count[k])
            buf_printf(out, "  %zu × %s\n", count[k], log_kind_word((enum log_kind)k));
    if (late)
        buf_printf(out, _("  late, after a mark was printed to be signed: %zu\n"), late);
}

/* ---- what is lost ---- */

/* A line that was cosigned, its tabs as blanks. */
static void say_kept(const char *line, size_t n, struct buf *out)
{
    struct buf one;
    char clean[SHOWN_MAX];
    buf_init(&one, SHOWN_MAX);
    buf_add(&one, line, n);
    for (size_t k = 0; k < one.len; k++)
        if (one.data[k] == '\t')
            one.data[k] = ' ';
    buf_printf(out, "  - %s\n", text_clean(buf_text(&one), clean, sizeof clean));
    buf_free(&one);
}

/* Lines that were cosigned before and are not in this log. */
static void say_lost(const struct witness_view *v, struct buf *out)
{
    size_t at = 0;
    if (v->gone.size)
        buf_printf(
            out,
            _("This office had another log before, %s, of which %zu lines were cosigned: none of "
              "them is in this one.\n"),
            v->gone.origin, (size_t)v->gone.size);
    if (v->kept.size)
        buf_printf(out, _("The office began its log anew. Cosigned before and lost: %zu lines.\n"),
                   (size_t)(v->kept.size - v->known));
    for (uint64_t i = 0; i < v->kept.size && at < v->kept_text.len; i++) {
        const char *line = (const char *)v->kept_text.data + at,
                   *end = memchr(line, '\n', v->kept_text.len - at);
        size_t n = end ? (size_t)(end - line) : v->kept_text.len - at;
        if (i >= v->known)
            say_kept(line, n, out);
        at += n + 1;
    }
}

static void say_view(const struct witness_view *v, struct buf *out)
{
    char code[NOTE_CODE_TEXT];
    struct marked marked = {.session = calloc(v->log.lines + 1, sizeof *marked.session)};
    if (v->is_renewed)
        say_lost(v, out);
    if (marked.session)
        say_new(v, &marked, out);
    else
        out->failed = true;
    free(marked.session);
    note_code_text(&v->log.mark, code);
    buf_printf(out, _("Code of this mark: %zu · %s\n"), v->log.lines, code);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct witness_cosign_request *q = request;
    const struct witness_cosign_reply *r = reply;
    if (r->is_signed)
        buf_printf(out, _("%s: cosigned by %s\n"), r->view.folder, r->witness.pub.name);
    else if (r->has_view && q->is_preview)
        say_view(&r->view, out);
}

/* ---- the operation ---- */

static enum err_code sign(struct work *work, const struct witness_cosign_request *q,
                          struct witness_cosign_reply *r, const struct keys_secret *key,
                          struct err *e)
{
    struct clock_source clock = clock_system();
    if (q->seen && memcmp(q->seen, r->view.log.mark.root, CRYPT_HASH) != 0)
        return err_set(e, ERR_BUSY,
                       _("%s: it is another log than was looked at; nothing was signed"),
                       r->view.folder);
    if (r->view.is_renewed && !q->accepts_loss)
        return err_set(e, ERR_NO,
                       _("%s: lines that were cosigned before are lost; --accept-loss cosigns it "
                         "all the same"),
                       r->view.folder);
    enum err_code rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = witness_sign(&r->witness, &r->view, key, (uint64_t)(clock_wall_ms(&clock) / 1000), e);
    r->is_signed = rc == ERR_OK;
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct witness_cosign_request *q = request;
    struct witness_cosign_reply *r = reply;
    struct keys_secret *key = NULL;
    int lock = -1;
    enum err_code rc = witness_open(q->witness ? q->witness : work->folder, &r->witness, e);
    if (rc == ERR_OK)
        rc = workspace_lock(&(struct workspace){.folder = r->witness.folder}, &lock, e);
    if (rc == ERR_OK)
        rc = witness_look(&r->witness, q->folder, &r->view, e);
    r->has_view = rc == ERR_OK;
    if (rc == ERR_OK)
        rc = ring_witness_key(work, &r->witness, &key, e);
    if (rc == ERR_OK && !q->is_preview)
        rc = sign(work, q, r, key, e);
    workspace_unlock(lock);
    return rc;
}

static void forget(void *reply)
{
    struct witness_cosign_reply *r = reply;
    if (r->has_view)
        witness_view_free(&r->view);
    witness_close(&r->witness);
}

static const char *word_of(const void *request)
{
    return ((const struct witness_cosign_request *)request)->accepts_loss ? "ACCEPT LOSS" : "YES";
}

#define AT(member) offsetof(struct witness_cosign_request, member)
static const struct work_field FIELDS[] = {
    {.value = "FOLDER",
     .need = WORK_NEEDED,
     .kind = WORK_FOLDER,
     .at = AT(folder),
     .label = N_("Stick or folder")},
    {"--witness", "DIR", WORK_OPTIONAL,
     N_("the folder of the witness; that of -C, the current one or the nearest above by default"),
     .kind = WORK_FOLDER, .at = AT(witness), .label = N_("Witness's folder")},
    {"--accept-loss", NULL, WORK_OPTIONAL,
     N_("cosigns also a log from which lines are lost that were cosigned before"),
     .kind = WORK_FLAG, .at = AT(accepts_loss), .label = N_("Lost lines, too")},
    {"--preview", NULL, WORK_OPTIONAL, N_("shows what is new, and signs nothing"),
     .kind = WORK_FLAG, .at = AT(is_preview)},
    {0}};

const struct work_op witness_cosign_op = {
    .name = "witness",
    .sub = "cosign",
    .words = "FOLDER",
    .help = N_("The witness checks the log on a stick against what it cosigned before, shows what "
               "is new, and cosigns it."),
    .field = FIELDS,
    .request = sizeof(struct witness_cosign_request),
    .reply = sizeof(struct witness_cosign_reply),
    .use = WORK_WRITES,
    .run = run,
    .forget = forget,
    .preview = "--preview",
    .word = "YES",
    .word_of = word_of,
    .say = say};
