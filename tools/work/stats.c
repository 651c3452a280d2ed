#include "tools/work/stats.h"

#include "app/core/file.h"
#include "app/core/i18n.h"
#include "tools/office/signing.h"
#include "tools/office/whole.h"
#include "tools/report/caution.h"
#include "tools/report/itemreport.h"
#include "tools/report/report_kinds.h"
#include "tools/table/csv.h"
#include "tools/table/xlsx.h"
#include "tools/work/fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counting {
    struct stats_reply *reply;
    bool format[REPORT_KINDS_FORMATS];
    char *names; /* of the sessions, blanks between */
    const char *folder;
    char basis[BASIS_HEX]; /* of a single session */
};

/* ---- files ---- */

static enum err_code note_file(struct stats_reply *r, const char *folder, const char *name,
                               struct err *e)
{
    char **grown = realloc(r->file, (r->files + 1) * sizeof *grown);
    if (!grown)
        return err_memory(e);
    r->file = grown;
    if (!(r->file[r->files] = file_join(folder, name)))
        return err_memory(e);
    r->files++;
    return ERR_OK;
}

static int64_t opens(const struct counting *c)
{
    return c->reply->grading[0].opened.session.info.opens;
}

static enum err_code write_file(const struct counting *c, const char *name, const struct buf *b,
                                struct err *e)
{
    char file[CAUTION_FILE_MAX];
    enum err_code rc = buf_check(b, name, e);
    caution_file_name(c->reply->is_training, name, file);
    if (rc == ERR_OK)
        rc = signing_write(
            c->reply->office.key,
            &(struct signing_file){c->folder, file, c->names, c->basis, b->data, b->len}, e);
    return rc == ERR_OK ? note_file(c->reply, c->folder, file, e) : rc;
}

/* In the formats of tables each table is a file. */
static enum err_code write_tables(const struct counting *c, enum report_kinds_format f,
                                  struct err *e)
{
    bool is_training = c->reply->is_training;
    enum err_code rc = ERR_OK;
    for (const struct itemreport_table *x = ITEMREPORT_TABLES; rc == ERR_OK && x->name; x++) {
        struct table t;
        struct buf b;
        char name[64];
        buf_init(&b, REPORT_FILE_MAX);
        x->make(&c->reply->analysis, STABLE_WORDS_PEOPLE, &t);
        if (is_training)
            caution_add_training(&t);
        snprintf(name, sizeof name, "stats-%s.%s", x->name, report_kinds_format_name(f));
        rc = f == REPORT_KINDS_CSV
                 ? csv_table(&t, TABLE_VI, &b, e)
                 : xlsx_table(
                       &t, TABLE_VI,
                       &(struct xlsx_look){.name = x->title,
                                           .sheet = is_training ? CAUTION_TRAINING_SHEET : NULL,
                                           .head = "Thống kê",
                                           .mark = is_training ? CAUTION_TRAINING : NULL,
                                           .made = opens(c)},
                       &b, e);
        if (rc == ERR_OK)
            rc = write_file(c, name, &b, e);
        table_free(&t);
        buf_free(&b);
    }
    return rc;
}

static enum err_code write_one(const struct counting *c, enum report_kinds_format f, struct err *e)
{
    struct buf b;
    char title[400], name[32];
    if (f == REPORT_KINDS_CSV || f == REPORT_KINDS_XLSX)
        return write_tables(c, f, e);
    snprintf(title, sizeof title, "Thống kê câu hỏi: %s", c->names);
    snprintf(name, sizeof name, "stats.%s", report_kinds_format_name(f));
    buf_init(&b, REPORT_FILE_MAX);
    const struct stats_reply *r = c->reply;
    const struct papers_texts *papers = &r->office.workspace.papers;
    const struct itemreport_look look = {papers->full_name, title, papers->font, opens(c),
                                         r->is_training};
    enum err_code rc = f == REPORT_KINDS_JSON
                           ? itemreport_json(&r->analysis, look.is_training, &b, e)
                       : f == REPORT_KINDS_HTML ? itemreport_html(&r->analysis, &look, &b, e)
                                                : itemreport_pdf(&r->analysis, &look, &b, e);
    if (rc == ERR_OK)
        rc = write_file(c, name, &b, e);
    buf_free(&b);
    return rc;
}

