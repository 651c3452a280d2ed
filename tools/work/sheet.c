#include "tools/work/sheet.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/begun.h"
#include "tools/office/graded.h"
#include "tools/office/signing.h"
#include "tools/report/caution.h"
#include "tools/report/mark_page.h"
#include "tools/work/printed_settings.h"
#include "tools/work/fields.h"
#include "tools/work/sheet_rows.h"
#include "tools/work/basis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is asked follows from marks, rows and results: made anew after each change. */
static enum err_code judge(struct sheet_reply *r, struct err *e)
{
    results_free(&r->results);
    sheet_asked_free(&r->asked);
    enum err_code rc = grading_run(&r->grading, &r->results, e);
    return rc == ERR_OK ? sheet_ask(r->grading.opened.sheet, &r->results, &r->asked, e) : rc;
}

/* The line that says with which settings the sheet was made last: the mark's own, or that of a
 * sheet made anew. */
static const struct log_line *find_made(const struct log *l, const char *session, const char *name)
{
    for (size_t i = l->lines; i-- > 0;) {
        const struct log_line *x = &l->line[i];
        char state[16] = "";
        if (strcmp(x->session, session) != 0)
            continue;
        if (x->kind == LOG_MARK)
            return x;
        if (x->kind == LOG_PAPER && strcmp(x->subject, name) == 0 &&
            log_more(x, "state", state, sizeof state) && strcmp(state, "made") == 0)
            return x;
    }
    return NULL;
}

/* Made anew after they changed it gets a line of its own. */
static enum err_code note_settings(struct sheet_reply *r, const char *name, const struct buf *bytes,
                                   struct err *e)
{
    struct workspace *w = &r->office.workspace;
    const struct log_line *made = find_made(w->log, r->grading.opened.name, name);
    char settings[PRINTED_SETTINGS_MORE], more[PRINTED_SETTINGS_MORE + 16];
    uint8_t hash[CRYPT_HASH];
    if (made && printed_settings_state(w, made) == PRINTED_SETTINGS_SAME)
        return ERR_OK;
    printed_settings_more(w, name, settings);
    snprintf(more, sizeof more, "state=made%s%s", settings[0] ? " " : "", settings);
    crypt_hash_file(bytes->data, bytes->len, hash);
    return log_note(w, &(struct log_entry){LOG_PAPER, r->grading.opened.name, name, hash, more},
                    r->office.key, e);
}

static enum err_code write_page(struct sheet_reply *r, struct err *e)
{
    const struct office_session *s = &r->grading.opened;
    struct buf b;
    struct begun begun;
    char mark[MARK_PAGE_NAME], name[CAUTION_FILE_MAX];
    mark_page_name(s->sheet->marks, mark);
    caution_file_name(caution_is_training(&s->session.info), mark, name);
    begun_read(&r->grading.collection, &begun);
    buf_init(&b, REPORT_FILE_MAX);
    char *folder = workspace_path(&r->office.workspace, "reports/%s", s->name);
    r->page = folder ? file_join(folder, name) : NULL;
    enum err_code rc = r->page ? file_make_folder(folder, e) : err_memory(e);
    if (rc == ERR_OK)
        rc = mark_page_pdf(&(struct report_source){.workspace = &r->office.workspace,
                                                   .name = s->name,
                                                   .session = &s->session.info,
                                                   .results = &r->results,
                                                   .opened = s,
                                                   .grading = &r->grading,
                                                   .held = begun.day,
                                                   .paper = -1},
                           &r->asked, &b, e);
    if (rc == ERR_OK)
        rc = buf_check(&b, name, e);
    if (rc == ERR_OK)
        rc = signing_write(r->office.key,
                           &(struct signing_file){folder, name, s->name, "", b.data, b.len}, e);
    if (rc == ERR_OK)
        rc = note_settings(r, name, &b, e);
    buf_free(&b);
    free(folder);
    return rc;
}

/* Its line says with which settings the sheet is made. */
static enum err_code print_mark(struct sheet_reply *r, struct err *e)
{
    char settings[PRINTED_SETTINGS_MORE];
    printed_settings_more(&r->office.workspace, "mark.pdf", settings);
    return sheet_print(&r->grading, r->office.key, settings, e);
}

