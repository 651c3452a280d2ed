#include "tools/work/report.h"

#include "app/core/i18n.h"
#include "tools/report/caution.h"
#include "tools/work/report_parts.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What should be looked at before a document is printed. */
static void warn(const struct reporting *rp, const struct reported *r)
{
    struct buf text;
    const struct workspace *w = &rp->office.workspace;
    bool is_notice = false;
    size_t documents;
    if (report_numbered(rp, &documents) == PAPERS_KINDS)
        return;
    buf_init(&text, 8192);
    for (size_t k = 0; k < rp->kinds; k++) {
        is_notice = is_notice || rp->kind[k]->numbered == PAPERS_NOTICE;
        if (rp->kind[k]->numbered < PAPERS_KINDS)
            papers_warn(&w->papers, rp->kind[k]->numbered, &text);
    }
    if (r->bases.count + w->bases.count == 0)
        buf_printf(&text,
                   _("office.ini: no [basis N], and none is known for the profile %s: the notice "
                     "names the profile alone\n"),
                   r->session.info.profile.id);
    if (is_notice && !r->session.info.opens && !r->source.held)
        buf_printf(&text,
                   _("%s: the session has no day, and what came of its papers tells of none or of "
                     "several: the notice names no day of the exam\n"),
                   r->name);
    if (text.len)
        work_tell(rp->work, &(struct work_event){.kind = WORK_NOTE, .text = buf_text(&text)});
    buf_free(&text);
}

/* Who makes the notice is not to find out from the paper that something waits; when the minutes are
 * written something often does. */
static void warn_waiting(const struct reporting *rp, const struct reported *r)
{
    size_t documents,
        waiting = r->source.results && report_numbered(rp, &documents) == PAPERS_NOTICE
                      ? results_count_waiting(r->source.results)
                      : 0;
    struct buf text;
    if (!waiting)
        return;
    buf_init(&text, 1024);
    buf_printf(&text,
               P_("%s: %zu paper waits for the council's ruling; the paper says so\n",
                  "%s: %zu papers wait for the council's ruling; the paper says so\n", waiting),
               r->name, waiting);
    work_tell(rp->work, &(struct work_event){.kind = WORK_NOTE, .text = buf_text(&text)});
    buf_free(&text);
}

/* ---- shown ---- */

static enum err_code make_list(struct reporting *rp, const struct report_kinds_kind *kind,
                               const struct reported *r, struct err *e)
{
    struct work *work = rp->work;
    struct report_shown *out = &rp->reply->shown[rp->reply->count];
    char formats[64];
    report_kinds_formats_of(kind, formats, sizeof formats);
    if (!kind->table)
        return err_set(e, ERR_USAGE, _("%s: is a file; give --format, one of: %s"), kind->name,
                       formats);
    *out = (struct report_shown){.session = r->name,
                                 .is_training = caution_is_training(&r->session.info)};
    enum err_code rc = report_kinds_table(
        kind, &r->source, work->lang,
        work->is_program ? STABLE_WORDS_PROGRAMS : STABLE_WORDS_PEOPLE, &out->table, e);
    rp->reply->count += rc == ERR_OK;
    return rc;
}

static enum err_code make_lists(struct reporting *rp, const struct reported *r, size_t n,
                                struct err *e)
{
    rp->reply->shown = calloc(n * rp->kinds, sizeof *rp->reply->shown);
    enum err_code rc = rp->reply->shown ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < n; i++)
        for (size_t k = 0; rc == ERR_OK && k < rp->kinds; k++)
            rc = make_list(rp, rp->kind[k], &r[i], e);
    return rc;
}

/* ---- the operation ---- */

static enum err_code hash(const struct workspace *w, const struct report_request *q,
                          uint8_t out[CRYPT_HASH], struct err *e)
{
    return office_hash_sessions(w, (const char *const *)q->session.word, q->session.count, out, e);
}

static enum err_code look(struct work *work, const void *request, uint8_t out[CRYPT_HASH],
                          struct err *e)
{
    struct workspace w;
    enum err_code rc = office_workspace(work, &w, e);
    if (rc != ERR_OK)
        return rc;
    rc = hash(&w, request, out, e);
    workspace_close(&w);
    return rc;
}

static enum err_code bind(struct reporting *rp, struct err *e)
{
    uint8_t now[CRYPT_HASH];
    enum err_code rc = hash(&rp->office.workspace, rp->asked, now, e);
    return rc == ERR_OK ? work_bind(rp->work, now, e) : rc;
}

/* "45/TB-SXD" is 45 where the form's own symbol is meant. */
static enum err_code check_symbol(const struct reporting *rp, struct err *e)
{
    const char *slash = rp->asked->number ? strchr(rp->asked->number, '/') : NULL;
    char symbol[PAPERS_SYMBOL_MAX];
    size_t documents;
    if (!slash)
        return ERR_OK;
    papers_symbol(&rp->office.workspace.papers, report_numbered(rp, &documents), symbol);
    if (strcmp(slash + 1, symbol) == 0)
        return ERR_OK;
    return err_set(e, ERR_USAGE, _("%s: write %.*s alone; the symbol /%s is put there by itself"),
                   rp->asked->number, (int)(slash - rp->asked->number), rp->asked->number, symbol);
}