static enum err_code write_all(struct counting *c, struct err *e)
{
    char *usual = workspace_path(&c->reply->office.workspace, "reports/%s",
                                 c->reply->sessions == 1 ? c->names : "stats");
    if (!usual)
        return err_memory(e);
    c->folder = c->folder ? c->folder : usual;
    enum err_code rc = file_make_folder(c->folder, e);
    for (enum report_kinds_format f = 0; rc == ERR_OK && f < REPORT_KINDS_FORMATS; f++)
        if (c->format[f])
            rc = write_one(c, f, e);
    c->folder = NULL;
    free(usual);
    return rc;
}

/* ---- the sessions ---- */

static enum err_code check_names(const struct work_words *w, struct err *e)
{
    for (size_t i = 1; i < w->count; i++)
        for (size_t k = 0; k < i; k++)
            if (strcmp(w->word[k], w->word[i]) == 0)
                return err_set(e, ERR_USAGE, _("%s: is named twice; each session counts once"),
                               w->word[i]);
    return ERR_OK;
}

static enum err_code open_sessions(struct counting *c, const struct work_words *w, struct err *e)
{
    struct buf names;
    struct basis basis;
    buf_init(&names, 4096);
    c->reply->grading = calloc(w->count, sizeof *c->reply->grading);
    enum err_code rc = c->reply->grading ? check_names(w, e) : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < w->count; i++) {
        rc = whole_check_results(&c->reply->office.workspace, w->word[i], e);
        if (rc == ERR_OK)
            rc = grading_open(&c->reply->office.workspace, w->word[i], c->reply->office.key,
                              &c->reply->grading[c->reply->sessions], e);
        if (rc == ERR_OK)
            c->reply->is_training |=
                caution_is_training(&c->reply->grading[c->reply->sessions].opened.session.info);
        c->reply->sessions += rc == ERR_OK;
        buf_printf(&names, "%s%s", i ? " " : "", w->word[i]);
    }
    if (rc == ERR_OK && c->reply->sessions == 1) {
        rc = basis_make(&c->reply->grading[0].opened, &c->reply->grading[0].collection,
                        &c->reply->grading[0].decisions, &basis, e);
        snprintf(c->basis, sizeof c->basis, "%s", rc == ERR_OK ? basis.hash : "");
        basis_free(&basis);
    }
    c->names = strdup(buf_text(&names));
    buf_free(&names);
    return rc == ERR_OK && !c->names ? err_memory(e) : rc;
}

static enum err_code parse_formats(struct counting *c, const char *list, struct err *e)
{
    char copy[128], *rest = copy;
    snprintf(copy, sizeof copy, "%s", list);
    for (char *word; (word = strsep(&rest, ","));) {
        enum report_kinds_format f = report_kinds_format_find(word);
        if (f == REPORT_KINDS_FORMATS)
            return err_set(e, ERR_USAGE, _("%s: the formats are csv, xlsx, pdf, html and json"),
                           word);
        c->format[f] = true;
    }
    return ERR_OK;
}

/* The grading whose bank is open and holds a question. */
static const struct office_session *session_of(const struct stats_reply *r, size_t bank)
{
    size_t i = 0;
    while (memcmp(r->grading[i].opened.bank.hash, r->analysis.bank[bank].hash, CRYPT_HASH) != 0)
        i++;
    return &r->grading[i].opened;
}

static enum err_code read_text(const struct office_session *s, const uint8_t qid[CRYPT_HASH],
                               struct bank_question *out, struct err *e)
{
    const struct bank_office *bank = &s->bank_key;
    size_t i = 0;
    uint8_t key[CRYPT_KEY];
    while (i < bank->entries && memcmp(bank->entry[i].qid, qid, CRYPT_HASH) != 0)
        i++;
    if (i == bank->entries)
        return ERR_OK; /* drawn from an older edition: it has no text here */
    bank_question_key(bank->master, qid, key);
    enum err_code rc = bank_read_question(&s->bank, bank->entry[i].address, key, out, e);
    crypt_wipe(key, sizeof key);
    return rc;
}