static enum err_code find_contradiction(const struct sheet_reply *r, struct err *e)
{
    const char *name = r->grading.opened.name;
    for (uint32_t p = 0; p < r->grading.opened.sheet->papers; p++)
        if (r->results.row[p].receipt[0] &&
            sheet_contradicts(r->grading.opened.sheet, p, r->results.row[p].receipt))
            return err_set(e, ERR_NO,
                           _("%s: paper %s: the sheet is not what was handed in: look at the row "
                             "again; the council decides"),
                           name, r->results.row[p].paper);
    return ERR_OK;
}

static enum err_code do_sheet(struct work *work, const struct sheet_typed *typed,
                              struct sheet_reply *r, struct err *e)
{
    bool is_print = !typed->from && !typed->lot;
    enum err_code rc = judge(r, e);
    if (rc == ERR_OK)
        rc = work_point(work, e);
    if (rc == ERR_OK)
        rc = is_print ? print_mark(r, e)
                      : sheet_take(&r->grading, &r->results, typed, r->office.key, e);
    if (rc == ERR_OK)
        rc = judge(r, e);
    if (rc == ERR_OK && (is_print || typed->lot)) /* dice ask more rows: the paper says so */
        rc = write_page(r, e);
    r->is_done = rc == ERR_OK;
    return rc == ERR_OK ? find_contradiction(r, e) : rc;
}

static enum err_code read_rows(const struct sheet_request *q, struct sheet_rows *rows,
                               struct err *e)
{
    enum err_code rc = q->from ? sheet_rows_read(q->from, rows, e) : ERR_OK;
    for (size_t i = 0; rc == ERR_OK && i < q->row.count; i++)
        rc = sheet_rows_add(rows, q->row.word[i], e);
    return rc;
}

/* Of rows that are typed nothing else is known. */
static enum err_code look(struct work *work, const void *request, uint8_t hash[CRYPT_HASH],
                          struct err *e)
{
    const struct sheet_request *q = request;
    (void)work;
    memset(hash, 0, CRYPT_HASH);
    return q->from ? basis_of_path(q->from, hash, e) : ERR_OK;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct sheet_request *q = request;
    struct sheet_reply *r = reply;
    struct sheet_rows rows = {0};
    r->office.lock = -1;
    enum err_code rc = q->from ? basis_bind(work, q->from, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = read_rows(q, &rows, e);
    if (rc == ERR_OK)
        rc = office_open(work, OFFICE_WRITE, &r->office, e);
    if (rc == ERR_OK)
        rc = grading_open(&r->office.workspace, q->session, r->office.key, &r->grading, e);
    if (rc == ERR_OK) /* nothing that is typed later counts */
        rc = graded_check_open(&r->grading.decisions, q->session, e);
    if (rc == ERR_OK)
        rc = do_sheet(work,
                      &(struct sheet_typed){.entry = rows.entry,
                                            .count = rows.count,
                                            .lot = q->lot,
                                            .from = q->from        ? file_base(q->from)
                                                    : q->row.count ? q->session
                                                                   : NULL},
                      r, e);
    sheet_rows_free(&rows);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct sheet_reply *r = reply;
    results_free(&r->results);
    sheet_asked_free(&r->asked);
    grading_close(&r->grading);
    office_close(&r->office);
    free(r->page);
}

#define AT(member) offsetof(struct sheet_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {.value = "PAPER=RECEIPT|absent|unsigned|no-code",
     .need = WORK_REPEATED,
     .kind = WORK_WORD,
     .at = AT(row),
     .label = N_("Rows")},
    {"--from", "FILE", WORK_OPTIONAL,
     N_("rows from a file: lines SBD;receipt or SBD/PAPER;receipt, or the attendance list, csv or "
        "xlsx, with its receipt column filled"),
     .kind = WORK_FILE, .at = AT(from), .label = N_("From file")},
    {"--lot", "TEXT", WORK_OPTIONAL,
     N_("dice thrown in public for the last mark: more rows are asked; once given they hold"),
     .kind = WORK_TEXT, .at = AT(lot), .label = N_("Lot")},
    {0}};

const struct work_op sheet_op = {
    .name = "sheet",
    .words = "SESSION [PAPER=RECEIPT|absent|unsigned|no-code]...",
    .help = N_("Prints the log's mark to be signed, with the rows of the signed sheet that it asks "
               "for; or takes these rows."),
    .field = FIELDS,
    .request = sizeof(struct sheet_request),
    .reply = sizeof(struct sheet_reply),
    .use = WORK_OFFICE_KEY | WORK_WRITES,
    .run = run,
    .look = look,
    .forget = forget};