static enum err_code report_all(struct reporting *rp, struct err *e)
{
    const struct work_words *w = &rp->asked->session;
    struct reported *r = calloc(w->count, sizeof *r);
    size_t opened = 0;
    enum err_code rc = r ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < w->count; i++) {
        r[opened].name = w->word[i];
        rc = report_open_session(rp, &r[opened++], e);
    }
    if (rc == ERR_OK && rp->formats)
        rc = bind(rp, e);
    if (rc == ERR_OK && rp->formats) {
        warn(rp, &r[0]);
        for (size_t i = 0; i < opened; i++)
            warn_waiting(rp, &r[i]);
        rc = report_write(rp, r, opened, e);
    } else if (rc == ERR_OK) {
        rc = make_lists(rp, r, opened, e);
    }
    for (size_t i = 0; i < opened; i++)
        report_close_session(&r[i]);
    free(r);
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    struct reporting rp = {.work = work, .asked = request, .reply = reply, .office = {.lock = -1}};
    enum err_code rc = report_parse(&rp, e);
    if (rc == ERR_OK)
        rc = office_open(work,
                         (rp.formats ? OFFICE_LOCK : 0) |
                             (rp.formats || report_needs(&rp, REPORT_NEED_PEOPLE) ? OFFICE_KEY : 0),
                         &rp.office, e);
    if (rc == ERR_OK)
        rc = check_symbol(&rp, e);
    if (rc == ERR_OK)
        rc = report_all(&rp, e);
    office_close(&rp.office);
    return rc;
}

static void forget(void *reply)
{
    struct report_reply *r = reply;
    for (size_t i = 0; i < r->count; i++)
        table_free(&r->shown[i].table);
    for (size_t i = 0; i < r->files; i++)
        free(r->file[i]);
    free(r->shown);
    free(r->file);
}

/* What was written. */
static void say(const void *request, const void *reply, struct buf *out)
{
    const struct report_reply *r = reply;
    (void)request;
    for (size_t i = 0; i < r->files; i++)
        buf_printf(out, "%s\n", r->file[i]);
}

/* A number, or one with the symbol of its form, which is judged once the office is open. */
static enum work_state check_number(const char *text, char *said, size_t room)
{
    size_t digits = strspn(text, "0123456789");
    if (digits && (!text[digits] || text[digits] == '/'))
        return WORK_RIGHT;
    snprintf(said, room, "%s", _("the number alone, 45; its symbol is put there"));
    return WORK_WRONG;
}

#define AT(member) offsetof(struct report_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {.value = "LIST[,…]",
     .need = WORK_NEEDED,
     .kind = WORK_WORD,
     .at = AT(lists),
     .label = N_("Lists"),
     .choose = report_choose_lists},
    {"--format", REPORT_KINDS_FORMAT_CHOICES, WORK_OPTIONAL,
     N_("writes files of these formats; without it the list is shown"), .kind = WORK_WORD,
     .at = AT(format), .label = N_("Formats"), .choose = report_choose_formats},
    {"--paper", "P", WORK_OPTIONAL, N_("the slip of this paper alone"), .kind = WORK_WORD,
     .at = AT(paper), .label = N_("One paper")},
    {"--number", "N", WORK_OPTIONAL,
     N_("the number of the notice or the minutes in the office's book: of 12/BB-SXD type 12, its "
        "symbol is put there; without it the pdf is a draft. A training session's is 00, and the "
        "day alone is asked"),
     .kind = WORK_WORD, .at = AT(number), .label = N_("Number"), .check = check_number},
    {"--day", "D", WORK_OPTIONAL,
     N_("the day of signing, 2026-01-08 or 08/01/2026; without it the pdf is a draft, with dots"),
     .kind = WORK_DATE, .at = AT(day), .label = N_("Day signed")},
    {"--electronic", NULL, WORK_OPTIONAL,
     N_("the file itself will be signed electronically: its appendices leave number and day open; "
        "not for a print that is signed by hand"),
     .kind = WORK_FLAG, .at = AT(is_electronic), .label = N_("Electronic")},
    {"-o", "DIR", WORK_OPTIONAL, N_("the folder to write into; reports/SESSION by default"),
     .kind = WORK_FOLDER, .at = AT(folder), .label = N_("Folder")},
    {0}};

const struct work_op report_op = {
    .name = "report",
    .words = "SESSION... passlist|results|receipts|slips|minutes|attendance|opendata[,…]",
    .help = N_("Shows lists, or writes lists and papers, each with its signature."),
    .field = FIELDS,
    .request = sizeof(struct report_request),
    .reply = sizeof(struct report_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .forget = forget,
    .say = say};