static enum err_code take_texts(struct stats_reply *r, struct err *e)
{
    const struct analysis *a = &r->analysis;
    r->text = calloc(a->questions + 1, sizeof *r->text);
    enum err_code rc = r->text ? ERR_OK : err_memory(e);
    for (size_t i = 0; rc == ERR_OK && i < a->questions; i++)
        rc = read_text(session_of(r, a->question[i].bank), a->question[i].qid, &r->text[i], e);
    return rc;
}

static enum err_code count(struct work *work, const struct stats_request *q, struct counting *c,
                           struct err *e)
{
    struct stats_reply *r = c->reply;
    enum err_code rc = open_sessions(c, &q->session, e);
    if (rc == ERR_OK)
        rc = analysis_make(r->grading, r->sessions, true, &r->analysis, e);
    if (rc == ERR_OK && q->has_texts)
        rc = take_texts(r, e);
    r->is_made = rc == ERR_OK;
    if (rc == ERR_OK && q->format) {
        c->folder = q->folder;
        rc = work_point(work, e);
        if (rc == ERR_OK)
            rc = write_all(c, e);
    }
    return rc;
}

static enum err_code run(struct work *work, const void *request, void *reply, struct err *e)
{
    const struct stats_request *q = request;
    struct counting c = {.reply = reply};
    struct stats_reply *r = reply;
    r->office.lock = -1;
    enum err_code rc = q->format ? parse_formats(&c, q->format, e) : ERR_OK;
    if (rc == ERR_OK)
        rc = office_open(work, q->format ? OFFICE_WRITE : OFFICE_KEY, &r->office, e);
    if (rc == ERR_OK)
        rc = count(work, q, &c, e);
    free(c.names);
    office_rest(&r->office);
    return rc;
}

static void forget(void *reply)
{
    struct stats_reply *r = reply;
    for (size_t i = 0; r->text && i < r->analysis.questions; i++)
        bank_question_free(&r->text[i]);
    free(r->text);
    analysis_free(&r->analysis);
    for (size_t i = 0; i < r->sessions; i++)
        grading_close(&r->grading[i]);
    for (size_t i = 0; i < r->files; i++)
        free(r->file[i]);
    free(r->file);
    free(r->grading);
    office_close(&r->office);
}

static void say(const void *request, const void *reply, struct buf *out)
{
    const struct stats_request *q = request;
    const struct stats_reply *r = reply;
    for (size_t i = 0; i < r->files; i++)
        buf_printf(out, "%s\n", r->file[i]);
    if (r->is_made && !q->format)
        itemreport_text(&r->analysis, out);
}

#define AT(member) offsetof(struct stats_request, member)
static const struct work_field FIELDS[] = {
    {.value = "SESSION",
     .need = WORK_REPEATED_NEEDED,
     .kind = WORK_NAME,
     .at = AT(session),
     .label = N_("Session"),
     .choose = fields_sessions},
    {"--format", REPORT_KINDS_FORMAT_CHOICES, WORK_OPTIONAL,
     N_("writes files of these formats; without it the list is shown"), .kind = WORK_WORD,
     .at = AT(format), .label = N_("Format")},
    {"-o", "DIR", WORK_OPTIONAL, N_("the folder to write into; reports/SESSION by default"),
     .kind = WORK_FOLDER, .at = AT(folder), .label = N_("Into")},
    {0}};

const struct work_op stats_op = {.name = "stats",
                                 .words = "SESSION...",
                                 .help = N_("Item statistics, and attempts that are too alike."),
                                 .field = FIELDS,
                                 .request = sizeof(struct stats_request),
                                 .reply = sizeof(struct stats_reply),
                                 .use = WORK_OFFICE_KEY | WORK_WRITES,
                                 .writes_with = "--format",
                                 .run = run,
                                 .forget = forget,
                                 .say = say};
